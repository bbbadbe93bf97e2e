"""The magazine's HTTP server: a forward proxy on loopback for the magazine's two host names, and nothing else."""

import gzip
import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from crawler.demo.magazine import HOME, HOSTS
from crawler.demo.pages import Answer, answer

__all__ = ["Magazine", "serve"]

ELSEWHERE = Answer(502, "text/plain; charset=utf-8", b"This server knows only the bundled magazine.\n")


@dataclass
class Magazine:
    """The running magazine.

    :param state: 1 or 2; may be set while it runs: in 2 one article is edited and one withdrawn
    :param proxy: `http://127.0.0.1:PORT`, the HTTP proxy through which its hosts are reached
    """

    state: int
    proxy: str
    url: str = HOME
    hosts: tuple[str, ...] = HOSTS
    requests: int = 0


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    magazine: Magazine

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away (a killed crawl) is no error of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "magazine"
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the crawl does the talking."""

    def do_CONNECT(self) -> None:
        self.send(ELSEWHERE)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        host = (url.hostname or self.headers.get("Host", "").partition(":")[0]).lower()
        if host not in HOSTS:
            return self.send(ELSEWHERE)
        self.server.magazine.requests += 1
        target = url.path + ("?" + url.query if url.query else "")
        return self.send(answer(target or "/", self.server.magazine.state))

    def send(self, page: Answer) -> None:
        """Send a page, or 304 where the client has it already (RFC 9110, 13.1)."""
        etag = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"'
        body, status = page.body, page.status
        if status == 200 and self.is_known(etag, page.modified):
            body, status = b"", 304
        self.send_response(status)
        self.send_header("Content-Type", page.content_type)
        if page.location:
            self.send_header("Location", page.location)
        if status in (200, 304):
            self.send_header("ETag", etag)
            if page.modified:
                self.send_header("Last-Modified", page.modified)
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > 1000:
            body = gzip.compress(body, 5, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)

    def is_known(self, etag: str, modified: str) -> bool:
        if asked := self.headers.get("If-None-Match"):
            return etag in asked
        return bool(modified) and self.headers.get("If-Modified-Since") == modified


@contextmanager
def serve(state: int = 1, port: int = 0) -> Iterator[Magazine]:
    """The magazine on a loopback port (a free one unless named), until the block ends."""
    server = Server(("127.0.0.1", port), Handler)
    server.magazine = Magazine(state, f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.magazine
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
