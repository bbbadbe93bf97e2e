"""What needs attention, as the crawler left it with each site. `scrapy status` says the same."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.datasette.language import Language
from archive.datasette.reading import loaded, rows

__all__ = ["Notice", "in_words", "notices"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know about a site.

    :ivar message: in English, as the crawler says it
    """

    site: str
    code: str
    message: str
    since: str | None = None
    attention: bool = True


def notices(db: sqlite3.Connection, site: str | None = None) -> list[Notice]:
    """What the last crawls left to say, by site; only what `scrapy status` says too."""
    where = " where name = ?" if site else ""
    found: list[Notice] = []
    for row in rows(db, f"select name, knowledge from sites{where} order by name", [site] if site else []):
        knowledge = loaded(row["knowledge"])
        kept = knowledge.get("health") if isinstance(knowledge, dict) else None
        listed = kept.get("notices") if isinstance(kept, dict) else None
        for notice in listed if isinstance(listed, list) else []:
            if isinstance(notice, dict) and notice.get("message"):
                found.append(_notice(row["name"], notice))
    return found


def _notice(site: str, kept: dict[str, Any]) -> Notice:
    return Notice(
        site,
        str(kept.get("code") or ""),
        str(kept["message"]),
        str(kept["since"]) if kept.get("since") else None,
        kept.get("level") != "note",
    )


def in_words(found: list[Notice], words: Language) -> list[dict[str, Any]]:
    """For a page."""
    return [
        {
            "site": notice.site,
            "text": words.text(notice.message),
            "since": words.day(notice.since),
            "attention": notice.attention,
        }
        for notice in found
    ]
