"""Dates that a reader sees on the page: bylines, time elements, datelines, and which one is the article's.

Every short text with a date is a candidate. What stands in its favour is where it is (just under or
above the headline), what it says ("Publié le"), what its element is called; what stands against it is
to be in a list of teasers, a comment, a footer, an event or a copyright line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.extraction.date_words import mentions, stated
from crawler.extraction.layout import HEADINGS
from crawler.extraction.metadata import folded, short_text

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["CHANGE_LABEL", "DATED_NAME", "NOT_PUBLISHED", "Sighting", "sightings", "writes_month_first"]

BESIDE = 8  # blocks from the headline to a byline that may look like those of a list
MANY = 500  # dates on one page that are weighed
CARD = 40  # elements of a teaser
DATELINE = 32  # characters that a date alone may have
LONG = 160  # characters from which a text is a paragraph, not a byline

_LABEL = re.compile(
    r"(?<!\w)(?:publi[ée]e?s?|publication|parue?|mise? en ligne|post[ée]e?|cr[ée]{2}e?|[ée]crit|r[ée]dig[ée]e?|"
    r"publish(?:ed)?|posted|published on|first published|written|created|issued|released?|date(?:line)?|filed|on air|"
    r"(?:artikel|beitrag|eintrag) wurde|ver[öo]ffentlicht|erschienen|erstellt|eingestellt|publiziert|verfasst|geschrieben|datum|vom|"
    r"publicad[oa]|publicación|publicação|escrito|criad[oa]|fecha|data|postado|"
    r"pubblicat[oa]|pubblicazione|scritt[oa]|"
    r"gepubliceerd|geplaatst|опубликован\w*|дата|opublikowan\w+|dodano|data publikacji|julkaistu|publicerad|publisert|"
    r"发布时间|发表于|发布|公開日|公開|投稿日|掲載|配信)[^.\d]{0,24}$",
    re.I,
)
CHANGE_LABEL = re.compile(
    r"(?<!\w)(?:mis(?:e)? [àa] jour|maj|modifi[ée]e?|actualis[ée]e?|"
    r"updated?|modified|edited|revised|last change|"
    r"aktualisiert|aktualisierung|ge[äa]ndert|[äa]nderung|letztes update|stand|bearbeitet|zuletzt|"
    r"actualizad[oa]|actualización|modificad[oa]|atualizad[oa]|atualização|"
    r"aggiornat[oa]|aggiornamento|modificat[oa]|"
    r"bijgewerkt|gewijzigd|обновлен\w*|更新日?|更新时间|最終更新|修改)[^.\d]{0,24}$",
    re.I,
)
_LABEL_AFTER = re.compile(
    r"[^.]{0,30}\b(?:geschrieben|gepostet|ver[öo]ffentlicht|publi[ée]|posted|published|written|publicado|pubblicato|eingestellt|erstellt)\b",
    re.I,
)
NOT_PUBLISHED = re.compile(
    r"(?:©|\(c\)|(?<!\w)(?:copyright|tous droits|all rights|born|n[ée]e? le|geboren|nacid[oa]|nat[oa] il|"
    r"join(?:ed|ing)?|inscrit|membre depuis|member since|registered|expires?|valable|g[üu]ltig|deadline|until|jusqu|bis zum|"
    r"retrieved|accessed|consult[ée]|abgerufen|visited|from|to|au|bis|al|du|depuis|since|seit|desde|dal|ab|from the|events? on))[^.\d\w]{0,12}$",
    re.I,
)
DATED_NAME = re.compile(
    r"publish|publi[eé]|posted|post-?date|postdate|pub-?date|entry-?date|article-?date|created|date|datum|fecha|\btime|timestamp|byline|dateline|meta|info|author|submitted",
    re.I,
)
_SIGN = re.compile(r"[\d年]")  # without one of these no hint needs to be looked for
# What every full date has: a year, or three numbers.
_HINT = re.compile(
    r"(?:1[6-9]|2[01])\d\d|\d\s?[./|-]\s?\d{1,2}\s?[./|-]\s?\d\d|['’]\d\d|[〇零一二三四五六七八九\d元]年|[２٢۲২२๒]"
)


@dataclass(frozen=True, slots=True)
class Sighting:
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
    month_first = writes_month_first(page)
    layout, tree = page.layout, page.tree
    stamped = _stamped_blocks(page)
    spots: list[tuple[Sighting, int, str]] = []
    for block, text in enumerate(layout.texts):
        stamps = stamped.get(block, [])
        if not stamps and not (_SIGN.search(text, 0, LONG) and _HINT.search(text, 0, LONG)):
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
        if _is_in_teaser(page, block):
            place -= 12
        element = tree.elements[tree.block_nodes[block]]
        shape = f"{element.tag} {element.get('class')}"
        spots += [(_moved(sighting, place), block, shape) for sighting in found]
    return _without_lists(spots, layout.headline)


def _is_in_teaser(page: Page, block: int) -> bool:
    """Does a date stand in a card or list item whose heading is a link: another article's?"""
    layout, tree = page.layout, page.tree
    for node in layout.nodes_around(block):
        if tree.tags[node] in ("article", "li") and tree.ends[node] - node < CARD:
            headings = [at for at in range(node + 1, tree.ends[node]) if tree.tags[at] in HEADINGS]
            return any(_leads_elsewhere(tree.elements[at], layout.name) for at in headings)
    return False


def _leads_elsewhere(heading: etree._Element, name: str) -> bool:
    """Is a heading a link, and not this very article's headline?"""
    around = heading.getparent()
    is_linked = heading.find(".//a[@href]") is not None or (around is not None and around.tag == "a")
    return is_linked and folded(short_text(heading)) != name


def _is_dateline(block: int, text: str, headline: int) -> bool:
    """Is it all that the line right under the headline says?"""
    return 0 <= headline == block - 1 and len(text) < DATELINE


def _in_text(text: str, label: str, stamps: list[str], month_first: bool) -> Iterator[Sighting]:
    """The dates of one short text, with what its words say for and against each."""
    read = text if len(text) <= LONG else text[:LONG]
    found = list(mentions(read, month_first=month_first))
    for mention in found:
        before = f"{label} {read[: mention.start]}" if mention.start < 12 else read[: mention.start]
        if NOT_PUBLISHED.search(before[-40:]):
            continue
        exact = next((stamp for stamp in stamps if stamp[:10] == mention.iso[:10]), None)
        worth = _worth_of_words(before, read[mention.end :], len(text))
        change = bool(CHANGE_LABEL.search(before[-48:]))
        yield Sighting(exact or mention.iso, worth + (2 if exact else 0), change, "time" if exact else "text")
    days = {mention.iso[:10] for mention in found}
    for stamp in stamps:
        if stamp[:10] not in days and not found:
            yield Sighting(stamp, 3, bool(CHANGE_LABEL.search(text[:48])), "time")


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
    if _LABEL.search(before[-48:]) or _LABEL_AFTER.match(after):
        return 6.0 if len(before) + len(after) < 60 else 5.0
    rest = len(before) + len(after)
    if rest < 12:
        return 2.0
    if rest < 60:
        return 1.0
    if length > LONG:
        return -4.0 if len(before) > 40 else -2.0
    return 0.0


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
        return stated_language in _MONTH_FIRST_LANGUAGES
    return ending in ("com", "org", "net", "gov", "edu", "us", "mil")
