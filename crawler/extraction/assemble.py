"""A page's bytes to an `Article`: each field asked of the module that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.extraction import (
    authors,
    dates,
    language,
    links,
    parts,
    single,
    summary,
    topics,
    walls,
)
from crawler.extraction.article import Article
from crawler.extraction.biographies import without_biography
from crawler.extraction.body import body
from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["extract"]


def extract(
    html: bytes,
    url: str,
    *,
    content_type: str | None = None,
    fetched: str | None = None,
    select: Mapping[str, str] | None = None,
) -> Article:
    """The article that a page holds; a page of any bytes gives one, if an empty one.

    :param html: the response's body, as it came
    :param url: its address, absolute
    :param content_type: the HTTP header of that name, for its charset
    :param fetched: when it was fetched, ISO 8601: no date is later, and "yesterday" is the day before
    :param select: field -> a CSS or XPath selector, for fields that the site's owner selects by hand
    """
    return article(Page(html, url, content_type), fetched, select)


def article(page: Page, fetched: str | None = None, select: Mapping[str, str] | None = None) -> Article:
    """The article of a parsed page, each field with its source."""
    text = body(page)
    written = authors.authors(page, text)
    if written and text.source == "text":
        text = without_biography(page.tree, text, written.value)
    found: dict[str, Found[object] | None] = {
        "title": page.title,
        "body": Found(text.text, text.source) if text.text else None,
        "published": dates.published(page, text, fetched),
        "modified": dates.modified(page, fetched),
        "authors": written,
        "language": language.language(page, text),
        "section": topics.section(page),
        "tags": topics.tags(page),
        "description": summary.description(page),
        "image": summary.image(page),
        "canonical_url": page.canonical,
        "links": links.links(page, text),
        "parts": parts.parts(page, text),
        "wall": walls.wall(page, text),
    }
    if select:
        from crawler.extraction import selected  # here, because parsel is needed for nothing else

        found |= selected.selected(page, select)
    known = {name: value for name, value in found.items() if value is not None}
    values = {name: value.value for name, value in known.items()}
    sources = {name: value.source for name, value in known.items()}
    whole = Article(url=page.url, published_source=sources.get("published"), sources=sources, **values)  # type: ignore[arg-type]
    judged = single.is_article(page, whole, text)
    return replace(whole, is_article=judged.value, sources=sources | {"is_article": judged.source})
