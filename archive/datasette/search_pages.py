"""The results of a search: for people, and as JSON."""

import json
import sqlite3
from collections.abc import Hashable
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from archive.addresses import Address, look_up
from archive.datasette import reading, reasons
from archive.datasette.asked import MAX_OFFSET, PAGE_SIZE, Asked, asked_of
from archive.datasette.downloads import COLUMNS
from archive.datasette.remembered import Remembered, columns_of, counting, state_of
from archive.datasette.room import PAGE_SECONDS, Room, TooSlow, marked_html
from archive.earlier_words import Earlier, earlier
from archive.query import Query
from archive.search import (
    COUNTED,
    COUNTED_FROM_TABLES,
    FACETS,
    RANKED,
    Facet,
    Found,
    Matches,
    facets,
    find,
    read,
    search,
    unranked,
)
from archive.suggestion import suggestion

__all__ = ["api", "search_page"]

API_MOST = 200


async def search_page(room: Room) -> Any:
    """Hits with snippets, facets to narrow them by, feeds and downloads of the same search."""
    asked = asked_of(room)

    def looked_up(db: sqlite3.Connection) -> tuple[Query, Found, dict[str, list[Facet]]]:
        query = read(db, asked.words)
        matches, narrowed = _counted(room, db, asked, query)
        try:
            found = search(
                db,
                query,
                asked.filters,
                sort=asked.sort,
                limit=PAGE_SIZE,
                offset=asked.offset,
                found=matches,
                columns=columns_of(room.database),
            )
        except sqlite3.Error:
            _known.forget(_key(room, db, asked))  # what could not be counted is counted again
            raise
        return query, found, narrowed

    query, found, narrowed = await room.read(looked_up)
    address = await room.read(lambda db: look_up(db, asked.words))
    counted = COUNTED if columns_of(room.database) else COUNTED_FROM_TABLES
    meant = None if found.total or address or query.never else await _meant(room, asked)
    said_before = None
    if query.match and not asked.offset and (not found.total or room.arg("earlier")):
        said_before = await _earlier(room, asked, query)
    last = asked.offset + PAGE_SIZE
    return await room.page(
        "search",
        asked=asked,
        query=query,
        total=found.total,
        hits=found.hits,
        ranked=RANKED if asked.sort == "best" and query.match and found.total > RANKED else None,
        unranked=unranked(query, found.total),
        counted=counted if found.total > counted else None,
        facets=narrowed,
        suggestion=meant,
        earlier=said_before[0] if said_before else None,
        revision_numbers=said_before[1] if said_before else {},
        asked_earlier=bool(room.arg("earlier")) and query.match and not asked.offset,
        address=address,
        reason_in_words=lambda reason: reasons.in_words(reason, room.words),
        columns=COLUMNS["articles"],
        first=asked.offset + 1,
        last=min(last, found.total),
        previous=_page(room, asked, max(asked.offset - PAGE_SIZE, 0)) if asked.offset else None,
        next=_page(room, asked, last) if last < found.total and last <= MAX_OFFSET else None,
        pairs=list(asked.changed().pairs()),
        query_string=urlencode(list(asked.changed().pairs())),
        chosen=list(asked.filters.pairs()),
        search_path=lambda **changes: room.path("/search", asked.changed(**changes).pairs()),
    )


async def _meant(room: Room, asked: Asked) -> str | None:
    """What to search for instead, where that is soon found."""
    try:
        return await room.read(lambda db: suggestion(db, asked.words), seconds=1.0)
    except TooSlow:
        return None


async def _earlier(room: Room, asked: Asked, query: Query) -> tuple[Earlier, dict[int, int]] | None:
    """Earlier versions of articles with the words, and the number of each: where they are soon looked through."""

    def read(db: sqlite3.Connection) -> tuple[Earlier, dict[int, int]]:
        found = earlier(db, query, asked.filters)
        revisions = [row for version in found.versions for row in reading.revisions(db, version.id)]
        return found, {row["id"]: row["number"] for row in revisions}

    try:
        return await room.read(read, seconds=3.0)
    except TooSlow:
        return None


_known: Remembered[tuple[Matches, dict[str, list[Facet]]]] = Remembered(64)


def _counted(
    room: Room, db: sqlite3.Connection, asked: Asked, query: Query
) -> tuple[Matches, dict[str, list[Facet]]]:
    """What is found, and its facets: the same on every page of a search."""

    columns = columns_of(room.database)

    def count() -> tuple[Matches, dict[str, list[Facet]]]:
        beside = counting(room.database, PAGE_SECONDS)
        found = find(db, query, asked.filters, columns, sort=asked.sort, counting=beside)
        none: dict[str, list[Facet]] = {facet: [] for facet in FACETS}
        narrowed = (
            facets(db, query, asked.filters, found=found, columns=columns) if len(found.newest) else none
        )
        return found, narrowed

    return _known.get(_key(room, db, asked), count)


def _key(room: Room, db: sqlite3.Connection, asked: Asked) -> Hashable:
    columns = columns_of(room.database) is not None
    return room.database.path, state_of(db), columns, asked.words, asked.filters, asked.sort


def _page(room: Room, asked: Asked, offset: int) -> str:
    return room.path("/search", asked.changed(offset=offset).pairs())


async def api(room: Room) -> Any:
    """`{"total", "articles": [{"id", "url", "title", "published", "site", "snippet"}], "next"}`.

    `snippet` is HTML: escaped text with `<mark>` around the words found. `next` is the URL of what follows,
    or null. Of an address that leads to no article, `address` says what is known: `{"url", "state", "reason"}`.
    """
    asked = asked_of(room)
    given = room.arg("limit")
    limit = (
        min(int(given), API_MOST) if given.isascii() and given.isdecimal() and len(given) < 9 else PAGE_SIZE
    )

    def looked_up(db: sqlite3.Connection) -> tuple[Found, Address | None]:
        query, columns = read(db, asked.words), columns_of(room.database)
        beside = counting(room.database, PAGE_SECONDS)
        matches = find(db, query, asked.filters, columns, sort=asked.sort, counting=beside)
        found = search(
            db,
            query,
            asked.filters,
            sort=asked.sort,
            limit=limit,
            offset=asked.offset,
            found=matches,
            columns=columns,
        )
        return found, look_up(db, asked.words)

    found, address = await room.read(looked_up)
    after = asked.offset + limit
    more = limit and after < found.total and after <= MAX_OFFSET
    pairs = [*asked.changed(offset=after).pairs(), ("limit", str(limit))]
    answer: dict[str, Any] = {
        "total": found.total,
        "articles": [
            {
                "id": hit.id,
                "url": hit.url,
                "title": hit.title,
                "published": hit.published,
                "site": hit.site,
                "snippet": str(marked_html(hit.snippet)),
            }
            for hit in found.hits
        ],
        "next": room.absolute(room.path("/api/search.json", pairs)) if more else None,
    }
    if address and not address.article:
        answer["address"] = {"url": address.url, "state": address.state, "reason": address.reason}
    return Response(
        json.dumps(answer, ensure_ascii=False).replace("<", "\\u003c").encode("utf-8", "replace"),
        content_type="application/json; charset=utf-8",
        headers={"cache-control": "private, no-cache"},
    )
