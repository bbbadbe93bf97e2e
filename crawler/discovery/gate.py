"""A home page that sends its readers on to another site: has the paper moved, or is that but a gate in front of it?"""

import re
from urllib.parse import unquote, urlsplit

from crawler.discovery.canonical import registered_host, same_site

__all__ = ["is_gate"]

# The parameter in which a gate is told where to send its readers afterwards (OAuth, CAS, SAML, consent managers).
_WAY_BACK = re.compile(
    r"(?:^|&)(?:return|redirect|next|continue|target|service|goto|back|dest|relaystate)\w*=(?:https?:|/)",
    re.I,
)
_DOORS = re.compile(
    r"/(?:log-?in|sign-?in|connexion|anmelden|sso|cas|saml2?|oauth2?|openid[\w-]*|consent|cookie-?wall)(?:[/.]|$)",
    re.I,
)


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
    return bool(leads_home or _WAY_BACK.search(said) or _DOORS.search(parts.path))
