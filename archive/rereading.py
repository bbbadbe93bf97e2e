"""Extraction again over stored captures, on all cores.

The function that extracts is the caller's (`archive` knows no crawler). It runs in processes of their own, which
open the archive for reading; never in threads (lxml's work in threads has crashed whole crawls).
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.captures import Response, read_capture
from archive.children import prepare, starting
from archive.connection import open_for_reading
from archive.errors import CaptureDamaged
from archive.incoming import ArticleLike

__all__ = ["Extract", "Job", "Result", "reread"]

#: The pages of one article, in order, and the settings of its site -> what they say (None: no article).
Extract = Callable[[Sequence[Response], Mapping[str, Any]], ArticleLike | None]

CHUNK = 16


@dataclass(frozen=True, slots=True)
class Job:
    """:ivar key: the caller's name for it; `captures`: ids of the pages; `settings`: of the site"""

    key: Any
    captures: tuple[int, ...]
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """:ivar article: what `extract` gave; `problem`: in words, where the pages could not be read"""

    key: Any
    article: Any
    problem: str | None = None


def reread(
    folder: Path, extract: Callable[..., Any], jobs: Iterable[Job], processes: int | None = None
) -> Iterator[Result]:
    """The result of each job, in order; memory bounded whatever their number.

    :param extract: a function of a module, so that another process can find it
    """
    count = processes or os.cpu_count() or 1
    with _Pool(folder, extract, count) as pool:
        waiting: deque[tuple[list[Job], Future[list[Result]]]] = deque()
        for chunk in _chunks(jobs):
            waiting.append((chunk, pool.submit(chunk)))
            if len(waiting) > count * 3:
                yield from pool.results(*waiting.popleft())
        while waiting:
            yield from pool.results(*waiting.popleft())


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    chunk: list[Job] = []
    for job in jobs:
        chunk.append(job)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Pool:
    """Reading processes, started again when one of them dies."""

    def __init__(self, folder: Path, extract: Callable[..., Any], count: int) -> None:
        self._arguments = (folder, extract, os.getpid())
        self._count = count
        self._executor = self._started()

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def submit(self, chunk: list[Job]) -> Future[list[Result]]:
        with starting():
            try:
                return self._executor.submit(_read_all, chunk)
            except BrokenProcessPool:
                self._end()
                self._executor = self._started()
                return self._executor.submit(_read_all, chunk)

    def results(self, chunk: list[Job], future: Future[list[Result]]) -> list[Result]:
        """A chunk's results; where a process died over it, page by page, and the deadly one is named."""
        try:
            return future.result()
        except BrokenProcessPool:
            return [self._alone(job) for job in chunk]

    def _alone(self, job: Job) -> Result:
        try:
            return self.submit([job]).result()[0]
        except BrokenProcessPool:
            return Result(job.key, None, "reading it ends the reading process")

    def _end(self) -> None:
        """End the processes, and wait for it: a program that ends meanwhile wakes a thread that is closing its pipe."""
        self._executor.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, context, initializer=_prepare, initargs=self._arguments)


_worker: dict[str, Any] = {}


def _prepare(folder: Path, extract: Callable[..., Any], parent: int) -> None:
    prepare(parent)
    _worker.update(folder=folder, extract=extract, db=open_for_reading(folder / "archive.db").conn)


def _read_all(chunk: list[Job]) -> list[Result]:
    return [_read(job) for job in chunk]


def _read(job: Job) -> Result:
    try:
        pages = [read_capture(_worker["folder"], _worker["db"], number) for number in job.captures]
        return Result(job.key, _worker["extract"](pages, job.settings))
    except CaptureDamaged as error:
        return Result(job.key, None, str(error))
    except (RecursionError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        return Result(job.key, None, f"it cannot be read ({type(error).__name__}: {error})")
