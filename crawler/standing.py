"""How the archive stands with a site: what was found and by what, what was archived, what was not and why."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from crawler import clock
from crawler.checkup import kept_notices
from crawler.health import Notice

__all__ = ["Standing", "standing", "words"]

NOT_ARCHIVED = {
    "other": "no articles",
    "alias": "other addresses of articles",
    "excluded": "left out",
    "blocked": "blocked",
    "failed": "could not be had",
    "due": "waiting",
}
PLAIN = {
    "HTTP 404": "no such page (HTTP 404)",
    "HTTP 410": "taken away by the site (HTTP 410)",
}
REASONS = 3
# What a source is called; one that only repeats what another said is not.
SOURCES = {
    "link": "links",
    "wordpress": "WordPress",
    "hreflang": "translations",
    "user": "you",
    "canonical": "",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """
    :param sources: articles that each source (sitemap, feed, ...) names
    :param states: URLs in each state
    :param reasons: state -> the commonest reasons, each (reason, how many, an example)
    :param unlisted: articles that the sitemap does not name, where there is one
    :param unlinked: articles that no page of the site links to
    """

    site: str
    url: str
    articles: int = 0
    gone: int = 0
    revisions: int = 0
    held: int = 0
    newest: str | None = None
    sources: Mapping[str, int] = field(default_factory=dict)
    unlisted: int = 0
    unlinked: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, list[tuple[str, int, str]]] = field(default_factory=dict)
    due: int = 0
    next_look: str | None = None
    runs: list[dict[str, Any]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def needs_attention(self) -> bool:
        return any(notice.level == "attention" for notice in self.notices)


def standing(db: sqlite3.Connection, site: str, url: str, now: datetime) -> Standing:
    """Read all of it from the archive."""
    knowledge = json.loads(_one(db, "select knowledge from sites where name = ?", site) or "{}")
    states = dict(db.execute("select state, count(*) from urls where site = ? group by state", [site]))
    sources: Counter[str] = Counter()
    for named, count in db.execute(
        "select source, count(*) from urls where site = ? and state in ('article', 'gone') group by source",
        [site],
    ):
        sources.update(dict.fromkeys((named or "link").split(","), count))
    runs = _runs(db, site)
    late = _late(site, runs, now)
    articles = int(_one(db, "select count(*) from articles where site = ?", site) or 0)
    return Standing(
        site,
        url,
        articles=articles,
        gone=int(_one(db, "select count(*) from articles where site = ? and gone is not null", site) or 0),
        revisions=int(
            _one(db, "select coalesce(sum(revisions - 1), 0) from articles where site = ?", site) or 0
        ),
        held=int(
            _one(
                db,
                "select count(*) from held h join articles a on a.id = h.article_id"
                " where a.site = ? and h.decided is null",
                site,
            )
            or 0
        ),
        newest=_one(db, "select max(published) from articles where site = ?", site),
        sources=dict(sources.most_common()),
        unlisted=max(articles - sources["sitemap"], 0) if sources["sitemap"] else 0,
        unlinked=max(articles - sources["link"], 0) if sources["link"] else 0,
        states=states,
        reasons={state: _reasons(db, site, state) for state in states if state not in ("article", "gone")},
        due=int(
            _one(
                db,
                "select count(*) from urls where site = ? and due is not null and due <= ?",
                site,
                clock.stamp(now),
            )
            or 0
        ),
        next_look=_one(db, "select min(due) from urls where site = ? and due > ?", site, clock.stamp(now)),
        runs=runs,
        notices=kept_notices(knowledge) + ([late] if late else []),
    )


def _reasons(db: sqlite3.Connection, site: str, state: str) -> list[tuple[str, int, str]]:
    """The commonest reasons; those that differ in the address they name are one."""
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for reason, count, url in db.execute(
        "select coalesce(reason, ''), count(*), min(url) from urls where site = ? and state = ? group by 1 order by 1",
        [site, state],
    ):
        general = re.sub(r"https?://[^\s)]+", "…", reason)
        counts[general] += count
        examples.setdefault(general, url)
    return [(reason, count, examples[reason]) for reason, count in counts.most_common(REASONS)]


def _runs(db: sqlite3.Connection, site: str) -> list[dict[str, Any]]:
    cursor = db.execute("select * from crawls where site = ? order by id desc limit 5", [site])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _late(site: str, runs: list[dict[str, Any]], now: datetime) -> Notice | None:
    """No run for much longer than runs were apart: the schedule itself may be out of order."""
    starts = [clock.parse(run["started"]) for run in runs]
    if len(starts) < 3:
        return None
    usual = max(later - earlier for later, earlier in pairwise(starts))
    silent = now - starts[0]
    if silent <= max(3 * usual, timedelta(hours=3)):
        return None
    message = f"{site}: no crawl since {starts[0]:%Y-%m-%d %H:%M} UTC: is the schedule still there? (scrapy schedule)"
    return Notice("not-run", message, since=starts[0])


def words(standing: Standing) -> list[str]:
    """The standing as lines for a terminal."""
    known = standing
    lines = [f"{known.site}  {known.url}"]
    about = [_number(known.gone, "withdrawn"), _number(known.revisions, "later revision", plural=True)]
    newest = f", the newest of {known.newest[:10]}" if known.newest else ""
    lines.append(f"  {known.articles:,} articles{newest}" + _in_brackets(about))
    if known.held:
        lines.append(
            f"  {known.held:,} came back poorer or as another text, and wait for a decision: scrapy verify --held"
        )
    if known.sources:
        named = {SOURCES.get(name, name): count for name, count in known.sources.items()}
        found = ", ".join(f"{name} {count:,}" for name, count in named.items() if name)
        lines += [f"  named by: {found}", f"  {_agreement(known)}"] if found else []
    for state, word in NOT_ARCHIVED.items():
        if count := known.states.get(state, 0):
            lines.append(f"  {count:,} {word}: " + "; ".join(_reason(*why) for why in known.reasons[state]))
    lines.append(f"  due now: {known.due:,}" + (f"; next look {known.next_look}" if known.next_look else ""))
    lines += [f"  {_run(run)}" for run in known.runs[:3]] or ["  never crawled"]
    lines += [f"  {'!' if n.level == 'attention' else '-'} {n.message}{_since(n)}" for n in known.notices]
    return lines


def _agreement(known: Standing) -> str:
    """Whether what tells of articles tells of the same ones."""
    if not known.sources.get("sitemap"):
        return "no sitemap has articles: links, feeds and the like alone tell of them"
    different = [
        f"{count:,} {'article is' if count == 1 else 'articles are'} {where}"
        for count, where in ((known.unlisted, "in no sitemap"), (known.unlinked, "linked from no page"))
        if count
    ]
    if different:
        return "the sources do not agree: " + ", ".join(different)
    return "the sources agree: the sitemap has every article, and pages link to them all"


def _since(notice: Notice) -> str:
    return f" (since {notice.since:%Y-%m-%d})" if notice.since and "since" not in notice.message else ""


def _reason(reason: str, count: int, example: str) -> str:
    return f"{count:,} {PLAIN.get(reason, reason) or 'for no reason given'} ({example})"


def _run(run: Mapping[str, Any]) -> str:
    counts = [
        f"{run[name]:,} {name}" for name in ("new", "changed", "gone", "blocked", "failed") if run[name]
    ]
    ended = run["outcome"] or ("at work, or killed" if not run["finished"] else "")
    return f"{run['started']} {run['mode']}: {ended}; {', '.join(counts) or 'nothing new'} ({run['requests']:,} requests)"


def _number(count: int, word: str, *, plural: bool = False) -> str:
    return f"{count:,} {word}{'s' * (plural and count != 1)}" if count else ""


def _in_brackets(parts: list[str]) -> str:
    kept = ", ".join(part for part in parts if part)
    return f" ({kept})" if kept else ""


def _one(db: sqlite3.Connection, sql: str, *values: Any) -> Any:
    row = db.execute(sql, values).fetchone()
    return row[0] if row else None
