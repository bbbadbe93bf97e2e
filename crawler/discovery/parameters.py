"""Parameters of addresses that do not matter on a site: sessions, random numbers, the place where a reader clicked.

Learned from the articles read: addresses that differ in one parameter alone showed one text, again and again, and
never another one. Only of parameters that take ever new values, as those make a site without an end.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.discovery.known import LISTED, Known
from crawler.discovery.likeness import alike, is_sample, same_text
from crawler.discovery.listing import page_number

__all__ = ["Unheeded", "unheeded", "without"]

ENOUGH = 3  # texts, each seen under several values of a parameter
SELDOM = 20  # of so many, one may have been edited between two looks
VALUES = 8  # that the parameter has taken: the languages of a site or the orders of a list are fewer
MOSTLY = 0.9  # of the values, those that are made at random by their looks
_TOKEN = re.compile(r"(?!(?:19|20)\d\d[01]\d[0-3]\d$)(?=\D*\d)(?:[a-z\d]{8,}|[a-f\d-]{16,})$", re.I)


@dataclass(frozen=True, slots=True)
class Unheeded:
    """What a site's pages show of its parameters.

    :param names: of those that do not matter
    :param known: of addresses that wait: the page that was read in their place, and why
    :param held: not to be asked before another address that differs in such a parameter alone
    """

    names: frozenset[str] = frozenset()
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    _read: Mapping[str, str] = field(default_factory=dict)

    def instead_of(self, url: str) -> str | None:
        """The page that was read under an address with other values of the parameters, if one was."""
        bare = without(url, self.names) if self.names else url
        return self._read.get(bare) if bare != url else None


def unheeded(pages: Iterable[Known]) -> Unheeded:
    """Look over all that is known of a site; pure, and independent of the order."""
    everything = sorted(pages, key=lambda page: page.url)
    names = _names(everything)
    if not names:
        return Unheeded()
    tokens = frozenset(name for name in names if _is_random(_values(everything, name)))
    known: dict[str, tuple[str, str]] = {}
    held: set[str] = set()
    read: dict[str, str] = {}
    for bare, members in _by_remainder(everything, names).items():
        # A list has no text to compare: only where a value cannot be the name of a month or a topic.
        lists_too = any(name in tokens for page in members for name, _ in _parameters(page.url))
        speaks = [page for page in members if is_sample(page) or (lists_too and page.evidence)]
        waiting = [
            page for page in members if page.waits and not (page.url == bare and page.sources & LISTED)
        ]
        if speaks:
            read[bare] = main = min(speaks, key=_rank).url
            known |= {page.url: (main, _why(page.url, main, names)) for page in waiting}
        elif not any(page.evidence for page in members):
            held |= {page.url for page in waiting[1:]}
    return Unheeded(names, known, frozenset(held), read)


def without(url: str, names: Container[str]) -> str:
    """An address without some of its parameters.

    >>> without("http://a.fr/x?a=1&sid=7&b=2", {"sid"}), without("http://a.fr/x?sid=7", {"sid"})
    ('http://a.fr/x?a=1&b=2', 'http://a.fr/x')
    """
    path, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and part.partition("=")[0] not in names]
    return f"{path}?{'&'.join(kept)}" if kept else path


def _parameters(url: str) -> Iterator[tuple[str, str]]:
    for part in url.partition("?")[2].split("&"):
        name, _, value = part.partition("=")
        yield name, value


def _by_remainder(pages: Iterable[Known], names: Container[str]) -> dict[str, list[Known]]:
    """Addresses that differ in parameters that do not matter; not those that never had one."""
    groups: dict[str, list[Known]] = defaultdict(list)
    for page in pages:
        groups[without(page.url, names)].append(page)
    return {bare: some for bare, some in groups.items() if any(page.url != bare for page in some)}


def _names(pages: Sequence[Known]) -> frozenset[str]:
    """The parameters that do not matter: each has taken many values, and is none that counts pages."""
    samples = [page for page in pages if is_sample(page)]
    votes = _votes(samples)
    enough = {name for name, texts in votes.items() if len(texts) >= ENOUGH}
    names = {
        name
        for name in enough
        if not _differs(samples, {name}, len(votes[name]))
        and len(_values(pages, name)) >= VALUES
        and not any(f"{name}={{n}}" in (page_number(page.url) or ("", 0))[0] for page in pages)
    }
    seldom = min((len(votes[name]) for name in names), default=0)
    return frozenset() if _differs(samples, names, seldom) else frozenset(names)


def _votes(samples: Iterable[Known]) -> dict[str, set[str]]:
    """Of each parameter: the texts that one path showed under several of its values.

    Several parameters may change together. What a site shows for whatever it does not have is but one text.
    """
    by_path: dict[str, list[Known]] = defaultdict(list)
    for page in samples:
        by_path[page.url.partition("?")[0]].append(page)
    votes: dict[str, set[str]] = defaultdict(set)
    for members in by_path.values():
        for same in alike(members) if len(members) > 1 else ():
            first = same[0]
            text = first.evidence.text if first.evidence else first.target
            for page in same[1:]:
                for name, _ in set(_parameters(page.url)) ^ set(_parameters(first.url)):
                    votes[name].add(text or "")
    votes.pop("", None)
    return votes


def _differs(samples: Iterable[Known], names: Container[str], agreeing: int) -> bool:
    """Whether addresses that differ in these parameters alone showed different articles."""
    groups: dict[str, list[Known]] = defaultdict(list)
    for page in samples:
        groups[without(page.url, names)].append(page)
    differing = sum(
        any(not same_text(members[0], page) for page in members[1:]) for members in groups.values()
    )
    return differing > agreeing // SELDOM


def _values(pages: Iterable[Known], name: str) -> set[str]:
    return {value for page in pages for other, value in _parameters(page.url) if other == name}


def _is_random(values: Iterable[str]) -> bool:
    """
    >>> _is_random(["5f3a9c01", "b4e77d20"]), _is_random(["1764536777123"]), _is_random(["2024-05", "20240513"])
    (True, True, False)
    """
    looks = [bool(_TOKEN.match(value)) for value in values]
    return sum(looks) >= MOSTLY * len(looks)


def _rank(page: Known) -> tuple[bool, bool, int, str]:
    """Smaller for the address that stands for the others."""
    return page.state not in ("article", "gone"), not page.sources & LISTED, len(page.url), page.url


def _why(url: str, main: str, names: Container[str]) -> str:
    said = sorted({name for one in (url, main) for name, _ in _parameters(one) if name in names})
    which = " and ".join(f"`{name}`" for name in said)
    return f"the same page as {main}, and on this site {which} in an address does not matter"
