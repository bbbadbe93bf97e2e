"""Whether bytes are what a record says of them (WARC 1.1, 5.8 and 5.9). Pure functions."""

import base64
import hashlib
from collections.abc import Iterable

__all__ = ["agrees"]

_KNOWN = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s"}


def agrees(stated: str | None, candidates: Iterable[bytes]) -> bool | None:
    """Whether one of several readings of a payload has the digest that a record states; None where none is known.

    :param stated: `sha1:` and the digest in base 32, as most tools write it, or in base 16

    >>> agrees("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", [b""]), agrees("SHA-1:DA39", [b""]), agrees(None, [b""])
    (True, False, None)
    """
    name, _, value = (stated or "").partition(":")
    name, value = name.strip().lower().replace("-", ""), value.strip().rstrip("=").lower()
    if name not in _KNOWN or not value:
        return None
    return any(value in _spellings(name, content) for content in candidates)


def _spellings(name: str, content: bytes) -> tuple[str, ...]:
    digest = hashlib.new(name, content, usedforsecurity=False)
    spelt = base64.b32encode(digest.digest()), base64.b64encode(digest.digest())
    return digest.hexdigest(), *(text.decode().rstrip("=").lower() for text in spelt)
