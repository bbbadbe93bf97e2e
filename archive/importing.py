"""Captures that other tools made (WARC, WACZ) as if they had been crawled at their time."""

import io
import json
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from fastwarc import ArchiveIterator, WarcRecordType

from archive.captures import Response
from archive.errors import ArchiveError
from archive.rereading import Extract, Job, reread
from archive.rows import one_value
from archive.store import Archive

__all__ = ["Imported", "Unreadable", "import_files"]

BATCH = 64
MAX_BODY = 64 << 20
_PAGES = ("text/html", "application/xhtml+xml")

#: Of a page's URL: its canonical spelling, and the name and home of the site it belongs to.
Place = Callable[[str], tuple[str, str, str] | None]
#: What a page shows of what it is (JSON); run in other processes, as `Extract` is.
Look = Callable[[Sequence[Response], Mapping[str, Any]], Any]
#: (state, reason, URL that an alias leads to) of a URL
Verdict = tuple[str, str, str | None]
#: Of a site's home, its rows of `urls` and its settings, what each is.
Judge = Callable[[str, Iterable[Mapping[str, Any]], Mapping[str, Any]], Mapping[str, Verdict]]
Progress = Callable[[int, int], None]

_NONE: Verdict = ("other", "imported: not an article", None)


class _Page(NamedTuple):
    """A page taken in; in the order of the dates."""

    date: str
    capture: int
    url: str
    site: str


class Unreadable(ArchiveError):
    """A file that is no WARC or WACZ, or is damaged."""


@dataclass(slots=True)
class Imported:
    """:ivar skipped: responses that are no pages: images, scripts, records without a body"""

    pages: int = 0
    known: int = 0
    skipped: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    held: int = 0
    no_articles: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Foreign:
    url: str
    date: str
    status: int
    reason: str | None
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    request: tuple[tuple[bytes, bytes], ...] = ()

    def header(self, name: bytes) -> str:
        return next((v.decode("latin-1") for n, v in self.headers if n.lower() == name), "")


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

    :raises Unreadable: a file is none of these; what came before it is kept
    """
    report = Imported()
    fresh: list[_Page] = []
    for file in files:
        foreign = _responses(file)
        while batch := list(islice(foreign, BATCH)):
            with archive.batch():
                for response in batch:
                    _take(archive, response, place, now, fresh, report)
            progress(report.pages, 0)
    fresh.sort()
    _look(archive, fresh, look, now, report, processes, progress)
    _store(archive, fresh, extract, judge, now, report, processes, progress)
    return report


def _take(
    archive: Archive, response: _Foreign, place: Place, now: str, fresh: list[_Page], report: Imported
) -> None:
    """Keep one response, if it is a page of a site."""
    kind = response.header(b"content-type").partition(";")[0].strip().lower()
    where = place(response.url)
    if where is None or response.status != 200 or kind not in _PAGES or not response.body:
        report.skipped += 1
        return
    url, site, home = where
    db = archive.db.conn
    if one_value(db, "select 1 from sites where name = ?", [site]) is None:
        archive.put_site(site, home, now=now)
    known = one_value(
        db, "select id from captures where url = ? and fetched = ?", [response.url, response.date]
    )
    if known is not None and one_value(db, "select reason from urls where url = ?", [url]) != _WAITING:
        report.known += 1
        return
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


_WAITING = "imported, not yet read"


def _look(
    archive: Archive,
    fresh: Sequence[_Page],
    look: Look,
    now: str,
    report: Imported,
    processes: int | None,
    progress: Progress,
) -> None:
    """Write down what each page shows, so that a site can be judged as a whole."""
    settings = _settings(archive, fresh)
    jobs = (Job(page, (page.capture,), settings[page.site]) for page in fresh)
    results = reread(archive.folder, look, jobs, processes)
    done = 0
    while batch := list(islice(results, BATCH)):
        with archive.batch():
            for result in batch:
                if result.problem:
                    report.problems.append((result.key.url, result.problem))
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
    now: str,
    report: Imported,
    processes: int | None,
    progress: Progress,
) -> None:
    """Judge each site, and store its articles in the order in which they were fetched."""
    verdicts: dict[str, Verdict] = {}
    settings = _settings(archive, fresh)
    for site in sorted({page.site for page in fresh}):
        home = str(one_value(archive.db.conn, "select url from sites where name = ?", [site]))
        verdicts.update(judge(home, archive.pages(site), settings[site]))
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
                stored = archive.store_article(
                    result.article, site=page.site, url=page.url, now=page.date, capture_id=page.capture
                )
                archive.settle(page.url, state="article", reason=verdicts[page.url][1], now=now)
                setattr(report, stored.outcome, getattr(report, stored.outcome) + 1)
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
            leads_to = one_value(archive.db.conn, "select id from articles where url = ?", [target])
            if state == "alias" and leads_to is not None:
                archive.add_alias(url, leads_to, reason, now)
            else:
                archive.settle(url, state="other", reason=reason, now=now)


def _responses(file: Path) -> Iterator[_Foreign]:
    """The HTTP responses of a file, each with its request where the file has it."""
    request: tuple[str, tuple[tuple[bytes, bytes], ...]] = ("", ())
    waiting: deque[_Foreign] = deque()
    kinds = WarcRecordType.response | WarcRecordType.request
    with _warcs(file) as streams:
        for stream in streams:
            for record in ArchiveIterator(stream, record_types=kinds, parse_http=True):
                url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
                if not record.is_http or not record.is_http_parsed:
                    continue
                pairs = tuple(record.http_headers.items_bytes())
                if record.record_type == WarcRecordType.request:
                    request = (url, pairs)
                    waiting = deque(_with_request(r, request) for r in waiting)
                    continue
                yield from waiting
                body = record.reader.read(MAX_BODY + 1)
                waiting = deque()
                if len(body) <= MAX_BODY:
                    waiting.append(_with_request(_foreign(record, url, pairs, body), request))
            yield from waiting
            waiting.clear()


def _foreign(record: Any, url: str, pairs: tuple[tuple[bytes, bytes], ...], body: bytes) -> _Foreign:
    headers = record.http_headers
    date = record.record_date.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _Foreign(url, date, headers.status_code or 0, headers.reason_phrase, pairs, body)


def _with_request(response: _Foreign, request: tuple[str, tuple[tuple[bytes, bytes], ...]]) -> _Foreign:
    """A response with the request for the same URL that stands before or behind it."""
    if response.request or request[0] != response.url:
        return response
    return _Foreign(
        response.url,
        response.date,
        response.status,
        response.reason,
        response.headers,
        response.body,
        request[1],
    )


@contextmanager
def _warcs(file: Path) -> Iterator[Iterator[IO[bytes]]]:
    """The WARC files that a file is or holds.

    :raises Unreadable: it is neither WARC nor WACZ, or is damaged
    """
    try:
        with file.open("rb") as start:
            head = start.read(512)
        if not head.startswith(
            (b"PK\x03\x04", b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
        ):
            raise Unreadable(f"{file} is no WARC or WACZ file (.warc, .warc.gz, .warc.zst, .wacz)")
        if not head.startswith(b"PK"):
            with file.open("rb") as stream:
                yield iter([stream])
            return
        with zipfile.ZipFile(file) as wacz:
            names = [
                n for n in wacz.namelist() if n.startswith("archive/") and ".warc" in n.rpartition("/")[2]
            ]
            if not names:
                raise Unreadable(f"{file} is a zip file without captures (archive/*.warc.gz): no WACZ")
            yield (cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, wacz.open(name)))) for name in names)
    except (zipfile.BadZipFile, EOFError) as error:
        raise Unreadable(f"{file} is damaged or cut short ({error})") from error
    except FileNotFoundError:
        raise Unreadable(f"{file} is not there") from None
    except (PermissionError, IsADirectoryError) as error:
        raise Unreadable(f"{file} cannot be read ({error.strerror})") from None
