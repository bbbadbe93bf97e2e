"""The words of a title without what is not the article's: the site's name, labels that call for attention."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from crawler.extraction.folding import folded
from crawler.extraction.tree import wide

__all__ = ["LONGEST", "is_site", "separators", "telling", "tidy", "without_label", "without_site"]

TWICE = 20  # characters from which a name that is said twice is one name
LONGEST = 400  # characters; what is longer is a paragraph in an h1

_SEPARATOR = re.compile(r"\s+[|·•●»›«‹::–—~⋆▸▷♦◆■-]+\s+|\s*[|｜»]\s*|：(?=[^：]*$)|\s::\s")
_PLAIN_QUOTES = str.maketrans("«»", '""')
_DASH = re.compile("[_-]")
_PARTING = re.compile("[|·•●»›«‹:–—~⋆▸▷♦◆■｜：_-]")
_BEFORE_SITE = re.compile(r"\s+[/@<>]\s+|_")  # what only parts a site's name: "AC / DC" is one name
_LABEL = re.compile(
    r"^(?:[\[(*+\s]*)(?:breaking(?: news)?|just in|eilmeldung|eil|alerte info|flash info|dernière minute|urgent|última hora|ultim[’']?ora)"
    r"(?:[\])*+\s]*)(?:[:|–—]|-\s|\+\+\+|\]|\))\s*",
    re.I,
)
# Only in capitals or brackets: "Live Aid", "Vidéo : un art" are words of a headline.
_LOUD = (
    r"(?:EXCLUSI(?:F|VE|VO|VA)|EXKLUSIV|ESCLUSIVA|VID[EÉ]OS?|VÍDEOS?|(?:EN )?DIRECTO?|LIVE|EN VIVO|AO VIVO|DIRETTA|WATCH|URGENTE?|ALERTE?|"
    r"速報|独占|動画|快讯|独家|视频|속보|단독|영상)"
)
_LOUD_LABEL = re.compile(
    rf"^(?P<open>[\[(【]\s*)?{_LOUD}\s*(?(open)[\])】]|(?:[:|：｜]|\.\s|[–—-]\s))\s*[:–—-]?\s*|\s*[\[(【]\s*{_LOUD}\s*[\])】]$"
)


@lru_cache(maxsize=256)  # of one title it is asked several times
def separators(words: str) -> tuple[re.Match[str], ...]:
    """What parts a title from its site's name; most titles have none, which one of its signs tells sooner.

    >>> [part[0] for title in ("Grève « Le Jour", "La fin, « enfin » - Le Jour") for part in separators(title)]
    [' « ', ' - ']
    """
    if not _PARTING.search(words):
        return ()
    is_quoting = -1 < words.find("«") < words.find("»")
    parts = tuple(_SEPARATOR.finditer(words.translate(_PLAIN_QUOTES) if is_quoting else words))
    if not wide(words):
        return parts
    dashes = (dash for dash in _DASH.finditer(words) if _is_amid_eastern(words, dash))
    return tuple(sorted((*parts, *dashes), key=lambda part: part.start()))


def _is_amid_eastern(words: str, part: re.Match[str]) -> bool:
    """Has a part Chinese, Japanese or Korean letters on both sides?

    >>> [_is_amid_eastern(words, _DASH.search(words)) for words in ("東京_新聞", "東京-NHK", "_新聞")]
    [True, False, False]
    """
    around = (words[max(0, part.start() - 1) : part.start()], words[part.end() : part.end() + 1])
    return all("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" for letter in around)


def tidy(words: str) -> str:
    words = words[: 4 * LONGEST]
    words = html.unescape(words) if "&" in words else words
    words = " ".join(unicodedata.normalize("NFC", words.replace("\u00ad", "").replace("\u200b", "")).split())
    words = words.rstrip(" ¶")  # a heading's link to itself
    half = len(words) // 2
    return words[:half] if half >= TWICE and words[:half] == words[half + 1 :] else words


def without_site(words: str, sites: frozenset[str]) -> str:
    """Without a first or last part that is the site's name.

    >>> without_site("Strike ends / The Sun", frozenset({"the sun"})), without_site("AC / DC", frozenset())
    ('Strike ends', 'AC / DC')
    >>> without_site("The Sun @ Press Fair", frozenset({"the sun"}))  # which is the headline
    'The Sun @ Press Fair'
    """
    for _ in range(3):
        parts = separators(words)
        first = next((part for part in parts if is_site(words[: part.start()], sites)), None)
        if any(map(words.__contains__, "/@<>_")):
            parts = (*parts, *_BEFORE_SITE.finditer(words))
        last = next((part for part in parts if is_site(words[part.end() :], sites)), None)
        if last:
            words = words[: last.start()].strip()
        elif first:
            words = words[first.end() :].strip()
        else:
            return words
    return words


def is_site(part: str, sites: frozenset[str]) -> bool:
    name = folded(part)
    return name in sites or name.replace(" ", "") in sites


def without_label(words: str) -> str:
    """Without what calls for attention and says nothing of the article.

    >>> without_label("EXCLUSIF. La grève est finie"), without_label("La grève est finie (VIDEO)")
    ('La grève est finie', 'La grève est finie')
    >>> without_label("+++ Streik beendet +++"), without_label("Was C++ kann")
    ('Streik beendet', 'Was C++ kann')
    >>> without_label("BREAKING: Strike ends"), without_label("Live Aid at 40"), without_label("Urgent-care clinics to close")
    ('Strike ends', 'Live Aid at 40', 'Urgent-care clinics to close')
    """
    plain = _LOUD_LABEL.sub("", _LABEL.sub("", words))
    return (plain.strip("+ ") if "+++" in plain else plain) or words


def telling(text: str) -> frozenset[str]:
    """The words of a text that say what it is about: those of four letters and more, and all that are not of ASCII."""
    return frozenset(word for word in folded(text).split() if len(word) > 3 or not word.isascii())
