"""Entries of sites.toml that were given another name: what the archive has of the site goes by it from then on."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from archive.store import Archive
from crawler.sites import Site

__all__ = ["follow_names", "renamed"]

#: name, home and number of articles of a site of the archive
Known = tuple[str, str, int]


def follow_names(folder: Path, sites: Sequence[Site], now: str) -> None:
    """Rename in the archive what has another name in the file, and say so on standard error."""
    if not (folder / "archive.db").exists():
        return
    with Archive(folder) as archive:
        known = archive.db.execute(
            "select name, url, (select count(*) from articles where site = name) from sites"
        ).fetchall()
        for old, new in renamed(known, sites):
            archive.rename_site(old, new, now)
            print(
                f'The site "{old}" is called "{new}" now: all that is kept of it goes by that name.',
                file=sys.stderr,
            )


def renamed(known: Iterable[Known], sites: Sequence[Site]) -> list[tuple[str, str]]:
    """(old, new) names: the same home, articles under the old one alone, which is in the file no more.

    >>> one, two = ("one", "https://a.example/", 40), ("two", "https://www.a.example", 0)
    >>> renamed([one, two], [Site("two", "https://a.example/")])
    [('one', 'two')]
    >>> renamed([one], [Site("one", "https://a.example/"), Site("two", "https://a.example/blog/")])
    []
    """
    written = {site.name for site in sites}
    articles = {name: count for name, _, count in known}
    found = []
    for site in sites:
        others = [
            name
            for name, home, count in known
            if count and name not in written and _address(home) == _address(site.url)
        ]
        if len(others) == 1 and not articles.get(site.name):
            found.append((others[0], site.name))
    return found


def _address(home: str) -> tuple[str, str]:
    parts = urlsplit(home)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
