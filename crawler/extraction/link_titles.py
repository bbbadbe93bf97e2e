"""The title of a link as the page shows it: its words, or its teaser's headline where it says "Read more"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from crawler.extraction.link_words import RELATED, SERIES, fold, is_generic, kind_of_label, kind_of_pager
from crawler.extraction.tree import INLINE, LINE, Anchor, Tree, strings_in, text_in

__all__ = [
    "all_text",
    "beside",
    "best_title",
    "block_range",
    "card_title",
    "shown_title",
    "without_label",
    "without_pager",
]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TITLE_NAME = re.compile(r"title|titre|headline|titel|titulo|titolo|heading|hed\b", re.I)
#: Elements that part no line of a title; `<br>` only wraps it.
_WITHIN = (INLINE | {"img", "svg", "br"}) - {"time", "picture"}
_EDGE = "\u2060"
#: Where two spans touch that cannot be of one word.
_TOUCHING = re.compile(_EDGE + r"+(?=[A-ZÀ-ÞĀ-ŽА-Я«„“\d])")
_MINOR_NAME = re.compile(
    r"(?:^|[\s_-])(?:kicker|overline|eyebrow|categor(?:y|ie|ia)|rubri(?:k|que|ca)|dachzeile|surtitre|pretitle|antetitulo"
    r"|date|datetime|time|published|author|byline|meta|duration|readtime|badge|excerpt|teaser-?text|intro|standfirst)(?:$|[\s_-])",
    re.I,
)
_ABOUT = re.compile(
    r"(?:\w+,? )?\d{1,2}\.? (?:de )?\w{2,10}\.?,? (?:de )?(?:19|20)\d\d\b.*"  # 3 August 2021
    r"|(?:\w+, )?\w{3,10}\.? \d{1,2},? (?:19|20)\d\d\b.*"  # August 3, 2021
    r"|\D{0,12}\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b.*|\D{0,12}\d{1,2}[:h]\d\d\b.{0,6}"
    r"|(?:[^\W\d]+ ){0,3}\d+ ?(?:min|sec|h\b|hour|heure|stund|hora|or[ae]\b|day|jour|tag|d[ií]a|giorn)\w*(?: \w+){0,2}",
    re.I,
)
_LONGEST_ABOUT = 50
_CARD_LEVELS, _CARD_ELEMENTS, _CARD_STRINGS = 30, 1_000, 4_000
_FEWEST_WORDS = 4
_LONGEST = 300
_LONGEST_LINK = 20_000  # what is longer is the rest of a page, around which a link was never closed
_CARD_DEPTH = 5
_CARD_BLOCKS = 12
_MANY_BLOCKS = 60  # more than a card has, or a row of them, or a list
_LABEL = re.compile(r"^(.{3,40}?)\s*(?:[:>»→|]+|\s[-–—])\s*(?=\S)")
_ARROWS = " \t\n<>‹›←→↑↓⟵⟶◀▶◄►:|-–—·…"
_WORDS = re.compile(r"\w+")


def shown_title(element: etree._Element) -> str:
    """The text of a link; where it wraps a whole card, the headline: not its section, date or beginning."""
    text = all_text(element) if len(element) else element.text or ""
    if len(text) > _LONGEST_LINK:
        return _cut(_plain(text[:_LONGEST_LINK]))
    text = _plain(text)
    if len(element) == 0 or not text:
        return text
    if (headline := _headline(element)) is not None:
        return headline
    parts = _parts(element)
    return _cut(_headline_of(parts) if parts else text)


def _parts(element: etree._Element) -> list[str]:
    """The text of a link, parted where a page shows lines, without its section, date and author.

    >>> card = "<a><div>Sport</div><p>The <i>Albatros</i> wins</p><span class=date>2 May</span><span>3 min</span></a>"
    >>> _parts(etree.HTML(card)[0][0])
    ['Sport', 'The Albatros wins', '3 min']
    """
    said = islice(_said(element, _CARD_LEVELS), _CARD_STRINGS)
    text = _TOUCHING.sub(LINE, "".join(said)).replace(_EDGE, "")
    return [folded for part in text.split(LINE) if (folded := " ".join(part.split()))]


def _said(element: etree._Element, levels: int) -> Iterator[str]:
    """The strings in an element, with LINE around its blocks and _EDGE around its spans."""
    yield element.text or ""
    for inner in element:
        if isinstance(inner.tag, str):
            edge = _EDGE if inner.tag == "span" else "" if inner.tag in _WITHIN else LINE
            yield edge
            if not levels:
                yield all_text(inner)
            elif not _MINOR_NAME.search(inner.get("class") or ""):
                yield from _said(inner, levels - 1)
            yield edge
        yield " " if inner.tag == "br" else ""
        yield inner.tail or ""


def _headline_of(parts: Sequence[str]) -> str:
    """Of the lines of a card its headline: the first of some words that is no date and no cut beginning."""
    said = [part for part in parts if not is_generic(part) and not _is_about(part)] or list(parts)
    whole = [part for part in said if not part.endswith(("…", "..."))] or said
    return next((part for part in whole if len(part.split()) >= _FEWEST_WORDS), max(whole, key=len))


def _is_about(part: str) -> bool:
    """Is a line about a teaser: when it appeared, how long it takes to read?"""
    return len(part) <= _LONGEST_ABOUT and _ABOUT.fullmatch(part) is not None


def all_text(element: etree._Element, between: str = "") -> str:
    """All text inside an element."""
    return between.join(strings_in(element)) if between else text_in(element)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _lines(element: etree._Element) -> str:
    return " ".join(_parts(element)) or " ".join(all_text(element, " ").split())


def _headline(element: etree._Element) -> str | None:
    """The headline inside an element: a heading, or what a class calls a title."""
    named = None
    for inner in islice(element.iterdescendants(), _CARD_ELEMENTS):
        if inner.tag in _HEADINGS:
            if text := _lines(inner):
                return text
        elif named is None and (names := inner.get("class")) and _TITLE_NAME.search(names):
            named = _lines(inner) or None
    return named


def beside(tree: Tree, block: int) -> tuple[str, str]:
    """What a block says before its first link, and what after it beside its links."""
    before: list[str] = []
    rest: list[str] = []
    into = before
    for piece in range(tree.block_starts[block], tree.block_starts[block + 1]):
        if tree.piece_linked[piece]:
            into = rest
        else:
            into.append(tree.pieces[piece])
    return " ".join("".join(before).split()), " ".join("".join(rest).split()).strip(' .;,)»"')


def block_range(tree: Tree, node: int, block: int) -> range:
    """The blocks inside a node, given one that is in it or begins after it; of many, some: it is no card or row then."""
    nodes, end = tree.block_nodes, tree.ends[node]
    first = last = block
    while first > max(0, block - _MANY_BLOCKS) and node <= nodes[first - 1] < end:
        first -= 1
    while last < min(len(nodes), block + _MANY_BLOCKS) and node <= nodes[last] < end:
        last += 1
    return range(first, last)


def card_title(
    tree: Tree, texts: Sequence[str], anchors: Sequence[Anchor], at: int, urls: Sequence[str | None]
) -> str:
    """The headline, or else the text, of the teaser that a link belongs to.

    The teaser is the largest element around the link that holds no label and no link of the site to
    another page.
    """
    node, block = anchors[at].node, anchors[at].block
    inside = range(0)
    for _ in range(_CARD_DEPTH):
        wider = block_range(tree, node, block) if node >= 0 else range(0)
        if node < 0 or len(wider) > _CARD_BLOCKS or not _is_alone(tree, anchors, at, urls, node):
            break
        if any(_is_label(texts[other]) for other in wider if other < block):
            break
        inside, node = wider, tree.parents[node]
    blocks = [block for block in inside if not is_generic(texts[block])]
    for block in blocks:
        owner = tree.block_nodes[block]
        if tree.tags[owner] in _HEADINGS or _TITLE_NAME.search(tree.elements[owner].get("class") or ""):
            return texts[block]
    long = [
        texts[block] for block in blocks if len(texts[block]) > 20 and kind_of_label(texts[block]) is None
    ]
    return _cut(long[0]) if long else ""


def _is_label(text: str) -> bool:
    return not is_generic(text) and kind_of_label(text) in (RELATED, SERIES)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _is_alone(tree: Tree, anchors: Sequence[Anchor], at: int, urls: Sequence[str | None], node: int) -> bool:
    """Do all article links in a node lead where this one does?"""
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(anchors) and node <= anchors[other].node < tree.ends[node]:
            if urls[other] is not None and urls[other] != urls[at]:
                return False
            other += step
    return True


def best_title(titles: Sequence[str]) -> str:
    """Of what several links to one page show, the headline: the first that says something, headings first."""
    said = [title for title in titles if not is_generic(title)]
    return max(said, key=lambda title: (min(len(title), 40), -len(title))) if said else ""


def without_label(text: str) -> str:
    """A link's text without the label it begins with.

    >>> without_label("Lire aussi : La grève continue"), without_label("Paris : la grève continue")
    ('La grève continue', 'Paris : la grève continue')
    """
    match = _LABEL.match(text)
    return text[match.end() :] if match and kind_of_label(match[1]) == "related" else text


def without_pager(pieces: Sequence[str]) -> str:
    """What a pager's link says beside its words and arrows.

    A lone "next" goes only where it stands by itself: a title may begin with that word.

    :param pieces: the strings of the link, in order

    >>> without_pager(["← Article précédent", "« La bombe »"]), without_pager(["Next post"]), without_pager(["The end"])
    ('« La bombe »', '', 'The end')
    >>> without_pager(["Previous: The flood"]), without_pager(["NexT 6.4.2 Released"]), without_pager(["Next", "The flood"])
    ('The flood', 'NexT 6.4.2 Released', 'The flood')
    >>> without_pager(["« The flood"]), without_pager(["The mayor »"])
    ('The flood', 'The mayor')
    """
    said = [" ".join(piece.split()) for piece in pieces]
    words = [
        piece for piece in said if not ((kind := kind_of_pager(piece)) and kind[1]) and piece.strip(_ARROWS)
    ]
    text = " ".join(words)
    end = 0
    for count, word in enumerate(_WORDS.finditer(text)):
        if count > 3:
            break
        kind = kind_of_pager(text[: word.end()])
        follows = text[word.end() : word.end() + 2].strip()
        if kind and kind[1] and (" " in fold(text[: word.end()]) or (follows and not follows[0].isalnum())):
            end = word.end()
    return _without_lone_quotes(text[end:].strip(_ARROWS))


def _without_lone_quotes(text: str) -> str:
    """A title without the arrow that a quotation mark is where the other one is missing: "« The flood"."""
    if text[:1] == "«" and "»" not in text:
        return text[1:].strip()
    return text[:-1].strip() if text[-1:] == "»" and "«" not in text else text
