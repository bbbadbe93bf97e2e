"""The rows of an article: article, links, revision, copies, counts, all in the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from archive import copy_groups, spelt
from archive.revisions import Difference, Said, compare, is_poorer, said_hash, settled
from archive.rows import as_json, insert, one_row, one_value
from archive.worddiff import words

__all__ = [
    "ArticleLike",
    "LinkLike",
    "Stored",
    "note_change",
    "remove",
    "reread_revision",
    "resolve",
    "seen",
    "store",
]


class LinkLike(Protocol):
    """A link from an article, its URL canonical."""

    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def kind(self) -> str: ...


class ArticleLike(Protocol):
    """What extraction hands over (`crawler.extraction.Article` is one)."""

    @property
    def title(self) -> str | None: ...
    @property
    def body(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def published_source(self) -> str | None: ...
    @property
    def modified(self) -> str | None: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def language(self) -> str | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def description(self) -> str | None: ...
    @property
    def image(self) -> str | None: ...
    @property
    def links(self) -> Sequence[LinkLike]: ...
    @property
    def sources(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article.

    :ivar outcome: `new`, `changed` (a revision), `unchanged`, or `held` (poorer than what we have; not taken)
    :ivar changed_fields: of a revision, or of a re-extraction
    :ivar touched: something about the article changed: its links, its section, ...
    """

    article_id: int
    outcome: str
    changed_fields: tuple[str, ...] = ()
    touched: bool = False


#: Columns that may follow the page without a revision: they are about the article, not what it says.
_ABOUT = ("published_source", "modified", "language", "section", "tags", "description", "image")


def store(
    db: sqlite3.Connection,
    article: ArticleLike,
    *,
    site: str,
    url: str,
    now: str,
    capture_id: int,
    pages: Sequence[int] = (),
    reextracted: bool = False,
) -> Stored:
    """Insert or update an article; see `Archive.store_article`."""
    article_id = resolve(db, url)
    if article_id is None:
        return _insert(db, article, site, url, now, capture_id, pages)
    return _update(db, article_id, article, now, capture_id, pages, reextracted)


def resolve(db: sqlite3.Connection, url: str) -> int | None:
    """The archived article at a URL, or at the URL that it is an alias of."""
    row = db.execute("select id from articles where url = ?", [url]).fetchone()
    row = (
        row
        or db.execute(
            "select a.id from urls u join articles a on a.id = u.article_id where u.url = ?", [url]
        ).fetchone()
    )
    return int(row[0]) if row else None


def said(article: ArticleLike) -> Said:
    return Said(article.title, article.body, article.published, tuple(article.authors))


def _columns(text: Said) -> dict[str, Any]:
    """The columns that `articles`, `revisions` and `held` have in common."""
    return {
        "title": text.title,
        "body": text.body,
        "published": text.published,
        "authors": as_json(list(text.authors)),
    }


def _about(article: ArticleLike) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in _ABOUT}
    return {k: as_json(list(v)) if isinstance(v, (tuple, list)) else v for k, v in values.items()}


def _insert(
    db: sqlite3.Connection,
    article: ArticleLike,
    site: str,
    url: str,
    now: str,
    capture_id: int,
    pages: Sequence[int],
) -> Stored:
    text = said(article)
    row = {
        "site": site,
        "url": url,
        **_columns(text),
        **_about(article),
        "words": count_words(text.body),
        "first_seen": now,
        "last_seen": now,
        "last_changed": now,
        "revisions": 1,
    }
    article_id = insert(db, "articles", row)
    spelt.note(db, text.title, text.body, *text.authors)
    digest = said_hash(text)
    _add_revision(db, article_id, text, digest, now, capture_id, Difference(()))
    state = {"article_id": article_id, "hash": digest, "capture_id": capture_id}
    insert(
        db,
        "article_state",
        {**state, "pages": as_json(list(pages)), "sources": as_json(dict(article.sources))},
    )
    copy_groups.join(db, article_id, text.body)
    db.execute("update links set target_id = ? where url = ?", [article_id, url])
    _store_links(db, article_id, article.links)
    _ledger(db, site, url, article_id, now)
    note_change(db, article_id, url, "new", now)
    return Stored(article_id, "new")


def _update(
    db: sqlite3.Connection,
    article_id: int,
    article: ArticleLike,
    now: str,
    capture_id: int,
    pages: Sequence[int],
    reextracted: bool,
) -> Stored:
    old = _known(db, article_id)
    new = said(article)
    digest = said_hash(new)
    if not reextracted:
        reextracted = _same_bytes(db, old["capture_id"], capture_id)
    stored = Stored(article_id, "unchanged")
    wall = getattr(article, "wall", None)
    if wall and not reextracted:
        _hold(
            db,
            article_id,
            new,
            digest,
            now,
            capture_id,
            f"a page that stands in the article's place ({wall})",
        )
        stored = Stored(article_id, "held")
    elif digest != old["hash"]:
        stored = _take(db, article_id, old, new, digest, now, capture_id, reextracted)
    touched = False
    if stored.outcome != "held":
        touched = _update_about(db, article_id, article, old, erase=reextracted)
        touched |= _store_links(db, article_id, article.links)
        if stored.changed_fields or touched:
            db.execute(
                "update article_state set sources = ?, pages = ?, capture_id = ? where article_id = ?",
                [as_json(dict(article.sources)), as_json(list(pages)), capture_id, article_id],
            )
    if not reextracted or capture_id != old["capture_id"]:
        db.execute("update articles set last_seen = max(last_seen, ?) where id = ?", [now, article_id])
        _ledger(db, old["site"], old["url"], article_id, now)
        touched |= _returned(db, article_id, now)
    if stored.changed_fields or touched:
        note_change(db, article_id, old["url"], stored.outcome if stored.changed_fields else "about", now)
    return replace(stored, touched=touched)


def _known(db: sqlite3.Connection, article_id: int) -> dict[str, Any]:
    sql = "select a.*, s.hash, s.capture_id from articles a join article_state s on s.article_id = a.id where a.id = ?"
    row = one_row(db, sql, [article_id])
    assert row is not None
    return row


def _same_bytes(db: sqlite3.Connection, one: int | None, other: int) -> bool:
    """Whether two captures have the same payload: then a difference comes from the rules, not the page."""
    if one == other:
        return True
    digests = db.execute("select digest from captures where id in (?, ?)", [one, other]).fetchall()
    return len(digests) == 2 and digests[0] == digests[1] and digests[0][0] is not None


def _take(
    db: sqlite3.Connection,
    article_id: int,
    old: Mapping[str, Any],
    new: Said,
    digest: str,
    now: str,
    capture_id: int,
    reextracted: bool,
) -> Stored:
    """Decide what a different text is: a revision, noise, a poorer fetch, or the same page read better."""
    before = Said(old["title"], old["body"], old["published"], tuple(json.loads(old["authors"])))
    if reason := is_poorer(before, new):
        _hold(db, article_id, new, digest, now, capture_id, reason)
        return Stored(article_id, "held")
    if reextracted:
        fields = tuple(
            name for name in ("title", "body", "published", "authors") if old[name] != _columns(new)[name]
        )
        _replace_in_place(db, article_id, before, new, now)
        db.execute("update article_state set reextracted = ? where article_id = ?", [now, article_id])
        return Stored(article_id, "unchanged", fields)
    difference = compare(before, new)
    new = settled(before, new, difference)
    if not difference.fields:
        if new != before:
            _replace_in_place(db, article_id, before, new, None)
        return Stored(article_id, "unchanged")
    digest = said_hash(new)
    _replace_text(db, article_id, before, new, digest)
    _add_revision(db, article_id, new, digest, now, capture_id, difference)
    db.execute(
        "update articles set revisions = revisions + 1, last_changed = ? where id = ?", [now, article_id]
    )
    return Stored(article_id, "changed", difference.fields)


def _replace_in_place(
    db: sqlite3.Connection, article_id: int, old: Said, new: Said, reextracted: str | None
) -> None:
    """Read better, or known at last: the article and its latest revision say it without a new revision."""
    digest = said_hash(new)
    _replace_text(db, article_id, old, new, digest)
    db.execute(
        "update revisions set title = :title, body = :body, published = :published, authors = :authors,"
        " hash = :hash, reextracted = coalesce(:now, reextracted)"
        " where id = (select max(id) from revisions where article_id = :id)",
        {**_columns(new), "hash": digest, "now": reextracted, "id": article_id},
    )


def reread_revision(db: sqlite3.Connection, revision_id: int, article: ArticleLike, now: str) -> bool:
    """An older revision as today's rules read its capture; whether it differs."""
    old = one_row(db, "select article_id, hash from revisions where id = ?", [revision_id])
    new = said(article)
    digest = said_hash(new)
    if old is None or old["hash"] == digest or not new.body:
        return False
    db.execute(
        "update revisions set title = :title, body = :body, published = :published, authors = :authors,"
        " hash = :hash, reextracted = :now where id = :id",
        {**_columns(new), "hash": digest, "now": now, "id": revision_id},
    )
    return True


def _replace_text(db: sqlite3.Connection, article_id: int, old: Said, new: Said, digest: str) -> None:
    db.execute(
        "update articles set title = :title, body = :body, published = :published, authors = :authors,"
        " words = :words where id = :id",
        {**_columns(new), "words": count_words(new.body), "id": article_id},
    )
    spelt.note(db, new.title, new.body, *new.authors)
    db.execute("update article_state set hash = ? where article_id = ?", [digest, article_id])
    if (old.body, old.published) != (new.body, new.published):
        copy_groups.leave(db, article_id, old.body)
        copy_groups.join(db, article_id, new.body)


def _add_revision(
    db: sqlite3.Connection,
    article_id: int,
    text: Said,
    digest: str,
    now: str,
    capture_id: int,
    difference: Difference,
) -> None:
    row = {
        "article_id": article_id,
        "seen": now,
        **_columns(text),
        "hash": digest,
        "changed": as_json(list(difference.fields)),
        "added": difference.added,
        "removed": difference.removed,
        "capture_id": capture_id,
    }
    insert(db, "revisions", row)


def _hold(
    db: sqlite3.Connection, article_id: int, new: Said, digest: str, now: str, capture_id: int, reason: str
) -> None:
    again = db.execute(
        "update held set last_seen = max(last_seen, ?) where article_id = ? and hash = ?",
        [now, article_id, digest],
    )
    if again.rowcount:
        return
    row = {"article_id": article_id, "seen": now, "last_seen": now, "reason": reason, **_columns(new)}
    insert(db, "held", {**row, "hash": digest, "capture_id": capture_id})


def _update_about(
    db: sqlite3.Connection, article_id: int, article: ArticleLike, old: Mapping[str, Any], *, erase: bool
) -> bool:
    """Take over what is about the article; a value missing this time erases one we have only with newer rules."""
    new = _about(article)
    if not article.published:
        new["published_source"] = old["published_source"]
    differing = {k: v for k, v in new.items() if v != old[k] and (erase or v not in (None, "", "[]"))}
    if differing:
        columns = ", ".join(f"{name} = ?" for name in differing)
        db.execute(f"update articles set {columns} where id = ?", [*differing.values(), article_id])
    return bool(differing)


def _store_links(db: sqlite3.Connection, article_id: int, links: Iterable[LinkLike]) -> bool:
    """Make the link rows what the page has now; whether anything differed."""
    new = [(i, link.url, link.title, link.kind) for i, link in enumerate(links)]
    old = db.execute(
        "select position, url, title, kind from links where article_id = ? order by position", [article_id]
    ).fetchall()
    if new == old:
        return False
    db.execute("delete from links where article_id = ?", [article_id])
    db.executemany(
        "insert into links (article_id, position, url, title, kind, target_id) values (?, ?, ?, ?, ?,"
        " coalesce((select id from articles where url = ?),"
        " (select a.id from urls u join articles a on a.id = u.article_id where u.url = ?)))",
        [(article_id, *row, row[1], row[1]) for row in new],
    )
    return True


def _ledger(db: sqlite3.Connection, site: str, url: str, article_id: int, now: str) -> None:
    db.execute(
        "insert into urls (url, site, kind, source, found, state, reason, checked, article_id)"
        " values (?, ?, 'article', 'page', ?, 'article', 'an article', ?, ?)"
        " on conflict (url) do update set state = 'article', checked = excluded.checked,"
        " reason = excluded.reason, article_id = excluded.article_id, tries = 0",
        [url, site, now, now, article_id],
    )


def seen(db: sqlite3.Connection, article_id: int, now: str) -> bool:
    """The article was there, as it was; whether that ended an absence."""
    db.execute("update articles set last_seen = max(last_seen, ?) where id = ?", [now, article_id])
    back = _returned(db, article_id, now)
    if back:
        url = str(one_value(db, "select url from articles where id = ?", [article_id]))
        db.execute("update urls set state = 'article' where url = ?", [url])
        note_change(db, article_id, url, "returned", now)
    return back


def _returned(db: sqlite3.Connection, article_id: int, now: str) -> bool:
    """The article answered again: looks that missed it are void; an absence that was confirmed ends now."""
    db.execute("delete from missed_looks where article_id = ?", [article_id])
    back = db.execute(
        "update articles set gone = null where id = ? and gone is not null", [article_id]
    ).rowcount
    if back:
        db.execute(
            "update withdrawals set returned = ? where article_id = ? and returned is null", [now, article_id]
        )
    return bool(back)


def remove(db: sqlite3.Connection, url: str, reason: str, now: str | None) -> int | None:
    """Take an article out with all its rows; its frontier rows become `other`. Its id, if there was one."""
    row = db.execute("select id, body from articles where url = ?", [url]).fetchone()
    if row is None:
        return None
    article_id = int(row[0])
    for table in ("links", "revisions", "article_state", "missed_looks", "withdrawals", "held"):
        db.execute(f"delete from {table} where article_id = ?", [article_id])
    db.execute("update links set target_id = null where target_id = ?", [article_id])
    db.execute(
        "update urls set state = 'other', reason = ?, article_id = null where article_id = ?",
        [reason, article_id],
    )
    copy_groups.leave(db, article_id, row[1])
    db.execute("delete from articles where id = ?", [article_id])
    note_change(db, article_id, url, "removed", now)
    return article_id


def note_change(db: sqlite3.Connection, article_id: int, url: str, what: str, now: str | None) -> None:
    """Give an article the next number of the sequence that `Archive.changes` reads."""
    db.execute(
        "insert or replace into article_changes (article_id, url, what, at) values (?, ?, ?, ?)",
        [article_id, url, what, now or ""],
    )


def count_words(text: str) -> int:
    return len(words(text))
