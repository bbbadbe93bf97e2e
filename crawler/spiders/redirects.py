"""Answers that lie at another address than the one that was asked: a move, a door in front, or a way to be rid of readers."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.http import Response

from crawler import clock
from crawler.discovery.alias import is_same_article
from crawler.discovery.canonical import canonical, identity, same_site
from crawler.discovery.evidence import Evidence
from crawler.discovery.gate import DOORS, door, is_gate
from crawler.discovery.walk import WAITING, Found, Known
from crawler.spiders.ledger import AWAY

if TYPE_CHECKING:
    from crawler.spiders.answers import Answers

__all__ = ["Redirects"]

UNREAD = ("due", "failed", "blocked", "excluded")  # states of an address whose page nobody has seen


class Redirects:
    """What it means that an address leads to another one."""

    def __init__(self, answers: "Answers") -> None:
        self.answers, self.crawl = answers, answers.crawl

    async def led(self, known: Known, final: str, response: Response) -> None:
        """An address was asked, and another one answered with a page."""
        if known.kind == "home" and not is_gate(final, self.crawl.walk.home):
            await self._home_led(known, final, response)
        elif not self.crawl.walk.belongs(final):
            self.led_away(known, final)
        elif known.article_id:
            await self._article_led(known, final, response)
        else:
            await self._page_led(known, final, response)

    def led_away(self, known: Known, to: str) -> None:
        """A page redirects to another site: a home page or an article is behind a gate there, and has not moved."""
        why = f"{AWAY} ({to})"
        if known.kind != "home" and not known.article_id:
            self.crawl.settle(known.url, "other", why)
            return
        self.crawl.count("blocked", 1)
        if not self.answers.failed_again(known, why):
            self.crawl.settle(known.url, "blocked", why, due=self.crawl.try_again(known.url))

    async def _article_led(self, known: Known, final: str, response: Response) -> None:
        """An archived article: is it there (https, a new slug), somewhere else by now, or nowhere any more?"""
        walk = self.crawl.walk
        end = walk.end_of(final)
        if final in (walk.home, canonical("/", known.url)) or identity(final) == identity(walk.home):
            self.answers.refused(known, 404, response)  # readers are sent to the home page: it is not there
        elif identity(final) == identity(known.url) or end == known.url:
            await self.answers.read(known.url, response, known.kind, at=final)
        elif end is not None or walk.is_excluded(final):
            self._note(known, final)
        else:
            await self._article_at(known, final, response)

    async def _article_at(self, known: Known, final: str, response: Response) -> None:
        """An archived article leads to an address of which no article is known."""
        reading = await self.answers.reading(response, final, known.kind)
        target = self.crawl.walk.known.get(final)
        if wall := _wall(final, known.url, reading.evidence):
            self.answers.walled(known, response, wall)
        elif reading.evidence and is_same_article(known, Known(final, evidence=reading.evidence)):
            why = f"the same article as {known.url}"
            self.crawl.walk.settle(final, "alias", why, target=known.url)
            self.crawl.ledger.alias(final, known.url, why)
            await self.answers.take(known.url, response, reading, at=final)
        elif target is not None and target.state == "other" and target.reason != WAITING:
            self.answers.refused(known, 404, response)  # to its section, say: the article is not there
        else:
            self._note(known, final)
            if target is None or target.state in UNREAD:
                await self.answers.take(final, response, reading)

    def _note(self, known: Known, final: str) -> None:
        """An archived article's address leads to another page; which of them is what, the verdict says."""
        assert known.article_id is not None
        found = self.crawl.new(_named_like(known, final))
        due = self.crawl.next_look(known.url, known.article_id)
        why = f"redirects to {final}"
        self.crawl.settle(known.url, known.state, why, found=found, target=final, due=due)

    async def _page_led(self, known: Known, final: str, response: Response) -> None:
        target = self.crawl.walk.known.get(final)
        unread = target is None or target.state in UNREAD or self.crawl.walk.is_dangling(target)
        reading = None
        if unread and not self.crawl.walk.is_excluded(final):
            reading = await self.answers.reading(response, final, known.kind)
        seen = reading.evidence if reading else target.evidence if target else None
        if wall := _wall(final, known.url, seen):
            self._barred(known, wall, seen)
            return
        self._leads_to(known, final)
        if reading:
            await self.answers.take(final, response, reading)

    async def _home_led(self, known: Known, final: str, response: Response) -> None:
        """The home page lies elsewhere; or a door is in front of it, which is then what the home page shows today."""
        reading = await self.answers.reading(response, final, known.kind)
        wall = _wall(final, known.url, reading.evidence) if self.crawl.walk.belongs(final) else None
        if wall and reading.evidence:
            seen = replace(reading.evidence, wall=wall)
            await self.answers.take(known.url, response, replace(reading, evidence=seen))
            return
        target = self.crawl.walk.known.get(final)
        self.home_is(final)
        self._leads_to(known, final)
        if target is None or target.state in UNREAD or self.crawl.walk.is_dangling(target):
            await self.answers.take(final, response, reading)

    def home_is(self, to: str) -> None:
        """Where the home page lies: the walk goes on from there; after the first walk that is news."""
        facts: dict[str, Any] = {"home": to}
        if self.crawl.walked and to != self.crawl.walk.home:
            now = clock.stamp(clock.now())
            facts["moved"] = {"to": to, "since": now, "away": not same_site(to, self.crawl.walk.home)}
        self.crawl.walk.home = to
        self.crawl.archive.learn(self.crawl.site.name, facts)

    def _leads_to(self, known: Known, final: str) -> None:
        found = self.crawl.new(_named_like(known, final))
        self.crawl.settle(known.url, "alias", f"redirects to {final}", found=found, target=final)

    def _barred(self, known: Known, wall: str, seen: Evidence | None) -> None:
        """A login, a consent page or a challenge of the site's own: what is behind it is still to be had.

        A link to a page that only readers with a name see is nothing that the site keeps from us.
        """
        why = f"blocked: {wall}"
        if not self.answers.is_promising(known):
            self.crawl.settle(known.url, "blocked", why)
            return
        self.crawl.count("blocked", 1)
        if not self.answers.failed_again(known, why):
            behind = replace(seen or Evidence(), wall=wall)
            due = self.answers.again_after_refusal(known)
            self.crawl.settle(known.url, "blocked", why, due=due, seen=behind)


def _named_like(known: Known, final: str) -> Iterable[Found]:
    """The address that one leads to, as if all that named the one had named the other."""
    return [Found(final, known.kind, source, known.lastmod) for source in sorted(known.sources)]


def _wall(final: str, asked: str, seen: Evidence | None) -> str | None:
    """What kind of door it is that stands before the address that was asked; None where it is none."""
    if seen is not None and (seen.own or seen.wall):
        return seen.wall if seen.wall in DOORS else None
    return door(final, asked)
