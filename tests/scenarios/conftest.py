"""A process that crawls again and again, at the times that a test says."""

import json
import os
import sqlite3
import sys

import pytest

from tests import forked


class Living:
    """An archive over time; `crawl(press)` is one run at the press's time."""

    def __init__(self, folder, tasks, answers):
        self.folder, self.tasks, self.answers = folder, tasks, answers

    def crawl(self, press, **task):
        task = {
            "now": press.now.isoformat(),
            "proxy": press.proxy,
            "folder": str(self.folder),
            "sites": [["press", f"http://{press.host}/"]],
            **task,
        }
        before = press.requests
        self.tasks.write(json.dumps(task) + "\n")
        self.tasks.flush()
        answer = self.answers.readline()
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
    pipes, errors = [tmp_path / "tasks", tmp_path / "answers"], tmp_path / "errors"
    for pipe in pipes:
        os.mkfifo(pipe)
    errors.touch()
    words = ["python", "-m", "tests.scenarios.living"]
    process = forked.start(words, env=env, read=pipes[0], out=pipes[1], errors=errors)
    with pipes[0].open("w") as tasks, pipes[1].open() as answers:
        yield Living(tmp_path / "data", tasks, answers)
    process.join()
    print(errors.read_text(), file=sys.stderr)
