"""Where a link leads: is it a page of this publisher's, and may it be an article at all?"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

__all__ = ["Here", "is_share_address", "registrable"]

#: Labels below a country's domain under which others register.
_SECOND_LEVELS = frozenset("ac asso co com edu go gob gouv gov gub gv ltd ne net nom or org plc sch".split())
#: Services under whose names publishers have subdomains of their own.
_SHARED = frozenset(
    "blogspot.com wordpress.com github.io gitlab.io netlify.app vercel.app pages.dev web.app firebaseapp.com herokuapp.com"
    " substack.com medium.com tumblr.com typepad.com over-blog.com overblog.com canalblog.com hautetfort.com eklablog.com"
    " free.fr wixsite.com weebly.com squarespace.com jimdo.com ghost.io hypotheses.org livejournal.com altervista.org"
    " wikidot.com fandom.com neocities.org surge.sh readthedocs.io azurewebsites.net cloudfront.net amazonaws.com".split()
)

#: A path in small letters that has one of these as a whole segment lists articles, or serves the reader, in some language.
_NO_ARTICLE_SEGMENT = re.compile(
    r"/(tags?|tags[-_]\d+(?:\.\w{2,5})?|tagged|taxonomy|mots?|mots?-cles?|mot-cle|etiquetas?|etiqueta|schlagwort|schlagworte|keywords?|topics?|temas|tematy|themen"
    r"|thema|authors?|auteurs?|autor|autores|autoren|autori|autore|autorzy|redacteurs?|journalistes?|byline|profile|profil|user|users"
    r"|categor(y|ies|ie|ia|ias)|kategorien?|kategoria|rubriques?|rubrik|rubriken|search|recherche|suche|buscar?|busqueda|cerca|szukaj|zoeken"
    r"|login|log-in|signin|sign-in|signup|sign-up|connexion|inscription|register|registrieren|anmelden|account|mon-compte|konto"
    r"|subscribe|subscriptions?|donate|donations?|spenden|faire-un-don|donar|doar|abo|abos|abonnements?|s-abonner|abonnieren|suscripcion|newsletters?|[a-z-]*-(newsletters?|preferences)|feed|feeds|rss|sitemap"
    r"|contact|contacts|kontakt|contacto|about|about-us|a-propos|impressum|mentions-legales|aviso-legal|aviso-de-privacidad|politica-de-privacidade?|politica-de-cookies|terms|terms-of-(use|service)|terms-and-conditions"
    r"|cgu|cgv|agb|nutzungsbedingungen|disclaimer|legal|note-legali|datenschutz|privacy|privacy-policy|cookies"
    r"|shop|boutique|store|tienda|loja|team|equipe|redaktion|redaction|redaccion|staff|people|contributors|contributor"
    r"|static|wp-login\.php|wp-admin|wp-content|cdn-cgi|share|sharer|print|imprimer|drucken|amp/share|comment-page-\d+"
    r"|page/\d+)(/|$)|^/\d{4}(/\d{1,2}){0,2}$"
)
#: Of those, what an article may be about where the next segment is a headline: `/privacy/how-they-follow-your-phone`.
_SUBJECTS = frozenset("datenschutz privacy cookies legal people team staff equipe".split())
_HEADLINE = 3  # hyphens
_FRONTS = ("/", "/archive", "/archives")  # of a site
_FILE = re.compile(
    r"\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|pdf|docx?|xlsx?|pptx?|odt|zip|gz|rar|mp3|mp4|m4a|ogg|webm|avi|mov"
    r"|xml|rss|atom|ics|css|epub)$",
    re.I,
)
_NO_ARTICLE_QUERY = re.compile(
    r"(^|&)(s|q|query|search|share|replytocom|print|paged|action|login|redirect_to|tag|cat|author|page_id)=",
    re.I,
)
_NUMBER = re.compile(r"([^=]*=)?\d+|[^=]*\d")
_ORIGIN = re.compile(r"^https?://([^/?#]*)", re.I)
#: Hosts of a publisher's other services, by their first label.
_SERVICE = re.compile(
    r"https?://(?:jobs?|emplois?|stellen\w*|karriere|courses?|shops?|boutique|store|tienda|loja|abo|abonnements?|subscriptions?|accounts?|login|newsletters?|tickets?)\.",
    re.I,
)
_SLUG = re.compile(r"\d{3}|[-_][^/]*[-_]|\.s?html?$|,\d")
_NO_LINK = ("#", "javascript:", "mailto:", "tel:", "data:", "about:", "whatsapp:", "sms:", "fb-messenger:")


#: Where networks take a link to be shared, or to be sent or kept.
_SHARE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share\b|dialog/|v\d)|(?:twitter|x)\.com/(?:intent/|share\b|home\?status)"
    r"|linkedin\.com/(?:share|cws/|feed/\?share)|pinterest\.\w+/pin/create|reddit\.com/(?:submit|r/\w+/submit)|tumblr\.com/(?:share|widgets/share)"
    r"|whatsapp\.com/send|wa\.me/\?|t\.me/share|telegram\.me/share|plus\.google\.com/share|getpocket\.com/(?:save|edit)|flipboard\.com/bookmarklet"
    r"|xing\.com/(?:spi/shares|social/share|app/user\?op=share)|vk\.com/share|vkontakte\.ru/share|ok\.ru/(?:dk\?st\.cmd|offer)|connect\.(?:ok|mail)\.ru|news\.ycombinator\.com/submitlink"
    r"|bsky\.app/intent|threads\.net/intent|(?:b\.)?hatena\.ne\.jp/(?:add|entry)|social-plugins\.line\.me|line\.me/R/msg|service\.weibo\.com/share|buffer\.com/add|bufferapp\.com/add|digg\.com/submit|mix\.com/add|addtoany\.com/|addthis\.com/)",
    re.I,
)


def is_share_address(url: str) -> bool:
    """Does an absolute URL lead to where a network takes links, as share buttons do?

    >>> is_share_address("https://twitter.com/intent/tweet?url=x"), is_share_address("https://twitter.com/jane/status/1")
    (True, False)
    """
    return _SHARE.match(url) is not None


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The domain that a publisher registered, by a short rule instead of the whole Public Suffix List.

    Under a country's domain a second label of the usual kinds (`co.uk`, `com.br`, `gouv.fr`) belongs to
    the suffix, and so do the names of services that give each publisher a subdomain.

    >>> registrable("www.lemonde.fr"), registrable("www.bbc.co.uk"), registrable("a.blogspot.com")
    ('lemonde.fr', 'bbc.co.uk', 'a.blogspot.com')
    >>> registrable("127.0.0.1:80"), registrable("u@WWW.Example.org.")
    ('127.0.0.1', 'example.org')
    """
    host = host.rpartition("@")[2].lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    labels = host.partition(":")[0].rstrip(".").split(".")
    if labels[-1].isdigit():
        return ".".join(labels)
    is_long = len(labels) > 2 and (
        (len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS) or ".".join(labels[-2:]) in _SHARED
    )
    return ".".join(labels[-3:] if is_long else labels[-2:])


def _split(url: str) -> tuple[str, str]:
    """Path without its last slash, and query, of an absolute URL."""
    rest = url.partition("#")[0].partition("://")[2]
    path, _, query = rest.partition("?")
    return "/" + path.partition("/")[2].rstrip("/"), query


class Here:
    """A page's place on the web: makes its links absolute, and judges where they lead."""

    def __init__(self, url: str, base: str | None = None) -> None:
        self.url, self.base = url, base or url
        match = _ORIGIN.match(self.base)
        self.origin = match[0] if match else ""
        self.scheme = self.base.partition(":")[0]
        own = _ORIGIN.match(url)
        self.domain = registrable(own[1]) if own else ""
        self.path, self.query = _split(url)
        own = _NO_ARTICLE_SEGMENT.search(self.path.lower())
        self._known: dict[str, str | None] = {}
        self.segment = own[1] if own else None  # no sign against others: this page has it too
        self.keys = {part.partition("=")[0].lower() for part in self.query.split("&")}  # nor are these

    def absolute(self, href: str) -> str | None:
        """The http(s) URL that a link as written leads to, its fragment left out; None where it leads to none.

        >>> here = Here("https://a.fr/b/c")
        >>> [here.absolute(x) for x in ("../d#e", "/f", "//g.fr/", "#top", "mailto:x@y.z", "https://")]
        ['https://a.fr/d', 'https://a.fr/f', 'https://g.fr/', None, None, None]
        """
        if href not in self._known:  # each is asked for two or three times
            self._known[href] = self._absolute(href)
        return self._known[href]

    def _absolute(self, href: str) -> str | None:
        href = href.strip()
        if not href or href[:13].lower().startswith(_NO_LINK):
            return None
        if href[0] == "/" and href[1:2] not in ("/", "\\") and "/." not in href:
            url = self.origin + href
        elif href.startswith(("http://", "https://")):
            url = href
        else:
            try:
                url = urljoin(self.base, href)
            except ValueError:
                return None
        url = url.partition("#")[0]
        if any(char in url for char in "\n\r\t"):
            url = url.replace("\n", "").replace("\r", "").replace("\t", "")
        match = _ORIGIN.match(url)
        return url.replace(" ", "%20") if match and match[1] else None

    def is_same_site(self, url: str) -> bool:
        """Does an absolute URL lead to this page's publisher?"""
        match = _ORIGIN.match(url)
        return match is not None and registrable(match[1]) == self.domain

    def may_be_article(self, url: str, words: int) -> bool:
        """May an absolute URL of this site be another article?

        Not this page, nor a section it lies in, nor what its path says is a list, a form or a file.

        :param words: how many the link shows; a long headline makes up for a path that says little
        """
        if _SERVICE.match(url) and not _SERVICE.match(self.url):
            return False
        path, query = _split(url)
        if path == self.path and (not query or not self.query or _key(query) == _key(self.query)):
            return False
        if not query and path.endswith(_FRONTS):
            return False
        if self.path.startswith(path + "/"):
            return False
        segment = _NO_ARTICLE_SEGMENT.search(path.lower())
        if (
            (segment and not self._is_section(segment[1], path))
            or _FILE.search(path)
            or (query and (key := _NO_ARTICLE_QUERY.search(query)) and key[2].lower() not in self.keys)
        ):
            return False
        if _SLUG.search(path) or (query and (self.query or any(map(str.isdigit, query)))):
            return True
        return words >= 4 and not (path.count("/") == 1 and self.path.count("/") > 2)

    def _is_section(self, segment: str | None, path: str) -> bool:
        """Is a segment that speaks against an article the section of one: this page has it too, or a headline follows?"""
        if segment and segment == self.segment:
            return True
        last = path.rpartition("/")[2]
        return segment in _SUBJECTS and last.count("-") + last.count("_") >= _HEADLINE


def _key(query: str) -> list[str]:
    """What of a query may name an article: its numbers, as values or (SPIP's `?article12`) alone."""
    return [
        part
        for part in query.split("&")
        if _NUMBER.fullmatch(part)
        and not part.lower().startswith(("page=", "paged=", "start=", "offset=", "utm"))
    ]
