"""A compressed answer that ends before its end was cut on its way: asked for again, then told as what it is.

Without Content-Length nothing else tells: what could be unpacked of it reads like a shorter page.
"""

import sys
import zlib
from collections.abc import Callable
from typing import Any, Self

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.middlewares.codings import codings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["WholeMiddleware", "is_whole"]

_PIECE = 65_536
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's `wbits`


def is_whole(body: bytes, encoding: str, largest: int) -> bool:
    """Whether a compressed stream has its end; True of what is none of its kind, which is for others to say.

    :param encoding: of Content-Encoding, the one that was applied last
    :param largest: unpacked bytes after which it is not looked at any further

    >>> import gzip
    >>> page = gzip.compress(b"word " * 100)
    >>> is_whole(page, "gzip", 10**6), is_whole(page[:-20], "gzip", 10**6), is_whole(b"<p>", "gzip", 10**6)
    (True, False, True)
    """
    try:
        return _STREAMS[encoding](body, largest) if body and encoding in _STREAMS else True
    except (zlib.error, brotli.error, zstd.ZstdError):
        return True


def _inflated(body: bytes, wbits: int, largest: int) -> bool:
    stream, rest, size = zlib.decompressobj(wbits), body, 0
    while rest and not stream.eof and size <= largest:
        size += len(stream.decompress(rest, _PIECE))
        rest = stream.unconsumed_tail
    return stream.eof or size > largest or _lacks_only_its_sum(stream)


def _lacks_only_its_sum(stream: Any) -> bool:
    """Whether all of the text is there but for the checksum behind it, which some servers never send."""
    try:
        stream.decompress(bytes(8))
    except zlib.error as error:
        return "incorrect" in str(error)  # it took these for the sum
    return False


def _deflated(body: bytes, largest: int) -> bool:
    """With zlib's head (RFC 9110) or, as some servers have it, without."""
    try:
        return _inflated(body, _ZLIB, largest)
    except zlib.error:
        return _inflated(body, _RAW, largest)


def _brotli(body: bytes, largest: int) -> bool:
    stream, size = brotli.Decompressor(), 0
    piece = stream.process(body, output_buffer_limit=_PIECE)
    while piece and not stream.is_finished() and (size := size + len(piece)) <= largest:
        piece = stream.process(b"", output_buffer_limit=_PIECE)
    return stream.is_finished() or size > largest


def _zstd(body: bytes, largest: int) -> bool:
    stream, rest, size = zstd.ZstdDecompressor(), body, 0
    while not stream.eof and size <= largest:
        piece = stream.decompress(rest, _PIECE)
        if not piece and stream.needs_input:
            break
        rest, size = b"", size + len(piece)
    return stream.eof or size > largest


_STREAMS: dict[str, Callable[[bytes, int], bool]] = {
    "gzip": lambda body, largest: _inflated(body, _GZIP, largest),
    "x-gzip": lambda body, largest: _inflated(body, _GZIP, largest),
    "deflate": _deflated,
    "br": _brotli,
    "zstd": _zstd,
}


class WholeMiddleware:
    """Stands before decompression."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """
        :raises ResponseDataLossError: it was cut short each time
        """
        last = (codings(response) or [""])[-1]
        largest: Any = request.meta.get("download_maxsize", self.largest)
        if is_whole(response.body, last, largest):
            return response
        assert self.crawler.spider is not None
        again = get_retry_request(
            request,
            spider=self.crawler.spider,
            reason="cut short",
            give_up_log_level=self.crawler.settings.get("RETRY_GIVE_UP_LOG_LEVEL"),
        )
        if again is None:
            raise ResponseDataLossError(f"{request.url} was cut short")
        return again
