"""Which title: the article's own headline.

Each place that names the page has a voice: headings, JSON-LD, Open Graph, parts of `<title>`, other
metas. Names that say the same count together; the site's name and labels are cut off first.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.extraction import jsonld
from crawler.extraction.found import Found
from crawler.extraction.metadata import folded, short_text, urlsplit_path

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["Voice", "title", "voices"]

METAS = (
    ("og:title", 2.0), ("citation_title", 1.5), ("parsely-title", 0.6), ("dc.title", 0.5), ("dcterms.title", 0.5), ("sailthru.title", 0.5),
    ("cxenseparse:title", 0.4), ("twitter:title", 0.4), ("title", 0.3),
)  # fmt: skip
SLUG = 1.6
LONGEST = 400  # characters; what is longer is a paragraph in an h1

_SEPARATOR = re.compile(r"\s+[|·•»›«::–—-]+\s+|\s*[|｜»]\s*|：(?=[^：]*$)|\s::\s")
_LABEL = re.compile(
    r"^(?:[\[(*+\s]*)(?:breaking(?: news)?|just in|eilmeldung|eil|alerte info|flash info|dernière minute|urgent|última hora|ultim[’']?ora)"
    r"(?:[\])*+\s]*)(?:[:|–—-]|\+\+\+|\]|\))\s*",
    re.I,
)
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_NO_HEADLINE = re.compile(
    r"\bbread-?crumbs?|seo-?title|visually-?hidden|sr-only|screen-reader|\blogo|site-?(?:title|name|branding)|masthead",
    re.I,
)
_MARKED = re.compile(
    r"\b(?:entry|post|article|story|headline|p)-?_?_?(?:title|name|headline)\b|^headline|__(?:headline|title)\b",
    re.I,
)
_NUMBER = re.compile(r"\d{3}")
NAVIGATION = frozenset({"nav", "footer", "aside", "dialog"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A name that some place gives the page.

    :param family: places that copy one another (the metas): of a family, the loudest counts
    :param weight: how much the place is worth
    """

    words: str
    source: str
    family: str
    weight: float


def title(page: Page) -> Found[str] | None:
    """The headline that most places agree on, as the best of them writes it.

    >>> from crawler.extraction.page import Page
    >>> title(Page(b"<title>Strike ends - The Sun</title><h1>Strike ends</h1>", "https://thesun.uk/1"))
    Found(value='Strike ends', source='h1')
    """
    heard = voices(page)
    if not heard:
        return None
    votes = _votes(heard)
    _give_cut_ones_to_whole(votes)
    slug = frozenset() if any(voice.family == "label" for voice in heard) else slug_words(page.url)
    for name in votes:
        votes[name] += SLUG * _likeness(slug, name)
    best = max(votes, key=lambda name: votes[name])
    chosen = next(voice for voice in heard if folded(voice.words) == best)
    return Found(chosen.words, chosen.source)


def _votes(heard: list[Voice]) -> dict[str, float]:
    loudest: dict[tuple[str, str], float] = {}
    for voice in heard:
        key = (folded(voice.words), voice.family)
        loudest[key] = max(voice.weight, loudest.get(key, 0))
    votes: dict[str, float] = {}
    for (name, _), weight in loudest.items():
        votes[name] = votes.get(name, 0) + weight
    return votes


def voices(page: Page) -> list[Voice]:
    """Every name of the page, cleaned, the best written first."""
    sites = page.sites
    raw = [(_tidy(words), source, family, weight) for words, source, family, weight in _raw_voices(page)]
    headed = {folded(words) for words, _, family, _ in raw if family == "heading"}
    plain = {folded(words) for words, _, family, _ in raw if family in ("json-ld", "label")} | headed
    if not headed:
        plain |= {folded(words) for _, words in page.metadata.subheadings if len(words) > 8}
    heard = []
    for words, source, family, weight in raw:
        if family in ("meta", "title", "json-ld"):
            words = _without_rest(words, plain if family != "json-ld" else headed)
        clean = _without_label(_without_site(words, sites))
        name = folded(clean)
        if name and len(clean) <= LONGEST and name not in sites:
            heard.append(Voice(clean, source, family, weight))
    return heard


def _raw_voices(page: Page) -> Iterator[tuple[str, str, str, float]]:
    metadata = page.metadata
    shown, labels = _headings(page)
    for n, (element, words) in enumerate(shown):
        marked = _MARKED.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        yield words, "h1", "heading", 1.0 if n else 2.2 if marked else 2.0
    for _, value in metadata.articles_values("headline"):
        words = jsonld.text(value)
        yield words, "json-ld headline", "json-ld", 0.5 if folded(words) in labels else 0.8
        break
    for item in metadata.item_values("headline"):
        yield item.value or short_text(item.element), "microdata headline", "microdata", 0.8
        break
    for element, words in metadata.subheadings:
        marked = _MARKED.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        if marked or not shown:
            yield words, str(element.tag), "subheading", 1.2 if marked else 0.6
            break
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


def _headings(page: Page) -> tuple[list[tuple[etree._Element, str]], dict[str, str]]:
    """The h1s that head the text, and those that only label the page for machines (in a breadcrumb)."""
    shown: list[tuple[etree._Element, str]] = []
    labels: dict[str, str] = {}
    copies = {folded(words) for words in (*page.metadata.metas.get("og:title", ()), page.metadata.head_title)}
    copies |= {folded(jsonld.text(value)) for _, value in page.metadata.articles_values("headline")}
    for element, words in page.metadata.headings:
        if not words:
            continue
        if _is_masthead(element):
            continue
        if _is_label(element) and any(folded(words) in copy for copy in copies):
            labels[folded(words)] = words
        else:
            shown.append((element, words))
    return shown, labels


def _is_label(heading: etree._Element) -> bool:
    at: etree._Element | None = heading
    for _ in range(5):
        if at is None or at.tag in ("body", "main", "article"):
            return False
        names = f"{at.get('class') or ''} {at.get('id') or ''}"
        if (
            at.tag in NAVIGATION
            or at.tag in ("li", "ol", "ul")
            or (names != " " and _NO_HEADLINE.search(names))
        ):
            return True
        at = at.getparent()
    return False


def _is_masthead(heading: etree._Element) -> bool:
    """A heading that is one link to the home page: the site's name."""
    link = heading.find(".//a[@href]")
    if link is None:
        parent = heading.getparent()
        link = parent if parent is not None and parent.tag == "a" else None
    return (
        link is not None
        and urlsplit_path(link.get("href") or "x").strip("/") in ("", "index.html", "index.php")
        and "#" not in (link.get("href") or "")
    )


def _of_head_title(words: str) -> Iterator[tuple[str, float]]:
    """<title> as a whole, and without its last, its first part."""
    yield words, 0.5
    parts = list(_SEPARATOR.finditer(words))
    if parts:
        yield words[: parts[-1].start()], 0.6
        yield words[: parts[0].start()], 0.55
        yield words[parts[0].end() :], 0.3


def _give_cut_ones_to_whole(votes: dict[str, float]) -> None:
    """A name cut short (by a share bar's limit) speaks for the whole one."""
    for short in list(votes):
        if len(short) < 20:
            continue
        for whole in votes:
            if whole != short and whole.startswith(short) and votes[whole] >= 1.5:
                votes[whole] += votes[short] * 0.9
                break


def _tidy(words: str) -> str:
    words = words[: 4 * LONGEST]
    words = html.unescape(words) if "&" in words else words
    return " ".join(unicodedata.normalize("NFC", words.replace("\u00ad", "").replace("\u200b", "")).split())


def _without_rest(words: str, names: set[str]) -> str:
    """A part of these words, where another place gives just that part as the name."""
    for part in _SEPARATOR.finditer(words):
        for piece in (words[: part.start()], words[part.end() :]):
            if len(piece) > 8 and folded(piece) in names:
                return piece.strip()
    return words


def slug_words(url: str) -> frozenset[str]:
    """The words of the last part of an address that has some, accents and numbers left out.

    >>> sorted(slug_words("https://a.fr/actu/221/la-greve-est-finie-12345.html"))
    ['est', 'finie', 'greve', 'la']
    """
    for part in reversed(urlsplit_path(url).split("/")):
        words = _ascii_words(
            part.rsplit(".", 1)[0] if part.endswith(("html", "htm", "php", "shtml", "aspx")) else part
        )
        if len(words) >= 3:
            return words
    return frozenset()


def _ascii_words(words: str) -> frozenset[str]:
    bare = (
        unicodedata.normalize("NFKD", words.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    bare = bare.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("'", "")
    return frozenset(
        word
        for word in re.split(r"[^a-z0-9]+", bare)
        if word and not word.isdigit() and not _NUMBER.search(word)
    )


def _likeness(slug: frozenset[str], name: str) -> float:
    """0 where three in ten of the slug's words are not in the name, 1 where all are."""
    if not slug:
        return 0.0
    words = _ascii_words(name)
    return max(0.0, (len(slug & words) / len(slug) - 0.7) / 0.3)


def _without_site(words: str, sites: frozenset[str]) -> str:
    """Without a first or last part that is the site's name."""
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(words))
        if not parts:
            return words
        if _is_site(words[parts[-1].end() :], sites):
            words = words[: parts[-1].start()].strip()
        elif _is_site(words[: parts[0].start()], sites):
            words = words[parts[0].end() :].strip()
        else:
            return words
    return words


def _is_site(part: str, sites: frozenset[str]) -> bool:
    name = folded(part)
    return name in sites or name.replace(" ", "") in sites


def _without_label(words: str) -> str:
    return _LABEL.sub("", words) or words
