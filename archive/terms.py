"""A word or a phrase that a reader typed, in every spelling that texts may have. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from archive.signs import signs
from archive.spelt import ELIDED, ODD, RUN_TOGETHER, Spelt, with_dj
from archive.words import EMPTY_WORDS, PART, fold, forms, indexed, number_spellings, ordinals, spellings

__all__ = ["Term", "phrases", "run_together", "term"]

MAX_SPELLINGS = 96  # of one word or phrase

# First parts that are written apart, with a hyphen or in one word: week-end, e-mail, anti-inflation.
_PREFIXES = tuple(
    """
    anti auto bio co cyber demi eco euro ex extra franco hyper inter macro mega micro mini mono
    multi neo non nano para photo post pre pseudo radio semi socio super tele trans ultra vice week
    """.split()
)
_HOUR = re.compile(r"(\d{1,2})(h)(\d{2})")
_E_WORDS = re.compile(r"e(?:mail|commerce|book|learning|sport|sante|cigarette|business|reputation)s?")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase in all its spellings.

    :param spellings: folded; a phrase has spaces between its words. The same for all words that are alike,
        in the same order, so that they find the same articles in the same order
    :param field: `title` or `authors` when only that column counts
    :param typed: as it was typed, folded
    :param inside: it also stands inside the words of a script without spaces
    :param signs: words in it with a sign that the index leaves out, where articles have them
    """

    spellings: tuple[str, ...]
    prefix: bool = False
    field: str | None = None
    typed: str = ""
    inside: bool = False
    signs: tuple[str, ...] = ()

    def match(self) -> str:
        """The FTS5 expression (https://www.sqlite.org/fts5.html, section 3).

        >>> Term(("état", "états")).match(), Term(("retrait",), prefix=True, field="title").match()
        ('("état" OR "états")', '{title} : ("retrait"*)')
        """
        star = "*" if self.prefix else ""
        any_of = " OR ".join(f'"{spelling}"{star}' for spelling in self.spellings)
        return f"{{{self.field}}} : ({any_of})" if self.field else f"({any_of})"


def term(text: str, field: str | None, spelt: Spelt) -> Term | None:
    """The term that a word or a phrase stands for; None if no letter or digit is in it."""
    found = _term(text, field, spelt)
    if found and (signed := tuple(sign for sign in sorted(signs(text)) if spelt.signed(sign))):
        return replace(found, signs=signed)
    return found


def _term(text: str, field: str | None, spelt: Spelt) -> Term | None:
    typed = PART.findall(text)
    parts = [fold(part) for part in typed]
    if not parts:
        return None
    until = len(parts) == 2 and len(parts[0]) > 2 and parts[1] in EMPTY_WORDS  # jusqu'à, lorsqu'un
    if len(parts) > 1 and parts[0] in ELIDED and not until and re.match(r"\W*[^\W_]+'", text):
        bare, text = parts[1:], text.split("'", 1)[1]
        together = _joined(text, bare) or (_joined(f"{parts[0]}'{text}", parts) if _a_name(typed) else [])
        parts, typed = bare, typed[1:]
    else:
        together = _joined(text, parts)
    if len(parts) > 1 and parts[-1] == "s" and re.search(r"'s\W*$", text, re.IGNORECASE):
        parts, typed = parts[:-1], typed[:-1]  # the people's
    if text.endswith("*") and len(parts[-1]) > 1:
        return _prefix(parts, field, spelt)
    found = phrases([_word_spellings(part, spelt) for part in parts])
    if RUN_TOGETHER.search(text):
        if len(parts) == 1 and (inside := spelt.containing(parts[0])):
            return Term(tuple(sorted({*found, *inside})), field=field, typed=parts[0], inside=True)
        return Term(_ordered(found), prefix=True, field=field, typed=" ".join(parts))
    found += together
    if len(parts) == 1:
        found += _apart(parts[0])
    elif together:
        found += spelt.of(together[0])
    elif one := run_together(parts, spelt):
        found += one.spellings
    if ODD.search(text):
        found.append(indexed(" ".join(typed)))  # the index keeps letters that are folded here
    for spelling in [*found, indexed(" ".join(typed))]:
        if "đ" in spelling:
            found += [fold(spelling), fold(with_dj(spelling))]
    return Term(_ordered(found), field=field, typed=" ".join(parts))


def _prefix(parts: list[str], field: str | None, spelt: Spelt) -> Term:
    found = phrases([spellings(part) for part in parts])
    if len(parts) == 1 and len(parts[0]) > 2:
        # A spelling of several words begins a phrase: its last word may go on.
        found += spelt.starting(parts[0])
    return Term(_ordered(found), prefix=True, field=field, typed=" ".join(parts))


def _ordered(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))[:MAX_SPELLINGS]


def _a_name(typed: Sequence[str]) -> bool:
    """N'Golo is Ngolo, D'Artagnan Dartagnan; l'eau is no leau."""
    run_on = typed[1][0].isupper() and fold(typed[0]) != "l"
    return run_on or bool(re.match(r"[mn] [bcdfghjklpqrstvz]", f"{fold(typed[0])} {fold(typed[1])}"))


def _word_spellings(part: str, spelt: Spelt) -> list[str]:
    if part.isdigit():
        return list(number_spellings(part))
    if numbered := ordinals(part):
        return [*numbered, *spelt.of(part)]
    found = [spelling for form in forms(part) for spelling in spellings(form)]
    return found + [spelling for form in forms(part) for spelling in spelt.of(form)]


def phrases(choices: Sequence[Iterable[str]]) -> list[str]:
    """Every combination of the spellings of a phrase's words; if those are too many, the first of each.

    >>> phrases([["crise", "crises"], ["sanitaire"]])
    ['crise sanitaire', 'crises sanitaire']
    """
    listed = [list(dict.fromkeys(choice)) for choice in choices]
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
    if "." in text and any(len(part) > 1 for part in parts):
        return []  # an address or a decimal, not an acronym
    one = "".join(parts)
    if one.isdigit() or len(one) < 3:
        return []
    return [spelling for form in forms(one) for spelling in spellings(form)]


def run_together(words: Sequence[str], spelt: Spelt) -> Term | None:
    """Words typed apart that are also one: `porte parole`, where some text has `porte-parole`; `5 G`.

    :param words: folded, side by side in the query
    """
    one = "".join(words)
    if len(words) > 4:
        return None
    known = " ".join(words) in spelt.of(one)
    unit = len(words) == 2 and words[0].isdigit() and words[1].isalpha() and len(words[1]) <= 2
    unit = unit or bool(_HOUR.fullmatch(one))
    if not (known or unit) or one.isdigit():
        return None
    return Term(_ordered([*_word_spellings(one, spelt), *_apart(one)]), typed=" ".join(words))


def _apart(word: str) -> list[str]:
    """`weekend` as `week end`, `obrien` as `o brien`, `5g` as `5 g`: what may be written in two words."""
    found = []
    if re.match(r"[omn][bcdfghjklmnpqrstvwxz][a-z]{3}", word):
        found.append(f"{word[0]} {word[1:]}")
    if _E_WORDS.fullmatch(word):
        found += [f"e {form}" for form in forms(word[1:])]
    if hour := _HOUR.fullmatch(word):
        found += [" ".join(hour.groups()), f"{hour[1]}{hour[2]} {hour[3]}", f"{hour[1]} {hour[2]}{hour[3]}"]
    if size := re.fullmatch(r"(\d+)x(\d+)", word):
        found.append(" ".join(size.groups()))  # 4×4
    if unit := re.fullmatch(r"(\d+)([a-z]{1,2})", word):
        found.append(f"{unit[1]} {unit[2]}")
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= 3 and rest.isalpha():
            found += [f"{prefix} {form}" for form in forms(rest)]
    return found
