"""Real servers on loopback, and a real Scrapy that asks them."""

import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT


class Site:
    """A server whose answers a test writes: it is also an HTTP proxy, so it has every host name there is.

    `answers` maps `host/path` (or a path alone) to (status, headers, body), or to a function of the number of the
    request that gives one, or to a number of seconds to hang before it closes.
    """

    def __init__(self):
        self.answers, self.asked, self.times, self.headers = {}, [], [], []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                url = urlsplit(self.path)
                host = (url.hostname or self.headers["Host"]).split(":")[0]
                path = (url.path or "/") + ("?" + url.query if url.query else "")
                site.asked.append(host + path)
                site.times.append((host, time.time()))
                site.headers.append(dict(self.headers))
                answer = site.answers.get(host + path, site.answers.get(path, (404, {}, b"")))
                if callable(answer):
                    answer = answer(site.asked.count(host + path))
                if isinstance(answer, float | int):
                    time.sleep(answer)
                    self.close_connection = True
                    return
                status, headers, body = answer
                body = body.encode() if isinstance(body, str) else body
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """A client that went away is part of the test."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="session")
def asking():
    """The process that asks; one for all tests, as Scrapy takes a second to begin."""
    env = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    with (
        tempfile.TemporaryFile("w+") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "tests.middlewares.asking"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env=env,
        ) as process,
    ):
        process.errors = stderr
        yield process
        process.stdin.close()


@pytest.fixture
def ask(site, asking):
    """Asks for URLs with Scrapy; hosts are reached through the site as a proxy."""

    def ask(*requests, proxy=True, **task):
        task["requests"] = [{"url": entry} if isinstance(entry, str) else entry for entry in requests]
        task["settings"] = {"DOWNLOAD_DELAY": 0, **task.get("settings", {})}
        task["proxy"] = site.url if proxy else None
        asking.stdin.write(json.dumps(task) + "\n")
        asking.stdin.flush()
        said = asking.errors.seek(0, os.SEEK_END)
        answer = asking.stdout.readline()
        asking.errors.seek(said if answer else 0)
        errors = asking.errors.read()
        assert answer, errors
        result = json.loads(answer)
        result["stderr"] = errors
        result["what"] = [outcome[2] for outcome in result["outcomes"]]
        return result

    return ask
