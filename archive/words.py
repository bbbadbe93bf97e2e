"""What counts as the same word to a reader: accents, ligatures, singular and plural. Pure.

The index folds the case, and the accents of Latin letters (FTS5 `unicode61 remove_diacritics 2`), and nothing
else, so all else is done to the query: a word becomes every spelling it may have. The spellings form classes: each word of a
class gives the same set, so `journal` and `journaux` find the same articles.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "EMPTY_WORDS",
    "MARKS",
    "PART",
    "fold",
    "forms",
    "indexed",
    "number_spellings",
    "ordinals",
    "spellings",
]

#: Words in nearly every article, dropped from a query that has others (French and English).
EMPTY_WORDS = frozenset(
    """
    a au aux d de des du en et l la le les un une qu que qui the of and to an in is
    """.split()
)


def _marks() -> str:
    """The marks that are part of a word, as ranges for a character class: the index keeps them in it."""
    found: list[list[int]] = []
    for number in range(0x300, 0xFE30):
        if unicodedata.category(chr(number)) in ("Mn", "Mc"):
            if found and found[-1][1] == number - 1:
                found[-1][1] = number
            else:
                found.append([number, number])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


#: For a character class.
MARKS = _marks()
#: A word, or a part of one between hyphens and apostrophes.
PART = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")

# A final s that is no plural mark, where the word without it is another word.
_INVARIABLE = frozenset(
    """
    ainsi alors always as avis bois bonus boris bras bus campus carlos census chorus cas
    charles chris colis corps cours dans denis depuis des dis does economics ethics fils focus fois
    gas georges goes goods gens hors its jacques james jamais jones jules lens less les lors louis
    lucas mais mars means mathematics mis moins mois news nicolas nous ours paris pas pays permis
    physics pis plus politics pris puis sans sens sous status tapis temps this thomas thus tous tres
    trois vers virus vis vous williams yes yves july julie marie marche mary march
    """.split()
)

_IRREGULAR = {
    # French
    "aieux": "aieul", "baux": "bail", "boreaux": "boreal", "cieux": "ciel", "coraux": "corail",
    "emaux": "email", "ideaux": "ideal", "lineaux": "lineal", "mesdames": "madame",
    "mesdemoiselles": "mademoiselle", "messieurs": "monsieur", "soupiraux": "soupirail",
    "travaux": "travail", "vantaux": "vantail", "vitraux": "vitrail", "yeux": "oeil",
    "noyaux": "noyau", "tuyaux": "tuyau", "joyaux": "joyau", "boyaux": "boyau", "etaux": "etau",
    "gruaux": "gruau", "esquimaux": "esquimau", "aloyaux": "aloyau",
    # English
    "bonuses": "bonus", "buses": "bus", "businessmen": "businessman", "calves": "calf", "campuses": "campus",
    "censuses": "census", "chairmen": "chairman", "children": "child", "choruses": "chorus",
    "congressmen": "congressman", "crisis": "crise", "analysis": "analyse",
    "criteria": "criterion", "elves": "elf", "lives": "life", "phenomena": "phenomenon", "scarves": "scarf", "echoes": "echo", "feet": "foot",
    "firemen": "fireman", "fishermen": "fisherman", "gases": "gas", "geese": "goose",
    "gentlemen": "gentleman", "halves": "half", "heroes": "hero", "knives": "knife", "leaves": "leaf",
    "lenses": "lens", "loaves": "loaf", "men": "man", "mice": "mouse", "policemen": "policeman",
    "potatoes": "potato", "selves": "self", "shelves": "shelf", "spokesmen": "spokesman",
    "sportsmen": "sportsman", "statuses": "status", "teeth": "tooth", "thieves": "thief",
    "tomatoes": "tomato", "vetoes": "veto", "viruses": "virus", "wives": "wife", "wolves": "wolf",
    "women": "woman", "skies": "sky", "quizzes": "quiz", "theses": "these", "thesis": "these", "basis": "base",
    "hypothesis": "hypothese", "gentilshommes": "gentilhomme", "bonshommes": "bonhomme", "clefs": "cle", "clef": "cle",
    "ste": "sainte", "stes": "sainte", "st": "saint",
}  # fmt: skip

# Letters that Unicode does not decompose, as a reader types them.
_LETTERS = {
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ŋ": "n", "ŧ": "t", "ё": "е", "ς": "σ",
}  # fmt: skip

_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


def _plain_letters() -> dict[int, str]:
    """Accented letters of Latin and Greek -> plain ones. In other scripts a mark makes another letter."""
    table = {}
    for number in (*range(0xC0, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x2000)):
        apart = unicodedata.normalize("NFD", chr(number))
        plain = "".join(c for c in apart if not unicodedata.combining(c))
        if plain != chr(number):
            table[number] = plain
    table.update({ord(letter): plain for letter, plain in _LETTERS.items()})
    return table | dict.fromkeys(range(0x300, 0x370), "")


_PLAIN = _plain_letters()
# What the index does: the accents of Latin, and no more.
_INDEXED = {
    number: plain for number, plain in _PLAIN.items() if chr(number) not in _LETTERS and not 0x370 <= number < 0x400
    and not 0x1F00 <= number < 0x2000
}  # fmt: skip


def fold(text: str) -> str:
    """Lower case, without accents, ligatures spelt out.

    >>> fold("Œuvre à Łódź, élève, ﬁn"), fold("Μακεδονία"), fold("Сергей 서울 がく")
    ('oeuvre a lodz, eleve, fin', 'μακεδονια', 'сергей 서울 がく')
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).lower().translate(_PLAIN)


def indexed(text: str) -> str:
    """Folded as the index folds.

    >>> indexed("L’Été à Łódź"), indexed("Cœur")
    ('l’ete a łodz', 'cœur')
    """
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower().translate(_INDEXED)


def forms(word: str) -> tuple[str, ...]:
    """Every spelling of a folded word in the singular and the plural, itself first.

    >>> forms("journaux")
    ('journaux', 'journal', 'journals')
    >>> forms("mai"), forms("taxes"), forms("country")
    (('mai',), ('taxes', 'tax', 'taxe'), ('country', 'countrie', 'countries'))
    """
    return (word, *sorted(_class_of(_singular(word)) - {word}))


@lru_cache(maxsize=4096)
def _class_of(singular: str) -> frozenset[str]:
    if len(singular) < 3 or not singular.isalpha() or singular in EMPTY_WORDS:
        return frozenset({singular})
    candidates = {singular, *(plural for plural, one in _IRREGULAR.items() if one == singular)}
    if not singular.endswith(("s", "x", "sh", "ch", "z")) and not _CONSONANT_Y.search(singular):
        candidates.add(singular + "s")
    if singular.endswith("al"):
        candidates.add(singular[:-2] + "aux")
    if singular.endswith(("au", "eu", "ou")):
        candidates.add(singular + "x")
    if singular.endswith(("x", "ss", "sh", "ch", "zz")):
        candidates.update({singular + "e", singular + "es"})
    if _CONSONANT_Y.search(singular):
        candidates.update({singular[:-1] + "ie", singular[:-1] + "ies"})
    # Kept only if it leads back: this is what makes the classes equal from each of their words.
    return frozenset(word for word in candidates if _singular(word) == singular)


def _singular(word: str) -> str:
    """The representative of a word's class; not always a word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _INVARIABLE or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            return word[: len(word) - len(ending)] + instead
    if _CONSONANT_IE.search(word):  # energie, energies and energy: French and English meet
        return _CONSONANT_IE.sub(r"\1y", word)
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


_CONSONANT_IE = re.compile(r"(?<=.)([^aeiouy])ies?$")  # not vie, lie
_CONSONANT_Y = re.compile(r"[^aeiouy]y$")


# The first that fits. `taxe` (fr) and `tax` (en) share their plural, as do `énergie` and `energy`.
_ENDINGS = (
    ("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("oux", "ou"),
    ("xes", "x"), ("xe", "x"), ("sses", "ss"), ("sse", "ss"), ("shes", "sh"), ("she", "sh"),
    ("ches", "ch"), ("che", "ch"), ("zzes", "zz"), ("zze", "zz"),
)  # fmt: skip


def spellings(word: str) -> tuple[str, ...]:
    """A folded word as texts may spell it: with œ, æ, ß or the ligatures that PDF files leave behind.

    >>> spellings("oeuf"), spellings("finance")
    (('oeuf', 'œuf'), ('finance', 'ﬁnance'))
    """
    found = [word]
    for plain, ligature in (("oe", "œ"), ("ae", "æ"), ("ss", "ß")):
        found += [spelling.replace(plain, ligature) for spelling in found if plain in spelling]
    ligated = word
    for plain, ligature in _LIGATURES:
        ligated = ligated.replace(plain, ligature)
    if ligated != word:
        found.append(ligated)
    return tuple(found)


def number_spellings(digits: str) -> tuple[str, ...]:
    """A whole number with and without its thousands apart.

    >>> number_spellings("1000"), number_spellings("12")
    (('1000', '1 000'), ('12',))
    """
    if not re.fullmatch(r"[1-9]\d{3,14}", digits):
        return (digits,)
    return (digits, f"{int(digits):,}".replace(",", " "))


_ORDINAL = re.compile(r"(?P<number>\d{1,2}|[ivx]{1,6})(?P<ending>er|re|ere|e|eme|ieme)")
_WORDS_NOT_ORDINALS = frozenset({"vie", "xie", "ire"})


def ordinals(word: str) -> tuple[str, ...]:
    """A French ordinal in figures, Arabic and Roman; nothing for other words.

    >>> ordinals("xxie") == ordinals("21eme"), ordinals("1er"), ordinals("vie"), ordinals("presse")
    (True, ('1er', 'ier', '1 er'), (), ())
    """
    found = _ORDINAL.fullmatch(word)
    if not found or word in _WORDS_NOT_ORDINALS:
        return ()
    number = int(found["number"]) if found["number"].isdigit() else _ROMAN.get(found["number"], 0)
    if number not in _ROMAN.values() or (found["ending"] in ("er", "re", "ere")) != (number == 1):
        return ()
    endings = ("er",) if found["ending"] == "er" else ("re", "ere") if number == 1 else ("e", "eme", "ieme")
    roman = next(letters for letters, value in _ROMAN.items() if value == number)
    # A raised ending may have been set apart.
    both = [f"{figure}{ending}" for figure in (str(number), roman) for ending in endings]
    both.append(f"{number} {endings[0]}")
    return tuple(spelling for spelling in both if spelling not in _WORDS_NOT_ORDINALS)


def _roman(number: int) -> str:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (number // 10) + ones[number % 10]


_ROMAN = {_roman(number): number for number in range(1, 40)}
