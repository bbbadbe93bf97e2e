"""What the article says: its running text, without what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction.page import Page
from crawler.extraction.tokens import CAPTION, CUT, TEXT
from crawler.extraction.tree import Tree

__all__ = ["Body", "body"]

_CUT_TAGS = frozenset("nav footer aside figcaption form".split())
_SENTENCE = re.compile(r"[.!?…:;»”\"。！？」]\s*$")


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
    blocks = _blocks(tree)
    sums = [0.0] * len(tree.elements)
    for block, value in enumerate(_values(tree, blocks)):
        sums[tree.block_nodes[block]] += value
    for node in range(len(sums) - 1, 0, -1):
        sums[tree.parents[node]] += sums[node]
    best = max(range(len(sums)), key=lambda node: (sums[node], node), default=None)
    if best is None:
        return Body("", "none", None, ())
    cut = _cut(tree)
    kept = [
        block
        for block, node in enumerate(tree.block_nodes)
        if best <= node < tree.ends[best] and not cut[node] and not _is_links(*blocks[block][1:])
    ]
    return Body("\n\n".join(blocks[block][0] for block in kept), "density", best, tuple(kept))


def _blocks(tree: Tree) -> list[tuple[str, int, int]]:
    """For each block its text, its characters, and how many of them are links."""
    texts: list[list[str]] = [[] for _ in tree.block_nodes]
    linked = [0] * len(texts)
    for piece, block, link in zip(tree.pieces, tree.piece_blocks, tree.piece_linked, strict=True):
        texts[block].append(piece)
        if link:
            linked[block] += len(piece)
    joined = [" ".join("".join(pieces).split()) for pieces in texts]
    return [(text, len(text), link) for text, link in zip(joined, linked, strict=True)]


def _is_links(length: int, linked: int) -> bool:
    return linked > 0.6 * length


def _values(tree: Tree, blocks: list[tuple[str, int, int]]) -> list[float]:
    cut = _cut(tree)
    values = []
    for (text, length, linked), node in zip(blocks, tree.block_nodes, strict=True):
        if cut[node]:
            values.append(-min(length, 50.0))
        elif linked > length / 2:
            values.append(-min(length, 100.0) / 2)
        elif length > 80 or _SENTENCE.search(text):
            values.append(float(length))
        else:
            values.append(-5.0)
    return values


def _cut(tree: Tree) -> list[bool]:
    """For each node, whether it or an ancestor is of a kind that is never an article's text."""
    cut: list[bool] = []
    for node, (tag, role, parent) in enumerate(zip(tree.tags, tree.roles, tree.parents, strict=True)):
        own = tag in _CUT_TAGS or role in (CUT, CAPTION)
        cut.append(node > 0 and (cut[parent] or own) and not (role == TEXT and not cut[parent]))
    return cut
