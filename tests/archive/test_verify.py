"""Damage of every kind is found, mended where that is possible, and archive.db comes back from the captures."""

import shutil
import sqlite3

import pytest

from archive.captures import records_of
from archive.connection import open_for_reading
from archive.errors import DatabaseLost, NewerArchive
from archive.rebuild import rebuild
from archive.reextract import reextract
from archive.store import Archive
from archive.verify import mend, problems
from crawler.renaming import follow_names
from crawler.sites import Site
from tests.archive.reading import extract, html
from tests.archive.test_store import LATER, NOW, Page, dump, row

HOME = "https://example.org"


def publish(
    archive,
    number,
    body="The strike at the mill ended on Friday.",
    now=NOW,
    links=(),
    page=None,
    site="example",
):
    """What a crawl does with one page."""
    url, raw = f"{HOME}/{number}", html(f"Article {number}", body, links)
    with archive.batch():
        capture = archive.add_capture(url, now, 200, {}, {"Content-Type": "text/html"}, raw, site=site)
        response = archive.read_capture(capture)
        article = page or extract([response], {})
        return archive.store_article(article, site=site, url=url, now=now, capture_id=capture)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "data"
    with Archive(folder) as archive:
        archive.put_site("example", f"{HOME}/", language="fr", settings={"a": 1}, now=NOW)
        for number in range(12):
            publish(
                archive,
                number,
                f"Text of article number {number}.",
                links=[f"{HOME}/{number + 1}", f"{HOME}/11/x"],
            )
        publish(archive, 3, "Text of article number three, corrected.", LATER)
        publish(archive, 4, "Text of article number 4.", LATER)
        archive.add_alias(f"{HOME}/11/x", row(archive, f"{HOME}/11")["id"], "redirects to it", NOW)
        for look in ("2026-12-01T00:00:00Z", "2026-12-05T00:00:00Z", "2026-12-09T00:00:00Z"):
            archive.mark_missing(f"{HOME}/5", 410, look)
        for look in ("2026-12-01T00:00:00Z", "2026-12-05T00:00:00Z", "2026-12-09T00:00:00Z"):
            archive.mark_missing(f"{HOME}/7", 404, look)
        archive.mark_seen(f"{HOME}/7", "2026-12-20T00:00:00Z")
        archive.remove_article(f"{HOME}/6", "a listing", LATER)
        archive.tidy(NOW)
    return folder


def found(folder):
    with Archive(folder) as archive:
        return [problem.words for problem in problems(archive)]


def harm(folder, *statements):
    with Archive(folder) as archive:
        for sql in statements:
            archive.db.execute(sql)


def test_a_sound_archive_has_no_problems(folder):
    assert found(folder) == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("update captures set offset = offset + 1 where id = 3", "capture 3"),
        ("delete from captures where id = 2", "is in no row"),
        ("update captures set digest = 'sha1:A' where id = 2", "digest"),
        ("update links set target_id = 1 where article_id = 2", "lead to another article"),
        ("delete from urls where url like '%/7'", "without its row"),
        (
            "insert into urls (url, site, kind, found, state) values ('x', 'example', 'page', '', 'article')",
            "no such",
        ),
        ("update urls set state = 'article' where state = 'gone'", "gone in one place"),
        ("update counts set articles = 99", "number of articles is wrong"),
        ("update articles set revisions = 7 where id = 1", "counts 7 revisions"),
        ("update articles set body = 'Forged.' where id = 1", "not that of its latest revision"),
        ("update articles set authors = '[\"Forger\"]' where id = 1", "not that of its latest revision"),
        (
            "update revisions set body = 'Forged.' where seen = '2026-11-23T08:00:00Z' and article_id = 4",
            "hash",
        ),
        ("update revisions set authors = '[\"Forger\"]' where id = 1", "hash"),
        ("update revisions set hash = 'x' where id = 1", "hash"),
        ("update revisions set changed = '[]'", "does not say what changed"),
        ("delete from revisions where seen = '2026-11-23T08:00:00Z' and article_id = 4", "and has 1"),
        ("delete from revisions where seen > '2026-11-23T08:00:00Z' and article_id = 4", "and has 1"),
        ("delete from revisions where article_id = 4", "and has 0"),
        ("insert into articles_fts(articles_fts) values ('delete-all')", "search index"),
        ("delete from article_changes where article_id = 1", "sequence"),
        ("delete from articles where id = 4", "the article is missing"),
        ("delete from articles where id = 6", "the article is missing"),
    ],
)
def test_what_is_wrong_is_named_and_mended(folder, sql, words):
    with Archive(folder) as archive:
        before = {table: _named(archive, table) for table in ("articles", "revisions")}
    harm(folder, sql)
    assert any(words in line for line in found(folder))
    if "digest" in words:  # two witnesses disagree: nothing here can tell which is right
        return
    with Archive(folder) as archive:
        mend(archive, extract, now=LATER, processes=1)
    assert found(folder) == []
    with Archive(folder) as archive:
        assert {table: _named(archive, table) for table in ("articles", "revisions")} == before


def test_an_article_that_is_missing_with_all_its_rows_comes_back_from_its_captures(folder):
    """Under its number, which it is cited by."""
    with Archive(folder) as archive:
        before = {table: _named(archive, table) for table in ("articles", "revisions", "links")}
        numbers = archive.db.execute("select id, url from articles order by id").fetchall()
    tables = ("links", "revisions", "article_state")
    harm(
        folder,
        "delete from articles where id = 4",
        *(f"delete from {t} where article_id = 4" for t in tables),
    )
    with Archive(folder) as archive:
        mend(archive, extract, now=LATER, processes=1)
        assert {table: _named(archive, table) for table in before} == before
        assert archive.db.execute("select id, url from articles order by id").fetchall() == numbers
    assert found(folder) == []


def test_a_revision_whose_capture_is_lost_is_not_made_up_nor_counted_out(folder):
    with Archive(folder) as archive:
        [(offset, length, file)] = archive.db.execute(
            "select offset, length, file from captures where url like '%/3' and fetched = ?", [NOW]
        ).fetchall()
        archive.db.execute("delete from revisions where article_id = 4 and seen = ?", [NOW])
    path = folder / "captures" / file
    raw = path.read_bytes()
    path.write_bytes(raw[: offset + 20] + bytes(length - 20) + raw[offset + length :])
    with Archive(folder) as archive:
        mend(archive, extract, now=LATER, processes=1)
    assert any("it counts 2 revisions and has 1" in line for line in found(folder))


def test_a_text_that_an_older_capture_has_replaced_is_put_right(folder):
    """As imports once did it: the older text on top, as a revision after those that it was captured before."""
    with Archive(folder) as archive:
        publish(archive, 3, "What was there long before.", "2019-01-01T10:00:00Z")
        before = {table: _named(archive, table) for table in ("articles", "revisions")}
        old, first, _ = archive.db.execute(
            "select id, changed, added from revisions where article_id = 4 order by seen"
        ).fetchall()
    harm(
        folder,
        f"update revisions set changed = '[\"body\"]', added = 3, removed = 3 where id = {old[0]}",
        f"update revisions set changed = '[]', added = 0, removed = 0 where id = {first[0]}",
        f"update articles set body = (select body from revisions where id = {old[0]}) where id = 4",
        f"update article_state set (hash, capture_id) = (select hash, capture_id from revisions where id = {old[0]})"
        " where article_id = 4",
    )
    assert any("not that of its latest revision" in line for line in found(folder))
    with Archive(folder) as archive:
        mend(archive, extract, now=LATER, processes=1)
        assert {table: _named(archive, table) for table in ("articles", "revisions")} == before
        rests_on = "select c.fetched from article_state s join captures c on c.id = s.capture_id where article_id = 4"
        assert archive.db.execute(rests_on).fetchone() == (LATER,)
    assert found(folder) == []


def test_a_damaged_byte_and_a_missing_file_are_named(folder):
    [file] = (folder / "captures").rglob("*.warc.zst")
    raw = bytearray(file.read_bytes())
    with Archive(folder) as archive:
        offset, length = archive.db.execute("select offset, length from captures where id = 4").fetchone()
    raw[offset + length // 2] ^= 0xFF
    file.write_bytes(raw)
    assert any("capture 4 of https://example.org/3 cannot be read" in line for line in found(folder))
    assert len([line for line in found(folder) if line.startswith("capture ")]) == 1  # the others still are
    file.rename(folder / "elsewhere")
    assert any("is missing: 14 captures" in line for line in found(folder))


@pytest.mark.parametrize("byte", [2, 6, 12, 60])
def test_a_damaged_dictionary_is_put_back_from_its_copy(folder, byte):
    with Archive(folder) as archive:
        archive.tidy(LATER)
        assert archive.db["dictionaries"].count == 1
    [file] = (folder / "captures").rglob("*.warc.zst")
    whole = file.read_bytes()
    file.write_bytes(whole[:byte] + bytes([whole[byte] ^ 0xFF]) + whole[byte + 1 :])
    assert any("--repair has a copy" in line for line in found(folder))
    with Archive(folder) as archive:
        mend(archive, extract, now=LATER, processes=1)
    assert found(folder) == []
    assert file.read_bytes() == whole


def test_an_archive_whose_database_is_lost_is_not_begun_anew(folder):
    (folder / "archive.db").unlink()
    for open_it in (Archive, lambda where: open_for_reading(where / "archive.db")):
        with pytest.raises(DatabaseLost, match=r"MB of captures in 1 files: scrapy verify --repair"):
            open_it(folder)
    assert not (folder / "archive.db").exists()


@pytest.mark.parametrize(
    "moment", ["archive.rebuild._complete", "archive.store.CaptureFiles"], ids=["at its end", "at once"]
)
def test_a_rebuild_that_was_killed_is_not_taken_for_an_archive(folder, monkeypatch, moment):
    before = {t: _named_in(folder, t) for t in ("articles", "revisions")}
    (folder / "archive.db").unlink()

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(moment, killed)
        rebuild(folder, extract, now=LATER, processes=1)
    with pytest.raises(DatabaseLost, match="not complete"):
        Archive(folder)
    assert rebuild(folder, extract, now=LATER, processes=1).kept is None
    assert {t: _named_in(folder, t) for t in ("articles", "revisions")} == before


def _named_in(folder, table):
    with Archive(folder) as archive:
        return _named(archive, table)


@pytest.mark.parametrize("how", ["lost", "garbage"])
def test_the_database_comes_back_from_the_captures_alone(folder, how):
    tables = ("sites", "articles", "links", "revisions", "withdrawals", "counts")
    with Archive(folder) as archive:
        before = {t: _named(archive, t) for t in tables}
        uuid = archive.uuid
        ledger = archive.db.execute(
            "select url, state from urls where article_id not null order by 1"
        ).fetchall()
    if how == "lost":
        (folder / "archive.db").unlink()
    else:
        (folder / "archive.db").write_bytes(b"garbage" * 9999)
    report = rebuild(folder, extract, now=LATER, processes=1)
    assert (report.articles, report.otherwise, report.problems) == (11, [], [])
    with Archive(folder) as archive:
        assert {t: _named(archive, t) for t in tables} == before
        assert archive.uuid == uuid
        assert len(archive.due("example", LATER, 99)) == len(
            [s for _, s in ledger if s in ("article", "gone")]
        )
        assert (
            archive.db.execute("select url, state from urls where article_id not null order by 1").fetchall()
            == ledger
        )
    assert found(folder) == []


def spoil(folder, place):
    """Flip bits of one byte of the one file of captures, as an old disk does; the file."""
    [file] = (folder / "captures").rglob("*.warc.zst")
    raw = bytearray(file.read_bytes())
    starts = [0, *(located.offset for located in records_of(file))]
    at = {
        "dictionary": 60,
        "its length": 6,
        "first record": starts[2] + 40,
        "a length in the middle": starts[len(starts) // 2] + 8,
        "last record": len(raw) - 2,
    }[place]
    raw[at] ^= 0x24
    file.write_bytes(raw)
    return file


@pytest.mark.parametrize("place", ["first record", "a length in the middle", "last record"])
def test_a_bad_byte_costs_what_it_hits_and_no_evidence_when_the_database_is_lost_too(folder, place):
    """What is damaged among whole records was torn by no kill: nothing behind it may be cut off."""
    file = spoil(folder, place)
    size = file.stat().st_size
    (folder / "archive.db").unlink()
    report = rebuild(folder, extract, now=LATER, processes=1)
    assert file.stat().st_size >= size
    assert report.articles >= 10
    assert [words for words in found(folder) if "cannot be read" in words]


@pytest.mark.parametrize("place", ["dictionary", "its length"])
def test_a_file_that_cannot_be_read_at_all_stays_and_is_named(folder, place):
    """Its dictionary may come back from a copy of archive.db. The other sites are built again meanwhile."""
    with Archive(folder) as archive:
        dictionary = archive.db.execute("select file, head from dictionaries").fetchone()
        archive.put_site("other", "https://other.example/", now=NOW)
    file = spoil(folder, place)
    size = file.stat().st_size
    with Archive(folder) as archive:
        publish(archive, 90, "Text of another site.", LATER, site="other")
    (folder / "archive.db").rename(folder / "backup.db")
    report = rebuild(folder, extract, now=LATER, processes=1)
    assert [(where, "stays as it is" in why) for where, why in report.problems] == [(str(file), True)]
    assert (report.articles, file.stat().st_size) == (1, size)
    (folder / "backup.db").replace(folder / "archive.db")
    for beside in ("archive.db-wal", "archive.db-shm"):
        (folder / beside).unlink(missing_ok=True)
    assert dictionary
    report = rebuild(folder, extract, now=LATER, processes=1)
    assert (report.articles, report.problems) == (12, []), "with the copies that the old archive.db has"


def test_a_backup_of_the_database_put_back_takes_in_what_came_after_whatever_is_damaged(folder):
    with Archive(folder) as archive:
        archive.db.execute("pragma wal_checkpoint(truncate)")
    backup = (folder / "archive.db").read_bytes()
    with Archive(folder) as archive:
        numbers = [publish(archive, n, f"Text {n}.").article_id for n in range(70, 75)]
        places = archive.db.execute("select file, offset, length from captures order by id").fetchall()[-5:]
    file, offset, length = places[1]
    with (folder / "captures" / file).open("r+b") as handle:
        handle.seek(offset + length // 2)
        handle.write(b"????")
    size = (folder / "captures" / file).stat().st_size
    for beside in ("archive.db-wal", "archive.db-shm"):
        (folder / beside).unlink(missing_ok=True)
    (folder / "archive.db").write_bytes(backup)
    with Archive(folder) as archive:
        archive.put_right()
        assert (folder / "captures" / file).stat().st_size == size
        urls = {url for (url,) in archive.db.execute("select url from captures")}
        assert len(numbers) == 5 and len(urls & {f"{HOME}/{n}" for n in range(70, 75)}) == 4


def test_a_site_of_another_name_takes_all_that_is_kept_of_it_along(folder, capsys):
    with Archive(folder) as archive:
        archive.learn("example", {"walked": NOW})
        before = dump(archive, "articles", "urls", "revisions")
        seen = max(change.seq for change in archive.changes())
    follow_names(folder, [Site("renamed", f"{HOME}/")], LATER)
    assert 'The site "example" is called "renamed" now' in capsys.readouterr().err
    follow_names(folder, [Site("renamed", f"{HOME}/")], LATER)
    assert capsys.readouterr().err == ""
    assert found(folder) == []
    with Archive(folder) as archive:
        assert archive.knowledge("renamed") == {"walked": NOW}
        articles = archive.db["articles"].count
        assert len(list(archive.changes(seen))) == articles > 0, "who follows the changes is told"
        after = dump(archive, "articles", "urls", "revisions")
        assert repr(after) == repr(before).replace("'example'", "'renamed'")
        publish(archive, 60, "One more of the site, which had a name before.", site="renamed")
        known = _named(archive, "articles")
    assert len(list((folder / "captures").rglob("*.warc.zst"))) == 1
    (folder / "archive.db").unlink()
    rebuild(folder, extract, now=LATER, processes=1)
    with Archive(folder) as archive:
        assert [row["name"] for row in archive.db["sites"].rows] == ["renamed"]
        assert _named(archive, "articles") == known
    assert found(folder) == []


def test_what_a_newer_version_wrote_is_not_built_again_by_this_one(folder):
    harm(
        folder,
        "insert into _sqlite_migrations select id + 99, migration_set, 'm999', applied_at from _sqlite_migrations limit 1",
    )
    before = (folder / "archive.db").stat()
    with pytest.raises(NewerArchive, match="m999"):
        rebuild(folder, extract, now=LATER, processes=1)
    assert (folder / "archive.db").stat().st_ino == before.st_ino


def test_what_a_rebuild_puts_aside_opens_with_its_own_log(folder, tmp_path):
    with sqlite3.connect(folder / "archive.db") as db:
        db.execute("insert into archive_info values ('only', 'in the log')")
        db.commit()
        shutil.copytree(folder, tmp_path / "copy")  # as a crash leaves it
    assert (tmp_path / "copy" / "archive.db-wal").stat().st_size
    kept = rebuild(tmp_path / "copy", extract, now=LATER, processes=1).kept
    with sqlite3.connect(kept) as db:
        assert db.execute("select value from archive_info where key = 'only'").fetchone() == ("in the log",)
    assert found(tmp_path / "copy") == []


def test_a_file_with_nothing_but_decisions_is_not_lost(folder):
    with Archive(folder) as archive:
        archive.captures.begin_file("example", LATER, None)
        archive.add_alias(f"{HOME}/1/x", row(archive, f"{HOME}/1")["id"], "redirects to it", LATER)
    assert len(list((folder / "captures").rglob("*.warc.zst"))) == 2
    (folder / "archive.db").unlink()
    rebuild(folder, extract, now=LATER, processes=1)
    with Archive(folder) as archive:
        assert archive.url_row(f"{HOME}/1/x")["state"] == "alias"


def test_a_site_whose_latest_file_is_damaged_goes_on_in_a_new_one(folder):
    [file] = (folder / "captures").rglob("*.warc.zst")
    raw = bytearray(file.read_bytes())
    raw[100] ^= 0xFF  # in the dictionary
    file.write_bytes(raw)
    with Archive(folder) as archive:
        publish(archive, 50, "Text of article number 50.")
        archive.tidy(LATER)
    assert len(list((folder / "captures").rglob("*.warc.zst"))) == 2
    assert any("dictionary" in line for line in found(folder))


def _named(archive, table):
    """Rows without their numbers: articles by URL instead."""
    urls = dict(archive.db.execute("select id, url from articles").fetchall())
    rows = []
    for item in archive.db[table].rows:
        item = {
            k: urls.get(v, v) if k in ("article_id", "target_id", "copy_of") else v for k, v in item.items()
        }
        rows.append({k: v for k, v in item.items() if k not in ("id", "capture_id", "knowledge")})
    return sorted(rows, key=repr)


def test_reextraction_is_no_revision_and_is_marked(folder):
    with Archive(folder) as archive:
        before = dump(archive)
        archive.put_site("example", f"{HOME}/", language="fr", settings={"suffix": " (more)"}, now=NOW)
        dry = reextract(archive, extract, rules="2", now=LATER, dry_run=True, processes=1)
        assert dry.fields == {"body": 11}
        assert dump(archive) == before
        report = reextract(archive, extract, rules="2", now=LATER, processes=1)
        assert (report.articles, report.differing, report.problems) == (11, 11, [])
        assert row(archive, f"{HOME}/1")["body"].endswith("(more)")
        assert row(archive, f"{HOME}/3")["revisions"] == 2
        marks = archive.db.execute("select count(*), count(reextracted) from revisions").fetchone()
        assert marks == (12, 12)
        again = reextract(archive, extract, rules="2", now=LATER, processes=1)
        assert again.differing == 0
    assert found(folder) == []


def test_a_page_that_kills_its_reader_is_named_and_the_others_are_read(folder):
    with Archive(folder) as archive:
        publish(archive, 99, "KILL", page=Page(title="Deadly"))
        report = reextract(archive, extract, rules="3", now=LATER, processes=1)
        assert report.problems == [(f"{HOME}/99", "reading it ends the reading process")]
        assert report.articles == 12
        assert row(archive, f"{HOME}/99")["title"] == "Deadly"


def test_a_stopped_reextraction_goes_on_where_it_was(folder, monkeypatch):
    seen = []

    def stop(done, total):
        seen.append(done)
        raise KeyboardInterrupt

    monkeypatch.setattr("archive.reextract.BATCH", 5)
    with Archive(folder) as archive:
        archive.put_site("example", f"{HOME}/", settings={"suffix": " (more)"}, now=NOW)
        with pytest.raises(KeyboardInterrupt):
            reextract(archive, extract, rules="2", now=LATER, processes=1, progress=stop)
        rest = reextract(archive, extract, rules="2", now=LATER, processes=1)
        assert 0 < rest.articles < 11
        changed = archive.db.execute("select count(*) from articles where body like '%(more)'").fetchone()[0]
        assert changed == 11
