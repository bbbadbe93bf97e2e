"""The dictionaries of capture files, kept a second time in archive.db: one damaged byte of one would cost its whole file."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from archive.captures import head_of
from archive.errors import CaptureDamaged
from archive.frames import dictionary_of

__all__ = ["keep", "mend", "spoilt"]


def keep(db: sqlite3.Connection, folder: Path) -> None:
    """Take a copy of each dictionary that there is none of yet; let go of those of files that are no more."""
    db.execute("delete from dictionaries where file not in (select file from capture_files)")
    missing = "select file from capture_files where file not in (select file from dictionaries)"
    for (file,) in db.execute(missing).fetchall():
        with suppress(CaptureDamaged):
            head = head_of(folder / file)
            if head and _is_sound(head):
                db.execute("insert into dictionaries values (?, ?)", [file, head])


def spoilt(db: sqlite3.Connection, folder: Path) -> list[str]:
    """The files that begin otherwise than they did, and whose copy is sound."""
    return [
        file
        for file, head in db.execute("select file, head from dictionaries order by file")
        if (folder / file).exists() and _differs(folder / file, head) and _is_sound(head)
    ]


def _differs(path: Path, head: bytes) -> bool:
    with path.open("rb") as handle:
        return handle.read(len(head)) != head


def _is_sound(head: bytes) -> bool:
    try:
        return dictionary_of(head) is not None
    except ValueError:
        return False


def mend(db: sqlite3.Connection, folder: Path) -> None:
    """Write the copies back where files are spoilt: in place, so every record stays where it is."""
    for file in spoilt(db, folder):
        (head,) = db.execute("select head from dictionaries where file = ?", [file]).fetchone()
        with (folder / file).open("r+b") as handle:
            handle.write(head)
            handle.flush()
            os.fsync(handle.fileno())
