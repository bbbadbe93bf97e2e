"""What the crawl decided, written beside the captures, so that archive.db can be built again from them alone.

Each entry is a WARC `metadata` record (JSON) in the site's file: which captures are an article, under which
URL, with which values; aliases; pages found missing; the site itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from archive.articles import ArticleLike
from archive.revisions import Said, said_hash
from archive.warc import metadata_record

__all__ = ["FIELDS", "alias_entry", "article_entry", "missing_entry", "removed_entry", "site_entry"]

#: Values that may rest on more than the page (the whole site, a feed), so they are kept as they were decided.
FIELDS = ("title", "published", "published_source", "authors", "language", "section")


def article_entry(
    article: ArticleLike, *, site: str, url: str, now: str, record: str, pages: Sequence[str], outcome: str
) -> bytes:
    """:param record: id of the record it came from; `pages` those of its further pages"""
    text = Said(article.title, article.body, article.published, tuple(article.authors))
    values = {name: _plain(getattr(article, name)) for name in FIELDS}
    content: dict[str, Any] = {
        "entry": "article",
        "site": site,
        "outcome": outcome,
        "hash": said_hash(text),
        "values": {k: v for k, v in values.items() if v},
    }
    if pages:
        content["pages"] = list(pages)
    return metadata_record(url, now, record, content)


def alias_entry(url: str, target: str, reason: str, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "alias", "site": site, "of": target, "reason": reason})


def missing_entry(url: str, status: int, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "missing", "site": site, "status": status})


def removed_entry(url: str, reason: str, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "removed", "site": site, "reason": reason})


def site_entry(row: Mapping[str, Any], now: str) -> bytes:
    """:param row: of `sites`"""
    kept = ("url", "language", "timezone", "settings", "added")
    content = {"entry": "site", "site": row["name"], **{k: row[k] for k in kept if row[k]}}
    return metadata_record(row["url"], now, None, content)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
