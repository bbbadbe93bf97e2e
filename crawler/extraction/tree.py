"""One walk over a page: its elements and its blocks of text, as lists for arithmetic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, NamedTuple

from lxml import etree

from crawler.extraction.paragraphs import Paragraphs

__all__ = [
    "LINE",
    "Anchor",
    "Tree",
    "collapsed",
    "has_digit",
    "shown",
    "strings_in",
    "text_in",
    "walk",
    "wide",
]

#: Elements deeper than this are read as text of the one at this depth (Python's stack has an end).
MAX_DEPTH = 250
#: Characters of class and id that are read.
MAX_NAMES = 2_000

#: Characters from which a text is collapsed in parts of so many.
LONG = 100_000

#: The piece that a `<br>` gives.
LINE = "\u2028"

#: Never text of a page. A form's fields are not; the form itself may wrap a whole page (ASP.NET).
UNREAD = frozenset(
    "head script style noscript template svg math iframe object embed canvas audio video map"
    " select option textarea input datalist progress meter dialog title link meta img source".split()
)
#: What pages state things of themselves in (see `metadata`), wherever it stands.
STATING = ("meta", "link", "script", "title", "h1", "h2", "h3", "h4", "time", "abbr", "base", "noscript")
_STATING = frozenset(STATING)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
#: What holds no text and may yet hold a property's value.
_VALUES = frozenset(("meta", "link", "img"))
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s"
    " samp small span strike strong sub sup time tt u var wbr br picture amp-img".split()
)
_NOT_WIDE = bytes({*range(256)} - {*range(0xE3, 0xEE)})
_NO_DIGITS = bytes({*range(256)} - {*b"0123456789"})
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
#: What roles of ARIA say that an element is for (WAI-ARIA 1.2, 5.3), as a class would say it.
_LANDMARKS = {
    "navigation": "nav",
    "banner": "masthead",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
#: And that it is a part of the page which its heading or tab opens, hidden until then.
_PANELS = frozenset(("region", "tabpanel"))
#: Attributes beside class and id that are read.
_TELLING = frozenset(("role", "style", "hidden", "aria-hidden", "itemprop", "property"))
_STRINGS = etree.XPath("descendant::text()", smart_strings=False)
_BEGINNING = etree.XPath(f"substring(string(), 1, {MAX_NAMES})", smart_strings=False)
_BLANKS_IN_A_ROW = re.compile("  +")
_NAME_WORDS, _ACCENTS = re.compile(r"[a-z]{3,}"), re.compile("[\u0300-\u036f]")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


class Anchor(NamedTuple):
    """An `<a href>`: its element, the node it stands in, the first block of its text, its attributes."""

    element: etree._Element
    node: int
    block: int
    attributes: Mapping[str, str]

    @property
    def href(self) -> str:
        """Where it leads, as written."""
        return self.attributes["href"]


@dataclass(slots=True)
class Tree:
    """A page as parallel lists, in document order.

    A *node* is an element that is a block or has a class or id; its descendants are the nodes from
    it to `ends[node]`. A *block* is a run of text that nothing interrupts but inline elements: a
    paragraph, a heading, a cell. A *piece* is a string of a block, all in one node.

    :ivar names: class and id of each node, as written; `hidden` is added where an attribute hides it
    :ivar block_nodes: for each block the node of its nearest block element
    :ivar block_starts: for each block the position of its first piece; one more at the end
    :ivar texts: for each block its text, white space collapsed
    :ivar sizes: for each block its characters; those of Chinese, Japanese and Korean count twice
    :ivar linked: for each block how many characters of it are links
    :ivar paragraphs: where the running text stands
    :ivar stating: the elements in which the page may state something of itself, those without text too
    :ivar properties: the elements that name one (microdata's `itemprop`, RDFa's `property`)
    """

    elements: list[etree._Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    piece_nodes: list[int] = field(default_factory=list)
    piece_linked: list[bool] = field(default_factory=list)
    block_nodes: list[int] = field(default_factory=list)
    block_starts: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    paragraphs: Paragraphs = field(default_factory=lambda: Paragraphs((), (), ()))
    anchors: list[Anchor] = field(default_factory=list)
    stating: list[etree._Element] = field(default_factory=list)
    properties: list[etree._Element] = field(default_factory=list)

    def marked(self, nodes: Iterable[range]) -> bytearray:
        """1 for each node in any of some ranges, else 0."""
        marks = bytearray(len(self.tags))
        for each in nodes:
            marks[each.start : each.stop] = b"\1" * len(each)
        return marks

    def all_in(self, node: int) -> range:
        """A node and all below it."""
        return range(node, self.ends[node])


def walk(root: etree._Element) -> Tree:
    """The tree of a page. Elements that hold no text of the page are left out."""
    tree = Tree()
    _read(root, tree)
    starts, pieces = tree.block_starts, tree.pieces
    starts.append(len(pieces))
    tree.texts = [
        collapsed(pieces[start] if end == start + 1 else "".join(pieces[start:end]))
        for start, end in pairwise(starts)
    ]
    tree.sizes = _sizes(tree.texts)
    tree.paragraphs = Paragraphs(tree.block_nodes, tree.sizes, tree.linked)
    return tree


def _sizes(texts: Sequence[str]) -> list[int]:
    """The characters of each text, wide ones twice; whether there are any is asked once, of all."""
    sizes = list(map(len, texts))
    if not wide("".join(texts)):
        return sizes
    return [size + wide(text) for text, size in zip(texts, sizes, strict=True)]


def collapsed(text: str) -> str:
    r"""A text with its white space collapsed, without the hyphens and spaces that show only at a line's end.

    >>> collapsed(" Wirt\u00adschaft  und ")
    'Wirtschaft und'
    """
    if not text.isascii():
        for character in _UNSEEN:
            if character in text:
                text = text.replace(character, "")
    return " ".join(text.split()) if len(text) <= LONG else _collapsed_in_parts(text)


def _collapsed_in_parts(text: str) -> str:
    """A long text with its white space collapsed: a list of all its words would take ten times its memory."""
    parts = (text[at : at + LONG] for at in range(0, len(text), LONG))
    return _BLANKS_IN_A_ROW.sub(" ", "".join(map(_collapsed_inside, parts))).strip()


def _collapsed_inside(part: str) -> str:
    """A part of a text with its white space collapsed; a blank stays at each end that has some."""
    before, after = (" " if end.isspace() else "" for end in (part[:1], part[-1:]))
    return f"{before}{' '.join(part.split())}{after}"


def wide(text: str) -> int:
    """How many Chinese, Japanese or Korean characters a text has, by their first bytes in UTF-8.

    >>> wide("l’été — 5 €"), wide("東京")
    (0, 2)
    """
    return 0 if text.isascii() else len(text.encode("utf-8", "ignore").translate(None, _NOT_WIDE))


def has_digit(text: str) -> bool:
    """Has a text one of the digits 0 to 9? In a third of the time of a pattern.

    >>> has_digit("3 août"), has_digit("août")
    (True, False)
    """
    return bool(text.encode("ascii", "ignore").translate(None, _NO_DIGITS))


def text_in(element: etree._Element) -> str:
    """All text in an element, in a tenth of the time of `"".join(element.itertext())`."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def strings_in(element: etree._Element) -> list[str]:
    """The strings in an element, parted where elements begin and end; in a third of the time of `itertext`."""
    found: list[str] = _STRINGS(element)  # type: ignore[assignment]
    return found


def shown(element: etree._Element) -> str:
    """The text of an element, white space collapsed."""
    return collapsed(text_in(element))


def _read(root: etree._Element, tree: Tree) -> None:
    """Walk depth first. Much of an extraction's time goes here: hence the local names and plain lists.

    `iter` gives each element as it begins, at half the cost of `iterwalk`: what ended before is told by its parent.
    """
    stating = tree.stating
    add_element, add_tag, add_names = tree.elements.append, tree.tags.append, tree.names.append
    add_parent, ends = tree.parents.append, tree.ends
    pieces, piece_nodes, piece_linked = tree.pieces, tree.piece_nodes, tree.piece_linked
    block_nodes, block_starts, block_linked = tree.block_nodes, tree.block_starts, tree.linked
    is_open = False  # is a block open, which the next text continues?
    broken = False  # was a line break the last thing in it?
    node = holder = -1  # the node around the text that comes next, and the nearest that is a block
    linked = False  # is that text in a link?
    outside: Any = root.getparent()
    inmost = outside  # the innermost element that is open
    around: list[tuple[Any, bool, int, int, bool]] = []  # what was so before it: inmost, node, holder, linked

    def say(string: str) -> None:
        nonlocal is_open, broken
        if not string.isspace():
            broken = False
            if not is_open:
                is_open = True
                block_nodes.append(holder)
                block_starts.append(len(pieces))
                block_linked.append(0)
            if linked:
                block_linked[-1] += len(string.strip())
        pieces.append(string)
        piece_nodes.append(node)
        piece_linked.append(linked)

    steps = root.iter()
    for element in chain(steps, (None,)):
        parent = outside if element is None else element.getparent()
        while inmost is not parent:  # it has ended
            ended, inner = inmost, node
            inmost, ends_block, node, holder, linked = around.pop()
            if ends_block:
                is_open = False
            if inner != node:
                ends[inner] = len(ends)
            if ended is not root and (string := ended.tail) and (is_open or not string.isspace()):
                say(string)
        if element is None:
            return
        tag = element.tag
        if tag in _STATING:
            stating.append(element)
        if tag in UNREAD and element is not root:
            if tag in _VALUES and (element.get("itemprop") or element.get("property")):
                tree.properties.append(element)
            if len(element):
                _pass_over(element, steps, tree)
            string = element.tail
        else:
            inline = tag in INLINE or (tag == "button" and _is_in_heading(element))
            around.append((inmost, not inline, node, holder, linked))
            inmost = element
            attributes: Sequence[tuple[str, str]] = element.items()  # type: ignore[assignment]
            names = _names(element, attributes, tree) if attributes else ""
            if not inline or names:
                add_parent(node)
                node = len(ends)
                ends.append(node)
                add_element(element)
                add_tag(tag)
                add_names(names)
            if not inline:
                is_open = False
                holder = node
            elif tag == "a":
                known = dict(attributes)
                if known.get("href"):
                    linked = True
                    tree.anchors.append(Anchor(element, node, len(block_nodes) - is_open, known))
            elif tag == "br":
                if broken:  # two in a row end the block
                    is_open = broken = False
                elif is_open:
                    say(LINE)
                    broken = True
            string = element.text
            if len(around) > MAX_DEPTH:
                string = shown(element) or " "
                _pass_over(element, steps, tree)
        if string and (is_open or not string.isspace()):
            say(string)


def _pass_over(element: etree._Element, steps: Iterator[etree._Element], tree: Tree) -> None:
    """Note what inside an element that is not walked states something of the page."""
    last = element
    while len(last):
        last = last[-1]
    while element is not last:
        element = next(steps)
        if element.tag in _STATING:
            tree.stating.append(element)
            if element.get("itemprop") is not None:
                tree.properties.append(element)


def _is_in_heading(button: etree._Element) -> bool:
    """Is a button all of a heading, as in accordions?"""
    around = button.getparent()
    return around is not None and around.tag in _HEADINGS


def _names(element: etree._Element, attributes: Sequence[tuple[str, str]], tree: Tree) -> str:
    """The class and id of an element, as written; where it is hidden, a word that says so."""
    names = ""
    is_hidden = is_panel = False
    for key, value in attributes:
        if key == "class" or (key == "id" and not _is_anchor(element, value)):
            names = f"{names} {value}" if names else value
        elif key in _TELLING:
            if key == "itemprop" or key == "property":
                if element not in tree.properties[-1:]:
                    tree.properties.append(element)
            elif key == "role":
                if landmark := _LANDMARKS.get(value):
                    names = f"{names} {landmark}" if names else landmark
                is_panel = value in _PANELS
            elif (
                key == "hidden"
                or (key == "aria-hidden" and value == "true")
                or (key == "style" and ("none" in value or "hidden" in value) and _UNSHOWN.search(value))
            ):
                is_hidden = True
    if is_hidden and not is_panel:
        names = f"{names} hidden" if names else "hidden"
    return names if len(names) <= MAX_NAMES else names[:MAX_NAMES]


def _is_anchor(element: etree._Element, name: str) -> bool:
    """Are a heading's own words its id, for links to lead to ("les-sources-de-financement")? They name no role."""
    words = _NAME_WORDS.findall(name[:MAX_NAMES].lower()) if element.tag in _HEADINGS else []
    if len(words) < 2:
        return False
    said: str = _BEGINNING(element)  # type: ignore[assignment]
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", said.lower()))
    return all(word in text for word in words)
