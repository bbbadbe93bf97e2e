"""One walk over a page: its elements and its blocks of text, as lists for arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import compress, pairwise

from lxml import etree

from crawler.extraction.tokens import roles_of

__all__ = ["LINE", "Anchor", "Tree", "folded", "shown", "walk"]

#: Elements deeper than this are read as text of the one at this depth (Python's stack has an end).
MAX_DEPTH = 250

#: The piece that a `<br>` gives.
LINE = "\u2028"

#: Never text of a page. A form's fields are not; the form itself may wrap a whole page (ASP.NET).
UNREAD = frozenset(
    "head script style noscript template svg math iframe object embed canvas audio video map"
    " select option textarea input datalist progress meter dialog title link meta img source".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s"
    " samp small span strike strong sub sup time tt u var wbr br picture amp-img".split()
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass(slots=True)
class Anchor:
    """An `<a href>`: its element, the node it stands in and the first block of its text."""

    element: etree._Element
    node: int
    block: int


@dataclass(slots=True)
class Tree:
    """A page as parallel lists, in document order.

    A *node* is an element that is a block or has a class or id; its descendants are the nodes from
    it to `ends[node]`. A *block* is a run of text that nothing interrupts but inline elements: a
    paragraph, a heading, a cell. A *piece* is a string of a block, all in one node.

    :ivar names: class and id of each node, as written; `hidden` is added where an attribute hides it
    :ivar roles: the bits of `tokens.roles_of` for each node, its own only
    :ivar block_nodes: for each block the node of its nearest block element
    :ivar block_starts: for each block the position of its first piece; one more at the end
    :ivar texts: for each block its text, white space folded
    :ivar linked: for each block how many characters of it are links
    """

    elements: list[etree._Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    piece_nodes: list[int] = field(default_factory=list)
    piece_blocks: list[int] = field(default_factory=list)
    piece_linked: list[bool] = field(default_factory=list)
    block_nodes: list[int] = field(default_factory=list)
    block_starts: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)


def walk(root: etree._Element) -> Tree:
    """The tree of a page. Elements that hold no text of the page are left out."""
    tree = Tree()
    _read(root, tree)
    tree.block_starts.append(len(tree.pieces))
    pieces, linked = tree.pieces, tree.piece_linked
    for start, end in pairwise(tree.block_starts):
        text = pieces[start] if end == start + 1 else "".join(pieces[start:end])
        tree.texts.append(folded(text))
        tree.linked.append(
            sum([len(piece.strip()) for piece in compress(pieces[start:end], linked[start:end])])
            if True in linked[start:end]
            else 0
        )
    return tree


def folded(text: str) -> str:
    r"""A text with its white space folded, without the hyphens and spaces that show only at a line's end.

    >>> folded(" Wirt\u00adschaft  und ")
    'Wirtschaft und'
    """
    if not text.isascii():
        text = text.translate(_UNSEEN)
    return " ".join(text.split())


def shown(element: etree._Element) -> str:
    """The text of an element, white space folded."""
    return folded("".join(map(str, element.itertext())))


def _read(root: etree._Element, tree: Tree) -> None:
    """Walk depth first. Half of an extraction's time went here: hence the closures over plain lists."""
    elements, add_element = tree.elements, tree.elements.append
    add_tag, add_names, add_roles = tree.tags.append, tree.names.append, tree.roles.append
    add_parent, add_end, ends = tree.parents.append, tree.ends.append, tree.ends
    block_nodes, pieces = tree.block_nodes, tree.pieces
    add_piece, add_piece_node = pieces.append, tree.piece_nodes.append
    add_piece_block, add_piece_linked = tree.piece_blocks.append, tree.piece_linked.append
    is_open = False  # is a block open, which the next text continues?
    broken = False  # was a line break the last thing in it?

    def text(string: str, node: int, holder: int, linked: bool) -> None:
        nonlocal is_open, broken
        if string.isspace():
            if not is_open:
                return
        else:
            broken = False
            if not is_open:
                is_open = True
                block_nodes.append(holder)
                tree.block_starts.append(len(pieces))
        add_piece(string)
        add_piece_node(node)
        add_piece_block(len(block_nodes) - 1)
        add_piece_linked(linked)

    def line_break(node: int, holder: int, linked: bool) -> None:
        """Two in a row end the block."""
        nonlocal is_open, broken
        if broken:
            is_open = broken = False
        elif is_open:
            text(LINE, node, holder, linked)
            broken = True

    def enter(element: etree._Element, tag: str, node: int, holder: int, linked: bool, depth: int) -> None:
        """Read an element: `node` is the node around it, `holder` the nearest that is a block."""
        nonlocal is_open
        parent = node
        inline = tag in INLINE
        names = _names(element)
        if not inline or names:
            node = len(elements)
            add_element(element)
            add_tag(tag)
            add_names(names)
            add_roles(roles_of(tag, names))
            add_parent(parent)
            add_end(node)
        if not inline:
            is_open = False
            holder = node
        elif tag == "a":
            if element.get("href"):
                linked = True
                tree.anchors.append(Anchor(element, node, len(block_nodes) - is_open))
        elif tag == "br":
            line_break(node, holder, linked)
        if depth < MAX_DEPTH:
            string = element.text
            if string:
                text(string, node, holder, linked)
            for child in element:
                child_tag = child.tag
                if child_tag not in UNREAD:
                    enter(child, child_tag, node, holder, linked, depth + 1)
                string = child.tail
                if string:
                    text(string, node, holder, linked)
        else:
            text(shown(element) or " ", node, holder, linked)
        if not inline:
            is_open = False
        if node != parent:
            ends[node] = len(elements)

    enter(root, root.tag, -1, -1, False, 0)


def _names(element: etree._Element) -> str:
    """The class and id of an element, as written; where it is hidden, a word that says so."""
    names = ""
    key: str
    value: str
    for key, value in element.items():  # type: ignore[assignment]
        if key == "class" or key == "id":
            names = f"{names} {value}" if names else value
        elif (
            (key == "style" and ("none" in value or "hidden" in value) and _UNSHOWN.search(value))
            or key == "hidden"
            or (key == "aria-hidden" and value == "true")
        ):
            names = f"{names} hidden" if names else "hidden"
    return names
