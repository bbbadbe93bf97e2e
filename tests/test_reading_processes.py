"""Pages that are read in processes: hundreds at once wait for their turn, and one that hangs takes no other with it."""

import asyncio

import pytest

from crawler.pipelines import extract

pytestmark = pytest.mark.slow

PAGE = (
    b"<html lang=en><title>News</title><article><h1>News</h1>"
    + b"<p>The council met and voted for it.</p>" * 400
)


async def test_waiting_for_a_process_is_not_taking_too_long(monkeypatch):
    extractor = extract.Extractor(1)
    try:
        await extractor.read(PAGE, "http://a.example/0", kind="page")  # the process has started
        begun = asyncio.get_running_loop().time()
        await extractor.read(PAGE, "http://a.example/0", kind="page")
        monkeypatch.setattr(extract, "SECONDS_A_PAGE", 20 * (asyncio.get_running_loop().time() - begun))
        reads = [extractor.read(PAGE, f"http://a.example/{n}", kind="page") for n in range(150)]
        assert {reading.kind for reading in await asyncio.gather(*reads)} == {"page"}
    finally:
        extractor.close()


async def test_others_are_read_again_when_the_processes_are_ended(monkeypatch):
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
