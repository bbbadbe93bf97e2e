"""What a site's articles have come to: no news, fields no longer filled, texts cut short, another layout. Pure.

Each is compared with the site's own history: a monthly blog may be silent for a month, a newspaper not for a day; an
author may never have been named, or always until last Tuesday.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from crawler.health.history import FIELDS, History, Notice, Run, Seen, share

__all__ = ["fields", "gap", "layout", "silence", "texts", "unread"]

RECENT = 12
FEWEST = 5
"""So many recent articles say something about a site; fewer may be chance."""

BASELINE = timedelta(days=90)

MANY_UNREAD = 3

LONG_SILENCE = 3
"""times the site's longest usual gap."""


def silence(history: History) -> list[Notice]:
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


def fields(history: History) -> list[Notice]:
    """A field that is filled half as often as before."""
    recent, before = _split(history)
    out = []
    for name, word in FIELDS.items():
        usual = share(sum(name in seen.filled for seen in before), len(before))
        now = share(sum(name in seen.filled for seen in recent), len(recent))
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


def texts(history: History) -> list[Notice]:
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
    often_before = share(sum(seen.title.strip().casefold() == common for seen in before), len(before))
    if common and titles.count(common) > len(titles) / 2 and often_before < 0.1:
        title = next(seen.title for seen in recent if seen.title.strip().casefold() == common)
        message = f'{site}: {titles.count(common)} of the last {len(titles)} articles have the same title, "{title}"{layout}'
        out.append(Notice("same-title", message, values={"title": title}))
    return out


def unread(history: History) -> list[Notice]:
    """Pages that should be articles by their address, and have no text that could be read."""
    seen = history.unread
    if seen is None or seen.count < MANY_UNREAD:
        return []
    message = (
        f"{history.site}: the last {seen.count} pages at addresses like its articles' have no article on them, since"
        f" {seen.since:%-d %B} (such as {seen.example}){_layout_words(history)}"
    )
    return [
        Notice("unread", message, values={"pages": seen.count, "example": seen.example}, since=seen.since)
    ]


def gap(history: History) -> list[Notice]:
    """More appeared between two runs than the site's lists show."""
    if history.gap is None:
        return []
    message = (
        f"{history.site}: on {history.gap:%-d %B} its lists showed new articles alone: some that appeared before them may be missing;"
        " crawl more often (scrapy schedule), or once with -a mode=full"
    )
    return [Notice("gap", message, "note", since=history.gap)]


def layout(history: History) -> list[Notice]:
    """Pages that look unlike those of before: a redesign; it needs attention where texts suffered from it."""
    *before, run = history.runs or [Run(history.now)]
    out = []
    usual = share(sum(r.held for r in before), sum(r.looks for r in before))
    if run.held >= 3 and share(run.held, run.looks) > max(0.3, 3 * usual):
        message = (
            f"{history.site}: {run.held} of {run.looks} articles came back with much less text; the texts we have"
            f" are kept{_layout_words(history)}"
        )
        out.append(Notice("poorer", message, values={"articles": run.held, "of": run.looks}))
    if history.layout_changed:
        message = f"{history.site}: the pages' layout changed: look whether its articles are still read well"
        out.append(Notice("layout", message, "note", since=history.layout_changed))
    return out


def _layout_words(history: History) -> str:
    return "; the pages' layout changed" if history.layout_changed else ""
