"""The rows of `crawls`: each run of a site, and what came of it. In the caller's transaction."""

import sqlite3

from archive import withdrawals
from archive.rows import insert

__all__ = ["begin", "end"]

COUNTS = ("requests", "bytes", "found", "new", "changed", "unchanged", "gone", "blocked", "failed")


def begin(db: sqlite3.Connection, site: str | None, mode: str, now: str) -> int:
    return insert(db, "crawls", {"site": site, "mode": mode, "started": now})


def end(
    db: sqlite3.Connection, crawl_id: int, now: str, outcome: str, message: str | None, **counts: int
) -> tuple[str | None, list[int]]:
    """Close a row; its site, and the articles that are gone now that the whole crawl is known.

    :raises TypeError: a count that is none of a crawl
    """
    if unknown := set(counts) - set(COUNTS):
        raise TypeError(f"not a count of a crawl: {', '.join(sorted(unknown))}")
    columns = "".join(f", {name} = ?" for name in counts)
    db.execute(
        f"update crawls set finished = ?, outcome = ?, message = ?{columns} where id = ?",
        [now, outcome, message, *counts.values(), crawl_id],
    )
    site, started = db.execute("select site, started from crawls where id = ?", [crawl_id]).fetchone() or (
        None,
        now,
    )
    return site, withdrawals.settle(db, site, started, now) if site is not None else []
