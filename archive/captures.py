"""Captures read back from their files, `captures/SITE/*.warc.zst`: one by its place, or a file from end to end."""

import mmap
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import zstandard

from archive.decoding import decoded
from archive.errors import CaptureDamaged
from archive.frames import FRAME, decompressor, dictionary_of, frames, has_dictionary
from archive.warc import Record, parse_http, parse_record

__all__ = [
    "Located",
    "Response",
    "files_in",
    "head_of",
    "is_capture",
    "read_capture",
    "read_dictionary",
    "read_record",
    "records_of",
]


@dataclass(frozen=True, slots=True)
class Response:
    """A capture read back.

    :ivar headers: (name, value) pairs as they came
    :ivar body: the payload as it came, Content-Encoding still on
    :ivar fetched: ISO 8601 UTC
    """

    id: int
    url: str
    fetched: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        name = name.lower()
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def content(self) -> bytes:
        """The body without its Content-Encoding."""
        return decoded(self.body, self.header("content-encoding"), self.header("transfer-encoding"))

    @property
    def content_type(self) -> str | None:
        return self.header("content-type")


@dataclass(frozen=True, slots=True)
class Located:
    """A record and where it lies in its file."""

    offset: int
    length: int
    record: Record


def files_in(captures: Path) -> list[Path]:
    """The files of captures, by site and number."""
    return sorted(captures.glob("*/*.warc.zst"))


def records_of(path: Path, start: int = 0, *, over_damage: bool = False) -> Iterator[Located]:
    """The whole records of a file from `start` on; ends before the first that is not whole or not readable.

    :param over_damage: go on at the next record that can be read instead
    :raises CaptureDamaged: the dictionary at its head cannot be read
    """
    if path.stat().st_size == 0:
        return
    # From the beginning on the dictionary is read anew, as it may be damaged by now; 10 ms, too much for each record.
    reader = _decompressor(path, path.stat().st_ino) if start else decompressor(read_dictionary(path))
    with (
        path.open("rb") as handle,
        mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as raw,
        memoryview(raw) as view,
    ):
        while True:
            end = start
            for offset, length in frames(view, start):
                try:
                    record = parse_record(reader.decompress(bytes(view[offset : offset + length])))
                except (zstandard.ZstdError, ValueError):
                    end = offset
                    break
                yield Located(offset, length, record)
                end = offset + length
            start = raw.find(FRAME, end + 1) if over_damage else -1
            if start < 0:
                return


def is_capture(record: Record) -> bool:
    return record.kind in ("response", "revisit") and "warc-target-uri" in record.headers


def head_of(path: Path) -> bytes:
    """The frame with the dictionary that a file begins with, sound or not; empty where it has none.

    :raises CaptureDamaged: the file cannot be read
    """
    try:
        with path.open("rb") as handle:
            start = handle.read(8)
            if not has_dictionary(start):
                return b""
            return start + handle.read(int.from_bytes(start[4:], "little"))
    except OSError as error:
        raise CaptureDamaged(f"{path}: {error}") from error


def read_dictionary(path: Path) -> bytes | None:
    """The dictionary at the head of a file; None if it has none.

    :raises CaptureDamaged: it cannot be read
    """
    try:
        return dictionary_of(head_of(path))
    except ValueError as error:
        raise CaptureDamaged(f"{path}: {error}") from error


@lru_cache(maxsize=4)
def _decompressor(path: Path, inode: int) -> zstandard.ZstdDecompressor:
    return decompressor(read_dictionary(path))


def read_record(captures: Path, file: str, offset: int, length: int) -> Record:
    """The record at a place of a file in `captures`.

    :raises CaptureDamaged: it is not there whole
    """
    try:
        with (captures / file).open("rb") as handle:
            inode = os.fstat(handle.fileno()).st_ino
            handle.seek(offset)
            raw = handle.read(length)
        return parse_record(_decompressor(captures / file, inode).decompress(raw))
    except (OSError, zstandard.ZstdError, ValueError) as error:
        raise CaptureDamaged(f"{captures / file}, byte {offset}: {error}") from error


def read_capture(folder: Path, db: sqlite3.Connection, capture_id: int) -> Response:
    """A capture of the archive in `folder` as the server sent it; of a revisit, the body it refers to.

    :param db: any connection to its archive.db, a read-only one as well
    :raises CaptureDamaged: there is no such capture, or its bytes are not what was written
    """
    row = db.execute(
        "select c.url, c.fetched, c.status, c.file, c.offset, c.length, o.status, o.file, o.offset, o.length"
        " from captures c left join captures o on o.id = c.revisit_of where c.id = ?",
        [capture_id],
    ).fetchone()
    if row is None:
        raise CaptureDamaged(f"there is no capture {capture_id} in {folder}/")
    url, fetched, status = row[:3]
    _, headers, body = parse_http(read_record(folder / "captures", *row[3:6]).block)
    if row[6] is not None:
        body = parse_http(read_record(folder / "captures", *row[7:10]).block)[2]
        status = row[6] if status == 304 else status
    text = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
    return Response(capture_id, url, fetched, status, text, body)
