"""What an address says of its article's title: the words of its slug."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crawler.extraction.metadata import urlsplit_path

__all__ = ["SLUG_WORDS", "ascii_words", "slug_words", "voice_of_slug"]

SLUG = 1.6
SLUG_WORDS = 3  # from which an address speaks for names that say more

_NUMBER = re.compile(r"\d{3}")
_APOSTROPHE = re.compile("['’ʼ]")


def slug_words(url: str) -> frozenset[str]:
    """The words of the last part of an address that has some, accents and numbers left out.

    >>> sorted(slug_words("https://a.fr/actu/221/la-greve-est-finie-12345.html"))
    ['est', 'finie', 'greve', 'la']
    """
    for part in reversed(urlsplit_path(url).split("/")):
        words = ascii_words(
            part.rsplit(".", 1)[0] if part.endswith(("html", "htm", "php", "shtml", "aspx")) else part
        )
        if len(words) >= 2:
            return words
    return frozenset()


@lru_cache(maxsize=256)  # a page's names are compared again and again
def ascii_words(words: str) -> frozenset[str]:
    """The words of a name as addresses spell them: without accents, numbers, and what has three digits.

    >>> sorted(ascii_words("L’été à Saint-Malo, 3e jour (12345)"))
    ['3e', 'a', 'jour', 'lete', 'malo', 'saint']
    """
    bare = (
        unicodedata.normalize("NFKD", words.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    bare = bare.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("'", "")
    return frozenset(
        word
        for word in re.split(r"[^a-z0-9]+", bare)
        if word.isalpha() or (word and not word.isdigit() and not _NUMBER.search(word))
    )


def voice_of_slug(slug: frozenset[str], name: str) -> float:
    """How much an address speaks for a name: nothing where three in ten of its words are not in it.

    An apostrophe parts words in some addresses (`l-or-noir`), and joins them in others (`lor-noir`).
    """
    if not slug:
        return 0.0
    joined = parted = ascii_words(name)
    if _APOSTROPHE.search(name):
        parted = ascii_words(_APOSTROPHE.sub(" ", name))
    if slug in (joined, parted):
        return SLUG
    if len(slug) < SLUG_WORDS:
        return 0.0
    return SLUG * max(0.0, (len(slug & (joined | parted)) / len(slug) - 0.7) / 0.3)
