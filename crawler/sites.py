"""sites.toml, read and checked: what to crawl, and what overrides detection.

Every mistake is one line with the file, the line, the entry and the mend; nothing is crawled while there is one.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from parsel import Selector

from crawler.extraction.selected import is_xpath

__all__ = [
    "SELECTABLE",
    "Site",
    "SitesError",
    "Window",
    "closest",
    "find_site",
    "load_sites",
    "site_from_url",
]

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


class SitesError(ValueError):
    """sites.toml cannot be used; each of `mistakes` is one line that says where and how to mend it."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Window:
    """The hours of a day in which a site may be crawled; `end` before `start` goes over midnight.

    :param start: minutes after midnight
    :param end: minutes after midnight, not included
    """

    start: int
    end: int

    def contains(self, moment: datetime) -> bool:
        """Whether a moment, in the window's own time zone, is inside it.

        >>> Window(22 * 60, 6 * 60).contains(datetime(2026, 11, 23, 23, 30))
        True
        >>> Window(22 * 60, 6 * 60).contains(datetime(2026, 11, 23, 6, 0))
        False
        """
        minute = moment.hour * 60 + moment.minute
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def __str__(self) -> str:
        return "-".join(f"{at // 60:02}:{at % 60:02}" for at in (self.start, self.end))


@dataclass(frozen=True, slots=True)
class Site:
    """One entry of sites.toml; only name and url are required.

    :param name: short, unique; it names the site in the archive and on the command line
    :param url: the home page (http or https)
    :param article: regexes on path and query; a URL that any of them finds is an article
    :param exclude: regexes on path and query; a URL that any of them finds is never fetched
    :param key: regex on path and query whose groups identify an article where its URL varies
    :param language: BCP 47 tag, such as `fr`
    :param timezone: IANA name, such as `Europe/Paris`
    :param recheck: how long an article is watched after publication, and the longest time between two looks
    :param delay: seconds between two requests to the site
    :param hours: when the site may be crawled, in its time zone or else the machine's
    :param budget: pages that one run may ask for
    :param select: field -> CSS or XPath selector, where detection is not good enough
    """

    name: str
    url: str
    article: tuple[re.Pattern[str], ...] = ()
    exclude: tuple[re.Pattern[str], ...] = ()
    key: re.Pattern[str] | None = None
    language: str | None = None
    timezone: str | None = None
    recheck: timedelta | None = None
    delay: float | None = None
    hours: Window | None = None
    budget: int | None = None
    select: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The host name of the home page, lower case, without a leading `www.`."""
        return _bare_host(self.url)

    def is_open(self, now: datetime) -> bool:
        """Whether the site's window lets it be crawled now (`now` is aware)."""
        if self.hours is None:
            return True
        return self.hours.contains(now.astimezone(ZoneInfo(self.timezone) if self.timezone else None))

    def as_settings(self) -> dict[str, Any]:
        """The entry as plain JSON data, for the archive's `sites` table."""
        return {
            "article": [pattern.pattern for pattern in self.article],
            "exclude": [pattern.pattern for pattern in self.exclude],
            "key": self.key.pattern if self.key else None,
            "recheck": self.recheck.total_seconds() if self.recheck else None,
            "delay": self.delay,
            "hours": str(self.hours) if self.hours else None,
            "budget": self.budget,
            "select": dict(self.select),
        }


def load_sites(path: Path | str) -> list[Site]:
    """The sites of a sites.toml, in its order.

    :raises FileNotFoundError: there is no such file
    :raises SitesError: it cannot be read or has mistakes; all of them are named
    """
    path = Path(path)
    text = _read(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SitesError([_syntax_mistake(path, text, str(error))]) from None
    lines = _Lines(text)
    mistakes = _outer_mistakes(path, data, lines)
    if mistakes:
        raise SitesError(mistakes)
    sites = [_read_entry(path, number, entry, lines, mistakes) for number, entry in enumerate(data["site"])]
    mistakes += _duplicates(path, sites, lines)
    if mistakes:
        raise SitesError(mistakes)
    return [site for site in sites if site]


def site_from_url(url: str) -> Site:
    """A site that is in no file: everything but its address is detected.

    >>> site_from_url("https://www.escda.fr/").name
    'escda'
    >>> site_from_url("blog.example.org").url
    'https://blog.example.org/'

    :raises SitesError: it is not the address of a web page
    """
    address = url.strip()
    if "://" not in address and not re.match(r"[a-z]+:(?!\d)", address, re.I):
        address = f"https://{address}"
    if problem := _url_problem(address):
        raise SitesError([f'"{url}" is not the address of a site: {problem}'])
    parts = urlsplit(address)
    address = parts._replace(path=parts.path or "/", fragment="").geturl()
    return Site(name=_name_from(address), url=address)


def find_site(sites: Sequence[Site], url: str) -> Site | None:
    """The site whose home page is this address; else the only one on its host; else None."""
    same = [site for site in sites if _same_page(site.url, url)]
    on_host = [site for site in sites if site.host == _bare_host(url)]
    if same:
        return same[0]
    return on_host[0] if len(on_host) == 1 else None


def closest(word: str, known: Sequence[str]) -> str:
    """` Did you mean "x"?`, or nothing where no known word is near.

    >>> closest("artcle", ["article", "exclude"])
    ' Did you mean "article"?'
    """
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


# --- one field: a value of the right kind, or ValueError with what was expected ---


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'must be text in quotation marks, not {_shown(value)}: write "..."')
    return value.strip()


def _name(value: Any) -> str:
    name = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise ValueError(
            f'"{name}" may have letters a-z, digits, ".", "-" and "_" only: write "{_slug(name)}"'
        )
    return name


def _url(value: Any) -> str:
    url = _text(value)
    if problem := _url_problem(url):
        raise ValueError(f'"{url}" is not the address of a site: {problem}')
    parts = urlsplit(url)
    return parts._replace(path=parts.path or "/", fragment="").geturl()


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
    return {name: _selector(text) for name, text in value.items()}


def _selector(value: Any) -> str:
    text = _text(value)
    try:
        empty = Selector("<p></p>")
        empty.xpath(text) if is_xpath(text) else empty.css(text)
    except Exception as error:  # cssselect and lxml have half a dozen classes for it
        kind = "an XPath" if is_xpath(text) else "a CSS"
        raise ValueError(f"'{text}' is not {kind} selector: {str(error).splitlines()[0]}") from None
    return text


_FIELDS: dict[str, Callable[[Any], Any]] = {
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


# --- one entry, and the file around it ---


def _read_entry(
    path: Path, number: int, entry: dict[str, Any], lines: "_Lines", mistakes: list[str]
) -> Site | None:
    """The entry as a Site; what is wrong with it is added to `mistakes`."""
    label = f'site "{entry["name"]}"' if isinstance(entry.get("name"), str) else f"site number {number + 1}"
    before = len(mistakes)
    values: dict[str, Any] = {}

    def wrong(problem: str, key: str | None = None, *, select: bool = False) -> None:
        mistakes.append(f"{path}, line {lines.of(number, key, select=select)}, {label}: {problem}")

    for key in ("name", "url"):
        if key not in entry:
            wrong(f'has no {key}: add {key} = "{_example(key, entry)}"')
    for key, value in entry.items():
        if key not in _FIELDS:
            wrong(f'unknown key "{key}".{closest(key, list(_FIELDS)) or _known_keys()}', key)
            continue
        if key == "select" and isinstance(value, dict):
            values[key] = _checked_select(value, wrong)
            continue
        try:
            values[key] = _FIELDS[key](value)
        except ValueError as error:
            wrong(f"{key}: {error}", key)
    return Site(**values) if len(mistakes) == before else None


def _checked_select(value: dict[str, Any], wrong: Callable[..., None]) -> dict[str, str]:
    """The good selectors of a `[site.select]` table; the others are reported one by one."""
    good = {}
    for name, selector in value.items():
        if name not in SELECTABLE:
            fields = f" The fields are {', '.join(SELECTABLE)}."
            wrong(f'select: unknown field "{name}".{closest(name, SELECTABLE) or fields}', name, select=True)
            continue
        try:
            good[name] = _selector(selector)
        except ValueError as error:
            wrong(f"select.{name}: {error}", name, select=True)
    return good


def _outer_mistakes(path: Path, data: dict[str, Any], lines: "_Lines") -> list[str]:
    """What is wrong with the file before any entry is looked at."""
    if isinstance(data.get("site"), dict):
        return [
            f"{path}, line {lines.of(0, None)}: a site begins with [[site]], with two brackets, not [site]"
        ]
    mistakes = [
        f'{path}, line {lines.top(key)}: unknown "{key}" outside a site: each site begins with a line [[site]]'
        for key in data
        if key != "site"
    ]
    entries = data.get("site")
    if entries is None or entries == []:
        return mistakes or [f"{path} names no site: add one with `scrapy add URL`, or delete the file"]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [
            f"{path}, line {lines.top('site')}: a site begins with a line [[site]], then name = and url ="
        ]
    return mistakes


def _duplicates(path: Path, sites: Sequence[Site | None], lines: "_Lines") -> list[str]:
    mistakes = []
    seen: dict[tuple[str, str], Site] = {}
    for number, site in enumerate(sites):
        if site is None:
            continue
        for key, value in (("name", site.name.lower()), ("url", site.url.rstrip("/").lower())):
            if (key, value) in seen:
                other = seen[key, value]
                mend = "give one of them another name" if key == "name" else f'it is the site "{other.name}"'
                shown = getattr(site, key)
                mistakes.append(
                    f'{path}, line {lines.of(number, key)}, site "{site.name}": {key} "{shown}" is there twice: {mend}'
                )
            seen.setdefault((key, value), site)
    return mistakes


class _Lines:
    """Where in the text each entry and key stands: tomllib does not say."""

    _HEAD = re.compile(r"\s*\[\[?\s*([\w.\"'-]+)\s*\]\]?\s*(#.*)?$")
    _KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[int, str, bool], int] = {}
        self._top: dict[str, int] = {}
        entry, table = -1, ""
        for number, line in enumerate(text.splitlines(), 1):
            if head := self._HEAD.match(line):
                table = head[1].replace('"', "").replace("'", "")
                if table == "site":
                    entry += 1
                    self._places[entry, "", False] = number
                self._top.setdefault(table.split(".")[0], number)
                if table.startswith("site."):
                    self._places.setdefault((entry, table.partition(".")[2], False), number)
            elif key := self._KEY.match(line):
                if table == "":
                    self._top.setdefault(key[1], number)
                self._places.setdefault((entry, key[1], table.startswith("site.")), number)

    def of(self, entry: int, key: str | None, *, select: bool = False) -> int:
        """The line of a key of an entry (counted from 0); else of the entry; else of the list of sites."""
        start = self._places.get((entry, "", False)) or self._top.get("site", 1)
        return self._places.get((entry, key or "", select), start)

    def top(self, key: str) -> int:
        """The line of a key or table outside the sites."""
        return self._top.get(key, 1)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise SitesError([f"{path} is a folder: SITES_FILE must name a file"]) from None
    except OSError as error:
        raise SitesError([f"{path} cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SitesError([f"{path}, line {line}: not UTF-8 text: save the file as UTF-8"]) from None


def _syntax_mistake(path: Path, text: str, message: str) -> str:
    """tomllib's message, with the file, the line's own words and the usual mend."""
    at = re.search(r"\(at (?:line (\d+), column \d+|end of document)\)", message)
    number = int(at[1]) if at and at[1] else max(1, len(text.splitlines()))
    problem = message[: at.start()].strip() if at else message
    lines = text.splitlines()
    source = lines[number - 1].strip() if number <= len(lines) else ""
    mend = _syntax_mend(source, problem)
    return f"{path}, line {number}: not TOML: {problem} in `{source}`{mend}"


def _syntax_mend(source: str, problem: str) -> str:
    if "\\" in source and '"' in source:
        return ": a regular expression goes between single quotation marks, '...'"
    if re.match(r"[\w-]+\s*=\s*[^\s\"'\[{\d]", source):
        return ": text goes between quotation marks"
    if re.match(r"[\w-]+\s*:", source):
        return ": write = and not :"
    return ""


# --- words and addresses ---


def _url_problem(url: str) -> str | None:
    """What is wrong with an address, and the mend; None where nothing is."""
    if re.search(r"\s", url):
        return "it has a space in it"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return str(error)
    if "//" not in url and not re.match(r"[a-z]+:(?!\d)", url, re.I):
        return f'it has no scheme: write "https://{url.lstrip("/")}"'
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme}: is not a web address: it must begin with https:// or http://"
    if not host or host.startswith(".") or ".." in host:
        return "it has no host name"
    if parts.username or parts.password:
        return "a user name or password in it would be kept in the archive: take it out"
    return None


def _name_from(url: str) -> str:
    """A name for the site at an address: its host without `www.` and the public suffix, and its port."""
    import tldextract  # 60 ms, for this alone

    host = _bare_host(url)
    found = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)(host)
    words = ".".join(part for part in (found.subdomain, found.domain) if part)
    if not found.suffix and not found.ipv4:  # a top level that is in no list, such as .example
        words = words.rpartition(".")[0]
    port = urlsplit(url).port
    return (host if found.ipv4 else _slug(words or host)) + (f"-{port}" if port else "")


def _bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def _same_page(one: str, other: str) -> bool:
    left, right = urlsplit(one), urlsplit(other)
    return (_bare_host(one), left.port, left.path.strip("/"), left.query) == (
        _bare_host(other),
        right.port,
        right.path.strip("/"),
        right.query,
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "site"


def _shown(value: Any) -> str:
    return (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def _example(key: str, entry: dict[str, Any]) -> str:
    if key == "url":
        return "https://www.example.org/"
    url = entry.get("url")
    return _name_from(url) if isinstance(url, str) and not _url_problem(url) else "example"


def _known_keys() -> str:
    return f" The keys are {', '.join(_FIELDS)}."
