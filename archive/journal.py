"""What the crawl decided, written beside the captures, so that archive.db can be built again from them alone.

Each entry is a WARC `metadata` record (JSON) in the site's file: which captures are an article, under which
URL and number, with which values; aliases; pages found missing; the site itself. Its `order` is that of the decisions:
what was captured long ago may be imported today, and be decided after all that came later.
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
    text: Said,
    values: Mapping[str, Any],
    look: Look,
    order: int,
    *,
    number: int,
    record: str,
    pages: Sequence[str],
    outcome: str,
) -> bytes:
    """
    :param values: by name, of `FIELDS`
    :param number: the article's
    :param record: id of the record it came from; `pages` those of its further pages
    """
    plain = {name: _plain(values.get(name)) for name in FIELDS}
    content: dict[str, Any] = {
        "outcome": outcome,
        "number": number,
        "hash": said_hash(text),
        "values": {k: v for k, v in plain.items() if v},
    }
    if pages:
        content["pages"] = list(pages)
    return _entry("article", look.url, look.site, look.now, order, record, **content)


def alias_entry(url: str, target: str, reason: str, site: str, now: str, order: int) -> bytes:
    return _entry("alias", url, site, now, order, of=target, reason=reason)


def gone_entry(url: str, since: str, site: str, now: str, order: int) -> bytes:
    return _entry("gone", url, site, now, order, since=since)


def back_entry(url: str, site: str, now: str, order: int) -> bytes:
    return _entry("back", url, site, now, order)


def removed_entry(url: str, reason: str, site: str, now: str, order: int) -> bytes:
    return _entry("removed", url, site, now, order, reason=reason)


def renamed_entry(url: str, was: str, site: str, now: str, order: int) -> bytes:
    """:param url: of the site's home"""
    return _entry("renamed", url, site, now, order, was=was)


def site_entry(row: Mapping[str, Any], archive: str, now: str, order: int) -> bytes:
    """:param row: of `sites`; `archive` is the uuid of the archive"""
    kept = ("url", "language", "timezone", "settings", "added")
    values = {k: row[k] for k in kept if row[k]}
    return _entry("site", row["url"], row["name"], now, order, archive=archive, **values)


def _entry(
    kind: str, about: str, site: str, now: str, order: int, record: str | None = None, **content: Any
) -> bytes:
    return metadata_record(about, now, record, {"entry": kind, "site": site, "order": order, **content})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry read back.

    :ivar url: the article's (of an alias: the alias; of a site: its home)
    :ivar record: id of the record that an article came from
    :ivar order: of the decision; 0 where that is as old as `at`
    :ivar number: the article's id
    """

    at: str
    url: str
    kind: str
    site: str
    record: str
    content: Mapping[str, Any]

    @property
    def order(self) -> int:
        return int(self.content.get("order", 0))

    @property
    def number(self) -> int | None:
        number = self.content.get("number")
        return None if number is None else int(number)


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
