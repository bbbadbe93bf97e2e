"""Strategies for many hits, made to show on few: the bounds are lowered, the answers must not change."""

import sqlite3

import pytest

from archive import search as module
from archive.columns import Columns
from archive.search import Filters, facets, search
from tests.bench.library import build


@pytest.fixture(scope="module")
def db(once):
    folder = once("many", lambda folder: build(folder / "library", 1500))
    connection = sqlite3.connect(f"file:{folder}/library/archive.db?mode=ro", uri=True)
    yield connection
    connection.close()


def ids(db, query, sort, **more):
    total, hits = search(db, query, sort=sort, limit=50, **more)
    return total, [hit.id for hit in hits]


QUERIES = [
    "de",
    "nous",
    "deux OR trois",
    "-de",
    "de -nous",
    "site:site03 de",
    "before:2010 de",
    "title:de",
    "d*",
    "fr lang:fr",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("offset", [0, 30])
def test_newest_first_is_the_same_by_walking_and_by_sorting(db, monkeypatch, query, offset):
    monkeypatch.setattr(module, "SORTED", 10**9)
    by_sorting = ids(db, query, "newest", offset=offset)
    monkeypatch.setattr(module, "SORTED", 10)
    assert ids(db, query, "newest", offset=offset) == by_sorting
    dates = [
        db.execute("select published from articles where id = ?", [id]).fetchone()[0] for id in by_sorting[1]
    ]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("query", QUERIES)
def test_the_best_of_the_newest_fill_the_page(db, monkeypatch, query):
    total, whole = ids(db, query, "best")
    monkeypatch.setattr(module, "RANKED", 60)
    assert ids(db, query, "best")[0] == total
    assert len(ids(db, query, "best")[1]) == min(len(whole), 50)


@pytest.mark.parametrize("query", ["", *QUERIES])
@pytest.mark.parametrize("filters", [Filters(), Filters(site=("site01", "site02"), language=("fr",))])
def test_facets_are_the_same_from_memory_and_from_the_tables(db, query, filters):
    columns = Columns()
    columns.renew(db)
    assert facets(db, query, filters, columns=columns) == facets(db, query, filters)


@pytest.mark.parametrize("facet", ["site", "year", "author", "section", "language"])
def test_a_facets_number_is_what_choosing_it_finds(db, facet):
    for value in facets(db, "nous")[facet][:5]:
        assert search(db, "nous", Filters().with_value(facet, value.value), limit=0).total == value.count
