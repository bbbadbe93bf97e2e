"""The article's text where a page states it as data: JSON-LD `articleBody`, or the state of its scripts.

A page of Next.js, Nuxt or Fusion may hold its article only in JSON that a script shows; a page with a
paywall may show two paragraphs and state them all.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from lxml import etree

from crawler.extraction.found import Found
from crawler.extraction.page import Page
from crawler.extraction.tree import walk

__all__ = ["in_json_ld", "in_state"]

#: Characters from which a stated text is an article's, not its teaser's; and of one string of prose in a state.
LONG, PROSE = 400, 60
#: What is read of one script, in characters, and of one value, in nested steps.
MAX_SCRIPT, MAX_DEPTH = 3_000_000, 40

_STATE = re.compile(r"^\s*(?:(?:window|self|globalThis|var|let|const)?[\s.]*[\w.$\[\]\"']+\s*=\s*)?(?=[\[{])")
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|em|strong|b|i|a|span|blockquote|figure)\b[^<>]*>", re.I)
_SENTENCE = re.compile(r"\w[.!?…。！？][<\s\"'»”)]|\w[.!?…。！？][\"'»”)]?$")
_LINK_OR_CODE = re.compile(r"^\s*(?:https?://|data:|/[\w-]+/)|[{};]\s*[\w.]+\s*[:=(]")
_DECODER = json.JSONDecoder(strict=False)


def in_json_ld(page: Page) -> Found[str] | None:
    """`articleBody` of the article's JSON-LD (schema.org), as paragraphs."""
    for _, value in page.metadata.articles_values("articleBody", "text"):
        if isinstance(value, str) and len(value) >= LONG:
            return Found(_paragraphs(value), "json-ld articleBody")
    return None


def in_state(page: Page) -> Found[str] | None:
    """The longest run of prose in the JSON that the page's scripts work on."""
    best = ""
    for value in _states(page.root):
        families: dict[tuple[str, ...], list[str]] = {}
        for path, text in _prose(value, (), 0):
            families.setdefault(path, []).append(text)
        for texts in families.values():
            together = "\n\n".join(dict.fromkeys(_paragraphs(text) for text in texts))
            if len(together) > len(best):
                best = together
    return Found(best, "script state") if len(best) >= LONG else None


def _states(root: etree._Element) -> Iterator[object]:
    """The JSON values that scripts hold or assign (`__NEXT_DATA__`, `window.__NUXT__ = {...}`)."""
    for script in root.iter("script"):
        source = script.text or ""
        if not LONG < len(source) <= MAX_SCRIPT or "ld+json" in (script.get("type") or ""):
            continue
        if "&quot;" in source:
            source = html.unescape(source)
        if start := _STATE.match(source):
            try:
                yield _DECODER.raw_decode(source, start.end())[0]
            except (ValueError, RecursionError):
                continue


def _prose(value: object, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """The strings of running text in a value, each with its keys; places in lists do not count."""
    if isinstance(value, str):
        if len(value) >= PROSE and _SENTENCE.search(value) and not _LINK_OR_CODE.search(value[:200]):
            yield path, value
    elif depth >= MAX_DEPTH:
        return
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _prose(inner, (*path, str(key)), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _prose(inner, path, depth + 1)


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
