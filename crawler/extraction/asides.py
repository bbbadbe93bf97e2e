"""Lines amid an article's text that are not of it, by what they say.

"Lire aussi : ..." with its link, the words above a share bar, the time it takes to read, who took a picture:
wherever they stand, and however a page marks them, they are about the text and not in it.
"""

from __future__ import annotations

import re

from crawler.extraction.aside_words import (
    ends_in_credit,
    is_advertising,
    is_credit,
    is_invitation,
    is_of_page,
    is_reading_time,
    is_share,
    lists_tags,
    tells_reporter,
    tells_rights,
)
from crawler.extraction.bylines import is_byline, is_day
from crawler.extraction.link_titles import beside, without_label
from crawler.extraction.link_words import (
    LISTING,
    RELATED,
    announces,
    is_generic,
    is_whole_label,
    kind_of_label,
    kind_of_pager,
)
from crawler.extraction.tree import Tree, has_digit

__all__ = ["is_aside"]

LONGEST = 240  # characters of a line with a link to another article
LONGEST_LABEL = 48  # of what stands before its link
LONGEST_REST, LONGEST_ORIGIN = 12, 60  # and after; and where that article appeared, and when, after a comma
NEIGHBOURS = 24  # blocks around a day alone among which others make it a chronology's
LONGEST_NOTE = 400  # of one on whose rights the text is
LONGEST_LINE = 120  # of a line about the text
LONGEST_INVITATION = 200  # of one that calls on the reader to follow
LABEL_WORDS = 4  # of one over a list in one line
UNDER = 2  # blocks under a heading that tell what it heads
SIGNS = " \t:•·|–-"  # around a label
LIST = 12  # links to other articles under a label
LONGEST_TEASER = 120

#: Labels that are one only before a colon and a headline: "More: The flood of May".
_BARE = frozenset(
    "more read watch see mehr lesen plus lire voir más leer ver mais leia veja altro leggi guarda meer lees mer les".split()
)
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_ENTRIES = frozenset("li td th dt dd".split())
_OF_WORKS = _ENTRIES | {"blockquote"}
_LABEL = re.compile(r"[^\d:]{2,24}:\s")
_PAGER = re.compile(r"(?:[«‹←]|<{1,2}).*[|·•].*(?:[»›→]|>{1,2})")
_PARTED = re.compile(r"\s*[|·•–—]\s*")
_OPENERS = frozenset(("dt", "summary"))
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w|[\w-]+\.(?:fr|com|org|net|de|eu|info)\b", re.I)
#: What leads to more about a subject, often outside the site: a reader wants to know where.
_MORE = re.compile(
    r"\W*(?:pour )?en savoir plus|\W*(?:learn|find out) more|\W*mehr (?:infos|informationen|erfahren)|\W*(?:para )?saber más|"
    r"\W*más información|\W*saiba mais|\W*(?:per )?saperne di più|\W*further (?:reading|information)|\W*more information|"
    r"\W*weitere (?:infos|informationen|links)|\W*weiterführende|\W*plus d['’]infos|\W*meer informatie|\W*mer information|\W*więcej informacji",
    re.I,
)


def is_aside(tree: Tree, block: int, amid: bool = False) -> bool:
    """Is a block a line about the article, or to another one, whatever it stands in?

    :param amid: does it stand between paragraphs of the text: a day there is the text's own
    """
    text = tree.texts[block]
    if len(text) > LONGEST_NOTE or tree.tags[tree.block_nodes[block]] == "pre":
        return False
    if tells_rights(text):
        return True
    if len(text) > LONGEST:
        return False
    if ends_in_credit(text):
        return True
    if tree.linked[block]:
        if _leads_to_another(tree, block, text) or _is_under_label(tree, block) or _is_pager(tree, block):
            return True
        if len(text) <= LONGEST_INVITATION and is_invitation(text):
            return True
    elif len(text) <= LONGEST_LABEL and _announces_links(tree, block):
        return not _heads_text(tree, block)
    return len(text) <= LONGEST_LINE and _is_line_about(tree, block, text, amid)


def _is_line_about(tree: Tree, block: int, text: str, amid: bool) -> bool:
    """Does a short line speak of the article, or of what stands beside it?"""
    return (
        _is_button(tree, block)
        or is_reading_time(text)
        or is_share(text)
        or (is_credit(text) and tree.tags[tree.block_nodes[block]] not in _ENTRIES)
        or is_advertising(text)
        or is_of_page(text)
        or tells_reporter(text)
        or (is_byline(text, _around(tree, block)) and not (amid and _is_of_text(tree, block, text)))
    )


def _around(tree: Tree, block: int) -> list[str]:
    return tree.texts[max(0, block - NEIGHBOURS) : block + NEIGHBOURS]


def _is_of_text(tree: Tree, block: int, text: str) -> bool:
    """Is a line that may be a byline a day that the text tells of, or whose a book or a quotation in it is?"""
    return _is_day_of_text(tree, block, text) or (not has_digit(text) and _is_of_work(tree, block))


def _is_of_work(tree: Tree, block: int) -> bool:
    """Does a line stand in a list or a quotation, or under a heading in the text: "The Name of the Rose / by ..."?"""
    node = tree.block_nodes[block]
    inside = {tree.tags[node], tree.tags[tree.parents[node]]}
    over = tree.tags[tree.block_nodes[block - 1]] if block else ""
    return not inside.isdisjoint(_OF_WORKS) or over in _HEADINGS


def _is_day_of_text(tree: Tree, block: int, text: str) -> bool:
    """Is a line a day that the text tells of: a heading, an entry of a list or table, a day with its label?"""
    tag = tree.tags[tree.block_nodes[block]]
    return is_day(text) and (tag in _HEADINGS or tag in _ENTRIES or _LABEL.match(text) is not None)


def _heads_text(tree: Tree, block: int) -> bool:
    """Is a block a heading over text, a list of books for one, and not over links?"""
    if tree.tags[tree.block_nodes[block]] not in _HEADINGS:
        return False
    under = range(block + 1, min(block + 1 + UNDER, len(tree.texts)))
    return len(under) > 0 and not any(2 * tree.linked[other] > len(tree.texts[other]) for other in under)


def _is_button(tree: Tree, block: int) -> bool:
    """Is a block something to press, which opens no part of the text?"""
    button = tree.elements[tree.block_nodes[block]]
    if button.tag != "button" or button.get("aria-expanded") or button.get("aria-controls"):
        return False
    around = button.getparent()
    return around is None or around.tag not in _OPENERS


def _leads_to_another(tree: Tree, block: int, text: str) -> bool:
    """Is it a label such as "Lire aussi" and a link, or a link that says "Lire la suite"?"""
    before, rest = beside(tree, block)
    if len(before) > LONGEST_LABEL or _MORE.match(text):
        return False
    if _ADDRESS.search(text, len(before)):
        return False
    label = before.strip(SIGNS)
    is_label = 0 < len(label.split()) <= LABEL_WORDS and announces(before, text)
    if is_label and 2 * tree.linked[block] > len(text):
        return True  # a list in one line, with the days of its entries
    appeared = len(rest) > LONGEST_REST and _is_origin(text, rest)
    if len(rest) > LONGEST_REST and not appeared:
        return False
    if before:
        is_bare = before.endswith(":") and label.lower() in _BARE
        is_announced = kind_of_label(before) == RELATED if appeared else announces(before, text)
        return is_bare or is_announced or lists_tags(before)
    return without_label(text) != text or (" " in text and is_generic(text))


def _announces_links(tree: Tree, block: int) -> bool:
    """Is a line a label such as "Lire aussi" or, above a line that is nothing but a link, as "Les plus lus"?"""
    text = tree.texts[block]
    kind = kind_of_label(text)
    if kind == RELATED and is_whole_label(text):
        return True
    if kind == LISTING and not 2 <= len(text.split()) <= 3:
        return False  # "Highlights" heads an article's own list too
    return kind in (RELATED, LISTING) and block + 1 < len(tree.texts) and _is_link(tree, block + 1)


def _is_under_label(tree: Tree, block: int) -> bool:
    """Is a block a link, or one and the rest of a headline, in a list of such under a label?"""
    only_links = True
    for before in range(block, max(-1, block - LIST), -1):
        if not _is_link(tree, before):
            label = tree.texts[before]
            if _is_teaser(tree, before):
                only_links = False
                continue
            is_label = before < block and len(label) <= LONGEST_LABEL and not _MORE.match(label)
            return (
                is_label
                and _announces_links(tree, before)
                and (only_links or tree.tags[tree.block_nodes[before]] in _HEADINGS)
            )
    return False


def _is_teaser(tree: Tree, block: int) -> bool:
    """Does a block begin with a link, and say little more: "<a>Kicker</a> Headline"?"""
    return len(tree.texts[block]) <= LONGEST_TEASER and tree.linked[block] > 0 and not beside(tree, block)[0]


def _is_pager(tree: Tree, block: int) -> bool:
    """Is a block links between arrows that point apart, or called so: "« Older | All | Newer »", "Indietro | Avanti"?"""
    text = tree.texts[block]
    if 2 * tree.linked[block] <= len(text):
        return False
    parts = _PARTED.split(text) if len(text) <= LONGEST_LINE else []
    said = [kind_of_pager(part.partition(":")[0]) for part in parts]
    return bool(_PAGER.fullmatch(text)) or (
        len(said) > 1 and all(kind is not None and kind[1] for kind in said)
    )


def _is_link(tree: Tree, block: int) -> bool:
    """Is a block nothing but links?"""
    return 0 < tree.linked[block] >= len(tree.texts[block].strip(" .,;:•-"))


def _is_origin(text: str, rest: str) -> bool:
    """Is the end of a line where a linked article appeared: "« Title », Le Quotidien, June 2018"?"""
    if len(rest) > LONGEST_ORIGIN:
        return False
    return text[: max(text.rfind(rest), 0)].rstrip().endswith((",", "(", "|"))
