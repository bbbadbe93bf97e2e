"""Articles that nothing names: where a site numbers its articles, the numbers in between and beyond are asked about.

Only a few at first, near those that are known; more of a place (below the oldest known, between, beyond the newest)
only as far as those few were there. A run of numbers that nothing has ends it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from crawler.discovery.known import Found, Known
from crawler.discovery.likeness import same_text
from crawler.discovery.number import Numbered, numbered

__all__ = ["A_RUN", "GUESSES", "SOURCE", "gaps", "no_such_number", "stand_ins"]

SOURCE = "numbers"
GUESSES = frozenset({"guess", SOURCE})  # sources of addresses that nothing named
A_RUN = 1000  # numbers asked about in one run
ENOUGH = 8  # articles of a series before its numbers are looked at
MOSTLY = 0.8  # share of a series' pages that are articles, and of articles that a complete sitemap names
DENSE = 1 / 3  # known numbers, of those between the lowest and the highest
FEWEST, MOST = 2, 10  # numbers that may be missing in a row, or at first
NEWER = 2  # numbers asked beyond the newest
FAR = 10_000  # beyond the newest: what the site answers to a number that it surely does not have


@dataclass(slots=True)
class _Series:
    """The addresses of one series, by number.

    :param live: numbers of articles; `named`: of those, the ones that the site itself names
    """

    known: Mapping[int, list[Known]]
    live: set[int]
    named: set[int]
    example: Numbered

    @property
    def asked(self) -> set[int]:
        """Numbers that no one but us has named."""
        return {number for number, pages in self.known.items() if all(map(_is_ours, pages))}


def gaps(pages: Iterable[Known], articles: Collection[str], *, again: bool = False) -> list[Found]:
    """What to ask for, once all that the site names has been asked for; pure.

    :param articles: addresses that are articles, as far as one knows
    :param again: the site was walked before: only what is new since then, at nearly no cost
    """
    found: list[Found] = []
    for series in _series(pages, frozenset(articles)):
        if _is_worth_asking(series) and (series.live - series.named or not again):
            tail, samples = _form(series)
            found += [Found(url, "page", SOURCE) for url in samples]
            if tail is not None and not samples:
                numbers = _next_numbers(series, again)
                found += [Found(series.example.at(number, tail), "page", SOURCE) for number in numbers]
    return found[:A_RUN]


def no_such_number(pages: Iterable[Known]) -> set[str]:
    """Pages that a site shows for numbers it does not have, in place of an error: the same under several numbers."""
    shown: dict[tuple[str, str], set[int]] = {}
    asked = []
    for page in pages:
        one = numbered(page.url) if _is_ours(page) and page.evidence else None
        if one and page.evidence:
            name = page.evidence.text or f"{page.evidence.title} {page.evidence.signs.words}"
            asked.append((page.url, (one.series, name)))
            shown.setdefault((one.series, name), set()).add(one.number)
    return {url for url, name in asked if len(shown[name]) > 1}


def stand_ins(pages: Iterable[Known]) -> dict[str, str]:
    """Of pages asked for by their number alone: an address of the same series as the site itself writes it."""
    ours: list[tuple[str, str]] = []
    written: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: page.url):
        if one := numbered(page.url):
            if _is_ours(page):
                ours.append((page.url, one.series))
            elif one.has_words:
                written[one.series] = page.url
    return {url: written[series] for url, series in ours if series in written}


def _is_ours(page: Known) -> bool:
    return page.sources == {SOURCE}


def _series(pages: Iterable[Known], articles: frozenset[str]) -> list[_Series]:
    by_series: dict[str, dict[int, list[Known]]] = {}
    for page in sorted(pages, key=lambda page: page.url):
        one = numbered(page.url)
        if one and one.before and page.kind in ("page", "listing"):
            by_series.setdefault(one.series, {}).setdefault(one.number, []).append(page)
    out = []
    for _, members in sorted(by_series.items()):
        live = {number for number, some in members.items() if any(_is_article(p, articles) for p in some)}
        named = {number for number in live if not all(map(_is_ours, members[number]))}
        example = _example(members, named, articles)
        if len(named) >= ENOUGH and example:
            out.append(_Series(members, live, named, example))
    return out


def _is_article(page: Known, articles: frozenset[str]) -> bool:
    return page.url in articles or page.state in ("article", "gone")


def _example(
    members: Mapping[int, list[Known]], named: Collection[int], articles: frozenset[str]
) -> Numbered | None:
    """An address of the commonest kind: with words after the number or without."""
    found = [
        one
        for number in sorted(named)
        for page in members[number]
        if _is_article(page, articles) and not _is_ours(page) and (one := numbered(page.url))
    ]
    worded = [one for one in found if one.has_words]
    if len(worded) > len(found) / 2:
        return worded[-1]
    plain = Counter(one.tail for one in found if not one.has_words)
    return next((one for one in found if plain and one.tail == plain.most_common(1)[0][0]), None)


def _is_worth_asking(series: _Series) -> bool:
    """Whether the series is one of articles, dense, and not listed anyhow by a sitemap or by WordPress."""
    named = [page for number in series.named for page in series.known[number]]
    listed = {
        number
        for number in series.named
        if any(page.sources & {"sitemap", "wordpress"} for page in series.known[number])
    }
    read = {
        number
        for number, pages in series.known.items()
        if any(page.round is not None and not _is_ours(page) for page in pages)
    }
    span = max(series.named) - min(series.named) + 1
    return (
        bool(named)
        and len(series.named) >= MOSTLY * len(read)
        and len(series.named) >= DENSE * span
        and len(listed) < MOSTLY * len(series.named)
    )


def _form(series: _Series) -> tuple[str | None, list[str]]:
    """What follows a number in an address made up: (the tail, or None; samples still to be asked for).

    Where titles follow, known articles are asked for without theirs, or with another's: does the site mind?
    """
    example = series.example
    if not example.has_words:
        return example.tail, []
    samples = sorted(series.named)[:: max(1, len(series.named) - 1)][:2]
    for tail in ("", _other_words(example.tail)):
        urls = {example.at(number, tail): number for number in samples}
        pages = {page.url: page for number in samples for page in series.known[number]}
        missing = [url for url in urls if url not in pages]
        if missing:
            return None, missing
        if all(
            any(
                same_text(pages[url], other)
                for other in series.known[number]
                if other.url != url and not _is_ours(other)
            )
            or (pages[url].url in urls and not _is_ours(pages[url]))
            for url, number in urls.items()
        ):
            return tail, []
    return None, []


def _other_words(tail: str) -> str:
    """
    >>> _other_words("/le-titre"), _other_words("-le-titre.html"), _other_words("/le-titre/")
    ('/article', '-article.html', '/article/')
    """
    end = "/" if tail.endswith("/") else ""
    stem, dot, ending = tail.rstrip("/").rpartition(".")
    return (
        f"{tail[0]}article{dot}{ending}{end}"
        if dot and len(ending) < 6 and stem
        else f"{tail[0]}article{end}"
    )


def _next_numbers(series: _Series, again: bool) -> list[int]:
    """Numbers to ask about now, some of each place."""
    low, high = min(series.named), max(series.named)
    if again:  # what was missing then may be there now
        newest = max(series.live)
        return list(range(newest + 1, newest + 1 + NEWER))
    few = min(MOST, max(FEWEST, len(series.named) // 30))
    first = min(MOST, max(few, _longest_hole(series.named) + 1))
    asked = series.asked
    hits = asked & series.live
    beyond = _in_a_row(range(high + 1, high + FAR), series, NEWER) if hits else []
    below = _in_a_row(range(low - 1, 0, -1), series, first)
    inside = [number for number in range(high - 1, low, -1) if number not in series.known]
    between = {number for number in asked if low < number < high}
    allowed = max(few, len(between & hits)) - len(between - hits)
    if high + FAR not in series.known and (below or inside):
        beyond = [high + FAR]
    return [*below, *_spread(inside, max(0, allowed)), *beyond]


def _longest_hole(numbers: Collection[int]) -> int:
    """How many numbers in a row are missing between known ones, at most."""
    return max((later - number - 1 for number, later in pairwise(sorted(numbers))), default=0)


def _in_a_row(numbers: range, series: _Series, first: int) -> list[int]:
    """The next numbers of a way that leads on from the known ones, unless it has come to its end."""
    missing, there, out = 0, 0, []
    for number in numbers:
        if number in series.live:
            missing, there = 0, there + 1
        elif number in series.known:
            missing += 1
        else:
            out.append(number)
        if missing + len(out) >= max(first, there // 2):
            break
    return out


def _spread(numbers: list[int], count: int) -> list[int]:
    """So many of the numbers, spread evenly over them."""
    return numbers if len(numbers) <= count else [numbers[i * len(numbers) // count] for i in range(count)]
