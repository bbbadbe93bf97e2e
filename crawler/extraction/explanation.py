"""Why the body of a page is what it is: the containers that lost, and the blocks, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extraction.blocks import Blocks
from crawler.extraction.body import first_odds, shown_body, sums_of, weighed
from crawler.extraction.evidence import evidence_of
from crawler.extraction.evidence_within import evidence_within
from crawler.extraction.page import Page
from crawler.extraction.tree import Tree
from crawler.extraction.weights import FIXED, Note, table

__all__ = ["Candidate", "Explanation", "Judged", "explained"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that might have been the article's container.

    :param path: tags and names from the body down
    :param weight: the log odds of its blocks, summed by size; the largest wins
    :param text: how its text begins
    """

    path: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A block, whether it is text of the article, and what spoke most for and against it."""

    text: str
    kept: bool
    odds: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The candidates, the winner first, and every block that was weighed."""

    candidates: tuple[Candidate, ...]
    blocks: tuple[Judged, ...]


def explained(page: Page, losers: int = 4) -> Explanation:
    """How the body of a page was found."""
    tree, blocks = page.tree, Blocks(page.tree, others=page.other_articles)
    if not blocks.numbers:
        return Explanation((), ())
    evidence = evidence_of(page, blocks)
    sums = sums_of(blocks, first_odds(evidence))
    container, odds = weighed(page, blocks)
    kept = set(shown_body(page).blocks)
    places = evidence_within(blocks, container)
    judged = tuple(
        Judged(text, number in kept, round(odd, 1), _reasons([*notes, *place]))
        for text, number, odd, notes, place in zip(
            blocks.texts, blocks.numbers, odds, evidence, places, strict=True
        )
    )
    return Explanation(tuple(_candidates(tree, blocks, sums, container, losers)), judged)


def _candidates(
    tree: Tree, blocks: Blocks, sums: list[float], container: int, losers: int
) -> Iterable[Candidate]:
    """The winner, then the heaviest nodes that are not around or inside one named before."""
    named: list[int] = []
    for node in [container, *sorted(range(len(sums)), key=lambda node: -sums[node])]:
        if any(other < tree.ends[node] and node < tree.ends[other] for other in named):
            continue
        named.append(node)
        inside = [
            text for text, at in zip(blocks.texts, blocks.nodes, strict=True) if node <= at < tree.ends[node]
        ]
        if inside:
            yield Candidate(_path(tree, node), round(sums[node], 1), max(inside, key=len)[:100])
        if len(named) > losers:
            return


def _path(tree: Tree, node: int) -> str:
    steps: list[str] = []
    while node > 0 and len(steps) < 4:
        steps.append(".".join([tree.tags[node], *tree.names[node].split()[:2]]))
        node = tree.parents[node]
    return " > ".join(reversed(steps))


def _reasons(notes: list[Note], count: int = 4) -> tuple[tuple[str, float], ...]:
    weights = table()["second"]
    known = {name: weights.get(name, 0.0) + FIXED.get(name, 0.0) for note in notes for name in note.names}
    return tuple(sorted(known.items(), key=lambda item: -abs(item[1]))[:count])
