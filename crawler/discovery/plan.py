"""Which of the URLs that wait a round of the walk asks for: much of what proves to be articles, a few of the rest."""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.discovery.canonical import identity
from crawler.discovery.gaps import SOURCE
from crawler.discovery.key import Keys
from crawler.discovery.known import LISTED, LISTS, Known
from crawler.discovery.listing import looks_binary

if TYPE_CHECKING:
    from crawler.discovery.walk import Walk

__all__ = ["Plan"]

NAMED = LISTED - {"sitemap"}  # sources that list hardly anything but articles
FIRST_PROBES = 3  # pages asked of a new shape at first: broken links of one kind end there
FOLDER_PROBES = 4  # pages asked of a folder of which nothing is known
PROBES = 8  # pages asked of a shape before it must have led to articles
FEEDS = 4  # feeds asked of one shape
A_FEED_PAGE = 6  # entries that each page of a feed must have added, for the next to be asked for
JUDGED = 40  # pages of a shape that read like articles; where the site's verdict takes none of them for one, none is
MAX_SEGMENTS = 16


class Plan:
    """Which of the waiting URLs a round asks for."""

    def __init__(self, walk: "Walk", waiting: list[Known], same: Keys | None = None) -> None:
        self.walk, self.same = walk, same or Keys()
        self.waiting = sorted(
            (known for known in waiting if not self._is_barred(known)), key=lambda known: known.url
        )
        self.groups: dict[str, list[Known]] = defaultdict(list)
        for known in walk.known.values():
            guessed = known.sources == {SOURCE} and known.evidence is None
            if known.round is None or guessed or (known.state == "failed" and self._is_barred(known)):
                continue
            if known.kind not in LISTS:
                self.groups[self.walk.group(known)].append(known)
        self.disowned = {group for group, members in self.groups.items() if self._is_disowned(members)}
        self.fertile = {shape for shape, members in self.groups.items() if self._is_fertile(members)}
        self.worth = self._worth()

    def _is_barred(self, known: Known) -> bool:
        """Whether an address may not be asked for in this run, as the robots.txt of its host cannot be read."""
        return urlsplit(known.url)[:2] in self.walk.unavailable

    def _is_article(self, known: Known) -> bool:
        """Short notices look like articles only beside the others of their site: hence the verdict so far."""
        own = known.evidence is not None and known.evidence.own
        if known.state == "article" or known.url in self.walk.likely:
            return True
        return own and not (self.disowned and self.walk.group(known) in self.disowned)

    def _is_disowned(self, members: list[Known]) -> bool:
        """Whether pages read like articles, and none is one beside the site's others: made-up pages without end."""
        if len(members) < JUDGED or not self.walk.likely:
            return False
        own = [known for known in members if known.evidence is not None and known.evidence.own]
        verdict = any(known.state == "article" or known.url in self.walk.likely for known in members)
        return len(own) >= JUDGED and not verdict

    def _is_fertile(self, members: list[Known]) -> bool:
        """Whether enough of the pages asked of a group are articles; broken links count against it threefold."""
        articles = sum(map(self._is_article, members))
        failed = sum(known.state == "failed" for known in members)
        return articles > (len(members) - failed) / 20 and articles > failed / 3

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
        known = self.walk.of_hash(target)
        if known is None or known.sources & LISTED or known.url in self.same.known:
            return False
        if known.evidence is not None:
            return self._is_article(known) or bool(worth[known.url])
        return known.state == "due" and self.walk.group(known) in self.fertile

    def chosen(self) -> list[str]:
        """In order: where lists of pages lie, what those list, what may lead to more."""
        taken = {
            identity(known.url)
            for known in self.walk.known.values()
            if not known.waits and known.state != "failed" and not self._leads_to_another_spelling(known)
        }
        out: list[str] = []
        for known in self._in_order():
            key = identity(known.url)
            if key in taken or self.walk.is_excluded(known.url) or known.url.count("/") > MAX_SEGMENTS:
                continue
            if known.url in self.same.known:
                continue
            taken.add(key)
            out.append(known.url)
        return [url for url in out if url not in self.same.held] or out

    def _leads_to_another_spelling(self, known: Known) -> bool:
        """Whether an address leads to itself under another scheme or host, where it has yet to be asked for."""
        target = self.walk.known.get(known.target or "") if known.state == "alias" else None
        return target is not None and target.waits and identity(target.url) == identity(known.url)

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
        out = self._further_pages(feeds)
        for known in feeds:
            if "feed" in known.sources:
                continue
            shape = self.walk.shape(known.url)
            asked[shape] += 1
            if asked[shape] <= FEEDS:
                out.append(known)
        return out

    def _further_pages(self, feeds: list[Known]) -> list[Known]:
        """Next pages of feeds, as long as the pages before led on to more; none where another list has it all."""
        entries = [
            known for known in self.walk.known.values() if "feed" in known.sources and known.kind != "feed"
        ]
        listed = sum(bool(known.sources & {"sitemap", "wordpress"}) for known in entries)
        if listed > 0.9 * len(entries):
            return []
        asked = sum(
            known.kind == "feed" and "feed" in known.sources and not known.waits
            for known in self.walk.known.values()
        )
        allowed = max(1, len(entries) // A_FEED_PAGE) - asked
        return [known for known in feeds if "feed" in known.sources][: max(0, allowed)]

    def _within_quota(self, waiting: list[Known]) -> list[Known]:
        by_shape: dict[str, list[Known]] = defaultdict(list)
        out = []
        dead = self._dead_folders()
        for known in waiting:
            if known.sources & NAMED:
                out.append(known)
            elif _folder(known.url) not in dead:
                by_shape[self.walk.group(known)].append(known)
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
