"""Code as a page shows it: a line a line, wherever its lines are elements, and without their numbers."""

from __future__ import annotations

import re

from lxml import etree

from crawler.extraction.tree import INLINE, UNREAD, Tree, text_in

__all__ = ["code_in", "numbers_lines"]

#: Elements deeper than this in a piece of code are read as the text of the one at this depth.
DEEPEST = 40
#: Elements around a number that may say that it is a line's.
LEVELS = 4

#: Classes of what holds the numbers of lines: those of Pygments, Rouge, Hexo, SyntaxHighlighter, Chroma, GitHub.
_GUTTER = frozenset(
    "gutter lineno linenos linenodiv linenumber linenumbers line-number line-numbers line-numbers-rows lnt ln blob-num"
    " rouge-gutter hljs-ln-numbers code-line-number code-gutter crayon-nums crayon-num".split()
)
#: And of lines: elements that a style sheet shows each on a line of its own.
_LINE = frozenset("line code-line token-line view-line cm-line hljs-line".split())
_BLOCK = re.compile(r"display\s*:\s*(?:block|table-row|flex|grid)")
_NUMBERS = str.maketrans("", "", "0123456789 \t\r\n\u00a0")
_COUNTED = re.compile(r"\d+(?:\s+\d+)+")


def _is_gutter(element: etree._Element) -> bool:
    """Is an element called what holds the numbers of lines, and holds nothing but numbers?

    >>> _is_gutter(etree.fromstring("<td class='gutter'>1 2 3</td>")), _is_gutter(etree.fromstring("<td class='ln'>a</td>"))
    (True, False)
    """
    called = not _GUTTER.isdisjoint((element.get("class") or "").lower().split())
    return called and not text_in(element).translate(_NUMBERS)


def _counts(text: str) -> bool:
    """Does a text count, and nothing else?

    >>> _counts("9 10 11"), _counts("9 11"), _counts("9")
    (True, False, False)
    """
    if not _COUNTED.fullmatch(text):
        return False
    numbers = [int(word) if len(word) < 9 else 0 for word in text.split()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def numbers_lines(tree: Tree, block: int) -> bool:
    """Is a block nothing but the numbers of code's lines, beside these?"""
    text = tree.texts[block]
    if not text[:1].isdigit() or text.translate(_NUMBERS):
        return False
    node = tree.block_nodes[block]
    for _ in range(LEVELS):
        if node < 0:
            break
        if _is_gutter(tree.elements[node]) or (tree.tags[node] == "pre" and _counts(text)):
            return True
        node = tree.parents[node]
    return False


class _Lines:
    """Text as it is said, in which elements begin and end lines."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.ended = False  # did an element end a line just now?

    def begin(self) -> int:
        """Begin a line, unless one has just begun; where it begins."""
        if self.said and not self.said[-1].endswith("\n"):
            self.said.append("\n")
        self.ended = False
        return len(self.said)

    def end(self, begun: int) -> None:
        """End the line that began there, be it empty, unless its text has ended it."""
        if len(self.said) == begun or not self.said[-1].endswith("\n"):
            self.said.append("\n")
        self.ended = True

    def say(self, text: str | None) -> None:
        """Say what stands in or after an element: not the line break right after one that has ended its line."""
        if not text:
            return
        if self.ended and text.isspace():
            text = "\n" * (text.count("\n") - 1)
        elif self.ended:
            text = text.removeprefix("\n")
        if text:
            self.said.append(text)
            self.ended = False


def code_in(element: etree._Element) -> str:
    r"""The text of a `<pre>` with its lines as a reader sees them.

    >>> code_in(etree.fromstring("<pre><div><i class='ln'>1</i>if a:</div>\n<div/><div>  b</div></pre>"))
    'if a:\n\n  b'
    """
    lines = _Lines()
    _read(element, lines, 0)
    return "".join(lines.said).strip("\n").rstrip()


def _read(element: etree._Element, lines: _Lines, depth: int) -> None:
    lines.say(element.text if depth < DEEPEST else text_in(element))
    for child in element if depth < DEEPEST else ():
        if child.tag == "br":
            lines.say("\n")
        elif child.tag not in UNREAD and child.tag != "button" and not _is_gutter(child):
            if _is_line(child):
                begun = lines.begin()
                _read(child, lines, depth + 1)
                lines.end(begun)
            else:
                _read(child, lines, depth + 1)
        lines.say(child.tail)


def _is_line(element: etree._Element) -> bool:
    """Does an element stand on lines of its own?"""
    if element.tag not in INLINE or _BLOCK.search(element.get("style") or ""):
        return True
    return not _LINE.isdisjoint((element.get("class") or "").split())
