"""Where a text stands: relative to the headline, and in what kind of element.

What stands close to the headline, in an element named for it, is about the article; what stands in
teasers, comments, sidebars or the footer is about something else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from crawler.extraction.folding import LINE, folded
from crawler.extraction.metadata import MAX_TITLES

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["Layout"]

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NEAR = 12  # blocks around the headline that a byline may be away

# What elements are called, in small letters: to look for either case takes three times as long.
_OTHERS = re.compile(
    r"(?<!(?:date|meta|info)[-_])(?:comment|kommentar)|respon[ds]|reply|related|teaser|widget|recent|popular|latest|trending|most-|more-|similar|recommend|"
    r"carousel|slider|(?<![a-z])cards?(?![a-z])|next-?post|prev|ticker|newsletter|copyright|archive-?list"
)
# Comments, and today's date on every page: never the article's, even beside its headline.
_NEVER = re.compile(
    r"(?<!(?:date|meta|info)[-_])(?:comment|kommentar)|weather|current-?date|(?<![a-z])today|(?<![a-z])clock|meteo|wetter"
)
_DOUBTFUL = re.compile(
    r"side-?bar|(?<!post-)(?<!entry-)(?<!article-)footer|calendar|event|agenda|breadcrumb|\bnav|menu|promo|updated|modified|masthead|profile"
)
_LISTS = frozenset({"aside", "nav", "footer", "pre", "code", "textarea"})


@lru_cache(maxsize=8192)
def _verdict(names: str) -> str | None:
    """Whether an element so called is about something else than the article.

    >>> _verdict("comment-list "), _verdict("sidebar "), _verdict("article-header ")
    ('other', 'doubtful', None)
    """
    names = names.lower()
    if _OTHERS.search(names) or _NEVER.search(names):
        return "other"
    return "doubtful" if _DOUBTFUL.search(names) else None


class Layout:
    """The blocks of a page in document order, their texts, and which of them is the headline.

    :ivar texts: each block's text, white space folded
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.texts = self.tree.texts

    @cached_property
    def headline(self) -> int:
        """The number of the headline's block, -1 where none is found.

        It is the heading that is the title; else an h1, best the one that og:title or <title> repeats; else any
        heading, or any text, that they repeat.
        """
        page = self.page
        headings = self._headings()
        if page.title and page.title.source in HEADINGS:
            name, its_level = folded(page.title.value), int(page.title.source[1])
            for block, level in headings.items():
                if level == its_level and folded(self.texts[block]) == name:
                    return block
        names = [*page.metadata.metas.get("og:title", [])[:MAX_TITLES], page.metadata.head_title]
        return self._repeated(" ".join(name[:LINE] for name in names), headings)

    @cached_property
    def name(self) -> str:
        """The headline, folded."""
        return folded(self.texts[self.headline]) if self.headline >= 0 else ""

    @cached_property
    def _around(self) -> frozenset[int]:
        """The nodes that hold the headline."""
        return frozenset(self._up(self.tree.block_nodes[self.headline]) if self.headline >= 0 else ())

    def spaced(self, block: int) -> str:
        """The text of a block with a blank wherever an element begins or ends: a name, a date, a section."""
        start, end = self.tree.block_starts[block : block + 2]
        return (
            " ".join(" ".join(self.tree.pieces[start:end]).split()) if end - start > 1 else self.texts[block]
        )

    @cached_property
    def _nodes(self) -> dict[etree._Element, int]:
        return dict(zip(self.tree.elements, range(len(self.tree.elements)), strict=True))

    @cached_property
    def _first_blocks(self) -> dict[int, int]:
        """For each node that holds text itself, its first block."""
        nodes = self.tree.piece_nodes
        return {
            node: block
            for block in reversed(range(len(self.texts)))
            for node in nodes[self.tree.block_starts[block] : self.tree.block_starts[block + 1]]
        }

    @cached_property
    def _with_text(self) -> list[int]:
        """The nodes that hold text themselves, in order."""
        return sorted(self._first_blocks)

    def block_of(self, element: etree._Element) -> int | None:
        """The first block of text in an element, or in the nearest node that holds it."""
        at: etree._Element | None = element
        nodes, blocks = self._nodes, self._first_blocks
        while at is not None and at not in nodes:
            at = at.getparent()
        if at is None:
            return None
        node = nodes[at]
        first = bisect_left(self._with_text, node)
        inner = self._with_text[first] if first < len(self._with_text) else len(self.tree.ends)
        return blocks[inner] if inner < self.tree.ends[node] else None

    def _repeated(self, stated: str, headings: Mapping[int, int]) -> int:
        """The block that the page's stated names repeat.

        :param headings: the blocks that stand in a heading, with its level
        """
        names = folded(stated)
        best, most = -1, 0
        for block, level in headings.items():
            text = self.texts[block]
            if not 5 < len(text) < 400:
                continue
            text = folded(text)
            worth = min(len(text), 80) if len(text) > 8 and text in names else 0
            worth += {1: 12, 2: 6, 3: 4}.get(level, 0) if worth or level == 1 else 0
            if worth > most:
                best, most = block, worth
        if most <= 20:
            same = [block for block, text in enumerate(self.texts) if 20 < len(text) < 400 and text in stated]
            best = max(same, key=lambda block: len(self.texts[block]), default=best)
        return best

    def _headings(self) -> dict[int, int]:
        """The blocks that stand in a heading, with its level."""
        levels: dict[int, int] = {}
        for node in [node for node, tag in enumerate(self.tree.tags) if tag in HEADINGS]:
            if node not in levels:
                levels.update(dict.fromkeys(range(node, self.tree.ends[node]), int(self.tree.tags[node][1])))
        return {block: levels[node] for block, node in enumerate(self.tree.block_nodes) if node in levels}

    def _heading_level(self, node: int) -> int:
        for at in self._up(node, 3):
            tag = self.tree.tags[at]
            if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
                return int(tag[1])
        return 0

    def _up(self, node: int, most: int = 10_000) -> Iterator[int]:
        while node >= 0 and most > 0:
            yield node
            node, most = self.tree.parents[node], most - 1

    def is_under_headline(self, block: int) -> bool:
        """Is it one of the few texts right below the headline?"""
        return (
            self.headline >= 0
            and 0 < block - self.headline <= 4
            and not self._heading_level(self.tree.block_nodes[block])
        )

    def chain(self, block: int) -> Iterator[tuple[str, str]]:
        """Tag and names of what a block stands in, from the inside out, up to what holds the headline as well."""
        for at in self.nodes_around(block):
            yield self.tree.tags[at], self.tree.names[at]

    def nodes_around(self, block: int) -> Iterator[int]:
        """The nodes that a block stands in, from the inside out, up to what holds the headline as well."""
        for at in self._up(self.tree.block_nodes[block]):
            if at in self._around or self.tree.tags[at] in ("body", "html"):
                return
            yield at

    def is_elsewhere(self, element: etree._Element) -> bool:
        """Does an element stand in comments, teasers or the like?"""
        block = self.block_of(element)
        return block is not None and any(
            _verdict(names) == "other" for _, names in self.chain(block) if names
        )

    def trust(self, block: int, good: re.Pattern[str]) -> float:
        """How much the place of a block speaks for its being about the article.

        :param good: what elements are called, in small letters, that hold what is looked for
        """
        worth, elses = self._of_chain(block, good)
        if not elses:
            worth += self._of_position(block)
        by_name = self.name and block != self.headline and self.name in self._neighbours(block)
        if by_name and not any(_NEVER.search(names.lower()) for _, names in self.chain(block)):
            return max(3.0, worth)  # the byline under the headline, or a teaser of this very article
        return worth

    def _neighbours(self, block: int) -> Iterator[str]:
        length = len(self.texts[self.headline])
        for near in (block - 1, block + 1):
            if 0 <= near < len(self.texts) and abs(len(self.texts[near]) - length) < 8:
                yield folded(self.texts[near])

    def _of_chain(self, block: int, good: re.Pattern[str]) -> tuple[float, bool]:
        """What the names around a block say for it, and whether they say it is about something else."""
        worth = doubt = 0.0
        for depth, (tag, names) in enumerate(self.chain(block)):
            if tag in _LISTS:
                worth -= 4
            if not names:
                continue
            if depth < 3 and good.search(names.lower()):
                worth += 1 if depth else 2
            verdict = _verdict(names)
            if verdict == "other":
                return worth - (6 if depth < 6 else 3), depth < 6
            if verdict == "doubtful":
                doubt = 3.0
        return worth - doubt, False

    def _of_position(self, block: int) -> float:
        if self.headline < 0:
            return 1.0 if block < 40 else 0.0
        away = block - self.headline
        if 0 <= away <= NEAR:
            return 4 - away / 6
        if -4 <= away < 0:
            return 3.0
        return 0.0 if away > 0 else -1.0
