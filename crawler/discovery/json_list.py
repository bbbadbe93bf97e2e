"""What a list in JSON names, such as a "load more" button fetches: addresses of the site, its next page."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from crawler.discovery.canonical import canonical, same_site
from crawler.discovery.listing import MAX_LINKS, PageLink, PageLinks, looks_binary, page_links, page_number

__all__ = ["json_links"]

MAX_VALUES = 100_000
_NEXT = frozenset(
    "next nextpage nexturl nextpageurl nextlink nexthref more moreurl loadmore olderposts".split()
)
_TITLES = ("title", "headline", "name", "label")
_MORE = ("hasmore", "hasnext", "hasnextpage", "more")
_PAGES = ("pages", "totalpages", "lastpage", "pagecount", "maxpages", "maxnumpages")
_ITEMS = ("total", "totalcount", "totalitems", "totalresults", "numfound")
_COUNTS_ITEMS = re.compile(r"[?&](?:offset|start|from|skip|startat)=\{n\}", re.I)


def json_links(body: bytes, url: str) -> PageLinks | None:
    """The addresses of the site in a JSON document: values that are one, and links in values that are HTML.

    >>> found = json_links(b'{"items": [{"title": "Strike", "url": "/a/1"}], "next": "/api?page=3"}', "http://a.fr/api?page=2")
    >>> [link.url for link in found.links], found.next
    (['http://a.fr/a/1', 'http://a.fr/api?page=3'], ('http://a.fr/api?page=3',))

    :returns: None where it is no JSON, or names nothing
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    links: dict[str, PageLink] = {}
    following: dict[str, None] = {}
    counts: dict[str, Any] = {}
    for name, value, title in _values(document):
        if not isinstance(value, str):
            counts.setdefault(name, value)
            continue
        found = page_links(root, url) if (root := _fragment(value)) is not None else None
        for link in found.links if found else ():
            links.setdefault(link.url, link)
        following.update(dict.fromkeys(found.next if found else ()))
        if target := _address(value, url):
            links.setdefault(target, PageLink(target, title[:160]))
            if name in _NEXT:
                following.setdefault(target)
    if links and not following and (target := _counted(url, counts, _longest(document))):
        links.setdefault(target, PageLink(target, ""))
        following.setdefault(target)
    links.pop(url, None)
    following.pop(url, None)
    return PageLinks(tuple(links.values())[:MAX_LINKS], tuple(following)) if links else None


def _values(document: Any) -> Iterator[tuple[str, Any, str]]:
    """(name, value, title beside it) of all that is no list or object; what lies in `next: {...}` is called next."""
    waiting: list[tuple[str, Any, str]] = [("", document, "")]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        name, value, title = waiting.pop()
        if isinstance(value, dict):
            beside = next((value[key] for key in _TITLES if isinstance(value.get(key), str)), "")
            inside = [
                (name if name in _NEXT else _plain(key), one, beside) for key, one in reversed(value.items())
            ]
            waiting += inside
        elif isinstance(value, list):
            waiting += [(name, one, title) for one in reversed(value)]
        else:
            yield name, value, title


def _plain(key: str) -> str:
    return "".join(letter for letter in key.lower() if letter.isalnum())


def _address(value: str, url: str) -> str | None:
    """The address of the site that a value is."""
    if (
        not value.startswith(("/", "http://", "https://", "?"))
        or len(value) > 2000
        or any(map(str.isspace, value))
    ):
        return None
    target = canonical(urljoin(url, value))
    return target if target and same_site(target, url) and not looks_binary(target) else None


def _fragment(value: str) -> Any:
    """A value that is a piece of HTML with links, parsed."""
    if "<" not in value or "href" not in value:
        return None
    try:
        return html.fragment_fromstring(value, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _longest(document: Any) -> int:
    """How many items the longest list of a document has: what it lists."""
    longest, waiting = 0, [document]
    for _ in range(MAX_VALUES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, list):
            longest = max(longest, len(value))
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
    return longest


def _counted(url: str, counts: dict[str, Any], items: int) -> str | None:
    """The next page by the number in the document's own address, unless it says that there is none.

    >>> _counted("http://a.fr/api?limit=8&offset=8", {"total": 50}, 8)
    'http://a.fr/api?limit=8&offset=16'
    >>> _counted("http://a.fr/api?page=2", {"total": 16}, 8), _counted("http://a.fr/api?page=2", {"hasmore": False}, 8)
    (None, None)

    :param items: how many it lists
    """
    page = page_number(url)
    if page is None or any(name in counts and not counts[name] for name in (*_MORE, *_NEXT)):
        return None
    form, number = page
    following = number + items if _COUNTS_ITEMS.search(form) else number + 1
    pages, total = _largest(counts, _PAGES), _largest(counts, _ITEMS)
    seen = following if _COUNTS_ITEMS.search(form) else number * items
    ended = number >= pages if pages else total > 0 and seen >= total
    return None if ended else form.replace("{n}", str(following))


def _largest(counts: dict[str, Any], names: Iterable[str]) -> int:
    return max((n for name in names if type(n := counts.get(name)) is int), default=0)
