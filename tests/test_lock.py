"""One run at a time in a folder; a killed one leaves nothing behind."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest

from crawler.lock import AlreadyRunning, Holder, holder, locked

HOLD = textwrap.dedent("""
    import os, sys, time
    from pathlib import Path
    from crawler.lock import locked
    with locked(Path(sys.argv[1]), now="2026-11-23T08:15:28Z"):
        child = os.fork() if len(sys.argv) > 2 else 0
        if not child:  # whoever is there last says so
            print("held", flush=True)
        time.sleep(60)
""")


@pytest.fixture
def other(tmp_path):
    """Starts a process that holds the folder; all of them are ended at the end."""
    started = []

    def start(*args):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path), *args], stdout=subprocess.PIPE, start_new_session=True
        )
        started.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_second_run_is_told_who_holds_the_folder_and_since_when(tmp_path, other):
    process = other()
    with (
        pytest.raises(AlreadyRunning, match=rf"process {process.pid}, since 2026-11-23T08:15:28Z"),
        locked(tmp_path, now="2026-11-23T09:00:00Z"),
    ):
        pass
    assert holder(tmp_path) == Holder(process.pid, "2026-11-23T08:15:28Z", "crawl")


@pytest.mark.parametrize("args", [(), ("with a child that lives on",)])
def test_the_lock_of_a_killed_run_is_taken_over(tmp_path, other, args):
    process = other(*args)
    process.kill()
    process.wait()
    with locked(tmp_path, now="2026-11-23T09:00:00Z") as killed:
        assert killed == Holder(process.pid, "2026-11-23T08:15:28Z", "crawl")


def test_a_run_that_ended_leaves_no_trace(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path, now="2026-11-23T08:00:00Z"):
        raise ZeroDivisionError
    with locked(tmp_path, now="2026-11-23T09:00:00Z") as killed:
        assert killed is None
    assert holder(tmp_path) is None


def test_a_lock_file_with_nonsense_in_it_locks_all_the_same(tmp_path):
    (tmp_path / ".lock").write_text("{half")
    with locked(tmp_path, now="2026-11-23T08:00:00Z") as killed:
        assert killed is None
        with pytest.raises(AlreadyRunning), locked(tmp_path, now="2026-11-23T08:00:00Z"):
            pass
