"""Notes under a text: what its small numbers lead to, and leads back to these."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extraction.blocks import Blocks
from crawler.extraction.tokens import ROLES
from crawler.extraction.tree import Anchor, shown

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = ["footnotes"]

#: Characters of a call for a note ("[12]", "↩"), blocks that one note may have, elements around its text,
#: and how many links to places of the page are looked at.
CALL, BLOCKS, LEVELS, MANY = 8, 6, 4, 2_000

_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())


def footnotes(blocks: Blocks, page: Page, places: Sequence[int]) -> list[int]:
    """The places of the notes that a text calls, and of the heading over them.

    :param places: those of the text
    """
    tree, texts = blocks.tree, {blocks.numbers[place] for place in places}
    inner = [(anchor, name) for anchor in islice(tree.anchors, MANY) if (name := _name(page, anchor))]
    calls = {name for anchor, name in inner if anchor.block in texts and len(shown(anchor.element)) <= CALL}
    if not calls:
        return []
    back = {anchor.block for anchor, _ in inner}
    found: set[int] = set()
    for place in range(places[0] + 1, len(blocks.nodes)):
        note = _note(blocks, place, calls) if place not in found else -1
        inside = blocks.places_in([note]) if note > 0 else []
        is_note = 0 < len(inside) <= BLOCKS and not blocks.roles[note] & ROLES["comment"]
        if is_note and any(blocks.numbers[at] in back for at in inside):
            found.update(inside)
    found.difference_update(places)
    if found and (over := min(found) - 1) not in places and tree.tags[blocks.nodes[over]] in _HEADINGS:
        found.add(over)
    return sorted(found)


def _name(page: Page, anchor: Anchor) -> str:
    """What a link to a place of this page calls it; "" for others."""
    address, _, name = anchor.href.partition("#")
    return name if not address or address == page.url else ""


def _note(blocks: Blocks, place: int, calls: set[str]) -> int:
    """The node around a block that is called for, -1 if none is."""
    node = blocks.nodes[place]
    for _ in range(LEVELS):
        if node <= 0:
            break
        element = blocks.tree.elements[node]
        if element.get("id") in calls or any(
            child.get("id") in calls or child.get("name") in calls for child in element.iterchildren("a")
        ):
            return node
        node = blocks.tree.parents[node]
    return -1
