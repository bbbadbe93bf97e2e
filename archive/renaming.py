"""A site that goes by another name from now on, with all that is kept of it. In the caller's transaction."""

import sqlite3

__all__ = ["rename"]

#: Tables with a column `site`; `counts` follows `articles` by its triggers.
_TABLES = ("articles", "urls", "crawls", "capture_files")


def rename(db: sqlite3.Connection, old: str, new: str, now: str) -> None:
    """Where there is a row of the new name already, it stays, with what the crawler has learnt under the old one.

    Its articles count as changed, for those who follow the changes.
    """
    db.execute(
        "insert into sites (name, url, language, timezone, settings, added)"
        " select ?, url, language, timezone, settings, added from sites where name = ? on conflict do nothing",
        [new, old],
    )
    db.execute(
        "update sites set knowledge = (select knowledge from sites where name = ?) where name = ?", [old, new]
    )
    for table in _TABLES:
        db.execute(f"update {table} set site = ? where site = ?", [new, old])
    db.execute("delete from sites where name = ?", [old])
    db.execute(
        "insert or replace into article_changes (article_id, url, what, at)"
        " select id, url, 'about', ? from articles where site = ?",
        [now, new],
    )
