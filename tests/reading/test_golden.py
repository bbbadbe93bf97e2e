"""What a reader expects of a press database: the golden queries on the shelf."""

import pytest

from archive.search import search
from tests.reading import golden


def found(db, query, **more):
    total, hits = search(db, query, limit=200, **more)
    assert total == len(hits)
    return [hit.id for hit in hits]


def test_there_are_enough():
    assert len(golden.SAME) >= 300


@pytest.mark.parametrize(("one", "other"), golden.SAME)
def test_the_two_find_the_same(db, one, other):
    first, second = found(db, one), found(db, other)
    assert sorted(first) == sorted(second)


ALIKE = [
    pair for pair in golden.SAME if not any(" " in query.strip() or query.endswith("*") for query in pair)
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_words_that_are_alike_find_the_same_in_the_same_order(db, one, other):
    assert found(db, one) == found(db, other)


def test_the_pairs_find_something(db):
    empty = [one for one, _ in golden.SAME if not found(db, one)]
    assert empty == []


@pytest.mark.parametrize(("query", "key"), golden.FINDS)
def test_it_finds(db, ids, query, key):
    assert ids[key] in found(db, query)


@pytest.mark.parametrize(("query", "key"), golden.MISSES)
def test_it_does_not_find(db, ids, query, key):
    assert ids[key] not in found(db, query)


@pytest.mark.parametrize(("query", "key"), golden.FIRST)
def test_it_comes_first(db, ids, query, key):
    assert found(db, query)[0] == ids[key]


@pytest.mark.parametrize("query", golden.NOTHING)
def test_nothing_to_read_is_no_error(db, query):
    total, hits = search(db, query, limit=5)
    assert len(hits) == min(total, 5)


@pytest.mark.parametrize("query", ["", "presse", "loi OR eau", "site:herald"])
def test_newest_first_is_by_date_and_undated_last(db, query):
    _, hits = search(db, query, sort="newest", limit=200)
    dates = [hit.published or "" for hit in hits]
    assert dates == sorted(dates, reverse=True)
