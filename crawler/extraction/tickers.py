"""Entries of live reports: dated by the hour, built alike, and of the text all together or not at all."""

from __future__ import annotations

import re

from crawler.extraction.blocks import Blocks
from crawler.extraction.tokens import ROLES

__all__ = ["entries"]

#: Entries of a ticker, and the characters of their paragraphs, at least.
FEWEST, LEAST = 3, 200
#: How much of an entry's paragraph or heading may be links.
LINKED = 0.5

_CLOCK = re.compile(
    r"(?:à |um |at |alle |ore |kl\.? ?)?(?:[01]?\d|2[0-3]) ?[:.h] ?[0-5]\d ?(?:h|uhr|hs?\.?|[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?",
    re.I,
)
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_NONE = ROLES["comment"] | ROLES["related"] | ROLES["nav"] | ROLES["sidebar"]


def entries(blocks: Blocks) -> list[list[int]]:
    """For each ticker on a page the places of the headings and paragraphs of its entries.

    An entry is the largest element around an hour that holds no other hour; a ticker's stand side by side.
    """
    hours = [
        place
        for place, text in enumerate(blocks.texts)
        if len(text) <= 16 and blocks.shares[place] < LINKED and _CLOCK.fullmatch(text.strip())
    ]
    if len(hours) < FEWEST:
        return []
    tree = blocks.tree
    rows: dict[int, list[int]] = {}
    for at, place in enumerate(hours):
        others = [blocks.nodes[other] for other in hours[max(0, at - 1) : at + 2] if other != place]
        node = blocks.nodes[place]
        while (parent := tree.parents[node]) > 0 and not any(
            parent <= other < tree.ends[parent] for other in others
        ):
            node = parent
        rows.setdefault(tree.parents[node], []).append(node)
    tickers = []
    for nodes in rows.values():
        if len(nodes) >= FEWEST and (places := _told(blocks, nodes)):
            tickers.append(places)
    return tickers


def _told(blocks: Blocks, nodes: list[int]) -> list[int]:
    """The places of what some entries tell; none where they are comments, or tell of other pages."""
    tree = blocks.tree
    inside = bytearray(len(tree.tags))  # 1 for each node in an entry
    for entry in nodes:
        inside[entry : tree.ends[entry]] = b"\1" * (tree.ends[entry] - entry)
    told = [
        place
        for place, node in enumerate(blocks.nodes)
        if inside[node] and (blocks.kinds[place] == "P" or tree.tags[node] in _HEADINGS)
    ]
    around = tree.parents[nodes[0]]
    while around > 0:
        if blocks.roles.get(around, 0) & _NONE:
            return []
        around = tree.parents[around]
    if any(blocks.shares[place] >= LINKED for place in told):
        return []
    size = sum(blocks.sizes[place] for place in told if blocks.kinds[place] == "P")
    return told if size >= LEAST else []
