"""One walk over a page: its elements, its pieces of text, its links, as lists for arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from crawler.extraction.tokens import role

__all__ = ["Anchor", "Tree", "shown", "walk"]

#: Elements deeper than this are read as text of the one at this depth (Python's stack has an end).
MAX_DEPTH = 250

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
    """An `<a href>`: its element, the node and block it stands in, and how many characters it shows."""

    element: etree._Element
    node: int
    block: int


@dataclass(slots=True)
class Tree:
    """A page as parallel lists.

    A *node* is an element that is a block or has a class or id; its descendants are the nodes up to
    `ends[node]`. A *piece* is a string of text inside one node; pieces of one *block* (a paragraph,
    a heading, a cell) follow one another.
    """

    elements: list[etree._Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    roles: list[str | None] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    piece_nodes: list[int] = field(default_factory=list)
    piece_blocks: list[int] = field(default_factory=list)
    piece_linked: list[bool] = field(default_factory=list)
    block_nodes: list[int] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)


def walk(root: etree._Element) -> Tree:
    """The tree of a page, in document order. Elements that hold no text of the page are left out."""
    walker = _Walker(Tree())
    walker.enter(root, -1, -1, False, 0)
    return walker.tree


def shown(element: etree._Element) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


class _Walker:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open = False  # is a block open, which the next text continues?

    def enter(self, element: etree._Element, parent: int, holder: int, linked: bool, depth: int) -> None:
        tree, tag = self.tree, element.tag
        inline = tag in INLINE
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        node = parent
        if not inline or names != " ":
            node = len(tree.elements)
            tree.elements.append(element)
            tree.tags.append(tag)
            tree.roles.append(role(names) if names != " " else None)
            tree.parents.append(parent)
            tree.ends.append(node)
        if not inline:
            self.open = False
            holder = node
        elif tag == "a" and element.get("href"):
            linked = True
            tree.anchors.append(Anchor(element, node, len(tree.block_nodes) - (1 if self.open else 0)))
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

    def _text(self, text: str, node: int, holder: int, linked: bool) -> None:
        if text.isspace():
            if not self.open:
                return
        elif not self.open:
            self.open = True
            self.tree.block_nodes.append(holder)
        self._piece(text, node, linked)

    def _break(self, node: int, linked: bool) -> None:
        """A line break; two in a row end the block."""
        if not self.open:
            return
        if self.tree.pieces[-1] == "\n":
            self.open = False
        else:
            self._piece("\n", node, linked)

    def _piece(self, text: str, node: int, linked: bool) -> None:
        tree = self.tree
        tree.pieces.append(text)
        tree.piece_nodes.append(node)
        tree.piece_blocks.append(len(tree.block_nodes) - 1)
        tree.piece_linked.append(linked)
