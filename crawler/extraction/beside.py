"""What stands beside the article: blocks under headings such as "3 comments" or "Most read", and cards of teasers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extraction.folding import folded
from crawler.extraction.layout import HEADINGS
from crawler.extraction.link_words import kind_of_label
from crawler.extraction.metadata import short_text

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.page import Page

__all__ = ["is_in_teaser", "is_of_comments", "other_sections"]

CARD = 40  # elements of a teaser
SECTION = 60  # characters of a heading such as "3 comments"

_COMMENTS = re.compile(
    r"(?:les |all |alle |your |vos )?\d* ?(?:comments?|commentaires?|kommentare?|coment[áa]rios?|commenti|commento|replies|reply|"
    r"responses?|r[ée]ponses?|r[ée]actions?|antworten|respuestas|thoughts on .*)(?: \(?\d+\)?)?"
    # "Comment on fabrique un journal" and "Réponses sur le budget" are a text's own headings.
    r"|(?:comments|replies|responses) (?:to|on) .*|\d+ (?:comments?|replies|reply|responses?|r[ée]actions?|r[ée]ponses?) (?:to|on|à|sur) .*"
    r"|(?:les |\d+ )?commentaires? sur .*|(?:alle |\d+ )?(?:kommentare?|antworten) zu .*|(?:\d+ )?(?:comentarios|respuestas) en .*"
)


def other_sections(page: Page) -> set[int]:
    """The blocks under headings such as "3 comments" or "Most read", as far as what holds the heading goes; and other articles'."""
    tree, layout = page.tree, page.layout
    found = _of_other_articles(page)
    for block in range(max(0, layout.headline + 1), len(tree.texts)):
        text, node = tree.texts[block], tree.block_nodes[block]
        if len(text) > SECTION or tree.tags[node] not in HEADINGS or block in found:
            continue
        if not (is_of_comments(text) or kind_of_label(text)):
            continue
        end = tree.ends[tree.parents[node]] if tree.parents[node] >= 0 else len(tree.tags)
        for after in range(block + 1, len(tree.texts)):
            inner = tree.block_nodes[after]
            if inner >= end or (tree.tags[inner] in HEADINGS and tree.tags[inner] <= tree.tags[node]):
                break
            found.add(after)
    return found


def _of_other_articles(page: Page) -> set[int]:
    tree = page.tree
    if not page.other_articles:
        return set()
    inside = tree.marked(page.other_articles)
    return {block for block, node in enumerate(tree.block_nodes) if inside[node]}


def is_in_teaser(page: Page, block: int) -> bool:
    """Does a date stand in a card or list item whose heading is a link: another article's?"""
    layout, tree = page.layout, page.tree
    for node in layout.nodes_around(block):
        if tree.tags[node] in ("article", "li") and tree.ends[node] - node < CARD:
            headings = [at for at in range(node + 1, tree.ends[node]) if tree.tags[at] in HEADINGS]
            return any(_leads_elsewhere(tree.elements[at], layout.name) for at in headings)
    return False


def _leads_elsewhere(heading: etree._Element, name: str) -> bool:
    """Is a heading a link, and not this very article's headline?"""
    around = heading.getparent()
    is_linked = heading.find(".//a[@href]") is not None or (around is not None and around.tag == "a")
    return is_linked and folded(short_text(heading)) != name


def is_of_comments(heading: str) -> bool:
    """Does a heading stand over a page's comments?

    >>> is_of_comments("3 commentaires"), is_of_comments("Kommentare zu diesem Artikel"), is_of_comments("Comment faire")
    (True, True, False)
    """
    return len(heading) <= SECTION and bool(_COMMENTS.fullmatch(folded(heading)))
