"""Articles as pages say them: read in processes of their own, kept until the verdict, put together of their parts."""

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from scrapy import Request

from crawler import clock
from crawler.discovery.reading import Reading
from crawler.extraction import Article
from crawler.spiders.whole import Whole, whole

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from crawler.spiders.site_crawl import SiteCrawl

__all__ = ["Pages"]


KEPT_ARTICLES, FEWEST = 2000, 20
"""Articles read and not yet judged that are in memory, of all sites and of each; others are read from their captures."""


class Pages:
    """The pages of one site that a run has read."""

    def __init__(self, crawl: "SiteCrawl") -> None:
        self.crawl = crawl
        self._articles: dict[str, Article] = {}
        self.cut: set[str] = set()  # pages that may have been cut short on their way
        self._room = max(FEWEST, KEPT_ARTICLES // max(1, len(crawl.spider.sites)))

    def keep(self, url: str, article: Article) -> None:
        """Hold an article that waits for its verdict, as far as there is room."""
        if len(self._articles) < self._room:
            self._articles[url] = article

    @property
    def hold_any(self) -> bool:
        return bool(self._articles)

    def held(self, url: str) -> Article | None:
        """An article that was kept."""
        return self._articles.get(url)

    async def take(self, url: str) -> Article | None:
        """An article that was kept, or is read again from its capture."""
        return self._articles.pop(url, None) or await self._from_capture(url)

    def forget(self) -> None:
        """Hold none any more."""
        self._articles.clear()

    async def reading(self, body: bytes, url: str, *, fetched: str | None = None, **what: Any) -> Reading:
        """What a response holds, read in a process of its own, as the site's entry in sites.toml has it."""
        options = {"select": dict(self.crawl.site.select)}
        fetched = fetched or clock.stamp(clock.now())
        return await self.crawl.spider.extractor.read(body, url, fetched=fetched, options=options, **what)

    async def _from_capture(self, url: str) -> Article | None:
        self.crawl.spider.writer.flush()
        row = self.crawl.archive.url_row(url)
        if not row or not row["capture_id"]:
            return None
        response = self.crawl.archive.read_capture(row["capture_id"])
        reading = await self.reading(
            response.content, url, content_type=response.content_type, fetched=response.fetched
        )
        return reading.article

    async def whole(
        self, first: Article, read: Callable[[str], Awaitable[Article | None]]
    ) -> tuple[Whole, list[str]]:
        """An article with the text of all its parts, and the addresses of the further ones that could be had."""
        parts: list[str] = []

        async def noted(url: str) -> Article | None:
            page = await read(url)
            if page is not None:
                parts.append(url)
            return page

        return await whole(first, noted), parts

    async def part(self, url: str) -> Article | None:
        """A part of an article: as the walk read it, else asked for now."""
        known = self.crawl.walk.known.get(url)
        if known and known.evidence:
            return self._articles.get(url) or await self._from_capture(url)
        return await self.ask_for_part(url)

    async def ask_for_part(self, url: str) -> Article | None:
        if not self.crawl.walk.belongs(url) or self.crawl.spider.crawler.engine is None:
            return None
        self.crawl.requests += 1
        self.crawl.count("requests", 1)
        request = Request(
            url, meta={"site": self.crawl.site.name, "kind": "page", "asked": url}, dont_filter=True
        )
        try:
            response = await self.crawl.spider.crawler.engine.download_async(request)
        except Exception as error:  # whatever went wrong, the first part is an article all the same
            log.info("%s: a part could not be had: %s", url, error)
            return None
        if response.status != 200:
            return None
        self.crawl.ledger.part(url, response)
        return (await self.reading(response.body, url)).article
