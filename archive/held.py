"""Texts that were not taken because they are poorer than what there is: a person decides. In the caller's transaction.

A cookie wall, a page cut in transit, a template that hides the text: bad extraction never replaces good. But a
publisher may also shorten an article to a third of it, and then the new text is right.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archive.incoming import text_columns
from archive.revisions import Said, said_hash
from archive.rows import insert

__all__ = ["Held", "decide", "hold", "waiting"]


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
    """Put a text aside; once, however often it is seen. What was decided about it stays decided."""
    digest = said_hash(text)
    again = db.execute(
        "update held set last_seen = max(last_seen, ?) where article_id = ? and hash = ?",
        [now, article_id, digest],
    )
    if again.rowcount:
        return
    row = {"article_id": article_id, "seen": now, "last_seen": now, "reason": reason, **text_columns(text)}
    insert(db, "held", {**row, "hash": digest, "capture_id": capture_id})


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
    """:param decision: `accepted` or `rejected`, and when"""
    db.execute("update held set decided = ? where id = ?", [decision, number])
