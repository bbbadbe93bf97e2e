"""An article's page as it was captured, and what is said where a capture cannot be read."""

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette import Response

from archive import captures as kept
from archive.datasette import reading
from archive.datasette.article_pages import as_file
from archive.datasette.captured import decoded, harmless, header_lines
from archive.datasette.guard import CAPTURE_POLICY
from archive.datasette.room import NotHere, Room
from archive.errors import ArchiveError

__all__ = ["captured", "captured_page"]

MOST_TRIED = 20  # captures, the newest first, until one can be read


@dataclass(frozen=True, slots=True)
class _Looked:
    """What came of looking for a capture.

    :ivar captures: all of the article, the newest first
    :ivar response: the capture; None where it cannot be read
    :ivar unreadable: those that were tried and cannot be read
    """

    article: dict[str, Any]
    captures: list[dict[str, Any]]
    response: kept.Response | None
    unreadable: list[dict[str, Any]]


async def captured(room: Room) -> Any:
    """The page as it was captured, in a frame that cannot do anything, and the headers it came with."""
    looked = await _look(room)
    response = looked.response
    if response is None:
        return await _unreadable(room, looked)
    return await room.page(
        "captured",
        article=looked.article,
        capture=next((row for row in looked.captures if row["id"] == response.id), None),
        captures=looked.captures,
        unreadable=looked.unreadable,
        response=response,
        headers=header_lines(response.headers),
    )


async def captured_page(room: Room) -> Any:
    """What the frame shows; `?raw=1` is the page's bytes as a file."""
    looked = await _look(room)
    response, article = looked.response, looked.article
    if response is None:
        return await _unreadable(room, looked)
    body = decoded(response.body, response.header("content-encoding"))
    if room.arg("raw"):
        return as_file(
            body,
            f"{article['site']}-{article['id']}-{response.fetched[:10]}.html",
            "application/octet-stream",
        )
    charset = re.search(r"charset=[\"']?([\w.:-]+)", response.content_type or "")
    return Response(
        harmless(body, charset[1] if charset else None).encode("utf-8", "replace"),
        headers={
            "content-security-policy": CAPTURE_POLICY,
            "cache-control": "private, no-cache",
            "referrer-policy": "no-referrer",
        },
        content_type="text/html; charset=utf-8",
    )


async def _look(room: Room) -> _Looked:
    """A capture of the article's page: the one asked for, or the last that can be read.

    :raises NotHere: there is no such article, or it has no such capture
    """
    id = int(room.request.url_vars["id"])
    wanted = room.request.url_vars.get("capture")
    folder = Path(room.database.path).parent

    def read(db: sqlite3.Connection) -> _Looked | None:
        article, known = reading.article(db, id), reading.captures(db, id)
        tried = [row for row in known if not wanted or row["id"] == int(wanted)][:MOST_TRIED]
        if article is None or not tried:
            return None
        for place, row in enumerate(tried):
            if response := _response(folder, db, row["id"]):
                return _Looked(article, known, response, tried[:place])
        return _Looked(article, known, None, tried)

    looked = await room.read(read)
    if looked is None:
        raise NotHere
    return looked


def _response(folder: Path, db: sqlite3.Connection, id: int) -> kept.Response | None:
    try:
        return kept.read_capture(folder, db, id)
    except (ArchiveError, ValueError):
        return None


async def _unreadable(room: Room, looked: _Looked) -> Any:
    """It is recorded, and its bytes are missing or damaged: the archive has a fault, the reader none."""
    words = room.words
    id = looked.article["id"]
    tried = {row["id"] for row in looked.unreadable}
    others = [
        (
            f"{words.moment(row['fetched'])} · HTTP {row['status']} · {row['url']}",
            room.path(f"/a/{id}/-/capture/{row['id']}"),
        )
        for row in looked.captures
        if row["id"] not in tried
    ]
    said = words.text(
        "A capture of %(moment)s is recorded, but its bytes are missing or damaged: run scrapy verify.",
        moment=words.moment(looked.unreadable[0]["fetched"]),
    )
    return await room.page(
        "notice",
        500,
        title=words.text("This capture cannot be read"),
        text=f"{said} {words.text('Other captures of the article:')}" if others else said,
        links=[*others, (looked.article["title"] or looked.article["url"], room.article(id))],
    )
