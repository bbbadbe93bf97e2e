"""What a page links to: other pages, its feeds, the next page of a listing, its language versions."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.discovery.canonical import canonical, identity, path_and_query, same_site

__all__ = ["PageLink", "PageLinks", "is_plumbing", "looks_binary", "page_links", "page_number"]

MAX_LINKS = 3000  # of one page; an archive of ten years has fewer

# Downloads and pictures; text formats are left out: /post/vue.js and /faq.md are articles somewhere.
_BINARY = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|heic|mp[34]|m4[av]|og[gva]|opus|wav|flac|web[am]|mov|avi|mkv|"
    r"pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|epub|mobi|ics|vcf|zip|gz|tgz|bz2|xz|7z|rar|tar|dmg|exe|msi|deb|rpm|apk|iso|"
    r"woff2?|ttf|eot|css|kmz?|gpx|csv|whl|gem|jar|torrent|asc|sig|swf|psd|ai)$",
    re.I,
)
# Addresses of letters and of other hosts that lack their `mailto:` or `https://`: relative links to nowhere.
_MISWRITTEN = re.compile(
    r"^[^/?#]*[\w.+-]@[\w-]+(?:\.[\w-]+)+\W*$|^(?:[\w-]+\.)+(?:com|org|net|eu|fr|de|es|it|uk|be|ch|ca|gov|edu|info)(?:/|$)|"
    r"^(?!https?:)[^?]*https?:/",
    re.I,
)
# Doors of well-known systems behind which no article lies: sign-in, comments, carts, editing, sharing.
_PLUMBING = re.compile(
    r"""^/(?:wp-(?:admin|login|content|includes|cron|signup|comments)|cdn-cgi|xmlrpc\.php|_next|__|\.well-known)\b|
    /(?:trackback|login|signin|logout|register|cart|checkout|my-account|mon-compte|panier)/?$|
    [?&](?:replytocom|add-to-cart|print|printable|oldid|diff|
    action=(?:edit|history|info|raw|render|purge|delete|log(?:in|out)|register|lostpassword|submit|print|cart|add)|veaction|redirect_to|preview|attachment_id|
    like_comment|unapproved|rsd|doing_wp_cron|format=(?:pdf|print|json|feed|amp)|output=amp|amp)(?:=|&|$)|
    /wp-json/""",
    re.I | re.X,
)
_NEXT_WORDS = re.compile(
    r"^\W*(?:next(?: page)?|older(?: posts| entries| articles)?|previous posts|page suivante|suivante?s?|"
    r"articles? (?:plus anciens|précédents)|(?:voir|afficher|charger) (?:plus|la suite)(?: d['’]\w+)?|load more|"
    r"(?:show|view|read|see) more(?: \w+)?|plus d['’](?:articles|actualités)|siguientes?|(?:página |entradas )(?:siguientes?|anteriores)|"
    r"ver más|cargar más|nächste(?: seite)?|ältere(?: beiträge)?|mehr laden|weiter|próxima|seguinte|mais antigas|"
    r"successiv[oa]|avanti|volgende|下一[页頁]|次のページ|次へ|więcej|далее)\W*$",
    re.I,
)
_NUMBERED = re.compile(
    r"^(?P<head>.*?(?:/page[/_-]?|/p/|/index[_-]?|/seite/|/pagina/|[?&](?:page|paged|p|pg|pagina|seite|offset|start|from|skip|"
    r"startat|cpage|pageno|page_?num(?:ber)?|debut_\w+|\w+_page)=))(?P<number>\d{1,6})(?P<tail>(?:\.\w{2,5})?/?(?:[?&].*)?)$",
    re.I,
)
_WORDPRESS_POST = re.compile(r"^https?://[^/]+/(?:index\.php)?\?p=\d+$", re.I)
_REFRESH = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'>]+)", re.I)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_FEED_ADDRESS = re.compile(
    r"/(?:feeds?|rss|atom)/?$|/(?:feed|rss|atom|index)\.(?:xml|rss|atom|json)$|\.(?:rss|atom)(?:\.xml)?$|"
    r"[?&](?:feed|format|type)=(?:rss2?|atom|feed)|/feeds?/[\w./-]+\.xml$|/rss\.(?:php|xml|aspx)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """An internal link: canonical address, its words (at most 160 characters), whether `rel=nofollow`."""

    url: str
    text: str
    nofollow: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Everything that a page says about other pages of its site.

    :param next: the following pages of a listing that it names (`rel=next`, "page suivante", numbers)
    :param refresh: where `<meta http-equiv=refresh>` sends a reader at once
    :param versions: language versions (`hreflang`)
    """

    links: tuple[PageLink, ...] = ()
    next: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    canonical: str | None = None
    refresh: str | None = None
    nofollow: bool = False
    wordpress: str | None = None


def page_links(root: _Element, url: str, encoding: str | None = None) -> PageLinks:
    """Read a parsed page's links; addresses outside the site are left out (but for `canonical`).

    :param encoding: the page's own, in which its addresses' queries are meant
    """
    base = _base(root, url)
    head = _HeadLinks(root, base, url, encoding)
    links: dict[str, PageLink] = {}
    following: dict[str, None] = dict.fromkeys(head.next)
    feeds: dict[str, None] = dict.fromkeys(head.feeds)
    for anchor in root.iter("a", "area"):
        href = anchor.get("href")
        if not href or href[0] == "#" or href[:11].lower() in ("javascript:",) or len(href) > 2000:
            continue
        target = None if _MISWRITTEN.search(href) else canonical(href, base, encoding)
        if target is None or not same_site(target, url):
            continue
        if _FEED_ADDRESS.search(target):
            feeds.setdefault(target)
            continue
        rel = (anchor.get("rel") or "").lower().split()
        text = _words(anchor)
        old = links.get(target)
        if old is None and len(links) < MAX_LINKS:
            links[target] = PageLink(target, text, "nofollow" in rel)
        elif old and len(text) > len(old.text):
            links[target] = PageLink(target, text, old.nofollow and "nofollow" in rel)
        if "next" in rel or _NEXT_WORDS.match(text) or _is_numbered_sibling(target, text, url):
            following.setdefault(target)
    for frame in root.iter("frame"):  # a frameset has no links of its own
        target = canonical(frame.get("src") or "", base)
        if target and same_site(target, url):
            links.setdefault(target, PageLink(target, frame.get("name") or ""))
    for target in _more_buttons(root, base, url):
        links.setdefault(target, PageLink(target, ""))
        following.setdefault(target)
    links.pop(url, None)
    return PageLinks(
        tuple(links.values()),
        tuple(target for target in following if target != url),
        tuple(feeds),
        tuple(head.versions),
        head.canonical,
        head.refresh,
        "nofollow" in head.robots or "none" in head.robots,
        head.wordpress,
    )


def page_number(url: str) -> tuple[str, int] | None:
    """The listing that a URL is one page of, and which; None where its address does not say.

    >>> page_number("http://a.fr/news/page/3/")
    ('http://a.fr/news/page/{n}/', 3)
    >>> page_number("http://a.fr/2024/03/") is None
    True
    """
    match = None if _WORDPRESS_POST.search(url) else _NUMBERED.match(url)
    return (f"{match['head']}{{n}}{match['tail']}", int(match["number"])) if match else None


def looks_binary(url: str) -> bool:
    """Whether an address ends like a picture or a download. No proof: `/actu/425/icon.png` can be a page."""
    return bool(_BINARY.search(urlsplit(url).path))


def is_plumbing(url: str) -> bool:
    """Whether an address is a well-known door to sign-in, editing, sharing or a shop's cart."""
    return bool(_PLUMBING.search(path_and_query(url)))


class _HeadLinks:
    """`<link>` and `<meta>` of a page: few elements, read once."""

    def __init__(self, root: _Element, base: str, url: str, encoding: str | None = None) -> None:
        self.next: list[str] = []
        self.feeds: list[str] = []
        self.versions: list[str] = []
        self.canonical: str | None = None
        self.refresh: str | None = None
        self.wordpress: str | None = None
        self.robots = ""
        for link in root.iter("link"):
            target = canonical(link.get("href") or "", base, encoding) if link.get("href") else None
            if target:
                self._link(link, (link.get("rel") or "").lower().split(), target, url)
        for meta in root.iter("meta"):
            self._meta(meta, base, url)

    def _link(self, link: _Element, rel: list[str], target: str, url: str) -> None:
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        if "canonical" in rel:
            self.canonical = self.canonical or target
        elif "https://api.w.org/" in rel:
            self.wordpress = target
        elif not same_site(target, url):
            return
        elif "alternate" in rel and kind in _FEED_TYPES:
            self.feeds.append(target)
        elif "alternate" in rel and link.get("hreflang"):
            self.versions.append(target)
        elif "next" in rel:
            self.next.append(target)

    def _meta(self, meta: _Element, base: str, url: str) -> None:
        content = meta.get("content") or ""
        if (meta.get("name") or "").lower() == "robots":
            self.robots = content.lower()
        elif (meta.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH.match(content)
            target = canonical(match[2].strip(), base) if match else None
            if match and target and int(match[1]) <= 10 and identity(target) != identity(url):
                self.refresh = target


def _base(root: _Element, url: str) -> str:
    for element in root.iter("base"):
        if element.get("href"):
            return canonical(element.get("href") or "", url) or url
    return url


def _words(anchor: _Element) -> str:
    text = " ".join("".join(map(str, anchor.itertext())).split())
    if not text:
        picture = anchor.find(".//img")
        text = (
            anchor.get("aria-label")
            or anchor.get("title")
            or (picture.get("alt") or "" if picture is not None else "")
        )
    return text[:160]


def _is_numbered_sibling(target: str, text: str, url: str) -> bool:
    """A link "3" to page 3 of the listing that the page itself belongs to, or of which it is the first page."""
    if not text.strip("[]() .»>").isdigit():
        return False
    named = page_number(target)
    return named is not None and named[0].partition("{n}")[0].startswith(
        url.partition("?")[0].rpartition("/")[0]
    )


def _more_buttons(root: _Element, base: str, url: str) -> list[str]:
    """Addresses that "load more" buttons carry (data-url, data-href, hx-get, ...), as far as they lie on the site."""
    found = []
    for button in root.iter("button", "div", "a"):
        for name in ("data-url", "data-href", "data-next", "data-next-url", "data-ajax-url", "hx-get"):
            value = button.get(name)
            if value and value.startswith(("/", "?", "http")):
                target = canonical(value, base)
                if (
                    target
                    and same_site(target, url)
                    and (page_number(target) or name in ("data-next-url", "hx-get"))
                ):
                    found.append(target)
    return found
