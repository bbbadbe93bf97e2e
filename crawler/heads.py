"""The head of an answer as the server sent it: status line and headers, their case, order and spelling.

Twisted lower-cases names and tells the rest apart by meaning; Scrapy writes them its own way. Evidence is the lines.
"""

import base64
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.web._newclient import HEADER

__all__ = ["HeadKeepingHandler", "take_head"]

#: What carries the head from the parser to us, through Scrapy's own making of the response.
_CARRIER = b"X-Kiosque-Head"


class _Parser(_LenientHTTPClientParser):
    """Scrapy's, and it keeps the lines of the head. (No attributes set in `__init__`: see `_Protocol`.)"""

    _lines: list[bytes]

    def statusReceived(self, status: bytes) -> None:
        super().statusReceived(status)  # type: ignore[no-untyped-call]
        self._lines = []  # again after a 1xx answer, which is not the one we wait for

    def lineReceived(self, line: bytes) -> None:
        in_headers = self.state == HEADER
        if in_headers:
            self._lines.append(line)
        super().lineReceived(line)
        if not in_headers:
            self._lines.append(line)

    def allHeadersReceived(self) -> None:
        head = b"\n".join(self._lines) + b"\n"
        self.headers.setRawHeaders(_CARRIER, [base64.b64encode(head)])
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        """As Scrapy's does it: Twisted hard-codes the class of the parser that it makes for a request."""
        answer = super().request(request)
        assert self._parser is not None
        self._parser.__class__ = _Parser
        return answer


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class HeadKeepingHandler(HTTP11DownloadHandler):
    """Scrapy's downloads over HTTP/1.1; each response brings its head along for `take_head`."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory


def take_head(response: Response) -> bytes | None:
    """The head as it came, blank line included, taken off the response; None where another handler got it."""
    carried = response.headers.pop(_CARRIER, None)
    return base64.b64decode(carried[-1]) if carried else None
