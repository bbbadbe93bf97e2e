"""Lines that only say who wrote a text and when: what their article's fields say already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crawler.extraction.aside_words import READING_LABELS
from crawler.extraction.byline_words import signed
from crawler.extraction.date_labels import CHANGED, PUBLISHED
from crawler.extraction.date_weekdays import weekday_number
from crawler.extraction.date_words import without_mentions
from crawler.extraction.name_kinds import is_person
from crawler.extraction.names import names_in

__all__ = ["is_byline", "is_day", "says_no_more"]

LONGEST, DAY = 110, 40  # characters of such a line, and of one that is a day alone

_SIGN = re.compile(
    r"\d|^\W*(?:(?:article|story|words|artículo|articolo) )?(?:par|by|von|por|di|door|auteure?|author|autor(?:in)?|autore|text)\b",
    re.I,
)
#: What is said of an article at a date; "Datum" stands before an event's as well.
_ITS_OWN = rf"(?:cet )?article|min read|{PUBLISHED}|{CHANGED}|{READING_LABELS}"
_HAPPENED, _LABEL = re.compile(rf"\b(?:{_ITS_OWN})\b", re.I), re.compile(rf"\b(?:{_ITS_OWN}|datum)\b", re.I)
_WORDS = re.compile(
    r"\b(?:le|la|à|de|du|et|on|at|in|last|first|am|um|vom|uhr|el|a las|às|em|il|alle|ore|min(?:utes?|uten|utos|uti)?)\b",
    re.I,
)
_BY = re.compile(
    r"\b(?:par|by|von|por|di|door|auteure?|author|autor(?:in)?|autore|text)\b\s*:?\s+(?P<who>(?-i:[^\W\d_a-z])[^\d|·•]{3,60})",
    re.I,
)
_AGO = re.compile(
    r"\b(?:il y a|vor|hace|há) \d+ \w+|\b\d+ \w+ (?:ago|geleden|atrás|fa|temu|siden|sedan)\b|\b\d+ (?:\w+ )?назад\b",
    re.I,
)
_HANDLE = re.compile(r"\(?@\w+\)?")
_JOINTS = frozenset(("avec", "with", "sowie"))
_CLOCK = r"\d{1,2}\s?[:hH.]\s?\d{2}(?:\s?[ap]\.?m\b\.?)?"


def is_byline(text: str, others: Iterable[str] = ()) -> bool:
    """Does a line say nothing but an author's name, a date, the time it takes to read?

    A day alone heads a part of a chronology where the page has several.

    >>> is_byline("Publié le 13 octobre 2020 à 9h00 par Jeanne Martin"), is_byline("06. 01. 2026, 14:59 Uhr Lesedauer: 4 Minuten")
    (True, True)
    >>> is_byline("Szerző: Kovács János"), is_byline("Piše se o tome")
    (True, False)
    >>> is_byline("Von Karl Weber"), is_byline("Par Toutatis !"), is_byline("Le 13 octobre 2020, la grève prend fin.")
    (True, False, False)
    >>> is_byline("First Published 4 hours ago • Updated 2 hours ago"), is_byline("Article by Ann Lee (@annlee)."), is_byline("4 hours ago")
    (True, True, False)
    >>> is_byline("13 octobre 2020"), is_byline("13 octobre 2020", ["13 octobre 2020", "12 octobre 2020"])
    (True, False)

    :param others: the texts around it, itself among them
    """
    return _says_who_or_when(text) and (not is_day(text) or sum(map(is_day, others)) <= 1)


@lru_cache(maxsize=512)  # neighbours are asked again and again
def is_day(text: str) -> bool:
    """Is it a line with a day, or a span of days, and no word for what happened on it?

    >>> is_day("13 octobre 2020"), is_day("Datum: 8. Juni 2024, 18 Uhr"), is_day("Publié le 13 octobre 2020")
    (True, True, False)
    """
    if len(text) > DAY or _HAPPENED.search(text) or _said_to_be_by(text)[1]:
        return False
    return _says_who_or_when(text)


def _says_who_or_when(text: str) -> bool:
    if len(text) > LONGEST or text.startswith(("—", "–", "- ")) or not (_SIGN.search(text) or signed(text)):
        return False
    rest = without_mentions(text)
    dated = rest != text
    if not dated and _AGO.search(text) and _LABEL.search(text):  # "Updated 4 hours ago"
        rest, dated = _AGO.sub(" | ", text), True
    start, who = _said_to_be_by(_HANDLE.sub(" ", rest) if "@" in rest else rest)
    if who:
        named = names_in(who)
        if not named or not all(map(is_person, named)) or not says_no_more(who, named):
            return False
        rest = rest[:start]
    if not (dated or who) or (text.endswith(".") and not who and not _LABEL.search(text)):
        return False
    rest = _WORDS.sub(" ", _LABEL.sub(" ", re.sub(_CLOCK, " ", rest)))
    return not any(
        len(word) > 2 and weekday_number(word) is None for word in re.findall(r"\w+(?:-feira)?", rest)
    )


def _said_to_be_by(text: str) -> tuple[int, str]:
    """Where a line names its author, from the word that says so, and what stands after it; "" where it does not."""
    if lead := signed(text):
        return 0, text[len(lead) :].strip(" |")
    by = _BY.search(text)
    return (by.start(), by["who"]) if by else (0, "")


def says_no_more(text: str, names: Iterable[str]) -> bool:
    """Does a text hold these names and nothing else?

    >>> says_no_more("Jeanne Martin avec AFP", ["Jeanne Martin", "AFP"]), says_no_more("Jeanne Martin part", ["Jeanne Martin"])
    (True, False)
    """
    for name in names:
        text = text.replace(name, " ")
    return not any(len(word) > 3 and word not in _JOINTS for word in re.findall(r"\w+", text))
