"""What a run met: a site that cannot be reached, walls, pages that are missing, requests that failed. Pure."""

from datetime import timedelta

from crawler import clock
from crawler.health.history import History, Notice, Run, share

__all__ = ["certificate", "emptiness", "failures", "missing", "moved", "reach", "reuse", "unasked", "walls"]


def reach(history: History) -> list[Notice]:
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


def moved(history: History) -> list[Notice]:
    """The home page sends readers on to another address than it did: followed, but someone should know."""
    if history.moved is None:
        return []
    site, to = history.site, history.moved
    values = {"to": to}
    if history.moved_away:
        message = (
            f"{site}: its home page sends readers on to another site, {to}: has the paper moved? Then write that"
            " address as its url in sites.toml"
        )
        return [Notice("moved-away", message, values=values)]
    message = f"{site}: the site has moved to {to}: it is followed there; that can be its url in sites.toml"
    return [Notice("moved", message, "note", values=values)]


def certificate(history: History) -> list[Notice]:
    ends, site = history.certificate_ends, history.site
    if ends is None or ends - history.now > timedelta(days=7):
        return []
    if ends <= history.now:
        words = f"{site}: its TLS certificate ended on {ends:%Y-%m-%d}: readers' browsers warn of it"
        return [Notice("certificate", words, values={"ends": clock.stamp(ends)}, since=ends)]
    words = f"{site}: its TLS certificate ends on {ends:%Y-%m-%d}"
    return [Notice("certificate-soon", words, "note", values={"ends": clock.stamp(ends)})]


def walls(history: History) -> list[Notice]:
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
    usual = share(sum(r.blocked for r in before), sum(max(r.looks + r.new, r.blocked) for r in before))
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
    "gate": "behind a gate on another site (a login, a choice of cookies)",
    "error": "an error page",
    "parked": "a page of a domain seller",
    "script": "a page without text (it needs JavaScript)",
    "missing": "a page that says the article is not there",
}


def missing(history: History) -> list[Notice]:
    """All of a site at once is an outage, not a withdrawal."""
    run = history.runs[-1] if history.runs else Run(history.now)
    if run.missing < 3 or run.missing < run.looks * 0.8:
        return []
    message = (
        f"{history.site}: all {run.missing} articles that were looked at are missing (404): an outage or a move;"
        " none is taken for withdrawn"
    )
    return [Notice("all-missing", message, values={"pages": run.missing})]


def failures(history: History) -> list[Notice]:
    *before, run = history.runs or [Run(history.now)]
    usual = share(sum(r.failed for r in before), sum(r.requests for r in before))
    if run.failed < 3 or share(run.failed, run.requests) < max(0.5, 3 * usual):
        return []
    message = f"{history.site}: {run.failed} of {run.requests} requests failed; usually {usual:.0%} do"
    return [Notice("failing", message, values={"failed": run.failed, "of": run.requests})]


def unasked(history: History) -> list[Notice]:
    """A good part of what the sitemap names lies where robots.txt cannot be read: another host, another scheme."""
    seen = history.unasked
    if seen is None or seen.count < 3 or seen.count < seen.of / 5:
        return []
    message = (
        f"{history.site}: {seen.count} of {seen.of} pages that its sitemap names could not be asked for ({seen.why});"
        " they are tried again later"
    )
    return [Notice("unasked", message, values={"pages": seen.count, "of": seen.of, "why": seen.why})]


def emptiness(history: History) -> list[Notice]:
    if history.total or history.outcome not in ("done", "finished"):
        return []
    pages = history.runs[-1].requests if history.runs else 0
    message = (
        f"{history.site}: no article found among {pages} page{'s' * (pages != 1)}: try `scrapy preview` on one of"
        " its articles, or set `article` in sites.toml"
    )
    return [Notice("empty", message, values={"pages": pages})]


def reuse(history: History) -> list[Notice]:
    """What the site says of the reuse of its pages; and whether some were left out for it."""
    site, out = history.site, []
    if history.reserved:
        policy = f"; its terms: {history.policy}" if history.policy else ""
        words = (
            f"{site}: the site reserves its rights against text and data mining ({history.reserved}){policy}"
        )
        out.append(Notice("reserved", words, "note", values={"how": history.reserved}))
    for word in history.asks:
        words = f"{site}: pages ask for {word} (robots)"
        out.append(Notice("asks", words, "note", values={"word": word, "field": word}))
    if history.left_out:
        words = (
            f"{site}: {history.left_out} page{'s' * (history.left_out != 1)} left out, as they reserve their reuse; where"
            " you may keep them all the same, set REUSE_SIGNALS to record"
        )
        out.append(Notice("left-out", words, "note", values={"pages": history.left_out}))
    return out
