"""How the article presents itself: its description and its picture."""

from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["description", "image"]


def description(page: Page) -> Found[str] | None:
    """og:description, else `<meta name=description>`."""
    for name in ("og:description", "description"):
        if stated := page.meta(name):
            return Found(stated, name)
    return None


def image(page: Page) -> Found[str] | None:
    """og:image, absolute."""
    url = page.absolute(page.meta("og:image") or "")
    return Found(url, "og:image") if url else None
