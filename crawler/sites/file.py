"""sites.toml, read and checked, as a whole.

Every mistake is one line with the file, the line, the entry and the mend; nothing is crawled while there is one.
"""

import tomllib
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crawler.sites.address import name_from, url_problem
from crawler.sites.entry import Site
from crawler.sites.fields import FIELDS, SELECTABLE, selector
from crawler.sites.place import Lines, syntax_mistake

__all__ = ["SitesError", "closest", "load_sites"]


class SitesError(ValueError):
    """sites.toml cannot be used; each of `mistakes` is one line that says where and how to mend it."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


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
        raise SitesError([syntax_mistake(path, text, str(error))]) from None
    lines = Lines(text)
    mistakes = _outer_mistakes(path, data, lines)
    if mistakes:
        raise SitesError(mistakes)
    sites = [_read_entry(path, number, entry, lines, mistakes) for number, entry in enumerate(data["site"])]
    mistakes += _duplicates(path, sites, lines)
    if mistakes:
        raise SitesError(mistakes)
    return [site for site in sites if site]


def closest(word: str, known: Sequence[str]) -> str:
    """` Did you mean "x"?`, or nothing where no known word is near.

    >>> closest("artcle", ["article", "exclude"])
    ' Did you mean "article"?'
    """
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


def _read_entry(
    path: Path, number: int, entry: dict[str, Any], lines: Lines, mistakes: list[str]
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
        if key not in FIELDS:
            wrong(f'unknown key "{key}".{closest(key, list(FIELDS)) or _known_keys()}', key)
            continue
        if key == "select" and isinstance(value, dict):
            values[key] = _checked_select(value, wrong)
            continue
        try:
            values[key] = FIELDS[key](value)
        except ValueError as error:
            wrong(f"{key}: {error}", key)
    return Site(**values) if len(mistakes) == before else None


def _checked_select(value: dict[str, Any], wrong: Callable[..., None]) -> dict[str, str]:
    """The good selectors of a `[site.select]` table; the others are reported one by one."""
    good = {}
    for name, text in value.items():
        if name not in SELECTABLE:
            fields = f" The fields are {', '.join(SELECTABLE)}."
            wrong(f'select: unknown field "{name}".{closest(name, SELECTABLE) or fields}', name, select=True)
            continue
        try:
            good[name] = selector(text)
        except ValueError as error:
            wrong(f"select.{name}: {error}", name, select=True)
    return good


def _outer_mistakes(path: Path, data: dict[str, Any], lines: Lines) -> list[str]:
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


def _duplicates(path: Path, sites: Sequence[Site | None], lines: Lines) -> list[str]:
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


def _example(key: str, entry: dict[str, Any]) -> str:
    if key == "url":
        return "https://www.example.org/"
    url = entry.get("url")
    return name_from(url) if isinstance(url, str) and not url_problem(url) else "example"


def _known_keys() -> str:
    return f" The keys are {', '.join(FIELDS)}."
