"""Which articles to take out: by site, dates and a query. Reads only."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from archive.search import hits_statement

__all__ = ["Choice", "chosen", "count"]

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """:ivar since, until: `2020`, `2020-10` or `2020-10-13`, both included; articles without a date are left out"""

    sites: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    query: str | None = None


def chosen(db: sqlite3.Connection, choice: Choice) -> Iterator[int]:
    """The ids of the articles, oldest first in the archive; constant memory."""
    where, values = _where(choice)
    if not choice.query:
        yield from (
            row[0] for row in db.execute(f"select id from articles where {where} order by id", values)
        )
        return
    sql, params = hits_statement(db, choice.query, None, ["a.id"])
    found = (row[0] for row in db.execute(sql, params))
    while chunk := list(islice(found, _CHUNK)):
        marks = ",".join("?" * len(chunk))
        rows = db.execute(
            f"select id from articles where id in ({marks}) and {where} order by id desc", [*chunk, *values]
        )
        yield from (row[0] for row in rows.fetchall())


def count(db: sqlite3.Connection, choice: Choice) -> int:
    """How many articles are chosen."""
    if choice.query:
        return sum(1 for _ in chosen(db, choice))
    where, values = _where(choice)
    return int(db.execute(f"select count(*) from articles where {where}", values).fetchone()[0])


def _where(choice: Choice) -> tuple[str, list[Any]]:
    parts, values = ["1"], list[Any]()
    if choice.sites:
        parts.append(f"site in ({','.join('?' * len(choice.sites))})")
        values += choice.sites
    if choice.since:
        parts.append("published >= ?")
        values.append(choice.since)
    if choice.until:
        parts.append("substr(published, 1, ?) <= ?")
        values += [len(choice.until), choice.until]
    return " and ".join(parts), values


def chunks(numbers: Iterator[int]) -> Iterator[Sequence[int]]:
    """Ids in portions."""
    while chunk := list(islice(numbers, _CHUNK)):
        yield chunk
