"""Blocks of a page as plain text: paragraphs, lists, tables, code, one blank line between them."""

from __future__ import annotations

from crawler.extraction.tree import LINE, Tree, folded

__all__ = ["rendered"]


def rendered(tree: Tree, blocks: list[int]) -> str:
    """The text of some blocks of a page, in order, with a blank line between them."""
    return "\n\n".join(_block(tree, block) for block in blocks)


def _block(tree: Tree, block: int) -> str:
    pieces = tree.pieces[tree.block_starts[block] : tree.block_starts[block + 1]]
    if LINE not in pieces:
        return tree.texts[block]
    lines = (folded(line) for line in "".join(pieces).split(LINE))
    return "\n".join(line for line in lines if line)
