"""The frontier and ledger: every URL ever found, its state, and when to look at it next.

Functions over an open connection; `archive.store.Archive` calls them within its transactions.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol, Required, TypedDict, Unpack

from archive.rows import as_json, one_row
from archive.schema import URL_STATES

__all__ = ["FoundUrl", "Outcome", "due", "found", "pages", "plan", "settle", "url_row"]


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
    """Add URLs; of known ones merge the sources and renew lastmod. How many were new.

    A new one has state `due`, but no time to look at it (column `due`) until an item says or `plan` sets one.
    """
    new = 0
    for item in items:
        url, kind, source, lastmod, when = _fields(item)
        row = db.execute("select source, lastmod, kind from urls where url = ?", [url]).fetchone()
        if row is None:
            db.execute(
                "insert into urls (url, site, kind, source, found, lastmod, state, reason, due)"
                " values (?, ?, ?, ?, ?, ?, 'due', 'found, not yet asked', ?)",
                [url, site, kind, source, now, lastmod, when],
            )
            new += 1
            continue
        merged = (
            merge_sources(row[0], source),
            max(lastmod or "", row[1] or "") or None,
            first_kind(row[2], kind),
        )
        if merged != row:
            db.execute("update urls set source = ?, lastmod = ?, kind = ? where url = ?", [*merged, url])
    return new


def _fields(item: FoundUrl | Mapping[str, Any]) -> tuple[str, str, str | None, str | None, str | None]:
    if isinstance(item, Mapping):
        return (
            item["url"],
            item.get("kind") or "page",
            item.get("source"),
            item.get("lastmod"),
            item.get("due"),
        )
    return item.url, item.kind or "page", item.source, item.lastmod, getattr(item, "due", None)


def plan(db: sqlite3.Connection, site: str, urls: Iterable[str], now: str) -> None:
    """Let URLs of a site be looked at from `now` on."""
    db.executemany("update urls set due = ? where url = ? and site = ?", [(now, url, site) for url in urls])


def merge_sources(old: str | None, new: str | None) -> str | None:
    """
    >>> merge_sources("sitemap", "feed")
    'feed,sitemap'
    """
    names = {name for part in (old, new) if part for name in part.split(",")}
    return ",".join(sorted(names)) or None


KINDS = ("robots", "home", "sitemap", "feed", "wordpress", "listing", "article", "page")


def first_kind(one: str, other: str) -> str:
    """Of two kinds a URL was found as, the one that counts, whichever came first.

    >>> first_kind("page", "listing")
    'listing'
    """
    return min(one, other, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind))


def due(
    db: sqlite3.Connection,
    site: str,
    now: str,
    limit: int,
    kinds: Collection[str] | None = None,
    exclude: Collection[str] = (),
) -> list[dict[str, Any]]:
    """URLs of a site whose time has come, the longest due first, then by URL."""
    which = f" and kind in ({','.join('?' * len(kinds))})" if kinds is not None else ""
    cursor = db.execute(
        f"select * from urls where site = ? and due is not null and due <= ?{which} order by due, url",
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


def pages(db: sqlite3.Connection, site: str) -> Iterator[dict[str, Any]]:
    """Every row of a site, by URL."""
    cursor = db.execute("select * from urls where site = ? order by url", [site])
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield _with_evidence(dict(zip(names, values, strict=True)))


def url_row(db: sqlite3.Connection, url: str) -> dict[str, Any] | None:
    row = one_row(db, "select * from urls where url = ?", [url])
    return _with_evidence(row) if row else None


def _with_evidence(row: dict[str, Any]) -> dict[str, Any]:
    row["evidence"] = json.loads(row["evidence"]) if row["evidence"] else None
    return row


class Outcome(TypedDict, total=False):
    """What a look at a URL gave; see `settle`."""

    state: Required[str]
    reason: Required[str | None]
    now: Required[str]
    due: str | None
    etag: str | None
    last_modified: str | None
    article_id: int | None
    evidence: Any
    tries: int | None
    capture_id: int | None
    site: str | None
    kind: str
    source: str | None


def settle(db: sqlite3.Connection, url: str, **outcome: Unpack[Outcome]) -> bool:
    """Write down what became of a URL; whether it is known.

    A URL that was never found (the target of a redirect) is added where `site` is given, with `kind` and
    `source`.

    `due` is set as given (None: never again). The others keep what they had where None is given. The URL of
    an archived article stays `article` (or `gone`) whatever state a later look is given, with that look's
    reason: the text is still ours. To take an article back, remove it (`Archive.remove_article`).

    :raises ValueError: no such state
    """
    if outcome["state"] not in URL_STATES:
        raise ValueError(f"{outcome['state']!r} is not a state of a URL: {', '.join(URL_STATES)}")
    if outcome.get("site") is not None:
        db.execute(
            "insert or ignore into urls (url, site, kind, source, found) values (?, ?, ?, ?, ?)",
            [url, outcome["site"], outcome.get("kind", "page"), outcome.get("source"), outcome["now"]],
        )
    rows = db.execute(
        "update urls set state = case when :state in ('article', 'gone') then :state"
        "     when exists (select 1 from articles where articles.url = urls.url)"
        "     then case when state = 'gone' then 'gone' else 'article' end else :state end,"
        " reason = :reason, checked = :now, due = :due,"
        " etag = coalesce(:etag, etag), last_modified = coalesce(:last_modified, last_modified),"
        " evidence = coalesce(:evidence, evidence), capture_id = coalesce(:capture_id, capture_id),"
        " tries = coalesce(:tries, tries),"
        " article_id = case when :state in ('other', 'excluded') and not exists"
        "     (select 1 from articles where articles.url = urls.url)"
        "     then null else coalesce(:article_id, article_id) end"
        " where url = :url",
        {**dict.fromkeys(_KEPT), **outcome, "url": url, "evidence": _json(outcome.get("evidence"))},
    )
    return rows.rowcount > 0


#: Values that need not be given.
_KEPT = ("due", "etag", "last_modified", "article_id", "tries", "capture_id")


def _json(value: Any) -> str | None:
    return None if value is None else as_json(value)
