"""The frontier and ledger: every URL ever found, its state, and when to look at it next.

Functions over an open connection; `archive.store.Archive` calls them within its transactions.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from archive.schema import URL_STATES

__all__ = ["FoundUrl", "due", "found", "settle", "url_row"]


class FoundUrl(Protocol):
    """What discovery hands over; a mapping with the same keys does as well."""

    @property
    def url(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def lastmod(self) -> str | None: ...


def found(db: sqlite3.Connection, site: str, items: Iterable[FoundUrl | Mapping[str, Any]], now: str) -> int:
    """Add URLs; of known ones merge the sources and renew lastmod. How many were new."""
    new = 0
    for item in items:
        url, kind, source, lastmod = _fields(item)
        row = db.execute("select source, lastmod from urls where url = ?", [url]).fetchone()
        if row is None:
            db.execute(
                "insert into urls (url, site, kind, source, found, lastmod, state, due)"
                " values (?, ?, ?, ?, ?, ?, 'due', ?)",
                [url, site, kind, source, now, lastmod, now],
            )
            new += 1
            continue
        merged = merge_sources(row[0], source)
        renewed = lastmod or row[1]
        if (merged, renewed) != (row[0], row[1]):
            db.execute("update urls set source = ?, lastmod = ? where url = ?", [merged, renewed, url])
    return new


def _fields(item: FoundUrl | Mapping[str, Any]) -> tuple[str, str, str | None, str | None]:
    if isinstance(item, Mapping):
        return item["url"], item.get("kind") or "page", item.get("source"), item.get("lastmod")
    return item.url, item.kind or "page", getattr(item, "source", None), getattr(item, "lastmod", None)


def merge_sources(old: str | None, new: str | None) -> str | None:
    """
    >>> merge_sources("sitemap", "feed")
    'feed,sitemap'
    """
    names = {name for part in (old, new) if part for name in part.split(",")}
    return ",".join(sorted(names)) or None


def due(
    db: sqlite3.Connection,
    site: str,
    now: str,
    limit: int,
    kinds: Collection[str] | None = None,
    exclude: Collection[str] = (),
) -> list[dict[str, Any]]:
    """URLs of a site whose time has come, the longest due first, then as they were found."""
    which = f" and kind in ({','.join('?' * len(kinds))})" if kinds is not None else ""
    cursor = db.execute(
        f"select * from urls where site = ? and due is not null and due <= ?{which} order by due, rowid",
        [site, now, *(kinds or ())],
    )
    names = [column[0] for column in cursor.description]
    rows: list[dict[str, Any]] = []
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        if row["url"] not in exclude:
            rows.append(_with_evidence(row))
            if len(rows) >= limit:
                break
    cursor.close()
    return rows


def url_row(db: sqlite3.Connection, url: str) -> dict[str, Any] | None:
    cursor = db.execute("select * from urls where url = ?", [url])
    values = cursor.fetchone()
    if values is None:
        return None
    return _with_evidence(dict(zip([c[0] for c in cursor.description], values, strict=True)))


def _with_evidence(row: dict[str, Any]) -> dict[str, Any]:
    row["evidence"] = json.loads(row["evidence"]) if row["evidence"] else None
    return row


def settle(
    db: sqlite3.Connection,
    url: str,
    *,
    state: str,
    reason: str | None,
    now: str,
    due: str | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    article_id: int | None = None,
    evidence: Any = None,
    tries: int | None = None,
) -> bool:
    """Write down what became of a URL; whether it is known.

    `due` is set as given (None: never again). The others keep what they had where None is given. The URL of
    an archived article stays `article` (or `gone`) whatever state a later look is given, with that look's
    reason: the text is still ours. To take an article back, remove it (`Archive.remove_article`).

    :raises ValueError: no such state
    """
    if state not in URL_STATES:
        raise ValueError(f"{state!r} is not a state of a URL: {', '.join(URL_STATES)}")
    if state == "due" and due is None:
        due = now
    rows = db.execute(
        "update urls set state = case when :state in ('article', 'gone') then :state"
        "     when exists (select 1 from articles where articles.url = urls.url)"
        "     then case when state = 'gone' then 'gone' else 'article' end else :state end,"
        " reason = :reason, checked = :now, due = :due,"
        " etag = coalesce(:etag, etag), last_modified = coalesce(:last_modified, last_modified),"
        " evidence = coalesce(:evidence, evidence), tries = coalesce(:tries, tries),"
        " article_id = case when :state in ('other', 'excluded') and not exists"
        "     (select 1 from articles where articles.url = urls.url)"
        "     then null else coalesce(:article_id, article_id) end"
        " where url = :url",
        {
            "url": url,
            "state": state,
            "reason": reason,
            "now": now,
            "due": due,
            "etag": etag,
            "last_modified": last_modified,
            "article_id": article_id,
            "evidence": None
            if evidence is None
            else json.dumps(evidence, ensure_ascii=False, sort_keys=True),
            "tries": tries,
        },
    )
    return rows.rowcount > 0
