"""A crawl without a network: the walk, its rounds and its verdicts on a site that is a function. Seconds, not minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from crawler.discovery import seeds
from crawler.discovery.canonical import canonical
from crawler.discovery.gaps import SOURCE
from crawler.discovery.reading import read
from crawler.discovery.verdict import verdicts
from crawler.discovery.walk import WAITING, Found, Walk

Answer = tuple[int, str, str | bytes]
"""Status, content type (a redirect's target for 301), body."""


@dataclass
class Walked:
    """What a crawl of a whole site came to."""

    articles: set[str]
    asked: list[str]
    walk: Walk

    @property
    def paths(self) -> set[str]:
        """Of the articles, readable."""
        return {unquote("/" + url.split("/", 3)[3]) for url in self.articles}


def crawl(
    answer: Callable[[str], Answer], home: str = "http://a.fr/", sitemaps: tuple[str, ...] = ()
) -> Walked:
    """Ask for everything that a first crawl asks for, in its rounds, and judge the whole.

    :param answer: what the site answers to an address
    """
    walk, asked = Walk(home), []
    walk.add(seeds.first(home, sitemaps))
    while True:
        found = verdicts(walk.known.values(), walk.home)
        walk.likely = frozenset(url for url, one in found.items() if one.state in ("article", "alias"))
        walk.add(seeds.guesses(walk))
        urls = walk.next_round()
        if not urls:
            guessed = walk.gaps(again=False)
            walk.add(guessed)
            urls = [item.url for item in guessed]
            walk.begin_round(urls)
        if not urls:
            break
        for url in urls:
            asked.append(url)
            _answered(walk, url, *answer(url))
    articles = {
        url for url, one in verdicts(walk.known.values(), walk.home).items() if one.state == "article"
    }
    return Walked(articles, asked, walk)


def _answered(walk: Walk, url: str, status: int, kind: str, body: str | bytes) -> None:
    known = walk.known[url]
    if status == 301:
        target = canonical(kind, url) or url
        walk.add(Found(target, known.kind, source) for source in known.sources)
        walk.settle(url, "alias", f"redirects to {target}", target=target)
        return
    if status != 200:
        ours = known.sources == {SOURCE}
        walk.settle(url, "other" if ours else "failed", f"HTTP {status}")
        return
    data = body.encode() if isinstance(body, str) else body
    reading = read(data, url, kind=known.kind, content_type=kind, fetched="2026-01-01T00:00:00Z")
    walk.add(seeds.found_in(reading, url))
    walk.settle(url, "other", WAITING if reading.evidence else seeds.words_for(reading), reading.evidence)
