"""Who signs a text: the names under it."""

from __future__ import annotations

import re

from crawler.extraction.aside_words import lists_tags
from crawler.extraction.byline_words import EASTERN_REPORTER, EASTERN_TITLES, is_closing
from crawler.extraction.bylines import says_no_more
from crawler.extraction.name_kinds import JOB, ends_like_job, is_known, is_person
from crawler.extraction.names import names_in

__all__ = ["LONG", "NOT_IN_NAMES", "SIGNED", "signature"]

LONG = 120  # characters from which a text is no byline
NOT_IN_NAMES = frozenset(":：!?|()[]#/")

#: How a line under an interview begins that says who led it.
SIGNED = re.compile(
    r"\(?(?:(?:propos|paroles|témoignages?) recueillis|(?:entretien|interview) (?:réalisée?|menée?|conduit)|recueillis?) par\s+"
    r"|\(?(?:das gespräch führten?|die fragen stellten?|interview:|entrevista de|intervista di|interviewed by|reporting by|texte?\s*:)\s+"
    r"|\(c\)\s?[A-Z]{2,8}/",
    re.I,
)
_PICTURED = re.compile(r"\W*(?:photos?|fotos?|bild(?:er)?|фото|zdjęcia)\b", re.I)
_REPORTER = re.compile(
    rf"[（(【]?\s*(?:采写\s*[：:／/]\s*)?(?:{EASTERN_REPORTER}|[^\W\d_]{{0,6}}通讯员)[\s：:]|采写\s*[：:／/]"
    rf"|[（(【]?[^\W\d_]{{2,4}}\s?(?:{EASTERN_TITLES})(?![^\W\d_])"
)
#: How agencies end: "... in the spring. (By Ann Lee) Enditem".
_AT_END = re.compile(
    r"(?<=[.!?\"”’»。])\s*\((?P<led>(?:By|Reporting by|Par|Von|Por)\s+)?(?P<who>[^()]{3,80})\)\W*(?:(?i:end\w*)\W*)?$"
)
_BRACKETS = "()[]（）【】"


def signature(text: str) -> tuple[str, ...]:
    """The names under a text: "Propos recueillis par ...", or a name alone, or with a job, a place, a month.

    >>> signature("…\\n\\nBastien Courcelle, boulanger à Vienne, octobre 2019")
    ('Bastien Courcelle',)
    >>> signature("…\\n\\nPropos recueillis par Sophie Lambert et Jean Roux"), signature("…\\n\\n(Jeanne Martin avec AFP)")
    (('Sophie Lambert', 'Jean Roux'), ('Jeanne Martin', 'AFP'))
    >>> signature("…\\n\\nОльга Дементьева\\nФото автора"), signature("…\\n\\n（记者 李明 王强）"), signature("…\\n\\n윤가람 기자(a@b.kr)")
    (('Ольга Дементьева',), ('李明', '王强'), ('윤가람',))
    >>> signature("…\\n\\nIt opens in spring. (By Ann Lee and Bob Roe) Enditem/")
    ('Ann Lee', 'Bob Roe')
    >>> signature("…\\n\\nWer gewinnt, ist offen. (Anna Muster) +++"), signature("…\\n\\nFRAGEN AN DEN AUTOR")
    (('Anna Muster',), ())
    >>> signature("…\\n\\nShe read from her novel, Emma (by Jane Austen)."), signature("…\\n\\nProf. Dr. Anna Schmidt, Direktorin")
    ((), ('Prof. Dr. Anna Schmidt',))
    >>> signature("…\\n\\n(c)AFP/Aminu ABUBAKAR"), signature("…\\n\\nRight Click Here to Download")
    (('Aminu ABUBAKAR',), ())
    >>> signature("…\\n\\nGuten Appetit"), signature("…\\n\\n(Ohne Gewähr)"), signature("…\\n\\nAnna Muster")
    ((), (), ('Anna Muster',))
    >>> signature("…\\n\\n标签"), signature("…\\n\\nAnn Lee\\n\\nGlenmark")
    ((), ('Ann Lee',))
    """
    last = text.rpartition("\n\n")[2].strip()
    bracketed = _AT_END.search(last[-LONG:])
    people = [name for name in names_in(bracketed["who"]) if is_person(name)] if bracketed else []
    if bracketed and people and (bracketed["led"] or people == [bracketed["who"]]):
        return tuple(people)
    if len(last) > LONG or last.startswith("- ") or lists_tags(last):
        return ()
    if "\n" in last:  # who took the pictures has a line of its own
        last = "\n".join(line for line in last.split("\n") if not _PICTURED.match(line))
    if "\n" in last:
        return ()
    if SIGNED.match(last) or _REPORTER.match(last):
        return tuple(name for name in names_in(SIGNED.sub("", last.strip(_BRACKETS))) if is_person(name))
    if is_closing(last):
        return ()
    names = names_in(last.strip(_BRACKETS))
    if (
        names
        and all(map(is_known, names))
        and not NOT_IN_NAMES & set("".join(names))
        and says_no_more(last, names)
    ):
        return tuple(names)
    if _is_place(last):  # under a letter's name stands where it was written
        above = text.rpartition("\n\n")[0].rpartition("\n\n")[2].strip()
        return (above,) if is_person(above) and names_in(above) == [above] and not is_closing(above) else ()
    name, comma, rest = last.partition(",")
    is_job = JOB.search(name) and not ends_like_job(name)
    if not is_person(name) or is_job or NOT_IN_NAMES & set(name) or not names_in(name):
        return ()
    return (
        (name,)
        if not comma or (len(rest.split()) <= 8 and not rest.rstrip().endswith((".", "!", "?")))
        else ()
    )


def _is_place(line: str) -> bool:
    """May a line be a town, with its country or not?"""
    words = line.replace(",", " ").split()
    return 1 <= len(words) <= 3 and all(word[0].isupper() and word.isalpha() for word in words)
