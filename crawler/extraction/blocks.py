"""Which blocks of a page may be its article's text, and the figures of these.

Menus, footers and lists of links are half of most pages. They are told by their elements and by how
far they are from any running text, before anything is weighed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from crawler.extraction.mistaken_names import mistaken
from crawler.extraction.tokens import ROLES, TAG_ROLES, roles_of
from crawler.extraction.tree import Tree

__all__ = ["Blocks"]

#: Running text, by the kinds of blocks: paragraphs, and short lines in a row (a list, a ticker, a poem).
_RUNNING = re.compile("P+|S{3,}")
_NEAR = 4  # blocks from running text that are looked at too
_NO_TEXT = frozenset(("nav", "footer"))
#: What an element that holds an article may be by its names; whatever else they say is of the article's subjects.
_OF_WHOLE = ROLES["text"] | ROLES["article"] | sum(TAG_ROLES.values())
_FEW = 2  # paragraphs that a footer may have, even on a page without any other
_CLOSERS = " \u00a0\"'»”’)]*"
_SENTENCE_ENDS = frozenset(".!?…:;。！？」』")


class Blocks:
    """The figures of those of a page's blocks that may be text, of which all evidence is made.

    :ivar numbers: the blocks of the tree that are looked at, a third of most pages: see `_may_be_text`
    :ivar order: how many stand before each on the page, links amid links left out; `count`: how many in all
    :ivar nodes: for each of these, its node
    :ivar roles: for each node that one of these stands in its own roles, as bits
    :ivar texts: its text
    :ivar sizes: its characters; those of Chinese, Japanese and Korean count twice
    :ivar shares: how much of it is links, 0 to 1
    :ivar kinds: whether it is a paragraph (P), links (L) or short (S)
    :ivar around: its kind amid those of the three blocks before and after it
    :ivar title: the place of the page's title, once `evidence.first_title` has found it
    """

    def __init__(self, tree: Tree, every: bool = False, others: Sequence[range] = ()) -> None:
        """Look at a page's blocks.

        :param others: the nodes of other articles on the page, which are no text
        :param every: also at those that cannot be text; from these the weights are learned
        """
        self.tree = tree
        self.title: int | None = None
        sizes = tree.sizes
        shares = [
            linked / max(1, len(text)) if linked else 0.0
            for text, linked in zip(tree.texts, tree.linked, strict=True)
        ]
        kinds = "".join(map(_kind, tree.texts, sizes, shares))
        framed = f"^^^{kinds}$$$"
        solid = [number for number in range(len(kinds)) if framed[number + 2 : number + 5] != "LLL"]
        self.count = len(solid)
        may_be_text = _may_be_text(tree, kinds, others)
        self.order = [order for order, number in enumerate(solid) if every or may_be_text(number)]
        self.order = self.order or list(range(len(solid)))  # a page that is all footer
        self.numbers = [solid[order] for order in self.order]
        self.nodes = [tree.block_nodes[number] for number in self.numbers]
        self.roles = _roles_around(tree, self.nodes, _around_article(tree))
        self.texts = [tree.texts[number] for number in self.numbers]
        self.sizes = [sizes[number] for number in self.numbers]
        self.shares = [shares[number] for number in self.numbers]
        self.kinds = [kinds[number] for number in self.numbers]
        self.around = [framed[number : number + 7] for number in self.numbers]
        for node, roles in mistaken(self).items():
            self.roles[node] &= ~roles

    def is_sentence(self, place: int) -> bool:
        """Is a block, however short, a sentence without a link?"""
        return self.shares[place] == 0 and _ends_a_sentence(self.texts[place])

    def places_in(self, nodes: Iterable[int]) -> list[int]:
        """The places of the blocks that stand in any of some nodes, in order."""
        found: set[int] = set()
        for node in set(nodes):
            start, stop = (bisect_left(self._by_node, (end,)) for end in (node, self.tree.ends[node]))
            found.update(place for _, place in self._by_node[start:stop])
        return sorted(found)

    @cached_property
    def _by_node(self) -> list[tuple[int, int]]:
        """The blocks' nodes and their places, in the order of the nodes."""
        return sorted(zip(self.nodes, range(len(self.nodes)), strict=True))


def _roles_around(tree: Tree, nodes: Sequence[int], whole: set[int]) -> dict[int, int]:
    """The roles of some nodes and of all that they stand in: not of menus, whose many names tell nothing here.

    :param whole: nodes that hold an article as a whole: their names may be its subjects (`tag-cookies`)
    """
    roles: dict[int, int] = {}
    for node in nodes:
        while node >= 0 and node not in roles:
            found = roles_of(tree.tags[node], tree.names[node])
            roles[node] = found & _OF_WHOLE if node in whole else found
            node = tree.parents[node]
    return roles


def _around_article(tree: Tree) -> set[int]:
    """The nodes that hold a headline and running text."""
    around: set[int] = set()
    for node in [node for node, tag in enumerate(tree.tags) if tag == "h1"]:
        while (node := tree.parents[node]) > 0 and node not in around:
            around.add(node)
    return {node for node in around if tree.paragraphs.are_in(node, tree.ends[node])}


def _may_be_text(tree: Tree, kinds: str, others: Sequence[range]) -> Callable[[int], bool]:
    """Which blocks may be text: those near a paragraph or short lines in a row, and headlines.

    Not what stands in a menu or a footer, unless most paragraphs do: then it was never closed; nor another article.

    :param kinds: the kind of each block
    """
    near: set[int] = set()
    for lines in _RUNNING.finditer(kinds):
        near.update(range(lines.start() - _NEAR, lines.end() + _NEAR))
    paragraphs = sorted(node for node, kind in zip(tree.block_nodes, kinds, strict=True) if kind == "P")
    closed = list(others)
    for element in [tree.all_in(node) for node, tag in enumerate(tree.tags) if tag in _NO_TEXT]:
        inside = bisect_left(paragraphs, element.stop) - bisect_left(paragraphs, element.start)
        if inside <= max(_FEW, len(paragraphs) / 2):
            closed.append(element)
    outside = tree.marked(closed)

    def may_be_text(block: int) -> bool:
        node = tree.block_nodes[block]
        return (block in near or not near or tree.tags[node] == "h1") and not outside[node]

    return may_be_text


def _ends_a_sentence(text: str) -> bool:
    """Does a text end with a full stop or another sign that closes a sentence?

    >>> _ends_a_sentence("« Personne n'a été blessé. »"), _ends_a_sentence("2 mars 2024")
    (True, False)
    """
    return text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS


def _kind(text: str, size: int, share: float) -> str:
    if size >= 40 and ((size >= 80 and share < 0.4) or (share < 0.2 and _ends_a_sentence(text))):
        return "P"
    return "L" if share > 0.5 else "S"
