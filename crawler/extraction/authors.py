"""Who wrote it: people, and agencies where the page names them as author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from crawler.extraction import jsonld
from crawler.extraction.date_words import mentions
from crawler.extraction.found import Found
from crawler.extraction.layout import NEAR
from crawler.extraction.metadata import folded, short_text
from crawler.extraction.names import AGENCIES, is_desk, is_person, names_in, unique
from crawler.extraction.tree import wide

if TYPE_CHECKING:
    from crawler.extraction.body import Body
    from crawler.extraction.page import Page

__all__ = ["authors", "candidates"]

Names = Found[tuple[str, ...]]

METAS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.author",
    "citation_author", "cxenseparse:author", "byl", "article:author_name", "authors", "twitter:data1", "rbauthors", "article.author", "vr:author", "author_name",
)  # fmt: skip
NOT_IN_NAMES = frozenset(":：!?|()[]#/")
MANY = 300  # elements that are looked at
LONG = 120  # characters from which a text is no byline
BEFORE, AROUND = 8, 60  # blocks before the headline, and from there on, where a byline is looked for
BYLINES = 14  # blocks about the headline, of which one may name more authors than the metadata
RUNNING = 80  # characters from which a block is running text
ABOVE = 3  # blocks above the text where a byline may be, however far below the headline
ABOVE_TEXT, EXPLICIT = 3.0, 2.5  # what a place right above the text adds, and microdata
TRUSTED = 2.5  # how much must speak for the place of a byline

_BYLINE_NAMES = tuple(
    "author byline by-line auteur autor writer redacteur signature vcard creator journalist".split()
)
_BYLINE_NAME = re.compile("|".join(_BYLINE_NAMES), re.I)
_NOT_NAME = re.compile(
    r"bio|desc|about|more-from|role|job|title|avatar|image|social|follow|comment|related|date|time|list(?!-author)|box-|caption|credit|copyright|quote",
    re.I,
)
_CREDIT = re.compile(r"caption|credit|photo|foto|image|picture|media", re.I)
_WRITTEN_BY = re.compile(
    r"^(?:(?:publi[ée]e?|écrit|rédigée?|posted|written|geschrieben|verfasst|publicado|escrito|pubblicato|scritto|text|texte|article)\s+"
    r"(?:par|by|von|por|di|door|af|av)\s*:?\s+(?=[^\W\d_])|(?:par|by|von|por|di|door|af|av)\s*:?\s+(?=(?-i:[^\W\d_a-z]))|"
    r"(?:auteure?s?|author|autor(?:in)?|autore|text|texte)\s*:\s*)",
    re.I,
)


_BYS = ("par ", "by ", "von ", "por ", "da ")  # cheap, and wrong only in saying yes
# "Publié le 28 janvier 2021 par Jeanne Martin"
_SAID_BY = re.compile(
    r"\b(?:publi[ée]e?|post[ée]e?d?|mis en ligne|written|published|veröffentlicht|geschrieben|gepostet|publicado|pubblicato|escrito)\b.{4,60}?"
    r"\b(?:par|by|von|por|da)\s+(?=(?-i:[^\W\d_a-z]))",
    re.I,
)

_SIGNED = re.compile(
    r"\(?(?:(?:propos|paroles|témoignages?) recueillis|(?:entretien|interview) (?:réalisée?|menée?|conduit)|recueillis?) par\s+"
    r"|(?:das gespräch führten?|die fragen stellten?|interview:|entrevista de|intervista di|interviewed by|reporting by|texte?\s*:)\s+",
    re.I,
)
_SCRIPTED = re.compile(r'"authors?"\s*:\s*(?:\[\s*)?\{[^{}]{0,200}?"name"\s*:\s*"([^"\\]{3,60})"')
_VCARD = re.compile(r"\bvcard\b|\bp-author\b|\bauthor\b", re.I)
_USER_NAME = re.compile(r"[^\W\d_][\w.-]{2,29}")
_WRITTEN_BY_EAST = re.compile(r"(?:作者|记者|記者|撰文)\s*[：:]\s*([^\W\d_]{2,6})(?![^\W\d_])")
_READING_TIME = re.compile(r"\b\d+\s*min\w*\.?(?:\s+\w+){0,2}", re.I)


def authors(page: Page, body: Body | None = None) -> Names | None:
    """The authors as the most explicit place names them; people rather than the publisher.

    >>> from crawler.extraction.page import Page
    >>> authors(Page(b'<meta name="author" content="By Jane Doe, Political Editor">', "http://a.uk/1"))
    Found(value=('Jane Doe',), source='meta author')
    """
    sites = page.sites
    other: Names | None = None
    for found in candidates(page, body):
        named = tuple(name for name in found.value if not _is_publisher(name, sites))
        if any(is_person(name) or name.lower() in AGENCIES for name in named):
            return _completed(page, named) or Found(named, found.source)
        other = other or found
    return other


def _completed(page: Page, named: tuple[str, ...]) -> Names | None:
    """A byline by the headline that names all of these and more: metadata often name the first of three."""
    layout = page.layout
    start = max(0, layout.headline - 3)
    for block in range(start, min(len(layout.texts), start + BYLINES)):
        text = layout.spaced(block) if len(layout.texts[block]) <= LONG else ""
        if named[0] in text and all(name in text for name in named) and not _is_caption(page, block):
            people = [name for name in names_in(_without_date(text)) if is_person(name)]
            known = {folded(name) for name in named}
            if len(people) > len(named) and known <= {folded(name) for name in people}:
                return Found(tuple(people), "byline")
    return None


def _is_caption(page: Page, block: int) -> bool:
    """Does a text name the photographer too?"""
    return "/" in page.layout.texts[block] or any(
        tag in ("figure", "figcaption") or _CREDIT.search(names) for tag, names in page.layout.chain(block)
    )


def candidates(page: Page, body: Body | None = None) -> Iterator[Names]:
    """Each place that names authors, the most explicit first."""
    if found := _in_json_ld(page):
        yield found
    yield from _in_metas(page)
    above = _above_text(page, body)
    yield from _marked(page, above)
    yield from _in_text(page, above)
    if body and (names := _signature(body.text)):
        yield Found(names, "signature")
    if names := _in_scripts(page):
        yield Found(names, "script")
    if name := _user_name(page) or _one_linked(page):
        yield Found((name,), "byline")


def _signature(text: str) -> tuple[str, ...]:
    """The names under a text: "Propos recueillis par ...", or a name alone, or with a job, a place, a month.

    >>> _signature("…\\n\\nBastien Courcelle, boulanger à Vienne, octobre 2019")
    ('Bastien Courcelle',)
    >>> _signature("…\\n\\nPropos recueillis par Sophie Lambert et Jean Roux")
    ('Sophie Lambert', 'Jean Roux')
    """
    last = text.rpartition("\n\n")[2].strip()
    if len(last) > LONG or "\n" in last or last.startswith("- "):
        return ()
    if _SIGNED.match(last):
        return tuple(name for name in names_in(_SIGNED.sub("", last)) if is_person(name))
    name, comma, rest = last.partition(",")
    if not is_person(name) or NOT_IN_NAMES & set(name):
        return ()
    return (
        (name,)
        if not comma or (len(rest.split()) <= 8 and not rest.rstrip().endswith((".", "!", "?")))
        else ()
    )


def _in_scripts(page: Page) -> tuple[str, ...]:
    """The author in the data of a page that scripts draw; of many authors, none: it is a list."""
    if '"author' not in page.text:
        return ()
    said = {match[1] for match in islice(_scripted(page.text), MANY)}
    names = unique(name for words in said for name in names_in(jsonld.plain(words)) if is_person(name))
    return tuple(names) if len(said) == 1 else ()


def _scripted(source: str) -> Iterator[re.Match[str]]:
    """The authors in a source; what each begins with is found sooner than the whole pattern."""
    at = -1
    while (at := source.find('"author', at + 1)) >= 0:
        if match := _SCRIPTED.match(source, at):
            yield match


def _user_name(page: Page) -> str | None:
    """What a page calls its author, in an element named for just that, where it is no full name but one word."""
    for element, called in islice(_marked_elements(page), MANY):
        if not called or _VCARD.search(called):
            block = page.layout.block_of(element)
            words = short_text(element)
            if (
                block is not None
                and _USER_NAME.fullmatch(words)
                and names_in(words)
                and page.layout.trust(block, _BYLINE_NAME) >= TRUSTED
            ):
                return words
    return None


def _is_publisher(name: str, sites: frozenset[str]) -> bool:
    plain = folded(name)
    return (plain in sites or plain.replace(" ", "") in sites) and plain not in AGENCIES


def _in_json_ld(page: Page) -> Names | None:
    by_id = page.metadata.by_id
    for key, value in page.metadata.articles_values("author", "creator"):
        names = unique(name for one in _each(value) for name in _of_thing(one, by_id))
        if names:
            return Found(tuple(names), f"json-ld {key}")
    return None


def _each(value: Any) -> list[Any]:
    return value[:50] if isinstance(value, list) else [value]


def _of_thing(thing: Any, by_id: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The names of one author of JSON-LD: words, a Person, or a reference to one."""
    if isinstance(thing, str):
        return (
            []
            if "//" in thing and not (thing := jsonld.text(by_id.get(thing, {}).get("name")))
            else names_in(thing)
        )
    if not isinstance(thing, dict):
        return []
    if "name" not in thing and isinstance(ref := thing.get("@id"), str):
        thing = by_id.get(ref, thing)
    name = thing.get("name")
    if isinstance(name, list):
        return [found for one in name[:50] for found in names_in(jsonld.text(one))]
    words = (
        jsonld.text(name)
        or f"{jsonld.text(thing.get('givenName'))} {jsonld.text(thing.get('familyName'))}".strip()
    )
    if "//" in words:
        return []
    return names_in(words)


def _in_metas(page: Page) -> Iterator[Names]:
    metadata = page.metadata
    for meta in METAS:
        values = [value for value in metadata.metas.get(meta, ()) if "//" not in value and len(value) < 300]
        if (
            meta == "twitter:data1"
            and not _BYLINE_NAME.search(metadata.meta("twitter:label1"))
            and "crit par" not in metadata.meta("twitter:label1")
            and "ritten by" not in metadata.meta("twitter:label1")
        ):
            continue
        if meta.startswith(("citation", "dc")):
            values = [_turned(value) for value in values]
        if names := unique(name for value in values for name in names_in(value)):
            yield Found(tuple(names), f"meta {meta}")


def _turned(name: str) -> str:
    """A library's "Brazil, Rachel" as Rachel Brazil."""
    family, comma, given = name.partition(",")
    return (
        f"{given.strip()} {family.strip()}"
        if comma and given.strip() and "," not in given and len(name.split()) <= 5
        else name
    )


@lru_cache(maxsize=8192)
def _names_author(names: str) -> bool:
    """Does an element's class or id say that it holds the author?"""
    names = names.lower()
    return any(map(names.__contains__, _BYLINE_NAMES))


def _marked_elements(page: Page) -> Iterator[tuple[etree._Element, str]]:
    """The elements that say they name the author, with what they are called."""
    tree = page.tree
    telling = set(filter(_names_author, set(tree.names)))  # many elements are called the same
    for node, names in enumerate(tree.names):
        if names in telling:
            yield tree.elements[node], names
    for item in page.metadata.items:
        if item.name in ("author", "creator"):
            yield item.element, ""
    for anchor in tree.anchors:
        if anchor.attributes.get("rel") == "author":
            yield anchor.element, ""


def _above_text(page: Page, body: Body | None) -> range:
    """The blocks right above the first paragraph."""
    texts = page.layout.texts
    first = next((block for block in body.blocks if len(texts[block]) >= RUNNING), 0) if body else 0
    return range(max(0, first - ABOVE), first)


def _trust(page: Page, block: int, above: range) -> float:
    """How much speaks for a byline's place: near the headline, or right above the text."""
    worth = page.layout.trust(block, _BYLINE_NAME)
    return worth + ABOVE_TEXT if block in above and block > page.layout.headline + NEAR else worth


def _marked(page: Page, above: range) -> Iterator[Names]:
    """Elements that say they name the author, near the headline or above the text."""
    layout = page.layout
    ranked: list[tuple[float, int, list[str]]] = []
    for element, called in islice(_marked_elements(page), MANY):
        block = layout.block_of(element)
        if block is None or (worth := _trust(page, block, above) + _of_mark(page, element, called)) < TRUSTED:
            continue
        words = short_text(element)
        if not 2 < len(words) < LONG:
            continue
        names = [
            name for name in names_in(words) if is_person(name) or is_desk(name) or name.lower() in AGENCIES
        ]
        if people := [name for name in names if not is_desk(name)]:
            names = people  # not "Gazette Staff Writer" beside a name
        if names:
            ranked.append((worth, block, names))
    if ranked:
        best = max(ranked, key=lambda row: row[0])
        names = unique(
            name
            for worth, block, found in ranked
            if worth >= best[0] - 1.5 and abs(block - best[1]) <= 4
            for name in found
        )
        yield Found(tuple(names), "byline")


def _of_mark(page: Page, element: etree._Element, called: str) -> float:
    """What speaks for a mark: microdata are explicit; a box about the author is no byline."""
    if _NOT_NAME.search(called):
        return -2.0
    return EXPLICIT if element.get("itemprop") and not page.layout.is_elsewhere(element) else 0.0


def _one_linked(page: Page) -> str | None:
    """The one person whom all of a page's links to an author name, wherever they stand."""
    named = {
        short_text(anchor.element)
        for anchor in page.tree.anchors
        if anchor.attributes.get("rel") == "author" and not page.layout.is_elsewhere(anchor.element)
    } - {""}
    name = next(iter(named)) if len(named) == 1 else ""
    return name if is_person(name) and names_in(name) == [name] else None


def _in_text(page: Page, above: range) -> Iterator[Names]:
    """A short text near the headline that begins with "Par", "By", "Von", or is a date and a name."""
    layout = page.layout
    best: tuple[float, list[str]] = (TRUSTED, [])
    for block, text in enumerate(layout.texts):
        if len(text) > LONG or not len(text) > 2:
            continue
        if any(map(text.lower().__contains__, _BYS)) and (by := _SAID_BY.search(text)):
            names = [name for name in names_in(_without_date(text[by.end() :])) if is_person(name)]
        elif led := _WRITTEN_BY.match(text):
            plain = ":" not in led[0] and " " not in led[0].strip()  # "Par Toutatis !" begins sentences too
            names = [
                name
                for name in names_in(_without_date(text))
                if not plain or is_person(name) or name.lower() in AGENCIES
            ]
        elif wide(text) and (led := _WRITTEN_BY_EAST.search(text)):
            names = [led[1]] if wide(led[1]) == len(led[1]) else []
        elif layout.is_under_headline(block) and len(text) < 70 and any(map(str.isdigit, text)):
            rest = _READING_TIME.sub("", _without_date(text)).strip(" |·•–—-,")
            names = [rest] if rest != text and is_person(rest) and not NOT_IN_NAMES & set(rest) else []
        else:
            continue
        if names and (worth := _trust(page, block, above)) > best[0]:
            best = (worth, names)
    if best[1]:
        yield Found(tuple(best[1]), "text")


def _without_date(text: str) -> str:
    """A byline without its dates: what is left may be the name."""
    for mention in mentions(text):
        text = text.replace(text[mention.start : mention.end], " | ")
    return text.strip(" |·•–—-,")
