"""An address typed into the search box: its article, or what became of it."""

import pytest
from datasette.app import Datasette

from archive.store import Archive
from crawler.extraction.article import Article
from tests.reading.shelf import found

NOW = "2026-11-23T08:00:00Z"
URL = "https://www.s.example/actu/1/grève"


@pytest.fixture
def folder(tmp_path):
    with Archive(tmp_path) as archive:
        archive.put_site("s", "https://www.s.example/", language="fr", now=NOW)
        for url, text in (
            (URL, "Du pain."),
            ("https://www.s.example/?p=2", "Voir s.example/petition, du pain."),
        ):
            article = Article(url=url, title="Titre", body=text, is_article=True)
            archive.store_article(article, site="s", url=url, now=NOW, capture_id=None)
        with archive.db.conn as db:
            db.executemany(
                "insert into urls (url, site, kind, found, state, reason, article_id) values (?, 's', 'page', ?, ?, ?, ?)",
                [
                    ("https://www.s.example/amp/1", NOW, "alias", "the same article", 1),
                    ("https://www.s.example/legal", NOW, "other", "an article", None),
                    ("https://www.s.example/recherche", NOW, "excluded", "forbidden by robots.txt", None),
                    ("https://www.s.example/old", NOW, "gone", "HTTP 410", None),
                    ("https://www.s.example/wall", NOW, "blocked", "blocked: paywall", None),
                    ("https://www.s.example/new", NOW, "due", None, None),
                ],
            )
    return tmp_path


@pytest.fixture
def room(folder):
    return Datasette(config_dir=folder).client


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        (URL, [1]), ("www.s.example/actu/1/grève", [1]), ("s.example/actu/1/gr%C3%A8ve", [1]),
        ("http://s.example/actu/1/grève/", [1]), (f"  <{URL}> ", [1]), ("HTTPS://WWW.S.Example/actu/1/grève#top", [1]),
        (f"{URL}?utm_source=lettre&utm_medium=mail&fbclid=x", [1]), ("https://www.s.example/amp/1/", [1]),
        ("https://s.example/?p=2", [2]), ("https://s.example/?utm_source=a&p=2", [2]), ("https://s.example/?p=3", []),
        ("s.example/petition", [2]),
    ],
)  # fmt: skip
def test_an_address_finds_its_article(folder, typed, ids):
    assert found(folder, typed) == ids


async def test_the_page_and_the_api_show_it(room):
    asked = {"q": "s.example/actu/1/grève?utm_source=x"}
    page = (await room.get("/search", params=asked)).text
    assert "1 article found" in page and "The article at this address." in page
    answer = (await room.get("/api/search.json", params=asked)).json()
    assert ([article["id"] for article in answer["articles"]], "address" in answer) == ([1], False)


@pytest.mark.parametrize(
    ("typed", "state", "said"),
    [
        ("s.example/legal", "other", "Cette page a été lue : ce n’est pas un article."),
        ("http://www.s.example/recherche", "excluded", "Cette page est laissée de côté. <span>(interdit"),
        ("s.example/old", "gone", "Cette page n’existe plus. <span>(retiré"),
        ("s.example/wall", "blocked", "Le site n’a pas montré cette page au robot."),
        ("s.example/new", "due", "Cette adresse est connue et attend d’être lue."),
        ("s.example/nowhere", None, "Aucune visite de ce site n’a rencontré cette adresse."),
        ("https://other.example/x", None, "Cette adresse n’est sur aucun site de l’archive."),
    ],
)  # fmt: skip
async def test_what_is_no_article_is_said_plainly(room, typed, state, said):
    page = (await room.get("/search", params={"q": typed}, headers={"accept-language": "fr"})).text
    assert said in page
    assert (await room.get("/api/search.json", params={"q": typed})).json()["address"]["state"] == state


@pytest.mark.parametrize(
    "words", ["pain", "asp.net", "U.S.A.", "C.V/lettre", "du pain s.example", "n/a", "."]
)
async def test_words_are_no_address(room, words):
    assert 'class="notice"' not in (await room.get("/search", params={"q": words})).text
    assert "address" not in (await room.get("/api/search.json", params={"q": words})).json()
