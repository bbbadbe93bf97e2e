"""One and the same page at the addresses of many articles: a wall in unknown words, a notice, the home page. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote, urlsplit

from crawler.discovery.known import LISTED, WAITING, Known
from crawler.discovery.number import numbered

__all__ = ["EVERYWHERE", "one_page"]

EVERYWHERE = "blocked: one page at many addresses"

FEWEST, FEWEST_NEW = 5, 3
"""Addresses of different articles that answer with one page: in a first walk, and of the new ones of a later run."""


def one_page(
    pages: Iterable[Known],
    articles: Collection[str],
    *,
    settled: bool,
    home: str = "",
    is_everywhere: Callable[[str], bool] = lambda text: False,
) -> set[str]:
    """The addresses that answered with a page which is no article's, though it may look like one.

    Spellings of one article's address (other parameters, any words behind its number, `/print/`) are one place.
    Half of all places and more with one text are not that article's.

    :param articles: those that look like articles; where a first walk met none, what the site lists is judged
    :param settled: the site was walked before: only the pages of this run are judged
    :param home: the home page's text (`Evidence.text`)
    :param is_everywhere: whether archived articles' addresses answered with a text in this run
    """
    new = [page for page in pages if page.kind == "page" and _text(page) and _is_new(page, settled)]
    judged = [page for page in new if page.url in articles]
    out = {page.url for page in new if is_everywhere(_text(page))}
    out.update(page.url for page in judged if _text(page) == home)
    if not judged and not settled:
        judged = [page for page in new if page.sources & LISTED]
    by_text: dict[str, list[Known]] = defaultdict(list)
    for page in judged:
        by_text[_text(page)].append(page)
    places = {page.url: _place(page.url) for page in judged}
    fewest, half = FEWEST_NEW if settled else FEWEST, len(set(places.values())) / 2
    for group in by_text.values():
        if len({places[page.url] for page in group}) >= max(fewest, half):
            out.update(page.url for page in group)
    return out


def _is_new(page: Known, settled: bool) -> bool:
    return not settled or (page.reason == WAITING and page.article_id is None)


def _text(page: Known) -> str:
    return page.evidence.text if page.evidence else ""


def _place(url: str) -> str:
    """What all spellings of an article's address have in common: its number, or the longest part of its path.

    >>> _place("http://a.fr/print/the-mill-closes.html?s=1") == _place("http://a.fr/news/the-mill-closes")
    True
    >>> _place("http://a.fr/article.php?id=1") == _place("http://a.fr/article.php?id=2")
    False
    """
    parts = [part.partition(".")[0] for part in unquote(urlsplit(url).path).lower().split("/")]
    longest = max(parts, key=len)
    found = None if "?" in url and "-" in longest else numbered(url)  # a session's number, behind words
    return str(found.number) if found else longest
