"""What may name an article where no h1 does: a lesser heading, an element called a title, large type."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extraction.folding import folded
from crawler.extraction.headings import headline_of, is_marked, is_menu, is_overlay
from crawler.extraction.layout import HEADINGS
from crawler.extraction.metadata import short_text
from crawler.extraction.title_words import is_site, telling
from crawler.extraction.tokens import ROLES, roles_of

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["in_large_type", "lesser_heading", "titled"]

STATED = 0.7  # what a lesser heading is worth whose words the metadata have
HEADS = 0.6  # what a lesser heading is worth that stands over running text
TITLED = 1.0  # what an element is worth that is no heading, but is called a title and stands over the text
STATED_WORDS = 3  # of a heading that the metadata have word for word
FEWEST_WORDS = 3  # of such a title
NEAR_TEXT, UNDER = 6, 2  # blocks from it to the text; from large type
RUNNING = 80  # characters of a block from which it is running text
MANY = 300  # elements that set type
LARGE = re.compile(r"[4-7]|\+[1-4]")  # sizes above that of text, which is 3 (HTML 3.2)

_NO_TITLE = sum(
    ROLES[name]
    for name in ("related", "nav", "sidebar", "comment", "footer", "caption", "box", "overlay", "cookie")
)


def lesser_heading(
    page: Page, shown: bool, names: Set[str], stated: Set[str], shared: str
) -> tuple[etree._Element, str, float] | None:
    """The lesser heading that may be the headline: one so marked; where there is no h1, one that is stated.

    :param shown: is there an h1?
    :param names: what the metadata call the page, and `stated` the words of it; `shared`: og:title
    :returns: the element, the headline in it, and what it is worth
    """
    first = None
    for element, words in page.metadata.subheadings:
        if not words or is_menu(words) or is_overlay(element) or is_site(words, page.sites):
            continue
        if is_marked(element) and (first is None or first[2] < STATED):
            return element, headline_of(element, words, names, shared), 1.2
        if not shown or (folded(words) in names and len(words.split()) >= STATED_WORDS):
            worth = STATED if _is_mostly(words, stated) else HEADS if _heads_text(page, element) else 0.2
            if first is None or worth > first[2]:
                first = element, headline_of(element, words, names, shared), worth
    return first


def titled(page: Page, stated: Set[str]) -> str:
    """On a page without an h1, what the first element called a title says that stands over running text.

    :param stated: the words of the metadata's names of the page: without any of them it is a section's, or a date
    """
    tree = page.tree
    for node, (tag, names) in enumerate(zip(tree.tags, tree.names, strict=True)):
        roles = roles_of(tag, names) if names and tag not in HEADINGS else 0
        if not roles & ROLES["title"] or roles & _NO_TITLE:
            continue
        if words := _over_text(page, tree.elements[node], NEAR_TEXT):
            return words if _is_mostly(words, stated) else ""
    return ""


def in_large_type(page: Page) -> str:
    """On a page without any heading, as they were written by hand, what its first large letters say over running text."""
    if page.metadata.headings or page.metadata.subheadings:
        return ""
    for element in islice(page.root.iter("font"), MANY):
        size = element.get("size") or ""
        if LARGE.fullmatch(size.strip()) and (words := _over_text(page, element, UNDER)):
            return words
    return ""


def _over_text(page: Page, element: etree._Element, near: int) -> str:
    """What an element says that is no link and stands over running text, if it is of some words.

    :param near: how many blocks away the text may be
    """
    words, block = short_text(element), page.layout.block_of(element)
    if (
        block is None
        or sum(any(map(str.isalnum, word)) for word in words.split()) < FEWEST_WORDS
        or page.tree.linked[block]
        or is_menu(words)
    ):
        return ""
    texts, linked = page.layout.texts, page.tree.linked
    below = range(block + 1, min(block + 1 + near, len(texts)))
    return words if any(len(texts[other]) > RUNNING and not linked[other] for other in below) else ""


def _is_mostly(words: str, stated: Set[str]) -> bool:
    """Are more than half of a heading's words among those that the metadata and the address have?"""
    own = telling(words)
    return 2 * len(own & stated) > len(own)


def _heads_text(page: Page, heading: etree._Element) -> bool:
    """Does running text follow a heading at once, or after a line or two that are no headings?"""
    block = page.layout.block_of(heading)
    if block is None:
        return False
    for after in range(block + 1, min(block + 4, len(page.layout.texts))):
        if len(page.layout.texts[after]) > RUNNING:
            return True
        if page.tree.tags[page.tree.block_nodes[after]] in HEADINGS:
            return False
    return False
