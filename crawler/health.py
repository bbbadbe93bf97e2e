"""What is wrong with a site, told from its own history. Pure: what was seen goes in, sentences come out.

No threshold is the same for all sites: a monthly blog may be silent for a month, a newspaper not for a day; an
author may never have been named, or always until last Tuesday.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Self

from crawler import clock

__all__ = ["FIELDS", "History", "Notice", "Run", "Seen", "notices", "with_since"]

FIELDS = {
    "published": "date",
    "authors": "author",
    "title": "title",
    "description": "description",
    "image": "picture",
}
"""The fields whose filling is watched, and what a reader calls them."""

RECENT = 12
FEWEST = 5
"""So many recent articles say something about a site; fewer may be chance."""

BASELINE = timedelta(days=90)

LONG_SILENCE = 3
"""times the site's longest usual gap."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is wrong, or good to know.

    :param code: what kind, for translation
    :param message: one line in the reader's words
    :param level: `attention` (someone should look) or `note`
    :param since: since when, as far as known
    :param values: the numbers and names in the message
    """

    code: str
    message: str
    level: str = "attention"
    since: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        since = clock.stamp(self.since) if self.since else None
        return {
            "code": self.code,
            "message": self.message,
            "level": self.level,
            "since": since,
            "values": dict(self.values),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        since = clock.parse(data["since"]) if data.get("since") else None
        return cls(data["code"], data["message"], data["level"], since, data.get("values") or {})


@dataclass(frozen=True, slots=True)
class Seen:
    """One article, as far as its health goes.

    :param filled: the names of `FIELDS` that it has
    """

    first_seen: datetime
    title: str = ""
    day: str | None = None
    words: int = 0
    filled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """What one crawl of the site came to.

    :param looks: known articles that were asked for and answered for
    :param held: looks that brought a poorer text than the one we have
    :param missing: looks that were told 404 or 410
    :param walls: kind of wall (challenge, consent, login, paywall, ...) -> pages that were one
    :param home_wall: the kind of wall that the home page was
    """

    started: datetime
    requests: int = 0
    new: int = 0
    changed: int = 0
    looks: int = 0
    failed: int = 0
    blocked: int = 0
    held: int = 0
    missing: int = 0
    walls: Mapping[str, int] = field(default_factory=dict)
    home_wall: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything that is judged.

    :param walked: when the first walk of the site ended; None while it lasts
    :param articles: by first_seen, the newest last; as many as matter
    :param total: articles in the archive
    :param days: days of publication, sorted, without doubles
    :param runs: by start, the one that just ended last
    :param out: why the site could not be asked (its name is unknown, it refuses, it only fails); None if it could
    :param busy: how it asked for a pause (429, 503); None if it did not
    :param busy_times: how many runs in a row it has
    :param out_until: when it is asked again
    :param robots: why robots.txt keeps us out of all of it; None if it does not
    :param reserved: how the site reserves its rights against text and data mining; None if it does not
    :param certificate_ends: when its TLS certificate ends, as last seen
    :param layout_changed: whether its articles' pages look unlike those of before
    :param unbelieved: what of the site's own statements is not believed
    """

    site: str
    now: datetime
    walked: datetime | None = None
    articles: Sequence[Seen] = ()
    total: int = 0
    days: Sequence[str] = ()
    runs: Sequence[Run] = ()
    outcome: str = "done"
    out: str | None = None
    busy: str | None = None
    busy_times: int = 0
    out_until: datetime | None = None
    robots: str | None = None
    reserved: str | None = None
    certificate_ends: datetime | None = None
    layout_changed: bool = False
    unbelieved: Sequence[str] = ()


def notices(history: History) -> list[Notice]:
    """What needs attention, and what is good to know, in the order of its weight."""
    found = _reach(history)
    if not found:
        found = [*_walls(history), *_missing(history), *_failures(history), *_emptiness(history)]
    found += [
        *_certificate(history),
        *_silence(history),
        *_fields(history),
        *_texts(history),
        *_layout(history),
    ]
    found += [Notice("unbelieved", f"{history.site}: {words}", "note") for words in history.unbelieved]
    if history.reserved:
        words = (
            f"{history.site}: the site reserves its rights against text and data mining ({history.reserved})"
        )
        found.append(Notice("reserved", words, "note", values={"how": history.reserved}))
    return found


def with_since(found: Sequence[Notice], before: Sequence[Notice], now: datetime) -> list[Notice]:
    """The same notices, with the day each began: what was there before keeps its own."""
    known = {_name(notice): notice.since for notice in before}
    return [replace(notice, since=known.get(_name(notice)) or notice.since or now) for notice in found]


def _name(notice: Notice) -> tuple[str, Any]:
    return notice.code, notice.values.get("field")


# --- can it be reached


def _reach(history: History) -> list[Notice]:
    site = history.site
    until = f"; it is asked again after {history.out_until:%Y-%m-%d %H:%M} UTC" if history.out_until else ""
    if history.busy:
        level = "attention" if history.busy_times > 1 else "note"
        values = {"why": history.busy, "times": history.busy_times}
        return [
            Notice(
                "busy", f"{site}: the site wants to be left alone: {history.busy}{until}", level, None, values
            )
        ]
    if history.out:
        return [
            Notice(
                "down", f"{site}: the site did not answer: {history.out}{until}", values={"why": history.out}
            )
        ]
    if history.robots:
        return [
            Notice(
                "robots", f"{site}: nothing may be fetched: {history.robots}", values={"why": history.robots}
            )
        ]
    return []


def _certificate(history: History) -> list[Notice]:
    ends, site = history.certificate_ends, history.site
    if ends is None or ends - history.now > timedelta(days=7):
        return []
    if ends <= history.now:
        words = f"{site}: its TLS certificate ended on {ends:%Y-%m-%d}: readers' browsers warn of it"
        return [Notice("certificate", words, values={"ends": clock.stamp(ends)}, since=ends)]
    words = f"{site}: its TLS certificate ends on {ends:%Y-%m-%d}"
    return [Notice("certificate-soon", words, "note", values={"ends": clock.stamp(ends)})]


# --- what the run met


def _walls(history: History) -> list[Notice]:
    """A wall in front of the home page, or of far more pages than usual: a paywalled paper always has some."""
    *before, run = history.runs or [Run(history.now)]
    kind = run.home_wall or max(run.walls, key=lambda name: run.walls[name], default=None)
    if kind is None:
        return []
    count, words = sum(run.walls.values()), _WALLS.get(kind, kind)
    if run.home_wall:
        message = f"{history.site}: blocked: the home page is {words}; what was archived stays as it was"
        return [Notice("blocked", message, values={"wall": kind, "pages": count})]
    asked = max(run.looks + run.new, count)
    usual = _share(sum(r.blocked for r in before), sum(max(r.looks + r.new, r.blocked) for r in before))
    if count / asked < max(0.5, 2 * usual):
        return []
    message = (
        f"{history.site}: blocked: {count} of {asked} pages were {words} instead of the article"
        "; what was archived stays as it was"
    )
    return [Notice("blocked", message, values={"wall": kind, "pages": count, "of": asked})]


_WALLS = {
    "challenge": "a challenge for robots",
    "consent": "a consent wall",
    "paywall": "a paywall",
    "login": "a login page",
    "error": "an error page",
    "parked": "a page of a domain seller",
    "script": "a page without text (it needs JavaScript)",
    "missing": "a page that says the article is not there",
}


def _missing(history: History) -> list[Notice]:
    """All of a site at once is an outage, not a withdrawal."""
    run = history.runs[-1] if history.runs else Run(history.now)
    if run.missing < 3 or run.missing < run.looks * 0.8:
        return []
    message = (
        f"{history.site}: all {run.missing} articles that were looked at are missing (404): an outage or a move;"
        " none is taken for withdrawn"
    )
    return [Notice("all-missing", message, values={"pages": run.missing})]


def _failures(history: History) -> list[Notice]:
    *before, run = history.runs or [Run(history.now)]
    usual = _share(sum(r.failed for r in before), sum(r.requests for r in before))
    share = _share(run.failed, run.requests)
    if run.failed < 3 or share < max(0.5, 3 * usual):
        return []
    message = f"{history.site}: {run.failed} of {run.requests} requests failed; usually {usual:.0%} do"
    return [Notice("failing", message, values={"failed": run.failed, "of": run.requests})]


def _emptiness(history: History) -> list[Notice]:
    if history.total or history.outcome not in ("done", "finished"):
        return []
    pages = history.runs[-1].requests if history.runs else 0
    message = (
        f"{history.site}: no article found among {pages} page{'s' * (pages != 1)}: try `scrapy preview` on one of"
        " its articles, or set `article` in sites.toml"
    )
    return [Notice("empty", message, values={"pages": pages})]


# --- what its articles have come to


def _silence(history: History) -> list[Notice]:
    """No news for three times the longest gap of the year before, where there was news while we watched."""
    if history.walked is None:
        return []
    published = (datetime.fromisoformat(day).replace(tzinfo=history.now.tzinfo) for day in history.days)
    arrived = (
        one.first_seen.replace(hour=0, minute=0, second=0)
        for one in history.articles
        if one.first_seen > history.walked  # also those that lost their date
    )
    days = sorted({day for day in (*published, *arrived) if day <= history.now + timedelta(days=1)})
    if len(days) < 2 * FEWEST:
        return []
    last = days[-1]
    year = [day for day in days if last - day <= timedelta(days=365)]
    if len(year) < FEWEST:
        year = days[-FEWEST:]
    longest = max((later - earlier for earlier, later in pairwise(year)), default=timedelta())
    longest = max(longest, timedelta(days=1))
    quiet_from = last + LONG_SILENCE * longest
    # A site that had fallen silent before we came is not broken, only old.
    if not max(quiet_from, history.walked) == quiet_from < history.now:
        return []
    silent = (history.now - last).days
    message = (
        f"{history.site}: no new article for {silent} days; its longest silence in the year before was"
        f" {longest.days} day{'s' * (longest.days != 1)}"
    )
    values = {"days": silent, "usual": longest.days}
    return [Notice("quiet", message, values=values, since=quiet_from)]


def _split(history: History) -> tuple[list[Seen], list[Seen]]:
    """(the last articles that came since the first walk, those of the ninety days before them or the last hundred)"""
    if history.walked is None:
        return [], []
    recent = [seen for seen in history.articles if seen.first_seen > history.walked][-RECENT:]
    if len(recent) < FEWEST:
        return [], []
    older = list(history.articles[: len(history.articles) - len(recent)])
    near = [seen for seen in older if recent[0].first_seen - seen.first_seen <= BASELINE]
    before = near if len(near) >= 2 * FEWEST else older[-100:]
    return (recent, before) if len(before) >= 2 * FEWEST else ([], [])


def _fields(history: History) -> list[Notice]:
    """A field that is filled half as often as before."""
    recent, before = _split(history)
    out = []
    for name, word in FIELDS.items():
        usual = _share(sum(name in seen.filled for seen in before), len(before))
        now = _share(sum(name in seen.filled for seen in recent), len(recent))
        if not before or usual < 0.3 or now > usual / 2:
            continue
        without = [seen for seen in recent if name not in seen.filled]
        since = without[0].first_seen
        some = "the last" if len(without) == len(recent) else f"{len(without)} of the last"
        message = (
            f"{history.site}: {some} {len(recent)} articles have no {word}, since {since:%-d %B};"
            f" before, {usual:.0%} had one{_layout_words(history)}"
        )
        values = {"field": name, "articles": len(without), "of": len(recent)}
        out.append(Notice("fields", message, values=values, since=since))
    return out


def _texts(history: History) -> list[Notice]:
    """Texts a third as long as before, dates all the same, titles all the same."""
    recent, before = _split(history)
    if not before:
        return []
    out, site, layout = [], history.site, _layout_words(history)
    words, usual = median(seen.words for seen in recent), median(seen.words for seen in before)
    if words < usual / 3:
        what = "have no text" if words == 0 else f"have {words:.0f} words where {usual:.0f} were usual"
        message = f"{site}: the last {len(recent)} articles {what}{layout}"
        out.append(Notice("short", message, values={"words": int(words), "usual": int(usual)}))
    days = {seen.day for seen in recent if seen.day}
    seen_on = {seen.first_seen.date() for seen in recent}
    varied = len({seen.day for seen in before if seen.day}) > len(before) / 5
    if len(days) == 1 and len(seen_on) > 2 and varied and sum(bool(seen.day) for seen in recent) >= FEWEST:
        message = f"{site}: the last {len(recent)} articles all have the date {min(days)}{layout}"
        out.append(Notice("same-date", message, values={"date": min(days)}))
    titles = [seen.title.strip().casefold() for seen in recent]
    common = max(set(titles), key=titles.count)
    often_before = _share(sum(seen.title.strip().casefold() == common for seen in before), len(before))
    if common and titles.count(common) > len(titles) / 2 and often_before < 0.1:
        title = next(seen.title for seen in recent if seen.title.strip().casefold() == common)
        message = f'{site}: {titles.count(common)} of the last {len(titles)} articles have the same title, "{title}"{layout}'
        out.append(Notice("same-title", message, values={"title": title}))
    return out


def _layout(history: History) -> list[Notice]:
    """Pages that look unlike those of before: a redesign; it needs attention where texts suffered from it."""
    *before, run = history.runs or [Run(history.now)]
    out = []
    usual = _share(sum(r.held for r in before), sum(r.looks for r in before))
    if run.held >= 3 and _share(run.held, run.looks) > max(0.3, 3 * usual):
        message = (
            f"{history.site}: {run.held} of {run.looks} articles came back with much less text; the texts we have"
            f" are kept{_layout_words(history)}"
        )
        out.append(Notice("poorer", message, values={"articles": run.held, "of": run.looks}))
    if history.layout_changed:
        message = f"{history.site}: the pages' layout changed"
        out.append(Notice("layout", f"{message}: look whether its articles are still read well", "note"))
    return out


def _layout_words(history: History) -> str:
    return "; the pages' layout changed" if history.layout_changed else ""


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
