"""A response's bytes to one parsed tree: decode and parse, once, whatever the bytes are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree

from crawler.extraction.canonical import canonical_url
from crawler.extraction.charset import decode
from crawler.extraction.date_places import Sighting, sightings, writes_month_first
from crawler.extraction.found import Found
from crawler.extraction.layout import Layout
from crawler.extraction.metadata import Metadata, metadata, same_page
from crawler.extraction.other_articles import other_articles
from crawler.extraction.publisher import site_names
from crawler.extraction.title import title
from crawler.extraction.tree import Tree, walk

__all__ = ["MAX_BYTES", "Page"]

#: What is read of one page; no article is longer, and the rest of a bigger one is not looked at.
MAX_BYTES = 5_000_000
#: And of its tags: one in twenty bytes, twice those of the fullest page seen at most. Below so many
#: bytes they are not counted. A tag takes half a kilobyte of memory and 10 µs, whatever it holds.
BYTES_A_TAG, MAX_TAGS, SMALL = 20, 30_000, 200_000
#: And of its attributes: adding one to a tag walks past all it has. Of tags with hundreds of them (no page seen
#: has any; a script's "<" may look like one) so many steps are taken, a quarter of a second.
MAX_STEPS = 20_000_000

#: What stands in a page's head.
_OF_HEAD = frozenset("title meta link script style base noscript template".split())

#: Control characters, which XML cannot hold; libxml2 would end the document at some of them.
_UNPARSABLE = bytes(set(range(32)) - {9, 10, 12, 13})

#: A tag of two hundred attributes and more. Blanks are listed: a class with `\s` in it takes longer.
_FULL_TAG = re.compile(
    rb"""<[a-zA-Z][^ \t\n\r\f\v<>/]*+[ \t\n\r\f\v/](?:[^ \t\n\r\f\v>="'/]*+"""
    rb"""(?:="[^"]*+"[ ]?+|=[ \t\n\r\f\v]*+(?:"[^"]*+"|'[^']*+')[ \t\n\r\f\v]*+|[ \t\n\r\f\v="'/])){200,}+"""
)


class Page:
    """One page: its URL, its decoded text and its tree. Every module of extraction reads from here.

    :param html: the body of the response, any bytes at all
    :param url: where the page was found; what relative links are resolved against
    :param content_type: the HTTP header, for its charset
    """

    def __init__(self, html: bytes, url: str, content_type: str | None = None) -> None:
        self.url = url
        self.text, self.encoding, utf8 = decode(html[:MAX_BYTES], content_type)
        self.root = _parse(utf8)

    @cached_property
    def tree(self) -> Tree:
        """The one walk over the page: its elements, text and links as lists."""
        return walk(self.root)

    @cached_property
    def sites(self) -> frozenset[str]:
        """The names that the site and its publisher give themselves, folded for comparing."""
        return site_names(self.url, self.metadata)

    @cached_property
    def title(self) -> Found[str] | None:
        """The article's own headline."""
        return title(self)

    @cached_property
    def canonical(self) -> Found[str] | None:
        """The address that the article calls its own."""
        return canonical_url(self)

    @cached_property
    def layout(self) -> Layout:
        """The page's blocks of text and where they stand relative to its headline."""
        return Layout(self)

    @cached_property
    def other_articles(self) -> list[range]:
        """The nodes of the tree that are of further articles, below the page's own."""
        return other_articles(self)

    def leads_here(self, block: int) -> bool:
        """Does a block of the tree link to a place of this very page, as the entries of a live report do?"""
        anchors = self.tree.anchors
        start, stop = (
            bisect_left(anchors, end, key=lambda anchor: anchor.block) for end in (block, block + 1)
        )
        targets = (self.absolute(anchor.href) for anchor in anchors[start:stop])
        return any(target is not None and same_page(target, self.url) for target in targets)

    @cached_property
    def sightings(self) -> list[Sighting]:
        """The dates that a reader sees, the most trusted first."""
        return sightings(self)

    @cached_property
    def month_first(self) -> bool:
        """Does 03/08/2021 mean the eighth of March here, as in the United States?"""
        return writes_month_first(self)

    @cached_property
    def metadata(self) -> Metadata:
        """What the page states of itself: metas, relations, headings, JSON-LD, microdata."""
        return metadata(self)

    @property
    def metas(self) -> Mapping[str, Sequence[str]]:
        """The contents of `<meta>` by lower-case name (name, property, itemprop or http-equiv)."""
        return self.metadata.metas

    def meta(self, *names: str) -> str | None:
        """The first content of the first of these names that has one.

        >>> Page(b'<meta property="og:title" content=" A title ">', "http://a.fr").meta("og:title")
        'A title'
        """
        for name in names:
            if contents := self.metas.get(name):
                return contents[0]
        return None

    @cached_property
    def base_url(self) -> str:
        """What relative links are resolved against: `<base href>`, or the page's URL (HTML 2.4.3)."""
        base = self.metadata.base
        return self.absolute(base, self.url) or self.url if base else self.url

    def absolute(self, href: str, base: str | None = None) -> str | None:
        """An http(s) URL for a link as it is written, or None where it is not one.

        >>> Page(b"", "http://a.fr/b/c").absolute("../d")
        'http://a.fr/d'
        >>> Page(b"", "http://a.fr/").absolute("javascript:void(0)")
        """
        try:
            url = urljoin(base or self.base_url, href.strip())
        except ValueError:
            return None
        return url if url[:7].lower() == "http://" or url[:8].lower() == "https://" else None


def _bounded(utf8: bytes) -> bytes:
    """A page up to the last tag that is read, where it has more than any page for readers."""
    if len(utf8) <= SMALL:
        return utf8
    most = min(MAX_TAGS, len(utf8) // BYTES_A_TAG)
    return utf8 if utf8.count(b"<") <= most else utf8[: -len(utf8.split(b"<", most)[-1]) - 1]


def _with_few_attributes(utf8: bytes) -> bytes:
    """A page with the attributes of such tags left out as would take the parser minutes."""
    if len(utf8) <= SMALL // 4:
        return utf8
    steps = 0

    def bounded(tag: re.Match[bytes]) -> bytes:
        nonlocal steps
        steps += (len(tag[0].split()) + tag[0].count(b"=") + tag[0].count(b"/")) ** 2
        return tag[0] if steps <= MAX_STEPS else tag[0].split(None, 1)[0].partition(b"/")[0] + b" "

    return _FULL_TAG.sub(bounded, utf8)


def _parse(utf8: bytes) -> etree._Element:
    """The tree of a page; an empty one for what is no HTML at all.

    Plain lxml elements, not lxml.html's: making those costs three times as much. Comments and
    processing instructions are left out, so that every node of the tree is an element; no index of ids is made.
    """
    utf8 = _with_few_attributes(_bounded(utf8))
    if any(control in utf8 for control in _UNPARSABLE):
        utf8 = utf8.translate(None, _UNPARSABLE)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(utf8, parser)
    except (etree.XMLSyntaxError, etree.ParserError):
        root = None
    if root is None:
        return etree.Element("html")
    if len(root) == 1 and root[0].tag == "head":
        _open_body(root)
    return root


def _open_body(root: etree._Element) -> None:
    """Give a page without `<body>` one, from the first element on that a head cannot hold (HTML 13.2.6.4.4).

    libxml2 knows no `<main>` or `<article>`: it leaves them, and all that follows, in the head.
    """
    head = root[0]
    first = next((number for number, element in enumerate(head) if element.tag not in _OF_HEAD), len(head))
    body = etree.SubElement(root, "body")
    body.extend(list(head)[first:])
