"""What was counted for a search is remembered until the archive changes: pages, orders and feeds share it."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["Remembered", "state_of"]

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """The last few results by key; one thread at a time looks and writes, none waits for a computation."""

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

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


def state_of(db: sqlite3.Connection) -> int:
    """A number that grows with every change of an article."""
    return int(db.execute("select coalesce(max(seq), 0) from article_changes").fetchone()[0])
