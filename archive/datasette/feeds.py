"""Each search as a feed: Atom (RFC 4287) and JSON Feed 1.1, so that a feed reader becomes the alert service.

Entries are ordered by their last change: a new hit appears once, an edit or a withdrawal makes its entry
come up again under the same id.
"""

import hashlib
import json
import re
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from datasette import Response

from archive.datasette.asked import Asked, asked_of
from archive.datasette.room import Room, marked_html
from archive.search import Hit, latest

__all__ = ["atom", "json_feed"]

ENTRIES = 50


@dataclass(frozen=True, slots=True)
class _Feed:
    """What both kinds say."""

    archive: str
    title: str
    home: str
    itself: str
    next: str | None
    hits: list[Hit]

    def id(self, *parts: object) -> str:
        """Stable whatever the address of the reading room."""
        return uuid.uuid5(uuid.UUID(self.archive), "/".join(str(part) for part in parts)).urn

    @property
    def updated(self) -> str:
        return max((updated(hit) for hit in self.hits), default="1970-01-01T00:00:00Z")


def updated(hit: Hit) -> str:
    """When an article last changed or was found withdrawn, ISO 8601 UTC."""
    return max(hit.last_changed, hit.gone or "")


async def atom(room: Room) -> Any:
    """`application/atom+xml`."""
    feed = await _feed(room, "/search.atom")
    entries = "".join(_atom_entry(room, feed, hit) for hit in feed.hits)
    more = f'<link rel="next" href={quoteattr(feed.next)}/>' if feed.next else ""
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{room.words.code}">'
        f"<id>{feed.id('search', feed.title)}</id><title>{_xml(feed.title)}</title>"
        f"<updated>{feed.updated}</updated><generator>Kiosque</generator>"
        f'<link rel="self" href={quoteattr(feed.itself)}/><link rel="alternate" type="text/html" href={quoteattr(feed.home)}/>'
        f"{more}{entries}</feed>\n"
    )
    return _answer(room, feed, text, "application/atom+xml; charset=utf-8")


def _atom_entry(room: Room, feed: _Feed, hit: Hit) -> str:
    authors = "".join(f"<author><name>{_xml(name)}</name></author>" for name in hit.authors or (hit.site,))
    day = _timestamp(hit.published)
    published = f"<published>{day}</published>" if day else ""
    section = f"<category term={quoteattr(_plain(hit.section))}/>" if hit.section else ""
    return (
        f"<entry><id>{feed.id('article', hit.id)}</id><title>{_xml(_title(room, hit))}</title>"
        f"<updated>{updated(hit)}</updated>{published}{authors}{section}"
        f'<link rel="alternate" type="text/html" href={quoteattr(room.absolute(room.article(hit.id, hit.title)))}/>'
        f'<link rel="via" href={quoteattr(_plain(hit.url))}/>'
        f"<source><id>{feed.id('site', hit.site)}</id><title>{_xml(hit.site)}</title></source>"
        f'<summary type="html">{_xml(str(marked_html(hit.snippet)))}</summary></entry>'
    )


async def json_feed(room: Room) -> Any:
    """`application/feed+json` (jsonfeed.org, version 1.1)."""
    feed = await _feed(room, "/search.json")
    answer: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.itself,
        "language": room.words.code,
        "items": [
            {
                "id": feed.id("article", hit.id),
                "url": room.absolute(room.article(hit.id, hit.title)),
                "external_url": hit.url,
                "title": _title(room, hit),
                "content_html": str(marked_html(hit.snippet)),
                "date_modified": updated(hit),
                **({"date_published": day} if (day := _timestamp(hit.published)) else {}),
                "authors": [{"name": name} for name in hit.authors],
                "tags": [hit.site, *([hit.section] if hit.section else [])],
            }
            for hit in feed.hits
        ],
    }
    if feed.next:
        answer["next_url"] = feed.next
    text = json.dumps(answer, ensure_ascii=False).replace("<", "\\u003c")
    return _answer(room, feed, text, "application/feed+json; charset=utf-8")


async def _feed(room: Room, path: str) -> _Feed:
    asked = asked_of(room)

    def read(db: sqlite3.Connection) -> tuple[str, list[Hit]]:
        name = db.execute("select value from archive_info where key = 'uuid'").fetchone()
        hits = latest(db, asked.words, asked.filters, limit=ENTRIES + 1, offset=asked.offset)
        return str(name[0]), hits

    name, hits = await room.read(read)
    after = asked.changed(offset=asked.offset + ENTRIES)
    return _Feed(
        archive=name,
        title=_feed_title(asked),
        home=room.absolute(room.path("/search", asked.changed().pairs())),
        itself=room.absolute(room.path(path, asked.pairs())),
        next=room.absolute(room.path(path, after.pairs())) if len(hits) > ENTRIES else None,
        hits=hits[:ENTRIES],
    )


def _feed_title(asked: Asked) -> str:
    return f"Kiosque · {asked.in_words}" if asked.anything else "Kiosque"


def _title(room: Room, hit: Hit) -> str:
    title = hit.title or hit.url
    return f"[{room.words.text('withdrawn')}] {title}" if hit.gone else title


def _answer(room: Room, feed: _Feed, text: str, content_type: str) -> Any:
    """The feed, or 304 when the reader has it as it is (RFC 9110, section 13)."""
    body = text.encode("utf-8", "replace")
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    changed = _instant(feed.updated)
    headers = {
        "etag": tag,
        "last-modified": format_datetime(changed, usegmt=True),
        "cache-control": "private, max-age=300",
        "vary": "Accept-Language",
    }
    given = room.request.headers
    known = {value.strip() for value in given.get("if-none-match", "").split(",")}
    if known & {tag, tag.removeprefix("W/"), "*"} or (known == {""} and _seen_since(given, changed)):
        return Response(b"", status=304, headers=headers, content_type=content_type)
    return Response(body, headers=headers, content_type=content_type)


def _seen_since(given: dict[str, str], changed: datetime) -> bool:
    try:
        return parsedate_to_datetime(given["if-modified-since"]) >= changed
    except (KeyError, TypeError, ValueError):
        return False


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def _timestamp(published: str | None) -> str | None:
    """RFC 3339; a day alone is its midnight; None for what is no day.

    >>> _timestamp("2020-10-13"), _timestamp("2020-10-13T09:00:00+02:00"), _timestamp("2020-10"), _timestamp("<b>")
    ('2020-10-13T00:00:00Z', '2020-10-13T09:00:00+02:00', None, None)
    """
    found = re.match(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$)?", published or "")
    return f"{found[1]}{found[2] or 'T00:00:00Z'}" if found else None


def _plain(text: str | None) -> str:
    """Without what XML 1.0 cannot hold (section 2.2)."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text or "")


def _xml(text: str | None) -> str:
    return escape(_plain(text))
