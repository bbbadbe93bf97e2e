"""Who wrote it."""

from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["authors"]


def authors(page: Page) -> Found[tuple[str, ...]] | None:
    """The authors that `<meta name=author>` names."""
    names = tuple(dict.fromkeys(page.metas.get("author", ())))
    return Found(names, "meta author") if names else None
