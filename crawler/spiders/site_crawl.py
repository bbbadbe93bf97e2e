"""The crawl of one site: rounds of requests, their answers written down, the verdict at the end."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from crawler import clock
from crawler.discovery import seeds
from crawler.discovery.alias import in_doubt
from crawler.discovery.canonical import canonical, identity
from crawler.discovery.evidence import Evidence
from crawler.discovery.gaps import A_RUN
from crawler.discovery.gate import door
from crawler.discovery.walk import Found, Known, Walk
from crawler.middlewares.robots import RobotsMiddleware
from crawler.schedule import refused_again, retry_at
from crawler.sites import Site
from crawler.spiders.answers import Answers
from crawler.spiders.doubts import Doubts
from crawler.spiders.judging import Judging
from crawler.spiders.ledger import Ledger
from crawler.spiders.missed import other_lists
from crawler.spiders.pages import Pages
from crawler.spiders.watch import Watch, fronts, proven_shapes

if TYPE_CHECKING:
    from crawler.spiders.articles import ArticlesSpider

__all__ = ["SiteCrawl"]

IN_FLIGHT = 6  # requests of a site that Scrapy holds at a time; how many are on the wire is its affair
LISTS_AGE = timedelta(hours=20)  # from when on a first walk that takes many runs reads its lists again
AT_ONCE = 128  # and of all sites: with many, none may take the room of the others while it waits


class SiteCrawl:
    """One site's share of a run. All thinking is `Walk`'s and `verdicts`'; this asks, round after round.

    What comes back is for `answers`, what is made of it for `judging`; `pages` are the articles in between.
    """

    def __init__(self, spider: "ArticlesSpider", site: Site, out: asyncio.Queue[Any]) -> None:
        self.spider, self.site, self.out = spider, site, out
        self.archive = spider.archive
        self.ledger = Ledger(spider.archive, spider.writer, site, self.count)
        self.walk = Walk(site.url, site.exclude, site.key, sample=spider.sample)
        self.watch = Watch(site, {})
        self.stopped: str | None = None
        self._asked: set[str] = set()
        self._quiet = asyncio.Event()
        self._room = asyncio.Semaphore(max(2, min(IN_FLIGHT, AT_ONCE // max(1, len(spider.sites)))))
        self.pages, self.answers, self.judging = Pages(self), Answers(self), Judging(self)
        self.doubts = Doubts(self)
        self.requests = 0
        self._crawl_id: int | None = None
        self.walked: str | None = None
        self.proven: set[str] = set()
        self._guessed: set[str] = set()
        self._doubted: set[str] = set()
        self._caught_up = False
        self._lies_at: dict[str, str] = {}
        self.posts_read: str | None = None  # when a WordPress interface was last asked for posts

    async def run(self) -> str:
        """Walk the site to the end of what may be asked; the outcome in a word."""
        self._begin()
        sitemaps = await self._sitemaps_of_robots()
        self._add(seeds.first(self.walk.home, sitemaps))
        self._add(seeds.given(self.spider.starts, self.walk.home))
        await self._ask_robots_again()
        again = self._again()
        if again:
            self.ledger.plan(again, self.walk.begin_round(again))
        await self._news_meanwhile()
        await self._ask_all(self.walk.planned())
        while not self.stopped:
            await self._ask_all(self._in_doubt())
            await self.judging.judge(final=False)
            self._add(seeds.guesses(self.walk))
            if more := self._followed():
                self.ledger.plan(more, self.walk.begin_round(more))
            # In the plan's order, lists first: where a budget ends the run, that is what it should have seen.
            urls = list(dict.fromkeys([*more, *self.walk.next_round()]))
            if not (
                urls := urls or self._missed() or self._elsewhere() or self._unnamed() or self._witness()
            ):
                break
            self.ledger.plan(urls, self.walk.round)
            await self._ask_all(urls)
        await self.doubts.release()
        await self.judging.judge(final=True)
        self.answers.settle_missing()
        if not self.stopped:
            await self.judging.end_walk()
            if self.answers.continuity.is_lost:
                self.archive.learn(self.site.name, {"gap": {"since": clock.stamp(clock.now())}})
        await self.judging.written()
        return self.stopped or "done"

    def _again(self) -> list[str]:
        """What a run over a site that was walked before asks for again, whatever its schedule says."""
        if not self.walked:
            return []
        if self.spider.mode != "update":
            return self.walk.again(self.spider.mode, canonical(self.site.url))
        home = self.walk.known.get(canonical(self.walk.home) or self.walk.home)
        lost = [home.url] if home and self.walk.is_dangling(home) else []  # it led to a door once
        return [*lost, *fronts(self.walk)]

    async def _news_meanwhile(self) -> None:
        """Where a first walk takes many runs (a budget, hours): what has appeared since it began is planned as well."""
        if self.walked or not any(known.planned for known in self.walk.known.values()):
            return
        since = clock.stamp(clock.now() - LISTS_AGE)
        if lists := [url for url in fronts(self.walk) if (self.walk.known[url].checked or "") < since]:
            self.ledger.plan(lists, self.walk.begin_round(lists))
            await self._ask_all(lists)
            news = self.walk.next_round()
            self.ledger.plan(news, self.walk.round)

    async def _ask_robots_again(self) -> None:
        """What robots.txt forbade, or could not be read to allow, is found anew where its present rules allow it."""
        robots = self.spider.crawler.get_downloader_middleware(RobotsMiddleware)
        for origin, held in self.walk.held_by_robots().items():
            if robots is None or self.stopped:
                return
            try:
                rules = await robots.rules(origin, site=self.site.name)
            except IgnoreRequest:  # that host rests: another time
                continue
            self.walk.find_anew(url for url in held if not robots.obeys or rules.allows(url))

    def _followed(self) -> list[str]:
        """What this run's lists lead to: articles that they call changed, and further pages of a list full of news."""
        if not self.walked:
            return []
        articles = sum(1 for known in self.walk.known.values() if known.article_id)
        further = {url for url in self.answers.further if url in self.walk.known} - self.answers.read_lists
        claimed = set(self.watch.claimed(articles)) - self.answers.read_lists
        self.answers.further.clear()
        self.answers.read_lists |= further | claimed
        return sorted(further | claimed)

    def _in_doubt(self) -> list[str]:
        """Archived articles to look at before the verdict on new pages of the same text: once in a run."""
        found = in_doubt(self.walk.known.values()) if self.walked else []
        urls = [url for url in found if url not in self._doubted]
        self._doubted.update(urls)
        if urls:
            self.ledger.plan(urls, self.walk.begin_round(urls))
        return urls

    def _missed(self) -> list[str]:
        """After days without a run: lists that may show what has gone from the ones read, once in a run."""
        if not self.walked or self.spider.mode != "update" or self._caught_up:
            return []
        self._caught_up = True
        is_broken = self.answers.continuity.is_broken
        return self._as_a_round(other_lists(self.walk, self.answers.read_lists) if is_broken else [])

    def _elsewhere(self) -> list[str]:
        """Articles that are missing at their address, and to be looked at where the same text was found: once each."""
        there = self.walk.other_addresses(set(self.answers.absences.missing) - self._lies_at.keys())
        self._lies_at |= there
        return self._as_a_round(sorted(there))

    def _unnamed(self) -> list[str]:
        """Once all that is named has been asked for: articles whose numbers alone tell of them."""
        again = self.walked is not None and self.spider.mode == "update"
        found = [item for item in self.walk.gaps(again=again) if item.url not in self._guessed]
        found = found[: max(0, A_RUN - len(self._guessed))]
        self._add(found)
        urls = sorted(item.url for item in found)
        self._guessed.update(urls)
        return self._as_a_round(urls)

    def _witness(self) -> list[str]:
        """One more article to look at, where those that are missing leave it open whether the others are there."""
        url = self.answers.absences.witness(self.walk.known.values())
        return self._as_a_round([url] if url else [])

    def _as_a_round(self, urls: list[str]) -> list[str]:
        """Begin a round of these, if there are any."""
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
        home = knowledge.get("home")
        self.walk.home = home if home and not door(home, self.site.url) else self.walk.home
        self.walk.load(self.archive.pages(self.site.name), now)
        self.walk.round, self.walked = knowledge.get("round", 0), knowledge.get("walked")
        self.watch = Watch(self.site, knowledge)
        if self.walked:
            self.proven = proven_shapes(self.walk, (knowledge.get("unread") or {}).get("urls", ()))
        if self.walked and self.spider.mode == "update":
            posts = [k.checked for k in self.walk.known.values() if k.kind == "wordpress" and k.checked]
            self.posts_read = max(posts, default=None)

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
            self.requests += 1
            self.count("requests", 1)
            await self.out.put(self._request(self.walk.known[url]))
        while self._asked:
            self._quiet.clear()
            await self._quiet.wait()
        self.spider.writer.flush()

    def _must_stop(self) -> bool:
        budget = self.site.budget or self.spider.settings.getint("CRAWL_BUDGET")
        if budget and self.requests >= budget:
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
        if there := self._lies_at.get(known.url):
            meta["elsewhere"] = True
        if known.kind == "sitemap":
            meta["download_maxsize"] = self.spider.settings.getint("SITEMAP_MAXSIZE", 52_428_800)
        since = known.kind == "wordpress" and self.posts_read
        return Request(
            seeds.posts_since(known.url, clock.parse(since)) if since else there or known.url,
            callback=self.spider.answered,
            errback=self.spider.failed,
            headers={} if since or there else self.watch.validators(known, clock.now()),
            meta=meta,
            dont_filter=True,
        )

    def done(self, url: str) -> None:
        """An answer has been dealt with."""
        self._asked.discard(url)
        self._room.release()
        if not self._asked:
            self._quiet.set()

    def is_proven(self, url: str) -> bool:
        return bool(self.proven) and self.walk.shape(url) in self.proven

    def stop(self) -> None:
        """The run was stopped, and this site's share of it had not ended."""
        if self._crawl_id is not None and self.spider.writer.failure is None:
            self.judging.keep_what_is_read()

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
        self.pages.forget()
        self.walk = Walk(self.site.url)

    def next_look(self, url: str, article_id: int) -> str:
        """When an archived article is due again, by its history."""
        row = self.archive.db.conn.execute(
            "select published, first_seen, last_changed from articles where id = ?", [article_id]
        ).fetchone()
        published, first_seen, changed = row or (None, None, None)
        return self.watch.next_look(
            url, clock.now(), published=published, first_seen=first_seen, changed=changed
        )

    def tries(self, url: str) -> int:
        """How often in a row a URL could not be had."""
        return (self.archive.url_row(url) or {}).get("tries") or 0

    def try_again(self, url: str, *, refused: bool = False) -> str:
        """When to ask again for what could not be had; the count of tries is kept in its row.

        :param refused: the site said no, and not that it was out of order
        """
        tries = self.tries(url) + 1
        self.spider.writer.put(lambda: self.ledger.tried(url, tries))
        return clock.stamp((refused_again if refused else retry_at)(tries, clock.now()))

    def _add(self, items: Iterable[Found]) -> None:
        self.ledger.found(self.new(items))

    def new(self, items: Iterable[Found]) -> list[Found]:
        fresh = self.walk.add(items)
        for known in (self.walk.known.get(item.url) for item in fresh):
            if known and known.waits and known.checked:  # asked for in vain once, and named now
                self.ledger.ask_again(known.url, clock.stamp(clock.now()))
        self.count("found", len(fresh))
        return fresh

    def settle(self, url: str, state: str, reason: str, *, seen: Evidence | None = None, **more: Any) -> None:
        """Write down what became of a URL; what an archived article's page showed is kept."""
        self.walk.settle(url, state, reason, seen, target=more.get("target"))
        known = self.walk.known[url]
        seen = known.evidence if known.article_id else seen
        self.ledger.settled(url, state, reason, number=self.walk.round, seen=seen, **more)

    def count(self, name: str, by: int) -> None:
        if self.spider.crawler.stats and by:
            self.spider.crawler.stats.inc_value(f"kiosque/{self.site.name}/{name}", by)
