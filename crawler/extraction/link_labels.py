"""Which blocks of a page stand under a label such as "Lire aussi", "Most read" or "In this series"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.link_words import (
    LISTING,
    MORE,
    RELATED,
    SERIES,
    TOPICS,
    is_from_site,
    is_generic,
    is_whole_label,
    kind_of_label,
    leads_to_list,
    may_be_label,
    names_topics,
)
from crawler.extraction.tree import Tree

__all__ = ["labelled"]

_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_UNRANKED = 2  # a label that is no heading ends at an h1 or h2
_LONGEST = 64
_LABEL_BLANKS = 3  # of a label; what has more is a phrase
_TAB = 40  # characters of a label that is a link, such as those of tabs
_MOST = 400  # labels of one page that are heard; each looks over all that it heads


def labelled(tree: Tree, running: Sequence[bool], sites: frozenset[str] = frozenset()) -> list[str | None]:
    """For each block the kind of the label that it stands under, or None.

    A label governs what follows it in the smallest element that holds more than the label (and what
    little stands before it there), up to the next heading of its rank, or to running text of the article.

    :param running: which blocks are of the article's text
    :param sites: the names of the site, folded: what there is more of from it belongs to no article
    """
    kinds: list[str | None] = [None] * len(tree.texts)
    first = running.index(True) if True in running else 0
    heard = reach = last = 0
    rank = 0  # of the last label that governs up to `reach`
    for block, (text, linked) in enumerate(zip(tree.texts, tree.linked, strict=True)):
        if not 1 < len(text) <= _LONGEST or (2 * linked > len(text) and _is_entry(tree, first, block)):
            continue
        if may_be_label(text) and (kind := _kind(tree, running, first, block)):
            if kinds[block] == RELATED and kind == LISTING and _is_beneath(tree, block, last):
                continue
            if block < reach and _RANKS.get(tree.tags[tree.block_nodes[block]], 9) <= rank:
                kinds[block:reach] = [None] * (reach - block)
            end = _first_stop(tree, running, first, block, _end(tree, block))
            if kind == RELATED:
                end = _continued(tree, running, block, end)
            last = block
            if kind == RELATED and is_from_site(text, sites):
                kind = LISTING
            said = TOPICS if kind == RELATED and names_topics(text) else kind
            kinds[block + 1 : end] = [said] * (end - block - 1)
            if end >= reach:
                reach, rank = end, _RANKS.get(tree.tags[tree.block_nodes[block]], _UNRANKED)
            heard += 1
            if heard == _MOST:
                break
    return kinds


def _is_entry(tree: Tree, first: int, block: int) -> bool:
    """Is a block that is a link no tab: an entry of the menu above the article, or a long one? Most blocks are."""
    is_tab = block >= first and len(tree.texts[block]) <= _TAB
    return not is_tab and tree.tags[tree.block_nodes[block]] not in _RANKS


def _kind(tree: Tree, running: Sequence[bool], first: int, block: int) -> str | None:
    """The kind of the label that a short block is, if it is one."""
    text, linked = tree.texts[block], tree.linked[block]
    is_heading = tree.tags[tree.block_nodes[block]] in _RANKS
    is_tab = not is_heading and 2 * linked > len(text)
    kind = kind_of_label(text)
    if running[block] and not is_heading and text[-1] not in ":…>»":
        leads = block + 1 < len(tree.texts) and 2 * tree.linked[block + 1] > len(tree.texts[block + 1])
        if kind not in (SERIES, RELATED) or not leads or (text.endswith(".") and not is_whole_label(text)):
            return None  # a sentence of the text
    if is_tab and (is_generic(text) or not (kind == RELATED or (kind == LISTING and is_whole_label(text)))):
        return None
    if is_heading and kind in (LISTING, MORE) and 2 * linked > len(text) and not is_whole_label(text):
        return None  # a teaser's headline: "Top 10 wines of the year"
    if kind == SERIES and block < first and not is_heading and ":" not in text:
        return None  # an entry of a menu
    return kind


def _is_beneath(tree: Tree, block: int, last: int) -> bool:
    """Is a label no heading, but among related teasers the section of the next ("Opinion"), or a subtitle of theirs?

    :param last: the label that they stand under
    """
    if tree.tags[tree.block_nodes[block]] in _RANKS:
        return False
    text = tree.texts[block]
    if " " not in text or 2 * tree.linked[block] > len(text):
        return is_whole_label(text)
    return block == last + 1 and text.count(" ") > _LABEL_BLANKS


def _end(tree: Tree, block: int) -> int:
    """Where the reach of a label ends: the first block after the element that it heads."""
    node = tree.block_nodes[block]
    nodes, ends, parents, count = tree.block_nodes, tree.ends, tree.parents, len(tree.texts)
    while node >= 0:
        after = block + 1
        if after >= count:
            return count
        if node <= nodes[after] < ends[node]:
            while after < count and node <= nodes[after] < ends[node]:
                after += 1
            if after > block + 2 or not _leads_to_list(tree, block + 1):
                return after
        if block >= 3 and node <= nodes[block - 3] < ends[node]:
            return block + 1  # the last of many: it heads nothing
        node = parents[node]
    return block + 1


def _leads_to_list(tree: Tree, block: int) -> bool:
    """Is a block the link beside a label to the whole of its list ("See all")?"""
    text = tree.texts[block]
    return tree.linked[block] == len(text) and len(text) <= _TAB and leads_to_list(text)


def _first_stop(tree: Tree, running: Sequence[bool], first: int, label: int, end: int) -> int:
    """The first block from the label to `end` that is a heading of the label's rank, or the article's text.

    :param first: the first block of the article's text
    """
    texts, linked = tree.texts, tree.linked
    is_in_flow = label < first or _has_text_before(tree, running, label, end)
    rank = _RANKS.get(tree.tags[tree.block_nodes[label]], _UNRANKED)
    for block in range(label + 1, end):
        if is_in_flow and running[block] and len(texts[block]) > 80 and 3 * linked[block] < len(texts[block]):
            return block
        if 2 * linked[block] > len(texts[block]):
            continue
        if _RANKS.get(tree.tags[tree.block_nodes[block]], 9) <= rank and block > label + 1:
            return block
    return end


def _has_text_before(tree: Tree, running: Sequence[bool], label: int, end: int) -> bool:
    """Does a label stand in the flow of the article: is text of it above the label in the element it heads?"""
    if end <= label + 1:
        return True
    node = tree.block_nodes[label]
    last = tree.block_nodes[end - 1]
    while not node <= last < tree.ends[node]:
        node = tree.parents[node]
    before = label - 1
    while before >= 0 and node <= tree.block_nodes[before] < tree.ends[node]:
        if running[before] and len(tree.texts[before]) > _LONGEST:
            return True
        before -= 1
    return False


def _continued(tree: Tree, running: Sequence[bool], label: int, end: int) -> int:
    """Where a group ends that goes on, without a label of its own, in the next element of the same kind."""
    texts, linked = tree.texts, tree.linked
    if end >= len(texts) or end == label + 1 or running[end]:
        return end
    node = tree.block_nodes[end - 1]
    while node > 0 and tree.ends[node] <= tree.block_nodes[end]:
        parent = tree.parents[node]
        if parent < 0 or tree.ends[parent] > tree.block_nodes[end]:
            break
        node = parent
    after = tree.ends[node]  # the next element, if it stands beside this one
    if (
        after > tree.block_nodes[end]
        or tree.parents[after] != tree.parents[node]
        or tree.tags[after] != tree.tags[node]
    ):
        return end
    if not node <= tree.block_nodes[label] < tree.ends[node]:
        return end
    stop, links = end, 0
    while stop < len(texts) and after <= tree.block_nodes[stop] < tree.ends[after]:
        text = texts[stop]
        is_linked = 2 * linked[stop] > len(text)
        if not is_linked and (tree.tags[tree.block_nodes[stop]] in _RANKS or kind_of_label(text)):
            return end
        links += is_linked and (text.count(" ") >= 3 or text[:1] >= "\u2e80")
        stop += 1
    return stop if links >= 2 and links * 4 >= stop - end else end
