"""What is known of a site when its health is judged, and what a judgement is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from crawler import clock

__all__ = ["FIELDS", "History", "Notice", "Run", "Seen", "Unasked", "Unread", "share"]

FIELDS = {
    "published": "date",
    "authors": "author",
    "title": "title",
    "description": "description",
    "image": "picture",
}
"""The fields whose filling is watched, and what a reader calls them."""


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
    :param same: articles' addresses that answered with one and the same page; `same_title`: its title
    :param other: looks that brought wholly another text under another title
    :param retitled: revisions with one new title, `new_title`
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
    same: int = 0
    same_title: str | None = None
    other: int = 0
    retitled: int = 0
    new_title: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """New pages at addresses like its articles' on which there was none."""

    count: int
    since: datetime
    example: str


@dataclass(frozen=True, slots=True)
class Unasked:
    """Pages that the site's own sitemaps name, of all of those, which nobody could ask for; `why` as met with most."""

    count: int
    of: int
    why: str


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
    :param policy: where the site says on which terms it may be
    :param asks: words of its pages' robots signals (noarchive, noai)
    :param left_out: pages that were not kept because of any of these
    :param certificate_ends: when its TLS certificate ends, as last seen
    :param layout_changed: since when its pages look unlike those of before
    :param moved: the address that its home page sends readers on to of late
    :param moved_away: whether that is another site's
    :param gap: when its lists last showed news alone, and nothing that was archived
    :param unread: since the last new article
    :param unasked: of the pages in its sitemaps
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
    policy: str | None = None
    asks: Sequence[str] = ()
    left_out: int = 0
    certificate_ends: datetime | None = None
    layout_changed: datetime | None = None
    moved: str | None = None
    moved_away: bool = False
    gap: datetime | None = None
    unread: Unread | None = None
    unasked: Unasked | None = None
    unbelieved: Sequence[str] = ()


def share(part: float, whole: float) -> float:
    """A part of a whole; 0 of nothing."""
    return part / whole if whole else 0.0
