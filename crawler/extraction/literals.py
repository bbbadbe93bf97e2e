"""JavaScript's values as pages write them: JSON, and what only a browser reads as such.

Single quotes, bare keys, comments, commas that trail or lack, `undefined`, `!0`, an end that was cut off.
"""

import re
from typing import Any, NamedTuple

__all__ = ["NoValue", "Value", "literal"]

MAX_DEPTH = 100

_TOKEN = re.compile(
    r"""[\s,;\ufeff]+ | //[^\n]*+ | /\*(?:[^*]++|\*(?!/))*+\*/
    | (?P<string>"(?:[^"\\]++|\\.)*+" | '(?:[^'\\]++|\\.)*+' | `(?:[^`\\]++|\\.)*+`)
    | (?P<mark>[{}\[\]:])
    | (?P<word>[-+!\w.$]+ | void\ 0)""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.S)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_WORDS = {"true": True, "false": False, "!0": True, "!1": False}


class Value(NamedTuple):
    """A value, and where in the source it ends."""

    value: Any
    end: int


class NoValue(ValueError):
    """No value begins at a place, or what follows is code.

    :ivar at: how far it was read
    """

    at = 0


def literal(source: str, start: int = 0) -> Value:
    """The value that begins at a place; names and calls are None, what is cut off ends there.

    >>> literal("{a: 'l\\\\'été', 'b': [1, undefined,], /* c */ d: !0}").value
    {'a': "l'été", 'b': [1, None], 'd': True}
    >>> literal('["a" "b", {"c": "d"').value
    ['a', 'b', {'c': 'd'}]

    :raises NoValue: no value begins there, or what follows is code
    """
    reader = _Reader(source, start)
    try:
        return reader.read()
    except NoValue as error:
        error.at = reader.at
        raise


class _Reader:
    """One walk over the tokens of a value; what is open stands on a list, so that no depth can end the program."""

    def __init__(self, source: str, start: int) -> None:
        self.source, self.at = source, start

    def read(self) -> Value:
        first = self._next()
        if first is None:
            raise NoValue("no value")
        if first not in ("{", "["):
            return Value(self._plain(first), self.at)
        outer: Any = {} if first == "{" else []
        around: list[Any] = [outer]
        key: str | None = None  # that waits for its value, in an object
        while around and (token := self._next()):
            inner = around[-1]
            if token in ("}", "]"):
                around.pop()
                key = None
            elif isinstance(inner, dict) and key is None:
                if token in ("{", "[", ":") or self._next() not in (":", None):
                    raise NoValue("code")
                key = str(self._string(token) if token[0] in "\"'`" else token)
            else:
                value: Any = {} if token == "{" else [] if token == "[" else self._plain(token)
                if isinstance(inner, dict):
                    inner[key] = value
                    key = None
                else:
                    inner.append(value)
                if token in ("{", "["):
                    around.append(value)
                    if len(around) > MAX_DEPTH:
                        raise NoValue("too deep")
        return Value(outer, self.at)

    def _next(self) -> str | None:
        """The next token that is no blank, comma or comment; None at the end, or where a string never ends.

        :raises NoValue: what stands there is no part of a value
        """
        while self.at < len(self.source):
            found = _TOKEN.match(self.source, self.at)
            if found is None:
                if self.source[self.at] in "\"'`":  # cut off within it
                    self.at = len(self.source)
                    return None
                raise NoValue("code")
            self.at = found.end()
            if found.lastgroup:
                return found[0]
        return None

    def _plain(self, token: str) -> Any:
        if token[0] in "\"'`":
            return self._string(token)
        if token in ("}", "]", ":"):
            raise NoValue("no value")
        if token in _WORDS:
            return _WORDS[token]
        try:
            return float(token) if "." in token else int(token)
        except ValueError:
            return None

    def _string(self, token: str) -> str:
        words = token[1:-1]
        if "\\" in words:
            words = _SURROGATES.sub(_joined, _ESCAPE.sub(_unescaped, words))
        return words


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LETTERS.get(found[3], found[3])


def _joined(found: re.Match[str]) -> str:
    """Two escapes that are one character (UTF-16)."""
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16")
