"""One response, read as what it is: a page, a feed, a sitemap, a list in JSON, or nothing of use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from crawler.discovery.canonical import canonical
from crawler.discovery.evidence import Evidence, evidence, short_hash
from crawler.discovery.feed import Feed, FeedEntry, read_feed
from crawler.discovery.json_list import json_links
from crawler.discovery.listing import PageLinks, page_links
from crawler.discovery.sitemap import Sitemap, inflate, read_sitemap
from crawler.extraction.article import Article
from crawler.extraction.assemble import article
from crawler.extraction.page import Page

__all__ = ["NO_POSTS", "Reading", "article_of", "read"]


NO_POSTS = "it is no list of posts"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a response turned out to hold. `kind`: page, feed, sitemap, wordpress, list (in JSON), or other (with a reason)."""

    kind: str
    reason: str = ""
    article: Article | None = None
    links: PageLinks | None = None
    evidence: Evidence | None = None
    feed: Feed | None = None
    sitemap: Sitemap | None = None
    posts: tuple[FeedEntry, ...] = ()


def read(
    body: bytes,
    url: str,
    *,
    kind: str = "page",
    content_type: str | None = None,
    fetched: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Reading:
    """Read a response by what it is rather than by what was expected; pure, whatever the bytes are.

    :param kind: what it was asked for as: page, home, listing, feed, sitemap or wordpress
    :param fetched: when it came, ISO 8601 UTC: no article is dated later
    :param options: the site's entry in sites.toml; of it, `select`
    """
    if kind == "wordpress":
        return _posts(body, url)
    head = inflate(body)[:3000] if body[:2] == b"\x1f\x8b" else body[:3000]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if kind == "sitemap" or b"<urlset" in start or b"<sitemapindex" in start:
        found = read_sitemap(body, url)
        if found.pages or found.children:
            return Reading("sitemap", sitemap=found)
    if kind == "feed" or _begins_like_a_feed(start):
        feed = read_feed(body, url)
        if feed:
            return Reading("feed", feed=feed)
    # One for readers, named as one for robots; at an address that ends in .xml it is what a site says instead of 404.
    if kind == "sitemap" and _is_html(start, content_type) and not urlsplit(url).path.endswith(".xml"):
        page = Page(body, url, content_type)
        if (links := page_links(page.root, url, page.encoding)).links:
            return _list(links, "sitemap")
    if kind in ("sitemap", "feed"):
        return Reading("other", f"it is no {kind}")
    if start[:1] in (b"{", b"[") and (listed := json_links(body, url)):
        return _list(listed, "list")
    if not _is_html(start, content_type):
        return Reading("other", f"not a page but {_plain_type(content_type) or 'a file'}")
    page = Page(body, url, content_type)
    said = article_of(page, fetched, options)
    links = page_links(page.root, url, page.encoding)
    return Reading("page", article=said, links=links, evidence=evidence(page, said, links))


def _list(links: PageLinks, kind: str) -> Reading:
    out = tuple(short_hash(link.url) for link in links.links)
    return Reading(kind, links=links, evidence=Evidence(out=out, next=len(links.next)))


def article_of(page: Page, fetched: str | None, options: Mapping[str, Any] | None) -> Article:
    """What a page says, as a crawl takes it; see `read` for the parameters."""
    select = (options or {}).get("select")
    found = article(page, select=select)
    if fetched and found.published and _is_later(found.published, fetched):
        found = article(page, fetched, select)
    return with_canonical_links(replace(found, url=page.url), page.encoding)


def _is_later(date: str, fetched: str) -> bool:
    """Whether a date lies beyond the day after the fetch (it is tomorrow already in the east).

    >>> _is_later("2026-11-26", "2026-11-24T23:00:00Z"), _is_later("2026-11", "2026-11-24T23:00:00Z")
    (True, False)
    """
    day = datetime.fromisoformat(fetched).date() + timedelta(days=1)
    return date[:10] > day.isoformat()[: len(date[:10])]


def with_canonical_links(found: Article, encoding: str | None = None) -> Article:
    """Links as the archive spells them; what is no web address is left out.

    :param encoding: of the page
    """
    links = ((link, canonical(link.url, encoding=encoding)) for link in found.links)
    return replace(found, links=tuple(replace(link, url=url) for link, url in links if url))


def _begins_like_a_feed(start: bytes) -> bool:
    return (
        start[:1] == b"<"
        and any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
        and b"<html" not in start
    )


def _plain_type(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _is_html(start: bytes, content_type: str | None) -> bool:
    kind = _plain_type(content_type)
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    if kind and not kind.startswith(("text/", "application/xml", "application/octet-stream")):
        # A page that a server calls a script (/post/vue.js) begins like a page all the same.
        return start.startswith((b"<!doctype html", b"<html"))
    return start.startswith((b"<!doctype html", b"<html")) or (b"<html" in start and b"<head" in start)


def _posts(body: bytes, url: str) -> Reading:
    """WordPress REST, /wp-json/wp/v2/posts (developer.wordpress.org/rest-api/reference/posts)."""
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError):
        return Reading("other", NO_POSTS)
    if not isinstance(rows, list):  # `rest_disabled` and the like
        return Reading("other", NO_POSTS)
    posts = []
    for row in rows:
        if (
            isinstance(row, dict)
            and isinstance(row.get("link"), str)
            and (address := canonical(row["link"], url))
        ):
            title = row.get("title")
            words = title.get("rendered") if isinstance(title, dict) else None
            posts.append(FeedEntry(address, words, _utc(row.get("date_gmt")), _utc(row.get("modified_gmt"))))
    return Reading("wordpress", posts=tuple(posts)) if posts else Reading("other", "it lists no posts")


def _utc(value: object) -> str | None:
    return f"{value}Z" if isinstance(value, str) and len(value) == 19 else None
