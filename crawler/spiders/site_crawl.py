"""The crawl of one site: rounds of requests, their answers written down, the verdict at the end."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from archive.store import Stored
from crawler import clock
from crawler.discovery import seeds
from crawler.discovery.canonical import canonical
from crawler.discovery.reading import Reading
from crawler.discovery.verdict import Verdict, verdicts
from crawler.discovery.walk import WAITING, Found, Known, Walk
from crawler.extraction import Article
from crawler.middlewares.robots import RobotsMiddleware
from crawler.pipelines.store import Finding
from crawler.sites import Site

if TYPE_CHECKING:
    from crawler.spiders.articles import ArticlesSpider

__all__ = ["SiteCrawl"]

IN_FLIGHT = 6  # requests of a site that Scrapy holds at a time; how many are on the wire is its affair
KEPT_ARTICLES = 2000  # read and not yet judged, in memory; the others are read again from their captures

log = logging.getLogger(__name__)


class SiteCrawl:
    """One site's share of a run. All thinking is `Walk`'s and `verdicts`'; this asks and writes."""

    def __init__(self, spider: "ArticlesSpider", site: Site, out: asyncio.Queue[Any]) -> None:
        self.spider, self.site, self.out = spider, site, out
        self.writer, self.archive = spider.writer, spider.archive
        self.walk = Walk(site.url, site.exclude)
        self.stopped: str | None = None
        self._asked: set[str] = set()
        self._quiet = asyncio.Event()
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._articles: dict[str, Article] = {}
        self._storing: set[str] = set()
        self._crawl_id: int | None = None
        self._walked: str | None = None

    # --- the run

    async def run(self) -> str:
        """Walk the site to the end of what may be asked; the outcome in a word."""
        now = self._now()
        with self.archive.batch():
            self.archive.put_site(
                self.site.name,
                self.site.url,
                language=self.site.language,
                timezone=self.site.timezone,
                settings=self.site.as_settings(),
                now=now,
            )
            self._crawl_id = self.archive.begin_crawl(self.site.name, self.spider.mode, now)
        self.walk.load(self.archive.pages(self.site.name))
        knowledge = self.archive.knowledge(self.site.name)
        self.walk.round, self._walked = knowledge.get("round", 0), knowledge.get("walked")
        await self._ask_all([known.url for known in self.walk.known.values() if known.planned])
        self._add(seeds.first(self.site.url, await self._sitemaps_of_robots()))
        while not self.stopped:
            await self._judge(final=False)
            self._add(seeds.guesses(self.walk))
            if not (urls := self._plan()):
                break
            await self._ask_all(urls)
        await self._judge(final=True)
        if not self.stopped:
            self._write_what_is_left()
            self.archive.learn(self.site.name, {"walked": self._walked or self._now()})
        return self.stopped or "done"

    async def _sitemaps_of_robots(self) -> tuple[str, ...]:
        robots = self.spider.crawler.get_downloader_middleware(RobotsMiddleware)
        if robots is None:
            return ()
        rules = await robots.rules(self.site.url, site=self.site.name)
        return tuple(rules.sitemaps)

    def _plan(self) -> list[str]:
        if self.spider.limit is not None and self._enough():
            self.stopped = "limit"
            return []
        urls = self.walk.next_round()
        if urls:
            now, number = self._now(), self.walk.round

            def write() -> None:
                self.archive.plan(self.site.name, urls, now)
                self.archive.learn(self.site.name, {"round": number})

            self.writer.put(write)
        return urls

    def _enough(self) -> bool:
        own = sum(1 for known in self.walk.known.values() if known.evidence and known.evidence.own)
        return own >= (self.spider.limit or 0)

    async def _ask_all(self, urls: Iterable[str]) -> None:
        """Ask for these, and wait until every answer has been written down."""
        for url in urls:
            if self.stopped or (self.spider.limit is not None and self._enough()):
                break
            await self._room.acquire()
            self._asked.add(url)
            self._count("requests")
            await self.out.put(self._request(self.walk.known[url]))
        while self._asked:
            self._quiet.clear()
            await self._quiet.wait()
        self.writer.flush()

    def _request(self, known: Known) -> Request:
        meta: dict[str, Any] = {"site": self.site.name, "kind": known.kind, "asked": known.url}
        if known.kind == "sitemap":
            meta["download_maxsize"] = self.spider.settings.getint("SITEMAP_MAXSIZE", 52_428_800)
        return Request(
            known.url, callback=self.spider.answered, errback=self.spider.failed, meta=meta, dont_filter=True
        )

    def done(self, url: str) -> None:
        """An answer has been dealt with."""
        self._asked.discard(url)
        self._room.release()
        if not self._asked:
            self._quiet.set()

    # --- answers

    async def answered(self, url: str, response: Response) -> None:
        """Read one answer, and write down what it says, all of it in one transaction."""
        if response.status != 200:
            state, reason = _reason_of_status(response.status)
            self._settle(url, state, reason)
            return
        final = canonical(response.url) or url
        if final != url and not self._follow(url, final):
            return
        kind = self.walk.known[url].kind
        reading = await self.spider.extractor.read(
            response.body,
            final,
            kind=kind,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        )
        found = list(seeds.found_in(reading, final))
        if reading.kind != "page" or reading.evidence is None:
            items = self._new(found)
            self._settle(final, "other", seeds.words_for(reading), found=items)
            return
        if reading.links and reading.links.refresh:
            items = self._new([Found(reading.links.refresh, "page", "link")])
            self._settle(final, "alias", f"sends readers on to {reading.links.refresh}", found=items)
            return
        self._keep_page(final, response, reading, self._new(found))

    def _follow(self, url: str, final: str) -> bool:
        """Note a redirect; whether its target is to be read."""
        if not self.walk.belongs(final):
            self._settle(url, "other", f"redirects to another site ({final})")
            return False
        target = self.walk.known.get(final)
        known = self.walk.known[url]
        items = self._new(Found(final, known.kind, source, known.lastmod) for source in sorted(known.sources))
        self._settle(url, "alias", f"redirects to {final}", found=items)
        return target is None or target.waits

    def _keep_page(self, url: str, response: Response, reading: Reading, items: list[Found]) -> None:
        evidence = reading.evidence
        assert evidence is not None
        if len(self._articles) < KEPT_ARTICLES and reading.article:
            self._articles[url] = reading.article
        self.walk.settle(url, "other", WAITING, evidence)
        now, request = self._now(), response.request
        assert request is not None
        number = self.walk.round

        def write() -> None:
            self.archive.found(self.site.name, _rows(items), now)
            capture = self.archive.add_capture(
                url,
                now,
                response.status,
                _headers(request.headers),
                _headers(response.headers, response.body),
                response.body,
                site=self.site.name,
            )
            self.archive.settle(
                url,
                site=self.site.name,
                state="other",
                reason=WAITING,
                now=now,
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
                evidence={"round": number, "page": evidence.as_json()},
                capture_id=capture,
                tries=0,
            )

        self.writer.put(write)

    def failed(self, url: str, failure: Failure) -> None:
        """Write down why there was no answer."""
        error: Any = failure.value
        if isinstance(error, HttpError):
            state, reason = _reason_of_status(error.response.status)
            self._settle(url, state, reason)
        elif isinstance(error, IgnoreRequest):
            self._settle(url, "excluded", str(getattr(error, "reason", None) or error) or "not asked")
        else:
            self._count("failed")
            self._settle(url, "failed", f"no answer: {failure.type.__name__ if failure.type else error}")

    # --- the verdict

    async def _judge(self, *, final: bool) -> None:
        """Settle pages that were read and wait: all of them at the end, before that those that are certain."""
        found = verdicts(self.walk.known.values(), self.walk.home, self.site.article)
        for url in sorted(found):
            known, verdict = self.walk.known[url], found[url]
            if verdict.state == "article" and known.reason == WAITING and (final or verdict.sure):
                await self._archive(known, verdict)
        if final:
            await self._written()
            self._settle_the_others(found)

    async def _written(self) -> None:
        """Until all that was handed out has reached the archive."""
        while self._storing and self.writer.failure is None:
            await asyncio.sleep(0.05)
        self.writer.flush()

    async def _archive(self, known: Known, verdict: Verdict) -> None:
        row = self.archive.url_row(known.url) or {}
        capture = row.get("capture_id")
        article = self._articles.pop(known.url, None) or await self._from_capture(known.url, capture)
        if article is None or capture is None:
            return
        self.walk.settle_as(known.url, "article", verdict.reason)
        self._storing.add(known.url)
        await self.out.put(Finding(article, lambda: self._store(article, known.url, capture, verdict.reason)))

    def _store(self, article: Article, url: str, capture: int, reason: str) -> Stored:
        now = self._now()
        self._storing.discard(url)
        stored = self.archive.store_article(
            article, site=self.site.name, url=url, now=now, capture_id=capture
        )
        self.archive.settle(url, state="article", reason=reason, now=now, article_id=stored.article_id)
        self._count(stored.outcome)
        return stored

    async def _from_capture(self, url: str, capture: int | None) -> Article | None:
        if capture is None:
            return None
        response = self.archive.read_capture(capture)
        reading = await self.spider.extractor.read(response.body, url, content_type=response.content_type)
        return reading.article

    def _settle_the_others(self, found: Mapping[str, Verdict]) -> None:
        """What was read and is no article of its own; one that was taken for an article on the way is taken back."""
        now, first = self._now(), not self._walked
        for url in sorted(found):
            known, verdict = self.walk.known[url], found[url]
            taken_back = known.state == "article" and first
            if verdict.state == "article" or not (known.reason == WAITING or taken_back):
                continue
            self.walk.settle_as(url, verdict.state, verdict.reason)

            def write(url: str = url, verdict: Verdict = verdict, taken_back: bool = taken_back) -> None:
                if taken_back:
                    self.archive.remove_article(url, verdict.reason, now)
                self._write_verdict(url, verdict, now)

            self.writer.put(write)

    def _write_verdict(self, url: str, verdict: Verdict, now: str) -> None:
        target = self.archive.url_row(verdict.target) if verdict.target else None
        if verdict.state == "alias" and target and target["article_id"]:
            self.archive.add_alias(url, target["article_id"], verdict.reason, now)
        else:
            self.archive.settle(url, state=verdict.state, reason=verdict.reason, now=now)

    def _write_what_is_left(self) -> None:
        now = self._now()
        for url, (state, reason) in self.walk.left().items():
            self.walk.settle_as(url, state, reason)
            self.writer.put(
                lambda url=url, state=state, reason=reason: self.archive.settle(
                    url, state=state, reason=reason, now=now
                )  # type: ignore[misc]
            )

    # --- small things

    def close(self, reason: str) -> None:
        """The run has ended: close its row of `crawls`."""
        if self._crawl_id is None:
            return
        stats, name = self.spider.crawler.stats, self.site.name
        keys = ("requests", "bytes", "found", "new", "changed", "unchanged", "gone", "blocked", "failed")
        values = {key: int(stats.get_value(f"kiosque/{name}/{key}", 0)) for key in keys} if stats else {}
        outcome = self.spider.outcomes.get(name) or (reason if reason != "finished" else "done")
        self.archive.end_crawl(self._crawl_id, now=self._now(), outcome=outcome, message=None, **values)

    def _add(self, items: Iterable[Found]) -> None:
        fresh, now = self._new(items), self._now()
        if fresh:
            self.writer.put(lambda: self.archive.found(self.site.name, _rows(fresh), now))

    def _new(self, items: Iterable[Found]) -> list[Found]:
        fresh = self.walk.add(items)
        self._count("found", len(fresh))
        return fresh

    def _settle(self, url: str, state: str, reason: str, found: list[Found] | None = None) -> None:
        self.walk.settle(url, state, reason)
        now, number = self._now(), self.walk.round

        def write() -> None:
            self.archive.found(self.site.name, _rows(found or []), now)
            self.archive.settle(
                url, site=self.site.name, state=state, reason=reason, now=now, evidence={"round": number}
            )

        self.writer.put(write)

    def _count(self, name: str, by: int = 1) -> None:
        if self.spider.crawler.stats:
            self.spider.crawler.stats.inc_value(f"kiosque/{self.site.name}/{name}", by)

    def _now(self) -> str:
        return clock.stamp(clock.now())


def _rows(items: Iterable[Found]) -> list[dict[str, Any]]:
    return [{"url": i.url, "kind": i.kind, "source": i.source, "lastmod": i.lastmod} for i in items]


def _reason_of_status(status: int) -> tuple[str, str]:
    if status in (401, 402, 403, 407, 451):
        return "blocked", f"HTTP {status}"
    return "failed", f"HTTP {status}"


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _headers(headers: Mapping[Any, Any], body: bytes | None = None) -> list[tuple[bytes, bytes]]:
    """Headers as pairs. Scrapy has taken Content-Encoding off the body, so the length is that of what is kept."""
    pairs = [(name, value) for name, values in headers.items() for value in values]
    if body is None:
        return pairs
    kept = [
        (n, v)
        for n, v in pairs
        if n.lower() not in (b"content-length", b"content-encoding", b"transfer-encoding")
    ]
    return [*kept, (b"Content-Length", str(len(body)).encode())]
