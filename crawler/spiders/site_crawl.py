"""The crawl of one site: rounds of requests, their answers written down, the verdict at the end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.store import Stored
from crawler import clock
from crawler.discovery import seeds
from crawler.discovery.canonical import canonical, identity, same_site
from crawler.discovery.gaps import A_RUN, SOURCE
from crawler.discovery.reading import Reading
from crawler.discovery.verdict import Verdict, surely_no_article, verdicts
from crawler.discovery.walk import WAITING, Found, Known, Walk
from crawler.extraction import Article
from crawler.middlewares.failures import in_words
from crawler.middlewares.limits import Refused
from crawler.middlewares.pace import PaceMiddleware, SiteResting
from crawler.middlewares.robots import RobotsMiddleware, RobotsUnavailable
from crawler.pipelines.store import Finding
from crawler.schedule import missing_again, retry_at
from crawler.sites import Site
from crawler.spiders.ledger import OUTAGE, Ledger, digest, validators
from crawler.spiders.watch import Watch, fronts, further_posts, is_outage, proven_shapes
from crawler.spiders.whole import whole

if TYPE_CHECKING:
    from crawler.spiders.articles import ArticlesSpider

log = logging.getLogger(__name__)

__all__ = ["SiteCrawl"]

IN_FLIGHT = 6  # requests of a site that Scrapy holds at a time; how many are on the wire is its affair
GUESSES = frozenset({"guess", SOURCE})  # sources of addresses that nothing named
UNREAD_KEPT = 20
KEPT_ARTICLES = 2000  # read and not yet judged, in memory; the others are read again from their captures


class SiteCrawl:
    """One site's share of a run. All thinking is `Walk`'s and `verdicts`'; this asks, and hands on to the ledger."""

    def __init__(self, spider: "ArticlesSpider", site: Site, out: asyncio.Queue[Any]) -> None:
        self.spider, self.site, self.out = spider, site, out
        self.archive = spider.archive
        self.ledger = Ledger(spider.archive, spider.writer, site, self._count)
        self.walk = Walk(site.url, site.exclude, site.key, sample=spider.sample)
        self.watch = Watch(site, {})
        self.stopped: str | None = None
        self._asked: set[str] = set()
        self._quiet = asyncio.Event()
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._articles: dict[str, Article] = {}
        self._storing: set[str] = set()
        self._requests = self._stored = 0
        self._crawl_id: int | None = None
        self._walked: str | None = None
        self._read_lists: set[str] = set()
        self._further: set[str] = set()
        self._proven: set[str] = set()
        self._guessed: set[str] = set()
        self._posts_read: str | None = None  # when a WordPress interface was last asked for posts
        self._missing: dict[str, tuple[int, Response | None]] = {}
        self._looks = self._fronts_failed = 0

    # --- the run

    async def run(self) -> str:
        """Walk the site to the end of what may be asked; the outcome in a word."""
        self._begin()
        sitemaps = await self._sitemaps_of_robots()
        self._add(seeds.first(self.walk.home, sitemaps))
        self._add(seeds.given(self.spider.starts, self.walk.home))
        again = self._again()
        if again:
            self.ledger.plan(again, self.walk.begin_round(again))
        await self._ask_all(self.walk.planned())
        while not self.stopped:
            await self._judge(final=False)
            self._add(seeds.guesses(self.walk))
            if more := self._followed():
                self.ledger.plan(more, self.walk.begin_round(more))
            # In the plan's order, lists first: where a budget ends the run, that is what it should have seen.
            if not (urls := list(dict.fromkeys([*more, *self.walk.next_round()])) or self._unnamed()):
                break
            self.ledger.plan(urls, self.walk.round)
            await self._ask_all(urls)
        await self._judge(final=True)
        self._settle_missing()
        if not self.stopped:
            await self._end_walk()
        return self.stopped or "done"

    def _again(self) -> list[str]:
        """What a run over a site that was walked before asks for again, whatever its schedule says."""
        if not self._walked:
            return []
        if self.spider.mode == "update":
            return fronts(self.walk)
        return self.walk.again(self.spider.mode, clock.stamp(clock.now()))

    def _followed(self) -> list[str]:
        """What this run's lists lead to: articles that they call changed, and further pages of a list full of news."""
        if not self._walked:
            return []
        articles = sum(1 for known in self.walk.known.values() if known.article_id)
        further = {url for url in self._further if url in self.walk.known} - self._read_lists
        claimed = set(self.watch.claimed(articles)) - self._read_lists
        self._further.clear()
        self._read_lists |= further | claimed
        return sorted(further | claimed)

    def _unnamed(self) -> list[str]:
        """Once all that is named has been asked for: articles whose numbers alone tell of them."""
        again = self._walked is not None and self.spider.mode == "update"
        found = [item for item in self.walk.gaps(again=again) if item.url not in self._guessed]
        found = found[: max(0, A_RUN - len(self._guessed))]
        self._add(found)
        urls = sorted(item.url for item in found)
        self._guessed.update(urls)
        if urls:
            self.walk.begin_round(urls)
        return urls

    def _begin(self) -> None:
        now = clock.stamp(clock.now())
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
        knowledge = self.archive.knowledge(self.site.name)
        self.walk.home = knowledge.get("home") or self.walk.home
        self.walk.load(self.archive.pages(self.site.name), now)
        self.walk.round, self._walked = knowledge.get("round", 0), knowledge.get("walked")
        self.watch = Watch(self.site, knowledge)
        if self._walked:
            self._proven = proven_shapes(self.walk, (knowledge.get("unread") or {}).get("urls", ()))
        if self._walked and self.spider.mode == "update":
            posts = [k.checked for k in self.walk.known.values() if k.kind == "wordpress" and k.checked]
            self._posts_read = max(posts, default=None)

    async def _sitemaps_of_robots(self) -> tuple[str, ...]:
        try:
            return await self._named_by_robots()
        except IgnoreRequest as error:  # the site rests, or is not to be asked at all
            self.stopped = f"resting: {getattr(error, 'reason', error)}"
            return ()

    async def _named_by_robots(self) -> tuple[str, ...]:
        robots = self.spider.crawler.get_downloader_middleware(RobotsMiddleware)
        if robots is None:
            return ()
        rules = await robots.rules(self.walk.home, site=self.site.name)
        other = next((url for url in self.spider.starts if identity(url) == identity(self.walk.home)), None)
        if rules.unavailable and other:  # https was a guess of ours, and does not answer
            self.walk.home = other
            self.archive.learn(self.site.name, {"home": other})
            rules = await robots.rules(other, site=self.site.name)
        return tuple(rules.sitemaps)

    async def _ask_all(self, urls: Iterable[str]) -> None:
        """Ask for these, and wait until every answer has been written down."""
        for url in urls:
            if self._must_stop():
                break
            await self._room.acquire()
            self._asked.add(url)
            self._requests += 1
            self._count("requests", 1)
            await self.out.put(self._request(self.walk.known[url]))
        while self._asked:
            self._quiet.clear()
            await self._quiet.wait()
        self.spider.writer.flush()

    def _must_stop(self) -> bool:
        budget = self.site.budget or self.spider.settings.getint("CRAWL_BUDGET")
        if budget and self._requests >= budget:
            self.stopped = self.stopped or "budget"
        if self.spider.limit is not None:
            own = sum(1 for page in self.walk.known.values() if page.evidence and page.evidence.own)
            if own >= self.spider.limit:
                self.stopped = self.stopped or "limit"
        if self.spider.writer.failure:
            self.stopped = self.stopped or "archive"
        return self.stopped is not None

    def _request(self, known: Known) -> Request:
        meta: dict[str, Any] = {"site": self.site.name, "kind": known.kind, "asked": known.url}
        if known.kind == "sitemap":
            meta["download_maxsize"] = self.spider.settings.getint("SITEMAP_MAXSIZE", 52_428_800)
        since = known.kind == "wordpress" and self._posts_read
        return Request(
            seeds.posts_since(known.url, clock.parse(since)) if since else known.url,
            callback=self.spider.answered,
            errback=self.spider.failed,
            headers={} if since else self.watch.validators(known, clock.now()),
            meta=meta,
            dont_filter=True,
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
        known = self.walk.known[url]
        self._looks += known.article_id is not None
        if response.status == 304:
            self._unchanged(known, response)
        elif response.status != 200:
            self._refused(known, response.status, response)
        else:
            redirected = response.request is not None and response.request.meta.get("redirect_urls")
            final = (canonical(response.url) or url) if redirected else url
            if known.article_id and final != url and final in (self.walk.home, canonical("/", url)):
                self._refused(
                    known, 404, response
                )  # readers are sent to the home page: the article is not there
            elif self._leads_to_itself(known, final):
                await self._read(url, response, known.kind, at=final)
            elif final == url or self._follow(known, final):
                await self._read(final, response, known.kind)

    def _leads_to_itself(self, known: Known, final: str) -> bool:
        """Whether an archived article answers at another address now (https, a new slug): a look at it all the same."""
        if not known.article_id or final == known.url:
            return False
        return identity(final) == identity(known.url) or self.walk.end_of(final) == known.url

    async def _read(self, url: str, response: Response, kind: str, *, at: str | None = None) -> None:
        """
        :param at: where the document of this URL lies, if elsewhere
        """
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        reading = await self._reading(response.body, at or url, kind=kind, content_type=content_type)
        found = list(seeds.found_in(reading, at or url))
        self._listen(self.walk.known.get(url), found, response)
        items = self._new(found)
        refresh = reading.links.refresh if reading.links else None
        if refresh:
            items += self._new([Found(refresh, "page", "link")])
            self._settle(url, "alias", f"sends readers on to {refresh}", found=items, target=refresh)
        elif reading.kind == "page" and reading.evidence and reading.article:
            await self._keep(url, response, reading, items)
        else:
            self._settle(url, "other", seeds.words_for(reading), found=items, response=response)

    async def _reading(self, body: bytes, url: str, *, fetched: str | None = None, **what: Any) -> Reading:
        """What a response holds, read in a process of its own, as the site's entry in sites.toml has it."""
        options = {"select": dict(self.site.select)}
        fetched = fetched or clock.stamp(clock.now())
        return await self.spider.extractor.read(body, url, fetched=fetched, options=options, **what)

    def _listen(self, known: Known | None, found: list[Found], response: Response) -> None:
        """In a run that looks for news: what a list calls changed, and whether its next page is worth asking for."""
        if not self._walked or known is None or known.article_id:
            return
        self._read_lists.add(known.url)
        self.watch.hear(self.walk, found, clock.now())
        if known.kind == "wordpress":
            self._further |= further_posts(found, self._posts_read)
            return
        changed = known.digest is not None and known.digest != digest(response)
        self.watch.saw_validators("front", known, changed=changed, validators=validators(response))
        news = [item for item in found if item.kind == "page" and not self.walk.spellings(item.url)]
        if news:
            self._further |= {item.url for item in found if item.kind == "listing"}

    async def _keep(self, url: str, response: Response, reading: Reading, items: list[Found]) -> None:
        """A page: of a known article a new look, else one that waits for its verdict."""
        evidence, article = reading.evidence, reading.article
        assert evidence is not None and article is not None
        known = self.walk.known[url]
        if known.article_id and known.state in ("article", "gone"):
            self.ledger.found(items)
            if article.wall:
                self._walled(known, response, article.wall)
                return
            article, parts = await self._whole(article, self._ask_for_part)
            self.walk.settle(url, "article", _well_again(known.reason), evidence)
            before = replace(known)
            look = self.ledger.look(
                url,
                response,
                article,
                evidence,
                number=self.walk.round,
                reason=_well_again(known.reason),
                due=lambda stored: self._after_look(before, response, stored),
                parts=parts,
            )
            await self.out.put(Finding(article, look))
            return
        if len(self._articles) < KEPT_ARTICLES:
            self._articles[url] = article
        self.walk.settle(url, "other", WAITING, evidence)
        further = article.parts is not None and article.parts.number > 1
        keep = further or not surely_no_article(self.walk.known[url], self.walk.home)
        self.ledger.page(url, response, evidence, number=self.walk.round, found=items, keep=keep)

    def _follow(self, known: Known, final: str) -> bool:
        """Note a redirect; whether its target is to be read."""
        if known.kind == "home":
            self._home_moved(final)
        if known.article_id and identity(final) == identity(self.walk.home):
            self._refused(known, 404)  # many sites send readers of what is gone to their home page
            return False
        if not self.walk.belongs(final):
            self._settle(known.url, "other", f"redirects to another site ({final})")
            return False
        target = self.walk.known.get(final)
        items = self._new(Found(final, known.kind, source, known.lastmod) for source in sorted(known.sources))
        due = self._next_look(known.url, known.article_id) if known.article_id else None
        self._settle(known.url, "alias", f"redirects to {final}", found=items, target=final, due=due)
        return target is None or target.state == "due"

    def _home_moved(self, to: str) -> None:
        """The home page redirects: the walk goes on from there; after the first walk that is news."""
        facts: dict[str, Any] = {"home": to}
        if self._walked and to != self.walk.home:
            now = clock.stamp(clock.now())
            facts["moved"] = {"to": to, "since": now, "away": not same_site(to, self.walk.home)}
        self.walk.home = to
        self.archive.learn(self.site.name, facts)

    def _after_look(self, known: Known, response: Response, stored: Stored) -> str:
        """Learn from a look at an archived article; when the next one is."""
        now, changed = clock.now(), stored.outcome == "changed"
        self.watch.saw(known, changed=changed, validators=validators(response), now=now)
        return self._next_look(known.url, stored.article_id)

    def _unchanged(self, known: Known, response: Response) -> None:
        due = None
        if known.article_id:
            self._count("unchanged", 1)
            self.watch.saw(known, changed=False, validators=None, now=clock.now())
            due = self._next_look(known.url, known.article_id)
        self.walk.settle(known.url, known.state, _well_again(known.reason))
        kept = response if known.article_id else None
        self.ledger.seen_again(known.url, known.state, known.reason, due, kept, tries=0)

    def _refused(self, known: Known, status: int, response: Response | None = None) -> None:
        if known.article_id and status in (404, 410):
            self.walk.settle(known.url, known.state, f"HTTP {status}")
            self._count("missing", 1)
            self._missing[known.url] = (status, response)
            return
        if known.sources == {SOURCE} and not known.article_id and status in (404, 410):
            self._settle(known.url, "other", f"no article has this number (HTTP {status})")
            return
        blocked = status in (401, 402, 403, 407, 429, 451)
        self._count("blocked" if blocked else _kind_of_failure(known, status), 1)
        if self._failed_again(known, f"HTTP {status}"):
            return
        due = self._try_again(known.url) if self._may_pass(known.url, status) else None
        self._settle(known.url, "blocked" if blocked else "failed", f"HTTP {status}", due=due)

    def _may_pass(self, url: str, status: int) -> bool:
        """Whether another time a page may be there: what a list names as new may be missing for a day."""
        row = self.archive.url_row(url) or {}
        news = self._walked is not None and status in (404, 410) and (row.get("tries") or 0) < 3
        return news or status >= 500 or status in (408, 425, 429)

    def _failed_again(self, known: Known, why: str) -> bool:
        """A page that was read before keeps its state and what was seen on it; whether this is one."""
        if known.state not in ("other", "article", "gone") or not (known.article_id or self._walked):
            return False
        self._fronts_failed += known.article_id is None
        self.walk.settle(known.url, known.state, known.reason)
        due = self._try_again(known.url)
        self.ledger.seen_again(known.url, known.state, f"the last look failed: {why}", due)
        return True

    def _settle_missing(self) -> None:
        """Articles that answered 404: withdrawn, if the rest of the site was there."""
        if not self._missing:
            return
        outage = is_outage(missing=len(self._missing), looks=self._looks, fronts_failed=self._fronts_failed)
        for url, (status, response) in sorted(self._missing.items(), key=lambda item: item[0]):
            due = clock.stamp(missing_again(clock.now()))
            if outage:
                self.ledger.seen_again(url, self.walk.known[url].state, OUTAGE, self._try_again(url))
            else:
                self.ledger.missing(url, status, due, response)

    def failed(self, url: str, failure: Failure) -> None:
        """Write down why there was no answer."""
        error: Any = failure.value
        known = self.walk.known[url]
        if (isinstance(error, RobotsUnavailable) and self._is_at_home(url)) or self._is_resting(error):
            self.stopped = self.stopped or f"resting: {error.reason}"
        elif isinstance(error, IgnoreRequest) and not isinstance(error, SiteResting):
            state = "failed" if isinstance(error, Refused) else "excluded"
            due = self._next_look(url, known.article_id) if known.article_id else None
            self._settle(url, state, str(getattr(error, "reason", None) or error) or "not asked", due=due)
        else:
            self._count("failed", 1)
            why = f"no answer ({in_words(error)})"
            if not self._failed_again(known, why):
                self._settle(url, "failed", why, due=self._try_again(url))

    def _is_at_home(self, url: str) -> bool:
        """Whether a URL has the home page's scheme and host: https was a guess, where the home page is not there."""
        return urlsplit(url)[:2] == urlsplit(self.walk.home)[:2]

    def _is_resting(self, error: BaseException) -> bool:
        """Whether it is the site that wants to be left alone, and not some other host that it sends us to."""
        pace = self.spider.crawler.get_downloader_middleware(PaceMiddleware)
        if not isinstance(error, SiteResting):
            return False
        return error.why == "stopped" or pace is None or pace.resting(self.site.name) is not None

    # --- the verdict

    async def _judge(self, *, final: bool) -> None:
        """Settle pages that were read: all of them at the end, before that those that are certain."""
        if not any(known.reason == WAITING for known in self.walk.known.values()):
            return
        found = verdicts(
            self.walk.known.values(), self.walk.home, self.site.article, self.site.key, self._is_proven
        )
        self.walk.likely = frozenset(url for url, one in found.items() if one.state in ("article", "alias"))
        for url in sorted(found):
            known, verdict = self.walk.known[url], found[url]
            if verdict.state == "article" and known.state == "other" and (final or verdict.sure):
                if self.spider.limit is not None and self._stored >= self.spider.limit:
                    return
                await self._archive(known, verdict)
        if final:
            await self._written()
            if not self.stopped:
                self._settle_the_others(found)

    def _is_proven(self, url: str) -> bool:
        return bool(self._proven) and self.walk.shape(url) in self._proven

    async def _archive(self, known: Known, verdict: Verdict) -> None:
        article = self._articles.pop(known.url, None) or await self._from_capture(known.url)
        if article is None:
            return
        article, parts = await self._whole(article, self._part)
        self._stored += 1
        self._storing.add(known.url)
        self.walk.settle_as(known.url, "article", verdict.reason)
        due = self.watch.next_look(known.url, clock.now(), published=article.published)
        write = self.ledger.article(known.url, article, verdict.reason, due, parts)

        def store() -> Any:
            self._storing.discard(known.url)
            return write()

        await self.out.put(Finding(article, store))

    async def _from_capture(self, url: str) -> Article | None:
        self.spider.writer.flush()
        row = self.archive.url_row(url)
        if not row or not row["capture_id"]:
            return None
        response = self.archive.read_capture(row["capture_id"])
        reading = await self._reading(
            response.content, url, content_type=response.content_type, fetched=response.fetched
        )
        return reading.article

    async def _whole(
        self, first: Article, read: Callable[[str], Awaitable[Article | None]]
    ) -> tuple[Article, list[str]]:
        """An article with the text of all its parts, and the addresses of the further ones."""
        parts: list[str] = []

        async def noted(url: str) -> Article | None:
            page = await read(url)
            if page is not None:
                parts.append(url)
            return page

        return await whole(first, noted), parts

    async def _part(self, url: str) -> Article | None:
        """A part of an article: as the walk read it, else asked for now."""
        known = self.walk.known.get(url)
        if known and known.evidence:
            return self._articles.get(url) or await self._from_capture(url)
        return await self._ask_for_part(url)

    async def _ask_for_part(self, url: str) -> Article | None:
        if not self.walk.belongs(url) or self.spider.crawler.engine is None:
            return None
        self._requests += 1
        self._count("requests", 1)
        request = Request(url, meta={"site": self.site.name, "kind": "page", "asked": url}, dont_filter=True)
        try:
            response = await self.spider.crawler.engine.download_async(request)
        except Exception as error:  # whatever went wrong, the first part is an article all the same
            log.info("%s: a part could not be had: %s", url, error)
            return None
        if response.status != 200:
            return None
        self.ledger.part(url, response)
        return (await self._reading(response.body, url)).article

    def _walled(self, known: Known, response: Response, wall: str) -> None:
        """A known article answered with a wall: its text stays, what came is kept as evidence."""
        if wall in ("missing", "parked"):
            self._refused(known, 404)
            return
        self._count("blocked", 1)
        self.walk.settle(known.url, known.state, f"blocked: {wall}")
        self.ledger.walled(known.url, response, wall, self._try_again(known.url))

    def _after_wall(self, url: str, verdict: Verdict) -> str | None:
        """When to ask again for a page that no one has seen behind its wall; a paywall or a login seldom goes."""
        if verdict.state != "blocked":
            return None
        if verdict.reason.endswith(("paywall", "login")):
            tries = (self.archive.url_row(url) or {}).get("tries") or 0
            self.spider.writer.put(lambda: self.ledger.tried(url, tries + 1))
            return clock.stamp(retry_at(6 if tries else 4, clock.now()))
        return self._try_again(url)

    async def _written(self) -> None:
        """Until all that was handed out has reached the archive."""
        while self._storing and self.spider.writer.failure is None:
            await asyncio.sleep(0.02)
            self.spider.writer.flush()

    def _settle_the_others(self, found: dict[str, Verdict]) -> None:
        """What was read and is no article of its own; one that was taken for an article on the way is taken back."""
        unread = []
        for url in sorted(found):
            known, verdict = self.walk.known[url], found[url]
            taken_back = known.state == "article" and not self._walked
            if verdict.state != "article" and (known.reason == WAITING or taken_back):
                due = self._after_wall(url, verdict)
                if verdict.state == "other" and self._is_proven(url):
                    unread.append(url)
                    due = self._try_again(url)
                self.walk.settle_as(url, verdict.state, verdict.reason)
                known.target = verdict.target
                self.ledger.verdict(url, verdict, taken_back=taken_back, due=due)
        if self._walked:
            self.archive.learn(self.site.name, {"unread": self._unread(unread)})

    def _unread(self, urls: list[str]) -> dict[str, Any] | None:
        """Pages since the last new article that should have been one by their address, and were not."""
        kept = self.archive.knowledge(self.site.name).get("unread") or {}
        all_urls = sorted({*kept.get("urls", []), *urls})[-UNREAD_KEPT:]
        if self._stored or not all_urls:
            return None
        return {"urls": all_urls, "since": kept.get("since") or clock.stamp(clock.now())}

    async def _end_walk(self) -> None:
        """The whole site has been asked: say of every URL that is left why, and where the aliases lead."""
        self.spider.writer.flush()
        for known in self.walk.known.values():
            if known.state == "alias" and known.target and (target := self.walk.end_of(known.target)):
                self.ledger.alias(known.url, target, known.reason or "")
        for url, (state, reason, target) in self.walk.left().items():
            self.walk.settle_as(url, state, reason)
            self.ledger.left(url, state, reason, target)
        facts = {"walked": self._walked or clock.stamp(clock.now()), "worth": self.watch.worth.as_json()}
        self.archive.learn(self.site.name, facts)

    # --- small things

    def close(self, reason: str) -> None:
        """The site's share of the run has ended: close its row of `crawls`, hold nothing of it any more."""
        if self._crawl_id is None:
            return
        stats, name = self.spider.crawler.stats, self.site.name
        keys = ("requests", "bytes", "found", "new", "changed", "unchanged", "gone", "blocked", "failed")
        values = {key: int(stats.get_value(f"kiosque/{name}/{key}", 0)) for key in keys} if stats else {}
        outcome = self.spider.outcomes.get(name) or (reason if reason != "finished" else "done")
        now = clock.stamp(clock.now())
        self.archive.end_crawl(self._crawl_id, now=now, outcome=outcome, message=None, **values)
        self._crawl_id = None
        self._articles.clear()
        self.walk = Walk(self.site.url)

    def _next_look(self, url: str, article_id: int) -> str:
        """When an archived article is due again, by its history."""
        row = self.archive.db.conn.execute(
            "select published, first_seen, last_changed from articles where id = ?", [article_id]
        ).fetchone()
        published, first_seen, changed = row or (None, None, None)
        return self.watch.next_look(
            url, clock.now(), published=published, first_seen=first_seen, changed=changed
        )

    def _try_again(self, url: str) -> str:
        """When to ask again for what could not be had; the count of tries is kept in its row."""
        row = self.archive.url_row(url) or {}
        tries = (row.get("tries") or 0) + 1
        self.spider.writer.put(lambda: self.ledger.tried(url, tries))
        return clock.stamp(retry_at(tries, clock.now()))

    def _add(self, items: Iterable[Found]) -> None:
        self.ledger.found(self._new(items))

    def _new(self, items: Iterable[Found]) -> list[Found]:
        fresh = self.walk.add(items)
        self._count("found", len(fresh))
        return fresh

    def _settle(self, url: str, state: str, reason: str, **more: Any) -> None:
        self.walk.settle(url, state, reason, target=more.get("target"))
        self.ledger.settled(url, state, reason, number=self.walk.round, **more)

    def _count(self, name: str, by: int) -> None:
        if self.spider.crawler.stats and by:
            self.spider.crawler.stats.inc_value(f"kiosque/{self.site.name}/{name}", by)


def _well_again(reason: str | None) -> str | None:
    """The reason of an article that is there as ever, without what the last look may have met."""
    met = ("blocked: ", "the last look ", "HTTP ", OUTAGE)
    return "looks like the site's articles" if (reason or "").startswith(met) else reason


def _kind_of_failure(known: Known, status: int) -> str:
    """What a failed request counts as: a page that is not there is no failure of ours.

    `missing`: a list, or an address that we only tried; `broken`: the site's own link leads nowhere.
    """
    if status not in (404, 410):
        return "failed"
    return "missing" if known.sources <= GUESSES else "broken"
