"""The date that an address holds."""

import re

from crawler.extraction.date_months import month_number
from crawler.extraction.date_words import iso

__all__ = ["date_in_url"]

_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)(?P<mark>[/_.-]?)(?P<month>1[0-2]|0[1-9]|(?<=[/_.-])[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0[1-9]|(?<=[/_.-])[1-9])(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<year>19[89]\d|20\d\d)[/-](?P<month>1[0-2]|0[1-9])(?=/|$)")
_URL_WORD = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)[/_-](?P<word>[a-z]{3,9})[/_-](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)", re.I
)
_URL_SECTION = re.compile(
    r"/(?P<year>19[89]\d|20\d\d)/[a-z_-]+(?:/[a-z_-]+)?/(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])/",
    re.I,
)
_URL_TURNED = re.compile(
    r"(?<!\d)(?P<day>3[01]|[12]\d|0[1-9])(?P<mark>[/_.-])(?P<month>1[0-2]|0[1-9])(?P=mark)(?P<year>19[89]\d|20\d\d)(?!\d)"
)


def date_in_url(url: str) -> str | None:
    """The date that an address holds, to the day or the month.

    >>> date_in_url("https://a.fr/2020/10/13/une-greve"), date_in_url("https://a.fr/2020/10/une-greve")
    ('2020-10-13', '2020-10')
    >>> date_in_url("https://a.com/2020/oct/13/strike"), date_in_url("https://a.fr/20201013-greve")
    ('2020-10-13', '2020-10-13')
    >>> date_in_url("https://a.com/2020/POLITICS/10/13/strike/index.html")
    '2020-10-13'
    """
    path = url.split("://", 1)[-1].partition("/")[2].partition("#")[0]
    path = "/" + path[:2000]
    for form in (_URL_DAY, _URL_WORD, _URL_TURNED, _URL_SECTION):
        for match in form.finditer(path):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else month_number(parts["word"])
            if day := iso(int(parts["year"]), month, int(parts["day"])):
                return day
    if month_only := _URL_MONTH.search(path):
        return f"{month_only['year']}-{month_only['month']}"
    return None
