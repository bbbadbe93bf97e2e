"""What a kill may leave in the files of captures, and how it is put right.

The rows of a batch are committed after its bytes are durable, so a file may be longer than its row says: whole
records (kept: they become captures), and a torn last one (cut). A file without a row is the same from its
beginning. Records that are also elsewhere, by their id, were being moved, and go. Damage among whole records comes
from no kill: a disk did it, before archive.db was lost or put back from a backup. All of such a file stays.
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from archive.capture_files import CaptureFiles, lock_file, number_of
from archive.captures import Located, files_in, head_of, is_capture, records_of
from archive.errors import CaptureDamaged
from archive.frames import FRAME, frames
from archive.rows import insert, one_value
from archive.warc import parse_http

__all__ = ["adopt", "recover", "site_of"]

#: Where in the head of a file the dictionary's own frame has begun.
_IN_HEAD = 12


def recover(db: sqlite3.Connection, files: CaptureFiles) -> None:
    """Make the files and their rows agree, and say which file each site goes on with."""
    known = {
        file: (site, size) for file, site, size in db.execute("select file, site, bytes from capture_files")
    }
    for path in files_in(files.folder):
        file = str(path.relative_to(files.folder))
        site, size = known.get(file, (None, 0))
        if path.stat().st_size > size:
            _settle_tail(db, path, file, site, size)
    for file, site in sorted(
        db.execute("select file, site from capture_files"), key=lambda row: number_of(row[0])
    ):
        files.latest[site] = file


def _settle_tail(db: sqlite3.Connection, path: Path, file: str, site: str | None, start: int) -> None:
    """Keep the whole records after `start` that are nowhere else, and what lies between them; cut the rest."""
    with FileIO(path, "r+") as handle:
        if not lock_file(handle):  # another process is writing to it this moment
            return
        try:
            tail = _survey(db, path, start)
        except CaptureDamaged:
            if FRAME in path.read_bytes()[_IN_HEAD:]:
                return  # records stand behind the dictionary, so no kill has torn it: for `verify` to tell of
            tail = _Tail(start)
        if tail.new or tail.damaged or (start == 0 and tail.journal and not tail.captures):
            adopt(db, file, records_of(path, start, over_damage=True))
            db.execute(
                "insert into capture_files values (?, ?, ?) on conflict (file) do update set bytes = excluded.bytes",
                [file, site or site_of(path), tail.end],
            )
            start = tail.end
        if start == 0:
            path.unlink()
            return
        handle.truncate(start)
        os.fsync(handle.fileno())


@dataclass(slots=True)
class _Tail:
    """Whole records at the end of a file: where they end, how many are captures, of these nowhere else, of the journal.

    :ivar damaged: whether there is more among them that cannot be read
    """

    end: int
    captures: int = 0
    new: int = 0
    journal: int = 0
    damaged: bool = False


def _survey(db: sqlite3.Connection, path: Path, start: int) -> _Tail:
    tail = _Tail(max(start, len(head_of(path))))
    for place in records_of(path, start, over_damage=True):
        tail.damaged |= place.offset > tail.end
        tail.end = place.offset + place.length
        if is_capture(place.record):
            tail.captures += 1
            tail.new += not _is_known(db, place.record.headers["warc-record-id"])
        tail.journal += place.record.kind == "metadata"
    with path.open("rb") as handle:
        handle.seek(tail.end)
        whole = list(frames(handle.read()))  # what a kill has torn is no whole frame
    if whole:
        tail.damaged, tail.end = True, tail.end + sum(whole[-1])
    return tail


def _is_known(db: sqlite3.Connection, record_id: str) -> bool:
    return one_value(db, "select 1 from captures where record = ?", [record_id]) is not None


def site_of(path: Path) -> str:
    """The site whose file it is, as its first capture says; else its folder's name."""
    for place in records_of(path, over_damage=True):
        if is_capture(place.record):
            return str(place.record.headers.get("kiosque-site") or path.parent.name)
    return path.parent.name


def adopt(db: sqlite3.Connection, file: str, places: Iterable[Located]) -> int:
    """Add rows for the captures among the records of a file that have none; how many."""
    added = 0
    for place in places:
        if is_capture(place.record) and not _is_known(db, place.record.headers["warc-record-id"]):
            row = capture_row(db, place)
            if row is not None:
                insert(db, "captures", {**row, "file": file})
                added += 1
    return added


def capture_row(db: sqlite3.Connection, place: Located) -> dict[str, Any] | None:
    """The row of `captures` for a record; None for a revisit of something that is not there."""
    headers = place.record.headers
    first, pairs, _ = parse_http(place.record.block)
    names = {
        name.lower().decode("latin-1"): value.decode("utf-8", "replace") for name, value in reversed(pairs)
    }
    origin = None
    if place.record.kind == "revisit":
        origin = one_value(
            db, "select id from captures where record = ?", [headers.get("warc-refers-to", "")]
        )
        if origin is None:
            return None
    status = first.split(b" ")[1:2]
    return {
        "url": headers["warc-target-uri"],
        "fetched": headers.get("warc-date", ""),
        "status": int(status[0]) if status and status[0].isdigit() else 0,
        "content_type": names.get("content-type"),
        "etag": names.get("etag"),
        "last_modified": names.get("last-modified"),
        "digest": headers.get("warc-payload-digest"),
        "offset": place.offset,
        "length": place.length,
        "record": headers["warc-record-id"],
        "revisit_of": origin,
        "reuse": headers.get("kiosque-reuse"),
        "flag": headers.get("kiosque-flag"),
    }
