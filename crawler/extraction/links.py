"""Which links the article has, and of what kind each is.

The rules, from the strongest:

1. A link is an absolute http(s) URL; fragments, `mailto:`, `javascript:` are none.
2. In the article's running text it is `body`, wherever it leads; unless it begins with, or the
   paragraph is no more than, a label and the link ("Lire aussi : ..."): then it is `related`.
3. Outside of the text only pages of the same publisher that may be articles count (`link_targets`).
4. `rel=prev|next`, pager words, pager classes make `previous` and `next` (`link_words`, `link_places`).
5. The label above a group of links, else the class of an element around it, says whether it is
   `related`, `series` or a listing that belongs to the site and not to the article (`link_labels`).
6. A line that is nothing but a link to another article and interrupts the text is `related`.
7. Links whose titles count ("... #1", "... #2", "Part 3") are a `series`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from crawler.extraction.article import Link
from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.link_labels import labelled
from crawler.extraction.link_places import OTHER, PAGER, SOLD, pager_direction, place
from crawler.extraction.link_targets import Here
from crawler.extraction.link_titles import (
    all_text,
    best_title,
    block_range,
    card_title,
    shown,
    without_label,
    without_pager,
)
from crawler.extraction.link_words import (
    LISTING,
    NEXT,
    PREVIOUS,
    RELATED,
    SERIES,
    fold,
    is_generic,
    kind_of_label,
    kind_of_pager,
)
from crawler.extraction.page import Page
from crawler.extraction.part_addresses import part_number, split_number
from crawler.extraction.tree import Anchor, Tree, walk

__all__ = ["links"]

BODY = "body"
#: A link that interrupts the text without saying why: related, unless there are as many as paragraphs.
_LINE = "line"
#: A link whose title counts: of a series if others count too, else nothing.
_NUMBER = "number"

_NOTHING = Body("", "none", None, ())
_NO_LINE = frozenset("ul ol dl li td th table dt dd figcaption nav header footer".split())

_NUMBERED = re.compile(
    r"^(?P<name>.*?)[\s(\[,:–-]*(?:#|n[°ºo]\.?|no\.|parts?|parties?|teil|folge|[ée]pisode|chapters?|chapitre|cap[ií]tulo|parte"
    r"|puntata|deel|cz[eę][sś][cć]|odcinek|volet|vol\.?)\s*(?P<number>\d{1,3})\b",
    re.I,
)


def links(page: Page, body: Body) -> Found[tuple[Link, ...]] | None:
    """The links of an article, in the page's order, each once a kind, with the title that the page shows."""
    found = _Links(page, body, page.tree).all()
    known = {(link.url, link.kind) for link in found}
    for noscript in page.root.iter("noscript"):  # lists that scripts draw often stand there too
        if noscript.find(".//a[@href]") is None:
            continue
        aside = _Links(page, _NOTHING, walk(noscript)).all()
        found += [link for link in aside if link.kind == RELATED and (link.url, RELATED) not in known]
    return Found(tuple(found), "anchors") if found else None


class _Links:
    def __init__(self, page: Page, body: Body, tree: Tree) -> None:
        self.tree = tree
        self.here = Here(page.url, page.base_url)
        self.anchors = self.tree.anchors
        self.texts, self.linked = tree.texts, tree.linked
        self.running = [False] * len(self.texts)
        for block in body.blocks:
            self.running[block] = True
        self.labels, self.label_blocks = labelled(self.tree, self.texts, self.linked, self.running)
        self.places: list[str | bool | None] = [False] * len(self.tree.elements)
        for node in _holders(self.tree, body):
            self.places[node] = None
        self.first = min(body.blocks, default=0)
        self.last = max(body.blocks, default=-1)
        self.root = body.root
        self.paragraphs = sum(len(self.texts[block]) > 80 for block in body.blocks)
        #: The nodes that have running paragraphs right below them.
        self.holding = {tree.parents[tree.block_nodes[block]] for block in body.blocks}
        self.urls: list[str | None] = [None] * len(self.anchors)

    def all(self) -> list[Link]:
        """Every link with a kind; a URL once a kind, under the best of its titles."""
        groups: dict[tuple[str, str], list[int]] = {}
        for at, anchor in enumerate(self.anchors):
            if kind := self._kind(at, anchor):
                url = self.urls[at]
                assert url is not None
                groups.setdefault((url, kind), []).append(at)
        titles = {key: self._title(key[1], members) for key, members in groups.items()}
        kinds = {key: key[1] for key in groups}
        self._count_series(groups, titles, kinds)
        lines = [key for key, kind in kinds.items() if kind == _LINE]
        few = len(lines) <= max(2, self.paragraphs // 3)
        kinds.update((key, RELATED if few else _NUMBER) for key in lines)
        kinds = {key: kind for key, kind in kinds.items() if kind != _NUMBER}
        series = {url for (url, _), kind in kinds.items() if kind == SERIES}
        kinds = {
            key: SERIES if key[0] in series and key[1] == RELATED else kind for key, kind in kinds.items()
        }
        self._drop_small(groups, titles, kinds)
        return [
            Link(url, titles[url, kind], kinds[url, kind]) for url, kind in groups if (url, kind) in kinds
        ]

    def _kind(self, at: int, anchor: Anchor) -> str | None:
        if self._is_in_text(anchor):
            return self._kind_in_text(at, anchor)
        where = self._where(anchor)
        if where in (OTHER, SOLD):
            return None
        if direction := self._pager(anchor, where):
            return direction if self._resolve(at, anchor, 4) and not self._is_part(at) else None
        if where is None and self._interrupts(anchor):
            where = _LINE
        elif where is None and self._is_numbered(anchor):
            where = _NUMBER
        if where in (_NUMBER, _LINE):
            return where if self._resolve(at, anchor) else None
        if where not in (RELATED, SERIES):
            return None
        return where if self._resolve(at, anchor) else None

    def _kind_in_text(self, at: int, anchor: Anchor) -> str | None:
        url = self.here.absolute(anchor.element.get("href") or "")
        if url is None:
            return None
        self.urls[at] = url
        if self._is_insert(anchor) and self.here.is_same_site(url):
            return RELATED if self.here.may_be_article(url, 4) else BODY
        return BODY

    def _resolve(self, at: int, anchor: Anchor, words: int | None = None) -> bool:
        """Does a link outside of the text lead to what may be another article of this site? Keeps its URL."""
        url = self.here.absolute(anchor.element.get("href") or "")
        if url is None or not self.here.is_same_site(url):
            return False
        if words is None:
            words = _weight(shown(anchor.element))
        if not self.here.may_be_article(url, words):
            return False
        self.urls[at] = url
        return True

    def _is_in_text(self, anchor: Anchor) -> bool:
        """Is a link in the article's running text: not a picture, nor a line of links under a label?"""
        block = anchor.block
        if block >= len(self.texts) or not self.running[block]:
            return False
        if 2 * self.linked[block] > len(self.texts[block]) and (
            self.labels[block] is not None or self._place(anchor.node) in (RELATED, LISTING, SOLD)
        ):
            return False
        return any(not text.isspace() for text in anchor.element.itertext())

    def _is_part(self, at: int) -> bool:
        """Does a link lead to another part of this very article?"""
        url = self.urls[at]
        return url is not None and part_number(url, split_number(self.here.url)[0]) is not None

    def _where(self, anchor: Anchor) -> str | None:
        """What the label over a link, else the classes around it, say it is."""
        by_class = self._place(anchor.node)
        if self._is_minor(anchor):
            return OTHER
        if by_class == SOLD or anchor.block >= len(self.labels):
            return by_class
        label = self.labels[anchor.block]
        if label is None:
            return RELATED if by_class is None and self._begins_with_label(anchor) else by_class
        return label

    def _is_minor(self, anchor: Anchor) -> bool:
        """Is a link one of a teaser's or page's small ones: an author's, a tag, a share or comment button?"""
        node = anchor.node
        for _ in range(3):
            if node < 0 or self.places[node] is None:
                return False
            if place(self.tree.names[node]) == OTHER:
                return _weight(shown(anchor.element)) < 4
            node = self.tree.parents[node]
        return False

    def _place(self, node: int) -> str | None:
        """The place that the nearest telling class around a node names."""
        places, chain = self.places, []
        while node >= 0 and places[node] is False:
            chain.append(node)
            node = self.tree.parents[node]
        known = places[node] if node >= 0 else None
        for node in reversed(chain):
            names = self.tree.names[node]
            own = place(names) if names != " " and not self._is_wide(node) else None
            if own is not None and known != SOLD and not (own == OTHER and known in (RELATED, SERIES)):
                known = own
            places[node] = known
        assert known is not False and known is not True
        return known

    def _is_wide(self, node: int) -> bool:
        """Does a node hold most of the page? Then its class speaks of the page, not of a group of links."""
        return 2 * (self.tree.ends[node] - node) > len(self.tree.elements)

    def _pager(self, anchor: Anchor, where: str | None) -> str | None:
        """PREVIOUS or NEXT for a link of a pager between articles."""
        element = anchor.element
        rel = (element.get("rel") or "").lower().split()
        if "prev" in rel or "previous" in rel:
            return PREVIOUS
        if "next" in rel:
            return NEXT
        if anchor.block < self.first and where != PAGER:
            return None
        if (
            (name := element.get("title"))
            and (named := kind_of_pager(name))
            and fold(name).split()[0] != fold(name)
        ):
            return named[0]
        text = self._link_text(anchor)
        said = kind_of_pager(text) if len(text) < 200 else None
        if said and (said[1] or where == PAGER or _is_arrowed(text)):
            if said[1] and _is_lone_word(text) and where != PAGER:
                return None
            return said[0]
        if where == PAGER:
            return self._pager_by_place(anchor)
        return None

    def _pager_by_place(self, anchor: Anchor) -> str | None:
        """PREVIOUS or NEXT by the words just before a link of a pager, or the classes around it."""
        if (
            0 < anchor.block < len(self.texts)
            and (said := kind_of_pager(self.texts[anchor.block - 1]))
            and said[1]
        ):
            return said[0]
        node = anchor.node
        for _ in range(4):
            if node < 0 or self._place(node) != PAGER:
                break
            if direction := pager_direction(self.tree.names[node]):
                return direction
            node = self.tree.parents[node]
        return None

    def _link_text(self, anchor: Anchor) -> str:
        text = " ".join(all_text(anchor.element, " ").split())
        return text or anchor.element.get("aria-label") or anchor.element.get("title") or ""

    def _begins_with_label(self, anchor: Anchor) -> bool:
        """Does the line that a link is, or the link itself, begin with "Read also"?"""
        text = self.texts[anchor.block]
        if len(text) > 300 or (":" not in text and self.linked[anchor.block] == len(text)):
            return False
        if without_label(text) != text:
            return True
        return kind_of_label(self._around(anchor)[0]) == RELATED

    def _is_insert(self, anchor: Anchor) -> bool:
        """Is a link of the running text an insert: does it, or the short line it is, begin with a label?"""
        text = shown(anchor.element)
        if without_label(text) != text:
            return True
        before, rest = self._around(anchor)
        if len(before) + len(rest) > 70:
            return False
        if before and kind_of_label(before) == RELATED:
            return True
        if self.labels[anchor.block] == RELATED and len(before) + len(rest) < len(text):
            return True
        return before.endswith(":") and not rest and _weight(text) >= 3 and len(text) + len(before) > 0

    def _around(self, anchor: Anchor) -> tuple[str, str]:
        """What a block says before its first link, and what else beside its links."""
        tree, block = self.tree, anchor.block
        piece = bisect_left(tree.piece_blocks, block)
        before: list[str] = []
        rest: list[str] = []
        seen = False
        while piece < len(tree.pieces) and tree.piece_blocks[piece] == block:
            if tree.piece_linked[piece]:
                seen = True
            else:
                (rest if seen else before).append(tree.pieces[piece])
            piece += 1
        return " ".join("".join(before).split()), " ".join("".join(rest).split()).strip(' .;,)»"')

    def _is_numbered(self, anchor: Anchor) -> bool:
        """Does a link in or below the article have a title that counts ("... #3")?"""
        block = anchor.block
        if self.root is None or not self.first < block < len(self.texts):
            return False
        node = self.tree.block_nodes[block]
        return (
            self.root <= node < self.tree.ends[self.root] and _NUMBERED.match(self.texts[block]) is not None
        )

    def _interrupts(self, anchor: Anchor) -> bool:
        """Is a link a line, or a card, of its own between two paragraphs of the article?

        The line is the largest element around the link that stands beside running paragraphs; it
        holds no paragraph, no list, and little that is not a link.
        """
        block, tree = anchor.block, self.tree
        if not self.first < block < self.last or self.root is None:
            return False
        node = tree.block_nodes[block] if tree.block_nodes[block] > anchor.node else anchor.node
        while node > self.root and tree.parents[node] not in self.holding:
            if tree.tags[node] in _NO_LINE:
                return False
            node = tree.parents[node]
        if node <= self.root or tree.tags[node] in _NO_LINE:
            return False
        blocks = block_range(tree, node, block)
        if len(blocks) == 0 or not self._runs(blocks.start - 1) or not self._runs(blocks.stop):
            return False
        length = sum(len(self.texts[other]) for other in blocks)
        linked = sum(self.linked[other] for other in blocks)
        return 3 * linked >= 2 * length and length <= 400 and _weight(self.texts[block]) >= 5

    def _runs(self, block: int) -> bool:
        return 0 <= block < len(self.texts) and self.running[block]

    def _title(self, kind: str, members: Sequence[int]) -> str:
        """The title of a link that stands in one or more places of the page."""
        if kind in (PREVIOUS, NEXT):
            texts = [without_pager(self._link_text(self.anchors[at])) for at in members]
            return (
                best_title(texts) or self._title_around(members) or self._link_text(self.anchors[members[0]])
            )
        texts = [shown(self.anchors[at].element) for at in members]
        if kind == RELATED:
            texts = [without_label(text) for text in texts]
        if kind == BODY:
            return next((text for text in texts if text), "")
        return best_title(texts) or self._title_around(members) or next((text for text in texts if text), "")

    def _title_around(self, members: Sequence[int]) -> str:
        for at in members:
            if title := card_title(self.tree, self.texts, self.anchors, at, self.urls):
                return title
        for at in members:
            element = self.anchors[at].element
            for text in (
                element.get("title"),
                element.get("aria-label"),
                *(img.get("alt") for img in element.iter("img")),
            ):
                if text and not is_generic(text):
                    return " ".join(text.split())
        return ""

    def _drop_small(
        self,
        groups: dict[tuple[str, str], list[int]],
        titles: dict[tuple[str, str], str],
        kinds: dict[tuple[str, str], str],
    ) -> None:
        """Drop, among teasers with headlines, the links that show a word or two: authors, sections, buttons."""
        related = [key for key in groups if kinds.get(key) == RELATED]
        headlines = sum(_weight(titles[key]) >= 5 for key in related)
        for key in related:
            if headlines >= 2 and _weight(titles[key]) <= 2 and not _has_slug(key[0]):
                del kinds[key]

    def _count_series(
        self,
        groups: dict[tuple[str, str], list[int]],
        titles: dict[tuple[str, str], str],
        kinds: dict[tuple[str, str], str],
    ) -> None:
        """Make a series of the links that interrupt or follow the text and whose titles count."""
        parts: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for key in groups:
            if key[1] in (BODY, RELATED, _NUMBER, _LINE) and (match := self._numbered(groups[key])):
                parts.setdefault(fold(match["name"])[:10], {}).setdefault(match["number"], []).append(key)
        for numbers in parts.values():
            if len(numbers) >= 2:
                for keys in numbers.values():
                    for key in keys:
                        if key[1] == BODY and self._in_sentence(groups[key]):
                            continue
                        kinds[key] = SERIES

    def _numbered(self, members: Sequence[int]) -> re.Match[str] | None:
        """The name and number of a part, as its line or its title shows them."""
        for at in members:
            block = self.anchors[at].block
            text = self.texts[block] if block < len(self.texts) else ""
            if 3 * self.linked[block] > 2 * len(text) if text else False:
                return _NUMBERED.match(text)
            if match := _NUMBERED.match(shown(self.anchors[at].element)):
                return match
        return None

    def _in_sentence(self, members: Sequence[int]) -> bool:
        return all(
            2 * self.linked[self.anchors[at].block] < len(self.texts[self.anchors[at].block])
            for at in members
        )


def _holders(tree: Tree, body: Body) -> set[int]:
    """The nodes that hold the article: around its longest block up to the page's root."""
    holders: set[int] = set()
    node = body.root if body.root is not None else -1
    while node >= 0:
        holders.add(node)
        node = tree.parents[node]
    return holders


def _has_slug(url: str) -> bool:
    """Does the last part of a URL's path spell a headline (four words or more)?"""
    return (
        len(
            [
                word
                for word in re.split(r"[-_+]", url.partition("?")[0].rstrip("/").rpartition("/")[2])
                if word
            ]
        )
        >= 4
    )


def _weight(text: str) -> int:
    """How many words a text has; of scripts without spaces two characters count as one."""
    return max(len(text.split()), sum(char >= "\u2e80" for char in text) // 2)


def _is_arrowed(text: str) -> bool:
    return text[:1] in "←→«»‹›<>◀▶◄►" or text[-1:] in "←→«»‹›<>◀▶◄►"


def _is_lone_word(text: str) -> bool:
    return " " not in fold(text)
