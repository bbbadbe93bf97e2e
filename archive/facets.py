"""By what the hits of a search can be narrowed, and how many of them have each value."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.columns import COLUMNS, Columns
from archive.hits import names
from archive.matches import Matches
from archive.statements import FACETS, UNKNOWN, Filters, Sql, cursor, select, thin

__all__ = ["COUNTED", "COUNTED_FROM_TABLES", "Facet", "facets_of"]

COUNTED = 20_000
#: Of an archive whose columns are not, or not yet, in memory: from the tables a hit takes twenty times as long.
COUNTED_FROM_TABLES = 2_500


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the hits can be narrowed, and how many of them have it."""

    value: str
    count: int
    chosen: bool = False


def facets_of(
    db: sqlite3.Connection, sql: Sql, filters: Filters, found: Matches, each: int, columns: Columns | None
) -> dict[str, list[Facet]]:
    """The commonest values of each facet among the newest hits."""
    if columns and columns.loaded:
        columns.renew(db)
        counted = {name: columns.count(name, found.newest[:COUNTED]) for name in COLUMNS}
    else:
        counted = _read(db, sql)
    return {facet: _shown(facet, counted[facet], getattr(filters, facet), each) for facet in FACETS}


def _read(db: sqlite3.Connection, sql: Sql) -> dict[str, dict[str | None, int]]:
    """Value -> number of hits, of each facet, from the tables."""
    newest = f" order by a.id desc limit {COUNTED_FROM_TABLES}"
    selected = ", ".join(COLUMNS.values())  # only `articles` has these columns, but for `authors`
    selected = selected.replace("authors", "a.authors")
    rows = cursor(db, select(selected, sql, newest, thin(db)), sql.params).fetchall()
    values = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    counted = {name: dict(Counter(column)) for name, column in zip(COLUMNS, values, strict=True)}
    authors: Counter[str | None] = Counter()
    for listed, count in counted["author"].items():
        for name in names(listed):
            authors[name] += count
    return {**counted, "author": authors}


def _shown(facet: str, counted: dict[str | None, int], chosen: Sequence[str], each: int) -> list[Facet]:
    """What of a facet a page shows: what was chosen first, then the commonest, or the latest years."""
    numbers: Counter[str] = Counter()
    for value, count in counted.items():
        numbers[value or UNKNOWN] += count
    if facet not in ("site", "year"):
        del numbers[UNKNOWN]
    numbers.update(dict.fromkeys(chosen, 0))
    values = [Facet(value, count, value in chosen) for value, count in numbers.items()]
    values.sort(key=lambda v: (not v.chosen, v.value == UNKNOWN, _order(v, facet == "year"), v.value))
    return values[: max(each, len(chosen))]


def _order(value: Facet, by_year: bool) -> int:
    if by_year and value.value.isdigit():
        return -int(value.value)
    return -value.count
