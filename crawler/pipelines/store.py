"""Writing in batches: what belongs together in one transaction, many of them in one commit."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from archive.errors import ArchiveError, ArchiveFull, ArchiveUnwritable
from archive.store import Archive, Stored
from crawler.extraction import Article

__all__ = ["Finding", "StorePipeline", "Writer"]

SECONDS = 0.25  # how long a write may wait for company: what a kill can cost at most
OPERATIONS = 64

log = logging.getLogger(__name__)


class Writer:
    """Collects operations on the archive and runs them together in one transaction, in order.

    An operation that fails is undone alone, and its caller told; where the archive itself cannot be written
    (a full disk), every caller is told, and `failure` says why.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.failure: Exception | None = None
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._timer: asyncio.TimerHandle | None = None

    def put(self, operation: Callable[[], Any]) -> asyncio.Future[Any]:
        """Queue an operation; the future has its result once that is on the disk."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((operation, future))
        if len(self._waiting) >= OPERATIONS:
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_later(SECONDS, self.flush)
        return future

    def flush(self) -> None:
        """Write what waits."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        done: list[tuple[asyncio.Future[Any], Any, Exception | None]] = []
        try:
            with self.archive.batch():
                for operation, future in waiting:
                    done.append((future, *self._attempt(operation)))
        except Exception as error:
            self.failure = error
            done = [(future, None, error) for _, future in waiting]
        for future, result, problem in done:
            _tell(future, result, problem)

    def _attempt(self, operation: Callable[[], Any]) -> tuple[Any, Exception | None]:
        try:
            with self.archive.batch():
                return operation(), None
        except (OSError, MemoryError, ArchiveFull, ArchiveUnwritable):  # no other write will do better
            raise
        except Exception as error:
            if not self.archive.db.conn.in_transaction:
                raise
            log.exception("a write failed")
            return None, error


def _tell(future: asyncio.Future[Any], result: Any, problem: Exception | None) -> None:
    if future.cancelled():
        return
    if problem is None:
        future.set_result(result)
    else:
        future.set_exception(problem)
        future.exception()  # most callers do not wait: no "never retrieved" then


@dataclass(frozen=True, slots=True)
class Finding:
    """An article on its way into the archive; what comes out of the pipeline is the article itself.

    :param store: does the writing; returns what became of it
    """

    article: Article
    store: Callable[[], Stored]


class StorePipeline:
    """Findings into the archive, in batches; the items that exporters see are the articles."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, Finding):
            return item
        writer: Writer = self.crawler.spider.writer  # type: ignore[union-attr]
        try:
            await writer.put(item.store)
        except ArchiveError as error:
            if writer.failure is None:
                raise
            # The command says it once, at the end.
            raise DropItem(str(error), log_level="DEBUG") from error
        return item.article
