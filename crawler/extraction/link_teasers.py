"""Teasers right below the article that nothing names: cards cut with "Lire la suite", pictures with headlines.

What stands there without a label is tied to the article by its place alone. Where a heading or a label
begins another group, the teasers end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from crawler.extraction.link_surroundings import Surroundings, weight
from crawler.extraction.link_titles import card_title, shown_title
from crawler.extraction.link_words import RELATED, is_generic, kind_of_label
from crawler.extraction.tree import Anchor

__all__ = ["is_beside_headline", "teasers"]

_FARTHEST = 12  # blocks between the text and the first
_REACH = 60  # and from there to the last
_LONGEST_HEADING = 64
_FEWEST, _MOST = 2, 8  # cards that say nothing of why they are there
_HEADLINE = 4  # words
_CARD = 5  # links of one teaser, and elements around one of them
_MINOR = 2  # addresses of its section, its author or its comments


def teasers(around: Surroundings, lead: Callable[[int, Anchor], str | None]) -> frozenset[str]:
    """The URLs of unnamed teasers below the article.

    :param lead: the URL of another article that the link at a position may lead to, or None
    """
    anchors = around.tree.anchors
    urls: list[str | None] = [None] * len(anchors)
    for at in _positions(around):
        urls[at] = lead(at, anchors[at]) if around.place(anchors[at].node) is None else None
    known = sorted((anchors[at].node, url) for at, url in enumerate(urls) if url)
    if not known:
        return frozenset()
    end = _end(around, known)
    members: dict[str, list[int]] = {}
    for at, url in enumerate(urls):
        if url and anchors[at].block < end:
            members.setdefault(url, []).append(at)
    cut = {url for url in members if any(_reads_on(anchors[at]) for at in members[url])}
    cards = {url for url in members if _is_card(around, members[url], urls)}
    return frozenset(cut | cards if cut or _FEWEST <= len(cards) <= _MOST else ())


def is_beside_headline(around: Surroundings, at: int) -> bool:
    """Does the link at a position stand in a teaser whose headline, a heading, leads elsewhere?"""
    anchors, tree = around.tree.anchors, around.tree
    href, node = anchors[at].href, anchors[at].node
    if around.is_heading(anchors[at].block):
        return False
    nearest = anchors[max(0, at - _CARD) : at + _CARD + 1]
    for _ in range(_CARD):
        if node < 0:
            break
        inside = [anchor for anchor in nearest if node <= anchor.node < tree.ends[node]]
        headlines = {anchor.href for anchor in inside if around.is_heading(anchor.block)}
        if headlines or len(inside) > _CARD:
            others = {anchor.href for anchor in inside} - headlines
            return len(headlines) == 1 and len(others) <= _MINOR and href in others
        node = tree.parents[node]
    return False


def _positions(around: Surroundings) -> list[int]:
    """The links between the article and the first labelled group below it, menus left out."""
    if around.last < 0:
        return []
    below = range(around.last + 1, min(around.last + _REACH, len(around.texts)))
    end = next((block for block in below if around.label(block) is not None), below.stop)
    return [
        at
        for at, anchor in enumerate(around.tree.anchors)
        if around.last < anchor.block < end and not around.in_menu[anchor.node]
    ]


def _reads_on(anchor: Anchor) -> bool:
    """Does a link say "Lire la suite", in some language, and no more?"""
    text = shown_title(anchor.element)
    return " " in text and is_generic(text) and kind_of_label(text) == RELATED


def _is_card(around: Surroundings, members: list[int], urls: list[str | None]) -> bool:
    """Do the links to one page show a picture and a headline?"""
    anchors = around.tree.anchors
    if all(anchors[at].element.find(".//img") is None for at in members):
        return False
    title = max((shown_title(anchors[at].element) for at in members), key=len)
    title = title or card_title(around.tree, around.texts, anchors, members[0], urls)
    return weight(title) >= _HEADLINE


def _end(around: Surroundings, known: list[tuple[int, str]]) -> int:
    """The first block below the article that begins something else: a group with a label or a heading.

    :param known: the node and URL of each link that may be a teaser's, in order
    """
    has_begun = False
    below = range(around.last + 1, min(around.last + _REACH, len(around.texts)))
    for block in below:
        if around.label(block) is not None or (not has_begun and block > around.last + _FARTHEST):
            return block
        if around.is_linked(block):
            has_begun = True
        elif len(around.texts[block]) <= _LONGEST_HEADING and _heads_many(around, block, known):
            return block
    return below.stop


def _heads_many(around: Surroundings, block: int, known: list[tuple[int, str]]) -> bool:
    """Is a short line the first of an element with links to several articles?"""
    tree = around.tree
    node = tree.block_nodes[block]
    while node >= 0:
        if block and node <= tree.block_nodes[block - 1] < tree.ends[node]:
            return False
        start, stop = bisect_left(known, (node,)), bisect_left(known, (tree.ends[node],))
        if start < stop:
            return len({url for _, url in known[start:stop]}) > 1
        node = tree.parents[node]
    return False
