"""Addresses that carry the number of what they show (/actu/221, /actu/221/any-words, /12-title.html, ?article12)."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.discovery.listing import page_number

__all__ = ["Numbered", "numbered"]

_DATE = re.compile(r"(?:19[89]|20[0-4])\d(?:[-_.]?\d\d){0,2}$")
_FIRST = re.compile(r"(?P<number>\d{1,9})(?P<tail>[-_,.][^/]*)?$")
_LAST = re.compile(r"(?P<words>[^/]*\D[-_,.])(?P<number>\d{4,9})(?P<tail>\.\w{2,5})?$")
_QUERY = re.compile(r"(?P<name>[a-z_]*(?:=|(?<=[a-z])))(?P<number>\d{1,9})$", re.I)
_WORDS = re.compile(r"[^/.]*[^\W\d_][^/]*$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """An address taken apart.

    :param series: what all addresses of its kind have in common; its number is counted in that
    :param before: the address as far as the number, if the number comes before any words
    :param tail: what follows the number
    """

    series: str
    number: int
    before: str | None
    tail: str

    def at(self, number: int, tail: str | None = None) -> str:
        """The address that another number has, or this one with another tail; needs `before`."""
        return f"{self.before}{number}{self.tail if tail is None else tail}"

    @property
    def has_words(self) -> bool:
        """Whether words follow the number, which the site may or may not heed."""
        return bool(_WORDS.search(re.sub(r"\.\w{2,5}$", "", self.tail)))


def numbered(url: str) -> Numbered | None:
    """The number in an address that stands for what it shows; None where there is none, or several.

    The number is in the last segment of the path, or in the one before where the last is made of words, or is the
    only parameter. Years, dates and numbers of pages (`/page/3`, `?offset=20`) are none.

    >>> numbered("http://a.fr/actu/221/le-titre")
    Numbered(series='http://a.fr/actu/', number=221, before='http://a.fr/actu/', tail='/le-titre')
    >>> numbered("http://a.fr/actu/221").tail, numbered("http://a.fr/12-le-titre.html").tail
    ('', '-le-titre.html')
    >>> numbered("http://a.fr/le-titre-12345.html")
    Numbered(series='http://a.fr/ .html', number=12345, before=None, tail='.html')
    >>> numbered("http://a.fr/2020/05/titre"), numbered("http://a.fr/news?page=3"), numbered("http://a.fr/a/2020")
    (None, None, None)
    """
    parts = urlsplit(url)
    if page_number(url) is not None:
        return None
    if parts.query:
        return _in_query(url, parts.query)
    segments = parts.path.split("/")
    bare = [segment for segment in segments if segment]
    if any(_DATE.match(segment) for segment in bare) or not bare:
        return None
    end = "/" if not segments[-1] else ""
    return _in_path(f"{parts.scheme}://{parts.netloc}", bare, end)


def _in_path(host: str, segments: list[str], end: str) -> Numbered | None:
    digits = [index for index, segment in enumerate(segments) if _FIRST.match(segment)]
    last = len(segments) - 1
    if (digits and digits[-1] < last - 1) or len(digits) > 1:
        return None
    if not digits:
        match = _LAST.match(segments[-1])
        if not match:
            return None
        before = "/".join([host, *segments[:-1], ""])
        tail = (match["tail"] or "") + end
        return Numbered(f"{before} {tail}", int(match["number"]), None, tail)
    index = digits[0]
    match = _FIRST.match(segments[index])
    assert match is not None
    if index < last and (match["tail"] or not _WORDS.match(segments[-1])):
        return None
    before = "/".join([host, *segments[:index], ""])
    tail = (match["tail"] or "") + (f"/{segments[-1]}" if index < last else "") + end
    return Numbered(before, int(match["number"]), before, tail)


def _in_query(url: str, query: str) -> Numbered | None:
    match = _QUERY.match(query)
    if not match:
        return None
    before = f"{url.partition('?')[0]}?{match['name']}"
    return Numbered(before, int(match["number"]), before, "")
