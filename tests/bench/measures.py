"""How an answer is held against the truth; an answer is scored for what it has.

The body measure is article-extraction-benchmark's (github.com/scrapinghub): shingles of four words,
precision and recall averaged over pages.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable
from typing import Any

from tests.compare import shingles


def overlap(truth: str, text: str) -> tuple[int, int, int]:
    """Shingles in both, only in the text, only in the truth."""
    wanted, found = shingles(truth), shingles(text)
    both = (wanted & found).total()
    return both, found.total() - both, wanted.total() - both


def body_f1(pairs: Iterable[tuple[str, str]]) -> float:
    counts = [overlap(truth, text) for truth, text in pairs]
    precision = [both / (both + extra) for both, extra, _ in counts if both + extra]
    recall = [both / (both + missed) for both, _, missed in counts if both + missed]
    p, r = statistics.mean(precision or [0.0]), statistics.mean(recall or [0.0])
    return 2 * p * r / (p + r) if p + r else 0.0


def folded(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "")).strip().casefold()


def figures(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    """The figures that a set's truths allow, of (truth, answer) pairs."""
    found: dict[str, float] = {}
    if bodies := [
        (truth["body"], answer["body"]) for truth, answer in rows if "body" in truth and "body" in answer
    ]:
        found["body F1"] = body_f1(bodies)
    if dates := [
        truth["date"] == answer["date"] for truth, answer in rows if "date" in truth and "date" in answer
    ]:
        found["date"] = statistics.mean(dates)
    if titles := [
        folded(truth["title"]) == folded(answer["title"])
        for truth, answer in rows
        if "title" in truth and "title" in answer
    ]:
        found["title"] = statistics.mean(titles)
    names = [
        ({folded(name) for name in truth["authors"]}, {folded(name) for name in answer["authors"]})
        for truth, answer in rows
        if "authors" in truth and "authors" in answer
    ]
    if names:
        found["authors F1"] = (
            2 * sum(len(a & b) for a, b in names) / max(1, sum(len(a) + len(b) for a, b in names))
        )
    if segments := [(truth, answer) for truth, answer in rows if "with" in truth and "body" in answer]:
        found["segments F1"] = segments_f1(segments)
    return found


def segments_f1(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> float:
    kept = wanted = extra = 0
    for truth, answer in rows:
        kept += sum(segment in answer["body"] for segment in truth["with"])
        wanted += len(truth["with"])
        extra += sum(segment in answer["body"] for segment in truth["without"])
    precision, recall = kept / max(1, kept + extra), kept / max(1, wanted)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
