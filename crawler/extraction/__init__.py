"""A page to an `Article`: pure, no network, no database, no clock."""

from crawler.extraction.article import Article, Link

__all__ = ["Article", "Link"]
