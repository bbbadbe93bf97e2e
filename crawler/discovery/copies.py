"""An end to addresses that differ in their parameters and show the same all the same, whatever made them."""

from collections import defaultdict
from collections.abc import Iterable

from crawler.discovery.known import LISTED, Known
from crawler.discovery.likeness import alike, is_sample

__all__ = ["copies"]

MOST = 12  # pages of one path with one text


def copies(pages: Iterable[Known]) -> dict[str, tuple[str, str]]:
    """Of addresses that wait at a path most pages of which showed one text: the page to take in their place, and why.

    What the site lists on purpose is asked for all the same.
    """
    by_path: dict[str, list[Known]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: page.url):
        by_path[page.url.partition("?")[0]].append(page)
    found: dict[str, tuple[str, str]] = {}
    for path, members in by_path.items():
        waiting = [
            page.url for page in members if page.waits and "?" in page.url and not page.sources & LISTED
        ]
        if not waiting or len(members) - len(waiting) < MOST:
            continue
        read = [page for page in members if page.evidence and page.state != "failed"]
        same = max(alike(page for page in read if is_sample(page)), key=len, default=[])
        if len(same) >= MOST and len(same) > len(read) / 2:
            main = min(same, key=lambda page: (page.state != "article", len(page.url), page.url)).url
            why = (
                f"{len(same)} pages of {path} that differ in their parameters alone showed the text of {main}"
            )
            found |= dict.fromkeys(waiting, (main, why))
    return found
