"""What a page states about itself outside its text, gathered in one pass.

Meta elements of every vocabulary, link relations, headings, JSON-LD and microdata. Other modules ask
their questions of the `Metadata`; nothing is decided here but which JSON-LD speaks of this very page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from lxml import etree

from crawler.extraction import jsonld
from crawler.extraction.folding import LINE, folded
from crawler.extraction.jsonld import Thing
from crawler.extraction.tree import INLINE, Tree, text_in

__all__ = [
    "Item",
    "Metadata",
    "Readable",
    "metadata",
    "same_page",
    "short_text",
    "urlsplit_path",
]

# Signs of RDFa outside the head; "property=" alone has every page with Open Graph.
RDFA = ("typeof=", 'property="schema:', 'property="dc:')
OPEN_GRAPH = ("og:", "article:", "fb:", "twitter:")
DUBLIN_CORE = ("dc:", "dcterms:")  # "dc:creator" is written "dc.creator" in HTML (DCMI, DC-HTML)
MAX_HEADINGS, MAX_SUBHEADINGS, MAX_ITEMS, MAX_NOSCRIPTS = 20, 12, 300, 200
MAX_VALUE = 20_000  # characters of one meta value, or of one heading, that are looked at
MAX_VALUES = 400  # of the metas of one name, and of the links of one relation
MAX_TITLES = 3  # of the same place
MAX_ADDRESS = 2_000  # characters of what links are resolved against


class Readable(Protocol):
    """The part of a parsed page that metadata is read from."""

    @property
    def url(self) -> str: ...
    @property
    def root(self) -> etree._Element: ...
    @property
    def text(self) -> str: ...
    @property
    def tree(self) -> Tree: ...


class Item(NamedTuple):
    """One microdata or RDFa property, where it stands."""

    name: str
    value: str
    element: etree._Element


class Metadata(NamedTuple):
    """A page's own statements. Names of metas and relations are lower-case; every value is stripped.

    :param articles: the JSON-LD things that speak of this page's article, the best first
    :param ld_scripts: the source of each script of JSON-LD
    :param scripts: the other scripts, and those of JSON-LD that cannot be read
    :param pages: JSON-LD things about the page as such (`WebPage`), weaker evidence
    :param headings: the `h1` elements with their words, in document order
    :param subheadings: the first few `h2` to `h4`
    :param base: the href of the first `<base>`
    :param times: the `time` elements, and every `abbr` whose title may be a date
    :param noscripts: what the page shows without scripts
    :param teasers: how many headings are links
    :param feeds: the titles that the links to feeds have
    """

    url: str
    language: str
    metas: Mapping[str, Sequence[str]]
    relations: Mapping[str, Sequence[str]]
    head_title: str
    headings: Sequence[tuple[etree._Element, str]]
    subheadings: Sequence[tuple[etree._Element, str]]
    feeds: Sequence[str]
    ld_scripts: Sequence[str]
    scripts: Sequence[etree._Element]
    things: Sequence[Thing]
    articles: Sequence[Thing]
    pages: Sequence[Thing]
    by_id: Mapping[str, Thing]
    items: Sequence[Item]
    teasers: int
    times: Sequence[etree._Element]
    noscripts: Sequence[etree._Element]
    base: str

    def meta(self, *names: str) -> str:
        """The first value that any of these metas has, in the order of the names."""
        for name in names:
            if values := self.metas.get(name):
                return values[0]
        return ""

    def meta_of(self, *names: str) -> Iterator[tuple[str, str]]:
        """Each name with each of its values, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                yield name, value

    def articles_values(self, *keys: str) -> Iterator[tuple[str, object]]:
        """Each of these keys that the article's JSON-LD has, with its raw value."""
        for key in keys:
            for thing in self.articles:
                if value := thing.get(key):
                    yield key, value

    def article_items(self, name: str) -> Iterator[Item]:
        """Those of an article (its publisher has a description too)."""
        return (
            item for item in self.item_values(name) if kind_of(scope_of(item.element)) in jsonld.ARTICLE_TYPES
        )

    def item_values(self, name: str) -> Iterator[Item]:
        """The microdata properties of a name."""
        return (item for item in self.items if item.name == name)


def metadata(page: Readable) -> Metadata:
    """Read everything a page says of itself; of unreadable statements, nothing."""
    root = page.root
    metas: dict[str, list[str]] = {}
    relations: dict[str, list[str]] = {}
    scripts: list[etree._Element] = []
    headings: list[tuple[etree._Element, str]] = []
    subheadings: list[tuple[etree._Element, str]] = []
    feeds: list[str] = []
    times: list[etree._Element] = []
    noscripts: list[etree._Element] = []
    head_title = base = ""
    teasers = 0
    for node in page.tree.stating:
        match node.tag:
            case "meta":
                _add_meta(node, metas)
            case "link":
                _add_relation(node, relations)
                if (node.get("type") or "").endswith(("rss+xml", "atom+xml")) and (
                    words := node.get("title")
                ):
                    feeds.append(jsonld.plain(words))
            case "script":
                scripts.append(node)
            case "time":
                times.append(node)
            case "abbr":
                if any(map(str.isdigit, node.get("title") or "")):  # hAtom's way of writing a date
                    times.append(node)
            case "noscript":
                if len(noscripts) < MAX_NOSCRIPTS:
                    noscripts.append(node)
            case "base":
                base = base or (node.get("href") or "")[:MAX_ADDRESS].strip()
            case "h1":
                teasers += link_of(node) is not None
                if len(headings) < MAX_HEADINGS:
                    headings.append((node, jsonld.plain(visible_text(node))))
            case "h2" | "h3" | "h4":
                teasers += link_of(node) is not None
                if len(subheadings) < MAX_SUBHEADINGS:
                    subheadings.append((node, jsonld.plain(visible_text(node))))
            case _ if not head_title and not _inside(node, "svg"):
                head_title = jsonld.plain(text_in(node)[:MAX_VALUE])
    ld_scripts = {node: node.text for node in scripts if _is_json_ld(node) and node.text}
    values = jsonld.values(ld_scripts.values())
    read = {node for node, of_node in zip(ld_scripts, values, strict=True) if of_node}
    found = jsonld.things(chain.from_iterable(values))
    by_id = jsonld.by_id(found)
    titles = [words for _, words in headings] + metas.get("og:title", [])[:MAX_TITLES] + [head_title]
    addresses = [page.url, *relations.get("canonical", []), *metas.get("og:url", [])]
    return Metadata(
        url=page.url,
        language=(
            root.get("lang")
            or root.get("{http://www.w3.org/XML/1998/namespace}lang")
            or root.get("xml:lang")
            or ""
        ).strip(),
        metas=metas,
        relations=relations,
        head_title=head_title,
        headings=headings,
        subheadings=subheadings,
        feeds=feeds,
        ld_scripts=list(ld_scripts.values()),
        scripts=[node for node in scripts if node not in read],
        things=found,
        articles=_about_this_page(found, addresses, titles),
        pages=[thing for thing in found if jsonld.types(thing) & jsonld.PAGE_TYPES],
        by_id=by_id,
        items=list(islice(_items(page), MAX_ITEMS)),
        teasers=teasers,
        times=times,
        noscripts=noscripts,
        base=base,
    )


def _is_json_ld(script: etree._Element) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _add_meta(node: etree._Element, metas: dict[str, list[str]]) -> None:
    attributes: dict[str, str] = dict(node.items())  # type: ignore[arg-type]
    content = attributes.get("content") or attributes.get("value")
    if not content or not (content := content[:MAX_VALUE].strip()):
        return
    names = {attributes[key] for key in ("name", "property", "http-equiv") if key in attributes}
    if "itemprop" in attributes:
        parent = node.getparent()
        if parent is None or parent.tag == "head":
            names.add(attributes["itemprop"])  # in the body it speaks of the thing around it: see `items`
    for name in names:
        key = name.strip().lower()
        if key.startswith(DUBLIN_CORE):
            key = key.replace(":", ".", 1)
        _add(content, key, metas)
        if key == "parsely-page":
            _add_parsely(content, metas)


def _add_parsely(content: str, metas: dict[str, list[str]]) -> None:
    """Parsely's older tag: one object in a meta, for what its metas say one by one."""
    for thing in jsonld.read(content):
        for key, stated in thing.items() if isinstance(thing, dict) else ():
            name = f"parsely-{'image-url' if key == 'image_url' else str(key).replace('_', '-')}"
            for words in jsonld.texts(stated):
                _add(words, name, metas)


def _add_relation(node: etree._Element, relations: dict[str, list[str]]) -> None:
    target = (node.get("href") or "").strip()
    if target:
        for relation in (node.get("rel") or "").lower().split():
            _add(target, relation, relations)


def _add(value: str, name: str, values: dict[str, list[str]]) -> None:
    """Note a value under its name, as long as there are not more than any honest page has."""
    known = values.setdefault(name, [])
    if len(known) < MAX_VALUES:
        known.append(value)


def link_of(heading: etree._Element) -> str | None:
    """Where a heading leads to another page, as written: the link around it, or its first; None without one."""
    parent = heading.getparent()
    anchor = parent if parent is not None and parent.tag == "a" else next(heading.iter("a"), None)
    target = anchor.get("href") if anchor is not None else None
    return target if target and not target.startswith("#") else None


def _inside(node: etree._Element, tag: str) -> bool:
    return next(node.iterancestors(tag), None) is not None


def short_text(element: etree._Element, most: int = 300) -> str:
    """The text of an element, white space folded, no more of it than a name or a date needs."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part[:most]))
        length += len(part)
        if length > most:
            break
    return " ".join(" ".join(parts).split())[:most]


def visible_text(node: etree._Element) -> str:
    """The words inside an element, scripts and styles left out; blocks and breaks part words.

    So do spans that touch where no word goes on: a kicker's end and a headline's large letter.

    >>> visible_text(etree.fromstring("<h1><span>Transports</span><span>La <b>G</b>rève</span></h1>")).strip()
    'Transports La Grève'
    """
    parts: list[str] = []

    def say(words: str | None, apart: bool) -> None:
        if apart or (words and parts and parts[-1][-1:].islower() and words[0].isupper()):
            parts.append(" ")
        if words:
            parts.append(words)

    for inner in islice(node.iter(), MAX_ITEMS):
        is_block = isinstance(inner.tag, str) and inner.tag not in _WITHIN
        is_shown = isinstance(inner.tag, str) and inner.tag not in UNSHOWN
        say(inner.text if is_shown else None, is_block)
        if inner is not node and inner.tail:
            say(inner.tail, is_block)
    return "".join(parts)[:MAX_VALUE]


UNSHOWN = frozenset(("script", "style", "template", "noscript", "svg"))
_WITHIN = INLINE - {"br", "picture", "amp-img"}  # what parts no words


def _items(page: Readable) -> Iterator[Item]:
    has_rdfa: bool | None = None  # not asked so far: it takes a search of the whole page
    for element in page.tree.properties:
        names = (element.get("itemprop") or "").split()
        if not names:
            has_rdfa = any(sign in page.text for sign in RDFA) if has_rdfa is None else has_rdfa
            names = (element.get("property") or "").split() if has_rdfa else []
            names = [name for name in names if not name.startswith(OPEN_GRAPH)]  # the page's: see `metas`
        value = element.get("content") or element.get("datetime") or ""
        for name in names:
            yield Item(re.split(r"[:/#]", name)[-1].lower(), value[:MAX_VALUE].strip(), element)


def scope_of(element: etree._Element) -> etree._Element | None:
    """The microdata thing that a property belongs to (HTML, 5.2.2): the nearest itemscope around it; or RDFa's."""
    return next(
        (at for at in element.iterancestors() if at.get("itemscope") is not None or at.get("typeof")), None
    )


def kind_of(scope: etree._Element | None) -> str:
    """The type of a microdata thing, lower-case and without its vocabulary."""
    return (
        ""
        if scope is None
        else re.split(r"[/#:]", (scope.get("itemtype") or scope.get("typeof") or "").rstrip("/"))[-1].lower()
    )


def _about_this_page(
    found: Sequence[Thing], addresses: Sequence[str], titles: Sequence[str]
) -> Sequence[Thing]:
    """Of all articles in the JSON-LD, those that speak of this page.

    One that names this page's address or headline does. Without such a one, a single article is
    believed; of several, none: they are teasers of a section page or of related stories.
    """
    articles = [thing for thing in found if jsonld.is_article(thing)]
    names = {folded(title[:LINE]) for title in titles} - {""}
    paths = {_path(address) for address in addresses} - {""}
    ranked = sorted(
        ((_likeness(thing, paths, names), -n, thing) for n, thing in enumerate(articles)),
        key=lambda r: r[:2],
        reverse=True,
    )
    if not ranked:
        return []
    best = ranked[0][0]
    if best <= 0:
        return [articles[0]] if len(articles) == 1 and best > -2 else []
    return [thing for likeness, _, thing in ranked if likeness > 0]


def _likeness(thing: Thing, paths: Set[str], names: Set[str]) -> int:
    """How surely a thing speaks of this page: 0 unknown, negative another page.

    :param paths: of the addresses that are this page's, and `names` its titles, folded
    """
    score = 0
    stated = [
        jsonld.text(value)
        if not isinstance(value, dict)
        else jsonld.text(value.get("@id") or value.get("url"))
        for value in (thing.get("url"), thing.get("mainEntityOfPage"), thing.get("@id"))
        if value and not isinstance(value, bool)
    ]
    stated = [address for address in stated if "/" in address]
    if not paths.isdisjoint(map(_path, stated)):
        score += 3
    elif stated and any(urlsplit_path(address).strip("/") for address in stated):
        score -= 1
    headline = folded(jsonld.text(thing.get("headline") or thing.get("name"))[:LINE])
    if headline and names:
        if headline in names:
            score += 3
        elif any(
            (len(headline) > 12 and headline in name)
            or (len(name) > 15 and name in headline)
            or (headline[:25] == name[:25] and len(headline) > 25)
            for name in names
        ):
            score += 2
        elif score < 3:
            score -= 1
    if jsonld.types(thing) & {"review", "criticreview"} and score < 3:
        score -= 2
    return score + (score > 0 and bool(thing.get("datePublished")))


def urlsplit_path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def same_page(one: str, other: str) -> bool:
    """Do two addresses name one page, whatever scheme, host prefix, query and end slash they have?

    >>> same_page("http://www.a.fr/x/", "https://a.fr/x?utm=1#top")
    True
    """
    first, second = _path(one), _path(other)
    return bool(first) and first == second


def _path(address: str) -> str:
    """An address's path, with which two addresses of one page are compared."""
    return urlsplit_path(address).rstrip("/")
