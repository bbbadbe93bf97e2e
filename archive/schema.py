"""The tables, a migration a step.

What a reader sees: `sites`, `articles`, `links`, `revisions`, `captures`, `urls`, `crawls`.
Plumbing, in `HIDDEN_TABLES`: readable, but not listed. Times are ISO 8601 UTC text
(`2026-11-23T08:15:28Z`); JSON columns are text.
"""

import sqlite3
from collections.abc import Callable

from sqlite_utils import Database, Migrations

from archive import signs, spelt
from archive.wordcount import number_of_words

__all__ = ["HIDDEN_TABLES", "PAGE_SIZE", "URL_STATES", "migrations"]

#: 8 kB pages waste a quarter of the space on article bodies, 32 kB pages 6%; larger ones cost small archives.
PAGE_SIZE = 16384

URL_STATES = ("due", "article", "alias", "other", "excluded", "blocked", "failed", "gone")

#: Tables a reader need not see. `urls` is the frontier and ledger; the rest is kept by the store alone.
HIDDEN_TABLES = (
    "urls",
    "archive_info",  # key, value: uuid, created
    "article_state",  # article_id: what the store must remember of an article and a reader need not see
    "article_changes",  # seq: one row per article that ever was, its latest change; see Archive.changes
    "counts",  # site, month, articles: kept by triggers; month is 2020-10, 2020, or '' where unknown
    "text_bands",  # band, article_id: near-equal texts share a band
    "missed_looks",  # article_id, looked, status: 404s and the like not yet confirmed
    "withdrawals",  # article_id, gone, returned: every absence of an article
    "held",  # fetches that were poorer than the text we have, or doubted; for a person to look at
    "spellings",  # word, spelling: what a reader may type otherwise than texts have it; see archive.spelt
    "signs",  # sign, article_id: which articles have C++, C#, Canal+; see archive.signs
    "tagged",  # tag, article_id: the tags of all articles, kept by triggers; see archive.tags
    "capture_files",  # file: how far each file of captures is written
    "dictionaries",  # file, head: the dictionary frame that it begins with, should that be damaged
    "_sqlite_migrations",
    "articles_fts",
    "articles_fts_data",
    "articles_fts_idx",
    "articles_fts_docsize",
    "articles_fts_config",
)

migrations = Migrations("kiosque")
_step: Callable[[Callable[[Database], None]], Callable[[Database], None]] = migrations()


def _run(db: Database, script: str) -> None:
    """Run statements one by one: `executescript` would commit the migration's own transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    assert not statement.strip(), statement


@_step
def m001_first_schema(db: Database) -> None:
    """Everything of version 0.1."""
    _run(db, _INFO + _READ + _FRONTIER + _PLUMBING + _FTS + _COUNTS)


@_step
def m002_spellings(db: Database) -> None:
    """What texts spell otherwise than a reader may type it, of the articles there are too."""
    _run(db, _SPELLINGS)
    spelt.note_all(db.conn, db.conn.execute("select title, body, authors from articles"))


_SPELLINGS = """
create table spellings (word text not null, spelling text not null, primary key (word, spelling)) without rowid;
"""


@_step
def m003_decisions(db: Database) -> None:
    """What a person decided about a text that was held; the dictionaries of capture files, a second time."""
    _run(db, _DECISIONS)


@_step
def m004_signs(db: Database) -> None:
    """Which articles have words with a sign that the index leaves out, of those there are too."""
    _run(db, _SIGNS)
    for article_id, *texts in db.conn.execute("select id, title, body from articles"):
        signs.note(db.conn, article_id, *texts)
    # A first m002 did not note that Đoković may be typed as Djokovic.
    has_dj = " or ".join(f"instr({column}, '{letter}')" for column in ("title", "body") for letter in "đĐ")
    spelt.note_all(db.conn, db.conn.execute(f"select title, body, authors from articles where {has_dj}"))


@_step
def m005_tagged(db: Database) -> None:
    """Articles by their tags."""
    _run(db, _TAGGED)


@_step
def m006_words(db: Database) -> None:
    """The words of texts in scripts that were counted by runs of letters; no change of an article, nor a revision."""
    recounted = db.conn.execute(
        "select id, body from articles where language is null or substr(language, 1, 2) in"
        " ('zh', 'ja', 'hi', 'mr', 'ne', 'bn', 'ta', 'te', 'kn', 'ml', 'gu', 'pa', 'si', 'th', 'ar', 'fa', 'he', 'ur')"
    )
    counts = ((number_of_words(body), article_id) for article_id, body in recounted)
    db.conn.executemany("update articles set words = ?1 where id = ?2 and words != ?1", counts)


_SIGNS = """
create table signs (sign text not null, article_id integer not null, primary key (sign, article_id)) without rowid;
create index signs_by_article on signs(article_id);
create trigger signs_delete after delete on articles begin
    delete from signs where article_id = old.id;
end;
"""

# Sorted, so that the table is written from one end to the other.
_TAGGED = """
create table tagged (tag text not null, article_id integer not null, primary key (tag, article_id)) without rowid;
insert or ignore into tagged select t.value, a.id from articles a,
    json_each(case when json_valid(a.tags) then a.tags else '[]' end) t where t.type = 'text' order by 1, 2;
create trigger tagged_insert after insert on articles begin
    insert or ignore into tagged select value, new.id
        from json_each(case when json_valid(new.tags) then new.tags else '[]' end) where type = 'text';
end;
create trigger tagged_delete after delete on articles begin
    delete from tagged where article_id = old.id and tag in
        (select value from json_each(case when json_valid(old.tags) then old.tags else '[]' end));
end;
create trigger tagged_update after update of tags on articles begin
    delete from tagged where article_id = old.id and tag in
        (select value from json_each(case when json_valid(old.tags) then old.tags else '[]' end));
    insert or ignore into tagged select value, new.id
        from json_each(case when json_valid(new.tags) then new.tags else '[]' end) where type = 'text';
end;
"""

_INFO = """
create table archive_info (key text primary key, value text) without rowid;
insert into archive_info values
    ('uuid', lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
        || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2)
        || '-' || hex(randomblob(6))));
insert into archive_info values ('created', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
"""

_READ = """
create table sites (
    name text primary key,
    url text not null,
    language text,
    timezone text,
    settings text not null default '{}',
    knowledge text not null default '{}',
    added text not null
);
create table articles (
    id integer primary key autoincrement,
    site text not null references sites(name),
    title text,
    published text,
    authors text not null default '[]',
    url text not null unique,
    published_source text,
    modified text,
    language text,
    section text,
    tags text not null default '[]',
    description text,
    image text,
    words integer not null default 0,
    first_seen text not null,
    last_seen text not null,
    last_changed text not null,
    gone text,
    revisions integer not null default 0,
    copy_of integer references articles(id),
    body text not null default ''
);
create index articles_newest on articles(published, id);
create index articles_site on articles(site, published, id);
create index articles_thin on articles(id, site, published, section, language, authors, gone, last_changed);
create index articles_copies on articles(copy_of) where copy_of is not null;
create table links (
    article_id integer not null references articles(id),
    position integer not null,
    url text not null,
    title text,
    kind text not null,
    target_id integer references articles(id),
    primary key (article_id, position)
) without rowid;
create index links_by_url on links(url);
create index links_by_target on links(target_id) where target_id is not null;
create table captures (
    id integer primary key,
    url text not null,
    fetched text not null,
    status integer not null,
    content_type text,
    etag text,
    last_modified text,
    digest text,
    file text not null,
    offset integer not null,
    length integer not null,
    record text not null unique,
    revisit_of integer references captures(id),
    reuse text,
    flag text
);
create index captures_by_url on captures(url, fetched);
create index captures_by_file on captures(file, offset);
create index captures_by_revisit on captures(revisit_of) where revisit_of is not null;
create table revisions (
    id integer primary key autoincrement,
    article_id integer not null references articles(id),
    seen text not null,
    title text,
    published text,
    authors text not null default '[]',
    body text not null default '',
    changed text not null default '[]',
    added integer not null default 0,
    removed integer not null default 0,
    hash text not null,
    capture_id integer references captures(id),
    reextracted text
);
create index revisions_by_article on revisions(article_id, seen);
create index revisions_by_capture on revisions(capture_id);
create table crawls (
    id integer primary key,
    site text,
    mode text,
    started text not null,
    finished text,
    outcome text,
    requests integer not null default 0,
    bytes integer not null default 0,
    found integer not null default 0,
    new integer not null default 0,
    changed integer not null default 0,
    unchanged integer not null default 0,
    gone integer not null default 0,
    blocked integer not null default 0,
    failed integer not null default 0,
    message text
);
create index crawls_by_site on crawls(site, started);
"""

_FRONTIER = """
create table urls (
    url text primary key,
    site text not null,
    kind text not null,
    source text,
    found text not null,
    lastmod text,
    state text not null default 'due',
    reason text,
    checked text,
    due text,
    tries integer not null default 0,
    etag text,
    last_modified text,
    article_id integer references articles(id),
    capture_id integer references captures(id),
    evidence text
);
create index urls_due on urls(site, due, url) where due is not null;
create index urls_by_state on urls(site, state);
create index urls_by_site on urls(site, url);
create index urls_by_article on urls(article_id) where article_id is not null;
"""

_PLUMBING = """
create table article_state (
    article_id integer primary key,
    hash text not null,
    capture_id integer,
    pages text not null default '[]',
    sources text not null default '{}',
    reextracted text
);
create table article_changes (
    seq integer primary key autoincrement,
    article_id integer not null unique,
    url text not null,
    what text not null,
    at text not null
);
create table text_bands (band integer not null, article_id integer not null,
    primary key (band, article_id)) without rowid;
create table missed_looks (article_id integer not null, looked text not null, status integer,
    primary key (article_id, looked)) without rowid;
create table withdrawals (article_id integer not null, gone text not null, returned text,
    primary key (article_id, gone)) without rowid;
create table held (
    id integer primary key,
    article_id integer not null,
    seen text not null,
    last_seen text not null,
    reason text not null,
    title text,
    published text,
    authors text not null default '[]',
    body text not null default '',
    hash text not null,
    capture_id integer,
    unique (article_id, hash)
);
create table capture_files (
    file text primary key,
    site text not null,
    bytes integer not null
) without rowid;
"""

_FTS = """
create virtual table articles_fts using fts5(title, body, authors, content='articles', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2');
create trigger articles_fts_insert after insert on articles begin
    insert into articles_fts(rowid, title, body, authors) values (new.id, new.title, new.body, new.authors);
end;
create trigger articles_fts_delete after delete on articles begin
    insert into articles_fts(articles_fts, rowid, title, body, authors)
        values ('delete', old.id, old.title, old.body, old.authors);
end;
create trigger articles_fts_update after update of title, body, authors on articles begin
    insert into articles_fts(articles_fts, rowid, title, body, authors)
        values ('delete', old.id, old.title, old.body, old.authors);
    insert into articles_fts(rowid, title, body, authors) values (new.id, new.title, new.body, new.authors);
end;
"""

# A month is `2020-10`; a year known alone stays `2020`; no date is ''.
_COUNTS = """
create table counts (
    site text not null,
    month text not null,
    articles integer not null,
    primary key (site, month)
) without rowid;
create trigger counts_insert after insert on articles begin
    insert into counts values (new.site, coalesce(substr(new.published, 1, 7), ''), 1)
        on conflict do update set articles = articles + 1;
end;
create trigger counts_delete after delete on articles begin
    update counts set articles = articles - 1
        where site = old.site and month = coalesce(substr(old.published, 1, 7), '');
    delete from counts
        where site = old.site and month = coalesce(substr(old.published, 1, 7), '') and articles <= 0;
end;
create trigger counts_update after update of site, published on articles begin
    update counts set articles = articles - 1
        where site = old.site and month = coalesce(substr(old.published, 1, 7), '');
    delete from counts
        where site = old.site and month = coalesce(substr(old.published, 1, 7), '') and articles <= 0;
    insert into counts values (new.site, coalesce(substr(new.published, 1, 7), ''), 1)
        on conflict do update set articles = articles + 1;
end;
"""

_DECISIONS = """
alter table held add column decided text;
create table dictionaries (file text primary key, head blob not null) without rowid;
"""
