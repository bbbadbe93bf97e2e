"""Words that an article said once and says no more.

The index has the texts as they stand. Edited articles are few: the earlier versions of those edited last are put
into an index of their own, in memory, for one question.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from archive.marks import Pieces, pattern, snippet
from archive.query import Query
from archive.rows import cursor
from archive.statements import Filters, Sql, sql_of

__all__ = ["Earlier", "Version", "earlier"]

MOST_ARTICLES = 1_000  # edited ones that are looked at
MOST_CHARACTERS = 4_000_000  # of all their versions: half a second


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article that has the words.

    :ivar id: the article's
    :ivar revision: its row in `revisions`
    :ivar seen: since when it said so, ISO 8601 UTC
    """

    id: int
    revision: int
    seen: str
    site: str
    title: str
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Earlier:
    """:ivar looked_at: how many edited articles; None where it was all of them"""

    versions: list[Version]
    looked_at: int | None


_Row = tuple[int, int, str, str, str | None, str, str]  # article, revision, seen, site, title, body, authors


def earlier(db: sqlite3.Connection, query: Query, filters: Filters, *, most: int = 10) -> Earlier:
    """The latest version with the words of each article that has them no more: those edited last come first."""
    sql = sql_of(db, query, Filters())
    if not sql.match:
        return Earlier([], None)
    edited = _edited(db, _conditions(db, query, filters))
    versions, characters, looked_at = list[_Row](), 0, 0
    for article in edited[:MOST_ARTICLES]:
        if characters > MOST_CHARACTERS:
            break
        found = list(_versions_before_the_last(db, article))
        versions += found
        characters += sum(len(row[5]) for row in found)
        looked_at += 1
    having = _matching(versions, sql.match)
    still = _saying_so_still(db, sql.match, {row[0] for row in having})
    latest = [list(rows)[-1] for id, rows in groupby(having, key=itemgetter(0)) if id not in still]
    words = pattern(query.terms)
    shown = [
        Version(id, revision, seen, site, title or "", snippet(body, words))
        for id, revision, seen, site, title, body, _ in latest[:most]
    ]
    return Earlier(shown, None if looked_at == len(edited) else looked_at)


def _conditions(db: sqlite3.Connection, query: Query, filters: Filters) -> Sql:
    """What the articles must be, besides the words."""
    about = tuple(condition for condition in query.conditions if condition.field != "sign")
    return sql_of(db, replace(query, match=None, without=None, conditions=about), filters)


def _edited(db: sqlite3.Connection, sql: Sql) -> list[int]:
    """Articles with several versions, the last edited first: read from an index, without the texts."""
    several = "select article_id, max(seen) as edited from revisions group by article_id having count(*) > 1"
    statement = (
        f"select a.id from ({several}) r cross join articles a on a.id = r.article_id where true{sql.conditions()}"
        f" order by r.edited desc, a.id desc limit {MOST_ARTICLES + 1}"
    )
    return [row[0] for row in cursor(db, statement, sql.params)]


def _versions_before_the_last(db: sqlite3.Connection, article: int) -> Iterator[_Row]:
    rows = cursor(
        db,
        "select r.article_id, r.id, r.seen, a.site, r.title, r.body, r.authors"
        " from revisions r join articles a on a.id = r.article_id where r.article_id = ? order by r.seen, r.id",
        [article],
    ).fetchall()
    yield from rows[:-1]


def _saying_so_still(db: sqlite3.Connection, match: str, articles: set[int]) -> set[int]:
    statement = "select 1 from articles_fts where articles_fts match ? and rowid = ?"
    return {article for article in articles if cursor(db, statement, [match, article]).fetchone()}


def _matching(versions: list[_Row], match: str) -> list[_Row]:
    """Those that an index like that of the articles finds."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(
            "create virtual table versions using fts5(title, body, authors, content='',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        index.executemany(
            "insert into versions (rowid, title, body, authors) values (?, ?, ?, ?)",
            ((place, title, body, authors) for place, (*_, title, body, authors) in enumerate(versions)),
        )
        found = index.execute("select rowid from versions where versions match ? order by rowid", [match])
        return [versions[place] for (place,) in found]
