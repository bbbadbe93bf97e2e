"""Texts as words, and the difference of two of them. Pure functions."""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

__all__ = ["count_words", "fold", "word_diff", "words"]

_TYPOGRAPHY = (
    *((mark, "'") for mark in "‘’‚‛′`´‹›"),
    *((mark, '"') for mark in "“”„‟«»″"),
    *((mark, "-") for mark in "–—‒―−‐‑"),
    *((mark, "") for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff"),
)
_WORD = re.compile(r"\w+(?:['.,]\w+)*")
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
#: difflib's time grows with the product of the lengths: below the one it is used as it is, beyond the other not at all.
_SHORT, _TOO_MUCH = 250_000, 25_000_000

Code = tuple[str, int, int, int, int]


def fold(text: str) -> str:
    """A text with its typography folded: one kind of quote, dash and space; no invisible characters."""
    text = unicodedata.normalize("NFKC", text)
    for mark, plain in _TYPOGRAPHY:  # four times as fast as `translate`, which looks at each letter
        text = text.replace(mark, plain)
    return text


def words(text: str | None) -> list[str]:
    """The words of a text, typography folded.

    >>> words("L’été «  chaud »…") == words("L'été \\"chaud\\" ...")
    True
    """
    return _WORD.findall(fold(text or ""))


def count_words(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words were added and removed.

    >>> count_words(["on", "Friday"], ["on", "Saturday", "night"])
    (2, 1)
    """
    added = removed = 0
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
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
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    parts: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in _opcodes(_comparable(before), _comparable(after)):
        if tag == "equal":
            parts.append(("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            parts.append(("removed", "".join(before[i1:i2])))
        if j2 > j1:
            parts.append(("added", "".join(after[j1:j2])))
    return parts


def _comparable(pieces: Sequence[str]) -> list[str]:
    return [" " if piece.isspace() else fold(piece) for piece in pieces]


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[Code]:
    """As difflib's, in time that stays bounded for long texts.

    Runs of three words that both texts have once are anchors (patience diff, Cohen 2003); difflib compares what
    lies between. A stretch too long for it counts as replaced.
    """
    codes: list[Code] = []
    i = j = 0
    for a, b in [*_anchors(before, after), (len(before), len(after))]:
        _append(codes, before, after, (i, a, j, b))
        i, j = a, b
    return codes


def _append(
    codes: list[Code], before: Sequence[str], after: Sequence[str], span: tuple[int, int, int, int]
) -> None:
    i1, i2, j1, j2 = span
    if before[i1:i2] == after[j1:j2]:
        found: list[Code] = [("equal", 0, i2 - i1, 0, j2 - j1)] if i2 > i1 else []
    elif (i2 - i1) * (j2 - j1) > _TOO_MUCH:
        found = [("replace", 0, i2 - i1, 0, j2 - j1)]
    else:
        found = list(difflib.SequenceMatcher(None, before[i1:i2], after[j1:j2], autojunk=False).get_opcodes())
    for tag, a, b, c, d in found:
        if codes and codes[-1][0] == tag == "equal":
            last = codes.pop()
            codes.append((tag, last[1], b + i1, last[3], d + j1))
        else:
            codes.append((tag, a + i1, b + i1, c + j1, d + j1))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Places, in order in both, where the same run of words begins that each has once; none for short texts."""
    if len(before) * len(after) <= _SHORT:
        return []
    there = _unique_runs(after)
    places = sorted((i, there[run]) for run, i in _unique_runs(before).items() if run in there)
    return _longest_rising(places)


def _unique_runs(pieces: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = list(zip(pieces, pieces[1:], pieces[2:], strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _longest_rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    back: list[int] = []
    for number, (_, second) in enumerate(places):
        pile = bisect_left(tops, second)
        back.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [second]
        piles[pile : pile + 1] = [number]
    chain = []
    number = piles[-1] if piles else -1
    while number >= 0:
        chain.append(places[number])
        number = back[number]
    return chain[::-1]
