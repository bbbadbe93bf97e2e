"""A response's body without its Transfer-Encoding and Content-Encoding (RFC 9110, 8.4; RFC 9112, 7.1). Pure."""

import re
import zlib

import brotli
import zstandard

__all__ = ["decoded"]

#: No page is larger; a bomb ends here.
MAX_BYTES = 64 << 20


def decoded(body: bytes, content_encoding: str | None, transfer_encoding: str | None = None) -> bytes:
    """The body as it was meant; what cannot be decoded stays as it is.

    >>> import gzip
    >>> decoded(gzip.compress(b"hello"), "gzip")
    b'hello'
    >>> decoded(b"5\\r\\nhello\\r\\n0\\r\\n\\r\\n", None, "chunked")
    b'hello'
    """
    if "chunked" in (transfer_encoding or "").lower():
        body = _dechunked(body)
    for coding in reversed(re.split(r"[,\s]+", (content_encoding or "").lower().strip())):
        body = _undone(body, coding)
    return body


def _undone(body: bytes, coding: str) -> bytes:
    try:
        if coding in ("gzip", "x-gzip") and body[:2] == b"\x1f\x8b":
            return zlib.decompressobj(31).decompress(body, MAX_BYTES)
        if coding == "deflate" and body:
            bits = 15 if body[0] & 0x0F == 8 else -15
            return zlib.decompressobj(bits).decompress(body, MAX_BYTES)
        if coding == "br":
            return _unbrotli(body)
        if coding == "zstd":
            return zstandard.ZstdDecompressor().decompressobj().decompress(body)[:MAX_BYTES]
    except (zlib.error, brotli.error, zstandard.ZstdError):
        pass
    return body


def _unbrotli(body: bytes) -> bytes:
    decoder = brotli.Decompressor()
    text: bytes = decoder.process(body, output_buffer_limit=MAX_BYTES)
    return text


def _dechunked(body: bytes) -> bytes:
    """The data of a chunked body; a body that was dechunked already stays."""
    data: list[bytes] = []
    position = 0
    while match := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n").match(body, position):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(data)
        data.append(body[match.end() : match.end() + size])
        position = match.end() + size + 2
    return b"".join(data) if data and position >= len(body) else body
