"""What is a change of what an article says, and what is noise. Pure functions.

A revision is a change of the text, the title, the date or the authors. White space, typography, view counters,
"3 hours ago", teasers and share lines that a template puts among the paragraphs are none; nor is a value that was
unknown and is known now.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.noise import is_noise
from archive.worddiff import count_words, word_diff, words

__all__ = ["Difference", "Said", "compare", "is_poorer", "said_hash", "settled", "word_diff"]


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says: the fields whose change is a revision."""

    title: str | None
    body: str
    published: str | None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """:ivar fields: names of the fields that changed; `added`, `removed`: words of title and body"""

    fields: tuple[str, ...]
    added: int = 0
    removed: int = 0


def said_hash(said: Said) -> str:
    """The same for two fetches that say the same, whatever their white space and typography."""
    parts = [words(said.title), words(said.body), said.published or "", list(said.authors)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def compare(old: Said, new: Said) -> Difference:
    """What changed between two looks at an article; noise left out.

    >>> compare(Said("Strike", "It ended on Friday.", None), Said("STRIKE", "It ended on Saturday.", "2020-10"))
    Difference(fields=('body',), added=1, removed=1)
    """
    fields: list[str] = []
    added = removed = 0
    titles = [words((said.title or "").casefold()) for said in (old, new)]
    if titles[0] and titles[1] and titles[0] != titles[1]:
        fields.append("title")
        added, removed = count_words(*titles)
    bodies = _bodies(old, new)
    if bodies[0] != bodies[1]:
        fields.append("body")
        plus, minus = count_words(*bodies)
        added, removed = added + plus, removed + minus
    if old.published and new.published and not same_date(old.published, new.published):
        fields.append("published")
    if old.authors and new.authors and _names(old.authors) != _names(new.authors):
        fields.append("authors")
    return Difference(tuple(fields), added, removed)


def settled(old: Said, new: Said, difference: Difference) -> Said:
    """The values to keep: what changed, what was unknown, a more precise date; of the rest the old ones."""
    changed = set(difference.fields)
    date = new.published
    if "published" not in changed and len(old.published or "") >= len(date or ""):
        date = old.published
    return Said(
        new.title if "title" in changed or not old.title else old.title,
        new.body if "body" in changed or not old.body else old.body,
        date,
        new.authors if "authors" in changed or not old.authors else old.authors,
    )


def _bodies(old: Said, new: Said) -> tuple[list[str], list[str]]:
    """The words of two bodies; where they differ, without the noise among their paragraphs."""
    plain = words(old.body), words(new.body)
    if plain[0] == plain[1]:
        return plain
    blocks = [[b for b in said.body.split("\n\n") if b.strip()] for said in (old, new)]
    common = {tuple(words(b)) for b in blocks[0]} & {tuple(words(b)) for b in blocks[1]}
    about = {
        word.casefold()
        for said in (old, new)
        for text in (said.title or "", *said.authors)
        for word in words(text)
    }
    kept = [[b for b in side if tuple(words(b)) in common or not is_noise(b, about)] for side in blocks]
    return words(" ".join(kept[0])), words(" ".join(kept[1]))


def _names(authors: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(sorted(words(name.casefold()))) for name in authors}


def same_date(one: str, other: str) -> bool:
    """Whether two dates may be the same, each as precise as it is.

    >>> same_date("2020-10", "2020-10-13"), same_date("2020-10-13", "2020-10-14")
    (True, False)
    >>> same_date("2020-10-13T22:00:00Z", "2020-10-14T00:00:00+02:00")
    True
    >>> same_date("2020-10-13T22:00:00Z", "2020-10-14")  # in Paris
    True
    """
    shorter, longer = sorted((one, other), key=len)
    if longer[:10].startswith(shorter[:10]):
        return True
    first, second = _moment(shorter), _moment(longer)
    if first is None or second is None or len(shorter) < 10 or len(longer) == 10:
        return False
    if len(shorter) == 10:  # a day, in whatever zone, against a moment
        return abs(first + timedelta(hours=12) - second) <= timedelta(hours=12 + 14)
    return abs(first - second) < timedelta(hours=1)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def is_poorer(old: Said, new: Said) -> str | None:
    """Why a fetch must not replace the text we have, if it must not.

    >>> is_poorer(Said("A", "word " * 200, None), Said("A", "Subscribe to read on.", None))
    'the text shrank from 200 words to 4'
    """
    before, after = len(words(old.body)), len(words(new.body))
    if before and not after:
        return "the page had no text this time"
    if before >= 50 and after * 3 < before:
        return f"the text shrank from {before} words to {after}"
    return None
