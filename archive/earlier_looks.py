"""A look at an article from before what the archive knows of it: a revision at its place in time, or nothing new.

What the article says now stays. In the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.article_rows import add_revision, note_change
from archive.incoming import Again, Look
from archive.pagetext import PageText
from archive.revisions import Difference, Said, compare, said_hash, settled
from archive.rows import as_json, one_row, one_value

__all__ = ["PageOf", "Version", "before", "captures_of", "compared", "is_earlier", "put_in_place", "said_in"]

#: All that the pages of some captures say; None where they cannot be read.
PageOf = Callable[[tuple[int, ...]], PageText | None]


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said at a time, and the captures that say so.

    :ivar id: of its revision; None where it has none of its own
    """

    id: int | None
    seen: str
    said: Said
    captures: tuple[int, ...]


def is_earlier(db: sqlite3.Connection, row: Mapping[str, Any], look: Look) -> bool:
    """Whether the archive knows already what the article said after a look.

    :param row: of the article, as `archive.articles` reads it
    """
    if look.reextracted:
        return False
    newest = one_value(db, "select max(seen) from revisions where article_id = ?", [row["id"]])
    return look.now < max(newest or "", "" if look.accepted else _confirmed(db, row))


def _confirmed(db: sqlite3.Connection, row: Mapping[str, Any]) -> str:
    """When the article was last seen to say what it says; '' where the last look found a text that is held."""
    held = "select 1 from held where article_id = ? and last_seen >= ?"
    poorer = one_value(db, held, [row["id"], row["last_seen"]]) is not None
    return "" if poorer else str(row["last_seen"])


def before(db: sqlite3.Connection, article_id: int, moment: str, *, without: int = 0) -> Version | None:
    """What an article said at a moment, as far as the archive knows.

    :param without: a revision not to look at
    """
    return _version(db, article_id, f"id <> {without:d} and seen <= ? order by seen desc, id desc", moment)


def _after(db: sqlite3.Connection, row: Mapping[str, Any], look: Look) -> Version:
    """What an article said next: its next revision, or that it says the same as now again."""
    found = _version(db, row["id"], "seen > ? order by seen, id", look.now)
    if found is not None:
        if row["capture_id"] in found.captures:  # the current text's: all its pages are known
            return Version(found.id, found.seen, found.said, captures_of(row))
        return found
    seen, capture = _said_so(db, row, look.now)
    return Version(None, seen, said_in(row), (capture,))


def _version(db: sqlite3.Connection, article_id: int, which: str, moment: str) -> Version | None:
    found = one_row(
        db,
        "select id, seen, title, body, published, authors, capture_id from revisions"
        f" where article_id = ? and {which} limit 1",
        [article_id, moment],
    )
    if found is None:
        return None
    captures = () if found["capture_id"] is None else (int(found["capture_id"]),)
    return Version(found["id"], found["seen"], said_in(found), captures)


def said_in(row: Mapping[str, Any]) -> Said:
    """What a row of `articles` or `revisions` says."""
    return Said(row["title"], row["body"], row["published"], tuple(json.loads(row["authors"])))


def captures_of(row: Mapping[str, Any]) -> tuple[int, ...]:
    """The captures that what an article says was read from: of its page, and of its further pages."""
    return () if row["capture_id"] is None else (row["capture_id"], *json.loads(row["pages"]))


def _said_so(db: sqlite3.Connection, row: Mapping[str, Any], moment: str) -> tuple[str, int]:
    """The first look after a moment that surely found what the article says now: when, and its capture.

    One with the bytes that the text was read from, or the last one.
    """
    found = one_row(
        db,
        "select fetched, id from captures where url in (select ? union select url from urls where article_id = ?)"
        " and flag is null and status in (200, 304) and fetched > ? and (fetched = ?"
        " or digest = (select digest from captures where id = ?)) order by fetched, id limit 1",
        [row["url"], row["id"], moment, row["last_seen"], row["capture_id"]],
    )
    return (found["fetched"], found["id"]) if found else (row["last_seen"], row["capture_id"])


def put_in_place(
    db: sqlite3.Connection, row: Mapping[str, Any], new: Said, look: Look, page_of: PageOf
) -> tuple[bool, Again | None]:
    """Add what an earlier look found as a revision, if no revision beside it says the same.

    :returns: whether it was added; and what the article said again afterwards, where that had no revision of its own
    """
    db.execute("update articles set first_seen = min(first_seen, ?) where id = ?", [look.now, row["id"]])
    old, following = before(db, row["id"], look.now), _after(db, row, look)
    beside = [version for version in (old, following) if version is not None]
    if any(_same_page(db, version, new, look) for version in beside):
        return False, None
    difference = Difference(())
    if old is not None:
        difference = compared(old, new, (look.capture, *look.pages), page_of, look.accepted)
        if not difference.fields:
            return False, None
        new = settled(old.said, new, difference)
    here = Version(None, look.now, new, (look.capture, *look.pages))
    onwards = compared(here, following.said, following.captures, page_of)
    if not onwards.fields:
        return False, None
    add_revision(db, row["id"], new, look.now, look.capture, difference)
    again = _go_on(db, row, following, onwards)
    db.execute(
        "update articles set revisions = revisions + ?, last_changed = max(last_changed, ?) where id = ?",
        [2 if again else 1, following.seen, row["id"]],
    )
    note_change(db, row["id"], row["url"], "changed", look.now)
    return True, again


def _same_page(db: sqlite3.Connection, version: Version, new: Said, look: Look) -> bool:
    """Whether a version says the same, or was read from the same bytes: then a difference comes from the rules."""
    if said_hash(version.said) == said_hash(new):
        return True
    same = "select 1 from captures a join captures b on b.digest = a.digest where a.id = ? and b.id = ?"
    return bool(version.captures) and one_value(db, same, [version.captures[0], look.capture]) is not None


def compared(
    old: Version, new: Said, captures: tuple[int, ...], page_of: PageOf, accepted: bool = False
) -> Difference:
    """What differs between two looks, noise left out, and what both pages say.

    :param captures: those that `new` was read from
    """
    difference = compare(old.said, new)
    if not difference.fields or accepted or not old.captures or not captures:
        return difference
    then, now = page_of(old.captures), page_of(captures)
    return compare(old.said, new, (then, now) if then and now else None)


def _go_on(
    db: sqlite3.Connection, row: Mapping[str, Any], following: Version, difference: Difference
) -> Again | None:
    """Let the revision behind a new one say what differs from that; the text of now becomes one where it was none."""
    if following.id is not None:
        db.execute(
            "update revisions set changed = ?, added = ?, removed = ? where id = ?",
            [as_json(list(difference.fields)), difference.added, difference.removed, following.id],
        )
        return None
    capture = following.captures[0]
    add_revision(db, row["id"], following.said, following.seen, capture, difference)
    values = {name: row[name] for name in ("title", "published", "published_source", "language", "section")}
    look = Look(row["site"], row["url"], following.seen, capture)
    return Again(following.said, {**values, "authors": following.said.authors}, look)
