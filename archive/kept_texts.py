"""What the archive has of articles, for a look to be held against. Reads only."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archive.rows import cursor, one_value

__all__ = ["HeldText", "Kept", "held_for", "kept", "number_alike"]

MOST_HELD = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the archive has of an article.

    :ivar group: the first of its copies, or itself
    :ivar capture: the one that its text was read from
    :ivar pages: how many further pages it has
    """

    title: str | None
    body: str
    group: int
    capture: int | None
    pages: int


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text that waits for a decision, and the group of the article that it came for."""

    group: int
    title: str | None
    body: str
    reason: str


def kept(db: sqlite3.Connection, article_id: int | None) -> Kept | None:
    """What there is of an article, if there is one."""
    sql = (
        "select a.title, a.body, coalesce(a.copy_of, a.id), s.capture_id, json_array_length(s.pages)"
        " from articles a join article_state s on s.article_id = a.id where a.id = ?"
    )
    return next((Kept(*row) for row in cursor(db, sql, [article_id])), None)


def number_alike(db: sqlite3.Connection, group: int, title: str | None) -> int:
    """How many articles of a group of copies have a title."""
    sql = "select count(*) from articles where (id = ?1 or copy_of = ?1) and title is ?2"
    return int(one_value(db, sql, [group, title]))


def held_for(db: sqlite3.Connection, site: str, reasons: tuple[str, str]) -> Iterator[HeldText]:
    """The texts of a site that wait for a decision for one of two reasons, the latest first."""
    sql = (
        "select coalesce(a.copy_of, a.id), h.title, h.body, h.reason from held h"
        " join articles a on a.id = h.article_id where a.site = ? and h.reason in (?, ?) and h.decided is null"
        f" order by h.id desc limit {MOST_HELD}"
    )
    for row in cursor(db, sql, [site, *reasons]).fetchall():
        yield HeldText(*row)
