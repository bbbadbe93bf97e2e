"""The home page, the help, and the pages that say what is not there."""

import sqlite3
from typing import Any

from archive.datasette import chart, health, reading
from archive.datasette.downloads import COLUMNS
from archive.datasette.remembered import Remembered, state_of
from archive.datasette.room import Room
from archive.search import search

__all__ = ["help_page", "home", "no_archive", "not_here", "too_slow"]

NEWEST = 25
_known: Remembered[dict[str, Any]] = Remembered(8)


async def home(room: Room) -> Any:
    """What the archive holds, its newest articles, its sites, and what needs attention."""

    def read(db: sqlite3.Connection) -> dict[str, Any]:
        def holdings() -> dict[str, Any]:
            return {
                "holdings": reading.holdings(db),
                "newest": search(db, "", sort="newest", limit=NEWEST).hits,
                "sites": reading.sites(db),
                "months": reading.months(db),
            }

        key = room.database.path, state_of(db), reading.last_crawl(db)
        return {**_known.get(key, holdings), "notices": health.notices(db)}

    found = await room.read(read)
    drawn = chart.months_chart(found.pop("months"), room.words)
    notices = health.in_words(found.pop("notices"), room.words)
    return await room.page("home", chart=drawn, health=notices, columns=COLUMNS["articles"], **found)


async def help_page(room: Room) -> Any:
    """What can be typed into the search box."""
    return await room.page("help")


async def no_archive(room: Room) -> Any:
    """Datasette was started on something that is no archive: what it is stays within reach."""
    others = [name for name, database in room.datasette.databases.items() if database.path]
    return await room.page(
        "notice",
        404,
        links=[(name, str(room.datasette.urls.database(name))) for name in others],
        title=room.words.text("There is no archive here yet"),
        text=room.words.text(
            "Crawl first (make crawl, or scrapy crawl articles), then start Datasette on the folder: datasette data/"
        ),
    )


async def not_here(room: Room) -> Any:
    """There is no such article, site or file."""
    return await room.page(
        "notice",
        404,
        title=room.words.text("Not in this archive"),
        text=room.words.text("There is no such page here. Search for it, or begin at the front page."),
    )


async def too_slow(room: Room) -> Any:
    """What was asked for takes too long."""
    return await room.page(
        "notice",
        503,
        title=room.words.text("This takes too long"),
        text=room.words.text("Ask for a rarer word, or choose a site or a year."),
    )
