"""Groups of articles with the same text: `articles.copy_of` points at the first published of each group.

In the caller's transaction. A text is compared with one article of each group at most a few times, so that a
thousand weather reports cost no more than ten.
"""

import sqlite3
from collections.abc import Sequence

from archive import copies

__all__ = ["join", "leave", "with_text"]

_CANDIDATES = 40


def join(db: sqlite3.Connection, article_id: int, text: str) -> None:
    """Put an article into the group of its text; groups that it connects become one."""
    bands = copies.bands(text)
    if not bands:
        return
    firsts = _alike(db, article_id, bands, text)
    db.executemany("insert or ignore into text_bands values (?, ?)", [(band, article_id) for band in bands])
    if firsts:
        _merge(db, {article_id, *firsts})


def with_text(db: sqlite3.Connection, text: str, site: str) -> set[int]:
    """The first articles of the groups that have this text or nearly so, and an article of the site.

    None for a text too short to tell.
    """
    bands = copies.bands(text)
    own = "select 1 from articles where (id = ? or copy_of = ?) and site = ?"
    found = _alike(db, 0, bands, text) if bands else set()
    return {first for first in found if db.execute(own, [first, first, site]).fetchone()}


def leave(db: sqlite3.Connection, article_id: int, text: str) -> None:
    """Take an article out of its group; the group's next one becomes its first."""
    bands = [(band, article_id) for band in copies.bands(text)]
    if not bands:
        return
    db.executemany("delete from text_bands where band = ? and article_id = ?", bands)
    db.execute("update articles set copy_of = null where id = ? and copy_of is not null", [article_id])
    members = [row[0] for row in db.execute("select id from articles where copy_of = ?", [article_id])]
    if members:
        db.execute("update articles set copy_of = null where copy_of = ?", [article_id])
        _merge(db, set(members))


def _alike(db: sqlite3.Connection, article_id: int, bands: Sequence[int], text: str) -> set[int]:
    """The first articles of the groups whose text is nearly this one."""
    marks = ",".join("?" * len(bands))
    candidates = db.execute(
        f"select a.id, coalesce(a.copy_of, a.id) from articles a where a.id <> ? and a.id in"
        f" (select article_id from text_bands where band in ({marks}))"
        " order by a.copy_of is not null, a.id limit ?",
        [article_id, *bands, _CANDIDATES],
    ).fetchall()
    firsts: set[int] = set()
    for candidate, first in candidates:
        if first not in firsts:
            (body,) = db.execute("select body from articles where id = ?", [candidate]).fetchone()
            if copies.resemblance(text, body) >= copies.ALIKE:
                firsts.add(first)
    return firsts


def _merge(db: sqlite3.Connection, firsts: set[int]) -> None:
    """Make one group of several: the earliest published is its first, of equal ones the lowest URL."""
    marks = ",".join("?" * len(firsts))
    (first,) = db.execute(
        f"select id from articles where id in ({marks}) order by coalesce(published, '9'), url limit 1",
        list(firsts),
    ).fetchone()
    db.execute(
        f"update articles set copy_of = ? where (id in ({marks}) or copy_of in ({marks})) and id <> ?",
        [first, *firsts, *firsts, first],
    )
    db.execute("update articles set copy_of = null where id = ? and copy_of is not null", [first])
