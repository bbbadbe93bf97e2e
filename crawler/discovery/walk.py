"""A site's walk: what is known of its URLs, and which to ask for next. Pure; goes in rounds.

A round is planned from everything known at its start, and the next only when every answer of it is in: so the
outcome does not depend on the order of answers, and a walk that was cut off goes on where it was. One that goes on on
another day plans what its lists name by then as well, with what it knows (`SiteCrawl`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from crawler.discovery.canonical import identity, path_and_query, same_site
from crawler.discovery.evidence import Evidence, short_hash, sparing
from crawler.discovery.gaps import GUESSES, SOURCE, gaps
from crawler.discovery.key import keys
from crawler.discovery.known import KINDS, LISTED, LISTS, WAITING, Found, Known
from crawler.discovery.listing import is_plumbing, looks_binary
from crawler.discovery.parameters import Unheeded, unheeded
from crawler.discovery.plan import Plan
from crawler.discovery.shape import Shapes

__all__ = ["BY_ROBOTS", "WAITING", "Found", "Known", "Walk"]

LED_NOWHERE = "pages of the shape "
BY_ROBOTS = ("forbidden by robots.txt", "robots.txt: ")


@dataclass(slots=True)
class Walk:
    """The model of one site while it is walked.

    :param exclude: the user's rules: addresses that are never asked for
    :param key: the user's rule: addresses in which its groups match the same are one article
    :param sample: read at most so many pages of one shape, to look a site over
    :param likely: pages read that the whole site's verdict, as far as it goes, takes for articles
    :param unheeded: parameters that have turned out not to matter
    :param unavailable: (scheme, host) of the site that may not be asked for now: what waits there goes on waiting
    """

    home: str
    exclude: tuple[Any, ...] = ()
    key: Any = None
    known: dict[str, Known] = field(default_factory=dict)
    round: int = 0
    sample: int | None = None
    likely: frozenset[str] = frozenset()
    unheeded: Unheeded = field(default_factory=Unheeded)
    unavailable: set[tuple[str, ...]] = field(default_factory=set)
    _by_identity: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _shapes: Shapes = field(default_factory=Shapes)
    _by_hash: dict[str, str] = field(default_factory=dict)
    _by_article: dict[int, str] = field(default_factory=dict)

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
                sparing(Evidence.from_json(seen["page"])) if seen.get("page") else None,
                row["lastmod"],
                row["article_id"],
                seen.get("target"),
                row["etag"],
                row["last_modified"],
                row["checked"],
                seen.get("digest"),
            )
            self._keep(known)
        self.unheeded = unheeded(self.known.values())

    def planned(self) -> list[str]:
        """What has been planned and not been answered, in order."""
        return self._newest_first(sorted(known.url for known in self.known.values() if known.planned))

    def again(self, mode: str, home: str | None) -> list[str]:
        """What a run over a site that was walked before asks for again, whatever its schedule says.

        :param mode: `recheck`: every article; `full`: every page that was asked for, had or not
        :param home: the home page as the user wrote it; `full` asks whether it is there again
        """
        looks = ("article", "gone")
        pages = (*looks, "other", "failed", "blocked")
        out = []
        for known in self.known.values():
            news = known.kind in ("home", *LISTS) and known.state == "other"
            full = known.state in pages or self.is_dangling(known) or known.url == home
            if (
                news
                or (mode == "recheck" and known.state in looks)
                or (mode == "full" and known.round is not None and full)
            ):
                out.append(known.url)
        return sorted(out)

    def held_by_robots(self) -> dict[str, list[str]]:
        """Pages that were not asked for because of robots.txt, by the address of a host of theirs."""
        held: dict[str, list[str]] = defaultdict(list)
        for known in self.known.values():
            if known.state == "excluded" and (known.reason or "").startswith(BY_ROBOTS):
                parts = urlsplit(known.url)
                held[f"{parts.scheme}://{parts.netloc}/"].append(known.url)
        return dict(sorted(held.items()))

    def find_anew(self, urls: Iterable[str]) -> None:
        """Let these wait as if they had just been found."""
        for url in urls:
            known = self.known[url]
            known.state, known.reason, known.round = "due", None, None

    def gaps(self, *, again: bool) -> list[Found]:
        """Numbers of articles that nothing names, to be asked about now that all that is named has been."""
        found = [] if self.sample else gaps(self.known.values(), self.likely, again=again)
        return [item for item in found if not self.is_excluded(item.url)]

    def begin_round(self, urls: Iterable[str]) -> int:
        """Plan these for a round of their own; its number."""
        self.round += 1
        for url in urls:
            self.known[url].planned = True
        return self.round

    def end_of(self, url: str, *, steps: int = 8) -> str | None:
        """Where a chain of aliases ends, if at an article: by what they lead to, else by what the archive says."""
        known = self.known.get(url)
        if known is None or not steps:
            return None
        if known.state in ("article", "gone"):
            return url
        if known.state != "alias":
            return None
        end = self.end_of(known.target, steps=steps - 1) if known.target else None
        return end or self._by_article.get(known.article_id or 0)

    def is_dangling(self, known: Known) -> bool:
        """Whether an address is said to stand for another one of which there is no article."""
        return known.state == "alias" and known.article_id is None and self.end_of(known.url) is None

    def other_addresses(self, urls: Collection[str]) -> dict[str, str]:
        """Of archived articles: another address that showed the same text when it was read last."""
        found: dict[str, Known] = {}
        for known in self.known.values() if urls else ():
            if known.state != "alias" or known.evidence is None or not known.evidence.own:
                continue
            end = self.end_of(known.url)
            if end and end in urls and (end not in found or _last_read(known) > _last_read(found[end])):
                found[end] = known
        return {url: known.url for url, known in found.items()}

    def article_at(self, url: str) -> Known | None:
        """The archived article that an address stands for: its own, an alias of it, another spelling of that."""
        for spelling in (url, *self.spellings(url)):
            if (end := self.end_of(spelling)) and self.known[end].article_id:
                return self.known[end]
        return None

    def add(self, items: Iterable[Found]) -> list[Found]:
        """Take up what was found; returns what is new to the ledger or has a new source or lastmod."""
        fresh = []
        for item in items:
            if not self.belongs(item.url):
                continue
            known = self.known.get(item.url)
            if known is None and (other := self.unheeded.instead_of(item.url)):
                item, known = replace(item, url=other), self.known[other]
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
                if item.source not in GUESSES and _was_guessed_in_vain(known):
                    self.find_anew([item.url])
                    known.evidence = None
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
        known.evidence = sparing(evidence) if evidence else known.evidence
        known.target = target or known.target

    def settle_as(self, url: str, state: str, reason: str | None) -> None:
        """The verdict on a page that was read, or why a URL is left: its round stays."""
        self.known[url].state, self.known[url].reason, self.known[url].planned = state, reason, False

    def next_round(self) -> list[str]:
        """The URLs to ask for now, in order; none where the walk is at its end."""
        self._reconsider()
        waiting = [known for known in self.known.values() if known.waits]
        if not waiting:
            return []
        same = keys(self.known.values(), self.key)
        self.unheeded = same.unheeded
        chosen = self._newest_first(Plan(self, waiting, same).chosen())
        if chosen:
            self.begin_round(chosen)
        return chosen

    def _newest_first(self, urls: Iterable[str]) -> list[str]:
        """Lists, what feeds name, what the sitemap calls changed last, then articles that are archived: where a budget or
        a limit ends the run, what is asked for another day is the oldest, and none that has never been read."""

        def order(url: str) -> tuple[bool, bool, bool, str]:
            known = self.known[url]
            is_list = known.kind in ("home", *LISTS)
            return is_list, known.article_id is None, "feed" in known.sources, known.lastmod or ""

        return sorted(urls, key=order, reverse=True)  # which leaves those alike in their order

    def _reconsider(self) -> None:
        """Pages that were left out as none like them was an article wait again, once some are."""
        left = [known for known in self.known.values() if _led_nowhere(known)]
        if not left:
            return
        groups = {self.group(known) for known in left}
        hopeful = any(
            known.evidence is not None and known.evidence.own and self.group(known) in groups
            for known in self.known.values()
        )
        fertile = Plan(self, []).fertile if hopeful else set()
        self.find_anew(known.url for known in left if self.group(known) in fertile)

    def failed_probes(self) -> list[str]:
        """Pages that could not be had and on which others depend: of their kind none was ever seen.

        They were asked for as samples of it, and what they would have led to was left out.
        """
        asked: dict[str, list[Known]] = defaultdict(list)
        for known in self.known.values():
            if known.round is not None and known.kind in ("page", "listing"):
                asked[self.group(known)].append(known)
        left = {self.group(known) for known in self.known.values() if _led_nowhere(known)}
        return [
            known.url
            for group in sorted(left)
            if all(known.state in ("failed", "blocked") for known in asked[group])
            for known in asked[group]
        ]

    def left(self) -> dict[str, tuple[str, str, str | None]]:
        """What was found and is not asked for, once a walk has ended: url -> (state, reason, alias of)."""
        same = keys(self.known.values(), self.key).known
        out = {}
        for known in self.known.values():
            if known.waits:
                why = self._why_left(known, same)
                if why[0] == "alias" or urlsplit(known.url)[:2] not in self.unavailable:
                    out[known.url] = why
        return out

    def _why_left(self, known: Known, same: Mapping[str, tuple[str, str]]) -> tuple[str, str, str | None]:
        if known.url in same:
            other, why = same[known.url]
            return "alias", why, self.end_of(other)
        for other in self.spellings(known.url):
            if other != known.url and not self.known[other].waits and self.known[other].state != "failed":
                return "alias", f"another spelling of {other}", self.end_of(other)
        if self.is_excluded(known.url):
            return "excluded", "matches `exclude` of its entry in sites.toml", None
        if looks_binary(known.url):
            return "excluded", "a picture or a download by its name", None
        if known.kind == "feed":
            return "excluded", "one more feed of the same kind", None
        return "excluded", f"{LED_NOWHERE}{self.shape(known.url)} led to no articles", None

    def is_excluded(self, url: str) -> bool:
        """Whether the user's rules say that a URL is never to be asked for."""
        path = path_and_query(url)
        return any(rule.search(path) for rule in self.exclude)

    def shape(self, url: str) -> str:
        """The shape of a URL among those of the site."""
        return self._shapes.of_url(url)

    def group(self, known: Known) -> str:
        """Shape, and whether the site lists the address: of one shape, what is listed lives and the rest may not."""
        return self.shape(known.url) + ("" if known.sources & LISTED else " (linked)")

    def spellings(self, url: str) -> list[str]:
        """The known URLs that differ from this one in spelling alone, itself included."""
        found = self._by_identity.get(identity(url), [])
        other = None if found else self.unheeded.instead_of(url)
        return [other] if other else found

    def of_hash(self, name: str) -> Known | None:
        """The URL that `short_hash` gave this name, if it is known."""
        return self.known.get(self._by_hash.get(name, ""))

    def _keep(self, known: Known) -> Known:
        self.known[known.url] = known
        self._by_identity[identity(known.url)].append(known.url)
        self._by_hash[short_hash(known.url)] = known.url
        if known.article_id and known.state in ("article", "gone"):
            self._by_article[known.article_id] = known.url
        self._shapes.learn(known.url)
        return known


def _was_guessed_in_vain(known: Known) -> bool:
    """Whether nothing was at an address when we alone thought of it: a number that no article had as yet, a feed."""
    vain = ("failed", "other", "alias") if SOURCE in known.sources else ("failed",)
    return known.sources <= GUESSES and known.state in vain and known.reason != WAITING


def _last_read(known: Known) -> tuple[int, str]:
    return known.round or 0, known.url


def _led_nowhere(known: Known) -> bool:
    return known.state == "excluded" and (known.reason or "").startswith(LED_NOWHERE)
