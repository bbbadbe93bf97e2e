"""The small columns of all articles in memory, for counting facets over many hits and finding the newest of them.

Reading five columns of 20,000 hits from the tables takes 50 to 200 ms, from here one. A million articles take
25 MB. Each distinct text is a number; an article's numbers stand at its id.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.hits import names

__all__ = ["COLUMNS", "Columns", "Ids", "breathe"]

Ids = NDArray[np.int64]

#: Name of a facet, and its SQL expression over `articles`.
COLUMNS = {
    "site": "site",
    "year": "substr(published, 1, 4)",
    "author": "authors",
    "section": "section",
    "language": "language",
}
_TEXTS = ("site", "section", "language")
_AUTHORS = ("author", "author2")  # the first two of an article; the few that have more stand aside
_DAY = "substr(published, 1, 4) * 10000 + substr(published, 6, 2) * 100 + substr(published, 9, 2)"
_SELECT = f"select id, {', '.join(_TEXTS)}, authors, coalesce(cast({_DAY} as integer), 0) from articles"
_AT_ONCE = 2_000  # rows
# A stretch of ids as one row of long texts: SQLite puts them together while other threads work, and a row costs
# a quarter of what it does one by one.
_BETWEEN, _NONE = "\x1e", "\x1f"
_STRETCH = ", ".join(
    [
        f"group_concat(id || ',' || coalesce(cast({_DAY} as integer), 0))",
        *(
            f"group_concat(coalesce({column}, char({ord(_NONE)})), char({ord(_BETWEEN)}))"
            for column in (*_TEXTS, "authors")
        ),
    ]
)
_RENEWED_AT_ONCE = 20_000  # changed articles; of more, everything is read again


class Columns:
    """A copy of the columns as of one state of the archive; `renew` brings it up to date.

    >>> db = sqlite3.connect(":memory:")
    >>> _ = db.executescript('''
    ...     create table articles (id integer primary key, site, published, authors, section, language);
    ...     create table article_changes (seq integer primary key, article_id);
    ...     insert into articles values (1, 'a', '2020-01', '["Jo"]', null, 'fr'), (2, 'b', null, '[]', null, 'fr');
    ...     insert into article_changes values (1, 1), (2, 2);''')
    >>> columns = Columns()
    >>> columns.renew(db)
    >>> both = np.array([1, 2])
    >>> columns.count("language", both), columns.count("year", both), columns.count("author", both)
    ({'fr': 2}, {None: 1, '2020': 1}, {'Jo': 1})
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._seq = -1
        self._size = 0
        self._numbers: dict[str, NDArray[np.uint32]] = {}
        self._texts: dict[str, list[str | None]] = {}
        self._known: dict[str, dict[str | None, int]] = {}
        self._more_authors: dict[int, tuple[int, ...]] = {}

    @property
    def loaded(self) -> bool:
        """Whether `count` and `latest` can be asked."""
        return self._seq >= 0

    def renew(self, db: sqlite3.Connection, pause: Callable[[], None] = lambda: None) -> None:
        """Read what has changed since the last time.

        :param pause: called between stretches of rows, so that a long reading lets others work
        """
        cursor = db.cursor()
        cursor.row_factory = None
        seq = int(cursor.execute("select coalesce(max(seq), 0) from article_changes").fetchone()[0])
        if seq == self._seq:
            return
        with self._lock:
            changed = cursor.execute(
                "select article_id from article_changes where seq > ? limit ?",
                [self._seq, _RENEWED_AT_ONCE + 1],
            ).fetchall()
            if self._seq < 0 or len(changed) > _RENEWED_AT_ONCE:
                self._read_all(cursor, pause)
            else:
                for start in range(0, len(changed), 500):
                    some = [id for (id,) in changed[start : start + 500]]
                    self._grow(max(some) + 1)
                    self._numbers["here"][some] = 0  # those taken out stay so
                    self._take(
                        cursor.execute(f"{_SELECT} where id in ({','.join('?' * len(some))})", some), pause
                    )
            self._seq = seq

    def _read_all(self, cursor: sqlite3.Cursor, pause: Callable[[], None]) -> None:
        self._size = int(cursor.execute("select coalesce(max(id), 0) from articles").fetchone()[0]) + 1
        for name in (*_TEXTS, "author"):
            self._texts[name] = [None]
            self._known[name] = {None: 0}
        self._more_authors = {}
        for name in (*_TEXTS, *_AUTHORS, "day", "here"):
            self._numbers[name] = np.zeros(self._size, np.uint32)
        # An index of its own holds these columns; older archives do not have it.
        thin = "select 1 from sqlite_master where type = 'index' and name = 'articles_thin'"
        indexed = " indexed by articles_thin" if cursor.execute(thin).fetchone() else ""
        for start in range(0, self._size, _AT_ONCE):
            within = f"from articles{indexed} where id >= {start} and id < {start + _AT_ONCE}"
            if not self._put_stretch(cursor.execute(f"select {_STRETCH} {within}").fetchone()):
                self._take(
                    cursor.execute(f"{_SELECT} where id >= {start} and id < {start + _AT_ONCE}"), pause
                )
            pause()

    def _put_stretch(self, stretch: Sequence[str | None]) -> bool:
        """Whether it could be read: not where a text has the character that separates texts."""
        numbers, *texts = stretch
        if numbers is None:
            return True
        ids, days = np.fromstring(numbers, np.int64, sep=",").reshape(-1, 2).T
        columns = [(text or "").split(_BETWEEN) for text in texts]
        if any(len(column) != len(ids) for column in columns):
            return False
        self._put(ids, days, list(map(_nones, columns)))
        return True

    def _take(self, cursor: sqlite3.Cursor, pause: Callable[[], None]) -> None:
        while rows := cursor.fetchmany(_AT_ONCE):
            ids, *texts, days = zip(*rows, strict=True)
            self._put(np.array(ids), np.array(days), texts)
            pause()

    def _put(self, ids: Ids, days: Ids, columns: Sequence[Sequence[str | None]]) -> None:
        *texts, authors = columns
        self._grow(int(ids.max()) + 1)
        self._numbers["here"][ids] = 1
        for name, values in zip(_TEXTS, texts, strict=True):
            self._numbers[name][ids] = self._numbered(name, values)
        self._numbers["day"][ids] = np.clip(days, 0, 99_999_999)
        known = {listed: _authors_in(listed) for listed in set(authors)}
        self._put_authors(ids, list(map(known.__getitem__, authors)))

    def _grow(self, size: int) -> None:
        if size > self._size:
            more = size + 1000 - self._size
            for name, numbers in self._numbers.items():
                self._numbers[name] = np.concatenate([numbers, np.zeros(more, np.uint32)])
            self._size += more

    def _numbered(self, name: str, values: Sequence[str | None]) -> list[int]:
        """Numbers for texts, new ones for new texts."""
        known, texts = self._known[name], self._texts[name]
        for text in set(values).difference(known):
            known[text] = len(texts)
            texts.append(text)
        return list(map(known.__getitem__, values))

    def _put_authors(self, ids: Ids, listed: Sequence[tuple[str, ...]]) -> None:
        for place, column in enumerate(_AUTHORS):
            values = [authors[place] if len(authors) > place else None for authors in listed]
            self._numbers[column][ids] = self._numbered("author", values)
        if self._more_authors:
            for id in self._more_authors.keys() & set(ids.tolist()):
                del self._more_authors[id]
        for place in [place for place, authors in enumerate(listed) if len(authors) > len(_AUTHORS)]:
            self._more_authors[int(ids[place])] = tuple(
                self._numbered("author", listed[place][len(_AUTHORS) :])
            )

    def every(self) -> Ids:
        """The numbers of all articles, the highest first."""
        return np.flatnonzero(self._numbers["here"])[::-1]

    def having(self, ids: Ids, facet: str, values: Sequence[str | None]) -> Ids:
        """Those of the articles that have one of the values of a facet; None is having none.

        :param facet: or `before` and `after`, whose value is a date as precise as it is said
        """
        ids = self._within(ids)
        if facet in ("before", "after"):
            days, day = self._numbers["day"][ids], _as_day(values[0] or "")
            return ids[(days > 0) & (days < day)] if facet == "before" else ids[days >= max(day, 1)]
        if facet == "year":
            years = [int(value) if value else 0 for value in values]
            return ids[np.isin(self._numbers["day"][ids] // 10_000, years)]
        known = self._known[facet]
        numbers = [known[value] for value in values if value in known]
        if facet != "author":
            return ids[np.isin(self._numbers[facet][ids], numbers)]
        mask = np.isin(self._numbers["author"][ids], numbers) | np.isin(
            self._numbers["author2"][ids], numbers
        )
        more = [id for id, authors in self._more_authors.items() if not set(numbers).isdisjoint(authors)]
        return ids[mask | np.isin(ids, more)]

    def count(self, name: str, ids: Ids) -> dict[str | None, int]:
        """How many of these articles have each value of a facet; of authors, only those that have any."""
        within = self._within(ids)
        if name == "year":
            years = np.unique(self._numbers["day"][within] // 10_000, return_counts=True)
            return {f"{year:04}" if year else None: int(n) for year, n in zip(*years, strict=True)}
        texts = self._texts[name]
        if name != "author":
            return _counted(texts, np.bincount(self._numbers[name][within]))
        numbers = [self._numbers[column][within] for column in _AUTHORS]
        if self._more_authors:
            more = [number for id in self._more_authors.keys() & set(within.tolist())
                    for number in self._more_authors[id]]  # fmt: skip
            numbers.append(np.array(more, np.uint32))
        found = _counted(texts, np.bincount(np.concatenate(numbers)))
        found.pop(None, None)
        return found

    def latest(self, ids: Ids, most: int) -> list[int]:
        """Those of the articles among which are the last `most` by date of publication, and few others."""
        days = self._numbers["day"][self._within(ids)]
        if len(days) <= most:
            return list(map(int, ids))
        last = np.partition(days, len(days) - most)[len(days) - most]
        return [int(id) for id in self._within(ids)[days >= last]]

    def _within(self, ids: Ids) -> Ids:
        return ids[ids < self._size] if len(ids) and ids.max() >= self._size else ids


def _nones(column: list[str]) -> Sequence[str | None]:
    return [None if value == _NONE else value for value in column] if _NONE in column else column


def _authors_in(listed: str | None) -> tuple[str, ...]:
    """`names`, in a tenth of the time for plain ones."""
    if listed and listed.startswith('["') and listed.endswith('"]') and "\\" not in listed:
        found = listed[2:-2].split('", "')
        if listed.count('"') == 2 * len(found):
            return tuple(found)
    return names(listed) if listed != "[]" else ()


def _as_day(date: str) -> int:
    """As the days of the articles are kept: compares as the texts do.

    >>> _as_day("2020"), _as_day("2020-10-13")
    (20200000, 20201013)
    """
    return int(date.replace("-", "").ljust(8, "0"))


def _counted(texts: Sequence[str | None], counts: NDArray[Any]) -> dict[str | None, int]:
    return {texts[number]: int(counts[number]) for number in np.flatnonzero(counts).tolist()}


def breathe() -> None:
    """Let the threads that answer readers work: reading a million rows takes seconds."""
    time.sleep(0.002)
