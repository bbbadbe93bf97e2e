"""The article's text where a page states it as data: JSON-LD `articleBody`, or the state of its scripts.

A page of Next.js, Nuxt or Fusion may hold its article only in JSON that a script shows; a page with a
paywall may show two paragraphs and state them all.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from lxml import etree

from crawler.extraction.folding import folded
from crawler.extraction.found import Found
from crawler.extraction.jsonld import plain
from crawler.extraction.page import Page
from crawler.extraction.states import states
from crawler.extraction.tree import walk

__all__ = ["in_json_ld", "in_state"]

#: Characters from which a stated text is an article's, not its teaser's; and of one string of prose in a state.
LONG, PROSE = 400, 60
#: Nested steps that are taken into a value, and strings that are read of one.
MAX_DEPTH, MAX_STRINGS = 40, 20_000
#: Characters of one string that is looked at, and of all.
MAX_TEXT = 1_000_000
SUBJECT = 20_000  # characters of a text in which the subject's words are looked for

_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|em|strong|b|i|a|span|blockquote|figure)\b[^<>]*>", re.I)
_SENTENCE = re.compile(r"\w[.!?…。！？][<\s\"'»”)]|\w[.!?…。！？][\"'»”)]?$")
_LINK_OR_CODE = re.compile(r"^\s*(?:https?://|data:|/[\w-]+/)|[{};]\s*[\w.]+\s*[:=(]")
_NUMBER = re.compile(r"\d+")
_REFERENCE = re.compile(r"\$[A-Za-z]?[0-9a-f]{0,6}(?::[\w:]+)?")  # of React: another row's value

#: What a node of rich text calls its type, where it is a part of a line.
_INLINE = frozenset(
    "text span a link hyperlink entry-hyperlink asset-hyperlink autolink inlinelink inline strong em b i u s bold"
    " italic underline code sup sub mark abbr cite small q font linebreak hardbreak hard_break br".split()
)

#: Where a state has an article's headline, and in what a list wraps each of its articles.
_HEADLINES = ("title", "headline", "headlines")
_WRAPPERS = ("node", "attributes", "fields", "article", "post", "data")


def in_json_ld(page: Page) -> Found[str] | None:
    """`articleBody` of the article's JSON-LD or microdata (schema.org), as paragraphs."""
    for _, value in page.metadata.articles_values("articleBody", "text"):
        if isinstance(value, list):
            value = "\n\n".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and len(value) >= LONG:
            return Found(_paragraphs(value), "json-ld articleBody")
    for item in page.metadata.item_values("articlebody"):
        if len(item.value) >= LONG:
            return Found(_paragraphs(item.value), "microdata articleBody")
    return None


def in_state(page: Page) -> Found[str] | None:
    """The longest run of prose in the JSON that the page's scripts work on, of what speaks of the article if any does."""
    names = frozenset(folded(found.value) for found in [page.title] if found)
    runs = [
        "\n\n".join(filter(None, dict.fromkeys(_paragraphs(text) for text in texts)))
        for value in states(page.root)
        for texts in _families(value, names)
    ]
    subject = _subject(page)
    best = max(runs, key=lambda run: (_speaks_of(run, subject), len(run)), default="")
    return Found(best, "script state") if len(best) >= LONG else None


def _subject(page: Page) -> frozenset[str]:
    """The words of five letters and more in the page's headline and description."""
    said = f"{page.title.value if page.title else ''} {page.metadata.meta('og:description', 'description')}"
    return frozenset(word for word in folded(said).split() if len(word) > 4)


def _speaks_of(text: str, subject: frozenset[str]) -> bool:
    """Does a long text have most of the subject's words?"""
    return len(text) >= LONG and 2 * len(subject & set(folded(text[:SUBJECT]).split())) > len(subject)


def _families(value: Any, names: frozenset[str] = frozenset()) -> Iterator[list[str]]:
    """The strings that stand under the same keys, where most of them is running text.

    :param names: the page's headline, folded: of several whole articles, the one of this name is read
    """
    families: dict[tuple[str, ...], list[str]] = {}
    strings = _Strings(names)
    for path, text in strings.of(value, (), 0):
        families.setdefault(path, []).append(text)
    for texts in families.values():
        prose = sum(len(text) for text in texts if _is_prose(text))
        if prose >= LONG / 2 and 2 * prose > sum(map(len, texts)):
            yield texts


class _Strings:
    """The strings of a value, no more than there is time for."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._strings, self._steps = MAX_STRINGS, 10 * MAX_STRINGS

    def of(self, value: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each string with its keys; places in lists do not count, nor numbers in keys; a line of parts is one."""
        self._steps -= 1
        if depth >= MAX_DEPTH or self._strings <= 0 or self._steps <= 0:
            return
        if isinstance(value, str):
            if len(value) >= LONG and value[0] in "[{" and (inner := _parsed(value)) is not None:
                yield from self.of(inner, path, depth + 1)
            elif value and len(value) <= MAX_TEXT and not _REFERENCE.fullmatch(value):
                self._strings -= 1
                yield path, value
        elif isinstance(value, dict):
            others = self._others(value.values())
            for key, inner in value.items():
                if id(inner) in others:
                    continue
                line = _line(inner) if key in ("children", "content") else None
                if line is not None:
                    yield (*path, "text"), line
                else:
                    yield from self.of(inner, (*path, _NUMBER.sub("#", str(key))), depth + 1)
        elif isinstance(value, list):
            if _is_element(value):
                value = [value[3]]
            others = self._others(value)
            for inner in value:
                if id(inner) not in others:
                    yield from self.of(inner, path, depth + 1)

    def _others(self, things: Iterable[Any]) -> frozenset[int]:
        """Of things side by side, those with another headline than the page's, where a whole article has that."""
        named = [(thing, name) for thing in things if (name := _headline(thing))] if self._names else []
        if len(named) < 2 or not any(name in self._names and _is_whole(thing) for thing, name in named):
            return frozenset()
        return frozenset(id(thing) for thing, name in named if name not in self._names)


def _headline(thing: Any) -> str:
    """The headline of an article in a state, folded, as the usual interfaces of editorial systems give it.

    >>> _headline({"node": {"title": {"rendered": "La gr\u00e8ve"}, "content": "..."}})
    'la gr\u00e8ve'
    """
    if not isinstance(thing, dict):
        return ""
    for inner in (thing, *map(thing.get, _WRAPPERS)):
        if not isinstance(inner, dict):
            continue
        for stated in map(inner.get, _HEADLINES):
            if isinstance(stated, dict):
                stated = next(iter(stated.values()), None)
            if isinstance(stated, str) and stated:
                return folded(plain(stated))
    return ""


def _is_whole(thing: Any) -> bool:
    """Does a thing hold an article's text, not its headline alone?"""
    prose = (len(text) for _, text in _Strings().of(thing, (), 0) if _is_prose(text))
    return any(length >= LONG for length in accumulate(prose))


def _is_element(value: list[Any]) -> bool:
    """Is it an element of React: `["$", tag, key, properties]`?"""
    return len(value) >= 4 and value[0] == "$" and isinstance(value[3], dict)


def _line(value: Any, depth: int = 0) -> str | None:
    """The text of a list of parts of a line: strings, and nodes of rich text (Slate, ProseMirror, Portable Text).

    >>> _line(["Il a ", {"type": "strong", "children": [{"text": "tout"}]}, " dit."])
    'Il a tout dit.'
    >>> _line([{"type": "paragraph", "text": "Il a tout dit."}])
    """
    if not isinstance(value, list) or not value or depth > 5:
        return None
    if _is_element(value):
        value = [value]
    parts = [_part(inner, depth) for inner in value]
    known = [part for part in parts if part is not None]
    return (
        "".join(known)
        if len(known) == len(parts) and any(not isinstance(inner, str) for inner in value)
        else None
    )


def _part(value: Any, depth: int) -> str | None:
    """The text of one part of a line; None for what is a block, or no text at all."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and _is_element(value):
        value = {"type": value[1], **value[3]}
    if not isinstance(value, dict):
        return None
    kind = str(value.get("type") or value.get("nodeType") or value.get("_type") or value.get("tag") or "text")
    if kind.lower() not in _INLINE:
        return None
    for key in ("text", "value", "children", "content", "data"):
        inner = value.get(key)
        if isinstance(inner, str):
            return inner
        if isinstance(inner, list) and inner:
            return "".join(inner) if all(isinstance(x, str) for x in inner) else _line(inner, depth + 1)
    return "\n" if "br" in kind.lower() else None if kind == "text" and "text" not in value else ""


def _is_prose(text: str) -> bool:
    if "&lt;" in text[:200]:
        text = html.unescape(text)
    return len(text) >= PROSE and _SENTENCE.search(text) is not None and not _LINK_OR_CODE.search(text[:200])


def _parsed(text: str) -> Any:
    """The value that a string holds as JSON, if it does."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _paragraphs(text: str) -> str:
    """A stated text with a blank line between its paragraphs, its markup read."""
    if "&lt;" in text or "&amp;" in text:
        text = html.unescape(text)
    if _MARKUP.search(text):
        root = etree.fromstring(
            f"<div>{text}</div>".encode("utf-8", "ignore"), etree.HTMLParser(encoding="utf-8")
        )
        return "\n\n".join(walk(root).texts) if root is not None else ""
    return "\n\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
