"""Revisions brought back from their captures: what was altered, what is missing, what no longer follows from another.

Every revision has the hash of what it said, and the decision that made it stands beside its capture.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from archive.article_rows import (
    add_revision,
    latest_revision,
    note_change,
    replace_text,
    store_links,
    update_about,
)
from archive.earlier_looks import Version, before, said_in
from archive.incoming import ArticleLike, said, text_columns
from archive.journal import Entry
from archive.rebuild import as_decided, decisions_in, jobs_of
from archive.rereading import Extract, Result, reread
from archive.revisions import Difference, Said, compare, said_hash, settled
from archive.rows import as_json, insert, one_row, one_value
from archive.store import Archive

__all__ = ["MISSING", "Flaw", "bring_back", "flaws", "restore"]

_TAKEN = ("new", "changed", "accepted")
#: Articles that were, and that nobody has taken out.
MISSING = "select article_id, url from article_changes where what <> 'removed' and article_id not in (select id from articles)"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with an article or its revisions."""

    article: int
    words: str


def flaws(db: sqlite3.Connection) -> Iterator[Flaw]:
    """Everything about texts and revisions that they themselves show to be wrong."""
    for article_id, url, stated, there in db.execute(
        "select a.id, a.url, a.revisions, count(r.id) as there from articles a"
        " left join revisions r on r.article_id = a.id group by a.id having there <> a.revisions"
    ):
        yield Flaw(article_id, f"{url}: it counts {stated} revisions and has {there}")
    for article_id, url in db.execute(
        f"select a.id, a.url from articles a join article_state s on s.article_id = a.id join revisions r on r.id = {latest_revision('a.id')}"
        " where a.body is not r.body or a.title is not r.title or a.published is not r.published"
        " or a.authors is not r.authors or s.hash is not r.hash"
    ):
        yield Flaw(article_id, f"{url}: its text is not that of its latest revision")
    for article_id, url in db.execute(
        "select a.id, a.url from articles a left join article_state s on s.article_id = a.id"
        " left join captures c on c.id = s.capture_id where c.id is null"
    ):
        yield Flaw(article_id, f"{url}: its capture is not there")
    for article_id, url, seen in db.execute(
        "select a.id, a.url, r.seen from revisions r join articles a on a.id = r.article_id"
        " left join captures c on c.id = r.capture_id where r.capture_id is not null and c.id is null"
    ):
        yield Flaw(article_id, f"{url}: the capture of its revision of {seen} is not there")
    yield from _altered(db)


def _altered(db: sqlite3.Connection) -> Iterator[Flaw]:
    """Revisions that are not what their hash says, and that do not say what changed; one row in memory at a time."""
    last = None
    for row in _rows(
        db,
        "select r.*, a.url from revisions r join articles a on a.id = r.article_id"
        " order by r.article_id, r.seen, r.id",
    ):
        of = f"{row['url']}: its revision of {row['seen']}"
        if said_hash(said_in(row)) != row["hash"]:
            yield Flaw(row["article_id"], f"{of} is not what was stored (hash)")
        if (row["article_id"] != last) != (row["changed"] == "[]"):
            yield Flaw(row["article_id"], f"{of} does not say what changed since the one before")
        last = row["article_id"]


def _rows(db: sqlite3.Connection, sql: str, values: Collection[Any] = ()) -> Iterator[dict[str, Any]]:
    cursor = db.execute(sql, tuple(values))
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def bring_back(db: sqlite3.Connection) -> None:
    """Give articles that are missing a row again; `restore` finds what they say, in their revisions or captures."""
    for article_id, url in db.execute(MISSING).fetchall():
        row = one_row(db, _KNOWN_OF_MISSING, [article_id, url])
        assert row is not None
        capture = row.pop("capture_id")
        if row["site"] is not None:
            insert(db, "articles", {"id": article_id, "url": url, **row})
            db.execute(
                "insert into article_state (article_id, hash, capture_id) values (?, '', ?)"
                " on conflict (article_id) do update set hash = ''",
                [article_id, capture],
            )


_KNOWN_OF_MISSING = """
select coalesce((select site from urls where url = ?2), (select f.site from capture_files f
        join captures c on c.file = f.file where c.url = ?2 limit 1)) as site,
    coalesce(min(seen), '') as first_seen,
    max(coalesce(max(seen), ''), coalesce((select max(fetched) from captures where url = ?2 and flag is null
        and status in (200, 304)), '')) as last_seen,
    coalesce(max(seen), '') as last_changed,
    max(count(*), 1) as revisions,
    (select max(gone) from withdrawals where article_id = ?1 and returned is null) as gone,
    (select capture_id from revisions where article_id = ?1 order by seen desc, id desc limit 1) as capture_id
from revisions where article_id = ?1
"""


def restore(archive: Archive, extract: Extract, *, now: str, processes: int | None = None) -> None:
    """Mend the articles with flaws: from what the archive has twice, else from their captures.

    Where today's rules read a capture otherwise than those of its time, the revision is marked `reextracted`.
    """
    db = archive.db.conn
    broken = {flaw.article for flaw in flaws(db)}
    if not broken:
        return
    begun = {
        url: (article_id, first)
        for article_id, url, first in db.execute("select id, url, first_seen from articles")
        if article_id in broken
    }
    entries = [
        entry
        for entry in decisions_in(archive.folder)
        # what was decided of an article of this address that was taken back is none of this one's
        if entry.kind == "article" and entry.url in begun and entry.at >= begun[entry.url][1]
    ]
    entries.sort(key=lambda entry: entry.at)
    readings = defaultdict[int, list[_Reading]](list)
    for result in reread(archive.folder, extract, jobs_of(db, entries), processes):
        readings[begun[result.key.url][0]].append(_reading(db, result))
    with archive.batch():
        for article_id in sorted(broken):
            _restore(db, article_id, readings[article_id], now)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A decision, and what its captures say today.

    :ivar article, text: as the decision completes them; None where the captures cannot be read
    :ivar as_then: whether that is what was decided
    :ivar taken: whether it made a revision
    """

    at: str
    capture: int | None
    article: ArticleLike | None
    text: Said | None
    as_then: bool
    taken: bool


def _reading(db: sqlite3.Connection, result: Result) -> _Reading:
    entry: Entry = result.key
    capture = one_value(db, "select id from captures where record = ?", [entry.record])
    readable = result.article is not None and capture is not None
    article = as_decided(entry, result.article) if readable else None
    text = said(article) if article else None
    as_then = text is not None and said_hash(text) == entry.content.get("hash")
    return _Reading(entry.at, capture, article, text, as_then, entry.content.get("outcome") in _TAKEN)


def _restore(db: sqlite3.Connection, article_id: int, readings: list[_Reading], now: str) -> None:
    _point_at_captures(db, article_id, readings)
    revisions = _revisions(db, article_id)
    for row in revisions:
        if said_hash(said_in(row)) != row["hash"]:
            _rewrite(db, row, readings, now)
    there = {row["seen"] for row in revisions}
    missing = [reading for reading in readings if reading.taken and reading.at not in there]
    lost = [reading for reading in missing if not _put_back(db, article_id, reading, now)]
    was_missing = one_value(db, "select hash from article_state where article_id = ?", [article_id]) == ""
    _take_the_latest(db, article_id)
    if was_missing:
        _take_what_is_about(db, article_id, readings)
    _say_what_changed(db, article_id)
    if readings and not lost:
        db.execute(
            "update articles set revisions = (select count(*) from revisions where article_id = :id) where id = :id",
            {"id": article_id},
        )


def _revisions(db: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    return list(_rows(db, "select * from revisions where article_id = ? order by seen, id", [article_id]))


def _point_at_captures(db: sqlite3.Connection, article_id: int, readings: list[_Reading]) -> None:
    """Captures whose rows went and came back have other numbers."""
    gone = "capture_id not in (select id from captures)"
    for reading in readings:
        if reading.capture is not None:
            db.execute(
                f"update revisions set capture_id = ? where article_id = ? and seen = ? and {gone}",
                [reading.capture, article_id, reading.at],
            )
    db.execute(
        "update article_state set capture_id = (select capture_id from revisions where article_id = :id"
        f" order by seen desc, id desc limit 1) where article_id = :id and {gone}",
        {"id": article_id},
    )


def _rewrite(db: sqlite3.Connection, row: dict[str, Any], readings: list[_Reading], now: str) -> None:
    """An altered revision as it was, which the article may still have; else as its capture is read today."""
    article = one_row(db, "select * from articles where id = ?", [row["article_id"]])
    candidates = [said_in(article)] if article else []
    old = before(db, row["article_id"], row["seen"], without=row["id"])
    for reading in readings:
        if reading.text is not None and (reading.at == row["seen"] or reading.capture == row["capture_id"]):
            candidates += [reading.text, _settled(old, reading.text)]
    wanted = {row["hash"], said_hash(said_in(row))}  # it may be the hash that was altered
    as_it_was = [text for text in candidates if said_hash(text) in wanted]
    read_today = [text for text in candidates[1:] if text.body][-1:]
    for text in (as_it_was or read_today)[:1]:
        values = {
            **text_columns(text),
            "hash": said_hash(text),
            "now": None if as_it_was else now,
            "id": row["id"],
        }
        db.execute(
            "update revisions set title = :title, body = :body, published = :published, authors = :authors,"
            " hash = :hash, reextracted = coalesce(:now, reextracted) where id = :id",
            values,
        )


def _settled(old: Version | None, text: Said) -> Said:
    return settled(old.said, text, compare(old.said, text)) if old else text


def _put_back(db: sqlite3.Connection, article_id: int, reading: _Reading, now: str) -> bool:
    """Add a revision that is missing; whether its capture could be read."""
    row = one_row(
        db,
        "select a.*, s.hash from articles a join article_state s on s.article_id = a.id where a.id = ?",
        [article_id],
    )
    if row is None or reading.text is None or reading.capture is None:
        return False
    old = before(db, article_id, reading.at)
    text, as_it_is = _settled(old, reading.text), said_in(row)
    if said_hash(text) == said_hash(as_it_is) == row["hash"]:
        text = as_it_is
    difference = compare(old.said, text) if old else Difference(())
    if old is None or difference.fields:
        add_revision(db, article_id, text, reading.at, reading.capture, difference)
        if not reading.as_then:
            db.execute("update revisions set reextracted = ? where id = last_insert_rowid()", [now])
    return True


def _take_the_latest(db: sqlite3.Connection, article_id: int) -> None:
    """The article says what its latest revision says, if that is sound."""
    article = one_row(db, "select * from articles where id = ?", [article_id])
    latest = one_row(
        db,
        f"select r.* from articles a join revisions r on r.id = {latest_revision('a.id')} where a.id = ?",
        [article_id],
    )
    if article is None or latest is None or said_hash(said_in(latest)) != latest["hash"]:
        return
    old, new = said_in(article), said_in(latest)
    replace_text(db, article_id, old, new)
    if said_hash(old) != said_hash(new):
        db.execute(
            "update article_state set capture_id = :capture, pages = '[]'"
            " where article_id = :id and capture_id is not :capture",
            {"capture": latest["capture_id"], "id": article_id},
        )
        note_change(db, article_id, article["url"], "changed", article["last_changed"])


def _take_what_is_about(db: sqlite3.Connection, article_id: int, readings: list[_Reading]) -> None:
    """Of an article that was missing: its section, links and so on, as its last capture that can be read has them."""
    row = one_row(db, "select * from articles where id = ?", [article_id])
    article = next((reading.article for reading in reversed(readings) if reading.article is not None), None)
    if row and article:
        update_about(db, article_id, article, row, erase=True)
        store_links(db, article_id, article.links)
    db.execute(
        "update articles set first_seen = r.first, last_changed = r.last from (select min(seen) as first,"
        " max(seen) as last from revisions where article_id = ?1) r where id = ?1 and r.first not null",
        [article_id],
    )


def _say_what_changed(db: sqlite3.Connection, article_id: int) -> None:
    """Work out again what differs from the revision before, where a revision says nothing of it, or the first does."""
    old: Said | None = None
    for row in _revisions(db, article_id):
        new = said_in(row)
        if (old is None) != (row["changed"] == "[]"):
            difference = compare(old, new) if old else Difference(())
            db.execute(
                "update revisions set changed = ?, added = ?, removed = ? where id = ?",
                [as_json(list(difference.fields)), difference.added, difference.removed, row["id"]],
            )
        old = new
