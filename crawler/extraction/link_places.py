"""What the class and id of an element say about the links in it; data, language by language.

As in `tokens`, the words of a class are looked up alone and joined with the next one or two: `see-also`,
`seeAlso` and `seealso` are one entry.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extraction.link_words import LISTING, NEXT, PREVIOUS, RELATED, SERIES

__all__ = ["OTHER", "PAGER", "SOLD", "pager_direction", "place"]

#: Links here are sold, whatever stands over them.
SOLD = "sold"
#: Links here are never another article: shares, comments, authors, tags.
OTHER = "other"
#: Links here lead to the article before and the article after.
PAGER = "pager"

#: From the strongest, should an element's words name several.
_WORDS = {
    SOLD: "outbrain taboola mgid zergnet revcontent plista ligatus engageya dianomi nativo adskeeper strossle"
    " sponsored sponsors promotedcontent promotedlinks promotedposts promotedstories nativead advertorial advertisement advertising publicite werbung",
    OTHER: "share shares sharing sharedaddy addtoany addthis social socials breadcrumb breadcrumbs commentlist"
    " commentslist commentarea commentsarea commentform commentrespond disqus newsletter cookie cookies consent"
    " gdpr tagcloud taglist tagslist taglinks authorbio authorbox authorinfo authorcard abouttheauthor aboutauthor"
    " byline languageswitcher languagechooser langswitch",
    RELATED: "related relate relateds relatedpost relatedposts relatedarticle relatedarticles relatedcontent relatedstory"
    " relatedstories relatedlink relatedlinks relacionado relacionada relacionados relacionadas similar similars"
    " recommended recommendation recommendations recommend recommends recomendado recomendada recomendados"
    " recomendadas recommande recommandes empfehlungen empfohlen recirc recirculation yarpp irp irpp seealso readalso"
    " readnext alsoread alsolike alsoon alsoin moreon moreabout morelikethis youmaylike youmayalso youmightlike"
    " youmightalso youmay youmight keepreading furtherreading sametopic samecategory sameauthor samesubject sametag"
    " lireaussi alireaussi alire voiraussi surlememe memesujet memetheme memerubrique memeauteur articleslies articlelie"
    " articlesassocies articlesconnexes articlessimilaires articleinsert articleinserts articlesinserts aussi saibamais"
    " leiatambem leiamais leiaainda vejatambem vejamais leetambien leatambien leemas leamas leermas tepuede"
    " puedeinteresar vertambien leggianche potrebbeinteressare potrebbeinteressarti correlato correlata correlati"
    " correlate approfondimento approfondimenti leesook leesmeer leesverder gerelateerd mehrzumthema zumthema"
    " lesensieauch lesenswert verwandt verwandte verwandteartikel aehnlich aehnliche czytajtez czytajtakze czytajwiecej"
    " powiazane bacajuga terkait relaterat relaterade lasocksa lasmer lesogsa laesogsa linkedarticle linkedarticles"
    " linkedstory linkedstories linkedpost linkedposts associatedarticle associatedarticles associatedcontent"
    " associatedposts connectedarticles connectedstories onthesame suggested suggestions mehrzu mehraus morefrom massobre"
    " maissobre sugeridos sugeridas suggeriti consigliati associes connexes similaires similares semelhantes simili"
    " teinteresa interesar alsointeresting auchinteressant crosslinks perapprofondire memecategorie memedossier",
    LISTING: "popular populars popularpost popularposts mostread mostviewed mostpopular mostrecent mostshared"
    " mostcommented mostwatched mostseen trending trends latest latestnews recent recents recentpost recentposts newest"
    " breaking topstories topnews topposts toparticles topread top10 top5 headlines newsticker ticker editorpick"
    " editorpicks editorspick editorspicks editorchoice editorschoice mustread mustsee featuredposts featuredstories"
    " featurednews hot hottest pluslus pluslues pluslu plusvus pluspartages pluscommentes encontinu filinfo filactu"
    " dernier derniers derniere dernieres meistgelesen meistgelesene beliebt beliebte masleido masleida masleidos"
    " masleidas masvisto masvista masvistos masvistas lomas maislido maislida maislidos maislidas maisvisto maisvistas"
    " maisvistos ultima ultimas ultimo ultimos ultime ultimi destacados destacadas destaque destaques piuletti piulette"
    " piuvisti primopiano meestgelezen netbinnen najnowsze najczesciej popularne terpopuler terbaru youmissed missed"
    " wpplist ranking seo",
    SERIES: "seriesnav seriesnavigation serieslist seriespost seriesposts seriespart seriesparts seriestoc inseries"
    " postseries articleseries dossiersommaire dossiernav dossierarticles",
    PAGER: "paginav postnav postnavigation postnavi postpager postpagination postsnav postsnavigation articlenav"
    " articlenavigation articlepager articlepagination entrynav entrynavigation singlenav singlenavigation storynav"
    " storynavigation newsnav newsnavigation blognav blognavigation pagenav pagenavigation navlinks navprevious navnext"
    " navsingle navbelow navabove navarticle navarticles navpost navposts prevnext previousnext nextprev nextprevious nextandprev"
    " prevandnext previousandnext prevpost previouspost nextpost olderpost newerpost prevarticle previousarticle"
    " nextarticle prevstory previousstory nextstory preventry nextentry prevlink previouslink nextlink previtem nextitem"
    " prevnews nextnews postprev postprevious postnext postolder postnewer articleprev articleprevious articlenext"
    " storyprev storynext entryprev entrynext linkprev linknext itemprev itemnext newsprev newsnext pagination pager"
    " paginator paging navart navbillets precedent suivant anterior siguiente vorheriger naechster postsprev postsnext"
    " navigationprevious navigationnext prevposts nextposts itemprevious itemnavigation navigateposts navarchive contentnav",
}
_KINDS = tuple(_WORDS)
_RANK: dict[str, int] = {}
for _position, _kind in enumerate(_KINDS):
    for _word in _WORDS[_kind].split():
        _RANK.setdefault(_word, _position)
_KNOWN = frozenset(_RANK)
_NONE = len(_KINDS)
_TAGS = frozenset(("tags", "mots", "keywords"))
_PREVIOUS_WORDS = frozenset(
    "prev previous prvs older precedent precedente anterior vorheriger zurueck left avant before alignleft".split()
)
_NEXT_WORDS = frozenset(
    "next nxt newer suivant suivante siguiente proximo naechster right apres after alignright".split()
)
_LOWER = re.compile(r"[a-zà-ÿ]+|\d+")
_SPLIT = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])|\d+")
#: Classes that content management systems make of an article's tags and sections: `tag-social-media`.
_TAXONOMY = re.compile(
    r"(tag|category|cat|term|taxonomy|topic|author|post|type|status|format|section)[-_]+(\w+)"
)
_TAXA = tuple("tag cat term taxonomy topic author post type status format section".split())
#: What makes such a class one of the page's structure after all: `post-navigation`.
_STRUCTURE = re.compile(
    r"nav|prev|next|pag|relat|recommend|similar|list|bio|box|info|card|comment|share|popular|latest|recent"
)


def _words(name: str) -> tuple[str, ...]:
    """The words of one class or id.

    >>> _words("articleInserts__item"), _words("tag-share"), _words("post-navigation")
    (('article', 'inserts', 'item'), (), ('post', 'navigation'))
    """
    lower = name.lower()
    if lower.startswith(_TAXA) and (match := _TAXONOMY.match(lower)):
        structural = match[1] in ("post", "author", "section", "topic") and _STRUCTURE.match(match[2])
        if not structural:
            return ()
    if lower == name:
        return tuple(_LOWER.findall(name))
    return tuple([word.lower() for word in _SPLIT.findall(name)])


@lru_cache(maxsize=16384)
def _rank(name: str) -> int:
    """The strongest kind that the words of one class or id name, as its rank."""
    words = _words(name)
    joined = list(words)
    one = two = ""  # the word before; the two before, joined
    for word in words:
        if one:
            joined.append(one + word)
            if two:
                joined.append(two + word)
            two = one + word
        one = word
    known = _KNOWN.intersection(joined)
    found = min([_RANK[word] for word in known]) if known else _NONE
    return min(found, _KINDS.index(OTHER)) if words and words[-1] in _TAGS else found


@lru_cache(maxsize=16384)
def place(names: str) -> str | None:
    """What a class attribute (and an id) says of the links inside: RELATED, LISTING, SERIES, PAGER, OTHER or SOLD.

    >>> place("jp-relatedposts"), place("articleInserts"), place("widget popular-posts"), place("col-6 relative")
    ('related', 'related', 'listing', None)
    >>> place("nav-previous"), place("outbrain related")
    ('pager', 'sold')
    """
    found = min(map(_rank, names.split()), default=_NONE)
    return _KINDS[found] if found < _NONE else None


def pager_direction(names: str) -> str | None:
    """PREVIOUS or NEXT where a class says which of the two.

    >>> pager_direction("pagination-nav__link--prev"), pager_direction("nav-next"), pager_direction("prev-next")
    ('previous', 'next', None)
    """
    words = {word for name in names.split() for word in _words(name)}
    previous, following = not words.isdisjoint(_PREVIOUS_WORDS), not words.isdisjoint(_NEXT_WORDS)
    if previous == following:
        return None
    return PREVIOUS if previous else NEXT
