"""Entries of live reports and of questions that open: built alike, and of the text all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from crawler.extraction.blocks import Blocks
from crawler.extraction.tokens import ROLES
from crawler.extraction.tree import Tree

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = ["entries"]

#: Entries of a ticker or an accordion, and the characters of their sentences, at least.
FEWEST, LEAST = 3, 120
#: Characters of an hour, and of a question.
HOUR, QUESTION = 16, 200
#: How much of an entry's paragraph or heading may be links.
LINKED = 0.5

_CLOCK = re.compile(
    r"\W?\d{1,2}(?::[0-5]\d){1,2}\W?"  # where in a recording something is said
    r"|(?:à |um |at |alle |ore |kl\.? ?)?(?:[01]?\d|2[0-3]) ?[:.h] ?[0-5]\d ?(?:h|uhr|hs?\.?|[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?",
    re.I,
)
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_NONE = ROLES["comment"] | ROLES["related"] | ROLES["nav"] | ROLES["sidebar"]


def entries(page: Page, blocks: Blocks) -> list[list[int]]:
    """For each ticker and each accordion on a page the places of the headings and paragraphs of its entries."""
    openers = _openers(blocks)
    told = [*_lists(blocks, _hours(blocks)), *_lists(blocks, openers)]
    return [places for places in told if not _tell_of_others(page, blocks, places)]


def _tell_of_others(page: Page, blocks: Blocks, places: list[int]) -> bool:
    """Do entries lead to other pages? Those of a live report may have their own address in the heading."""
    tree = blocks.tree
    return any(
        blocks.shares[place] >= LINKED
        and not (tree.tags[blocks.nodes[place]] in _HEADINGS and page.leads_here(blocks.numbers[place]))
        for place in places
    )


def _hours(blocks: Blocks) -> list[int]:
    """The places of the hours that date a live report's entries."""
    return [
        place
        for place, text in enumerate(blocks.texts)
        if len(text) <= HOUR and blocks.shares[place] < LINKED and _CLOCK.fullmatch(text.strip())
    ]


def _openers(blocks: Blocks) -> list[int]:
    """The places of what opens an accordion's panels: its questions."""
    tree = blocks.tree
    return [
        place
        for place, node in enumerate(blocks.nodes)
        if blocks.sizes[place] <= QUESTION and blocks.shares[place] < LINKED and _opens(tree, node)
    ]


def _opens(tree: Tree, node: int) -> bool:
    """Is an element, or what it stands in at once, a control that shows what is hidden (WAI-ARIA 1.2, `aria-expanded`)?"""
    for at in (node, tree.parents[node]):
        if at >= 0 and (tree.tags[at] == "summary" or tree.elements[at].get("aria-expanded") is not None):
            return True
    return False


def _lists(blocks: Blocks, marks: Sequence[int]) -> list[list[int]]:
    """What is told in entries that stand side by side, each the largest element around a mark that holds no other.

    :param marks: the places of what begins an entry: hours or questions
    """
    if len(marks) < FEWEST:
        return []
    tree = blocks.tree
    rows: dict[int, list[int]] = {}
    for at, place in enumerate(marks):
        others = [blocks.nodes[other] for other in marks[max(0, at - 1) : at + 2] if other != place]
        node = blocks.nodes[place]
        while (parent := tree.parents[node]) > 0 and not any(
            parent <= other < tree.ends[parent] for other in others
        ):
            node = parent
        rows.setdefault(tree.parents[node], []).append(node)
    told = [_told(blocks, nodes, frozenset(marks)) for nodes in rows.values() if len(nodes) >= FEWEST]
    return [places for places in told if places]


def _told(blocks: Blocks, nodes: list[int], marks: Set[int]) -> list[int]:
    """The places of what some entries tell, with what begins them; none where they are comments."""
    tree = blocks.tree
    told = [
        place
        for place in blocks.places_in(nodes)
        if _is_sentence(blocks, place) or tree.tags[blocks.nodes[place]] in _HEADINGS or place in marks
    ]
    around = tree.parents[nodes[0]]
    while around > 0:
        if blocks.roles.get(around, 0) & _NONE:
            return []
        around = tree.parents[around]
    size = sum(blocks.sizes[place] for place in told if _is_sentence(blocks, place))
    return told if size >= LEAST else []


def _is_sentence(blocks: Blocks, place: int) -> bool:
    return blocks.kinds[place] == "P" or blocks.is_sentence(place)
