"""An address that leads to another one: has the page moved, or is that but a door in front of it (login, consent)?"""

import re
from urllib.parse import unquote, urlsplit

from crawler.discovery.canonical import registered_host, same_site

__all__ = ["DOORS", "door", "is_gate"]

# The parameter in which a gate is told where to send its readers afterwards (OAuth, CAS, SAML, consent managers).
_WAY_BACK = re.compile(
    r"(?:^|&)(?:return|redirect|next|continue|target|service|goto|back|dest|relaystate)\w*=(?:https?:|/)",
    re.I,
)
_WORDS = {
    "login": r"log-?in|sign-?in|connexion|anmelden|anmeldung|sso|cas|saml2?|oauth2?|openid[\w-]*|account/login",
    "consent": r"(?:cookie-?|privacy-?)?consent|cookie-?wall|privacy-?gate",
    "challenge": r"captcha|challenge|cdn-cgi/\S+|are-you-(?:a-)?(?:human|robot)",
}
_DOORS = {kind: re.compile(rf"/(?:{words})(?:[/.]|$)", re.I) for kind, words in _WORDS.items()}

DOORS = tuple(_DOORS)
"""What stands before a page for a while or for some readers, as `Article.wall` names it."""


def door(url: str, asked: str) -> str | None:
    """What kind of door an address is that another one of its site leads to; None where it is none.

    >>> door("https://a.fr/consent?return=/news/1", "https://a.fr/news/1"), door("https://a.fr/login", "https://a.fr/")
    ('consent', 'login')
    >>> door("https://a.fr/members?next=%2Fnews%2F1", "https://a.fr/news/1")
    'login'
    >>> door("https://a.fr/stories/1", "https://a.fr/news/1"), door("https://a.fr/login/", "https://a.fr/login")
    (None, None)
    """
    there, here = urlsplit(url), urlsplit(asked)
    for kind, words in _DOORS.items():
        if words.search(there.path) and not words.search(here.path):
            return kind
    way_back = _WAY_BACK.search(unquote(there.query))
    to = unquote(there.query)[way_back.end() - 1 :] if way_back else ""
    leads_back = len(here.path) > 1 and unquote(here.path) in to and there.path != here.path
    return "login" if leads_back else None


def is_gate(url: str, home: str) -> bool:
    """Whether an address that a home page redirects to is a login or a consent page of another site.

    >>> is_gate("https://consent.example/collect?return=https%3A%2F%2Fa.fr%2F", "https://a.fr/")
    True
    >>> is_gate("https://www.a-new.fr/", "https://a.fr/"), is_gate("https://a.fr/login?next=/", "https://a.fr/")
    (False, False)
    >>> is_gate("https://www.a-new.fr/?utm_source=a.fr", "https://a.fr/")
    False
    """
    if same_site(url, home):
        return False
    parts = urlsplit(url)
    said = unquote(parts.query)
    leads_home = re.search(rf"https?://(?:[\w-]+\.)*{re.escape(registered_host(home))}(?![\w.-])", said)
    return bool(
        leads_home or _WAY_BACK.search(said) or any(words.search(parts.path) for words in _DOORS.values())
    )
