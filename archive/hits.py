"""Articles as lists of results show them."""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from archive.marks import Pieces, marked, pattern, snippet
from archive.query import Query
from archive.rows import cursor

__all__ = ["Found", "Hit", "hits", "names"]

_SNIPPET_SOURCE = 200_000


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


_HITS = """
    select id, site, url, title, published, published_source, authors, language, section, words, gone,
        last_changed, substr(body, 1, {source}), description
    from articles where id in ({ids})
"""


def hits(db: sqlite3.Connection, found: list[int], query: Query) -> list[Hit]:
    """The articles of these ids, in this order, with the words of a query marked."""
    words = pattern(query.terms)
    statement = _HITS.format(source=_SNIPPET_SOURCE, ids=",".join("?" * len(found)))
    rows = {row[0]: row for row in cursor(db, statement, found)}
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
