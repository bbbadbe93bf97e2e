"""Is this page one article at all?"""

from crawler.extraction.article import Article
from crawler.extraction.page import Page

__all__ = ["is_article"]


def is_article(page: Page, article: Article) -> bool:
    """A page with a title and some text."""
    return bool(article.title) and len(article.body) > 400
