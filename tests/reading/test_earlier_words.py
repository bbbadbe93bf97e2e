"""What an article said before it was edited can be found, and what is no typing error is not mended."""

import json
import re
import sqlite3

import pytest
from datasette.app import Datasette

import archive.earlier_words
from archive.earlier_words import earlier
from archive.search import Filters, read
from archive.store import Archive
from archive.suggestion import suggestion
from crawler.extraction.article import Article
from tests.reading.shelf import NOW, edit, fill


@pytest.fixture
def folder(tmp_path):
    """The shelf, where "etat" said "rouvrir" under another title once, and says "clore" now."""
    ids = fill(tmp_path)
    with Archive(tmp_path) as kept:
        edit(kept)
        url = "https://gazette.example/levain"
        text = "Le marché du pain bio recule, soit 1 200 emplois de moins."
        levain = Article(
            url=url, title="Le levain et le marché", body=text, published="2023-09-12", is_article=True
        )
        kept.store_article(levain, site="gazette", url=url, now="2026-11-25T08:00:00Z", capture_id=None)
    (tmp_path / "ids.json").write_text(json.dumps(ids))
    return tmp_path


@pytest.fixture
def ids(folder):
    return json.loads((folder / "ids.json").read_text())


@pytest.fixture
def room(folder):
    return Datasette(config_dir=folder).client


def looked(folder, query, **filters):
    db = sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)
    try:
        return earlier(db, read(db, query), Filters(**filters))
    finally:
        db.close()


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("rouvrir dossier", "etat"), ('"rouvrir le dossier"', "etat"), ("title:réforme", "etat"), ("boulangeries", "levain"),
        ("1 000 boulangeries", "levain"), ("rouvrir -clore", "etat"), ("site:gazette boulangerie", "levain"),
    ],
)  # fmt: skip
def test_an_earlier_version_is_found_by_what_it_said(folder, ids, query, key):
    [version] = looked(folder, query).versions
    assert (version.id, version.seen) == (ids[key], NOW)


@pytest.mark.parametrize(
    "query", ["clore", "pain", "site:quotidien boulangeries", "vitrail", "", "rouvrir -retraites"]
)
def test_texts_as_they_stand_are_none_of_its_business(folder, query):
    assert looked(folder, query).versions == []


def test_choices_count(folder, ids):
    assert [version.id for version in looked(folder, "boulangeries OR rouvrir").versions] == [
        ids["levain"],
        ids["etat"],
    ]
    assert [
        version.id for version in looked(folder, "boulangeries OR rouvrir", site=("quotidien",)).versions
    ] == [ids["etat"]]


def test_it_ends_after_so_many_and_says_so(folder, ids, monkeypatch):
    monkeypatch.setattr(archive.earlier_words, "MOST_ARTICLES", 1)
    found = looked(folder, "rouvrir")
    assert (found.versions, found.looked_at) == ([], 1)
    assert looked(folder, "boulangeries").looked_at == 1


async def test_where_nothing_is_found_the_page_shows_them(room, ids):
    page = (await room.get("/search", params={"q": "rouvrir dossier"})).text
    assert "Nothing found" in page and "In earlier versions" in page
    assert "L’État face à la réforme" in page and "<mark>rouvrir</mark>" in page
    link = re.search(rf'href="(/a/{ids["etat"]}/-/revision/\d+)"', page)[1]
    assert "rouvrir" in (await room.get(link)).text


async def test_where_something_is_found_they_are_a_link_away(room, ids):
    page = (await room.get("/search", params={"q": "réforme OR vitrail"})).text
    assert "In earlier versions" not in page
    link = re.search(r'href="([^"]*earlier=1)"', page)[1].replace("&amp;", "&")
    both = (await room.get(link)).text
    assert "In earlier versions" in both and "Le <mark>vitrail</mark> brisé" in both
    assert "No earlier version has these words." in (await room.get("/search?q=vitrail&earlier=1")).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("loi 20211", None), ("covid20", None), ("vitrial 1000", "vitrail 1000"), ("2031", None)],
)
def test_numbers_are_no_typing_errors(folder, typed, meant):
    db = sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)
    assert suggestion(db, typed) == meant
    db.close()
