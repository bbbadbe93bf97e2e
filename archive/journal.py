"""What the crawl decided, written beside the captures, so that archive.db can be built again from them alone.

Each entry is a WARC `metadata` record (JSON) in the site's file: which captures are an article, under which
URL, with which values; aliases; pages found missing; the site itself.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.incoming import Look
from archive.revisions import Said, said_hash
from archive.warc import Record, metadata_record

__all__ = [
    "FIELDS",
    "Entry",
    "alias_entry",
    "article_entry",
    "back_entry",
    "entry_of",
    "gone_entry",
    "removed_entry",
    "renamed_entry",
    "site_entry",
]

#: Values that may rest on more than the page (the whole site, a feed), so they are kept as they were decided.
FIELDS = ("title", "published", "published_source", "authors", "language", "section")


def article_entry(
    text: Said, values: Mapping[str, Any], look: Look, *, record: str, pages: Sequence[str], outcome: str
) -> bytes:
    """
    :param values: by name, of `FIELDS`
    :param record: id of the record it came from; `pages` those of its further pages
    """
    plain = {name: _plain(values.get(name)) for name in FIELDS}
    content: dict[str, Any] = {
        "entry": "article",
        "site": look.site,
        "outcome": outcome,
        "hash": said_hash(text),
        "values": {k: v for k, v in plain.items() if v},
    }
    if pages:
        content["pages"] = list(pages)
    return metadata_record(look.url, look.now, record, content)


def alias_entry(url: str, target: str, reason: str, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "alias", "site": site, "of": target, "reason": reason})


def gone_entry(url: str, since: str, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "gone", "site": site, "since": since})


def back_entry(url: str, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "back", "site": site})


def removed_entry(url: str, reason: str, site: str, now: str) -> bytes:
    return metadata_record(url, now, None, {"entry": "removed", "site": site, "reason": reason})


def renamed_entry(url: str, was: str, site: str, now: str) -> bytes:
    """:param url: of the site's home"""
    return metadata_record(url, now, None, {"entry": "renamed", "site": site, "was": was})


def site_entry(row: Mapping[str, Any], archive: str, now: str) -> bytes:
    """:param row: of `sites`; `archive` is the uuid of the archive"""
    kept = ("url", "language", "timezone", "settings", "added")
    values = {k: row[k] for k in kept if row[k]}
    return metadata_record(
        row["url"], now, None, {"entry": "site", "site": row["name"], "archive": archive, **values}
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry read back.

    :ivar url: the article's (of an alias: the alias; of a site: its home)
    :ivar record: id of the record that an article came from
    """

    at: str
    url: str
    kind: str
    site: str
    record: str
    content: Mapping[str, Any]


def entry_of(record: Record) -> Entry | None:
    """The entry that a record is; None if it is none."""
    if record.kind != "metadata" or not record.block.startswith(b"{"):
        return None
    try:
        content = json.loads(record.block)
    except ValueError:
        return None
    if not isinstance(content, dict) or "entry" not in content:
        return None
    headers = record.headers
    return Entry(
        headers.get("warc-date", ""),
        headers.get("warc-target-uri", ""),
        str(content["entry"]),
        str(content.get("site", "")),
        headers.get("warc-refers-to", ""),
        content,
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
