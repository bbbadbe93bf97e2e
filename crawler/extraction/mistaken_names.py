"""Names that say comments, teasers or a newsletter where a part of the text itself is meant.

The answers of an interview (`reply`), a section of a paper (`discussion`), the second half of a text (`suite`), a
letter to the editor (`lettre`): told by what stands between and beside them, and by what does not stand in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extraction.tokens import ROLES, TAG_ROLES
from crawler.extraction.tree import Anchor, text_in

if TYPE_CHECKING:
    from crawler.extraction.blocks import Blocks

__all__ = ["mistaken"]

#: Sections of the text beside which one called comments is another; characters of a text, and of a letter.
SECTIONS, TEXT, LETTER = 2, 120, 400
#: How much of a paragraph may be links amid its words; a teaser ends with its link, or is one.
LINKED = 0.2

_COMMENT, _RELATED, _NEWSLETTER = ROLES["comment"], ROLES["related"], ROLES["newsletter"]
_NAMED = _COMMENT | _RELATED | _NEWSLETTER
#: What is surely no running text.
_ELSE = _NAMED | sum(
    ROLES[name] for name in "author meta tags ad nav footer sidebar share cookie paywall".split()
)
_ELSE |= sum(TAG_ROLES[f"<{tag}>"] for tag in ("aside", "footer", "nav", "form"))
_HEADINGS = frozenset(("h2", "h3", "h4"))
_FORM = ("form", "input", "button")

#: Sections by what they stand in, their tag and that of the heading they begin with.
Sections = Mapping[tuple[int, str, str], Sequence[int]]


def mistaken(blocks: Blocks) -> dict[int, int]:
    """For each node that is called comments, teasers or a newsletter and is text: these roles, which it has not."""
    named = {node: roles for node, roles in _outermost(blocks) if _paragraphs(blocks, node)}
    if not named:
        return {}
    comments = [node for node, roles in named.items() if roles & _COMMENT]
    found = dict.fromkeys(_of_text(blocks, comments), _COMMENT)
    anchors = sorted(blocks.tree.anchors, key=lambda anchor: anchor.node)
    others = [
        node
        for node, roles in named.items()
        if roles & (_RELATED | _NEWSLETTER) and _leads_nowhere(blocks, node, anchors)
    ]
    letters = _letters(blocks, others)
    for node in others:
        is_not = named[node] & (_RELATED | _NEWSLETTER if node in letters else _RELATED)
        found[node] = found.get(node, 0) | is_not
    return found


def _outermost(blocks: Blocks) -> Iterator[tuple[int, int]]:
    """The nodes with roles that may be mistaken, as far as they stand in none of the same."""
    inherited: dict[int, int] = {-1: 0}
    for node in sorted(blocks.roles):  # what a node stands in comes before it
        own, around = blocks.roles[node] & _NAMED, inherited[blocks.tree.parents[node]]
        inherited[node] = own | around
        if own & ~around:
            yield node, own & ~around


def _paragraphs(blocks: Blocks, node: int) -> list[int]:
    return [place for place in blocks.places_in([node]) if blocks.kinds[place] == "P"]


def _of_text(blocks: Blocks, comments: Sequence[int]) -> set[int]:
    """Those of some nodes called comments with others' words between them, or that are sections of the text."""
    tree, found = blocks.tree, set[int]()
    for alike in _by_look(blocks, comments):
        if _take_turns(blocks, alike):
            found.update(alike)
    sections = _sections(blocks, {tree.parents[node] for node in comments})
    for node in comments:
        beside = sections.get((tree.parents[node], tree.tags[node], _level(blocks, node)), ())
        if len(beside) >= SECTIONS and beside[0] < node:
            found.add(node)
    return found


def _by_look(blocks: Blocks, nodes: Sequence[int]) -> list[list[int]]:
    """Some nodes, those together that have the same tag and names."""
    looks: dict[tuple[str, str], list[int]] = {}
    for node in nodes:
        looks.setdefault((blocks.tree.tags[node], blocks.tree.names[node]), []).append(node)
    return list(looks.values())


def _take_turns(blocks: Blocks, alike: Sequence[int]) -> bool:
    """Do others speak between some elements of one look, as an interview's questions do?"""
    ends = [(places[0], places[-1]) for places in (blocks.places_in([node]) for node in alike)]
    turns = sum(
        any(_speaks(blocks, place) for place in range(last + 1, first))
        for (_, last), (first, _) in pairwise(ends)
    )
    return 0 < len(alike) - 1 <= 2 * turns


def _speaks(blocks: Blocks, place: int) -> bool:
    """Is a block a paragraph or a question, and not called anything else?"""
    if blocks.kinds[place] != "P" and not blocks.texts[place].endswith("?"):
        return False
    node = blocks.nodes[place]
    return not any(blocks.roles.get(at, 0) & _ELSE for at in (node, blocks.tree.parents[node]))


def _sections(blocks: Blocks, parents: set[int]) -> Sections:
    """The sections of text that stand in some nodes, in order."""
    tree = blocks.tree
    found: dict[tuple[int, str, str], list[int]] = {}
    for node in sorted(blocks.roles) if parents else ():
        parent = tree.parents[node]
        if parent in parents and not blocks.roles[node] & _ELSE and (level := _level(blocks, node)):
            found.setdefault((parent, tree.tags[node], level), []).append(node)
    return found


def _level(blocks: Blocks, node: int) -> str:
    """The tag of the heading over paragraphs that an element begins with, "" where it begins with none."""
    places = blocks.places_in([node])
    tag = blocks.tree.tags[blocks.nodes[places[0]]] if places else ""
    return tag if tag in _HEADINGS and any(blocks.kinds[place] == "P" for place in places) else ""


def _leads_nowhere(blocks: Blocks, node: int, anchors: Sequence[Anchor]) -> bool:
    """Does an element hold running text whose links, if any, stand amid its words?

    :param anchors: those of the page, in the order of their nodes
    """
    tree, places = blocks.tree, _paragraphs(blocks, node)
    if sum(blocks.sizes[place] for place in places) < TEXT:
        return False
    if any(blocks.texts[place].endswith(("…", "...")) for place in places):
        return False
    running = {blocks.numbers[place] for place in places if blocks.shares[place] < LINKED}
    start, stop = (
        bisect_left(anchors, end, key=lambda anchor: anchor.node) for end in (node, tree.ends[node])
    )
    return all(
        anchor.block in running
        and text_in(anchor.element).strip()
        and not _ends_in_link(blocks, anchor.block)
        for anchor in anchors[start:stop]
    )


def _ends_in_link(blocks: Blocks, block: int) -> bool:
    tree = blocks.tree
    pieces = range(tree.block_starts[block], tree.block_starts[block + 1])
    last = next((piece for piece in reversed(pieces) if tree.pieces[piece].strip(" \t\n.)»”")), None)
    return last is not None and tree.piece_linked[last]


def _letters(blocks: Blocks, nodes: Sequence[int]) -> set[int]:
    """Those of some nodes that, with others of their look, hold a letter's text, and nothing to subscribe with."""
    return {
        node
        for alike in _by_look(blocks, nodes)
        if sum(blocks.sizes[place] for node in alike for place in _paragraphs(blocks, node)) >= LETTER
        for node in alike
        if next(blocks.tree.elements[node].iter(*_FORM), None) is None
    }
