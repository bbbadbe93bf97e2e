"""A user's mistakes and a site's failures, each told in words with what to do next, and never a traceback."""

import os
import shutil
import socket
import sqlite3
import subprocess

import pytest
from pytest_httpserver import HTTPServer

from tests.conftest import BIN, ROOT, command, crawl_words, environment

pytestmark = pytest.mark.slow


@pytest.fixture
def site():
    server = HTTPServer(host="127.0.0.1")
    server.no_handler_status_code = 404
    server.start()
    yield server
    server.stop()


def crawl_of(tmp_path, *options, sites=None):
    """(exit code, words, whether an archive was made) of a crawl with this sites.toml."""
    file = tmp_path / "sites.toml"
    if sites is not None:
        file.write_text(sites)
    code, out = command(*crawl_words(tmp_path / "data"), *options, cwd=tmp_path)
    assert "Traceback" not in out, out
    return code, out, (tmp_path / "data" / "archive.db").exists()


ENTRY = '[[site]]\nname = "un"\nurl = "http://127.0.0.1:9/"\n'


@pytest.mark.parametrize(
    ("sites", "line", "mend"),
    [
        (ENTRY + 'langage = "fr"\n', "line 4", "language"),
        (ENTRY + "article = '^/actu/(\\d+'\n", "line 4", "article"),
        (ENTRY + '[site.select]\ntitle = "h1::"\n', "line 5", "title"),
        (ENTRY + ENTRY, "line 5", "name"),
        ('[[site]]\nname = "un"\n', "line 1", "url ="),
        ("name: un\n", "line 1", "="),
        ("", "sites.toml", "scrapy add"),
    ],
)
def test_a_wrong_sites_toml_names_the_line_and_the_mend(tmp_path, sites, line, mend):
    code, out, archive = crawl_of(tmp_path, sites=sites)
    assert (code, archive) == (2, False), out
    assert "sites.toml" in out
    assert line in out
    assert mend in out


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["status", "--jsn"], 'there is no option --jsn. Did you mean "--json"?'),
        (["crawl", "articles", "--qqq=1"], "there is no option --qqq."),
    ],
)
def test_an_option_that_is_none_is_no_name_of_a_site(tmp_path, words, near):
    code, out = command("scrapy", *words, "-s", f"ARCHIVE_DIR={tmp_path}/data", cwd=ROOT)
    assert code == 2
    assert out.startswith(f"{near} All of them: scrapy {words[0]} --help"), out
    assert not list(tmp_path.iterdir())


def test_an_unknown_site_is_answered_with_the_known_ones(tmp_path):
    code, out, _ = crawl_of(tmp_path, "-a", "site=deux", sites=ENTRY)
    assert code == 2, out
    assert "deux" in out
    assert "un" in out


@pytest.mark.parametrize(
    "option", ["mode=ful", "limit=beaucoup", "limit=-1", "url=pas une adresse", "url=ftp://a.fr/", "sites=un"]
)
def test_a_wrong_option_is_said_and_nothing_is_crawled(tmp_path, option):
    code, out, archive = crawl_of(tmp_path, "-a", option, sites=ENTRY)
    assert (code, archive) == (2, False), out
    assert option.partition("=")[0] in out


def test_a_spider_that_is_not_there(tmp_path):
    code, out = command("scrapy", "crawl", "article", cwd=tmp_path)
    assert code == 2, out
    assert "scrapy crawl articles" in out
    assert "Traceback" not in out


def test_a_site_that_does_not_answer(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    code, out, _ = crawl_of(tmp_path, "-a", f"url=http://127.0.0.1:{port}/", "-s", "RETRY_TIMES=0")
    assert code == 1, out
    assert "127.0.0.1" in out
    assert "answer" in out or "refused" in out


def test_a_site_whose_name_does_not_exist(tmp_path):
    code, out, _ = crawl_of(tmp_path, "-a", "url=http://ce-site.invalid/", "-s", "RETRY_TIMES=0")
    assert code == 1, out
    assert "ce-site" in out


def test_robots_that_forbid_all(tmp_path, site):
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /\n")
    site.expect_request("/").respond_with_data("<h1>Accueil</h1>", content_type="text/html")
    code, out, _ = crawl_of(tmp_path, "-a", f"url={site.url_for('/')}")
    assert code == 1, out
    assert "robots.txt" in out
    assert [request.path for request, _ in site.log] == ["/robots.txt"]


def test_a_site_with_no_article(tmp_path, site):
    site.expect_request("/").respond_with_data("<title>Vide</title>", content_type="text/html")
    code, out, _ = crawl_of(tmp_path, "-a", f"url={site.url_for('/')}")
    assert code == 1, out
    assert "no article" in out.lower()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("a file where a folder should be")
    for folder in (tmp_path / "file" / "data", "/proc/kiosque"):
        code, out = command("scrapy", "crawl", "articles", "-s", f"ARCHIVE_DIR={folder}", cwd=tmp_path)
        assert code == 2, out
        assert "Traceback" not in out
        assert str(folder) in out


def test_an_archive_from_a_newer_version_is_left_alone(copied):
    db = sqlite3.connect(copied.folder / "archive.db")
    with db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('kiosque', 'm999', '')"
        )
    db.close()
    before = (copied.folder / "archive.db").read_bytes()
    code, out = command(*crawl_words(copied.folder), cwd=copied.folder)
    assert code == 2, out
    assert "newer" in out
    assert "Traceback" not in out
    assert (copied.folder / "archive.db").read_bytes() == before


def test_a_file_that_is_no_archive(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "archive.db").write_text("not a database, " * 100)
    code, out = command(*crawl_words(tmp_path / "data"), cwd=tmp_path)
    assert code == 2, out
    assert "archive.db" in out
    assert "Traceback" not in out


@pytest.mark.parametrize("words", [["status"], ["verify"], ["export", "x.csv"], ["reextract"]])
def test_no_archive_yet(tmp_path, words):
    code, out = command("scrapy", *words, "-s", f"ARCHIVE_DIR={tmp_path / 'none'}")
    assert code == 2, out
    assert "crawl" in out
    assert "Traceback" not in out
    assert not (tmp_path / "none").exists()


def checkout(tmp_path):
    """A folder with the Makefile and a .venv that is ready, as `make` knows it."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(BIN)
    (tmp_path / ".venv" / ".ready").touch()
    return tmp_path


def test_serving_on_a_port_that_is_taken(tmp_path, crawled):
    folder = checkout(tmp_path)
    (folder / "data").symlink_to(crawled.folder)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out = command("make", "serve", f"PORT={port}", cwd=folder)
    assert code == 2
    assert f"Port {port} is taken" in out


def test_serving_before_the_first_crawl(tmp_path):
    code, out = command("make", "serve", cwd=checkout(tmp_path))
    assert code == 2
    assert "make crawl first" in out


def test_a_python_too_old_is_named(tmp_path):
    folder = checkout(tmp_path)
    (folder / ".venv" / ".ready").unlink()
    old = folder / "python3.9"
    old.write_text('#!/bin/sh\ncase "$*" in -V) echo "Python 3.9.2";; *) exit 1;; esac\n')
    old.chmod(0o755)
    code, out = command("make", "crawl", f"PYTHON={old}", cwd=folder)
    assert code == 2
    assert "needs Python 3.11 or later" in out
    assert "Python 3.9.2" in out
    code, out = command("make", "crawl", "PYTHON=/nowhere/python3", cwd=folder)
    assert "There is no /nowhere/python3 here" in out


@pytest.mark.parametrize("words", [["status"], ["schedule"], ["export", "x.csv"]])
def test_a_reader_that_has_read_enough_ends_a_command_quietly(crawled, tmp_path, words):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        ["scrapy", *words, "-s", f"ARCHIVE_DIR={crawled.folder}"],
        cwd=tmp_path,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
