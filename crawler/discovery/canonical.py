"""One spelling of a URL, and which spellings probably name one document."""

import re
from collections.abc import Container
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

__all__ = ["canonical", "has_more_parameters", "identity", "path_and_query", "registered_host", "same_site"]

# Parameters that say where a reader came from or who they are, never which page is meant.
_TRACKING = re.compile(
    r"""^(?:utm_\w+|utm-\w+|at_(?:medium|campaign|custom\d|creation|variant|link|general|format)|
    fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|epik|
    mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_(?:id|conv)|oly_\w+_id|wickedid|rb_clickid|
    _ga|_gl|_openstat|xtor|xtref|piwik_\w+|matomo_\w+|mtm_\w+|
    pk_(?:campaign|kwd|keyword|source|medium|content|cid|cpn|placement|group|vid|abe|abv)|
    ns_(?:mchannel|source|campaign|linkname|fee|type|ref\w*)|
    phpsessid|phpsess|jsessionid|aspsessionid\w*|asp\.net_sessionid|cftoken|
    replytocom|__cf_chl_\w+)$""",
    re.I | re.X,
)
# Of these the value tells: on some sites a number under the same name is the article's own.
_CAMPAIGNS = frozenset({"share", "ncid", "cmpid", "s_cid"})
_SESSIONS = frozenset({"sid", "session", "sessionid", "session_id"})
_BESIDE = {"nb": "share", "cfid": "cftoken"}  # a number that counts for nothing where the other is there
_SESSION_ID = re.compile(r"(?=\d*[a-z])(?=[a-z]*\d)[a-z\d]{16,}$", re.I)
_SESSION_IN_PATH = re.compile(
    r";(?:(?:jsessionid|phpsessid)=[^/;?]*|sid=(?=\d*[a-z])(?=[a-z]*\d)[a-z\d]{16,}(?=[/;?]|$))|"
    r"/\([A-Z]\([a-z0-9]{20,}\)\)",
    re.I,
)
_SAFE_IN_PATH = "/:@!$&'()*+,;=~-._"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php\d?|aspx?|jsp|shtml|xhtml)$", re.I)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str, base: str | None = None, encoding: str | None = None) -> str | None:
    """The one spelling of a web address that the archive keeps and asks for (RFC 3986, section 6).

    Relative addresses are resolved against `base`. Fragments, tracking parameters and session ids go;
    parameters are sorted; what cannot be asked for (`mailto:`, a host without a name) is None.

    >>> canonical("HTTP://Example.ORG:80/a/../b?utm_source=x&id=2#top")
    'http://example.org/b?id=2'
    >>> canonical("/caf%c3%a9 noir", "https://example.org/")
    'https://example.org/caf%C3%A9%20noir'
    >>> canonical("mailto:me@example.org") is None
    True
    >>> canonical("/é?q=é", "https://example.org/", "windows-1252")
    'https://example.org/%C3%A9?q=%E9'

    :param encoding: of the page that has the link: browsers write a query in it (WHATWG URL, "query state")
    """
    address = re.sub(r"[\t\r\n]", "", url).strip(" \x00\x0b\x0c")
    try:
        parts = urlsplit(urljoin(base, address) if base else address)
        host, port = _host(parts), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    if port and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, _path(parts.path), _query(_in_bytes(parts.query, encoding)), ""))


def identity(url: str) -> str:
    """What a canonical URL has in common with the other usual spellings of the same document.

    Scheme, `www.`, `index.html`, an end slash and letter case of percent signs do not count. Two URLs of one
    identity are asked for once; which of them a site prefers is up to the site.

    >>> identity("https://www.example.org/a/index.html") == identity("http://example.org/a/")
    True
    >>> identity("http://example.org/a?p=1") == identity("http://example.org/a?p=2")
    False
    """
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path).rstrip("/")
    return f"{registered_host(url)}{path}" + (f"?{parts.query}" if parts.query else "")


def has_more_parameters(url: str, other: str) -> bool:
    """Whether a URL is the other one with further parameters.

    >>> has_more_parameters("http://a.fr/x?id=1&sid=7", "http://a.fr/x?id=1")
    True
    >>> has_more_parameters("http://a.fr/x?id=2", "http://a.fr/x?id=1")
    False
    """
    left, right = identity(url).partition("?"), identity(other).partition("?")
    return left[0] == right[0] and set(filter(None, left[2].split("&"))) > set(
        filter(None, right[2].split("&"))
    )


def path_and_query(url: str) -> str:
    """What rules of sites.toml are matched against.

    >>> path_and_query("http://a.fr/actu/4?page=2"), path_and_query("http://a.fr/actu/4")
    ('/actu/4?page=2', '/actu/4')
    """
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def registered_host(url: str) -> str:
    """Host (and port) of a URL without `www.`."""
    return urlsplit(url).netloc.lower().rpartition("@")[2].removeprefix("www.")


def same_site(url: str, home: str) -> bool:
    """Whether a URL lies on the site of `home`: the same host, with or without `www.`.

    >>> same_site("http://www.example.org/a", "https://example.org/")
    True
    >>> same_site("https://shop.example.org/", "https://example.org/")
    False
    """
    return registered_host(url) == registered_host(home)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if not host or re.search(r"[\s<>\"\\^`{|}]", host):
        return ""
    if ":" in host:
        return f"[{host}]"
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return host


def _path(path: str) -> str:
    path = _SESSION_IN_PATH.sub("", path).replace("\\", "/")
    return quote(_decoded(_without_dots(path)), safe=_SAFE_IN_PATH + "%") or "/"


def _query(query: str) -> str:
    parts = [quote(_decoded(part), safe=_SAFE_IN_QUERY + "%") for part in re.split(r"&(?:amp;)?", query)]
    names = {part.partition("=")[0].lower() for part in parts}
    return "&".join(sorted(part for part in parts if part and not _is_about_the_reader(part, names)))


def _in_bytes(query: str, encoding: str | None) -> str:
    """A query with the letters beyond ASCII as percent signs; those that the encoding lacks as `&#233;`, escaped."""
    if query.isascii() or not encoding or encoding.lower().replace("_", "-").startswith(("utf", "unicode")):
        return query
    try:
        written = query.encode(encoding, "xmlcharrefreplace")
    except LookupError:
        return query
    pieces = re.split(rb"(&#\d+;)", written)
    return "".join(
        quote(piece, safe="") if index % 2 else "".join(chr(b) if b < 0x80 else f"%{b:02X}" for b in piece)
        for index, piece in enumerate(pieces)
    )


def _is_about_the_reader(part: str, names: Container[str]) -> bool:
    """Whether a parameter says nothing of the page.

    >>> [_is_about_the_reader(part, ()) for part in ("sid=123", "session=opening-day", "share=12", "nb=4")]
    [False, False, False, False]
    >>> _is_about_the_reader("sid=9f86d081884c7d659a2feaa0c55ad015", ()), _is_about_the_reader("nb=1", {"share"})
    (True, True)

    :param names: of all parameters of its address, in lower case
    """
    name, _, value = part.lower().partition("=")
    if name in _SESSIONS:
        return not value or bool(_SESSION_ID.match(value))
    if name in _CAMPAIGNS:
        return not value.isdigit()
    return bool(_TRACKING.match(name)) or _BESIDE.get(name) in names


def _decoded(text: str) -> str:
    """Percent signs as RFC 3986, 6.2.2 wants them: upper case, and only where they are needed."""

    def one(match: re.Match[str]) -> str:
        byte = int(match[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{match[1].upper()}"

    return re.sub(r"%(?![0-9a-fA-F]{2})", "%25", _PERCENT.sub(one, text))


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4; `//` stays, as some servers mean it."""
    if "/." not in path:
        return path if path.startswith("/") else f"/{path}" if path else "/"
    out: list[str] = []
    segments = path.split("/")
    for segment in segments[1:] if path.startswith("/") else segments:
        if segment == "..":
            if out:
                out.pop()
        elif segment != ".":
            out.append(segment)
    ends_in_folder = segments[-1] in (".", "..")
    return "/" + "/".join(out) + ("/" if ends_in_folder and out else "")
