"""Which articles a query finds: how many, and the newest of them by number. Computed once, for all parts of a page."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from archive.columns import Columns, Ids
from archive.rows import cursor
from archive.statements import Sql, count, select, thin

__all__ = ["LISTED", "NONE", "Counting", "Matches", "matches"]

LISTED = 50_000  # hits whose numbers are known, the newest
# Of a word that stands for all that begin so, everything is listed at once: half a second for a million hits,
# and as much again for each further statement. Eight characters an id stay within SQLite's longest value.
_LISTED_AT_ONCE = 1_500_000


#: Begins to count the hits of a statement elsewhere; gives what to call for their number.
Counting = Callable[[Sql], Callable[[], int]]


class Matches:
    """What a query finds.

    :ivar newest: numbers of the last hits, as many as were asked for, the highest first
    :ivar complete: whether these are known to be all there are
    """

    def __init__(self, newest: Ids, total: int | Callable[[], int], *, complete: bool) -> None:
        self.newest = newest
        self.complete = complete
        self._total = total

    @property
    def total(self) -> int:
        """How many there are; waits until they are counted."""
        if not isinstance(self._total, int):
            self._total = self._total()
        return self._total


NONE = Matches(np.array([], np.int64), 0, complete=True)


def matches(
    db: sqlite3.Connection,
    sql: Sql,
    columns: Columns | None = None,
    listed: int = LISTED,
    counting: Counting | None = None,
) -> Matches:
    """All hits of a statement, counted.

    :param columns: the columns in memory, where they are: choices are made there in a third of the time
    :param listed: how many numbers are wanted, of the newest; of a common word 50,000 take 20 ms, 20,000 three
    :param counting: to count many hits while others of their facts are read
    """
    if (
        columns
        and columns.loaded
        and sql.narrowed
        and sql.choices is not None
        and _articles(db) <= _LISTED_AT_ONCE
    ):
        columns.renew(db)
        every = _ids(db, replace(sql, where=[], params=sql.params[:1]), "") if sql.match else columns.every()
        for facet, values in sql.choices:
            every = columns.having(every, facet, values)
        return _of_all(every, listed)
    if sql.wide and _articles(db) <= _LISTED_AT_ONCE:
        return _of_all(_ids(db, sql, ""), listed)
    newest = _ids(db, sql, f" order by a.id desc limit {listed}")
    if listed <= len(newest) < LISTED and _share(newest) * _articles(db) < LISTED:
        # Not many more than are listed: all of them in memory are sorted sooner than the newest are looked for.
        listed = LISTED
        newest = _ids(db, sql, f" order by a.id desc limit {listed}")
    if len(newest) < listed:
        return Matches(newest, len(newest), complete=True)
    return Matches(newest, counting(sql) if counting else count(db, sql), complete=False)


def _of_all(every: Ids, listed: int) -> Matches:
    return Matches(every[:listed], len(every), complete=len(every) <= listed)


def _share(newest: Ids) -> float:
    """About which part of all articles are hits, by how near to each other the last ones are."""
    return len(newest) / float(newest[0] - newest[-1] + 1)


def _articles(db: sqlite3.Connection) -> int:
    return int(cursor(db, "select coalesce(max(id), 0) from articles").fetchone()[0])


def _ids(db: sqlite3.Connection, sql: Sql, end: str) -> Ids:
    """As one text: reading 20,000 rows one by one takes three times as long."""
    if sql.match and not sql.narrowed:
        end = end.replace("a.id", "rowid")
        statement = f"select rowid as id from articles_fts where articles_fts match ?{end}"
    else:
        statement = select("a.id as id", sql, end, thin(db))
    text = cursor(db, f"select group_concat(id) from ({statement})", sql.params).fetchone()[0]
    return np.sort(np.fromstring(text, np.int64, sep=","))[::-1] if text else NONE.newest
