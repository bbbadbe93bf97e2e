"""Addresses of sites: what is wrong with one, and what a site at it is called."""

import contextlib
import re
import unicodedata
from urllib.parse import urlsplit

__all__ = ["bare_host", "name_from", "same_page", "slug", "url_problem", "whole"]


def url_problem(url: str) -> str | None:
    """What is wrong with an address, and the mend; None where nothing is."""
    if re.search(r"\s", url):
        return "it has a space in it"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return str(error)
    if "//" not in url and not re.match(r"[a-z]+:(?!\d)", url, re.I):
        return f'it has no scheme: write "https://{url.lstrip("/")}"'
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme}: is not a web address: it must begin with https:// or http://"
    if not host or host.startswith(".") or ".." in host or not _is_name(host):
        return "it has no host name"
    if parts.username or parts.password:
        return "a user name or password in it would be kept in the archive: take it out"
    return None


def whole(url: str) -> str:
    """A site's address with a path, without a fragment, its host as the network knows it (IDNA, RFC 3490).

    >>> whole("https://www.l\u00e9cole.fr#top")
    'https://www.xn--lcole-bsa.fr/'
    """
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return parts._replace(netloc=host, path=parts.path or "/", fragment="").geturl()


def name_from(url: str) -> str:
    """A name for the site at an address: its host without `www.` and the public suffix, and its port.

    >>> name_from("https://www.xn--lcole-bsa.fr/"), name_from("https://blog.a.co.uk:8080/")
    ('lecole', 'blog-a-8080')
    """
    import tldextract  # 60 ms, for this alone

    host = bare_host(url)
    found = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)(host)
    words = ".".join(part for part in (found.subdomain, found.domain) if part)
    if not found.suffix and not found.ipv4:  # a top level that is in no list, such as .example
        words = words.rpartition(".")[0]
    port = urlsplit(url).port
    readable = _readable(words or host)
    return (host if found.ipv4 else slug(readable) if re.search("[a-z0-9]", readable) else slug(words)) + (
        f"-{port}" if port else ""
    )


def bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def same_page(one: str, other: str) -> bool:
    left, right = urlsplit(one), urlsplit(other)
    return (bare_host(one), left.port, left.path.strip("/"), left.query) == (
        bare_host(other),
        right.port,
        right.path.strip("/"),
        right.query,
    )


def _is_name(host: str) -> bool:
    try:
        return bool(host.encode("idna"))
    except UnicodeError:
        return False


def _readable(host: str) -> str:
    """A host name in the letters that it was registered with, accents left out."""
    with contextlib.suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    return unicodedata.normalize("NFKD", host).encode("ascii", "ignore").decode()


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "site"
