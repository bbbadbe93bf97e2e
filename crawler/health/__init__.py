"""What is wrong with a site, told from its own history. Pure: what was seen goes in, sentences come out.

No threshold is the same for all sites: see `runs` for what a run met, `articles` for what it brought,
`looks` for what known articles were seen to be.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.health import articles, looks, runs
from crawler.health.history import FIELDS, History, Notice, Run, Seen, Unasked, Unread

__all__ = [
    "FIELDS",
    "History",
    "Notice",
    "Run",
    "Seen",
    "Unasked",
    "Unread",
    "notices",
    "with_outage",
    "with_since",
]


def notices(history: History) -> list[Notice]:
    """What needs attention, and what is good to know, in the order of its weight."""
    found = runs.reach(history)
    if not found:
        found = [
            *runs.walls(history),
            *runs.missing(history),
            *runs.failures(history),
            *runs.unasked(history),
            *runs.emptiness(history),
        ]
    found += [
        *runs.moved(history),
        *runs.certificate(history),
        *articles.silence(history),
        *articles.gap(history),
        *articles.fields(history),
        *articles.texts(history),
        *articles.unread(history),
        *looks.one_page(history),
        *looks.other_texts(history),
        *looks.changes(history),
        *looks.titles(history),
        *articles.layout(history),
    ]
    found += [Notice("unbelieved", f"{history.site}: {words}", "note") for words in history.unbelieved]
    found += runs.reuse(history)
    return found


def with_outage(found: Sequence[Notice], before: Sequence[Notice]) -> list[Notice]:
    """After a run in which nothing answered: a site that was down is so still, though this run did not meet it.

    >>> [notice.code for notice in with_outage([], [Notice("down", "a: no answer"), Notice("quiet", "a: no news")])]
    ['down']
    """
    kept = [] if any(notice.code == "down" for notice in found) else [n for n in before if n.code == "down"]
    return [*kept, *found]


def with_since(found: Sequence[Notice], before: Sequence[Notice], now: datetime) -> list[Notice]:
    """The same notices, with the day each began: what was there before keeps its own."""
    known = {_name(notice): notice.since for notice in before}
    return [replace(notice, since=known.get(_name(notice)) or notice.since or now) for notice in found]


def _name(notice: Notice) -> tuple[str, Any]:
    return notice.code, notice.values.get("field")
