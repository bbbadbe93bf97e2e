"""The addresses of the parts of an article: its own with a number in it."""

from __future__ import annotations

import re

__all__ = ["COMMENTS", "MOST", "part_number", "same_address", "split_number"]

#: No article has more parts; a calendar or a counter in an address may.
MOST = 60

_QUERY = re.compile(
    r"(?:^|(?<=&))(page|pages|p|pg|pag|pagina|page_number|pagenumber|seite|part|teil|partie|parte|pn|np)=(\d{1,3})(?=&|$)",
    re.I,
)
_COMMA = r"(?i),(?:npack|page|p|strona|str|seite|pagina),?(\d{1,2})()$"
_SEGMENT = re.compile(r"/(?:(?:page|seite|pagina|part|teil|partie|parte|p)[-_/]?)?(\d{1,2})/?$", re.I)
_SUFFIX = re.compile(r"[-_.,~](?:(?:page|seite|pagina|part|teil|p)[-_]?)?(\d{1,2})(\.[a-z]{3,5})$", re.I)
#: What an article's own name looks like, below which a bare number counts its parts.
_SLUG = re.compile(r"\d{3}|[-_][^/]*[-_]|\.\w+$")
COMMENTS = re.compile(r"comment|cpage|reply|respond|kommentar", re.I)


def split_number(url: str) -> tuple[str, int]:
    """An address without the number of a part, and the number; 1 where there is none.

    >>> split_number("http://a.fr/x?page=2&y=1"), split_number("http://a.fr/x-y-z/3/"), split_number("http://a.fr/x-2.html")
    (('http://a.fr/x?y=1', 2), ('http://a.fr/x-y-z', 3), ('http://a.fr/x.html', 2))
    >>> split_number("http://a.fr/2020/10/13"), split_number("http://a.fr/?p=12")
    (('http://a.fr/2020/10/13', 1), ('http://a.fr?p=12', 1))
    >>> split_number("http://a.fr/tv-09132011_page_2.html"), split_number("http://a.fr/tv-2011-12.html")
    (('http://a.fr/tv-09132011.html', 2), ('http://a.fr/tv-2011-12.html', 1))
    """
    address, _, query = url.partition("#")[0].partition("?")
    path = address.partition("://")[2].partition("/")[2]
    if query and path.strip("/") and (match := _QUERY.search(query)):
        rest = "&".join(part for part in query.split("&") if part != match[0])
        return _tidy(address) + (f"?{rest}" if rest else ""), int(match[2])
    tail = f"?{query}" if query else ""
    if (match := ("," in address and re.search(_COMMA, address)) or _SUFFIX.search(address)) and not _is_date(
        address, match
    ):
        return _tidy(address[: match.start()]) + match[2] + tail, int(match[1])
    if (match := _SEGMENT.search(address)) and not _is_date(address, match):
        before = address[: match.start()]
        if not match[0].strip("/").isdigit() or _SLUG.search(before.rpartition("/")[2]):
            return _tidy(before) + tail, int(match[1])
    return _tidy(address) + tail, 1


def _is_date(address: str, match: re.Match[str]) -> bool:
    """Is the number, which no word leads, a day or a month after a year?"""
    if re.search(r"[a-z][-_/]?\d", match[0], re.I):
        return False
    return re.search(r"(19|20)\d\d([-_/]\d{1,2})?$", address[: match.start()]) is not None


def _tidy(address: str) -> str:
    return re.sub(r"/(index\.\w+)?$", "", address)


def part_number(url: str, base: str) -> int | None:
    """The number of the part that an address is of the article at `base`; None of another's."""
    if COMMENTS.search(url.partition("://")[2].partition("/")[2]):
        return None
    other, number = split_number(url)
    return number if same_address(other, base) and 1 <= number <= MOST else None


def same_address(url: str, other: str) -> bool:
    def bare(address: str) -> str:
        rest = address.partition("://")[2].removeprefix("www.")
        return re.sub(r"[?&](utm_\w+|fbclid|gclid)=[^&]*", "", rest).rstrip("/?&").lower()

    return bare(url) == bare(other)
