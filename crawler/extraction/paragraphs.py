"""Where the running text of a page stands: asked of many elements, looked up once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from crawler.extraction.tree import Tree, wide

__all__ = ["Paragraphs", "sizes_of"]

#: Characters from which a block is a paragraph; how many make a text, or how many characters of them.
PARAGRAPH, PARAGRAPHS, TEXT = 80, 3, 400


def sizes_of(texts: Sequence[str]) -> list[int]:
    """The characters of each text, wide ones twice; whether there are any is asked once, of all."""
    sizes = list(map(len, texts))
    return (
        [size + wide(text) for text, size in zip(texts, sizes, strict=True)]
        if wide("".join(texts))
        else sizes
    )


class Paragraphs:
    """The paragraphs of a page, by their nodes.

    :param sizes: of each block, as `sizes_of` counts them
    """

    def __init__(self, tree: Tree, sizes: Sequence[int]) -> None:
        paragraphs = sorted(
            (node, size)
            for node, size, linked in zip(tree.block_nodes, sizes, tree.linked, strict=True)
            if size >= PARAGRAPH and 2 * linked < size
        )
        self._nodes = [node for node, _ in paragraphs]
        self._before = [0, *accumulate(size for _, size in paragraphs)]  # characters of those before each

    def are_in(self, start: int, end: int) -> bool:
        """Do the nodes from `start` to `end` hold running text: some paragraphs, or a long one?"""
        first, last = bisect_left(self._nodes, start), bisect_left(self._nodes, end)
        return last - first >= PARAGRAPHS or self._before[last] - self._before[first] >= TEXT
