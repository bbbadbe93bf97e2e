"""Links to the article before and the article after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from crawler.extraction.link_places import PAGER, pager_direction
from crawler.extraction.link_surroundings import Surroundings
from crawler.extraction.link_titles import all_text
from crawler.extraction.link_words import NEXT, PREVIOUS, fold, is_of_pages, kind_of_pager, may_begin_pager
from crawler.extraction.tree import Anchor, text_in

__all__ = ["announced", "link_text", "pager", "paired", "stated_neighbours"]

_BACK, _ON = "←«‹<◀◄⟵", "→»›>▶►⟶"
_ARROWS = _BACK + _ON
_BESIDE = 2  # links, and blocks, from the one back to the one on: "« The flood | Home | The mayor »"
_LEVELS = 4
_LONGEST_WORDS = 40  # characters of a pager's words
_DIRECTIONS = frozenset(("prev", "previous", "next"))  # values of `rel`


def pager(around: Surroundings, anchor: Anchor, where: str | None) -> str | None:
    """PREVIOUS or NEXT for a link of a pager between articles.

    By `rel` (HTML Standard 4.6.7), by its title attribute, by its words or those before it ("Article
    suivant"; a lone "next" only where a class says pager or the same), or by the class of the element around it.

    :param where: the place of the link
    """
    attributes = anchor.attributes
    rel = attributes.get("rel")
    named = _DIRECTIONS.intersection(rel.lower().split()) if rel else ()
    if named and not is_of_pages(attributes.get("title") or link_text(anchor)):
        return NEXT if named == {"next"} else PREVIOUS
    if anchor.block < around.first and where != PAGER:
        return None
    if (name := attributes.get("title")) and (said := kind_of_pager(name)) and " " in fold(name):
        return said[0]
    if direction := announced(around, anchor):
        return direction
    if where != PAGER and not may_begin_pager(_beginning(around, anchor)):
        return None
    text = link_text(anchor)
    if len(text) < 200 and (said := kind_of_pager(text)):
        kind, is_all = said
        if where == PAGER or (_is_phrase(text) if is_all else text[0] in _ARROWS or text[-1] in _ARROWS):
            return kind
        if is_all and kind == _direction_around(around, anchor):
            return kind
    return _by_place(around, anchor) if where == PAGER and anchor.block >= around.first else None


def stated_neighbours(
    relations: Mapping[str, Sequence[str]], absolute: Callable[[str], str | None]
) -> dict[str, str]:
    """By URL, PREVIOUS and NEXT for what the page's head says comes before and after it (`<link rel=prev>`).

    :param relations: the addresses in the head by their relations
    """
    return {
        url: kind
        for relation, kind in (("prev", PREVIOUS), ("previous", PREVIOUS), ("next", NEXT))
        for href in relations.get(relation, ())
        if (url := absolute(href))
    }


def paired(anchors: Sequence[Anchor], texts: Sequence[str]) -> dict[int, str]:
    """PREVIOUS and NEXT for links side by side with arrows that part: "« The flood | The mayor »".

    :param texts: those of the page's blocks
    :returns: by their places
    """
    found: dict[int, str] = {}
    together = "\n".join(texts)
    arrows = [arrow for arrow in _BACK if arrow in together]
    if not arrows:
        return found
    with_arrows = {block for block, text in enumerate(texts) if any(map(text.__contains__, arrows))}
    for at, anchor in enumerate(anchors):
        if anchor.block not in with_arrows or not _points_back(anchor.element):
            continue
        for other in range(at + 1, min(at + 1 + _BESIDE, len(anchors))):
            if anchors[other].block - anchor.block <= _BESIDE and _points_on(anchors[other].element):
                found |= {at: PREVIOUS, other: NEXT}
                break
    return found


def _points_back(element: etree._Element) -> bool:
    """Does an arrow back begin a link, or stand before it? Quotation marks come in pairs."""
    said = text_in(element).strip()
    if said and said[0] in _BACK:
        return len(said) > 1 and not any(sign in said for sign in _ON)
    before = _just_before(element).strip()
    return before != "" and before[-1] in _BACK


def _points_on(element: etree._Element) -> bool:
    said = text_in(element).strip()
    if said and said[-1] in _ON:
        return len(said) > 1 and not any(sign in said for sign in _BACK)
    after = (element.tail or "").strip()
    return after != "" and after[0] in _ON


def _just_before(element: etree._Element) -> str:
    """The text between an element and what comes before it, or begins around it."""
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else None
    return text or ""


def announced(around: Surroundings, anchor: Anchor) -> str | None:
    """PREVIOUS or NEXT where a piece of text at a link's beginning, or just before it, says so beyond doubt.

    "Previous article" beside a title does, and "Next:" before one; a lone "Next" may begin a headline.
    """
    near = around.texts[max(0, anchor.block - 1) : anchor.block + 1]
    if not any(_may_begin(text[:_LONGEST_WORDS]) for text in near if text):
        return None
    element = anchor.element
    for find, ends in ((_inside, ""), (_before, ":")):
        text = find(element).strip()
        if not 2 < len(text) <= _LONGEST_WORDS or not may_begin_pager(text):
            continue
        said = kind_of_pager(text)
        if said and said[1] and (_is_phrase(text) or (ends and text.endswith(ends))):
            return said[0]
    return None


@lru_cache(maxsize=1024)  # links in a row are asked of the same blocks
def _may_begin(beginning: str) -> bool:
    """May a block, by the text it begins with, begin with a pager's words?"""
    return may_begin_pager(beginning)


def _is_phrase(text: str) -> bool:
    """Is a pager's text more than one word that may mean anything else?

    >>> _is_phrase("Article suivant"), _is_phrase("Suivant"), _is_phrase("Suivant →"), _is_phrase("次の記事")
    (True, False, True, True)
    """
    folded = fold(text)
    has_arrow = text[0] in _ARROWS or text[-1] in _ARROWS
    return has_arrow or " " in folded or (folded[:1] >= "\u2e80" and len(folded) >= 3)


def _inside(element: etree._Element) -> str:
    """The first text in an element."""
    return next((text for text in map(str, element.itertext()) if not text.isspace()), "")


def _before(element: etree._Element) -> str:
    """The text that stands directly before an element, in its line or the element before it."""
    for _ in range(_LEVELS):
        previous, parent = element.getprevious(), element.getparent()
        text = _just_before(element)
        if text and not text.isspace():
            return str(text)
        if previous is not None and isinstance(previous.tag, str):
            return "" if previous.tag == "a" else "".join(map(str, previous.itertext()))
        following = previous if previous is not None else parent
        if following is None:
            break
        element = following
    return ""


def _beginning(around: Surroundings, anchor: Anchor) -> str:
    """The text of a link, or of the block in it, as far as that is at hand."""
    text = anchor.element.text
    if text and not text.isspace():
        return text
    return around.texts[anchor.block] if anchor.block < len(around.texts) else ""


def _by_place(around: Surroundings, anchor: Anchor) -> str | None:
    """PREVIOUS or NEXT by the words just before a link of a pager, or the classes around it."""
    if (
        0 < anchor.block < len(around.texts)
        and (said := kind_of_pager(around.texts[anchor.block - 1]))
        and said[1]
    ):
        return said[0]
    return _direction_around(around, anchor, in_pager=True)


def _direction_around(around: Surroundings, anchor: Anchor, *, in_pager: bool = False) -> str | None:
    """PREVIOUS or NEXT where the class of the link, or of an element close around it, says so.

    :param in_pager: ask only elements that a pager's class is said of, up to the first without
    """
    node = anchor.node
    for _ in range(_LEVELS):
        if node < 0 or (in_pager and around.place(node) != PAGER):
            break
        if direction := pager_direction(around.tree.names[node]):
            return direction
        node = around.tree.parents[node]
    return None


def link_text(anchor: Anchor) -> str:
    """All that a link says, be it only to those who cannot see it."""
    text = " ".join(all_text(anchor.element, " ").split())
    return text or anchor.attributes.get("aria-label") or anchor.attributes.get("title") or ""
