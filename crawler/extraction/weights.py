"""What each piece of evidence for a block of text is worth: the table in `weights.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Note", "note", "table"]


#: What is never an article's text by default, whatever a fit on some hundred pages makes of it.
FIXED = {
    "within:<figcaption>": -6.0,
    "within:caption": -4.0,
    "within:comment": -4.0,
    "within:newsletter": -4.0,
    "within:related": -4.0,
    "within:author": -2.5,
    "within:tags": -2.5,
    "within:cookie": -6.0,
    "within:overlay": -1.2,
    "within:hidden": -1.2,
    "word:ad:0": -3.0,
}


class Note(NamedTuple):
    """Some evidence about a block, by name, and its worth in log odds.

    :param first: while nothing is known of where the article is
    :param second: once its container is known
    """

    names: tuple[str, ...]
    first: float
    second: float


def note(*names: str) -> Note:
    """Evidence with its worth; what the table does not know is worth nothing."""
    known = _worths()
    firsts, seconds = 0.0, 0.0
    for name in names:
        if name in known:
            first, second = known[name]
            firsts += first
            seconds += second
    return Note(names, firsts, seconds)


@cache
def _worths() -> dict[str, tuple[float, float]]:
    """For each piece of evidence its worth at first, and once the container is known."""
    first, second = table()["first"], table()["second"]
    return {
        name: (first.get(name, 0.0), second.get(name, 0.0) + FIXED.get(name, 0.0))
        for name in first.keys() | second.keys() | FIXED.keys()
    }


@cache
def table() -> dict[str, dict[str, float]]:
    """The fitted weights (`tests/bench/fit_body.py`): `first`, `second`, each with its `bias`."""
    found: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("weights.json").read_bytes())
    return found
