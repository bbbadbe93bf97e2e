"""Which title: the article's own headline.

Each place that names the page has a voice: headings, JSON-LD, Open Graph, parts of `<title>`, other
metas. Names that say the same count together; the site's name and labels are cut off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, NamedTuple

from crawler.extraction import jsonld
from crawler.extraction.folding import folded
from crawler.extraction.found import Found
from crawler.extraction.headings import (
    headline_of,
    is_called_site,
    is_label,
    is_marked,
    is_masthead,
    is_menu,
    is_overlay,
)
from crawler.extraction.lesser_titles import HEADS, TITLED, in_large_type, lesser_heading, titled
from crawler.extraction.metadata import short_text, urlsplit_path
from crawler.extraction.title_slug import SLUG_WORDS, ascii_words, slug_words, voice_of_slug
from crawler.extraction.title_words import (
    LONGEST,
    is_site,
    separators,
    telling,
    tidy,
    without_label,
    without_site,
)

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["Voice", "election", "title", "voices"]

METAS = (
    ("og:title", 2.0), ("citation_title", 1.5), ("parsely-title", 0.6), ("dc.title", 0.5), ("dcterms.title", 0.5), ("sailthru.title", 0.5),
    ("cxenseparse:title", 0.4), ("twitter:title", 0.4), ("title", 0.3),
)  # fmt: skip
HEADLINE = 5  # words from which a name is a headline, no site's

_PARTED = re.compile(r"(?:[:,;.!?…|·–—]|\s-)(?=\s)")


class Voice(NamedTuple):
    """A name that some place gives the page.

    :param family: places that copy one another (the metas): of a family, the loudest counts
    :param weight: how much the place is worth
    """

    words: str
    source: str
    family: str
    weight: float


def title(page: Page) -> Found[str] | None:
    """The headline that most places agree on, as the best of them writes it: not in capitals
    where another place has small letters, with the colon or dash that a heading shows as a line's end.

    >>> from crawler.extraction.page import Page
    >>> title(Page(b"<title>Strike ends - The Sun</title><h1>Strike ends</h1>", "https://thesun.uk/1"))
    Found(value='Strike ends', source='h1')
    """
    heard, votes = election(page)
    if not heard:
        return None
    best = max(votes, key=lambda name: votes[name])
    chosen = min(
        (voice for voice in heard if folded(voice.words) == best),
        key=lambda voice: (voice.words.isupper(), -len(_PARTED.findall(voice.words))),
    )
    return Found(chosen.words, chosen.source)


def election(page: Page) -> tuple[list[Voice], dict[str, float]]:
    """Every name of the page, and for each, folded, how much speaks for it: its voices together, and the address."""
    heard = voices(page) or voices(page, strict=False)
    votes = _votes(_of_one_hand(heard))
    _give_cut_ones_to_whole(votes, {folded(voice.words) for voice in heard if voice.family == "heading"})
    slug = frozenset() if any(voice.family == "label" for voice in heard) else slug_words(page.url)
    longer = {folded(voice.words) for voice in heard if voice.family != "title"}
    whole = {folded(voice.words) for voice in heard if slug and ascii_words(voice.words) == slug}
    for name, voice in {folded(voice.words): voice for voice in reversed(heard)}.items():
        if any(name != other and f" {name} " in f" {other} " for other in whole):
            continue  # the address has all of a longer one
        if len(slug) >= SLUG_WORDS or not any(name in other and name != other for other in longer):
            votes[name] += voice_of_slug(slug, voice.words)
    return heard, votes


def _of_one_hand(heard: list[Voice]) -> list[Voice]:
    """Where og:title, JSON-LD and <title> all say the same, a plug-in wrote them: two of them count half."""
    first: dict[str, str] = {}
    for voice in heard:
        first.setdefault(voice.source, folded(voice.words))
    name = first.get("og:title", "")
    titles = {folded(voice.words) for voice in heard if voice.family == "title"}
    if name != first.get("json-ld headline") or name not in titles:
        return heard
    return [
        voice._replace(weight=voice.weight / 2)
        if voice.family in ("json-ld", "title") and folded(voice.words) == name
        else voice
        for voice in heard
    ]


def _votes(heard: list[Voice]) -> dict[str, float]:
    loudest: dict[tuple[str, str], float] = {}
    for voice in heard:
        key = (folded(voice.words), voice.family)
        loudest[key] = max(voice.weight, loudest.get(key, 0))
    votes: dict[str, float] = {}
    for (name, _), weight in loudest.items():
        votes[name] = votes.get(name, 0) + weight
    return votes


def voices(page: Page, strict: bool = True) -> list[Voice]:
    """Every name of the page, cleaned, the best written first.

    :param strict: leave out names that are the site's; some pages give their own for it
    """
    mastheads = _mastheads(page)
    sites = (page.sites | mastheads) - _claimed(page) if strict else frozenset()
    raw = [
        (tidy(words), source, family, weight)
        for words, source, family, weight in _raw_voices(page, mastheads)
    ]
    headed = {folded(words) for words, _, family, _ in raw if family == "heading"}
    plain = {folded(words) for words, _, family, _ in raw if family in ("json-ld", "label")} | headed
    if not headed:
        plain |= {folded(words) for _, words in page.metadata.subheadings if len(words) > 8}
    sections = _sections(page) - headed
    heard = []
    for words, source, family, weight in raw:
        if family in ("meta", "title", "json-ld"):
            words = _without_rest(words, plain if family != "json-ld" else headed)
        clean = without_label(without_site(words, sites))
        if family == "title":
            clean = without_site(clean, sections)
        name = folded(clean)
        if name and len(clean) <= LONGEST and not is_site(clean, sites):
            heard.append(Voice(clean, source, family, weight))
    return heard


def _sections(page: Page) -> frozenset[str]:
    """What the metadata call the page's section."""
    metadata = page.metadata
    names = [*metadata.metas.get("article:section", ()), *metadata.metas.get("section", ())]
    names += [jsonld.text(value) for _, value in metadata.articles_values("articleSection")]
    return frozenset(folded(name) for name in names if name)


def _copies(page: Page) -> frozenset[str]:
    """The page's names as the metadata have them, folded, with what they say of the site."""
    metadata = page.metadata
    names = [*metadata.metas.get("og:title", ()), metadata.head_title]
    names += [jsonld.text(value) for _, value in metadata.articles_values("headline")]
    return frozenset(map(folded, names))


def _mastheads(page: Page) -> frozenset[str]:
    """Headings, folded, that are links to the home page or are called a logo, and that a name of the page ends with."""
    copies = _copies(page)
    names = {
        folded(words)
        for element, words in page.metadata.headings
        if is_masthead(element) or is_called_site(element)
    }
    return frozenset(
        name for name in names - copies if name and any(copy.endswith(f" {name}") for copy in copies)
    )


def _claimed(page: Page) -> frozenset[str]:
    """Names of the site that are no site's: a headline that og:title and an h1 have too."""
    shared = {folded(words) for words in page.metadata.metas.get("og:title", ())}
    shown = {folded(words) for _, words in page.metadata.headings}
    claimed = {name for name in shared & shown if len(name.split()) >= HEADLINE}
    return frozenset(claimed | {name.replace(" ", "") for name in claimed})


def _raw_voices(page: Page, mastheads: Set[str]) -> Iterator[tuple[str, str, str, float]]:
    metadata = page.metadata
    names = _stated_names(page)
    stated = _stated_words(names, page.url)
    shown, labels = _headings(page, names, mastheads)
    lesser = lesser_heading(page, bool(shown), names, stated, _shared_name(page))
    is_named = metadata.meta("og:title") or metadata.articles or (lesser and folded(lesser[1]) in names)
    for words, weight in _ranked(shown, stated, bool(is_named)):
        yield words, "h1", "heading", weight
    for _, value in metadata.articles_values("headline"):
        words = jsonld.text(value)
        yield words, "json-ld headline", "json-ld", 0.5 if folded(words) in labels else 0.8
        break
    for item in metadata.item_values("headline"):
        yield item.value or short_text(item.element), "microdata headline", "microdata", 0.8
        break
    if lesser:
        yield lesser[1], str(lesser[0].tag), "subheading", lesser[2]
    if not shown and (lesser is None or lesser[2] <= HEADS) and (words := titled(page, stated)):
        yield words, "an element called title", "subheading", TITLED
    if words := in_large_type(page):
        yield words, "large type", "subheading", TITLED
    for name, weight in METAS:
        if words := metadata.meta(name):
            yield words, name, "meta", 0.4 if folded(words) in labels else weight
    if metadata.head_title:
        for words, weight in _of_head_title(metadata.head_title):
            yield words, "title", "title", 0.2 if folded(words) in labels else weight
    for _, value in metadata.articles_values("name"):
        yield jsonld.text(value), "json-ld name", "json-ld", 0.4
        break
    for words in labels.values():
        yield words, "h1", "label", 0.3


def _ranked(
    shown: list[tuple[etree._Element, str]], stated: Set[str], is_named: bool
) -> Iterator[tuple[str, float]]:
    """The h1s with what each is worth: the first counts double, of those that are not alien to the metadata.

    :param stated: the words of the metadata's names of the page
    :param is_named: do the metadata name the page, and not the site alone?
    """
    aliens = {
        words for element, words in shown if not is_marked(element) and stated.isdisjoint(telling(words))
    }
    if not stated or not (is_named or len(aliens) < len(shown)):
        aliens = set()
    several = any(
        words.count(" ") > 1 for _, words in shown
    )  # beside a headline one word is a section's name
    best = sorted(shown, key=lambda one: (one[1] in aliens, several and " " not in one[1]))
    for n, (element, words) in enumerate(best):
        yield words, 1.0 if n or words in aliens else 2.2 if is_marked(element) else 2.0


def _headings(
    page: Page, stated: Set[str], mastheads: Set[str]
) -> tuple[list[tuple[etree._Element, str]], dict[str, str]]:
    """The h1s that head the text, and those that only label the page for machines (in a breadcrumb).

    :param stated: what the metadata call the page; `mastheads`: what is the site's name
    """
    shown: list[tuple[etree._Element, str]] = []
    labels: dict[str, str] = {}
    copies = _copies(page)
    shared = _shared_name(page)
    path = urlsplit_path(page.url)
    for element, words in page.metadata.headings:
        if not words or is_masthead(element, path) or is_menu(words) or is_overlay(element):
            continue
        name = folded(words)
        if name in mastheads:
            continue
        if is_label(element) and any(name in copy for copy in copies):
            labels[name] = words
        else:
            shown.append((element, headline_of(element, words, stated, shared)))
    return shown, labels


def _stated_names(page: Page) -> frozenset[str]:
    """What the metadata call the page, folded, without the site's name."""
    metadata = page.metadata
    names = [*metadata.metas.get("og:title", ())[:1], *metadata.metas.get("twitter:title", ())[:1]]
    names += [jsonld.text(value) for _, value in metadata.articles_values("headline")][:1]
    if metadata.head_title:
        names += [words for words, _ in _of_head_title(metadata.head_title)][:3]
    return frozenset(folded(without_site(tidy(words), page.sites)) for words in names)


def _shared_name(page: Page) -> str:
    """og:title, folded, without the site's name."""
    names = page.metadata.metas.get("og:title", ())[:1]
    return folded(without_site(tidy(names[0]), page.sites)) if names else ""


def _stated_words(names: Set[str], url: str) -> frozenset[str]:
    """The words of four letters and more in the metadata's names of the page and in its address."""
    return frozenset(word for name in names for word in telling(name)) | slug_words(url)


def _of_head_title(words: str) -> Iterator[tuple[str, float]]:
    """<title> as a whole, and without its last, its first part."""
    parts = separators(words)
    yield words, 0.7 if not parts and len(words.split()) >= HEADLINE else 0.5
    if parts:
        yield words[: parts[-1].start()], 0.6
        yield words[: parts[0].start()], 0.55
        yield words[parts[0].end() :], 0.3
        yield words[parts[-1].end() :], 0.3


def _give_cut_ones_to_whole(votes: dict[str, float], headings: Set[str]) -> None:
    """A name cut short (by a share bar's limit) speaks for the whole one; a heading is whole as it is."""
    for short in list(votes):
        if len(short) < 20 or short in headings:
            continue
        for whole in votes:
            if whole != short and whole.startswith(short) and votes[whole] >= 1.5:
                votes[whole] += votes[short] * 0.9
                break


def _without_rest(words: str, names: set[str]) -> str:
    """A part of these words, where another place gives just that part as the name."""
    for part in separators(words):
        for piece in (words[: part.start()], words[part.end() :]):
            if len(piece) > 8 and folded(piece) in names:
                return piece.strip().lstrip(":|–—- ")
    return words
