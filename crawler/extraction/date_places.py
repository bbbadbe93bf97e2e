"""Dates that a reader sees on the page: bylines, time elements, datelines, and which one is the article's.

Every short text with a date is a candidate. What stands in its favour is where it is (just under or
above the headline), what it says ("Publié le"), what its element is called; what stands against it is
to be in a list of teasers, a comment, a footer, an event or a copyright line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from crawler.extraction.beside import is_in_teaser, other_sections
from crawler.extraction.date_labels import of_change, of_publication
from crawler.extraction.date_words import HINT, mentions, stated
from crawler.extraction.tree import has_digit

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = [
    "DATED_NAME",
    "Sighting",
    "is_of_something_else",
    "sightings",
    "writes_month_first",
]

BESIDE = 8  # blocks from the headline to a byline that may look like those of a list
MANY = 500  # dates on one page that are weighed
DATELINE = 32  # characters that a date alone may have
PIECE = 12  # characters of a day, a month or a year
LONG = 160  # characters from which a text is a paragraph, not a byline

_LABEL_AFTER = re.compile(
    r"[^.]{0,30}\b(?:geschrieben|gepostet|ver[öo]ffentlicht|publi[ée]|posted|published|written|publicado|pubblicato|eingestellt|erstellt)\b",
    re.I,
)
_CAPTION = re.compile(
    r"(?:abbildung|abb\.|bild|foto|fotograf[ií]a|photo|image|illustration|figure|fig\.|figura|immagine|imagem|写真|图)\s?\d*\s?[:：(]",
    re.I,
)
_ARTICLE = (
    r"(?:\s*(?:le|la|the|on|den|dem|der|el|il|lo|dia))?[^.\d\w]{0,12}$"  # between such a word and its date
)
_NOT_PUBLISHED = re.compile(
    r"(?:©|\(c\)|(?<!\w)(?:copyright|tous droits|all rights|born|n[ée]e? le|geboren|nacid[oa]|nat[oa] il|"
    r"join(?:ed|ing)?|inscrit|membre depuis|member since|registered|expires?|valable|g[üu]ltig|deadline|until|jusqu|bis zum|"
    r"retrieved|accessed|consult[ée]|abgerufen|visited|depuis|since|seit|desde|events? on))"
    + _ARTICLE
    # What is said to come is another thing's: "will be released on", "wird am", "sera publié le".
    + r"|(?<!\w)(?:(?:will|would|to|should|shall) be|ser(?:a|ont|ait|á|án|ão|à|anno)|va|vont|wird|werden|soll|verrà|wordt|zal)\b[^.\d]{0,32}$",
    re.I,
)
# These bound a span of time, unless a label comes before: "the edition of", "published from".
_OF_SPAN = re.compile(r"(?<!\w)(?:from|to|au|bis|al|du|dal|ab|from the)[^.\d\w]{0,12}$", re.I)
#: What elements with dates are called, in small letters.
DATED_NAME = re.compile(
    r"publish|publi[eé]|posted|post-?date|postdate|pub-?date|entry-?date|article-?date|created|date|datum|fecha|\btime|timestamp|byline|dateline|meta|info|author|submitted"
)
_FOREIGN_SIGN = re.compile(r"[\d年]")


class Sighting(NamedTuple):
    """A date seen on the page.

    :param worth: how much speaks for its being the article's; below 0 it is something else's
    :param change: is it said to be the date of a change?
    """

    iso: str
    worth: float
    change: bool
    source: str


def sightings(page: Page) -> list[Sighting]:
    """Every date that a reader sees in a byline's length of text, the most trusted first."""
    month_first = page.month_first
    layout, tree = page.layout, page.tree
    stamped = _stamped_blocks(page)
    others = other_sections(page)
    spots: list[tuple[Sighting, int, str]] = []
    for block, text in enumerate(layout.texts):
        stamps = stamped.get(block, [])
        if not stamps and not (_may_be_dated(text) and HINT.search(text, 0, LONG)):
            continue
        text = layout.spaced(block)
        label = layout.texts[block - 1] if block else ""
        found = list(_in_text(text, label if len(label) < 40 else "", stamps, month_first))
        if not found:
            continue
        if len(spots) > MANY:
            break
        place = layout.trust(block, DATED_NAME)
        if place > 0 and _is_dateline(block, text, layout.headline):
            place += 1.5
        if is_in_teaser(page, block) or block in others or _is_caption(page, block, text):
            place -= 12
        element = tree.elements[tree.block_nodes[block]]
        shape = f"{element.tag} {element.get('class')}"
        spots += [(_moved(sighting, place), block, shape) for sighting in found]
    spots += islice(_in_pieces(page, month_first, others), MANY)
    return _without_lists(spots, layout.headline)


def _may_be_dated(text: str) -> bool:
    """May a text have a date? Cheap, and wrong only in saying yes: most have no digit."""
    return has_digit(text) or (not text.isascii() and _FOREIGN_SIGN.search(text, 0, LONG) is not None)


_DAY_OR_YEAR = re.compile(r"(?:3[01]|[12]?\d|0\d)\.?|(?:19|20)\d\d")


def _in_pieces(page: Page, month_first: bool, others: set[int]) -> Iterator[tuple[Sighting, int, str]]:
    """A date that stands as a leaf of a calendar does: day, month and year in elements of their own."""
    layout, tree = page.layout, page.tree
    for block, text in enumerate(layout.texts[:-1]):
        if len(text) > PIECE or len(layout.texts[block + 1]) > PIECE:
            continue
        if not (_DAY_OR_YEAR.fullmatch(text) or text.isalpha()):
            continue
        pieces = [piece for piece in layout.texts[block : block + 3] if len(piece) <= PIECE]
        if not any(map(str.isdigit, "".join(pieces))) and "月" not in "".join(pieces):
            continue  # entries of a menu, most often
        for count in range(len(pieces), 1, -1):
            joined = " ".join(pieces[:count])
            found = next(mentions(joined, month_first=month_first), None)
            if found and found.end - found.start == len(joined):
                elsewhere = block in others or is_in_teaser(page, block)
                worth = 2.0 + layout.trust(block, DATED_NAME) - (12 if elsewhere else 0)
                element = tree.elements[tree.block_nodes[block]]
                yield (
                    Sighting(found.iso, worth, False, "text"),
                    block,
                    f"{element.tag} {element.get('class')}",
                )
                break


def _is_caption(page: Page, block: int, text: str) -> bool:
    """Does a text say what a picture shows, and when it was taken?"""
    return bool(_CAPTION.match(text)) or any(
        tag in ("figure", "figcaption") for tag, _ in page.layout.chain(block)
    )


def _is_dateline(block: int, text: str, headline: int) -> bool:
    """Is it all that the line right under the headline says?"""
    return 0 <= headline == block - 1 and len(text) < DATELINE


def _in_text(text: str, label: str, stamps: list[str], month_first: bool) -> Iterator[Sighting]:
    """The dates of one short text, with what its words say for and against each."""
    read = text if len(text) <= LONG else text[:LONG]
    found = list(mentions(read, month_first=month_first))
    for mention in found:
        before = f"{label} {read[: mention.start]}" if mention.start < 12 else read[: mention.start]
        if is_of_something_else(before):
            continue
        exact = next((stamp for stamp in stamps if stamp[:10] == mention.iso[:10]), None)
        worth = _worth_of_words(before, read[mention.end :], len(text))
        change = of_change(before[-48:])
        yield Sighting(exact or mention.iso, worth + (2 if exact else 0), change, "time" if exact else "text")
    days = {mention.iso[:10] for mention in found}
    for stamp in stamps:
        if stamp[:10] not in days and not found:
            yield Sighting(stamp, 3, of_change(text[:48]), "time")


def is_of_something_else(before: str) -> bool:
    """Do the words before a date say that it is a birth's, a deadline's, yet to come, the end of a span of time?

    >>> is_of_something_else("né le "), is_of_something_else("Du "), is_of_something_else("Paru dans l'édition du ")
    (True, True, False)
    >>> is_of_something_else("The second volume will be published on ")
    True
    """
    if _NOT_PUBLISHED.search(before[-60:]):
        return True
    return bool(_OF_SPAN.search(before[-40:])) and not of_publication(before[-48:])


def _moved(sighting: Sighting, by: float) -> Sighting:
    worth = sighting.worth + by
    if sighting.iso < "1994":  # a page from before the web: more likely a birth or a battle
        worth -= 10
    return Sighting(sighting.iso, worth, sighting.change, sighting.source)


def _without_lists(spots: list[tuple[Sighting, int, str]], headline: int) -> list[Sighting]:
    """Ranked; what stands in a list of like elements (teasers, comments, a calendar) loses trust."""
    shapes = Counter(shape for _, _, shape in spots)
    dated = {(block, shape) for _, block, shape in spots}
    firsts: dict[str, int] = {}
    for _, block, shape in spots:
        if headline <= block <= headline + BESIDE and not _in_a_row(block, shape, dated):
            firsts.setdefault(shape, block)
    ranked = []
    for sighting, block, shape in spots:
        if shapes[shape] >= 3 and firsts.get(shape) != block:
            sighting = _moved(sighting, -6 if _in_a_row(block, shape, dated) else -3)
        ranked.append((sighting, block))
    ranked.sort(key=lambda pair: (-pair[0].worth, pair[1]))
    return [sighting for sighting, _ in ranked]


def _in_a_row(block: int, shape: str, dated: Set[tuple[int, str]]) -> bool:
    """Do two blocks beside a dated one look the same and have dates as well: a list of dated things?"""
    around = [(block + away, shape) in dated for away in (-2, -1, 1, 2)]
    return any(first and second for first, second in pairwise(around))


def _stamped_blocks(page: Page) -> dict[int, list[str]]:
    """The machine-readable dates of time elements, by the block that they stand in."""
    stamped: dict[int, list[str]] = {}
    for element in page.metadata.times[:MANY]:
        written = stated(element.get("datetime") or element.get("title") or "")
        block = page.layout.block_of(element) if written else None
        if written and block is not None:
            stamped.setdefault(block, []).append(written)
    return stamped


def _worth_of_words(before: str, after: str, length: int) -> float:
    if of_publication(before[-48:]) or _LABEL_AFTER.match(after):
        return 6.0 if len(before) + len(after) < 60 else 5.0
    rest = len(before) + len(after)
    if rest < 12:
        return 2.0
    if rest < 60:
        return 1.0
    if length > LONG:
        return -4.0 if len(before) > 40 else -2.0
    return 0.0


_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)")
_MONTH_FIRST_LANGUAGES = ("en", "en-us", "en-ph")


def writes_month_first(page: Page) -> bool:
    """Does 03/08/2021 on this page mean the eighth of March, as in the United States?"""
    metadata = page.metadata
    stated_language = (
        (metadata.language or metadata.meta("og:locale", "content-language", "language"))
        .lower()
        .replace("_", "-")
    )
    host = page.url.split("://", 1)[-1].partition("/")[0].rsplit(":", 1)[0].lower()
    ending = host.rsplit(".", 1)[-1]
    if ending in ("uk", "au", "nz", "ie", "in", "za", "fr", "de", "es", "it", "eu", "be", "ch", "ca"):
        return False
    if stated_language:
        first = stated_language in _MONTH_FIRST_LANGUAGES
    else:
        first = ending in ("com", "org", "net", "gov", "edu", "us", "mil")
    return first and not any(
        "/" in text and _DAY_FIRST.search(text) for text in page.tree.texts if len(text) < LONG
    )
