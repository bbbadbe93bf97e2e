"""A site: what of it is archived, and what became of the rest."""

import sqlite3
from typing import Any
from urllib.parse import unquote

from archive.datasette import chart, health, reading, reasons
from archive.datasette.downloads import COLUMNS
from archive.datasette.room import NotHere, Room
from archive.search import Filters, search

__all__ = ["site_page"]


async def site_page(room: Room) -> Any:
    """Its newest articles, articles per month, coverage, last crawls."""
    name = unquote(room.request.url_vars["site"])

    def read(db: sqlite3.Connection) -> dict[str, Any] | None:
        site = reading.row(db, "select * from sites where name = ?", [name])
        if site is None:
            return None
        found = search(db, "", Filters(site=(name,)), sort="newest", limit=30)
        return {
            "site": site,
            "hits": found.hits,
            "total": found.total,
            "months": reading.months(db, name),
            "coverage": reading.coverage(db, name),
            "crawls": reading.rows(
                db,
                "select * from crawls where site = ? or site is null order by started desc limit 8",
                [name],
            ),
            "notices": health.notices(db, name),
        }

    found = await room.read(read)
    if found is None:
        raise NotHere
    return await room.page(
        "site",
        chart=chart.months_chart(found.pop("months"), room.words),
        health=health.in_words(found.pop("notices"), room.words),
        columns=COLUMNS["articles"],
        reason_in_words=lambda reason: reasons.in_words(reason, room.words),
        run_message=lambda message: health.run_message(message, name, room.words),
        **found,
    )
