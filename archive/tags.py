"""Articles by their tags, which the full-text index leaves out.

The table `tagged` has a row for each tag of each article and is kept by triggers, so that no search reads all
articles. Tags that differ in accents and capitals alone are one to a reader.
"""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from archive.rows import cursor
from archive.words import fold

__all__ = ["having_tags", "tags_named"]


def tags_named(db: sqlite3.Connection, value: str) -> list[str]:
    """The tags that a reader means: as it was typed, whatever the accents and capitals.

    Where there is none and it has commas, those of its parts.
    """
    return _spelt_like(db, value) or [
        tag for part in value.split(",") if part.strip() for tag in _spelt_like(db, part.strip())
    ]


def having_tags(db: sqlite3.Connection, values: Sequence[str]) -> tuple[str, list[str]]:
    """A condition on `articles a`, and its parameters: that it has one of these tags."""
    if not _has_table(db):  # an archive that no crawl has brought up to date: each article is read
        listed = "json_each(case when json_valid(a.tags) then a.tags else '[]' end)"
        marks = ",".join(["lower(?)"] * len(values))
        return f"exists (select 1 from {listed} where lower(value) in ({marks}))", list(values)
    tags = list(dict.fromkeys(tag for value in values for tag in tags_named(db, value)))
    marks = ",".join("?" * len(tags))
    return f"a.id in (select article_id from tagged where tag in ({marks}))", tags


def _spelt_like(db: sqlite3.Connection, value: str) -> list[str]:
    """Tags that are alike when folded. Of the table only those are read that begin with the same letter."""
    wanted = fold(value.strip())
    if not wanted:
        return []
    known: set[str] = set()
    for letter in _alike(wanted[0]) | {value.strip()[0]}:
        known.update(tag for (tag,) in cursor(db, _BEGINNING_SO, [letter, letter + "\U0010ffff"]))
    return sorted(tag for tag in known if fold(tag.strip()) == wanted)


# From tag to tag, over all articles of each at once.
_BEGINNING_SO = """
    with recursive known(tag) as (
        select min(tag) from tagged where tag >= ?1 and tag < ?2
        union all
        select (select min(tag) from tagged where tag > known.tag and tag < ?2) from known where known.tag not null
    ) select tag from known where tag not null
"""


@lru_cache(maxsize=64)
def _alike(letter: str) -> frozenset[str]:
    """Letters that fold to one, or to something that begins with it.

    >>> sorted(_alike("e"))[:4], "É" in _alike("e"), "Œ" in _alike("o")
    (['E', 'e', 'È', 'É'], True, True)
    """
    latin_and_greek = (
        chr(number) for number in (*range(0x250), *range(0x370, 0x400), *range(0x1E00, 0x2000))
    )
    alike = {other for other in latin_and_greek if fold(other)[:1] == letter}
    return frozenset({letter, letter.upper()[:1], *alike})


def _has_table(db: sqlite3.Connection) -> bool:
    known = "select 1 from sqlite_master where type = 'table' and name = 'tagged'"
    return cursor(db, known).fetchone() is not None
