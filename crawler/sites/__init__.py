"""What to crawl, and what overrides detection: sites.toml, or the address of a site that is in no file."""

import re
from collections.abc import Sequence

from crawler.sites.address import bare_host, name_from, same_page, url_problem, whole
from crawler.sites.entry import Site, Window
from crawler.sites.fields import SELECTABLE
from crawler.sites.file import SitesError, closest, load_sites

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
    if problem := url_problem(address):
        raise SitesError([f'"{url}" is not the address of a site: {problem}'])
    address = whole(address)
    return Site(name=name_from(address), url=address)


def find_site(sites: Sequence[Site], url: str) -> Site | None:
    """The site whose home page is this address; else the only one on its host; else None."""
    same = [site for site in sites if same_page(site.url, url)]
    on_host = [site for site in sites if site.host == bare_host(url)]
    if same:
        return same[0]
    return on_host[0] if len(on_host) == 1 else None
