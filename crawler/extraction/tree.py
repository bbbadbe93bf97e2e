"""One walk over a page: its elements and its blocks of text, as lists for arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress, pairwise

from lxml import etree

from crawler.extraction.tokens import ROLES, roles_of

__all__ = ["LINE", "Anchor", "Tree", "shown", "walk"]

#: Elements deeper than this are read as text of the one at this depth (Python's stack has an end).
MAX_DEPTH = 250

#: The piece that a `<br>` gives.
LINE = "\u2028"

#: Never text of a page. A form's fields are not; the form itself may wrap a whole page (ASP.NET).
UNREAD = frozenset(
    "head script style noscript template svg math iframe object embed canvas audio video map button"
    " select option textarea input datalist progress meter dialog title link meta".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s"
    " samp small span strike strong sub sup time tt u var wbr br img picture amp-img".split()
)


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

    :ivar names: class and id of each node, as written
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
    walker = _Walker(Tree())
    walker.enter(root, -1, -1, False, 0)
    tree = walker.tree
    tree.block_starts.append(len(tree.pieces))
    for start, end in pairwise(tree.block_starts):
        tree.texts.append(" ".join("".join(tree.pieces[start:end]).split()))
        linked = tree.piece_linked[start:end]
        tree.linked.append(
            sum([len(piece.strip()) for piece in compress(tree.pieces[start:end], linked)])
            if any(linked)
            else 0
        )
    return tree


def shown(element: etree._Element) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


class _Walker:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open = False  # is a block open, which the next text continues?
        self.broken = False  # was a line break the last thing in it?

    def enter(self, element: etree._Element, parent: int, holder: int, linked: bool, depth: int) -> None:
        tree, tag = self.tree, element.tag
        inline = tag in INLINE
        names = f"{element.get('class', '')} {element.get('id', '')}"
        node = parent
        if not inline or names != " ":
            node = self._node(element, tag, names, parent)
        if not inline:
            self.open = False
            holder = node
        elif tag == "a":
            if element.get("href"):
                linked = True
                tree.anchors.append(Anchor(element, node, len(tree.block_nodes) - self.open))
        elif tag == "br":
            self._break(node, linked)
        if depth >= MAX_DEPTH:
            self._text(shown(element), node, holder, linked)
        else:
            if element.text:
                self._text(element.text, node, holder, linked)
            for child in element:
                if child.tag not in UNREAD:
                    self.enter(child, node, holder, linked, depth + 1)
                if child.tail:
                    self._text(child.tail, node, holder, linked)
        if not inline:
            self.open = False
        if node != parent:
            tree.ends[node] = len(tree.elements)

    def _node(self, element: etree._Element, tag: str, names: str, parent: int) -> int:
        tree = self.tree
        roles = roles_of(tag, names)
        if _is_hidden(element):
            roles |= ROLES["hidden"]
        node = len(tree.elements)
        tree.elements.append(element)
        tree.tags.append(tag)
        tree.names.append(names)
        tree.roles.append(roles)
        tree.parents.append(parent)
        tree.ends.append(node)
        return node

    def _text(self, text: str, node: int, holder: int, linked: bool) -> None:
        tree = self.tree
        blank = text.isspace()
        if not self.open:
            if blank:
                return
            self.open = True
            tree.block_nodes.append(holder)
            tree.block_starts.append(len(tree.pieces))
        if not blank:
            self.broken = False
        tree.pieces.append(text)
        tree.piece_nodes.append(node)
        tree.piece_blocks.append(len(tree.block_nodes) - 1)
        tree.piece_linked.append(linked)

    def _break(self, node: int, linked: bool) -> None:
        """A line break; two in a row end the block."""
        if not self.open:
            return
        if self.broken:
            self.open = False
        else:
            self._text(LINE, node, node, linked)
            self.broken = True


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    if style and "display" in style and "none" in style.partition("display")[2][:8]:
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"
