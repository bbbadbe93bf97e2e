"""What the words over, before or in a link say: a label's kind, a pager's direction, "read more".

A *label* is what stands before a group ("Lire aussi", "Most read"). Labels are compared without
case, accents and punctuation; a phrase (`link_phrases`) may begin a label or be the whole of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from crawler.extraction.folding import ascii_words, without_typography
from crawler.extraction.link_phrases import (
    GENERIC_TITLES,
    LISTING_LABELS,
    MORE_LABELS,
    NEXT_PAGERS,
    PREVIOUS_PAGERS,
    RELATED_LABELS,
    RELATED_WORDS,
    SEE_ALL_WORDS,
    SERIES_LABELS,
    SOLD_WORDS,
    TIES,
    TOPIC_WORDS,
)

__all__ = [
    "LISTING",
    "MORE",
    "NEXT",
    "PREVIOUS",
    "RELATED",
    "SERIES",
    "TOPICS",
    "announces",
    "fold",
    "is_generic",
    "is_of_pages",
    "is_whole_label",
    "kind_of_label",
    "kind_of_pager",
    "leads_to_list",
    "may_be_label",
    "may_begin_pager",
    "names_topics",
]

#: Kinds of a label.
RELATED, LISTING, SERIES, MORE, PREVIOUS, NEXT = "related", "listing", "series", "more", "previous", "next"
#: What a label of related links announces that speaks of topics: mostly tags.
TOPICS = "topics"

_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0e48-\u0e4b\u3099\u309a]+")
_SPACE = re.compile(r"[\W_]+")
#: Letters that Unicode does not take apart.
_PLAIN_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ł": "l", "ß": "ss", "ø": "o", "ı": "i", "đ": "d"})
_LONGEST_LABEL = 64  # characters; what is longer is a sentence or a headline
_MOST_WORDS = 6  # of a phrase


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Text as labels are compared: no case, no accents, no punctuation.

    >>> fold("À lire aussi :"), fold("Editor’s  Picks"), fold("Ähnliche Beiträge"), fold("最多阅读")
    ('a lire aussi', 'editor s picks', 'ahnliche beitrage', '最多阅读')
    """
    if not text.isascii():
        text = without_typography(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
        text = _COMBINING.sub("", text)
    return ascii_words(text) if text.isascii() else _SPACE.sub(" ", text.lower()).strip()


def _phrases(table: str) -> list[tuple[str, bool]]:
    """The folded phrases of a table, and for each whether it is a stem."""
    entries = (entry.strip() for entry in table.replace("\n", "|").split("|"))
    return [(fold(entry), entry.endswith("*")) for entry in entries if entry]


def _is_unspaced(phrase: str) -> bool:
    """Is this of a script that writes no spaces (Chinese, Japanese, Thai) or of Korean?"""
    return phrase[0] >= "\u0e00"


_BEGINNINGS: dict[str, str] = {}  # phrase -> kind
_WHOLE: dict[str, str] = {}  # phrase that is a label only when nothing follows -> kind
_STEMS: list[tuple[str, str]] = []
_ANYWHERE: list[tuple[str, str]] = []
for _kind, _table in (
    (SERIES, SERIES_LABELS),
    (MORE, MORE_LABELS),
    (LISTING, LISTING_LABELS),
    (RELATED, RELATED_LABELS),
):
    for _phrase, _stem in _phrases(_table):
        if _is_unspaced(_phrase):
            _ANYWHERE.append((_phrase, _kind))
        elif _stem:
            _STEMS.append((_phrase, _kind))
        elif _kind != RELATED and (" " not in _phrase or (_kind == SERIES and _phrase.count(" ") == 1)):
            _WHOLE[_phrase] = _kind
        else:
            _BEGINNINGS[_phrase] = _kind
# The longest first: "推荐阅读" (read on) is no "推荐" (picks); of two as long, the one that speaks of this article.
_ANYWHERE.sort(key=lambda entry: (-len(entry[0]), entry[1] != RELATED))
_PAGERS = {
    phrase: kind
    for kind, table in ((PREVIOUS, PREVIOUS_PAGERS), (NEXT, NEXT_PAGERS))
    for phrase, _ in _phrases(table)
}
_GENERICS = frozenset(phrase for phrase, _ in _phrases(GENERIC_TITLES))


#: "Latest news on Jacques Chirac": the newest, but of this article's subject.
_NEWEST_ABOUT = re.compile(
    r"(?:(?:nos|les|our|the|unsere|nuestras?|le nostre) )?(derni(?:eres?|ers)|toute l actu\w*|actualites?|tous les articles|latest|all|news|more (news|stories|articles)|neue\w*|aktuelle\w*"
    r"|mehr (news|artikel|nachrichten)|weitere (artikel|beitrage|meldungen|nachrichten)|alle|ultim\w+|mas noticias|todas?"
    r"|mais noticias|altre notizie|tutte)\b.{0,24} (sur|about|on|like|zu|zum|zur|uber|sobre|su|sul|sulla|over) \w"
)


#: "Science: most viewed", of whatever section.
_MOST_READ = re.compile(r" most (?:viewed|read|popular|shared|commented|watched|emailed)$")


#: "Les derniers articles", "Unsere neuesten Beiträge", "The most read"
_ARTICLES = frozenset(
    "les nos notre vos le la l our the your die der das unsere los las nuestros nuestras lo i gli le nostri os as nossos de het".split()
)
#: "Новости по теме", "Alle Artikel zum Thema": whatever they are called, they are on this article's subject.
_ON_SUBJECT = re.compile(
    r" (?:(?:on|about) (?:this|the same) (?:topic|subject|story)|(?:in|on) (?:similar|related) (?:topics|subjects)|(?:sur|dans) (?:le|ce|la|cette)(?: meme)? (?:sujet|theme)"
    r"|zum(?: gleichen| selben)? thema|zu diesem thema|sobre (?:el|este|o)(?: mismo| mesmo)? (?:tema|assunto)"
    r"|sul(?:lo stesso)? (?:argomento|tema)|over (?:dit|hetzelfde) onderwerp|na (?:ten )?temat|по теме|за темою)$"
)


_WORDS = frozenset(word for written in RELATED_WORDS.split() for word in (written, fold(written)))
_SOLD = frozenset(SOLD_WORDS.split())
#: Words of which every label that does not begin like one has one.
_HINTS = _WORDS | frozenset(
    "most topic subject story sujet theme thème thema tema assunto argomento onderwerp temat теме темою".split()
)
_TOPIC_WORDS = frozenset(TOPIC_WORDS.split())
_TIES = _WORDS.union(TIES.split())
_MOST_TO_SEEK = 9  # words of a label with one of `RELATED_WORDS` anywhere
_ALL_STEMS = tuple(stem for stem, _ in _STEMS)
_FIRST_WORDS = _ARTICLES | {phrase.split(" ")[0] for phrase in (*_BEGINNINGS, *_WHOLE)}
_FIRST_LETTERS: tuple[str, ...] = tuple({stem.split(" ")[0] for stem in _ALL_STEMS})
_FIRST_LETTERS += tuple(
    "derniere toute actualite tous latest all news more neue aktuelle mehr weitere alle ultim mas toda mais altre tutte".split()
)


#: First and later bytes in UTF-8 of letters in scripts that part words by blanks, and of U+2000 to U+2FFF.
_SPACED = bytes([*range(0xE0), 0xE2])


def may_be_label(text: str) -> bool:
    """May a text be a label, by its first word or a telling one? Cheap, and wrong only in saying yes."""
    if not text[0].isalpha() or (
        not text.isascii() and text.encode("utf-8", "ignore").translate(None, _SPACED)
    ):
        return True
    words = text.lower().split()
    first = words[0] if words[0].isascii() else fold(words[0])
    if first.rstrip(".,:;!?") in _FIRST_WORDS or not first.isalpha() or first.startswith(_FIRST_LETTERS):
        return True
    words[-1] = words[-1].rstrip(":.…?!")
    return not _HINTS.isdisjoint(words)


@lru_cache(maxsize=4096)
def kind_of_label(text: str) -> str | None:
    """What a label announces: RELATED, LISTING, SERIES or MORE; None where it says nothing known.

    >>> [kind_of_label(x) for x in ("À lire aussi :", "Les plus lus", "Dans la même série", "Chronique")]
    ['related', 'listing', 'series', None]
    >>> kind_of_label("News"), kind_of_label("News of the world"), kind_of_label("相关阅读")
    ('listing', None, 'related')
    >>> kind_of_label("Science Most Viewed"), kind_of_label("What we need most")
    ('listing', None)
    >>> kind_of_label("Weitere Artikel"), kind_of_label("Weitere Artikel aus dieser Kategorie")
    ('more', 'related')
    >>> kind_of_label("Nos articles similaires"), kind_of_label("Stellen, die Sie interessieren")
    ('related', None)
    """
    if not text or len(text) > _LONGEST_LABEL or not may_be_label(text):
        return None
    folded = fold(text)
    if kind := _WHOLE.get(folded):
        return kind
    if ":" in text and _WHOLE.get(fold(text.partition(":")[0])) == SERIES:
        return SERIES  # "Dossier: the harbour in four parts"
    if _NEWEST_ABOUT.match(folded):
        return RELATED
    if " most " in folded and _MOST_READ.search(folded):
        return LISTING
    words = folded.split(" ", _MOST_WORDS)
    for count in range(min(len(words), _MOST_WORDS), 0, -1) if words[0] in _FIRST_WORDS else ():
        if kind := _BEGINNINGS.get(" ".join(words[:count])):
            is_tied = kind == MORE and len(words) > count and words[count] in _TIES
            return RELATED if is_tied else kind
    if folded.startswith(_ALL_STEMS):
        return next(kind for stem, kind in _STEMS if folded.startswith(stem))
    _, blank, rest = text.partition(" ")
    if blank and words[0] in _ARTICLES and kind_of_label(rest) == LISTING:
        return LISTING
    if _ON_SUBJECT.search(folded):
        return RELATED
    if _names_related(folded.split()):
        return RELATED
    if not folded.isascii():
        for phrase, kind in _ANYWHERE:
            if phrase in folded:
                return kind
    return None


_MORE_FROM = frozenset(
    "more also mehr weitere plus mas mais altri altre meer mer mere flere wiecej dalsi viac".split()
)


def is_from_site(text: str, sites: frozenset[str]) -> bool:
    """Is a label "More from" the site itself?

    :param sites: its names, folded

    >>> is_from_site("More From the Los Angeles Times", frozenset({"los angeles times"})), is_from_site("More from Ann Lee", frozenset({"lee"}))
    (True, False)
    """
    words = fold(text).split()
    if len(words) < 3 or words[0] not in _MORE_FROM:
        return False
    return " ".join(words[2:]) in sites or (words[2] in _ARTICLES and " ".join(words[3:]) in sites)


def names_topics(text: str) -> bool:
    """Does a label of related links speak of topics: are they tags, and only what shows a headline an article?

    >>> names_topics("Ähnliche Themen"), names_topics("Explore more on these topics"), names_topics("Mehr zum Thema")
    (True, True, False)
    """
    return not _TOPIC_WORDS.isdisjoint(fold(text).split())


def _names_related(words: Sequence[str]) -> bool:
    """Is one of a short label's words enough: "Nos articles similaires", and not "Jobs, die Sie interessieren"?"""
    if len(words) > _MOST_TO_SEEK or _WORDS.isdisjoint(words):
        return False
    return _SOLD.isdisjoint(words)


def is_whole_label(text: str) -> bool:
    """Is a text a label and nothing else?

    >>> is_whole_label("Top 10"), is_whole_label("Top 10 wines of the year"), is_whole_label("Sur le même sujet")
    (True, False, True)
    """
    folded = fold(text)
    return folded in _WHOLE or folded in _BEGINNINGS or _ON_SUBJECT.search(f" {folded}") is not None


_LABEL_ENDS = tuple(":–—›»|>→-")


def announces(before: str, line: str) -> bool:
    """Do the words before a line's link announce it ("Lire aussi"), and begin no sentence that it is part of?

    >>> announces("Read also:", "Read also: The strike ends."), announces("See also", "See also the strike.")
    (True, True)
    >>> announces("Similar laws apply in", "Similar laws apply in Ohio."), announces("Similar news", "Similar news The strike")
    (False, True)
    """
    if kind_of_label(before) != RELATED:
        return False
    if before.rstrip().endswith(_LABEL_ENDS) or is_whole_label(before):
        return True
    line = line.rstrip(' "”»’)')
    return not line.endswith(".") or line.endswith("...")


#: "Next page": of a list, or of this article's own pages, not another article.
_OF_PAGES = re.compile(
    r"^(\w+ ){0,2}(pages?|seiten?|paginas?|pagine|strona|strony|sida|side|sidan|oldal|sayfa|страница)( \d+)?$"
)


def is_of_pages(text: str) -> bool:
    """Does a link turn the pages of a list, or of the article itself?

    >>> is_of_pages("Next page"), is_of_pages("Zur nächsten Seite"), is_of_pages("Next post")
    (True, True, False)
    """
    return _OF_PAGES.search(fold(text[:60])) is not None


_PAGER_STARTS = frozenset(phrase.split(" ")[0] for phrase in _PAGERS)


def may_begin_pager(text: str) -> bool:
    """May a text begin with a pager's words? Cheap, and wrong only in saying yes."""
    words = text[:40].lower().split(None, 2)
    if not words:
        return False
    if not text[0].isalnum():
        return True
    first = words[0].partition("'")[0]  # "L'article suivant"
    return not first.isascii() or first.rstrip(":.,;!?") in _PAGER_STARTS


@lru_cache(maxsize=4096)
def kind_of_pager(text: str) -> tuple[str, bool] | None:
    """PREVIOUS or NEXT where a text is, or begins with, a pager's words; and whether it is nothing else.

    >>> kind_of_pager("← Article précédent"), kind_of_pager("Next"), kind_of_pager("Next year's budget")
    (('previous', True), ('next', True), ('next', False))
    """
    folded = fold(text[:120])
    if _OF_PAGES.search(folded):
        return None
    if kind := _PAGERS.get(folded):
        return kind, True
    words = folded.split(" ", 3)
    for count in range(min(len(words), 3), 0, -1) if words[0] in _PAGER_STARTS else ():
        if kind := _PAGERS.get(" ".join(words[:count])):
            return kind, False
    return None


_SEE_ALL = frozenset(SEE_ALL_WORDS.split())
_LONGEST_SEE_ALL = 4  # words


def leads_to_list(text: str) -> bool:
    """Does a link beside a heading lead to the whole of its list: "See all", "Voir toutes les actualités"?

    >>> leads_to_list("Zobacz wszystkie"), leads_to_list("Voir tout »"), leads_to_list("More"), leads_to_list("All quiet on the western front")
    (True, True, True, False)
    """
    words = fold(text).split()
    return is_generic(text) or (len(words) <= _LONGEST_SEE_ALL and not _SEE_ALL.isdisjoint(words))


@lru_cache(maxsize=4096)
def is_generic(text: str) -> bool:
    """Does a link's text say no more than "read more"?

    >>> is_generic("Lire la suite…"), is_generic("Weiterlesen →"), is_generic(""), is_generic("12")
    (True, True, True, True)
    >>> is_generic("Le palmarès 2025")
    False
    """
    folded = fold(text)
    return not folded or folded.isdigit() or folded in _GENERICS
