"""What is true of every page of the magazine: the rows of truth.jsonl, which tests compare an archive with.

A row of an article: `id`, `url`, `title`, `published` (as precise as its page tells it, or null), `authors`, `section`,
`tags`, `language`, `body` and `links` (kind, url, title; an article is named by its own address, whatever
spelling the page used), `edited` (the body in state 2) and `withdrawn` (gone in state 2).
A row of any other page: `url` and `what` it is.

    python -m crawler.demo --truth > crawler/demo/truth.jsonl
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from crawler.demo.magazine import HOME, Entry, articles, edited, series, static_pages
from crawler.demo.pages import REDIRECTS, SHELVES, filed, neighbours, newest_first
from crawler.demo.text import links

__all__ = ["rows", "truth"]


def truth() -> list[dict[str, Any]]:
    """The rows of truth.jsonl."""
    text = files(__package__).joinpath("truth.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def rows() -> Iterator[dict[str, Any]]:
    """The truth as magazine.toml has it."""
    yield from map(article_row, articles().values())
    for path, what in other_pages():
        yield {"url": HOME.rstrip("/") + path, "what": what}


def article_row(article: Entry) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "published": article.published,
        "authors": article.authors,
        "section": article.section,
        "tags": article.tags,
        "language": "fr",
        "body": article.body,
        "links": list(article_links(article)),
        "edited": edited(article).body if article.edit else None,
        "withdrawn": article.withdrawn,
    }


def article_links(article: Entry) -> Iterator[dict[str, str]]:
    """The links that are the article's own, in the order of kinds; blocks on every page are none of them."""
    for block in article.blocks:
        if block.kind == "insert":
            yield to_article("related", articles()[int(block.markup)])
        for words, target in links(block.markup):
            yield {"kind": "body", "url": resolved(target), "title": words}
    for number in article.related:
        yield to_article("related", articles()[number])
    for part in series(article, 1):
        yield to_article("series", part)
    if article.layout == 2021:
        older, newer = neighbours(article, 1)
        if older:
            yield to_article("previous", older)
        if newer:
            yield to_article("next", newer)


def to_article(kind: str, article: Entry) -> dict[str, str]:
    return {"kind": kind, "url": article.url, "title": article.title}


def resolved(target: str) -> str:
    return articles()[int(target)].url if target.isdigit() else HOME.rstrip("/") + target


def other_pages() -> Iterator[tuple[str, str]]:
    yield "/", "front page"
    yield "/actu", "listing"
    for path in static_pages():
        yield path, "static page"
    for kind, name in SHELVES.items():
        for slug in filed(newest_first(1), name):
            yield f"/{kind}/{slug}", "listing"
    for path in REDIRECTS:
        yield path, "redirect"
    yield "/actu/399/les-organisateurs-du-salon", "dead link"
    yield "/brouillons/380", "forbidden by robots.txt"
    yield "/documents/charte.pdf", "document"
