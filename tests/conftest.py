"""What tests share: the magazine, a crawl in a process of its own, one crawled archive, one Datasette on it."""

import asyncio
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from crawler.demo import serve
from tests import forked
from tests.browser import browser, page  # noqa: F401  fixtures of all tests

# A busy machine makes an example slow, not wrong.
hypothesis.settings.register_profile("kiosque", deadline=None)
hypothesis.settings.load_profile("kiosque")

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Playwright leaves its event loop marked as running in this thread: tests without a browser start without it."""
    if "browser" in item.fixturenames:
        return (yield)
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(loop)


@dataclass(frozen=True)
class Run:
    """A command that has ended: its exit code, what it said, and the archive that it worked on."""

    code: int
    out: str
    folder: Path

    @property
    def db(self):
        return sqlite3.connect(f"file:{self.folder / 'archive.db'}?mode=ro", uri=True)

    def rows(self, sql, *values):
        """The rows of a query as dicts."""
        db = self.db
        db.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in db.execute(sql, values)]
        finally:
            db.close()


def environment(**extra):
    """A user's environment: our tree first, nothing of the developer's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    kept = {name: value for name, value in kept.items() if not name.startswith(("KIOSQUE_", "SCRAPY_"))}
    ours = {
        "PYTHONPATH": str(ROOT),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",  # so that a command works in any folder
    }
    return kept | ours | extra


def command(*words, cwd=ROOT, timeout=120, fresh=False, **env):
    """Run one of our commands as a user does, in a process of its own: (exit code, output of both streams).

    :param fresh: from nothing, where else it begins with everything imported (`tests.forked`)
    """
    if words[0] == "scrapy" and not fresh:
        return forked.run(words, env=environment(**env), cwd=cwd, timeout=timeout)
    done = subprocess.run(
        words,
        cwd=cwd,
        env=environment(**env),
        timeout=timeout,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout.decode()


def crawl_words(folder, *options, processes=0):
    """A crawl without pauses; it reads pages itself unless told otherwise, which is quicker for a few dozen."""
    settings = {"ARCHIVE_DIR": folder, "DOWNLOAD_DELAY": 0, "EXTRACT_PROCESSES": processes}
    given = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    return ["scrapy", "crawl", "articles", *given, *options]


def crawl(magazine, folder, *options, **env):
    """Crawl the magazine as a site given by its address, through its proxy, into a folder."""
    words = crawl_words(folder, "-a", f"url={magazine.url}", *options)
    code, out = command(*words, http_proxy=magazine.proxy, **env)
    return Run(code, out, folder)


@pytest.fixture(scope="session")
def magazine():
    """The magazine at state 1. A test that changes its state starts one of its own (`crawler.demo.serve`)."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """`once(name, make)`: a folder that `make(folder)` fills for the first of all pytest workers only."""

    def made(name, make):
        base = tmp_path_factory.getbasetemp()
        base = base if worker_id == "master" else base.parent
        folder, done = base / name, base / f"{name}.done"
        with FileLock(base / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def crawled(once):
    """The archive that the README's first command gives: no sites.toml, so the bundled magazine. Read only."""

    def make(folder):
        shutil.copy(ROOT / "Makefile", folder)
        code, out = command("scrapy", "crawl", "articles", "-s", "DOWNLOAD_DELAY=0", cwd=folder, fresh=True)
        (folder / "out.txt").write_text(out)
        (folder / "code.txt").write_text(str(code))

    folder = once("crawled", make)
    return Run(int((folder / "code.txt").read_text()), (folder / "out.txt").read_text(), folder / "data")


@pytest.fixture
def copied(crawled, tmp_path):
    """The crawled archive, a copy of one's own to write in."""
    shutil.copytree(crawled.folder, tmp_path / "data")
    return Run(crawled.code, crawled.out, tmp_path / "data")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_for(url, process, log, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    process.kill()
    log.seek(0)
    raise RuntimeError(f"no answer from {url}: {log.read().decode()}")


def datasette_on(folder):
    """A real Datasette on an archive's folder, in directory mode as `make serve` runs it; yields its address."""
    port = free_port()
    log = tempfile.TemporaryFile()  # noqa: SIM115  not a pipe, which would be full one day and stop the server
    process = subprocess.Popen(
        ["datasette", f"{folder}/", "--port", str(port)],
        env=environment(),
        stdout=log,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/-/versions.json", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        log.close()


@pytest.fixture(scope="session")
def reading_room(crawled):
    """The address of a Datasette on the crawled archive."""
    yield from datasette_on(crawled.folder)
