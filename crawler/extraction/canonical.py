"""Which address the article calls its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.extraction import jsonld
from crawler.extraction.found import Found

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = ["canonical_url"]

HOMES = frozenset({"", "/", "/index.html", "/index.htm", "/index.php", "/home", "/accueil"})
#: The home page in one of a site's languages.
_LANGUAGE = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?/?", re.I)
#: What a query says of where the reader came from.
_ORIGIN = re.compile(r"(?:^|&)(?:utm_?\w*|fbclid|gclid|ref|source|lang)=[^&]*")
#: What a template wrote that was not filled in, or filled in with nothing.
_UNFILLED = re.compile(r"[{}<>\[\]\s]|%7b|(?:^|/)(?:undefined|null|none|nan)/?$", re.I)
#: Hosts that only the site's makers reach.
_INNER_HOST = re.compile(r"localhost|.*\.(?:local|localhost|test|internal)|\d+(?:\.\d+){3}", re.I)


def canonical_url(page: Page) -> Found[str] | None:
    """`<link rel=canonical>` (RFC 6596), else what Open Graph and JSON-LD name; a home page is not believed.

    A template's error makes every article call the home page, or its section's front, its own
    address: one that the page's address lies below is none of the article's.
    """
    for found in _stated(page):
        url = page.absolute(found.value)
        if url and _is_believable(url, page.url):
            return Found(url.partition("#")[0], found.source)
    return None


def _stated(page: Page) -> Iterator[Found[str]]:
    metadata = page.metadata
    for href in metadata.relations.get("canonical", ()):
        yield Found(href, "link canonical")
    for value in metadata.metas.get("og:url", ()):
        yield Found(value, "meta og:url")
    for thing in metadata.articles:
        for key in ("mainEntityOfPage", "url"):
            stated: Any = thing.get(key)
            if isinstance(stated, dict):
                stated = stated.get("@id") or stated.get("url")
            words = jsonld.text(stated)
            if "/" in words:
                yield Found(words, f"json-ld {key}")


def _is_believable(stated: str, own: str) -> bool:
    try:
        there, here = urlsplit(stated), urlsplit(own)
    except ValueError:
        return False
    if _UNFILLED.search(stated) or (
        there.hostname != here.hostname and _INNER_HOST.fullmatch(there.hostname or "")
    ):
        return False
    if _is_home(there.path) and not _ORIGIN.sub("", there.query):
        return _is_home(here.path) and not _ORIGIN.sub("", here.query)
    above = there.path.rstrip("/") + "/"
    return not (
        here.path.startswith(above)
        and len(here.path.strip("/").split("/")) > len(there.path.strip("/").split("/"))
        and not there.query
        and _is_front(there.path)
    )


def _is_home(path: str) -> bool:
    return path in HOMES or _LANGUAGE.fullmatch(path) is not None


def _is_front(path: str) -> bool:
    """A section's front: one short word, no number."""
    parts = path.strip("/").split("/")
    return (
        len(parts) == 1
        and "-" not in parts[0]
        and "." not in parts[0]
        and not any(map(str.isdigit, parts[0]))
    )
