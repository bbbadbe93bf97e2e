"""Words with a sign that the index leaves out: `C++`, `C#`, `.NET`, `Canal+`.

The index has `c` and `canal` for them. The store keeps beside it which articles have such a word, so that a
reader who types the sign finds those and no others.
"""

import re
import sqlite3

__all__ = ["note", "signs"]

_SIGNED = re.compile(
    r"(?<![^\W_])[^\W\d_][^\W_]{0,30}(?:\+\+?|\#)(?![^\W\d_])|(?<![\w.])\.net(?![^\W_])", re.IGNORECASE
)


def signs(text: str) -> set[str]:
    """The words with a sign, in lower case.

    >>> sorted(signs("C++, C# and .NET on Canal+; +2, a+b, #MeToo, example.net"))
    ['.net', 'c#', 'c++', 'canal+']
    """
    if not ("+" in text or "#" in text or ".net" in text.lower()):
        return set()
    return {word.lower() for word in _SIGNED.findall(text)}


def note(db: sqlite3.Connection, article_id: int, *texts: str | None) -> None:
    """Keep which of them an article has, in the caller's transaction."""
    found = set[str]().union(*(signs(text) for text in texts if text))
    db.execute("delete from signs where article_id = ?", [article_id])
    db.executemany(
        "insert into signs (sign, article_id) values (?, ?)", [(sign, article_id) for sign in sorted(found)]
    )
