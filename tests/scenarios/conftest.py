"""A process that crawls again and again, at the times that a test says."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from tests.conftest import ROOT


class Living:
    """An archive over time; `crawl(press)` is one run at the press's time."""

    def __init__(self, folder, process):
        self.folder, self.process = folder, process

    def crawl(self, press, **task):
        task = {
            "now": press.now.isoformat(),
            "proxy": press.proxy,
            "folder": str(self.folder),
            "sites": [["press", f"http://{press.host}/"]],
            **task,
        }
        before = press.requests
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the crawling process ended"
        run = json.loads(answer)
        run["asked"] = press.requests - before
        run["codes"] = [code for code, _, _ in run["notices"]]
        return run

    def rows(self, sql, *values):
        with sqlite3.connect(self.folder / "archive.db") as db:
            return db.execute(sql, values).fetchall()

    def one(self, sql, *values):
        return self.rows(sql, *values)[0][0]


@pytest.fixture
def living(tmp_path):
    env = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.scenarios.living"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=env,
    ) as process:
        yield Living(tmp_path / "data", process)
        process.stdin.close()
