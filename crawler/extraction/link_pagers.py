"""Links to the article before and the article after."""

from __future__ import annotations

from crawler.extraction.link_places import PAGER, pager_direction
from crawler.extraction.link_surroundings import Surroundings
from crawler.extraction.link_titles import all_text
from crawler.extraction.link_words import NEXT, PREVIOUS, fold, is_of_pages, kind_of_pager, may_begin_pager
from crawler.extraction.tree import Anchor

__all__ = ["link_text", "pager"]

_ARROWS = "←→«»‹›<>◀▶◄►⟵⟶"
_LEVELS = 4
_DIRECTIONS = frozenset(("prev", "previous", "next"))  # values of `rel`


def pager(around: Surroundings, anchor: Anchor, where: str | None) -> str | None:
    """PREVIOUS or NEXT for a link of a pager between articles.

    By `rel` (HTML Standard 4.6.7), by its title attribute, by its words ("Article suivant"; a lone
    "next" only where a class says pager), or by the class of the element around it.

    :param where: the place of the link
    """
    attributes = anchor.attributes
    named = _DIRECTIONS.intersection(attributes.get("rel", "").lower().split())
    if named and not is_of_pages(attributes.get("title") or link_text(anchor)):
        return NEXT if named == {"next"} else PREVIOUS
    if anchor.block < around.first and where != PAGER:
        return None
    if (name := attributes.get("title")) and (said := kind_of_pager(name)) and " " in fold(name):
        return said[0]
    if where != PAGER and not may_begin_pager(_beginning(around, anchor)):
        return None
    text = link_text(anchor)
    if len(text) < 200 and (said := kind_of_pager(text)):
        kind, is_all = said
        if where == PAGER or (" " in fold(text) if is_all else text[0] in _ARROWS or text[-1] in _ARROWS):
            return kind
    return _by_place(around, anchor) if where == PAGER and anchor.block >= around.first else None


def _beginning(around: Surroundings, anchor: Anchor) -> str:
    """The text of a link, or of the block in it, as far as that is at hand."""
    text = anchor.element.text
    if text and not text.isspace():
        return text
    return around.texts[anchor.block] if anchor.block < len(around.texts) else ""


def _by_place(around: Surroundings, anchor: Anchor) -> str | None:
    """PREVIOUS or NEXT by the words just before a link of a pager, or the classes around it."""
    tree = around.tree
    if (
        0 < anchor.block < len(around.texts)
        and (said := kind_of_pager(around.texts[anchor.block - 1]))
        and said[1]
    ):
        return said[0]
    node = anchor.node
    for _ in range(_LEVELS):
        if node < 0 or around.place(node) != PAGER:
            break
        if direction := pager_direction(tree.names[node]):
            return direction
        node = tree.parents[node]
    return None


def link_text(anchor: Anchor) -> str:
    """All that a link says, be it only to those who cannot see it."""
    text = " ".join(all_text(anchor.element, " ").split())
    return text or anchor.attributes.get("aria-label") or anchor.attributes.get("title") or ""
