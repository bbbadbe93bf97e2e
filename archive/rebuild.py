"""archive.db built again from the captures alone.

The captures hold every page that made an article, and beside each what the crawl decided (`archive.journal`). What
only archive.db knew is gone: pages that were no articles, what is due when, the history of crawls.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive import dictionaries
from archive.captures import files_in, read_dictionary, records_of
from archive.completed import completed
from archive.connection import begin_anew, refuse_newer
from archive.errors import CaptureDamaged, UnknownSite
from archive.incoming import ArticleLike
from archive.journal import Entry, entry_of
from archive.recovery import adopt
from archive.rereading import Extract, Job, Result, reread
from archive.revisions import Said, said_hash
from archive.rows import one_row, one_value
from archive.store import Archive
from archive.withdrawals import withdraw

__all__ = ["Rebuilt", "as_decided", "decisions_in", "jobs_of", "rebuild"]

BATCH = 64
LOST = "pages that were no articles, what is due when, and the history of crawls"


@dataclass(slots=True)
class Rebuilt:
    """:ivar otherwise: URLs whose text today's rules read differently; `problems`: (URL, why it is missing)"""

    captures: int = 0
    articles: int = 0
    otherwise: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    kept: Path | None = None


def rebuild(
    folder: Path,
    extract: Extract,
    *,
    now: str,
    knowledge: Mapping[str, Any] | None = None,
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Rebuilt:
    """Put archive.db aside, if there is one, and build it again from `captures/`.

    :param knowledge: what the crawler shall know of each site from the start (`Archive.learn`)
    :raises NewerArchive: a newer version wrote it, and may have kept what this one cannot read
    """
    if (folder / "archive.db").exists():
        with suppress(sqlite3.Error):  # it is damaged, and of no version any more
            refuse_newer(folder / "archive.db")
    _mend_dictionaries(folder)
    report = Rebuilt(kept=_put_aside(folder, now))
    begin_anew(folder / "archive.db", now)
    with Archive(folder, rebuilding=True) as archive:
        archive.decisions.kept = False
        with archive.batch():  # the first batch takes in what lies in the files
            _adopt_late(archive)
        report.problems += _unreadable(folder / "captures")
        report.captures = int(one_value(archive.db.conn, "select count(*) from captures"))
        entries = sorted(decisions_in(folder), key=lambda entry: (entry.order, entry.at))
        with archive.batch():  # who follows the changes sees every article again
            _count_on(archive.db.conn, "article_changes", max((e.order for e in entries), default=0))
        _restore_sites(archive, entries)
        decisions = [entry for entry in entries if entry.kind != "site"]
        _replay(archive, extract, decisions, report, processes, progress)
        with archive.batch():
            _complete(archive.db.conn, now)
            _count_on(archive.db.conn, "articles", max((e.number or 0 for e in entries), default=0))
            for (site,) in archive.db.execute("select name from sites").fetchall():
                archive.learn(site, knowledge or {})
            archive.db.conn.execute("delete from archive_info where key = 'rebuilding'")
        report.articles = int(one_value(archive.db.conn, "select count(*) from articles"))
    return report


def _mend_dictionaries(folder: Path) -> None:
    """From their copies, as long as there is an archive.db that has them."""
    if (folder / "archive.db").exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(folder / "archive.db")) as db:
            dictionaries.mend(db, folder / "captures")


def _unreadable(captures: Path) -> Iterator[tuple[str, str]]:
    """The files of which nothing can be read, and why."""
    for path in files_in(captures):
        try:
            read_dictionary(path)
        except CaptureDamaged as error:
            yield str(path), f"{error}; all that is in it is left out, and the file stays as it is"


def _put_aside(folder: Path, now: str) -> Path | None:
    """Rename archive.db and what SQLite has beside it; nothing is deleted, but what a rebuild left unfinished."""
    if _is_unfinished(folder / "archive.db"):
        for name in ("archive.db-wal", "archive.db-shm", "archive.db"):
            (folder / name).unlink(missing_ok=True)
        return None
    mark = "".join(c for c in now if c.isdigit())
    kept = None
    for beside in ("", "-wal", "-shm"):  # what is kept opens with its own log beside it
        if (folder / f"archive.db{beside}").exists():
            target = folder / f"archive.db.{mark}.damaged{beside}"
            (folder / f"archive.db{beside}").rename(target)
            kept = kept or target
    return kept


def _is_unfinished(path: Path) -> bool:
    if not path.exists():
        return False
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as db:
        return one_value(db, "select 1 from archive_info where key = 'rebuilding'") is not None
    return False


def _count_on(db: sqlite3.Connection, table: str, last: int) -> None:
    """Let numbers given from now on be higher than those that were given before: none means two things."""
    db.execute(
        "insert into sqlite_sequence select ?1, 0 where ?1 not in (select name from sqlite_sequence)", [table]
    )
    db.execute("update sqlite_sequence set seq = max(seq, ?) where name = ?", [last, table])


def _adopt_late(archive: Archive) -> None:
    """Revisits whose origin lies in a file that came later."""
    folder = archive.captures.folder
    for path in files_in(folder):
        with suppress(CaptureDamaged):  # told of by `_unreadable`
            adopt(archive.db.conn, str(path.relative_to(folder)), records_of(path, over_damage=True))


def decisions_in(folder: Path) -> Iterator[Entry]:
    """Every entry of the journal that lies in the files of captures of an archive."""
    for path in files_in(folder / "captures"):
        with suppress(CaptureDamaged):
            for place in records_of(path, over_damage=True):
                if entry := entry_of(place.record):
                    yield entry


def _restore_sites(archive: Archive, entries: list[Entry]) -> None:
    db = archive.db.conn
    with archive.batch():
        for entry in entries:
            db.execute(
                "insert into sites (name, url, added) values (?, ?, ?) on conflict do nothing",
                [entry.site, entry.url, entry.at],
            )
        for entry in entries:
            if entry.kind == "site":
                row = {k: entry.content.get(k) for k in ("url", "language", "timezone", "settings", "added")}
                db.execute(
                    "update sites set url = :url, language = :language, timezone = :timezone,"
                    " settings = coalesce(:settings, '{}'), added = coalesce(:added, added) where name = :name",
                    {**row, "name": entry.site},
                )
                if uuid := entry.content.get("archive"):
                    db.execute("update archive_info set value = ? where key = 'uuid'", [uuid])


def _replay(
    archive: Archive,
    extract: Extract,
    entries: list[Entry],
    report: Rebuilt,
    processes: int | None,
    progress: Callable[[int, int], None],
) -> None:
    """Take every decision again, in the order in which they were taken."""
    results = reread(archive.folder, extract, jobs_of(archive.db.conn, entries), processes)
    for start in range(0, len(entries), BATCH):
        with archive.batch():
            for entry in entries[start : start + BATCH]:
                if entry.kind == "article":
                    _restore_article(archive, entry, next(results), report)
                else:
                    _restore_other(archive, entry)
        progress(min(start + BATCH, len(entries)), len(entries))


def jobs_of(db: sqlite3.Connection, entries: list[Entry]) -> Iterator[Job]:
    """A job for each article entry, in order; without captures where they are lost."""
    settings = {name: json.loads(text) for name, text in db.execute("select name, settings from sites")}
    for entry in entries:
        if entry.kind == "article":
            records = [entry.record, *entry.content.get("pages", [])]
            numbers = [one_value(db, "select id from captures where record = ?", [r]) for r in records]
            yield Job(entry, tuple(n for n in numbers if n is not None), settings.get(entry.site, {}))


def _restore_article(archive: Archive, entry: Entry, result: Result, report: Rebuilt) -> None:
    capture = one_value(archive.db.conn, "select id from captures where record = ?", [entry.record])
    if capture is None or result.article is None:
        report.problems.append((entry.url, result.problem or "its capture is lost"))
        return
    article = as_decided(entry, result.article)
    said = Said(article.title, article.body, article.published, tuple(article.authors))
    if said_hash(said) != entry.content.get("hash"):
        report.otherwise.append(entry.url)
    pages = [
        one_value(archive.db.conn, "select id from captures where record = ?", [record])
        for record in entry.content.get("pages", [])
    ]
    archive.store_article(
        article,
        site=entry.site,
        url=entry.url,
        now=entry.at,
        capture_id=capture,
        pages=[number for number in pages if number is not None],
        accepted=entry.content.get("outcome") == "accepted",
        taken=True,
        number=entry.number,
    )


def as_decided(entry: Entry, article: ArticleLike) -> ArticleLike:
    """An article as its capture says, with the values that were decided from more than that."""
    values: dict[str, Any] = dict.fromkeys(("title", "published", "published_source", "language", "section"))
    values |= {"authors": (), **entry.content.get("values", {})}
    return completed(article, **{**values, "authors": tuple(values["authors"])})


def _restore_other(archive: Archive, entry: Entry) -> None:
    db = archive.db.conn
    if entry.kind == "alias":
        target = one_row(db, "select id from articles where url = ?", [entry.content["of"]])
        if target:
            archive.add_alias(entry.url, target["id"], entry.content.get("reason", "alias"), entry.at)
    elif entry.kind == "gone":
        article_id = one_value(db, "select id from articles where url = ?", [entry.url])
        if article_id is not None:
            withdraw(db, article_id, str(entry.content.get("since", entry.at)), 404, entry.at)
    elif entry.kind == "back":
        archive.mark_seen(entry.url, entry.at)
    elif entry.kind == "renamed":
        with suppress(UnknownSite):
            archive.rename_site(str(entry.content.get("was")), entry.site, entry.at)
    elif entry.kind == "removed":
        archive.remove_article(entry.url, entry.content.get("reason", "removed"), entry.at)


def _complete(db: sqlite3.Connection, now: str) -> None:
    """What looks that changed nothing say: when each article was first and last seen, and its validators.

    The next crawl looks at every article: when each was due is lost, and what it looks like to the crawl.
    """
    db.execute("update urls set due = ? where state in ('article', 'gone')", [now])
    db.execute(
        "update articles set first_seen = min(first_seen, coalesce((select min(fetched) from captures c"
        " where c.url = articles.url and c.status = 200 and c.flag is null), first_seen))"
    )
    db.execute(
        "update articles set last_seen = max(last_seen, coalesce((select max(fetched) from captures c"
        " where c.url = articles.url and c.status in (200, 304)), ''))"
    )
    db.execute(
        "update urls set (capture_id, etag, last_modified, checked) = (select id, etag, last_modified,"
        " max(urls.checked, fetched) from captures c where c.url = urls.url and c.status in (200, 304)"
        " order by fetched desc limit 1)"
        " where exists (select 1 from captures c where c.url = urls.url and c.status in (200, 304))"
    )
