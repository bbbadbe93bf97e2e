"""The records of a WARC or WACZ file, whatever else is in it: what is whole before, between and behind damage."""

import io
import mmap
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

import zstandard
from fastwarc import ArchiveIterator

from archive.errors import ArchiveError
from archive.frames import FRAME, decompressor, dictionary_of, frames

__all__ = ["MAX_BLOCK", "Damage", "Unreadable", "WholeRecord", "check", "records"]

#: Longer records (films, disk images) are passed over.
MAX_BLOCK = 65 << 20
CUT = "the file ends in the middle of a record: it was cut short, and what came after is missing"
SPOILT = "what is there is damaged, and is left out"

_CHUNK = 1 << 16
_GZIP = 31  # zlib's word for a gzip head and checksum
_LINE, _MEMBER, _ZIP = b"WARC/", b"\x1f\x8b\x08", b"PK\x03\x04"
_DICTIONARY = b"\x5d\x2a\x4d\x18"


class Unreadable(ArchiveError):
    """A file that is no WARC or WACZ, or of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A part of a file that could not be read.

    :ivar where: the file, and the byte from which on (of what it decompresses to, where it is compressed as one piece)
    """

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """A whole record.

    :ivar record: FastWARC's; its block can be read and sought in until the next one is asked for
    :ivar doubtful: it lay in a damaged piece of the file: good only if its digest says so
    """

    record: Any
    where: str
    doubtful: bool = False


def check(file: Path) -> None:
    """
    :raises Unreadable: the file is not there, is neither WARC nor WACZ, or there is not one whole record in it
    """
    damage = None
    if file.is_file() and file.stat().st_size == 0:
        raise Unreadable(f"{file} is empty: not one byte is in it")
    for found in records(file):
        if isinstance(found, WholeRecord):
            return
        damage = damage or found
    raise Unreadable(f"{file}: " + (damage.words if damage else "there is no record in it"))


def records(file: Path) -> Iterator[WholeRecord | Damage]:
    """Every whole record of a file, in order, and where it is damaged.

    :raises Unreadable: it is not there, or is a zip file without captures
    """
    try:
        with file.open("rb") as raw:
            yield from _zipped(raw, file) if raw.read(8).startswith(_ZIP) else _of_warc(raw, file.name)
    except FileNotFoundError:
        raise Unreadable(f"{file} is not there") from None
    except (PermissionError, IsADirectoryError) as error:
        raise Unreadable(f"{file} cannot be read ({error.strerror})") from None


def _of_warc(stream: IO[bytes], name: str) -> Iterator[WholeRecord | Damage]:
    """The records of a WARC file; of one whose beginning is damaged, from the first that is found."""
    stream.seek(0)
    head = stream.read(8)
    if head.startswith(_LINE):
        yield from _of_lines(stream, name)
    elif head.startswith((FRAME, _DICTIONARY)):
        yield from _of_frames(stream, name)
    elif (member := _next_member(stream, 0)) is not None:
        if member:
            yield Damage(f"{name}, byte 0", SPOILT)
        yield from _of_members(stream, name, member)
    elif (line := next(_lines(stream, 0), None)) is not None:
        yield Damage(f"{name}, byte 0", SPOILT)
        yield from _of_lines(stream, name, line)
    elif not head.startswith(_MEMBER) and any(True for _ in _places(stream, FRAME, 1)):
        yield from _of_frames(stream, name)
    else:
        yield Damage(name, "it is no WARC or WACZ file (.warc, .warc.gz, .warc.zst, .wacz)")


# -- WACZ --------------------------------------------------------------------------------------------------


def _zipped(raw: IO[bytes], file: Path) -> Iterator[WholeRecord | Damage]:
    """The records of each WARC file in a WACZ; where its table of files is damaged, those that are found."""
    try:
        wacz = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        first = _next_member(raw, 0)
        if first is None:
            raise Unreadable(f"{file} is damaged or cut short ({error})") from error
        yield Damage(file.name, f"it is damaged or cut short ({error}): what can be read in it is taken")
        yield from _of_members(raw, file.name, first)
        return
    inside = [m for m in wacz.infolist() if m.filename.startswith("archive/") and ".warc" in m.filename[8:]]
    if not inside:
        raise Unreadable(f"{file} is a zip file without captures (archive/*.warc.gz): no WACZ")
    for member in inside:
        name = f"{file.name}, {member.filename}"
        try:
            with closing(_entry(wacz, member, raw)) as stream:
                yield from _of_warc(stream, name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            yield Damage(name, f"{SPOILT} ({error})")


def _entry(wacz: zipfile.ZipFile, member: zipfile.ZipInfo, raw: IO[bytes]) -> IO[bytes]:
    """A file in a WACZ; one that is not compressed a second time (none should be) without zip's checksum.

    That is of the whole file: for one bad byte it would refuse all the records, which have their own.
    """
    if member.compress_type != zipfile.ZIP_STORED:
        return wacz.open(member)
    raw.seek(member.header_offset + 26)  # the lengths of its name and of its extra field (APPNOTE.TXT, 4.3.7)
    name, extra = struct.unpack("<HH", raw.read(4))
    return io.BufferedReader(_Part(raw, member.header_offset + 30 + name + extra, member.file_size))


class _Part(io.RawIOBase):
    """A part of a file, read as a file."""

    def __init__(self, raw: IO[bytes], start: int, size: int) -> None:
        self._raw, self._start, self._size, self._at = raw, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._raw.seek(self._start + self._at)
        data = self._raw.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


# -- gzip --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a gzip member or a zstandard frame holds: most often one record.

    :ivar end: of the piece, in the file
    :ivar problem: why it is not whole; `doubtful` if what it holds may be false
    """

    content: IO[bytes]
    end: int
    problem: str | None = None
    doubtful: bool = False


def _of_members(raw: IO[bytes], name: str, first: int = 0) -> Iterator[WholeRecord | Damage]:
    """The records of gzip members, one after the other; over what is damaged to the next member with records."""
    start: int | None = first
    while start is not None:
        piece = _inflated(raw, start)
        yield from _of_piece(piece, f"{name}, byte {start}")
        raw.seek(piece.end)
        behind = raw.read(len(_MEMBER))
        if piece.problem is None and behind == _MEMBER:
            start = piece.end
            continue
        if piece.problem is None and behind.strip(b"\0"):  # zeros fill up the blocks of a tape
            yield Damage(f"{name}, byte {piece.end}", SPOILT)
        start = _next_member(raw, piece.end if piece.problem is None else start + 1)


def _of_piece(piece: _Piece, where: str) -> Iterator[WholeRecord | Damage]:
    """Its records; of one that is not whole, one word of damage is enough."""
    with closing(piece.content):
        for found in _of_lines(piece.content, where, doubtful=piece.doubtful):
            if piece.problem is None or isinstance(found, WholeRecord):
                yield found
    if piece.problem is not None:
        yield Damage(where, piece.problem)


def _inflated(raw: IO[bytes], start: int) -> _Piece:
    content, inflating, end = _spool(), zlib.decompressobj(_GZIP), start
    problem, doubtful = None, False
    raw.seek(start)
    try:
        while not inflating.eof and problem is None:
            chunk = raw.read(_CHUNK)
            content.write(inflating.decompress(chunk))
            end += len(chunk)
            problem = None if chunk else CUT
    except zlib.error as error:
        problem, doubtful = f"{SPOILT} ({error})", True
    return _Piece(content, end - len(inflating.unused_data), problem, doubtful)


def _spool() -> IO[bytes]:
    """In memory, and on the disk what is too long for it: some files are compressed as one piece."""
    return cast(IO[bytes], SpooledTemporaryFile(max_size=MAX_BLOCK))


def _next_member(raw: IO[bytes], start: int) -> int | None:
    """Where the first gzip member from `start` on begins that a record begins with."""
    for place in _places(raw, _MEMBER, start):
        raw.seek(place)
        with suppress(zlib.error):
            if zlib.decompressobj(_GZIP).decompress(raw.read(4096), 64).lstrip().startswith(_LINE):
                return place
    return None


def _places(raw: IO[bytes], mark: bytes, start: int) -> Iterator[int]:
    """Where these bytes are, from `start` on."""
    before = b""
    while True:
        raw.seek(start)
        chunk = raw.read(_CHUNK)
        if not chunk:
            return
        data, offset = before + chunk, start - len(before)
        place = data.find(mark)
        while place >= 0:
            yield offset + place
            place = data.find(mark, place + 1)
        start += len(chunk)
        before = data[-(len(mark) - 1) :]


# -- zstandard ---------------------------------------------------------------------------------------------


def _of_frames(raw: IO[bytes], name: str) -> Iterator[WholeRecord | Damage]:
    """The records of zstandard frames (IIPC's `.warc.zst`, with a dictionary at its head or not)."""
    with _mapped(raw) as data:
        try:
            reader = decompressor(dictionary_of(data[: 16 << 20]))
        except ValueError as error:
            yield Damage(name, f"{SPOILT} ({error})")
            return
        start, end, told = 0, 0, -1
        while start >= 0:
            with memoryview(data) as view:
                for offset, length in frames(view, start):
                    piece = _unpacked(reader, data[offset : offset + length])
                    yield from _of_piece(piece, f"{name}, byte {offset}")
                    if piece.problem:  # its length may be false too, and the next frame within it
                        end = told = offset
                        break
                    end = offset + length
            start = data.find(FRAME, max(end, start) + 1)
            if told < end < len(data):
                yield Damage(f"{name}, byte {end}", SPOILT if start >= 0 or not end else CUT)
            told = end


@contextmanager
def _mapped(raw: IO[bytes]) -> Iterator[bytes | mmap.mmap]:
    """A file's bytes, without reading them all; of a part of a file, read."""
    try:
        number = raw.fileno()
    except OSError:
        raw.seek(0)
        yield raw.read()
        return
    with mmap.mmap(number, 0, access=mmap.ACCESS_READ) as data:
        yield data


def _unpacked(reader: zstandard.ZstdDecompressor, frame: bytes) -> _Piece:
    content, problem = _spool(), None
    try:
        reader.copy_stream(io.BytesIO(frame), content)
    except zstandard.ZstdError as error:
        problem = f"{SPOILT} ({error})"
    return _Piece(content, len(frame), problem, problem is not None)


# -- records -----------------------------------------------------------------------------------------------


def _of_lines(
    stream: IO[bytes], name: str, start: int | None = 0, *, doubtful: bool = False
) -> Iterator[WholeRecord | Damage]:
    """The records of a WARC file that is not compressed; over what is damaged to the next line that begins one."""
    while start is not None:
        last, whole, end = start, False, start
        stream.seek(start)
        try:
            for record in ArchiveIterator(stream, parse_http=False, stream_detect=False):
                last, whole = record.stream_pos, False
                if not _is_whole(record):
                    break
                whole = True
                if record.content_length:  # else it has no content, or too much of it
                    yield WholeRecord(record, f"{name}, byte {last}", doubtful)
            else:
                return
        except (OSError, ValueError):
            pass
        end = _end(stream, last) if whole else last + 1
        start = next(_lines(stream, end), None)
        yield Damage(f"{name}, byte {end if whole else last}", CUT if start is None and not whole else SPOILT)


def _is_whole(record: Any) -> bool:
    """Whether it has all its bytes; they are in memory then, or passed over if there are too many."""
    stated = record.headers.get("Content-Length") or ""
    if not (stated.isascii() and stated.isdecimal()):
        return False
    if int(stated) > MAX_BLOCK:
        return bool(record.consume() == int(stated))
    record.freeze()
    return bool(record.content_length == int(stated))


def _end(stream: IO[bytes], start: int) -> int:
    """Where a whole record ends: what its block says of other records is not looked at."""
    stream.seek(start)
    head = stream.read(_CHUNK).partition(b"\r\n\r\n")[0]
    stated = re.search(rb"(?im)^content-length:\s*(\d+)", head)
    if stated is None:
        return start + 1
    end = stream.seek(start + len(head) + 4 + int(stated[1]))
    ended = stream.read(4) == b"\r\n\r\n"
    return end + 4 if ended else start + 1  # else the length is what is damaged


def _lines(stream: IO[bytes], start: int) -> Iterator[int]:
    """Where lines begin that begin a record."""
    for place in _places(stream, b"\n" + _LINE, max(start - 1, 0)):
        yield place + 1
