"""Which pages of a site that is known already are asked again in a run, and how. Pure, but for the clock passed in."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from crawler import clock
from crawler.discovery.evidence import short_hash
from crawler.discovery.known import LISTS
from crawler.discovery.walk import Found, Known, Walk
from crawler.schedule import (
    Worth,
    asks_conditionally,
    born,
    claims_change,
    claims_to_follow,
    next_look,
)
from crawler.sites import Site

__all__ = ["Watch", "fronts", "further_posts", "proven_shapes"]

NO_LIST = "it is no "  # feed, sitemap, list of posts: what only looked like a place of news
NEWEST = 10
SHARE, SOME, SHARE_OF_MANY = 0.045, 6, 0.005
"""of what a first walk asked for: what a run may spend on looking for news. 4.5%; of a large site six and 0.5%."""

FEWEST_DATED = 3
PROOF, EXCEPTIONS = 10, 0.05
"""articles under a shape of address, and pages beside them that are none, for what comes later to be one too."""


def fronts(walk: Walk) -> list[str]:
    """Where news shows first, as many addresses as a run may spend on it.

    The home page, a feed, the sitemap, the pages that link to the newest articles; what is left of the allowance
    goes to the other feeds and sitemaps in turn, those first that were not read for longest.
    """
    read = [
        known
        for known in walk.known.values()
        if known.state == "other" and known.round is not None and not (known.reason or "").startswith(NO_LIST)
    ]
    asked = sum(1 for known in walk.known.values() if known.round is not None)
    allowed = max(2 if asked < 60 else 3, int(min(asked * SHARE, SOME + asked * SHARE_OF_MANY)))
    first = {
        kind: sorted((k for k in read if k.kind == kind), key=_age)
        for kind in ("home", "feed", "sitemap", "wordpress")
    }
    lists = [*first["home"], *first["wordpress"][:1], *first["feed"][:1], *first["sitemap"][:1]]
    named = lists + _pages_with_news(walk, read)
    if len(named) > allowed:  # all in turn, but for the home page
        named = [*first["home"], *sorted(named[len(first["home"]) :], key=_unread)]
    others = sorted((k for k in read if k.kind in LISTS and k not in named), key=_unread)
    return [known.url for known in [*named, *others][:allowed]]


def _unread(known: Known) -> tuple[str, str]:
    return known.checked or "", known.url


def _age(known: Known) -> tuple[int, str]:
    return known.round or 0, known.url


def _pages_with_news(walk: Walk, read: Sequence[Known]) -> list[Known]:
    """The fewest pages that between them link to the newest articles; of undated ones, to the most."""
    articles = [known for known in walk.known.values() if known.state == "article"]
    dated = sorted(
        (known for known in articles if known.evidence and known.evidence.published),
        key=lambda known: (known.evidence.published if known.evidence else "") or "",
    )
    wanted = {
        short_hash(known.url) for known in (dated[-NEWEST:] if len(dated) >= FEWEST_DATED else articles)
    }
    pages = [known for known in read if known.evidence and known.kind not in LISTS]
    chosen: list[Known] = []
    while wanted and len(chosen) < 4:
        best = max(pages, key=lambda page: (len(wanted & _out(page)), -len(page.url), page.url), default=None)
        if best is None or not wanted & _out(best):
            break
        wanted -= _out(best)
        chosen.append(best)
    return [known for known in chosen if known.kind != "home"]


def _out(page: Known) -> set[str]:
    return set(page.evidence.out) if page.evidence else set()


def further_posts(found: Sequence[Found], read: str | None) -> set[str]:
    """The next page of a WordPress interface's posts, where this one is full of what was modified since it was read."""
    modified = [item.lastmod or "" for item in found if item.kind == "page"]
    if not modified or read is None or min(modified) <= read:
        return set()
    return {item.url for item in found if item.kind == "wordpress"}


def proven_shapes(walk: Walk, doubtful: Collection[str] = ()) -> set[str]:
    """The shapes of address under which nearly all that was read before this run are archived articles.

    :param doubtful: pages that could not be read of late, which prove nothing
    """
    articles: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for known in walk.known.values():
        if known.article_id and known.state in ("article", "gone"):
            articles[walk.shape(known.url)] += 1
        elif known.state == "other" and known.evidence and known.url not in doubtful:
            others[walk.shape(known.url)] += 1
    return {
        shape for shape, count in articles.items() if count >= PROOF and others[shape] <= count * EXCEPTIONS
    }


class Watch:
    """What one site's history says of its next looks."""

    def __init__(self, site: Site, knowledge: Mapping[str, Any]) -> None:
        self.site = site
        self.worth = Worth.from_json(knowledge.get("worth"))
        self.walked = clock.parse(knowledge["walked"]) if knowledge.get("walked") else None
        self._claims: dict[str, set[str]] = {}
        self._said: dict[str, str] = {}  # article -> the list that called it changed in this run

    def next_look(
        self,
        url: str,
        now: datetime,
        *,
        published: str | None,
        first_seen: str | None = None,
        changed: str | None = None,
    ) -> str:
        """When an article is due again, as the archive writes it."""
        seen = clock.parse(first_seen) if first_seen else now
        edited = clock.parse(changed) if changed and changed != first_seen else None
        birth = born(published, seen, walked=self.walked)
        return clock.stamp(next_look(url, now, born=birth, recheck=self.site.recheck, changed=edited))

    def validators(self, known: Known, now: datetime) -> dict[str, str]:
        """The headers that ask whether a page has changed, where the site's answer to that has proved true."""
        source = "etag" if known.article_id else "front"
        if known.state == "due" or not asks_conditionally(known.url, self.worth, now, source):
            return {}
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in headers.items() if value}

    def hear(self, walk: Walk, items: Iterable[Found], now: datetime) -> None:
        """Note which archived articles a sitemap or feed calls changed. Before `walk` takes the items up."""
        for item in items:
            known = walk.article_at(item.url) or walk.known.get(item.url)
            if item.source not in LISTS or known is None or known.checked is None or not item.lastmod:
                continue
            if known.state == "article" and claims_change(item.lastmod, clock.parse(known.checked), now):
                self._claims.setdefault(item.source, set()).add(known.url)
                self._said[known.url] = item.source
            elif known.kind == "sitemap" and item.lastmod != known.lastmod:
                self._claims.setdefault("index", set()).add(item.url)

    def claimed(self, articles: int) -> list[str]:
        """What is to be looked at because the site calls it changed; each is given once.

        Of a crowd of claims a sample comes first, and the others after it if the sample proved true.
        """
        chosen: set[str] = set()
        for source, urls in self._claims.items():
            some = claims_to_follow(sorted(urls), self.worth, articles, source)
            chosen.update(some)
            urls.difference_update(some)
        return sorted(chosen)

    def saw(
        self, known: Known, *, changed: bool, validators: Mapping[str, str | None] | None, now: datetime
    ) -> None:
        """Learn from a look at an archived article.

        :param validators: etag and last_modified of a whole answer; None for a 304
        """
        if said := self._said.pop(known.url, None):
            self.worth.saw(said, claimed=True, changed=changed)
        elif known.lastmod and known.checked:
            claimed = claims_change(known.lastmod, clock.parse(known.checked), now)
            source = next((name for name in LISTS if name in known.sources), None)
            if source:
                self.worth.saw(source, claimed=claimed, changed=changed)
        self.saw_validators("etag", known, changed=changed, validators=validators)

    def saw_validators(
        self, source: str, known: Known, *, changed: bool, validators: Mapping[str, str | None] | None
    ) -> None:
        """Learn whether ETag and Last-Modified move when the page does."""
        before = {"etag": known.etag, "last_modified": known.last_modified}
        if validators is None or not any(before.values()) or not any(validators.values()):
            return
        moved = any(validators[name] != value for name, value in before.items() if value)
        self.worth.saw(source, claimed=moved, changed=changed)
