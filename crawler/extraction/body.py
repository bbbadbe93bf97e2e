"""What the article says: its running text, without what surrounds it.

Each block of the page is weighed by the evidence for it; the container of the article is the node
whose blocks weigh most together; then each block is weighed again with its place in that container.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp

from crawler.extraction.evidence import Blocks, evidence_in, evidence_of
from crawler.extraction.page import Page
from crawler.extraction.rendering import rendered
from crawler.extraction.weights import Note, table

__all__ = ["Body", "body", "container"]

#: A block stays from here on (log odds); between blocks that stay, from the lower one on.
STAYS, STAYS_BETWEEN = 0.0, -1.1
#: How many blocks away the next one that stays may be.
REACH = 8
#: Characters of text below which nothing seems to have been found.
SHORT = 120


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article and where on the page it stands.

    :param text: blocks with a blank line between them
    :param source: what it was taken from
    :param root: the node of `page.tree` that holds it, or None where it is not in the tree
    :param blocks: the blocks of `page.tree` that are its text
    """

    text: str
    source: str
    root: int | None
    blocks: tuple[int, ...]


def body(page: Page) -> Body:
    """The running text of a page."""
    tree = page.tree
    blocks = Blocks(tree)
    if not blocks.numbers:
        return Body("", "none", None, ())
    found = evidence_of(page, blocks)
    node = container(blocks, first_odds(found))
    odds = second_odds(found, evidence_in(blocks, node))
    places = likely(blocks, odds)
    if sum([blocks.sizes[place] for place in places]) < SHORT:
        places = likeliest(blocks, odds)
    kept = [blocks.numbers[place] for place in places]
    return Body(rendered(tree, kept), "text", node, tuple(kept))


def first_odds(evidence: list[list[Note]]) -> list[float]:
    """For each block the log odds that it is the article's text, from where it stands alone."""
    bias = table()["first"]["bias"]
    return [bias + sum([note.first for note in notes]) for notes in evidence]


def second_odds(evidence: list[list[Note]], places: list[tuple[Note, Note]]) -> list[float]:
    """The same once its place in the container is known too."""
    bias = table()["second"]["bias"]
    return [
        bias + place.second + names.second + sum([note.second for note in notes])
        for notes, (place, names) in zip(evidence, places, strict=True)
    ]


def container(blocks: Blocks, odds: list[float]) -> int:
    """The smallest node whose blocks together speak most for being the article."""
    parents = blocks.tree.parents
    sums = [0.0] * len(parents)
    for node, odd, size in zip(blocks.nodes, odds, blocks.sizes, strict=True):
        sums[node] += max(-3.0, min(odd, 3.0)) * max(size, 20)
    for node in range(len(sums) - 1, 0, -1):
        sums[parents[node]] += sums[node]
    return max(range(len(sums)), key=lambda node: (sums[node], node))


def likely(blocks: Blocks, odds: list[float]) -> list[int]:
    """The places of the blocks that are the article's text: the likely ones, and less likely ones amid them."""
    sure = [place for place, odd in enumerate(odds) if odd >= STAYS]
    kept = set(sure)
    for before, after in pairwise(sure):
        family = {_parent(blocks, before), _parent(blocks, after)}
        kept.update(
            place
            for place in range(before + 1, min(after, before + REACH))
            if odds[place] >= STAYS_BETWEEN and after - place <= REACH and _is_of(blocks, place, family)
        )
    return sorted(kept)


def _parent(blocks: Blocks, place: int) -> int:
    return blocks.tree.parents[blocks.nodes[place]]


def _is_of(blocks: Blocks, place: int, family: set[int]) -> bool:
    """Does a block have the same parent as its neighbours, or a grandparent that is one?"""
    parent = _parent(blocks, place)
    return parent in family or (parent >= 0 and blocks.tree.parents[parent] in family)


def likeliest(blocks: Blocks, odds: list[float]) -> list[int]:
    """Where no block is likely: the one that most speaks for, and what stands beside it."""
    expected = [size * exp(min(odd, 0.0)) for size, odd in zip(blocks.sizes, odds, strict=True)]
    best = max(range(len(odds)), key=expected.__getitem__)
    parent = _parent(blocks, best)
    return [
        place
        for place, odd in enumerate(odds)
        if place == best or (_parent(blocks, place) == parent and odd > odds[best] - 1)
    ]
