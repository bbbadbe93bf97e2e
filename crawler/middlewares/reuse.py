"""What a site says about the reuse of a page, apart from robots.txt: recorded, and respected where that is set.

X-Robots-Tag and `<meta name="robots">`; the TDM Reservation Protocol's `tdm-reservation` as header or meta element
(W3C TDMRep; how rights are reserved under EU directive 2019/790, article 4).
"""

import re
from collections.abc import Mapping
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.limits import Refused
from crawler.middlewares.memory import recall, remember

__all__ = ["ReuseMiddleware", "reuse_signals"]

HEAD = 65_536
_META = re.compile(rb"<meta\s[^>]*>", re.I)
_ATTRIBUTE = re.compile(rb"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_WORDS = ("noarchive", "nofollow", "noindex", "none", "noai")


def reuse_signals(headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    """What a page says: `robots` (its words that matter, sorted) and `tdm-reservation`, where it says them.

    >>> reuse_signals({"x-robots-tag": "noarchive"}, b'<meta name="tdm-reservation" content="1">')
    {'robots': 'noarchive', 'tdm-reservation': '1'}

    :param headers: names in lower case
    """
    said = {"robots": headers.get("x-robots-tag", ""), "tdm-reservation": headers.get("tdm-reservation", "")}
    for element in _META.findall(body[:HEAD]):
        pairs = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(element)}
        name = pairs.get(b"name", b"").lower()
        content = pairs.get(b"content", b"").decode("utf-8", "replace")
        if name in (b"robots", b"kiosque"):
            said["robots"] += f",{content}"
        elif name == b"tdm-reservation":
            said["tdm-reservation"] = said["tdm-reservation"] or content
    found = {}
    words = sorted({word for word in re.split(r"[\s,:]+", said["robots"].lower()) if word in _WORDS})
    if words:
        found["robots"] = ",".join(words)
    if said["tdm-reservation"].strip() in ("0", "1"):
        found["tdm-reservation"] = said["tdm-reservation"].strip()
    return found


class ReuseMiddleware:
    """Puts what a page says into its request's meta (`reuse`), for its capture; `respect` leaves such pages out."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.respects = crawler.settings.get("REUSE_SIGNALS") == "respect"
        self._told: set[str | None] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """
        :raises Refused: the page asks not to be archived, and that is respected
        """
        if request.meta.get("kind") in ("robots", "sitemap", "feed", "wordpress"):
            return response
        headers = {
            name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        said = reuse_signals(headers, response.body)
        request.meta["reuse"] = said or None
        site = request.meta.get("site")
        if said.get("tdm-reservation") == "1" and site not in self._told:
            self._told.add(site)
            if not (recall(self.crawler, site, "reuse") or {}).get("reserved"):
                remember(self.crawler, site, {"reuse": {"reserved": "tdm-reservation: 1"}})
        if self.respects and ("noarchive" in said.get("robots", "") or said.get("tdm-reservation") == "1"):
            raise Refused(f"the page asks not to be archived ({', '.join(said.values())})")
        return response
