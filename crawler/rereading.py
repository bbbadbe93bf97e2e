"""Extraction over stored captures, as a crawl does it over answers: what `archive` is given to read pages again."""

import asyncio
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from archive.captures import Response
from crawler.discovery.canonical import canonical
from crawler.discovery.reading import Reading, article_of, read
from crawler.discovery.verdict import verdicts
from crawler.discovery.walk import Walk
from crawler.extraction import Article
from crawler.extraction.page import Page
from crawler.spiders.whole import whole

__all__ = ["extracted", "judged", "looked", "reading_of", "rules"]


def reading_of(page: Response, settings: Mapping[str, Any]) -> Reading:
    """What a stored response holds.

    :param settings: the site's entry in sites.toml, as the archive keeps it
    """
    return read(
        page.content, page.url, content_type=page.content_type, fetched=page.fetched, options=settings
    )


def extracted(pages: Sequence[Response], settings: Mapping[str, Any]) -> Article | None:
    """The article that its stored pages (one, mostly) make; None if they are none."""
    first, *others = [_article(page, settings) for page in pages]
    by_url = {canonical(other.url) or other.url: other for other in others}

    async def read_part(url: str) -> Article | None:
        return by_url.get(url)

    return asyncio.run(whole(first, read_part)).article if others else first


def _article(page: Response, settings: Mapping[str, Any]) -> Article:
    return article_of(Page(page.content, page.url, page.content_type), page.fetched, settings)


def looked(pages: Sequence[Response], settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a stored page shows of what it is, as the ledger keeps it."""
    seen = reading_of(pages[0], settings).evidence
    return {"round": 0, "page": seen.as_json()} if seen else None


def judged(
    home: str, rows: Iterable[Mapping[str, Any]], settings: Mapping[str, Any]
) -> dict[str, tuple[str, str, str | None]]:
    """(state, reason, target of an alias) of the pages of a site, all judged together.

    :param settings: the site's entry in sites.toml, as the archive keeps it; of it, `article` and `key`
    """
    walk = Walk(home)
    walk.load(rows, "")
    articles = [re.compile(rule) for rule in settings.get("article") or ()]
    key = re.compile(settings["key"]) if settings.get("key") else None
    found = verdicts(walk.known.values(), home, articles, key)
    return {url: (verdict.state, verdict.reason, verdict.target) for url, verdict in found.items()}


@cache
def rules() -> str:
    """A name for today's rules: it changes with any file of the extraction."""
    digest = hashlib.sha256()
    for file in sorted((Path(__file__).parent / "extraction").rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
