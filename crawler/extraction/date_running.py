"""The date that an article's own opening or end names: "Le mercredi 15 janvier dernier", "LONDON, Aug 3 (Reuters)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from crawler.extraction.beside import is_of_comments
from crawler.extraction.date_labels import of_change
from crawler.extraction.date_places import is_of_something_else
from crawler.extraction.date_relative import Yearless, resolved, yearless, years_in
from crawler.extraction.date_words import Mention, day_of, mentions, stated
from crawler.extraction.found import Found

if TYPE_CHECKING:
    from crawler.extraction.body import Body
    from crawler.extraction.page import Page

__all__ = ["in_running_text"]

OPENING = 3  # paragraphs of running text that may name the day
SIGNATURE = 100  # characters that a line under the text may have: a name, a place, a month
DATELINE = 60  # characters of a place and a day before an agency's name


def in_running_text(
    body: Body | None, month_first: bool, fetched: str | None, page: Page
) -> Iterator[Found[str]]:
    """The first date that the article's own opening or end names; a year left out is found in its text."""
    if body is None or not body.text:
        return
    paragraphs = list(takewhile(lambda part: not is_of_comments(part), body.text.split("\n\n")))
    far = years_in(body.text)
    latest = day_of(fetched) if fetched else None
    for paragraph in [*paragraphs[:OPENING], *paragraphs[OPENING:][-2:]]:
        full = next(
            (
                spot
                for spot in mentions(paragraph[:600], month_first=month_first)
                if not _is_anothers(paragraph, spot)
            ),
            None,
        )
        part = next(
            (
                spot
                for spot in yearless(paragraph[:600])
                if spot.last or spot.weekday is not None or (latest and _is_dateline(paragraph, spot))
            ),
            None,
        )
        if part and (full is None or part.start < full.start):
            if day := _in_its_year(part, paragraph, far, latest, page):
                yield Found(day, "relative")
        elif full and full.iso > "1994":
            yield Found(full.iso[:10], "running text")
    if (
        paragraphs
        and len(paragraphs[-1]) < SIGNATURE
        and not _COPYRIGHT.search(paragraphs[-1])
        and (month := stated(paragraphs[-1].rpartition(",")[2]))
    ):
        yield Found(month, "running text")


_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b", re.I)
_AGENCY = re.compile(r"\s*(?:\([^()]{2,30}\))?\s*[-–—]\s|\s*\([^()]{2,30}\)")


def _is_dateline(paragraph: str, spot: Yearless) -> bool:
    """Does a paragraph begin as an agency's does: "LONDON, Aug 3 (Reuters) - "?"""
    head, rest = paragraph[: spot.end], paragraph[spot.end :]
    return len(head) < DATELINE and "," in head and head[0].isupper() and bool(_AGENCY.match(rest))


def _in_its_year(
    spot: Yearless, paragraph: str, far: Counter[int], latest: date | None, page: Page
) -> str | None:
    """The day in the year that fits: by the fetch, else by the years that the page names."""
    if latest:
        near = years_in(paragraph)
        if spot.weekday is None and not spot.last:
            near = near or Counter({latest.year: 1, latest.year - 1: 1})
        return resolved(spot, near, far, latest)
    bound = _latest_year(page)
    day = resolved(spot, years_in(paragraph), far, bound)
    if day or not bound:
        return day
    return resolved(spot, years_in(paragraph), far, bound.replace(year=bound.year + 1))


def _is_anothers(paragraph: str, spot: Mention) -> bool:
    """Is a date in running text that of a change, a birth, a deadline?"""
    before = paragraph[max(0, spot.start - 48) : spot.start]
    return of_change(before) or is_of_something_else(before)


def _latest_year(page: Page) -> date | None:
    """The end of the latest year in a date of the page, or else in any text of it: it was made no earlier."""
    years = [int(sighting.iso[:4]) for sighting in page.sightings]
    years = years or [year for text in page.layout.texts if len(text) < 200 for year in years_in(text)]
    return date(max(years), 12, 31) if years else None
