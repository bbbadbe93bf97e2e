"""Blocks of a page as plain text: paragraphs, lists, tables, code; a blank line between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from crawler.extraction.code import code_in
from crawler.extraction.tree import LINE, Tree, collapsed

__all__ = ["rendered"]

_CELLS = frozenset(["td", "th"])
#: Characters from which a cell is a paragraph of a page laid out in a table.
_LONG_CELL = 300
#: And blocks of it.
_LINES = 3
#: Elements from a line of code to what holds it all.
LEVELS = 6


def rendered(tree: Tree, blocks: list[int]) -> str:
    """The text of some blocks of a page, in order.

    A blank line stands between blocks, a line break between the items of a list and the rows of a
    table, a bar between its cells.
    """
    parts: list[str] = []
    row = around = -1  # the row or item of the block before, and the table or list around it
    pages = _pages(tree, blocks)
    codes = _codes(tree, blocks)
    for block in blocks:
        if (code := codes.get(block)) == "":
            continue
        text, own_row, own_around = _text(tree, block), *_frame(tree, block, pages)
        if code:
            text, own_row, own_around = code, -1, -1
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
    if _code_around(tree, block) >= 0:
        return "".join(pieces).replace(LINE, "\n").strip("\n").rstrip()
    if LINE not in pieces:
        return tree.texts[block]
    lines = (collapsed(line) for line in "".join(pieces).split(LINE))
    return "\n".join(line for line in lines if line)


def _codes(tree: Tree, blocks: list[int]) -> dict[int, str]:
    """For blocks in a `<pre>` of which most is kept: for its first one all its code, for the others ""."""
    kept: dict[int, list[int]] = {}
    for block in blocks if "pre" in tree.tags else ():
        if (node := _code_around(tree, block)) >= 0:
            kept.setdefault(node, []).append(block)
    codes: dict[int, str] = {}
    for node, of_code in kept.items():
        first, last = of_code[0], of_code[-1]
        while first > 0 and tree.block_nodes[first - 1] in tree.all_in(node):
            first -= 1
        while last + 1 < len(tree.texts) and tree.block_nodes[last + 1] in tree.all_in(node):
            last += 1
        if 2 * sum([tree.sizes[block] for block in of_code]) >= sum(tree.sizes[first : last + 1]):
            codes |= dict.fromkeys(of_code, "")
            codes[of_code[0]] = code_in(tree.elements[node])
    return codes


def _code_around(tree: Tree, block: int) -> int:
    """The node of the `<pre>` that a block stands in, -1 where it stands in none."""
    node = tree.block_nodes[block]
    for _ in range(LEVELS):
        if node < 0:
            break
        if tree.tags[node] == "pre":
            return node
        node = tree.parents[node]
    return -1
