"""What each piece of evidence for a block of text is worth: the table in `weights.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Note", "note", "table"]


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
    first, second = table()["first"], table()["second"]
    return Note(
        names, sum(first.get(name, 0.0) for name in names), sum(second.get(name, 0.0) for name in names)
    )


@cache
def table() -> dict[str, dict[str, float]]:
    """The fitted weights (`tests/bench/fit_body.py`): `first`, `second`, each with its `bias`."""
    found: dict[str, dict[str, float]] = json.loads(
        files("crawler.extraction").joinpath("weights.json").read_text("utf-8")
    )
    return found
