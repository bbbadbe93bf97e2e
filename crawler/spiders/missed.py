"""Whether more has appeared since the last run than its lists can show, and which lists would show the rest."""

from collections.abc import Collection, Iterable

from crawler.discovery.evidence import short_hash
from crawler.discovery.known import LISTS
from crawler.discovery.listing import page_number
from crawler.discovery.walk import Found, Known, Walk
from crawler.spiders.watch import NO_LIST

__all__ = ["Continuity", "other_lists"]

A_FEW = 5  # pages named for the first time: fewer are an ordinary day's
LISTS_ASKED = 30
ARTICLES_LISTED = 3  # archived articles that a page must link to, to be a list


class Continuity:
    """What the lists of one run showed: only news, or news and, behind it, what is archived."""

    def __init__(self) -> None:
        self._is_whole = self._may_lack = self._is_joined = False

    def read(self, walk: Walk, known: Known, found: Iterable[Found]) -> bool:
        """Take up what a list names, before `walk` does. Whether it shows more news than archived articles."""
        pages = {item.url for item in found if item.kind in ("page", "listing")}
        fresh = sum(all(walk.known[url].checked is None for url in walk.spellings(page)) for page in pages)
        archived = sum(walk.article_at(page) is not None for page in pages)
        is_list = known.kind in LISTS
        if is_list and fresh and (archived or known.kind == "wordpress"):
            self._is_whole = True
        self._is_joined = self._is_joined or (fresh > 0 and archived >= ARTICLES_LISTED)
        full = fresh > archived and fresh >= A_FEW
        self._may_lack = self._may_lack or (full and known.kind != "sitemap")
        return full

    @property
    def is_broken(self) -> bool:
        """Whether a list showed little but news, and none led from news on to what is archived."""
        return self._may_lack and not self._is_whole

    @property
    def is_lost(self) -> bool:
        """Whether, all lists read, not one leads from news on to what is archived: what lay between is not known."""
        return self.is_broken and not self._is_joined


def other_lists(walk: Walk, read: Collection[str]) -> list[str]:
    """The first pages of the lists that were not read in this run, those of the most articles first."""
    articles = {short_hash(known.url) for known in walk.known.values() if known.article_id}
    shown = {
        known.url: len(articles.intersection(known.evidence.out))
        for known in walk.known.values()
        if known.evidence and known.state == "other" and known.url not in read and _is_first(known)
    }
    lists = sorted(
        (url for url, count in shown.items() if count >= ARTICLES_LISTED), key=lambda url: (-shown[url], url)
    )
    feeds = sorted(
        known.url
        for known in walk.known.values()
        if known.kind in ("feed", "sitemap")
        and known.state == "other"
        and known.url not in read
        and not (known.reason or "").startswith(NO_LIST)
    )
    return [*feeds, *lists][:LISTS_ASKED]


def _is_first(known: Known) -> bool:
    number = page_number(known.url)
    return number is None or number[1] <= 1
