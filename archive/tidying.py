"""Making the files of captures small: records written before there was a dictionary move behind one."""

import sqlite3
from pathlib import Path

from archive.capture_files import CaptureFiles, Placed
from archive.captures import Located, head_of, is_capture, records_of
from archive.errors import CaptureDamaged
from archive.frames import make_dictionary

__all__ = ["move_behind_dictionary", "plain_files"]


def plain_files(db: sqlite3.Connection, files: CaptureFiles) -> list[tuple[str, str]]:
    """(site, file) of the files without a dictionary."""
    rows = db.execute("select site, file from capture_files order by file").fetchall()
    return [(site, file) for site, file in rows if _is_plain(files.folder / file)]


def _is_plain(path: Path) -> bool:
    try:
        return path.exists() and not head_of(path)
    except CaptureDamaged:
        return False


def move_behind_dictionary(
    db: sqlite3.Connection, files: CaptureFiles, site: str, file: str, date: str
) -> bool:
    """Append a plain file's records to the site's file with a dictionary, and let its rows follow.

    The caller commits, then removes the file. A kill between leaves records that are in two places, which
    `archive.recovery` knows by their ids.

    :returns: whether it was done: a file of two pages or fewer, or a damaged one, stays
    """
    places = [place for place in records_of(files.folder / file) if place.record.kind != "warcinfo"]
    if not places or places[-1].offset + places[-1].length != (files.folder / file).stat().st_size:
        return False
    records = [place.record.raw for place in places]
    if not files.has_dictionary(site):
        dictionary = make_dictionary(records) if sum(is_capture(p.record) for p in places) > 2 else None
        if dictionary is None:
            return False
        files.begin_file(site, date, dictionary)
    _move_rows(db, file, places, files.append(site, records, date))
    db.execute("delete from capture_files where file = ?", [file])
    return True


def _move_rows(db: sqlite3.Connection, file: str, places: list[Located], placed: Placed) -> None:
    db.executemany(
        "update captures set file = ?, offset = ?, length = ? where file = ? and offset = ?",
        [
            (placed.file, offset, length, file, place.offset)
            for place, (offset, length) in zip(places, placed.spans, strict=True)
            if is_capture(place.record)
        ],
    )
