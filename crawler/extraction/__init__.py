"""A page to an `Article`: pure, no network, no database, no clock."""

from crawler.extraction.article import Article, Link
from crawler.extraction.assemble import extract

__all__ = ["Article", "Link", "extract"]
