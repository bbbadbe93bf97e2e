"""Keeps an answer as it came over the wire, for the captures: evidence is what the server sent, byte for byte."""

from scrapy import Request
from scrapy.http import Response

__all__ = ["WireMiddleware"]


class WireMiddleware:
    """Puts `wire` into the request's meta: the header pairs and the body, Content-Encoding still on.

    And `hops`: (URL, status, header pairs, body) of each redirect on the way.

    The nearest to the wire, so that nothing has touched them. Where the body is not encoded it is the very object
    that the response has, and costs no memory.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        pairs = [(name, value) for name, values in response.headers.items() for value in values]
        request.meta["wire"] = (pairs, response.body)
        if 300 <= response.status < 400 and response.status != 304:
            # The meta goes on to the request that follows the redirect.
            request.meta.setdefault("hops", []).append((request.url, response.status, pairs, response.body))
        return response
