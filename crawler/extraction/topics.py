"""What the article is filed under: its section and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crawler.extraction import jsonld
from crawler.extraction.folding import folded
from crawler.extraction.found import Found
from crawler.extraction.metadata import short_text

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["section", "tags"]

SECTION_METAS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "sailthru.section",
    "dc.subject.section",
    "section",
    "category",
    "rubrique",
    "prism.section",
)
TAG_METAS = (
    "article:tag",
    "og:article:tag",
    "parsely-tags",
    "news_keywords",
    "sailthru.tags",
    "cxenseparse:tags",
    "citation_keywords",
    "keywords",
    "dc.subject",
    "dcterms.subject",
)
WHOLE_SITE = 15
MANY, LONG = 40, 80  # tags of one article; characters of one
HOMES = frozenset(
    "home accueil startseite inicio início homepage start hem forside etusivu главная ホーム トップ top index you are here vous êtes ici".split()
)

_SPLIT = re.compile(r"\s*[,;|]\s*")
_COUNT = re.compile(r"\s*\(?\d[\d.,]*\)?$")


def section(page: Page) -> Found[str] | None:
    """The section as the page states it: the most explicit place wins, the site's name never does."""
    sites = page.sites
    for found in _sections(page):
        name = folded(found.value)
        if (
            name
            and name not in sites
            and name not in HOMES
            and len(found.value) <= LONG
            and "//" not in found.value
        ):
            return found
    return None


def _sections(page: Page) -> Iterator[Found[str]]:
    metadata = page.metadata
    for name, value in metadata.meta_of("article:section", "og:article:section"):
        yield Found(jsonld.plain(value), f"meta {name}")
    for _, stated in metadata.articles_values("articleSection"):
        yield Found(jsonld.text(stated), "json-ld articleSection")
    for name, value in metadata.meta_of(*SECTION_METAS[2:]):
        yield Found(jsonld.plain(value).rpartition("/")[2], f"meta {name}")
    for item in metadata.item_values("articlesection"):
        yield Found(item.value or short_text(item.element), "microdata articleSection")
    for crumbs in _breadcrumbs(page):
        yield from (Found(name, "breadcrumb") for name in crumbs)


def _breadcrumbs(page: Page) -> Iterator[list[str]]:
    """The names between the home page and the article, the nearest to home first."""
    for thing in page.metadata.things:
        if "breadcrumblist" in jsonld.types(thing) and isinstance(
            items := thing.get("itemListElement"), list
        ):
            names = [_crumb(item) for item in items[:8] if isinstance(item, dict)]
            yield [name for name in names[1:-1] or names[:1] if name]
    tree = page.tree
    for node, called in enumerate(tree.names):
        if "readcrumb" in called:
            links = [anchor.element for anchor in tree.anchors if node <= anchor.node < tree.ends[node]]
            yield [name for link in links[:6] if (name := short_text(link)) and not _is_home(link)]
            return


def _is_home(link: etree._Element) -> bool:
    path = (
        (link.get("href") or "/").split("://", 1)[-1].partition("/")[2]
        if "://" in (link.get("href") or "")
        else (link.get("href") or "/")
    )
    return not path.strip("/#")


def _crumb(item: dict[str, Any]) -> str:
    inner = item.get("item")
    return jsonld.text(item.get("name") or (inner.get("name") if isinstance(inner, dict) else ""))


def tags(page: Page) -> Found[tuple[str, ...]] | None:
    """The tags as the page states them, each once, without the section's and the site's name."""
    sites = page.sites
    for found in _tags(page):
        names: dict[str, str] = {}
        for tag in found.value:
            if len(tag) <= LONG and "//" not in tag and ":" not in tag[:12]:
                names.setdefault(folded(tag), tag)
        kept = tuple(tag for key, tag in names.items() if key and key not in sites)
        if kept:
            return Found(kept[:MANY], found.source)
    return None


def _tags(page: Page) -> Iterator[Found[list[str]]]:
    metadata = page.metadata
    for name in TAG_METAS[:6]:
        if values := metadata.metas.get(name):
            yield Found(_each(values), f"meta {name}")
    for _, stated in metadata.articles_values("keywords"):
        yield Found(_each(jsonld.texts(stated)), "json-ld keywords")
    for item in metadata.article_items("keywords"):
        yield Found(_each([item.value or short_text(item.element)]), "microdata keywords")
    if links := _names(_tag_links(page)[:MANY]):
        yield Found(links, "rel=tag")
    for name in TAG_METAS[6:]:  # often the whole site's, written once for search engines
        if (values := metadata.metas.get(name)) and len(each := _each(values)) <= WHOLE_SITE:
            yield Found(each, f"meta {name}")


def _names(links: Sequence[etree._Element]) -> list[str]:
    """The tags that links name, without how many articles have each where every one ends in an element that says so."""
    counted = len(links) > 1 and all(map(_ends_in_count, links))
    names = [short_text(link).lstrip("#") for link in links]
    if counted:
        names = [_COUNT.sub("", name) for name in names]
    return list(filter(None, names))


def _ends_in_count(link: etree._Element) -> bool:
    """Is the last element in a link a number, and nothing after it: `ai <span>1888</span>`?"""
    last = link[-1] if len(link) else None
    if last is None or (last.tail or "").strip():
        return False
    return _COUNT.fullmatch((last.text or "").strip()) is not None


def _tag_links(page: Page) -> list[etree._Element]:
    """The links that say they are tags (microformats.org: rel-tag, and p-category of an h-entry)."""
    if "tag" not in page.text and "p-category" not in page.text:
        return []
    return [
        anchor.element
        for anchor in page.tree.anchors
        if ("rel" in anchor.attributes and "tag" in anchor.attributes["rel"].split())
        or ("class" in anchor.attributes and "p-category" in anchor.attributes["class"].split())
    ]


def _each(values: Iterable[str]) -> list[str]:
    return [tag for value in values for tag in _SPLIT.split(jsonld.plain(value)) if tag]
