"""Reading the archive: one function finds articles, `search`; the index behind it is FTS5.

Everything here takes an open SQLite connection, reads, and never writes.

Ranking costs about 3 µs a hit, so up to `RANKED` hits are ranked, or the newest so many; counts are
always whole. Facets are counted over the newest `COUNTED` hits.
"""

import difflib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from archive.columns import COLUMNS, Columns
from archive.marks import Pieces, marked, pattern, snippet
from archive.query import Condition, Query, parse
from archive.spelt import Noted
from archive.words import fold

__all__ = [
    "COUNTED",
    "FACETS",
    "RANKED",
    "Facet",
    "Filters",
    "Found",
    "Hit",
    "facets",
    "hits_statement",
    "latest",
    "search",
    "suggestion",
]

RANKED = 50_000
COUNTED = 20_000
SORTED = 5_000  # hits that are sorted one by one; of more, the newest are looked for
WALKED = 20_000  # articles that are asked about one by one, from the newest back
UNKNOWN = "unknown"  # the value of a facet for articles that have none
FACETS = ("site", "year", "author", "section", "language")

# A title counts ten times a word in the text, an author's name three times.
_RANK = "bm25(articles_fts, 10.0, 1.0, 3.0)"
_SNIPPET_SOURCE = 200_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose from the facets; values of one facet are alternatives.

    :param year: `2020`, or `unknown`
    """

    site: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    def with_value(self, facet: str, value: str) -> "Filters":
        """Chosen as well."""
        return replace(self, **{facet: (*getattr(self, facet), value)})

    def without_value(self, facet: str, value: str) -> "Filters":
        """No longer chosen."""
        return replace(self, **{facet: tuple(v for v in getattr(self, facet) if v != value)})

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each chosen value as a pair for a URL."""
        for facet in FACETS:
            for value in getattr(self, facet):
                yield facet, value


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in a list of results. Dates are as precise as known."""

    id: int
    site: str
    url: str
    title: str
    published: str | None
    published_source: str | None
    authors: tuple[str, ...]
    language: str | None
    section: str | None
    words: int
    gone: str | None
    last_changed: str
    title_pieces: Pieces = ()
    snippet: Pieces = ()


class Found(NamedTuple):
    """How many articles there are in all, and one page of them."""

    total: int
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the hits can be narrowed, and how many of them have it."""

    value: str
    count: int
    chosen: bool = False


@dataclass(slots=True)
class _Sql:
    """The parts of a statement that the words and the conditions ask for."""

    match: str | None
    where: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)

    @property
    def narrowed(self) -> bool:
        return bool(self.where)

    def conditions(self, more: str = "") -> str:
        return "".join(f" and {condition}" for condition in self.where) + more


def search(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    *,
    sort: str = "best",
    limit: int = 20,
    offset: int = 0,
    total: int | None = None,
) -> Found:
    """Articles that a reader's words and choices find.

    :param sort: `best`, or `newest`: by date of publication, undated articles last
    :param total: the number of all hits, where it is known already
    :returns: the number of all hits, and `limit` of them from `offset` on
    """
    asked = _asked(db, query)
    if asked.unread:
        return Found(0, [])
    sql = _sql(db, asked, filters or Filters())
    total = _count(db, sql) if total is None else total
    if not total or offset >= total or not limit:
        return Found(total, [])
    if sort == "best" and sql.match:
        found = _best(db, sql, asked, limit, offset, total)
    else:
        found = _newest(db, sql, asked, limit, offset, total)
    return Found(total, _hits(db, found, asked))


def hits_statement(
    db: sqlite3.Connection, query: str | Query, filters: Filters | None, columns: Sequence[str]
) -> tuple[str, list[Any]]:
    """The statement, and its parameters, that gives these columns of all hits, newest first by id.

    :param columns: SQL expressions over `articles a`
    """
    asked = _asked(db, query)
    sql = _sql(db, asked, filters or Filters())
    if asked.unread:
        return _select(", ".join(columns), _Sql(None, ["false"]), ""), []
    return _select(", ".join(columns), sql, " order by a.id desc"), sql.params


def latest(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    *,
    limit: int = 50,
    offset: int = 0,
) -> list[Hit]:
    """Hits by their last change or withdrawal, the latest first: what a feed tells.

    Of many hits, those among the latest changes of the whole archive.
    """
    asked = _asked(db, query)
    if asked.unread:
        return []
    sql = _sql(db, asked, filters or Filters())
    end = " order by max(a.last_changed, coalesce(a.gone, '')) desc, a.id desc limit ? offset ?"
    if _count(db, sql) > SORTED:
        sql.where.append(
            f"a.id in (select article_id from article_changes where what not in ('unchanged', 'about', 'removed')"
            f" order by seq desc limit {SORTED})"
        )
    found = [row[0] for row in _cursor(db, _select("a.id", sql, end), [*sql.params, limit, offset])]
    return _hits(db, found, asked) if found else []


def facets(
    db: sqlite3.Connection,
    query: str | Query = "",
    filters: Filters | None = None,
    *,
    each: int = 12,
    columns: Columns | None = None,
) -> dict[str, list[Facet]]:
    """The commonest values of each facet among the newest `COUNTED` hits.

    :param columns: the columns in memory, where they are; else they are read from the tables
    """
    asked = _asked(db, query)
    filters = filters or Filters()
    if asked.unread:
        return {facet: [] for facet in FACETS}
    counted = _counted(db, _sql(db, asked, filters), columns)
    return {facet: _shown(facet, counted[facet], getattr(filters, facet), each) for facet in FACETS}


def _counted(db: sqlite3.Connection, sql: _Sql, columns: Columns | None) -> dict[str, dict[str | None, int]]:
    """Value -> number of hits, of each facet; for authors the JSON array is the value still."""
    newest = f" order by a.id desc limit {COUNTED}"
    if columns and columns.loaded:
        columns.renew(db)
        statement = _select("a.id", sql, newest, _thin(db) if sql.match else "")
        if sql.match and not sql.narrowed:
            statement = f"select rowid from articles_fts where articles_fts match ? order by rowid desc limit {COUNTED}"
        ids = [id for (id,) in _cursor(db, statement, sql.params)]
        return {name: columns.count(name, ids) for name in COLUMNS}
    selected = ", ".join(COLUMNS.values())  # only `articles` has these columns, but for `authors`
    selected = selected.replace("authors", "a.authors")
    rows = _cursor(db, _select(selected, sql, newest, _thin(db)), sql.params).fetchall()
    values = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    return {name: dict(Counter(column)) for name, column in zip(COLUMNS, values, strict=True)}


def _shown(facet: str, counted: dict[str | None, int], chosen: Sequence[str], each: int) -> list[Facet]:
    """What of a facet a page shows: what was chosen first, then the commonest, or the latest years."""
    numbers: Counter[str] = Counter()
    for value, count in counted.items():
        for name in names(value) if facet == "author" else [value or UNKNOWN]:
            numbers[name] += count
    if facet not in ("site", "year"):
        del numbers[UNKNOWN]
    numbers.update(dict.fromkeys(chosen, 0))
    values = [Facet(value, count, value in chosen) for value, count in numbers.items()]
    values.sort(key=lambda v: (not v.chosen, v.value == UNKNOWN, _order(v, facet == "year"), v.value))
    return values[: max(each, len(chosen))]


def suggestion(db: sqlite3.Connection, query: str | Query) -> str | None:
    """For a query that finds nothing: one in which words that no article has are replaced by near ones.

    Where each word is known alone, the same words as alternatives. None when there is nothing to suggest.
    """
    asked = _asked(db, query)
    words = [term for term in asked.terms if not term.prefix and " " not in term.typed]
    if not words:
        return None
    db.execute(
        "create virtual table if not exists temp.kiosque_words using fts5vocab(main, articles_fts, row)"
    )
    text = asked.text
    for term in words:
        if _cursor(
            db, "select 1 from articles_fts where articles_fts match ? limit 1", [term.match()]
        ).fetchone():
            continue
        if not (near := _nearest(db, term.typed)):
            return None
        text = _replaced(text, term.typed, near)
    if text != asked.text:
        return text
    return " OR ".join(term.typed for term in words) if 1 < len(words) == len(asked.terms) else None


def _nearest(db: sqlite3.Connection, word: str) -> str | None:
    """The commonest word of the index one edit away; else one that begins alike and differs little."""
    known = "select term, doc from temp.kiosque_words where term"
    edited = sorted(one_edit(word))
    found: list[tuple[str, int]] = []
    for start in range(0, len(edited), 400):
        part = edited[start : start + 400]
        found += _cursor(db, f"{known} in ({','.join('?' * len(part))})", part).fetchall()
    if found:
        return max(found, key=lambda row: (row[1], row[0]))[0]
    if len(word) < 6:
        return None
    alike = _cursor(
        db, f"{known} >= ? and term < ? limit 3000", [word[:3], word[:3] + "\U0010ffff"]
    ).fetchall()
    close = difflib.get_close_matches(word, [term for term, _ in alike], n=1, cutoff=0.75)
    return close[0] if close else None


def one_edit(word: str) -> set[str]:
    """Words one letter away: one less, one more, another one, two swapped (Norvig, 2007).

    >>> sorted(one_edit("a"))[:3], "grève" in one_edit("gerve"), "greve" in one_edit("gerve")
    (['aa', 'ab', 'ac'], False, True)
    """
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    edits = {a + b[1:] for a, b in splits if b} | {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    edits |= {a + c + b[1:] for a, b in splits if b for c in letters}
    edits |= {a + c + b for a, b in splits for c in letters}
    return edits - {word, ""}


def _replaced(text: str, word: str, other: str) -> str:
    """The words of a query with one of them replaced, as it was typed or folded."""
    return re.sub(r"[^\W_]+", lambda found: other if fold(found[0]) == word else found[0], text)


def _order(value: Facet, by_year: bool) -> int:
    if by_year and value.value.isdigit():
        return -int(value.value)
    return -value.count


# -- statements --------------------------------------------------------------------------------------------


def _asked(db: sqlite3.Connection, query: str | Query) -> Query:
    return parse(query, Noted(db)) if isinstance(query, str) else query


def _cursor(db: sqlite3.Connection, sql: str, params: Sequence[Any] = ()) -> sqlite3.Cursor:
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, params)


def _sql(db: sqlite3.Connection, query: Query, filters: Filters) -> _Sql:
    sql = _Sql(query.match)
    if query.match and query.without:
        sql.match = f"({query.match}) NOT ({query.without})"
    elif query.without:
        sql.where.append("a.id not in (select rowid from articles_fts where articles_fts match ?)")
        sql.params.append(query.without)
    if sql.match:
        sql.params.insert(0, sql.match)
    for conditions in _alternatives(query.conditions):
        _add(sql, *_condition(db, conditions))
    for facet in FACETS:
        if chosen := getattr(filters, facet):
            _add(sql, *_choice(facet, chosen))
    return sql


def _add(sql: _Sql, where: str, params: Sequence[Any]) -> None:
    sql.where.append(where)
    sql.params += params


def _alternatives(conditions: Sequence[Condition]) -> list[list[Condition]]:
    """Sites, sections, languages and years asked for side by side are alternatives: no article has two."""
    groups: dict[tuple[Any, ...], list[Condition]] = {}
    for number, condition in enumerate(conditions):
        alone = condition.negated or condition.field in ("before", "after")
        groups.setdefault((condition.field, number if alone else None), []).append(condition)
    return list(groups.values())


def _condition(db: sqlite3.Connection, conditions: list[Condition]) -> tuple[str, list[Any]]:
    name, negated = conditions[0].field, conditions[0].negated
    values = [condition.value for condition in conditions]
    if name in ("before", "after"):
        compare = "<" if name == "before" else ">="
        where, params = f"a.published {compare} ?", list(values)
    elif name == "year":
        where, params = _years(values)
    elif name == "site":
        where, params = _in("a.site", [site for value in values for site in sites_named(db, value)])
    elif name == "language":
        where, params = _in("lower(a.language)", [value.lower() for value in values])
    else:
        folded = {fold(value) for value in values}
        known = _cursor(db, "select distinct section from articles where section is not null")
        where, params = _in("a.section", [section for (section,) in known if fold(section) in folded])
    return (f"(({where}) is not true)", params) if negated else (where, params)


def _choice(facet: str, values: Sequence[str]) -> tuple[str, list[Any]]:
    if facet == "year":
        return _years(values)
    if facet == "author":
        marks = ",".join("?" * len(values))
        return f"exists (select 1 from json_each(a.authors) where value in ({marks}))", list(values)
    return _in(f"a.{facet}", list(values))


def _in(column: str, values: list[Any]) -> tuple[str, list[Any]]:
    return f"{column} in ({','.join('?' * len(values))})", values


def _years(years: Sequence[str]) -> tuple[str, list[Any]]:
    ranges = [year for year in years if year.isdecimal() and len(year) == 4 and year.isascii()]
    parts = ["(a.published >= ? and a.published < ?)"] * len(ranges)
    params = [bound for year in ranges for bound in (year, f"{int(year) + 1:04}")]
    if UNKNOWN in years:
        parts.append("a.published is null")
    return f"({' or '.join(parts) or 'false'})", params


def sites_named(db: sqlite3.Connection, value: str) -> list[str]:
    """Sites that a reader may mean: by name, by host with or without `www.`, or by a part of either."""
    wanted = fold(value).removeprefix("https://").removeprefix("http://").split("/")[0].removeprefix("www.")
    known = [
        (name, (urlsplit(url).hostname or "").removeprefix("www."))
        for name, url in _cursor(db, "select name, url from sites")
    ]
    exact = [name for name, host in known if wanted in (fold(name), host)]
    return exact or [name for name, host in known if wanted and (wanted in fold(name) or wanted in host)]


def _select(columns: str, sql: _Sql, end: str, thin: str = "") -> str:
    """A statement over all hits.

    :param thin: the index that holds all columns the statement needs, see `_thin`
    """
    if sql.match:
        # `cross join`: the index first, then its rows; SQLite keeps that order.
        table = f"articles_fts f cross join articles a{thin} on a.id = f.rowid where articles_fts match ?"
        return f"select {columns} from {table}{sql.conditions()}{end.replace('a.id', 'f.rowid')}"
    return f"select {columns} from articles a where true{sql.conditions()}{end}"


def _thin(db: sqlite3.Connection) -> str:
    """Words of a statement that read the small columns from their own index, not from the pages of the texts.

    A row costs 0.4 µs so, and 2 to 5 µs beside its text. Older archives do not have the index.
    """
    known = "select 1 from sqlite_master where type = 'index' and name = 'articles_thin'"
    return " indexed by articles_thin" if _cursor(db, known).fetchone() else ""


def _count(db: sqlite3.Connection, sql: _Sql) -> int:
    if sql.narrowed:
        statement = _select("count(*)", sql, "", _thin(db))
    elif sql.match:
        statement = "select count(*) from articles_fts where articles_fts match ?"
    else:
        statement = "select coalesce(sum(articles), 0) from counts"
    return int(_cursor(db, statement, sql.params).fetchone()[0])


def _best(db: sqlite3.Connection, sql: _Sql, query: Query, limit: int, offset: int, total: int) -> list[int]:
    """Ids by bm25 (https://www.sqlite.org/fts5.html, section 5.1.1)."""
    match = f"({sql.match}) OR {query.together}" if query.together and not query.without else sql.match
    params: list[Any] = [match, *sql.params[1:]]
    since = ""
    newest = " order by a.id desc limit 1 offset ?"
    thin = _thin(db)
    if sql.narrowed:
        statement = _select("a.id", sql, newest, thin)
    else:
        statement = (
            "select rowid from articles_fts where articles_fts match ? order by rowid desc limit 1 offset ?"
        )
    oldest = _cursor(db, statement, [*sql.params, RANKED]).fetchone() if total > RANKED else None
    if oldest:
        since = " and f.rowid > ?"
        params = [sql.match, *sql.params[1:], oldest[0]]
    join = f" cross join articles a{thin} on a.id = f.rowid" if sql.narrowed else ""
    return [
        row[0]
        for row in _cursor(
            db,
            f"select f.rowid from articles_fts f{join} where articles_fts match ?{sql.conditions()}{since}"
            f" order by {_RANK}, f.rowid desc limit ? offset ?",
            [*params, limit, offset],
        )
    ]


def _newest(
    db: sqlite3.Connection, sql: _Sql, query: Query, limit: int, offset: int, total: int
) -> list[int]:
    """Ids by date of publication.

    Many hits are met soon by walking back from the newest article and asking the index about each (18 µs, but
    as many words for each as a prefix stands for); few are sorted.
    """
    if sql.match and total > SORTED and not any(term.prefix for term in query.terms):
        all_of_them = int(_cursor(db, "select sum(articles) from counts").fetchone()[0] or 1)
        walk = 3 * (offset + limit) * max(all_of_them // total, 1)
        if walk <= WALKED:
            found = _walked(db, sql, walk, limit, offset)
            if len(found) == limit:
                return found
    end = " order by a.published desc, a.id desc limit ? offset ?"
    thin = _thin(db) if sql.match else ""
    return [row[0] for row in _cursor(db, _select("a.id", sql, end, thin), [*sql.params, limit, offset])]


def _walked(db: sqlite3.Connection, sql: _Sql, walk: int, limit: int, offset: int) -> list[int]:
    """Hits among the newest `walk` articles."""
    newest = "select id from articles order by published desc, id desc limit ?"
    hit = "exists (select 1 from articles_fts where articles_fts match ? and rowid = a.id)"
    statement = (
        f"select a.id from ({newest}) n cross join articles a on a.id = n.id where {hit}{sql.conditions()}"
    )
    return [
        row[0] for row in _cursor(db, f"{statement} limit ? offset ?", [walk, *sql.params, limit, offset])
    ]


# -- hits --------------------------------------------------------------------------------------------------

_HITS = """
    select id, site, url, title, published, published_source, authors, language, section, words, gone,
        last_changed, substr(body, 1, {source}), description
    from articles where id in ({ids})
"""


def _hits(db: sqlite3.Connection, found: list[int], query: Query) -> list[Hit]:
    words = pattern(query.terms)
    statement = _HITS.format(source=_SNIPPET_SOURCE, ids=",".join("?" * len(found)))
    rows = {row[0]: row for row in _cursor(db, statement, found)}
    return [_hit(rows[id], words) for id in found if id in rows]


def _hit(row: Sequence[Any], words: re.Pattern[str] | None) -> Hit:
    id, site, url, title, published, source, authors, language, section, count, gone, changed, body, about = (
        row
    )
    return Hit(
        id=id,
        site=site,
        url=url,
        title=title or "",
        published=published,
        published_source=source,
        authors=names(authors),
        language=language,
        section=section,
        words=count,
        gone=gone,
        last_changed=changed,
        title_pieces=marked(title or "", words),
        snippet=snippet(body or about or "", words),
    )


@lru_cache(maxsize=20_000)
def names(authors: str | None) -> tuple[str, ...]:
    """The names in a JSON array; whatever else stands there is nobody.

    >>> names('["Jeanne Martin"]'), names(None), names("{")
    (('Jeanne Martin',), (), ())
    """
    try:
        listed = json.loads(authors or "[]")
    except ValueError:
        return ()
    return tuple(str(name) for name in listed) if isinstance(listed, list) else ()
