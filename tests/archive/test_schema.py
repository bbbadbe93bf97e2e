"""An archive of every released schema opens with the newest code. `schemas/NNN` is one, three articles of a site."""

import gzip
import shutil
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.connection import to_bring_up_to_date
from archive.schema import HIDDEN_TABLES, migrations
from archive.spelt import note_all, spelt
from archive.store import Archive
from archive.verify import problems
from crawler.updating import tell_of_update
from tests.archive.test_store import LATER, Page, row, store

SCHEMAS = sorted((Path(__file__).parent / "schemas").iterdir())


@pytest.fixture(params=SCHEMAS, ids=lambda folder: folder.name)
def old(request, tmp_path):
    shutil.copytree(request.param, tmp_path / "data")
    packed = tmp_path / "data" / "archive.db.gz"
    (tmp_path / "data" / "archive.db").write_bytes(gzip.decompress(packed.read_bytes()))
    packed.unlink()
    return tmp_path / "data"


def test_an_old_archive_opens_whole_and_goes_on(old):
    with Archive(old) as archive:
        assert list(problems(archive)) == []
        assert row(archive, "https://example.org/1")["revisions"] == 2
        assert b"corrig" in archive.read_capture(4).content
        found = archive.db.execute(
            "select count(*) from articles_fts where articles_fts match 'societe'"
        ).fetchone()
        assert found == (3,)
        store(archive, Page(title="One more"), "https://example.org/9", now=LATER)
        assert list(problems(archive)) == []
        assert not migrations.pending(archive.db)


def test_the_tables_of_an_old_archive_are_those_of_a_new_one(old, tmp_path):
    def tables(folder):
        with Archive(folder) as archive:
            sql = "select name, sql from sqlite_master where sql is not null order by 1"
            return dict(archive.db.execute(sql).fetchall())

    assert tables(old) == tables(tmp_path / "new")


def test_the_spellings_of_an_old_archive_are_those_of_its_texts(old):
    with Archive(old) as archive:
        texts = [text for row in archive.db.execute("select title, body from articles") for text in row]
        known = set(archive.db.execute("select word, spelling from spellings").fetchall())
        assert known >= set[tuple[str, str]]().union(*(spelt(text) for text in texts))
        articles = [(text, f"{text} Łódź, U.S.A.{n}") for n, text in enumerate(texts)] * 2
        archive.db.execute("delete from spellings")
        note_all(archive.db.conn, articles)
        noted = set(archive.db.execute("select word, spelling from spellings").fetchall())
        assert noted == set().union(*(spelt(text) for pair in articles for text in pair))


def test_what_takes_long_to_bring_up_to_date_is_said_before(old, monkeypatch, capsys):
    assert to_bring_up_to_date(old / "archive.db") == 3
    tell_of_update(old)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("crawler.updating.FEW", 2)
    tell_of_update(old)
    assert "brought up to date first: 3 articles" in capsys.readouterr().err
    Archive(old).close()
    tell_of_update(old)
    assert capsys.readouterr().err == ""


def test_every_table_is_a_readers_or_hidden(tmp_path):
    read = {"sites", "articles", "links", "revisions", "captures", "crawls"}
    with Archive(tmp_path) as archive:
        assert set(archive.db.table_names()) - {"sqlite_sequence"} == read | set(HIDDEN_TABLES)


def test_a_migration_that_fails_changes_nothing(tmp_path):
    db = Database(tmp_path / "archive.db")

    from archive import schema

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "_COUNTS", "create table half (a);\ncreate table wrong (;\n")
        with pytest.raises(Exception, match="syntax"):
            migrations.apply(db)
    assert "articles" not in db.table_names()
    migrations.apply(db)
    assert "articles" in db.table_names()
