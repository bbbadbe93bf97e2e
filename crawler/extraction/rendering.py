"""Blocks of a page as plain text: paragraphs, lists, tables, code; a blank line between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from crawler.extraction.tree import LINE, Tree, collapsed

__all__ = ["rendered"]

_CELLS = frozenset(["td", "th"])
#: Characters from which a cell is a paragraph of a page laid out in a table.
_LONG_CELL = 300
#: And blocks of it.
_LINES = 3


def rendered(tree: Tree, blocks: list[int]) -> str:
    """The text of some blocks of a page, in order.

    A blank line stands between blocks, a line break between the items of a list and the rows of a
    table, a bar between its cells.
    """
    parts: list[str] = []
    row = around = -1  # the row or item of the block before, and the table or list around it
    pages = _pages(tree, blocks)
    for block in blocks:
        text, own_row, own_around = _text(tree, block), *_frame(tree, block, pages)
        if own_row < 0:
            gap = "\n\n"
        elif tree.tags[own_row] == "tr":
            gap = " | " if own_row == row else "\n" if own_around == around else "\n\n"
        else:
            gap = "\n\n" if own_around != around or own_row == row else "\n"
            text = text if own_row == row else f"- {text}"
        parts += (gap, text) if parts else (text,)
        row, around = own_row, own_around
    return "".join(parts)


def _pages(tree: Tree, blocks: list[int]) -> Set[int]:
    """The cells that hold a page or a column of it, not a datum: those of many blocks."""
    if not _CELLS.intersection(tree.tags):
        return frozenset()
    counts: Counter[int] = Counter()
    for block in blocks:
        node = tree.block_nodes[block]
        while node >= 0:
            if tree.tags[node] in _CELLS:
                counts[node] += 1
            node = tree.parents[node]
    return {cell for cell, count in counts.items() if count >= _LINES}


def _frame(tree: Tree, block: int, pages: Set[int]) -> tuple[int, int]:
    """The row or list item a block is in, and the table or list; -1 and -1 where it is in none."""
    node = tree.block_nodes[block]
    if len(tree.texts[block]) > _LONG_CELL and tree.tags[node] != "li":
        return -1, -1
    for _ in range(3):  # the item, or a paragraph or division in it
        tag, parent = tree.tags[node], tree.parents[node]
        if parent < 0:
            break
        if tag == "li":
            return node, parent
        if tag in _CELLS and node in pages:
            break
        if tag in _CELLS and tree.tags[parent] == "tr":
            return parent, _table(tree, parent)
        node = parent
    return -1, -1


def _table(tree: Tree, row: int) -> int:
    """The table of a row, whose head, body or foot may stand between."""
    around = tree.parents[row]
    return tree.parents[around] if tree.tags[around] in ("thead", "tbody", "tfoot") else around


def _text(tree: Tree, block: int) -> str:
    """The text of one block; line breaks stay where the page shows them, in code and at `<br>`."""
    pieces = tree.pieces[tree.block_starts[block] : tree.block_starts[block + 1]]
    if _is_code(tree, tree.block_nodes[block]):
        return "".join(pieces).replace(LINE, "\n").strip("\n").rstrip()
    if LINE not in pieces:
        return tree.texts[block]
    lines = (collapsed(line) for line in "".join(pieces).split(LINE))
    return "\n".join(line for line in lines if line)


def _is_code(tree: Tree, node: int) -> bool:
    for _ in range(3):
        if node < 0:
            return False
        if tree.tags[node] == "pre":
            return True
        node = tree.parents[node]
    return False
