"""What the pages show, read from the tables. Each function takes an open connection and returns plain data."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.datasette.reasons import general
from archive.hits import names
from archive.rows import cursor

__all__ = [
    "Coverage",
    "Holdings",
    "SiteLine",
    "article",
    "coverage",
    "holdings",
    "months",
    "neighbours",
    "sites",
]

Row = dict[str, Any]
MOST_REASONS = 40


def rows(db: sqlite3.Connection, sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """Rows by column name."""
    found = cursor(db, sql, params)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found]


def row(db: sqlite3.Connection, sql: str, params: Sequence[Any] = ()) -> Row | None:
    found = rows(db, sql, params)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site in a list."""

    name: str
    url: str
    articles: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the archive holds.

    :ivar first: the first year of which there are articles; `last` the last
    """

    articles: int
    sites: int
    first: str | None
    last: str | None
    crawled: str | None


def holdings(db: sqlite3.Connection) -> Holdings:
    counted = row(
        db,
        "select coalesce(sum(articles), 0) as articles, count(distinct site) as sites,"
        " min(nullif(month, '')) as first, max(month) as last from counts",
    )
    assert counted is not None
    first, newest = (counted["first"] or "")[:4], (counted["last"] or "")[:4]
    return Holdings(counted["articles"], counted["sites"], first or None, newest or None, last_crawl(db))


def last_crawl(db: sqlite3.Connection) -> str | None:
    """When the archive was last crawled, ISO 8601 UTC."""
    found = row(db, "select max(coalesce(finished, started)) as at from crawls")
    return found["at"] if found else None


def sites(db: sqlite3.Connection) -> list[SiteLine]:
    """Every site, the one with most articles first."""
    return [
        SiteLine(r["name"], r["url"], r["articles"], (r["first"] or "")[:4], (r["last"] or "")[:4])
        for r in rows(
            db,
            "select s.name, s.url, coalesce(sum(c.articles), 0) as articles, min(nullif(c.month, '')) as first,"
            " max(c.month) as last from sites s left join counts c on c.site = s.name"
            " group by s.name order by articles desc, s.name",
        )
    ]


def months(db: sqlite3.Connection, site: str | None = None) -> list[tuple[str, int]]:
    """Articles a month, in order; years known alone and undated articles are left out."""
    where = " and site = ?" if site else ""
    return [
        (r["month"], r["articles"])
        for r in rows(
            db,
            f"select month, sum(articles) as articles from counts where length(month) = 7{where}"
            " group by month order by month",
            [site] if site else [],
        )
    ]


def article(db: sqlite3.Connection, id: int) -> Row | None:
    """An article, its authors and tags as texts."""
    found = row(db, "select * from articles where id = ?", [id])
    if found:
        found["authors"] = names(found["authors"])
        found["tags"] = names(found["tags"])
        found["title"] = found["title"] or ""
    return found


def related(db: sqlite3.Connection, id: int) -> list[Row]:
    """Links from an article, with what is known of the archived article each leads to."""
    return rows(
        db,
        "select l.kind, l.url, l.title, l.target_id, a.title as target_title, a.published, a.site"
        " from links l left join articles a on a.id = l.target_id where l.article_id = ? order by l.position",
        [id],
    )


def backlinks(db: sqlite3.Connection, id: int, limit: int = 30) -> list[Row]:
    """Archived articles that link to this one, newest first."""
    return rows(
        db,
        "select distinct a.id, a.title, a.published, a.site from links l join articles a on a.id = l.article_id"
        " where l.target_id = ? and l.article_id != ? order by a.published desc, a.id desc limit ?",
        [id, id, limit],
    )


def neighbours(db: sqlite3.Connection, found: Row) -> tuple[Row | None, Row | None]:
    """The articles of the site before and after this one, by date of publication."""
    if not found["published"]:
        return None, None
    at = [found["site"], found["published"], found["id"]]
    columns = "select id, title, published from articles where site = ?"
    before = row(db, f"{columns} and (published, id) < (?, ?) order by published desc, id desc limit 1", at)
    after = row(db, f"{columns} and (published, id) > (?, ?) order by published, id limit 1", at)
    return before, after


def copies(db: sqlite3.Connection, found: Row) -> list[Row]:
    """Articles with the same text, agency copy for one; the first of them leads."""
    first = found["copy_of"] or found["id"]
    return rows(
        db,
        "select id, title, site, published from articles where (id = ? or copy_of = ?) and id != ?"
        " order by published, id limit 20",
        [first, first, found["id"]],
    )


def moved(db: sqlite3.Connection, found: Row) -> list[Row]:
    """Other addresses that lead to this article."""
    return rows(
        db,
        "select url, reason from urls where article_id = ? and state = 'alias' order by url limit 10",
        [found["id"]],
    )


# The address of a revision is the moment when it was seen, which nothing that is found later changes: 20261130091500.
# Of two of one second the later stored has its place in the order of storing, as all had before that.
_REVISIONS = """
    select r.id, r.seen, r.title, r.published, r.authors, r.changed, r.added, r.removed, r.capture_id,
        c.fetched, c.digest,
        row_number() over (order by r.seen, r.id) as place,
        row_number() over (order by r.id) as stored,
        case row_number() over (partition by r.seen order by r.id)
            when 1 then cast(strftime('%Y%m%d%H%M%S', r.seen) as integer)
            else row_number() over (order by r.id) end as number {body}
    from revisions r left join captures c on c.id = r.capture_id where r.article_id = ?
"""


def revisions(db: sqlite3.Connection, id: int) -> list[Row]:
    """What an article said, the newest first, without the texts; `number` is the address, `place` counts from 1."""
    return [_revision(r) for r in rows(db, _REVISIONS.format(body="") + " order by place desc", [id])]


def revision(db: sqlite3.Connection, id: int, number: int) -> Row | None:
    """One of them, with its text.

    :param number: its address; or its place in the order of storing, as in citations of before
    """
    found = row(
        db,
        f"select * from ({_REVISIONS.format(body=', r.body')}) where ? in (number, stored) order by number = ? desc",
        [id, number, number],
    )
    return _revision(found) if found else None


def beside(revisions: Sequence[Row], number: int) -> tuple[Row | None, Row | None]:
    """The revisions before and after one, in the order of time.

    :param revisions: the newest first
    """
    numbers = [r["number"] for r in revisions]
    at = numbers.index(number)
    return (revisions[at + 1] if at + 1 < len(revisions) else None), (revisions[at - 1] if at else None)


def _revision(found: Row) -> Row:
    return {**found, "authors": names(found["authors"]), "changed": names(found["changed"])}


_OF_ARTICLE = "url in (select url from articles where id = ? union select url from urls where article_id = ?)"


def captures(db: sqlite3.Connection, id: int) -> list[Row]:
    """Captures of an article's page under any of its addresses, the newest first."""
    return rows(
        db,
        f"select id, url, fetched, status, digest, length from captures where {_OF_ARTICLE}"
        " and flag is null order by fetched desc, id desc limit 200",
        [id, id],
    )


def cited_capture(db: sqlite3.Connection, id: int) -> Row | None:
    """The capture that what an article says rests on: a later one may say something else, or nothing."""
    return row(
        db,
        "select c.id, c.url, c.fetched, c.status, c.digest, c.length from article_state s"
        " join captures c on c.id = s.capture_id where s.article_id = ?",
        [id],
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the URLs that were found on a site.

    :ivar states: state -> number of URLs
    :ivar reasons: (state, reason, number) of those that are no articles, the commonest first
    :ivar sources: where the archived articles were found -> number
    """

    states: dict[str, int]
    reasons: list[tuple[str, str, int]]
    sources: dict[str, int]

    @property
    def unlisted(self) -> int:
        """Articles that the sitemap does not name, where there is one."""
        return self._without("sitemap")

    @property
    def unlinked(self) -> int:
        """Articles that no page of the site links to."""
        return self._without("link")

    def _without(self, source: str) -> int:
        archived, known = self.states.get("article", 0), self.sources.get(source, 0)
        return max(archived - known, 0) if known else 0


def coverage(db: sqlite3.Connection, site: str) -> Coverage:
    states = {
        r["state"]: r["n"]
        for r in rows(db, "select state, count(*) as n from urls where site = ? group by 1", [site])
    }
    reasons: Counter[tuple[str, str]] = Counter()
    for r in rows(
        db,
        "select state, reason, count(*) as n from urls where site = ? and state not in ('article', 'alias', 'due')"
        " and reason is not null group by 1, 2",
        [site],
    ):
        reasons[r["state"], general(r["reason"])] += r["n"]
    sources: dict[str, int] = {}
    for r in rows(
        db, "select source, count(*) as n from urls where site = ? and state = 'article' group by 1", [site]
    ):
        for source in (r["source"] or "").split(","):
            if source and source != "canonical":  # says nothing beside others
                sources[source] = sources.get(source, 0) + r["n"]
    return Coverage(states, [(*reason, n) for reason, n in reasons.most_common(MOST_REASONS)], sources)


def loaded(text: str | None) -> Any:
    """JSON that the crawler keeps; None for what is none."""
    try:
        return json.loads(text or "null")
    except ValueError:
        return None
