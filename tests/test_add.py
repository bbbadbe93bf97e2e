"""`scrapy add URL`: what a first look says, and what it does to sites.toml."""

import http.server
import threading
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from crawler.demo import HOME, serve
from crawler.demo.pages import answer
from crawler.sites import load_sites, site_from_url
from tests.conftest import command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def magazine():
    with serve(state=1) as served:
        yield served


def add(folder, magazine, *words):
    settings = ("-s", "DOWNLOAD_DELAY=0", "-s", "EXTRACT_PROCESSES=0")
    return command("scrapy", "add", *words, *settings, cwd=folder, http_proxy=magazine.proxy)


def test_a_home_page_is_looked_over_and_written(tmp_path, magazine):
    (tmp_path / "sites.toml").write_text(
        '# my sites\n[[site]]\nname = "x"\nurl = "http://x.example/"  # first\n'
    )
    code, out = add(tmp_path, magazine, magazine.url, "--yes")
    assert code == 0, out
    assert "sitemap" in out and "/actu/" in out and "articles; a first crawl takes" in out
    text = (tmp_path / "sites.toml").read_text()
    assert text.startswith('# my sites\n[[site]]\nname = "x"\nurl = "http://x.example/"  # first\n')
    assert [site.name for site in load_sites(tmp_path / "sites.toml")] == ["x", "echo-du-fournil"]
    code, out = add(tmp_path, magazine, magazine.url, "--yes")
    assert (code, "already" in out) == (0, True)


def test_an_address_without_scheme_or_of_an_article_will_do(tmp_path, magazine):
    code, out = add(tmp_path, magazine, magazine.url.partition("://")[2] + "actu/118", "--yes")
    assert code == 0, out
    [site] = load_sites(tmp_path / "sites.toml")
    assert site.url == magazine.url


def test_nothing_is_written_without_a_yes(tmp_path, magazine):
    code, out = add(tmp_path, magazine, magazine.url)
    assert (code, "--yes" in out, (tmp_path / "sites.toml").exists()) == (0, True, False)


def test_what_is_no_address_is_said_in_a_line(tmp_path, magazine):
    (tmp_path / "sites.toml").write_text("# my sites, the first of them to come\n")
    code, out = add(tmp_path, magazine, "mailto:me@example.org")
    assert (code, "Traceback" in out, "names no site" in out) == (2, False, False)


def test_a_site_that_does_not_answer_is_not_written(tmp_path, magazine):
    code, out = add(tmp_path, magazine, "http://nobody.example/")
    assert (code, (tmp_path / "sites.toml").exists(), "Traceback" in out) == (1, False, False)


SENT_ON = {
    "old.example": HOME,
    "lands.example": "http://chooser.example/country",
}
GATE = b"<!doctype html><title>Where are you?</title><h1>Where are you?</h1><p>Choose one.</p>"


class Hosts(http.server.BaseHTTPRequestHandler):
    """A proxy for the magazine, and for hosts whose home pages send readers elsewhere."""

    def do_GET(self):
        host, path = urlsplit(self.path).hostname, urlsplit(self.path).path
        status, kind, body, to = 200, "text/html", GATE, None
        if host in SENT_ON:
            status, to = (302, SENT_ON[host]) if path == "/" else (404, None)
        elif host == urlsplit(HOME).hostname:
            found = answer(path, 1)
            status, kind, body, to = found.status, found.content_type, found.body, found.location
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if to:
            self.send_header("Location", to)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def hosts():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hosts)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(proxy=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


@pytest.mark.parametrize(
    ("typed", "words", "written"),
    [
        ("old.example", f"sends its readers on to {HOME}: that is the site's address now", HOME),
        ("http://lands.example/", "chooser.example/country, where there is nothing to archive", None),
    ],
)
def test_a_home_page_that_sends_its_readers_elsewhere(tmp_path, hosts, typed, words, written):
    code, out = add(tmp_path, hosts, typed, "--yes")
    assert words in out, out
    [site] = load_sites(tmp_path / "sites.toml")
    assert (code, site.url) == (0, written or typed)
    assert site.name == ("echo-du-fournil" if written else typed.split("/")[2].split(".")[0])


def test_an_address_in_its_own_letters_is_asked_for_as_the_network_knows_it():
    site = site_from_url("http://lécole.example/")
    assert (site.name, site.url) == ("lecole", "http://xn--lcole-bsa.example/")
