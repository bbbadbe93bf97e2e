"""What the article says: its running text, without what surrounds it.

Each block of the page is weighed by the evidence for it; the container of the article is the node
whose blocks weigh most together; then each block is weighed again with its place in that container.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import islice, pairwise
from math import exp
from typing import NamedTuple

from crawler.extraction.asides import is_aside
from crawler.extraction.blocks import Blocks
from crawler.extraction.code import numbers_lines
from crawler.extraction.entries import entries
from crawler.extraction.evidence import evidence_of, first_title
from crawler.extraction.evidence_within import evidence_within
from crawler.extraction.folding import LINE, folded
from crawler.extraction.footnotes import footnotes
from crawler.extraction.page import Page
from crawler.extraction.photo_stories import told_in_captions
from crawler.extraction.rendering import rendered
from crawler.extraction.stated import in_json_ld, in_state
from crawler.extraction.tokens import ROLES
from crawler.extraction.weights import Note, table

__all__ = ["Body", "all_or_none", "body", "container", "of_one_mind", "text_places", "weighed"]

#: A block stays from here on (log odds); between blocks that stay, from the lower one on.
STAYS, STAYS_BETWEEN = 0.0, -1.1
#: And from here on if it is a sentence beside one that stays, alike and in the same element.
SENTENCE_STAYS = -3.0
#: Characters of one cell from which a table is a page's layout, not data.
LAYOUT = 300
#: And how many blocks of one.
LINES = 4
#: How much of a list's entry is links where it leads elsewhere.
LINKED = 0.5
#: Characters from which a text is not said twice on purpose, as a refrain or a line of dialogue is.
REPEATABLE = 80
#: How many of the first blocks may be a lead that the text says again.
LEADS = 1
#: How many blocks away the next one that stays may be.
REACH = 8
OPENS, ALIKE = (
    3,
    3,
)  # lines before the first sure one that may belong to the text, and those that they are like
#: Characters of text below which nothing seems to have been found.
SHORT = 120
#: Characters of text below which the page's scripts are searched for it.
SCANT = 300
#: How many times longer a stated text must be than what is shown, to be taken for it.
MUCH_MORE = 1.8
#: Characters of shown text from which it is the article, whatever the page states.
ENOUGH = 1500
#: How many blocks under the title a lead may stand, and the characters that it has at least.
UNDER_TITLE, LEAST_LEAD = 3, 25
_NO_LEAD = ROLES["related"] | ROLES["caption"] | ROLES["author"] | ROLES["meta"]
#: Lines about the article that are looked for: a page with more is a list.
MANY_ASIDES = 500
#: Blocks of a text among which they are looked for.
OPENING = 1  # paragraphs between which and the next a date may stand: a lead
MANY_LINES = 4000

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class Body(NamedTuple):
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
    """The running text of a page: what it shows, or what it only states where that is much more."""
    seen = shown_body(page)
    size = len(seen.text)
    stated = in_json_ld(page)
    if stated is None and size < SCANT:
        stated = in_state(page)
    if stated is None or size > ENOUGH or len(stated.value) < MUCH_MORE * size:
        return seen
    return Body(stated.value, stated.source, seen.root, seen.blocks)


def shown_body(page: Page) -> Body:
    """The running text that a page shows."""
    blocks = Blocks(page.tree, others=page.other_articles)
    if not blocks.numbers:
        return Body("", "none", None, ())
    node, odds = weighed(page, blocks)
    places = text_places(blocks, page, odds)
    kept = [blocks.numbers[place] for place in places]
    return Body(rendered(page.tree, kept), "text", node, tuple(kept))


def text_places(blocks: Blocks, page: Page, odds: list[float]) -> list[int]:
    """The places of the blocks that are the article's text: the likely ones, without what surely is not.

    Where they hold next to nothing, the likeliest block and what stands beside it.
    """
    places = once(blocks, without_title(blocks, page, likely(blocks, odds)))
    places = without_lone_headings(blocks, without_asides(blocks, places))
    if captions := told_in_captions(blocks, page, places):
        places = sorted({*places, *captions})
    if notes := footnotes(blocks, page, places):
        places = sorted({*places, *notes})
    while len(places) > 1 and blocks.tree.tags[blocks.nodes[places[-1]]] in _HEADINGS:
        del places[-1]  # it headed what is not text
    found = sum([blocks.sizes[place] for place in places])
    return places if found >= SHORT else likeliest(blocks, odds, places)


def without_lone_headings(blocks: Blocks, places: list[int]) -> list[int]:
    """Places without those of headings that head only what is no text: of a box, all but its heading was left out."""
    tree, kept = blocks.tree, set(places)
    lone = set()
    for place in places:
        box = _parent(blocks, place)
        if tree.tags[blocks.nodes[place]] in _HEADINGS and box > 0:
            others = [
                other
                for other in range(place + 1, min(place + 1 + REACH, len(blocks.nodes)))
                if box <= blocks.nodes[other] < tree.ends[box]
            ]
            is_first = place == 0 or not box <= blocks.nodes[place - 1] < tree.ends[box]
            if is_first and 0 < len(others) < REACH and kept.isdisjoint(others):
                lone.add(place)
    return [place for place in places if place not in lone]


def without_asides(blocks: Blocks, places: list[int]) -> list[int]:
    """Places without those of lines about the article, as far as an article has such lines."""
    running = (place for place in places if blocks.kinds[place] == "P")
    begun = next(islice(running, OPENING, None), len(blocks.nodes))
    asides = (
        place
        for place in islice(places, MANY_LINES)
        if is_aside(blocks.tree, blocks.numbers[place], amid=begun < place < places[-1])
        or numbers_lines(blocks.tree, blocks.numbers[place])
    )
    left_out = set(islice(asides, MANY_ASIDES))
    return [place for place in places if place not in left_out]


def weighed(page: Page, blocks: Blocks) -> tuple[int, list[float]]:
    """The node that holds the article, and for each block the log odds that it is the article's text."""
    found = evidence_of(page, blocks)
    told = entries(page, blocks)
    node = container(blocks, all_or_none(told, first_odds(found)))
    odds = with_lead(page, blocks, second_odds(found, evidence_within(blocks, node)))
    return node, all_or_none(told, of_one_mind(blocks, node, odds))


def all_or_none(entries: list[list[int]], odds: list[float]) -> list[float]:
    """The same odds, but if one of a list's entries is likely text, all are.

    :param entries: for each list the places of its entries
    """
    together = list(odds)
    for places in entries:
        if any(odds[place] >= STAYS for place in places):
            for place in places:
                together[place] = max(together[place], STAYS)
    return together


def with_lead(page: Page, blocks: Blocks, odds: list[float]) -> list[float]:
    """The same odds, but what is called a lead right under the headline is text, however short."""
    first = first_title(blocks, page)
    if first < 0:
        return odds
    return [
        max(odd, STAYS) if 0 < place - first <= UNDER_TITLE and _is_lead(blocks, place) else odd
        for place, odd in enumerate(odds)
    ]


def _is_lead(blocks: Blocks, place: int) -> bool:
    node = blocks.nodes[place]
    roles = blocks.roles[node] | blocks.roles.get(blocks.tree.parents[node], 0)
    return (
        bool(roles & ROLES["lead"])
        and not roles & _NO_LEAD
        and blocks.sizes[place] >= LEAST_LEAD
        and blocks.shares[place] < LINKED
    )


def of_one_mind(blocks: Blocks, container: int, odds: list[float]) -> list[float]:
    """The same odds, with what belongs together judged together: cells of a table, entries of a list."""
    together = list(odds)
    for root, cells in _tables(blocks).items():
        places = [place for cell in cells.values() for place in cell]
        if len(places) > 3 and not _is_layout(blocks, cells):
            mean = _mean(blocks, odds, places)
            inside = container <= root < blocks.tree.ends[container]
            for place in places:
                together[place] = max(mean, STAYS) if inside and mean >= STAYS_BETWEEN else mean
    for places in _lists(blocks):
        if _mean(blocks, odds, places) >= STAYS:
            for place in places:
                if blocks.shares[place] < LINKED:
                    together[place] = max(together[place], STAYS)
    return together


def _mean(blocks: Blocks, odds: list[float], places: list[int]) -> float:
    """The mean odds of some blocks, each as often as it has characters."""
    weight = sum([blocks.sizes[place] for place in places]) or 1  # unseen characters alone have none
    return sum([odds[place] * blocks.sizes[place] for place in places]) / weight


def _lists(blocks: Blocks) -> list[list[int]]:
    """For each list the places of its entries."""
    lists: dict[int, list[int]] = {}
    tags, parents = blocks.tree.tags, blocks.tree.parents
    for place, node in enumerate(blocks.nodes):
        if tags[node] == "li":
            lists.setdefault(parents[node], []).append(place)
    return list(lists.values())


def _is_layout(blocks: Blocks, cells: dict[int, list[int]]) -> bool:
    """Do a table's cells hold a page and its margins rather than data: running text, or many lines in one?"""
    return any(
        len(places) > LINES or max([blocks.sizes[place] for place in places]) >= LAYOUT
        for places in cells.values()
    )


def _tables(blocks: Blocks) -> dict[int, dict[int, list[int]]]:
    """For the node of each table, for that of each of its cells the places of the blocks in it."""
    tables: dict[int, dict[int, list[int]]] = {}
    tags, parents = blocks.tree.tags, blocks.tree.parents
    if "table" in tags:
        for place, node in enumerate(blocks.nodes):
            cell = node
            while node >= 0 and tags[node] != "table":
                if tags[node] in ("td", "th"):
                    cell = node
                node = parents[node]
            if node >= 0:
                tables.setdefault(node, {}).setdefault(cell, []).append(place)
    return tables


def first_odds(evidence: Sequence[Sequence[Note]]) -> list[float]:
    """For each block the log odds that it is the article's text, from where it stands alone."""
    bias = table()["first"]["bias"]
    return [bias + sum([note.first for note in notes]) for notes in evidence]


def second_odds(evidence: Sequence[Sequence[Note]], places: list[tuple[Note, Note]]) -> list[float]:
    """The same once its place in the container is known too."""
    bias = table()["second"]["bias"]
    return [
        bias + place.second + names.second + sum([note.second for note in notes])
        for notes, (place, names) in zip(evidence, places, strict=True)
    ]


def container(blocks: Blocks, odds: list[float]) -> int:
    """The smallest node whose blocks together speak most for being the article."""
    sums = sums_of(blocks, odds)
    return len(sums) - 1 - sums[::-1].index(max(sums))  # of equal ones the last


def sums_of(blocks: Blocks, odds: list[float]) -> list[float]:
    """For each node the log odds of all blocks in it, each as often as it has characters."""
    parents = blocks.tree.parents
    sums = [0.0] * len(parents)
    for node, odd, size in zip(blocks.nodes, odds, blocks.sizes, strict=True):
        sums[node] += max(-3.0, min(odd, 3.0)) * max(size, 20)
    for node in sorted(blocks.roles, reverse=True)[:-1]:  # all that blocks stand in, but for the root
        sums[parents[node]] += sums[node]
    return sums


def likely(blocks: Blocks, odds: list[float]) -> list[int]:
    """The places of the blocks that are the article's text: the likely ones, and less likely ones amid them."""
    sure = [place for place, odd in enumerate(odds) if odd >= STAYS]
    kept = set(sure)
    for before, after in pairwise(sure):
        family = {_parent(blocks, before), _parent(blocks, after)}
        kept.update(
            place
            for place in range(before + 1, min(after, before + REACH))
            if odds[place] >= STAYS_BETWEEN and after - place <= REACH and _is_of(blocks, place, family)
        )
    kept.update(_like_them(blocks, odds, sure))
    kept.update(_sentences_beside(blocks, odds, kept))
    return sorted(place for place in kept if blocks.sizes[place])  # not one of unseen characters alone


def _sentences_beside(blocks: Blocks, odds: list[float], kept: Set[int]) -> set[int]:
    """The places of short sentences that stand before or after the text in the same element, and look like it."""
    found: set[int] = set()
    for step in (1, -1):
        for place in sorted(kept, reverse=step < 0):
            shape = _shape(blocks, place)
            while 0 <= (place := place + step) < len(odds) and place not in kept and place not in found:
                if (
                    not blocks.is_sentence(place)
                    or odds[place] < SENTENCE_STAYS
                    or _shape(blocks, place) != shape
                ):
                    break
                found.add(place)
    return found


def _like_them(blocks: Blocks, odds: list[float], sure: list[int]) -> list[int]:
    """The places right before the first sure one, where the text is of short lines alike: verses, notices."""
    if len(sure) < ALIKE or any(blocks.kinds[place] == "P" for place in sure[:ALIKE]):
        return []
    first = sure[0]
    shapes = {_shape(blocks, place) for place in sure[:ALIKE]}
    while first > max(0, sure[0] - OPENS) and odds[first - 1] >= STAYS_BETWEEN:
        if blocks.shares[first - 1] >= LINKED or shapes != {_shape(blocks, first - 1)}:
            break
        first -= 1
    return list(range(first, sure[0]))


def _shape(blocks: Blocks, place: int) -> tuple[int, str, str]:
    """What a block stands in, its element and the names of that."""
    node, tree = blocks.nodes[place], blocks.tree
    return tree.parents[node], tree.tags[node], tree.names[node]


def without_title(blocks: Blocks, page: Page, places: list[int]) -> list[int]:
    """Places without that of the page's title, where it heads the text."""
    first = first_title(blocks, page)
    opening = next((place for place in places if blocks.kinds[place] == "P" and place != first), -1)
    name = folded(page.title.value) if page.title else ""
    return [
        place
        for place in places
        if place > opening
        or (place != first and (len(blocks.texts[place]) > LINE or folded(blocks.texts[place]) != name))
    ]


def once(blocks: Blocks, places: list[int]) -> list[int]:
    """Places without what stood elsewhere before: a lead, or several paragraphs in a row.

    Some pages hold a text twice, for two layouts; a paragraph that alone is said again is said on purpose.
    """
    seen: dict[str, int] = {}
    again: list[bool] = []
    for number, place in enumerate(places):
        first = seen.setdefault(blocks.texts[place], number) if blocks.sizes[place] >= REPEATABLE else number
        again.append(_parent(blocks, places[first]) != _parent(blocks, place))
    around = [False, *again, False]
    return [
        place
        for number, place in enumerate(places)
        if not (again[number] and (around[number] or around[number + 2] or seen[blocks.texts[place]] < LEADS))
    ]


def _parent(blocks: Blocks, place: int) -> int:
    return blocks.tree.parents[blocks.nodes[place]]


def _is_of(blocks: Blocks, place: int, family: set[int]) -> bool:
    """Does a block have the same parent as its neighbours, or a grandparent that is one?"""
    parent = _parent(blocks, place)
    return parent in family or (parent >= 0 and blocks.tree.parents[parent] in family)


def likeliest(blocks: Blocks, odds: list[float], likely: Sequence[int]) -> list[int]:
    """Where hardly any block is likely: the one that most speaks for, and what stands beside it.

    :param likely: the places of those that are
    """
    expected = [size * exp(min(odd, 0.0)) for size, odd in zip(blocks.sizes, odds, strict=True)]
    best = max(range(len(odds)), key=expected.__getitem__)
    parent = _parent(blocks, best)
    beside = [place for place in range(len(odds)) if _parent(blocks, place) == parent and place != best]
    return sorted(
        [best]
        + [
            place
            for place in beside
            if place in likely or odds[place] > odds[best] - (2 if blocks.is_sentence(place) else 1)
        ]
    )
