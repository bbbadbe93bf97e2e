"""What a run's looks at known articles came to, all of them together: one page everywhere, other texts, many changes. Pure."""

from crawler.health.history import History, Notice, Run, share

__all__ = ["changes", "one_page", "other_texts", "titles"]

FEW, MANY = 3, 10
"""Articles of one run that say something about the site where they agree; looks of which most may be changes."""

KNOWN_HABIT = 30
"""Looks of earlier runs from which a site's habit is known."""


def one_page(history: History) -> list[Notice]:
    """The addresses of several articles answered with one and the same page."""
    run = _last(history)
    if run.same < FEW:
        return []
    title = f', "{run.same_title}"' if run.same_title else ""
    message = (
        f"{history.site}: {run.same} addresses of articles answered with one and the same page{title}: a wall, an"
        " error or the home page? What was archived stays as it was; open one of them in a browser"
    )
    return [Notice("one-page", message, values={"pages": run.same, "title": run.same_title})]


def other_texts(history: History) -> list[Notice]:
    """Many articles came back as something else."""
    run = _last(history)
    if run.other < FEW or share(run.other, run.looks) <= 0.3:
        return []
    message = (
        f"{history.site}: {run.other} of {run.looks} articles came back as wholly another text under another title;"
        " the texts we have are kept (scrapy verify --held)"
    )
    return [Notice("other-texts", message, values={"articles": run.other, "of": run.looks})]


def changes(history: History) -> list[Notice]:
    """Most of what was looked at has changed, and that is not the site's habit.

    Runs that look for news look at what the site calls changed: where its habit is not known yet, only a run over
    most of its articles tells.
    """
    *before, run = history.runs or [Run(history.now)]
    if run.looks < MANY or run.changed <= run.looks / 2:
        return []
    looks = sum(one.looks for one in before)
    usual = share(sum(one.changed for one in before), looks)
    if run.looks <= history.total / 2 if looks < KNOWN_HABIT else share(run.changed, run.looks) < 3 * usual:
        return []
    seldom = f"usually {usual:.0%} have" if looks else "this was the first look at them"
    message = (
        f"{history.site}: {run.changed} of {run.looks} articles have changed since the last look; {seldom}: see in one"
        " of them what has, and whether its text is still read well (scrapy preview URL)"
    )
    return [Notice("all-changed", message, values={"articles": run.changed, "of": run.looks})]


def titles(history: History) -> list[Notice]:
    """Articles that had titles of their own now have one and the same."""
    run = _last(history)
    if run.retitled < FEW or not run.new_title:
        return []
    message = (
        f'{history.site}: {run.retitled} articles now have the same title, "{run.new_title}": look whether titles are'
        " still read well (scrapy preview URL)"
    )
    return [Notice("one-title", message, values={"articles": run.retitled, "title": run.new_title})]


def _last(history: History) -> Run:
    return history.runs[-1] if history.runs else Run(history.now)
