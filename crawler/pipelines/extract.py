"""Reading responses in processes of their own: one core fetches and writes, the others parse."""

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from crawler.discovery.reading import Reading, read

__all__ = ["Extractor"]

SECONDS_A_PAGE = 60.0  # a page that takes longer is given up: hundreds of times the usual
TRIES = 2

log = logging.getLogger(__name__)


class Extractor:
    """A pool of processes that read responses; it mends itself when one of them dies.

    Processes, not threads: lxml's work in threads has crashed whole crawls. They end with their parent.

    :param processes: 0 reads in the crawl's own process, which a page can hold up or end
    """

    def __init__(self, processes: int = 2) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        # What waits for a process waits here, where it costs no time of its own: a hundred sites hand in hundreds.
        self._room = asyncio.Semaphore(processes + 1)

    async def read(self, body: bytes, url: str, **options: Any) -> Reading:
        """What a response holds; see `crawler.discovery.reading.read` for the options."""
        if self._processes < 1:
            return _read(body, url, options)
        async with self._room:
            return await self._read_elsewhere(body, url, options)

    async def _read_elsewhere(self, body: bytes, url: str, options: dict[str, Any]) -> Reading:
        for _ in range(TRIES):
            pool = self._pool = self._pool or self._started()
            try:
                with _without_interrupts(), _without_main():  # submit starts processes
                    work = asyncio.wrap_future(pool.submit(_read, body, url, options))
                return await asyncio.wait_for(work, SECONDS_A_PAGE)
            except BrokenProcessPool:
                log.info("a reading process died; restarted (at %s)", url)
                self._discard(pool)
            except TimeoutError:
                log.warning("%s took longer than %.0f s to read: given up", url, SECONDS_A_PAGE)
                self._discard(pool)
                return Reading("other", "it takes too long to read")
        return Reading("other", "reading it ends the reading process")

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_prepare,
            initargs=(os.getpid(),),
        )

    def _discard(self, pool: ProcessPoolExecutor) -> None:
        """Drop a broken pool; of several pages that saw it break, the first does it."""
        if self._pool is not pool:
            return
        self._pool = None
        for process in list((pool._processes or {}).values()):
            process.kill()
        # What else was in it is told that it broke, and tries again; cancelled, it would never hear of it.
        pool.shutdown(wait=False)


def _read(body: bytes, url: str, options: dict[str, Any]) -> Reading:
    try:
        return read(body, url, **options)
    except RecursionError:
        return Reading("other", "it is nested too deeply to read")
    except Exception as error:
        log.exception("cannot read %s", url)
        return Reading("other", f"it cannot be read ({type(error).__name__})")


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started here never see Ctrl-C, from their first instruction on: it is the parent's."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Processes started here do not import the program again that was started: 30 MB of Scrapy in each."""
    names = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: names.pop(name) for name in ("__file__", "__spec__") if name in names}
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update(hidden)


def _prepare(parent: int) -> None:
    """End when the parent is gone, however it went; what is loaded by now stays: it is not looked through for garbage."""
    gc.freeze()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)
