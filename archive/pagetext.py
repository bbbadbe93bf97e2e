"""All that a page says, whatever part of it is the article: what a text is held against before it is called edited. Pure."""

import re
from dataclasses import dataclass

import lxml.etree
import lxml.html

from archive.worddiff import fold

__all__ = ["PageText", "letters", "page_text"]

_UNSEEN = frozenset(("script", "style", "template"))
_STATED = frozenset(("og:title", "twitter:title", "author", "article:author"))
#: All but letters, digits, and the point or comma within a figure.
_BETWEEN = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[^\w.,]|_")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)


@dataclass(frozen=True, slots=True)
class PageText:
    """:ivar letters: of all its text, title included (see `letters`); `source`: its HTML, where dates stand as figures"""

    letters: str
    source: str


def letters(text: str) -> str:
    """A text without what templates differ in: spaces, typography, case, marks such as `#` and `[1]`.

    >>> letters("L’été : [1] 10,5 %.") == letters("l'été\\u00a0:1 10,5%")
    True
    >>> letters("1.5") == letters("15")
    False
    """
    return _BETWEEN.sub("", fold(text)).casefold()


def page_text(content: bytes, content_type: str | None) -> PageText:
    """The text of an HTML page; empty where it cannot be parsed.

    :param content: without its Content-Encoding
    """
    charset = _CHARSET.search(content_type or "")
    try:
        parser = lxml.html.HTMLParser(encoding=charset[1] if charset else None)
        root = lxml.html.document_fromstring(content, parser=parser)
    except (lxml.etree.LxmlError, ValueError, LookupError):
        return PageText("", "")
    parts = [root.findtext(".//title") or ""]
    parts += [m.get("content", "") for m in root.iter("meta") if _name(m) in _STATED]
    for element in root.iter(*_UNSEEN):
        element.text = None
    parts += [str(text) for text in root.itertext()]
    return PageText(letters("\n".join(parts)), content.decode("utf-8", "replace"))


def _name(meta: lxml.html.HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or "").lower()
