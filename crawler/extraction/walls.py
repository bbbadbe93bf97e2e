"""Is this page a challenge, a consent, a paywall, a login or an error instead of an article?"""

from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.page import Page

__all__ = ["wall"]


def wall(page: Page, body: Body) -> Found[str] | None:
    """What stands before the article, or None where nothing does."""
    return None
