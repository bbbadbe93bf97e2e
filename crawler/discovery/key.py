"""Addresses that need not be asked for, as another one with the same key has been read. Two articles are never merged.

A key is what the site's owner wrote, or the number in an address once samples have shown that the words after it do
not matter: the same number under other words gave the same text, and never another one. Likewise what is left of an
address without parameters that do not matter (`parameters`), and at last its path (`copies`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crawler.discovery.alias import title_words
from crawler.discovery.canonical import path_and_query
from crawler.discovery.copies import copies
from crawler.discovery.known import Known
from crawler.discovery.likeness import same_text
from crawler.discovery.number import numbered
from crawler.discovery.parameters import Unheeded, unheeded

__all__ = ["Keys", "keys"]

ENOUGH = 2  # numbers that showed the same text twice, and none that did not: the words do not matter
SAMPLES = 3  # addresses asked of a series at a time to find that out


@dataclass(frozen=True, slots=True)
class Keys:
    """Of addresses that wait: `known`, the page that was read under another address, and why; `held`, not to be
    asked before others have shown whether they need to be. `unheeded`: the parameters that do not matter."""

    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    unheeded: Unheeded = field(default_factory=Unheeded)


def keys(pages: Iterable[Known], rule: re.Pattern[str] | None = None) -> Keys:
    """What the keys of a site's addresses tell of those that wait; pure, and independent of their order.

    :param rule: the owner's own `key`, which is believed; where there is one, numbers are not looked at
    """
    pages = list(pages)
    parameters = unheeded(pages)
    known, held = _by_key(pages, rule)
    return Keys({**copies(pages), **parameters.known, **known}, held | parameters.held, parameters)


def _by_key(
    pages: Iterable[Known], rule: re.Pattern[str] | None
) -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    """What the owner's key, or the numbers in addresses, tell of those that wait: known, and held."""
    by_key: dict[str, dict[object, list[Known]]] = {}
    for page in pages:
        if found := _key(page.url, rule):
            by_key.setdefault(found[0], {}).setdefault(found[1], []).append(page)
    known: dict[str, tuple[str, str]] = {}
    held: set[str] = set()
    for groups in by_key.values():
        # In one order whatever the answers came in: which are samples must not depend on it.
        several = sorted(
            (sorted(members, key=lambda page: page.url) for members in groups.values() if len(members) > 1),
            key=lambda members: members[0].url,
        )
        if not any(page.waits for members in several for page in members):
            continue
        believed = True if rule else _words_do_not_matter(several)
        for members in several:
            known |= _spoken_for(members, rule is not None) if believed else {}
        if believed is None:
            held |= _all_but_samples(several)
    return known, frozenset(held)


def _key(url: str, rule: re.Pattern[str] | None) -> tuple[str, object] | None:
    if rule:
        match = rule.search(path_and_query(url))
        return ("", match.groups() or (match[0],)) if match else None
    found = numbered(url)
    return (found.series, found.number) if found else None


def _read(page: Known) -> bool:
    return page.evidence is not None or (page.state == "alias" and page.target is not None)


def _words_do_not_matter(groups: Iterable[list[Known]]) -> bool | None:
    """Whether the samples agree; None where there are too few of them."""
    agreeing = 0
    for members in groups:
        read = [page for page in members if _read(page)]
        if len(read) < 2:
            continue
        if not all(same_text(read[0], page) for page in read[1:]):
            return False
        agreeing += 1
    return True if agreeing >= ENOUGH else None


def _spoken_for(members: list[Known], by_rule: bool) -> dict[str, tuple[str, str]]:
    read = [page for page in members if page.evidence is not None and page.state != "failed"]
    if not read:
        return {}
    title = max((page.evidence.title for page in read if page.evidence), key=len)
    first = min(read, key=lambda page: _rank(page, title))
    why = (
        f"the same `key` as {first.url}"
        if by_rule
        else f"the same number as {first.url}, and on this site the words after it do not matter"
    )
    return {
        page.url: (first.url, why)
        for page in members
        if page.waits and (by_rule or _rank(page, title) > _rank(first, title))
    }


def _rank(page: Known, title: str) -> tuple[bool, int, int, str]:
    """Smaller for the address that the site itself would choose: one that it lists, one with its whole title."""
    listed = bool(page.sources & {"sitemap", "feed", "wordpress"})
    return not listed, -title_words(page.url, title), len(page.url), page.url


def _all_but_samples(groups: Iterable[list[Known]]) -> set[str]:
    """Addresses that wait until a few others have been compared with what was read under their numbers."""
    held: set[str] = set()
    samples = 0
    for members in groups:
        waiting = [page for page in members if page.waits]
        if not any(_read(page) for page in members):
            waiting = waiting[1:]  # the first of them is no sample but the page itself
        elif samples < SAMPLES and waiting:
            samples += 1
            waiting = waiting[1:]
        held |= {page.url for page in waiting}
    return held
