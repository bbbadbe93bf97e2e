"""What stands around the links of a page: its text, labels and telling classes, each looked up once."""

from __future__ import annotations

from crawler.extraction.body import Body
from crawler.extraction.link_labels import labelled
from crawler.extraction.link_places import OTHER, SOLD, place
from crawler.extraction.link_titles import beside
from crawler.extraction.link_words import RELATED, SERIES
from crawler.extraction.tokens import ROLES, roles_of
from crawler.extraction.tree import Anchor, Tree

__all__ = ["Surroundings", "weight"]

_LARGE = 20  # elements of a menu
_PROSE = 60  # characters of a paragraph
_MENUS = frozenset(("nav", "header", "footer"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_ARTICLES, _ASIDES = frozenset(("article", "main")), frozenset(("aside",))


class Surroundings:
    """The blocks of a page beside the article's own.

    :ivar running: for each block whether it is of the article's text
    :ivar labels: for each block the kind of the label that it stands under, or None
    :ivar first: the article's first block, and `last` its last; `end` its last that is not a line of links
    :ivar headline: the last h1 above the text, or 0
    :ivar root: the node that holds the article, or None
    :ivar in_menu: for each node whether it stands in a menu, or among comments
    :ivar holding: the nodes that have blocks of the article somewhere below them
    """

    def __init__(self, tree: Tree, body: Body, sites: frozenset[str] = frozenset()) -> None:
        self.tree, self.root = tree, body.root
        self.texts, self.linked = tree.texts, tree.linked
        self.running = [False] * len(tree.texts)
        for block in body.blocks:
            self.running[block] = True
        self.first = min(body.blocks, default=0)
        self.last = max(body.blocks, default=-1)
        self.end = self.last
        while self.end > self.first and self.is_linked(self.end):
            self.end -= 1
        above = (block for block in range(self.first, -1, -1) if tree.tags[tree.block_nodes[block]] == "h1")
        self.headline = next(above, 0) if tree.texts else 0
        self.paragraphs = sum(len(tree.texts[block]) > 80 for block in body.blocks)
        self.holding: set[int] = set()
        for block in body.blocks:
            node = tree.parents[tree.block_nodes[block]]
            while node >= 0 and node not in self.holding:
                self.holding.add(node)
                node = tree.parents[node]
        self.labels = labelled(tree, self.running, sites)
        self.in_menu = _menus(tree, body)
        self._beside: dict[int, tuple[str, str]] = {}
        self._places: list[str | bool | None] = [False] * len(tree.elements)
        node = -1 if body.root is None else body.root
        while node >= 0:  # a class of what holds the article speaks of the article
            self._places[node] = None
            node = tree.parents[node]

    def label(self, block: int) -> str | None:
        """The kind of the label over a block."""
        return self.labels[block] if block < len(self.labels) else None

    def beside(self, block: int) -> tuple[str, str]:
        """What a block says before its first link and beside its links: put together once, however many they are."""
        if block not in self._beside:
            self._beside[block] = beside(self.tree, block)
        return self._beside[block]

    def place(self, node: int) -> str | None:
        """The kind that the nearest telling class around a node names; of what is sold, the farthest."""
        places, parents, chain = self._places, self.tree.parents, []
        while node >= 0 and places[node] is False:
            chain.append(node)
            node = parents[node]
        known = places[node] if node >= 0 else None
        names, ends, most = self.tree.names, self.tree.ends, len(parents) / 2
        for node in reversed(chain):
            if (
                known != SOLD
                and names[node]
                and (own := place(names[node]))
                and ends[node] - node <= most  # else it is about the page
                and not (own == OTHER and known in (RELATED, SERIES))
            ):
                known = own
            places[node] = known
        return known if isinstance(known, str) else None

    def is_minor(self, anchor: Anchor) -> bool:
        """Does a link stand in a small element of shares, tags, an author or comments?"""
        node = anchor.node
        for _ in range(3):
            if node < 0 or self._places[node] is None:
                return False
            if place(self.tree.names[node]) == OTHER:
                return True
            node = self.tree.parents[node]
        return False

    def is_called_related(self, anchor: Anchor) -> bool:
        """Do both a label and a class call a link related: no menu then, were it in a `<nav class="similar-posts">`?"""
        return self.label(anchor.block) == RELATED == self.place(anchor.node)

    def is_in_related_aside(self, anchor: Anchor) -> bool:
        """Is a link called so in an `<aside>`, which a page may have above the headline and show beside the text?"""
        return self.is_called_related(anchor) and _is_inside(self.tree, anchor.node, _ASIDES)

    def is_heading(self, block: int) -> bool:
        """Is a block a heading?"""
        return block < len(self.texts) and self.tree.tags[self.tree.block_nodes[block]] in _HEADINGS

    def is_linked(self, block: int) -> bool:
        """Is most of a block links?"""
        return 2 * self.linked[block] > len(self.texts[block])

    def is_in_article(self, block: int) -> bool:
        """Does a block stand in the element that holds the article, after its first?"""
        if self.root is None or not self.first < block < len(self.texts):
            return False
        return self.root <= self.tree.block_nodes[block] < self.tree.ends[self.root]

    def is_prose(self, block: int) -> bool:
        """Is a block that the text leaves out a paragraph amid it all the same: long, and little of it linked?"""
        if not self.first < block < self.last or self.labels[block]:
            return False
        node, text = self.tree.block_nodes[block], self.texts[block]
        return (
            self.tree.tags[node] == "p"
            and len(text) >= _PROSE
            and 3 * self.linked[block] < 2 * len(text)
            and self.place(node) is None
        )

    def runs(self, block: int) -> bool:
        """Is a block of the article's text?"""
        return 0 <= block < len(self.running) and self.running[block]


def _menus(tree: Tree, body: Body) -> bytearray:
    """1 for each node in a menu: WordPress's entries, a large `<nav>`, or the page's own `<header>` or `<footer>`; or in comments.

    What holds the article is none (it was never closed), nor a header with the headline, nor an article's footer.
    """
    menus: list[range] = []
    article = tree.block_nodes[body.blocks[0]] if body.blocks else -1
    for node in [node for node, tag in enumerate(tree.tags) if tag in _MENUS]:
        tag, inside = tree.tags[node], tree.all_in(node)
        if len(inside) < _LARGE or article in inside:
            continue
        if tag == "header" and "h1" in tree.tags[inside.start : inside.stop]:
            continue
        if tag == "footer" and _is_inside(tree, node, _ARTICLES):
            continue
        menus.append(inside)
    together = "\n".join(tree.names)
    if "menu-item" in together or "omment" in together:
        for node, names in enumerate(tree.names):
            is_entry = "menu-item" in names and tree.tags[node] == "li"
            if is_entry or ("omment" in names and _is_of_comments(tree, node, article)):
                menus.append(tree.all_in(node))
    return tree.marked(menus)


def _is_of_comments(tree: Tree, node: int, article: int) -> bool:
    """Does a large element, which is not around the article's first block, hold what readers wrote?"""
    inside = tree.all_in(node)
    if len(inside) < _LARGE or article in inside:
        return False
    return bool(roles_of(tree.tags[node], tree.names[node]) & ROLES["comment"])


def _is_inside(tree: Tree, node: int, tags: frozenset[str]) -> bool:
    while node >= 0 and tree.tags[node] not in tags:
        node = tree.parents[node]
    return node >= 0


def weight(text: str) -> int:
    """How many words a text has; of scripts without spaces two characters count as one.

    >>> weight("Rosja jest groźna"), weight("東京女子医大")
    (3, 3)
    """
    words = len(text.split())
    return words if text.isascii() else max(words, sum(char >= "\u2e80" for char in text) // 2)
