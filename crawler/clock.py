"""The clock of a run: read at the edges, passed in everywhere else.

`KIOSQUE_NOW` (ISO 8601) starts it at another time; it runs on from there. So years of cron jobs can be tried in
minutes.
"""

import os
from datetime import UTC, datetime, timedelta

__all__ = ["now", "parse", "stamp"]


def now() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC) + _shift


def stamp(moment: datetime) -> str:
    """A moment as the archive writes it.

    >>> stamp(datetime(2026, 11, 23, 8, 15, 28, 500, tzinfo=UTC))
    '2026-11-23T08:15:28Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: str) -> datetime:
    """A moment that the archive wrote (or any ISO 8601 text; without an offset it is UTC).

    >>> parse("2026-11-23T08:15:28Z")
    datetime.datetime(2026, 11, 23, 8, 15, 28, tzinfo=datetime.timezone.utc)

    :raises ValueError: it is not ISO 8601
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def move_to(moment: datetime) -> None:
    """From here on it is this late; for tests that live through days in one process."""
    global _shift
    _shift = moment - datetime.now(UTC)


_shift = timedelta()
if os.environ.get("KIOSQUE_NOW"):
    move_to(parse(os.environ["KIOSQUE_NOW"]))
