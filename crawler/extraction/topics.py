"""What the article is filed under: its section and its tags."""

from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["section", "tags"]


def section(page: Page) -> Found[str] | None:
    """article:section (ogp.me)."""
    stated = page.meta("article:section")
    return Found(stated, "article:section") if stated else None


def tags(page: Page) -> Found[tuple[str, ...]] | None:
    """article:tag (ogp.me)."""
    stated = tuple(dict.fromkeys(page.metas.get("article:tag", ())))
    return Found(stated, "article:tag") if stated else None
