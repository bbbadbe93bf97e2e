"""How far a crawl is: a table that moves on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.log import get_scrapy_root_handler

__all__ = ["Figures", "Progress", "figures"]

ROWS = 20
"""Sites that the table shows at once; those with the most to do."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One site's counts so far in this run.

    :param failed: requests that brought no answer, or an error of the server's
    :param broken: links of the site's own that lead nowhere (404)
    """

    requests: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    blocked: int = 0
    failed: int = 0
    broken: int = 0
    queue: int = 0

    @property
    def articles(self) -> int:
        """Article pages that were read."""
        return self.new + self.changed + self.unchanged

    def in_words(self) -> str:
        """
        >>> Figures(requests=120, new=80, changed=1, queue=40, failed=2).in_words()
        '120 pages, 80 new, 1 changed, 2 failed, 40 to go'
        """
        parts = [f"{self.requests} page{'s' * (self.requests != 1)}", f"{self.new} new"]
        parts += [
            f"{getattr(self, name)} {name}"
            for name in ("changed", "unchanged", "gone", "blocked", "failed")
            if getattr(self, name)
        ]
        return ", ".join(parts + [f"{self.queue} to go"] * bool(self.queue))


def figures(stats: Mapping[str, Any]) -> dict[str, Figures]:
    """The counts of every site, from Scrapy's stats (`kiosque/SITE/COUNT`).

    >>> figures({"kiosque/escda/new": 3, "kiosque/escda/other": 1, "item_scraped_count": 9})["escda"].new
    3
    """
    counts: dict[str, dict[str, int]] = {}
    for key, value in stats.items():
        prefix, _, rest = key.partition("/")
        site, _, name = rest.rpartition("/")
        if prefix == "kiosque" and site:
            counts.setdefault(site, {})
            if name in Figures.__slots__:
                counts[site][name] = int(value)
    return {site: Figures(**values) for site, values in counts.items()}


class Progress:
    """Scrapy extension: shows the figures while the crawl runs (`PROGRESS` on, the default)."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("PROGRESS", True) or not crawler.settings.getbool(
            "LOG_ENABLED", True
        ):
            raise NotConfigured
        self.crawler = crawler
        self.console = Console(stderr=True)
        self.seconds = (
            0.5 if self.console.is_terminal else crawler.settings.getfloat("LOGSTATS_INTERVAL", 60.0)
        )
        self._live: Live | None = None
        self._stopping = False
        self._loop: Any = None
        self._started = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        self._started = time.monotonic()
        if self.console.is_terminal:
            self._live = Live(console=self.console, transient=True, auto_refresh=False)
            self._live.start()
            self._redirect_log()
        self._loop = create_looping_call(self.show)
        self._loop.start(self.seconds, now=False)

    def spider_closed(self, spider: Spider) -> None:
        if self._loop:
            self._loop.stop()
        if self._live:
            self._live.stop()
            self._redirect_log()

    def show(self) -> None:
        """One look at the figures."""
        sites = figures(self.crawler.stats.get_stats())
        if not self.crawler.crawling and not self._stopping:
            self._stopping = True
            self.console.print("Stopping: what is under way is finished first (once more to stop at once).")
        if self._live:
            self._live.update(self.table(sites), refresh=True)
            return
        seconds = max(time.monotonic() - self._started, 0.001)
        for name, site in sites.items():
            rate = site.requests / seconds
            print(f"{name}: {site.in_words()} ({rate:.1f} pages/s)", file=sys.stderr, flush=True)

    def table(self, sites: Mapping[str, Figures]) -> Table:
        """A row a site, the busiest first, and a last one for all."""
        seconds = max(time.monotonic() - self._started, 0.001)
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("site", no_wrap=True)
        for heading in ("pages", "new", "changed", "unchanged", "to go", "pages/s"):
            table.add_column(heading, justify="right")
        busiest = sorted(sites.items(), key=lambda item: (-item[1].queue, item[0]))[:ROWS]
        for name, site in busiest:
            table.add_row(name, *_cells(site, seconds))
        if len(sites) > 1:
            together = Figures(
                **{name: sum(getattr(site, name) for site in sites.values()) for name in Figures.__slots__}
            )
            table.add_row(f"{len(sites)} sites", *_cells(together, seconds), style="bold")
        return table

    def _redirect_log(self) -> None:
        """Let log lines go where the table is not, while it is there."""
        handler = get_scrapy_root_handler()
        if handler is not None and hasattr(handler, "setStream") and not hasattr(handler, "baseFilename"):
            handler.setStream(sys.stderr)


def _cells(site: Figures, seconds: float) -> list[str]:
    values = (site.requests, site.new, site.changed, site.unchanged, site.queue)
    return [*(f"{value:,}" for value in values), f"{site.requests / seconds:.1f}"]
