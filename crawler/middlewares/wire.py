"""Keeps an answer as it came over the wire, for the captures: evidence is what the server sent, byte for byte."""

from scrapy import Request
from scrapy.http import Response

__all__ = ["WireMiddleware"]


class WireMiddleware:
    """Puts `wire` into the request's meta: the header pairs and the body, Content-Encoding still on.

    The nearest to the wire, so that nothing has touched them. Where the body is not encoded it is the very object
    that the response has, and costs no memory.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        pairs = [(name, value) for name, values in response.headers.items() for value in values]
        request.meta["wire"] = (pairs, response.body)
        return response
