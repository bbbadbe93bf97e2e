"""Two starts at once: one works, the other says so and ends with 3, and no database error is shown."""

import subprocess
import sys

import pytest

SLOT = """
import sys, time
from pathlib import Path
from crawler.lock import AlreadyRunning, locked
try:
    with locked(Path(sys.argv[1]), now="2026-11-23T08:00:00Z"):
        time.sleep(0.3)
except AlreadyRunning as error:
    print(error, file=sys.stderr)
    sys.exit(3)
"""


@pytest.mark.slow
def test_ten_times_two_starts_at_once(tmp_path):
    for _ in range(10):
        pair = [
            subprocess.Popen([sys.executable, "-c", SLOT, str(tmp_path)], stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        words = [process.communicate()[1].decode() for process in pair]
        assert sorted(process.returncode for process in pair) == [0, 3]
        assert "is already running" in "".join(words)
