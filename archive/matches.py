"""Which articles a query finds: how many, and the newest of them by number. Computed once, for all parts of a page."""

import sqlite3
from dataclasses import dataclass, field

import numpy as np

from archive.columns import Ids
from archive.statements import Sql, count, cursor, select, thin

__all__ = ["COUNTED", "Matches", "matches"]

COUNTED = 20_000
# Of a word that stands for all that begin so, everything is listed at once: half a second for a million hits,
# and as much again for each further statement. Eight characters an id stay within SQLite's longest value.
_LISTED_AT_ONCE = 1_500_000


def _none() -> Ids:
    return np.array([], np.int64)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query finds.

    :ivar newest: numbers of the last `COUNTED` hits, the highest first
    """

    total: int
    newest: Ids = field(default_factory=_none)

    @property
    def complete(self) -> bool:
        """Whether `newest` are all there are."""
        return self.total == len(self.newest)


def matches(db: sqlite3.Connection, sql: Sql) -> Matches:
    """All hits of a statement, counted."""
    if sql.wide and _articles(db) <= _LISTED_AT_ONCE:
        every = _ids(db, sql, "")
        return Matches(len(every), every[:COUNTED])
    newest = _ids(db, sql, f" order by a.id desc limit {COUNTED}")
    return Matches(len(newest) if len(newest) < COUNTED else count(db, sql), newest)


def _articles(db: sqlite3.Connection) -> int:
    return int(cursor(db, "select coalesce(max(id), 0) from articles").fetchone()[0])


def _ids(db: sqlite3.Connection, sql: Sql, end: str) -> Ids:
    """As one text: reading 20,000 rows one by one takes three times as long."""
    if sql.match and not sql.narrowed:
        end = end.replace("a.id", "rowid")
        statement = f"select rowid as id from articles_fts where articles_fts match ?{end}"
    else:
        statement = select("a.id as id", sql, end, thin(db) if sql.match else "")
    text = cursor(db, f"select group_concat(id) from ({statement})", sql.params).fetchone()[0]
    return np.sort(np.fromstring(text, np.int64, sep=","))[::-1] if text else _none()
