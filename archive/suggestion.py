"""Did you mean: what to search for instead of words that no article has."""

import difflib
import re
import sqlite3

from archive.marks import pattern
from archive.query import Query, Term, parse
from archive.rows import cursor
from archive.spelt import Noted, vocabulary
from archive.words import fold

__all__ = ["one_edit", "suggestion"]


_LONGEST = 30  # of a word that is looked for with a letter less, more or other: 54 tries for each letter


def suggestion(db: sqlite3.Connection, query: str | Query) -> str | None:
    """For a query that finds nothing: one in which words that no article has are replaced by near ones.

    Where each word is known alone, the same words as alternatives. None when there is nothing to suggest, or
    when a number is in no article.
    """
    asked = parse(query, Noted(db)) if isinstance(query, str) else query
    words = [term for term in asked.terms if not term.prefix and " " not in term.typed]
    if not words:
        return None
    vocabulary(db)
    text = asked.text
    for term in words:
        if cursor(
            db, "select 1 from articles_fts where articles_fts match ? limit 1", [term.match()]
        ).fetchone():
            continue
        if any(map(str.isdigit, term.typed)):
            return None  # no typing error: 2031 is not 2021
        if not (near := _nearest(db, term.typed)):
            return None
        text = _replaced(text, term.typed, _as_written(db, near))
    if text != asked.text:
        return text
    return " OR ".join(term.typed for term in words) if 1 < len(words) == len(asked.terms) else None


def _as_written(db: sqlite3.Connection, word: str) -> str:
    """A word of the index with the accents that it has in a text: `élection`."""
    found = cursor(
        db,
        "select title || char(10) || substr(body, 1, 100000) from articles where id ="
        " (select rowid from articles_fts where articles_fts match ? limit 1)",
        [f'"{word}"'],
    ).fetchone()
    words = pattern([Term((word,))])
    written = words.search(found[0] or "") if found and words else None
    return written[0].lower() if written else word


def _nearest(db: sqlite3.Connection, word: str) -> str | None:
    """The commonest word of the index one edit away; else one that begins alike and differs little."""
    if len(word) > _LONGEST:
        return None
    known = "select term, doc from temp.kiosque_words where term"
    edited = sorted(one_edit(word))
    found: list[tuple[str, int]] = []
    for start in range(0, len(edited), 400):
        part = edited[start : start + 400]
        found += cursor(db, f"{known} in ({','.join('?' * len(part))})", part).fetchall()
    if found:
        return max(found, key=lambda row: (row[1], row[0]))[0]
    if len(word) < 6:
        return None
    alike = cursor(
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
