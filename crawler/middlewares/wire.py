"""Keeps an answer as it came over the wire, for the captures: evidence is what the server sent, byte for byte."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.heads import take_head

__all__ = ["WireMiddleware"]


class WireMiddleware:
    """Puts `wire` into the request's meta: the head and the body, Content-Encoding still on.

    And `hops`: (URL, status, head, body) of each redirect on the way. A head is the bytes up to the blank line, or
    the header pairs as Scrapy has them where another download handler got the answer.

    The nearest to the wire, so that nothing has touched them. Where the body is not encoded it is the very object
    that the response has, and costs no memory.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        head = take_head(response) or [(n, v) for n, values in response.headers.items() for v in values]
        request.meta["wire"] = (head, response.body)
        if self.crawler.stats and (site := request.meta.get("site")):
            self.crawler.stats.inc_value(f"kiosque/{site}/bytes", len(response.body))
        if 300 <= response.status < 400 and response.status != 304:
            # The meta goes on to the request that follows the redirect.
            request.meta.setdefault("hops", []).append((request.url, response.status, head, response.body))
        return response
