"""`/.well-known/tdmrep.json`: for which of a site's paths rights against text and data mining are reserved. Pure.

TDM Reservation Protocol (W3C community group, final report of 2024-05-10), the machine-readable form of what EU
directive 2019/790, article 4(3), lets a publisher reserve.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from crawler.discovery.robots import Rule, comparable

__all__ = ["MAX_BYTES", "Reservation", "parse_tdmrep", "reservation"]

MAX_BYTES = 512 * 1024
MAX_RULES = 1000


@dataclass(frozen=True, slots=True)
class Reservation:
    """One entry of the file.

    :param location: a pattern as in robots.txt (RFC 9309): `*`, and `$` at its end, are special
    :param policy: where to ask for a licence
    """

    location: str
    reserved: bool
    policy: str | None = None

    def as_json(self) -> list[Any]:
        return [self.location, int(self.reserved), self.policy]

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> Self:
        return cls(str(data[0]), bool(data[1]), data[2])


def parse_tdmrep(body: bytes) -> list[Reservation]:
    """The entries of a file; what is none is passed over, so that of anything else there are none.

    >>> parse_tdmrep(b'[{"location": "/", "tdm-reservation": 1}, {"location": 7}]')
    [Reservation(location='/', reserved=True, policy=None)]
    """
    try:
        rows = json.loads(body[:MAX_BYTES])
    except (ValueError, RecursionError):
        return []
    rows = [rows] if isinstance(rows, dict) else rows
    found = []
    for row in rows[:MAX_RULES] if isinstance(rows, list) else ():
        if not isinstance(row, Mapping) or not isinstance(row.get("location"), str):
            continue
        if str(row.get("tdm-reservation")) not in ("0", "1"):
            continue
        policy = row.get("tdm-policy")
        reserved = str(row["tdm-reservation"]) == "1"
        found.append(Reservation(row["location"], reserved, policy if isinstance(policy, str) else None))
    return found


def reservation(url: str, entries: Sequence[Reservation]) -> Reservation | None:
    """The entry that speaks of a URL: the longest that matches, as in robots.txt; None where none does.

    >>> entries = parse_tdmrep(b'[{"location": "/", "tdm-reservation": 1}, {"location": "/free/*", "tdm-reservation": 0}]')
    >>> reservation("https://a.fr/free/1", entries).reserved, reservation("https://a.fr/1", entries).reserved
    (False, True)
    """
    parts = urlsplit(url)
    path = comparable((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    speaking = [e for e in entries if Rule(comparable(e.location, pattern=True), True).matches(path)]
    return max(speaking, key=lambda entry: len(entry.location), default=None)
