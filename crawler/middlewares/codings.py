"""What an answer says of its compression, and whether that is so. Some servers name one that they have not used."""

import re
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.failures import quiet
from crawler.middlewares.limits import Refused

__all__ = ["CodingMiddleware", "codings"]

KNOWN = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd", "identity", ""})
LOOKED_AT = 1000  # bytes; compressed ones have a control character among so many
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def codings(response: Response) -> list[str]:
    """How an answer says that it is packed, the last way last; none where it says nothing."""
    said = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
    return [name.strip() for name in said.split(",")] if said else []


class CodingMiddleware:
    """Reads plain text as that, whatever its Content-Encoding says; refuses what is packed in a way nobody knows.

    Stands between the wire and Scrapy's decompression; a capture keeps the answer as it came.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        quiet()
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """
        :raises Refused: nothing here can unpack it
        """
        names = codings(response)
        if not names or not response.body:
            return response
        if not _CONTROL.search(response.body[:LOOKED_AT]):
            del response.headers["Content-Encoding"]
            return response
        if unknown := [name for name in names if name not in KNOWN]:
            raise Refused(f"it is packed in a way that cannot be read here ({unknown[0][:40]})")
        if "identity" in names:  # says that there is none
            response.headers["Content-Encoding"] = ",".join(n for n in names if n not in ("identity", ""))
        return response
