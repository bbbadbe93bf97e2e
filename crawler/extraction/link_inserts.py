"""Links that interrupt the article's text: a line "Read also: ...", a card between two paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from crawler.extraction.link_surroundings import Surroundings, weight
from crawler.extraction.link_titles import block_range, shown_title, without_label
from crawler.extraction.link_words import LISTING, RELATED, announces, is_whole_label, kind_of_label
from crawler.extraction.tree import Anchor, text_in

__all__ = ["begins_with_label", "interrupts", "is_insert", "is_line"]

_LISTS = frozenset(("ul", "ol"))
_ENTRIES = _LISTS | frozenset("dl li td th table dt dd".split())
_NO_INSERT = frozenset("dl td th table dt dd figcaption nav footer".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PASSED = _HEADINGS | {"figcaption"}
_STEPS = 3
_NEAR = 12  # blocks after the last of the text
_BEFORE = re.compile(r"\W{0,3}([^:\]]{3,30})[:\]]")
# Of the site's own services.
_OFFER = re.compile(r"\bnewsletters?\b|-app\b|\bclick here to (?:get|download)\b", re.I)
_LONGEST_LINE = 400
_LONGEST_REST = 70
_LONGEST_WORD, _LONGEST_TITLE = 20, 40
_MOST_BLOCKS = 40  # of a row of cards, or of a list
_FEWEST_WORDS = 5  # of a line that says nothing of why it is there, or of one of its list
_FEWEST_OF_ENTRY = 3  # of the others


def begins_with_label(around: Surroundings, anchor: Anchor) -> bool:
    """Does a line outside of the text, or the link in it, begin with "Read also"?"""
    block, tree = anchor.block, around.tree
    text = around.texts[block]
    if len(text) > 300:
        return False
    if _labels_itself(anchor):
        return True
    start = tree.block_starts[block]
    if not tree.piece_linked[start] and announces(tree.pieces[start].strip(), text):
        return True
    if ":" in text and without_label(text) != text:
        return True
    return around.linked[block] < len(text) and announces(around.beside(block)[0], text)


def _labels_itself(anchor: Anchor) -> bool:
    """Is the first line of a link a label ("Read more") and the rest a headline?"""
    if not len(anchor.element):
        return False
    texts = (text for text in map(str.strip, map(str, anchor.element.itertext())) if text)
    said = list(islice(texts, 2))
    return len(said) > 1 and kind_of_label(said[0]) == RELATED and is_whole_label(said[0])


def is_insert(around: Surroundings, anchor: Anchor) -> bool:
    """Is a link of the running text an insert: does it, or the short line it is, begin with a label?"""
    block = anchor.block
    text = shown_title(anchor.element)
    if without_label(text) != text or _labels_itself(anchor):
        return True
    if len(around.texts[block]) - around.linked[block] > 2 * _LONGEST_REST:
        return False
    before, rest = around.beside(block)
    if len(before) + len(rest) > _LONGEST_REST:
        return False
    if before and announces(before, around.texts[block]):
        return True
    if around.labels[block] == RELATED and len(before) + len(rest) < len(text):
        return True
    is_entry = around.tree.tags[around.tree.block_nodes[block]] in _ENTRIES
    return before.endswith(":") and not rest and not is_entry and weight(text) >= 3


def is_line(around: Surroundings, anchor: Anchor) -> bool:
    """Is a link of the running text all that a paragraph, or an entry of a list of headlines, says?"""
    block = anchor.block
    is_entry = around.tree.tags[around.tree.block_nodes[block]] in _ENTRIES
    said = len(around.texts[block]) if not is_entry else around.linked[block]
    return len(shown_title(anchor.element)) >= said - 2 and interrupts(around, anchor)


def interrupts(around: Surroundings, anchor: Anchor) -> bool:
    """Is a link a line, a card, or an entry of a list, of its own between two paragraphs of the article, or after its last?

    That is the largest element around the link that holds nothing of the text, and little that is not
    a link. Of a list, all entries are headlines, and no paragraph before it announces it; of a row of
    cards, one at least shows a headline.
    """
    texts, tree = around.texts, around.tree
    node = _around(around, anchor)
    if node is None:
        return False
    blocks = block_range(tree, node, anchor.block)
    if not 0 < len(blocks) <= _MOST_BLOCKS or not _is_beside_text(around, blocks):
        return False
    length = sum(len(texts[block]) for block in blocks)
    linked = sum(around.linked[block] for block in blocks)
    if length > _LONGEST_LINE * len(blocks):
        return False
    if 3 * linked < 2 * length and not _is_in_heading(around, anchor):
        return False
    if _says_listing(texts[anchor.block]) or _OFFER.search(shown_title(anchor.element)):
        return False
    if blocks.start > around.end and _is_titled(around, blocks):
        return False
    is_list = tree.tags[node] in _LISTS and not any(map(around.is_heading, blocks))
    if is_list and texts[blocks.start - 1].endswith(":"):
        return False
    titles = _entries(around, blocks) if is_list else _cards(around, blocks, anchor)
    return length <= _LONGEST_LINE * len(titles) and max(map(weight, titles), default=0) >= _FEWEST_WORDS


def _around(around: Surroundings, anchor: Anchor) -> int | None:
    """The largest element around a link, in the article, that holds nothing of its text; of an entry, its list."""
    tree, root = around.tree, around.root
    if root is None or not around.first < anchor.block <= around.last + _NEAR:
        return None
    node = max(tree.block_nodes[anchor.block], anchor.node)
    while node > root and tree.parents[node] not in around.holding:
        if tree.tags[node] in _NO_INSERT:
            return None
        node = tree.parents[node]
    if tree.tags[node] == "li":  # its list is of the text
        node = tree.parents[node]
    return None if node <= root or tree.tags[node] in _NO_INSERT else node


def _is_titled(around: Surroundings, blocks: range) -> bool:
    """Do blocks begin with a heading over several links, which says nothing of the article: "News from Dover"?"""
    is_headed = around.is_heading(blocks.start) and not around.is_linked(blocks.start)
    return is_headed and sum(map(around.is_linked, blocks)) > 1


def _is_in_heading(around: Surroundings, anchor: Anchor) -> bool:
    """Is a link the headline of a card, which may say more: when it appeared, how it begins?"""
    return bool(text_in(anchor.element).strip()) and around.is_heading(anchor.block)


def _entries(around: Surroundings, blocks: range) -> list[str]:
    """The entries of a list, but for its title; none, if one of them is no headline."""
    entries = [block for block in blocks if not _is_title(around, blocks, block)]
    titles = [around.texts[block] for block in entries if around.is_linked(block)]
    is_all = len(titles) == len(entries) and all(weight(title) >= _FEWEST_OF_ENTRY for title in titles)
    return titles if is_all else []


def _cards(around: Surroundings, blocks: range, anchor: Anchor) -> list[str]:
    """The headlines of the cards of a row amid the text; after it, of the one card."""
    anchors, row = around.tree.anchors, [anchor]
    is_amid = blocks.stop <= around.end
    if is_amid:
        start, stop = (
            bisect_left(anchors, end, key=lambda other: other.block) for end in (blocks.start, blocks.stop)
        )
        row += anchors[start : min(stop, start + _MOST_BLOCKS)]
    titles = {shown_title(other.element) for other in row}
    if is_amid and len(anchor.element):
        titles.add(" ".join(text_in(anchor.element).split()))
    return [title for title in titles if weight(title) >= _FEWEST_OF_ENTRY]


def _says_listing(text: str) -> bool:
    """Does a line begin with what is of the site: "[Most read] ...", "Newest: ..."?"""
    label = _BEFORE.match(text)
    return label is not None and kind_of_label(label[1]) == LISTING


def _is_beside_text(around: Surroundings, blocks: range) -> bool:
    """Do blocks stand between two of the article's text, or right after its last?"""
    if blocks.stop <= around.end:
        return _runs(around, blocks.start - 1, -1) and _runs(around, blocks.stop, 1)
    tree = around.tree
    return all(
        around.label(block) is None
        and (around.is_linked(block) or tree.tags[tree.block_nodes[block]] not in _HEADINGS)
        and tree.parents[tree.block_nodes[block]] in around.holding
        for block in range(around.end + 1, blocks.start)
    )


def _is_title(around: Surroundings, blocks: range, block: int) -> bool:
    """Is the first entry of a list what stands over the others ("More on the harbour")?"""
    is_short = len(around.texts[block]) <= _LONGEST_TITLE
    return block == blocks.start and is_short and not around.linked[block]


def _runs(around: Surroundings, block: int, step: int) -> bool:
    """Is a block of the article's text, or the next one, past a word ("Advertisement"), a caption or two headings?"""
    tree = around.tree
    for other in range(block, block + _STEPS * step, step):
        if around.runs(other):
            return True
        if not 0 <= other < len(around.texts) or around.is_linked(other):
            return False
        if len(around.texts[other]) > _LONGEST_WORD and tree.tags[tree.block_nodes[other]] not in _PASSED:
            return False
    return False
