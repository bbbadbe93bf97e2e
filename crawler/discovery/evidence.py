"""What one fetched page shows of its nature: plain numbers and names, kept so that a site can be judged as a whole."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import blake2b
from sys import intern
from typing import Any

from crawler.discovery.listing import PageLinks
from crawler.extraction.article import Article
from crawler.extraction.nature import Signs, count_words, score, signs
from crawler.extraction.page import Page

__all__ = ["Evidence", "evidence", "resemblance", "short_hash", "sparing", "text_hash"]

LOOK_SIZE = (
    96  # names kept of a page's look: the smallest hashes, so that pages of one template keep the same ones
)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page as the site's judge sees it.

    :param text: hash of title and body, equal for equal articles; `parts`: of its paragraphs
    :param look: hashes of tag and class names, a sketch of the template
    :param out: hashes of the addresses it links to on its site
    :param wall: what stands in the article's place, if anything does
    :param part: which part of an article over several pages it is, if one; `first`: where that begins
    :param score: what the page alone says (`nature.score`); above 0 it looks like an article
    """

    title: str = ""
    text: str = ""
    parts: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    own: bool = False
    score: float = 0.0
    signs: Signs = field(default_factory=Signs)
    look: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    next: int = 0
    canonical: str | None = None
    wall: str | None = None
    part: int = 0
    first: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The fields that differ from their defaults, for `urls.evidence`."""
        known = asdict(self)
        empty = asdict(Evidence())
        out = {name: value for name, value in known.items() if value != empty[name]}
        if "signs" in out:
            out["signs"] = {
                name: value for name, value in known["signs"].items() if value != empty["signs"][name]
            }
        return out

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Evidence":
        """What `as_json` gave; fields of other versions are left out."""
        known = _known(cls, value)
        known["signs"] = Signs(**_known(Signs, value.get("signs", {})))
        return cls(**known)


def sparing(seen: Evidence) -> Evidence:
    """The same, sharing the names that a site's other pages have as well: ten thousand pages are kept in memory."""
    parts, look, out = (tuple(map(intern, names)) for names in (seen.parts, seen.look, seen.out))
    return replace(seen, parts=parts, look=look, out=out)


def _known(cls: Any, value: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(cls)}
    return {name: tuple(v) if isinstance(v, list) else v for name, v in value.items() if name in names}


def evidence(page: Page, article: Article, links: PageLinks) -> Evidence:
    """Look one page over; pure."""
    seen = signs(page, article)
    return Evidence(
        title=(article.title or "")[:200],
        text=text_hash(article.title, article.body) if article.body else "",
        parts=paragraphs(article.body),
        published=article.published,
        language=article.language,
        own=article.is_article,
        score=round(score(page.url, seen), 2),
        signs=seen,
        look=_look(page),
        out=tuple(short_hash(link.url) for link in links.links),
        next=len(links.next),
        canonical=links.canonical,
        wall=article.wall,
        part=article.parts.number if article.parts else 0,
        first=article.parts.first if article.parts else None,
    )


def short_hash(text: str) -> str:
    """Eight letters that stand for a text; equal texts give equal ones on every machine.

    >>> short_hash("a") == short_hash("a"), len(short_hash("a"))
    (True, 8)
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()[:8]


def text_hash(title: str | None, body: str) -> str:
    """What stands for a page's title and body: `Evidence.text`."""
    return short_hash(f"{_folded(title or '')}\n{_folded(body)}")


def paragraphs(body: str) -> tuple[str, ...]:
    """Hashes of a text's paragraphs (those of eight words or more; at most 24): what two printings of it share."""
    long = {short_hash(_folded(part)) for part in body.split("\n\n") if count_words(part) >= 8}
    return tuple(sorted(long)[:24])


def resemblance(one: Iterable[str], other: Iterable[str]) -> float:
    """Share of names that two looks have in common (Jaccard on bottom-k sketches), 0 to 1."""
    left, right = set(one), set(other)
    return len(left & right) / max(1, len(left | right))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _look(page: Page) -> tuple[str, ...]:
    tree = page.tree
    names: set[str] = set()
    for element, tag, parent in zip(tree.elements, tree.tags, tree.parents, strict=True):
        if classes := element.get("class"):
            names.update(f"{tag}.{name}" for name in classes.split())
        names.add(f"{tree.tags[parent] if parent >= 0 else ''}>{tag}")
    plain = {_DIGITS.sub("#", name) for name in names}
    return tuple(sorted(short_hash(name)[:4] for name in plain)[:LOOK_SIZE])
