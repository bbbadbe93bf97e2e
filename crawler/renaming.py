"""Entries of sites.toml that were given another name: what the archive has of the site goes by it from then on."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.store import Archive
from crawler.sites import Site
from crawler.sites.address import same_page

__all__ = ["follow_names", "renamed"]

#: name and home of a site of the archive, and whether it has articles
Known = tuple[str, str, bool]


def follow_names(folder: Path, sites: Sequence[Site], now: str) -> None:
    """Rename in the archive what has another name in the file, and say so on standard error."""
    if not (folder / "archive.db").exists():
        return
    with Archive(folder) as archive:
        known = archive.db.execute(
            "select name, url, exists (select 1 from articles where site = name) from sites"
        ).fetchall()
        for old, new in renamed(known, sites):
            archive.rename_site(old, new, now)
            print(
                f'The site "{old}" is called "{new}" now: all that is kept of it goes by that name.',
                file=sys.stderr,
            )


def renamed(known: Iterable[Known], sites: Sequence[Site]) -> list[tuple[str, str]]:
    """(old, new) names: the same home, articles under the old one alone, which is in the file no more.

    >>> one, two = ("one", "https://a.example/", True), ("two", "https://www.a.example", False)
    >>> renamed([one, two], [Site("two", "https://a.example/")])
    [('one', 'two')]
    >>> renamed([one], [Site("one", "https://a.example/"), Site("two", "https://a.example/blog/")])
    []
    >>> renamed([("one", "http://localhost:8000/", True)], [Site("two", "http://localhost:9000/")])
    []
    """
    written = {site.name for site in sites}
    filled = {name for name, _, has_articles in known if has_articles}
    found = []
    for site in sites:
        others = [
            name
            for name, home, _ in known
            if name in filled and name not in written and same_page(home, site.url)
        ]
        if len(others) == 1 and site.name not in filled:
            found.append((others[0], site.name))
    return found
