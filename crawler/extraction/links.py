"""Which links the article has, and of what kind each is."""

from crawler.extraction.article import Link
from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.page import Page
from crawler.extraction.tree import shown

__all__ = ["links"]


def links(page: Page, body: Body) -> Found[tuple[Link, ...]] | None:
    """The links in the running text."""
    kept, found = set(body.blocks), []
    for anchor in page.tree.anchors:
        if anchor.block in kept and (url := page.absolute(anchor.element.get("href") or "")):
            found.append(Link(url, shown(anchor.element), "body"))
    return Found(tuple(found), "anchors") if found else None
