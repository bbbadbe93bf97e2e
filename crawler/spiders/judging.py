"""The verdict on a site's pages: articles into the archive, the others settled with the reason."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from archive.store import Stored
from crawler import clock
from crawler.discovery.one_page import EVERYWHERE
from crawler.discovery.verdict import Verdict, verdicts
from crawler.discovery.walk import WAITING, Known
from crawler.extraction import Article
from crawler.pipelines.store import Finding
from crawler.schedule import retry_at

if TYPE_CHECKING:
    from crawler.spiders.site_crawl import SiteCrawl

__all__ = ["Judging"]

UNREAD_KEPT = 20
PROBED = 6  # times that a sample is asked for


class Judging:
    """Gives the verdicts of a site's rounds to the ledger; the last one says of every address what became of it."""

    def __init__(self, crawl: "SiteCrawl") -> None:
        self.crawl = crawl
        self.stored = 0
        self._storing: dict[str, Callable[[], Any]] = {}  # handed out, and not yet in the archive

    async def judge(self, *, final: bool) -> None:
        """Settle pages that were read: all of them at the end, before that those that are certain."""
        if not any(known.reason == WAITING for known in self.crawl.walk.known.values()):
            return
        found = self._verdicts()
        self.crawl.walk.likely = frozenset(
            url for url, one in found.items() if one.state in ("article", "alias")
        )
        limit, is_enough = self.crawl.spider.limit, False
        for url in sorted(found):
            known, verdict = self.crawl.walk.known[url], found[url]
            if verdict.state == "article" and known.state == "other" and (final or verdict.sure):
                if limit is not None and self.stored >= limit:
                    is_enough = True
                    break
                await self._archive(known, verdict)
        if final:
            await self.written()
            if not (self.crawl.stopped or is_enough):
                self._settle_the_others(found)

    def _verdicts(self) -> dict[str, Verdict]:
        return verdicts(
            self.crawl.walk.known.values(),
            self.crawl.walk.home,
            self.crawl.site.article,
            self.crawl.site.key,
            self.crawl.is_proven,
            settled=self.crawl.walked is not None,
            is_everywhere=self.crawl.doubts.is_everywhere,
        )

    def keep_what_is_read(self) -> None:
        """The run was stopped in mid-walk: what looks like an article so far goes into the archive all the same.

        Of those in memory, and of one page; the others are read from their captures once the walk has ended.
        """
        writer = self.crawl.spider.writer
        writer.flush()
        for store in list(self._storing.values()):
            writer.put(store)
        limit = self.crawl.spider.limit
        found = self._verdicts() if self.crawl.pages.hold_any else {}
        for url in sorted(found):
            known, verdict = self.crawl.walk.known[url], found[url]
            if verdict.state != "article" or known.state != "other":
                continue
            if limit is not None and self.stored >= limit:
                break
            article = self.crawl.pages.held(url)
            if article is not None and article.parts is None:
                self.stored += 1
                whole = url not in self.crawl.pages.cut
                writer.put(self._store(known, verdict, article, [], whole=whole))
        writer.flush()

    def _store(
        self, known: Known, verdict: Verdict, article: Article, parts: list[str], *, whole: bool
    ) -> Callable[[], Stored]:
        """
        :param whole: whether all of it could be had; else it is looked at again soon
        """
        due = self.crawl.watch.next_look(known.url, clock.now(), published=article.published)
        if not whole:
            due = min(due, clock.stamp(retry_at(1, clock.now())))
        return self.crawl.ledger.article(known.url, article, verdict.reason, due, parts)

    async def _archive(self, known: Known, verdict: Verdict) -> None:
        article = await self.crawl.pages.take(known.url)
        if article is None:
            return
        found, parts = await self.crawl.pages.whole(article, self.crawl.pages.part)
        self.stored += 1
        self.crawl.walk.settle_as(known.url, "article", verdict.reason)
        whole = found.missing is None and known.url not in self.crawl.pages.cut
        write = self._store(known, verdict, found.article, parts, whole=whole)
        await self.hand_out(known.url, found.article, write)

    async def hand_out(self, url: str, article: Article, write: Callable[[], Stored]) -> None:
        """Send an article to the archive, and know until it is there that it is on its way."""

        def store() -> Any:
            self._storing.pop(url, None)
            return write()

        self._storing[url] = store
        await self.crawl.out.put(Finding(article, store))

    async def written(self) -> None:
        """Until all that was handed out has reached the archive."""
        while self._storing and self.crawl.spider.writer.failure is None:
            await asyncio.sleep(0.02)
            self.crawl.spider.writer.flush()

    def _settle_the_others(self, found: dict[str, Verdict]) -> None:
        """What was read and is no article of its own; one that was taken for an article on the way is taken back."""
        unread = []
        for url in sorted(found):
            known, verdict = self.crawl.walk.known[url], found[url]
            taken_back = known.state == "article" and not self.crawl.walked
            if verdict.state != "article" and (known.reason == WAITING or taken_back):
                due = self._after_wall(url, verdict)
                self.crawl.count("blocked", int(verdict.reason == EVERYWHERE))
                if verdict.state == "other" and self.crawl.is_proven(url):
                    unread.append(url)
                    due = self.crawl.try_again(url)
                self.crawl.walk.settle_as(url, verdict.state, verdict.reason)
                known.target = verdict.target
                self.crawl.ledger.verdict(url, verdict, taken_back=taken_back, due=due)
        if self.crawl.walked:
            self.crawl.archive.learn(self.crawl.site.name, {"unread": self._unread(unread)})

    def _unread(self, urls: list[str]) -> dict[str, Any] | None:
        """Pages since the last new article that should have been one by their address, and were not."""
        kept = self.crawl.archive.knowledge(self.crawl.site.name).get("unread") or {}
        all_urls = sorted({*kept.get("urls", []), *urls})[-UNREAD_KEPT:]
        if self.stored or not all_urls:
            return None
        return {"urls": all_urls, "since": kept.get("since") or clock.stamp(clock.now())}

    async def end_walk(self) -> None:
        """The whole site has been asked: say of every URL that is left why, and where the aliases lead."""
        self.crawl.spider.writer.flush()
        for known in self.crawl.walk.known.values():
            if known.state == "alias" and known.target and (target := self.crawl.walk.end_of(known.target)):
                self.crawl.ledger.alias(known.url, target, known.reason or "")
        for url, (state, reason, target) in self.crawl.walk.left().items():
            self.crawl.walk.settle_as(url, state, reason)
            self.crawl.ledger.left(url, state, reason, target)
        self._ask_failed_probes_again()
        facts = {
            "walked": self.crawl.walked or clock.stamp(clock.now()),
            "worth": self.crawl.watch.worth.as_json(),
        }
        self.crawl.archive.learn(self.crawl.site.name, facts)

    def _ask_failed_probes_again(self) -> None:
        """A bad day's samples say nothing of their kind: they are asked for again, a few times."""
        for url in self.crawl.walk.failed_probes():
            row = self.crawl.archive.url_row(url) or {}
            if row.get("due") is None and (row.get("tries") or 0) < PROBED:
                self.crawl.ledger.ask_again(url, self.crawl.try_again(url, refused=True))

    def _after_wall(self, url: str, verdict: Verdict) -> str | None:
        """When to ask again for a page that no one has seen behind its wall; a paywall or a login seldom goes."""
        if verdict.state != "blocked":
            return None
        if verdict.reason.endswith(("paywall", "login")):
            tries = (self.crawl.archive.url_row(url) or {}).get("tries") or 0
            self.crawl.spider.writer.put(lambda: self.crawl.ledger.tried(url, tries + 1))
            return clock.stamp(retry_at(6 if tries else 4, clock.now()))
        return self.crawl.try_again(url)
