"""A site's walk: what is known of its URLs, and which to ask for next. Pure; goes in rounds.

A round is planned from everything known at its start, and the next only when every answer of it is in: so the
outcome does not depend on the order of answers, and a walk that was cut off goes on where it was.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from crawler.discovery.canonical import identity, path_and_query, same_site
from crawler.discovery.evidence import Evidence, short_hash
from crawler.discovery.listing import is_plumbing, looks_binary
from crawler.discovery.shape import Shapes

__all__ = ["WAITING", "Found", "Known", "Walk"]

WAITING = "waits for the rest of the site"
KINDS = (
    "page",
    "listing",
    "wordpress",
    "feed",
    "sitemap",
    "home",
)  # a URL named as several things is the last of them
LISTED = frozenset({"feed", "sitemap", "wordpress", "user"})  # sources that list addresses on purpose
NAMED = LISTED - {"sitemap"}  # and of those, the ones that list hardly anything but articles
FIRST_PROBES = 3  # pages asked of a new shape at first: broken links of one kind end there
FOLDER_PROBES = 4  # pages asked of a folder of which nothing is known
PROBES = 8  # pages asked of a shape before it must have led to articles
FEEDS = 4  # feeds asked of one shape
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
    target: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    digest: str | None = None

    @property
    def waits(self) -> bool:
        """Found, and not asked for."""
        return self.state == "due" and not self.planned


@dataclass(slots=True)
class Walk:
    """The model of one site while it is walked.

    :param exclude: the user's rules: addresses that are never asked for
    :param sample: read at most so many pages of one shape, to look a site over
    :param likely: pages read that the whole site's verdict, as far as it goes, takes for articles
    """

    home: str
    exclude: tuple[Any, ...] = ()
    known: dict[str, Known] = field(default_factory=dict)
    round: int = 0
    sample: int | None = None
    likely: frozenset[str] = frozenset()
    _by_identity: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _shapes: Shapes = field(default_factory=Shapes)
    _by_hash: dict[str, str] = field(default_factory=dict)

    def load(self, rows: Iterable[Mapping[str, Any]], now: str) -> None:
        """Take up the ledger's rows of the site.

        :param now: what was due before it is still to be asked for
        """
        for row in rows:
            seen = row.get("evidence") or {}
            known = Known(
                row["url"],
                row["kind"],
                set(filter(None, (row["source"] or "").split(","))),
                row["state"],
                row["reason"],
                row["due"] is not None and row["due"] <= now,
                seen.get("round"),
                Evidence.from_json(seen["page"]) if seen.get("page") else None,
                row["lastmod"],
                row["article_id"],
                seen.get("target"),
                row["etag"],
                row["last_modified"],
                row["checked"],
                seen.get("digest"),
            )
            self._keep(known)

    def planned(self) -> list[str]:
        """What has been planned and not been answered, in order."""
        return sorted(known.url for known in self.known.values() if known.planned)

    def again(self, mode: str, now: str) -> list[str]:
        """What a run over a site that was walked before asks for again, whatever its schedule says.

        :param mode: `recheck`: every article; `full`: every page
        """
        out = []
        for known in self.known.values():
            news = known.kind in ("home", "sitemap", "feed", "wordpress") and known.state == "other"
            page = known.round is not None and known.state in ("article", "other", "gone")
            if (
                news
                or (mode == "recheck" and known.state in ("article", "gone"))
                or (mode == "full" and page)
            ):
                out.append(known.url)
        return sorted(out)

    def begin_round(self, urls: Iterable[str]) -> int:
        """Plan these for a round of their own; its number."""
        self.round += 1
        for url in urls:
            self.known[url].planned = True
        return self.round

    def end_of(self, url: str) -> str | None:
        """Where a chain of aliases ends, if at an article."""
        for _ in range(8):
            known = self.known.get(url)
            if known is None:
                return None
            if known.state in ("article", "gone"):
                return url
            if known.state != "alias" or known.target is None:
                return None
            url = known.target
        return None

    def add(self, items: Iterable[Found]) -> list[Found]:
        """Take up what was found; returns what is new to the ledger or has a new source or lastmod."""
        fresh = []
        for item in items:
            if not self.belongs(item.url):
                continue
            known = self.known.get(item.url)
            if known is None:
                if (is_plumbing(item.url) and item.kind != "wordpress") or len(item.url) > 1500:
                    continue
                self._keep(Known(item.url, item.kind, {item.source}, lastmod=item.lastmod))
                fresh.append(item)
            elif (
                item.source not in known.sources
                or (item.lastmod and item.lastmod != known.lastmod)
                or KINDS.index(item.kind) > KINDS.index(known.kind)
            ):
                known.sources.add(item.source)
                known.lastmod = item.lastmod or known.lastmod
                known.kind = max(known.kind, item.kind, key=KINDS.index)
                fresh.append(item)
        return fresh

    def belongs(self, url: str) -> bool:
        """Whether a URL lies on this site."""
        return same_site(url, self.home)

    def settle(
        self,
        url: str,
        state: str,
        reason: str | None,
        evidence: Evidence | None = None,
        target: str | None = None,
    ) -> None:
        """Write down what became of a URL."""
        known = self.known.get(url)
        if known is None:
            known = self._keep(Known(url, sources={"link"}))
        known.state, known.reason, known.planned = state, reason, False
        known.round = self.round
        known.evidence = evidence or known.evidence
        known.target = target or known.target

    def settle_as(self, url: str, state: str, reason: str | None) -> None:
        """The verdict on a page that was read, or why a URL is left: its round stays."""
        self.known[url].state, self.known[url].reason, self.known[url].planned = state, reason, False

    def next_round(self) -> list[str]:
        """The URLs to ask for now, in order; none where the walk is at its end."""
        waiting = [known for known in self.known.values() if known.waits]
        if not waiting:
            return []
        chosen = _Plan(self, waiting).chosen()
        if chosen:
            self.begin_round(chosen)
        return chosen

    def left(self) -> dict[str, tuple[str, str, str | None]]:
        """What was found and is not asked for, once a walk has ended: url -> (state, reason, alias of)."""
        out = {}
        for known in self.known.values():
            if known.waits:
                out[known.url] = self._why_left(known)
        return out

    def _why_left(self, known: Known) -> tuple[str, str, str | None]:
        for other in self.spellings(known.url):
            if other != known.url and not self.known[other].waits and self.known[other].state != "failed":
                return "alias", f"another spelling of {other}", self.end_of(other)
        if self.is_excluded(known.url):
            return "excluded", "matches `exclude` of its entry in sites.toml", None
        if looks_binary(known.url):
            return "excluded", "a picture or a download by its name", None
        if known.kind == "feed":
            return "excluded", "one more feed of the same kind", None
        return "excluded", f"pages of the shape {self.shape(known.url)} led to no articles", None

    def is_excluded(self, url: str) -> bool:
        """Whether the user's rules say that a URL is never to be asked for."""
        path = path_and_query(url)
        return any(rule.search(path) for rule in self.exclude)

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
                self.groups[self._group(known)].append(known)
        self.fertile = {shape for shape, members in self.groups.items() if self._is_fertile(members)}
        self.worth = self._worth()

    def _is_article(self, known: Known) -> bool:
        """Short notices look like articles only beside the others of their site: hence the verdict so far."""
        own = known.evidence is not None and known.evidence.own
        return known.state == "article" or known.url in self.walk.likely or own

    def _is_fertile(self, members: list[Known]) -> bool:
        """Whether enough of the pages asked of a group are articles; broken links count against it threefold."""
        articles = sum(map(self._is_article, members))
        failed = sum(known.state == "failed" for known in members)
        return articles > (len(members) - failed) / 20 and articles > failed / 3

    def _group(self, known: Known) -> str:
        """Shape, and whether the site lists the address: of one shape, what is listed lives and the rest may not."""
        return self.walk.shape(known.url) + ("" if known.sources & LISTED else " (linked)")

    def _worth(self) -> Counter[str]:
        """Of each page read, how much it led to that no page had named before its round.

        Articles, pages of a shape that proved to be articles, and pages that led to such in their turn.
        """
        pages = [known for known in self.walk.known.values() if known.evidence and known.round is not None]
        pages.sort(key=lambda known: (known.round or 0, known.url))
        first: dict[str, int] = {}
        for page in pages:
            for target in page.evidence.out if page.evidence else ():
                first.setdefault(target, page.round or 0)
        worth: Counter[str] = Counter()
        for page in reversed(pages):
            for target in page.evidence.out if page.evidence else ():
                if first[target] == page.round and self._is_worth(target, worth):
                    worth[page.url] += 1
        return worth

    def _is_worth(self, target: str, worth: Counter[str]) -> bool:
        known = self.walk.known.get(self.walk._by_hash.get(target, ""))
        if known is None or known.sources & LISTED:
            return False
        if known.evidence is not None:
            return self._is_article(known) or bool(worth[known.url])
        return known.state == "due" and self._group(known) in self.fertile

    def chosen(self) -> list[str]:
        """In order: where lists of pages lie, what those list, what may lead to more."""
        taken = {
            identity(known.url)
            for known in self.walk.known.values()
            if not known.waits and known.state != "failed"
        }
        out: list[str] = []
        for known in self._in_order():
            key = identity(known.url)
            if key in taken or self.walk.is_excluded(known.url) or known.url.count("/") > MAX_SEGMENTS:
                continue
            taken.add(key)
            out.append(known.url)
        return out

    def _in_order(self) -> list[Known]:
        lists, feeds, pages = [], [], []
        for known in sorted(self.waiting, key=self._preference):
            if known.kind == "feed":
                feeds.append(known)
            elif known.kind in ("home", "sitemap", "wordpress"):
                lists.append(known)
            elif known.sources & LISTED or not looks_binary(known.url):
                pages.append(known)
        return [*lists, *self._few_of_each(feeds), *self._within_quota(pages)]

    def _preference(self, known: Known) -> tuple[bool, bool, str]:
        """Of several spellings the one that the site lists, then the one most like its home page's."""
        return (
            not known.sources & LISTED,
            urlsplit(known.url)[:2] != urlsplit(self.walk.home)[:2],
            known.url,
        )

    def _few_of_each(self, feeds: list[Known]) -> list[Known]:
        """Feeds of a kind (one a tag, one an article's comments) repeat each other: a few of each are enough."""
        asked = Counter(
            self.walk.shape(known.url)
            for known in self.walk.known.values()
            if known.kind == "feed" and not known.waits
        )
        out = []
        for known in feeds:
            shape = self.walk.shape(known.url)
            asked[shape] += 1
            if asked[shape] <= FEEDS:
                out.append(known)
        return out

    def _within_quota(self, waiting: list[Known]) -> list[Known]:
        by_shape: dict[str, list[Known]] = defaultdict(list)
        out = []
        dead = self._dead_folders()
        for known in waiting:
            if known.sources & NAMED:
                out.append(known)
            elif _folder(known.url) not in dead:
                by_shape[self._group(known)].append(known)
        if self.walk.sample:
            return self._sampled([*out, *(known for members in by_shape.values() for known in members)])
        asked, good = self._filters()
        for shape, members in by_shape.items():
            path, _, query = shape.partition("?")
            some = members if shape in self.fertile else members[: self._quota(shape)]
            if query and path not in good:  # every combination of filters is a shape: count them together
                some = some[: max(0, PROBES - asked[path])]
                asked[path] += len(some)
            out += some
        return self._few_of_new_folders(out)

    def _sampled(self, pages: list[Known]) -> list[Known]:
        """A few of each shape, the most frequent shapes first."""
        size = Counter(self.walk.shape(known.url) for known in self.walk.known.values())
        taken = Counter(self.walk.shape(known.url) for members in self.groups.values() for known in members)
        out = []
        for known in sorted(pages, key=lambda known: (-size[self.walk.shape(known.url)], known.url)):
            shape = self.walk.shape(known.url)
            taken[shape] += 1
            if taken[shape] <= (self.walk.sample or 0):
                out.append(known)
        return out

    def _few_of_new_folders(self, pages: list[Known]) -> list[Known]:
        """Of a folder nothing is known of, a few pages first: it may not exist at all."""
        known_folders = {_folder(known.url) for members in self.groups.values() for known in members}
        taken: Counter[str] = Counter()
        out = []
        for known in pages:
            folder = _folder(known.url)
            taken[folder] += 1
            if folder in known_folders or known.sources & LISTED or taken[folder] <= FOLDER_PROBES:
                out.append(known)
        return out

    def _filters(self) -> tuple[Counter[str], set[str]]:
        """Pages asked for of each path with parameters, and the paths of which some led to anything."""
        asked: Counter[str] = Counter()
        good: set[str] = set()
        for shape, members in self.groups.items():
            path, _, query = shape.partition("?")
            if query:
                asked[path] += len(members)
                if shape in self.fertile or any(self.worth[known.url] for known in members):
                    good.add(path)
        return asked, good

    def _dead_folders(self) -> set[str]:
        """First segments below which every answer so far was an error: languages that a site does not have."""
        asked: Counter[str] = Counter()
        alive: set[str] = set()
        for members in self.groups.values():
            for known in members:
                asked[_folder(known.url)] += 1
                if known.state != "failed":
                    alive.add(_folder(known.url))
        return {
            folder
            for folder, count in asked.items()
            if count >= FOLDER_PROBES and folder not in alive and folder != "/"
        }

    def _quota(self, shape: str) -> int:
        asked = self.groups.get(shape, [])
        if not asked:
            return FIRST_PROBES
        if all(known.state == "failed" for known in asked):
            return max(0, FIRST_PROBES - len(asked))
        useful = sum(1 for known in asked if self.worth[known.url] or self._is_article(known))
        return max(0, PROBES + 4 * useful - len(asked))


def _folder(url: str) -> str:
    path = urlsplit(url).path
    return path.split("/")[1] if path.count("/") > 1 else "/"
