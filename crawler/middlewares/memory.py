"""What the middlewares keep about a site from one run to the next: its knowledge in the archive.

The spider holds the archive, which may not be there (a preview, a look-over before `add`); then nothing is kept.
"""

from typing import Any

from scrapy.crawler import Crawler

__all__ = ["recall", "remember"]


def recall(crawler: Crawler, site: str | None, key: str) -> Any:
    """What is kept about a site under a key; None where nothing is."""
    archive = getattr(crawler.spider, "archive", None)
    if archive is None or site is None:
        return None
    return archive.knowledge(site).get(key)


def remember(crawler: Crawler, site: str | None, facts: dict[str, Any]) -> None:
    """Keep facts about a site, each key replacing what it had."""
    archive = getattr(crawler.spider, "archive", None)
    if archive is not None and site is not None:
        archive.learn(site, facts)
