"""What a page and its site said about reuse when it was fetched: evidence, kept with the capture. Pure functions."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

__all__ = ["reuse_signals"]

#: X-Robots-Tag (Google, noai by DeviantArt); TDM Reservation Protocol (W3C CG, 2024); Content-Usage (IETF aipref).
_HEADERS = ("x-robots-tag", "tdm-reservation", "tdm-policy", "content-usage")
_NAMES = ("robots", "tdm-reservation", "tdm-policy")
_META = re.compile(rb"<meta\b[^>]*>", re.I)
_ATTRIBUTE = re.compile(rb"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_HEAD_BYTES = 65_536
_RULES_SHOWN = 20


def reuse_signals(
    url: str, headers: Iterable[tuple[bytes, bytes]], body: bytes, site: Mapping[str, Any]
) -> dict[str, Any]:
    """The signals of a response's headers, its meta elements, and the site's robots.txt.

    :param site: what the crawler knows of the site (`Archive.knowledge`)

    >>> reuse_signals("http://a.fr/", [(b"X-Robots-Tag", b"noai")], b'<meta name=robots content="noarchive">', {})
    {'x-robots-tag': ['noai'], 'meta robots': ['noarchive']}
    """
    found: dict[str, Any] = {}
    for name, value in headers:
        key = name.decode("latin-1").lower()
        if key in _HEADERS:
            found.setdefault(key, []).append(value.decode("latin-1"))
    for element in _META.findall(body[:_HEAD_BYTES]):
        pairs = {
            k.lower(): (a or b or c).decode("utf-8", "replace") for k, a, b, c in _ATTRIBUTE.findall(element)
        }
        name = pairs.get(b"name", "").lower()
        if name in _NAMES and pairs.get(b"content"):
            found.setdefault(f"meta {name}", []).append(pairs[b"content"])
    if robots := _robots(url, site):
        found["robots.txt"] = robots
    if reserved := site.get("reuse"):
        found["site"] = reserved
    return found


def _robots(url: str, site: Mapping[str, Any]) -> dict[str, Any] | None:
    """What robots.txt said: its status, when it was asked, the rules for us (of many, their digest)."""
    parts = urlsplit(url)
    kept = (site.get("robots") or {}).get(f"{parts.scheme}://{parts.netloc}")
    if not isinstance(kept, Mapping):
        return None
    rules = kept.get("rules") or []
    shown = {"rules": rules}
    if len(rules) > _RULES_SHOWN:
        shown = {"rules_sha256": hashlib.sha256(json.dumps(rules).encode()).hexdigest()}
    return {"status": kept.get("status"), "fetched": kept.get("fetched"), **shown}
