"""What a site says about the reuse of a page, apart from robots.txt: recorded, and respected where that is set.

X-Robots-Tag and `<meta name="robots">`; the TDM Reservation Protocol's `tdm-reservation` as header or meta element
(W3C TDMRep; how rights are reserved under EU directive 2019/790, article 4), or for the whole site its tdmrep.json.
"""

import logging
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler import clock
from crawler.discovery.canonical import registered_host
from crawler.discovery.tdmrep import MAX_BYTES, Reservation, parse_tdmrep, reservation
from crawler.middlewares.failures import in_words
from crawler.middlewares.memory import recall, remember
from crawler.reuse_law import country_of, machine_zone, respects

__all__ = ["NOTED", "ReuseMiddleware", "ReuseReserved", "reuse_signals"]

logger = logging.getLogger(__name__)

HEAD = 65_536
ASKED_AGAIN = timedelta(days=30)
LISTS = ("robots", "sitemap", "feed", "wordpress")
NOTED = ("noarchive", "noai")
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


class ReuseReserved(IgnoreRequest):
    """A page is not to be kept by what it or its site says, and that is respected."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReuseMiddleware:
    """Puts what a page says into its request's meta (`reuse`), for its capture; where that is respected (REUSE_SIGNALS)
    leaves such pages out. The site's tdmrep.json is asked for with its home page, once a month."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.mode = str(settings.get("REUSE_SIGNALS") or "law")
        self.respects = respects(self.mode, country_of(str(settings.get("COUNTRY") or ""), machine_zone()))
        self._files: dict[str | None, list[Reservation]] = {}
        self._asked: set[tuple[str, str]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """
        :raises ReuseReserved: the site's tdmrep.json reserves the page, and that is respected
        """
        site, kind = request.meta.get("site"), request.meta.get("kind")
        if self.mode == "ignore" or site is None or kind in LISTS:
            return
        if kind == "home":
            await self._read_file(request.url, site)
        elif self.respects and (entry := self._entry(request.url, site)) and entry.reserved:
            self._told(site, "reserved", "/.well-known/tdmrep.json", entry.policy)
            raise ReuseReserved(f"the site reserves its rights to text and data mining ({entry.location})")

    async def _read_file(self, url: str, site: str) -> None:
        """Have the site's tdmrep.json, from the archive or the site; of a home page that redirects, the last host's."""
        host = registered_host(url)
        if (site, host) in self._asked:
            return
        self._asked.add((site, host))
        kept = recall(self.crawler, site, "tdmrep") or {}
        is_its_own = kept.get("host", host) == host
        if kept and is_its_own and clock.now() - clock.parse(kept["asked"]) < ASKED_AGAIN:
            return
        address = urljoin(url, "/.well-known/tdmrep.json")
        request = Request(
            address,
            callback=NO_CALLBACK,
            meta={"site": site, "kind": "robots", "download_maxsize": 20 * MAX_BYTES},
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except IgnoreRequest:
            return
        except Exception as error:  # whatever it was, the page itself will tell
            logger.info("%s: %s", address, in_words(error))
            return
        if response.status >= 500:
            return
        entries = parse_tdmrep(response.body) if response.status == 200 else []
        facts = {
            "host": host,
            "asked": clock.stamp(clock.now()),
            "entries": [entry.as_json() for entry in entries],
        }
        remember(self.crawler, site, {"tdmrep": facts})
        self._files.pop(site, None)
        if any(entry.reserved for entry in entries):
            policy = next((entry.policy for entry in entries if entry.policy), None)
            self._told(site, "reserved", "/.well-known/tdmrep.json", policy)

    def _entry(self, url: str, site: str) -> Reservation | None:
        if site not in self._files:
            kept = (recall(self.crawler, site, "tdmrep") or {}).get("entries", [])
            self._files[site] = [Reservation.from_json(data) for data in kept]
        return reservation(url, self._files[site])

    def process_response(self, request: Request, response: Response) -> Response:
        """
        :raises ReuseReserved: the page asks not to be archived, and that is respected
        """
        site = request.meta.get("site")
        if self.mode == "ignore" or request.meta.get("kind") in LISTS:
            return response
        headers = {
            name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        said = reuse_signals(headers, response.body)
        if site is not None and "tdm-reservation" not in said and (entry := self._entry(request.url, site)):
            said["tdm-reservation"] = str(int(entry.reserved))  # what the page says goes before the file
        request.meta["reuse"] = said or None
        reserved = said.get("tdm-reservation") == "1"
        if reserved:
            self._told(site, "reserved", "tdm-reservation: 1", headers.get("tdm-policy"))
        words = [word for word in said.get("robots", "").split(",") if word in NOTED]
        for word in words:
            self._told(site, word, "robots", None)
        if self.respects and request.meta.get("kind") != "home" and (reserved or "noarchive" in words):
            raise ReuseReserved(f"the page asks not to be archived ({', '.join(said.values())})")
        return response

    def _told(self, site: str | None, what: str, how: str, policy: str | None) -> None:
        """Keep with the site that it says so, once."""
        kept = dict(recall(self.crawler, site, "reuse") or {})
        if what in kept and (policy is None or kept.get("policy")):
            return
        remember(self.crawler, site, {"reuse": {**kept, what: how, **({"policy": policy} if policy else {})}})
