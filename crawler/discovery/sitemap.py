"""What a sitemap lists (sitemaps.org 0.9): XML, gzipped, plain text, broken."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from crawler.discovery.canonical import canonical

__all__ = ["Sitemap", "SitemapEntry", "inflate", "read_sitemap"]

MAX_INFLATED = 60_000_000  # bytes; the protocol's own limit is 50 MB
_OPEN = re.compile(r"<(?:\w+:)?(?:url|sitemap)(?:\s[^>]*)?>", re.I)
_CLOSE = re.compile(r"</(?:\w+:)?(url|sitemap)\s*>", re.I)
_LOC = re.compile(
    r"<(?:\w+:)?loc(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</(?:\w+:)?loc\s*>", re.S | re.I
)
_LASTMOD = re.compile(r"<(?:\w+:)?lastmod(?:\s[^>]*)?>\s*(.*?)\s*</", re.S | re.I)
_NEWS_DATE = re.compile(r"<\w+:publication_date(?:\s[^>]*)?>\s*(.*?)\s*</", re.S | re.I)
_NEWS_TITLE = re.compile(r"<news:title(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</", re.S | re.I)
_HREFLANG = re.compile(r"<\w+:link\s[^>]*\bhref\s*=\s*[\"'](.*?)[\"']", re.S | re.I)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?)?")


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page (or, in an index, one sitemap). `news`: a news extension says that it is an article."""

    url: str
    lastmod: str | None = None
    published: str | None = None
    title: str | None = None
    news: bool = False


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`pages` it lists, `children`, the sitemaps that an index names, and `versions`, addresses of translations.

    Versions are kept apart: many sites announce languages that they do not have.
    """

    pages: tuple[SitemapEntry, ...] = ()
    children: tuple[SitemapEntry, ...] = ()
    versions: tuple[str, ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The pages and sitemaps that a document lists; of a file cut short or not well formed, its whole entries.

    Addresses are canonical; relative ones (`<loc>/a/</loc>`, against the protocol, but real) are resolved
    against the sitemap's own. An HTML page or anything else gives nothing.

    >>> read_sitemap(b"<urlset><url><loc> http://a.fr/1 </loc></url><url><loc>ht", "http://a.fr/s.xml").pages
    (SitemapEntry(url='http://a.fr/1', lastmod=None, published=None, title=None, news=False),)
    >>> [e.url for e in read_sitemap(b"http://a.fr/1\\nhttp://a.fr/2\\n", "http://a.fr/sitemap.txt").pages]
    ['http://a.fr/1', 'http://a.fr/2']
    """
    text = _text(inflate(body))
    if "<" not in text[:2000]:
        return Sitemap(pages=tuple(_lines(text, url)))
    if not re.search(r"<(?:\w+:)?(?:urlset|sitemapindex|url|sitemap)[\s>]", text[:5000], re.I):
        return Sitemap()
    pages: dict[str, SitemapEntry] = {}
    children: dict[str, SitemapEntry] = {}
    versions: dict[str, None] = {}
    for kind, inside in _whole_elements(_without_comments(text)):
        if entry := _entry(inside, url):
            (pages if kind == "url" else children).setdefault(entry.url, entry)
            versions.update(dict.fromkeys(_versions(inside, url)))
    children.pop(canonical(url) or url, None)
    others = tuple(version for version in versions if version not in pages)
    return Sitemap(tuple(pages.values()), tuple(children.values()), others)


def inflate(body: bytes) -> bytes:
    """The bytes of a gzipped file, as far as they can be read; anything else as it is.

    At most 60 MB come out: a bomb is cut there.
    """
    for _ in range(3):  # some servers compress the .gz file once more
        if body[:2] != b"\x1f\x8b":
            break
        try:
            body = zlib.decompressobj(31).decompress(body, MAX_INFLATED)
        except zlib.error:
            return b""
    return body


def _text(body: bytes) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    return body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _without_comments(text: str) -> str:
    kept, start = [], 0
    while (opening := text.find("<!--", start)) >= 0:
        kept.append(text[start:opening])
        closing = text.find("-->", opening)
        start = closing + 3 if closing >= 0 else len(text)
    return "".join([*kept, text[start:]])


def _whole_elements(text: str) -> Iterator[tuple[str, str]]:
    """(`url` or `sitemap`, what is inside) of each element that is closed; time is linear whatever comes."""
    start = 0
    for closing in _CLOSE.finditer(text):
        before = text[start : closing.start()]
        start = closing.end()
        if openings := list(_OPEN.finditer(before)):
            yield closing[1].lower(), before[openings[-1].end() :]


def _entry(inside: str, base: str) -> SitemapEntry | None:
    loc = _LOC.search(inside)
    url = canonical(unescape(loc[1].strip()), base) if loc else None
    if url is None:
        return None
    published = _NEWS_DATE.search(inside)
    title = _NEWS_TITLE.search(inside)
    return SitemapEntry(
        url,
        _date(_LASTMOD.search(inside)),
        _date(published),
        unescape(title[1]).strip() or None if title else None,
        "<news:" in inside,
    )


def _versions(inside: str, base: str) -> list[str]:
    if ":link" not in inside:
        return []
    found = (canonical(unescape(href), base) for href in _HREFLANG.findall(inside))
    return [url for url in found if url]


def _date(match: re.Match[str] | None) -> str | None:
    date = _DATE.match(match[1]) if match else None
    return date[0] if date else None


def _lines(text: str, base: str) -> list[SitemapEntry]:
    urls = (canonical(line) for line in text.splitlines() if re.match(r"\s*https?://\S+\s*$", line))
    return [SitemapEntry(url) for url in dict.fromkeys(urls) if url]
