"""The rows of an article, each written as it is told: text, revision, links, ledger, what is about it."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from archive import copy_groups, signs, spelt
from archive.incoming import ArticleLike, LinkLike, about_columns, said, text_columns
from archive.revisions import Difference, Said, said_hash
from archive.rows import as_json, insert, one_row
from archive.wordcount import number_of_words

__all__ = [
    "add_revision",
    "latest_revision",
    "note_change",
    "put_in_ledger",
    "replace_in_place",
    "replace_text",
    "reread_revision",
    "store_links",
    "update_about",
]


def latest_revision(article: str) -> str:
    """SQL for the id of an article's latest revision, which is the last seen, not the last stored.

    :param article: SQL for the article's id: a parameter, a column
    """
    return f"(select id from revisions where article_id = {article} order by seen desc, id desc limit 1)"


def replace_in_place(
    db: sqlite3.Connection, article_id: int, old: Said, new: Said, reextracted: str | None
) -> None:
    """Read better, or known at last: the article and its latest revision say it without a new revision."""
    replace_text(db, article_id, old, new)
    db.execute(
        "update revisions set title = :title, body = :body, published = :published, authors = :authors,"
        " hash = :hash, reextracted = coalesce(:now, reextracted)"
        f" where id = {latest_revision(':id')}",
        {**text_columns(new), "hash": said_hash(new), "now": reextracted, "id": article_id},
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
        {**text_columns(new), "hash": digest, "now": now, "id": revision_id},
    )
    return True


def replace_text(db: sqlite3.Connection, article_id: int, old: Said, new: Said) -> None:
    db.execute(
        "update articles set title = :title, body = :body, published = :published, authors = :authors,"
        " words = :words where id = :id",
        {**text_columns(new), "words": number_of_words(new.body), "id": article_id},
    )
    spelt.note(db, new.title, new.body, *new.authors)
    signs.note(db, article_id, new.title, new.body)
    db.execute("update article_state set hash = ? where article_id = ?", [said_hash(new), article_id])
    if (old.body, old.published) != (new.body, new.published):
        copy_groups.leave(db, article_id, old.body)
        copy_groups.join(db, article_id, new.body)


def add_revision(
    db: sqlite3.Connection,
    article_id: int,
    text: Said,
    now: str,
    capture_id: int,
    difference: Difference,
) -> None:
    row = {
        "article_id": article_id,
        "seen": now,
        **text_columns(text),
        "hash": said_hash(text),
        "changed": as_json(list(difference.fields)),
        "added": difference.added,
        "removed": difference.removed,
        "capture_id": capture_id,
    }
    insert(db, "revisions", row)


def update_about(
    db: sqlite3.Connection, article_id: int, article: ArticleLike, old: Mapping[str, Any], *, erase: bool
) -> bool:
    """Take over what is about the article; a value missing this time erases one we have only with newer rules."""
    new = about_columns(article)
    if not article.published:
        new["published_source"] = old["published_source"]
    differing = {k: v for k, v in new.items() if v != old[k] and (erase or v not in (None, "", "[]"))}
    if differing:
        columns = ", ".join(f"{name} = ?" for name in differing)
        db.execute(f"update articles set {columns} where id = ?", [*differing.values(), article_id])
    return bool(differing)


def store_links(db: sqlite3.Connection, article_id: int, links: Iterable[LinkLike]) -> bool:
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


def put_in_ledger(db: sqlite3.Connection, site: str, url: str, article_id: int, now: str) -> None:
    db.execute(
        "insert into urls (url, site, kind, source, found, state, reason, checked, article_id)"
        " values (?, ?, 'page', 'page', ?, 'article', 'an article', ?, ?)"
        " on conflict (url) do update set state = case when exists (select 1 from articles"
        "     where id = excluded.article_id and gone > excluded.checked) then 'gone' else 'article' end,"
        " checked = max(coalesce(checked, ''), excluded.checked),"
        " reason = excluded.reason, article_id = excluded.article_id, tries = 0",
        [url, site, now, now, article_id],
    )


def note_change(db: sqlite3.Connection, article_id: int, url: str, what: str, now: str | None) -> None:
    """Give an article the next number of the sequence that `Archive.changes` reads."""
    db.execute(
        "insert or replace into article_changes (article_id, url, what, at) values (?, ?, ?, ?)",
        [article_id, url, what, now or ""],
    )
