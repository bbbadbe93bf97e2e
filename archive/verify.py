"""Is everything there, readable and consistent? And mending what can be mended from what is there."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import dictionaries, warc
from archive.captures import files_in, head_of, is_capture, records_of
from archive.errors import ArchiveError, CaptureDamaged
from archive.recovery import adopt, site_of
from archive.rereading import Extract
from archive.restoring import MISSING, bring_back, flaws, restore
from archive.rows import one_value
from archive.store import Archive

__all__ = ["Problem", "mend", "problems"]

#: Where a link or an alias leads; one definition for checking and mending.
_TARGET = (
    "coalesce((select id from articles where articles.url = links.url),"
    " (select articles.id from urls join articles on articles.id = urls.article_id where urls.url = links.url))"
)
_COUNTS = "select site, coalesce(substr(published, 1, 7), '') as month, count(*) as articles from articles group by 1, 2"


@dataclass(frozen=True, slots=True)
class Problem:
    """:ivar about: which part: captures, articles, search, links, frontier, counts, database"""

    about: str
    words: str


Progress = Callable[[int, int], None]


def problems(archive: Archive, progress: Progress = lambda done, total: None) -> Iterator[Problem]:
    """Everything that is wrong, as it is found; nothing is changed."""
    db = archive.db.conn
    yield from _database(db)
    yield from _captures(archive, progress)
    yield from _rows(db)
    for flaw in flaws(db):
        yield Problem("articles", flaw.words)
    yield from _search(archive)


def _database(db: sqlite3.Connection) -> Iterator[Problem]:
    for (words,) in db.execute("pragma integrity_check(20)"):
        if words != "ok":
            yield Problem("database", f"SQLite: {words}")


def _captures(archive: Archive, progress: Progress) -> Iterator[Problem]:
    """Every file from beginning to end, and every row against what lies at its place."""
    db, folder = archive.db.conn, archive.captures.folder
    on_disk = {str(path.relative_to(folder)) for path in files_in(folder)}
    named = {row[0] for row in db.execute("select distinct file from captures")}
    for file in sorted(named - on_disk):
        count = one_value(db, "select count(*) from captures where file = ?", [file])
        yield Problem("captures", f"{folder / file} is missing: {count} captures are in it")
    for number, file in enumerate(sorted(on_disk)):
        progress(number, len(on_disk))
        try:
            yield from _file(db, folder, file)
        except CaptureDamaged as error:
            yield Problem("captures", f"{error}")
    progress(len(on_disk), len(on_disk))
    for file in dictionaries.spoilt(db, folder):
        yield Problem(
            "captures", f"{folder / file}: its dictionary is damaged, and --repair has a copy of it"
        )
    for number, url in db.execute(
        "select c.id, c.url from captures c left join captures o on o.id = c.revisit_of"
        " where c.revisit_of is not null and o.id is null"
    ):
        yield Problem("captures", f"capture {number} of {url} refers to one that is not there")


def _file(db: sqlite3.Connection, folder: Path, file: str) -> Iterator[Problem]:
    rows = {
        offset: (number, url, length, record, digest, revisit)
        for number, url, offset, length, record, digest, revisit in db.execute(
            "select id, url, offset, length, record, digest, revisit_of from captures where file = ?", [file]
        )
    }
    path, end = folder / file, len(head_of(folder / file))
    for place in records_of(path, over_damage=True):
        if place.offset != end:
            yield Problem("captures", f"{path}: {place.offset - end} bytes from byte {end} on cannot be read")
        end = place.offset + place.length
        if not is_capture(place.record):
            continue
        row = rows.pop(place.offset, None)
        name = place.record.headers["warc-target-uri"]
        record = place.record.headers["warc-record-id"]
        if row is None:
            if one_value(db, "select 1 from captures where record = ?", [record]) is None:
                yield Problem("captures", f"{path}, byte {place.offset}: {name} is in no row")
            continue
        if row[2:4] != (place.length, record):
            yield Problem("captures", f"capture {row[0]} of {row[1]}: another record is at its place")
        if row[5] is None and warc.digest(warc.parse_http(place.record.block)[2]) != row[4]:
            yield Problem("captures", f"capture {row[0]} of {row[1]}: the body is not what was kept (digest)")
    if (size := path.stat().st_size) != end:
        yield Problem("captures", f"{path}: the last {size - end} bytes cannot be read")
    for number, url, *_ in rows.values():
        yield Problem("captures", f"capture {number} of {url} cannot be read")


#: (about, words, query): each row of the query is a problem; {0}, {1} are its columns.
_CHECKS = (
    ("articles", "{1}: the article is missing", MISSING),
    (
        "articles",
        "revision {0} belongs to no article",
        "select r.id from revisions r left join articles a on a.id = r.article_id where a.id is null",
    ),
    (
        "articles",
        "{0} is a copy of an article that is not there",
        "select a.url from articles a left join articles o on o.id = a.copy_of"
        " where a.copy_of is not null and o.id is null",
    ),
    (
        "links",
        "{1} links of {0} lead to another article than they say",
        "select a.url, count(*) from links join articles a on a.id = links.article_id"
        f" where links.target_id is not {_TARGET} group by a.id",
    ),
    (
        "links",
        "{1} links of an article that is not there ({0})",
        "select article_id, count(*) from links where article_id not in (select id from articles) group by 1",
    ),
    (
        "frontier",
        "{0}: an article without its row in urls",
        "select a.url from articles a left join urls u on u.url = a.url and u.article_id = a.id"
        " and u.state in ('article', 'gone') where u.url is null",
    ),
    (
        "frontier",
        "{0}: {1} in urls, but there is no such article",
        "select u.url, u.state from urls u left join articles a on a.url = u.url"
        " where u.state in ('article', 'gone') and a.id is null",
    ),
    (
        "frontier",
        "{0}: gone in one place and not in the other",
        "select a.url from articles a join urls u on u.url = a.url where (a.gone is not null) <> (u.state = 'gone')",
    ),
    (
        "counts",
        "{0} {1}: the number of articles is wrong",
        f"select site, month from (select * from ({_COUNTS}) except select * from counts"
        f" union select * from (select * from counts except select * from ({_COUNTS})))",
    ),
    (
        "articles",
        "{0} is in no sequence of changes",
        "select url from articles where id not in (select article_id from article_changes)",
    ),
)


def _rows(db: sqlite3.Connection) -> Iterator[Problem]:
    for about, words, query in _CHECKS:
        for row in db.execute(query):
            yield Problem(about, words.format(*row))


def _search(archive: Archive) -> Iterator[Problem]:
    """FTS5's own comparison of its index with the articles."""
    try:
        with archive.batch():
            archive.db.conn.execute(
                "insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)"
            )
    except (sqlite3.DatabaseError, ArchiveError):
        yield Problem("search", "the search index does not agree with the articles")


def mend(archive: Archive, extract: Extract, *, now: str, processes: int | None = None) -> None:
    """Mend what the archive itself can tell: the index of captures, targets, frontier, texts, counts, search."""
    db = archive.db.conn
    with archive.batch():
        _mend_captures(archive)
        bring_back(db)
        db.execute("delete from links where article_id not in (select id from articles)")
        db.execute(f"update links set target_id = {_TARGET} where target_id is not {_TARGET}")
        db.execute("update articles set copy_of = null where copy_of not in (select id from articles)")
        db.execute("delete from revisions where article_id not in (select id from articles)")
        _mend_frontier(db)
    restore(archive, extract, now=now, processes=processes)
    with archive.batch():
        db.execute("delete from counts")
        db.execute(f"insert into counts {_COUNTS}")
        db.execute(
            "insert into article_changes (article_id, url, what, at) select id, url, 'about', last_changed"
            " from articles where id not in (select article_id from article_changes)"
        )
        db.execute("insert into articles_fts(articles_fts) values ('rebuild')")


def _mend_frontier(db: sqlite3.Connection) -> None:
    db.execute(
        "insert into urls (url, site, kind, source, found, state, reason, checked, article_id)"
        " select url, site, 'page', 'page', first_seen, 'article', 'an article', last_seen, id from articles where true"
        " on conflict (url) do update set state = 'article', article_id = excluded.article_id"
        " where urls.state not in ('article', 'gone') or urls.article_id is not excluded.article_id"
    )
    db.execute(
        "update urls set state = 'other', reason = 'its article is not there', article_id = null"
        " where state in ('article', 'gone') and url not in (select url from articles)"
    )
    db.execute(
        "update urls set state = 'gone' where url in (select url from articles where gone is not null)"
    )
    db.execute(
        "update urls set state = 'article' where state = 'gone' and url in (select url from articles where gone is null)"
    )


def _mend_captures(archive: Archive) -> None:
    """Make the rows say where each record is; a row whose record is nowhere stays, and is told of."""
    db, folder = archive.db.conn, archive.captures.folder
    dictionaries.mend(db, folder)
    for path in files_in(folder):
        file = str(path.relative_to(folder))
        try:
            for place in records_of(path, over_damage=True):
                if is_capture(place.record):
                    span = [file, place.offset, place.length]
                    db.execute(
                        "update captures set file = ?, offset = ?, length = ? where record = ?"
                        " and (file, offset, length) <> (?, ?, ?)",
                        [*span, place.record.headers["warc-record-id"], *span],
                    )
            adopt(db, file, records_of(path, over_damage=True))
        except CaptureDamaged:
            continue
        db.execute(
            "insert into capture_files values (?, ?, ?) on conflict (file) do update set bytes = excluded.bytes",
            [file, site_of(path), path.stat().st_size],
        )
    dictionaries.keep(db, folder)
