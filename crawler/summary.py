"""The end of a run in words: what each site gave, what is wrong, what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.progress import Figures

__all__ = ["Outcome", "summary"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to for one site.

    :param outcome: `done`, or in a word why it ended before
    :param alarms: what needs attention, each a sentence
    :param notes: what is good to know, each a sentence
    :param left: addresses found that wait to be asked for
    """

    site: str
    figures: Figures
    outcome: str = "done"
    alarms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left: int = 0


def summary(
    outcomes: Sequence[Outcome], *, seconds: float, articles: Mapping[str, int], next_step: str
) -> str:
    """The last words of a crawl.

    :param articles: how many each site has in the archive now
    :param next_step: the command to type next, and what it does
    """
    total = sum(articles.values())
    lines = [_line(outcome, articles.get(outcome.site, 0)) for outcome in outcomes]
    for outcome in outcomes:
        lines += [f"! {alarm}" for alarm in outcome.alarms] + [f"  {note}" for note in outcome.notes]
    lines.append(f"{_number(total, 'article')} in the archive, after {_time(seconds)}.")
    lines += [next_step] if total else []
    return "\n".join(lines)


def _line(outcome: Outcome, articles: int) -> str:
    """
    >>> _line(Outcome("escda", Figures(requests=52, new=40), "done"), 40)
    'escda: 40 new (52 requests); 40 articles'
    >>> _line(Outcome("escda", Figures(requests=4, unchanged=3), "stopped"), 40)
    'escda: nothing new, 3 unchanged (4 requests; stopped before its end); 40 articles'
    >>> _line(Outcome("escda", Figures(requests=52, new=40, broken=1), "done"), 40)
    "escda: 40 new (52 requests; 1 link of the site's own leads nowhere); 40 articles"
    >>> _line(Outcome("escda", Figures(requests=60, new=19), "budget", left=91), 19)
    'escda: 19 new (60 requests; stopped at its budget; 91 addresses wait for the next runs); 19 articles'
    """
    found = outcome.figures
    parts = [f"{_big(found.new)} new"] if found.new else ["nothing new"]
    parts += [
        f"{_big(getattr(found, name))} {name}"
        for name in ("changed", "unchanged", "gone", "blocked", "failed")
        if getattr(found, name)
    ]
    early = _EARLY.get(outcome.outcome, outcome.outcome)
    if outcome.left and "the rest" in early:
        wait = "address waits" if outcome.left == 1 else "addresses wait"
        early = early.replace("the rest comes in", f"{_big(outcome.left)} {wait} for")
    broken = ""
    if found.broken:
        leads = "leads" if found.broken == 1 else "lead"
        broken = f"{_number(found.broken, 'link')} of the site's own {leads} nowhere"
    how = "; ".join(filter(None, (_number(found.requests, "request"), broken, early)))
    return f"{outcome.site}: {', '.join(parts)} ({how}); {_number(articles, 'article')}"


_EARLY = {
    "done": "",
    "limit": "stopped at the limit",
    "budget": "stopped at its budget; the rest comes in the next runs",
    "stopped": "stopped before its end",
    "shutdown": "stopped before its end",
    "closespider_timeout": "stopped when the time was up; the rest comes in the next runs",
}


def _number(count: int, word: str) -> str:
    return f"{_big(count)} {word}{'s' * (count != 1)}"


def _big(count: int) -> str:
    return f"{count:,}"


def _time(seconds: float) -> str:
    """
    >>> _time(5), _time(300), _time(9000)
    ('5 seconds', '5 minutes', '2 h 30')
    """
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    return f"{int(seconds // 3600)} h {int(seconds % 3600 // 60):02}"
