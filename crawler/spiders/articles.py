"""The spider: asks for what the frontier has planned, hands answers on. What to ask is `crawler.discovery`'s."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.errors import ArchiveError
from archive.store import Archive
from crawler.pipelines.extract import Extractor
from crawler.pipelines.store import Finding, Writer
from crawler.sites import Site, find_site, load_sites, site_from_url
from crawler.spiders.site_crawl import SiteCrawl

__all__ = ["ArticlesSpider"]

log = logging.getLogger(__name__)


class ArticlesSpider(Spider):
    """Every article of the given sites.

    :param sites: what to crawl; else `site` names entries of SITES_FILE, or `url` is a site's address
    :param mode: update (what is new or due), full (walk everything again) or recheck (every known article)
    :param limit: at most so many articles
    :param sample: read at most so many pages of one shape, to look a site over
    :param starts: further addresses that the user gave
    """

    name = "articles"

    def __init__(
        self,
        sites: Sequence[Site] | None = None,
        site: str | None = None,
        url: str | None = None,
        mode: str = "update",
        limit: int | str | None = None,
        sample: int | None = None,
        starts: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._given = (sites, site, url)
        self.mode = mode
        self.limit = int(limit) if limit else None
        self.sample, self.starts = sample, starts
        self.sites: dict[str, Site] = {}
        self.outcomes: dict[str, str] = {}
        self.archive: Archive
        self.writer: Writer
        self.extractor: Extractor
        self.crawls: dict[str, SiteCrawl] = {}
        self._tasks: list[asyncio.Future[None]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sites = {site.name: site for site in _chosen(*spider._given, crawler.settings["SITES_FILE"])}
        spider.archive = Archive(Path(crawler.settings["ARCHIVE_DIR"]))
        spider.writer = Writer(spider.archive)
        spider.extractor = Extractor(crawler.settings.getint("EXTRACT_PROCESSES", 2))
        crawler.signals.connect(spider.spider_closed, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Requests and articles as the sites' crawls hand them out; each crawl goes its own pace."""
        out: asyncio.Queue[Request | Finding | None] = asyncio.Queue()
        self.crawls = {site.name: SiteCrawl(self, site, out) for site in self.sites.values()}
        self._tasks = [asyncio.ensure_future(self._drive(crawl)) for crawl in self.crawls.values()]
        ended = asyncio.ensure_future(_put_last(self._tasks, out))
        try:
            while (thing := await out.get()) is not None:
                yield thing
            await self._handed_on()
            if self.writer.failure:
                raise CloseSpider("archive")
        finally:
            for task in (*self._tasks, ended):
                task.cancel()

    async def _handed_on(self) -> None:
        """Until the last articles are through the pipelines: Scrapy would notice that only at its next heartbeat."""
        scraper = self.crawler.engine.scraper if self.crawler.engine else None
        for _ in range(500):
            if scraper is None or scraper.slot is None or scraper.slot.is_idle():
                return
            self.writer.flush()
            await asyncio.sleep(0.02)

    async def _drive(self, crawl: SiteCrawl) -> None:
        """One site's crawl; what goes wrong in it does not stop the others."""
        try:
            self.outcomes[crawl.site.name] = await crawl.run()
        except asyncio.CancelledError:
            raise
        except Exception as error:
            if self.writer.failure is None:
                log.exception("%s: the crawl ended early", crawl.site.name)
            self.outcomes[crawl.site.name] = f"failed: {error}"
        self.writer.flush()
        self._close(crawl, "finished")

    async def answered(self, response: Response) -> None:
        """Callback of every request."""
        assert response.request is not None
        crawl, url = self.crawls[response.request.meta["site"]], response.request.meta["asked"]
        try:
            await crawl.answers.answered(url, response)
        except ArchiveError:
            if self.writer.failure is None:  # else the command says it, once, at the end
                raise
        finally:
            crawl.done(url)

    async def failed(self, failure: Failure) -> None:
        """Errback of every request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        crawl, url = self.crawls[request.meta["site"]], request.meta["asked"]
        try:
            crawl.answers.failed(url, failure)
        finally:
            crawl.done(url)

    async def spider_closed(self, reason: str) -> None:
        """Write what is left, end the processes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.writer.flush()
        for crawl in self.crawls.values():
            try:
                crawl.stop()
            finally:
                self._close(crawl, reason)
        self.extractor.close()
        self.archive.close()

    def _close(self, crawl: SiteCrawl, reason: str) -> None:
        """End a site's share; that its row cannot be written is told of at the end of the run."""
        try:
            crawl.close(reason)
        except ArchiveError as error:
            self.writer.failure = self.writer.failure or error


def _chosen(sites: Sequence[Site] | None, names: str | None, url: str | None, file: str) -> Sequence[Site]:
    if sites is not None:
        return sites
    if url:
        known = load_sites(file) if Path(file).exists() else []
        return [find_site(known, url) or site_from_url(url)]
    wanted = [name.strip() for name in names.split(",")] if names else None
    return [site for site in load_sites(file) if wanted is None or site.name in wanted]


async def _put_last(tasks: Sequence[asyncio.Future[None]], out: asyncio.Queue[Any]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
    await out.put(None)
