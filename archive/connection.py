"""Opening archive.db, and transactions that begin immediate.

sqlite-utils' own `atomic()` is a deferred transaction: a write after a read fails at once with
SQLITE_BUSY_SNAPSHOT, whatever the busy timeout, if another process wrote between.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from archive.captures import files_in
from archive.errors import ArchiveError, ArchiveFull, ArchiveUnwritable, DatabaseLost, NewerArchive, NoArchive
from archive.rows import one_value
from archive.schema import PAGE_SIZE, migrations

__all__ = [
    "begin_anew",
    "in_the_users_words",
    "is_older",
    "open_database",
    "open_for_reading",
    "refuse_lost",
    "to_bring_up_to_date",
]

BUSY_SECONDS = 30
#: What SQLite says where a write, or a larger shared-memory file beside the database, finds no room.
_NO_ROOM = {"SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def open_database(path: Path, *, rebuilding: bool = False) -> Database:
    """Open an archive for writing, made or brought up to date where needed.

    :param rebuilding: it is being built again from the captures beside it
    :raises DatabaseLost: it is not there, or half built again, and captures are
    :raises NewerArchive: a newer version wrote it; it is not touched
    :raises ArchiveUnwritable: the folder cannot be written or the file is not an archive
    """
    with in_the_users_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        refuse_lost(path)
        if path.exists() and path.stat().st_size:
            refuse_newer(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            db = _prepared(connection)
            if not rebuilding:
                _refuse_unfinished(path, db)
            return db
        except BaseException:
            connection.close()
            raise


def begin_anew(path: Path, now: str) -> None:
    """Make an empty archive that says that it is being built again: under its name it never says less, whenever killed."""
    new = path.with_name(f"{path.name}.new")
    with in_the_users_words(path):
        for beside in ("", "-wal", "-shm"):  # of one that was killed
            new.with_name(new.name + beside).unlink(missing_ok=True)
        with closing(sqlite3.connect(new, isolation_level=None)) as connection:
            _prepared(connection).execute("insert into archive_info values ('rebuilding', ?)", [now])
        new.rename(path)


def _prepared(connection: sqlite3.Connection) -> Database:
    connection.execute(f"pragma page_size = {PAGE_SIZE}")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma cache_size = -32000")
    db = Database(connection)
    if migrations.pending(db):
        migrations.apply(db)
    return db


def refuse_lost(path: Path) -> None:
    """
    :raises DatabaseLost: there are captures, and no database that knows them
    """
    if path.exists() and path.stat().st_size:
        return
    captures = [file for file in files_in(path.parent / "captures") if file.stat().st_size]
    if captures:
        size = sum(file.stat().st_size for file in captures) / 1e6
        raise DatabaseLost(
            f"{path} is gone, but {path.parent / 'captures'}/ has {size:,.1f} MB of captures in {len(captures)} files:"
            f" scrapy verify --repair -s ARCHIVE_DIR={path.parent} builds it again from them"
            " (or put a backup of it back; to begin anew, name another folder)"
        )


def _refuse_unfinished(path: Path, db: Database) -> None:
    if db.execute("select 1 from archive_info where key = 'rebuilding'").fetchone():
        raise DatabaseLost(
            f"{path} was being built again from the captures and is not complete:"
            f" scrapy verify --repair -s ARCHIVE_DIR={path.parent} does it once more"
        )


def open_for_reading(path: Path) -> Database:
    """Open an archive that is not to be changed, even while a crawl writes to it.

    :raises NoArchive: there is none
    :raises NewerArchive: a newer version wrote it
    """
    with in_the_users_words(path):
        if not path.exists():
            refuse_lost(path)
            raise NoArchive(
                f"no archive in {path.parent}/ yet: crawl first (scrapy crawl articles)"
                " or name its folder (-s ARCHIVE_DIR=FOLDER)"
            )
        refuse_newer(path)
        # SQLite wants to write beside a database even to read it; where nobody can, as on a read-only mount, it
        # is read as one that does not change, unless a log says that another user's crawl is changing it.
        in_use = path.with_name(path.name + "-shm").exists() or _has_log(path)
        how = "mode=ro" if in_use or os.access(path.parent, os.W_OK) else "immutable=1"
        uri = f"{path.resolve().as_uri()}?{how}"
        return Database(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None))


def is_older(db: Database) -> bool:
    """Whether an older version made the archive, so that opening it for writing would bring it up to date."""
    return bool(migrations.pending(db))


def to_bring_up_to_date(path: Path) -> int:
    """How many articles an archive of an older version has; 0 where there is nothing to bring up to date.

    :raises NewerArchive: a newer version wrote it
    """
    if not path.exists() or not path.stat().st_size:
        return 0
    db = open_for_reading(path)
    try:
        with in_the_users_words(path):
            known = is_older(db) and "articles" in db.table_names()
            return int(one_value(db.conn, "select count(*) from articles")) if known else 0
    finally:
        db.conn.close()


def _has_log(path: Path) -> bool:
    """Whether there are changes that are not yet in the database's own file."""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def refuse_newer(path: Path) -> None:
    """
    :raises NewerArchive: a newer version wrote it
    """
    # Without a log to replay, `immutable` leaves no file behind, not even in a folder of another's.
    how = "mode=ro" if _has_log(path) else "immutable=1"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS)
    try:
        known = {step.name for step in migrations.pending(Database(memory=True))}
        applied = [step.name for step in migrations.applied(Database(connection))]
    finally:
        connection.close()
    if unknown := [name for name in applied if name not in known]:
        raise NewerArchive(
            f"{path} was written by a newer Kiosque (it has {unknown[-1]}): update Kiosque to open it"
            " (pip install --upgrade kiosque); nothing was changed"
        )


@contextmanager
def in_the_users_words(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the file system into ours."""
    try:
        yield
    except ArchiveError:
        raise
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except OSError as error:
        if error.errno in _FULL:
            raise _full(path) from error
        if (
            isinstance(error, (PermissionError, FileExistsError, NotADirectoryError))
            or error.errno == errno.EROFS
        ):
            raise ArchiveUnwritable(
                f"{error.filename or path.parent} cannot be written ({error.strerror}): "
                "check its owner and permissions, or choose another folder (-s ARCHIVE_DIR=FOLDER)"
            ) from error
        raise


def _full(path: Path) -> ArchiveFull:
    return ArchiveFull(
        f"no room left to write to {path.parent}/: what was stored before is safe; make room and run it again"
    )


def _translated(path: Path, error: sqlite3.Error) -> Exception:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL" or name in _NO_ROOM:
        return _full(path)
    if name.startswith("SQLITE_IOERR"):  # the search index says no more than that, a quota among its reasons
        return ArchiveFull(
            f"no room left to write to {path.parent}/, or its disk fails ({error}): what was stored before is safe;"
            " make room or look to the disk, and run it again"
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return ArchiveUnwritable(
            f"{path} cannot be written: check its owner and permissions, or choose another folder"
            " (-s ARCHIVE_DIR=FOLDER)"
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return ArchiveUnwritable(
            f"{path} is damaged or not an archive: scrapy verify --repair builds it again from the captures"
        )
    if name.startswith("SQLITE_BUSY"):
        return ArchiveUnwritable(
            f"{path} is in use by another program: wait until it is done and run it again"
        )
    return error
