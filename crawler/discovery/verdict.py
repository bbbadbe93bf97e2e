"""Which pages of a site are articles: decided for all of them together.

A page alone shows whether it is an article when it says so, or is long and dated. The short notice, the undated
interview, the page that a template hides among teasers are told by what they share with those: the look of the
template and the shape of the address. Likewise documentation and static pages, which read like articles, by what
they share with nothing that is one. So a small model is fitted to each site by itself (learning from positive
and unlabelled pages: Elkan and Noto 2008; here unlabelled ones count as weak negatives).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from crawler.discovery.alias import aliases
from crawler.discovery.canonical import canonical, identity, path_and_query
from crawler.discovery.listing import page_number
from crawler.discovery.shape import Shapes
from crawler.discovery.walk import Known
from crawler.extraction.nature import (
    ARTICLE_TYPES,
    LIST_TYPES,
    names_date,
    names_no_article,
    score,
    states_date,
)

__all__ = ["Verdict", "surely_no_article", "verdicts"]

UNLABELLED = 0.03  # weight of a page that nothing labels, as a negative
DATED = 0.01  # the same where it has a date of publication: a short notice, more likely than not
RIDGE = 0.5  # keeps the model small where a site has few pages
STEPS = 30
EMPTY = 1.5  # what a page without text loses

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is. `state`: article, alias (of `target`) or other; `sure`: the rest of the site cannot change it."""

    state: str
    reason: str
    target: str | None = None
    sure: bool = False
    points: float = 0.0


def verdicts(
    pages: Iterable[Known],
    home: str = "",
    rules: Sequence[re.Pattern[str]] = (),
    key: re.Pattern[str] | None = None,
) -> dict[str, Verdict]:
    """Judge pages that were read, each with its evidence; pure, and independent of their order.

    :param home: the site's home page, which is never an article
    :param rules: the user's own; where there are any, they alone say which addresses are articles
    :param key: the user's own; addresses in which its groups match the same are one article
    """
    read = sorted((page for page in pages if page.evidence), key=lambda page: page.url)
    if not read:
        return {}
    scores = _scores(read)
    labels = [_label(page, score, home) for page, score in zip(read, scores, strict=True)]
    points = _of_one_text(read, _points(read, scores, labels))
    out: dict[str, Verdict] = {}
    for page, label, point in zip(read, labels, points, strict=True):
        out[page.url] = _ruled(page, rules) if rules else _verdict(page, label, float(point))
    linked = Counter(target for page in read if page.evidence for target in page.evidence.out)
    for page in read:
        if instead := _instead(page, out):
            out[page.url] = instead
    articles = {page.url: page for page in read if out[page.url].state == "article"}
    one_each = aliases(articles, linked, home, key)
    for url, (target, reason) in one_each.items():
        out[url] = Verdict("alias", reason, target)
    return out


def _instead(page: Known, found: Mapping[str, Verdict]) -> Verdict | None:
    """What a page is that stands in an article's place, or that is but a part of one."""
    seen = page.evidence
    assert seen is not None
    if seen.wall and (found[page.url].state == "article" or seen.wall == "challenge"):
        missing = seen.wall in ("missing", "error", "parked")
        reason = f"answers 200 with a page that says: {seen.wall}" if missing else f"blocked: {seen.wall}"
        return Verdict("failed" if missing else "blocked", reason)
    first = canonical(seen.first, page.url) if seen.first and seen.part > 1 else None
    if (
        found[page.url].state == "article"
        and first
        and first != page.url
        and first in found
        and found[first].state == "article"
    ):
        return Verdict("alias", f"part {seen.part} of {first}", first)
    return None


def _ruled(page: Known, rules: Sequence[re.Pattern[str]]) -> Verdict:
    path = path_and_query(page.url)
    if any(rule.search(path) for rule in rules):
        return Verdict("article", "matches `article` of its entry in sites.toml", sure=True)
    return Verdict("other", "does not match `article` of its entry in sites.toml", sure=True)


def _scores(pages: Sequence[Known]) -> list[float]:
    """What each page says itself, less what every page of the site has: the teasers of a common sidebar say nothing."""
    all_signs = [page.evidence.signs for page in pages if page.evidence]
    teasers, repeats = (_common([getattr(one, name) for one in all_signs]) for name in ("teasers", "repeats"))
    linked = _common([one.linked for one in all_signs])
    return [
        score(
            page.url,
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


def _label(page: Known, score: float, home: str) -> int:
    """1: surely an article by what it says itself; -1: surely none by its address or statements; 0: unknown."""
    seen = page.evidence
    assert seen is not None
    if surely_no_article(page, home) or (set(seen.signs.ld) & LIST_TYPES and score < 0):
        return -1
    if score < -1 and names_no_article(page.url):
        return -1
    listed = bool(page.sources & {"feed", "wordpress"})
    stated = (
        states_date(seen.signs)
        or seen.signs.og == "article"
        or set(seen.signs.ld) & ARTICLE_TYPES
        or names_date(page.url)
    )
    if (score > 1.0 and (stated or listed)) or (listed and score > -2.5):
        return 1
    return 0


_LIST_ADDRESS = re.compile(
    r"^/(?:\w\w/)?(?:[\w-]+/)?(?:tags?|categor(?:y|ies|ie|ia|ias)|authors?|auteurs?|autor(?:es)?|search|recherche|archives?|page)(?:/[^/]+)?"
    r"(?:/page/\d+)?(?:\.html?)?/?$"
    r"|^/(?:[\w-]+/)*(?:19[89]|20[0-4])\d(?:/\d{1,2}){0,2}(?:/page/\d+)?(?:\.html?|/index\.html?)?/?$",
    re.I,
)


def _is_list_by_address(url: str) -> bool:
    return bool(_LIST_ADDRESS.match(urlsplit(url).path)) or page_number(url) is not None


def _points(pages: Sequence[Known], scores: Sequence[float], labels: Sequence[int]) -> Floats:
    """Log-odds of each page: what it shares with the labelled ones, and half of what it says itself."""
    own = np.clip(np.array(scores), -1.5, 2.0)
    target = np.array([1.0 if label > 0 else 0.0 for label in labels])
    weight = np.array([_weight(page, label) for page, label in zip(pages, labels, strict=True)])
    lists = _listness(pages) + np.array(
        [EMPTY if page.evidence.signs.words < 3 else 0.0 for page in pages if page.evidence]
    )
    if not target.any():
        return np.asarray(own - lists)
    shared = _fit(_features(pages), target, weight)
    return np.asarray(np.clip(shared, -4.0, 4.0) + own / 2 - lists)


def _of_one_text(pages: Sequence[Known], points: Floats) -> Floats:
    """Two addresses of one text are one thing, however one of them is spelled: the better one speaks for both."""
    best: dict[str, float] = {}
    names = [page.evidence.text if page.evidence else "" for page in pages]
    for name, point in zip(names, points, strict=True):
        best[name] = max(best.get(name, -np.inf), float(point))
    return np.array([best[name] if name else point for name, point in zip(names, points, strict=True)])


def _weight(page: Known, label: int) -> float:
    if label or page.evidence is None:
        return 1.0
    return DATED if states_date(page.evidence.signs) or names_date(page.url) else UNLABELLED


def _listness(pages: Sequence[Known]) -> Floats:
    """How much a page is a list: links that most pages of the site do not have, against its words; 0 to 4."""
    links = [len(page.evidence.out) for page in pages if page.evidence]
    usual = sorted(links)[len(links) // 2] if len(links) >= 10 else 0
    words = [page.evidence.signs.words for page in pages if page.evidence]
    share = [max(0, one - usual) / (count + 60) for one, count in zip(links, words, strict=True)]
    return np.asarray(np.clip(6.0 * (np.array(share) - 0.15), 0.0, 4.0))


def _features(pages: Sequence[Known]) -> Floats:
    """A column for every part of a look and every shape that some pages have and others have not."""
    shapes = Shapes.of(page.url for page in pages)
    rows = []
    for page in pages:
        assert page.evidence is not None
        rows.append(
            {*page.evidence.look, f"shape {shapes.of_url(page.url)}", f"coarse {shapes.coarse(page.url)}"}
        )
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if 2 <= count < len(rows))
    columns = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for number, row in enumerate(rows):
        for name in row:
            if (column := columns.get(name)) is not None:
                matrix[number, column] = 3.0 if " " in name else 1.0
    return np.asarray(matrix / np.sqrt(np.maximum(1.0, (matrix != 0).sum(axis=1, keepdims=True))))


def _fit(matrix: Floats, target: Floats, weight: Floats) -> Floats:
    """Ridge logistic regression (Newton's method); the log-odds of every row."""
    coefficients = np.zeros(matrix.shape[1])
    ridge = RIDGE * np.eye(matrix.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(matrix @ coefficients, -30, 30)))
        gradient = matrix.T @ (weight * (chance - target)) + RIDGE * coefficients
        curvature = weight * np.maximum(chance * (1 - chance), 1e-4)
        step = np.linalg.solve((matrix.T * curvature) @ matrix + ridge, gradient)
        coefficients -= step
        if np.abs(step).max() < 1e-4:
            break
    return np.asarray(matrix @ coefficients)


def _verdict(page: Known, label: int, points: float) -> Verdict:
    if label < 0:
        return Verdict("other", "a list, an archive or the home page by its address", points=points)
    if points > 0:
        sure = label > 0 and points > 2 and _goes_by_its_own_address(page)
        return Verdict("article", "looks like the site's articles", sure=sure, points=points)
    return Verdict("other", "does not look like the site's articles", points=points)


def _goes_by_its_own_address(page: Known) -> bool:
    """Whether no other address can turn out to be the better one."""
    assert page.evidence is not None
    if page.evidence.part:
        return False
    named = page.evidence.canonical
    return named == page.url or (named is None and bool(page.sources & {"sitemap", "feed", "wordpress"}))
