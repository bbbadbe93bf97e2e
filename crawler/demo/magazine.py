"""What the magazine has published: magazine.toml as data, at one of its two states."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from crawler.demo.text import Block, blocks, inline_text

__all__ = ["HOME", "HOSTS", "NAME", "Entry", "StaticPage", "articles", "series", "slugified", "static_pages"]

NAME = "echo-du-fournil"
HOSTS = ("www.echo-du-fournil.example", "echo-du-fournil.example")
HOME = f"http://{HOSTS[0]}/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as its authors know it.

    :param published: ISO 8601, as precise as its page tells it; None where the page tells nothing
    :param layout: the generation of the page's template (2018, 2021, 2024)
    :param dated: how the page tells its date: `shown` in words, `text` only in the running text,
        `meta` machine-readable and shown, `none`
    :param edit: what state 2 of the server changes: `replace`, `by`, `on` (a date)
    """

    id: int
    slug: str
    title: str
    layout: int
    dated: str
    section: str
    text: str
    published: str | None = None
    shown: str = ""
    listed: str = ""
    lead: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    series: str = ""
    image: str = ""
    metadata: str = ""
    canonical: str = "own"
    comments: tuple[Mapping[str, str], ...] = ()
    edit: Mapping[str, str] | None = None
    withdrawn: bool = False

    @property
    def path(self) -> str:
        return f"/actu/{self.id}/{self.slug}"

    @property
    def url(self) -> str:
        return HOME.rstrip("/") + self.path

    @property
    def blocks(self) -> list[Block]:
        return list(blocks(self.text))

    @property
    def body(self) -> str:
        """The article's text: a blank line between blocks; no captions, inserts or boxes."""
        return "\n\n".join(filter(None, [inline_text(self.lead), *(block.text for block in self.blocks)]))

    @property
    def summary(self) -> str:
        return next((block.text for block in [Block("p", self.lead), *self.blocks] if block.text), "")

    @property
    def day(self) -> str:
        """The day under which listings, feed and sitemap file it."""
        return (self.published or self.listed)[:10]


def data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("magazine.toml").read_text("utf-8"))


def entry(row: dict[str, Any]) -> Entry:
    for key in ("authors", "tags", "related", "comments"):
        row[key] = tuple(row.get(key, ()))
    return Entry(**row)


def edited(article: Entry) -> Entry:
    """The article as state 2 of the server has it."""
    if article.edit is None:
        return article
    text = article.text.replace(article.edit["replace"], article.edit["by"])
    return replace(article, text=text)


@lru_cache
def articles(state: int = 1) -> Mapping[int, Entry]:
    """The articles by number, the newest last. In state 2 one is edited and one withdrawn."""
    published = {row["id"]: entry(row) for row in data()["article"]}
    if state == 1:
        return published
    return {number: edited(article) for number, article in published.items() if not article.withdrawn}


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page that is no article, though it may read like one: its path, title, marked-up text."""

    path: str
    title: str
    text: str

    @property
    def blocks(self) -> list[Block]:
        return list(blocks(self.text))


@lru_cache
def static_pages() -> Mapping[str, StaticPage]:
    """The pages that are no articles, by path."""
    return {row["path"]: StaticPage(**row) for row in data()["page"]}


def series(article: Entry, state: int) -> Iterator[Entry]:
    """The other parts of the series that an article belongs to."""
    if article.series:
        yield from (a for a in articles(state).values() if a.series == article.series and a.id != article.id)


def slugified(words: str) -> str:
    """
    >>> slugified("Fête du pain")
    'fete-du-pain'
    """
    plain = words.lower().translate(str.maketrans("àâäçéèêëîïôöùûü’' ", "aaaceeeeiioouuu---"))
    return plain.replace("œ", "oe")
