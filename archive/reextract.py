"""Today's rules over yesterday's pages: every article, and every revision, read again from its capture."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.article_rows import reread_revision
from archive.completed import completed
from archive.incoming import ArticleLike
from archive.rereading import Extract, Job, Result, reread
from archive.rows import as_json, one_row, one_value
from archive.store import Archive

__all__ = ["Report", "reextract"]

COMPARED = (
    *("title", "body", "published", "authors", "language", "section", "tags", "description", "image"),
    *("modified", "links"),
)
#: A value that came from elsewhere than the page is not there to be read again.
ELSEWHERE = ("feed", "sitemap", "wordpress", "listing")
BATCH = 64


@dataclass(slots=True)
class Report:
    """What reading again gives.

    :ivar fields: how many articles differ, by field
    :ivar examples: of each field up to three (URL, before, after)
    :ivar problems: (URL, why it could not be read)
    """

    articles: int = 0
    differing: int = 0
    held: int = 0
    no_article: list[str] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, Any, Any]]] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)


def reextract(
    archive: Archive,
    extract: Extract,
    *,
    rules: str,
    now: str,
    sites: Sequence[str] = (),
    dry_run: bool = False,
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Read all articles (of some sites) again; with `dry_run`, change nothing and only report.

    A run that was killed goes on where it stopped, if it is the same rules and sites. What differs is not a
    revision; it is marked `reextracted`.

    :param rules: a name for today's rules, another one for other rules
    :param progress: called with (articles done, articles in all)
    """
    db, report = archive.db.conn, Report()
    purpose = as_json({"rules": rules, "sites": sorted(sites)})
    start = 0 if dry_run else _begun(db, purpose)
    total = _count(db, sites)
    done = total - _count(db, sites, start)
    waiting: list[Result] = []
    for result in reread(archive.folder, extract, _jobs(db, sites, start), processes):
        waiting.append(result)
        if len(waiting) >= BATCH:
            _settle(archive, waiting, report, now, purpose, dry_run)
            progress(done + report.articles, total)
            waiting = []
    _settle(archive, waiting, report, now, purpose, dry_run)
    progress(total, total)
    if not dry_run:
        with archive.batch():
            db.execute("delete from archive_info where key = 'reextracting'")
    return report


def _begun(db: sqlite3.Connection, purpose: str) -> int:
    """The id of the last article that an earlier, killed run of the same purpose did."""
    known = json.loads(one_value(db, "select value from archive_info where key = 'reextracting'") or "{}")
    return int(known["done"]) if known.get("purpose") == purpose else 0


def _count(db: sqlite3.Connection, sites: Sequence[str], after: int = 0) -> int:
    which, values = _of_sites(sites)
    return int(one_value(db, f"select count(*) from articles where id > ?{which}", [after, *values]))


def _of_sites(sites: Sequence[str]) -> tuple[str, list[str]]:
    return (f" and site in ({','.join('?' * len(sites))})", list(sites)) if sites else ("", [])


def _jobs(db: sqlite3.Connection, sites: Sequence[str], after: int) -> Iterator[Job]:
    """For each article its older revisions, then itself; the key is (article id, revision id or None)."""
    settings = {name: json.loads(text) for name, text in db.execute("select name, settings from sites")}
    which, values = _of_sites(sites)
    ids = [
        (i, s)
        for i, s in db.execute(
            f"select id, site from articles where id > ?{which} order by id", [after, *values]
        )
    ]
    for article_id, site in ids:
        captures = db.execute(
            "select id, capture_id from revisions where article_id = ? order by seen, id", [article_id]
        ).fetchall()
        for revision_id, capture_id in captures[:-1]:
            if capture_id is not None:
                yield Job((article_id, revision_id), (capture_id,), settings.get(site, {}))
        state = one_row(db, "select capture_id, pages from article_state where article_id = ?", [article_id])
        if state and state["capture_id"] is not None:
            pages = (state["capture_id"], *json.loads(state["pages"]))
            yield Job((article_id, None), pages, settings.get(site, {}))


def _settle(
    archive: Archive, results: Sequence[Result], report: Report, now: str, purpose: str, dry_run: bool
) -> None:
    if not results:
        return
    if dry_run:
        for result in results:
            _compare(archive.db.conn, result, report)
        return
    with archive.batch():
        for result in results:
            article = _compare(archive.db.conn, result, report)
            if article is not None:
                _write(archive, result, article, report, now)
        # Older revisions come before their article: a batch that ends between does them once more.
        last = max((result.key[0] for result in results if result.key[1] is None), default=None)
        if last is not None:
            archive.db.conn.execute(
                "insert or replace into archive_info values ('reextracting', ?)",
                [as_json({"purpose": purpose, "done": last})],
            )


def _compare(db: sqlite3.Connection, result: Result, report: Report) -> ArticleLike | None:
    """Put the differences into the report; the article, if it is to be written."""
    article_id, revision_id = result.key
    old = one_row(db, "select * from articles where id = ?", [article_id])
    if old is None:
        return None
    if revision_id is None:
        report.articles += 1
    if result.problem:
        report.problems.append((old["url"], result.problem))
        return None
    if result.article is None:
        if revision_id is None:
            report.no_article.append(old["url"])
        return None
    article = _completed(result.article, old)
    if revision_id is None and _lacks_parts(db, article_id):
        report.problems.append((old["url"], "it has several pages, and not all were kept: its text stays"))
        return None
    if revision_id is None:
        _note(report, old["url"], _differences(db, old, article))
    return article


def _lacks_parts(db: sqlite3.Connection, article_id: int) -> bool:
    """Whether the text was put together from pages that are not with the article."""
    row = one_row(db, "select pages, sources from article_state where article_id = ?", [article_id])
    if row is None:
        return False
    return row["pages"] == "[]" and " parts)" in str(json.loads(row["sources"]).get("body", ""))


def _completed(article: ArticleLike, old: dict[str, Any]) -> ArticleLike:
    source = old["published_source"] or ""
    if source.startswith(ELSEWHERE):
        return completed(article, published=old["published"], published_source=source)
    return article


def _differences(
    db: sqlite3.Connection, old: dict[str, Any], article: ArticleLike
) -> dict[str, tuple[Any, Any]]:
    before = {**old, "links": [list(row) for row in _links(db, old["id"])]}
    after = {name: getattr(article, name) for name in COMPARED if name != "links"}
    after = {k: as_json(list(v)) if isinstance(v, (tuple, list)) else v for k, v in after.items()}
    after["links"] = [[link.url, link.title, link.kind] for link in article.links]
    pairs = {name: (before[name], after[name]) for name in COMPARED}
    return {k: v for k, v in pairs.items() if (v[0] or None) != (v[1] or None)}


def _links(db: sqlite3.Connection, article_id: int) -> list[tuple[Any, ...]]:
    return db.execute(
        "select url, title, kind from links where article_id = ? order by position", [article_id]
    ).fetchall()


def _note(report: Report, url: str, differences: dict[str, tuple[Any, Any]]) -> None:
    report.differing += bool(differences)
    for name, (before, after) in differences.items():
        report.fields[name] += 1
        examples = report.examples.setdefault(name, [])
        if len(examples) < 3:
            examples.append((url, before, after))


def _write(archive: Archive, result: Result, article: ArticleLike, report: Report, now: str) -> None:
    article_id, revision_id = result.key
    db = archive.db.conn
    if revision_id is not None:
        reread_revision(db, revision_id, article, now)
        return
    row = one_row(
        db,
        "select a.site, a.url, s.capture_id, s.pages from articles a join article_state s on s.article_id = a.id"
        " where a.id = ?",
        [article_id],
    )
    assert row is not None
    stored = archive.store_article(
        article,
        site=row["site"],
        url=row["url"],
        now=now,
        capture_id=row["capture_id"],
        pages=json.loads(row["pages"]),
        reextracted=True,
    )
    report.held += stored.outcome == "held"
