"""A crawl killed with -9 anywhere, then run to the end, leaves what an undisturbed run leaves."""

import os
import random
import signal
import subprocess
import time

import pytest

from crawler.demo import serve
from tests.compare import assert_same, content
from tests.conftest import Run, command, crawl_words, environment

pytestmark = pytest.mark.slow


def kill_at(magazine, words, requests, pause):
    """Start a crawl and kill it, all its processes, `pause` seconds after its so-manieth request.

    Returns whether it was still running then.
    """
    process = subprocess.Popen(
        words,
        env=environment(http_proxy=magazine.proxy),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while magazine.requests < requests and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(pause)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


@pytest.mark.parametrize("seed", range(10))
def test_killed_anywhere_and_run_again_equals_an_undisturbed_run(crawled, tmp_path, seed):
    [requests] = [row["requests"] for row in crawled.rows("select requests from crawls")]
    moment = random.Random(seed)
    with serve() as magazine:
        words = crawl_words(tmp_path / "data", "-a", f"url={magazine.url}")
        # Every tenth of the crawl gets its kill, the end (where verdicts on the whole site are made) included.
        at = round((seed + moment.random()) / 10 * requests)
        kill_at(magazine, words, at, moment.uniform(0, 0.15))
        code, out = command(*words, http_proxy=magazine.proxy)
    assert code == 0, out
    assert_same(content(crawled), content(Run(code, out, tmp_path / "data")))
    code, out = command("scrapy", "verify", "-s", f"ARCHIVE_DIR={tmp_path / 'data'}")
    assert code == 0, out
