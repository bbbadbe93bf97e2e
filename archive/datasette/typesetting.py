"""How a text is set on a page: spaces that do not break, lists, tables. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from archive.marks import Pieces, marked

__all__ = ["Block", "blocks", "spaced"]

_NO_BREAK = "\u00a0"
# French sets a space before these and after «; English has none there, and loses nothing.
_SPACES = re.compile(r" (?=[:;?!»%€](?![^\W_]))|(?<=«) |(?<=\d) (?=\d{3}(?!\d))")

MARKED_CHARACTERS = 500_000  # of one text; what follows is shown without marks
_CELLS = " | "
_MOST_LINES, _MOST_COLUMNS = 2_000, 40  # of a list or a table; what is larger is no text to read


def spaced(text: str) -> str:
    """Spaces where no line may end, as no-break spaces.

    >>> spaced("« Quoi ? » : 1 000 €").replace("\u00a0", "_")
    '«_Quoi_?_»_: 1_000_€'
    """
    return _SPACES.sub(_NO_BREAK, text)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text.

    :ivar kind: `p`: a paragraph; `crosshead`: a line that looks like a heading; `list`: an item each; `table`: `columns` cells a row; `heads`: whose first row is above
    """

    kind: str
    parts: tuple[Pieces, ...]
    columns: int = 0


def blocks(body: str, words: re.Pattern[str] | None) -> list[Block]:
    """A text in paragraphs, crossheads, lists (lines that begin with a dash) and tables (lines of cells), the words marked.

    >>> [(block.kind, len(block.parts)) for block in blocks("Voici :\\n- un\\n- deux\\n\\nan | prix\\n2020 | 3", None)]
    [('p', 1), ('list', 2), ('heads', 4)]
    >>> [block.kind for block in blocks("Un.\\n\\nLe cahier\\n\\n" + "Un texte. " * 20, None)]
    ['p', 'crosshead', 'p']
    """
    found: list[Block] = []
    seen = 0
    for paragraph in re.split(r"\n\s*\n", body):
        if paragraph.strip():
            seen += len(paragraph)
            found += _blocks(paragraph.strip(), words if seen < MARKED_CHARACTERS else None)
    for place in range(1, len(found) - 1):
        if _is_crosshead(found[place], found[place + 1]):
            found[place] = replace(found[place], kind="crosshead")
    return found


_LONGEST_CROSSHEAD = 90
_SHORTEST_PARAGRAPH = 120
_CROSSHEAD = re.compile(r"[^\W_][^.,;:!…{}=<>$\n]*[^\W_?](?:\s?\?)?")


def _is_crosshead(block: Block, following: Block) -> bool:
    """A short line without a full stop, above a paragraph: texts do not keep what was a heading on the page."""
    if block.kind != "p" or (following.kind == "p" and _length(following) < _SHORTEST_PARAGRAPH):
        return False
    text = "".join(text for text, _ in block.parts[0])
    return len(text) <= _LONGEST_CROSSHEAD and not text[0].islower() and bool(_CROSSHEAD.fullmatch(text))


def _length(block: Block) -> int:
    return sum(len(text) for text, _ in block.parts[0])


def _blocks(paragraph: str, words: re.Pattern[str] | None) -> Iterator[Block]:
    for (kind, columns), grouped in groupby(paragraph.split("\n"), key=_kind):
        lines = list(grouped)
        if not 1 < len(lines) <= _MOST_LINES or kind == "p":  # one dash may be somebody speaking
            yield Block("p", (marked("\n".join(lines), words),))
        elif kind == "list":
            yield Block("list", tuple(marked(line.lstrip()[2:], words) for line in lines))
        else:
            cells = [cell for line in lines for cell in line.split(_CELLS)]
            heads = not re.search(r"\d", lines[0]) and bool(re.search(r"\d", "".join(lines[1:])))
            parts = tuple(marked(cell.strip(), words) for cell in cells)
            yield Block("heads" if heads else "table", parts, columns)


def _kind(line: str) -> tuple[str, int]:
    if line.lstrip().startswith("- "):
        return "list", 0
    cells = line.count(_CELLS)
    return ("table", cells + 1) if 0 < cells < _MOST_COLUMNS else ("p", 0)
