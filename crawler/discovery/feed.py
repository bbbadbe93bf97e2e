"""What a feed lists: RSS, Atom, RDF (feedparser) and JSON Feed."""

import json
from dataclasses import dataclass
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from crawler.discovery.canonical import canonical

__all__ = ["Feed", "FeedEntry", "read_feed"]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its page, title, and dates (ISO 8601 UTC)."""

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries, the page it belongs to, and its next page (RFC 5005), if it names one.

    `comments`: it lists readers' comments, not articles.
    """

    entries: tuple[FeedEntry, ...]
    title: str | None = None
    home: str | None = None
    next: str | None = None
    generator: str | None = None
    comments: bool = False


def read_feed(body: bytes, url: str) -> Feed | None:
    """A document's entries, or None where it is no feed at all.

    Broken XML is read as far as it goes. An entry without a link is named by its guid if that is an address.

    >>> feed = read_feed(b"<rss><channel><title>T</title><item><link>/1</link></item></channel></rss>", "http://a.fr/f")
    >>> [entry.url for entry in feed.entries]
    ['http://a.fr/1']
    """
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return _json_feed(body, url)
    if start != b"<":
        return None
    try:
        # A stream: given bytes or text feedparser would guess whether they name a file or an address.
        # XML that names no encoding is UTF-8 (XML 1.0, 4.3.3); without a type, feedparser takes it for Latin-1.
        headers = {"content-location": url, "content-type": "application/xml"}
        document = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    except Exception:
        return None  # feedparser meets input it does not foresee now and then; a feed less is no disaster
    if not document.get("version") and not document.get("entries"):
        return None
    links = document.feed.get("links", [])
    entries = (_entry(item, url) for item in document.get("entries", []))
    found = {entry.url: entry for entry in entries if entry}
    home = document.feed.get("link")
    return Feed(
        tuple(found.values()),
        document.feed.get("title") or None,
        canonical(home, url) if home else None,
        _relation(links, "next", url),
        document.feed.get("generator") or None,
        _is_of_comments(found, document.feed.get("title") or "", url),
    )


def _entry(item: Any, base: str) -> FeedEntry | None:
    address = item.get("feedburner_origlink") or item.get("link") or _guid(item)
    url = canonical(address, base) if address else None
    if url is None:
        return None
    title = item.get("title") or None
    # Plain `.get` on these two would hand one for the other (feedparser maps 'updated' to 'published').
    published = dict.get(item, "published_parsed") or dict.get(item, "updated_parsed")
    return FeedEntry(url, title, _moment(published), _moment(dict.get(item, "updated_parsed")))


def _guid(item: Any) -> str | None:
    guid = item.get("id") or ""
    return guid if guid.startswith(("http://", "https://", "/")) else None


def _moment(parsed: struct_time | None) -> str | None:
    if not parsed or not 1990 <= parsed.tm_year <= 2100:
        return None
    return (
        f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
        f"T{parsed.tm_hour:02}:{parsed.tm_min:02}:{parsed.tm_sec:02}Z"
    )


def _relation(links: list[Any], relation: str, base: str) -> str | None:
    for link in links:
        if link.get("rel") == relation and link.get("href"):
            return canonical(link["href"], base)
    return None


def _is_of_comments(entries: dict[str, FeedEntry], title: str, url: str) -> bool:
    """A feed of comments: its address says so, or its entries are all places on other pages."""
    if "/comments/" in url or url.rstrip("/").endswith("/comments") or "comments" in url.rpartition("?")[2]:
        return True
    return title.lower().startswith(("comments on", "commentaires sur", "comentarios en", "kommentare zu"))


def _json_feed(body: bytes, url: str) -> Feed | None:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or "jsonfeed.org" not in str(document.get("version", "")):
        return None
    entries: dict[str, FeedEntry] = {}
    items = document.get("items")
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        address = item.get("url") or item.get("external_url") or item.get("id")
        page = canonical(address, url) if isinstance(address, str) else None
        if page:
            entries[page] = FeedEntry(
                page,
                _text(item.get("title")),
                _text(item.get("date_published")),
                _text(item.get("date_modified")),
            )
    home, following = _text(document.get("home_page_url")), _text(document.get("next_url"))
    return Feed(
        tuple(entries.values()),
        _text(document.get("title")),
        canonical(home, url) if home else None,
        canonical(following, url) if following else None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
