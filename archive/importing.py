"""Captures that other tools made (WARC, WACZ) as if they had been crawled at their time."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from archive import warc
from archive.captures import Response
from archive.foreign import Foreign, Later, Place, responses
from archive.presence import resolve
from archive.rereading import Extract, Job, reread
from archive.rows import as_json, one_row, one_value
from archive.store import Archive
from archive.warc_files import Unreadable, check

__all__ = ["Imported", "Unreadable", "import_files"]

BATCH = 64
#: What a page shows of what it is (JSON); run in other processes, as `Extract` is.
Look = Callable[[Sequence[Response], Mapping[str, Any]], Any]
#: (state, reason, URL that an alias leads to) of a URL
Verdict = tuple[str, str, str | None]
#: Of a site's home, its rows of `urls` and its settings, what each is.
Judge = Callable[[str, Iterable[Mapping[str, Any]], Mapping[str, Any]], Mapping[str, Verdict]]
Progress = Callable[[int, int], None]

_STATED: Verdict = ("article", "an article, says the archive that it comes from", None)
_KNOWN: Verdict = ("article", "an article", None)
_NONE: Verdict = ("other", "imported: not an article", None)


class _Page(NamedTuple):
    """A page taken in; in the order of the dates."""

    date: str
    capture: int
    url: str
    site: str


@dataclass(slots=True)
class Imported:
    """
    :ivar skipped: responses that are no pages: images, scripts, records without a body
    :ivar earlier: versions from before what the archive has of an article, which stays as it is
    :ivar redirects: addresses that lead to an imported article
    :ivar gone: articles that the archive they come from knows to be gone from their site
    :ivar unmatched: records that say "as before" of a page that is in none of the files
    """

    pages: int = 0
    known: int = 0
    skipped: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    earlier: int = 0
    held: int = 0
    no_articles: int = 0
    redirects: int = 0
    gone: int = 0
    unmatched: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)


def import_files(
    archive: Archive,
    files: Sequence[Path],
    place: Place,
    look: Look,
    judge: Judge,
    extract: Extract,
    *,
    now: str,
    processes: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Imported:
    """Take in the pages of WARC and WACZ files. Importing a file again adds nothing.

    What is damaged in them is left out, and named in `problems`.

    :raises Unreadable: a file is none of these, or nothing in it can be read; then nothing is taken of any
    """
    for file in files:
        check(file)
    report = Imported()
    fresh: list[_Page] = []
    later = Later()
    begun = _begin(archive, files)
    for file in files:
        foreign = later.kept(responses(file))
        while batch := list(islice(foreign, BATCH)):
            with archive.batch():
                for response in batch:
                    _take(archive, response, place, now, begun, fresh, report)
            progress(report.pages, 0)
    with archive.batch():
        for again in later.revisits(archive):
            _take(archive, again, place, now, begun, fresh, report)
    report.unmatched = later.unmatched
    report.problems += [(damage.where, damage.words) for damage in later.damage]
    fresh.sort()
    shown = _look(archive, fresh, look, now, report, processes, progress)
    stated = {where[0]: gone for url, gone in later.stated.items() if (where := place(url))}
    _store(archive, fresh, extract, judge, shown, stated, now, report, processes, progress)
    with archive.batch():
        report.redirects = later.add_redirects(archive, place, now)
        for url, gone in stated.items():
            report.gone += gone is not None and archive.mark_gone(url, gone, now)
        _end(archive, files)
    return report


def _begin(archive: Archive, files: Iterable[Path]) -> int:
    """Write down that files are being imported; the last capture before that, also where a kill ended it the first time.

    What a killed import has kept behind that one may not have been read yet.
    """
    with archive.batch():
        newest = int(one_value(archive.db.conn, "select coalesce(max(id), 0) from captures"))
        before = {**{file.name: newest for file in files}, **_unfinished(archive)}
        _remember(archive, before)
    return min((before[file.name] for file in files), default=newest)


def _end(archive: Archive, files: Iterable[Path]) -> None:
    done = {file.name for file in files}
    _remember(archive, {name: last for name, last in _unfinished(archive).items() if name not in done})


def _unfinished(archive: Archive) -> dict[str, int]:
    """The files whose import has not ended, and the last capture before it."""
    begun = one_value(archive.db.conn, "select value from archive_info where key = 'importing'")
    return dict(json.loads(begun or "{}"))


def _remember(archive: Archive, unfinished: Mapping[str, int]) -> None:
    archive.db.conn.execute(
        "insert or replace into archive_info values ('importing', ?)", [as_json(unfinished)]
    )


def _take(
    archive: Archive,
    response: Foreign,
    place: Place,
    now: str,
    begun: int,
    fresh: list[_Page],
    report: Imported,
) -> None:
    """Keep one response, if it is a page of a site.

    :param begun: the last capture before this import
    """
    where = place(response.url)
    if where is None or response.status != 200 or not response.is_page or not response.body:
        report.skipped += 1
        return
    url, site, home = where
    db = archive.db.conn
    if response.date > _tomorrow(now):
        words = f"it says that it was captured on {response.date}, which is to come, and is left out"
        report.problems.append((response.url, words))
        return
    known = _kept(db, response)
    if known is not None and _is_read(db, url, known, begun):
        report.known += 1
        return
    if one_value(db, "select 1 from sites where name = ?", [site]) is None:
        archive.put_site(site, home, now=now)
    capture = known or archive.add_capture(
        response.url,
        response.date,
        response.status,
        response.request,
        response.headers,
        response.body,
        site=site,
        reason=response.reason,
    )
    report.pages += 1
    if archive.url_row(url) is None:
        archive.settle(
            url, state="other", reason=_WAITING, now=now, site=site, source="import", capture_id=capture
        )
    fresh.append(_Page(response.date, capture, url, site))


def _kept(db: sqlite3.Connection, response: Foreign) -> int | None:
    """The capture that a response was kept as; another body of the same moment is another capture."""
    found = "select id from captures where url = ? and fetched = ? and digest = ?"
    number = one_value(db, found, [response.url, response.date, warc.digest(response.body)])
    return None if number is None else int(number)


def _tomorrow(now: str) -> str:
    """What no clock can say yet, wherever it stands."""
    return (datetime.fromisoformat(now) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


_WAITING = "imported, not yet read"
_SHOWN = "update urls set evidence = coalesce(evidence, ?) where url = ?"


def _is_read(db: sqlite3.Connection, url: str, capture: int, begun: int) -> bool:
    """Whether a page that was kept before was read as well: an import that was killed may not have come to it."""
    if capture > begun:
        return one_value(db, "select 1 from revisions where capture_id = ?", [capture]) is not None
    return one_value(db, "select 1 from urls where url = ?", [url]) is not None


def _is_free(db: sqlite3.Connection, url: str) -> bool:
    """Whether imports alone know a URL. What a crawl has found out of one, and when it asks for it, stays."""
    row = one_row(db, "select source, due from urls where url = ?", [url])
    return row is None or (row["source"] == "import" and row["due"] is None)


def _is_known(db: sqlite3.Connection, url: str) -> bool:
    """Whether a URL is that of an archived article, or leads to one."""
    return resolve(db, url) is not None


def _look(
    archive: Archive,
    fresh: Sequence[_Page],
    look: Look,
    now: str,
    report: Imported,
    processes: int | None,
    progress: Progress,
) -> dict[str, Any]:
    """Write down what each page shows, so that a site can be judged as a whole.

    :returns: what pages show that a crawl knows otherwise, and that are no articles' yet: not written down
    """
    shown: dict[str, Any] = {}
    settings = _settings(archive, fresh)
    jobs = (Job(page, (page.capture,), settings[page.site]) for page in fresh)
    results = reread(archive.folder, look, jobs, processes)
    done = 0
    while batch := list(islice(results, BATCH)):
        with archive.batch():
            for result in batch:
                if result.problem:
                    report.problems.append((result.key.url, result.problem))
                if _is_known(archive.db.conn, result.key.url):
                    archive.db.conn.execute(_SHOWN, [as_json(result.article), result.key.url])
                    continue
                if not _is_free(archive.db.conn, result.key.url):
                    shown[result.key.url] = result.article
                    continue
                archive.settle(
                    result.key.url,
                    state="other",
                    reason=_WAITING,
                    now=now,
                    evidence=result.article,
                    capture_id=result.key.capture,
                )
        done += len(batch)
        progress(done, 2 * len(fresh))
    return shown


def _settings(archive: Archive, pages: Sequence[_Page]) -> dict[str, Any]:
    """The entries of the pages' sites in sites.toml, as the archive keeps them."""
    sites = sorted({page.site for page in pages})
    texts = (one_value(archive.db.conn, "select settings from sites where name = ?", [s]) for s in sites)
    return {site: json.loads(text or "{}") for site, text in zip(sites, texts, strict=True)}


def _store(
    archive: Archive,
    fresh: Sequence[_Page],
    extract: Extract,
    judge: Judge,
    shown: Mapping[str, Any],
    stated: Collection[str],
    now: str,
    report: Imported,
    processes: int | None,
    progress: Progress,
) -> None:
    """Judge each site, and store its articles in the order in which they were fetched.

    :param shown: what pages show otherwise than `urls` says
    :param stated: URLs that the archive they come from has as articles'
    """
    verdicts: dict[str, Verdict] = {}
    settings = _settings(archive, fresh)
    for site in sorted({page.site for page in fresh}):
        home = str(one_value(archive.db.conn, "select url from sites where name = ?", [site]))
        pages = ({**row, "evidence": shown.get(row["url"]) or row["evidence"]} for row in archive.pages(site))
        verdicts.update(judge(home, pages, settings[site]))
    verdicts.update((page.url, _STATED) for page in fresh if page.url in stated)
    known = {page.url for page in fresh if _is_known(archive.db.conn, page.url)}
    verdicts.update((url, _KNOWN) for url in known)
    articles = [page for page in fresh if verdicts.get(page.url, _NONE)[0] == "article"]
    jobs = (Job(page, (page.capture,), settings[page.site]) for page in articles)
    results = reread(archive.folder, extract, jobs, processes)
    done = 0
    while batch := list(islice(results, BATCH)):
        with archive.batch():
            for result in batch:
                page = result.key
                if result.article is None:
                    continue
                free = page.url not in known and _is_free(archive.db.conn, page.url)
                stored = archive.store_article(
                    result.article, site=page.site, url=page.url, now=page.date, capture_id=page.capture
                )
                if free:  # the next crawl looks what has become of it
                    archive.settle(page.url, state="article", reason=verdicts[page.url][1], now=now, due=now)
                outcome = "earlier" if stored.earlier else stored.outcome
                setattr(report, outcome, getattr(report, outcome) + 1)
        done += len(batch)
        progress(len(fresh) + done, len(fresh) + len(articles))
    _settle_the_others(archive, fresh, verdicts, now, report)


def _settle_the_others(
    archive: Archive, fresh: Sequence[_Page], verdicts: Mapping[str, Verdict], now: str, report: Imported
) -> None:
    with archive.batch():
        for url in sorted({page.url for page in fresh}):
            state, reason, target = verdicts.get(url, _NONE)
            if state == "article":
                continue
            report.no_articles += 1
            if not _is_free(archive.db.conn, url):
                continue
            leads_to = one_value(archive.db.conn, "select id from articles where url = ?", [target])
            if state == "alias" and leads_to is not None:
                archive.add_alias(url, leads_to, reason, now)
            else:
                archive.settle(url, state="other", reason=reason, now=now)
