"""JSON-LD as pages really write it: read what can be read, and find the article that the page is about.

The syntax is repaired only where strict reading fails: comments, CDATA marks, HTML entities, trailing
commas, raw line breaks, two values in one script; what is left is read as a browser reads JavaScript
(`literals`). Nothing here raises, whatever the input.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crawler.extraction.literals import literal

__all__ = ["Thing", "read", "text", "things", "types", "values"]

Thing = Mapping[str, Any]

MAX_DEPTH = 6
MAX_THINGS = 400
MAX_REPAIRED = 500_000  # characters of a page's scripts that repairs are tried on
MAX_LITERAL = 200_000  # and that are read as JavaScript

ARTICLE_TYPES = frozenset(
    """article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle
    backgroundnewsarticle askpublicnewsarticle reviewnewsarticle advertisercontentarticle liveblogposting
    report techarticle scholarlyarticle medicalscholarlyarticle satiricalarticle socialmediaposting
    discussionforumposting criticreview review interview essay""".split()
)
PAGE_TYPES = frozenset(
    "webpage itempage aboutpage faqpage creativework medicalwebpage recipe howto podcastepisode".split()
)
# What a page's own statement may be wrapped in; lists of other pages (itemListElement, hasPart) are not.
WRAPPERS = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")

_DECODER = json.JSONDecoder(strict=False)
_OPENINGS = ("//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "<!--")
_CLOSINGS = ("//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "-->")
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]++|\\.)*+"?|/\*.*?\*/|(?<![:\w])//[^\n]*', re.S)
_STRING_OR_LINE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|(?<![:\w])//[^\n]*', re.S)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]++|\\.)*+"?|,(?=\s*[,}\]])', re.S)
_OPENING = re.compile(r"[\[{]")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})')
_BLOCKS = frozenset("blockquote br dd div dl dt figure h1 h2 h3 h4 h5 h6 hr img li ol p ul".split())
_TAGS = _BLOCKS | frozenset(
    "a abbr b big cite code del em font i ins mark q s small span strong sub sup u wbr".split()
)
_MARKUP = re.compile(rf"<(/?)({'|'.join(sorted(_TAGS))})(\s[^<>]{{0,500}})?>|<!--[^<>]{{0,500}}-->", re.I)
_ALONE = frozenset(("br", "hr", "img", "wbr", "p"))  # tags that need no end


def read(source: str, most: int = MAX_REPAIRED) -> list[Any]:
    """The JSON values of one script, repaired where needed; of a value cut short, its whole entries.

    >>> read('<!-- {"@type": "Article", "tags": ["a", "b",],} -->')
    [{'@type': 'Article', 'tags': ['a', 'b']}]
    >>> read('{"headline": "Strike ends", "author": "Jeanne Mar')
    [{'headline': 'Strike ends'}]

    :param most: characters from which on nothing is repaired
    """
    values, rest = _values(source)
    if not rest:
        return values
    if len(source) > most:
        return values
    whole = source
    for repair in (_unframed, _bare, html.unescape):
        source = repair(source)
        repaired, rest = _values(source)
        if len(repaired) >= len(values) and repaired:
            values = repaired
        if not rest:
            return values
    return values or _literals(_unframed(whole)) or _literals(source)


def _literals(source: str) -> list[Any]:
    """The first value as JavaScript has it: quotes, keys and commas of other kinds, an end that was cut off."""
    start = _OPENING.search(source) if len(source) <= MAX_LITERAL else None
    try:
        value = literal(source, start.start()).value if start else None
    except ValueError:
        return []
    return [value] if value else []


def _values(source: str) -> tuple[list[Any], bool]:
    """All JSON values one after the other, and whether something unreadable is left."""
    values: list[Any] = []
    at, end = 0, len(source)
    while True:
        while at < end and source[at] in " \t\r\n;,\ufeff\xa0":
            at += 1
        if at >= end:
            return values, False
        try:
            value, at = _DECODER.raw_decode(source, at)
        except (ValueError, RecursionError):
            return values, True
        values.append(value)
        if len(values) > MAX_THINGS:
            return values, False


def _unframed(source: str) -> str:
    """Without the marks of a comment or of CDATA around the whole."""
    source = source.strip()
    for _ in range(2):
        source = next(
            (source.removeprefix(mark).lstrip() for mark in _OPENINGS if source.startswith(mark)), source
        )
        source = next(
            (source.removesuffix(mark).rstrip() for mark in _CLOSINGS if source.endswith(mark)), source
        )
    return source


def _bare(source: str) -> str:
    """Without comments, trailing commas and escapes that JSON does not know (strings are kept whole)."""
    end = source.rfind("*/") + 2  # a comment that never ends would be looked for again and again
    part, rest = (source[:end], source[end:]) if end > 1 else ("", source)
    source = _STRING_OR_COMMENT.sub(_without_comment, part) + _STRING_OR_LINE.sub(_without_comment, rest)
    source = _STRING_OR_COMMA.sub(lambda m: m[0] if m[0][0] == '"' else "", source)
    return _BAD_ESCAPE.sub(r"\\\\", source) if "\\" in source else source


def _without_comment(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == '"' else " "


def values(sources: Iterable[str]) -> list[list[Any]]:
    """The JSON values of each of a page's scripts; nothing for one that cannot be read."""
    found = []
    left = MAX_REPAIRED
    for source in sources:
        found.append(read(source.replace('"schema:', '"'), left))
        left -= len(source)
    return found


def things(values: Iterable[Any]) -> tuple[Thing, ...]:
    """The top-level things among some values: graphs and wrappers opened, references followed."""
    found: list[Thing] = []
    for value in values:
        found.extend(_open(value, 0))
        if len(found) > MAX_THINGS:
            return tuple(found[:MAX_THINGS])
    return tuple(found)


def _open(value: Any, depth: int) -> Iterator[Thing]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:MAX_THINGS]:
            yield from _open(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "headline" in value:
            yield value
        for key in WRAPPERS:
            if isinstance(value.get(key), (dict, list)):
                yield from _open(value[key], depth + 1)


def types(thing: Thing) -> frozenset[str]:
    """The types of a thing, lower-cased and without a vocabulary.

    >>> sorted(types({"@type": ["http://schema.org/NewsArticle", "schema:Review"]}))
    ['newsarticle', 'review']
    """
    stated = thing.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(re.split(r"[/#:]", name)[-1].strip().lower() for name in names if isinstance(name, str))


def is_article(thing: Thing) -> bool:
    """Does it say it is an article, or speak as only articles do?"""
    kinds = types(thing)
    if kinds & ARTICLE_TYPES:
        return True
    return "headline" in thing and not kinds & {"webpage", "collectionpage", "imageobject", "videoobject"}


def text(value: Any) -> str:
    """The words of a JSON-LD value, whichever way it is wrapped; markup and entities resolved.

    >>> text(["Tom &amp; <i>Jerry</i>"])
    'Tom & Jerry'
    >>> text({"@value": "Strike ends", "@language": "en"})
    'Strike ends'
    """
    for _ in range(MAX_DEPTH):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or value.get("@id") or ""
        else:
            break
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return plain(str(value))


def texts(value: Any) -> list[str]:
    """The words of each of several values; a single one is a list of one."""
    values: Sequence[Any] = value if isinstance(value, list) else [value]
    return [words for item in values[:MAX_THINGS] if (words := text(item))]


def plain(words: str) -> str:
    """One line of text: entities (also doubly written) resolved, markup away, blanks folded.

    >>> plain("La <b>g</b>r&amp;egrave;ve<br>est finie"), plain("The <dialog> and the <b> element"), plain("If a < b and c > d")
    ('La grève est finie', 'The <dialog> and the <b> element', 'If a < b and c > d')
    """
    if "&" in words:
        words = html.unescape(words)
        if "&" in words:
            words = html.unescape(words)
    if "<" in words:
        words = _without_markup(words)
    return " ".join(words.split())


def _without_markup(words: str) -> str:
    """A text without its tags; one that is never closed is spoken of."""
    ended = {tag.lower() for end, tag, _ in _MARKUP.findall(words) if end} | _ALONE

    def instead(found: re.Match[str]) -> str:
        tag = (found[2] or "").lower()
        if tag and tag not in ended and not found[3]:
            return found[0]
        return " " if not tag or tag in _BLOCKS else ""

    return _MARKUP.sub(instead, words)


def by_id(found: Iterable[Thing]) -> dict[str, Thing]:
    """The things of a page by their `@id`, so that `{"@id": ...}` can be followed."""
    return {key: thing for thing in found if isinstance(key := thing.get("@id"), str) and len(thing) > 1}
