"""What a reader asked for, as SQL: the words for the index, the conditions and choices for the rows."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from archive.conditions import Condition
from archive.query import Query
from archive.rows import cursor
from archive.spelt import vocabulary
from archive.tags import having_tags
from archive.words import fold

__all__ = [
    "CHOICES",
    "FACETS",
    "UNKNOWN",
    "Filters",
    "Sql",
    "count",
    "select",
    "sites_named",
    "sql_of",
    "thin",
]

UNKNOWN = "unknown"  # the value of a facet for articles that have none
FACETS = ("site", "year", "author", "section", "language")
#: By what one can choose: of the tags of many articles there are too many to be counted.
CHOICES = (*FACETS, "tag")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose from the facets; values of one facet are alternatives.

    :param year: `2020`, or `unknown`
    :param tag: whatever its accents and capitals
    """

    site: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()

    def with_value(self, facet: str, value: str) -> "Filters":
        """Chosen as well."""
        return replace(self, **{facet: (*getattr(self, facet), value)})

    def without_value(self, facet: str, value: str) -> "Filters":
        """No longer chosen."""
        return replace(self, **{facet: tuple(v for v in getattr(self, facet) if v != value)})

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each chosen value as a pair for a URL."""
        for facet in CHOICES:
            for value in getattr(self, facet):
                yield facet, value


@dataclass(slots=True)
class Sql:
    """The parts of a statement that the words and the conditions ask for.

    :ivar choices: the same as `where`, by facet and its values, where all of it can be said so; else None
    :ivar words: the spellings of the only word asked for, if it is one
    :ivar wide: a word stands for all that begin so: the index puts their lists together anew for each statement
    """

    match: str | None
    where: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)
    wide: bool = False
    words: tuple[str, ...] = ()
    choices: list[tuple[str, tuple[str | None, ...]]] | None = field(default_factory=list)

    @property
    def narrowed(self) -> bool:
        return bool(self.where)

    def conditions(self, more: str = "") -> str:
        return "".join(f" and {condition}" for condition in self.where) + more


def sql_of(db: sqlite3.Connection, query: Query, filters: Filters) -> Sql:
    """A query and the choices beside it."""
    sql = Sql(query.match, wide=any(term.prefix for term in query.terms), words=_only_word(query))
    if query.match and query.without:
        sql.match = f"({query.match}) NOT ({query.without})"
    elif query.without:
        sql.where.append("a.id not in (select rowid from articles_fts where articles_fts match ?)")
        sql.params.append(query.without)
        sql.choices = None
    if sql.match:
        sql.params.insert(0, sql.match)
    for conditions in _alternatives(query.conditions):
        _add(sql, *_condition(db, conditions))
        said = _said_condition(db, conditions)
        sql.choices = [*sql.choices, said] if said and sql.choices is not None else None
    for facet in CHOICES:
        if chosen := getattr(filters, facet):
            _add(sql, *_choice(db, facet, chosen))
            if facet == "tag":
                sql.choices = None
            if sql.choices is not None:
                sql.choices.append((facet, _said(facet, chosen)))
    return sql


def _said_condition(
    db: sqlite3.Connection, conditions: list[Condition]
) -> tuple[str, tuple[str | None, ...]] | None:
    """A condition as a choice, where it can be said so."""
    name, values = conditions[0].field, [condition.value for condition in conditions]
    if conditions[0].negated or name not in ("site", "year", "before", "after"):
        return None
    if name == "site":
        values = [site for value in values for site in sites_named(db, value)]
    return (name, _said(name, values)) if name == "year" else (name, tuple(values))


def _said(facet: str, values: Sequence[str]) -> tuple[str | None, ...]:
    if facet != "year":
        return tuple(values)
    return tuple(None if year == UNKNOWN else year for year in values if year == UNKNOWN or _is_year(year))


def _is_year(year: str) -> bool:
    return year.isdecimal() and len(year) == 4 and year.isascii()


def _only_word(query: Query) -> tuple[str, ...]:
    if len(query.terms) != 1 or query.without:
        return ()
    [term] = query.terms
    alone = not (term.prefix or term.field or any(" " in spelling for spelling in term.spellings))
    return term.spellings if alone else ()


def _add(sql: Sql, where: str, params: Sequence[Any]) -> None:
    sql.where.append(where)
    sql.params += params


def _alternatives(conditions: Sequence[Condition]) -> list[list[Condition]]:
    """Sites, sections, languages and years asked for side by side are alternatives: no article has two, but of tags."""
    groups: dict[tuple[Any, ...], list[Condition]] = {}
    for number, condition in enumerate(conditions):
        alone = condition.negated or condition.field in ("before", "after", "sign", "tag")
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
    elif name == "sign":
        where, params = "a.id in (select article_id from signs where sign = ?)", list(values)
    elif name == "article":
        where, params = _in("a.id", [int(value) for value in values])
    elif name == "tag":
        where, params = having_tags(db, values)
    elif name == "language":
        where, params = _in("lower(a.language)", [value.lower() for value in values])
    else:
        folded = {fold(value) for value in values}
        known = cursor(db, "select distinct section from articles where section is not null")
        where, params = _in("a.section", [section for (section,) in known if fold(section) in folded])
    return (f"(({where}) is not true)", params) if negated else (where, params)


def _choice(db: sqlite3.Connection, facet: str, values: Sequence[str]) -> tuple[str, list[Any]]:
    if facet == "year":
        return _years(values)
    if facet == "tag":
        return having_tags(db, values)
    if facet == "author":
        marks = ",".join("?" * len(values))
        return f"exists (select 1 from json_each(a.authors) where value in ({marks}))", list(values)
    return _in(f"a.{facet}", list(values))


def _in(column: str, values: list[Any]) -> tuple[str, list[Any]]:
    return f"{column} in ({','.join('?' * len(values))})", values


def _years(years: Sequence[str]) -> tuple[str, list[Any]]:
    ranges = [year for year in years if _is_year(year)]
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
        for name, url in cursor(db, "select name, url from sites")
    ]
    exact = [name for name, host in known if wanted in (fold(name), host)]
    return exact or [name for name, host in known if wanted and (wanted in fold(name) or wanted in host)]


def select(columns: str, sql: Sql, end: str, thin: str = "") -> str:
    """A statement over all hits.

    :param thin: the index that holds all columns the statement needs, see `thin`
    """
    if sql.match:
        # `cross join`: the index first, then its rows; SQLite keeps that order.
        table = f"articles_fts f cross join articles a{thin} on a.id = f.rowid where articles_fts match ?"
        return f"select {columns} from {table}{sql.conditions()}{end.replace('a.id', 'f.rowid')}"
    return f"select {columns} from articles a where true{sql.conditions()}{end}"


def thin(db: sqlite3.Connection) -> str:
    """Words of a statement that read the small columns from their own index, not from the pages of the texts.

    A row costs 0.4 µs so, and 2 to 5 µs beside its text. Older archives do not have the index.
    """
    known = "select 1 from sqlite_master where type = 'index' and name = 'articles_thin'"
    return " indexed by articles_thin" if cursor(db, known).fetchone() else ""


def count(db: sqlite3.Connection, sql: Sql) -> int:
    """The number of all hits."""
    if sql.narrowed:
        statement = select("count(*)", sql, "", thin(db))
    elif sql.match:
        known = _counted_words(db, sql.words) if sql.words else []
        if len(known) == 1:  # half the time of counting what the index matches
            return known[0]
        statement = "select count(*) from articles_fts where articles_fts match ?"
    else:
        statement = "select coalesce(sum(articles), 0) from counts"
    return int(cursor(db, statement, sql.params).fetchone()[0])


def _counted_words(db: sqlite3.Connection, words: Sequence[str]) -> list[int]:
    """In how many articles each word stands, of those that stand in any."""
    vocabulary(db)
    known = f"select doc from temp.kiosque_words where term in ({','.join('?' * len(words))})"
    return [int(row[0]) for row in cursor(db, known, words)]
