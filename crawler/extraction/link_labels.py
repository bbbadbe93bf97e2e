"""Which blocks of a page stand under a label such as "Lire aussi", "Most read" or "In this series"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.link_words import kind_of_label
from crawler.extraction.tree import Tree

__all__ = ["labelled"]

_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_UNRANKED = 2  # a label that is no heading ends at an h1 or h2
_LONGEST = 64


def labelled(
    tree: Tree, texts: Sequence[str], linked: Sequence[int], running: Sequence[bool]
) -> tuple[list[str | None], list[int]]:
    """For each block the kind of the label that it stands under (or None), and which block is that label (or -1).

    A label governs what follows it in the smallest element that holds more than the label (and what
    little stands before it there), up to the next heading of its rank, or to running text of the article.

    :param texts: the blocks' texts
    :param linked: how many characters of each are links
    :param running: which blocks are paragraphs of the article
    """
    count = len(texts)
    kinds: list[str | None] = [None] * count
    labels = [-1] * count
    for block, text in enumerate(texts):
        if not 1 < len(text) <= _LONGEST:
            continue
        tag = tree.tags[tree.block_nodes[block]]
        if 2 * linked[block] > len(text) and tag not in _RANKS:
            continue
        kind = kind_of_label(text)
        if kind is None or (running[block] and tag not in _RANKS and text[-1] not in ":…>»"):
            continue
        end = _end(tree, block, count)
        end = _first_stop(tree, texts, linked, running, block, end)
        kinds[block + 1 : end] = [kind] * (end - block - 1)
        labels[block + 1 : end] = [block] * (end - block - 1)
    return kinds, labels


def _end(tree: Tree, block: int, count: int) -> int:
    """Where the reach of a label ends: the first block after the element that it heads."""
    node = tree.block_nodes[block]
    nodes, ends, parents = tree.block_nodes, tree.ends, tree.parents
    while node >= 0:
        after = block + 1
        if after >= count:
            return count
        if node <= nodes[after] < ends[node]:
            while after < count and node <= nodes[after] < ends[node]:
                after += 1
            return after
        if block >= 3 and node <= nodes[block - 3] < ends[node]:
            return block + 1  # the last of many: it heads nothing
        node = parents[node]
    return block + 1


def _first_stop(
    tree: Tree, texts: Sequence[str], linked: Sequence[int], running: Sequence[bool], label: int, end: int
) -> int:
    """The first block from the label to `end` that is a heading of the label's rank, or the article's text."""
    rank = _RANKS.get(tree.tags[tree.block_nodes[label]], _UNRANKED)
    for block in range(label + 1, end):
        if running[block] and len(texts[block]) > 80 and 3 * linked[block] < len(texts[block]):
            return block
        if 2 * linked[block] > len(texts[block]):
            continue
        if _RANKS.get(tree.tags[tree.block_nodes[block]], 9) <= rank and block > label + 1:
            return block
    return end
