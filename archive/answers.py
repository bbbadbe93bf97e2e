"""What a server answered, as a capture: a record in the site's file and its row. In the caller's transaction."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive import warc
from archive.capture_files import CaptureFiles
from archive.reuse import reuse_signals
from archive.rows import as_json, insert, one_row

__all__ = ["Answer", "Headers", "host", "keep", "pairs"]

Headers = Mapping[str, Any] | Iterable[tuple[str | bytes, str | bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; see `archive.store.Archive.add_capture`."""

    url: str
    fetched: str
    status: int
    request_headers: Headers
    response_headers: Headers | bytes
    body: bytes
    reason: str | None = None
    ip: str | None = None
    flag: str | None = None

    @property
    def head(self) -> bytes:
        """Status line and headers, as they came where that is known."""
        if isinstance(self.response_headers, bytes):
            return warc.as_head(self.response_headers)
        return warc.http_head(warc.status_line(self.status, self.reason), pairs(self.response_headers))


def keep(
    db: sqlite3.Connection,
    files: CaptureFiles,
    site: str,
    answer: Answer,
    reuse: Mapping[str, Any],
    known: Mapping[str, Any],
) -> int:
    """Append a response to the site's file; the id of its row.

    :param reuse: what the site said about reuse, beside what is read from the response
    :param known: the site's knowledge
    """
    head, record_id, payload = answer.head, warc.new_record_id(), warc.digest(answer.body)
    response = warc.parse_http(head)[1]
    reuse = {**reuse_signals(answer.url, response, answer.body, known), **reuse}
    ours = warc.our_fields(site, reuse, answer.flag)
    earlier = _earlier(db, answer, payload)
    payload = earlier["digest"] if earlier else payload
    record = _record(answer, head, record_id, payload, earlier, ours)
    request = warc.request_record(answer.url, answer.fetched, record_id, pairs(answer.request_headers))
    placed = files.append(site, [record, request], answer.fetched)
    offset, length = placed.spans[0]
    names = {name.lower(): value.decode("utf-8", "replace") for name, value in reversed(response)}
    row = {
        "url": answer.url,
        "fetched": answer.fetched,
        "status": answer.status,
        "content_type": names.get(b"content-type"),
        "etag": names.get(b"etag"),
        "last_modified": names.get(b"last-modified"),
        "digest": payload,
        "file": placed.file,
        "offset": offset,
        "length": length,
        "record": record_id,
        "revisit_of": earlier["id"] if earlier else None,
        "reuse": as_json(reuse) if reuse else None,
        "flag": answer.flag,
    }
    return insert(db, "captures", row)


def _record(
    answer: Answer,
    head: bytes,
    record_id: str,
    payload: str,
    earlier: Mapping[str, Any] | None,
    ours: list[tuple[str, str]],
) -> bytes:
    """The WARC record: a whole response, or a `revisit` where it repeats an earlier one."""
    if earlier is None:
        return warc.response_record(
            answer.url, answer.fetched, record_id, head, answer.body, payload, answer.ip, ours
        )
    return warc.revisit_record(
        answer.url,
        answer.fetched,
        record_id,
        head,
        payload,
        profile=warc.NOT_MODIFIED if answer.status == 304 else warc.IDENTICAL,
        refers_to=earlier["record"],
        refers_to_date=earlier["fetched"],
        ours=ours,
    )


def _earlier(db: sqlite3.Connection, answer: Answer, payload: str) -> dict[str, Any] | None:
    """The last whole response of a URL, if this one repeats it."""
    last = one_row(
        db,
        "select id, record, fetched, digest, status from captures where url = ? and revisit_of is null"
        " and status <> 304 order by fetched desc, id desc limit 1",
        [answer.url],
    )
    if last is None:
        return None
    same = answer.status == 304 or (last["digest"] == payload and last["status"] == answer.status)
    return last if same else None


def pairs(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Headers as pairs of bytes.

    >>> pairs({"A": ["1", "2"], b"B": b"3"})
    [(b'A', b'1'), (b'A', b'2'), (b'B', b'3')]
    """
    items = headers.items() if isinstance(headers, Mapping) else headers
    flat: list[tuple[bytes, bytes]] = []
    for name, value in items:
        values = value if isinstance(value, (list, tuple)) else [value]
        flat += [(to_bytes(name), to_bytes(v)) for v in values]
    return flat


def to_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode("utf-8")


def host(url: str) -> str:
    return url.split("://", 1)[-1].split("/", 1)[0].rpartition("@")[2].partition(":")[0] or "site"
