"""One article, one row: which addresses lead to the same article. Two different articles are never merged."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from crawler.discovery.canonical import has_more_parameters, identity, path_and_query
from crawler.discovery.evidence import Evidence, short_hash
from crawler.discovery.known import WAITING, Known
from crawler.discovery.number import numbered

__all__ = ["aliases", "in_doubt", "is_same_article", "title_words"]

ENOUGH_WORDS = (
    25  # equal texts shorter than this are two notices rather than one, unless their addresses agree
)
TELLING_TITLE = 3  # words; a shorter one may be the section's, or the paper's own name
_COPY = re.compile(
    r"(?:^|[/?&._-])(?:print|imprimer|amp|mobile|m|pdf|text|outputtype|output)(?:[=/._-]|$)", re.I
)


def aliases(
    articles: Mapping[str, Known],
    linked: Mapping[str, int],
    home: str,
    key: re.Pattern[str] | None = None,
    *,
    settled: bool = True,
) -> dict[str, tuple[str, str]]:
    """Of pages that are articles: address -> (the address that stands for it, why).

    Pages are the same article where title and text are equal, or where one names the other as canonical and
    their texts agree. What a page says about its canonical address is not enough: whole sites name their home
    page, or the first of a series. A `key` that the site's owner wrote is believed as it stands.

    :param settled: an archived article keeps its address; not so in a site's first walk, where what a stopped run
        has archived may turn out to go by another one
    """
    same = _Groups(articles)
    for (
        url,
        page,
    ) in articles.items():  # a redirect is the site's own word, whatever its lists name side by side
        if page.target and page.target in articles and is_same_article(page, articles[page.target]):
            same.join(url, page.target)
    for urls in _by_text(articles).values():
        for url in urls[1:]:
            if _may_be_one(articles[urls[0]], articles[url]):
                same.join(urls[0], url)
    for url, page in articles.items():
        target = _named(page, articles)
        if target and _agree(_seen(page), _seen(articles[target])):
            same.join(url, target)
    for urls in _by_key(articles, key).values() if key else ():
        for url in urls[1:]:
            same.join(urls[0], url)
    return {
        url: (main, _reason(articles[url], articles[main]))
        for urls in same.groups()
        for main in [_main(urls, articles, linked, home, settled)]
        for url in urls
        if url != main
    }


def is_same_article(page: Known, target: Known) -> bool:
    """Whether an article's page and the one it redirects to are one article: by text, else by number or title.

    Sites also lead from an article that they took down to some other one.
    """
    one, other = page.evidence, target.evidence
    if one is None or other is None:
        return False
    if _agree(one, other):
        return True
    left, right = numbered(page.url), numbered(target.url)
    one_number = left and right and (left.series, left.number) == (right.series, right.number)
    one_title = one.title == other.title and len(one.title.split()) >= TELLING_TITLE
    return other.own and bool(one_number or one_title)


def in_doubt(pages: Iterable[Known]) -> list[str]:
    """Archived articles whose text a page that waits for its verdict has as well, and the site's lists have both.

    Published twice, or moved? A look at the archived one tells: it redirects, or it does not.
    """
    waiting: dict[str, list[Known]] = defaultdict(list)
    archived = []
    for page in pages:
        if page.evidence and page.evidence.text:
            if page.reason == WAITING:
                waiting[page.evidence.text].append(page)
            elif page.article_id and page.state == "article":
                archived.append(page)
    return sorted(
        page.url
        for page in archived
        if any(_are_listed_side_by_side(page, other) for other in waiting.get(_seen(page).text, ()))
    )


class _Groups:
    """Union of addresses into groups."""

    def __init__(self, urls: Mapping[str, Known]) -> None:
        self._of = {url: url for url in urls}

    def join(self, one: str, other: str) -> None:
        left, right = sorted((self._root(one), self._root(other)))
        self._of[right] = left

    def groups(self) -> list[list[str]]:
        members: dict[str, list[str]] = defaultdict(list)
        for url in sorted(self._of):
            members[self._root(url)].append(url)
        return [urls for urls in members.values() if len(urls) > 1]

    def _root(self, url: str) -> str:
        while self._of[url] != url:
            self._of[url] = self._of[self._of[url]]
            url = self._of[url]
        return url


def _by_text(articles: Mapping[str, Known]) -> dict[str, list[str]]:
    by_text: dict[str, list[str]] = defaultdict(list)
    for url in sorted(articles):
        if text := _seen(articles[url]).text:
            by_text[text].append(url)
    return by_text


def _by_key(urls: Iterable[str], key: re.Pattern[str]) -> dict[tuple[str | None, ...], list[str]]:
    r"""Addresses by what the groups of a key match in their path and query.

    >>> _by_key(["http://a.fr/actu/4/x", "http://a.fr/actu/4/y", "http://a.fr/z"], re.compile(r"^/actu/(\d+)"))
    {('4',): ['http://a.fr/actu/4/x', 'http://a.fr/actu/4/y']}
    """
    found: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for url in sorted(urls):
        if match := key.search(path_and_query(url)):
            found[match.groups() or (match[0],)].append(url)
    return dict(found)


def _may_be_one(one: Known, other: Known) -> bool:
    """Equal title and text: the same article, unless it is a line that was published twice, or a feed has both."""
    if _are_listed_side_by_side(one, other):
        return False
    if _seen(one).signs.words >= ENOUGH_WORDS or identity(one.url) == identity(other.url):
        return True
    if has_more_parameters(one.url, other.url) or has_more_parameters(other.url, one.url):
        return True  # whoever follows a link to the one with them may have found the other long ago
    return _seen(one).canonical in (other.url, _seen(other).canonical) and _seen(one).canonical is not None


def _are_listed_side_by_side(one: Known, other: Known) -> bool:
    """Whether the site's own list of articles has both, in one folder and under different names and numbers."""
    if not all(page.sources & {"feed", "wordpress"} for page in (one, other)):
        return False
    if any((page.reason or "").startswith("HTTP 4") for page in (one, other)):
        return False  # one of them is missing: it lies at the other address by now
    left, right = numbered(one.url), numbered(other.url)
    if left and right and (left.series, left.number) == (right.series, right.number):
        return False
    folders = {identity(page.url).rpartition("/")[0] for page in (one, other)}
    return len(folders) == 1 and identity(one.url) != identity(other.url) and not urlsplit(one.url).query


def _named(page: Known, articles: Mapping[str, Known]) -> str | None:
    """The other page that a page names as its canonical address."""
    target = _seen(page).canonical
    if target is None or target == page.url:
        return None
    return target if target in articles else None


def _agree(one: Evidence, other: Evidence) -> bool:
    """Whether two pages have the same text, or most of its paragraphs."""
    if one.text and one.text == other.text:
        return True
    left, right = set(one.parts), set(other.parts)
    return bool(left and right) and len(left & right) >= 0.6 * min(len(left), len(right))


def _main(
    urls: Sequence[str], articles: Mapping[str, Known], linked: Mapping[str, int], home: str, settled: bool
) -> str:
    """The address that stands for a group: named as canonical, then listed on purpose, then the fullest."""
    votes = Counter(_seen(articles[url]).canonical for url in urls)
    own_host = urlsplit(home)[:2]

    def rank(url: str) -> tuple[bool, int, bool, bool, bool, int, int, int, str]:
        page = articles[url]
        listed = bool(page.sources & {"sitemap", "feed", "wordpress"})
        return (
            settled and page.article_id is None,
            -votes[url],
            bool(_COPY.search(url)),
            urlsplit(url)[:2] != own_host,
            not listed,
            -title_words(url, _seen(page).title),
            -linked.get(short_hash(url), 0),
            len(url),
            url,
        )

    return min(urls, key=rank)


def title_words(url: str, title: str) -> int:
    """How many words of the title an address has: of two that were cut, the longer is the site's own."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return len(set(re.findall(r"\w+", unquote(url).lower())) & set(re.findall(r"\w+", plain)))


def _reason(page: Known, main: Known) -> str:
    if _seen(page).canonical == main.url:
        return f"the same article as {main.url}, which it names as its address"
    if _seen(page).text == _seen(main).text:
        return f"the same text as {main.url}"
    return f"the same article as {main.url}"


def _seen(page: Known) -> Evidence:
    assert page.evidence is not None
    return page.evidence
