"""`scrapy preview URL|FILE`: what extraction makes of one page, and why; nothing is stored."""

from __future__ import annotations

import json
import re
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from scrapy import Request, Spider
from scrapy.http import Response

from archive.wordcount import number_of_words
from crawler import exits
from crawler.extraction.article import Article
from crawler.extraction.assemble import article as article_of
from crawler.extraction.body import body
from crawler.extraction.canonical import canonical_url
from crawler.extraction.explanation import Explanation, Judged, explained
from crawler.extraction.page import Page
from crawler.extraction.rivals import Rival, rivals
from crawler.own_command import OwnCommand
from crawler.sites import SitesError, site_from_url

_FIELDS = (
    "title published modified authors language section tags description image canonical_url is_article wall"
).split()

#: How files begin that are no pages, and what they are.
_NO_PAGES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "a ZIP file",
    b"\x1f\x8b": "compressed",
    b"\x28\xb5\x2f\xfd": "compressed",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}
_BEGINNING = 50_000  # bytes that are looked at
_NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_TWO_BYTES_A_CHARACTER = re.compile(rb"<\0[!?/a-zA-Z]\0|\0<\0[!?/a-zA-Z]")
_AROUND = 12  # blocks above and below the text that are shown with their reasons
_WHY = {
    "title": "its title (+ chosen; votes; where it stands)",
    "published": "its date (+ chosen; the most trusted place first)",
    "authors": "its authors (+ chosen; the most trusted place first)",
    "is_article": "one article or not (what speaks for it and against it)",
}


class Command(OwnCommand):
    def syntax(self) -> str:
        return "[--why] [--json] [--url URL] URL|FILE"

    def short_desc(self) -> str:
        return "Show what would be stored of one page, and where each field came from"

    def long_desc(self) -> str:
        return (
            "Fetch one page (or read a file) and show every field that would be stored with its source, the text,"
            " and the links by kind. Nothing is stored."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--why",
            action="store_true",
            help="also what title, date and authors might have been, and each block's reasons",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object, for machines")
        parser.add_argument(
            "--url",
            metavar="URL",
            help="the address of a page that is read from a file; without it, the one that the page calls its own",
        )

    def act(self, args: list[str], opts: Namespace) -> int:
        if len(args) != 1:
            exits.stop("scrapy preview takes one page: scrapy preview https://example.org/article, or a file")
        page = self._page(args[0], opts.url)
        article = article_of(page)
        why = _Why(rivals(page, article, body(page)), explained(page)) if opts.why else None
        if opts.json:
            print(json.dumps(_as_data(article, why), ensure_ascii=False, indent=2))
        else:
            _show(Console(highlight=False, soft_wrap=True, emoji=False), article, why)
        return exits.DONE

    def _page(self, given: str, url: str | None) -> Page:
        if urlsplit(given).scheme in ("http", "https"):
            return self._fetched(given)
        path = Path(given).expanduser()
        try:
            html = path.read_bytes()
        except FileNotFoundError:
            exits.stop(
                f"{given} is neither a file nor an address; an address begins with http:// or https://"
            )
        except OSError as error:
            exits.stop(f"{given} cannot be read: {error.strerror}")
        _check_it_is_a_page(given, html)
        page = Page(html, url or f"http://localhost/{path.name}")
        own = None if url else canonical_url(page)
        return Page(html, own.value) if own else page

    def _fetched(self, url: str) -> Page:
        """The page at a URL, asked for as a crawl would: robots.txt, redirects, limits."""
        assert self.crawler_process is not None
        answer: dict[str, Any] = {}
        try:
            site = site_from_url(url)
        except SitesError as error:
            exits.stop(str(error))
        self.crawler_process.crawl(_Fetch, url=url, sites={site.name: site}, answer=answer)
        self.crawler_process.start()
        response: Response | None = answer.get("response")
        if response is None:
            exits.stop(f"{url}: {answer.get('error', 'no answer')}", exits.ATTENTION)
        if response.status >= 400:
            exits.stop(f"{url} answered {response.status}: there is no page to show", exits.ATTENTION)
        _check_it_is_a_page(url, response.body)
        header = response.headers.get("Content-Type") or b""
        return Page(response.body, response.url, header.decode("latin-1") or None)


def _check_it_is_a_page(given: str, content: bytes) -> None:
    """Ends the command at what is something else."""
    if kind := _other_than_a_page(content):
        exits.stop(f"{given} is {kind}, not a web page")


def _other_than_a_page(content: bytes) -> str | None:
    """What content is that is no text, in whatever charset: by how it begins, or by its control characters.

    >>> _other_than_a_page(b"PAR1..."), _other_than_a_page(bytes(range(256)))
    ('a Parquet file', 'a binary file')
    >>> [_other_than_a_page("<p>\u201cÇa\u201d".encode(code)) for code in ("utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252")]
    [None, None, None, None, None]
    """
    if kind := next((kind for mark, kind in _NO_PAGES.items() if content.startswith(mark)), None):
        return kind
    beginning = content[:_BEGINNING]
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or _TWO_BYTES_A_CHARACTER.search(
        beginning
    ):
        return None
    controls = len(beginning) - len(beginning.translate(None, _NOT_IN_TEXT))
    return "a binary file" if controls * 100 > len(beginning) else None


@dataclass(frozen=True, slots=True)
class _Why:
    """What the fields might have been, and how the text was found."""

    fields: list[Rival]
    text: Explanation


class _Fetch(Spider):
    """One request; what came of it goes into `answer`."""

    name = "preview"
    custom_settings = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "HTTPERROR_ALLOW_ALL": True}  # noqa: RUF012

    async def start(self) -> Any:
        yield Request(
            self.url,  # type: ignore[attr-defined]
            callback=self.keep,
            errback=self.tell,
            meta={"site": next(iter(self.sites))},  # type: ignore[attr-defined]
            dont_filter=True,
        )

    def keep(self, response: Response) -> None:
        self.answer["response"] = response  # type: ignore[attr-defined]

    def tell(self, failure: Any) -> None:
        self.answer["error"] = str(failure.value) or failure.type.__name__  # type: ignore[attr-defined]


def _as_data(article: Article, why: _Why | None) -> dict[str, object]:
    data = asdict(article)
    data["sources"] = dict(article.sources)
    return data | (
        {"why": {"fields": [asdict(one) for one in why.fields], **asdict(why.text)}} if why else {}
    )


def _show(console: Console, article: Article, why: _Why | None) -> None:
    """Fields with their sources, the text, the links by kind, and, if asked, the reasons."""
    console.print(f"[bold]{escape(article.url)}[/]")
    for name in _FIELDS:
        value = getattr(article, name, None)
        if isinstance(value, tuple):
            value = ", ".join(value)
        source = article.sources.get(name, "")
        shown = "[dim]none[/]" if value in (None, "") else escape(str(value))
        console.print(f"{name:>14}  {shown}" + (f"  [dim]({escape(source)})[/]" if source else ""))
    words = number_of_words(article.body)
    console.print(
        f"\n[bold]body[/]  {words} words  [dim]({escape(article.sources.get('body', 'none'))})[/]\n"
    )
    for block in article.body.split("\n\n"):
        lines = block.splitlines()
        console.print(escape("\n".join("\n".join(textwrap.wrap(line, 100)) or line for line in lines)) + "\n")
    for kind in dict.fromkeys(link.kind for link in article.links):
        console.print(f"[bold]links: {kind}[/]")
        for link in article.links:
            if link.kind == kind:
                console.print(f"  {escape(link.title)}\n    [dim]{escape(link.url)}[/]")
    if why:
        _show_fields(console, why.fields)
        _show_why(console, why.text)


def _show_fields(console: Console, found: list[Rival]) -> None:
    for name in dict.fromkeys(one.field for one in found):
        console.print(f"\n[bold]{_WHY[name]}[/]")
        for one in found:
            if one.field == name:
                weight = f"{one.weight:+5.1f}" if one.weight is not None else ""
                sources = f"  [dim]({escape(', '.join(one.sources))})[/]" if one.sources else ""
                console.print(f"  {'+' if one.chosen else '-'} {weight} {escape(one.value)}{sources}")


def _show_why(console: Console, why: Explanation) -> None:
    console.print("\n[bold]where the text might have been[/] (weight, place, its longest block)")
    for candidate in why.candidates:
        console.print(
            f"  {candidate.weight:9.1f}  {escape(candidate.path)}\n             [dim]{escape(candidate.text)}[/]"
        )
    console.print("\n[bold]its blocks[/] (+ kept, - left out; log odds; what counted most)")
    kept = [number for number, block in enumerate(why.blocks) if block.kept]
    first = max(0, kept[0] - _AROUND) if kept else 0
    last = kept[-1] + _AROUND if kept else _AROUND
    _show_rest(console, why.blocks[:first], "above")
    for block in why.blocks[first : last + 1]:
        _show_block(console, block)
    _show_rest(console, why.blocks[last + 1 :], "below")


def _show_rest(console: Console, blocks: Sequence[Judged], where: str) -> None:
    """What is far from the text in a line, and the block of it that came nearest to being text."""
    if blocks:
        best = max(blocks, key=lambda block: block.odds)
        console.print(
            f"    [dim]{len(blocks)} blocks {where}, none kept; the likeliest ({best.odds:.1f}):"
            f" {escape(best.text[:60])} (all of them: --json)[/]"
        )


def _show_block(console: Console, block: Judged) -> None:
    reasons = ", ".join(f"{name} {weight:+.1f}" for name, weight in block.reasons)
    if not block.kept and block.odds >= 0:
        reasons += "; left out as the title, a line about the article, a heading over nothing, or said before"
    console.print(
        f"  {'+' if block.kept else '-'} {block.odds:5.1f}  {escape(block.text[:90])}  [dim]{escape(reasons)}[/]"
    )
