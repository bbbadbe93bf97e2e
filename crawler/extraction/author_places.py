"""Authors whom a reader sees named: in bylines, by links to their pages, in a box about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from crawler.extraction.aside_tables import MINUTE, MINUTES_OF
from crawler.extraction.beside import is_in_teaser, other_sections
from crawler.extraction.byline_words import EASTERN_LEADS, EASTERN_REPORTER, EASTERN_TITLES, signed
from crawler.extraction.bylines import says_no_more
from crawler.extraction.date_labels import CHANGED, PUBLISHED
from crawler.extraction.date_words import without_mentions
from crawler.extraction.found import Found
from crawler.extraction.layout import NEAR
from crawler.extraction.metadata import short_text
from crawler.extraction.name_kinds import is_agency, is_desk, is_known, is_person
from crawler.extraction.names import WRITTEN_BY, names_in, unique
from crawler.extraction.signatures import LONG, NOT_IN_NAMES, SIGNED
from crawler.extraction.tree import wide
from crawler.extraction.word_tables import alternation, phrases

if TYPE_CHECKING:
    from lxml import etree

    from crawler.extraction.body import Body
    from crawler.extraction.page import Page

    Mark = tuple[etree._Element, str]  # an element that says it names the author, and what it is called

__all__ = ["LONG", "PICTURE", "Names", "last_resort", "marks", "seen", "without_date"]

Names = Found[tuple[str, ...]]

MANY = 300  # elements that are looked at
SHORTEST_NAME = 3  # characters of an author in an address
LONGEST_NAME = 40
RUNNING = 80  # characters from which a block is running text
ABOVE = 3  # blocks above the text where a byline may be, however far below the headline
UNDER = 6  # blocks from the end of the text where a label may name the author
LEAD_PARAGRAPHS = 3  # paragraphs, from the lead on, above or between which a byline may stand
QUOTATION = 12  # elements of one, from which on a blockquote is the text itself
AROUND = 4  # lines around a label that tell what its data are about
ABOVE_TEXT, EXPLICIT = 3.0, 2.5  # what a place right above the text adds, and microdata
SAYS_SO = 1.0  # and that a marked line begins with "Par", "Written by"
TRUSTED = 2.5  # how much must speak for the place of a byline

_BYLINE_NAMES = tuple(
    "author byline by-line auteur autor writer redacteur signature vcard creator journalist firma verfasser szerzo forfatter skribent kirjoittaja".split()
)
_BYLINE_NAME = re.compile("|".join(_BYLINE_NAMES))  # of names in small letters
_NOT_NAME = re.compile(
    r"bio|desc|about|more-from|role|job|title|avatar|social|follow|comment|related|date|time|list(?!-author)|box-",
    re.I,
)
PICTURE = re.compile(r"caption|credit|copyright|photo|foto|image|picture|media[\w-]*(?:aut|byline)", re.I)
#: What elements are called that name the author of something else: of a quotation, of a book.
_OF_OTHERS = re.compile(
    r"citation|quot[ei]|zitat|testimonial|témoignage|(?<![a-z])(?:book(?!ing|mark|let)|(?:livre|libro|livro|buch|œuvre|oeuvre)s?(?![a-z]))|buch-?aut",
    re.I,
)
_BOX = re.compile(
    r"(?:author|auteur|autor|writer)s?(?:[-_\s]+\w+){0,2}?[-_\s]*(?:bio|box|card|info|about)|about[-_]+(?:the[-_]+)?author",
    re.I,
)
#: In what part of an address the pages of authors lie.
_AUTHOR_FOLDERS = frozenset(
    "author authors auteur auteurs auteure auteures autor autore autoren autores autorin autorinnen autori contributor contributors"
    " columnist columnists journaliste journalistes journalist journalists reporter reporters writer writers rédacteur rédacteurs"
    " redacteur redacteurs redakteur redakteure redaktion expert experts people person persons personen profile profiles profil"
    " profils firma firmas signature signatures staff".split()
)
_LEADS = phrases(
    "par by von por di auteur author autor autore text texte texto written_by posted_by story_by words_by article_by"
    " écrit_par rédigé_par publié_par article_de geschrieben_von ein_beitrag_von escrito_por scritto_da"
)
_BYS = tuple(
    f"{by}{sign}" for by in "par by von por da di door".split() for sign in " :"
)  # wrong only in saying yes
# "Publié le 28 janvier 2021 par Jeanne Martin"
_SAID_BY = re.compile(
    r"\b(?:publi[ée]e?|post[ée]e?d?|mis en ligne|written|published|veröffentlicht|geschrieben|gepostet|publicado|pubblicato|escrito)\b.{4,60}?"
    r"\b(?:par|by|von|por|da)\s+(?=(?-i:[^\W\d_a-z]))",
    re.I,
)
#: "Posted by Ann Lee on 3 May at 9:14", "Posté par ZazaMimi à 22:17": by whatever name, at some hour or on some day.
_POSTED = re.compile(
    r"(?:posted|published|posté|publié|rédigé|écrit|geschrieben|veröffentlicht|verfasst|publicado|escrito|pubblicato|scritto|postado|enviado|inviato|geplaatst|napisane|dodane)"
    r" (?:par|by|von|por|da|door|przez) ((?-i:[^\W\d_a-zß-öø-ÿ]\S{1,29}?(?: [^\W\d_a-zß-öø-ÿ]\S{1,29}?){0,3}))"
    r"(?:\s?[,|•·–-]\s?|\s(?:le|on|à|at|am|um|el|il|em|às|a las|alle|op|o)\s)(?=[^!?]{0,24}\d)",
    re.I,
)
_LABEL = re.compile(r"[^\W\d_][\w()]*\s?[:：]")
#: Lines of data about a book.
_OF_WORK = re.compile(
    r"(?:isbn|ean|verlag|éditeur|éditions?|editorial|editore|editora|(?:number of |nombre de |número de )?(?:pages|páginas|pagine)|seiten(?:zahl)?)\b[^:：]{0,12}[:：]|isbn\b",
    re.I,
)
_VCARD = re.compile(r"\bvcard\b|\bp-author\b|\bauthor\b|byline", re.I)
_USER_NAME = re.compile(r"(?:(?:by|par|von|por|di)\s+)?([^\W\d_][\w.-]{2,29})", re.I)
_EASTERN = re.compile(
    rf"(?:^|[\s|｜【])(?:(?:{EASTERN_LEADS}|{EASTERN_REPORTER})\s*[：:／/＝=・]\s*|[^\W\d_]{{0,6}}记者\s+)([^\W\d_]{{2,6}})(?![^\W\d_])"
    rf"|(?:^|[\s|｜])([^\W\d_]{{2,6}})\s?(?:{EASTERN_TITLES})(?![^\W\d_])"
)
_LED = re.compile(r"(?<!\w)(?:par|by|von|por|di|door|av)$", re.I)
_BARS = re.compile(r"\s[|•·–—]\s")
#: Two blanks part it from the bar in place of a date.
_LEADS_TO_DATE = re.compile(r"(?<=\w )(?:on|le|am|el|em|il|at|à|de|in)  \|", re.I)
_DATE_LABEL = re.compile(rf"(?<!\w)(?:{PUBLISHED}|{CHANGED})\s*:?\s*(?=\||$)", re.I)
#: "Son Güncelleme: 30.11.2020": whatever the language, what a colon joins to a date is no name.
_LABEL_OF_DATE = re.compile(r"(?:^|[|·•])[^|·•:\d]{2,40}:\s*(?=\d{1,4}[./-]\d)")
_READING_TIME = re.compile(rf"\b\d+[\s-]?{MINUTE}\s*(?:{alternation(MINUTES_OF)})?", re.I)


def seen(page: Page, marked: Sequence[Mark], body: Body | None = None) -> Iterator[Names]:
    """Each place near the headline or right above the text that names authors, the most explicit first.

    :param marked: the elements that say they name the author
    """
    above = _above_text(page, body)
    yield from _marked(page, marked, above)
    yield from _in_text(page, above, _amid_text(page, body))


def last_resort(page: Page, marked: Sequence[Mark], body: Body | None = None) -> str | None:
    """A name that only its element, a label under the text, a link or a box about the author gives."""
    return _user_name(page, marked) or _labelled(page, body) or _one_linked(page) or _in_box(page, marked)


def _labelled(page: Page, body: Body | None) -> str | None:
    """Who a line such as "Auteur : Jeanne Martin" or "Posted by Ann Lee at 9:14" names where the text ends; inside it is a book's author."""
    if not body or not body.blocks:
        return None
    last = max(body.blocks)
    for block, text in enumerate(page.layout.texts[last : last + UNDER], last):
        led = WRITTEN_BY.match(text) if len(text) <= LONG else None
        is_label = _is_label(text)
        says_so = is_label or (led and (":" in led[0] or led[0].startswith("Erstellt")))
        if is_label and block + 1 < len(page.layout.texts):
            text = page.layout.texts[block + 1][:LONG]  # the label has a line of its own
        if says_so and len(names := names_in(text)) == 1 and is_person(names[0]):
            return None if _is_of_work(page, block) else names[0]
        if (posted := _POSTED.match(text)) and names_in(posted[1]) and not _is_elsewhere(page, block):
            return posted[1]
    return None


def _is_elsewhere(page: Page, block: int) -> bool:
    return page.layout.is_elsewhere(page.tree.elements[page.tree.block_nodes[block]])


def _user_name(page: Page, marked: Sequence[Mark]) -> str | None:
    """What a page calls its author, in an element named for just that, where it is no full name but one word."""
    for element, called in marked:
        if not called or _VCARD.search(called):
            block = page.layout.block_of(element)
            word = _USER_NAME.fullmatch(short_text(element))
            if (
                block is not None
                and word
                and names_in(word[1])
                and page.layout.trust(block, _BYLINE_NAME) >= TRUSTED
            ):
                return word[1]
    return None


def _one_linked(page: Page) -> str | None:
    """The one person whom all of a page's links to an author name."""
    linked = (anchor.element for anchor in page.tree.anchors if anchor.attributes.get("rel") == "author")
    named: set[str] = set()
    for element in islice(linked, MANY):
        name = short_text(element)
        if name and name not in named and not page.layout.is_elsewhere(element):
            named.add(name)
        if len(named) > 1:
            break
    name = next(iter(named)) if len(named) == 1 else ""
    return name if is_person(name) and names_in(name) == [name] else None


def _in_box(page: Page, marked: Sequence[Mark]) -> str | None:
    """The one person whom the first line of every box about an author names."""
    named: set[str] = set()
    for element, called in marked:
        block = page.layout.block_of(element) if _BOX.search(called) else None
        if block is not None and not page.layout.is_elsewhere(element):
            named.update(names_in(page.layout.texts[block]) if len(page.layout.texts[block]) < LONG else ())
    name = next(iter(named)) if len(named) == 1 else ""
    return name if is_person(name) else None


def marks(page: Page) -> list[Mark]:
    """The first of the elements that say they name the author."""
    return list(islice(_marks(page), MANY))


def _marks(page: Page) -> Iterator[Mark]:
    tree = page.tree
    telling = _that_name_author(set(tree.names))  # many elements are called the same
    for node, names in enumerate(tree.names) if telling else ():
        if names in telling:
            yield tree.elements[node], names
    for item in page.metadata.items:
        if item.name in ("author", "creator"):
            yield item.element, ""
    for anchor in tree.anchors:
        if anchor.attributes.get("rel") == "author" or _is_of_author(anchor.href):
            yield anchor.element, ""


def _that_name_author(called: Set[str]) -> set[str]:
    """Of what elements are called, the names that say they hold the author; most pages have one or two such words."""
    together = "\n".join(called).lower()
    words = [word for word in _BYLINE_NAMES if word in together]
    return {names for names in called if words and any(map(names.lower().__contains__, words))}


def _is_of_author(address: str) -> bool:
    """Does an address lead to an author's page?

    >>> _is_of_author("https://a.fr/auteurs/jeanne-martin?p=1"), _is_of_author("/actu/auteurs")
    (True, False)
    """
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    above, _, name = path.rpartition("/")
    return len(name) >= SHORTEST_NAME and above.rpartition("/")[2].lower() in _AUTHOR_FOLDERS


def _above_text(page: Page, body: Body | None) -> range:
    """The blocks right above the first paragraph."""
    texts = page.layout.texts
    first = next((block for block in body.blocks if len(texts[block]) >= RUNNING), 0) if body else 0
    return range(max(0, first - ABOVE), first)


def _trust(page: Page, block: int, above: range) -> float:
    """How much speaks for a byline's place: near the headline, or right above the text."""
    worth = page.layout.trust(block, _BYLINE_NAME)
    return worth + ABOVE_TEXT if block in above and block > page.layout.headline + NEAR else worth


def _marked(page: Page, marked: Sequence[Mark], above: range) -> Iterator[Names]:
    """Elements that say they name the author, near the headline or above the text."""
    place = cache(lambda block: _trust(page, block, above))  # many marks may stand in one block
    is_elsewhere = cache(lambda block: _is_elsewhere(page, block))
    ranked: list[tuple[float, int, list[str]]] = []
    for element, called in marked:
        block = page.layout.block_of(element)
        if block is None:
            continue
        worth = place(block) + _of_names(called)
        if element.get("itemprop") and not _of_names(called) and not is_elsewhere(block):
            worth += EXPLICIT
        if worth + SAYS_SO < TRUSTED:
            continue  # whatever it says
        words = short_text(element)
        worth += SAYS_SO if WRITTEN_BY.match(words) else 0.0
        if worth < TRUSTED or not 2 < len(words) < LONG:
            continue
        names = [name for name in names_in(words) if is_known(name) or is_desk(name)]
        if people := [name for name in names if not is_desk(name)]:
            names = people  # not "Gazette Staff Writer" beside a name
        if names:
            ranked.append((worth, block, names))
    ranked = _of_this_article(page, ranked)
    if ranked:
        best = max(ranked, key=lambda row: row[0])
        names = unique(
            name
            for worth, block, found in ranked
            if worth >= best[0] - 1.5 and abs(block - best[1]) <= 4
            for name in found
        )
        people = [name for name in names if not is_desk(name) or is_agency(name)]
        yield Found(tuple(people or names), "byline")


def _of_this_article(
    page: Page, ranked: list[tuple[float, int, list[str]]]
) -> list[tuple[float, int, list[str]]]:
    """Without those of teasers and comments, of quotations, of pictures, and of the works that the text is about."""
    others = other_sections(page) if ranked else set()
    return [
        row
        for row in ranked
        if row[1] not in others
        and not is_in_teaser(page, row[1])
        and not _is_quoted(page, row[1])
        and not _is_of_work(page, row[1])
        and not any(tag == "figcaption" for tag, _ in page.layout.chain(row[1]))
    ]


def _amid_text(page: Page, body: Body | None) -> range:
    """The blocks between paragraphs of the text, below those among which a byline may stand."""
    texts, headline = page.layout.texts, page.layout.headline
    running = [
        block for block in (body.blocks if body else ()) if block > headline and len(texts[block]) >= RUNNING
    ]
    return (
        range(running[LEAD_PARAGRAPHS - 1] + 1, running[-1]) if len(running) > LEAD_PARAGRAPHS else range(0)
    )


def _is_quoted(page: Page, block: int) -> bool:
    """Does a block stand in a quotation, rather than a text that is set as one?"""
    tree = page.tree
    return any(
        tree.tags[node] == "blockquote" and tree.ends[node] - node < QUOTATION
        for node in page.layout.nodes_around(block)
    )


def _is_of_work(page: Page, block: int) -> bool:
    """Does a line such as "Author: Jane Austen" stand among others that describe a book?"""
    texts = page.layout.texts
    return _LABEL.match(texts[block]) is not None and any(
        _OF_WORK.match(text) for text in texts[max(0, block - AROUND) : block + AROUND + 1]
    )


def _of_names(called: str) -> float:
    """What an element's names say against it: a box about the author is no byline, a picture's or a book's even less."""
    if PICTURE.search(called) or _OF_OTHERS.search(called):
        return -9.0
    return -2.0 if _NOT_NAME.search(called) else 0.0


def _in_text(page: Page, above: range, amid: range) -> Iterator[Names]:
    """A short text near the headline that begins with "Par", "By", "Von", or is a date and a name.

    :param amid: the blocks where such a text tells who wrote a book, a play
    """
    ranked = []
    said = (
        (block, _said(page, block, text))
        for block, text in enumerate(page.layout.texts)
        if 2 <= len(text) <= LONG and block not in amid
    )
    for block, names in islice(((block, names) for block, names in said if names is not None), MANY):
        if names:
            worth = _trust(page, block, above)
            if worth > TRUSTED:
                ranked.append((worth, block, names))
    if ranked := _of_this_article(page, ranked):
        _, _, names = max(ranked, key=lambda row: row[0])
        yield Found(tuple(names), "text")


def _is_label(text: str) -> bool:
    """Is a line no more than a label that leads to an author's name?

    >>> _is_label("Text & Fotos:"), _is_label("Von:"), _is_label("Von"), _is_label("Autor: Anna Muster")
    (True, True, False, False)
    """
    return text.endswith(":") and (text[:-1].lower() in _LEADS or WRITTEN_BY.fullmatch(text) is not None)


def _said_in_the_east(text: str) -> list[str]:
    """The name after "作者：" or "文/", before "記者" or "기자".

    >>> _said_in_the_east("2021年8月3日 来源：海事新闻 作者：李明"), _said_in_the_east("이용민 기자 | 2020-03-04")
    (['李明'], ['이용민'])
    >>> _said_in_the_east("本报记者 李明 王强"), _said_in_the_east("采写：南都记者 李明 王强"), _said_in_the_east("作者：未知")
    (['李明', '王强'], ['李明', '王强'], [])
    """
    said = _EASTERN.search(text)
    name = (said[1] or said[2]) if said else ""
    if not said or wide(name) != len(name):
        return []
    named = [each for each in names_in(text[said.start() :]) if is_person(each) and wide(each)]
    return named if name in named or name.endswith("记者") else names_in(name)


def _said(page: Page, block: int, text: str) -> list[str] | None:
    """The names in a text that says who wrote the article; None where none says so."""
    layout, lower = page.layout, text.lower()
    has_own_line = lower.rstrip(" :") in _LEADS or _is_label(text)  # "Par", "Text & Fotos:"
    if has_own_line and block + 1 < len(layout.texts):
        below = without_date(layout.texts[block + 1][:LONG])
        names = names_in(below)
        return names if says_no_more(below, names) else []
    if text.isalpha():  # most are entries of a menu
        return _said_in_the_east(text) if wide(text) else None
    may_say_by = any(map(lower.__contains__, _BYS))
    if may_say_by and (by := _SAID_BY.search(text)):
        return [name for name in names_in(without_date(text[by.end() :])) if is_person(name)]
    found = WRITTEN_BY.match(text) or SIGNED.match(text)
    if led := found[0] if found else signed(text):
        plain = ":" not in led and " " not in led.strip()  # "Par Toutatis !" begins sentences too
        names = names_in(without_date(text))
        return [name for name in names if not plain or (is_known(name) and not name.startswith(led))]
    if wide(text):
        return _said_in_the_east(text)
    parts = _BARS.split(text)[1:] if "|" in text or not text.isascii() else ()
    if led := next(filter(WRITTEN_BY.match, parts), ""):  # "Politics | By Ann Lee | 3 May"
        return [name for name in names_in(without_date(led)) if is_known(name)]
    if may_say_by and (names := _led_pieces(page, block)):
        return names
    if layout.is_under_headline(block) and len(text) < 70 and any(map(str.isdigit, text)):
        undated = without_date(_LABEL_OF_DATE.sub("| ", text))
        rest = _DATE_LABEL.sub("", _READING_TIME.sub("", undated)).strip(" |·•–—-,")
        if rest != text and not NOT_IN_NAMES & set(rest):
            pieces = _pieces(page, block)
            said = (_LABEL_OF_DATE.sub("| ", words) for words in (rest, *pieces) if not words.endswith(":"))
            named = [name for words in said for name in names_in(words) if is_person(name)]
            return unique(named)
    return None


def _pieces(page: Page, block: int) -> list[str]:
    """The strings of a block, each of an element of its own."""
    tree = page.tree
    strings = tree.pieces[tree.block_starts[block] : tree.block_starts[block + 1]]
    return [piece for string in strings if (piece := string.strip())]


def _led_pieces(page: Page, block: int) -> list[str]:
    """The name that is all of an element after "by": "19.10.2024 17:04 di <b>Davide Ongari</b> letto 12 volte"."""
    pieces = _pieces(page, block)
    for piece in pieces[1:]:  # the first is the text's own beginning
        if WRITTEN_BY.match(piece) and (names := [name for name in names_in(piece) if is_known(name)]):
            return names
    for before, name in pairwise(pieces):
        if (
            _LED.search(before)
            and not PICTURE.search(before)
            and len(name) <= LONGEST_NAME
            and is_person(name)
            and names_in(name) == [name]
        ):
            return [name]
    return []


def without_date(text: str) -> str:
    """A byline without its dates and what leads to them: what is left may be the name.

    >>> without_date("Ann Lee | July 19, 2013 | Updated: July 19, 2013 3:55am")
    'Ann Lee |  |  | Updated:'
    >>> without_date("Jeanne Martin Le 3 mai 2020"), without_date("Minh Thanh Le | 3 mai 2020")
    ('Jeanne Martin', 'Minh Thanh Le')
    """
    rest = without_mentions(text)
    if rest != text:
        rest = _LEADS_TO_DATE.sub(" |", rest)
    return rest.strip(" |·•–—-,")
