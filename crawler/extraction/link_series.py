"""Links whose titles count: "Portrait #1", "Portrait #2", "Part 3"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawler.extraction.link_words import fold

__all__ = ["counted", "numbered"]

_NUMBERED = re.compile(
    r"(?:#|n[°ºo]\.?|no\.|\bparts?|\bparties?|\bteil|\bfolge|\b[ée]pisode|\bchapters?|\bchapitre"
    r"|\bcap[ií]tulo|\bparte|\bpuntata|\bdeel|\bcz[eę][sś][cć]|\bodcinek|\bvolet|\bvol\.?)\s*(?P<number>\d{1,3})\b",
    re.I,
)
_OF_ALL = re.compile(r"[(\[]\s*(?P<number>\d{1,2})\s*/\s*\d{1,2}\s*[)\]]")
_LONGEST = 200
_SAME = 10  # letters of the name that the parts share


@lru_cache(maxsize=1024)  # many links may stand in one line
def numbered(text: str) -> tuple[str, int] | None:
    """The name and the number of a part.

    >>> numbered("Portrait de docker #3 : Anne"), numbered("Les 12 ports"), numbered("Teil 2")
    (('portrait d', 3), None, ('', 2))
    >>> numbered("La grève (2/3) : la reprise")
    ('la greve', 2)
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    match = _OF_ALL.search(text) or _NUMBERED.search(text)
    return (fold(text[: match.start()])[:_SAME], int(match["number"])) if match else None


def counted(parts: Iterable[tuple[Sequence[str], tuple[str, str]]]) -> set[tuple[str, str]]:
    """The keys of those links that count together: of one name and two numbers at least.

    :param parts: for each link the texts that may count, and its key
    """
    names: dict[str, dict[int, set[tuple[str, str]]]] = {}
    for texts, key in parts:
        if found := next(filter(None, map(numbered, texts)), None):
            names.setdefault(found[0], {}).setdefault(found[1], set()).add(key)
    return {
        key for numbers in names.values() if len(numbers) > 1 for keys in numbers.values() for key in keys
    }
