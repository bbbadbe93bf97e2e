"""Who wrote it: people, and agencies where the page names them as author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from crawler.extraction import jsonld
from crawler.extraction.author_places import PICTURE, Names, last_resort, marks, seen, without_date
from crawler.extraction.folding import folded
from crawler.extraction.found import Found
from crawler.extraction.layout import HEADINGS
from crawler.extraction.metadata import kind_of, scope_of, short_text
from crawler.extraction.name_kinds import is_agency, is_person
from crawler.extraction.names import names_in, unique, whole_name
from crawler.extraction.signatures import LONG, signature

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.body import Body
    from crawler.extraction.page import Page

__all__ = ["authors", "candidates"]

METAS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.author",
    "citation_author", "citation_authors", "cxenseparse:author", "byl", "article:author_name", "authors", "twitter:data1", "rbauthors", "article.author", "author.name", "vr:author", "author_name",
    "twitter:creator",
)  # fmt: skip
MANY = 300  # authors in scripts and microdata that are looked at
MOST = 1000  # authors whom one meta may list
UNSURE = ("signature", "script")  # sources whose people do not outweigh an agency that a better one named
SHOWN = ("byline", "text")  # sources of authors whom the reader sees named as a whole
QUOTING = HEADINGS | {"blockquote"}
BYLINES = 14  # blocks about the headline, of which one may name more authors than the metadata

_BYLINE_LABEL = re.compile(r"author|autor|auteur|crit par|ritten by", re.I)
_SCRIPTED = re.compile(r'"authors?"\s*:\s*(?:\[\s*)?\{[^{}]{0,200}?"name"\s*:\s*"([^"\\]{3,60})"')


def authors(page: Page, body: Body | None = None) -> Names | None:
    """The authors as the most explicit place names them; people rather than the publisher.

    >>> from crawler.extraction.page import Page
    >>> authors(Page(b'<meta name="author" content="By Jane Doe, Political Editor">', "http://a.uk/1"))
    Found(value=('Jane Doe',), source='meta author')
    """
    sites = page.sites
    agency: Names | None = None
    other: Names | None = None
    for found in candidates(page, body):
        named = tuple(name for name in found.value if not _is_publisher(name, sites))
        if any(map(is_person, named)) and not (agency and found.source in UNSURE):
            whole = _completed(page, named) if found.source not in SHOWN else None
            return whole or Found(named, found.source)
        if agency is None and any(map(is_agency, named)):
            agency = Found(named, found.source)
        other = other or found
    return agency or other


def _completed(page: Page, named: tuple[str, ...]) -> Names | None:
    """What names all of these and more, by the headline or in other metadata: some name the first of three."""
    known = {folded(name) for name in named}
    for found in chain(_bylines_with(page, named), _in_metas(page)):
        people = [name for name in found.value if is_person(name) and not _is_publisher(name, page.sites)]
        if len(people) > len(named) and known <= {folded(name) for name in people}:
            return Found(tuple(people), found.source)
    return None


def _bylines_with(page: Page, named: tuple[str, ...]) -> Iterator[Names]:
    """The short texts by the headline that name all of these."""
    layout = page.layout
    word = named[0].split()[0]  # told sooner than the whole name
    start = max(0, layout.headline - 3)
    for block in range(start, min(len(layout.texts), start + BYLINES)):
        text = layout.texts[block]
        text = layout.spaced(block) if word in text and len(text) <= LONG else ""
        if named[0] in text and all(name in text for name in named) and not _is_caption(page, block):
            yield Found(tuple(names_in(without_date(text))), "byline")


def _is_caption(page: Page, block: int) -> bool:
    """Does a text name the photographer too?"""
    return "/" in page.layout.texts[block] or any(
        tag in ("figure", "figcaption") or PICTURE.search(names) for tag, names in page.layout.chain(block)
    )


def candidates(page: Page, body: Body | None = None) -> Iterator[Names]:
    """Each place that names authors, the most explicit first."""
    if found := _in_json_ld(page):
        yield found
    yield from _in_metas(page)
    yield from _in_items(page)
    marked = marks(page)
    yield from seen(page, marked, body)
    if body and not _ends_quoted(page, body) and (names := signature(body.text)):
        yield Found(names, "signature")
    if names := _in_scripts(page):
        yield Found(names, "script")
    if name := last_resort(page, marked, body):
        yield Found((name,), "byline")


def _ends_quoted(page: Page, body: Body) -> bool:
    """Is a text's last line of a heading, or of a quotation in it, so that the name there is not the writer's?"""
    tree, last = page.tree, max(body.blocks, default=-1)
    first = tree.block_nodes[min(body.blocks)] if body.blocks else -1
    node = tree.block_nodes[last] if last >= 0 else -1
    while node >= 0 and not node <= first < tree.ends[node]:
        if tree.tags[node] in QUOTING:
            return True
        node = tree.parents[node]
    return False


def _in_scripts(page: Page) -> tuple[str, ...]:
    """The author in the data of a page that scripts draw; of many authors, none: it is a list."""
    if '"author' not in page.text:
        return ()
    said: set[str] = set()
    for script in page.metadata.scripts:
        said.update(match[1] for match in islice(_scripted(script.text or ""), MANY))
    names = unique(name for words in said for name in names_in(jsonld.plain(words)) if is_person(name))
    return tuple(names) if len(said) == 1 else ()


def _scripted(source: str) -> Iterator[re.Match[str]]:
    """The authors in a source; what each begins with is found sooner than the whole pattern."""
    at = -1
    while (at := source.find('"author', at + 1)) >= 0:
        if match := _SCRIPTED.match(source, at):
            yield match


def _is_publisher(name: str, sites: frozenset[str]) -> bool:
    if is_agency(name):
        return False
    plain = folded(name)
    if plain in sites or plain.replace(" ", "") in sites:
        return True
    return any(" " in site and plain.startswith(f"{site} ") for site in sites)  # "The Daily Post Sports"


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
    return whole_name(words) if "person" in jsonld.types(thing) else names_in(words)


def _in_items(page: Page) -> Iterator[Names]:
    """Microdata: an author's name out of the reader's sight, or inside the thing that the headline is of."""
    authors = (item.element for item in page.metadata.items if item.name in ("author", "creator"))
    named = chain.from_iterable(_of_item(page, author) for author in _outermost(authors))
    names = unique(name for words in islice(named, MANY) for name in names_in(words))
    if names:
        yield Found(tuple(names), "microdata author")


def _outermost(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The elements of some, in the page's order, that stand in none of the others."""
    seen: set[etree._Element] = set()
    for element in elements:
        if seen.isdisjoint(element.iterancestors()):
            seen.add(element)
            yield element


def _of_item(page: Page, author: etree._Element) -> Iterator[str]:
    """What the names in an author's element say, as far as they are those of this article's author."""
    unseen = not page.layout.is_elsewhere(author)
    shown = _speaks_of_article(page, author)
    for named in author.iterfind(".//*[@itemprop='name']") if unseen or shown else ():
        if unseen if named.tag == "meta" else shown:
            yield named.get("content") or short_text(named)


def _speaks_of_article(page: Page, author: etree._Element) -> bool:
    """Is an author that of the thing which the headline is of, not a teaser's or a comment's?"""
    scope = scope_of(author)
    return kind_of(scope) in jsonld.ARTICLE_TYPES and any(
        around is scope for headline, _ in page.metadata.headings for around in headline.iterancestors()
    )


def _in_metas(page: Page) -> Iterator[Names]:
    metadata = page.metadata
    for meta in METAS:
        values = [value for value in metadata.metas.get(meta, ()) if "//" not in value and len(value) < 300]
        if meta == "twitter:data1" and not _BYLINE_LABEL.search(metadata.meta("twitter:label1")):
            continue
        if meta.startswith(("citation", "dc")):
            values = [_turned(name.strip()) for value in values for name in value.split(";")]
        if names := unique(name for value in values[:MOST] for name in names_in(value)):
            yield Found(tuple(names), f"meta {meta}")


def _turned(name: str) -> str:
    """A library's "Brazil, Rachel" as Rachel Brazil."""
    family, comma, given = name.partition(",")
    return (
        f"{given.strip()} {family.strip()}"
        if comma and given.strip() and "," not in given and len(name.split()) <= 5
        else name
    )
