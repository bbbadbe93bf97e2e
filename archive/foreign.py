"""WARC and WACZ files of other tools, read record by record; and what of them can be used only once all are read."""

import io
import json
import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urljoin

from fastwarc import ArchiveIterator, WarcRecordType

from archive.errors import ArchiveError, CaptureDamaged
from archive.rows import one_row, one_value
from archive.store import Archive

__all__ = ["Foreign", "Later", "Place", "Unreadable", "responses"]

#: Of a page's URL: its canonical spelling, and the name and home of the site it belongs to.
Place = Callable[[str], tuple[str, str, str] | None]

MAX_BODY = 64 << 20
MAX_STATEMENT = 1 << 20
MAX_REDIRECT_BODY = 64 << 10
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Unreadable(ArchiveError):
    """A file that is no WARC or WACZ, or is damaged."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A record of another tool's file.

    :ivar kind: `response`; `revisit`, which says that a page was as before; `statement`, that its URL is an article's
    :ivar origin: of a revisit: URL, date and payload digest of what it was like
    :ivar gone: of a statement: since when the article has been gone, if it has
    """

    url: str
    date: str
    status: int
    reason: str | None
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    request: tuple[tuple[bytes, bytes], ...] = ()
    kind: str = "response"
    origin: tuple[str, str, str] = ("", "", "")
    gone: str | None = None

    def header(self, name: bytes) -> str:
        return next((v.decode("latin-1") for n, v in self.headers if n.lower() == name), "")


@dataclass(slots=True)
class Later:
    """What is set aside while files are read: redirects, whose targets must be known; revisits, whose origins must be.

    :ivar stated: URLs that are articles' in the archive that a file comes from, and since when they have been gone there
    :ivar unmatched: revisits of what we have not
    """

    stated: dict[str, str | None] = field(default_factory=dict)
    unmatched: int = 0
    _redirects: list[Foreign] = field(default_factory=list)
    _revisits: list[Foreign] = field(default_factory=list)

    def kept(self, records: Iterator[Foreign]) -> Iterator[Foreign]:
        """The plain responses among the records; the others are set aside."""
        for record in records:
            if record.kind == "statement":
                self.stated[record.url] = record.gone
            elif record.kind == "revisit":
                self._revisits.append(record)
            elif record.status in (301, 302, 303, 307, 308) and record.header(b"location"):
                if len(record.body) <= MAX_REDIRECT_BODY:
                    self._redirects.append(record)
            else:
                yield record

    def revisits(self, archive: Archive) -> Iterator[Foreign]:
        """The revisits with the body of what they refer to, by their dates; those of nothing we have are counted."""
        for record in sorted(self._revisits, key=lambda r: r.date):
            origin = _origin(archive, record)
            if origin is None:
                self.unmatched += 1
            else:
                headers = record.headers if record.status == origin[0] else origin[1]
                yield replace(record, status=origin[0], headers=headers, body=origin[2])

    def add_redirects(self, archive: Archive, place: Place, now: str) -> int:
        """Keep the redirects that lead to an archived article, and their addresses as aliases; how many."""
        leads_to = {r.url: urljoin(r.url, r.header(b"location")) for r in self._redirects}
        added = 0
        for record in self._redirects:
            article = _article_at(archive, place, _end(record.url, leads_to))
            where = place(record.url)
            if article is None or where is None or where[0] == article["url"]:
                continue
            archive.add_alias(where[0], article["id"], f"redirects to {article['url']}", now)
            known = "select 1 from captures where url = ? and fetched = ?"
            if one_value(archive.db.conn, known, [record.url, record.date]) is None:
                archive.add_capture(
                    record.url,
                    record.date,
                    record.status,
                    record.request,
                    record.headers,
                    record.body,
                    site=article["site"],
                    reason=record.reason,
                    flag="redirect",
                )
                added += 1
        return added


def _end(url: str, leads_to: dict[str, str]) -> str:
    """Where a chain of redirects ends; a circle ends anywhere on it."""
    for _ in range(8):
        if url not in leads_to:
            break
        url = leads_to[url]
    return url


def _article_at(archive: Archive, place: Place, url: str) -> dict[str, Any] | None:
    where = place(url)
    sql = (
        "select a.id, a.url, a.site from articles a where a.url = ? union all"
        " select a.id, a.url, a.site from urls u join articles a on a.id = u.article_id where u.url = ?"
    )
    return one_row(archive.db.conn, sql, [where[0], where[0]]) if where else None


def _origin(archive: Archive, record: Foreign) -> tuple[int, tuple[tuple[bytes, bytes], ...], bytes] | None:
    """Status, headers and body of the capture that a revisit refers to: by its date, or by its digest."""
    url, date, digest = record.origin
    number = one_value(
        archive.db.conn,
        "select id from captures where url = ? and status = 200 and revisit_of is null"
        " and (substr(fetched, 1, 19) = ? or digest = ?) order by fetched desc limit 1",
        [url, date[:19], digest],
    )
    if number is None:
        return None
    try:
        kept = archive.read_capture(number)
    except CaptureDamaged:
        return None
    pairs = tuple((name.encode("latin-1"), value.encode("latin-1")) for name, value in kept.headers)
    return kept.status, pairs, kept.body


def responses(file: Path) -> Iterator[Foreign]:
    """The HTTP responses of a file, each with its request where the file has it; revisits; what Kiosque states.

    :raises Unreadable: it is neither WARC nor WACZ, or is damaged
    """
    request: tuple[str, tuple[tuple[bytes, bytes], ...]] = ("", ())
    waiting: deque[Foreign] = deque()
    kinds = (
        WarcRecordType.response | WarcRecordType.request | WarcRecordType.revisit | WarcRecordType.metadata
    )
    with _warcs(file) as streams:
        for stream in streams:
            for record in ArchiveIterator(stream, record_types=kinds, parse_http=True):
                url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
                if record.record_type == WarcRecordType.metadata:
                    known = _statement(record.reader.read(MAX_STATEMENT))
                    if known is not None:
                        gone = known.get("gone")
                        gone = gone if isinstance(gone, str) and _MOMENT.fullmatch(gone) else None
                        yield Foreign(url, "", 0, None, (), b"", kind="statement", gone=gone)
                    continue
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


def _statement(block: bytes) -> dict[str, Any] | None:
    """What a metadata record states, if it is one of Kiosque's exports that names an article."""
    try:
        content = json.loads(block)
    except ValueError:
        return None
    return content if isinstance(content, dict) and content.get("entry") == "article" else None


def _foreign(record: Any, url: str, pairs: tuple[tuple[bytes, bytes], ...], body: bytes) -> Foreign:
    headers, fields = record.http_headers, record.headers
    date = record.record_date.strftime(_TIME)
    kind = "revisit" if record.record_type == WarcRecordType.revisit else "response"
    origin = (
        (fields.get("WARC-Refers-To-Target-URI") or url).strip("<>"),
        fields.get("WARC-Refers-To-Date") or "",
        fields.get("WARC-Payload-Digest") or "",
    )
    return Foreign(
        url, date, headers.status_code or 0, headers.reason_phrase, pairs, body, kind=kind, origin=origin
    )


def _with_request(response: Foreign, request: tuple[str, tuple[tuple[bytes, bytes], ...]]) -> Foreign:
    """A response with the request for the same URL that stands before or behind it."""
    if response.request or request[0] != response.url:
        return response
    return replace(response, request=request[1])


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
