"""The keys of an entry of sites.toml: of each, a value of the right kind, or ValueError with what was expected."""

import re
from collections.abc import Callable
from datetime import timedelta
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from parsel import Selector

from crawler.extraction.selected import is_xpath
from crawler.sites.address import slug, url_problem, whole
from crawler.sites.entry import Window

__all__ = ["FIELDS", "SELECTABLE", "selector"]

SELECTABLE = (
    "title",
    "body",
    "published",
    "modified",
    "authors",
    "language",
    "section",
    "tags",
    "description",
    "image",
)
"""The fields that `[site.select]` may name."""

_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31557600}


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'must be text in quotation marks, not {_shown(value)}: write "..."')
    return value.strip()


def _name(value: Any) -> str:
    name = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise ValueError(
            f'"{name}" may have letters a-z, digits, ".", "-" and "_" only: write "{slug(name)}"'
        )
    return name


def _url(value: Any) -> str:
    url = _text(value)
    if problem := url_problem(url):
        raise ValueError(f'"{url}" is not the address of a site: {problem}')
    return whole(url)


def _regex(value: Any) -> re.Pattern[str]:
    text = _text(value)
    try:
        return re.compile(text)
    except re.error as error:
        at = "" if error.pos is None else f" at character {error.pos + 1}"
        raise ValueError(f"'{text}' is not a regular expression: {error.msg}{at}") from None


def _regexes(value: Any) -> tuple[re.Pattern[str], ...]:
    return tuple(_regex(item) for item in (value if isinstance(value, list) else [value]))


def _key(value: Any) -> re.Pattern[str]:
    pattern = _regex(value)
    if not pattern.groups:
        raise ValueError(
            f"'{pattern.pattern}' has no group: put ( ) around the part that identifies an article"
        )
    return pattern


def _language(value: Any) -> str:
    language = _text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", language):
        raise ValueError(f'"{language}" is not a language code: write a code such as "fr" or "pt-BR"')
    return language.replace("_", "-")


def _timezone(value: Any) -> str:
    name, zones = _text(value), available_timezones()
    if name in zones:
        return name
    by_lower = {zone.lower(): zone for zone in sorted(zones)}
    near = get_close_matches(name.lower().replace(" ", "_"), by_lower, n=1, cutoff=0.6)
    by_city = [zone for zone in sorted(zones) if zone.lower().endswith("/" + name.lower())]
    hint = (by_city or [by_lower[word] for word in near] or ["Europe/Paris"])[0]
    mend = f'did you mean "{hint}"?' if by_city or near else f'write a name such as "{hint}"'
    raise ValueError(f'"{name}" is not a time zone: {mend}')


def _duration(value: Any) -> timedelta:
    found = (
        re.fullmatch(r"(\d+(?:\.\d+)?)\s*(min|[mhdwy])", value.strip().lower())
        if isinstance(value, str)
        else None
    )
    if not found or not float(found[1]):
        raise ValueError(f'{_shown(value)} is not a duration: write "30d", "12h", "2w" or "1y"')
    return timedelta(seconds=float(found[1]) * _UNITS[found[2]])


def _delay(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise ValueError(f"{_shown(value)} is not a pause: write seconds from 0 to 3600, such as 1.0")
    return float(value)


def _hours(value: Any) -> Window:
    text = value.strip() if isinstance(value, str) else ""
    found = re.fullmatch(r"(\d{1,2})(?::(\d\d))?\s*-\s*(\d{1,2})(?::(\d\d))?", text)
    numbers = [int(part or 0) for part in found.groups()] if found else [99] * 4
    start, end = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    if max(start, end) > 1440 or max(numbers[1], numbers[3]) > 59 or start == end:
        raise ValueError(f'{_shown(value)} is not a window of hours: write "22-06" or "01:30-05:00"')
    return Window(start % 1440, end)


def _budget(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(
            f"{_shown(value)} is not a number of pages: write a whole number above 0, such as 500"
        )
    return value


def _select(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(
            'must be a table: write [site.select] and below it, for instance, title = "h1::text"'
        )
    return {name: selector(text) for name, text in value.items()}


def selector(value: Any) -> str:
    text = _text(value)
    try:
        empty = Selector("<p></p>")
        empty.xpath(text) if is_xpath(text) else empty.css(text)
    except Exception as error:  # cssselect and lxml have half a dozen classes for it
        kind = "an XPath" if is_xpath(text) else "a CSS"
        raise ValueError(f"'{text}' is not {kind} selector: {str(error).splitlines()[0]}") from None
    return text


FIELDS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "url": _url,
    "article": _regexes,
    "exclude": _regexes,
    "key": _key,
    "language": _language,
    "timezone": _timezone,
    "recheck": _duration,
    "delay": _delay,
    "hours": _hours,
    "budget": _budget,
    "select": _select,
}


def _shown(value: Any) -> str:
    return (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )
