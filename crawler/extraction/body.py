"""What the article says: its running text, without what surrounds it.

Each block of the page is weighed by the evidence for it; the container of the article is the node
whose blocks weigh most together; then each block is weighed again with its place in that container.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp

from crawler.extraction.evidence import Blocks, evidence_in, evidence_of
from crawler.extraction.page import Page
from crawler.extraction.rendering import rendered
from crawler.extraction.tree import Tree

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
    if not tree.texts:
        return Body("", "none", None, ())
    blocks = Blocks(tree)
    found = evidence_of(page, blocks)
    node = container(tree, first_odds(found), blocks.sizes)
    odds = second_odds(found, evidence_in(blocks, node))
    kept = kept_blocks(tree, odds)
    if sum([blocks.sizes[block] for block in kept]) < SHORT:
        kept = most_of(tree, odds)
    return Body(rendered(tree, kept), "text", node, tuple(kept))


@cache
def weights() -> tuple[dict[str, float], dict[str, float]]:
    """What each piece of evidence is worth, in log odds, before and after the container is known."""
    table = json.loads(files("crawler.extraction").joinpath("weights.json").read_text("utf-8"))
    return table["first"], table["second"]


def first_odds(evidence: list[list[str]]) -> list[float]:
    """For each block the log odds that it is the article's text, from where it stands alone."""
    table = weights()[0]
    bias = table["bias"]
    return [bias + sum([table[name] for name in names if name in table]) for names in evidence]


def second_odds(evidence: list[list[str]], places: list[list[str]]) -> list[float]:
    """The same once its place in the container is known too."""
    table = weights()[1]
    bias = table["bias"]
    return [
        bias
        + sum([table[name] for name in names if name in table])
        + sum([table[name] for name in place if name in table])
        for names, place in zip(evidence, places, strict=True)
    ]


def container(tree: Tree, odds: list[float], sizes: list[int]) -> int:
    """The smallest node whose blocks together speak most for being the article."""
    sums = [0.0] * len(tree.elements)
    for node, odd, size in zip(tree.block_nodes, odds, sizes, strict=True):
        sums[node] += max(-3.0, min(odd, 3.0)) * max(size, 20)
    for node in range(len(sums) - 1, 0, -1):
        sums[tree.parents[node]] += sums[node]
    return max(range(len(sums)), key=lambda node: (sums[node], node))


def kept_blocks(tree: Tree, odds: list[float]) -> list[int]:
    """The blocks that are the article's text: the likely ones, and less likely ones amid them."""
    likely = [block for block, odd in enumerate(odds) if odd >= STAYS]
    kept = set(likely)
    for before, after in pairwise(likely):
        family = {_parent(tree, before), _parent(tree, after)}
        kept.update(
            block
            for block in range(before + 1, min(after, before + REACH))
            if odds[block] >= STAYS_BETWEEN and after - block <= REACH and _is_of(tree, block, family)
        )
    return sorted(kept)


def _parent(tree: Tree, block: int) -> int:
    return tree.parents[tree.block_nodes[block]]


def _is_of(tree: Tree, block: int, family: set[int]) -> bool:
    """Does a block have the same parent as its neighbours, or a grandparent that is one?"""
    parent = _parent(tree, block)
    return parent in family or (parent >= 0 and tree.parents[parent] in family)


def most_of(tree: Tree, odds: list[float]) -> list[int]:
    """Where no block is likely: the one that most speaks for, and what stands beside it."""
    expected = [len(text) * exp(min(odd, 0.0)) for text, odd in zip(tree.texts, odds, strict=True)]
    best = max(range(len(odds)), key=expected.__getitem__)
    parent = _parent(tree, best)
    return [
        block
        for block, odd in enumerate(odds)
        if block == best or (_parent(tree, block) == parent and odd > odds[best] - 1)
    ]
