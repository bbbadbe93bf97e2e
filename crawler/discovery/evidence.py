"""What one fetched page shows of its nature: plain numbers and names, kept so that a site can be judged as a whole."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import blake2b
from typing import Any

from crawler.discovery.listing import PageLinks
from crawler.extraction.article import Article
from crawler.extraction.page import Page

__all__ = ["Evidence", "evidence", "resemblance", "short_hash"]

LOOK_SIZE = (
    96  # names kept of a page's look: the smallest hashes, so that pages of one template keep the same ones
)
_DIGITS = re.compile(r"\d+")
_LD_TYPE = re.compile(r"\"@type\"\s*:\s*(?:\[\s*)?\"([\w:/.]{2,60})\"")
_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page as the site's judge sees it.

    :param words: of the body that extraction gave (Chinese and Japanese: characters / 2)
    :param text: hash of title and body, equal for equal articles; `parts`: of its paragraphs
    :param look: hashes of tag and class names, a sketch of the template
    :param out: hashes of the addresses it links to on its site
    :param teasers: headings that are links to other pages of the site
    :param linked: share of the page's characters that are links
    :param ld: schema.org types; `og`: og:type; `body_class`: what systems write on <body>
    """

    words: int = 0
    title: str = ""
    text: str = ""
    parts: tuple[str, ...] = ()
    published: str | None = None
    published_source: str | None = None
    authors: int = 0
    language: str | None = None
    own: bool = False
    og: str = ""
    ld: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    teasers: int = 0
    times: int = 0
    repeats: int = 0
    linked: float = 0.0
    links: int = 0
    body_class: str = ""
    next: int = 0
    canonical: str | None = None
    noindex: bool = False
    wall: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The fields that differ from their defaults, for `urls.evidence`."""
        known = asdict(self)
        return {one.name: known[one.name] for one in fields(self) if known[one.name] != one.default}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Evidence":
        """What `as_json` gave; fields of other versions are left out."""
        names = {one.name for one in fields(cls)}
        known = {name: tuple(v) if isinstance(v, list) else v for name, v in value.items() if name in names}
        return cls(**known)


def evidence(page: Page, article: Article, links: PageLinks, wall: str | None = None) -> Evidence:
    """Look one page over; pure."""
    walked = _Walk(page)
    body = article.body
    return Evidence(
        words=count_words(body),
        title=(article.title or "")[:200],
        text=short_hash(f"{_folded(article.title or '')}\n{_folded(body)}") if body else "",
        parts=paragraphs(body),
        published=article.published,
        published_source=article.published_source,
        authors=len(article.authors),
        language=article.language,
        own=article.is_article,
        og=(page.meta("og:type") or "")[:30].lower(),
        ld=walked.ld,
        look=walked.look,
        out=tuple(short_hash(link.url) for link in links.links),
        teasers=walked.teasers,
        times=walked.times,
        repeats=walked.repeats,
        linked=round(walked.linked, 3),
        links=len(links.links),
        body_class=walked.body_class,
        next=len(links.next),
        canonical=links.canonical,
        noindex=links.noindex,
        wall=wall,
    )


def short_hash(text: str) -> str:
    """Eight letters that stand for a text; equal texts give equal ones on every machine.

    >>> short_hash("a") == short_hash("a"), len(short_hash("a"))
    (True, 8)
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()[:8]


def count_words(text: str) -> int:
    """Words of a text; two characters of Chinese, Japanese or Korean count as one."""
    wide = len(_CJK.findall(text))
    return len(text.split()) + wide // 2 if wide else len(text.split())


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


@dataclass(slots=True)
class _Walk:
    """One pass over the elements of a page."""

    page: Page
    look: tuple[str, ...] = ()
    ld: tuple[str, ...] = ()
    teasers: int = 0
    times: int = 0
    repeats: int = 0
    linked: float = 0.0
    body_class: str = ""
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        root = self.page.root
        tree = self.page.tree
        classes: Counter[str] = Counter()
        for element, tag, parent in zip(tree.elements, tree.tags, tree.parents, strict=True):
            name = element.get("class")
            if name:
                for word in name.split():
                    classes[f"{tag}.{word}"] += 1
            self._names.add(f"{tree.tags[parent] if parent >= 0 else ''}>{tag}")
        self._names.update(_DIGITS.sub("#", name) for name in classes)
        self.repeats = max((n for name, n in classes.items() if _is_teaser_name(name)), default=0)
        for body in root.iter("body"):
            self.body_class = f"{body.get('class') or ''} {body.get('id') or ''}".strip()[:200]
        for script in root.iter("script"):
            if "ld+json" in (script.get("type") or "") and script.text:
                self.ld += tuple(_LD_TYPE.findall(script.text[:200_000]))
        self.ld = tuple(sorted(set(self.ld)))[:12]
        self.times = sum(1 for _ in root.iter("time"))
        self.teasers = sum(1 for heading in root.iter(*_HEADINGS) if _is_linked(heading))
        total = sum(map(len, tree.pieces))
        in_links = sum(len(text) for text, link in zip(tree.pieces, tree.piece_linked, strict=True) if link)
        self.linked = in_links / max(1, total)
        self.look = tuple(sorted(short_hash(name)[:4] for name in self._names)[:LOOK_SIZE])


def _is_teaser_name(name: str) -> bool:
    return bool(
        re.match(
            r"(?:article|li|div|section|a)\.(?:\w+-)*(?:post|entry|hentry|article|card|teaser|item|news|story|excerpt)",
            name,
        )
    )


def _is_linked(heading: Any) -> bool:
    if heading.getparent() is not None and heading.getparent().tag == "a":
        return True
    anchor = heading.find(".//a")
    return anchor is not None and not (anchor.get("href") or "#").startswith("#")
