"""Texts as they are compared: without case and punctuation."""

import re
from functools import lru_cache

__all__ = ["LINE", "ascii_words", "folded", "without_typography"]

LINE = 500  # characters up to which a text is a name or a line

_TYPOGRAPHY = "’‘“”„«»–—…\u00a0"
_NOT_WORDS = re.compile(r"[\W_]+")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_TO_BLANKS = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))  # a table of `str` takes four times the time


def folded(words: str) -> str:
    """Words for comparing: lower-cased, nothing but letters and digits, one blank between.

    >>> folded("L’Élection : c'est fini !")
    'l élection c est fini'
    """
    return _folded(words) if len(words) <= LINE else _folded.__wrapped__(words)


def without_typography(text: str) -> str:
    """A text with blanks for the signs of print, most often all in it that is no letter and not of ASCII.

    >>> without_typography("« L’été – enfin »")
    '  L été   enfin  '
    """
    for sign in _TYPOGRAPHY:
        if sign in text:
            text = text.replace(sign, " ")
    return text


def ascii_words(text: str) -> str:
    """What `folded` gives of a text in ASCII, in a tenth of the time.

    >>> ascii_words("Read more: the_strike!")
    'read more the strike'
    """
    return " ".join(text.lower().encode().translate(_TO_BLANKS).decode().split())


@lru_cache(maxsize=1024)  # a page's names are compared again and again
def _folded(words: str) -> str:
    if words.isascii():
        return ascii_words(words)
    words = without_typography(words.casefold())
    parts = words.encode("utf-8", "replace").translate(_TO_BLANKS).decode().split()
    if "".join(parts).isalnum():  # no sign but of ASCII: told in a third of the time of the pattern
        return " ".join(parts)
    return _NOT_WORDS.sub(" ", words).strip()
