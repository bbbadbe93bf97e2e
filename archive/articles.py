"""What becomes of an article when it is looked at: new, a revision, noise, poorer than what there is. In the caller's transaction."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive import copy_groups, earlier_looks, held, signs, spelt
from archive.article_rows import (
    add_revision,
    note_change,
    put_in_ledger,
    replace_in_place,
    replace_text,
    store_links,
    update_about,
)
from archive.earlier_looks import PageOf, Version, captures_of, said_in
from archive.incoming import ArticleLike, Look, Stored, about_columns, said, text_columns
from archive.presence import resolve, returned
from archive.revisions import Difference, Said, is_poorer, said_hash, settled
from archive.rows import as_json, insert, one_row
from archive.wordcount import number_of_words

__all__ = ["PageOf", "store", "take_held"]


@dataclass(frozen=True, slots=True)
class _Case:
    """An article that is there, and what a new look says."""

    id: int
    row: Mapping[str, Any]
    old: Said
    new: Said
    look: Look

    @property
    def digest(self) -> str:
        return said_hash(self.new)

    @property
    def is_decided(self) -> bool:
        """Whether a person, a week or an earlier run has decided that the look is to be taken."""
        return self.look.accepted or self.look.taken


def store(db: sqlite3.Connection, article: ArticleLike, look: Look, page_of: PageOf) -> Stored:
    """Insert or update an article; see `Archive.store_article`."""
    article_id = resolve(db, look.url)
    if article_id is None:
        return _insert(db, article, look)
    return _update(db, article_id, article, look, page_of)


def _insert(db: sqlite3.Connection, article: ArticleLike, look: Look) -> Stored:
    text, now = said(article), look.now
    row = {
        "id": _free_number(db, look.number),
        "site": look.site,
        "url": look.url,
        **text_columns(text),
        **about_columns(article),
        "words": number_of_words(text.body),
        "first_seen": now,
        "last_seen": now,
        "last_changed": now,
        "revisions": 1,
    }
    article_id = insert(db, "articles", row)
    spelt.note(db, text.title, text.body, *text.authors)
    signs.note(db, article_id, text.title, text.body)
    add_revision(db, article_id, text, now, look.capture, Difference(()))
    state = {"article_id": article_id, "hash": said_hash(text), "capture_id": look.capture}
    pages, sources = as_json(list(look.pages)), as_json(dict(article.sources))
    insert(db, "article_state", {**state, "pages": pages, "sources": sources})
    copy_groups.join(db, article_id, text.body)
    db.execute("update links set target_id = ? where url = ?", [article_id, look.url])
    store_links(db, article_id, article.links)
    put_in_ledger(db, look.site, look.url, article_id, now)
    note_change(db, article_id, look.url, "new", now)
    return Stored(article_id, "new")


def _free_number(db: sqlite3.Connection, wanted: int | None) -> int | None:
    """The number that citations know an article by; None (the next one) where another has it, or it never had one."""
    taken = one_row(db, "select 1 from articles where id = ?", [wanted])
    return None if taken else wanted


def _update(
    db: sqlite3.Connection, article_id: int, article: ArticleLike, look: Look, page_of: PageOf
) -> Stored:
    row, fresh = _known(db, article_id), not look.reextracted
    if earlier_looks.is_earlier(db, row, look):
        return _update_earlier(db, row, article, look, page_of)
    if not look.reextracted and _same_bytes(db, row["capture_id"], look.capture):
        look = replace(look, reextracted=True)
    case = _Case(article_id, row, said_in(row), said(article), look)
    stored = _decided(db, case, getattr(article, "wall", None), page_of)
    touched = stored.outcome != "held" and _follow(db, case, article, stored)
    if stored.outcome == "held" and look.doubt:
        return stored  # no sign of the article: it was not seen
    if stored.outcome != "held" and fresh:
        held.pass_by(db, article_id, look.now)
    if not look.reextracted or look.capture != row["capture_id"]:
        db.execute("update articles set last_seen = max(last_seen, ?) where id = ?", [look.now, article_id])
        put_in_ledger(db, row["site"], row["url"], article_id, look.now)
        touched |= returned(db, article_id, look.now)
    if stored.changed_fields or touched:
        what = stored.outcome if stored.changed_fields else "about"
        note_change(db, article_id, row["url"], what, look.now)
    return replace(stored, touched=touched)


def _update_earlier(
    db: sqlite3.Connection, row: Mapping[str, Any], article: ArticleLike, look: Look, page_of: PageOf
) -> Stored:
    """A look from before what we know: the article, its links and its row in `urls` stay as they are."""
    new, old = said(article), earlier_looks.before(db, row["id"], look.now)
    if old is not None:
        case, wall = _Case(row["id"], row, old.said, new, look), getattr(article, "wall", None)
        if reason := _in_its_place(case, wall) or _not_believed(case):
            return _held(db, case, reason)
    added, again = earlier_looks.put_in_place(db, row, new, look, page_of)
    return Stored(row["id"], "unchanged", earlier=added, again=again)


def _in_its_place(case: _Case, wall: str | None) -> str | None:
    """Why a look found none of the article, if it did not."""
    if not wall or case.is_decided or case.look.reextracted:
        return None
    return f"a page that stands in the article's place ({wall})"


def _not_believed(case: _Case) -> str | None:
    """Why a text that differs is not taken by itself, if it is not; that it is poorer is no doubt that passes with time."""
    if case.is_decided:
        return None
    poorer, doubt = is_poorer(case.old, case.new), case.look.doubt
    if doubt is None or case.look.reextracted or (poorer and doubt.may_last):
        return poorer
    return doubt.reason


def _known(db: sqlite3.Connection, article_id: int) -> dict[str, Any]:
    sql = (
        "select a.*, s.hash, s.capture_id, s.pages from articles a"
        " join article_state s on s.article_id = a.id where a.id = ?"
    )
    row = one_row(db, sql, [article_id])
    assert row is not None
    return row


def _same_bytes(db: sqlite3.Connection, one: int | None, other: int) -> bool:
    """Whether two captures have the same payload: then a difference comes from the rules, not the page."""
    if one == other:
        return True
    digests = db.execute("select digest from captures where id in (?, ?)", [one, other]).fetchall()
    return len(digests) == 2 and digests[0] == digests[1] and digests[0][0] is not None


def _decided(db: sqlite3.Connection, case: _Case, wall: str | None, page_of: PageOf) -> Stored:
    if reason := _in_its_place(case, wall):
        return _held(db, case, reason)
    if case.digest == case.row["hash"]:
        typography = case.look.reextracted and case.new != case.old
        return _read_better(db, case) if typography else Stored(case.id, "unchanged")
    if reason := _not_believed(case):
        return _held(db, case, reason)
    if case.look.reextracted and not case.look.accepted:
        return _read_better(db, case)
    return _compared(db, case, page_of)


def _held(db: sqlite3.Connection, case: _Case, reason: str) -> Stored:
    held.hold(db, case.id, case.new, case.look.now, case.look.capture, reason)
    return Stored(case.id, "held", held_for=reason)


def _read_better(db: sqlite3.Connection, case: _Case) -> Stored:
    """The page is the same, and the rules are newer: taken over, and marked."""
    values = text_columns(case.new)
    fields = tuple(name for name in values if case.row[name] != values[name])
    replace_in_place(db, case.id, case.old, case.new, case.look.now)
    db.execute("update article_state set reextracted = ? where article_id = ?", [case.look.now, case.id])
    return Stored(case.id, "unchanged", fields)


def _compared(db: sqlite3.Connection, case: _Case, page_of: PageOf) -> Stored:
    """A different page: a revision, unless all that differs is noise, or is said by both pages."""
    old = Version(None, "", case.old, captures_of(case.row))
    difference = earlier_looks.compared(
        old, case.new, (case.look.capture, *case.look.pages), page_of, case.look.accepted
    )
    new = settled(case.old, case.new, difference)
    if not difference.fields:
        if new != case.old:
            replace_in_place(db, case.id, case.old, new, None)
        return Stored(case.id, "unchanged")
    replace_text(db, case.id, case.old, new)
    add_revision(db, case.id, new, case.look.now, case.look.capture, difference)
    db.execute(
        "update articles set revisions = revisions + 1, last_changed = ? where id = ?",
        [case.look.now, case.id],
    )
    return Stored(case.id, "changed", difference.fields)


def _follow(db: sqlite3.Connection, case: _Case, article: ArticleLike, stored: Stored) -> bool:
    """Let what is about the article follow the page; whether anything of it differed."""
    touched = update_about(db, case.id, article, case.row, erase=case.look.reextracted)
    touched |= store_links(db, case.id, article.links)
    if stored.changed_fields or touched:
        db.execute(
            "update article_state set sources = ?, pages = ?, capture_id = ? where article_id = ?",
            [as_json(dict(article.sources)), as_json(list(case.look.pages)), case.look.capture, case.id],
        )
    return touched


def take_held(db: sqlite3.Connection, text: held.Held, look: Look) -> tuple[Stored, dict[str, Any]]:
    """A held text becomes a revision; what became of it, and the values that the journal keeps."""
    row = _known(db, text.article_id)
    if earlier_looks.is_earlier(db, row, look):
        added, again = earlier_looks.put_in_place(db, row, text.said, look, lambda _: None)
        stored = Stored(text.article_id, "unchanged", earlier=added, again=again)
    else:
        stored = _compared(db, _Case(text.article_id, row, said_in(row), text.said, look), lambda _: None)
    if stored.changed_fields:
        db.execute(
            "update article_state set capture_id = ?, pages = '[]' where article_id = ?",
            [look.capture, text.article_id],
        )
        note_change(db, text.article_id, text.url, stored.outcome, look.now)
    about = {name: row[name] for name in ("published_source", "language", "section")}
    return stored, {
        **about,
        "title": text.said.title,
        "published": text.said.published,
        "authors": text.said.authors,
    }
