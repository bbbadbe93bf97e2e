"""WARC and WACZ files of other tools, read record by record; and what of them can be used only once all are read."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from fastwarc import WarcRecordType

from archive.decoding import decoded
from archive.digests import agrees
from archive.errors import CaptureDamaged
from archive.rows import one_row, one_value
from archive.store import Archive
from archive.warc_files import Damage, WholeRecord, records

__all__ = ["Foreign", "Later", "Place", "responses"]

#: Of a page's URL: its canonical spelling, and the name and home of the site it belongs to.
Place = Callable[[str], tuple[str, str, str] | None]
Pairs = tuple[tuple[bytes, bytes], ...]
#: A URL, and the headers that it was asked for with.
Request = tuple[str, Pairs]

MAX_STATEMENT = 1 << 20
MAX_REDIRECT_BODY = 64 << 10
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_HTTP = (WarcRecordType.response, WarcRecordType.request, WarcRecordType.revisit)
_PAGES = ("text/html", "application/xhtml+xml")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


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
    headers: Pairs
    body: bytes
    request: Pairs = ()
    kind: str = "response"
    origin: tuple[str, str, str] = ("", "", "")
    gone: str | None = None

    def header(self, name: bytes) -> str:
        return next((v.decode("latin-1") for n, v in self.headers if n.lower() == name), "")

    @property
    def media_type(self) -> str:
        return self.header(b"content-type").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        return self.media_type in _PAGES


@dataclass(slots=True)
class Later:
    """What is set aside while files are read: redirects, whose targets must be known; revisits, whose origins must be.

    :ivar stated: URLs that are articles' in the archive that a file comes from, and since when they have been gone there
    :ivar unmatched: revisits of what we have not
    :ivar damage: what could not be read
    """

    stated: dict[str, str | None] = field(default_factory=dict)
    unmatched: int = 0
    damage: list[Damage] = field(default_factory=list)
    _redirects: list[Foreign] = field(default_factory=list)
    _revisits: list[Foreign] = field(default_factory=list)

    def kept(self, records: Iterator[Foreign | Damage]) -> Iterator[Foreign]:
        """The plain responses among the records; the others are set aside."""
        for record in records:
            if isinstance(record, Damage):
                self.damage.append(record)
            elif record.kind == "statement":
                self.stated[record.url] = record.gone
            elif record.kind == "revisit" and (record.is_page or not record.media_type):
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


def _origin(archive: Archive, record: Foreign) -> tuple[int, Pairs, bytes] | None:
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


def responses(file: Path) -> Iterator[Foreign | Damage]:
    """The HTTP responses of a file, each with its request where the file has it; revisits; what Kiosque states.

    What is damaged, or is not what its digest says, is left out and named.

    :raises Unreadable: it is neither WARC nor WACZ, or nothing in it can be read
    """
    request: Request = ("", ())
    waiting: list[Foreign] = []
    for found in records(file):
        if isinstance(found, Damage):
            yield found
            continue
        read = _read(found)
        if isinstance(read, tuple):
            request = read
            waiting = [_with_request(response, request) for response in waiting]
        elif isinstance(read, Foreign) and read.kind != "statement":
            yield from waiting
            waiting = [_with_request(read, request)]
        elif read is not None:
            yield read
    yield from waiting


def _read(found: WholeRecord) -> Foreign | Request | Damage | None:
    """What of a record is of use here."""
    record = found.record
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if record.record_type == WarcRecordType.metadata:
        return _statement(url, record.reader.read(MAX_STATEMENT))
    if record.record_type == WarcRecordType.resource:
        return _resource(found, url)
    if record.record_type not in _HTTP or not record.is_http:
        return None
    block = record.reader.read()
    record.reader.seek(0)
    try:
        record.parse_http(quirks_mode=True)
    except OSError:
        return None
    pairs = tuple(record.http_headers.items_bytes())
    if record.record_type == WarcRecordType.request:
        return url, pairs
    body = record.reader.read()
    words = _distrusted(found, block, body, pairs)
    return Damage(f"{found.where}: {url}", words) if words else _foreign(record, url, pairs, body)


def _resource(found: WholeRecord, url: str) -> Foreign | Damage | None:
    """A page that a tool kept without the head of its answer, or read from a disk (WARC 1.1, 6.3)."""
    record = found.record
    if not url.startswith(("http://", "https://")):  # a screenshot, what a browser showed of a page
        return None
    block = record.reader.read()
    pairs = ((b"Content-Type", (record.headers.get("Content-Type") or "").encode("latin-1", "replace")),)
    if words := _distrusted(found, block, block, ()):
        return Damage(f"{found.where}: {url}", words)
    return Foreign(url, _moment(record), 200, None, pairs, block)


def _distrusted(found: WholeRecord, block: bytes, body: bytes, pairs: Pairs) -> str | None:
    """Why a response is not to be taken, if it is not.

    Tools differ in what they take a payload's digest of: with its encodings, without the chunks, or without any. So it
    may be wrong where that of the whole block is right.
    """
    headers = found.record.headers
    whole = agrees(headers.get("WARC-Block-Digest"), [block])
    if whole is None and found.record.record_type != WarcRecordType.revisit:
        whole = agrees(headers.get("WARC-Payload-Digest"), _payloads(body, pairs))
    if whole is False:
        return "it is not what the digest in the file says of it, and is left out"
    if found.doubtful and not whole:
        return "it lies in a damaged part of the file, has no digest to prove it, and is left out"
    if not _moment(found.record):
        return "it does not say when it was captured, and is left out"
    return None


def _moment(record: Any) -> str:
    """When a record was captured, in UTC; empty where it does not say. WARC 1.1 has days alone, some tools other zones."""
    try:
        date = datetime.fromisoformat(record.headers.get("WARC-Date") or "")
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC).strftime(_TIME)
    except (ValueError, OverflowError):
        return ""


def _payloads(body: bytes, pairs: Pairs) -> Iterator[bytes]:
    """A body as it came, without its chunks, and without any encoding."""
    names = {name.lower(): value.decode("latin-1") for name, value in pairs}
    content, transfer = names.get(b"content-encoding"), names.get(b"transfer-encoding")
    yield body
    if transfer:
        yield decoded(body, None, transfer)
    if content:
        yield decoded(body, content, transfer)


def _statement(url: str, block: bytes) -> Foreign | None:
    """What a metadata record states, if it is one of Kiosque's exports that names an article."""
    try:
        content = json.loads(block)
    except ValueError:
        return None
    if not isinstance(content, dict) or content.get("entry") != "article":
        return None
    gone = content.get("gone")
    gone = gone if isinstance(gone, str) and _MOMENT.fullmatch(gone) else None
    return Foreign(url, "", 0, None, (), b"", kind="statement", gone=gone)


def _foreign(record: Any, url: str, pairs: Pairs, body: bytes) -> Foreign:
    headers, fields = record.http_headers, record.headers
    date = _moment(record)
    kind = "revisit" if record.record_type == WarcRecordType.revisit else "response"
    origin = (
        (fields.get("WARC-Refers-To-Target-URI") or url).strip("<>"),
        fields.get("WARC-Refers-To-Date") or "",
        fields.get("WARC-Payload-Digest") or "",
    )
    return Foreign(
        url, date, headers.status_code or 0, headers.reason_phrase, pairs, body, kind=kind, origin=origin
    )


def _with_request(response: Foreign, request: Request) -> Foreign:
    """A response with the request for the same URL that stands before or behind it."""
    if response.request or request[0] != response.url:
        return response
    return replace(response, request=request[1])
