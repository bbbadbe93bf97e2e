"""Where the words of a query stand in a text: marks and snippets. Pure.

Texts are returned in pieces, `(text, marked)`, for the page to escape one by one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from archive.query import Term
from archive.words import fold

__all__ = ["Pieces", "marked", "pattern", "snippet"]

Pieces = tuple[tuple[str, bool], ...]

SNIPPET_CHARACTERS = 260
_DASH = re.compile(r"^- |\n-(?= |$)")  # before an item of a list
MAX_SEARCHED = 200_000  # characters of one text that a snippet is looked for in


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Each plain letter with its accented forms: `e` -> `[eéèêë...]`."""
    found: dict[str, str] = {}
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(number).lower()
        plain = fold(letter)
        if len(plain) == 1 and plain.isalnum() and letter not in found.get(plain, plain):
            found[plain] = found.get(plain, plain) + letter
    return {plain: f"[{letters}]" for plain, letters in found.items()}


def pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """A pattern that finds what the index would find; None for no terms.

    >>> from archive.query import parse
    >>> pattern(parse("societe").terms).findall("La Société et les sociétés, sociétaires")
    ['Société', 'sociétés']
    """
    return _compiled(tuple(terms))


@lru_cache(maxsize=256)
def _compiled(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    letters = _letters()
    whole: set[str] = set()
    starts: set[str] = set()
    anywhere: set[str] = set()
    for term in terms:
        if term.inside or term.signs:
            anywhere |= {re.escape(text) for text in (term.signs or (term.typed,))}
            continue
        for spelling in term.spellings:
            words = ("".join(letters.get(fold(c), re.escape(c)) for c in word) for word in spelling.split())
            (starts if term.prefix else whole).add(r"[\W_]{1,4}".join(words))
    if not (whole or starts or anywhere):
        return None
    either = [f"{start}[^\\W_]*" for start in starts] + [f"{word}(?![^\\W_])" for word in whole]
    bounded = f"(?<![^\\W_])(?:{'|'.join(sorted(either, key=len, reverse=True))})" if either else ""
    return re.compile("|".join(filter(None, [*sorted(anywhere), bounded])), re.IGNORECASE)


def marked(text: str, words: re.Pattern[str] | None) -> Pieces:
    """The whole text in pieces.

    >>> from archive.query import parse
    >>> marked("Vive l'été !", pattern(parse("ete").terms))
    (("Vive l'", False), ('été', True), (' !', False))
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in words.finditer(text) if words else ():
        pieces += [(text[at : found.start()], False), (found[0], True)]
        at = found.end()
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def snippet(text: str, words: re.Pattern[str] | None, length: int = SNIPPET_CHARACTERS) -> Pieces:
    """The stretch of a text in which most of the query's words stand, or its beginning.

    >>> from archive.query import parse
    >>> snippet("Un début. " * 9 + "Puis la grève, enfin.", pattern(parse("greve").terms), 40)
    (('… début. Un début. Puis la ', False), ('grève', True), (', enfin.', False))
    """
    text = text[:MAX_SEARCHED]
    start = _densest(text, words, length) if words else 0
    end = min(len(text), start + length)
    if start:
        start = text.find(" ", start, start + 30) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", end - 30, end), start) if text.find(" ", end - 30, end) > 0 else end
    stretch = " ".join(_DASH.sub("", text[start:end]).split())
    return marked(f"{'… ' if start else ''}{stretch}{' …' if end < len(text) else ''}", words)


def _densest(text: str, words: re.Pattern[str], length: int) -> int:
    """Where to begin so that the most different words are seen, with a little of what leads to them."""
    found = [
        (match.start(), fold(match[0])) for _, match in zip(range(60), words.finditer(text), strict=False)
    ]
    best, best_count = 0, 0
    for index, (start, _) in enumerate(found):
        seen = {word for at, word in found[index:] if at < start + length * 2 // 3}
        if len(seen) > best_count:
            best, best_count = start, len(seen)
    return max(0, min(best - length // 4, len(text) - length))
