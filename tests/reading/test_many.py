"""Strategies for many hits, made to show on few: the bounds are lowered, the answers must not change."""

import sqlite3

import pytest

from archive import search as module
from archive.columns import Columns
from archive.search import Filters, facets, find, search
from archive.statements import count
from archive.store import Archive
from crawler.extraction.article import Article
from tests.bench.library import NOW, build


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


@pytest.mark.parametrize("query", ["", "site:site03", *QUERIES])
@pytest.mark.parametrize("filters", [Filters(), Filters(site=("site01",))])
def test_a_feed_of_many_hits_tells_the_latest_of_them(db, monkeypatch, query, filters):
    whole = [hit.id for hit in module.latest(db, query, filters, limit=30)]
    monkeypatch.setattr(module, "SORTED", 20)
    among = [hit.id for hit in module.latest(db, query, filters, limit=30)]
    assert bool(among) == bool(whole)
    if len(whole) == 30:
        assert set(among) <= {hit.id for hit in search(db, query, filters, limit=2000).hits}
    else:
        assert set(among) <= set(whole)


@pytest.mark.parametrize("query", ["", "site:site03", "site:nowhere", *QUERIES])
@pytest.mark.parametrize("filters", [Filters(), Filters(site=("site01",)), Filters(year=("2010", "unknown"))])
@pytest.mark.parametrize("in_memory", [False, True])
def test_a_page_is_the_same_with_what_is_known_of_the_search(db, monkeypatch, query, filters, in_memory):
    whole = search(db, query, filters, sort="newest", limit=30, offset=5)
    monkeypatch.setattr(module, "SORTED", 10)
    columns = Columns()
    if in_memory:
        columns.renew(db)
    known = find(db, query, filters, columns, sort="newest", counting=lambda sql: lambda: count(db, sql))
    page = search(db, query, filters, sort="newest", limit=30, offset=5, found=known, columns=columns)
    assert page.total == whole.total
    assert [hit.id for hit in page.hits] == [hit.id for hit in whole.hits]


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


@pytest.mark.parametrize(
    "query",
    ["", "nous", "d*", "-de", "before:2010 de", "nous after:2010-06", "site:site03", "site:site03 site:site01 de", "site:nowhere de",
     "year:2010 year:2012 de", "after:2008 before:2012-03-04", "-before:2010 de", "lang:fr de", "year:2010-2012 -nous"],
)  # fmt: skip
@pytest.mark.parametrize("sort", ["best", "newest"])
def test_choices_find_the_same_from_memory_and_from_the_tables(db, monkeypatch, query, sort):
    monkeypatch.setattr(module, "SORTED", 40)
    columns = Columns()
    columns.renew(db)
    authors = [value.value for value in facets(db, "")["author"][:2]]
    for filters in (
        Filters(),
        Filters(site=("site01", "site02"), language=("fr",)),
        Filters(author=tuple(authors)),
        Filters(author=("nobody",)),
        Filters(year=("2010", "unknown", "x"), section=(facets(db, "")["section"][0].value,)),
    ):
        one, other = find(db, query, filters), find(db, query, filters, columns)
        assert one.total == other.total == search(db, query, filters, limit=0).total
        assert one.newest.tolist() == other.newest.tolist()
        by_tables = search(db, query, filters, sort=sort, limit=50, offset=5)
        by_memory = search(db, query, filters, sort=sort, limit=50, offset=5, columns=columns)
        assert [hit.id for hit in by_memory.hits] == [hit.id for hit in by_tables.hits]


def test_what_is_taken_out_and_what_comes_is_seen_in_memory(tmp_path):
    with Archive(tmp_path) as archive:
        archive.put_site("s", "https://s.example/", language="fr", now=NOW)

        def store(number, **more):
            url = f"https://s.example/{number}"
            article = Article(url=url, title=f"T{number}", body="texte", is_article=True, **more)
            archive.store_article(article, site="s", url=url, now=NOW, capture_id=None)

        store(1, authors=("Jo", "Al", "Mo"), published="2020-01-01")
        store(2)
        columns = Columns()
        columns.renew(archive.db.conn)
        archive.remove_article("https://s.example/1", "no article")
        store(3, authors=("Mo",), published="2021")
        chosen = {
            author: find(archive.db.conn, "", Filters(author=(author,)), columns) for author in ("Jo", "Mo")
        }
        assert {author: found.newest.tolist() for author, found in chosen.items()} == {"Jo": [], "Mo": [3]}
        assert find(archive.db.conn, "", Filters(year=("unknown",)), columns).newest.tolist() == [2]


@pytest.mark.parametrize("facet", ["site", "year", "author", "section", "language"])
def test_a_facets_number_is_what_choosing_it_finds(db, facet):
    for value in facets(db, "nous")[facet][:5]:
        assert search(db, "nous", Filters().with_value(facet, value.value), limit=0).total == value.count


def test_odd_texts_are_counted_like_others(tmp_path):
    """Texts with the characters that the reading in stretches uses itself, many authors, quotation marks."""
    with Archive(tmp_path) as archive:
        archive.put_site("s", "https://s.example/", language="fr", now=NOW)
        odd = [
            ("a\x1eb", ('"Jo"', "Al, Mo")),
            ("\x1f", ("A", "B", "C", "C")),
            ("é\U0001f600", ("\\", "a\x1eb")),
            (None, ()),
        ]
        for number, (section, authors) in enumerate(odd):
            url = f"https://s.example/{number}"
            article = Article(
                url=url, title="T", body="texte", section=section, authors=authors, is_article=True
            )
            archive.store_article(article, site="s", url=url, now=NOW, capture_id=None)
        columns = Columns()
        columns.renew(archive.db.conn)
        from_tables = facets(archive.db.conn, "texte")
        assert facets(archive.db.conn, "texte", columns=columns) == from_tables
        assert {author.value for author in from_tables["author"]} == {
            a for _, authors in odd for a in authors
        }
