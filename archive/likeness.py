"""How much two looks at a page have in common: whether one is wholly another text, or the other's beginning. Pure."""

from collections.abc import Sequence

from archive.copies import ALIKE, bands, resemblance
from archive.pagetext import letters
from archive.worddiff import words

__all__ = ["Texts", "alike", "is_beginning", "is_other_text", "is_other_title"]

#: Share of its three-word runs that a text may have in common with another one by chance, or by a teaser.
LITTLE = 0.1
#: Shorter texts are rewritten in a day.
ENOUGH_WORDS = 30
#: Texts of one run that are held against one another, and no more.
MOST_TEXTS = 2000


def alike(one: str, other: str) -> bool:
    """Whether two texts are equal or nearly so.

    >>> alike("Sold out!", "sold out"), alike("Sold out", "The mill closed.")
    (True, False)
    """
    return letters(one) == letters(other) or resemblance(one, other) >= ALIKE


def is_other_text(old: str, new: str) -> bool:
    """Whether a text shares next to nothing with the one that was there.

    >>> old = " ".join(str(n) for n in range(60))
    >>> is_other_text(old, old + " and more"), is_other_text(old, " ".join(str(n) for n in range(100, 160)))
    (False, True)
    """
    before, after = _runs(old), _runs(new)
    return bool(before and after) and len(before & after) < LITTLE * min(len(before), len(after))


def is_other_title(old: str | None, new: str | None) -> bool:
    """Whether a title has few words of the one that was there.

    >>> is_other_title("Strike ends", "The strike ends at last"), is_other_title("Strike ends", "The Press")
    (False, True)
    """
    before, after = (set(words((title or "").casefold())) for title in (old, new))
    return bool(before) and 2 * len(before & after) < max(1, min(len(before), len(after)))


def is_beginning(old: str, new: str) -> bool:
    """Whether a text is less than half of the one that was there, and hardly anything but how that begins.

    >>> old = " ".join(str(n) for n in range(100))
    >>> is_beginning(old, " ".join(str(n) for n in range(40)) + " Subscribe to read on.")
    True
    >>> is_beginning(old, " ".join(str(n) for n in range(60, 100)))
    False
    """
    before, after = words(old), words(new)
    if len(before) < ENOUGH_WORDS or not after or 2 * len(after) >= len(before):
        return False
    same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after))
    return same >= 0.8 * len(after)


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text.casefold())
    return set(zip(found, found[1:], found[2:], strict=False)) if len(found) > 2 else {tuple(found)} - {()}


class Texts:
    """Texts that came at one address each; finds those that nearly equal one that came elsewhere."""

    def __init__(self) -> None:
        self._texts: list[tuple[int, str]] = []
        self._by_mark: dict[int | str, list[int]] = {}

    def owners(self, text: str, but: int) -> set[int]:
        """Whose texts nearly equal this one, one owner left out."""
        numbers = {number for mark in _marks(text) for number in self._by_mark.get(mark, ())}
        found = (self._texts[number] for number in numbers)
        return {owner for owner, other in found if owner != but and alike(text, other)}

    def add(self, text: str, owner: int) -> None:
        if len(self._texts) < MOST_TEXTS:
            for mark in _marks(text):
                self._by_mark.setdefault(mark, []).append(len(self._texts))
            self._texts.append((owner, text))


def _marks(text: str) -> Sequence[int | str]:
    """What nearly equal texts share one of at least: bands of hashes; of a short text all its letters."""
    return bands(text) or (letters(text),)
