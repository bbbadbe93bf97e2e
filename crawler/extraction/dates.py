"""Which date: when the article was published, and last changed."""

from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["modified", "published"]


def published(page: Page) -> Found[str] | None:
    """The publication date that the page's metadata states (ogp.me)."""
    return _stated(page, "article:published_time", "datepublished", "date")


def modified(page: Page) -> Found[str] | None:
    """The date of the last change that the page's metadata states (ogp.me)."""
    return _stated(page, "article:modified_time", "datemodified")


def _stated(page: Page, *names: str) -> Found[str] | None:
    for name in names:
        if value := page.meta(name):
            return Found(value, f"meta {name}")
    return None
