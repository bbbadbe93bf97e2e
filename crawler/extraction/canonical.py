"""Which address the article calls its own."""

from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["canonical_url"]


def canonical_url(page: Page) -> Found[str] | None:
    """`<link rel=canonical>` (RFC 6596)."""
    for link in page.root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (url := page.absolute(link.get("href") or "")):
            return Found(url, "link canonical")
    return None
