"""Which pages of a site are surely articles, and which surely are none: what the site's model learns from."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from urllib.parse import urlsplit

from crawler.discovery.canonical import identity
from crawler.discovery.gaps import stand_ins
from crawler.discovery.known import Known
from crawler.discovery.listing import page_number
from crawler.discovery.shape import Shapes
from crawler.extraction.nature import (
    ARTICLE_TYPES,
    LIST_TYPES,
    names_date,
    names_no_article,
    score,
    states_date,
)

__all__ = ["Label", "is_silent", "labels", "scores", "surely_no_article"]

ENOUGH = 5  # labelled pages, from which on a site's own ways are known
LIKELY = 0.5  # score of a page that reads like an article
A_FEW = 6  # one in so many pages of a shape reads like an article: so may they all


class Label(IntEnum):
    """`likely`: not sure, but the best there is on a site whose pages state nothing."""

    none = -1
    unknown = 0
    article = 1
    likely = 2


def scores(pages: Sequence[Known]) -> list[float]:
    """What each page says itself, less what every page of the site has: the teasers of a common sidebar say nothing."""
    all_signs = [page.evidence.signs for page in pages if page.evidence]
    teasers, repeats = (_common([getattr(one, name) for one in all_signs]) for name in ("teasers", "repeats"))
    linked = _common([one.linked for one in all_signs])
    instead = stand_ins(pages)
    return [
        score(
            instead.get(page.url, page.url),
            replace(
                one,
                teasers=max(0, one.teasers - int(teasers)),
                repeats=max(0, one.repeats - int(repeats)),
                linked=max(0.0, one.linked - linked / 2),
            ),
        )
        for page, one in zip(pages, all_signs, strict=True)
    ]


def _common(values: Sequence[float]) -> float:
    """What nine pages of ten have at least; 0 for a handful of pages."""
    return sorted(values)[len(values) // 10] if len(values) >= 10 else 0.0


def surely_no_article(page: Known, home: str) -> bool:
    """Whether a page's address alone says that it is none, whatever the rest of the site will show."""
    return page.kind == "home" or identity(page.url) == identity(home) or _is_list_by_address(page.url)


def labels(pages: Sequence[Known], scores: Sequence[float], home: str) -> list[Label]:
    """What each page surely is, as far as it says.

    A date somewhere in its text makes a page an article only where that is how the site dates its articles. Where
    hardly a page states anything, those of a frequent shape that read like articles do for a start.
    """
    found = [_label(page, score, home) for page, score in zip(pages, scores, strict=True)]
    sure = [index for index, label in enumerate(found) if label is Label.article]
    firm = {index for index in sure if not (_is_dated_in_text(pages[index]) and _says_no_more(pages[index]))}
    if len(firm) >= ENOUGH and sum(_is_dated_in_text(pages[index]) for index in firm) < len(firm) / 5:
        for index in set(sure) - firm:
            found[index] = Label.unknown
        return found
    return found if len(sure) >= ENOUGH else _with_the_likely(pages, scores, found)


def is_silent(page: Known) -> bool:
    """Whether a page says in no way that it is an article."""
    return page.evidence is not None and not states_date(page.evidence.signs) and _says_no_more(page)


def _is_dated_in_text(page: Known) -> bool:
    return page.evidence is not None and page.evidence.signs.dated in ("text", "relative")


def _says_no_more(page: Known) -> bool:
    """Whether nothing but a date, if that, says that a page is an article."""
    assert page.evidence is not None
    signs = page.evidence.signs
    listed = page.sources & {"feed", "wordpress"}
    return not (listed or signs.og == "article" or set(signs.ld) & ARTICLE_TYPES or names_date(page.url))


def _with_the_likely(pages: Sequence[Known], scores: Sequence[float], found: Sequence[Label]) -> list[Label]:
    """Labels, and `likely` for the pages that read like articles where enough pages of their shape do."""
    shapes = Shapes.of(page.url for page in pages)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        if found[index] is not Label.none:
            groups[shapes.of_url(page.url)].append(index)
    out = list(found)
    for members in groups.values():
        likely = [index for index in members if scores[index] > LIKELY]
        if (
            len(likely) <= len(members) / A_FEW
        ):  # nor dates nor telling addresses: then most must read like articles
            rather = [index for index in members if scores[index] > 0]
            likely = rather if len(rather) > len(members) / 2 else []
        if len(members) >= ENOUGH and likely:
            for index in likely:
                out[index] = Label.likely
    return out


def _label(page: Known, score: float, home: str) -> Label:
    """What a page says itself, or its address."""
    seen = page.evidence
    assert seen is not None
    if surely_no_article(page, home) or (set(seen.signs.ld) & LIST_TYPES and score < 0):
        return Label.none
    if score < -1 and names_no_article(page.url):
        return Label.none
    listed = bool(page.sources & {"feed", "wordpress"})
    stated = (
        states_date(seen.signs)
        or seen.signs.og == "article"
        or set(seen.signs.ld) & ARTICLE_TYPES
        or names_date(page.url)
    )
    if (score > 1.0 and (stated or listed)) or (listed and score > -2.5):
        return Label.article
    return Label.unknown


_LIST_ADDRESS = re.compile(
    r"^/(?:\w\w/)?(?:[\w-]+/)?(?:tags?|categor(?:y|ies|ie|ia|ias)|authors?|auteurs?|autor(?:es)?|search|recherche|archives?|page)(?:/[^/]+)?"
    r"(?:/page/\d+)?(?:\.html?)?/?$"
    r"|^/(?:[\w-]+/)*(?:19[89]|20[0-4])\d(?:/\d{1,2}){0,2}(?:/page/\d+)?(?:\.html?|/index\.html?)?/?$",
    re.I,
)


def _is_list_by_address(url: str) -> bool:
    return bool(_LIST_ADDRESS.match(urlsplit(url).path)) or page_number(url) is not None
