"""robots.txt obeyed as RFC 9309 has it: what its answer means, for how long, and who is told.

Scrapy's own middleware allows everything when robots.txt fails, where the standard forbids everything, follows
any number of redirects, and forgets it all when the process ends.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler import clock
from crawler.discovery.robots import MAX_BYTES, NO_RULES, Robots, Rule, parse_robots
from crawler.middlewares.failures import in_words
from crawler.middlewares.limits import Refused
from crawler.middlewares.memory import recall, remember
from crawler.middlewares.pace import SiteResting

__all__ = ["RobotsForbidden", "RobotsMiddleware", "RobotsUnavailable", "Rules"]

logger = logging.getLogger(__name__)

KEPT = timedelta(days=1)
"""Section 2.4: a robots.txt should not be used for more than 24 hours."""

ASKED_AGAIN = timedelta(minutes=50)
"""After a failure; so that a run every hour asks every time."""

GIVEN_UP = timedelta(days=30)
"""Section 2.3.1.4: unreachable for so long, it may be taken as if there were none."""

MAX_REDIRECTS = 5

UNPACKED = 20 * MAX_BYTES
"""Of a compressed file, so much may come out; what is beyond the first 500 KiB is dropped in `parse_robots`."""


class RobotsForbidden(IgnoreRequest):
    """robots.txt has a rule against the URL."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RobotsUnavailable(RobotsForbidden):
    """robots.txt could not be had, so everything is forbidden for now; ask again another time."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the robots.txt of an origin (scheme, host and port) says, and how we know.

    :param fetched: when it was asked for
    :param status: of the last answer; None where there was none
    :param reason: in words
    :param unavailable: a server error or no answer: everything is forbidden for now
    :param since: since when it is unavailable
    """

    fetched: datetime
    status: int | None
    reason: str
    robots: Robots = NO_RULES
    unavailable: bool = False
    since: datetime | None = None

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return self.robots.sitemaps

    @property
    def crawl_delay(self) -> float | None:
        return self.robots.crawl_delay

    @property
    def forbids_all(self) -> bool:
        """Whether not even the home page may be fetched."""
        return not self.unavailable and not self.allows("http://host/")

    def allows(self, url: str) -> bool:
        return not self.unavailable and self.robots.allows(url)

    def is_fresh(self, now: datetime) -> bool:
        return timedelta() <= now - self.fetched < (ASKED_AGAIN if self.unavailable else KEPT)

    def as_json(self) -> dict[str, Any]:
        return {
            "fetched": clock.stamp(self.fetched),
            "status": self.status,
            "reason": self.reason,
            "unavailable": self.unavailable,
            "since": clock.stamp(self.since) if self.since else None,
            "rules": [("+" if rule.allow else "-") + rule.path for rule in self.robots.rules],
            "crawl_delay": self.crawl_delay,
            "sitemaps": list(self.sitemaps),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        rules = tuple(Rule(text[1:], text[0] == "+") for text in data["rules"])
        return cls(
            clock.parse(data["fetched"]),
            data["status"],
            data["reason"],
            Robots(rules, data["crawl_delay"], tuple(data["sitemaps"])),
            data["unavailable"],
            clock.parse(data["since"]) if data["since"] else None,
        )


class RobotsMiddleware:
    """Asks for the robots.txt of every origin before its first page, and holds back what it forbids."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.obeys = crawler.settings.getbool("ROBOTSTXT_OBEY")
        self._asked: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.bytes_received, signals.bytes_received)
        return middleware

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stop the download of a robots.txt after 500 KiB: so much is read, however long it is (section 2.5)."""
        if request.meta.get("kind") != "robots":
            return
        request.meta["received"] = request.meta.get("received", 0) + len(data)
        request.meta["download_maxsize"] = UNPACKED
        if request.meta["received"] > MAX_BYTES:
            raise StopDownload(fail=False)

    async def process_request(self, request: Request) -> None:
        """
        :raises RobotsForbidden: a rule forbids the request
        :raises RobotsUnavailable: robots.txt could not be had
        """
        if not self.obeys or request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.rules(request.url, site=request.meta.get("site"))
        if rules.unavailable:
            raise RobotsUnavailable(f"robots.txt: {rules.reason}; all is forbidden until it can be read")
        if not rules.allows(request.url):
            self.crawler.stats.inc_value("robotstxt/forbidden")
            raise RobotsForbidden("forbidden by robots.txt")

    async def rules(self, url: str, *, site: str | None = None) -> Rules:
        """The rules for a URL's origin: from this run, else from the archive while fresh, else asked for.

        :param site: in whose knowledge they are kept
        """
        origin = _origin(url)
        asked = self._asked.get(origin)
        if asked is None or (
            asked.done() and (asked.exception() or not asked.result().is_fresh(clock.now()))
        ):
            asked = self._asked[origin] = asyncio.ensure_future(self._rules(origin, site))
        try:
            return await asyncio.shield(asked)
        except IgnoreRequest:  # says nothing about the file
            self._asked.pop(origin, None)
            raise

    def known(self, url: str) -> Rules | None:
        """The rules for a URL's origin as far as this run has them."""
        asked = self._asked.get(_origin(url))
        return asked.result() if asked and asked.done() and not asked.exception() else None

    async def _rules(self, origin: str, site: str | None) -> Rules:
        kept = recall(self.crawler, site, "robots") or {}
        before = Rules.from_json(kept[origin]) if origin in kept else None
        if before and before.is_fresh(clock.now()):
            return before
        rules = since_when(await self._ask(f"{origin}/robots.txt", site), before)
        remember(self.crawler, site, {"robots": {**kept, origin: rules.as_json()}})
        if rules.unavailable:
            logger.info("%s/robots.txt: %s", origin, rules.reason)
        return rules

    async def _ask(self, url: str, site: str | None) -> Rules:
        """Fetch a robots.txt through at most five redirects (section 2.3.1.2)."""
        address = url
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response = await self._fetch(address, site)
            except (SiteResting, Refused) as error:
                if address == url or isinstance(error, SiteResting):
                    raise  # that is about the origin itself, not about its robots.txt
                return Rules(clock.now(), None, error.reason, unavailable=True)
            except Exception as error:  # whatever kept it from being had, it was not had
                return Rules(clock.now(), None, in_words(error), unavailable=True)
            location = response.headers.get("Location")
            if response.status not in (301, 302, 303, 307, 308) or not location:
                return meaning(response.status, response.body, url, clock.now())
            address = urljoin(address, location.decode("utf-8", "replace"))
            if urlsplit(address).scheme not in ("http", "https"):
                break
        return Rules(clock.now(), None, "redirected more than five times: as if there were none")

    async def _fetch(self, url: str, site: str | None) -> Response:
        request = Request(
            url,
            callback=NO_CALLBACK,
            priority=1000,
            meta={
                "dont_obey_robotstxt": True,
                "dont_redirect": True,
                "site": site,
                "kind": "robots",
                "download_maxsize": 0,  # whatever length it announces: see `bytes_received`
            },
        )
        return await self.crawler.engine.download_async(request)


def meaning(status: int, body: bytes, url: str, now: datetime) -> Rules:
    """What an answer to the question for a robots.txt means (section 2.3.1).

    >>> meaning(404, b"", "http://a.example/robots.txt", clock.parse("2026-11-23")).allows("http://a.example/x")
    True
    >>> meaning(500, b"", "http://a.example/robots.txt", clock.parse("2026-11-23")).allows("http://a.example/x")
    False
    """
    if 200 <= status < 300:
        return Rules(now, status, "read", parse_robots(body, url))
    if status >= 500:
        return Rules(now, status, f"the server answered {status}", unavailable=True)
    return Rules(now, status, f"the server answered {status}: there is none")


def since_when(rules: Rules, before: Rules | None) -> Rules:
    """The same rules, knowing since when it is unavailable; after thirty days it counts as absent."""
    if not rules.unavailable:
        return rules
    since = before.since if before and before.since else rules.fetched
    if rules.fetched - since > GIVEN_UP:
        reason = f"{rules.reason}, since {since:%Y-%m-%d}: as if there were none"
        return Rules(rules.fetched, rules.status, reason, since=since)
    return replace(rules, since=since)


def _origin(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))
