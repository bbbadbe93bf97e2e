"""What follows `scrapy crawl articles`: the -a arguments, read and checked, and the sites they choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.sites import Site, SitesError, closest, find_site, site_from_url

__all__ = ["MODES", "Arguments", "Mistake", "choose", "read_arguments"]

MODES = ("update", "full", "recheck")

_NAMES = ("site", "url", "mode", "limit")


class Mistake(ValueError):
    """An argument cannot be meant as it is written; one line that says what to write."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """
    :param sites: names, none for all
    :param url: a site's address, instead of names
    :param mode: update, full or recheck
    :param limit: at most so many article pages
    """

    sites: tuple[str, ...] = ()
    url: str | None = None
    mode: str = "update"
    limit: int | None = None


def read_arguments(given: Mapping[str, str]) -> Arguments:
    """
    >>> read_arguments({"site": "escda, blog", "limit": "20"})
    Arguments(sites=('escda', 'blog'), url=None, mode='update', limit=20)

    :raises Mistake: unknown, empty, contradictory or of the wrong kind
    """
    for name, value in given.items():
        if name not in _NAMES:
            known = closest(name, _NAMES) or f" There are {', '.join(_NAMES)}."
            raise Mistake(f'-a {name}={value}: unknown argument "{name}".{known}')
        if not value.strip():
            raise Mistake(f"-a {name}= is empty: write -a {name}={_EXAMPLES[name]}")
    if "site" in given and "url" in given:
        raise Mistake("-a site and -a url contradict each other: give one of them")
    mode = given.get("mode", "update").strip().lower()
    if mode not in MODES:
        known = closest(mode, MODES) or " Write update, full or recheck."
        raise Mistake(f'-a mode={given["mode"]}: unknown mode "{mode}".{known}')
    names = tuple(name.strip() for name in given.get("site", "").split(",") if name.strip())
    return Arguments(names, given.get("url"), mode, _limit(given.get("limit")))


_EXAMPLES = {"site": "NAME", "url": "https://www.example.org/", "mode": "update", "limit": "20"}


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.strip().isdecimal() or not int(text):
        raise Mistake(f"-a limit={text}: the limit is a number of pages above 0, such as -a limit=20")
    return int(text)


def choose(sites: Sequence[Site], arguments: Arguments, where: str) -> list[Site]:
    """The sites to crawl, in the order of the file.

    :param where: the name of the file that `sites` are from
    :raises Mistake: a name that is none of them, or an address that is none
    """
    if arguments.url is not None:
        try:
            asked = site_from_url(arguments.url)
        except SitesError as error:
            raise Mistake(f"-a url={arguments.url}: {error.mistakes[0].partition(': ')[2]}") from None
        return [find_site(sites, asked.url) or asked]
    known = {site.name: site for site in sites}
    for name in arguments.sites:
        if name not in known:
            hint = closest(name, list(known)) or f" It has {', '.join(known)}."
            raise Mistake(f'-a site={name}: there is no site "{name}" in {where}.{hint}')
    return [site for site in sites if not arguments.sites or site.name in arguments.sites]
