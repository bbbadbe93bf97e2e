"""What speaks for and against each block of a page being the article's text.

Evidence is a list of short names for each block ("size:5", "word:share:0", "near:comment"); a table
of weights (`weights.json`, fitted by `tests/bench/fit_body.py`) says what each is worth. First what
can be said of a block where it stands, then what can be said once the article's container is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from crawler.extraction.page import Page
from crawler.extraction.phrases import SUBJECTS, subjects_of
from crawler.extraction.tokens import ROLES, TAG_ROLES
from crawler.extraction.tree import Tree

__all__ = ["Blocks", "evidence_in", "evidence_of", "measured"]

_SIZES = (15, 30, 50, 80, 140, 250, 500)
_SHARES = (0.01, 0.2, 0.5, 0.9)
_TEXTS = (1, 150, 400, 1000, 2500)
_SUBJECT_SIZES = (40, 100, 200)
_SUBJECT_LIMIT = 400

_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_CLOSERS = " \u00a0\"'»”’)]*"
_SENTENCE_ENDS = frozenset(".!?…:;。！？」』")
_NOT_WORDS = re.compile(r"\W+")
_LONG_WORD = re.compile(r"\w{4,}")
_BLOCK_TAGS = frozenset(
    "p li h1 h2 h3 h4 h5 h6 blockquote td th pre div dd dt figcaption section article body span center"
    " summary header footer".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ENDINGS = ("read", "newsletter", "comment", "share", "copyright")
_ALL_ROLES = {**ROLES, **TAG_ROLES}


class Blocks:
    """The figures of a page's blocks that all evidence is made of.

    :ivar sizes: characters of each block; those of Chinese, Japanese and Korean count twice
    :ivar shares: how much of each block is links, 0 to 1
    :ivar kinds: each block is a paragraph (P), links (L) or short (S)
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.sizes = [_size(text) for text in tree.texts]
        self.shares = [
            linked / len(text) if linked else 0.0
            for text, linked in zip(tree.texts, tree.linked, strict=True)
        ]
        self.ends = [_ends_a_sentence(text) for text in tree.texts]
        self.kinds = [
            _kind(size, share, end)
            for size, share, end in zip(self.sizes, self.shares, self.ends, strict=True)
        ]


def measured(tree: Tree) -> Blocks:
    """The figures of a tree's blocks."""
    return Blocks(tree)


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _ends_a_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS


def _kind(size: int, share: float, end: bool) -> str:
    if (size >= 80 and share < 0.4) or (size >= 40 and share < 0.2 and end):
        return "P"
    return "L" if share > 0.5 else "S"


def evidence_of(page: Page, blocks: Blocks) -> list[list[str]]:
    """What can be said of each block where it stands, before anything is known of the article."""
    tree = page.tree
    evidence: list[list[str]] = []
    subjects = [
        subjects_of(text) if size < _SUBJECT_LIMIT else 0
        for text, size in zip(tree.texts, blocks.sizes, strict=True)
    ]
    _add_form(evidence, blocks)
    _add_words(evidence, blocks, subjects)
    _add_neighbours(evidence, blocks)
    _add_family(evidence, blocks)
    _add_course(evidence, blocks, subjects)
    _add_statements(evidence, blocks, page)
    _add_roles(evidence, tree)
    return evidence


def _add_form(evidence: list[list[str]], blocks: Blocks) -> None:
    """Size, links, punctuation and element of each block."""
    tree = blocks.tree
    for text, size, share, end, node in zip(
        tree.texts, blocks.sizes, blocks.shares, blocks.ends, tree.block_nodes, strict=True
    ):
        step = bisect_right(_SIZES, size)
        tag = tree.tags[node]
        evidence.append(
            _form(step, bisect_right(_SHARES, share), end, tag if tag in _BLOCK_TAGS else "other")
        )
        if text.isupper():
            evidence[-1] = [*evidence[-1], "capitals"]


@lru_cache(maxsize=4096)
def _form_names(step: int, share: int, end: bool, tag: str) -> tuple[str, ...]:
    return (
        f"size:{step}",
        f"links:{share}",
        f"size+links:{min(step, 6)}:{share}",
        f"sentence:{int(end)}:{step}",
        f"tag:{tag}",
        f"tag:{tag}:{min(step, 4)}",
    )


def _form(step: int, share: int, end: bool, tag: str) -> list[str]:
    return list(_form_names(step, share, end, tag))


def _add_words(evidence: list[list[str]], blocks: Blocks, subjects: list[int]) -> None:
    for names, size, found in zip(evidence, blocks.sizes, subjects, strict=True):
        if found:
            names += _word_names(found, bisect_right(_SUBJECT_SIZES, size))


@lru_cache(maxsize=4096)
def _word_names(found: int, step: int) -> tuple[str, ...]:
    return tuple(f"word:{name}:{step}" for name, bit in SUBJECTS.items() if found & bit)


def _add_neighbours(evidence: list[list[str]], blocks: Blocks) -> None:
    """Of what kind the blocks before and after are."""
    kinds = "^^^" + "".join(blocks.kinds) + "$$$"
    for at, names in enumerate(evidence, 3):
        names += _neighbour_names(kinds[at - 3 : at + 4])


@lru_cache(maxsize=8192)
def _neighbour_names(kinds: str) -> tuple[str, ...]:
    around = kinds[:3] + kinds[4:]
    return (
        f"before:{kinds[2:4]}",
        f"after:{kinds[3:5]}",
        f"between:{kinds[2:5]}",
        f"paragraphs around:{around.count('P')}",
        f"links around:{around.count('L')}",
    )


def _add_family(evidence: list[list[str]], blocks: Blocks) -> None:
    """How much running text has the same parent, grandparent, or look; whether it is one of many alike."""
    tree = blocks.tree
    parents = [tree.parents[node] for node in tree.block_nodes]
    grands = [tree.parents[parent] if parent >= 0 else -1 for parent in parents]
    looks = [
        (tree.tags[node], tree.names[parent] if parent >= 0 else "")
        for node, parent in zip(tree.block_nodes, parents, strict=True)
    ]
    texts = [size if kind == "P" else 0 for size, kind in zip(blocks.sizes, blocks.kinds, strict=True)]
    by_parent: dict[object, int] = {}
    by_grand: dict[object, int] = {}
    by_look: dict[object, int] = {}
    for sums, keys in ((by_parent, parents), (by_grand, grands), (by_look, looks)):
        for key, text in zip(keys, texts, strict=True):
            if text:
                sums[key] = sums.get(key, 0) + text
    whole = max(1, sum(texts))
    alike = _alike(tree)
    for names, node, parent, grand, look, text, kind in zip(
        evidence, tree.block_nodes, parents, grands, looks, texts, blocks.kinds, strict=True
    ):
        names += _family_names(
            bisect_right(_TEXTS, by_parent.get(parent, 0) - text),
            bisect_right(_TEXTS, by_grand.get(grand, 0) - text),
            bisect_right((0.01, 0.1, 0.3, 0.6), by_look.get(look, 0) / whole),
            bisect_right((3, 6, 12), alike[node]),
            kind,
        )


@lru_cache(maxsize=8192)
def _family_names(parent: int, grand: int, look: int, alike: int, kind: str) -> tuple[str, ...]:
    return (
        f"parent text:{parent}",
        f"grandparent text:{grand}",
        f"look:{look}",
        f"alike:{alike}",
        f"alike:{alike}:{kind}",
    )


def _alike(tree: Tree) -> list[int]:
    """For each node how many siblings of several blocks look the same as it or its nearest such ancestor."""
    size = len(tree.elements)
    held = [0] * size
    for node in tree.block_nodes:
        held[node] += 1
    for node in range(size - 1, 0, -1):
        held[tree.parents[node]] += held[node]
    counts: dict[tuple[int, str, str], int] = {}
    keys: list[tuple[int, str, str] | None] = []
    for key, blocks in zip(zip(tree.parents, tree.tags, tree.names, strict=True), held, strict=True):
        keys.append(key if blocks > 1 else None)
        if blocks > 1:
            counts[key] = counts.get(key, 0) + 1
    alike: list[int] = []
    for own, parent in zip(keys, tree.parents, strict=True):
        count = counts[own] if own else 0
        alike.append(count if count >= 3 else alike[parent] if parent >= 0 else 0)
    return alike


def _add_course(evidence: list[list[str]], blocks: Blocks, subjects: list[int]) -> None:
    """What came before on the page: headlines, and headings or lines that end an article."""
    tree = blocks.tree
    headlines, endings, under = 0, 0, "nothing"
    has_headline = "h1" in tree.tags
    for names, node, size, kind, found in zip(
        evidence, tree.block_nodes, blocks.sizes, blocks.kinds, subjects, strict=True
    ):
        tag = tree.tags[node]
        headlines += tag == "h1"
        ending = _ending(found) if size < 100 else None
        if tag in _HEADINGS:
            under = "heading"
        if ending and (tag in _HEADINGS or size < 40):
            under = ending
        if ending:
            endings += 1
        elif kind == "P" and size > 150:
            endings = 0
        names += _course_names(min(headlines, 3) if has_headline else 9, min(endings, 4), under, kind)


@lru_cache(maxsize=8192)
def _course_names(headlines: int, endings: int, under: str, kind: str) -> tuple[str, ...]:
    return (
        f"headlines:{headlines}",
        f"endings:{endings}:{kind}",
        f"under:{under}",
        f"under:{under}:{kind}",
    )


@lru_cache(maxsize=8192)
def _ending(found: int) -> str | None:
    return next((name for name in _ENDINGS if found & SUBJECTS[name]), None)


def _add_statements(evidence: list[list[str]], blocks: Blocks, page: Page) -> None:
    """What the page's metadata say of the text: its title, its description, all of it."""
    stated = _stated_body(page)
    title = (page.meta("og:title") or "").lower()
    description = (page.meta("og:description", "description") or "").lower()
    headline = next((words.lower() for _, words in page.metadata.headings if words), "")
    words = set(_LONG_WORD.findall(description))
    seen: set[str] = set()
    for names, text, size in zip(evidence, blocks.tree.texts, blocks.sizes, strict=True):
        lower = text.lower()
        if size > 10 and (lower == headline or lower in title):
            names.append("title")
        if size > 20 and description and (lower[:60] in description or description[:60] in lower):
            names.append("description")
        if words and size > 60:
            own = set(_LONG_WORD.findall(lower[:400]))
            shared = len(own & words) / max(4, min(len(words), len(own)))
            names.append(f"description words:{bisect_right((0.15, 0.3, 0.5, 0.8), shared)}")
        if stated and size > 20:
            start = _NOT_WORDS.sub("", lower[:80])[:50]
            names.append(f"stated:{int(start in stated)}:{min(bisect_right(_SIZES, size), 4)}")
        if size > 30:
            if lower in seen:
                names.append("seen before")
            seen.add(lower)


def _stated_body(page: Page) -> str:
    """The article's text as its JSON-LD states it, letters only; nothing where that is a mere extract."""
    for _, value in page.metadata.articles_values("articleBody"):
        if isinstance(value, str) and len(value) > 400:
            return _NOT_WORDS.sub("", value[:100_000]).lower()
    return ""


def _add_roles(evidence: list[list[str]], tree: Tree) -> None:
    """What the names of the elements around a block say it is, near (three levels) and far."""
    inherited: list[int] = []
    for roles, parent, tag in zip(tree.roles, tree.parents, tree.tags, strict=True):
        inherited.append(roles | inherited[parent] if parent > 0 and tag != "body" else 0)
    for names, node in zip(evidence, tree.block_nodes, strict=True):
        near, at = tree.roles[node], node
        for _ in range(2):
            at = tree.parents[at] if at > 0 else 0
            near |= tree.roles[at] if at > 0 else 0
        names += _role_names("near", near)
        names += _role_names("far", inherited[node] & ~near)


@lru_cache(maxsize=8192)
def _role_names(where: str, roles: int) -> tuple[str, ...]:
    return tuple(f"{where}:{name}" for name, bit in _ALL_ROLES.items() if roles & bit)


def evidence_in(blocks: Blocks, container: int) -> list[list[str]]:
    """What can be said of each block once the node that holds the article is known."""
    tree = blocks.tree
    above = {container: 0}
    while (parent := tree.parents[next(reversed(above))]) >= 0:
        above[parent] = len(above)
    end = tree.ends[container]
    inside = [
        at for at, node in enumerate(tree.block_nodes) if container <= node < end and blocks.kinds[at] == "P"
    ]
    first = inside[0] if inside else 0
    last = next((at for at in reversed(inside) if blocks.sizes[at] > 120), len(blocks.sizes))
    return [_place(tree, above, at, node, first, last) for at, node in enumerate(tree.block_nodes)]


def _place(tree: Tree, above: dict[int, int], at: int, node: int, first: int, last: int) -> list[str]:
    own = _piece_roles(tree, at, node)
    down = 0
    while node not in above:
        own |= tree.roles[node]
        node = tree.parents[node]
        down += 1
    names = list(
        _place_names(
            min(above[node], 6),
            min(down, 4),
            bisect_right((2, 4, 8), first - at) if at < first else -1,
            bisect_right((2, 4, 8), at - last) if at > last else -1,
        )
    )
    if own:
        names += _role_names("within", own)
    return names


def _piece_roles(tree: Tree, at: int, node: int) -> int:
    """The roles of inline elements that hold the whole of a block."""
    start, end = tree.block_starts[at], tree.block_starts[at + 1]
    inner = tree.piece_nodes[start]
    if inner == node or any(tree.piece_nodes[piece] != inner for piece in range(start + 1, end)):
        return 0
    roles = 0
    while inner > node:
        roles |= tree.roles[inner]
        inner = tree.parents[inner]
    return roles


@lru_cache(maxsize=4096)
def _place_names(up: int, down: int, before: int, after: int) -> tuple[str, ...]:
    place = f"start:{before}" if before >= 0 else f"end:{after}" if after >= 0 else "amid"
    return (f"up:{up}", f"up+down:{min(up, 5)}:{down if up < 5 else 0}", place, f"{place[:3]}:{min(up, 2)}")
