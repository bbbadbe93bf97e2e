"""Downloads over a real connection: one that breaks is seen to, and one that is left stops working."""

import asyncio
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from datasette.app import Datasette

from archive.datasette import downloads


@contextmanager
def served(folder):
    """uvicorn, as Datasette runs it, in a thread of this process."""
    config = uvicorn.Config(Datasette(config_dir=folder).app(), port=0, log_level="critical", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)


def rows_that(end):
    """Rows for ever, or until `end` says otherwise; of CSV, lines."""

    def rows(db, sql, params):
        number = 0
        row = tuple("x" * 1000 for _ in downloads.COLUMNS["articles"])
        while True:
            number += 1
            end(number)
            yield ("".join(row).encode(),) if "as blob" in sql else row

    return rows


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_an_error_on_the_way_is_visible(shelf, monkeypatch, ending):
    def fail(number):
        if number > 900:
            raise OSError("the disk is gone")

    monkeypatch.setattr(downloads, "_rows", rows_that(fail))
    with served(shelf) as address, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{address}/search.{ending}", timeout=30)


def test_an_error_before_the_first_row_is_a_page(shelf, monkeypatch):
    def fail(number):
        raise OSError("the disk is gone")

    monkeypatch.setattr(downloads, "_rows", rows_that(fail))
    with served(shelf) as address:
        assert httpx.get(f"{address}/search.jsonl").status_code == 500


def test_the_work_stops_after_the_reader_left(shelf, monkeypatch):
    seen = []
    monkeypatch.setattr(downloads, "_rows", rows_that(seen.append))
    with served(shelf) as address:
        with httpx.stream("GET", f"{address}/search.csv") as answer:
            next(answer.iter_bytes())
        deadline = time.monotonic() + 10  # a second on a machine that is not busy
        while downloads._running and time.monotonic() < deadline:
            time.sleep(0.05)
        assert downloads._running == 0
        before = len(seen)
        time.sleep(0.3)
        assert len(seen) == before > 0
