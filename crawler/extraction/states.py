"""The data that a page's scripts work on: what Next.js, Nuxt, Fusion, Gatsby, Apollo or Redux leave in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from crawler.extraction.literals import NoValue, literal

__all__ = ["states"]

#: What is read of one script, in characters; how many values of one; from how many characters on one counts.
MAX_SCRIPT, MAX_VALUES, LONG = 3_000_000, 40, 400
#: Characters that are read of a page's values that only a browser can read: those take two microseconds each.
MAX_LITERALS = 500_000

_VALUE = re.compile(r"(?:=|\breturn\b|\()\s*(?=[\[{]|[\"'](?:[\[{<]|\\u003[cC]))|^\s*(?=[\[{])")
_PARSED = re.compile(r"JSON\.parse\(\s*(decodeURIComponent\(\s*)?(?=[\"'`])")
_PUSHED = re.compile(r"__next_f\.push\(\s*(?=\[)")
_ROW = re.compile(r"([0-9a-f]+):(?:T([0-9a-f]+),)?")
_ANGULAR = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
_DECODER = json.JSONDecoder(strict=False)


def states(root: etree._Element) -> Iterator[Any]:
    """The values that scripts hold or assign, and those of `data-page` attributes (Inertia)."""
    reader = _ValueReader()
    pushed: list[str] = []
    for script in root.iter("script"):
        source = script.text or ""
        if "__next_f" in source:
            pushed += _pushed(source, reader)
        elif LONG < len(source) <= MAX_SCRIPT and "ld+json" not in (script.get("type") or ""):
            for value in _values(_unescaped(source), reader):
                yield _hydrated(value) if script.get("id") == "__NUXT_DATA__" else value
    if pushed:
        yield from _rows("".join(pushed)[:MAX_SCRIPT])
    for element in root.iterfind(".//*[@data-page]"):
        if len(stated := element.get("data-page") or "") > LONG:
            yield from _values(stated[:MAX_SCRIPT], reader)


def _unescaped(source: str) -> str:
    """A script that was escaped as if it were text, or in Angular's own way."""
    if "&q;" in source:
        for escape, character in _ANGULAR.items():
            source = source.replace(escape, character)
    return html.unescape(source) if "&quot;" in source else source


def _values(source: str, reader: _ValueReader) -> Iterator[Any]:
    """The long values of a script: the whole of it, what it assigns, returns, hands to a function, or parses."""
    at = count = 0
    while count < MAX_VALUES and (found := _VALUE.search(source, at)):
        at = found.end()
        count += 1
        value, end = reader.value_at(source, at)
        if end - at >= LONG:
            yield value
        at = max(at, end)
    for found in re.finditer(_PARSED, source):
        text, _ = reader.value_at(source, found.end())
        if isinstance(text, str) and len(text) >= LONG:
            yield from _parsed(unquote(text) if found[1] else text)


class _ValueReader:
    """Reads the values of one page's scripts, for as long as a page may take."""

    def __init__(self) -> None:
        self._left = MAX_LITERALS

    def value_at(self, source: str, at: int) -> tuple[Any, int]:
        """The value at a place and its end; None, and the place, where there is none."""
        try:
            return _DECODER.raw_decode(source, at)
        except (ValueError, RecursionError):
            pass
        if self._left <= 0:
            return None, at
        try:
            value, size = literal(source[at : at + self._left])
        except NoValue as error:
            self._left -= error.at
            return None, at
        self._left -= size
        return value, at + size


def _parsed(text: str) -> Iterator[Any]:
    try:
        yield _DECODER.decode(text)
    except (ValueError, RecursionError):
        return


def _pushed(source: str, reader: _ValueReader) -> Iterator[str]:
    """What Next.js's app router pushes: pieces of one stream of rows."""
    for found in re.finditer(_PUSHED, source):
        value, _ = reader.value_at(source, found.end())
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            yield value[1]


def _rows(stream: str) -> list[Any]:
    """The values of the rows (`id:JSON`, or `id:Tlength,text`), a reference to a text replaced by it."""
    texts: dict[str, str] = {}
    values: list[Any] = []
    at = 0
    while at < len(stream):
        found = _ROW.match(stream, at)
        end = stream.find("\n", at) + 1 or len(stream)
        if found and found[2]:
            size = int(found[2][:6], 16)
            text = (
                stream[found.end() : found.end() + size]
                .encode("utf-8", "replace")[:size]
                .decode("utf-8", "ignore")
            )
            texts["$" + found[1]] = text
            end = found.end() + max(1, len(text))
        elif found:
            values += _parsed(stream[found.end() : end])
        at = end
    return [*texts.values(), *values]


def _hydrated(value: Any) -> Any:
    """Nuxt's data with its references followed: a list in which all that stands inside a value is its place."""
    if not isinstance(value, list) or not value:
        return value
    made: dict[int, Any] = {}

    def at(place: Any, depth: int) -> Any:
        if not isinstance(place, int) or not 0 <= place < len(value) or depth > 60:
            return None
        if place not in made:
            made[place] = None  # what refers to itself ends here
            inner = value[place]
            if isinstance(inner, dict):
                made[place] = {key: at(each, depth + 1) for key, each in inner.items()}
            elif isinstance(inner, list) and inner and isinstance(inner[0], str):  # ["Reactive", 5]
                made[place] = at(inner[-1], depth + 1)
            elif isinstance(inner, list):
                made[place] = [at(each, depth + 1) for each in inner]
            else:
                made[place] = inner
        return made[place]

    return at(0, 0)
