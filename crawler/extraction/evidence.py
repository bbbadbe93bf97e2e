"""What speaks for and against each block of a page being the article's text.

Evidence is a list of short names for each block ("size:5", "word:share:0", "near:comment"); a table
of weights (`weights.json`, fitted by `tests/bench/fit_body.py`) says what each is worth. Here is what
can be said of a block where it stands; once the article's container is known, `evidence_within` says more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from crawler.extraction.blocks import Blocks
from crawler.extraction.page import Page
from crawler.extraction.phrases import SUBJECTS, subjects_among, subjects_of, words_of
from crawler.extraction.tokens import ROLES, TAG_ROLES
from crawler.extraction.weights import Note, note

__all__ = ["DISTANCES", "evidence_of", "first_title", "named"]

#: Steps of how many blocks away something is.
DISTANCES = (2, 4, 8)
_SIZES = (15, 30, 50, 80, 140, 250, 500)
_SHARES = (0.01, 0.2, 0.5, 0.9)
_TEXTS = (1, 150, 400, 1000, 2500)
_SUBJECT_SIZES = (40, 100, 200, 400)
#: Characters that are looked at for a subject; and up to which a block is a line.
_SUBJECT_LIMIT, _LINE = 400, 60
_LOOKS = (0.01, 0.1, 0.3, 0.6)
_ALIKE = (3, 6, 12)
_OVERLAPS = (0.15, 0.3, 0.5, 0.8)
#: Characters of a page's name, and of its description, with which blocks are compared.
_NAME, _DESCRIPTION = 400, 2000
#: Characters of the text that a page states; of a block its beginning, and of that the letters that are looked for in it.
_STATED, _BEGINNING, _LETTERS = 100_000, 80, 50

_NOT_WORDS = re.compile(r"\W+")
_BLOCK_TAGS = frozenset(
    "p li h1 h2 h3 h4 h5 h6 blockquote td th pre div dd dt figcaption section article body span center"
    " summary header footer".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ENDINGS = ("read", "newsletter", "comment", "share", "copyright")
#: What an article has to say on it ("Release comment"), and the French "how" ("Comment en est-on arrivé là ?").
_OWN_COMMENT = re.compile(
    r"comment (?!on\b|below|section|policy|rules)\w|(?!add|post|leave|write|submit|view|show|your|new|one|first|last|no|un|ajouter|poster)[^\W\d]+ (?:comment|kommentar)$",
    re.I,
)
_NAMES = {bit: name for name, bit in {**ROLES, **TAG_ROLES}.items()}
#: Subjects that a long paragraph may have as a whole.
_ALWAYS = SUBJECTS["policy"] | SUBJECTS["newsletter"] | SUBJECTS["copyright"] | SUBJECTS["about"]
_NOTHING = note()

Key = TypeVar("Key", int, str)


def evidence_of(page: Page, blocks: Blocks) -> list[tuple[Note, ...]]:
    """What can be said of each block where it stands, before anything is known of the article."""
    beginnings = [
        words_of(text[:_SUBJECT_LIMIT].lower()) if size > _LINE else []
        for text, size in zip(blocks.texts, blocks.sizes, strict=True)
    ]
    subjects = [
        _subjects(text, size, words)
        for text, size, words in zip(blocks.texts, blocks.sizes, beginnings, strict=True)
    ]
    aspects = [
        _forms(blocks),
        _words(blocks, subjects),
        _neighbours(blocks),
        _families(blocks),
        _courses(blocks, subjects),
        _spots(blocks, page),
        _statements(blocks, page, beginnings),
        *_surroundings(blocks),
    ]
    return list(zip(*aspects, strict=True))


def _subjects(text: str, size: int, words: list[str]) -> int:
    """The subjects of a block: of a line (many are on every page of a site), of a paragraph, of a long one's beginning."""
    if size <= _LINE:
        return subjects_of(text)
    if size < _SUBJECT_LIMIT:
        return subjects_among(words, text)
    return subjects_among(words) & _ALWAYS


def _forms(blocks: Blocks) -> list[Note]:
    """Size, links and element of each block."""
    tags = blocks.tree.tags
    return [
        _form(bisect_right(_SIZES, size), bisect_right(_SHARES, share), tags[node])
        for size, share, node in zip(blocks.sizes, blocks.shares, blocks.nodes, strict=True)
    ]


@lru_cache(maxsize=4096)
def _form(step: int, share: int, tag: str) -> Note:
    return note(f"size:{step}", f"links:{share}", f"tag:{tag if tag in _BLOCK_TAGS else 'other'}")


def _words(blocks: Blocks, subjects: list[int]) -> list[Note]:
    """What the words of each short block are about."""
    return [
        _word(found, bisect_right(_SUBJECT_SIZES, size)) if found else _NOTHING
        for size, found in zip(blocks.sizes, subjects, strict=True)
    ]


@lru_cache(maxsize=8192)
def _word(found: int, step: int) -> Note:
    return note(*(f"word:{name}:{step}" for name, bit in SUBJECTS.items() if found & bit))


def _neighbours(blocks: Blocks) -> list[Note]:
    """Of what kind the blocks before and after are."""
    return [_neighbour(kinds) for kinds in blocks.around]


@lru_cache(maxsize=8192)
def _neighbour(kinds: str) -> Note:
    around = kinds[:3] + kinds[4:]
    return note(
        f"between:{kinds[2:5]}",
        f"paragraphs around:{around.count('P')}",
        f"links around:{around.count('L')}",
    )


def _families(blocks: Blocks) -> list[Note]:
    """How much running text has the same parent, or look; whether it is one of many alike."""
    tree = blocks.tree
    around, tags, names = tree.parents, tree.tags, tree.names
    parents = [around[node] for node in blocks.nodes]
    looks = [tags[node] + " " + names[parent] for node, parent in zip(blocks.nodes, parents, strict=True)]
    texts = [size if kind == "P" else 0 for size, kind in zip(blocks.sizes, blocks.kinds, strict=True)]
    by_parent, by_look = _summed(parents, texts), _summed(looks, texts)
    whole = max(1, sum(texts))
    alike = _alike(blocks)
    return [
        _family(
            bisect_right(_TEXTS, by_parent.get(parent, 0) - text),
            bisect_right(_LOOKS, by_look.get(look, 0) / whole),
            bisect_right(_ALIKE, count),
            kind,
        )
        for parent, look, text, count, kind in zip(parents, looks, texts, alike, blocks.kinds, strict=True)
    ]


def _summed(keys: Sequence[Key], values: list[int]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for key, value in zip(keys, values, strict=True):
        if value:
            sums[key] = sums.get(key, 0) + value
    return sums


@lru_cache(maxsize=8192)
def _family(parent: int, look: int, alike: int, kind: str) -> Note:
    return note(
        f"parent text:{parent}",
        f"look:{look}",
        f"alike:{alike}",
        f"alike:{alike}:{kind}",
    )


def _alike(blocks: Blocks) -> list[int]:
    """For each block how many siblings of several blocks look the same as its node or the nearest such ancestor."""
    tree, around = blocks.tree, blocks.roles
    parents, tags, names = tree.parents, tree.tags, tree.names
    held = [0] * len(parents)
    for node in tree.block_nodes:
        held[node] += 1
    for node in range(len(held) - 1, 0, -1):
        held[parents[node]] += held[node]
    several = [node for node, count in enumerate(held) if count > 1 and parents[node] in around]
    looks = [(parents[node], tags[node], names[node]) for node in several]
    counts = Counter(looks)
    many = {
        node: counts[look] for node, look in zip(several, looks, strict=True) if counts[look] >= _ALIKE[0]
    }
    nearest = {-1: 0}
    for node in blocks.nodes:
        below = []
        while node not in nearest:
            below.append(node)
            node = parents[node]
        for inner in reversed(below):
            nearest[inner] = many.get(inner) or nearest[parents[inner]]
    return [nearest[node] for node in blocks.nodes]


def _courses(blocks: Blocks, subjects: list[int]) -> list[Note]:
    """What came before on the page: headlines, and headings or lines that end an article."""
    tree = blocks.tree
    course: list[Note] = []
    headlines, endings, under = 0, 0, "nothing"
    has_headline = "h1" in tree.tags
    for node, size, kind, text, found in zip(
        blocks.nodes, blocks.sizes, blocks.kinds, blocks.texts, subjects, strict=True
    ):
        tag = tree.tags[node]
        headlines += tag == "h1"
        ending = _ending(found) if found and size < 100 else None
        if ending == "comment" and _OWN_COMMENT.match(text):
            ending = None
        if tag in _HEADINGS:
            under = "heading"
        if ending:
            endings += 1
            if tag in _HEADINGS or size < 40:
                under = ending
        elif kind == "P" and size > 150:
            endings = 0
        course.append(_course(min(headlines, 3) if has_headline else 9, min(endings, 4), under, kind))
    return course


@lru_cache(maxsize=8192)
def _course(headlines: int, endings: int, under: str, kind: str) -> Note:
    return note(
        f"headlines:{headlines}", f"endings:{endings}:{kind}", f"under:{under}", f"under:{under}:{kind}"
    )


@lru_cache(maxsize=8192)
def _ending(found: int) -> str | None:
    return next((name for name in _ENDINGS if found & SUBJECTS[name]), None)


def _spots(blocks: Blocks, page: Page) -> list[Note]:
    """Whether a block stands before or after the page's title, and whether the page ends with it."""
    first = first_title(blocks, page)
    title = blocks.order[first] if first >= 0 else -1
    return [
        _spot(
            "no" if title < 0 else "before" if at < title else "at" if at == title else "after",
            bisect_right(DISTANCES, at - title) if at > title >= 0 else 0,
            bisect_right(DISTANCES, blocks.count - at) if blocks.count > 8 else 9,
            kind,
        )
        for at, kind in zip(blocks.order, blocks.kinds, strict=True)
    ]


@lru_cache(maxsize=4096)
def _spot(title: str, since: int, left: int, kind: str) -> Note:
    return note(f"title:{title}", f"title:{title}:{kind}", f"since title:{since}:{kind}", f"left:{left}")


def first_title(blocks: Blocks, page: Page) -> int:
    """The place of the first block that is the page's title: a heading, if one is; -1 if none. It is asked for often."""
    if blocks.title is None:
        blocks.title = _first_title(blocks, page)
    return blocks.title


def _first_title(blocks: Blocks, page: Page) -> int:
    names = (page.meta("og:title") or "", page.metadata.head_title)
    stated = "\n".join(name[:_NAME] for name in names).lower()
    alike = [
        at
        for at, (text, size) in enumerate(zip(blocks.texts, blocks.sizes, strict=True))
        if 16 < size < 250 and len(text) <= len(stated) and blocks.shares[at] < 0.5 and text.lower() in stated
    ]
    return next(
        (at for at in alike if blocks.tree.tags[blocks.nodes[at]] in _HEADINGS), alike[0] if alike else -1
    )


def _statements(blocks: Blocks, page: Page, beginnings: list[list[str]]) -> list[Note]:
    """What the page's metadata say of the text: its title, its description, all of it.

    :param beginnings: for each block that is more than a line the words it begins with
    """
    stated = _stated_beginnings(page)
    titles = [page.meta("og:title") or "", *(words for _, words in page.metadata.headings[:1])]
    title = "\n".join(title[:_NAME] for title in titles).lower()
    description = (page.meta("og:description", "description") or "")[:_DESCRIPTION].lower()
    opening = description[:60] or "\n"  # which no block has
    description_words = _long_ones(words_of(description))
    title_words = _long_ones(words_of(title))
    seen: set[str] = set()
    notes = []
    for text, size, words in zip(blocks.texts, blocks.sizes, beginnings, strict=True):
        if size <= 10:
            notes.append(_NOTHING)
            continue
        lower = text.lower()
        notes.append(
            _statement(
                lower in title,
                size > 20 and description != "" and (lower[:60] in description or opening in lower),
                _overlap(words, description_words) if description_words and size > _LINE else -1,
                min(len(title_words.intersection(words)), 4) if title_words and size > _LINE else -1,
                int(_begins_in(stated, lower)) if stated and size > 20 else -1,
                min(bisect_right(_SIZES, size), 4),
                size > 30 and lower in seen,
            )
        )
        seen.add(lower)
    return notes


@lru_cache(maxsize=8192)
def _statement(
    title: bool, description: bool, words: int, title_words: int, stated: int, step: int, again: bool
) -> Note:
    return note(
        *(["title"] if title else []),
        *(["description"] if description else []),
        *([f"description words:{words}"] if words >= 0 else []),
        *([f"title words:{title_words}:{step}"] if title_words >= 0 else []),
        *([f"stated:{stated}:{step}"] if stated >= 0 else []),
        *(["seen before"] if again else []),
    )


def _overlap(words: list[str], stated: set[str]) -> int:
    """How many of the description's words a block begins with, in five steps."""
    shared = len(stated.intersection(words))
    if not shared:
        return 0
    own = len(_long_ones(words))
    return bisect_right(_OVERLAPS, shared / max(4, min(len(stated), own)))


def _long_ones(words: list[str]) -> set[str]:
    return {word for word in words if len(word) > 3}


def _stated_beginnings(page: Page) -> list[str]:
    """From each word on what the article's text says as its JSON-LD states it, letters only, sorted.

    Nothing where that is a mere extract.
    """
    for _, value in page.metadata.articles_values("articleBody"):
        if isinstance(value, str) and len(value) > 400:
            words = _NOT_WORDS.split(value[:_STATED].lower())
            letters = "".join(words)
            starts = accumulate(map(len, words), initial=0)
            return sorted({letters[start : start + _LETTERS] for start in starts})
    return []


def _begins_in(stated: list[str], text: str) -> bool:
    """Does what a page states have the beginning of a text?

    >>> _begins_in(["citydeep", "deep", "thecitydeep"], "city, deep")
    True

    :param stated: what it says from each of its words on, letters only, sorted
    """
    beginning = _NOT_WORDS.sub("", text[:_BEGINNING])[:_LETTERS]
    at = bisect_left(stated, beginning)
    return at < len(stated) and stated[at].startswith(beginning)


def _surroundings(blocks: Blocks) -> tuple[list[Note], list[Note]]:
    """What the names of the elements around a block say it is, near (three levels) and far."""
    roles, parents, tags = blocks.roles, blocks.tree.parents, blocks.tree.tags
    inherited: dict[int, int] = {}
    for node in sorted(roles):  # what a node stands in comes before it
        parent = parents[node]
        inherited[node] = roles[node] | inherited[parent] if parent > 0 and tags[node] != "body" else 0
    near, far = [], []
    for node in blocks.nodes:
        parent = max(parents[node], 0)
        grand = max(parents[parent], 0)
        own = (roles[node] | (roles[parent] if parent else 0) | (roles[grand] if grand else 0)) if node else 0
        near.append(named("near", own))
        far.append(named("far", inherited[node] & ~own))
    return near, far


@lru_cache(maxsize=16384)
def named(where: str, roles: int) -> Note:
    """What roles say of a block: "near:comment", "within:share"."""
    names = []
    while roles:
        lowest = roles & -roles
        names.append(f"{where}:{_NAMES[lowest]}")
        roles ^= lowest
    return note(*names)
