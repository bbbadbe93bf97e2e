"""What extraction and the crawl hand over to the store, and the columns that it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from archive.revisions import Said
from archive.rows import as_json

__all__ = [
    "Again",
    "ArticleLike",
    "Doubt",
    "LinkLike",
    "Look",
    "Stored",
    "about_columns",
    "said",
    "text_columns",
]


class LinkLike(Protocol):
    """A link from an article, its URL canonical."""

    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def kind(self) -> str: ...


class ArticleLike(Protocol):
    """What extraction hands over (`crawler.extraction.Article` is one)."""

    @property
    def title(self) -> str | None: ...
    @property
    def body(self) -> str: ...
    @property
    def published(self) -> str | None: ...
    @property
    def published_source(self) -> str | None: ...
    @property
    def modified(self) -> str | None: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def language(self) -> str | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def description(self) -> str | None: ...
    @property
    def image(self) -> str | None: ...
    @property
    def links(self) -> Sequence[LinkLike]: ...
    @property
    def sources(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a look is not believed, though its text is no shorter than the one we have: its text is held.

    :ivar may_last: whether it is taken after all once it was seen the same for a week
    """

    reason: str
    may_last: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an article: when, and which captures it rests on.

    :ivar url: the article's canonical URL, or one that leads to it
    :ivar now: ISO 8601 UTC
    :ivar capture: id of the response it came from; `pages` those of its further pages, in order
    :ivar reextracted: from a stored capture, not from a new look at the site
    :ivar accepted: a person has decided that it replaces the text, however poor it looks; or a week has
    :ivar taken: it was taken once, and is taken again by a rebuild
    :ivar number: the id that a new article had then
    :ivar doubt: why it is not to be believed
    """

    site: str
    url: str
    now: str
    capture: int
    pages: tuple[int, ...] = ()
    reextracted: bool = False
    accepted: bool = False
    taken: bool = False
    number: int | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """An article says once more what it said before another text.

    :ivar values: those that the journal keeps
    """

    said: Said
    values: Mapping[str, Any]
    look: Look


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article.

    :ivar outcome: `new`, `changed` (a revision), `unchanged`, or `held` (poorer than what we have, or doubted; not taken)
    :ivar changed_fields: of a revision, or of a re-extraction
    :ivar touched: something about the article changed: its links, its section, ...
    :ivar earlier: it became a revision from before what the article says, which stays
    :ivar again: what the article said again after that
    :ivar held_for: why its text was held
    """

    article_id: int
    outcome: str
    changed_fields: tuple[str, ...] = ()
    touched: bool = False
    earlier: bool = False
    again: Again | None = None
    held_for: str | None = None


def said(article: ArticleLike) -> Said:
    return Said(article.title, article.body, article.published, tuple(article.authors))


def text_columns(text: Said) -> dict[str, Any]:
    """The columns that `articles`, `revisions` and `held` have in common."""
    return {
        "title": text.title,
        "body": text.body,
        "published": text.published,
        "authors": as_json(list(text.authors)),
    }


#: Columns that may follow the page without a revision: they are about the article, not what it says.
_ABOUT = ("published_source", "modified", "language", "section", "tags", "description", "image")


def about_columns(article: ArticleLike) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in _ABOUT}
    return {k: as_json(list(v)) if isinstance(v, (tuple, list)) else v for k, v in values.items()}
