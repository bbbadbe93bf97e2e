"""Which links the article has, and of what kind each is.

The rules, from the strongest:

1. A link is an absolute http(s) URL; fragments, `mailto:`, `javascript:` are none.
2. In the article's running text it is `body`, wherever it leads; unless it begins with a label, or the
   line is no more than a label and the link ("Lire aussi : ..."): then it is `related`.
3. Outside of the text only pages of the same publisher that may be articles count (`link_targets`),
   and of a menu none.
4. `rel=prev|next`, arrows that part ("« A | B »"), a pager's words or classes make `previous` and `next` (`link_pagers`).
5. The label above a group of links, else the class of an element around it, says whether it is
   `related`, a `series`, or a listing that belongs to the site and not to the article (`link_labels`,
   `link_places`). Above the headline nothing is related; under a label of topics only headlines are.
6. A line that is nothing but a link, or a card with a headline, is `related` where it interrupts the
   text (`link_inserts`).
7. Below the article and before any heading, cards that say "Lire la suite" or show a picture and a
   headline are `related` (`link_teasers`).
8. Links whose titles count ("... #1", "... #2", "Part 3") are a `series` (`link_series`).
9. A URL is there once a kind, under the best of its titles (`link_titles`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from crawler.extraction.article import Link
from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.link_inserts import begins_with_label, interrupts, is_insert, is_line
from crawler.extraction.link_pagers import announced, link_text, pager, paired, stated_neighbours
from crawler.extraction.link_places import OTHER, PAGER, SOLD
from crawler.extraction.link_series import counted, numbered
from crawler.extraction.link_surroundings import Surroundings, weight
from crawler.extraction.link_targets import Here, is_share_address
from crawler.extraction.link_teasers import is_beside_headline, teasers
from crawler.extraction.link_titles import best_title, card_title, shown_title, without_label, without_pager
from crawler.extraction.link_words import LISTING, MORE, NEXT, PREVIOUS, RELATED, SERIES, TOPICS, is_generic
from crawler.extraction.page import Page
from crawler.extraction.part_addresses import part_number, split_number
from crawler.extraction.tree import Anchor, Tree, strings_in, text_in, walk

__all__ = ["links"]

BODY = "body"
#: A link that interrupts the text without saying why: related, unless there are as many as paragraphs.
_LINE = "line"
#: A link whose title counts: of a series if others count too, else nothing.
_NUMBER = "number"

_NOTHING = Body("", "none", None, ())
_DATED = r"/(19|20)\d\d[/-]?\d\d?\b"
_HEADLINE = 5  # words
_SMALL = 3
_NEAR = 12  # blocks
_PLACES = 20  # of the page that a link stands in, around which its title is looked for
_MOST_TURNS = 2  # articles before this one, or after it

Key = tuple[str, str]  # a URL and a kind


def links(page: Page, body: Body) -> Found[tuple[Link, ...]] | None:
    """The links of an article, in the page's order, each once a kind, with the title that the page shows."""
    here = Here(page.url, page.base_url)
    stated = stated_neighbours(page.metadata.relations, here.absolute)
    found = _Links(here, body, page.tree, stated, page.sites).all()
    known = {(link.url, link.kind) for link in found}
    for noscript in _unscripted(page):
        aside = _Links(here, _NOTHING, walk(noscript), {}).all()
        found += [link for link in aside if link.kind == RELATED and (link.url, RELATED) not in known]
    return Found(tuple(found), "anchors") if found else None


def _unscripted(page: Page) -> list[etree._Element]:
    """What the page shows without scripts, where that has links: lists that scripts draw often stand there too."""
    return [
        element
        for element in page.metadata.noscripts
        if any(anchor.get("href") for anchor in element.iter("a"))
    ]


class _Links:
    """The links of one tree: first the kind of each, then what they are together."""

    def __init__(
        self, here: Here, body: Body, tree: Tree, stated: dict[str, str], sites: frozenset[str] = frozenset()
    ) -> None:
        self.here, self.anchors = here, tree.anchors
        self.stated, self.paired = stated, paired(tree.anchors, tree.texts)
        self.around = Surroundings(tree, body, sites)
        self.urls: list[str | None] = [None] * len(tree.anchors)
        self.base = split_number(here.url)[0]
        self._shown: dict[int, str] = {}

    def shown(self, at: int) -> str:
        """The text of a link, or of the headline in it; asked of some links again and again."""
        if at not in self._shown:
            self._shown[at] = shown_title(self.anchors[at].element)
        return self._shown[at]

    def all(self) -> list[Link]:
        """Every link with a kind; a URL once a kind, under the best of its titles."""
        groups: dict[Key, list[int]] = {}
        unnamed = teasers(self.around, self._url_of_article)
        for at, anchor in enumerate(self.anchors):
            if self.around.in_menu[anchor.node] and not self.around.is_called_related(anchor):
                continue
            kind = self._kind(at, anchor)
            if kind is None and unnamed and anchor.block > self.around.last:
                self.urls[at] = self._url_of_article(at, anchor)
                kind = RELATED if self.urls[at] in unnamed else None
            if kind:
                url = self.urls[at]
                assert url is not None
                groups.setdefault((url, kind), []).append(at)
        titles = {key: self._title(key[1], members) for key, members in groups.items()}
        kinds = self._kinds(groups, titles)
        found = {(key[0], kinds[key]): titles[key] for key in reversed(groups) if key in kinds}
        return [Link(url, title, kind) for (url, kind), title in reversed(found.items())]

    def _kind(self, at: int, anchor: Anchor) -> str | None:
        """The kind of one link, as far as it alone tells; its URL is kept."""
        around, block = self.around, anchor.block
        if (around.runs(block) or around.is_prose(block)) and self._is_in_text(anchor):
            return self._kind_in_text(at, anchor)
        if direction := self._turns(at, anchor):
            return direction
        where = around.label(block)
        if where == TOPICS:
            where = RELATED if weight(self.shown(at)) > _SMALL else LISTING
        elif where == MORE:
            where = RELATED if around.place(anchor.node) == RELATED else LISTING
        if where == LISTING and not anchor.attributes.get("rel") and not announced(around, anchor):
            return None
        by_class = around.place(anchor.node)
        where = by_class if where is None or by_class == SOLD else where
        if where is None and block < around.first and "rel" not in anchor.attributes:
            return None  # most of a menu
        if where in (SOLD, OTHER):
            return None
        if where == RELATED and block < around.headline and not around.is_in_related_aside(anchor):
            return None
        if where in (RELATED, SERIES) and (
            (around.is_minor(anchor) and not self._may_be_headline(at)) or self._is_of_teaser(at)
        ):
            return None
        if direction := pager(around, anchor, where):
            return direction if self._leads_on(at, anchor, _HEADLINE) and not self._is_part(at) else None
        if where == LISTING:
            return None
        kind = where if where in (RELATED, SERIES) else self._kind_of_line(at, anchor)
        return kind if kind and self._leads_on(at, anchor) else None

    def _turns(self, at: int, anchor: Anchor) -> str | None:
        """PREVIOUS or NEXT where the page's head says so of the address, or arrows point apart from two links."""
        direction = self.paired.get(at)
        if direction is None and self.stated and self.around.label(anchor.block) is None:
            direction = self.stated.get(self.here.absolute(anchor.href) or "")
        if direction is None or self.around.place(anchor.node) in (RELATED, LISTING, SOLD, OTHER):
            return None
        direction = pager(self.around, anchor, PAGER) or direction  # what the reader sees goes first
        return direction if self._leads_on(at, anchor, _HEADLINE) and not self._is_part(at) else None

    def _is_in_text(self, anchor: Anchor) -> bool:
        """Is a link of a running block text: not a picture, nor a line of links under a label?"""
        around, block = self.around, anchor.block
        if around.is_linked(block) and (
            around.labels[block] is not None or around.place(anchor.node) in (RELATED, LISTING, SOLD)
        ):
            return False
        return bool(text_in(anchor.element).strip())

    def _kind_in_text(self, at: int, anchor: Anchor) -> str | None:
        url = self.urls[at] = self.here.absolute(anchor.href)
        if url is None or url == self.here.url.partition("#")[0] or is_share_address(url):
            return None
        if not self.here.is_same_site(url) or not self.here.may_be_article(url, _HEADLINE):
            return BODY
        if is_insert(self.around, anchor):
            return RELATED
        return _LINE if is_line(self.around, anchor) and self._is_headline(anchor) else BODY

    def _is_headline(self, anchor: Anchor) -> bool:
        """Is a line an article's headline, not a way back to a section, as after the text it may be?"""
        return anchor.block < self.around.end or _has_slug(anchor.href, 3)

    def _kind_of_line(self, at: int, anchor: Anchor) -> str | None:
        """What a link is by its line, where neither label nor class tells."""
        around, block = self.around, anchor.block
        if not around.first <= block < len(around.texts):
            return None
        if begins_with_label(around, anchor):
            return None if self._heads_others(at, anchor) else RELATED
        if interrupts(around, anchor) and self._is_headline(anchor):
            return _LINE
        is_near = around.is_in_article(block) or block <= around.last + _NEAR
        return _NUMBER if is_near and numbered(around.texts[block]) else None

    def _heads_others(self, at: int, anchor: Anchor) -> bool:
        """Is a link part of the heading over related links: the tag in "More from Harbours"?"""
        around, block = self.around, anchor.block
        under = around.labels[block + 1 : block + 2]
        return around.is_heading(block) and under == [RELATED] and weight(self.shown(at)) <= _SMALL

    def _url_of_article(self, at: int, anchor: Anchor) -> str | None:
        """The URL of another article of this site that a teaser's link may lead to."""
        return self.urls[at] if self._leads_on(at, anchor, _HEADLINE) else None

    def _leads_on(self, at: int, anchor: Anchor, words: int | None = None) -> bool:
        """Does a link lead to what may be another article of this site? Its URL is kept."""
        url = self.here.absolute(anchor.href)
        if url is None or not self.here.is_same_site(url):
            return False
        if not self.here.may_be_article(url, weight(self.shown(at)) if words is None else words):
            return False
        self.urls[at] = url
        return True

    def _says_little(self, at: int) -> bool:
        """Does a link show fewer words than a headline has, in no heading and no sentence, and its path no more?"""
        anchor, around = self.anchors[at], self.around
        if weight(self.shown(at)) >= _SMALL or _has_slug(anchor.href):
            return False
        return not around.runs(anchor.block) and not (self.shown(at) and around.is_heading(anchor.block))

    def _may_be_headline(self, at: int) -> bool:
        """Beside shares, tags or an author: does a link show a long text, or is it a line of its own with a slug?"""
        anchor, shown = self.anchors[at], self.shown(at)
        texts = self.around.texts[anchor.block : anchor.block + 1]
        is_line = any(2 * len(shown) > len(text) for text in texts)
        return weight(shown) > _SMALL or (is_line and _has_slug(anchor.href))

    def _is_of_teaser(self, at: int) -> bool:
        """Does a short link stand beside a teaser's headline: its section's, its author's, its comments'?"""
        return weight(self.shown(at)) <= _HEADLINE and is_beside_headline(self.around, at)

    def _is_part(self, at: int) -> bool:
        """Does a link lead to another part of this very article?"""
        url = self.urls[at]
        return url is not None and part_number(url, self.base) is not None

    def _title(self, kind: str, members: Sequence[int]) -> str:
        """The title of a link that stands in one or more places of the page."""
        if kind in (PREVIOUS, NEXT):
            titles = [without_pager(strings_in(self.anchors[at].element)) for at in members]
            return best_title(titles) or self._title_around(members) or link_text(self.anchors[members[0]])
        texts = [self.shown(at) for at in members]
        if kind == BODY:
            return next(filter(None, texts), "")
        if kind != SERIES:
            texts = [without_label(text) for text in texts]
        return best_title(texts) or self._title_around(members) or next(filter(None, texts), "")

    def _title_around(self, members: Sequence[int]) -> str:
        """The headline of the teaser around a link that says nothing; else what is said to those who cannot see."""
        around, members = self.around, members[:_PLACES]
        for at in members:
            if title := card_title(around.tree, around.texts, self.anchors, at, self.urls):
                return title
        for at in members:
            element, attributes = self.anchors[at].element, self.anchors[at].attributes
            alternatives = [image.get("alt") for image in element.iter("img")]
            for text in (attributes.get("title"), attributes.get("aria-label"), *alternatives):
                if text and not is_generic(text):
                    return " ".join(text.split())
        return ""

    def _kinds(self, groups: dict[Key, list[int]], titles: dict[Key, str]) -> dict[Key, str]:
        """The kinds of the links that stay, seen together."""
        kinds = {key: key[1] for key in groups}
        for key in counted(self._countable(groups)):
            if key[1] != BODY or not self._in_sentence(groups[key]):
                kinds[key] = SERIES
        lines = [key for key, kind in kinds.items() if kind == _LINE]
        is_few = self._groups(groups, lines) <= max(2, self.around.paragraphs // 3)
        for key in lines:
            other = BODY if self._is_in_running(groups[key]) else _NUMBER
            kinds[key] = RELATED if is_few else other
        series = {key[0] for key, kind in kinds.items() if kind == SERIES}
        related = [key for key, kind in kinds.items() if kind == RELATED]
        for key in related:
            if key[0] in series:
                kinds[key] = SERIES
            elif weight(titles[key]) < _SMALL and all(map(self._says_little, groups[key])):
                kinds[key] = _NUMBER  # an author's, a section's, a menu's
        for turn in (PREVIOUS, NEXT):
            turning = [key for key, kind in kinds.items() if kind == turn]
            if len(turning) > _MOST_TURNS:  # a list of stories, each "next" to the one above it
                kinds |= dict.fromkeys(turning, _NUMBER)
        untitled = {
            key for key, kind in kinds.items() if kind in (RELATED, SERIES) and is_generic(titles[key])
        }
        return {key: kind for key, kind in kinds.items() if kind != _NUMBER and key not in untitled}

    def _groups(self, groups: dict[Key, list[int]], lines: Sequence[Key]) -> int:
        """In how many places of the page links stand: those of one list or row are one."""
        blocks = sorted(self.anchors[groups[key][0]].block for key in lines)
        return sum(after - before > _SMALL for before, after in pairwise([-_NEAR, *blocks]))

    def _countable(self, groups: dict[Key, list[int]]) -> list[tuple[list[str], Key]]:
        """Of the links that may be parts of a series, what they and their lines say."""
        around = self.around
        found = []
        for key, members in groups.items():
            if key[1] in (BODY, RELATED, _NUMBER, _LINE):
                texts = [self.shown(at) for at in members]
                blocks = [self.anchors[at].block for at in members]
                texts += [
                    around.texts[block]
                    for block in blocks
                    if block < len(around.texts) and around.is_linked(block)
                ]
                found.append((texts, key))
        return found

    def _is_in_running(self, members: Sequence[int]) -> bool:
        return any(self.around.runs(self.anchors[at].block) for at in members)

    def _in_sentence(self, members: Sequence[int]) -> bool:
        return not any(self.around.is_linked(self.anchors[at].block) for at in members)


def _has_slug(url: str, words: int = 4) -> bool:
    """Does a URL's path hold a date, or its last part a headline?"""
    path = url.partition("?")[0].rstrip("/")
    if re.search(_DATED, path):
        return True
    return len([word for word in re.split(r"[-_+]", path.rpartition("/")[2]) if word]) >= words
