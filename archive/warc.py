"""WARC 1.1 records (ISO 28500:2017) as bytes: building and parsing, no I/O.

A capture is a `response` (or `revisit`) record, with what the site said about reuse in a field of ours, and the
`request` that brought it. What the crawl decided stands beside them in `metadata` records (`archive.journal`).
"""

import base64
import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

__all__ = [
    "IDENTICAL",
    "NOT_MODIFIED",
    "Record",
    "as_head",
    "digest",
    "http_head",
    "metadata_record",
    "new_record_id",
    "our_fields",
    "parse_http",
    "parse_record",
    "request_record",
    "response_record",
    "revisit_record",
    "warcinfo_record",
    "with_block_digest",
]

Pairs = Sequence[tuple[bytes, bytes]]

#: WARC 1.1, 6.7: the two ways a page can be as it was before.
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class Record:
    """A parsed record.

    :ivar headers: names in lower case
    :ivar raw: the whole record as it was parsed
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    block: bytes = b""
    raw: bytes = b""

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "")


def digest(payload: bytes) -> str:
    """The labelled digest of WARC-Payload-Digest and WARC-Block-Digest.

    >>> digest(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def new_record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def record_bytes(headers: Iterable[tuple[str, str]], block: bytes) -> bytes:
    """One record: version line, named fields, blank line, block, two CRLF."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    head = f"WARC/1.1\r\n{lines}Content-Length: {len(block)}\r\n\r\n"
    return head.encode("utf-8") + block + b"\r\n\r\n"


def warcinfo_record(file_name: str, date: str, software: str) -> bytes:
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    return record_bytes(
        [
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", new_record_id()),
            ("WARC-Date", date),
            ("WARC-Filename", file_name),
            ("Content-Type", "application/warc-fields"),
        ],
        block,
    )


def http_head(first_line: bytes, headers: Pairs) -> bytes:
    """The head of an HTTP message; a line break inside a value would start a new header, so it becomes a space."""
    lines = [name + b": " + value.replace(b"\r", b" ").replace(b"\n", b" ") for name, value in headers]
    return b"\r\n".join([first_line, *lines]) + b"\r\n\r\n"


def as_head(raw: bytes) -> bytes:
    """A head as it came, ended so that every reader finds the body: some servers end lines with LF alone.

    >>> as_head(b"HTTP/1.0 200 Okay\\nserver: x\\n\\n")
    b'HTTP/1.0 200 Okay\\r\\nserver: x\\r\\n\\r\\n'
    """
    if raw.find(b"\r\n\r\n") == len(raw) - 4 >= 0:
        return raw
    lines = [line.removesuffix(b"\r") for line in raw.split(b"\n")]
    return b"\r\n".join(line for line in lines if line) + b"\r\n\r\n"


def status_line(status: int, reason: str | None = None) -> bytes:
    """
    >>> status_line(404)
    b'HTTP/1.1 404 Not Found'
    """
    if reason is None:
        reason = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    return f"HTTP/1.1 {status} {reason}".rstrip().encode("latin-1", "replace")


def response_record(
    url: str,
    date: str,
    record_id: str,
    head: bytes,
    body: bytes,
    payload_digest: str,
    ip: str | None,
    ours: Sequence[tuple[str, str]] = (),
) -> bytes:
    """:param ours: further fields, as WARC 1.1, 5.1 allows (see `our_fields`)"""
    fields = [
        ("WARC-Type", "response"),
        ("WARC-Record-ID", record_id),
        ("WARC-Target-URI", url),
        ("WARC-Date", date),
        ("WARC-Payload-Digest", payload_digest),
        ("WARC-Block-Digest", digest(head + body)),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    if ip:
        fields.append(("WARC-IP-Address", ip))
    return record_bytes([*fields, *ours], head + body)


def our_fields(site: str, reuse: Mapping[str, Any], flag: str | None) -> list[tuple[str, str]]:
    """What Kiosque knew at the time, in the record itself: fields that repeat cost next to nothing there.

    >>> our_fields("escda", {}, "redirect")
    [('Kiosque-Site', 'escda'), ('Kiosque-Flag', 'redirect')]
    """
    fields = [("Kiosque-Site", " ".join(site.split()))]
    if flag:
        fields.append(("Kiosque-Flag", " ".join(flag.split())))
    if reuse:
        fields.append(("Kiosque-Reuse", json.dumps(reuse, sort_keys=True)))
    return fields


def revisit_record(
    url: str,
    date: str,
    record_id: str,
    head: bytes,
    payload_digest: str,
    *,
    profile: str,
    refers_to: str,
    refers_to_date: str,
    ours: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The page was as in an earlier record; only the headers are kept (WARC 1.1, 6.7)."""
    return record_bytes(
        [
            ("WARC-Type", "revisit"),
            ("WARC-Record-ID", record_id),
            ("WARC-Target-URI", url),
            ("WARC-Date", date),
            ("WARC-Profile", profile),
            ("WARC-Refers-To", refers_to),
            ("WARC-Refers-To-Target-URI", url),
            ("WARC-Refers-To-Date", refers_to_date),
            ("WARC-Payload-Digest", payload_digest),
            ("WARC-Truncated", "length"),
            ("Content-Type", "application/http; msgtype=response"),
            *ours,
        ],
        head,
    )


def request_record(url: str, date: str, response_id: str, headers: Pairs) -> bytes:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pairs = list(headers)
    if not any(name.lower() == b"host" for name, _ in pairs):
        pairs.insert(0, (b"Host", parts.netloc.rpartition("@")[2].encode()))
    return record_bytes(
        [
            ("WARC-Type", "request"),
            ("WARC-Record-ID", new_record_id()),
            ("WARC-Target-URI", url),
            ("WARC-Date", date),
            ("WARC-Concurrent-To", response_id),
            ("Content-Type", "application/http; msgtype=request"),
        ],
        http_head(f"GET {path} HTTP/1.1".encode(), pairs),
    )


def metadata_record(url: str | None, date: str, about: str | None, content: Mapping[str, Any]) -> bytes:
    """What Kiosque knew: about one capture (`about`, its record id) or about the archive."""
    fields = [("WARC-Type", "metadata"), ("WARC-Record-ID", new_record_id()), ("WARC-Date", date)]
    if url:
        fields.append(("WARC-Target-URI", url))
    if about:
        fields.append(("WARC-Refers-To", about))
    fields.append(("Content-Type", "application/json"))
    block = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return record_bytes(fields, block)


def with_block_digest(raw: bytes) -> bytes:
    """A record with WARC-Block-Digest, which readers that verify look for; as it is where it has one.

    >>> b"WARC-Block-Digest: sha1:" in with_block_digest(warcinfo_record("a.warc.gz", "2026-11-23T08:00:00Z", "K"))
    True
    """
    record = parse_record(raw)
    if "warc-block-digest" in record.headers:
        return raw
    version, _, rest = raw.partition(b"\r\n")
    return version + b"\r\nWARC-Block-Digest: " + digest(record.block).encode() + b"\r\n" + rest


def parse_record(raw: bytes) -> Record:
    """The one record in `raw`.

    :raises ValueError: it is not a whole record
    """
    head, blank, rest = raw.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    if not blank or not lines[0].startswith("WARC/"):
        raise ValueError("not a WARC record")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", "-1"))
    if length < 0 or len(rest) < length + 4 or rest[length : length + 4] != b"\r\n\r\n":
        raise ValueError("a WARC record cut short")
    return Record(headers, rest[:length], raw)


def parse_http(block: bytes) -> tuple[bytes, list[tuple[bytes, bytes]], bytes]:
    """First line, headers, body of an HTTP message.

    >>> parse_http(b"HTTP/1.1 200 OK\\r\\nA: b\\r\\n\\r\\nhello")
    (b'HTTP/1.1 200 OK', [(b'A', b'b')], b'hello')
    """
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = re.sub(rb"\r\n[ \t]+", b" ", head).split(b"\r\n")  # a folded line goes on (RFC 9112, 5.2)
    pairs = []
    for line in lines:
        name, _, value = line.partition(b":")
        pairs.append((name, value.strip()))
    return first, pairs, body
