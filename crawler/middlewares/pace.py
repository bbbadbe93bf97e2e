"""How fast a host is asked, and when it is left alone.

One request at a time a host, with a pause: the longest of DOWNLOAD_DELAY (or the site's own), robots.txt's
Crawl-delay and the time that the host takes to answer. `Retry-After` is obeyed (RFC 9110, section 10.2.3); a host
that asks for a long wait, or answers nothing any more, rests; the archive remembers it for the next runs.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response

from crawler import clock
from crawler.middlewares.failures import in_words
from crawler.middlewares.memory import recall, remember
from crawler.sites import Site

__all__ = ["OF_OURS", "PaceMiddleware", "Rest", "SiteResting", "retry_after"]

logger = logging.getLogger(__name__)

FAILURES_IN_A_ROW = 6
"""Attempts on a host that came to nothing, without a good answer between them, after which it rests (PACE_PATIENCE)."""

OF_OURS = ("outside its hours", "its budget of", "the run was stopped")
"""How the reasons begin for which it is we who do not ask: no fault of the site's."""

NO_ANSWER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    OSError,
)

WAITS_IN_A_RUN = 2
"""How often one request may be told to come back later before its host rests."""


class SiteResting(IgnoreRequest):
    """The site is not to be asked now; the request was not sent and says nothing about its page.

    :ivar why: `busy` (it asked for a wait), `down`, `hours` (outside its window), `budget` or `stopped`
    :ivar until: when it may be asked again
    """

    def __init__(self, why: str, reason: str, until: datetime) -> None:
        super().__init__(reason)
        self.why, self.reason, self.until = why, reason, until


@dataclass(frozen=True, slots=True)
class Rest:
    """A host is left alone.

    :param times: how often in a row; each makes the next longer
    """

    why: str
    reason: str
    until: datetime
    times: int

    def as_json(self) -> dict[str, Any]:
        return {
            "why": self.why,
            "reason": self.reason,
            "until": clock.stamp(self.until),
            "times": self.times,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["why"], data["reason"], clock.parse(data["until"]), data["times"])


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long a Retry-After header asks to wait: seconds, or a date (RFC 9110, section 10.2.3).

    >>> retry_after("120", clock.parse("2026-11-23")), retry_after("soon", clock.parse("2026-11-23"))
    (datetime.timedelta(seconds=120), None)
    >>> retry_after("Mon, 23 Nov 2026 01:00:00 GMT", clock.parse("2026-11-23"))
    datetime.timedelta(seconds=3600)
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), 366 * 86400))
    with contextlib.suppress(ValueError, TypeError):
        moment: datetime = parsedate_to_datetime(value)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return max(moment, now) - now
    return None


def pause(
    *, own: float, crawl_delay: float | None, longest: float, answer_time: float, factor: float
) -> float:
    """Seconds from the beginning of one request to the beginning of the next.

    >>> pause(own=1.0, crawl_delay=None, longest=60, answer_time=0.1, factor=1.0)
    1.1
    >>> pause(own=1.0, crawl_delay=5, longest=60, answer_time=0.0, factor=1.0)
    5
    >>> pause(own=1.0, crawl_delay=None, longest=60, answer_time=3.0, factor=1.0)
    6.0

    :param own: the pause that is set for the host; 0 turns all pauses off
    :param crawl_delay: what robots.txt asks for, honoured up to `longest`
    :param answer_time: how long the host takes to answer of late
    """
    if not own:
        return 0.0
    asked = min(crawl_delay or 0, longest)
    return max(asked, answer_time + max(own, answer_time * factor))


def rest_after(times: int) -> timedelta:
    """How long a host rests that does not say so itself: half an hour, then twice as long each time, up to 6 h."""
    return min(timedelta(minutes=30) * 2.0 ** min(times, 8), timedelta(hours=6))


class _Host:
    """What this run has seen of a host.

    :ivar failing_since: the loop's time at which its failures in a row began
    :ivar free_at: the loop's time before which it asked not to be asked
    :ivar turns: who may be on the way to it; the others wait here, where a wait that it asks for reaches them
    """

    def __init__(self, at_a_time: int) -> None:
        self.answer_time = 0.0
        self.failures = 0
        self.failing_since = 0.0
        self.free_at = 0.0
        self.rest: Rest | None = None
        self.loaded = False
        self.turns = asyncio.Semaphore(at_a_time)


class PaceMiddleware:
    """Sets Scrapy's pause for each host, waits when told to, and lets a host in trouble rest."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.delay = settings.getfloat("DOWNLOAD_DELAY")
        self.longest_delay = settings.getfloat("CRAWL_DELAY_MAX", 60.0)
        self.factor = settings.getfloat("PACE_ANSWER_TIMES", 1.0)
        self.longest_wait = settings.getfloat("PACE_WAIT_MAX", 120.0)
        self.patience = settings.getfloat("PACE_PATIENCE", 30.0) if self.delay else 0.0
        self.budget = settings.getint("CRAWL_BUDGET")
        self.at_a_time = max(settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 1)
        self._hosts: dict[str, _Host] = {}
        self._requests: Counter[str] = Counter()
        self._turns: dict[Request, _Host] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.reached_downloader, signals.request_reached_downloader)
        crawler.signals.connect(middleware.downloaded, signals.response_downloaded)
        crawler.signals.connect(middleware.left_downloader, signals.request_left_downloader)
        return middleware

    def resting(self, site: str) -> Rest | None:
        """Why and until when a site is not to be asked in this run; None if it may be."""
        now, known = clock.now(), self._site(site)
        if known is None:
            return None
        if not known.is_open(now):
            return Rest("hours", f"outside its hours ({known.hours})", _next_opening(known, now), 0)
        budget = known.budget or self.budget
        if budget and self._requests[site] >= budget:
            return Rest("budget", f"its budget of {budget} pages a run is used up", now, 0)
        rest = self._host(known.host, site).rest
        return rest if rest and rest.until > now else None

    async def process_request(self, request: Request) -> None:
        """Wait for the request's turn, and for as long as the host has asked for.

        :raises SiteResting: it is not to be asked now
        """
        site, name = request.meta.get("site"), _host_of(request)
        request.meta["download_slot"] = name
        host = self._host(name, site)
        await host.turns.acquire()
        self._turns[request] = host
        if site is not None and (rest := self.resting(site)):
            raise SiteResting(rest.why, rest.reason, rest.until)
        self._refuse_while_resting(host)
        loop = asyncio.get_running_loop()
        while (wait := host.free_at - loop.time()) > 0:
            await asyncio.sleep(min(wait, 1.0))
            self._refuse_while_resting(host)
        if site is not None and request.meta.get("kind") != "robots":
            self._requests[site] += 1

    def _refuse_while_resting(self, host: _Host) -> None:
        if not self.crawler.crawling:  # someone wants to stop: what waits here need not be waited for
            raise SiteResting("stopped", "the run was stopped", clock.now())
        if host.rest and host.rest.until > clock.now():
            raise SiteResting(host.rest.why, host.rest.reason, host.rest.until)

    def reached_downloader(self, request: Request, spider: Spider) -> None:
        """Give the host's slot its pause, before Scrapy looks at it."""
        slot = self.crawler.engine.downloader.slots.get(request.meta["download_slot"])
        if slot is not None:
            slot.delay = self._pause(request)
            slot.jitter = 0.0

    def _pause(self, request: Request) -> float:
        site = self._site(request.meta.get("site"))
        own = site.delay if site and site.delay is not None else self.delay
        return pause(
            own=own if self.delay else 0.0,
            crawl_delay=self._crawl_delay(request),
            longest=self.longest_delay,
            answer_time=self._host(_host_of(request), request.meta.get("site")).answer_time,
            factor=self.factor,
        )

    def _crawl_delay(self, request: Request) -> float | None:
        from crawler.middlewares.robots import RobotsMiddleware

        robots = self.crawler.get_downloader_middleware(RobotsMiddleware)
        rules = robots.known(request.url) if robots else None
        return rules.crawl_delay if rules else None

    def downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        """Learn how long the host takes to answer: a mean that forgets."""
        host, latency = self._hosts.get(_host_of(request)), request.meta.get("download_latency")
        if host is None or latency is None:
            return
        # Answers that are errors come fast from a host in trouble: they make it no faster.
        if response.status < 400 or latency > host.answer_time:
            host.answer_time = latency if not host.answer_time else 0.7 * host.answer_time + 0.3 * latency
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.delay = self._pause(request)
        if response.status in (429, 503):
            request.meta["come_back"] = self._come_back(request, response, host)

    def left_downloader(self, request: Request) -> None:
        """The next one's turn."""
        if host := self._turns.pop(request, None):
            host.turns.release()

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Obey 429 and 503, notice a host that only fails.

        :raises SiteResting: it asked for a longer wait than a run can give
        """
        host = self._host(_host_of(request), request.meta.get("site"))
        if response.status in (429, 503):
            if host.rest and host.rest.until > clock.now():
                self._keep(request)
                self._refuse_while_resting(host)
            return request.meta.pop("come_back", None) or response
        if response.status >= 500:
            self._failed(host, request, f"it answers {response.status}")
            return response
        host.failures = 0
        if host.rest is not None:
            host.rest = None
            self._keep(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """
        :raises SiteResting: the host has not answered for a while
        """
        self.left_downloader(request)  # it may never have reached it
        if isinstance(exception, NO_ANSWER) and not isinstance(exception, IgnoreRequest):
            host = self._host(_host_of(request), request.meta.get("site"))
            self._failed(host, request, in_words(exception))

    def _come_back(self, request: Request, response: Response, host: _Host) -> Request | None:
        """The request again, after the wait that a 429 or 503 asks for; None where it is not to be asked again.

        Where the wait is long, or has been had twice, the host rests; but where it answered other requests
        meanwhile, it is the page that is out of order. Called before the next request's turn comes.
        """
        self._count_failure(host)
        header, now = response.headers.get("Retry-After"), clock.now()
        asked = retry_after(header.decode("latin-1"), now) if header else None
        waits = request.meta.get("waits", 0)
        seconds = asked.total_seconds() if asked is not None else 5.0 * 4**waits
        said = f"it answers {response.status}" + (" and asks for a pause" if asked else "")
        if seconds > self.longest_wait or (waits >= WAITS_IN_A_RUN and host.failures > waits):
            self._rest(host, "busy", said, asked or timedelta())
            return None
        if waits >= WAITS_IN_A_RUN:
            return None
        host.free_at = max(host.free_at, asyncio.get_running_loop().time() + seconds)
        logger.info("%s: %s; asked again in %.0f seconds", request.url, said, seconds)
        again = request.replace(dont_filter=True, priority=request.priority + 1)
        again.meta["waits"] = waits + 1
        return again

    def _failed(self, host: _Host, request: Request, reason: str) -> None:
        now = self._count_failure(host)
        if host.failures >= FAILURES_IN_A_ROW and now - host.failing_since >= self.patience:
            host.failures = 0
            self._rest(host, "down", reason, timedelta())
            self._keep(request)
            self._refuse_while_resting(host)
        else:
            host.free_at = max(host.free_at, now + min(2.0 ** min(host.failures, 10), self.patience / 4))

    def _count_failure(self, host: _Host) -> float:
        """Count one more failure in a row, and know since when; the time now."""
        now = asyncio.get_running_loop().time()
        if not host.failures:
            host.failing_since = now
        host.failures += 1
        return now

    def _rest(self, host: _Host, why: str, reason: str, asked: timedelta) -> None:
        times = host.rest.times + 1 if host.rest else 0
        host.rest = Rest(why, reason, clock.now() + max(asked, rest_after(times)), times)

    def _keep(self, request: Request) -> None:
        """Remember in the archive which of a site's hosts rest."""
        site, name = request.meta.get("site"), _host_of(request)
        kept = dict(recall(self.crawler, site, "rest") or {})
        rest = self._hosts[name].rest
        if rest is None:
            kept.pop(name, None)
        else:
            kept[name] = rest.as_json()
        remember(self.crawler, site, {"rest": kept})

    def _host(self, name: str, site: str | None) -> _Host:
        host = self._hosts.get(name) or self._hosts.setdefault(name, _Host(self.at_a_time))
        if not host.loaded and site is not None:
            host.loaded = True
            kept = recall(self.crawler, site, "rest") or {}
            host.rest = Rest.from_json(kept[name]) if name in kept else None
        return host

    def _site(self, name: str | None) -> Site | None:
        sites: Mapping[str, Site] = getattr(self.crawler.spider, "sites", None) or {}
        return sites.get(name or "")


def _host_of(request: Request) -> str:
    """The host that a request is counted with: one server mostly has both names."""
    return (urlsplit(request.url).hostname or "").removeprefix("www.")


def _next_opening(site: Site, now: datetime) -> datetime:
    """When the site's window opens next, to the minute."""
    moment = now.replace(second=0, microsecond=0)
    for minutes in range(1, 1441):
        if site.is_open(later := moment + timedelta(minutes=minutes)):
            return later
    return now + timedelta(days=1)
