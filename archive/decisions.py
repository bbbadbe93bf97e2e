"""What the store decides, written beside the captures as it is decided. In the caller's transaction."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from archive import journal
from archive.capture_files import CaptureFiles
from archive.incoming import Look
from archive.revisions import Said
from archive.rows import one_row, one_value

__all__ = ["Decisions"]

_CHANGES = "select seq from sqlite_sequence where name = 'article_changes'"


class Decisions:
    """Appends the entries of `archive.journal` to the site's file of captures.

    :ivar kept: whether they are written at all: not while they are read back from there
    """

    def __init__(self, db: sqlite3.Connection, files: CaptureFiles) -> None:
        self.kept = True
        self._db, self._files = db, files
        self._told: set[str] = set()

    def article(
        self, article_id: int, text: Said, values: Mapping[str, Any], look: Look, outcome: str
    ) -> None:
        """A text was taken: which captures it rests on, and the values of `journal.FIELDS`.

        Under the article's own address, whichever one the look was at: that this leads there may be decided later.
        """
        url, site = self._article(article_id)
        look = replace(look, url=url, site=site)
        sql = "select record from captures where id = ?"
        first, *rest = [str(self._one(sql, number)) for number in (look.capture, *look.pages)]
        entry = journal.article_entry(
            text, values, look, self._order(), number=article_id, record=first, pages=rest, outcome=outcome
        )
        self._append(site, entry, look.now)

    def alias(self, url: str, article_id: int, reason: str, now: str) -> None:
        target, site = self._article(article_id)
        self._append(site, journal.alias_entry(url, target, reason, site, now, self._order()), now)

    def back(self, url: str, article_id: int, now: str) -> None:
        _, site = self._article(article_id)
        self._append(site, journal.back_entry(url, site, now, self._order()), now)

    def gone(self, article_id: int, now: str) -> None:
        url, site = self._article(article_id)
        since = self._one("select gone from articles where id = ?", article_id)
        self._append(site, journal.gone_entry(url, since, site, now, self._order()), now)

    def removed(self, article_id: int, reason: str, now: str) -> None:
        """Before its rows go."""
        url, site = self._article(article_id)
        self._append(site, journal.removed_entry(url, reason, site, now, self._order()), now)

    def renamed(self, was: str, site: str, now: str) -> None:
        url = self._one("select url from sites where name = ?", site)
        self._append(site, journal.renamed_entry(url, was, site, now, self._order()), now)

    def forget(self) -> None:
        """A transaction was undone, and what it told of sites with it."""
        self._told.clear()

    def _article(self, article_id: int) -> tuple[str, str]:
        """URL and site."""
        url, site = self._db.execute("select url, site from articles where id = ?", [article_id]).fetchone()
        return url, site

    def _append(self, site: str, entry: bytes, now: str) -> None:
        """Write an entry, the first of a site after one about the site itself."""
        if not self.kept:
            return
        entries = [entry]
        if site not in self._told:
            row = one_row(self._db, "select * from sites where name = ?", [site])
            uuid = one_value(self._db, "select value from archive_info where key = 'uuid'")
            entries = [journal.site_entry(row, str(uuid), now, self._order()), entry] if row else entries
            self._told.add(site)
        self._files.append(site, entries, now)

    def _order(self) -> int:
        """How many changes of articles went before: decisions between two of them depend on one another in no way."""
        return int(one_value(self._db, _CHANGES) or 0)

    def _one(self, sql: str, value: Any) -> Any:
        return one_value(self._db, sql, [value])
