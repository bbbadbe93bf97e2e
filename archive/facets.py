"""By what the hits of a search can be narrowed, and how many of them have each value."""

import heapq
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.columns import COLUMNS, Columns, Ids
from archive.hits import names
from archive.matches import Matches
from archive.rows import cursor
from archive.statements import FACETS, UNKNOWN, Filters, thin

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
    db: sqlite3.Connection, filters: Filters, found: Matches, each: int, columns: Columns | None
) -> dict[str, list[Facet]]:
    """The commonest values of each facet among the newest hits."""
    if columns and columns.loaded:
        columns.renew(db)
        counted = {name: columns.count(name, found.newest[:COUNTED]) for name in COLUMNS}
    else:
        counted = _read(db, found.newest[:COUNTED_FROM_TABLES])
    return {facet: _shown(facet, counted[facet], getattr(filters, facet), each) for facet in FACETS}


def _read(db: sqlite3.Connection, ids: Ids) -> dict[str, dict[str | None, int]]:
    """Value -> number of hits, of each facet, from the tables."""
    selected = ", ".join(COLUMNS.values())
    statement = f"select {selected} from json_each(?) j cross join articles a{thin(db)} on a.id = j.value"
    rows = cursor(db, statement, [str(ids.tolist())]).fetchall()
    values = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    counted = {name: dict(Counter(column)) for name, column in zip(COLUMNS, values, strict=True)}
    authors: Counter[str | None] = Counter()
    for listed, count in counted["author"].items():
        for name in names(listed):
            authors[name] += count
    return {**counted, "author": authors}


def _shown(facet: str, counted: dict[str | None, int], chosen: Sequence[str], each: int) -> list[Facet]:
    """What of a facet a page shows: what was chosen first, then the commonest, or the latest years."""
    numbers: dict[str, int] = dict.fromkeys(chosen, 0)
    for value, count in counted.items():
        name = value or UNKNOWN
        numbers[name] = numbers.get(name, 0) + count
    if facet not in ("site", "year") and UNKNOWN not in chosen:
        numbers.pop(UNKNOWN, None)

    def order(item: tuple[str, int]) -> tuple[bool, bool, int, str]:
        value, count = item
        by = -int(value) if facet == "year" and value.isdigit() else -count
        return value not in chosen, value == UNKNOWN, by, value

    shown = heapq.nsmallest(max(each, len(chosen)), numbers.items(), key=order)
    return [Facet(value, count, value in chosen) for value, count in shown]
