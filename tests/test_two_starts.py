"""Two starts at once: one works, the other says so and ends with 3, and no database error is shown."""

import re
import shutil
import subprocess
import sys
import time

import pytest

from tests.conftest import crawl_words, environment

SLOT = """
import sys
from pathlib import Path
from crawler.lock import AlreadyRunning, locked
try:
    with locked(Path(sys.argv[1]), now="2026-11-23T08:00:00Z"):
        sys.stdin.read()  # until it is told to end
except AlreadyRunning as error:
    print(error, file=sys.stderr)
    sys.exit(3)
"""


@pytest.mark.slow
def test_ten_times_two_starts_at_once(tmp_path):
    for _ in range(10):
        pair = [
            subprocess.Popen(
                [sys.executable, "-c", SLOT, str(tmp_path)], stdin=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for _ in range(2)
        ]
        until = time.monotonic() + 60  # then both have it, and nobody is refused
        while all(process.poll() is None for process in pair) and time.monotonic() < until:
            time.sleep(0.01)
        words = [process.communicate()[1].decode() for process in pair]
        assert sorted(process.returncode for process in pair) == [0, 3]
        assert "is already running" in "".join(words)


@pytest.mark.long
@pytest.mark.slow
def test_fifty_times_two_crawls_at_once(magazine, crawled, tmp_path):
    """The commands themselves, over one archive: one works and ends well, the other says who works and exits 3."""
    shutil.copytree(crawled.folder, tmp_path / "data")
    words = crawl_words(tmp_path / "data", "-a", f"url={magazine.url}")
    for _ in range(50):
        pair = [
            subprocess.Popen(
                words,
                env=environment(http_proxy=magazine.proxy),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(2)
        ]
        said = {process.communicate(timeout=120)[0]: process.returncode for process in pair}
        assert sorted(said.values()) == [0, 3], said
        refused = next(text for text, code in said.items() if code == 3)
        assert re.fullmatch(
            r"crawl is already running in \S+/ \(process \d+, since \S+\): nothing was done\n", refused
        )
        assert "locked" not in "".join(said)
