"""Pages that are read in processes: hundreds at once wait for their turn, and one that hangs takes no other with it."""

import asyncio
import multiprocessing
import threading
from concurrent.futures import Future

import pytest

from archive.rereading import Job, reread
from archive.store import Archive
from crawler.discovery.reading import Reading
from crawler.pipelines import extract

PAGE = (
    b"<html lang=en><title>News</title><article><h1>News</h1>"
    + b"<p>The council met and voted for it.</p>" * 400
)


class Processes:
    """Processes that finish a page when they are told to."""

    def __init__(self):
        self._processes = {}
        self.handed, self.ended = [], False

    def submit(self, _, body, url, options):
        self.handed.append(Future())
        return self.handed[-1]

    def shutdown(self):
        self.ended = True


async def until(condition):
    while not condition():
        await asyncio.sleep(0)


async def test_waiting_for_a_process_is_not_taking_too_long(monkeypatch):
    """The time of a page counts from when it is handed to the processes: few at once, however many wait."""
    extractor, processes = extract.Extractor(1), Processes()
    monkeypatch.setattr(extractor, "_started", lambda: processes)
    reads = [asyncio.ensure_future(extractor.read(PAGE, f"http://a.example/{n}")) for n in range(150)]
    for number in range(150):
        await until(lambda number=number: len(processes.handed) > number)
        assert sum(not future.done() for future in processes.handed) <= 2
        processes.handed[number].set_result(Reading("page"))
    assert {reading.kind for reading in await asyncio.gather(*reads)} == {"page"}


async def test_a_page_behind_one_that_hangs_is_read_again(monkeypatch):
    extractor, started = extract.Extractor(1), []
    monkeypatch.setattr(extractor, "_started", lambda: started.append(Processes()) or started[-1])
    monkeypatch.setattr(extract, "SECONDS_A_PAGE", 0.01)
    hanging, behind = (asyncio.ensure_future(extractor.read(PAGE, f"http://a.example/{n}")) for n in range(2))
    await until(lambda: started and len(started[0].handed) == 2)
    monkeypatch.setattr(extract, "SECONDS_A_PAGE", 60)
    assert (await hanging).reason == "it takes too long to read"
    assert started[0].ended
    await until(lambda: len(started) == 2 and started[1].handed)
    started[1].handed[0].set_result(Reading("page"))
    assert (await behind).kind == "page"


@pytest.mark.slow
async def test_others_are_read_again_when_the_processes_are_ended():
    extractor = extract.Extractor(2)
    try:
        await extractor.read(PAGE, "http://a.example/0", kind="page")
        reads = [
            asyncio.ensure_future(extractor.read(PAGE, f"http://a.example/{n}", kind="page"))
            for n in range(9)
        ]
        await asyncio.sleep(0)
        extractor._discard(extractor._pool)
        assert {reading.kind for reading in await asyncio.wait_for(asyncio.gather(*reads), 60)} == {"page"}
    finally:
        extractor.close()
    assert not left()


@pytest.mark.slow
def test_processes_have_ended_when_all_is_read_again(tmp_path):
    """A program that ends while its processes do wakes a thread that is closing its pipe (EBADF)."""
    Archive(tmp_path).close()
    jobs = [Job(number, (), {}) for number in range(20)]
    assert [result.article for result in reread(tmp_path, nothing, jobs, 1)] == ["nothing"] * 20
    assert not left()


def nothing(pages, settings):
    return "nothing"


def left():
    """What a closed pool has left: its processes, the thread that minds them."""
    minding = [thread for thread in threading.enumerate() if "ExecutorManager" in type(thread).__name__]
    return multiprocessing.active_children() + minding
