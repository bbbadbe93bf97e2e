"""What a crawl must not touch or swallow: private addresses, huge documents, what is no text.

A page can link or redirect anywhere, and a name can resolve to anything: to the router, to a cloud's metadata
service (169.254.169.254), to whatever listens on loopback.
"""

import ipaddress
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, IgnoreRequest, StopDownload
from scrapy.http import Headers, Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from crawler import clock
from crawler.middlewares.memory import remember

__all__ = ["LimitsMiddleware", "Refused", "is_private"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_TEXTLESS = ("image/", "video/", "audio/", "font/")
_TEXTLESS_FILES = (
    "application/pdf",
    "application/zip",
    "application/x-7z",
    "application/x-rar",
    "application/msword",
    "application/vnd.ms",
    "application/vnd.openxml",
    "application/vnd.oasis",
    "application/vnd.android",
    "application/epub",
)


class Refused(IgnoreRequest):
    """A request was not sent, or its answer not taken; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_private(address: str) -> bool:
    """Whether an IP address is not of the public internet: loopback, private, link-local, reserved.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as itself.

    >>> [is_private(a) for a in ("127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "1.1.1.1")]
    [True, True, True, True, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_private(str(inner))
    return not ip.is_global or ip.is_multicast


def certificate_end(certificate: Any) -> datetime | None:
    """When a TLS certificate (Twisted's) ends; None where it does not say."""
    ends = certificate.original.get_notAfter()
    try:
        return datetime.strptime(ends.decode("ascii"), "%Y%m%d%H%M%SZ").replace(tzinfo=UTC) if ends else None
    except ValueError:
        return None


class LimitsMiddleware:
    """Refuses private addresses and stops what is too large or no text. Stands next to the wire, behind the proxy's."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.refuses = crawler.settings.getbool("PRIVATE_ADDRESSES_REFUSED", True)
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._certified: set[str | None] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.headers_received, signals.headers_received)
        return middleware

    async def process_request(self, request: Request) -> None:
        """
        :raises Refused: the URL's host is, or resolves to, a private address that is not the site's own host
        """
        host = (urlsplit(request.url).hostname or "").rstrip(".")
        if not self.refuses or host in self._own_hosts(request):
            return
        address = host if ":" in host else await self._address(host, request)
        if is_private(address) or host.endswith(".localhost") or host == "localhost":
            raise Refused(f"{host} is a private address ({address}), and not the site's own")

    async def _address(self, host: str, request: Request) -> str:
        """The address that the request will go to: Scrapy's resolver keeps it, so it cannot change in between."""
        if request.meta.get("proxy"):  # the proxy resolves; only what is written as an address can be judged
            return host
        from twisted.internet import reactor

        try:
            resolve: Any = reactor.resolve  # its stub has the wrong types
            return str(await maybe_deferred_to_future(resolve(host)))
        except DNSLookupError as error:
            raise CannotResolveHostError(str(error)) from error

    def _own_hosts(self, request: Request) -> set[str]:
        """The host that the user named as the site's, with and without `www.`."""
        sites: dict[str, Any] = getattr(self.crawler.spider, "sites", None) or {}
        site = sites.get(request.meta.get("site") or "")
        return {site.host, f"www.{site.host}"} if site else set()

    def process_response(self, request: Request, response: Response) -> Response:
        """
        :raises Refused: the answer came from a private address all the same
        """
        host = urlsplit(request.url).hostname or ""
        self._note_certificate(request, response, host)
        if self.refuses and response.ip_address and not request.meta.get("proxy"):
            address = str(response.ip_address)
            if is_private(address) and host not in self._own_hosts(request):
                raise Refused(f"{host} answered from a private address ({address})")
        return response

    def _note_certificate(self, request: Request, response: Response, host: str) -> None:
        """Remember when the certificate of a site's own host ends: crawled all the same, but told."""
        site = request.meta.get("site")
        if response.certificate is None or site in self._certified or host not in self._own_hosts(request):
            return
        self._certified.add(site)
        ends = certificate_end(response.certificate)
        if ends is not None:
            remember(self.crawler, site, {"certificate": {"host": host, "ends": clock.stamp(ends)}})

    def process_exception(self, request: Request, exception: Exception) -> None:
        """
        :raises Refused: the answer was larger than allowed; another try would be as large
        """
        if isinstance(exception, DownloadCancelledError):
            largest = request.meta.get("download_maxsize", self.largest)
            raise Refused(f"larger than {largest / 1_000_000:.0f} MB") from exception

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Do not fetch the body of what holds no text; the answer arrives without it."""
        kind = (headers.get("Content-Type") or b"").decode("latin-1").lower().strip()
        if kind.startswith(_TEXTLESS + _TEXTLESS_FILES) and not kind.startswith("image/svg"):
            raise StopDownload(fail=False)
