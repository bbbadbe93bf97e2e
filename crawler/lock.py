"""One run at a time in a folder: a lock that a killed process cannot leave behind.

The lock is the system's (flock), not the file's existence, so it ends with the process that holds it, however that
ends. The file says who holds it and since when, for the words of whoever comes second.
"""

import contextlib
import errno
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["AlreadyRunning", "Holder", "holder", "locked"]

FILE = ".lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a folder.

    :param pid: process id
    :param since: ISO 8601 UTC
    :param what: the command, in a word
    """

    pid: int
    since: str
    what: str


class AlreadyRunning(Exception):
    """Another process is at work in the folder; `holder` says who, where that could be read."""

    def __init__(self, folder: Path, holder: Holder | None) -> None:
        self.folder, self.holder = folder, holder
        super().__init__(folder, holder)

    def __str__(self) -> str:
        if self.holder is None:
            return f"another process is at work in {self.folder}/: try again when it has ended"
        return (
            f"{self.holder.what} is already running in {self.folder}/"
            f" (process {self.holder.pid}, since {self.holder.since}): nothing was done"
        )


@contextmanager
def locked(folder: Path, *, now: str, what: str = "crawl") -> Iterator[Holder | None]:
    """Hold the folder for as long as the block runs; gives the killed run whose lock is taken over, if any.

    :param folder: the archive's folder, which exists
    :param now: ISO 8601 UTC
    :raises AlreadyRunning: another process holds it; nothing was changed
    :raises OSError: the folder cannot be written, or its file system has no locks
    """
    file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _take(file):
            raise AlreadyRunning(folder, _read_soon(file))
        killed = _read(file)
        _write(file, Holder(os.getpid(), now, what))
        _held.add(file)
        try:
            yield killed
        finally:
            _held.discard(file)
            _write(file, None)  # ended, well or not, but not killed
    finally:
        os.close(file)


def holder(folder: Path) -> Holder | None:
    """Who is at work in a folder right now; None if nobody is."""
    try:
        file = os.open(folder / FILE, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _take(file) else _read(file)
    finally:
        os.close(file)


def _take(file: int) -> bool:
    try:
        if fcntl is None:
            import msvcrt

            # The lock covers a byte far behind the text, so that others can still read who holds it.
            os.lseek(file, 1 << 20, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _read(file: int) -> Holder | None:
    os.lseek(file, 0, os.SEEK_SET)
    try:
        return Holder(**json.loads(os.read(file, 4096)))
    except (ValueError, TypeError):  # empty, or being written
        return None


def _read_soon(file: int) -> Holder | None:
    """Who holds the lock, which is taken a moment before its holder is written down."""
    for _ in range(50):
        if found := _read(file):
            return found
        time.sleep(0.02)
    return None


def _write(file: int, holder: Holder | None) -> None:
    text = json.dumps(asdict(holder)).encode() if holder else b""
    with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, text)


def _forget_in_child() -> None:
    """A forked child shares the lock: were it to outlive a killed parent, the folder would stay locked."""
    while _held:
        with contextlib.suppress(OSError):
            os.close(_held.pop())


_held: set[int] = set()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)
