"""Texts that were not taken because they are poorer than what there is, or doubted: a person decides. In the caller's transaction.

A cookie wall, a page cut in transit, a template that hides the text: bad extraction never replaces good. But a
publisher may also shorten an article to a third of it, and then the new text is right. One that was written anew
under another title is right as well: that shows in that it stays, and needs no one's decision.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.incoming import Doubt, text_columns
from archive.revisions import Said, said_hash
from archive.rows import insert, one_row

__all__ = ["Held", "decide", "has_lasted", "hold", "pass_by", "take_same", "waiting"]

#: How long a doubted text must have been there, at three looks or more, to be taken.
LONG = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Held:
    """A text that waits for a decision.

    :ivar said: what the page said; `kept` how many words the text has that stays meanwhile
    """

    number: int
    article_id: int
    site: str
    url: str
    seen: str
    last_seen: str
    reason: str
    said: Said
    kept: int
    capture: int


def hold(db: sqlite3.Connection, article_id: int, text: Said, now: str, capture_id: int, reason: str) -> None:
    """Put a text aside; once, however often it is seen. What a person decided about it stays decided."""
    digest = said_hash(text)
    db.execute(  # it had gone and is back: as if it came for the first time
        "update held set decided = null, seen = ?, reason = ?, capture_id = ?"
        " where article_id = ? and hash = ? and decided like 'passed%'",
        [now, reason, capture_id, article_id, digest],
    )
    again = db.execute(
        "update held set last_seen = max(last_seen, ?) where article_id = ? and hash = ?",
        [now, article_id, digest],
    )
    if again.rowcount:
        return
    row = {"article_id": article_id, "seen": now, "last_seen": now, "reason": reason, **text_columns(text)}
    insert(db, "held", {**row, "hash": digest, "capture_id": capture_id})


def has_lasted(db: sqlite3.Connection, article_id: int, text: Said, doubt: Doubt, now: str) -> bool:
    """Whether a doubted text has been there for a week, this look the third one or later."""
    row = one_row(
        db,
        "select seen, last_seen from held where article_id = ? and hash = ? and reason = ? and decided is null",
        [article_id, said_hash(text), doubt.reason],
    )
    if not doubt.may_last or row is None or row["last_seen"] <= row["seen"]:
        return False
    return datetime.fromisoformat(now) - datetime.fromisoformat(row["seen"]) >= LONG


def take_same(db: sqlite3.Connection, article_id: int, text: Said, now: str) -> None:
    """A text was taken, by whatever way: nobody need decide about it any more."""
    db.execute(
        "update held set decided = ? where article_id = ? and hash = ? and decided is null",
        [f"accepted {now}", article_id, said_hash(text)],
    )


def pass_by(db: sqlite3.Connection, article_id: int, now: str) -> None:
    """The article is there as ever: what was held of it before has gone by itself."""
    db.execute(
        "update held set decided = ? where article_id = ? and decided is null and last_seen < ?",
        [f"passed {now}", article_id, now],
    )


def waiting(db: sqlite3.Connection, number: int | None = None) -> Iterator[Held]:
    """What no one has decided about yet, the oldest first (or one of it)."""
    sql = (
        "select h.id, h.article_id, a.site, a.url, h.seen, h.last_seen, h.reason, h.title, h.body, h.published,"
        " h.authors, a.words, h.capture_id from held h join articles a on a.id = h.article_id"
        " where h.decided is null and (:number is null or h.id = :number) order by h.id"
    )
    for *about, title, body, published, authors, kept, capture in db.execute(
        sql, {"number": number}
    ).fetchall():
        text = Said(title, body, published, tuple(json.loads(authors)))
        yield Held(*about, said=text, kept=kept, capture=capture)  # type: ignore[misc]


def decide(db: sqlite3.Connection, number: int, decision: str) -> None:
    """:param decision: `accepted` or `rejected`, and when (`passed`: see `pass_by`)"""
    db.execute("update held set decided = ? where id = ?", [decision, number])
