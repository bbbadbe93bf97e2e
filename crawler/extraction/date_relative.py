"""Dates that leave their year to the reader: "le 13 octobre dernier", "Wednesday, January 15".

What is left out is taken from evidence on the page, never from a clock: a weekday leaves few years,
the years that the text names leave one. Where the page gives no such anchor, there is no date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crawler.extraction.date_months import month_number
from crawler.extraction.date_weekdays import weekday_number
from crawler.extraction.date_words import LAST_YEAR

__all__ = ["Yearless", "resolved", "yearless", "years_in"]

FIRST_YEAR = 1990

_LAST = r"derni[eè]re?|pass[ée]e?|[ée]coul[ée]e?|last|past|vergangenen?|letzten?|pasad[oa]|[úu]ltim[oa]|passad[oa]|scors[oa]|vorigen?|afgelopen"
_WEEKDAY = r"[^\W\d_](?:[^\W\d_]|['’ʼ\u200c]){1,13}(?:-feira)?"
_DAY_MONTH = re.compile(
    rf"(?:(?P<lead>{_LAST})\s+)?(?:(?P<weekday>{_WEEKDAY})\.?,?\s+)?(?:(?P<lead2>{_LAST})\s+)?(?:(?:dem|den|der|the|le|il|el|dia)\s+)?"
    r"(?<![\d.,/])(?P<day>3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th|\.|º|ª)?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{3,12})\b\.?"
    rf"(?!\.?,?\s*(?:de\s+|del\s+)?\d{{4}})(?:\s+(?P<tail>{_LAST})\b)?",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?:(?P<lead>{_LAST})\s+)?(?:(?P<weekday>{_WEEKDAY})\.?,?\s+)?(?P<month>[^\W\d_]{{3,12}})\.?\s+(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
    r"(?!,?\s*\d{4})(?![\d:.]\d)(?:\s+(?P<tail>last)\b)?",
    re.I,
)
_SHORT_NUMBER, _LETTERS = re.compile(r"(?<!\d)\d\d?(?!\d)"), re.compile(r"[^\W\d_]{3,12}")
_YEAR = re.compile(
    r"(?<![\d.,/€$-])(?:19[5-9]\d|20\d\d)(?![\d%€$]|[.,]\d|\s*(?:euros?|dollars?|€|%|km|mètres|Uhr|h\b))"
)


class Yearless(NamedTuple):
    """A day and month without a year.

    :param weekday: 0 for Monday, where the text names it
    :param last: does the text say it is past ("dernier")?
    """

    day: int
    month: int
    weekday: int | None
    last: bool
    start: int
    end: int


def yearless(text: str) -> Iterator[Yearless]:
    """Every day and month that a text names without a year.

    >>> [(y.day, y.month, y.weekday, y.last) for y in yearless("Le mercredi 15 janvier dernier, à Tours")]
    [(15, 1, 2, True)]
    """
    if not _may_be_yearless(text):
        return
    for form in (_DAY_MONTH, _MONTH_DAY):
        for found in form.finditer(text):
            month = month_number(found["month"])
            if not month:
                continue
            word = found["weekday"] or ""
            parts = found.groupdict()
            last = any(parts.get(part) for part in ("lead", "lead2", "tail")) or bool(
                re.fullmatch(_LAST, word, re.I)
            )
            yield Yearless(int(found["day"]), month, weekday_number(word), last, found.start(), found.end())


def _may_be_yearless(text: str) -> bool:
    """Does a word near a number of two digits name a month? Cheap, and wrong only in saying yes."""
    return any(
        month_number(word)
        for number in _SHORT_NUMBER.finditer(text)
        for word in _LETTERS.findall(text, max(0, number.start() - 16), number.end() + 32)
    )


def years_in(text: str) -> Counter[int]:
    """How often a text names each year (1950 to 2099); sums of money and the like do not count."""
    return Counter(int(year) for year in _YEAR.findall(text))


def resolved(found: Yearless, near: Counter[int], far: Counter[int], latest: date | None) -> str | None:
    """The full date, by the years that the text names; the weekday must fit.

    >>> spot = Yearless(15, 1, 2, True, 0, 0)  # a Wednesday: 2014, 2020, 2025
    >>> resolved(spot, Counter({2019: 1, 2020: 1}), Counter(), None)
    '2020-01-15'
    >>> resolved(Yearless(13, 10, None, True, 0, 0), Counter(), Counter(), None) is None
    True

    :param near: years that the same paragraph names, with how often
    :param far: years that the whole text names
    :param latest: nothing later is believed
    """
    named = Counter({year: 3 * times for year, times in near.items()}) + far
    if latest:
        named = Counter({year: times for year, times in named.items() if year <= latest.year})
    last_year = latest.year if latest else max(named, default=FIRST_YEAR - 1) + 1
    days = [
        day
        for year in range(FIRST_YEAR, min(last_year, LAST_YEAR) + 1)
        if (day := _in_year(found, year)) and not (latest and day > latest)
    ]
    ranked = sorted(days, key=lambda day: (named[day.year], day), reverse=True)
    if ranked and named[ranked[0].year]:
        return ranked[0].isoformat()
    if found.weekday is None:
        return None
    beside = [day for day in days if named[day.year - 1] or named[day.year + 1]]
    if named and beside:
        return max(beside, key=lambda day: named[day.year - 1] + named[day.year + 1]).isoformat()
    return max(days).isoformat() if days and latest and not named else None


def _in_year(found: Yearless, year: int) -> date | None:
    try:
        day = date(year, found.month, found.day)
    except ValueError:
        return None
    return day if found.weekday in (None, day.weekday()) else None
