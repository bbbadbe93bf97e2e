"""When to look again: a page's history and the time now in, the next look out. Pure; the clock is passed in.

An article is looked at an hour, six hours, a day, a week and a month after it was published, and from then on by a
sweep that sees every article once in `recheck`, spread evenly over it. What the site says of changes (lastmod) is
followed for as long as it proves true.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

__all__ = [
    "SWEEP",
    "WATCH",
    "Worth",
    "asks_conditionally",
    "born",
    "claims_change",
    "claims_to_follow",
    "missing_again",
    "next_look",
    "refused_again",
    "retry_at",
]

WATCH = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)
"""Looks after publication."""

SWEEP = timedelta(days=90)
"""Every article is looked at at least so often, unless its site has a `recheck` of its own."""

_RETRIES = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=30),
)

_REFUSALS = (1, 3, 7, 14, 28)
"""Days: whoever said no is asked seldom."""

_SAMPLE = 10

VALIDATORS = ("etag", "front")
"""What Worth knows under these names are ETag and Last-Modified: of articles, and of where news shows."""


def born(published: str | None, first_seen: datetime, *, walked: datetime | None) -> datetime | None:
    """From when an article's looks are counted; None for one that is old or of unknown age.

    :param published: as the page has it, `2020-10`, `2020-10-13` or with a time
    :param first_seen: when it was first fetched
    :param walked: when the site's first walk ended: what came later was new when it came
    """
    new = walked is not None and first_seen > walked
    moment = _beginning(published)
    if moment is None:
        return first_seen if new else None
    if _is_exact(published):
        return moment
    # A day or a month: for what appeared since, the moment it was found is nearer.
    return first_seen if new and abs(first_seen - moment) < timedelta(days=32) else moment


def next_look(
    url: str,
    now: datetime,
    *,
    born: datetime | None,
    recheck: timedelta | None = None,
    changed: datetime | None = None,
) -> datetime:
    """When to look at an article again; always later than now, and within `recheck`.

    >>> at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    >>> str(next_look("https://a.example/1", at, born=at) - at)
    '1:00:00'

    :param born: see `born`
    :param recheck: the longest time between two looks
    :param changed: when it last changed: who edits a text may edit it again
    """
    looks = [_sweep(url, now, recheck or SWEEP)]
    if born is not None:
        looks += [born + after for after in WATCH if born + after > now]
    if changed is not None:
        looks += [changed + after for after in WATCH[2:] if changed + after > now]
    return min(looks)


def _sweep(url: str, now: datetime, period: timedelta) -> datetime:
    """The URL's own time in each period: the last one that is at most a period away."""
    number = int.from_bytes(hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    phase = period * (number / 2**64)
    epoch = datetime(2000, 1, 1, tzinfo=UTC) + phase
    passed = (now - epoch) // period
    return epoch + (passed + 1) * period


def retry_at(tries: int, now: datetime) -> datetime:
    """When to ask again for what could not be had: an hour, six hours, a day, three, a week, a month.

    :param tries: how often it has failed in a row, this time included
    """
    return now + _RETRIES[min(max(tries, 1), len(_RETRIES)) - 1]


def refused_again(tries: int, now: datetime) -> datetime:
    """When to ask again for what a site refused or said was not there: after a day, three, a week, two, four.

    A little earlier, so that a run at the same hour every day does not miss it by seconds.

    >>> at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    >>> str(refused_again(1, at) - at), str(refused_again(9, at) - at)
    ('22:00:00', '27 days, 22:00:00')

    :param tries: how often it has in a row, this time included
    """
    return now + timedelta(days=_REFUSALS[min(max(tries, 1), len(_REFUSALS)) - 1], hours=-2)


def missing_again(now: datetime) -> datetime:
    """When to look again at an article that answered 404 or 410: three looks over seven days make sure."""
    return now + timedelta(days=3, hours=12)


# --- what the site says of changes


def claims_change(lastmod: str | None, checked: datetime | None, now: datetime) -> bool:
    """Whether a lastmod says that the page has changed since it was last looked at.

    A day without a time is believed once while it lasts and once when it is over.

    >>> looked, now = datetime(2026, 11, 20, 8, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)
    >>> claims_change("2026-11-21", looked, now), claims_change("2026-11-19", looked, now)
    (True, False)
    """
    moment = _beginning(lastmod)
    if moment is None or checked is None or moment > now + timedelta(days=1):
        return False
    if _is_exact(lastmod):
        return moment > checked
    over = moment + timedelta(days=1)
    return moment > checked or checked < over <= now


def claims_to_follow(urls: Sequence[str], worth: "Worth", known: int, source: str = "sitemap") -> list[str]:
    """Which of the pages that a source calls changed are to be looked at.

    All of them, if it has proved right or they are few; of a sudden crowd a sample first, as a lastmod that is the
    time of the last build says the same of every page; none, if it has proved wrong.

    :param known: how many articles of the site there are
    """
    if not worth.believes(source):
        return []
    if len(urls) <= max(2 * _SAMPLE, known // 50) or worth.is_proven(source):
        return list(urls)
    return sorted(urls, key=lambda url: hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest())[
        :_SAMPLE
    ]


def asks_conditionally(url: str, worth: "Worth", now: datetime, source: str = "etag") -> bool:
    """Whether to ask with If-None-Match and If-Modified-Since.

    Not before the site's validators were seen to move with a page; from then on mostly, but one look in eight is
    unconditional, so that a server which begins to say 304 to everything is found out.

    :param source: `etag` for articles, `front` for the pages and lists where news shows
    """
    number = hashlib.sha256(f"{url} {now:%Y-%m-%dT%H}".encode("utf-8", "surrogatepass")).digest()[0]
    return worth.moves(source) and worth.believes(source) and number >= 32


@dataclass(frozen=True, slots=True)
class _Tally:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    def halved(self) -> Self:
        return type(self)(self.right // 2, self.wrong // 2, self.missed // 2)


class Worth:
    """How often a site's sources were right about changes; kept in the archive from run to run.

    Sources are `sitemap`, `feed`, `wordpress` (their lastmod) and `VALIDATORS`. Old experience fades.
    """

    def __init__(self, tallies: Mapping[str, _Tally] | None = None) -> None:
        self._tallies = dict(tallies or {})

    def saw(self, source: str, *, claimed: bool, changed: bool) -> None:
        """A page was looked at: what the source had said, and what was so.

        For `etag`, `claimed` is whether the validators differed from those we had.
        """
        old = self._tallies.get(source, _Tally())
        new = _Tally(
            old.right + (claimed and changed),
            old.wrong + (claimed and not changed),
            old.missed + (changed and not claimed),
        )
        self._tallies[source] = new.halved() if new.right + new.wrong + new.missed > 200 else new

    def believes(self, source: str) -> bool:
        """Whether to act on what the source says."""
        tally = self._tallies.get(source, _Tally())
        if source in VALIDATORS:  # a page that changed under the same ETag, and not by a rare accident
            return tally.missed == 0 or tally.right > 20 * tally.missed
        return tally.wrong < 8 or tally.right >= tally.wrong / 9

    def moves(self, source: str) -> bool:
        """Whether validators were seen to move when a page did."""
        return self._tallies.get(source, _Tally()).right > 0

    def is_proven(self, source: str) -> bool:
        """Whether the source has been right more often than not, several times."""
        tally = self._tallies.get(source, _Tally())
        return tally.right >= 5 and tally.right > tally.wrong

    def in_words(self) -> list[str]:
        """What is not believed, and why, a sentence each."""
        sentences = []
        for source, tally in sorted(self._tallies.items()):
            if self.believes(source):
                continue
            if source in VALIDATORS:
                sentences.append(
                    "its ETags are not believed: a page changed under the same one; pages are fetched whole"
                )
            else:
                said = tally.right + tally.wrong
                sentences.append(
                    f"the {source}'s dates of change are not believed: of {said} pages that it called changed,"
                    f" {tally.right} were"
                )
        return sentences

    def as_json(self) -> dict[str, list[int]]:
        return {name: [t.right, t.wrong, t.missed] for name, t in sorted(self._tallies.items())}

    @classmethod
    def from_json(cls, data: Mapping[str, Iterable[int]] | None) -> Self:
        return cls({name: _Tally(*counts) for name, counts in (data or {}).items()})


# --- dates as pages and sitemaps write them


def _is_exact(text: Any) -> bool:
    return isinstance(text, str) and len(text) > 10 and text[10] in "T "


def _beginning(text: str | None) -> datetime | None:
    """The first moment of a date as precise as it is written; None where it is none.

    >>> _beginning("2020-10"), _beginning("2020-10-13T09:00:00+02:00"), _beginning("soon")
    (datetime.datetime(2020, 10, 1, 0, 0, tzinfo=datetime.timezone.utc), datetime.datetime(2020, 10, 13, 7, 0, tzinfo=datetime.timezone.utc), None)
    """
    text = (text or "").strip()
    try:
        if _is_exact(text):
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        padded = text + "-01" * (2 - text.count("-"))
        day = date.fromisoformat(padded)
    except (ValueError, OverflowError):
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
