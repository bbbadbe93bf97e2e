"""What a first look at a site shows: its sources, the shapes of its addresses, how many articles to expect. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.discovery.known import LISTS
from crawler.discovery.verdict import Verdict
from crawler.discovery.walk import Known, Walk

__all__ = ["Overview", "ShapeSeen", "Source", "overview"]

EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A document that lists pages, and what it says (`a sitemap: 412 pages`)."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class ShapeSeen:
    """A shape of addresses: how many are known, how many were read, which of those are articles.

    :param examples: title and date of articles that were read
    """

    shape: str
    addresses: int
    read: int
    articles: int
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def expected(self) -> int:
        """Articles to expect among its addresses."""
        return round(self.addresses * self.articles / self.read) if self.read else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """A site at a glance.

    :param language: what most of the articles that were read are written in
    :param complete: a sitemap or WordPress itself lists the pages, so the estimate is no mere minimum
    """

    home: str
    sources: tuple[Source, ...]
    shapes: tuple[ShapeSeen, ...]
    language: str | None
    complete: bool
    problems: tuple[str, ...]

    @property
    def articles(self) -> int:
        """Articles to expect on the whole site, of what is known now."""
        return sum(shape.expected for shape in self.shapes)

    @property
    def requests(self) -> int:
        """Requests of a first crawl, of what is known now."""
        return sum(shape.addresses if shape.articles else min(shape.addresses, 8) for shape in self.shapes)


def overview(walk: Walk, verdicts: Mapping[str, Verdict]) -> Overview:
    """Sum up a walk that has read a few pages of each kind."""
    shapes: dict[str, list[Known]] = defaultdict(list)
    for known in walk.known.values():
        if known.kind in ("page", "listing") and not walk.is_excluded(known.url):
            shapes[walk.shape(known.url)].append(known)
    shapes = _alike_together(shapes)
    seen = [_shape(shape, members, verdicts) for shape, members in shapes.items()]
    seen.sort(key=lambda one: (-one.expected, -one.addresses, one.shape))
    lists = [known for known in walk.known.values() if known.kind in LISTS]
    good = [known for known in lists if known.state == "other" and (known.reason or "").startswith(_GOOD)]
    languages = [
        known.evidence.language
        for known in walk.known.values()
        if known.evidence and known.evidence.language and _is_article(known, verdicts)
    ]
    return Overview(
        walk.home,
        tuple(
            Source(known.url, known.reason or "")
            for known in sorted(good, key=lambda one: (one.kind, one.url))
        ),
        tuple(seen),
        max(sorted(set(languages)), key=languages.count, default=None),
        any(known.kind in ("sitemap", "wordpress") for known in good),
        tuple(_problems(walk, verdicts)),
    )


def _alike_together(shapes: Mapping[str, list[Known]]) -> dict[str, list[Known]]:
    """Shapes of one or two addresses that differ in a name alone are shown as one (`/actu/{n}/{word}`)."""
    few = {shape for shape, members in shapes.items() if len(members) < 3 and "{" not in _last(shape)}
    places = Counter(shape.removesuffix(_last(shape)) for shape in few)
    out: dict[str, list[Known]] = defaultdict(list)
    for shape, members in shapes.items():
        place = shape.removesuffix(_last(shape))
        out[f"{place}{{word}}" if shape in few and places[place] > 2 else shape] += members
    return out


def _last(shape: str) -> str:
    return shape.rpartition("/")[2]


_GOOD = ("a sitemap", "a feed", "WordPress")


def _shape(shape: str, members: list[Known], verdicts: Mapping[str, Verdict]) -> ShapeSeen:
    read = [known for known in members if known.round is not None]
    articles = sorted((known for known in read if _is_article(known, verdicts)), key=lambda known: known.url)
    examples = tuple(
        (known.evidence.title, (known.evidence.published or "")[:10])
        for known in articles[:EXAMPLES]
        if known.evidence
    )
    return ShapeSeen(shape, len(members), len(read), len(articles), examples)


def _is_article(known: Known, verdicts: Mapping[str, Verdict]) -> bool:
    verdict = verdicts.get(known.url)
    return verdict is not None and verdict.state == "article"


def _problems(walk: Walk, verdicts: Mapping[str, Verdict]) -> list[str]:
    asked = [known for known in walk.known.values() if known.round is not None]
    pages = [known for known in asked if known.kind not in LISTS]
    homes = [known for known in asked if known.kind == "home"]
    problems = []
    if homes and not any(known.evidence or known.state == "alias" for known in homes):
        problems.append(f"its home page could not be read: {homes[0].reason}")
    if wall := next((known.evidence.wall for known in homes if known.evidence and known.evidence.wall), None):
        problems.append(f"its home page is a wall: {wall}")
    for state, words in (
        ("blocked", "are refused to us (a wall, or a ban)"),
        ("excluded", "are forbidden by robots.txt"),
        ("failed", "failed"),
    ):
        bad = [known for known in pages if known.state == state and known.kind != "home"]
        if len(bad) > len(pages) / 4:
            problems.append(f"{len(bad)} of the {len(pages)} pages asked for {words}: {bad[0].reason}")
    if not any(verdict.state == "article" for verdict in verdicts.values()):
        problems.append("no article was found among the pages that were read")
    return problems
