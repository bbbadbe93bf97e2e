"""Articles that answered 404 in a run: were they withdrawn, or is all of the site missing?"""

from collections.abc import Iterable

from scrapy.http import Response

from crawler.discovery.walk import Known
from crawler.spiders.ledger import OUTAGE

__all__ = ["WITNESSES", "Absences", "is_outage"]

WITNESSES = 3
"""Articles asked for besides, one after the other, where a run has looked at hardly any but missing ones."""


def is_outage(*, missing: int, looks: int, fronts_failed: int) -> bool:
    """Whether articles that are missing are so because all of the site is: then none was withdrawn.

    >>> is_outage(missing=2, looks=40, fronts_failed=0), is_outage(missing=8, looks=9, fronts_failed=0)
    (False, True)

    :param missing: articles that are not there, and were at the look before
    :param looks: articles that were there at the look before, the missing ones included
    :param fronts_failed: home page, feeds and sitemaps that failed as well
    """
    return missing >= 0.8 * looks and (missing >= 3 or fronts_failed > 0)


class Absences:
    """What one run has seen of known articles' being there.

    An article that is missing for the second time says nothing of the site; one that was there before does. Where a
    run has looked at none of those, or few of them were there, a few more are asked for: a single one that is there
    proves the others withdrawn.
    """

    def __init__(self) -> None:
        self.missing: dict[str, tuple[int, Response | None]] = {}
        self.fronts_failed = 0
        self._looked: set[str] = set()  # at articles that were there before
        self._absent: set[str] = set()  # of those, the ones that are not any more
        self._witnesses: set[str] = set()

    def looked(self, known: Known) -> None:
        """A known article is looked at; before its row says what came of that."""
        if not (known.reason or "").startswith(("HTTP 4", OUTAGE)):
            self._looked.add(known.url)

    def missed(self, known: Known, status: int, response: Response | None) -> None:
        """A known article answered 404 or 410."""
        self.missing[known.url] = (status, response)
        if known.url in self._looked:
            self._absent.add(known.url)

    def found(self, url: str) -> None:
        """An article is there, be it at another address than the one at which it was missing."""
        self.missing.pop(url, None)
        self._absent.discard(url)

    def witness(self, pages: Iterable[Known]) -> str | None:
        """An article to ask for, to tell a withdrawal from an outage; None where that is clear."""
        there = self._looked - self._absent
        if not self.missing or len(self._witnesses) >= WITNESSES or len(there) > 0.2 * len(self._looked):
            return None
        if self._witnesses & there:
            return None
        fresh = (
            page
            for page in pages
            if page.article_id
            and page.state == "article"
            and page.url not in self._looked
            and not (page.reason or "").startswith(("HTTP 4", OUTAGE))
        )
        latest = max(fresh, key=lambda page: (page.checked or "", page.url), default=None)
        if latest is None:
            return None
        self._witnesses.add(latest.url)
        return latest.url

    @property
    def are_an_outage(self) -> bool:
        """Whether what is missing is so because all of the site is."""
        if self._witnesses & (self._looked - self._absent):
            return False
        return is_outage(missing=len(self._absent), looks=len(self._looked), fronts_failed=self.fronts_failed)
