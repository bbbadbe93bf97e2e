"""A reader's words, read sensibly, as FTS5 expressions. Pure; whatever is typed, never an error.

What is understood: words, "phrases", -without, OR (also OU, |), parentheses, title: author: site: section:
language: before: after: year: (also in French), prefix*. What makes no sense is left out, the rest counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from archive.words import EMPTY_WORDS, fold, forms, letters_kept, number_spellings, spellings

__all__ = ["Condition", "Query", "Term", "parse"]

MAX_CHARACTERS = 1_000
MAX_TERMS = 40
MAX_SPELLINGS = 96  # of one word or phrase

_FIELDS = {
    "title": "title", "titre": "title", "intitle": "title",
    "author": "authors", "authors": "authors", "auteur": "authors", "auteurs": "authors",
    "site": "site",
    "section": "section", "rubrique": "section",
    "language": "language", "lang": "language", "langue": "language",
    "before": "before", "avant": "before",
    "after": "after", "apres": "after", "since": "after", "depuis": "after",
    "year": "year", "annee": "year",
}  # fmt: skip
_IN_INDEX = {"title", "authors"}  # columns of the index; the others are conditions on the row
_OR = {"OR", "OU", "|"}
_AND = {"AND", "ET", "&", "&&"}
_NOT = {"NOT", "SAUF"}

# Words before an apostrophe that are no more than an article or a pronoun run into the next word.
_ELIDED = frozenset(
    """
    l d qu j m t s n c jusqu lorsqu puisqu quoiqu
    """.split()
)
# First parts that are written apart, with a hyphen or in one word: week-end, e-mail, anti-inflation.
_PREFIXES = frozenset(
    """
    anti auto bio co cyber demi eco euro ex extra franco hyper inter macro mega micro mini mono
    multi neo non nano para photo post pre pseudo radio semi socio super tele trans ultra vice week
    """.split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase in all its spellings.

    :param spellings: folded; a phrase has spaces between its words
    :param field: `title` or `authors` when only that column counts
    """

    spellings: tuple[str, ...]
    prefix: bool = False
    field: str | None = None

    def match(self) -> str:
        """The FTS5 expression (https://www.sqlite.org/fts5.html, section 3).

        >>> Term(("état", "états")).match(), Term(("retrait",), prefix=True, field="title").match()
        ('("état" OR "états")', '{title} : ("retrait"*)')
        """
        star = "*" if self.prefix else ""
        any_of = " OR ".join(f'"{spelling}"{star}' for spelling in self.spellings)
        return f"{{{self.field}}} : ({any_of})" if self.field else f"({any_of})"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must fulfil besides its words: `site`, `section`, `language`, `year`, `before`, `after`.

    Dates are cut to what they say (`2020-01-01` as `after` is `2020`), so that they compare as text with
    dates of any precision: after is from that day on, before is up to the day before.
    """

    field: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asked for.

    :param match: FTS5 expression of what must be there, None when no word is asked for
    :param without: FTS5 expression of what must not be there
    :param together: FTS5 phrase of all words in a row: articles with it come first
    :param terms: what to mark in the text
    :param unread: something was typed in which there is nothing to search for
    """

    text: str = ""
    match: str | None = None
    without: str | None = None
    together: str | None = None
    conditions: tuple[Condition, ...] = ()
    terms: tuple[Term, ...] = ()
    unread: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A term and whether it is a bare word in nearly every article."""

    term: Term
    empty: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Expressions that must all be there, or one of them."""

    parts: tuple["_Word | _Group", ...]
    any_of: bool = False


_Node = _Word | _Group


def parse(text: str) -> Query:
    """Read a reader's words.

    >>> parse("l'État -impôt").match, parse("l'État -impôt").without
    ('("etat" OR "etats")', '("impot" OR "impots")')
    >>> parse('before:2020-01-01 ((« grève').conditions
    (Condition(field='before', value='2020', negated=False),)
    >>> parse("c++ AND )").match, parse('"').unread
    ('("c")', True)
    """
    clean = _clean(text)
    reader = _Reader(list(_lexemes(clean)))
    asked = _worth_asking(reader.read())
    terms = tuple(islice(_terms(asked), MAX_TERMS)) if asked else ()
    return Query(
        text=clean,
        match=_match(asked) if asked else None,
        without=" OR ".join(term.match() for term in reader.without) or None,
        together=_together(asked, clean),
        conditions=tuple(reader.conditions),
        terms=terms,
        unread=bool(text.strip()) and not (asked or reader.without or reader.conditions),
    )


# -- characters --------------------------------------------------------------------------------------------

_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»″〝〞＂", '"'), **dict.fromkeys("‘’‚‛′´`ʼʹ＇", "'")})
_GROUPED = re.compile(r"(?<![\d.,'])[1-9]\d{0,2}(?:([ .,'])\d{3})(?:\1\d{3})*(?![\d]|[.,]\d)")


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
    joined = _GROUPED.sub(lambda number: re.sub(r"\D", "", number[0]), text)  # 1 000 -> 1000
    for found in _LEXEME.finditer(joined):
        kind = found.lastgroup
        if kind == "word":
            yield from _word_lexemes(found[0])
        elif kind and kind != "stray":
            yield _Lexeme(kind, found[kind])


def _word_lexemes(word: str) -> Iterator[_Lexeme]:
    name, colon, value = word.partition(":")
    if colon and fold(name) in _FIELDS:
        yield _Lexeme("field", _FIELDS[fold(name)])
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

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self.lexemes = lexemes
        self.at = 0
        self.without: list[Term] = []
        self.conditions: list[Condition] = []

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
        return _Group(tuple(parts))

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
        if field and field not in _IN_INDEX:
            conditions = list(_conditions(field, lexeme.text, negated))
            self.conditions += conditions
            if conditions:
                return None
            field = None  # before:never is two words after all
        found = _word(lexeme, field)
        if found and negated:
            self.without.append(found.term)
            return None
        return found

    def _bracket(self, field: str | None, negated: bool, depth: int) -> _Node | None:
        if depth > self.MAX_DEPTH:
            return None  # the brackets are ignored, what they hold is read by the caller
        inside = self._sequence(field, negated, depth)
        self.at += 1
        return inside if inside.parts else None


def _either(left: _Node, right: _Node) -> _Group:
    parts = left.parts if isinstance(left, _Group) and left.any_of else (left,)
    return _Group((*parts, right), any_of=True)


# -- words -------------------------------------------------------------------------------------------------

_PART = re.compile(r"[^\W_]+")
_RUN_TOGETHER = re.compile(r"[⺀-鿿가-힯぀-ヿ฀-๿豈-﫿]")  # scripts without spaces: Han, Hangul, kana, Thai


def _word(lexeme: _Lexeme, field: str | None) -> _Word | None:
    """The term that a word or a phrase stands for; None if no letter or digit is in it."""
    text = lexeme.text
    parts = [fold(part) for part in _PART.findall(text)]
    if not parts:
        return None
    together = _joined(text, parts)
    if len(parts) > 1 and parts[0] in _ELIDED and re.match(r"[^\W_]+'", text):
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] == "s" and re.search(r"'s\W*$", text, re.IGNORECASE):
        parts = parts[:-1]  # the people's
    prefix = text.endswith("*") and len(parts[-1]) > 1
    if prefix or _RUN_TOGETHER.search(text):
        found = _phrases([spellings(part) for part in parts])
        return _Word(Term(tuple(found), prefix=True, field=field))
    found = [*_phrases([_word_spellings(part) for part in parts]), *together]
    if len(parts) == 1:
        found += _apart(parts[0])
    kept = [letter for letter in map(letters_kept, _PART.findall(text)) if fold(letter) in parts]
    if kept != parts:
        found.append(" ".join(kept))
    empty = lexeme.kind == "word" and len(parts) == 1 and parts[0] in EMPTY_WORDS and not field
    return _Word(Term(tuple(dict.fromkeys(found))[:MAX_SPELLINGS], field=field), empty)


def _word_spellings(part: str) -> list[str]:
    if part.isdigit():
        return list(number_spellings(part))
    return [spelling for form in forms(part) for spelling in spellings(form)]


def _phrases(choices: Sequence[Iterable[str]]) -> list[str]:
    """Every combination of the spellings of a phrase's words; if those are too many, the first of each."""
    listed = [list(choice) for choice in choices]
    count = 1
    for choice in listed:
        count *= len(choice)
    if count > MAX_SPELLINGS:
        listed = [choice[:1] for choice in listed]
    return [" ".join(words) for words in product(*listed)]


def _joined(text: str, parts: list[str]) -> list[str]:
    """`week-end`, `O'Brien`, `U.S.A.` also in one word."""
    if len(parts) < 2 or not re.fullmatch(r"\W*[^\W_]+(?:[-‐‑–.'][^\W_]+)+\W*", text):
        return []
    if parts[0] in _ELIDED and "'" in text and not re.match(r"[mn] [bcdfghjklpqrstvz]", " ".join(parts)):
        return []  # l'eau is no leau; N'Golo is Ngolo
    if "." in text and any(len(part) > 1 for part in parts):
        return []  # an address or a decimal, not an acronym
    one = "".join(parts)
    return _word_spellings(one) if len(one) > 2 else []


def _apart(word: str) -> list[str]:
    """`weekend` as `week end`, `obrien` as `o brien`: what a hyphen or an apostrophe would split."""
    found = []
    if re.match(r"[omn][bcdfghjklmnpqrstvwxz][a-z]{3}", word):
        found.append(f"{word[0]} {word[1:]}")
    if re.fullmatch(r"e(?:mail|commerce|book|learning|sport|sante|cigarette|business|reputation)s?", word):
        found += [f"e {form}" for form in forms(word[1:])]
    for prefix in sorted(_PREFIXES):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= 3 and rest.isalpha():
            found += [f"{prefix} {form}" for form in forms(rest)]
    return found


# -- conditions --------------------------------------------------------------------------------------------


def _conditions(field: str, value: str, negated: bool) -> Iterator[Condition]:
    if field in ("before", "after"):
        if day := _date(value):
            yield Condition(field, day, negated)
    elif field == "year":
        yield from _years(value, negated)
    else:
        for one in value.split(","):
            if one.strip(" .;"):
                yield Condition(field, one.strip(" .;"), negated)


def _years(value: str, negated: bool) -> Iterator[Condition]:
    found = re.fullmatch(r"(\d{4})(?:(?:-|\.\.+|/)(\d{4}))?", value.strip())
    if found and found[2] and not negated:
        yield Condition("after", found[1])
        yield Condition("before", str(int(found[2]) + 1).zfill(4))
    elif found:
        yield Condition("year", found[1], negated)


def _date(value: str) -> str | None:
    """ISO or day/month/year, cut to what it says: the first of a month is the month.

    >>> _date("13/10/2020"), _date("2020-10-01"), _date("01.01.2020"), _date("2020-13"), _date("hier")
    ('2020-10-13', '2020-10', '2020', None, None)
    """
    iso = re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:T.*)?", value)
    local = re.fullmatch(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})", value)
    if iso:
        year, month, day = iso[1], iso[2] or "1", iso[3] or "1"
    elif local:
        year, month, day = local[3], local[2], local[1] or "1"
    else:
        return None
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    if int(day) > 1:
        return f"{year}-{int(month):02}-{int(day):02}"
    return f"{year}-{int(month):02}" if int(month) > 1 else year


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
    """The words as typed, in a row, where nothing but words was typed."""
    if not asked or re.search(r'["()|:*]|(?<!\S)-', text):
        return None
    if any(not isinstance(part, _Word) or part.term.field for part in asked.parts):
        return None
    parts = _PART.findall(text)
    return f'"{" ".join(parts)}"' if len(parts) <= 8 else None
