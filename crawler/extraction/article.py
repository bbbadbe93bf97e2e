"""What extraction gives: plain, frozen data that crosses processes and packages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Article", "Link", "Parts"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link from an article to another page.

    :param kind: `related` (a teaser or "read more" block), `body` (in the running text),
        `previous`, `next` (pagers between articles) or `series` (parts of a dossier)
    """

    url: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A page as one of the parts of an article over several pages.

    :param number: this page's, counted from 1
    :param total: how many there are as far as this page tells
    :param first: the address of the first part
    :param next: the address of the part that follows; None on the last
    :param whole: the address of all of them on one page ("view all"), where the site has one
    """

    number: int
    total: int
    first: str
    next: str | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One page, understood.

    `body` is plain text with a blank line between blocks. `published` and `modified` are ISO 8601,
    as precise as the page states them (`2020-10`, `2020-10-13`, `2020-10-13T09:00:00+02:00`).
    `parts` is None unless this page is one part of its article (`parts.join` makes one of them).
    `wall` says what the page is if it stands in the article's place (`challenge`, `consent`, `paywall`,
    `login`, `missing`, `error`, `parked`, `script`: see `walls`), and `sources["wall"]` the words that say so.
    `sources` names for each field that has a value where it came from (`json-ld`, `h1`, ...).
    """

    url: str
    title: str | None = None
    body: str = ""
    published: str | None = None
    published_source: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    description: str | None = None
    image: str | None = None
    canonical_url: str | None = None
    links: tuple[Link, ...] = ()
    parts: Parts | None = None
    wall: str | None = None
    is_article: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)
