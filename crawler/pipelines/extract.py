"""Reading responses in processes of their own: one core fetches and writes, the others parse."""

import asyncio
import logging
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from archive.children import prepare, starting
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
                with starting():  # submit starts processes
                    work = asyncio.wrap_future(pool.submit(_read, body, url, options))
                return await asyncio.wait_for(work, SECONDS_A_PAGE)
            except BrokenProcessPool:
                log.info("a reading process died; restarted (at %s)", url)
                self._discard(pool)
            except TimeoutError:
                if self._pool is not pool:
                    continue  # another page held it up, whose time ended first and the processes with it
                log.warning("%s took longer than %.0f s to read: given up", url, SECONDS_A_PAGE)
                self._discard(pool)
                return Reading("other", "it takes too long to read")
        return Reading("other", "reading it ends the reading process")

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._discard(self._pool)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=prepare,
            initargs=(os.getpid(),),
        )

    def _discard(self, pool: ProcessPoolExecutor) -> None:
        """End a pool's processes; of several pages that saw it break, the first does it."""
        if self._pool is not pool:
            return
        self._pool = None
        for process in list((pool._processes or {}).values()):
            process.kill()
        # What else was in it is told that it broke, and tries again; cancelled, it would never hear of it.
        # Waited for, which takes no time with dead processes: a program that ends meanwhile wakes a thread
        # that is closing its pipe.
        pool.shutdown()


def _read(body: bytes, url: str, options: dict[str, Any]) -> Reading:
    try:
        return read(body, url, **options)
    except RecursionError:
        return Reading("other", "it is nested too deeply to read")
    except Exception as error:
        log.exception("cannot read %s", url)
        return Reading("other", f"it cannot be read ({type(error).__name__})")
