"""Which date: when the article was published, and last changed.

Places are asked in the order of how much they are worth; the first that gives a believable date wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extraction import jsonld
from crawler.extraction.bylines import is_byline
from crawler.extraction.date_address import date_in_url
from crawler.extraction.date_places import (
    DATED_NAME,
    Sighting,
)
from crawler.extraction.date_words import day_of, mentions, stated
from crawler.extraction.found import Found
from crawler.extraction.metadata import kind_of, scope_of, short_text

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.body import Body
    from crawler.extraction.page import Page

__all__ = ["candidates", "modified", "published"]

FIRST_YEAR = 1800
DATED_MONTH = 24  # characters of a month and its year
BYLINE = 120  # characters of a line that names an author and a month
SURE, STRONG, LIKELY, WEAK = 9.0, 5.0, 2.0, -1.5
NEAR, SHORT = 4, 40  # blocks below the headline, and characters, of a line that is a date and little more

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "rnews:datepublished", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "citation_publication_date", "citation_online_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.available", "prism.publicationdate",
    "publication_date", "publication-date", "publicationdate", "publish_date", "publish-date", "publishdate", "published_date", "published-date", "publisheddate", "published_time",
    "article.published", "article_date_original", "article:publication_date", "article-publication-date", "pubdate", "pub_date", "pub-date",
    "ptime", "pdate", "displaydate", "shareaholic:article_published_time", "bt:pubdate", "dc.dateissued", "originalpublicationdate", "og:pubdate",
    "date_published", "firstpublished", "og:regdate", "weibo:article:create_at", "vr:published_time", "timestamp",
)  # fmt: skip
DATED_METAS = (
    "datecreated",
    "dc.date.created",
    "dcterms.created",
    "article.created",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.datesubmitted",
    "created",
    "release_date",
    "eprints.date",
    "article:date",
    "og:date",
    "sort_date",
    "doc_date",
    "creation_date",
)
MODIFIED_METAS = (
    "article:modified_time", "og:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod",
    "last-modified", "last_modified", "dc.date.updated", "article:updated", "article:updated_time", "modified", "revised", "og:article:modified_time", "updated_time", "cxenseparse:recs:articlemodifiedtime",
)  # fmt: skip


UPDATED = frozenset(("updated", "dt-updated"))  # hAtom's and h-entry's class (microformats.org)

Statement = Callable[["Page", bool], Iterator[Found[str]]]


def published(page: Page, body: Body | None = None, fetched: str | None = None) -> Found[str] | None:
    """The publication date as the page states it.

    What the page states for machines is believed where it agrees with itself; where it does not,
    what a reader sees decides. Without statements, the best that a reader sees.

    :param body: the article's text; without it, dates in running text are not looked for
    :param fetched: when the page was fetched, ISO 8601; nothing later is believed
    """
    month_first = page.month_first
    first = (next(_believable(state(page, month_first), fetched), None) for state in STATEMENTS)
    known = [found for found in first if found]
    if not known:
        return next(_believable(_fallbacks(page, month_first, body, fetched), fetched), None)
    if {found.source for found in known} == {"url"} and (said := _said(page, known[0], fetched)):
        return said
    if len({found.value[:10] for found in known}) == 1 and not _may_be_another_local_day(known[0].value):
        return max(known, key=lambda found: len(found.value) > 10)
    seen = next(_believable(_seen(page.sightings, STRONG), fetched), None)
    if seen and _may_be_another_local_day(known[0].value) and (local := _local(known[0], seen)) != known[0]:
        return local
    return _agreed(known, seen)


def candidates(page: Page, body: Body | None = None, fetched: str | None = None) -> Iterator[Found[str]]:
    """All dates the page may have been published on, the most trusted place first."""
    month_first = page.month_first
    for state in STATEMENTS:
        yield from _believable(state(page, month_first), fetched)
    yield from _believable(_fallbacks(page, month_first, body, fetched), fetched)


_EPOCH = ("1970-01-01", "1969-12-31")  # the zero of Unix clocks, here and west of Greenwich


def _believable(dates: Iterator[Found[str]], fetched: str | None) -> Iterator[Found[str]]:
    """Those that are neither impossible nor later than the fetch (a day of leave for time zones)."""
    latest = day_of(fetched) if fetched else None
    for found in dates:
        day = day_of(found.value)
        if found.value[:10] in _EPOCH and not found.source.endswith("text"):
            continue  # a program's "never"
        if not day or (day.year >= FIRST_YEAR and not (latest and day > latest + timedelta(days=1))):
            yield found


def _said(page: Page, address: Found[str], fetched: str | None) -> Found[str] | None:
    """The day in the address where the page shows it too; else what a label says ("Published on").

    A paper's address may have the day of the printed issue: where a line under the headline, which says nothing
    else, has the day before or after, that is when it appeared.
    """
    likely = list(_believable(_seen(page.sightings, LIKELY), fetched))
    shown = [found for found in likely if found.value[:10] == address.value]
    if shown:
        return max(shown, key=lambda found: len(found.value) > 10)
    if labelled := next(_believable(_seen(page.sightings, SURE), fetched), None):
        return labelled
    beside = next(_believable(_dates_of_bylines(page), fetched), None)
    day, other = day_of(address.value), day_of(beside.value) if beside else None
    return beside if day and other and abs(other - day) == timedelta(days=1) else None


def _dates_of_bylines(page: Page) -> Iterator[Found[str]]:
    """The dates of lines under the headline that say when and by whom, and no more."""
    layout = page.layout
    under = range(layout.headline + 1, min(len(layout.texts), layout.headline + 1 + NEAR))
    for block in filter(layout.is_under_headline, under):
        text = layout.texts[block]
        if is_byline(text):
            for mention in mentions(text, month_first=page.month_first):
                yield Found(mention.iso, "text")


def _agreed(known: list[Found[str]], seen: Found[str] | None) -> Found[str]:
    """The day that most places name; where they differ without a majority, the most explicit one."""
    voices = Counter(found.value[:10] for found in [*known, *([seen] if seen else [])])
    most = max(voices.values())
    best = [found for found in known if voices[found.value[:10]] == most]
    return (
        max(best or known, key=lambda found: len(found.value) > 10)
        if len({f.value[:10] for f in best}) == 1
        else (best or known)[0]
    )


def _may_be_another_local_day(written: str) -> bool:
    """Is it a time in UTC at which much of the world writes another date?"""
    return (
        written.endswith("+00:00")
        and (written[11:13] < "08" or written[11:13] >= "15")
        and written[11:19] != "00:00:00"
    )


def _local(stated_: Found[str], seen: Found[str]) -> Found[str]:
    """A time stated in UTC, as the day that the page shows its readers; with its offset if it shows the clock.

    >>> _local(Found("2023-11-09T02:11:03+00:00", "json-ld"), Found("2023-11-08T21:11:00", "text"))
    Found(value='2023-11-08T21:11:03-05:00', source='json-ld')
    """
    exact, shown = datetime.fromisoformat(stated_.value), day_of(seen.value)
    if not shown or shown - exact.date() != timedelta(days=1 if exact.hour >= 10 else -1):
        return stated_
    if len(seen.value) == 19:
        ahead = datetime.fromisoformat(seen.value + "+00:00") - exact
        quarters = round(ahead.total_seconds() / 900)
        if abs(quarters) <= 14 * 4:
            return Found(
                exact.astimezone(timezone(timedelta(minutes=15 * quarters))).isoformat(), stated_.source
            )
    return Found(seen.value, seen.source)


def _url_day(page: Page, _: bool) -> Iterator[Found[str]]:
    """The day in the page's address, or in the one that it calls its own."""
    day = date_in_url(page.url) or ""
    if len(day) < 10:
        own = page.canonical
        day = (date_in_url(own.value) if own else None) or ""
    if len(day) == 10:
        yield Found(day, "url")


def _published_metas(page: Page, month_first: bool) -> Iterator[Found[str]]:
    return _in_metas(page, PUBLISHED_METAS, month_first)


def _seen(seen: list[Sighting], least: float, most: float = 99) -> Iterator[Found[str]]:
    for sighting in seen:
        if least <= sighting.worth < most and not sighting.change:
            yield Found(sighting.iso, sighting.source)


def _fallbacks(page: Page, month_first: bool, body: Body | None, fetched: str | None) -> Iterator[Found[str]]:
    """What is asked where the page states no publication date, in the order of trust."""
    seen = page.sightings
    yield from _seen(seen, STRONG)
    for key, value in page.metadata.articles_values("dateCreated"):
        if written := stated(jsonld.text(value), month_first=month_first):
            yield Found(written, f"json-ld {key}")
    yield from _in_metas(page, DATED_METAS, month_first)
    yield from _incomplete(page, fetched)
    yield from _in_attributes(page)
    issue, in_url = list(_months(page)), date_in_url(page.url) or ""
    months = [*(month.value for month in issue), in_url]
    yield from (told for told in _seen(seen, LIKELY, STRONG) if _is_near(told.value, months))
    yield from _changes(seen, LIKELY)
    # Imported here, as below: to make its patterns ready takes milliseconds, and few pages need them.
    from crawler.extraction.date_running import in_running_text

    running = in_running_text(body, month_first, fetched, page)
    yield from (told for told in running if _is_near(told.value, months))
    yield from _in_json_ld_pages(page, month_first)
    yield from _seen(seen, WEAK, LIKELY)
    yield from _in_scripts(page)
    yield from _changes(seen, WEAK)
    if change := next(_modified(page, month_first), None):
        yield Found(change.value, f"{change.source}, of a change")
    yield from issue
    if in_url:
        yield Found(in_url, "url")


def _is_near(day: str, months: list[str]) -> bool:
    """Is a day that stands in a text within a year of the month of the issue or the address, where one is known?

    >>> _is_near("2001-09-11", ["2021-09"]), _is_near("2020-12-31", ["2021-01"]), _is_near("2001-09-11", [""])
    (False, True, True)
    """
    return all(abs(int(day[:4]) - int(month[:4])) <= 1 for month in months if month)


_BARS = r"\s*[|•·]\s*"


def _months(page: Page) -> Iterator[Found[str]]:
    """A month and its year, alone between bars, by the headline: a magazine's issue."""
    layout = page.layout
    for block in range(max(0, layout.headline - 3), min(len(layout.texts), layout.headline + 8)):
        text = layout.texts[block] if len(layout.texts[block]) < BYLINE else ""
        least = LIKELY + 1 if 0 < block - layout.headline <= NEAR else STRONG - 1
        for part in re.split(_BARS, text):
            month = stated(part) if 7 < len(part) < DATED_MONTH else None
            if month and len(month) == 7 and layout.trust(block, DATED_NAME) >= least:
                yield Found(month, "text")


def _changes(seen: list[Sighting], least: float) -> Iterator[Found[str]]:
    for sighting in seen:
        if sighting.change and sighting.worth >= least:
            yield Found(sighting.iso, f"{sighting.source}, of a change")


def _incomplete(page: Page, fetched: str | None) -> Iterator[Found[str]]:
    """A byline's date without its year, or "3 hours ago": by the URL, the last change or the fetch."""
    layout = page.layout
    anchor = fetched or next((found.value for found in _modified(page, page.month_first)), None)
    years = Counter(int(year) for year in [(date_in_url(page.url) or "")[:4]] if year)
    if not anchor and not years:
        return
    from crawler.extraction.date_ago import ago
    from crawler.extraction.date_relative import resolved, yearless

    for block in range(max(0, layout.headline - 3), min(len(layout.texts), layout.headline + 8)):
        text = layout.texts[block]
        least = LIKELY + 1 if len(text) <= SHORT and 0 < block - layout.headline <= NEAR else STRONG - 1
        if len(text) > 60 or layout.trust(block, DATED_NAME) < least:
            continue
        for spot in yearless(text):
            latest = day_of(anchor) if anchor else None
            near = years or Counter({latest.year: 1, latest.year - 1: 1} if latest else {})
            if day := resolved(spot, near, Counter(), latest):
                yield Found(day, "relative")
        if fetched and (day := ago(text, fetched)):
            yield Found(day, "relative")


_DATA = r"data-(?:\w+-)*(?:date|time|datetime|timestamp|published|publish|publication|pubdate)(?:-\w+)*"
_OF_ANOTHER = r"updat|modif|chang|expir|valid|end|start|event|out"  # "data-time-out", "data-end-date"


def _in_attributes(page: Page) -> Iterator[Found[str]]:
    """A date that scripts write out for the reader (`data-date`), by the headline."""
    layout = page.layout
    for block in range(max(0, layout.headline - 3), min(len(layout.texts), layout.headline + 8)):
        if len(layout.texts[block]) > SHORT or layout.trust(block, DATED_NAME) < LIKELY + 1:
            continue
        for node in islice(layout.nodes_around(block), 2):
            attributes: dict[str, str] = dict(page.tree.elements[node].items())  # type: ignore[arg-type]
            for name, value in attributes.items():
                if (
                    re.fullmatch(_DATA, name)
                    and not re.search(_OF_ANOTHER, name)
                    and (written := stated(value))
                ):
                    yield Found(written, f"attribute {name}")


def _in_json_ld(page: Page, month_first: bool) -> Iterator[Found[str]]:
    for key, value in page.metadata.articles_values("datePublished", "uploadDate"):
        if written := stated(jsonld.text(value), month_first=month_first):
            yield Found(written, f"json-ld {key}")


def _in_json_ld_pages(page: Page, month_first: bool) -> Iterator[Found[str]]:
    for thing in page.metadata.pages:
        if written := stated(jsonld.text(thing.get("datePublished")), month_first=month_first):
            yield Found(written, "json-ld WebPage")


_SCRIPTED = (
    r"""["']?(?:datePublished|publishedAt|published_at|publishDate|publish_date|publicationDate|publication_date|publishedDate|pubDate|"""
    r"""firstPublished(?:Date|At)?|published_time|publishedTime|createdAt|created_at|dateCreated|creationDate)\\?["']?\s*[:=]\s*\\?["']?([^"'\\,}]{8,40})"""
)


def _in_scripts(page: Page) -> Iterator[Found[str]]:
    """A publication date in data that a script of the page carries; of many dates, none: it is a list."""
    found: list[str] = []
    for script in page.metadata.scripts:
        matches = islice(re.finditer(_SCRIPTED, script.text or ""), 20)
        found += [written for match in matches if (written := stated(match[1]))]
    if found and len({written[:10] for written in found}) <= 2:
        yield Found(found[0], "script")


def _in_metas(page: Page, names: tuple[str, ...], month_first: bool) -> Iterator[Found[str]]:
    for name, value in page.metadata.meta_of(*names):
        if written := stated(value, month_first=month_first):
            yield Found(written, f"meta {name}")


def _in_items(page: Page, month_first: bool) -> Iterator[Found[str]]:
    """Microdata and RDFa; of several articles' (a list of teasers), only that of the headline's."""
    stated_ = [
        (item, scope_of(item.element))
        for name in ("datepublished", "date")
        for item in page.metadata.item_values(name)
    ]
    articles = {scope for item, scope in stated_ if item.name == "datepublished"}
    for item, scope in stated_:
        if kind_of(scope) in NO_ARTICLES or page.layout.is_elsewhere(item.element):
            continue
        if len(articles) > 1 and not _holds_headline(page, scope):
            continue
        if written := stated(item.value or short_text(item.element, 100), month_first=month_first):
            yield Found(written, f"microdata {item.name}")


def _holds_headline(page: Page, scope: etree._Element | None) -> bool:
    return scope is not None and any(
        scope in heading.iterancestors() for heading, _ in page.metadata.headings
    )


# Things that a page may hold beside its article, with dates of their own.
NO_ARTICLES = frozenset(
    "comment usercomments videoobject imageobject audioobject review rating event person organization product wpfooter".split()
)
STATEMENTS: tuple[Statement, ...] = (_in_json_ld, _published_metas, _in_items, _url_day)


def modified(page: Page, fetched: str | None = None) -> Found[str] | None:
    """The date of the last change as the page states it, else as a reader sees it."""
    month_first = page.month_first
    return next(_believable(_modified(page, month_first), fetched), None)


def _modified(page: Page, month_first: bool) -> Iterator[Found[str]]:
    for key, value in page.metadata.articles_values("dateModified"):
        if written := stated(jsonld.text(value), month_first=month_first):
            yield Found(written, f"json-ld {key}")
    yield from _in_metas(page, MODIFIED_METAS, month_first)
    for item in page.metadata.item_values("datemodified"):
        if written := stated(item.value or short_text(item.element, 100), month_first=month_first):
            yield Found(written, "microdata datemodified")
    for element in page.metadata.times:
        names = (element.get("class") or "").split()
        if not UPDATED & {*names} or "published" in names or page.layout.is_elsewhere(element):
            continue
        if written := stated(element.get("datetime") or element.get("title") or ""):
            yield Found(written, "time updated")
    if not any(next(state(page, month_first), None) for state in STATEMENTS):  # else nobody looked so far
        for sighting in page.sightings:
            if sighting.change and sighting.worth >= LIKELY:
                yield Found(sighting.iso, sighting.source)
