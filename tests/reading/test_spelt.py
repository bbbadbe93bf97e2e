"""Spellings that the index does not fold: noted by the store, and for archives from before they were."""

import sqlite3
import time

import pytest

from archive.signs import signs
from archive.spelt import spelt
from archive.store import Archive
from crawler.extraction.article import Article
from tests.reading.shelf import found

NOW = "2026-11-23T08:00:00Z"
TEXTS = [
    "De Łódź à Reykjavík",
    "Le porte-parole de la S.N.C.F.",
    "D’Artagnan, aujourd’hui",
    "Søren aux États-Unis",
]


@pytest.fixture
def folder(tmp_path):
    with Archive(tmp_path) as archive:
        archive.put_site("s", "https://s.example/", language="fr", now=NOW)
        for number, text in enumerate(TEXTS, 1):
            url = f"https://s.example/{number}"
            article = Article(url=url, title="Titre", body=text, is_article=True)
            archive.store_article(article, site="s", url=url, now=NOW, capture_id=None)
    return tmp_path


QUERIES = [
    ("lodz", 1), ("ŁÓDŹ", 1), ("porteparole", 2), ("porte parole", 2), ("portepar*", 2), ("SNCF", 2),
    ("title:titre sncf", 2), ("dartagnan", 3), ("aujourdhui", 3), ("soren", 4), ("etatsunis", 4), ('"sncf"', 2),
]  # fmt: skip


@pytest.mark.parametrize(("query", "id"), QUERIES)
def test_it_is_found_as_one_types_it(folder, query, id):
    assert found(folder, query) == [id]


def test_an_archive_from_before_is_read_and_brought_up_to_date(folder):
    db = sqlite3.connect(folder / "archive.db")
    with db:
        db.execute("drop table spellings")
        db.execute("delete from _sqlite_migrations where name = 'm002_spellings'")
    db.close()
    assert found(folder, "łódź") == [1]
    assert found(folder, "lodz") == []
    Archive(folder).close()
    assert found(folder, "lodz") == [1]


def test_an_edit_brings_its_spellings(folder):
    with Archive(folder) as archive:
        url = "https://s.example/1"
        article = Article(url=url, title="Titre", body="De Ærø à Reykjavík, tout a changé", is_article=True)
        archive.store_article(article, site="s", url=url, now="2026-12-01T08:00:00Z", capture_id=None)
    assert found(folder, "aero") == [1]


@pytest.mark.parametrize("letters", ["a-", "l'", "a.", "œ", "œ-é", "a\u0301"])
def test_a_text_without_spaces_takes_no_time(letters):
    started = time.process_time()
    assert spelt(letters * 1_000_000) == set()
    assert time.process_time() - started < 2


def signed(folder):
    db = sqlite3.connect(folder / "archive.db")
    try:
        return db.execute("select sign, article_id from signs order by 1, 2").fetchall()
    finally:
        db.close()


def store(folder, number, body, now=NOW):
    with Archive(folder) as archive:
        url = f"https://s.example/{number}"
        article = Article(url=url, title="Titre", body=body, is_article=True)
        archive.store_article(article, site="s", url=url, now=now, capture_id=None)


def test_signs_follow_the_texts(folder):
    store(folder, 5, "Du C++ et du C#, sur Canal+")
    store(folder, 6, "C’est le canal")
    assert signed(folder) == [("c#", 5), ("c++", 5), ("canal+", 5)]
    assert [found(folder, query) for query in ("C++", "canal+", "C++ canal", '"C#"', "canal -C++")] == [
        [5], [5], [5], [5], [6],
    ]  # fmt: skip
    store(folder, 5, "Du C++ sur le canal, désormais", "2026-12-01T08:00:00Z")
    assert signed(folder) == [("c++", 5)]
    with Archive(folder) as archive:
        archive.remove_article("https://s.example/5", "no article")
    assert signed(folder) == []
    assert 6 in found(folder, "C++")  # no article has it: the letter is looked for


def test_signs_of_an_archive_from_before(folder):
    store(folder, 5, "Du C++")
    store(folder, 6, "C’est un canal")
    db = sqlite3.connect(folder / "archive.db")
    with db:
        db.executescript("drop trigger signs_delete; drop table signs;")
        db.execute("delete from _sqlite_migrations where name = 'm004_signs'")
    db.close()
    assert {5, 6} < set(found(folder, "C++"))
    Archive(folder).close()
    assert found(folder, "C++") == [5]


@pytest.mark.parametrize("letters", ["a+", "a#", "+", "é", "Canal+x"])
def test_signs_take_no_time(letters):
    started = time.process_time()
    signs(letters * 1_000_000)
    assert time.process_time() - started < 4
