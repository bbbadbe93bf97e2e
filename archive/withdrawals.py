"""Articles that answer 404 or 410: believed after three looks over seven days, unless the whole site fails.

Servers lie under load, and a site that is moved or broken answers 404 to everything.
"""

import sqlite3

from archive.article_rows import note_change
from archive.rows import one_value

__all__ = ["DAYS", "LOOKS", "is_outage", "miss", "settle", "withdraw"]

LOOKS, DAYS = 3, 7


def is_outage(missing: int, there: int) -> bool:
    """Whether so many articles missing, and so many there, in one crawl say that the site is broken.

    >>> is_outage(missing=1, there=0), is_outage(missing=5, there=0), is_outage(missing=5, there=40)
    (False, True, False)
    """
    return missing >= 3 and there * 10 < missing


def miss(db: sqlite3.Connection, article_id: int, status: int, now: str) -> str:
    """Count a look that found the article missing; `gone` once confirmed, `missing` before."""
    url, site, gone = db.execute("select url, site, gone from articles where id = ?", [article_id]).fetchone()
    db.execute("update urls set checked = ? where url = ?", [now, url])
    if gone:
        return "gone"
    db.execute("insert or ignore into missed_looks values (?, ?, ?)", [article_id, now, status])
    if one_value(db, "select 1 from crawls where site = ? and finished is null", [site]):
        return "missing"
    return _confirm(db, article_id, now)


def settle(db: sqlite3.Connection, site: str, started: str, now: str) -> list[int]:
    """At the end of a crawl: of an outage forget the looks, else confirm what is confirmed; the articles now gone."""
    here = "select id from articles where site = ?"
    missing = one_value(
        db,
        f"select count(distinct article_id) from missed_looks where looked >= ? and article_id in ({here})",
        [started, site],
    )
    if not missing:
        return []
    there = one_value(db, "select count(*) from articles where site = ? and last_seen >= ?", [site, started])
    if is_outage(missing, there):
        db.execute(f"delete from missed_looks where looked >= ? and article_id in ({here})", [started, site])
        return []
    waiting = db.execute(
        f"select article_id from missed_looks where article_id in ({here}) group by 1 having count(*) >= ?",
        [site, LOOKS],
    ).fetchall()
    return [article_id for (article_id,) in waiting if _confirm(db, article_id, now) == "gone"]


def _confirm(db: sqlite3.Connection, article_id: int, now: str) -> str:
    looks, first, days, status = db.execute(
        "select count(*), min(looked), julianday(max(looked)) - julianday(min(looked)), max(status)"
        " from missed_looks where article_id = ?",
        [article_id],
    ).fetchone()
    if looks < LOOKS or days < DAYS:
        return "missing"
    withdraw(db, article_id, first, status, now)
    return "gone"


def withdraw(db: sqlite3.Connection, article_id: int, first: str, status: int, now: str) -> None:
    """The article is gone since `first`; its text stays."""
    url = one_value(db, "select url from articles where id = ?", [article_id])
    db.execute("update articles set gone = ? where id = ?", [first, article_id])
    reason = f"answered {status} since {first}"
    db.execute("update urls set state = 'gone', reason = ? where url = ?", [reason, url])
    db.execute("insert or ignore into withdrawals values (?, ?, null)", [article_id, first])
    db.execute("delete from missed_looks where article_id = ?", [article_id])
    note_change(db, article_id, url, "gone", now)
