"""Further articles on an article's page: sites that scroll without end put the next ones below the first, whole.

Each stands in an element of its own that begins with its headline: a heading that leads to its own page, or an h1
with a date under it or in an `article`. An h1 alone may head a part of this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extraction.date_words import mentions
from crawler.extraction.folding import folded

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = ["other_articles"]

#: Blocks that may stand over an article's headline in its element: its section, its date.
ABOVE = 2
#: Blocks under it that may tell its day, and the characters of such.
UNDER, LINE = 4, 120
#: How much of a heading leads elsewhere if it is another article's.
LINKED = 0.8

_HEADINGS = frozenset(("h1", "h2", "h3"))


def other_articles(page: Page) -> list[range]:
    """The nodes of `page.tree` that are of articles below the page's own, an element each."""
    tree, headline = page.tree, page.layout.headline
    if headline < 0:
        return []
    paragraphs = tree.paragraphs
    article = tree.block_nodes[headline]
    while tree.parents[article] > 0 and not paragraphs.are_in(article, tree.ends[article]):
        article = tree.parents[article]
    after = tree.ends[article]
    found: list[range] = []
    for block in range(headline + 1, len(tree.texts)):
        node = tree.block_nodes[block]
        if node < after or tree.tags[node] not in _HEADINGS or not _names_another(page, block):
            continue
        while (around := tree.parents[node]) > article or (around >= 0 and tree.ends[around] <= article):
            node = around
        inside = range(node, tree.ends[node])
        if not paragraphs.are_in(node, tree.ends[node]) or not _heads(page, block, inside):
            continue
        if _is_dated(page, block, inside) and not page.leads_here(block):
            found.append(inside)
            after = inside.stop
    return found


def _names_another(page: Page, block: int) -> bool:
    """Is a heading that of another article: an h1 of other words than this one's, or a link?"""
    tree, text = page.tree, page.tree.texts[block]
    is_headline = tree.tags[tree.block_nodes[block]] == "h1" or tree.linked[block] >= LINKED * len(text)
    return is_headline and folded(text) != page.layout.name


def _is_dated(page: Page, block: int, inside: range) -> bool:
    """Is a heading a link, or in an `article`, or is a day told under it?"""
    tree = page.tree
    if (
        tree.linked[block] >= LINKED * len(tree.texts[block])
        or "article" in tree.tags[inside.start : inside.stop]
    ):
        return True
    under = range(block + 1, min(block + 1 + UNDER, len(tree.texts)))
    return any(
        len(tree.texts[other]) <= LINE and next(iter(mentions(tree.texts[other])), None)
        for other in under
        if tree.block_nodes[other] in inside
    )


def _heads(page: Page, block: int, inside: range) -> bool:
    """Does a heading begin an element, but for a short line or two?"""
    nodes, texts = page.tree.block_nodes, page.tree.texts
    above = block
    while above > 0 and nodes[above - 1] in inside:
        above -= 1
        if len(texts[above]) > LINE or block - above > ABOVE:
            return False
    return True
