"""One site as the crawl knows it: an entry of sites.toml, read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crawler.sites.address import bare_host

__all__ = ["Site", "Window"]


@dataclass(frozen=True, slots=True)
class Window:
    """The hours of a day in which a site may be crawled; `end` before `start` goes over midnight.

    :param start: minutes after midnight
    :param end: minutes after midnight, not included
    """

    start: int
    end: int

    def contains(self, moment: datetime) -> bool:
        """Whether a moment, in the window's own time zone, is inside it.

        >>> Window(22 * 60, 6 * 60).contains(datetime(2026, 11, 23, 23, 30))
        True
        >>> Window(22 * 60, 6 * 60).contains(datetime(2026, 11, 23, 6, 0))
        False
        """
        minute = moment.hour * 60 + moment.minute
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def __str__(self) -> str:
        return "-".join(f"{at // 60:02}:{at % 60:02}" for at in (self.start, self.end))


@dataclass(frozen=True, slots=True)
class Site:
    """One entry of sites.toml; only name and url are required.

    :param name: short, unique; it names the site in the archive and on the command line
    :param url: the home page (http or https)
    :param article: regexes on path and query; a URL that any of them finds is an article
    :param exclude: regexes on path and query; a URL that any of them finds is never fetched
    :param key: regex on path and query whose groups identify an article where its URL varies
    :param language: BCP 47 tag, such as `fr`
    :param timezone: IANA name, such as `Europe/Paris`
    :param recheck: how long an article is watched after publication, and the longest time between two looks
    :param delay: seconds between two requests to the site
    :param hours: when the site may be crawled, in its time zone or else the machine's
    :param budget: pages that one run may ask for
    :param select: field -> CSS or XPath selector, where detection is not good enough
    """

    name: str
    url: str
    article: tuple[re.Pattern[str], ...] = ()
    exclude: tuple[re.Pattern[str], ...] = ()
    key: re.Pattern[str] | None = None
    language: str | None = None
    timezone: str | None = None
    recheck: timedelta | None = None
    delay: float | None = None
    hours: Window | None = None
    budget: int | None = None
    select: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The host name of the home page, lower case, without a leading `www.`."""
        return bare_host(self.url)

    def is_open(self, now: datetime) -> bool:
        """Whether the site's window lets it be crawled now (`now` is aware)."""
        if self.hours is None:
            return True
        return self.hours.contains(now.astimezone(ZoneInfo(self.timezone) if self.timezone else None))

    def as_settings(self) -> dict[str, Any]:
        """The entry as plain JSON data, for the archive's `sites` table."""
        return {
            "article": [pattern.pattern for pattern in self.article],
            "exclude": [pattern.pattern for pattern in self.exclude],
            "key": self.key.pattern if self.key else None,
            "recheck": self.recheck.total_seconds() if self.recheck else None,
            "delay": self.delay,
            "hours": str(self.hours) if self.hours else None,
            "budget": self.budget,
            "select": dict(self.select),
        }
