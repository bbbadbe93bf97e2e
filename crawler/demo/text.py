"""The light markup of magazine.toml: one block a line, to HTML for the pages and to plain text for the truth."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

__all__ = ["Block", "blocks", "inline_html", "inline_text", "links"]

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
EMPHASIS = re.compile(r"\*(.+?)\*")
PREFIXES = {"## ": "heading", "- ": "item", "> ": "quote", "| ": "row", ">> ": "insert", "!lettre": "letter"}
FIGURE = re.compile(r"!\[(.*)\]\((.+)\)$")
SILENT = {"figure", "insert", "letter"}  # on the page, but not the article's text


@dataclass(frozen=True, slots=True)
class Block:
    """One line of an article: its kind (`p`, `heading`, `item`, ...), its marked-up text, a picture's name."""

    kind: str
    markup: str
    picture: str = ""

    @property
    def text(self) -> str:
        """What a reader of the article reads here; nothing for captions, inserts and boxes."""
        return "" if self.kind in SILENT else inline_text(self.markup)

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.markup.strip(" |").split("|")]


def blocks(text: str) -> Iterator[Block]:
    """
    >>> [(block.kind, block.text) for block in blocks("## Prix\\n- du **blé**\\n![Un four.](four)")]
    [('heading', 'Prix'), ('item', 'du blé'), ('figure', '')]
    """
    for line in filter(None, map(str.strip, text.splitlines())):
        if figure := FIGURE.match(line):
            yield Block("figure", figure[1], figure[2])
            continue
        prefix = next((p for p in PREFIXES if line.startswith(p)), "")
        yield Block(PREFIXES.get(prefix, "p"), line[len(prefix) :].strip())


def inline_html(markup: str, address: Callable[[str], str]) -> str:
    """
    >>> inline_html("du [blé](12) & du **seigle**", lambda target: "/actu/" + target)
    'du <a href="/actu/12">blé</a> &amp; du <strong>seigle</strong>'
    """
    html = LINK.sub(lambda m: f'<a href="{address(m[2])}">{m[1]}</a>', escape(markup, quote=False))
    return EMPHASIS.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", html))


def inline_text(markup: str) -> str:
    """
    >>> inline_text("| Tours | **2,4 %** |")
    'Tours 2,4 %'
    """
    text = EMPHASIS.sub(r"\1", BOLD.sub(r"\1", LINK.sub(r"\1", markup)))
    return " ".join(text.replace("|", " ").split())


def links(markup: str) -> list[tuple[str, str]]:
    """The links in a block: (words, target)."""
    return [(m[1], m[2]) for m in LINK.finditer(markup)]
