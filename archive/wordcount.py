"""How many words a text has, for a reader. Pure; no revision depends on it."""

import re

from archive.worddiff import words
from archive.words import MARKS

__all__ = ["number_of_words"]

# Han, kana and what stands with them; Korean has spaces between its words.
_NO_SPACES = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_MARKS = re.compile(f"[{MARKS}]")


def number_of_words(text: str) -> int:
    """The words of a text; of Chinese and Japanese, which set no spaces, the characters, as word processors do.

    >>> number_of_words("L'été, 1 000 mots."), number_of_words("東京オリンピックが2021年に開幕した。"), number_of_words("हिन्दी भाषा")
    (4, 16, 2)
    """
    if text.isascii():
        return len(words(text))
    without_marks = _MARKS.sub("", text)
    rest, characters = _NO_SPACES.subn(" ", without_marks)
    return characters + len(words(rest))
