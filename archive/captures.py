"""The files of captures: `.warc.zst`, each record its own zstd frame, appended to and never rewritten in place.

A file belongs to one site and lies in `captures/SITE/`. Writing is append only; `sync` makes what was
appended durable, and the store commits the rows that point at it only after that.
"""

import os
import re
import sqlite3
import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import zstandard

from archive.errors import CaptureDamaged
from archive.warc import Record, parse_http, parse_record, warcinfo_record

__all__ = ["CaptureFiles", "Placed", "Response", "frames", "read_capture", "read_record", "whole_length"]

SOFTWARE = "Kiosque"
ROLL_OVER_BYTES = 512 * 1024 * 1024
LEVEL = 9

#: RFC 8878, 3.1.1 and 3.1.2: a frame of data; a skippable one that the WARC specification uses for the dictionary.
FRAME_MAGIC = 0xFD2FB528
DICTIONARY_MAGIC = 0x184D2A5D


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
    def content_type(self) -> str | None:
        return self.header("content-type")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where records were put: the file (relative to `captures/`) and each one's offset and length."""

    file: str
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Open:
    file: str
    handle: BinaryIO
    size: int
    compressor: zstandard.ZstdCompressor
    dirty: bool = False


@dataclass(slots=True)
class CaptureFiles:
    """Appends records to the files of each site."""

    folder: Path
    _open: dict[str, _Open] = field(default_factory=dict)

    def append(self, site: str, records: Sequence[bytes], date: str) -> Placed:
        """Append records one after the other, each a frame of its own; durable after `sync`."""
        target = self._writable(site, date)
        spans = []
        for record in records:
            frame = target.compressor.compress(record)
            target.handle.write(frame)
            spans.append((target.size, len(frame)))
            target.size += len(frame)
        target.dirty = True
        return Placed(target.file, tuple(spans))

    def sync(self) -> None:
        for target in self._open.values():
            if target.dirty:
                target.handle.flush()
                os.fsync(target.handle.fileno())
                target.dirty = False

    def sizes(self) -> Mapping[str, tuple[str, int]]:
        """Site and bytes written of each open file."""
        return {target.file: (site, target.size) for site, target in self._open.items()}

    def roll_back(self, sizes: Mapping[str, tuple[str, int]]) -> None:
        """Cut what was appended after `sizes()` said so."""
        for site, target in list(self._open.items()):
            _, size = sizes.get(target.file, (site, 0))
            if target.size != size:
                target.handle.flush()
                target.handle.truncate(size)
                target.handle.seek(size)
                target.size = size
            if size == 0:
                target.handle.close()
                (self.folder / target.file).unlink()
                del self._open[site]

    def close(self) -> None:
        for target in self._open.values():
            target.handle.close()
        self._open.clear()

    def _writable(self, site: str, date: str) -> _Open:
        target = self._open.get(site)
        if target is not None and target.size < ROLL_OVER_BYTES:
            return target
        if target is not None:
            target.handle.flush()
            os.fsync(target.handle.fileno())
            target.handle.close()
        target = self._create(site, date)
        self._open[site] = target
        return target

    def _create(self, site: str, date: str) -> _Open:
        name = slug(site)
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{re.sub(r'[^0-9]', '', date)[:14]}-{len(list(folder.iterdir())):05}.warc.zst"
        compressor = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True, write_checksum=True)
        target = _Open(str(path.relative_to(self.folder)), path.open("xb"), 0, compressor)
        frame = compressor.compress(warcinfo_record(path.name, date, SOFTWARE))
        target.handle.write(frame)
        target.size = len(frame)
        return target


def read_record(captures: Path, file: str, offset: int, length: int) -> Record:
    """The record at a place of a file in `captures`.

    :raises CaptureDamaged: it is not there whole
    """
    try:
        with (captures / file).open("rb") as handle:
            handle.seek(offset)
            raw = handle.read(length)
        return parse_record(zstandard.ZstdDecompressor().decompress(raw))
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


def slug(site: str) -> str:
    """A site's name as a file name.

    >>> slug("Le Monde (été)")
    'le-monde-ete'
    """
    plain = unicodedata.normalize("NFKD", site).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain.lower()).strip("-.") or "site"


def frames(raw: bytes, start: int = 0) -> Iterable[tuple[int, int, int]]:
    """(magic, offset, length) of each whole frame from `start`; stops at the first that is not whole."""
    while start + 8 <= len(raw):
        (magic,) = struct.unpack_from("<I", raw, start)
        if magic & 0xFFFFFFF0 == 0x184D2A50:
            (size,) = struct.unpack_from("<I", raw, start + 4)
            length = 8 + size
        elif magic == FRAME_MAGIC:
            length = _frame_length(raw, start)
        else:
            return
        if length <= 0 or start + length > len(raw):
            return
        yield magic, start, length
        start += length


def _frame_length(raw: bytes, start: int) -> int:
    """Length of the zstd frame at `start` by its block headers (RFC 8878, 3.1.1.2); 0 when cut."""
    try:
        header = zstandard.frame_header_size(raw[start : start + 18])
        checksum = 4 if raw[start + 4] & 0x04 else 0
    except zstandard.ZstdError:
        return 0
    position = start + header
    while position + 3 <= len(raw):
        block = int.from_bytes(raw[position : position + 3], "little")
        last, kind, size = block & 1, (block >> 1) & 3, block >> 3
        position += 3 + (1 if kind == 1 else size)
        if last:
            return position + checksum - start
    return 0


def whole_length(raw: bytes) -> int:
    """How many leading bytes are whole frames.

    >>> whole_length(zstandard.compress(b"a") + b"torn")
    10
    """
    end = 0
    for _, offset, length in frames(raw):
        end = offset + length
    return end
