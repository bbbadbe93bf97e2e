"""What is a change of what an article says, and what is noise. Pure functions.

A revision is a change of the text, the title, the date or the authors. White space, typography, view counters,
"3 hours ago", teasers and share lines that a template puts among the paragraphs are none; nor is a value that was
unknown and is known now.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.noise import is_noise
from archive.pagetext import PageText, letters
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


def compare(old: Said, new: Said, pages: tuple[PageText, PageText] | None = None) -> Difference:
    """What changed between two looks at an article; noise left out.

    :param pages: all that the old and the new page say. Where they are given, what is in one text and not in the
        other counts only if the other's page does not say it anywhere: a template may put it elsewhere, and its
        place may be read otherwise.

    >>> compare(Said("Strike", "It ended on Friday.", None), Said("STRIKE", "It ended on Saturday.", "2020-10"))
    Difference(fields=('body',), added=1, removed=1)
    """
    fields: list[str] = []
    added = removed = 0
    titles = [words((said.title or "").casefold()) for said in (old, new)]
    if titles[0] and titles[1] and titles[0] != titles[1] and not _said_before(new.title, pages):
        fields.append("title")
        added, removed = count_words(*titles)
    bodies = _bodies(old, new, pages)
    if bodies[0] != bodies[1]:
        fields.append("body")
        plus, minus = count_words(*bodies)
        added, removed = added + plus, removed + minus
    if _dates_differ(old, new) and not (pages and _stated(str(old.published), pages[1])):
        fields.append("published")
    if _authors_differ(old, new) and not (pages and _named_in_both(old, new, pages)):
        fields.append("authors")
    return Difference(tuple(fields), added, removed)


def _said_before(title: str | None, pages: tuple[PageText, PageText] | None) -> bool:
    return pages is not None and letters(title or "") in pages[0].letters


def _dates_differ(old: Said, new: Said) -> bool:
    return bool(old.published and new.published) and not same_date(str(old.published), str(new.published))


def _authors_differ(old: Said, new: Said) -> bool:
    return bool(old.authors and new.authors) and _names(old.authors) != _names(new.authors)


def _stated(date: str, page: PageText) -> bool:
    """Whether a page has a day in figures, as data do."""
    return len(date) >= 10 and (date[:10] in page.source or date[:10].replace("-", "") in page.source)


def _named_in_both(old: Said, new: Said, pages: tuple[PageText, PageText]) -> bool:
    """Whether each page names the authors that the other is read to have."""
    return all(letters(name) in pages[0].letters for name in new.authors) and all(
        letters(name) in pages[1].letters for name in old.authors
    )


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


def _bodies(old: Said, new: Said, pages: tuple[PageText, PageText] | None) -> tuple[list[str], list[str]]:
    """The words of two bodies; where they differ, without the lines that are noise or that the other says as well."""
    plain = words(old.body), words(new.body)
    if plain[0] == plain[1]:
        return plain
    sides = _lines(old.body), _lines(new.body)
    whole = letters(old.body), letters(new.body)
    if whole[0] == whole[1]:
        return plain[0], plain[0]
    pools = (pages[0].letters if pages else "", pages[1].letters if pages else "")
    about = _about(old, new)
    gone = _unsaid(sides[0], sides[1], (whole[1], pools[1]), about)
    come = _unsaid(sides[1], sides[0], (whole[0], pools[0]), about)
    if not gone and not come:
        return plain[0], plain[0]
    both = Counter(key for key, _ in sides[0]) & Counter(key for key, _ in sides[1])
    kept = [_kept(side, both, unsaid) for side, unsaid in zip(sides, (gone, come), strict=True)]
    return kept[0], kept[1]


def _lines(body: str) -> list[tuple[str, str]]:
    """(letters, text) of each line; a paragraph is one, and so is each item of a list."""
    return [(key, line) for line in body.split("\n") if (key := letters(line))]


def _about(*said: Said) -> set[str]:
    """The words of titles and names: a line of these is a byline."""
    texts = [text for each in said for text in (each.title or "", *each.authors)]
    return {word.casefold() for text in texts for word in words(text)}


def _unsaid(
    here: Sequence[tuple[str, str]],
    there: Sequence[tuple[str, str]],
    pools: Sequence[str],
    about: Collection[str],
) -> set[int]:
    """Numbers of the lines that are no noise and that the other side does not say, in its text or on its page.

    A figure in a table, a single word can stand anywhere by chance: it must have its neighbour as well.
    """
    known = {key for key, _ in there}
    unsaid = set()
    for number, (key, line) in enumerate(here):
        if key in known or is_noise(line, about):
            continue
        if len(key) < _ONE_WORD or (len(key) < _SHORT_LINE and any(char.isdigit() for char in key)):
            before = here[number - 1][0][-_BESIDE:] if number else ""
            after = here[number + 1][0][:_BESIDE] if number + 1 < len(here) else ""
            found = any(
                (before and before + key in pool) or (after and key + after in pool) for pool in pools
            )
        else:
            found = any(key in pool for pool in pools)
        if not found:
            unsaid.add(number)
    return unsaid


#: Letters of a line that do not recur by chance, and of a neighbour that tell where a short one stands.
_ONE_WORD, _SHORT_LINE, _BESIDE = 12, 25, 12


def _kept(side: Sequence[tuple[str, str]], both: Counter[str], unsaid: Collection[int]) -> list[str]:
    """The words of the lines that both have, as often as both have them, and of those that one alone says."""
    left, found = Counter(both), list[str]()
    for number, (key, line) in enumerate(side):
        if left[key] > 0:
            left[key] -= 1
        elif number not in unsaid:
            continue
        found += words(line)
    return found


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
