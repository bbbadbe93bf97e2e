"""Why there was no answer, in words that someone who runs an archive understands."""

from scrapy import exceptions

__all__ = ["in_words"]


def in_words(error: BaseException) -> str:
    """What went wrong with a request, without the name of a class.

    >>> in_words(exceptions.DownloadTimeoutError("Getting http://a took longer than 45 seconds."))
    'no answer in time'
    """
    reason = getattr(error, "reason", None)
    if isinstance(reason, str) and isinstance(error, exceptions.IgnoreRequest):
        return reason
    text = str(error).lower()
    for kind, fragments, words in _WORDS:
        if isinstance(error, kind) and (not fragments or any(part in text for part in fragments)):
            return words
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else "the request failed"


_TLS = ("ssl", "certificate", "tls", "handshake")

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
    (exceptions.UnsupportedURLSchemeError, (), "it is not a web address"),
    (exceptions.NotSupported, (), "it is not a web address"),
    (ConnectionError, (), "the connection was cut"),
    (Exception, _TLS, "no safe connection (TLS)"),
    (Exception, ("connection was", "connection to the other side", "unreachable"), "the connection was cut"),
)
