"""Lists, searches and whole tables as files, streamed by our own route.

A download is complete or visibly broken: it is sent in chunks, and an error on the way ends the connection
without the last one. When the reader leaves, the work stops.
"""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from archive.datasette.asked import asked_of
from archive.datasette.room import NotHere, Room, slug
from archive.formats import BIBTEX_COLUMNS, FORMATS, bibtex_sql, csv_line, csv_of_lines, encode
from archive.search import hits_statement

__all__ = ["COLUMNS", "TABLES", "search_download", "table_download"]

#: What can be downloaded whole, with the columns that come first; any others follow.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "id", "site", "url", "title", "published", "published_source", "modified", "authors", "language",
        "section", "tags", "description", "image", "words", "first_seen", "last_seen", "last_changed", "gone",
        "revisions", "copy_of", "body",
    ),
    "links": ("article_id", "position", "kind", "url", "title", "target_id"),
    "revisions": ("id", "article_id", "seen", "title", "published", "authors", "changed", "added", "removed",
                  "capture_id", "hash", "body"),
    "captures": ("id", "url", "fetched", "status", "content_type", "etag", "last_modified", "digest", "file",
                 "offset", "length"),
    "crawls": ("id", "site", "mode", "started", "finished", "outcome", "requests", "bytes", "found", "new",
               "changed", "unchanged", "gone", "blocked", "failed", "message"),
    "sites": ("name", "url", "language", "timezone"),
    "urls": ("url", "site", "kind", "source", "found", "lastmod", "state", "reason", "checked", "due", "tries",
             "etag", "last_modified", "article_id"),
}  # fmt: skip
TABLES = frozenset(COLUMNS)

#: Downloads that run at once; further readers are asked to come back.
MOST_AT_ONCE = 4
_running = 0


class _Left(Exception):
    """The reader closed the connection."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A statement whose rows become a file."""

    kind: str
    columns: tuple[str, ...]
    sql: str
    params: tuple[Any, ...]
    name: str


async def search_download(room: Room) -> Any:
    """All hits of a search: as many rows as its page counts."""
    asked = asked_of(room)
    kind = _kind(room)
    columns = _columns(room, "articles", kind)
    selected = _selected(kind, [f"a.{column}" for column in columns], "a")
    sql, params = await room.read(lambda db: hits_statement(db, asked.words, asked.filters, selected))
    name = slug(" ".join([asked.words, *(value for _, value in asked.filters.pairs())]))
    return await _send(room, _Wanted(kind, columns, sql, tuple(params), f"kiosque-{name or 'articles'}"))


async def table_download(room: Room) -> Any:
    """All rows of a table, or those of one site (`?site=`) where it has sites."""
    table = room.request.url_vars["table"]
    kind = _kind(room)
    site = room.arg("site")
    if (
        table not in TABLES
        or (kind == "bib" and table != "articles")
        or (site and "site" not in COLUMNS[table])
    ):
        raise NotHere
    columns = _columns(room, table, kind)
    order = "url" if table == "urls" else "rowid" if table not in ("links",) else "article_id, position"
    where, params, name = (" where site = ?", (site,), f"-{slug(site)}") if site else ("", (), "")
    sql = f"select {', '.join(_selected(kind, columns, table))} from {table}{where} order by {order}"
    return await _send(room, _Wanted(kind, columns, sql, params, f"kiosque-{table}{name}"))


def _selected(kind: str, columns: Sequence[str], table: str) -> Sequence[str]:
    """What to ask the database for: for CSV a line, for other formats the columns.

    :param table: as the statement calls it
    """
    if kind == "bib":
        return bibtex_sql(table)
    return [csv_line(columns)] if kind == "csv" else columns


def _kind(room: Room) -> str:
    ending = str(room.request.url_vars["format"])
    return "excel" if ending == "excel.csv" else ending


def _columns(room: Room, table: str, kind: str) -> tuple[str, ...]:
    """The columns that the reader chose, in the table's order; all of them when none is known."""
    if kind == "bib":
        return BIBTEX_COLUMNS
    chosen = {name for value in room.args("columns") for name in value.split(",")}
    return tuple(name for name in COLUMNS[table] if name in chosen) or COLUMNS[table]


async def _send(room: Room, wanted: _Wanted) -> Any:
    global _running
    if _running >= MOST_AT_ONCE:
        page = await room.page(
            "notice",
            503,
            title=room.words.text("Too many downloads at once"),
            text=room.words.text("Others are downloading. Please try again in a minute."),
        )
        page.headers["retry-after"] = "60"
        return page
    _running += 1
    try:
        await _stream(room, wanted)
    finally:
        _running -= 1
    return None


async def _stream(room: Room, wanted: _Wanted) -> None:
    _, ending, media_type = FORMATS[wanted.kind]
    headers = {
        "content-type": media_type,
        "content-disposition": f'attachment; filename="{wanted.name}.{ending}"',
        "cache-control": "private, no-cache",
    }
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
    }
    if room.request.method == "HEAD":
        await room.send(start)
        await room.send({"type": "http.response.body", "body": b""})
        return
    started = False
    with suppress(_Left):
        async for piece in _pieces(room, wanted):
            if not started:  # not before the first rows are there: an error until then is a page
                await room.send(start)
                started = True
            await room.send({"type": "http.response.body", "body": piece, "more_body": True})
        if not started:
            await room.send(start)
        await room.send({"type": "http.response.body", "body": b""})


async def _pieces(room: Room, wanted: _Wanted) -> AsyncIterator[bytes]:
    """The file, each piece made in a thread of its own while the one before is on its way."""
    loop = asyncio.get_running_loop()
    db = _connection(room.database)
    gone = asyncio.create_task(_until_gone(room.request.receive, db))
    rows = _rows(db, wanted.sql, wanted.params)
    pieces = (
        csv_of_lines(wanted.columns, rows)
        if wanted.kind == "csv"
        else encode(wanted.kind, wanted.columns, rows)
    )
    with ThreadPoolExecutor(1, "kiosque-download") as thread:
        try:
            following = loop.run_in_executor(thread, next, pieces, None)
            while (piece := await following) is not None:
                if gone.done():
                    raise _Left
                following = loop.run_in_executor(thread, next, pieces, None)
                if piece:
                    yield piece
        except sqlite3.OperationalError as error:
            if gone.done():
                raise _Left from error
            raise
        finally:
            gone.cancel()
            db.interrupt()
            await loop.run_in_executor(thread, db.close)


async def _until_gone(receive: Any, db: sqlite3.Connection) -> None:
    """Returns when the reader has left, and stops what SQLite is doing for them."""
    while (await receive())["type"] != "http.disconnect":
        pass
    with suppress(sqlite3.ProgrammingError):
        db.interrupt()


def _connection(database: Any) -> sqlite3.Connection:
    """A connection of its own, so that a long download keeps no page waiting."""
    uri = f"file:{re.sub('[?#%]', lambda c: f'%{ord(c[0]):02X}', str(database.path))}?mode=ro"
    db = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    db.text_factory = partial(str, encoding="utf-8", errors="replace")
    return db


def _rows(db: sqlite3.Connection, sql: str, params: Sequence[Any]) -> Iterator[Any]:
    yield from db.execute(sql, params)
