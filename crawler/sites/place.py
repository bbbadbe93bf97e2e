"""Where in the text of a sites.toml a thing stands, and what is wrong with text that is no TOML."""

import re
from pathlib import Path

__all__ = ["Lines", "syntax_mistake"]


class Lines:
    """Where in the text each entry and key stands: tomllib does not say."""

    _HEAD = re.compile(r"\s*\[\[?\s*([\w.\"'-]+)\s*\]\]?\s*(#.*)?$")
    _KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[int, str, bool], int] = {}
        self._top: dict[str, int] = {}
        entry, table = -1, ""
        for number, line in enumerate(text.splitlines(), 1):
            if head := self._HEAD.match(line):
                table = head[1].replace('"', "").replace("'", "")
                if table == "site":
                    entry += 1
                    self._places[entry, "", False] = number
                self._top.setdefault(table.split(".")[0], number)
                if table.startswith("site."):
                    self._places.setdefault((entry, table.partition(".")[2], False), number)
            elif key := self._KEY.match(line):
                if table == "":
                    self._top.setdefault(key[1], number)
                self._places.setdefault((entry, key[1], table.startswith("site.")), number)

    def of(self, entry: int, key: str | None, *, select: bool = False) -> int:
        """The line of a key of an entry (counted from 0); else of the entry; else of the list of sites."""
        start = self._places.get((entry, "", False)) or self._top.get("site", 1)
        return self._places.get((entry, key or "", select), start)

    def top(self, key: str) -> int:
        """The line of a key or table outside the sites."""
        return self._top.get(key, 1)


def syntax_mistake(path: Path, text: str, message: str) -> str:
    """tomllib's message, with the file, the line's own words and the usual mend."""
    at = re.search(r"\(at (?:line (\d+), column \d+|end of document)\)", message)
    number = int(at[1]) if at and at[1] else max(1, len(text.splitlines()))
    problem = message[: at.start()].strip() if at else message
    lines = text.splitlines()
    source = lines[number - 1].strip() if number <= len(lines) else ""
    mend = _syntax_mend(source, problem)
    return f"{path}, line {number}: not TOML: {problem} in `{source}`{mend}"


def _syntax_mend(source: str, problem: str) -> str:
    if "\\" in source and '"' in source:
        return ": a regular expression goes between single quotation marks, '...'"
    if re.match(r"[\w-]+\s*=\s*[^\s\"'\[{\d]", source):
        return ": text goes between quotation marks"
    if re.match(r"[\w-]+\s*:", source):
        return ": write = and not :"
    return ""
