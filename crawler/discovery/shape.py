"""URL shapes: addresses as templates of classes (number, date, slug, word), learned from a site's own addresses."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

__all__ = ["Shapes", "segment_class"]

MANY = 15  # different words in one place of a path: beyond it they are names, not sections
_YEAR = re.compile(r"(?:19[89]|20[0-4])\d$")
_DATE = re.compile(r"(?:19[89]|20[0-4])\d[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?[0-3]\d)?$")
_DATED = re.compile(r"(?:19[89]|20[0-4])\d-(?:0?[1-9]|1[0-2])-[0-3]?\d-\D")
_NUMBER = re.compile(r"\d+$")
_NUMBER_FIRST = re.compile(r"[a-z]{0,2}\d{2,}[-_.,]\D", re.I)
_NUMBER_LAST = re.compile(r".*[^\d][-_,.]?\d{3,}$")
_HEX = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}$|[0-9a-f]{8}-[0-9a-f-]{27}$", re.I)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?$", re.I)
_NAME = re.compile(r"(?<=/)(?:\{(?:slug|n|date)\}-\{(?:slug|n)\}|\{slug\}|[^/{}?.]+)(?=[/?.]|$)")
_ENDING = re.compile(r"(?<=.)\.([a-z]\w{1,4})$", re.I)


def segment_class(segment: str) -> str:
    """The class of one segment of a path; a plain word stays as it is.

    >>> [segment_class(s) for s in ("2024", "221", "2024-05-13", "le-mercredi-15-janvier", "425-grand-prix", "tag")]
    ['{year}', '{n}', '{date}', '{slug}', '{n}-{slug}', 'tag']
    """
    text = unquote(segment)
    if _NUMBER.match(text):
        return "{year}" if _YEAR.match(text) else "{n}"
    if _DATE.match(text):
        return "{date}"
    if _DATED.match(text):
        return "{date}-{slug}"
    if _HEX.match(text):
        return "{hash}"
    if _NUMBER_FIRST.match(text):
        return "{n}-{slug}"
    if _NUMBER_LAST.match(text):
        return "{slug}-{n}"
    if len(re.findall(r"[^\W_]+", text)) >= 3 or len(text) > 24:
        return "{slug}"
    return segment


@dataclass(slots=True)
class Shapes:
    """The shapes of a site's addresses: a word that has many siblings in its place is a name (`{word}`).

    >>> shapes = Shapes.of(f"http://a.fr/tag/{word}" for word in "abcdefghijklmnopqrst")
    >>> shapes.of_url("http://a.fr/tag/zen"), shapes.of_url("http://a.fr/about")
    ('/tag/{word}', '/about')
    """

    _children: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _cache: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, urls: Iterable[str]) -> "Shapes":
        """Learn from all addresses known of a site; their order does not matter."""
        shapes = cls()
        for url in urls:
            shapes.learn(url)
        return shapes

    def learn(self, url: str) -> None:
        """Take one more address into account."""
        prefix = ""
        for segment in _without_repeats(_segments(urlsplit(url).path)):
            stem, ending = _split_ending(segment)
            name = segment_class(stem)
            if name == stem:
                siblings = self._children[f"{prefix}/{ending}"]
                if len(siblings) <= MANY and stem not in siblings:
                    siblings.add(stem)
                    if len(siblings) == MANY + 1:
                        self._cache.clear()
                # Below different words of one place the same things lie: count them together.
                prefix = f"{prefix}/{{word}}"
            else:
                prefix = f"{prefix}/{name}"

    def of_url(self, url: str) -> str:
        """The shape of an address; parameters count by name and class of value."""
        known = self._cache.get(url)
        if known is None:
            known = self._cache[url] = self._shape(url)
        return known

    def coarse(self, url: str) -> str:
        """The shape with every name, be it a word, a slug or a slug with a number, a `{word}`."""
        return _NAME.sub("{word}", self.of_url(url))

    def _shape(self, url: str) -> str:
        parts = urlsplit(url)
        prefix, out = "", []
        for segment in _without_repeats(_segments(parts.path)):
            stem, ending = _split_ending(segment)
            name = segment_class(stem)
            if name == stem:
                # /fr/ and /pt-br/ are no names, however many languages a site announces.
                is_language = not prefix and _LANGUAGE.match(stem) and not ending
                if len(self._children.get(f"{prefix}/{ending}", ())) > MANY and not is_language:
                    name = "{word}"
                prefix = f"{prefix}/{{word}}"
            else:
                prefix = f"{prefix}/{name}"
            out.append(f"{name}.{ending}" if ending else name)
        shape = "/" + "/".join(out)
        return f"{shape}?{_query_shape(parts.query)}" if parts.query else shape


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _split_ending(segment: str) -> tuple[str, str]:
    match = _ENDING.search(segment)
    return (segment[: match.start()], match[1].lower()) if match else (segment, "")


def _without_repeats(names: list[str]) -> list[str]:
    """A spiral (/a/b/a/b/a/b) is one shape however deep it is: a run that repeats is kept once, and marked."""
    for width in range(1, len(names) // 2 + 1):
        start = 0
        while start + 2 * width <= len(names):
            run = names[start : start + width]
            if names[start + width : start + 2 * width] != run or run[0].isdigit():
                start += 1
                continue
            end = start + width
            while names[end : end + width] == run:
                end += width
            names = [*names[:start], *run, "**", *names[end:]]
            start += width + 1
    return names


def _query_shape(query: str) -> str:
    parts = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        kind = segment_class(value) if value else ""
        parts.append(f"{name}={kind if kind.startswith('{') else '{word}'}" if value else name)
    return "&".join(parts)
