"""The files of captures: `captures/SITE/*.warc.zst`, appended to and never rewritten in place.

`sync` makes what was appended durable, and the store commits the rows that point at it only after that.
A site's first pages go into a file without a dictionary; they become the dictionary of the next file.
"""

import fcntl
import os
import re
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

import zstandard

from archive.captures import read_dictionary, read_record
from archive.errors import CaptureDamaged
from archive.frames import (
    LEVEL,
    LEVEL_OF_MANY,
    MAX_DICTIONARY,
    compressor,
    head_frame,
    make_dictionary,
)
from archive.warc import warcinfo_record

__all__ = ["SOFTWARE", "CaptureFiles", "Mark", "Placed", "lock_file", "number_of", "slug"]

SOFTWARE = "Kiosque"
ROLL_OVER_BYTES = 512 * 1024 * 1024
FEW_FILES = 3
COMPRESSORS = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """Where records were put: the file (relative to `captures/`) and each one's offset and length."""

    file: str
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Open:
    """A file that is written to.

    :ivar learnt: bytes of the dictionary at its head; 0 if it has none
    """

    site: str
    file: str
    handle: FileIO
    size: int
    learnt: int = 0
    dirty: bool = True
    created: bool = False

    def write(self, frame: bytes) -> tuple[int, int]:
        """Append a frame; its offset and length. Unbuffered, so that an error names the frame it met."""
        rest = memoryview(frame)
        while rest:
            rest = rest[self.handle.write(rest) :]
        span = (self.size, len(frame))
        self.size += len(frame)
        self.dirty = True
        return span

    def cut(self, size: int) -> None:
        self.handle.truncate(size)
        self.handle.seek(size)
        self.size = size

    def sync(self) -> None:
        if self.dirty:
            os.fsync(self.handle.fileno())
            self.dirty = False


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the files were written: the open file of each site, and the size of each unsynced file."""

    current: Mapping[str, str]
    sizes: Mapping[str, int]


@dataclass(slots=True)
class _Samples:
    """Where records of a site are that a dictionary could be made of: a hundred sites' own would fill the memory."""

    places: list[tuple[str, int, int]] = field(default_factory=list)
    size: int = 0

    def add(self, file: str, span: tuple[int, int], size: int) -> None:
        if self.size < MAX_DICTIONARY:
            self.places.append((file, *span))
            self.size += size

    def read(self, captures: Path) -> list[bytes]:
        return [read_record(captures, *place).raw for place in self.places]


@dataclass(slots=True)
class _Compressors:
    """The compressors of the files in use, the latest few: each holds its file's dictionary and tables for it.

    With a 2 MB dictionary one takes 12 MB at `LEVEL`, 4 MB at `LEVEL_OF_MANY`, and 5 to 20 ms to make.
    """

    folder: Path
    kept: OrderedDict[str, zstandard.ZstdCompressor] = field(default_factory=OrderedDict)

    def of(self, target: _Open, files: int) -> zstandard.ZstdCompressor:
        """The compressor of a file that is there.

        :param files: how many are in use
        """
        found = self.kept.get(target.file)
        if found is None:
            dictionary = read_dictionary(self.folder / target.file) if target.learnt else None
            found = self.add(target.file, dictionary, files)
        self.kept.move_to_end(target.file)
        return found

    def add(self, file: str, dictionary: bytes | None, files: int) -> zstandard.ZstdCompressor:
        made = compressor(dictionary, LEVEL if files <= FEW_FILES else LEVEL_OF_MANY)
        self.kept[file] = made
        while len(self.kept) > (FEW_FILES if files <= FEW_FILES else COMPRESSORS):
            self.kept.popitem(last=False)
        return made


@dataclass(slots=True)
class CaptureFiles:
    """Appends records to the files of each site.

    :ivar latest: the file of each site to go on with, if there is one
    """

    folder: Path
    latest: dict[str, str] = field(default_factory=dict)
    _open: dict[str, _Open] = field(default_factory=dict)
    _full: list[_Open] = field(default_factory=list)
    _samples: dict[str, _Samples] = field(default_factory=dict)
    _compressors: _Compressors = field(init=False)

    def __post_init__(self) -> None:
        self._compressors = _Compressors(self.folder)

    def append(self, site: str, records: Sequence[bytes], date: str) -> Placed:
        """Append records one after the other, each a frame of its own; durable after `sync`."""
        target = self._writable(site, date)
        samples = self._samples.setdefault(site, _Samples())
        pressed = self._compressors.of(target, len(self._open))
        spans = []
        for record in records:
            spans.append(target.write(pressed.compress(record)))
            samples.add(target.file, spans[-1], len(record))
        return Placed(target.file, tuple(spans))

    def begin_file(self, site: str, date: str, dictionary: bytes | None) -> None:
        """Go on in a new file of the site."""
        if site in self._open:
            self._full.append(self._open.pop(site))
        self._open[site] = self._create(site, date, dictionary)

    def sync(self) -> None:
        """Make durable what was appended; close the files that are full."""
        for target in (*self._full, *self._open.values()):
            target.sync()

    def committed(self) -> None:
        """What was appended stays: let go of the files that are full."""
        for target in self._full:
            target.handle.close()
        self._full.clear()

    def written(self) -> list[tuple[str, str, int]]:
        """(file, site, bytes) of each file in use."""
        return [(target.file, target.site, target.size) for target in (*self._full, *self._open.values())]

    def mark(self) -> Mark:
        return Mark(
            {site: t.file for site, t in self._open.items()}, {f: size for f, _, size in self.written()}
        )

    def roll_back(self, mark: Mark) -> None:
        """Cut what was appended, and remove the files that were begun, after `mark`."""
        kept: dict[str, _Open] = {}
        for target in (*self._full, *self._open.values()):
            self._samples.pop(target.site, None)
            if target.file in mark.sizes:
                target.cut(mark.sizes[target.file])
                kept[target.file] = target
            elif target.created:
                target.handle.close()
                (self.folder / target.file).unlink()
            else:
                target.handle.close()
        self._open = {site: kept.pop(file) for site, file in mark.current.items()}
        self._full = list(kept.values())
        self.latest = {**self.latest, **mark.current}

    def call(self, old: str, new: str) -> None:
        """The site of the name `old` is called `new`, and goes on in its file. Between two batches."""
        self.rest(old)
        if old in self.latest:
            self.latest[new] = self.latest.pop(old)

    def rest(self, site: str) -> None:
        """Nothing is appended to the site's file for now: hold nothing of it in memory. Between two batches."""
        if target := self._open.pop(site, None):
            target.handle.close()
            self._compressors.kept.pop(target.file, None)
        self._samples.pop(site, None)

    def close(self) -> None:
        for target in (*self._full, *self._open.values()):
            target.handle.close()
        self._open.clear()
        self._full.clear()

    def has_dictionary(self, site: str) -> bool:
        """Whether the file that the site goes on with has a dictionary."""
        if site in self._open:
            return self._open[site].learnt > 0
        file = self.latest.get(site)
        try:
            return file is not None and read_dictionary(self.folder / file) is not None
        except CaptureDamaged:
            return False

    def _writable(self, site: str, date: str) -> _Open:
        target = self._open.get(site)
        if target is None:
            target = self._open[site] = self._reopened(site) or self._create(site, date, None)
        samples = self._samples.get(site)
        learnt = samples is not None and samples.size >= MAX_DICTIONARY
        poor = target.learnt < MAX_DICTIONARY // 2
        if target.size >= ROLL_OVER_BYTES or (learnt and poor):
            self.begin_file(site, date, self._next_dictionary(target))
        return self._open[site]

    def _next_dictionary(self, target: _Open) -> bytes | None:
        """What a site's next file begins with: made of its latest records, else the same as before."""
        if samples := self._samples.get(target.site):
            return make_dictionary(samples.read(self.folder))
        return read_dictionary(self.folder / target.file) if target.learnt else None

    def _reopened(self, site: str) -> _Open | None:
        """The site's latest file, to go on with; None if there is none, or another process writes to it."""
        file = self.latest.get(site)
        if file is None or not (self.folder / file).exists():
            return None
        try:
            learnt = len(read_dictionary(self.folder / file) or b"")
        except CaptureDamaged:  # it stays for `verify` to tell of; the site goes on in a new file
            return None
        handle = FileIO(self.folder / file, "r+")
        if not lock_file(handle):
            handle.close()
            return None
        size = handle.seek(0, os.SEEK_END)
        return _Open(site, file, handle, size, learnt, dirty=False)

    def _create(self, site: str, date: str, dictionary: bytes | None) -> _Open:
        name = slug(site)
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{re.sub('[^0-9]', '', date)[:14]}-{_next_number(folder):05}.warc.zst"
        handle = FileIO(path, "x")
        lock_file(handle)
        file = str(path.relative_to(self.folder))
        target = _Open(site, file, handle, 0, len(dictionary or b""), created=True)
        pressed = self._compressors.add(file, dictionary, len(self._open) + 1)
        try:
            if dictionary is not None:
                target.write(head_frame(dictionary))
            target.write(pressed.compress(warcinfo_record(path.name, date, SOFTWARE)))
            _sync_folder(folder)
        except OSError:
            handle.close()
            path.unlink()
            raise
        self.latest[site] = file
        return target


def lock_file(handle: FileIO) -> bool:
    """Take the file for this process; it is given back when the file is closed."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Make a new file's name durable."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def number_of(file: str) -> int:
    """The running number in a file's name.

    >>> number_of("escda/escda-20261123081528-00002.warc.zst")
    2
    """
    found = re.search(r"-(\d{5,})\.warc", file)
    return int(found[1]) if found else 0


def _next_number(folder: Path) -> int:
    return max((number_of(f.name) for f in folder.iterdir()), default=0) + 1


def slug(site: str) -> str:
    """A site's name as a file name.

    >>> slug("Le Monde (été)")
    'le-monde-ete'
    """
    plain = unicodedata.normalize("NFKD", site).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain.lower()).strip("-.") or "site"
