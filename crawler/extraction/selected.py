"""Fields that the owner of an archive selects by hand, where detection is not good enough for a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree
from parsel import Selector

from crawler.extraction import date_words, names
from crawler.extraction.found import Found
from crawler.extraction.rendering import rendered
from crawler.extraction.tree import collapsed, walk

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = ["is_xpath", "selected"]


def is_xpath(selector: str) -> bool:
    """Whether a selector is XPath (it begins with `/`, `./` or `(`) and not CSS.

    >>> is_xpath("//h1/text()"), is_xpath("h1::text")
    (True, False)
    """
    return selector.lstrip().startswith(("/", "./", "("))


def selected(page: Page, select: Mapping[str, str]) -> dict[str, Found[object]]:
    """The fields that selectors find on a page; one that finds nothing is left to detection.

    :param select: field -> a CSS or XPath selector, as in `[site.select]` of sites.toml
    """
    found: dict[str, Found[object]] = {}
    for field, selector in select.items():
        value = _READ.get(field, _first)(page, _matches(page, selector))
        if value:
            found[field] = Found(value, f"selector {selector}")
    return found


def _matches(page: Page, selector: str) -> list[Selector]:
    root = Selector(root=page.root, type="html")
    return list(root.xpath(selector) if is_xpath(selector) else root.css(selector))


def _texts(matches: list[Selector]) -> Iterator[str]:
    """The text of each match: an element's, an attribute's, or the text itself."""
    for match in matches:
        root = match.root
        text = "".join(map(str, root.itertext())) if isinstance(root, etree._Element) else str(root)
        if text := collapsed(text):
            yield text


def _first(page: Page, matches: list[Selector]) -> str | None:
    return next(_texts(matches), None)


def _body(page: Page, matches: list[Selector]) -> str:
    parts = []
    for match in matches:
        if isinstance(match.root, etree._Element):
            tree = walk(match.root)
            parts.append(rendered(tree, list(range(len(tree.block_nodes)))))
        else:
            parts.append(collapsed(str(match.root)))
    return "\n\n".join(part for part in parts if part)


def _date(page: Page, matches: list[Selector]) -> str | None:
    """The first match that is a date: a `datetime` or `content` for machines, else words."""
    for match in matches:
        stated = (match.attrib.get(name, "") for name in ("datetime", "content"))
        for text in (*stated, *_texts([match])):
            if date := date_words.stated(text):
                return date
            if mention := next(date_words.mentions(text), None):
                return mention.iso
    return None


def _authors(page: Page, matches: list[Selector]) -> tuple[str, ...]:
    return tuple(names.unique(name for text in _texts(matches) for name in names.names_in(text)))


def _tags(page: Page, matches: list[Selector]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_texts(matches)))


def _image(page: Page, matches: list[Selector]) -> str | None:
    for match in matches:
        address = match.attrib.get("src") or match.attrib.get("content") or _first(page, [match])
        if address and (absolute := page.absolute(address)):
            return absolute
    return None


_READ: Mapping[str, Callable[[Page, list[Selector]], object]] = {
    "body": _body,
    "published": _date,
    "modified": _date,
    "authors": _authors,
    "tags": _tags,
    "image": _image,
}
