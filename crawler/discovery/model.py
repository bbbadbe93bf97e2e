"""A small model of one site: what its articles share, in the look of their template and the shape of their address.

Learning from positive and unlabelled pages (Elkan and Noto, "Learning classifiers from only positive and unlabeled
data", 2008): how much an unlabelled page counts against its like depends on how often articles of this site show
themselves. Where they all do, a group of pages of which none does is none of them.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crawler.discovery.gaps import stand_ins
from crawler.discovery.known import Known
from crawler.discovery.label import Label, is_silent
from crawler.discovery.shape import Shapes
from crawler.extraction.nature import names_date, states_date

__all__ = ["points"]

UNLABELLED = 0.02  # weight of an unlabelled page, as a negative, where articles show nothing
SHOWN = 0.35  # the same where all of them show themselves
DATED = 1 / 3  # of that, where it has a date of publication: a short notice, more likely than not
SILENT = 8.0  # what a silent page loses, by how far the share of articles that are not is above USUAL
USUAL = 0.6
ALL = 0.97  # of the articles: those that have what their template gives to all
WORTH = {
    "shape": 2.0,
    "coarse": 3.0,
}  # what the shape of an address counts, where a name in a template counts 1
RIDGE = 0.5  # keeps the model small where a site has few pages
STEPS = 30
EMPTY = 1.5  # what a page without text loses

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


def points(pages: Sequence[Known], scores: Sequence[float], labels: Sequence[Label]) -> Floats:
    """Log-odds of each page: what it shares with the labelled ones, and half of what it says itself."""
    own = np.clip(np.array(scores), -1.5, 2.0)
    lists = _listness(pages) + np.array(
        [EMPTY if page.evidence.signs.words < 3 else 0.0 for page in pages if page.evidence]
    )
    if not any(label > 0 for label in labels):
        return np.asarray(own - lists)
    features, row = _features(pages)
    usual = _usual(features, row, labels)
    weight = np.array([_weight(page, label, usual) for page, label in zip(pages, labels, strict=True)])
    shared = _fit(features, *_weights(row, weight, labels))[row]
    silent = SILENT * max(0.0, usual - USUAL) * _silence(pages, labels)
    return _of_one_text(pages, np.clip(shared, -4.0, 4.0) + own / 2 - lists - silent)


def _of_one_text(pages: Sequence[Known], points: Floats) -> Floats:
    """Two addresses of one text are one thing, however one of them is spelled: the better one speaks for both."""
    best: dict[str, float] = {}
    names = [page.evidence.text if page.evidence else "" for page in pages]
    for name, point in zip(names, points, strict=True):
        best[name] = max(best.get(name, -np.inf), float(point))
    return np.array([best[name] if name else point for name, point in zip(names, points, strict=True)])


def _usual(features: Floats, row: Indexes, labels: Sequence[Label]) -> float:
    """How often pages like those that are surely articles show it; 0 where those are themselves but likely."""
    if Label.likely in labels:
        return 0.0
    shown = _fit(features, *_weights(row, np.ones(len(labels)), labels))[row]
    sure = np.array([label > 0 for label in labels])
    return float((1.0 / (1.0 + np.exp(-shown[sure]))).mean())


def _weight(page: Known, label: Label, usual: float) -> float:
    if label or page.evidence is None:
        return 1.0
    weight = max(UNLABELLED, SHOWN * usual**2)
    return weight * DATED if states_date(page.evidence.signs) or names_date(page.url) else weight


def _silence(pages: Sequence[Known], labels: Sequence[Label]) -> Floats:
    """1 for a page that states nothing and lacks what the template of all articles has, such as a date's place."""
    sure = [page for page, label in zip(pages, labels, strict=True) if label is Label.article]
    counts = Counter(name for page in sure if page.evidence for name in page.evidence.look)
    core = {name for name, count in counts.items() if count >= ALL * len(sure)}
    return np.array(
        [
            float(
                not label and is_silent(page) and not core <= set(page.evidence.look if page.evidence else ())
            )
            for page, label in zip(pages, labels, strict=True)
        ]
    )


def _weights(row: Indexes, weight: Floats, labels: Sequence[Label]) -> tuple[Floats, Floats]:
    """Of each row of the matrix: how much speaks for it, how much against it."""
    sure = np.array([label > 0 for label in labels])
    size = int(row.max()) + 1
    good = np.bincount(row, weight * sure, size).astype(np.float64)
    return good, np.bincount(row, weight * ~sure, size).astype(np.float64)


def _listness(pages: Sequence[Known]) -> Floats:
    """How much a page is a list: links that most pages of the site do not have, against its words; 0 to 4."""
    links = [len(page.evidence.out) for page in pages if page.evidence]
    usual = sorted(links)[len(links) // 2] if len(links) >= 10 else 0
    words = [page.evidence.signs.words for page in pages if page.evidence]
    share = [max(0, one - usual) / (count + 60) for one, count in zip(links, words, strict=True)]
    return np.asarray(np.clip(6.0 * (np.array(share) - 0.15), 0.0, 4.0))


def _features(pages: Sequence[Known]) -> tuple[Floats, Indexes]:
    """A column for every part of a look and every shape that some pages have and others have not.

    Pages of one template are alike: each kind of page is one row; the second value is the row of each page.
    """
    shapes = Shapes.of(page.url for page in pages)
    instead = stand_ins(pages)
    rows: dict[frozenset[str], int] = {}
    row = np.zeros(len(pages), dtype=np.int64)
    counts: Counter[str] = Counter()
    for number, page in enumerate(pages):
        assert page.evidence is not None
        url = instead.get(page.url, page.url)
        names = frozenset(
            {*page.evidence.look, f"shape {shapes.of_url(url)}", f"coarse {shapes.coarse(url)}"}
        )
        row[number] = rows.setdefault(names, len(rows))
        counts.update(names)
    columns = {
        name: index
        for index, name in enumerate(
            sorted(name for name, count in counts.items() if 2 <= count < len(pages))
        )
    }
    matrix = np.zeros((len(rows), len(columns) + 1))
    matrix[:, -1] = 1.0
    for names, number in rows.items():
        for name in names & columns.keys():
            matrix[number, columns[name]] = WORTH.get(name.partition(" ")[0], 1.0)
    return np.asarray(matrix / np.sqrt(np.maximum(1.0, (matrix != 0).sum(axis=1, keepdims=True)))), row


def _fit(matrix: Floats, good: Floats, bad: Floats) -> Floats:
    """Ridge logistic regression (Newton's method); the log-odds of every row.

    :param good: weight of the examples of each row that are articles; `bad`: of those that are none
    """
    coefficients = np.zeros(matrix.shape[1])
    ridge = RIDGE * np.eye(matrix.shape[1])
    weight = good + bad
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(matrix @ coefficients, -30, 30)))
        gradient = matrix.T @ (weight * chance - good) + RIDGE * coefficients
        curvature = weight * np.maximum(chance * (1 - chance), 1e-4)
        step = np.linalg.solve((matrix.T * curvature) @ matrix + ridge, gradient)
        coefficients -= step
        if np.abs(step).max() < 1e-4:
            break
    return np.asarray(matrix @ coefficients)
