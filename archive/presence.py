"""Whether an article is there: the address it answers at, looks that found it, and taking it out."""

import sqlite3

from archive import copy_groups
from archive.article_rows import note_change
from archive.rows import one_value

__all__ = ["lead_to", "remove", "resolve", "returned", "seen"]


def resolve(db: sqlite3.Connection, url: str) -> int | None:
    """The archived article at a URL, or at the URL that it is an alias of."""
    row = db.execute("select id from articles where url = ?", [url]).fetchone()
    row = (
        row
        or db.execute(
            "select a.id from urls u join articles a on a.id = u.article_id where u.url = ?", [url]
        ).fetchone()
    )
    return int(row[0]) if row else None


def lead_to(db: sqlite3.Connection, url: str, article_id: int, reason: str, now: str) -> bool:
    """Make a URL an alias of an article; whether it was not yet.

    An article of its own is never demoted: it is removed first.

    :raises LookupError: no article has this id
    """
    site = one_value(db, "select site from articles where id = ?", [article_id])
    if site is None:
        raise LookupError(f"there is no article {article_id}")
    if one_value(db, "select 1 from articles where url = ?", [url]):
        return False
    known = one_value(db, "select article_id from urls where url = ? and state = 'alias'", [url])
    if known == article_id:
        db.execute("update urls set checked = ?, due = null where url = ?", [now, url])
        return False
    db.execute(
        "insert into urls (url, site, kind, source, found, state, reason, checked, article_id)"
        " values (?, ?, 'page', 'page', ?, 'alias', ?, ?, ?) on conflict (url) do update set"
        " state = 'alias', reason = excluded.reason, checked = excluded.checked, due = null,"
        " article_id = excluded.article_id",
        [url, site, now, reason, now, article_id],
    )
    db.execute(
        "update links set target_id = ? where url = ? and target_id is not ?", [article_id, url, article_id]
    )
    return True


def seen(db: sqlite3.Connection, article_id: int, now: str) -> bool:
    """The article was there, as it was; whether that ended an absence."""
    db.execute("update articles set last_seen = max(last_seen, ?) where id = ?", [now, article_id])
    back = returned(db, article_id, now)
    if back:
        url = str(one_value(db, "select url from articles where id = ?", [article_id]))
        db.execute("update urls set state = 'article' where url = ?", [url])
        note_change(db, article_id, url, "returned", now)
    return back


def returned(db: sqlite3.Connection, article_id: int, now: str) -> bool:
    """The article answered again: looks that missed it are void; an absence that was confirmed ends now."""
    db.execute("delete from missed_looks where article_id = ? and looked <= ?", [article_id, now])
    back = db.execute(
        "update articles set gone = null where id = ? and gone <= ?", [article_id, now]
    ).rowcount
    if back:
        db.execute(
            "update withdrawals set returned = ? where article_id = ? and returned is null", [now, article_id]
        )
    return bool(back)


def remove(db: sqlite3.Connection, url: str, reason: str, now: str | None) -> int | None:
    """Take an article out with all its rows; its frontier rows become `other`. Its id, if there was one."""
    row = db.execute("select id, body from articles where url = ?", [url]).fetchone()
    if row is None:
        return None
    article_id = int(row[0])
    for table in ("links", "revisions", "article_state", "missed_looks", "withdrawals", "held"):
        db.execute(f"delete from {table} where article_id = ?", [article_id])
    db.execute("update links set target_id = null where target_id = ?", [article_id])
    db.execute(
        "update urls set state = 'other', reason = ?, article_id = null where article_id = ?",
        [reason, article_id],
    )
    copy_groups.leave(db, article_id, row[1])
    db.execute("delete from articles where id = ?", [article_id])
    note_change(db, article_id, url, "removed", now)
    return article_id
