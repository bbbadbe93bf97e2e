"""Captures are what servers send, byte for byte: any case and order of headers, any line end, any coding."""

import gzip
import http.server
import socketserver
import threading
import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest

from archive.store import Archive
from tests.conftest import command, crawl

pytestmark = pytest.mark.slow


class Manners:
    """A proxy before the magazine that answers in the manner of many servers, and remembers each byte it sent."""

    def __init__(self, magazine):
        self.sent = {}
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({"http": magazine.proxy}), NoRedirect
        )
        manners = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                manners.answer(self)

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.proxy = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.url = magazine.url
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler):
        asked = {
            k: v
            for k, v in handler.headers.items()
            if k.lower() not in ("host", "connection", "accept-encoding")
        }
        try:
            got = self._opener.open(urllib.request.Request(handler.path, headers=asked))
        except urllib.error.HTTPError as error:
            got = error
        body, manner = got.read(), len(self.sent) % 5
        head, wire = self.dressed(manner, got, body)
        self.sent.setdefault(handler.path, []).append((head, body if manner == 3 else wire))
        handler.wfile.write(head + wire)
        handler.close_connection = manner in (1, 2)

    def dressed(self, manner, got, body):
        """(head, body on the wire) in one of five manners."""
        pairs = [(k, v) for k, v in got.headers.items() if k.lower() not in ("content-length", "connection")]
        if manner == 4 and body:
            body = gzip.compress(body, 6)  # though nobody asked for it
            pairs.append(("content-ENCODING", "gzip"))
        if manner == 3 and got.status == 200:
            pairs.append(("transfer-encoding", "chunked"))
        else:
            pairs.append(("CONTENT-Length", str(len(body))))
        pairs += [("set-cookie", "a=1"), ("X-Odd_name", "é  two  spaces"), ("set-cookie", "b=2")]
        names = (str.lower, str.upper, str.title, str, str.swapcase)[manner]
        end = "\n" if manner == 1 else "\r\n"
        version = "HTTP/1.0" if manner in (1, 2) else "HTTP/1.1"
        reason = " All right" if got.status == 200 else f" {got.reason}"
        lines = [f"{version} {got.status}{'' if manner == 2 else reason}"]
        lines += [f"{names(name)}:{' ' * (manner % 3)}{value}" for name, value in pairs]
        head = "".join(line + end for line in [*lines, ""]).encode()
        if manner == 3 and got.status == 200:
            return head, b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
        return head, body


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def raw(archive, number):
    """The head that lies in a capture's record."""
    from archive.captures import read_record

    place = archive.db.execute("select file, offset, length from captures where id = ?", [number]).fetchone()
    block = read_record(archive.folder / "captures", *place).block
    return block[: block.index(b"\r\n\r\n") + 4]


def test_every_capture_is_what_the_server_sent_head_and_body(magazine, tmp_path):
    site = Manners(SimpleNamespace(proxy=magazine.proxy, url=magazine.url))
    run = crawl(site, tmp_path / "data")
    assert run.code == 0, run.out
    with Archive(run.folder) as archive:
        captures = archive.db.execute("select id, url from captures").fetchall()
        manners = set()
        for number, url in captures:
            kept, head = archive.read_capture(number), raw(archive, number)
            sent = {as_kept(head): body for head, body in site.sent[url]}
            assert head in sent, (url, head, list(sent))
            assert kept.body == sent[head], url
            manners.add(head.split(b"\r\n")[1].partition(b":")[0])
            manners.add(kept.header("content-encoding"))
    assert len(captures) >= 40
    assert len(manners) >= 5
    site.server.shutdown()
    site.server.server_close()
    code, out = command("scrapy", "verify", "-s", f"ARCHIVE_DIR={run.folder}")
    assert code == 0, out


def as_kept(head):
    """Lines that ended in LF alone end in CRLF in a WARC record, so that every reader finds the body."""
    return head.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
