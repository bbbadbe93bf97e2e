"""What shows whether a page is one article at all, and not a list of them, a section, a form, a static page.

One page by itself is judged in `single`; a site's pages together in `crawler.discovery.verdict`, from the same signs.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from crawler.extraction.article import Article
from crawler.extraction.page import Page
from crawler.extraction.tree import LONG, wide

__all__ = [
    "ARTICLE_TYPES",
    "LIST_TYPES",
    "Signs",
    "names_date",
    "names_no_article",
    "of_address",
    "of_statements",
    "score",
    "signs",
    "statements",
    "states_date",
]

_LD_TYPE = re.compile(r"\"@type\"\s*:\s*(?:\[\s*)?\"(?:https?://schema.org/)?(\w{2,40})\"")

#: schema.org types of a page that is one article, and of one that lists things.
ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle TechArticle"
    " BackgroundNewsArticle ReviewNewsArticle LiveBlogPosting ScholarlyArticle SocialMediaPosting Report"
    " AdvertiserContentArticle SatiricalArticle AskPublicNewsArticle Review Interview".split()
)
LIST_TYPES = frozenset(
    "CollectionPage SearchResultsPage ItemList Blog ProfilePage AboutPage ContactPage".split()
)
#: And of one that sells or offers something, where nothing says that it is an article too.
OFFERS = (
    ({"JobPosting"}, -8.0),
    ({"Event"}, -1.5),  # a calendar beside an article states some too
    ({"Product", "Offer"}, -3.0),
    ({"Product", "AggregateOffer"}, -3.0),
)

#: Words of addresses in small letters, in the languages we meet, that name what is no article.
_NOT_ARTICLES = re.compile(
    r"""/(?:tags?|categor(?:y|ies|ie|ia|ias|ias|ía|ías)|cat|kategorie\w*|topics?|themes?|thematiques?|sujets?|temas?|rubriques?|
    etiquet\w+|mots?-cles?|schlagwort\w*|labels?|keywords?|authors?|auteurs?|autor(?:es)?|autorinnen|users?|profiles?|membres?|
    members?|archives?|archivos?|arquivos?|archiv|search|recherche\w*|rechercher|buscar|busca|suche|results?|resultats?|
    contact(?:s|o|e|ez-nous|-us|-fr|-en)?|about(?:-us|-me)?|a-propos|apropos|qui-sommes-nous|acerca(?:-de)?|sobre|quienes-somos|
    mentions-legales|mentions|legal(?:es)?|aviso-legal|impressum|imprint|privacy(?:-policy)?|confidentialite|politi(?:que|ca)-de-\w[\w-]*|
    privacidad|datenschutz\w*|terms(?:-\w+)*|conditions(?:-\w+)*|cgu|cgv|cookies?|accessibilit[eyé]|accessibility|plan-du-site|
    sitemap|site-map|newsletters?|abonnement\w*|subscribe|subscription|connexion|account|compte|inscription|inscrever-se|
    (?:user-?|member-?|customer-?)?(?:log|sign)[-_]?(?:in|on|up|out)|regist(?:er|ration|rieren|rierung|rati|ro|rarse|racija)|anmeld(?:en|ung)|
    create[-_]account|(?:checkout|warenkorb|panier|carrito|carrello|carrinho)(?=/?$)|
    (?:forgot(?:ten)?|lost|reset|recover)?[-_]?pass(?:word|wor[td]e?)(?:[-_+](?:reset|forgot(?:ten)?|lost|recovery|vergessen))?|
    mot-de-passe(?:-\w+){0,2}|passwort-?vergessen|(?:recuperar|esquec\w+)-?(?:a-?)?(?:contrase[ñn]a|senha)|
    faq|aide|help|support|donate|don|press-kit|404|offline|admin|links|liens|blogroll|glossar\w*|downloads?|telechargement\w*)
    (?:[-_](?:fr|en|es|de|it|pt|nl|zh|ja))?(?:\.\w{2,5})?(?:/|$)""",
    re.X,
)
_PAGED = re.compile(r"/page[/_-]?\d+|[?&](?:page|paged|p|start|offset)=\d+|/index\d+\.|/p/\d+/?$", re.I)
#: What programs are asked for that let people in: `index.php?action=register`, `ucp.php?mode=login`.
_ACCOUNT = re.compile(
    r"[?&](?:action|mode|page|do|act|view|task)=(?:register|registration|log-?in|sign-?(?:in|up)|(?:lost|forgot)?-?pass(?:word|wd))(?:&|$)",
    re.I,
)
_WORDPRESS_POST = r"/(?:index\.php)?\?p=\d+$"
_DATED = re.compile(
    r"/(?:19[89]|20[0-4])\d[/_-]?(?:0[1-9]|1[0-2])?[/_-]?(?:[0-3]\d)?[/_-]\D"
    r"|/(?:19[89]|20[0-4])\d/(?:0[1-9]|1[0-2])/(?:[0-3]\d/)?\d{3,}(?:\.\w{2,5})?/?$"  # a number under its day
)
_ARCHIVES = r"(?i)/archives?(?=/(?:19[89]|20[0-4])\d/)"
_ASKED = re.compile(r"(?i)art|actu|news|post|story|breve|item|doc|nid|\w_id$|^id(?:x|_?[^\W_]\w)")
_OF_LIST = re.compile(r"(?i)(?:^|_)(?:cat|rub|tag|topic|theme|sec|auth|user|page|list)")
_ONLY_DATE = re.compile(r"/(?:19[89]|20[0-4])\d(?:/\d{1,2}){0,2}(?:/page/\d+)?/?(?:index\.\w+)?$")
_OF_CHANGE = r"chang|modif|update"
_WEAK_DATE = r"chang|modif|update|running text"
_NUMBERED = re.compile(r"/[a-z]{0,2}\d{2,}(?:[-_./,]|$)|[-_,.]\d{4,}(?:\.\w+)?/?$", re.I)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page shows of its nature.

    :param words: of the body (two characters of Chinese, Japanese or Korean count as one)
    :param teasers: headings that are links; `repeats`: elements of the most frequent teaser-like class
    :param linked: share of the page's characters that are links
    :param ld: schema.org types, og: og:type, body_class: what systems write on <body>
    """

    words: int = 0
    dated: str = ""
    authors: int = 0
    og: str = ""
    ld: tuple[str, ...] = ()
    teasers: int = 0
    times: int = 0
    repeats: int = 0
    linked: float = 0.0
    body_class: str = ""
    noindex: bool = False


def signs(page: Page, article: Article) -> Signs:
    """Look at a page once: what it states and has, and how much of it is teasers and links."""
    tree = page.tree
    classes: Counter[str] = Counter()
    for names, count in Counter(tree.names).items():
        for name in _teaser_names(names):
            classes[name] += count
    total = sum(map(len, tree.texts))
    return replace(
        statements(page, article),
        times=len(page.metadata.times),
        repeats=max(classes.values(), default=0),
        linked=round(sum(tree.linked) / max(1, total), 3),
    )


def statements(page: Page, article: Article) -> Signs:
    """What a page states of itself, and of its text only the length."""
    return Signs(
        words=count_words(article.body),
        dated=article.published_source or "" if article.published else "",
        authors=len(article.authors),
        og=(page.meta("og:type") or "")[:30].lower(),
        ld=_ld_types(page),
        teasers=page.metadata.teasers,
        body_class=_body_class(page),
        noindex="noindex" in (page.meta("robots") or "").lower(),
    )


def _body_class(page: Page) -> str:
    """Class and id of `<body>`."""
    body = next(page.root.iterchildren("body"), None)
    return "" if body is None else f"{body.get('class') or ''} {body.get('id') or ''}".strip()[:200]


def score(url: str, seen: Signs) -> float:
    """How much a page looks like one article: above 0 it does; log-odds in spirit, each part capped."""
    return (
        of_address(url)
        + of_statements(seen)
        + _of_text(seen)
        + _of_date(seen.dated)
        + (0.4 if seen.authors else 0.0)
        - (0.5 if seen.noindex else 0.0)
        - 0.8
    )


def names_date(url: str) -> bool:
    """Whether an address has a date and then something more (/2020/10/13/title)."""
    path = urlsplit(url).path
    return bool(_DATED.search(path)) and not _ONLY_DATE.search(path)


def names_no_article(url: str) -> bool:
    """Whether an address has a word that names a list, a form or a static page (/tag/, /contact, /mentions-legales)."""
    path = unquote(urlsplit(url).path)
    return bool(_NOT_ARTICLES.search((re.sub(_ARCHIVES, "", path) if names_date(url) else path).lower()))


def count_words(text: str) -> int:
    """Words of a text; two characters of Chinese, Japanese or Korean count as one."""
    if len(text) <= LONG:
        return len(text.split()) + wide(text) // 2
    parts = (text[at : at + LONG] for at in range(0, len(text), LONG))  # a list of all would take much memory
    return sum(len(part.split()) for part in parts) + wide(text) // 2


def of_address(url: str) -> float:
    """What the address alone says."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if path.strip("/") in ("", "index.html", "index.php") and not parts.query:
        return -5.0
    points = 0.0
    is_dated = bool(_DATED.search(path)) and not _ONLY_DATE.search(path)
    if _NOT_ARTICLES.search((re.sub(_ARCHIVES, "", path) if is_dated else path).lower()):
        points -= 2.5
    if _ACCOUNT.search(f"?{parts.query}"):
        points -= 2.5
    by_number = _asks_by_number(parts.query)
    if _PAGED.search(path if by_number else f"{path}?{parts.query}") and not re.match(
        _WORDPRESS_POST, f"{path}?{parts.query}"
    ):
        points -= 2.0
    if _ONLY_DATE.search(path):
        points -= 3.0
    elif is_dated:
        points += 1.5
    elif _NUMBERED.search(path):
        points += 0.5
    elif by_number:
        return points + 0.5  # the path is a script's name, whose words say nothing
    last = re.sub(r"\.\w{2,5}$", "", path.rstrip("/").rpartition("/")[2])
    words = len(re.findall(r"[^\W\d_]+", last))
    return points + (1.0 if words >= 4 else 0.5 if words == 3 else -0.4 if words <= 1 else 0.0)


def _asks_by_number(query: str) -> bool:
    """Does a query name an article by its number, with or without an equals sign?

    >>> _asks_by_number("article123"), _asks_by_number("lang=fr&news_id=12"), _asks_by_number("page=2")
    (True, True, False)
    >>> _asks_by_number("idx=8576&page=1"), _asks_by_number("tx_ttnews%5Btt_news%5D=477"), _asks_by_number("cat_id=3")
    (True, True, False)
    """
    return any(pair[-1:].isdigit() and _names_article(pair) for pair in unquote(query).split("&"))


def _names_article(pair: str) -> bool:
    """Is all of a query's part but its number the name of an article's, as `idarticle=` or `tx_news[item]=`?"""
    name, _, inner = pair.rstrip("0123456789").removesuffix("=").removesuffix("]").partition("[")
    key = inner or name
    return key.isidentifier() and bool(_ASKED.search(key)) and not _OF_LIST.search(key)


def of_statements(seen: Signs) -> float:
    """What the page says of itself to machines."""
    points = 1.5 if seen.og == "article" else -0.3 if seen.og == "website" else 0.0
    types = set(seen.ld)
    if types & LIST_TYPES:
        points -= 1.5
    elif types & ARTICLE_TYPES - {"Review"}:
        points += 2.0
    elif offers := [weight for offered, weight in OFFERS if offered <= types]:
        points += min(offers)
    elif "Review" in types:
        points += 2.0
    return points + _of_body_class(seen.body_class)


_OF_LISTS = frozenset("archive category tag author search search-results paged error404".split())
_OF_FRONTS = frozenset(
    "home blog date".split()
)  # a blog's posts are called so on some sites, its front on others
_OF_ARTICLES = frozenset(
    "single single-post post post-template article node-type-article page-node-type-article".split()
)
#: What WordPress and Drupal call the type of a page's content: `single-product`, `page-node-type-page`.
_TYPED = re.compile(r"(?<!\S)(?:single|(?:page-)?node-type)-(?!post(?:\s|$)|format-)([a-z_-]+)")
_OTHER_TYPES = frozenset(
    "page basic-page basic_page landing-page landing_page webform person people profile staff".split()
)
_OTHER_TYPE = re.compile(
    r"products?|prod[ou]\w*|(?:tribe_|mec-)?events?|evento?s?|veranstaltung\w*|jobs?|job[_-]\w+|careers?|carri[eè]res?|offres?|emplois?|stellen?\w*"
    r"|vacatur\w*|vacanc\w+|empleos?|vagas?|propert(?:y|ies)|immobilien?|courses?|cours|formations?|cursos?|trainings?"
    r"|team\w*|members?|equipe|employees?|services?|leistung\w*|testimonials?|downloads?|faqs?|give_forms|donations?"
)


@lru_cache(maxsize=4096)
def _of_body_class(names: str) -> float:
    words = set(re.findall(r"[a-z]+", names.lower()))
    tokens = set(names.lower().split())
    if tokens & _OF_LISTS:
        return -2.5
    kind = _TYPED.search(names.lower())
    if kind and (kind[1] in _OTHER_TYPES or _OTHER_TYPE.fullmatch(kind[1])):
        return -1.0
    if fronts := len(tokens & _OF_FRONTS):
        return 0.0 if tokens & _OF_ARTICLES else -1.25 * min(fronts, 2)
    if tokens & _OF_ARTICLES:
        return 1.5
    return -0.7 if "page-template-default" in tokens or {"page", "id"} <= words else 0.0


def states_date(seen: Signs) -> bool:
    """Whether a page states when it was published: not when it last changed, not a date somewhere in its text."""
    return bool(seen.dated) and not re.search(_WEAK_DATE, seen.dated)


def _of_date(source: str) -> float:
    """Documentation says when it last changed, articles when they appeared."""
    if not source:
        return 0.0
    if re.search(_OF_CHANGE, source):
        return -0.5
    return 0.4 if source.endswith("text") else 1.2


def _of_text(seen: Signs) -> float:
    """Much running text, few teasers, few links."""
    points = max(-3.0, min(1.5, math.log2((seen.words + 4) / 120)))
    if seen.teasers >= 3:
        points -= min(3.0, 90 * seen.teasers / (seen.words + 30))
    if seen.repeats >= 4:
        points -= min(1.0, 30 * seen.repeats / (seen.words + 30))
    return points - max(0.0, min(2.5, 5 * (seen.linked - 0.35)))


def _ld_types(page: Page) -> tuple[str, ...]:
    found: set[str] = set()
    for source in page.metadata.ld_scripts:
        found.update(_LD_TYPE.findall(source[:200_000]))
    return tuple(sorted(found)[:16])


@lru_cache(maxsize=8192)
def _teaser_names(names: str) -> tuple[str, ...]:
    """Of an element's class and id, the words that name one of several things in a list."""
    names = names.lower()
    if not any(map(names.__contains__, _TEASERS)):
        return ()
    return tuple(name for name in names.split() if _TEASER.search(name))


_TEASERS = ("post", "entry", "article", "card", "teaser", "item", "news", "story", "excerpt", "actu")
_TEASER = re.compile(rf"(?:^|[-_])(?:hentry|{'|'.join(_TEASERS)})s?(?:$|[-_])")
