"""A site's walk: what is known of its URLs, and which to ask for next. Pure; goes in rounds.

A round is planned from everything known at its start, and the next only when every answer of it is in: so the
outcome does not depend on the order of answers, and a walk that was cut off goes on where it was.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.discovery.canonical import identity, same_site
from crawler.discovery.evidence import Evidence, short_hash
from crawler.discovery.listing import is_plumbing, looks_binary
from crawler.discovery.shape import Shapes

__all__ = ["WAITING", "Found", "Known", "Walk"]

WAITING = "waits for the rest of the site"
SOURCES_OF_PAGES = ("feed", "sitemap", "wordpress", "user")  # who lists addresses on purpose
PROBES = 8  # pages asked of a shape before it must have led to articles
MAX_SEGMENTS = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A URL that something named: `source` is feed, sitemap, link, ..."""

    url: str
    kind: str
    source: str
    lastmod: str | None = None


@dataclass(slots=True)
class Known:
    """What is known of one URL; a row of the ledger."""

    url: str
    kind: str = "page"
    sources: set[str] = field(default_factory=set)
    state: str = "due"
    reason: str | None = None
    planned: bool = False
    round: int | None = None
    evidence: Evidence | None = None
    lastmod: str | None = None
    article_id: int | None = None
    capture_id: int | None = None

    @property
    def waits(self) -> bool:
        """Found, and not asked for."""
        return self.state == "due" and not self.planned


@dataclass(slots=True)
class Walk:
    """The model of one site while it is walked."""

    home: str
    exclude: tuple[Any, ...] = ()
    known: dict[str, Known] = field(default_factory=dict)
    round: int = 0
    _by_identity: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _shapes: Shapes = field(default_factory=Shapes)
    _by_hash: dict[str, str] = field(default_factory=dict)

    def load(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take up the ledger's rows of the site."""
        for row in rows:
            seen = row.get("evidence") or {}
            self._keep(
                Known(
                    row["url"],
                    row["kind"],
                    set(filter(None, (row["source"] or "").split(","))),
                    row["state"],
                    row["reason"],
                    row["state"] == "due" and row["due"] is not None,
                    seen.get("round"),
                    Evidence.from_json(seen["page"]) if seen.get("page") else None,
                    row["lastmod"],
                    row["article_id"],
                    row.get("capture_id"),
                )
            )

    def add(self, items: Iterable[Found]) -> list[Found]:
        """Take up what was found; returns what is new to the ledger or has a new source or lastmod."""
        fresh = []
        for item in items:
            if not self.belongs(item.url):
                continue
            known = self.known.get(item.url)
            if known is None:
                if is_plumbing(item.url) or len(item.url) > 1500:
                    continue
                self._keep(Known(item.url, item.kind, {item.source}, lastmod=item.lastmod))
                fresh.append(item)
            elif item.source not in known.sources or (item.lastmod and item.lastmod != known.lastmod):
                known.sources.add(item.source)
                known.lastmod = item.lastmod or known.lastmod
                fresh.append(item)
        return fresh

    def belongs(self, url: str) -> bool:
        """Whether a URL lies on this site."""
        return same_site(url, self.home)

    def settle(self, url: str, state: str, reason: str | None, evidence: Evidence | None = None) -> None:
        """Write down what became of a URL."""
        known = self.known.get(url)
        if known is None:
            known = self._keep(Known(url, sources={"link"}))
        known.state, known.reason, known.planned = state, reason, False
        known.round = self.round
        known.evidence = evidence or known.evidence

    def settle_as(self, url: str, state: str, reason: str | None) -> None:
        """The verdict on a page that was read, or why a URL is left: its round stays."""
        self.known[url].state, self.known[url].reason, self.known[url].planned = state, reason, False

    def next_round(self) -> list[str]:
        """The URLs to ask for now, in order; none where the walk is at its end."""
        waiting = [known for known in self.known.values() if known.waits]
        if not waiting:
            return []
        chosen = _Plan(self, waiting).chosen()
        self.round += 1
        for url in chosen:
            self.known[url].planned = True
        return chosen

    def left(self) -> dict[str, tuple[str, str]]:
        """What was found and is not asked for, once a walk has ended: url -> (state, reason)."""
        out = {}
        for known in self.known.values():
            if known.waits:
                out[known.url] = self._why_left(known)
        return out

    def _why_left(self, known: Known) -> tuple[str, str]:
        for other in self._by_identity[identity(known.url)]:
            if (
                other != known.url
                and self.known[other].state in ("article", "alias", "other")
                and self.known[other].evidence
            ):
                return "alias", f"another spelling of {other}"
        if looks_binary(known.url):
            return "excluded", "a picture or a download by its name"
        return "excluded", f"pages of the shape {self.shape(known.url)} led to no articles"

    def shape(self, url: str) -> str:
        """The shape of a URL among those of the site."""
        return self._shapes.of_url(url)

    def spellings(self, url: str) -> list[str]:
        """The known URLs that differ from this one in spelling alone, itself included."""
        return self._by_identity[identity(url)]

    def _keep(self, known: Known) -> Known:
        self.known[known.url] = known
        self._by_identity[identity(known.url)].append(known.url)
        self._by_hash[short_hash(known.url)] = known.url
        self._shapes.learn(known.url)
        return known


class _Plan:
    """Which of the waiting URLs a round asks for."""

    def __init__(self, walk: Walk, waiting: list[Known]) -> None:
        self.walk = walk
        self.waiting = sorted(waiting, key=lambda known: known.url)
        self.groups: dict[str, list[Known]] = defaultdict(list)
        for known in walk.known.values():
            if known.round is not None and known.kind not in ("sitemap", "feed", "wordpress"):
                self.groups[walk.shape(known.url)].append(known)
        self.fertile = {
            shape
            for shape, members in self.groups.items()
            if sum(map(_is_article, members)) > len(members) / 20
        }
        self.worth = self._worth()

    def _worth(self) -> Counter[str]:
        """Of each page read, how many articles (or pages that may be) no page had named before its round."""
        first: dict[str, int] = {}
        pages = [known for known in self.walk.known.values() if known.evidence and known.round is not None]
        for page in sorted(pages, key=lambda known: (known.round or 0, known.url)):
            for target in page.evidence.out if page.evidence else ():
                first.setdefault(target, page.round or 0)
        worth: Counter[str] = Counter()
        for page in pages:
            for target in page.evidence.out if page.evidence else ():
                if first[target] == page.round and self._is_worth(target, page):
                    worth[page.url] += 1
        return worth

    def _is_worth(self, target: str, page: Known) -> bool:
        known = self.walk.known.get(self.walk._by_hash.get(target, ""))
        if known is None or known.sources & set(SOURCES_OF_PAGES):
            return False
        if known.evidence is not None:
            return _is_article(known)
        shape = self.walk.shape(known.url)
        return known.state == "due" and (
            shape in self.fertile or (shape not in self.groups and shape != self.walk.shape(page.url))
        )

    def chosen(self) -> list[str]:
        taken: dict[str, str] = {}  # identity -> url
        for known in self.walk.known.values():
            if not known.waits and known.state != "failed":
                taken.setdefault(identity(known.url), known.url)
        firsts = [known for known in self.waiting if known.kind in ("home", "sitemap", "feed", "wordpress")]
        named = [known for known in self.waiting if known.sources & {"feed", "wordpress", "user"}]
        rest = [known for known in self.waiting if not looks_binary(known.url) or self._may_be_article(known)]
        out: list[str] = []
        for known in [*firsts, *named, *self._within_quota(rest)]:
            key = identity(known.url)
            if key in taken or len(known.url.split("/")) > MAX_SEGMENTS:
                continue
            taken[key] = known.url
            out.append(known.url)
        return out

    def _may_be_article(self, known: Known) -> bool:
        return bool(known.sources & set(SOURCES_OF_PAGES))

    def _within_quota(self, waiting: list[Known]) -> list[Known]:
        by_shape: dict[str, list[Known]] = defaultdict(list)
        for known in waiting:
            by_shape[self.walk.shape(known.url)].append(known)
        out = []
        for shape, members in by_shape.items():
            out += members if shape in self.fertile else members[: self._quota(shape)]
        return out

    def _quota(self, shape: str) -> int:
        asked = self.groups.get(shape, [])
        useful = sum(1 for known in asked if self.worth[known.url])
        return max(0, PROBES + 4 * useful - len(asked))


def _is_article(known: Known) -> bool:
    return known.state == "article" or (known.evidence is not None and known.evidence.own)
