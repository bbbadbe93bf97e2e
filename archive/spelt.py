"""How texts spell the words that a reader may type in another way.

The index knows `Łódź` as one word and `porte-parole` or `U.S.A.` as several. The store notes each such spelling
under the word that it is when typed plainly and run together, so that `lodz`, `porteparole` and `usa` find them.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from archive.words import PART, fold, indexed

__all__ = [
    "ELIDED",
    "NOTHING",
    "ODD",
    "RUN_TOGETHER",
    "Noted",
    "Spelt",
    "note",
    "note_all",
    "spelt",
    "vocabulary",
    "windows",
]

#: Words before an apostrophe that are no more than an article or a pronoun run into the next word.
ELIDED = frozenset("l d qu j m t s n c jusqu lorsqu puisqu quoiqu".split())

# What follows a hyphen in a verb or a pronoun: dit-il, celui-ci, rends-toi.
_ENCLITICS = frozenset("il elle on ils elles je moi toi lui leur le la les en y ce ci là t s".split())
_APOSTROPHES = "'’ʼ"
_COMPOUND = re.compile(rf"{PART.pattern}(?:[-‐‑{_APOSTROPHES}]{PART.pattern})+")
_ACRONYM = re.compile(r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
#: Letters that the index takes for others than `fold` does: of Latin, Greek with accents, compatibility forms.
_ODD_LETTERS = "œæßøłđðþħıŋŧŒÆØŁĐÐÞĦŊŦёЁςΆ-ΏΐΪ-ΰό-ώἀ-῾ªº²³¹ʰ-ʸᴬ-ᵪ⁰-ₜⅠ-ⅿﬀ-ﬆ０-ｚ"
ODD = re.compile(f"[{_ODD_LETTERS}]")
_WORTH_A_LOOK = re.compile(rf"[^\W_][-‐‑.{_APOSTROPHES}][^\W_]|[{_ODD_LETTERS}]")
#: Scripts without spaces: Han, Hangul, kana, Thai. The index has a whole run of them as one word.
RUN_TOGETHER = re.compile(r"[⺀-鿿가-힯぀-ヿ฀-๿豈-﫿]")
FIRST_RUN_TOGETHER = "\u0e00"
_MOST_PARTS = 5
_MOST_RUN_ON = 200  # characters without white space; what is longer is no text
_MOST_CHARACTERS = 40
_MOST_SEEN = 500_000  # some 50 MB


class Spelt(Protocol):
    """What is known of the spellings in an archive."""

    def of(self, word: str) -> Sequence[str]:
        """Spellings of a folded word, several words apart by spaces."""

    def starting(self, start: str) -> Sequence[str]:
        """Spellings of the words that begin so."""

    def containing(self, part: str) -> Sequence[str]:
        """Words of the index in a script without spaces that have this in them; none if too many."""

    def signed(self, sign: str) -> bool:
        """Whether some article has this word with a sign, see `archive.signs`."""


class _Nothing:
    def of(self, word: str) -> Sequence[str]:
        return ()

    starting = containing = of

    def signed(self, sign: str) -> bool:
        return False


NOTHING: Spelt = _Nothing()


def spelt(text: str) -> set[tuple[str, str]]:
    """Words as one types them plainly, and as the text has them.

    >>> sorted(spelt("Le porte-parole de l’U.S.A. à Łódź, dit-il, aujourd’hui."))
    [('aujourdhui', 'aujourd hui'), ('lodz', 'łodz'), ('porteparole', 'porte parole'), ('usa', 'u s a')]
    >>> sorted(spelt("L’Oréal, l’été, the people’s choice, don’t, 2019-2020"))
    [('loreal', 'l oreal')]
    """
    found: set[tuple[str, str]] = set()
    for stretch in set(text.split()):
        if len(stretch) <= _MOST_RUN_ON and _WORTH_A_LOOK.search(stretch):
            found |= _spelt_in(stretch)
    return found


@lru_cache(maxsize=20_000)
def _spelt_in(stretch: str) -> frozenset[tuple[str, str]]:
    """What a stretch of text without white space has."""
    found = set()
    for compound in _COMPOUND.findall(stretch):
        if parts := _compound(compound):
            found.add((fold("".join(parts)), indexed(" ".join(parts))))
    for acronym in _ACRONYM.findall(stretch):
        letters = fold(acronym).split(".")
        found.add(("".join(letters), " ".join(letters)))
    for word in PART.findall(stretch):
        if ODD.search(word):
            found |= {(fold(word), indexed(word)), (fold(with_dj(word)), indexed(word))}
    return frozenset(pair for pair in found if pair[0] != pair[1] and 1 < len(pair[0]) <= _MOST_CHARACTERS)


def _compound(compound: str) -> list[str]:
    """The words of a compound, without what is only run into it; none if nobody would write them together."""
    marks = re.findall(rf"[-‐‑{_APOSTROPHES}]", compound)
    parts = PART.findall(compound)
    while len(parts) > 1 and marks[0] in _APOSTROPHES and fold(parts[0]) in ELIDED and parts[1][0].islower():
        parts, marks = parts[1:], marks[1:]
    if marks and marks[-1] in _APOSTROPHES and len(parts[-1]) == 1:
        return []  # people's, don't
    if not 1 < len(parts) <= _MOST_PARTS or parts[-1].lower() in _ENCLITICS or all(map(str.isdigit, parts)):
        return []
    return parts


def with_dj(word: str) -> str:
    """Đoković is Djokovic to most."""
    return word.replace("đ", "dj").replace("Đ", "Dj")


def note(db: sqlite3.Connection, *texts: str | None) -> None:
    """Keep the spellings of an article's texts, in the caller's transaction; they are never forgotten."""
    found = set[tuple[str, str]]().union(*(spelt(text) for text in texts if text))
    db.executemany("insert or ignore into spellings (word, spelling) values (?, ?)", sorted(found))


def note_all(db: sqlite3.Connection, articles: Iterable[Sequence[str | None]]) -> None:
    """The same for the texts of many articles: what stands in one mostly stands in another, and is looked at once."""
    seen: set[str] = set()
    for texts in articles:
        stretches = set[str]().union(*(text.split() for text in texts if text)) - seen
        note(db, " ".join(stretches))
        if len(seen) > _MOST_SEEN:
            seen.clear()
        seen |= stretches


class Noted:
    """The spellings that an archive has noted; none where it is older than they are."""

    MOST = 40
    MOST_RUNS = 400
    LOOKED_THROUGH = (
        300_000  # words in scripts without spaces, which stand at the end of the index: half a second
    )

    def __init__(self, db: sqlite3.Connection) -> None:
        self._cursor = db.cursor()
        self._cursor.row_factory = None

    def of(self, word: str) -> Sequence[str]:
        return self._read("word = ?", [word])

    def starting(self, start: str) -> Sequence[str]:
        return self._read("word >= ? and word < ?", [start, start + "\U0010ffff"])

    def containing(self, part: str) -> Sequence[str]:
        vocabulary(self._cursor)
        words = f"select term from temp.kiosque_words where term >= ? limit {self.LOOKED_THROUGH}"
        sql = f"select term from ({words}) where instr(term, ?) limit {self.MOST_RUNS + 1}"
        found = self._words(sql, [FIRST_RUN_TOGETHER, part])
        return found if len(found) <= self.MOST_RUNS else []

    def signed(self, sign: str) -> bool:
        return bool(self._words("select sign from signs where sign = ? limit 1", [sign]))

    def _read(self, condition: str, values: list[str]) -> list[str]:
        sql = f"select spelling from spellings where {condition} order by word, spelling limit {self.MOST}"
        return self._words(sql, values)

    def _words(self, sql: str, values: list[str]) -> list[str]:
        try:
            return [row[0] for row in self._cursor.execute(sql, values)]
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise


def vocabulary(db: sqlite3.Connection | sqlite3.Cursor) -> None:
    """Make the words of the index readable as a table (https://www.sqlite.org/fts5.html, section 8)."""
    db.execute(
        "create virtual table if not exists temp.kiosque_words using fts5vocab(main, articles_fts, row)"
    )


def windows(words: Sequence[object], most: int = 4) -> Iterator[tuple[int, int]]:
    """Stretches of at least two words side by side, the longest first.

    >>> list(windows(["a", "b", "c"]))
    [(0, 3), (0, 2), (1, 3)]
    """
    for length in range(min(most, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            yield start, start + length
