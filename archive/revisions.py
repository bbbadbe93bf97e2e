"""What is a change of what an article says, and what is noise. Pure functions."""

import difflib
import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Difference", "Said", "compare", "is_poorer", "said_hash", "word_diff"]

_QUOTES = str.maketrans("‘’‚‛′`´“”„‟«»″‹›–—‒―−‐‑…", "'''''''\"\"\"\"\"\"\"''-------.")
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_WORDS = re.compile(r"\w+(?:[-'.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says: the fields whose change is a revision."""

    title: str | None
    body: str
    published: str | None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """:ivar fields: names of the fields that changed; `added`, `removed`: words of title and body"""

    fields: tuple[str, ...]
    added: int = 0
    removed: int = 0


def words(text: str | None) -> list[str]:
    """The words of a text, typography folded.

    >>> words("L’été «  chaud »…") == words('L\\'été "chaud" ...')
    True
    """
    return [
        word for word in _WORDS.findall(fold(text or "")) if word.isalnum() or any(c.isalnum() for c in word)
    ]


def said_hash(said: Said) -> str:
    """The same for two fetches that say the same, whatever their white space and typography."""
    parts = [words(said.title), words(said.body), said.published or "", list(said.authors)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def compare(old: Said, new: Said) -> Difference:
    """What changed between two looks at an article."""
    fields: list[str] = []
    added = removed = 0
    for name in ("title", "body"):
        before, after = words(getattr(old, name)), words(getattr(new, name))
        if before != after:
            fields.append(name)
            plus, minus = count_words(before, after)
            added, removed = added + plus, removed + minus
    if (old.published or None) != (new.published or None):
        fields.append("published")
    if old.authors != new.authors:
        fields.append("authors")
    return Difference(tuple(fields), added, removed)


def count_words(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words were added and removed."""
    added = removed = 0
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            removed += i2 - i1
            added += j2 - j1
    return added, removed


def word_diff(old: str, new: str) -> list[tuple[str, str]]:
    """The difference of two texts, word by word, white space kept.

    :returns: (kind, text) with kind `same`, `added` or `removed`; the `same` and `added` texts joined give
        `new`, the `same` and `removed` ones `old` but for white space and typography

    >>> word_diff("It ended on Friday.", "It ended on Saturday.")
    [('same', 'It ended on '), ('removed', 'Friday'), ('added', 'Saturday'), ('same', '.')]
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    matcher = difflib.SequenceMatcher(None, _folded(before), _folded(after), autojunk=False)
    parts: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            parts.append(("removed", "".join(before[i1:i2])))
        if j2 > j1:
            parts.append(("added", "".join(after[j1:j2])))
    return parts


def _folded(pieces: Sequence[str]) -> list[str]:
    return [" " if piece.isspace() else fold(piece) for piece in pieces]


def fold(text: str) -> str:
    """A text with its typography folded: one kind of quote, dash, space; no soft hyphens."""
    return unicodedata.normalize("NFKC", text).translate(_QUOTES).replace("\u00ad", "")


def is_poorer(old: Said, new: Said) -> str | None:
    """Why a fetch must not replace the text we have, if it must not."""
    before, after = len(words(old.body)), len(words(new.body))
    if not new.title and old.title:
        return "the page had no title this time"
    if before >= 50 and after * 3 < before:
        return f"the text shrank from {before} words to {after}"
    return None
