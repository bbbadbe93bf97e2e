"""Why a field is what it is: what else it might have been, and where that stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extraction import authors, dates, single, title
from crawler.extraction.article import Article
from crawler.extraction.body import Body
from crawler.extraction.folding import folded
from crawler.extraction.page import Page

__all__ = ["Rival", "rivals"]

MOST = 12  # rivals of one field


@dataclass(frozen=True, slots=True)
class Rival:
    """A value that a field might have had.

    :param field: `title`, `published`, `authors`; for `is_article` the values are what speaks for and against
    :param sources: the places that give this value
    :param weight: how much speaks for it; None where places are asked in the order of trust
    :param chosen: is it the field's value?
    """

    field: str
    value: str
    sources: tuple[str, ...]
    weight: float | None
    chosen: bool


def rivals(page: Page, article: Article, text: Body, fetched: str | None = None) -> list[Rival]:
    """The candidates for title, date and authors, the best first, and what makes the page one article or not."""
    return [
        *_titles(page, article),
        *_dates(page, article, text, fetched),
        *_authors(page, article, text),
        *_nature(page, article, text),
    ]


def _titles(page: Page, article: Article) -> Iterator[Rival]:
    heard, votes = title.election(page)
    sources: dict[str, dict[str, None]] = {}
    words: dict[str, str] = {}
    for voice in heard:
        sources.setdefault(folded(voice.words), {})[voice.source] = None
        words.setdefault(folded(voice.words), voice.words)
    for name in sorted(words, key=lambda name: -votes.get(name, 0.0))[:MOST]:
        chosen = name == folded(article.title or "")
        yield Rival("title", words[name], tuple(sources[name]), round(votes.get(name, 0.0), 1), chosen)


def _dates(page: Page, article: Article, text: Body, fetched: str | None) -> Iterator[Rival]:
    sources: dict[str, dict[str, None]] = {}
    for found in dates.candidates(page, text, fetched):
        sources.setdefault(found.value, {})[found.source] = None
    for value in sorted(sources, key=lambda value: value != article.published)[:MOST]:
        yield Rival("published", value, tuple(sources[value]), None, value == article.published)


def _authors(page: Page, article: Article, text: Body) -> Iterator[Rival]:
    sources: dict[tuple[str, ...], dict[str, None]] = {}
    for found in authors.candidates(page, text):
        sources.setdefault(found.value, {})[found.source] = None
    for names in sorted(sources, key=lambda names: names != article.authors)[:MOST]:
        yield Rival("authors", ", ".join(names), tuple(sources[names]), None, names == article.authors)


def _nature(page: Page, article: Article, text: Body) -> Iterator[Rival]:
    for reason, weight in single.reasons(page, article, text).items():
        if weight:
            yield Rival("is_article", reason, (), round(weight, 1), weight > 0)
