"""Which title: the article's own headline."""

from crawler.extraction.found import Found
from crawler.extraction.page import Page
from crawler.extraction.tree import shown

__all__ = ["title"]


def title(page: Page) -> Found[str] | None:
    """The headline of the page: og:title, else its first h1, else `<title>`."""
    if stated := page.meta("og:title"):
        return Found(stated, "og:title")
    for tag in ("h1", "title"):
        for node in page.root.iter(tag):
            if text := shown(node):
                return Found(text, tag)
    return None
