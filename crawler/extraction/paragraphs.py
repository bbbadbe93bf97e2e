"""Where the running text of a page stands: asked of many elements, looked up once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["Paragraphs"]

#: Characters from which a block is a paragraph; how many make a text, or how many characters of them.
PARAGRAPH, PARAGRAPHS, TEXT = 80, 3, 400


class Paragraphs:
    """The paragraphs of a page, by their nodes.

    :param nodes: of each block
    :param sizes: how many characters each has, and `linked`: how many of them are links
    """

    def __init__(self, nodes: Sequence[int], sizes: Sequence[int], linked: Sequence[int]) -> None:
        paragraphs = sorted(
            (node, size)
            for node, size, links in zip(nodes, sizes, linked, strict=True)
            if size >= PARAGRAPH and 2 * links < size
        )
        self._nodes = [node for node, _ in paragraphs]
        self._before = [0, *accumulate(size for _, size in paragraphs)]  # characters of those before each

    def are_in(self, start: int, end: int) -> bool:
        """Do the nodes from `start` to `end` hold running text: some paragraphs, or a long one?"""
        first, last = bisect_left(self._nodes, start), bisect_left(self._nodes, end)
        return last - first >= PARAGRAPHS or self._before[last] - self._before[first] >= TEXT
