"""Why an address is no article, in the reader's language: the ledger has it in English.

A message here is the ledger's own words, with `%(name)s` where they vary; what varies may itself be such a
message. Words that are not here are shown as they are.
"""

import re
from functools import lru_cache

from archive.datasette.language import Language

__all__ = ["general", "in_words"]


def _messages(words: Language) -> dict[str, str]:
    """The ledger's words -> the reader's, both with the same places for what varies."""
    _ = words.text
    return {
        # what a page is
        "an article": _("an article"),
        "looks like the site's articles": _("looks like the site's articles"),
        "does not look like the site's articles": _("does not look like the site's articles"),
        "a list, an archive or the home page by its address": _("a list, an archive or the home page by its address"),
        "matches `article` of its entry in sites.toml": _("matches `article` of its entry in sites.toml"),
        "does not match `article` of its entry in sites.toml": _("does not match `article` of its entry in sites.toml"),
        "matches `exclude` of its entry in sites.toml": _("matches `exclude` of its entry in sites.toml"),
        "a picture or a download by its name": _("a picture or a download by its name"),
        "one more feed of the same kind": _("one more feed of the same kind"),
        "pages of the shape %(shape)s led to no articles": _("pages of the shape %(shape)s led to no articles"),
        "a sitemap: %(pages)s pages, %(more)s further sitemaps": _("a sitemap: %(pages)s pages, %(more)s further sitemaps"),
        "a feed: %(entries)s entries": _("a feed: %(entries)s entries"),
        "a list in JSON: %(addresses)s addresses": _("a list in JSON: %(addresses)s addresses"),
        "WordPress: %(posts)s posts": _("WordPress: %(posts)s posts"),
        "it is no %(kind)s": _("it is no %(kind)s"),
        "not a page but %(kind)s": _("not a page but %(kind)s"),
        "it is no list of posts": _("it is no list of posts"),
        "it lists no posts": _("it lists no posts"),
        "waits for the rest of the site": _("waits for the rest of the site"),
        "no article has this number: other numbers show the same": _("no article has this number: other numbers show the same"),
        "no article has this number (HTTP %(status)s)": _("no article has this number (HTTP %(status)s)"),
        "part %(number)s of %(address)s": _("part %(number)s of %(address)s"),
        "another spelling of %(address)s": _("another spelling of %(address)s"),
        "the same article as %(address)s, which it names as its address": _("the same article as %(address)s, which it names as its address"),
        "the same article as %(address)s": _("the same article as %(address)s"),
        "the same text as %(address)s": _("the same text as %(address)s"),
        "sends readers on to %(address)s": _("sends readers on to %(address)s"),
        "redirects to another site (%(address)s)": _("redirects to another site (%(address)s)"),
        "redirects to %(address)s": _("redirects to %(address)s"),
        "the same page as %(address)s, and on this site %(names)s in an address does not matter": _("the same page as %(address)s, and on this site %(names)s in an address does not matter"),
        "%(pages)s pages of %(path)s that differ in their parameters alone showed the text of %(address)s": _("%(pages)s pages of %(path)s that differ in their parameters alone showed the text of %(address)s"),
        "%(origin)s does not answer: asked for as %(address)s": _("%(origin)s does not answer: asked for as %(address)s"),
        # why it could not be had
        "forbidden by robots.txt": _("forbidden by robots.txt"),
        "robots.txt: %(why)s; all is forbidden until it can be read": _("robots.txt: %(why)s; all is forbidden until it can be read"),
        "blocked: %(wall)s": _("blocked: %(wall)s"),
        "answers 200 with a page that says: %(wall)s": _("answers as if all were well, with a page that says: %(wall)s"),
        "challenge": _("a challenge for robots"),
        "consent": _("a consent wall"),
        "paywall": _("a paywall"),
        "login": _("a login page"),
        "error": _("an error page"),
        "parked": _("a page of a domain seller"),
        "script": _("a page without text (it needs JavaScript)"),
        "missing": _("the article is not there"),
        "one page at many addresses": _("one page at many addresses"),
        "HTTP 404": _("page not found (HTTP 404)"),
        "HTTP 410": _("withdrawn by the site (HTTP 410)"),
        "HTTP 403": _("access refused (HTTP 403)"),
        "HTTP 401": _("access refused (HTTP 401)"),
        "HTTP 429": _("too many requests (HTTP 429)"),
        "HTTP 5%(digits)s": _("the site had an error (HTTP 5%(digits)s)"),
        "the last look failed: %(why)s": _("the last look failed: %(why)s"),
        "the last look was poorer than what is kept": _("the last look was poorer than what is kept"),
        "the last look is doubted: %(why)s": _("the last look is doubted: %(why)s"),
        "the same text came at other articles' addresses too": _("the same text came at other articles' addresses too"),
        "the home page came in its place": _("the home page came in its place"),
        "wholly another text came, under another title": _("wholly another text came, under another title"),
        "only the beginning of the text came": _("only the beginning of the text came"),
        "the page was cut short on its way": _("the page was cut short on its way"),
        "a page of it could not be had (%(address)s)": _("a page of it could not be had (%(address)s)"),
        "its name is not known (DNS)": _("its name is not known (DNS)"),
        "it refuses connections": _("it refuses connections"),
        "no answer in time": _("no answer in time"),
        "the answer was cut short": _("the answer was cut short"),
        "no safe connection (TLS)": _("no safe connection (TLS)"),
        "the connection was cut": _("the connection was cut"),
        "the answer was larger than allowed": _("the answer was larger than allowed"),
        "larger than %(size)s MB": _("larger than %(size)s MB"),
        "it is not a web address": _("it is not a web address"),
        "it takes too long to read": _("it takes too long to read"),
        "it is nested too deeply to read": _("it is nested too deeply to read"),
        "it cannot be read (%(error)s)": _("it cannot be read (%(error)s)"),
        "the answer is packed wrongly and cannot be read": _("the answer is packed wrongly and cannot be read"),
        "it is packed in a way that cannot be read here (%(coding)s)": _("it is packed in a way that cannot be read here (%(coding)s)"),
        "no answer (%(why)s)": _("no answer (%(why)s)"),
        "the request failed": _("the request failed"),
        "not asked": _("not asked"),
        "the run was stopped": _("the run was stopped"),
    }  # fmt: skip


@lru_cache(maxsize=8)
def _patterns(code: str) -> list[tuple[re.Pattern[str], str]]:
    """Those with places for what varies, the longest first."""
    known = _messages(Language(code))
    varying = sorted((message for message in known if "%(" in message), key=len, reverse=True)
    return [
        (re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(message)), re.DOTALL), known[message])
        for message in varying
    ]


@lru_cache(maxsize=8)
def _fixed(code: str) -> dict[str, str]:
    return {message: said for message, said in _messages(Language(code)).items() if "%(" not in message}


def in_words(reason: str, words: Language) -> str | None:
    """A reason of the ledger in the reader's language; None when it has no words there.

    >>> in_words("the last look failed: no answer in time", Language("fr"))
    'la dernière visite a échoué : pas de réponse à temps'
    >>> in_words("something new", Language("fr")) is None
    True
    """
    if words.code == "en":
        return _fixed("en").get(reason, reason)
    if reason in (fixed := _fixed(words.code)):
        return fixed[reason]
    for pattern, said in _patterns(words.code):
        if found := pattern.fullmatch(reason):
            return said % {name: in_words(value, words) or value for name, value in found.groupdict().items()}
    return None


def general(reason: str) -> str:
    """A reason without the address it names: those that differ in it are one.

    >>> general("redirects to another site (https://b.example/x)")
    'redirects to another site (…)'
    """
    return re.sub(r"https?://[^\s)]+", "…", reason)
