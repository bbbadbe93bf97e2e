"""Why there was no answer, in words that someone who runs an archive understands."""

import gzip
import logging
import zlib

from scrapy import exceptions

__all__ = ["in_words", "quiet"]


def in_words(error: BaseException) -> str:
    """What went wrong with a request, without the name of a class.

    >>> in_words(exceptions.DownloadTimeoutError("Getting http://a took longer than 45 seconds."))
    'no answer in time'
    >>> in_words(gzip.BadGzipFile("Not a gzipped file (b'<!')"))
    'the answer is packed wrongly and cannot be read'
    """
    reason = getattr(error, "reason", None)
    if isinstance(reason, str) and isinstance(error, exceptions.IgnoreRequest):
        return reason
    text = str(error).lower()
    for kind, fragments, words in _WORDS:
        if isinstance(error, kind) and (not fragments or any(part in text for part in fragments)):
            return words
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else "the request failed"


def quiet() -> None:
    """Take out of the log what Scrapy says, in its own terms, of answers that the archive tells of in plain words."""
    for name in ("core.downloader.handlers.http11", "downloadermiddlewares.httpcompression"):
        logging.getLogger(f"scrapy.{name}").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    said = ("Got data loss", "larger than download max size", "during decompression")
    return record.levelno < logging.WARNING or not any(words in record.getMessage() for words in said)


_TLS = ("ssl", "certificate", "tls", "handshake")

_PACKED = "the answer is packed wrongly and cannot be read"

_WORDS: tuple[tuple[type[BaseException], tuple[str, ...], str], ...] = (
    (exceptions.CannotResolveHostError, (), "its name is not known (DNS)"),
    (exceptions.DownloadConnectionRefusedError, (), "it refuses connections"),
    (exceptions.DownloadTimeoutError, (), "no answer in time"),
    (TimeoutError, (), "no answer in time"),
    (exceptions.ResponseDataLossError, (), "the answer was cut short"),
    (exceptions.DownloadFailedError, _TLS, "no safe connection (TLS)"),
    (exceptions.DownloadFailedError, ("dataloss", "potentialdataloss"), "the answer was cut short"),
    (exceptions.DownloadFailedError, (), "the connection was cut"),
    (exceptions.DownloadCancelledError, (), "the answer was larger than allowed"),
    (exceptions.IgnoreRequest, ("during decompression",), "the answer was larger than allowed"),
    (gzip.BadGzipFile, (), _PACKED),
    (zlib.error, (), _PACKED),
    (EOFError, (), "the answer was cut short"),
    (exceptions.UnsupportedURLSchemeError, (), "it is not a web address"),
    (exceptions.NotSupported, (), "it is not a web address"),
    (ConnectionError, (), "the connection was cut"),
    (Exception, _TLS, "no safe connection (TLS)"),
    (Exception, ("connection was", "connection to the other side", "unreachable"), "the connection was cut"),
)
