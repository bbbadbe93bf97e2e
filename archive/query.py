"""A reader's words, read sensibly, as FTS5 expressions. Pure; whatever is typed, never an error.

What is understood: words, "phrases", -without, OR (also OU, |), parentheses, title: author: site: section:
tag: language: before: after: year: (also in French), prefix*. What makes no sense is left out, the rest counts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.conditions import FIELDS, IN_INDEX, Condition, conditions
from archive.spelt import ELIDED, NOTHING, Spelt, windows
from archive.terms import Term, phrases, run_together, term
from archive.words import EMPTY_WORDS, PART, fold, forms, number_spellings

__all__ = ["Condition", "Query", "Term", "parse"]

MAX_CHARACTERS = 1_000
MAX_TERMS = 40
MAX_IN_A_ROW = 8  # words that are looked for in a row
MAX_ROWS = 6  # each with its own singular and plural forms

_OR = {"OR", "OU", "|"}
_AND = {"AND", "ET", "&", "&&", "NEAR"}
_NOT = {"NOT", "SAUF"}


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for.

    :param match: FTS5 expression of what must be there, None when no word is asked for
    :param without: FTS5 expression of what must not be there
    :param together: FTS5 phrase of all words in a row: articles with it come first
    :param terms: what to mark in the text
    :param unread: something was typed in which there is nothing to search for
    :param no_dates: figures after before: after: year: that are no date
    """

    text: str = ""
    match: str | None = None
    without: str | None = None
    together: str | None = None
    conditions: tuple[Condition, ...] = ()
    terms: tuple[Term, ...] = ()
    unread: bool = False
    no_dates: tuple[str, ...] = ()

    @property
    def never(self) -> tuple[str, str] | None:
        """From when on and before when, where no date is both.

        >>> parse("after:2025 before:2024").never, parse("after:2024 before:2025").never
        (('2025', '2024'), None)
        """
        dates = [condition for condition in self.conditions if not condition.negated]
        since = max((c.value for c in dates if c.field == "after"), default="")
        before = min((c.value for c in dates if c.field == "before"), default="")
        return (since, before) if since and before and since >= before else None


@dataclass(frozen=True, slots=True)
class _Word:
    """A term, whether it is a bare word, and whether one that is in nearly every article."""

    term: Term
    bare: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Expressions that must all be there, or one of them."""

    parts: tuple["_Word | _Group", ...]
    any_of: bool = False


_Node = _Word | _Group


def parse(text: str, spelt: Spelt = NOTHING) -> Query:
    """Read a reader's words.

    :param spelt: what is known of the spellings in the archive

    >>> parse("l'État -impôt").match, parse("l'État -impôt").without
    ('("etat" OR "etats")', '("impot" OR "impots")')
    >>> parse('before:2020-01-01 ((« grève').conditions
    (Condition(field='before', value='2020', negated=False),)
    >>> parse("c++ AND )").match, parse('"').unread
    ('("c")', True)
    """
    clean = _clean(text)
    clean = _NUMBERED.sub(r"\1 ", _TIMES.sub("x", _INCLUSIVE.sub("", clean)))
    numbers_joined = _GROUPED.sub(
        lambda number: re.sub(r"\D", "", number["whole"]) + (number["rest"] or ""), clean
    )
    reader = _Reader(list(_lexemes(_SPACED_FIELD.sub(r"\1:", numbers_joined))), spelt)
    asked = _worth_asking(reader.read())
    terms = tuple(islice(_terms(asked), MAX_TERMS)) if asked else ()
    for part in asked.parts if asked else ():  # of alternatives, any will do
        reader.conditions += _signs(part.term, False) if isinstance(part, _Word) else []
    return Query(
        text=clean,
        match=_match(asked) if asked else None,
        without=" OR ".join(term.match() for term in reader.without) or None,
        together=_together(asked, numbers_joined),
        conditions=tuple(reader.conditions),
        terms=terms,
        no_dates=tuple(reader.no_dates),
        unread=bool(text.strip()) and not (asked or reader.without or reader.conditions),
    )


# -- characters --------------------------------------------------------------------------------------------

# Both genders in one word, étudiant·e·s, directeur·rice, habitant(e)s: the index has the first as a word.
_ENDING = r"(?:[stnlvfx]?es?|s|t?r?ices?|(?:i?è|eu|en|el|al|es)(?:[rsnl]|ss)?es?|ch?es?)"
_INCLUSIVE = re.compile(
    rf"(?<=[^\W\d_]{{3}})(?:[·•‧⋅∙]{_ENDING}(?:[·•‧⋅∙]s)?|\({_ENDING}\)s?|-{_ENDING}-s)(?![^\W_])",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?<=\d) ?× ?(?=\d)")
_NUMBERED = re.compile(r"(?<![^\W_])(n°)(?=\d)", re.IGNORECASE)
# As French is written, `titre : grève`; not before a name that begins many a headline, as `Site : ...` does.
_SPACED_FIELD = re.compile(
    r"""(?<![^\s(\-])(title|titre|intitle|author|auteure?|auteurs|autrice|(?:before|avant|after|apr[eè]s)(?=\ :\ ?"?\d))\ :\ ?""",
    re.IGNORECASE,
)
_QUOTES = str.maketrans(
    {**dict.fromkeys("“”„‟«»″〝〞＂", '"'), **dict.fromkeys("º", "°"), **dict.fromkeys("‘’‚‛′´`ʼʹ＇", "'")}
)
# 1 000,5 is 1000,5
_GROUPED = re.compile(
    r"(?<![\d.,'])(?P<whole>[1-9]\d{0,2}([ .,'])\d{3}(?:\2\d{3})*)(?!\d)(?P<rest>(?!\2)[.,]\d+)?(?![.,]?\d)"
)


def _clean(text: str) -> str:
    """Compatibility characters as plain ones (NFKC), no control or direction characters, plain quotes."""
    plain = unicodedata.normalize("NFKC", text[: MAX_CHARACTERS * 4].translate(_QUOTES)).translate(_QUOTES)
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs", "Zs", "Zl", "Zp") else c for c in plain)
    visible = "".join(c for c in kept if unicodedata.category(c) != "Cf")[:MAX_CHARACTERS]
    return " ".join(visible.split())


# -- lexemes -----------------------------------------------------------------------------------------------

_LEXEME = re.compile(
    r"""(?P<open>\() | (?P<close>\)) | (?P<bar>\|+) | "(?P<phrase>[^"]*)" | (?P<stray>")
      | (?P<minus>(?<![^\s(])[-−]+(?=[^\s\-−])) | (?P<word>[^\s()"|]+) | \s+""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str


def _lexemes(text: str) -> Iterator[_Lexeme]:
    for found in _LEXEME.finditer(text):
        kind = found.lastgroup
        if kind == "word":
            yield from _word_lexemes(found[0])
        elif kind and kind != "stray":
            yield _Lexeme(kind, found[kind])


def _word_lexemes(word: str) -> Iterator[_Lexeme]:
    name, colon, value = word.partition(":")
    if colon and fold(name) in FIELDS:
        yield _Lexeme("field", FIELDS[fold(name)])
        if value:
            yield _Lexeme("word", value)
    elif word in _OR:
        yield _Lexeme("bar", word)
    elif word in _NOT:
        yield _Lexeme("minus", word)
    elif word not in _AND:
        yield _Lexeme("word", word)


# -- grammar: OR binds tighter than words side by side, as in the search engines ----------------------------


class _Reader:
    """One pass over the lexemes; what cannot be read is stepped over."""

    MAX_DEPTH = 12

    def __init__(self, lexemes: list[_Lexeme], spelt: Spelt) -> None:
        self.lexemes = lexemes
        self.spelt = spelt
        self.at = 0
        self.without: list[Term] = []
        self.conditions: list[Condition] = []
        self.no_dates: list[str] = []

    def read(self) -> _Group:
        """The whole query; a bracket closed too often is stepped over."""
        parts: list[_Node] = []
        while self.at < len(self.lexemes):
            parts += self._sequence(None, False, 0).parts
            self.at += 1
        return _Group(tuple(parts))

    def _sequence(self, field: str | None, negated: bool, depth: int) -> _Group:
        parts: list[_Node] = []
        either = False
        while self.at < len(self.lexemes) and self._here() != "close":
            if self._here() == "bar":
                either = bool(parts)
                self.at += 1
                continue
            found = self._unit(field, negated, depth)
            if found and either:
                parts[-1] = _either(parts[-1], found)
            elif found:
                parts.append(found)
            either = False
        return _Group(tuple(self._joined(list(_side_by_side(parts)))))

    def _joined(self, parts: list[_Node]) -> list[_Node]:
        """Words side by side that texts also write as one: both ways."""
        for start, end in windows(parts):
            words = [part for part in parts[start:end] if isinstance(part, _Word) and part.bare]
            if len(words) == end - start and (
                one := run_together([word.term.typed for word in words], self.spelt)
            ):
                apart = _Group(tuple(word for word in words if not word.empty) or tuple(words))
                either = _Group((apart, _Word(one)), any_of=True)
                return [*self._joined(parts[:start]), either, *self._joined(parts[end:])]
        return parts

    def _here(self) -> str:
        return self.lexemes[self.at].kind

    def _unit(self, field: str | None, negated: bool, depth: int) -> _Node | None:
        while self.at < len(self.lexemes) and self._here() in ("minus", "field"):
            negated = negated or self._here() == "minus"
            field = self.lexemes[self.at].text if self._here() == "field" else field
            self.at += 1
        if self.at >= len(self.lexemes) or self._here() in ("close", "bar"):
            return None
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme.kind == "open":
            return self._bracket(field, negated, depth + 1)
        if field and field not in IN_INDEX:
            found = list(conditions(field, lexeme.text, negated))
            self.conditions += found
            if found:
                return None
            if lexeme.text[:1].isdigit():
                self.no_dates.append(lexeme.text)
            field = None  # before:never is two words after all
        if lexeme.kind == "word" and len(listed := _listed(lexeme.text)) > 1:
            words = [self._word(_Lexeme("word", word), field, negated) for word in listed]
            kept = tuple(word for word in words if word)
            return _Group(kept) if kept else None
        return self._word(lexeme, field, negated)

    def _word(self, lexeme: _Lexeme, field: str | None, negated: bool) -> _Word | None:
        """A word or phrase that must be there; None for one that must not be."""
        word = self._as_asked(lexeme, field)
        if word and negated:
            if word.term.signs == (lexeme.text.strip().lower(),) and not field:
                self.conditions += _signs(word.term, negated)
            else:
                self.without.append(word.term)
            return None
        return word

    def _as_asked(self, lexeme: _Lexeme, field: str | None) -> _Word | None:
        found = term(lexeme.text, field, self.spelt)
        if not found:
            return None
        alone = lexeme.kind == "word" and not field and not found.prefix
        empty = alone and all(word in EMPTY_WORDS or word in ELIDED for word in found.typed.split())
        return _Word(found, alone and " " not in found.typed, empty and not found.signs)

    def _bracket(self, field: str | None, negated: bool, depth: int) -> _Node | None:
        if depth > self.MAX_DEPTH:
            return None  # the brackets are ignored, what they hold is read by the caller
        inside = self._sequence(field, negated, depth)
        self.at += 1
        return inside if inside.parts else None


# What is listed without blanks: `gare,quartier`, `école/mairie`. Not 1,5 nor 12/03/2024; not TCP/IP, n/a, km/h.
_BETWEEN = re.compile(
    r"(?<=[^\s,;/])[,;、،؛]+(?=[^\s,;/])(?!(?<=\d,)\d)|(?<=[^\W_]{3})/(?=[^\W_]{3})(?!(?<=\d/)\d)"
)
_AN_ADDRESS = re.compile(r"://|@|\w\.\w+/")


def _listed(word: str) -> list[str]:
    """The words of a list that has no blanks; else the word alone.

    >>> _listed("gare,quartier;école/mairie"), _listed("1,5"), _listed("12/03/2024"), _listed("TCP/IP")
    (['gare', 'quartier', 'école', 'mairie'], ['1,5'], ['12/03/2024'], ['TCP/IP'])
    """
    return [word] if _AN_ADDRESS.search(word) else _BETWEEN.split(word)


def _side_by_side(parts: list[_Node]) -> Iterator[_Node]:
    """Words that must all be there, whether in a list or not, are one list."""
    for part in parts:
        if isinstance(part, _Group) and not part.any_of:
            yield from part.parts
        else:
            yield part


def _signs(term: Term, negated: bool) -> list[Condition]:
    return [Condition("sign", sign, negated) for sign in term.signs]


def _either(left: _Node, right: _Node) -> _Group:
    parts = left.parts if isinstance(left, _Group) and left.any_of else (left,)
    return _Group((*parts, right), any_of=True)


# -- expressions -------------------------------------------------------------------------------------------


def _worth_asking(asked: _Group) -> _Group | None:
    """Without the words that are everywhere, unless there are no others."""
    full = tuple(part for part in asked.parts if not (isinstance(part, _Word) and part.empty))
    parts = full or asked.parts
    return _Group(parts[:MAX_TERMS]) if parts else None


def _match(node: _Node) -> str:
    if isinstance(node, _Word):
        return node.term.match()
    expressions = [_match(part) for part in node.parts[:MAX_TERMS]]
    if len(expressions) == 1:
        return expressions[0]
    return "(" + (" OR " if node.any_of else " AND ").join(expressions) + ")"


def _terms(node: _Node) -> Iterator[Term]:
    if isinstance(node, _Word):
        yield node.term
    else:
        for part in node.parts:
            yield from _terms(part)


def _together(asked: _Group | None, text: str) -> str | None:
    """The words in a row, in the singular or the plural, where nothing but words was typed.

    >>> parse("la grève scolaire").together, parse("l'été").together
    ('("greve scolaire" OR "greve scolaires" OR "greves scolaire" OR "greves scolaires")', None)
    """
    if not asked or re.search(r'["()|:*]|(?<!\S)-', text):
        return None
    if len(asked.parts) < 2 or any(not isinstance(part, _Word) or part.term.field for part in asked.parts):
        return None
    words = [fold(part) for part in PART.findall(text)]
    said = [n for n, word in enumerate(words) if word not in EMPTY_WORDS and word not in ELIDED]
    if len(said) < 2 or len(words) > MAX_IN_A_ROW:
        return None
    row = words[said[0] : said[-1] + 1]
    found = phrases([number_spellings(word) if word.isdigit() else sorted(forms(word)) for word in row])
    if len(found) > MAX_ROWS:
        found = [" ".join(row)]
    quoted = (f'"{phrase}"' for phrase in found)
    return f"({' OR '.join(quoted)})"
