"""Fit the weights of `crawler/extraction/weights.json` to pages whose text is known.

    python -m tests.bench.fit_body                # cross-validated by domain: what new domains may expect
    python -m tests.bench.fit_body --write        # fit on all pages, write the table

A block counts as text where half of its four-word shingles are in the truth; of the segments set only
blocks that hold a segment count. The model is a logistic regression with an L2 penalty; long blocks
weigh more, but no page more than another. Menus and footers, which extraction does not look at, are
learned from as well: they tell best what is no text. So is each page built anew, without the names of its
elements and with boxes about it (`changes.rebuilt`): many sites have names that say nothing. The container of each page is chosen with weights
that were fitted on other domains, as it will be on pages never seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from crawler.extraction.blocks import Blocks
from crawler.extraction.body import all_or_none, container, of_one_mind, text_places
from crawler.extraction.entries import entries
from crawler.extraction.evidence import evidence_of
from crawler.extraction.evidence_within import evidence_within
from crawler.extraction.page import Page
from crawler.extraction.rendering import rendered
from crawler.extraction.weights import FIXED, Note
from tests.bench.changes import changed, rebuilt
from tests.bench.measures import figures
from tests.bench.pages import Sample, samples, site_samples

TABLE = Path("crawler/extraction/weights.json")
SETS = ("aeb", "fundus80", "publishers", "segments", "mozilla-utf8")
FOLDS = 5
#: The penalty, the steps of the descent, and how many pages must show a piece of evidence.
PENALTY, STEPS, PAGES = 10.0, 2000, 6
#: Words of one block and of one page beyond which more do not count.
BLOCK_WORDS, PAGE_WORDS = 60, 300

#: What a page of a set with softer truth counts; twenty pages of one site are much alike.
SOFTER = {"mozilla": 0.5, "sites": 0.35}
#: And a page that is built anew.
REBUILT = 0.5

Names = list[tuple[str, ...]]
Table = dict[str, float]


@dataclass
class Known:
    """A page, its blocks, and for each block whether it is text (1), not (0), or unknown (-1).

    :ivar dataset: its set; `aeb rebuilt` if it is built anew
    :ivar blocks: all of them, to learn from
    :ivar seen: those that extraction looks at
    """

    sample: Sample
    dataset: str
    page: Page
    blocks: Blocks
    seen: Blocks
    truths: list[int]
    weights: list[float]
    notes: list[list[Note]]

    @property
    def fold(self) -> int:
        return int(hashlib.md5(self.sample.domain.encode()).hexdigest(), 16) % FOLDS

    def odds_of_seen(self, odds: list[float]) -> list[float]:
        """Of the odds of all blocks those of the ones that extraction looks at."""
        by_number = dict(zip(self.blocks.numbers, odds, strict=True))
        return [by_number[number] for number in self.seen.numbers]


def as_is_and_rebuilt(sample: Sample) -> Iterator[Known]:
    yield known(sample, sample.dataset, 1.0)
    yield known(replace(sample, html=changed(sample, rebuilt)), f"{sample.dataset} rebuilt", REBUILT)


def known(sample: Sample, dataset: str, worth: float) -> Known:
    page = Page(sample.html, sample.url)
    blocks = Blocks(page.tree, every=True)
    truths = truths_of(blocks.texts, sample.truth)
    words = [min(BLOCK_WORDS, max(1, len(re.findall(r"\w+", text)))) ** 0.7 for text in blocks.texts]
    weights = [weight if truth >= 0 else 0.0 for weight, truth in zip(words, truths, strict=True)]
    if "with" in sample.truth:
        scale = 0.6
    else:
        scale = min(1.0, PAGE_WORDS / (sum(weights) or 1)) * SOFTER.get(sample.dataset, 1.0)
    return Known(
        sample,
        dataset,
        page,
        blocks,
        Blocks(page.tree, others=page.other_articles),
        truths,
        [weight * scale * worth for weight in weights],
        evidence_of(page, blocks),
    )


def truths_of(texts: Sequence[str], truth: dict[str, object]) -> list[int]:
    if "with" in truth:
        wanted, unwanted = truth["with"], truth["without"]
        assert isinstance(wanted, list)
        assert isinstance(unwanted, list)
        return [
            1 if any(part in text for part in wanted) else 0 if any(part in text for part in unwanted) else -1
            for text in texts
        ]
    body = str(truth["body"])
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", body)) > len(body) / 10
    pattern = r"\w" if wide else r"\w+"
    words = re.findall(pattern, body)
    shingles = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
    together = f" {' '.join(words)} "
    return [_truth(re.findall(pattern, text), shingles, together) for text in texts]


def _truth(words: list[str], shingles: set[tuple[str, ...]], together: str) -> int:
    if len(words) < 4:
        found = f" {' '.join(words)} " in together
        return -1 if not words or (len(words) == 1 and found) else int(found)
    own = [tuple(words[at : at + 4]) for at in range(len(words) - 3)]
    return int(sum(shingle in shingles for shingle in own) >= len(own) / 2)


def fitted(pages: list[Known], names: list[Names]) -> Table:
    """The weights for evidence, block by block, that best tell text from the rest."""
    seen = Counter(name for blocks in names for name in {name for block in blocks for name in block})
    numbers = {
        name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= PAGES))
    }
    rows, columns, truths, weights = [], [], [], []
    for page, blocks in zip(pages, names, strict=True):
        for block, truth, weight in zip(blocks, page.truths, page.weights, strict=True):
            if weight:
                at = [numbers[name] for name in block if name in numbers]
                rows += [len(truths)] * len(at)
                columns += at
                truths.append(truth)
                weights.append(weight)
    values = descended(
        np.array(rows), np.array(columns), np.array(truths, float), np.array(weights), len(numbers)
    )
    return {"bias": float(values[-1])} | {name: float(values[at]) for name, at in numbers.items()}


def descended(
    rows: np.ndarray, columns: np.ndarray, truths: np.ndarray, weights: np.ndarray, count: int
) -> np.ndarray:
    """Minimise the weighted logistic loss with an L2 penalty; accelerated gradient (Nesterov 1983).

    The bias is the last value, and free. Each value has a step of its own, from its curvature's bound.
    """
    size = len(truths)
    degree = np.bincount(rows, minlength=size) + 1
    bound = np.bincount(columns, (weights * degree)[rows], count)
    steps = 1 / (np.append(bound, (weights * degree).sum()) / 4 + PENALTY)
    penalty = np.append(np.full(count, PENALTY), 0.0)
    now = ahead = np.zeros(count + 1)
    for step in range(STEPS):
        odds = np.bincount(rows, ahead[columns], size) + ahead[-1]
        errors = weights * (1 / (1 + np.exp(-odds)) - truths)
        gradient = np.append(np.bincount(columns, errors[rows], count), errors.sum()) + penalty * ahead
        before, now = now, ahead - steps * gradient
        ahead = now + step / (step + 3) * (now - before)
    return now


def first_names(page: Known) -> Names:
    return [tuple(name for note in notes for name in note.names) for notes in page.notes]


def second_names(page: Known, at: int) -> Names:
    places = evidence_within(page.blocks, at)
    return [
        tuple(name for note in (*notes, *place) for name in note.names)
        for notes, place in zip(page.notes, places, strict=True)
    ]


def odds_of(names: Names, table: Table, fixed: Table) -> list[float]:
    return [
        table["bias"] + sum(table.get(name, 0.0) + fixed.get(name, 0.0) for name in block) for block in names
    ]


def cross_validated(pages: list[Known], names: list[Names], fixed: Table) -> list[list[float]]:
    """For each page the odds of its blocks, by weights fitted on other domains only."""
    odds: list[list[float]] = [[] for _ in pages]
    for fold in range(FOLDS):
        others = [at for at, page in enumerate(pages) if page.fold != fold]
        table = fitted([pages[at] for at in others], [names[at] for at in others])
        for at, page in enumerate(pages):
            if page.fold == fold:
                odds[at] = odds_of(names[at], table, fixed)
    return odds


def report(pages: list[Known], containers: list[int], odds: list[list[float]]) -> None:
    rows: dict[tuple[str, str], list[tuple[dict[str, object], dict[str, object]]]] = {}
    for page, at, own in zip(pages, containers, odds, strict=True):
        seen = page.seen
        together = all_or_none(entries(page.page, seen), of_one_mind(seen, at, page.odds_of_seen(own)))
        places = text_places(seen, page.page, together)
        text = rendered(page.page.tree, [seen.numbers[place] for place in places])
        for part in (page.sample.part, "all"):
            rows.setdefault((page.dataset, part), []).append((page.sample.truth, {"body": text}))
    for (dataset, part), found in sorted(rows.items()):
        print(
            f"{dataset:18} {part:8} "
            + "  ".join(f"{name} {value:.3f}" for name, value in figures(found).items())
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help=f"write {TABLE}")
    options = parser.parse_args()
    every = chain(*map(samples, SETS), site_samples())
    pages = [page for sample in every for page in as_is_and_rebuilt(sample) if page.seen.numbers]
    first = [first_names(page) for page in pages]
    odds = cross_validated(pages, first, {})
    containers = [container(page.seen, page.odds_of_seen(own)) for page, own in zip(pages, odds, strict=True)]
    second = [second_names(page, at) for page, at in zip(pages, containers, strict=True)]
    if not options.write:
        report(pages, containers, cross_validated(pages, second, FIXED))
        return
    tables = {"first": fitted(pages, first), "second": fitted(pages, second)}
    shown = {
        stage: {name: round(value, 2) for name, value in sorted(table.items()) if round(value, 2)}
        for stage, table in tables.items()
    }
    TABLE.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
