"""What an article says of its author where its text ends: "Jeanne Martin est journaliste à Lyon." """

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.body import Body
from crawler.extraction.name_kinds import is_person
from crawler.extraction.rendering import rendered
from crawler.extraction.tree import Tree

__all__ = ["without_biography"]

LAST = 3  # paragraphs in which one may stand
LONGEST = 400  # characters of one
SHARE = 0.2  # of the text that may be one

_JOB = (
    r"(?:\w+-)?(?:journalist|r[ée]da[ck]|report|editor|[ck]orrespond|profess|cherch|aute?u?r|author|écrivain|writer|[ck]olumn|chroniqueu"
    r"|freelance|doctorant|student|giornalist|periodist|jornalist|pesquisador|investigador|historian|expert|direct|head\b|founder|fondat"
    r"|gründer|president|présid|host\b|leiter|chef|chief|fellow|research|wissenschaft)"
)
_ARTICLE = r"(?:an?|une?|ein\w{0,2}|una?|uma?|een)\s(?!(?:des|of|der|dos|delle)\s)"
_DEFINITE = r"(?:the|le|la|der|die|el|il|o|de)\s|l['’]"
#: What follows the author's name in it, perhaps after an age or a job between commas.
_IS = re.compile(
    rf"(?:,[^,.]{{2,60}},)?\s(?:(?:is|was|est|ist|war|es|é|è|jest|är|er)\s(?:{_ARTICLE}|(?:{_DEFINITE})?(?:[^\s.]+\s){{0,3}}?{_JOB})"
    r"|(?:works|writes|covers|reports|teaches|travaille|écrit|enseigne|collabore|arbeitet|schreibt|berichtet|leitet|lehrt"
    r"|trabaja|escribe|trabalha|escreve|lavora|scrive|insegna|pracuje|schrijft|werkt|arbetar)\s)",
    re.I,
)


def without_biography(tree: Tree, body: Body, authors: Sequence[str]) -> Body:
    """The body without the paragraphs at its end that begin with an author's name and say who that is.

    :param authors: their names as the article has them
    """
    people = list(filter(is_person, authors))
    about = [
        block
        for block in body.blocks[1:][-LAST:]
        if len(tree.texts[block]) <= LONGEST and any(tells_of(tree.texts[block], name) for name in people)
    ]
    if not about:
        return body
    most = SHARE * sum(len(tree.texts[block]) for block in body.blocks)
    kept = [block for block in body.blocks if block not in about or len(tree.texts[block]) > most]
    return body._replace(text=rendered(tree, kept), blocks=tuple(kept))


def tells_of(text: str, name: str) -> bool:
    """Does a paragraph begin with a name and say who that is?

    >>> tells_of("Jeanne Martin, 34 ans, est journaliste à Lyon.", "Jeanne Martin"), tells_of("— Ann Lee is a nurse", "Ann Lee")
    (True, True)
    >>> tells_of("Jeanne Martin est venue en juin.", "Jeanne Martin"), tells_of("Eva Roth ist ZDF-Reporterin.", "Eva Roth")
    (False, True)
    >>> tells_of("Ann Lee is the only one who voted against it.", "Ann Lee"), tells_of("Ann Lee is the Post's media editor.", "Ann Lee")
    (False, True)
    """
    text = text.lstrip(" —–-*•")
    return text.startswith(name) and _IS.match(text, len(name)) is not None
