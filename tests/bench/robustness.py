"""How much of the quality hangs on how pages are built: `make bench-rebuilt`.

    python -m tests.bench.robustness                 # every change, on the sets whose text or date is known
    python -m tests.bench.robustness --only renamed --worst 5

Each page is parsed, changed (`changes.py`) and written again. The figures stand below those of the pages as they
are, parsed and written too: a change that costs much shows what extraction leans on that other sites do not have.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tests.bench.changes import CHANGES, Change, changed, unchanged
from tests.bench.extraction import Answer, ours
from tests.bench.measures import figures, overlap
from tests.bench.pages import Sample, samples

SETS = ("aeb", "fundus80", "publishers", "dates")


def answers(change: Change) -> Iterator[tuple[Sample, Answer]]:
    for name in SETS:
        for sample in samples(name):
            yield sample, ours(changed(sample, change), sample.url)


def f1(truth: str, text: str) -> float:
    both, extra, missed = overlap(truth, text)
    return 2 * both / (2 * both + extra + missed) if both else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Quality on pages that are built in another way.")
    parser.add_argument("--only", action="append", choices=[change.__name__ for change in CHANGES])
    parser.add_argument("--worst", type=int, default=0, help="the pages whose text suffers most")
    options = parser.parse_args()
    before: dict[tuple[str, str], float] = {}
    for change in CHANGES:
        if options.only and change is not unchanged and change.__name__ not in options.only:
            continue
        rows = list(answers(change))
        values = figures([(sample.truth, answer) for sample, answer in rows])
        print(
            f"{change.__name__:14}",
            "  ".join(f"{key} {value:.3f}" for key, value in values.items()),
            flush=True,
        )
        scores = {
            (s.dataset, s.id): f1(s.truth["body"], str(a["body"])) for s, a in rows if s.truth.get("body")
        }
        before = before or scores
        for key in sorted(scores, key=lambda key: scores[key] - before[key])[: options.worst]:
            print(f"    {scores[key]:.3f} was {before[key]:.3f}  {' '.join(key)}")


if __name__ == "__main__":
    main()
