"""The magazine's archive as evidence: checked, destroyed and rebuilt, read again, handed on, byte for byte."""

import json
import shutil

import pytest

from archive.earlier_looks import said_in
from archive.revisions import said_hash
from archive.store import Archive
from crawler.demo import serve
from crawler.rereading import extracted
from tests import forked
from tests.conftest import command, crawl_words, environment

pytestmark = pytest.mark.slow

ARTICLES = "select url, title, body, published, authors, section, words, gone from articles order by url"
LINKS = (
    "select a.url as article, l.position, l.url, l.title, l.kind, t.url as target from links l"
    " join articles a on a.id = l.article_id left join articles t on t.id = l.target_id order by 1, 2"
)
REVISIONS = "select a.url, r.title, r.body, r.changed from revisions r join articles a on a.id = r.article_id order by 1, r.id"


def ours(run, *words):
    return command("scrapy", *words, "-s", f"ARCHIVE_DIR={run.folder}")


def test_a_fresh_archive_verifies_and_its_texts_come_from_its_captures(copied):
    code, out = ours(copied, "verify")
    assert (code, "all is well" in out) == (0, True), out
    code, out = ours(copied, "reextract", "--dry-run")
    assert code == 0, out
    assert "0 would change" in out, out
    for file in (copied.folder / "captures").glob("*/*.warc.zst"):
        file.unlink()
    code, out = ours(copied, "verify")
    assert code == 1
    assert "42 of 42 texts cannot be compared with their captures" in out, out
    assert "are what their captures give" not in out


def test_the_database_is_built_again_from_the_captures(copied):
    before = [copied.rows(sql) for sql in (ARTICLES, LINKS, REVISIONS)]
    (copied.folder / "archive.db").unlink()
    code, out = ours(copied, "verify", "--repair")
    assert code == 0, out
    assert [copied.rows(sql) for sql in (ARTICLES, LINKS, REVISIONS)] == before


def test_what_is_exported_can_be_imported_elsewhere(copied, tmp_path):
    code, out = ours(copied, "export", str(tmp_path / "out.wacz"))
    assert code == 0, out
    code, out = command(
        "scrapy", "import", str(tmp_path / "out.wacz"), "-s", f"ARCHIVE_DIR={tmp_path / 'other'}"
    )
    assert code == 0, out
    with Archive(tmp_path / "other") as other:
        there = {url for (url,) in other.db.execute("select url from articles")}
    assert there == {row["url"] for row in copied.rows("select url from articles")}
    code, out = ours(copied, "export", str(tmp_path / "out.jsonl"), "--since", "2021", "--until", "2021")
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert lines
    assert {json.loads(line)["published"][:4] for line in lines} == {"2021"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export"], "name one file"),
        (["export", "out.xlsx"], ".parquet"),
        (["export", "none/out.csv"], "make the folder first"),
        (["export", "out.csv", "--site", "echo"], "there is no site"),
        (["export", "out.csv", "--since", "yesterday"], "2020-10-13"),
        (["export", "out.csv", "--since", "2024-99"], "there is no such day"),
        (["export", "out.csv", "--until", "2023-02-31"], "there is no such day"),
        (["export", "out.csv", "-a", "since=2025-13"], "--since 2025-13: there is no such day"),
        (["export", "out.csv", "--since", "2025", "--until", "2024-12"], "is after --until 2024-12"),
        (["export", "out.jsonl", "--excel"], "--excel is for a .csv"),
        (["reextract", "-a", "sites=x"], "site"),
        (["import"], "name the files"),
        (["import", "none.warc.gz"], "not there"),
        (["verify", "it"], "takes no"),
    ],
)
def test_a_mistake_is_told_in_words_and_nothing_is_done(crawled, tmp_path, words, says):
    code, out = command("scrapy", *words, "-s", f"ARCHIVE_DIR={crawled.folder}")
    assert code == 2, out
    assert says in out
    assert "Traceback" not in out


@pytest.mark.parametrize("what", ["crawl", "recheck", "export", "reextract"])
def test_a_full_disk_is_told_in_a_line_and_the_next_run_goes_on(crawled, tmp_path, what):
    folder, room = tmp_path / "data", 20_000 if what == "export" else 400_000
    given = {"export": [str(tmp_path / "out.wacz")], "reextract": []}
    if what != "crawl":
        shutil.copytree(crawled.folder, folder)
    with serve(state=2) as magazine:
        if what in given:
            words = ["scrapy", what, *given[what], "-s", f"ARCHIVE_DIR={folder}"]
        else:
            mode = "recheck" if what == "recheck" else "update"
            words = crawl_words(folder, "-a", f"url={magazine.url}", "-a", f"mode={mode}")
        if what == "recheck":
            room = (folder / "archive.db").stat().st_size - 16384
        if what == "reextract":  # there is something for it to write
            room = 100_000
            with Archive(folder) as archive:
                archive.db.execute("update articles set body = 'spoilt'")
                archive.db.execute("update revisions set body = 'spoilt'")
                for row in archive.db.query("select * from revisions order by seen"):
                    digest = [said_hash(said_in(row)), row["id"], row["article_id"]]
                    archive.db.execute("update revisions set hash = ? where id = ?", digest[:2])
                    archive.db.execute("update article_state set hash = ? where article_id = ?", digest[::2])
        code, out = forked.run(words, env=environment(http_proxy=magazine.proxy), room=room)
        assert (code, len(out.strip().splitlines()), "no room left" in out) == (1, 1, True), out
        assert not list(tmp_path.glob("*out.wacz*"))
        quick = [] if what == "reextract" else ["--quick"]  # its texts are what comes of its captures
        code, out = command("scrapy", "verify", *quick, "-s", f"ARCHIVE_DIR={folder}")
        assert code == 0, out
        code, out = command(*words, http_proxy=magazine.proxy)
    assert code == 0, out
    code, out = command("scrapy", "verify", *quick, "-s", f"ARCHIVE_DIR={folder}")
    assert code == 0, out
    if what == "reextract":
        assert "42 texts are what their captures give" in out


def test_a_poorer_text_is_listed_and_accepted_in_words(copied):
    with Archive(copied.folder) as archive:
        [(number, url)] = archive.db.execute("select id, url from articles order by words desc limit 1")
        body = (
            b"<html><head><title>A</title></head><body><h1>A</h1><p>It was all wrong, and is withdrawn.</p>"
        )
        capture = archive.add_capture(
            url, "2026-12-01T08:00:00Z", 200, {}, {"Content-Type": "text/html"}, body
        )
        article = extracted([archive.read_capture(capture)], {})
        site = archive.db.execute("select site from articles where id = ?", [number]).fetchone()[0]
        held = archive.store_article(
            article, site=site, url=url, now="2026-12-01T08:00:00Z", capture_id=capture
        )
        assert held.outcome == "held"
    assert "wait for a decision: scrapy verify --held" in ours(copied, "status")[1]
    code, out = ours(copied, "verify", "--held")
    assert (code, url in out, "--accept 1" in out) == (0, True, True), out
    assert ours(copied, "verify", "--accept", "7")[0] == 2
    code, out = ours(copied, "verify", "--accept", "1")
    assert (code, "taken" in out) == (0, True), out
    assert copied.rows("select revisions, last_changed from articles where id = ?", number) == [
        {"revisions": 2, "last_changed": "2026-12-01T08:00:00Z"}
    ]
    assert "No text waits" in ours(copied, "verify", "--held")[1]
    before = copied.rows(REVISIONS)
    code, out = ours(copied, "verify", "--rebuild")
    assert code == 0, out
    assert copied.rows(REVISIONS) == before
