"""Which language the article is written in."""

from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["language"]


def language(page: Page, body: Body) -> Found[str] | None:
    """The language that `<html lang>` states."""
    stated = (page.root.get("lang") or "").strip().lower()[:2]
    return Found(stated, "html lang") if stated else None
