"""Taking the archive out: rows as tables, captures as WARC or WACZ. Streamed; a file that exists is complete."""

import glob
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from archive.choice import Choice, chosen, chunks, count
from archive.connection import in_the_users_words, open_for_reading
from archive.errors import ArchiveError
from archive.formats import BIBTEX_COLUMNS, bibtex_sql, encode
from archive.wacz import write_wacz
from archive.warc_export import LeftOut, write_warc

__all__ = ["ENDINGS", "UnknownFormat", "export"]

COLUMNS = tuple(
    """id site url title published published_source modified authors language section tags description image words
    first_seen last_seen last_changed gone revisions copy_of body""".split()
)
#: ending -> name in `archive.formats`; None where captures are written
ENDINGS = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".bib": "bib",
    ".warc.gz": None,
    ".wacz": None,
}

Progress = Callable[[int, int], None]


class UnknownFormat(ArchiveError):
    """The file's ending names no format that can be written."""


def ending_of(file: Path) -> str:
    """
    >>> ending_of(Path("out.WARC.gz"))
    '.warc.gz'

    :raises UnknownFormat: none of `ENDINGS`
    """
    for ending in ENDINGS:
        if file.name.lower().endswith(ending):
            return ending
    raise UnknownFormat(f"{file.name}: the ending says the format, and must be one of {', '.join(ENDINGS)}")


def export(
    folder: Path,
    file: Path,
    choice: Choice,
    *,
    now: str,
    excel: bool = False,
    progress: Progress = lambda *_: None,
    left_out: LeftOut = lambda _: None,
) -> int:
    """Write the chosen articles to a file; how many.

    :param folder: the archive's; only read, so a crawl may go on meanwhile
    :param excel: of a .csv: as a French Excel opens it
    :param left_out: told of each capture that cannot be read
    :raises UnknownFormat, ArchiveFull, ArchiveUnwritable, NoArchive: in the user's words; no file is left
    """
    ending = ending_of(file)
    db = open_for_reading(folder / "archive.db").conn
    with in_the_users_words(file), _whole_or_none(file) as out:
        db.execute("begin")  # one view of the archive from beginning to end
        total = count(db, choice)
        numbers = _counted(chosen(db, choice), total, progress)
        if ending == ".warc.gz":
            write_warc(folder, db, numbers, out, now=now, left_out=left_out)
        elif ending == ".wacz":
            write_wacz(folder, db, numbers, out, now=now, name=file.name, left_out=left_out)
        else:
            _write_rows(db, numbers, out, "excel" if excel else str(ENDINGS[ending]))
    db.close()
    return total


def _write_rows(db: sqlite3.Connection, numbers: Iterator[int], out: IO[bytes], kind: str) -> None:
    columns = BIBTEX_COLUMNS if kind == "bib" else COLUMNS
    if kind == "parquet":
        columns = (*columns, "published_at")
    selected = bibtex_sql("articles") if kind == "bib" else _selected(columns)
    for piece in encode(kind, columns, _rows(db, numbers, selected)):
        out.write(piece)


def _selected(columns: Sequence[str]) -> list[str]:
    return ["published as published_at" if c == "published_at" else c for c in columns]


def _rows(
    db: sqlite3.Connection, numbers: Iterator[int], selected: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """:param selected: SQL expressions over `articles`"""
    for chunk in chunks(numbers):
        marks = ",".join("?" * len(chunk))
        sql = f"select id, {', '.join(selected)} from articles where id in ({marks})"
        rows = {row[0]: row[1:] for row in db.execute(sql, list(chunk))}
        yield from (rows[number] for number in chunk)


def _counted(numbers: Iterator[int], total: int, progress: Progress) -> Iterator[int]:
    for done, number in enumerate(numbers):
        yield number
        if done % 100 == 0:
            progress(done, total)
    progress(total, total)


@contextmanager
def _whole_or_none(file: Path) -> Iterator[IO[bytes]]:
    """A file beside the one that is meant, given its name once it is complete and on the disk."""
    for left in file.parent.glob(f".{glob.escape(file.name)}.*.part"):
        if not _runs(int(left.name.split(".")[-2])):
            left.unlink()
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _runs(process: int) -> bool:
    """Whether a process with this number runs; a killed export leaves its part behind."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
