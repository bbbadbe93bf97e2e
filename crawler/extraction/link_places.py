"""What the class and id of an element say about the links in it; data, language by language."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extraction.link_words import LISTING, NEXT, PREVIOUS, RELATED, SERIES

__all__ = ["OTHER", "PAGER", "SOLD", "pager_direction", "place"]

#: Links here are never another article: shares, comments, authors, tags.
OTHER = "other"
#: Links here are sold, whatever stands over them.
SOLD = "sold"
#: Links here lead to the article before and the article after.
PAGER = "pager"

_STRUCTURE = re.compile(
    r"^(post|author|section|topic)s?[-_]+(nav|prev|next|pag|relat|recommend|similar|list|bio|box|info|card|comment|share|popular|latest|recent)"
)
_WORD = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])|\d+")

_SOLD = re.compile(
    r"\b(outbrain|taboola|mgid|zergnet|revcontent|plista|ligatus|engageya|dianomi|nativo|adskeeper|strossle"
    r"|sponsored|sponsors|promoted|native-ad|advertorial|advertisement|advertising|publicite|werbung)\b"
)
_OTHER = re.compile(
    r"\b(share|shares|sharing|sharedaddy|addtoany|addthis|social|socials|social-(links|media)"
    r"|breadcrumbs?|comments?-?(list|area|form|respond)|commentlist|disqus|newsletter|cookies?|consent|gdpr"
    r"|tag-?cloud|author-(bio|box|info|card)|about-(the-)?author|byline|language-(switcher|chooser)|lang-switch)\b"
    r"|\b(tags?|mots|keywords)(-(list|links|cloud|wrap|wrapper|container|item|items))?$"
)
_RELATED = re.compile(
    r"\b(relateds?|relatedposts?|relatedarticles?|relatedcontent|relatedstor(y|ies)|relatedlinks?|relacionad[oa]s?"
    r"|similar|similars|recommended|recommendations?|recommends?|recomendad[oa]s?|recommandes?|empfehlungen|empfohlen"
    r"|recirc|recirculation|yarpp|irpp?|see-?also|read-?(also|next)|also-(read|like|on|in)|more-(on|about|like-this)"
    r"|you-?(may|might)(-also)?(-like)?|keep-reading|further-reading|same-(topic|category|author|subject|tag)"
    r"|(a-)?lire-aussi|lireaussi|alireaussi|a-?lire|voir-aussi|sur-le-meme|meme-(sujet|theme|rubrique|auteur)"
    r"|articles?-(lies|associes|connexes|similaires|inserts?)|aussi|saiba-?mais|leia-?(tambem|mais|ainda)|veja-(tambem|mais)"
    r"|le[ea]-?(tambien|mas)|leer-?mas|te-puede|puede-interesar|ver-tambien|leggi-?anche|potrebbe-interessar(e|ti)"
    r"|correlat[oiae]|approfondiment[oi]|lees-?(ook|meer|verder)|gerelateerd|mehr-?zum-?thema|zum-?thema|lesen-?sie-?auch"
    r"|lesenswert|verwandte?(-artikel)?|aehnliche?|czytaj-?(tez|takze|wiecej)|powiazane|baca-?juga|terkait|relaterat|relaterade"
    r"|las-?(ocksa|mer)|les-?ogsa|laes-?ogsa|linked-?(articles?|stor(y|ies)|posts?)|associated-?(articles?|content|posts?)"
    r"|connected-?(articles?|stories)|on-the-same|suggested|suggestions)\b"
)
_LISTING = re.compile(
    r"\b(popular|populars|popularposts?|most-?(read|viewed|popular|recent|shared|commented|watched|seen)|trending|trends"
    r"|latest|latestnews|recent|recents|recentposts?|newest|breaking|top-?(stories|news|posts|articles|read|10|5)"
    r"|headlines|news-?ticker|ticker|editors?-?(picks?|choice)|must-?(read|see)|featured-(posts|stories|news)|hot|hottest"
    r"|plus-?(lus|lues|lu|vus|partages|commentes)|en-continu|fil-?(info|actu)|dernier(e)?s|meistgelesen|meist-gelesen|beliebt"
    r"|mas-?(leid[oa]s?|vist[oa]s?)|lo-mas|mais-?(lid[oa]s?|vist[oa]s?)|ultim[aoei]s?|ultimas-noticias|destacad[oa]s|destaques?"
    r"|piu-?(lett[ie]|vist[ie])|primo-piano|meest-gelezen|net-binnen|najnowsze|najczesciej|popularne|terpopuler|terbaru"
    r"|you-?missed|missed|wpp-list|ranking)\b"
)
_SERIES = re.compile(
    r"\b(series-(nav|navigation|list|posts?|parts?|toc)|(in|post|article)-series|dossier-(sommaire|nav|articles))\b"
)
_PAGER = re.compile(
    r"\b((post|posts|article|entry|single|story|news|blog|page)-?(nav|navigation|navi|pager|pagination|paginator)"
    r"|nav-(links|previous|next|single|below|above|article|post)|(prev|previous)-?(and-)?next|next-?(and-)?(prev|previous)"
    r"|(prev|previous|next|older|newer)-?(post|article|story|entry|link|item|news)s?"
    r"|(post|article|story|entry|link|item|news|nav)s?-?(prev|previous|next|older|newer)"
    r"|pagination|pager|paginator|paging|navart|navbillets|(precedent|suivant|anterior|siguiente|vorheriger|naechster))\b"
)
_PREVIOUS_NAME = re.compile(
    r"\b(prev|previous|prvs|older|precedent|precedente|anterior|vorheriger|zurueck|left|avant)\b"
)
_NEXT_NAME = re.compile(r"\b(next|nxt|newer|suivant|suivante|siguiente|proximo|naechster|right|apres)\b")


#: Classes that content management systems make of an article's tags and sections: `tag-social-media`.
_TAXONOMY = re.compile(
    r"(?<!\S)(tag|category|cat|term|taxonomy|topic|author|post|type|status|format|section)[-_]\S+"
)


@lru_cache(maxsize=8192)
def _words(names: str) -> str:
    """The words of a class attribute, joined by hyphens.

    >>> _words("articleInserts__item tag-share"), _words("post-12 relatedPosts")
    ('article-inserts-item', 'related-posts')
    """
    if "-" in names or "_" in names:
        names = _TAXONOMY.sub(_kept, names)
    return "-".join(_WORD.findall(names)).lower()


def _kept(match: re.Match[str]) -> str:
    """A token that says something of the element although it begins like a taxonomy's: `post-navigation`."""
    return match[0] if _STRUCTURE.search(match[0].lower()) else ""


@lru_cache(maxsize=8192)
def place(names: str) -> str | None:
    """What a class attribute (and an id) says of the links inside: RELATED, LISTING, SERIES, PAGER,
    OTHER or SOLD.

    >>> place("jp-relatedposts"), place("articleInserts"), place("widget popular-posts"), place("col-6 relative")
    ('related', 'related', 'listing', None)
    >>> place("nav-previous"), place("outbrain related")
    ('pager', 'sold')
    """
    words = _words(names)
    for kind, pattern in (
        (SOLD, _SOLD),
        (OTHER, _OTHER),
        (RELATED, _RELATED),
        (LISTING, _LISTING),
        (SERIES, _SERIES),
        (PAGER, _PAGER),
    ):
        if pattern.search(words):
            return kind
    return None


def pager_direction(names: str) -> str | None:
    """PREVIOUS or NEXT where a class says which of the two.

    >>> pager_direction("pagination-nav__link--prev"), pager_direction("nav-next"), pager_direction("prev-next")
    ('previous', 'next', None)
    """
    words = _words(names)
    previous, following = _PREVIOUS_NAME.search(words), _NEXT_NAME.search(words)
    if bool(previous) == bool(following):
        return None
    return PREVIOUS if previous else NEXT
