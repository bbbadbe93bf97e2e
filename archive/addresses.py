"""A web address that a reader looks for: which article it leads to, or what the ledger has about it.

It is looked up as it is written, with and without `www.`, `https`, the slash at its end and what links from
newsletters and social networks hang on to it. What address an article goes by is not decided here.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from archive.rows import cursor

__all__ = ["Address", "look_up", "spellings"]

_MOST_CHARACTERS = 2_000
_ADDRESS = re.compile(
    r"""(?P<sure>https?://|(?=www\.))?(?P<host>(?:[\w-]+\.)+[^\W\d_]{2,}|localhost)(?P<port>:\d{1,5})?
        (?P<rest>[/?#]\S*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_FOLLOWS_READERS = re.compile(
    r"(?:utm|at|mtm|pk)[_-]\w+|\w*clid|gclsrc|igsh(?:id)?|mc_[ce]id|xtor|_hs(?:enc|mi)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Address:
    """What the archive knows of a web address.

    :ivar url: as the ledger has it, else as it was typed
    :ivar article: the number of the article that it leads to
    :ivar site: the site it belongs to; None: no site of the archive
    :ivar state: its state in the ledger; None: it was never found
    :ivar reason: why, in the ledger's words
    """

    url: str
    article: int | None = None
    site: str | None = None
    state: str | None = None
    reason: str | None = None


def look_up(db: sqlite3.Connection, text: str) -> Address | None:
    """What the archive knows of the address that a text is; None where it is words to search for."""
    found = _read(text)
    if not found:
        return None
    wanted = list(spellings(text))
    marks = ",".join("?" * len(wanted))
    for url, article, site in cursor(
        db, f"select url, id, site from articles where url in ({marks})", wanted
    ):
        return Address(url, article, site, "article")
    ledger = (
        "select u.url, a.id, u.site, u.state, u.reason from urls u left join articles a on a.id = u.article_id"
        f" where u.url in ({marks})"
    )
    for row in sorted(cursor(db, ledger, wanted), key=lambda row: (row[1] is None, wanted.index(row[0]))):
        return Address(*row)
    host = _bare(found["host"])
    site = next((name for name, url in cursor(db, "select name, url from sites") if _host(url) == host), None)
    if not found["sure"] and not (site and found["rest"]):
        return None  # `lemonde.fr`, `asp.net`, `C.V/lettre`
    return Address(text.strip(), site=site)


def spellings(text: str) -> Iterator[str]:
    """An address in every way the ledger may have it, the likeliest first.

    >>> list(spellings("a.fr/1?utm_source=x"))[:3]
    ['https://www.a.fr/1?utm_source=x', 'http://www.a.fr/1?utm_source=x', 'https://a.fr/1?utm_source=x']
    >>> "https://a.fr/1/" in spellings("HTTP://www.A.fr/1?utm_source=x#top"), list(spellings("a strike"))
    (True, [])
    """
    found = _read(text)
    if not found:
        return
    host = _bare(found["host"]) + (found["port"] or "")
    parts = urlsplit(f"//{host}{found['rest'] or ''}")
    ends = dict.fromkeys((parts.path, parts.path.rstrip("/"), parts.path.rstrip("/") + "/"))
    paths = dict.fromkeys(path for end in ends for path in (end, _escaped(end), unquote(end)))
    queries = dict.fromkeys((parts.query, _without_followers(parts.query)))
    for query, path, www, scheme in product(queries, paths, ("www.", ""), ("https", "http")):
        yield f"{scheme}://{www}{host}{path}{'?' if query else ''}{query}"


def _read(text: str) -> re.Match[str] | None:
    return _ADDRESS.fullmatch(text.strip(" \t\r\n<>\"'«»“”,;")) if len(text) <= _MOST_CHARACTERS else None


def _escaped(path: str) -> str:
    return quote(unquote(path), safe="/:@!$&'()*+,;=-._~")


def _without_followers(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _FOLLOWS_READERS.fullmatch(name)]
    return query if kept == pairs else urlencode(kept)


def _host(url: str) -> str:
    return _bare(urlsplit(url).hostname or "")


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
