"""The magazine's archive as evidence: checked, destroyed and rebuilt, read again, handed on, byte for byte."""

import json

import pytest

from archive.store import Archive
from tests.conftest import command

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
