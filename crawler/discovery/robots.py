"""robots.txt (RFC 9309): what a file says to us. Pure: bytes in, rules out.

Protego is close, but leaves the standard where it matters to a site that names us: it matches `Kios` with
`Kiosque`, takes `$` in the middle of a path for the end as well, lets `Allow: /index.html` open `/`, and tells
`/` from `%2F` in a query. So the file is read here, and Protego checks us in the tests.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

__all__ = ["MAX_BYTES", "NO_RULES", "Robots", "Rule", "parse_robots"]

MAX_BYTES = 500 * 1024
"""What of a file must be read (section 2.5); we read no more."""

PRODUCT = "kiosque"

# Spelled as people spell them; only what forbids is read generously.
_DIRECTIVES = {
    "user-agent": "user-agent",
    "useragent": "user-agent",
    "user agent": "user-agent",
    "allow": "allow",
    "disallow": "disallow",
    "dissallow": "disallow",
    "dissalow": "disallow",
    "disalow": "disallow",
    "diasllow": "disallow",
    "disallaw": "disallow",
    "crawl-delay": "crawl-delay",
    "crawl delay": "crawl-delay",
    "crawldelay": "crawl-delay",
    "sitemap": "sitemap",
    "site-map": "sitemap",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line.

    :param path: the pattern, percent-encoded the one way that paths are compared in; `*` and a last `$` are special
    """

    path: str
    allow: bool

    def matches(self, path: str) -> bool:
        """Whether the rule speaks of a path that `comparable` has spelled."""
        anchored = self.path.endswith("$")
        first, *rest = self.path.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if not rest:
            return not anchored or len(path) == len(first)
        at = len(first)
        for part in rest[:-1]:  # the earliest place of each part leaves the most for those after it
            if (found := path.find(part, at)) < 0:
                return False
            at = found + len(part)
        last = rest[-1]
        return path.endswith(last) and len(path) - len(last) >= at if anchored else path.find(last, at) >= 0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a robots.txt says to us.

    :param rules: of the groups that name us, or else of those for `*`
    :param crawl_delay: seconds between two requests, where it asks for it
    :param sitemaps: absolute addresses, in the file's order
    """

    rules: tuple[Rule, ...] = ()
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether we may fetch a URL: the longest rule that matches decides, Allow where two are as long.

        >>> robots = parse_robots(b"User-agent: *\\nDisallow: /a\\nAllow: /a/b$", "http://x.example/robots.txt")
        >>> [robots.allows("http://x.example" + path) for path in ("/a/b", "/a/b/c", "/c")]
        [True, False, True]
        """
        path = comparable(_path(url))
        if path == "/robots.txt":  # section 2.2.2: implicitly allowed
            return True
        matching = [(len(rule.path), rule.allow) for rule in self.rules if rule.matches(path)]
        return max(matching)[1] if matching else True


NO_RULES = Robots()
"""What an empty robots.txt says."""


def parse_robots(body: bytes, url: str, product: str = PRODUCT) -> Robots:
    """The rules of a robots.txt for one product token.

    Read to the last whole line within 500 kB; lines that are no records are passed over (section 2.2.4).

    :param url: where the file is, for sitemaps that are given by path alone
    :param product: the token that groups name, without a version
    """
    ours, everyones, sitemaps = _Group(), _Group(), list[str]()
    current: list[_Group] = []
    in_agents = False
    for directive, value in _records(body):
        if directive == "user-agent":
            current = current if in_agents else []
            in_agents = True
            current += [
                group for group in _addressed(value, product, ours, everyones) if group not in current
            ]
        elif directive == "sitemap":
            sitemaps.append(urljoin(url, value))
        elif directive == "crawl-delay":
            for group in current:
                group.crawl_delay = _seconds(value) if _seconds(value) is not None else group.crawl_delay
        else:
            in_agents = False
            for group in current:
                group.rules += [Rule(comparable(value, pattern=True), directive == "allow")] if value else []
    group = ours if ours.named else everyones
    return Robots(tuple(dict.fromkeys(group.rules)), group.crawl_delay, tuple(dict.fromkeys(sitemaps)))


def comparable(path: str, *, pattern: bool = False) -> str:
    """A path and query spelled the one way in which they are compared (section 2.2.2).

    What needs no escape has none; all else has one, in upper case. `/` separates only before the `?`.

    >>> comparable("/foo/bar?baz=https://foo.bar"), comparable("/%62%61%7a/ツ")
    ('/foo/bar?baz=https%3A%2F%2Ffoo.bar', '/baz/%E3%83%84')

    :param pattern: `*` and a last `$` are special and stay
    """
    anchor = "$" if pattern and path.endswith("$") else ""
    spelled, in_query = [], False
    for found in _OCTET.finditer(path.removesuffix(anchor).encode("utf-8", "surrogatepass")):
        octet = found[0]
        char = chr(int(octet[1:], 16)) if len(octet) == 3 else octet.decode("latin-1")
        plain = len(octet) == 1
        keep = (
            char in _UNRESERVED
            or ((plain and char in "=&") or (plain and not in_query and char in "/?"))
            or (pattern and plain and char == "*")
        )
        spelled.append(char if keep else f"%{ord(char):02X}")
        in_query = in_query or (plain and char == "?")
    return "".join(spelled) + anchor


_OCTET = re.compile(rb"%[0-9A-Fa-f]{2}|.", re.S)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class _Group:
    """The rules for one addressee, from however many groups."""

    def __init__(self) -> None:
        self.named = False
        self.rules: list[Rule] = []
        self.crawl_delay: float | None = None


def _addressed(value: str, product: str, ours: _Group, everyones: _Group) -> Iterable[_Group]:
    """Whom a User-agent line speaks to: us, everyone, or others (section 2.2.1)."""
    if value == "*" or value.startswith("* "):
        return [everyones]
    token = re.match(r"[A-Za-z_-]*", value)
    if token and token[0].lower() == product:
        ours.named = True
        return [ours]
    return []


def _records(body: bytes) -> Iterator[tuple[str, str]]:
    """The lines that are records, as (directive, value)."""
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r"), 0)]
    text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    for line in re.split(r"[\r\n]+", text):
        line = line.partition("#")[0].replace("\0", "").strip(" \t")
        name, colon, value = line.partition(":")
        directive = _DIRECTIVES.get(name.strip(" \t").lower()) if colon else None
        if directive is None:  # "Disallow /private": the colon is missing
            name, _, value = line.partition(" ")
            directive = _DIRECTIVES.get(name.lower())
        if directive:
            yield directive, value.strip(" \t")


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value.split()[0].replace(",", "."))
    except (ValueError, IndexError):
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _path(url: str) -> str:
    """Path and query of a URL, as it is written: urlsplit would drop an empty query."""
    found = re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^#]*)", url)
    path = found[1] if found else ""
    return path if path.startswith("/") else f"/{path}"
