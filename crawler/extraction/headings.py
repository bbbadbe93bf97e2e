"""Which headings head the text, and which of their words are the headline.

A heading may hold a logo, a place in a breadcrumb or a menu's name; or beside the headline a kicker
above it, a subtitle below, a date, a word such as "Abonnés".
"""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import islice
from typing import TYPE_CHECKING

from crawler.extraction.folding import LINE, folded
from crawler.extraction.metadata import urlsplit_path
from crawler.extraction.tree import strings_in

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "headline_of",
    "is_called_site",
    "is_label",
    "is_marked",
    "is_masthead",
    "is_menu",
    "is_overlay",
    "pieces",
]

# Of classes and the like in small letters: to look for either case takes three times as long.
_MARKED = re.compile(
    r"\b(?:entry|post|article|story|headline|p)-?_?_?(?:title|name|headline)\b|^headline|__(?:headline|title)\b"
)
_INDEX = re.compile(r"(?:^|/)index\.(?:html?|php)$")
NAVIGATION = frozenset({"nav", "footer", "aside", "dialog"})
SHORTEST = 9  # characters of a piece that may be the headline
MANY = 60  # elements of one heading that are looked at

_NO_HEADLINE = re.compile(r"\bbread-?crumbs?|seo-?title|visually-?hidden|sr-only|screen-reader")
_OF_SITE = re.compile(r"(?<![a-z])logo|site-?(?:title|name|branding)|masthead")
_LABELLED = re.compile(
    r"(?<![a-z])(?:category|section|label|badge|rubri(?:k|que)|abo|abonn[ée]s?|premium|paywall)(?![a-z])",
    re.I,
)
#: What stands above or below a headline.
_BESIDE = re.compile(
    r"kicker|over-?line|roof-?line|top-?line|eyebrow|dachzeile|spitzmarke|sur-?titre|sous-?titre|antet[ií]tulo|subt[ií]tulo|occhiello|sottotitolo"
    r"|(?<![a-z])(?:sub|pre|super|over)-?(?:title|headline|heading|line)(?![a-z])"
)
_COOKIES = re.compile(r"cookie|consent|gdpr|rgpd")
_PAGE_TITLE = re.compile(r"\b(?:page|entry|post|article)[-_](?:title|heading)\b")
_MENU = re.compile(
    r"(?:(?:haupt|unter|meta|top|main|site|primary|secondary|menu|menü|menú) ?(?:de |di )?)*"
    r"(?:navigation(?:s ?men[uü])?|navigazione|navegación|navegação|men[uüú]|sprungmarken|search|suche|"
    r"recherche|rechercher|sie sind hier|you are here|vous êtes ici|usted está aquí|breadcrumbs?|fil d ariane|cookies?|newsletter|login|main content|inhaltsverzeichnis)"
)


def is_menu(words: str) -> bool:
    """Do these words only name a menu or a form of the page?

    >>> is_menu("Menu di navigazione"), is_menu("Haupt-Navigations-Menü"), is_menu("Navigation de nuit")
    (True, True, False)
    """
    return bool(_MENU.fullmatch(folded(words)))


def is_marked(heading: etree._Element) -> bool:
    """Is a heading called by its class or in microdata what holds a headline, and not the line above or below it?"""
    names = f"{heading.get('class') or ''} {heading.get('itemprop') or ''}".lower()
    return bool(_MARKED.search(names)) and not _BESIDE.search(names)


def is_label(heading: etree._Element) -> bool:
    """Does a heading stand in a breadcrumb, a menu, or out of sight?"""
    at: etree._Element | None = heading
    for _ in range(5):
        if at is None or at.tag in ("body", "main", "article"):
            return False
        names = _names(at)
        calls_away = _NO_HEADLINE.search(names) or _OF_SITE.search(names)
        if _PAGE_TITLE.search(names) and not calls_away:
            return False  # a banner with the title and, beside it, the breadcrumb
        if calls_away or at.tag in NAVIGATION or at.tag in ("li", "ol", "ul"):
            return True
        at = at.getparent()
    return False


def is_called_site(heading: etree._Element) -> bool:
    """Does the class of a heading, or of what it stands in at once, say that it is the site's name?"""
    parent = heading.getparent()
    return any(_OF_SITE.search(_names(at)) for at in (heading, parent) if at is not None)


def is_masthead(heading: etree._Element, page: str = "/") -> bool:
    """Is a heading one link to the home page, or to a folder that this page is in: the site's or the blog's name?

    :param page: the path of the page's address
    """
    link = heading.find(".//a[@href]")
    if link is None:
        parent = heading.getparent()
        link = parent if parent is not None and parent.tag == "a" else None
    address = link.get("href") or "" if link is not None else "#"
    if "#" in address or not address:
        return False
    path = _INDEX.sub("", urlsplit_path(address)).strip("/")
    below = page.strip("/").removeprefix(f"{path}/") if path else ""
    return not path or (below != page.strip("/") and not below.isdigit())  # /story/2 is a story's second page


def is_overlay(heading: etree._Element) -> bool:
    """Does a heading stand in a dialog or a notice about cookies?"""
    for at in islice((heading, *heading.iterancestors()), 6):
        if at.tag in ("body", "main", "article"):
            return False
        if at.get("role") in ("dialog", "alertdialog") or at.get("aria-modal") == "true":
            return True
        if _COOKIES.search(_names(at)):
            return True
    return False


def _names(element: etree._Element) -> str:
    """The class and id of an element, in small letters."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip().lower()


def headline_of(heading: etree._Element, words: str, stated: Set[str], shared: str = "") -> str:
    """The words of a heading that the page states as its name, where they are one end of it.

    >>> from lxml import etree
    >>> h1 = etree.fromstring("<h1><small>Tunisie</small> La grève est finie</h1>")
    >>> headline_of(h1, "Tunisie La grève est finie", {"la grève est finie"})
    'La grève est finie'

    :param stated: the names of the page by its metadata, folded
    :param shared: the one that readers share (og:title): a kicker that it leaves out is none of the headline,
        though other metadata have it
    """
    whole = folded(words)
    if not len(heading) or whole == shared or (whole in stated and not shared):
        return words
    parts = pieces(heading)
    wanted = {shared} if whole in stated else stated
    for at in range(1, len(parts)):
        for run in (" ".join(parts[at:]), " ".join(parts[:at])):
            if SHORTEST <= len(run) <= LINE and folded(run) in wanted:
                return run.strip(" :|–—-")
    return _without_labels(heading) or words


def _without_labels(heading: etree._Element) -> str:
    """The words outside elements called a kicker, a subtitle, a section's name or a word for subscribers;
    "" where there are no such elements.

    >>> from lxml import etree
    >>> _without_labels(etree.fromstring("<h1><span class='category'>Social</span> La grève est finie</h1>"))
    'La grève est finie'
    """
    called = {child: (child.get("class") or "").lower() for child in heading}
    labels = {child for child, names in called.items() if _LABELLED.search(names) or _BESIDE.search(names)}
    if not labels:
        return ""
    parts = [heading.text or ""]
    for child in heading:
        parts += [*(() if child in labels else map(str, child.itertext())), child.tail or ""]
    rest = " ".join(" ".join(parts).split())
    return rest if len(rest) >= SHORTEST else ""


def pieces(heading: etree._Element) -> list[str]:
    """The texts of a heading, parted where elements begin and end."""
    return [words for text in strings_in(heading)[:MANY] if (words := " ".join(text.split()))]
