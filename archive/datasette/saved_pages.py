"""The page of a reader's saved searches, and the two forms that change them."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Response

from archive.datasette.asked import asked_in
from archive.datasette.room import Room
from archive.datasette.saved import Saved, Unwritable, delete, save, saved_by

__all__ = ["saved_page"]


async def saved_page(room: Room) -> Any:
    """What the reader keeps, each with its feeds; a POST keeps one more, or one less."""
    if not room.reader:
        return await room.page(
            "notice",
            403,
            title=room.words.text("Saved searches"),
            text=room.words.text(
                "Sign in to keep searches here. Without an account, follow a search by its feed."
            ),
        )
    folder = Path(room.database.path).parent
    try:
        if room.request.method == "POST":
            await _change(room, folder, room.reader)
            return Response.redirect(room.path("/saved"), 303)
        found = await asyncio.to_thread(saved_by, folder, room.reader)
    except Unwritable:
        return await room.page(
            "notice",
            503,
            title=room.words.text("Saved searches"),
            text=room.words.text("They cannot be kept: the archive’s folder cannot be read or written."),
        )
    return await room.page("saved", saved=[{"one": one, "pairs": parse_qsl(one.query)} for one in found])


async def _change(room: Room, folder: Path, reader: str) -> None:
    given = await room.request.post_vars()
    asked = asked_in(dict_of_lists(parse_qsl(str(given.get("query") or "")[:4000])))
    query = urlencode(list(asked.pairs()))
    if given.get("action") == "delete":
        await asyncio.to_thread(delete, folder, reader, query)
    elif asked.anything:
        name = str(given.get("name") or "").strip() or asked.in_words
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        await asyncio.to_thread(save, folder, reader, Saved(name, query, now))


def dict_of_lists(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Parameters by name, all values of each."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
