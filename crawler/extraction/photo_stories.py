"""Stories told in pictures: what stands under them is the text."""

from __future__ import annotations

from itertools import pairwise

from crawler.extraction.blocks import Blocks
from crawler.extraction.evidence import first_title
from crawler.extraction.page import Page
from crawler.extraction.tokens import ROLES, TAG_ROLES

__all__ = ["told_in_captions"]

#: Pictures that make a story, the characters of what stands under each, and how many times longer
#: than the rest of the text it all is.
FEWEST, LEAST, MUCH_MORE = 4, 25, 2
#: Blocks from one caption to the next.
REACH = 6
#: Elements from a caption to what says that it is one.
LEVELS = 3
#: How much of a caption may be links.
LINKED = 0.5

_CAPTION = ROLES["caption"] | TAG_ROLES["<figcaption>"]
_ELSEWHERE = sum(ROLES[name] for name in ("related", "comment", "sidebar", "footer", "nav", "ad"))


def told_in_captions(blocks: Blocks, page: Page, places: list[int]) -> list[int]:
    """The places of the captions that tell a page's story; none where its text does.

    :param places: those of its text, as it seems
    """
    if sum([bool(roles & _CAPTION) for roles in blocks.roles.values()]) < FEWEST:
        return []  # as most pages
    below, elsewhere = range(first_title(blocks, page) + 1, len(blocks.nodes)), _elsewhere(blocks)
    captions = _in_a_row(
        [place for place in below if blocks.nodes[place] not in elsewhere and _is_caption(blocks, place)]
    )
    if len(captions) < FEWEST:
        return []
    told = set(captions)
    rest = sum([blocks.sizes[place] for place in places if place not in told])
    return captions if sum([blocks.sizes[place] for place in captions]) >= MUCH_MORE * rest else []


def _is_caption(blocks: Blocks, place: int) -> bool:
    node = blocks.nodes[place]
    if blocks.sizes[place] < LEAST or blocks.shares[place] > LINKED:
        return False
    for _ in range(LEVELS):
        if node <= 0:
            return False
        if blocks.roles[node] & _CAPTION:
            return True
        node = blocks.tree.parents[node]
    return False


def _elsewhere(blocks: Blocks) -> set[int]:
    """The nodes in what is none of the article's."""
    found: set[int] = set()
    for node in sorted(blocks.roles):  # what a node stands in comes before it
        if node > 0 and (blocks.roles[node] & _ELSEWHERE or blocks.tree.parents[node] in found):
            found.add(node)
    return found


def _in_a_row(places: list[int]) -> list[int]:
    """The first of some places, and those that each stand near the one before."""
    end = next(
        (at for at, (one, next_) in enumerate(pairwise(places), 1) if next_ - one > REACH), len(places)
    )
    return places[:end]
