"""After a run: what the archive shows of a site's health is gathered, judged, kept, and told.

Gathers by reading the archive alone, so that it can be done after a run that was cut off as well.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from archive.store import Archive
from crawler import clock
from crawler.discovery.evidence import resemblance
from crawler.health import (
    FIELDS,
    History,
    Notice,
    Run,
    Seen,
    Unasked,
    Unread,
    notices,
    with_outage,
    with_since,
)
from crawler.middlewares.pace import OF_OURS
from crawler.middlewares.reuse import NOTED
from crawler.middlewares.robots import Rules
from crawler.notify import NotifyError, news, send
from crawler.schedule import Worth
from crawler.sites import Site
from crawler.spiders.ledger import AWAY, OUTAGE
from crawler.unbelieved import unbelieved

__all__ = ["check", "gather", "kept_notices", "tell"]

ARTICLES = 400
LEFT_OUT = (
    "select count(*) from urls where site = ? and state = 'excluded'"
    " and (reason like 'the page asks not%' or reason like 'the site reserves%')"
)
LOOKS_KEPT = 8
RESTING = "resting: "  # how the outcome of a run begins that was not to ask, or could not
TOLD_FOR = timedelta(days=30)
UNLIKE = 0.3
"""Pages of one template resemble each other by 0.6 and more."""

NO_ANSWER_NEEDED = ("missing", "error")
"""Walls that say something about one page and not about the site."""


def check(
    archive: Archive, site: Site, *, started: str, now: datetime, outcome: str = "done"
) -> list[Notice]:
    """Judge a site after a run, keep the notices in its knowledge and in the run's row; gives them.

    :param started: when the run began, ISO 8601 UTC
    :param outcome: of the run, in a word
    """
    knowledge = archive.knowledge(site.name)
    facts = _layout(archive.db.conn, site.name, knowledge, started, now)
    history = gather(archive.db.conn, site, {**knowledge, **facts}, started=started, now=now, outcome=outcome)
    found = notices(history)
    if not _has_answered(archive.db.conn, site.name, started):
        found = with_outage(found, kept_notices(knowledge))
    found = with_since(found, kept_notices(knowledge), now)
    facts["health"] = {"checked": clock.stamp(now), "notices": [notice.as_json() for notice in found]}
    with archive.batch():
        archive.learn(site.name, facts)
        message = "; ".join(notice.message for notice in found if notice.level == "attention")
        archive.db.conn.execute(
            "update crawls set message = ? where id = (select max(id) from crawls where site = ?) and started >= ?",
            [message or None, site.name, started],
        )
    return found


def tell(
    archive: Archive, found: Mapping[str, Sequence[Notice]], target: str, mail: Mapping[str, Any]
) -> str | None:
    """Send what has changed since someone was last told; what could not be sent is told by the next run.

    :param found: site -> its notices now
    :param target: the NOTIFY setting
    :param mail: the MAIL_* settings
    :returns: why it could not be sent, in a line; None where it was or nothing has changed
    """
    told = {site: _told(archive.knowledge(site)) for site in found}
    message = news([n for some in told.values() for n in some], [n for some in found.values() for n in some])
    if not message:
        return None
    try:
        send(target, message, mail)
    except NotifyError as error:
        return str(error)
    with archive.batch():
        for site, some in found.items():
            archive.learn(site, {"told": [notice.as_json() for notice in some]})
    return None


def _told(knowledge: Mapping[str, Any]) -> list[Notice]:
    return [Notice.from_json(data) for data in knowledge.get("told") or []]


def kept_notices(knowledge: Mapping[str, Any]) -> list[Notice]:
    """The notices of the last check-up."""
    return [Notice.from_json(data) for data in (knowledge.get("health") or {}).get("notices", [])]


def gather(
    db: sqlite3.Connection,
    site: Site,
    knowledge: Mapping[str, Any],
    *,
    started: str,
    now: datetime,
    outcome: str = "done",
) -> History:
    """What is known of a site, as `notices` wants it."""
    rest = (knowledge.get("rest") or {}).get(site.host) or {}
    resting = bool(rest) and clock.parse(rest["until"]) > now
    busy = rest["reason"] if resting and rest["why"] == "busy" else None
    down = rest["reason"] if resting and rest["why"] == "down" else None
    ends = (knowledge.get("certificate") or {}).get("ends")
    reuse = knowledge.get("reuse") or {}
    moved = _lately(knowledge.get("moved"), now)
    return History(
        site.name,
        now,
        walked=clock.parse(knowledge["walked"]) if knowledge.get("walked") else None,
        articles=_articles(db, site.name),
        total=_count(db, "select count(*) from articles where site = ?", site.name),
        days=_days(db, site.name),
        runs=_runs(db, site.name, started),
        outcome=outcome,
        busy=busy,
        busy_times=rest.get("times", 0) + 1 if busy else 0,
        out=None if busy else down or _no_answer(db, site, knowledge, started, outcome),
        out_until=clock.parse(rest["until"]) if resting else None,
        robots=_robots(site, knowledge),
        reserved=reuse.get("reserved"),
        policy=reuse.get("policy"),
        asks=[word for word in NOTED if word in reuse],
        left_out=_count(db, LEFT_OUT, site.name),
        certificate_ends=clock.parse(ends) if ends else None,
        layout_changed=_since(_lately(knowledge.get("layout"), now)),
        moved=moved["to"] if moved else None,
        moved_away=bool(moved and moved.get("away")),
        gap=_since(_lately(knowledge.get("gap"), now)),
        unread=_unread(knowledge.get("unread")),
        unasked=_unasked(db, site.name, outcome),
        unbelieved=Worth.from_json(knowledge.get("worth")).in_words(),
    )


def _articles(db: sqlite3.Connection, site: str) -> list[Seen]:
    rows = db.execute(
        "select first_seen, title, published, words, authors, description, image from articles"
        " where site = ? order by first_seen desc, id desc limit ?",
        [site, ARTICLES],
    ).fetchall()
    out = []
    for first_seen, title, published, words, authors, description, image in reversed(rows):
        values = {
            "title": title,
            "published": published,
            "authors": authors != "[]" and authors,
            "description": description,
            "image": image,
        }
        filled = frozenset(name for name in FIELDS if values[name])
        day = published[:10] if published and len(published) >= 10 else None
        out.append(Seen(clock.parse(first_seen), title or "", day, words or 0, filled))
    return out


def _days(db: sqlite3.Connection, site: str) -> list[str]:
    """The days of publication of the last two thousand dated articles."""
    rows = db.execute(
        "select distinct substr(published, 1, 10) from (select published from articles"
        " where site = ? and length(published) >= 10 order by published desc limit 2000)",
        [site],
    )
    return sorted(day for (day,) in rows if _is_day(day))


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _runs(db: sqlite3.Connection, site: str, started: str) -> list[Run]:
    rows = db.execute(
        "select started, requests, new, changed, unchanged, failed, blocked from crawls where site = ?"
        " and finished is not null order by id desc limit 30",
        [site],
    ).fetchall()
    runs = [
        Run(clock.parse(row[0]), row[1], row[2], row[3], row[3] + row[4] + row[6], row[5], row[6])
        for row in reversed(rows)
    ]
    if not runs or clock.stamp(runs[-1].started) < started:
        return runs
    return [*runs[:-1], _last_run(db, site, started, runs[-1])]


def _last_run(db: sqlite3.Connection, site: str, started: str, run: Run) -> Run:
    """What the run's row does not say, from what it wrote."""
    walls: Counter[str] = Counter()
    home_wall = None
    for kind, wall in db.execute(
        "select kind, json_extract(evidence, '$.page.wall') from urls where site = ? and checked >= ?"
        " and json_extract(evidence, '$.page.wall') is not null",
        [site, started],
    ):
        if wall in NO_ANSWER_NEEDED:
            continue
        walls[wall] += 1
        home_wall = wall if kind == "home" else home_wall
    for (reason,) in db.execute(  # known articles, whose own evidence stays
        "select reason from urls where site = ? and checked >= ? and state = 'article' and reason like 'blocked: %'",
        [site, started],
    ):
        walls[reason.removeprefix("blocked: ")] += 1
    gated = "select count(*) from urls where site = ? and checked >= ? and kind = 'home' and instr(reason, ?)"
    if _count(db, gated, site, started, AWAY):
        home_wall = "gate"
    looks = "select count(*) from urls where site = ? and checked >= ? and state in ('article', 'gone')"
    return replace(
        run,
        looks=max(_count(db, looks, site, started) - run.new, 0),
        missing=_lost(db, site),
        walls=dict(walls),
        home_wall=home_wall,
        **unbelieved(db, site, started),
    )


def _lost(db: sqlite3.Connection, site: str) -> int:
    """Articles that were missing with all the others, if none that was known before has been seen since."""
    lost, last = db.execute(
        "select count(*), max(checked) from urls where site = ? and reason = ?", [site, OUTAGE]
    ).fetchone()
    there = (
        "select count(*) from urls u join articles a on a.id = u.article_id where u.site = ? and u.checked > ?"
        " and u.state = 'article' and a.first_seen < u.checked and u.reason not like 'HTTP 4%'"
        " and u.reason not like 'blocked: %' and u.reason not like 'the last look failed%'"
    )
    return 0 if not lost or _count(db, there, site, last) else lost


def _no_answer(
    db: sqlite3.Connection, site: Site, knowledge: Mapping[str, Any], started: str, outcome: str
) -> str | None:
    """Why nothing at all could be had in the run."""
    robots = _rules(site, knowledge)
    resting = outcome.removeprefix(RESTING) if outcome.startswith(RESTING) else ""
    # A failure is kept for a while, and the runs until then have it from the archive.
    if robots and robots.unavailable and (resting or clock.stamp(robots.fetched) >= started):
        return f"robots.txt: {robots.reason}"
    if resting and not resting.startswith(OF_OURS) and not _has_answered(db, site.name, started):
        return resting
    rows = db.execute(
        "select state, reason, kind from urls where site = ? and checked >= ?", [site.name, started]
    ).fetchall()
    failed = [
        state == "failed" or (reason or "").startswith("the last look failed") for state, reason, _ in rows
    ]
    home = [reason for _, reason, kind in rows if kind == "home"]
    return home[0] if home and all(failed) else None


def _unasked(db: sqlite3.Connection, site: str, outcome: str) -> Unasked | None:
    """Of the pages that sitemaps name, after a run that came to its end: those that nobody could ask for."""
    if outcome != "done":
        return None
    listed = "from urls where site = ? and kind = 'page' and instr(',' || source || ',', ',sitemap,')"
    barred = "(state = 'due' and checked is null or state = 'failed' and reason like 'robots.txt:%')"
    reasons = db.execute(
        f"select reason {listed} and state = 'failed' and reason like 'robots.txt:%' group by 1 order by count(*) desc",
        [site],
    ).fetchone()
    if not reasons:
        return None
    return Unasked(
        _count(db, f"select count(*) {listed} and {barred}", site),
        _count(db, f"select count(*) {listed}", site),
        reasons[0].partition(";")[0],
    )


def _has_answered(db: sqlite3.Connection, site: str, started: str) -> bool:
    """Whether anything at all was read in the run, or was as before."""
    read = (
        "select exists (select 1 from urls where site = ? and checked >= ? and state in ('article', 'alias', 'other', 'gone')"
        " and coalesce(reason, '') not like 'the last look failed%')"
    )
    return bool(_count(db, read, site, started))


def _robots(site: Site, knowledge: Mapping[str, Any]) -> str | None:
    rules = _rules(site, knowledge)
    return "robots.txt forbids all" if rules and rules.forbids_all else None


def _rules(site: Site, knowledge: Mapping[str, Any]) -> Rules | None:
    kept = knowledge.get("robots") or {}
    homes = (knowledge.get("home") or site.url, site.url)
    data = next(
        (found for home in homes if (found := kept.get("{0.scheme}://{0.netloc}".format(urlsplit(home))))),
        None,
    )
    return Rules.from_json(data) if data else None


def _lately(fact: Mapping[str, Any] | None, now: datetime) -> Mapping[str, Any] | None:
    """A fact that is still worth telling: of the last thirty days."""
    return fact if fact and now - clock.parse(fact["since"]) <= TOLD_FOR else None


def _since(fact: Mapping[str, Any] | None) -> datetime | None:
    return clock.parse(fact["since"]) if fact else None


def _unread(fact: Mapping[str, Any] | None) -> Unread | None:
    if not fact or not fact.get("urls"):
        return None
    return Unread(len(fact["urls"]), clock.parse(fact["since"]), fact["urls"][-1])


def _layout(
    db: sqlite3.Connection, site: str, knowledge: Mapping[str, Any], started: str, now: datetime
) -> dict[str, Any]:
    """What the run's pages look like, for the next ones; and since when they look unlike those of before."""
    kept = knowledge.get("looks") or {}
    kept = kept if isinstance(kept, dict) else {"article": kept}
    seen = {kind: looks for kind in ("article", "home") if (looks := _looks(db, site, started, kind))}
    facts: dict[str, Any] = {"looks": {**kept, **seen}}
    if any(_unlike(looks, kept.get(kind) or []) for kind, looks in seen.items()):
        facts["layout"] = {"since": clock.stamp(now)}
    return facts


def _looks(db: sqlite3.Connection, site: str, started: str, kind: str) -> list[list[str]]:
    """Sketches of the templates of some article pages, or of the home page, that the run fetched."""
    chosen = "state = 'article'" if kind == "article" else "kind = 'home'"
    rows = db.execute(
        "select json_extract(evidence, '$.page.look') from urls where site = ? and checked >= ?"
        f" and {chosen} and json_extract(evidence, '$.page.look') is not null"
        " and json_extract(evidence, '$.page.wall') is null order by url limit ?",
        [site, started, LOOKS_KEPT],
    )
    return [json.loads(look) for (look,) in rows]


def _unlike(looks: Sequence[Sequence[str]], before: Sequence[Sequence[str]]) -> bool:
    """Whether no page of the run resembles any that was seen before."""
    if not looks or not before:
        return False
    return all(max(resemblance(look, old) for old in before) < UNLIKE for look in looks)


def _count(db: sqlite3.Connection, sql: str, *values: Any) -> int:
    return int(db.execute(sql, values).fetchone()[0])
