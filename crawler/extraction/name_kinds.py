"""What a name is: a person's, a news agency's, a desk's, or none at all, as words of buttons and jobs are."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extraction.byline_words import is_saying

__all__ = [
    "EMPLOYER",
    "JOB",
    "TITLE",
    "ends_like_job",
    "is_agency",
    "is_desk",
    "is_foreign",
    "is_known",
    "is_person",
    "may_be_name",
]

#: Family names that are words of jobs and buttons too; the last three only where a name is said to be a person's.
_LIKE_JOB = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s){1,3}(?i:senior|read|(?P<rare>fellow|chief|leiter))")
#: What stands before those words where they are no name: "Long Read", "Police Chief".
_BEFORE_JOB = frozenset(
    "must long short quick big also min minute minutes please good great best most weekend sunday saturday daily free hot now more to next the a"
    " police fire research visiting team project projekt nieman assistant vice".split()
)
FOREIGN = 12  # characters that a Chinese, Japanese or Korean name may have with blanks in it
JOB = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|journalist(?:e|in)?|redakteur(?:in)?|redactor[a]?|staff writers?|columnists?|contributors?|producers?|writers?|"
    r"photographers?|photographe|fotograf(?:in)?|chef(?:fe)?|directeur|directrice|director[a]?|professor|professeure?|autor(?:in)?|auteure?|ceo|manager|"
    r"chefred\w+|volont[äa]r(?:in)?|leiter(?:in)?|korrespondent(?:in)?|envoy[ée]+e?s? spécia\w+|correspondant(?:e|s|es)?|periodista|giornalista|jornalista|rédact\w+|ressort\w*|"
    r"news|politik|wirtschaft|sport|économie|politique|culture|kultur|fellow|dr\.? phil|phd|cnrs|université|university|freelance|senior|deputy|chief|head of|follow|seguir|suivre|minutes?|read)\b",
    re.I,
)
TITLE = (
    r"(?i)(?:executive|political|special|science|health|washington|envoy[ée]+e?s? sp[ée]cia(?:l|le|ux|les)|foreign|international|diplomatic|economics?|business|technology|staff|"
    r"contributing|guest|town|local|national|(?:\w+politische|stellvertretende|leitende|freie|verantwortliche|zuständige)[rn]?)\b"
)
EMPLOYER = re.compile(r"\b(?:associated press|reuters|bloomberg|bbc|cnn|abc|nbc|cbs)\b", re.I)
# Words of buttons and of companies' names: what has one is no author.
_CONTROL = re.compile(
    r"\b(?:e-?mail|print|rss|feed|share|tweet|subscribe|newsletter|permalink|login|here|see more|read more|kommentare?|comments?|commentaires?|"
    r"copyright|gmbh|llc|ltd|s\.?a\.?r\.?l)\b|^co\.? kg$",
    re.I,
)
_DESK = re.compile(
    r"\b(?:r[ée]daction|redaktion|redacción|redação|redazione|redactie|redakcja|redaksi|newsroom|news desk|desk|bureau|staff|reporters|team|équipe|equipo|équipes|editorial|admin(?:istrator)?|"
    r"webmaster|web ?team|contributors?|guest|gast(?:autor|beitrag)\w*|agence|agency|\w*agentur\w*|news ?agency|presse|press|online|digital|verlag|gmbh|inc|ltd|media|magazin\w*|"
    r"zeitung|nachrichten|tageblatt|anzeiger|news|post|times|journal|today|radio|tv|blog|\.com|\.de|\.fr|\.org|pr|presseportal)\b"
    r"|新聞|新報|日報|通信|報社|編集部|日报|晚报|早报|晨报|时报|商报|都市报|新闻|[华新]社$|通讯社|编辑部|小编|(?<=[\u4e00-\u9fff])(?:报|网|网站|电视台|频道|客户端|传媒|中心|在线)$|일보|신문|뉴스|방송|통신|미디어|편집국",
    re.I,
)
_AGENCIES = frozenset(
    "the_associated_press associated_press agence_france-presse agencia_efe canadian_press press_association afp dpa apa ap reuters efe ansa lusa belga tass pti ats kna epd sid upi xinhua bloomberg keystone-sda sda ntb tt ritzau pap ctk agi adnkronos europa_press dapd afpd mti cna pap ians ani anp stt bns tasr čtk hina tanjug agerpres mediafax bta kyodo jiji yonhap anadolu aa irna interfax tasnim bernama antara telam télam notimex agência_brasil agência_estado estadão_conteúdo folhapress australian_associated_press aap pa_media press_trust_of_india pti_bhasha la_presse_canadienne presse_canadienne 共同通信 共同通信社 時事通信 時事通信社 新华社 中新社 연합뉴스 뉴시스 뉴스1".split()
)
_PARTICLES = frozenset(
    "de del della di da dos das do du des la le les van von der den ten ter zu zum zur af av el al bin ibn ben abu y e i d' st".split()
)
_NO_NAMES = frozenset(
    "super_user super_utilisateur administrateur webmaster webmestre twitter facebook linkedin whatsapp pinterest telegram instagram reddit tumblr print email admin administrator author autor auteur unknown anonymous none null undefined home news guest user root editor share article follow the by par von menu search zvg name your_name author_name n/a nom nombre nome 未知 佚名 gesponserte_inhalte sponsored_content sponsored contenu_sponsorisé last_modified last_updated last_update first_published date_published 网络整理 版权声明 相关文章 暂无简介".split()
)
# How a link begins that calls to do something, or leads to more: no name begins so.
_CALLS = frozenset(
    "view see click right show load download watch listen learn more get contact visit all voir lire écouter télécharger plus tous toutes mehr alle ver leer más todos todas mais leia saiba leggi scopri vedi altri tutti".split()
)
_OF_MEDIUM = re.compile(r"(?:Do|Da)\s[A-Z\d]{2,5}")  # "Do UOL", "Da CNN"
_TO_READ = frozenset(
    "mais também tambem aqui agora tudo ainda outras outros matéria reportagem íntegra notícia notícias artigo".split()
)


def may_be_name(part: str) -> bool:
    if (
        not 1 < len(part) < 60
        or part.lower().replace(" ", "_") in _NO_NAMES
        or ":" in part
        or _is_phrase(part)
        or _CONTROL.search(part)
    ):
        return False
    return (
        any(sign.isalpha() for sign in part)
        and sum(sign.isdigit() for sign in part) < 3
        and not (JOB.search(part) and not is_desk(part) and not ends_like_job(part))
    )


def ends_like_job(part: str, is_person_s: bool = False) -> bool:
    """Is a part a name that only ends in a word of jobs or buttons?

    >>> ends_like_job("Jennifer Senior"), ends_like_job("Piers Paul Read"), ends_like_job("Editor Senior"), ends_like_job("Long Read")
    (True, True, False, False)
    """
    before, _, last = part.rpartition(" ")
    like = _LIKE_JOB.fullmatch(part)
    return (
        like is not None
        and (is_person_s or not like["rare"])
        and not last.islower()
        and not (JOB.search(before) or is_desk(before) or re.match(TITLE, before) or EMPLOYER.search(before))
        and _BEFORE_JOB.isdisjoint(before.lower().split())
    )


def _is_phrase(part: str) -> bool:
    """More words than a name has, or mostly small ones."""
    words = part.split()
    if len(words) > 1 and _is_call(words):
        return True
    if words[0].lower() in ("à", "in", "aus", "from", "en", "em", "im", "at", "a"):
        return True
    if _OF_MEDIUM.fullmatch(part):
        return True
    if words[0].lower() == "the" and not (len(words) > 1 and words[1][0].isupper()):
        return True
    if words[0].isdigit() and len(words) > 1 and words[1].islower():  # "2 others"
        return True
    small = [word for word in words if word[0].islower() and word.lower() not in _PARTICLES]
    return (
        len(words) > 6
        or (len(words) > 1 and len(small) > len(words) / 2)
        or (len(small) > 1 and not is_desk(part))
    )


def _is_call(words: list[str]) -> bool:
    """Does a line call to do something? "Leia Mais" does, "Leia Smith" does not.

    >>> _is_call(["Leia", "Mais"]), _is_call(["Leia", "Smith"]), _is_call(["Leia", "a", "matéria"])
    (True, False, True)
    """
    first, second = words[0].lower(), words[1].lower()
    if first != "leia":
        return first in _CALLS
    return len(words) > 3 or words[1].islower() or second in _TO_READ


def is_foreign(part: str) -> bool:
    """Chinese, Japanese and Korean names have no blank."""
    return part[0] > "\u2e80"


def is_agency(name: str) -> bool:
    """A news agency?

    >>> is_agency("AFP"), is_agency("Europa Press"), is_agency("Jeanne Martin")
    (True, True, False)
    """
    return name.lower().replace(" ", "_") in _AGENCIES


@lru_cache(maxsize=1024)  # it is asked of one name again and again
def is_desk(name: str) -> bool:
    """An editorial team or a medium rather than a person?

    >>> is_desk("Redaktion journal.de"), is_desk("Jeanne Martin"), is_desk("AFP")
    (True, False, False)
    """
    return bool(_DESK.search(name))


def is_person(name: str) -> bool:
    """Two to five words that begin like a name, and no desk.

    >>> is_person("Anna Giulia Fink"), is_person("Read more here"), is_person("Ludwig van Beethoven")
    (True, False, True)
    """
    words = name.split()
    if words and words[0].lower() in ("the", "zur", "zum"):
        return False
    if is_desk(name) or is_saying(name):
        return False
    if "\n" in name or not 2 <= len(words) <= 5 or any(sign.isdigit() for sign in name):
        return bool(name) and is_foreign(name) and 2 <= len(name) <= 6 and name.isalpha()
    if is_foreign(name):
        return len(name) <= FOREIGN and name.replace(" ", "").isalpha()
    large = [word for word in words if not word[0].islower() or word.lower() in _PARTICLES]
    return len(large) == len(words) and len(words[-1]) > 1 and not words[-1].islower()


def is_known(name: str) -> bool:
    """A person or a news agency?"""
    return is_person(name) or is_agency(name)
