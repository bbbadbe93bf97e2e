"""The reader's language: message catalogues, dates, numbers.

English is in the code; each other language is a file, `locale/LANGUAGE/LC_MESSAGES/kiosque.po`, compiled
when it is first needed.
"""

import gettext
import io
import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

__all__ = ["LANGUAGES", "Language", "language", "preferred"]

_FOLDER = Path(__file__).parent / "locale"
#: Every language there is a catalogue for, and English.
LANGUAGES = ("en", *sorted(path.name for path in _FOLDER.iterdir() if path.is_dir()))
_LOCALES = {"en": "en_GB"}  # 13 October 2020


class Language:
    """Texts, dates and numbers in one language.

    :ivar code: `en`, `fr`, ...
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = _locale(code)
        self._messages = _catalogue(code)

    def text(self, message: str, **values: object) -> str:
        """A message; `%(name)s` stands for a value."""
        found = self._messages.gettext(message)
        return found % values if values else found

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """A message that depends on a number, `%(count)s`."""
        return self._messages.ngettext(one, many, count) % {"count": self.number(count), **values}

    def number(self, value: float) -> str:
        return _number(value, self.code)

    def percent(self, share: float) -> str:
        return str(format_percent(share, locale=self.locale))

    def day(self, published: str | None, form: str = "long") -> str:
        """A date as precise as it is known.

        >>> Language("fr").day("2020-10-13T09:00:00+02:00"), Language("en").day("2020-10"), Language("en").day(None)
        ('13 octobre 2020', 'October 2020', '')
        """
        found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
        if not found:
            return ""
        try:
            moment = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            return found[1]
        if found[3]:
            return _date(moment, form, self.code)
        return _date(moment, "LLLL y", self.code) if found[2] else found[1]

    def month(self, month: str) -> str:
        """`2020-10` in short."""
        return self.day(month)

    def moment(self, instant: str | None) -> str:
        """An ISO 8601 UTC instant.

        >>> Language("en").moment("2026-11-23T08:15:28Z")
        '23 Nov 2026, 08:15 UTC'
        """
        try:
            parsed = datetime.fromisoformat((instant or "").replace("Z", "+00:00"))
        except ValueError:
            return instant or ""
        return f"{format_datetime(parsed, 'medium', locale=self.locale)[:-3]} UTC".replace("  ", " ")

    def name(self, code: str) -> str:
        """The name of a language in this one; the code itself when it is none."""
        return _name(code, self.code)


@lru_cache(maxsize=512)
def _name(code: str, reader: str) -> str:
    try:
        return str(Locale.parse(code.replace("-", "_")).get_display_name(_locale(reader)) or code)
    except (UnknownLocaleError, ValueError):
        return code


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    return Locale.parse(_LOCALES.get(code, code))


@lru_cache(maxsize=4096)
def _number(value: float, code: str) -> str:
    return str(format_decimal(value, locale=_locale(code)))


@lru_cache(maxsize=4096)
def _date(day: date, form: str, code: str) -> str:
    return str(format_date(day, form, locale=_locale(code)))


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """A language by its code; English when there is no catalogue for it."""
    return Language(code if code in LANGUAGES else "en")


@lru_cache(maxsize=8)
def _catalogue(code: str) -> gettext.NullTranslations:
    path = _FOLDER / code / "LC_MESSAGES" / "kiosque.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def preferred(accepted: str) -> str:
    """The best of our languages for an Accept-Language header (RFC 9110, section 12.5.4).

    >>> preferred("de, fr-CH;q=0.9, en;q=0.8"), preferred("nonsense;;q=x")
    ('fr', 'en')
    """
    wanted = []
    for position, part in enumerate(accepted[:500].split(",")):
        code, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), position, code.strip().replace("-", "_")))
        except ValueError:
            continue
    codes = [code.split("_")[0] for _, _, code in sorted(wanted) if code]
    return negotiate_locale(codes, LANGUAGES) or "en"
