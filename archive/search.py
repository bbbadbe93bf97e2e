"""Reading the archive: one function finds articles, `search`; the index behind it is FTS5.

Everything here takes an open SQLite connection, reads, and never writes.

Ranking costs about 3 µs a hit, so up to `RANKED` hits are ranked, or the newest so many; counts are
always whole. Facets are counted over the newest `COUNTED` hits.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from archive.addresses import look_up
from archive.columns import Columns
from archive.conditions import Condition
from archive.facets import COUNTED, COUNTED_FROM_TABLES, Facet, facets_of
from archive.hits import Found, Hit, hits
from archive.matches import LISTED, NONE, Counting, Matches, matches
from archive.query import Query, parse
from archive.rows import cursor
from archive.spelt import Noted
from archive.statements import CHOICES, FACETS, Filters, Sql, count, select, sql_of, thin

__all__ = [
    "CHOICES",
    "COUNTED",
    "COUNTED_FROM_TABLES",
    "FACETS",
    "RANKED",
    "Facet",
    "Filters",
    "Found",
    "Hit",
    "Matches",
    "facets",
    "find",
    "hits_statement",
    "latest",
    "read",
    "search",
    "unranked",
]

RANKED = LISTED
SORTED = 5_000  # hits that are sorted one by one; of more, the newest are looked for
WALKED = 20_000  # articles that are asked about one by one, from the newest back

# A title counts ten times a word in the text, an author's name three times.
_RANK = "bm25(articles_fts, 10.0, 1.0, 3.0)"


def read(db: sqlite3.Connection, query: str | Query) -> Query:
    """A reader's words, with what the archive knows of their spellings; the address of an article is that article."""
    if not isinstance(query, str):
        return query
    address = look_up(db, query)
    if address and address.article:
        return Query(query.strip(), conditions=(Condition("article", str(address.article)),))
    return parse(query, Noted(db))


def find(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    columns: Columns | None = None,
    *,
    sort: str = "best",
    counting: Counting | None = None,
) -> Matches:
    """What a reader's words and choices find, for `search` in this order and `facets` to share.

    :param counting: to count many hits while the others are at work
    """
    asked = read(db, query)
    if asked.unread:
        return NONE
    listed = LISTED if sort == "best" else COUNTED
    return matches(db, sql_of(db, asked, filters or Filters()), columns, listed, counting)


def search(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    *,
    sort: str = "best",
    limit: int = 20,
    offset: int = 0,
    found: Matches | None = None,
    columns: Columns | None = None,
) -> Found:
    """Articles that a reader's words and choices find.

    :param sort: `best`, or `newest`: by date of publication, undated articles last
    :param found: what `find` gave for them, where it is known already
    :param columns: the columns in memory, where they are
    :returns: the number of all hits, and `limit` of them from `offset` on
    """
    asked = read(db, query)
    if asked.unread:
        return Found(0, [])
    sql = sql_of(db, asked, filters or Filters())
    if sql.match:
        found = found or find(db, asked, filters, columns, sort=sort)
    known = len(found.newest) if found else count(db, sql)
    if not known or not limit or (offset >= known and (not found or offset >= found.total)):
        return Found(found.total if found else known, [])
    if sort == "best" and sql.match and found:
        ids = _best(db, sql, asked, limit, offset, found)
    else:
        ids = _newest(db, sql, limit, offset, found, columns)
    read_hits = hits(db, ids, asked)
    return Found(found.total if found else known, read_hits)


def unranked(query: Query, total: int) -> bool:
    """Whether hits are too many for the best to come first: then the last archived do."""
    return any(term.prefix for term in query.terms) and total > RANKED


def hits_statement(
    db: sqlite3.Connection, query: str | Query, filters: Filters | None, columns: Sequence[str]
) -> tuple[str, list[Any]]:
    """The statement, and its parameters, that gives these columns of all hits, newest first by id.

    :param columns: SQL expressions over `articles a`
    """
    asked = read(db, query)
    sql = sql_of(db, asked, filters or Filters())
    if asked.unread:
        return select(", ".join(columns), Sql(None, ["false"]), ""), []
    if sql.narrowed and not sql.match:
        # The numbers are sorted, not the texts; with a limit SQLite leaves the inner statement as it is.
        ids = select("a.id as id", sql, " order by a.id desc limit -1")
        return f"select {', '.join(columns)} from ({ids}) n cross join articles a on a.id = n.id", sql.params
    return select(", ".join(columns), sql, " order by a.id desc"), sql.params


def latest(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    *,
    limit: int = 50,
    offset: int = 0,
) -> list[Hit]:
    """Hits by their last change or withdrawal, the latest first: what a feed tells.

    Of many hits, those among the latest changes of the whole archive; if none is, the last archived.
    """
    asked = read(db, query)
    if asked.unread:
        return []
    sql = sql_of(db, asked, filters or Filters())
    end = " order by max(a.last_changed, coalesce(a.gone, '')) desc, a.id desc limit ? offset ?"
    index = thin(db)
    some = cursor(
        db, select("a.id", sql, f" limit {SORTED + 1}", index if sql.match else ""), sql.params
    ).fetchall()
    statement = _among_changes(sql, index) if len(some) > SORTED else select("a.id", sql, "", index)
    found = [row[0] for row in cursor(db, statement + end, [*sql.params, limit, offset])]
    if not found and len(some) > SORTED:  # none of them changed of late: the last archived
        last = select("a.id", sql, " order by a.id desc limit ? offset ?", index)
        found = [row[0] for row in cursor(db, last, [*sql.params, limit, offset])]
    return hits(db, found, asked) if found else []


def _among_changes(sql: Sql, index: str) -> str:
    """The hits among the articles that changed last: each is looked up, not each hit among the changes."""
    changes = (
        "select article_id from article_changes where what not in ('unchanged', 'about', 'removed')"
        f" order by seq desc limit {SORTED}"
    )
    hit = ""
    if sql.match and sql.wide:  # all that begin so would be put together for each article
        hit = "a.id in (select rowid from articles_fts where articles_fts match ?)"
    elif sql.match:
        hit = "exists (select 1 from articles_fts where articles_fts match ? and rowid = a.id)"
    where = f"{hit or 'true'}{sql.conditions()}"
    return f"select a.id from ({changes}) c cross join articles a{index} on a.id = c.article_id where {where}"


def facets(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    *,
    each: int = 12,
    found: Matches | None = None,
    columns: Columns | None = None,
) -> dict[str, list[Facet]]:
    """The commonest values of each facet among the newest `COUNTED` hits.

    :param found: what `find` gave, where it is known already
    :param columns: the columns in memory, where they are; else they are read from the tables
    """
    asked = read(db, query)
    filters = filters or Filters()
    if asked.unread:
        return {facet: [] for facet in FACETS}
    return facets_of(db, filters, found or find(db, asked, filters, columns), each, columns)


def _best(
    db: sqlite3.Connection, sql: Sql, query: Query, limit: int, offset: int, found: Matches
) -> list[int]:
    """Ids by bm25 (https://www.sqlite.org/fts5.html, section 5.1.1)."""
    if sql.wide and unranked(query, found.total) and offset + limit <= len(found.newest):
        return [int(id) for id in found.newest[offset : offset + limit]]
    match = f"({sql.match}) OR {query.together}" if query.together and not query.without else sql.match
    join, where, params = "", "", list[Any]()
    if not found.complete or len(found.newest) > RANKED:
        match, where, params = sql.match, " and f.rowid >= ?", [int(found.newest[RANKED - 1])]
    if sql.narrowed and found.complete:
        # `+`: one pass over the word's hits, each looked up in the list, not the index asked about each.
        where, params = " and +f.rowid in (select value from json_each(?))", [str(found.newest.tolist())]
    elif sql.narrowed:
        join = f" cross join articles a{thin(db)} on a.id = f.rowid"
        where, params = sql.conditions(where), [*sql.params[1:], *params]
    return [
        row[0]
        for row in cursor(
            db,
            f"select f.rowid from articles_fts f{join} where articles_fts match ?{where}"
            f" order by {_RANK}, f.rowid desc limit ? offset ?",
            [match, *params, limit, offset],
        )
    ]


def _newest(
    db: sqlite3.Connection, sql: Sql, limit: int, offset: int, found: Matches | None, columns: Columns | None
) -> list[int]:
    """Ids by date of publication.

    Of many hits the newest are met soon by walking back from the newest article and asking the index about each
    (18 µs, but as many words for each as a prefix stands for); few are sorted, many of those in memory.
    """
    newest = " order by a.published desc, a.id desc limit ? offset ?"
    if found and found.complete and columns and columns.loaded:
        columns.renew(db)
        some = columns.latest(found.newest, offset + limit)
        if len(some) <= SORTED:
            marks = ",".join("?" * len(some))
            statement = f"select a.id from articles a{thin(db)} where a.id in ({marks}){newest}"
            return [row[0] for row in cursor(db, statement, [*some, limit, offset])]
    if found and sql.match and len(found.newest) > SORTED and not sql.wide:
        first, last = int(found.newest[0]), int(found.newest[-1])
        walk = 3 * (offset + limit) * max((first - last) // len(found.newest), 1)
        if walk <= WALKED:
            met = _walked(db, sql, walk, limit, offset)
            if len(met) == limit:
                return met
    index = thin(db) if sql.match else ""
    return [row[0] for row in cursor(db, select("a.id", sql, newest, index), [*sql.params, limit, offset])]


def _walked(db: sqlite3.Connection, sql: Sql, walk: int, limit: int, offset: int) -> list[int]:
    """Hits among the newest `walk` articles."""
    newest = "select id from articles order by published desc, id desc limit ?"
    hit = "exists (select 1 from articles_fts where articles_fts match ? and rowid = a.id)"
    statement = (
        f"select a.id from ({newest}) n cross join articles a on a.id = n.id where {hit}{sql.conditions()}"
    )
    return [row[0] for row in cursor(db, f"{statement} limit ? offset ?", [walk, *sql.params, limit, offset])]
