"""Conditions that a reader may put on an article besides its words: site:, section:, tag:, year:, before:, ... Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.words import fold

__all__ = ["FIELDS", "IN_INDEX", "Condition", "conditions"]

#: What can stand before a colon, folded -> what it means.
FIELDS = {
    "title": "title", "titre": "title", "intitle": "title",
    "author": "authors", "authors": "authors", "auteur": "authors", "auteurs": "authors", "par": "authors",
    "autrice": "authors", "auteure": "authors", "by": "authors",
    "site": "site", "source": "site",
    "section": "section", "rubrique": "section",
    "tag": "tag", "tags": "tag", "keyword": "tag", "keywords": "tag", "mot-cle": "tag", "mots-cles": "tag",
    "motcle": "tag", "motscles": "tag",
    "language": "language", "lang": "language", "langue": "language",
    "before": "before", "avant": "before", "until": "before",
    "after": "after", "apres": "after", "since": "after", "depuis": "after",
    "year": "year", "annee": "year",
}  # fmt: skip
# Their names in French and in English.
_LANGUAGES = {
    name: code
    for code, names in {
        "ar": "arabe arabic", "br": "breton", "ca": "catalan", "co": "corse corsican", "de": "allemand german",
        "el": "grec greek", "en": "anglais english", "es": "espagnol spanish", "eu": "basque",
        "fr": "francais french", "it": "italien italian", "ja": "japonais japanese", "ko": "coreen korean",
        "nl": "neerlandais dutch", "oc": "occitan", "pl": "polonais polish", "pt": "portugais portuguese",
        "ro": "roumain romanian", "ru": "russe russian", "tr": "turc turkish", "uk": "ukrainien ukrainian",
        "zh": "chinois chinese",
    }.items()
    for name in names.split()
}  # fmt: skip
#: Columns of the index; the others are conditions on the row.
IN_INDEX = frozenset({"title", "authors"})


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must fulfil besides its words: `site`, `section`, `tag`, `language`, `year`, `before`, `after`;
    `article` is one by its number, whose address was typed.

    Dates are cut to what they say (`2020-01-01` as `after` is `2020`), so that they compare as text with
    dates of any precision: after is from that day on, before is up to the day before.
    """

    field: str
    value: str
    negated: bool = False


def conditions(field: str, value: str, negated: bool) -> Iterator[Condition]:
    """What `field:value` asks for; nothing where the value makes no sense."""
    if field in ("before", "after"):
        if day := _date(value):
            yield Condition(field, day, negated)
    elif field == "year":
        yield from _years(value, negated)
    elif field == "tag":  # whole: some have a comma in them
        if tag := value.strip():
            yield Condition(field, tag, negated)
    else:
        for one in value.split(","):
            if one := one.strip(" .;"):
                yield Condition(
                    field, _LANGUAGES.get(fold(one), one) if field == "language" else one, negated
                )


def _years(value: str, negated: bool) -> Iterator[Condition]:
    found = re.fullmatch(r"(\d{4})(?:(?:-|\.\.+|/)(\d{4}))?", value.strip())
    if found and found[2] and not negated:
        first, last = sorted((found[1], found[2]))
        yield Condition("after", first)
        yield Condition("before", str(int(last) + 1).zfill(4))
    elif found:
        yield Condition("year", found[1], negated)


def _date(value: str) -> str | None:
    """ISO or day/month/year, cut to what it says: the first of a month is the month.

    >>> _date("13/10/2020"), _date("2020-10-01"), _date("01.01.2020"), _date("2023-02-31"), _date("hier")
    ('2020-10-13', '2020-10', '2020', None, None)
    """
    value = value.strip(" .,;")
    iso = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:T.*)?", value)
    local = re.fullmatch(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})", value)
    if iso:
        year, month, day = iso[1], iso[2] or "1", iso[3] or "1"
    elif local:
        year, month, day = local[3], local[2], local[1] or "1"
    else:
        return None
    try:
        date(int(year), int(month), int(day))
    except ValueError:  # the calendar has no such day
        return None
    if int(day) > 1:
        return f"{year}-{int(month):02}-{int(day):02}"
    return f"{year}-{int(month):02}" if int(month) > 1 else year
