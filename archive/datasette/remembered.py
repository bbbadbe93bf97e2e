"""What is kept in memory between requests: counts until the archive changes, and the small columns."""

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from archive.columns import Columns, breathe
from archive.facets import COUNTED_FROM_TABLES
from archive.matches import Counting
from archive.statements import Sql, count

__all__ = ["Remembered", "columns_of", "counting", "read_columns", "state_of"]

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """The last few results by key; one thread at a time looks and writes, none waits for a computation."""

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def forget(self, key: Hashable) -> None:
        with self._lock:
            self._kept.pop(key, None)

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """The value kept under a key, else computed and kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = compute()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value


_counters = ThreadPoolExecutor(2, "kiosque-count")
_own = threading.local()


def counting(database: Any, seconds: float) -> Counting:
    """Counts beside the connection that a page is read with: while SQLite counts, other threads work.

    :param database: Datasette's; one that cannot change is opened as such, as on a read-only mount
    """
    how = "mode=ro" if database.is_mutable else "immutable=1"
    uri = f"{Path(database.path).resolve().as_uri()}?{how}"

    def run(sql: Sql) -> int:
        if getattr(_own, "uri", None) != uri:
            _own.uri, _own.db = uri, sqlite3.connect(uri, uri=True)
        end = time.monotonic() + seconds
        _own.db.set_progress_handler(lambda: time.monotonic() > end, 20_000)
        return count(_own.db, sql)

    return lambda sql: _counters.submit(run, sql).result


def state_of(db: sqlite3.Connection) -> int:
    """A number that grows with every change of an article."""
    return int(db.execute("select coalesce(max(seq), 0) from article_changes").fetchone()[0])


#: Archives with fewer articles are counted from their tables, soon enough.
_WORTH_COLUMNS = COUNTED_FROM_TABLES
_columns: WeakKeyDictionary[Any, Columns] = WeakKeyDictionary()


def columns_of(database: Any) -> Columns | None:
    """The columns of an archive, once they are there. The first time they begin to be read, in a thread."""
    if database not in _columns:
        _columns[database] = Columns()
        Thread(target=read_columns, args=(database, _columns[database]), daemon=True).start()
        return None
    return _columns[database] if _columns[database].loaded else None


def read_columns(database: Any, columns: Columns) -> None:
    """Read the columns of an archive that is large enough, on a connection of its own."""
    db = sqlite3.connect(f"file:{database.path}?mode=ro", uri=True)
    db.text_factory = partial(str, encoding="utf-8", errors="replace")
    with suppress(sqlite3.Error), closing(db):  # not every database is an archive
        articles = db.execute("select coalesce(sum(articles), 0) from counts").fetchone()[0]
        if articles >= _WORTH_COLUMNS:
            columns.renew(db, breathe)
