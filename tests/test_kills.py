"""A crawl killed with -9 anywhere, then run to the end, leaves what an undisturbed run leaves."""

import http.server
import os
import random
import shutil
import signal
import threading
import time
from types import SimpleNamespace

import pytest

from crawler.demo import serve
from tests import forked
from tests.compare import assert_same, content
from tests.conftest import Run, command, crawl_words, environment
from tests.discovery.old_places import frameset

pytestmark = pytest.mark.slow


def started(magazine, words, requests, **streams):
    """A crawl in a process group of its own, that has sent the magazine so many requests."""
    process = forked.start(words, env=environment(http_proxy=magazine.proxy), session=True, **streams)
    deadline = time.monotonic() + 60
    while magazine.requests < requests and process.is_alive() and time.monotonic() < deadline:
        time.sleep(0.002)
    return process


def kill_at(magazine, words, requests, pause):
    """Kill a crawl, all its processes, `pause` seconds after its so-manieth request."""
    process = started(magazine, words, requests)
    time.sleep(pause)
    killed(process)


def killed(process):
    if process.is_alive():
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:  # so young that it has no session of its own yet
            process.kill()
    process.join()


@pytest.mark.parametrize("seed", range(10))
def test_killed_anywhere_and_run_again_equals_an_undisturbed_run(crawled, tmp_path, seed):
    [requests] = [row["requests"] for row in crawled.rows("select requests from crawls")]
    moment = random.Random(seed)
    with serve() as magazine:
        words = crawl_words(tmp_path / "data", "-a", f"url={magazine.url}", processes=seed % 3)
        # Every tenth of the crawl gets its kill, the end (where verdicts on the whole site are made) included.
        at = round((seed + moment.random()) / 10 * requests)
        kill_at(magazine, words, at, moment.uniform(0, 0.15))
        code, out = command(*words, http_proxy=magazine.proxy)
    assert code == 0, out
    assert_same(content(crawled), content(Run(code, out, tmp_path / "data")))
    # That the texts come from their captures is checked once: elsewhere they are the undisturbed run's.
    quick = ["--quick"] if seed else []
    code, out = command("scrapy", "verify", *quick, "-s", f"ARCHIVE_DIR={tmp_path / 'data'}")
    assert code == 0, out


@pytest.mark.long
@pytest.mark.parametrize("seed", range(15))
def test_a_recheck_killed_anywhere_loses_nothing_and_finds_the_edit(crawled, tmp_path, seed):
    """The magazine has one article edited and one withdrawn since; every command is killed once on the way."""
    folder, moment = tmp_path / "data", random.Random(seed)
    shutil.copytree(crawled.folder, folder)
    before = {row["url"] for row in crawled.rows("select url from articles")}
    with serve(state=2) as magazine:
        words = crawl_words(folder, "-a", f"url={magazine.url}", "-a", "mode=recheck")
        kill_at(magazine, words, moment.randrange(1, 42), moment.uniform(0, 0.1))
        for other in (["reextract"], ["export", str(tmp_path / "out.wacz")], ["verify", "--rebuild"])[
            seed % 3 :
        ]:
            words_of_it = ["scrapy", *other, "-s", f"ARCHIVE_DIR={folder}"]
            process = forked.start(words_of_it, env=environment(), session=True)
            time.sleep(moment.uniform(0, 3))
            killed(process)
        command(
            "scrapy", "verify", "--repair", "-s", f"ARCHIVE_DIR={folder}"
        )  # what a killed rebuild asks for
        code, out = command(*words, http_proxy=magazine.proxy)
    assert code in (0, 1), out
    code, out = command("scrapy", "verify", "-s", f"ARCHIVE_DIR={folder}")
    assert code == 0, out
    run = Run(code, out, folder)
    assert before <= {row["url"] for row in run.rows("select url from articles")}
    assert [row["n"] for row in run.rows("select count(*) as n from revisions where changed <> '[]'")] == [1]


@pytest.mark.parametrize(("stop", "share"), [("SIGINT", 0.3), ("SIGINT", 0.7), ("SIGTERM", 0.5)])
def test_a_stop_is_clean_and_the_next_run_goes_on(crawled, tmp_path, stop, share):
    """Ctrl-C reaches all processes of a terminal; SIGTERM the first alone."""
    [requests] = [row["requests"] for row in crawled.rows("select requests from crawls")]
    with serve() as magazine:
        words = crawl_words(tmp_path / "data", "-a", f"url={magazine.url}", processes=2)
        log = tmp_path / "log"
        log.touch()
        process = started(magazine, words, share * requests, out=log)
        (os.killpg if stop == "SIGINT" else os.kill)(process.pid, signal.Signals[stop])
        process.join(30)
        out = log.read_text()
        assert process.exitcode == 0, out
        assert "Traceback" not in out
        assert "stopped" in out
        code, out = command(*words, http_proxy=magazine.proxy)
    assert code == 0, out
    assert_same(content(crawled), content(Run(code, out, tmp_path / "data")))


def test_a_stop_in_mid_walk_keeps_what_no_list_tells_of(tmp_path):
    """Where links alone tell of articles, only the end of the walk is sure of them; a stop shows what was read."""
    place, seen = frameset(), SimpleNamespace(requests=0)

    class Proxy(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.requests += 1
            status, kind, body = place(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else body.encode())

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    seen.proxy = f"http://127.0.0.1:{server.server_port}"
    words = crawl_words(tmp_path / "data", "-a", "url=http://a.fr/")
    process = started(seen, words, 0.8 * len(place.pages))
    os.kill(process.pid, signal.SIGINT)
    process.join(30)
    asked = seen.requests
    count = "select count(*) as n from articles"
    [kept] = [row["n"] for row in Run(0, "", tmp_path / "data").rows(count)]
    code, out = command(*words, http_proxy=seen.proxy)
    server.shutdown()
    run = Run(code, out, tmp_path / "data")
    assert 0 < kept < len(place.truth), "what was read by then"
    assert {
        row["url"].removeprefix("http://a.fr") for row in run.rows("select url from articles")
    } == place.truth
    assert seen.requests - asked < 0.5 * len(place.pages), "nothing is asked for again"
