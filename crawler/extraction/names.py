"""Names of authors, as bylines and metadata write them, to people and agencies, each once."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from crawler.extraction.byline_words import EASTERN_LEADS, EASTERN_REPORTER, EASTERN_TITLES, signed
from crawler.extraction.name_kinds import (
    EMPLOYER,
    JOB,
    TITLE,
    ends_like_job,
    is_agency,
    is_desk,
    is_foreign,
    is_person,
    may_be_name,
)

__all__ = ["WRITTEN_BY", "names_in", "unique", "whole_name"]

_BY = r"(?:par|by|von|vom|por|di|da|door|af|av|de|autor|przez)"
_WORK = (
    r"article|artikel|beitrag|bericht|artículo|artigo|articolo|texte?|texto|testo|propos|interview|entrevista|intervista|story|reporting|words|opinion|analys[ei]s?|análisis|review|report|reportage|"
    r"enquête|tribune|récit|chronique|guest post|gastbeitrag|kommentar|essay|a cura|"
    r"publi[ée]e?|écrit|rédigée?|proposée?|recueillis|posted|written|published|geschrieben|verfasst|erstellt|veröffentlicht|"
    r"publicado|escrito|pubblicato|scritto"
)
_LEAD = re.compile(
    rf"^(?:(?:(?:une?|una|eine?|an?|cet)\s+)?(?:(?:{_WORK})\s+|eine? \w+ ){{0,2}}(?:par\s+m\.(?=\s)|{_BY}\b)\s*:?"
    r"|(?:auteure?s?|author\(?s?\)?|autor(?:in|en|es)?|autore|autrice|autori|redacteur|texte?|texto|testo|words|interview|skribent|автор|автора)\s*:"
    r"|(?:about the author|à propos de l['’]auteure?|über (?:den autor|die autorin)|sobre (?:el autor|la autora|o autor|a autora))\b\s*[:|–-]?"
    r"|(?:author|auteure?|autor(?:in)?|autore)\s+(?=(?-i:[^\W\d_a-z]\w+ [^\W\d_a-z])))\s*",
    re.I,
)
#: A short name whose first word leads elsewhere: "Di Webster".
_PARTICLE = re.compile(r"(?!.*\b(?i:redac\w+|reda[çz]\w+|redaktion))Di\s[^\W\d_a-z][^\W\d_]+")
#: The same after what stands first in a line: "14:07 | Von Eva Roth"; in small letters "von" is of a name,
#: unless one word alone follows.
_LATE_LEAD = re.compile(
    r"^(?:(?:[Pp]ar|[Bb]y|Von|[Pp]or|[Dd]oor)\s+(?=[^\W\d_a-z])|von\s+(?=[^\W\d_a-z]\w+$))"
)
_PICTURES = r"fotos?|photos?|photograph(?:y|s)?|bilder|pictures|images?|illustrations?|ilustración|grafik|videos?|vidéos?|写真|撮影|摄影"
# What is said of others than the authors: who took the pictures, edited, translated, made the site.
_ROLE = re.compile(
    r"(?<!\w)(?:(?P<author>(?:texte?|texto|testo|words|文)\s?(?:und|et|and|y|e|&|,|/|\+|・)\s?)?"
    rf"(?:{_PICTURES}|编辑|責任編集|责任编辑|编校|编译|来源|翻訳)\s*(?:[:：／＝]|\b{_BY}\b)"
    r"|(?P<text>texte?|texto|testo|words)\s*:"
    r"|(?:edit(?:ed|ing)|fact[- ]checked|(?:medically )?reviewed|translat(?:ed|ion)|traduite?|traducción|übersetzt|übersetzung|developed|designed|powered)"
    rf"\s+{_BY}\b)\s*",
    re.I,
)
#: How a line begins that names authors, and little else: "Par Jeanne", "Texte : Jeanne", "取材・文/山田".
WRITTEN_BY = re.compile(
    rf"^(?:(?:(?:une?|una|eine?|an?)\s+)?(?:(?:{_WORK})\s+){{1,2}}(?:par|by|von|por|di|da|door|af|av)\s*:?\s+(?=[^\W\d_])"
    r"|(?:par|by|von|por|di|door|af|av)\s*:?\s+(?=(?-i:[^\W\d_a-z]))"
    rf"|(?:auteure?s?|author|autor(?:in|es)?|autore|texte?|texto|testo|words)(?:\s?(?:und|et|and|y|e|&|/)\s?(?:{_PICTURES}))?\s*:\s*)",
    re.I,
)
_PICTURED = re.compile(rf"\((?:{_PICTURES})\)", re.I)  # "Jan Beck (Fotos)"
_SHORT_TITLE = re.compile(
    r"^(?:(?:(?:dra?|profa?|mr|mrs|ms|mme|ing|mag|med|phil|dipl|m(?=\.\s*\S+$))\.\s*|(?:dr|mr|mrs|mme|prof)\s+(?=(?-i:[^\W\d_a-z]))))+",
    re.I,
)
_GENERATION = re.compile(r",\s+(?=(?:jr|sr)\b)", re.I)
_EASTERN_LEAD = re.compile(
    rf"^【?(?:(?:采写|撰文)\s*[：:／/]\s*(?={EASTERN_REPORTER}))?(?:{EASTERN_LEADS}|{EASTERN_REPORTER})(?:\s*[：:／/＝=・]\s*|\s+)|^【"
)
_EASTERN_TAIL = re.compile(
    rf"(?<=[^\W\d_])\s*(?:{EASTERN_TITLES}|记者|特派員|編集委員|論説委員)(?:\s|$).*$|】$"
)
_AFTER_AND = r"[^\W\d_a-z][\w'’-]+\s(?:Press|Post|Guest|Gast)"  # family names, and how papers' names end
_JOINED = re.compile(
    rf"(?:\b(?:and|und|et|y|e)|&)\s+({_AFTER_AND})(?=\s*(?:$|[,;|(]))|\b({_AFTER_AND})(?=\s(?:and|und|et|y|e|&)\s[^\W\d_a-z])"
)
_NAME = re.compile(r"(?:[^\W\d_]|['’. -])+")
#: Words of calls that begin names as well, where they are said to be a person's.
_GIVEN = frozenset(("alle", "leia", "mehr"))
#: Between the reporters of a Chinese byline, once what leads it is gone: "孟繁星 通讯员 赵立".
_CHINESE_JOINT = re.compile(
    r"\s*(?:通讯员|实习生|(?:实习|见习|摄影)?记者)\s+|(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2,4}(?:\s|$))"
)
_SPLIT = re.compile(
    r"\s*(?:[,;|•·/&、，]|\s\+\s|\b(?i:und|and|et|avec|with|mit|sowie)\b|\bog\b|\boch\b|\ben\b(?=\s+(?-i:[A-Z])))\s*"
)
#: What joins two names in Spanish, Italian, Portuguese, Polish, Russian, and the two family names of one person.
_AND = re.compile(r"(?<=\w)\s+(y|e|i|и)\s+(?=[^\W\d_a-zа-я])")
_TAIL = re.compile(
    r"\s*(?:\(.*?\)?$|\[.*?\]?$|<.*$|[—–|•·]\s.*$|\s-\s.*$|@\S+.*$|\s(?:in|à|aus|from|en|em|at)\s+(?-i:[A-Z]).*$|\b(?:via|on behalf of|au nom de|im namen)\b.*$|\b(?:am|on|le|el|em|il)\s+\d.*$|(?:\s+(?:on|am|le))?(?:^|\s+)(?-i:[A-Z][a-zä]{2,8})\.?\s+\d{1,2}(?:st|nd|rd|th)?$|(?<=[^\W\d_]{4})\.\s+(?-i:[^\W\d_a-z]).*$|\bfor\s+(?:the\s+)?\w[\w.]*(?:\s.*)?$|\d{1,2}[./:]\d.*$|"
    r"\b(?:published|updated|publié|mis à jour|aktualisiert|veröffentlicht|publicado|pubblicato|posted)\b.*$)",
    re.I,
)
LONGEST = 500  # characters of a byline
_ENDINGS = frozenset(("on", "le", "am", "el", "em", "il", "at", "à", "de", "in"))
_AROUND = " \t:()<>-–—\"'“”«»→›*_,]］】"
_INITIALS = re.compile(r"(?:\b[^\W\d_a-z]\.|\b[JS]r\.)$")
_MAIL = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+")
_AGENCY_S = re.compile(r"(?:AP|UPI|PTI|CNA)\s+(?=[A-Z])")  # "AP Sports Writer"
_PAPER = re.compile(
    r"\b(?:Tribune|Times|Herald|Post|News|Journal|Gazette|Star|Sun|Globe|Chronicle|Observer|Examiner|Telegraph|Guardian|Independent|Press|Inquirer"
    r"|Dispatch|Register|Record|Mercury|Sentinel|Courier|Bulletin|Monitor|Republic|Bee|Advocate|Enterprise|Daily|Review|Mail|Leader|Standard|Citizen)\b"
)


def names_in(byline: str) -> list[str]:
    """The names in a byline: people and agencies, without "Par", jobs, places, mail addresses.

    >>> names_in("Par Jeanne Martin et Paul Durand (AFP), à Lyon")
    ['Jeanne Martin', 'Paul Durand']
    >>> names_in("Mathias Hagen / Journalist")
    ['Mathias Hagen']
    >>> names_in("Von Anna Schmidt, dpa"), names_in("本报记者 孟繁星 通讯员 赵立")
    (['Anna Schmidt', 'dpa'], ['孟繁星', '赵立'])
    >>> names_in("[長谷部ゆかり，モノづくり新聞]"), names_in("采写：南都记者 余毅菁 向雪妮")
    (['長谷部ゆかり'], ['余毅菁', '向雪妮'])
    >>> names_in("By Sheena Farland The Salt Lake Tribune"), names_in("By The Salt Lake Tribune")
    (['Sheena Farland'], ['The Salt Lake Tribune'])
    >>> names_in("14:07 Uhr | Von Eva Roth"), names_in("Von Ina Vogt Landespolitische Korrespondentin")
    (['Eva Roth'], ['Ina Vogt'])
    >>> names_in("14:07 Uhr · von Eva"), names_in("Do UOL, em São Paulo")
    (['Eva'], [])
    """
    byline = byline[:LONGEST]
    text = html.unescape(byline) if "&" in byline else byline
    text = _GENERATION.sub(" ", _MAIL.sub(" ", " ".join(text.split())))
    text = text.lstrip("[［【")  # "[山田太郎，新聞]"
    parts = [_cleaned(part) for said in _of_authors(text) for part in _split(_without_lead(said))]
    named = [part for part in parts if part and may_be_name(part)]
    return unique(_beside_people(named, _joined(text) if any(map(is_desk, named)) else ()))


def _split(said: str) -> Iterator[str]:
    """The parts of a byline that each may name somebody.

    >>> list(_split("Ana Souza e João Lima, Miguel Costa e Silva")), list(_split("Ana Ruiz y EFE"))
    (['Ana Souza', 'João Lima', 'Miguel Costa e Silva'], ['Ana Ruiz', 'EFE'])
    """
    for part in _SPLIT.split(said):
        whole, *rest = _AND.split(part)
        for joint, name in zip(rest[::2], rest[1::2], strict=True):
            if joint != "и" and " " in whole.strip() and _is_family_name(name):
                whole = f"{whole} {joint} {name}"
            else:
                yield whole
                whole = name
        yield whole


def _is_family_name(name: str) -> bool:
    """May one word after "y" or "e" be somebody's second family name, not the paper or an agency?"""
    name = _TAIL.sub("", name).strip(_AROUND)
    return name.replace("-", "").isalpha() and not (is_agency(name) or is_desk(name) or JOB.search(name))


def _joined(byline: str) -> set[str]:
    """The names that "and" joins to another, by which they are people even where they end as a paper's does.

    >>> _joined("Ann Lee and Eyal Press"), _joined("Ann Lee, Denver Post")
    ({'Eyal Press'}, set())
    """
    return {name for found in _JOINED.finditer(byline) for name in found.groups() if name}


def _of_authors(byline: str) -> Iterator[str]:
    """What a byline says of the authors, without those who took the pictures, edited, translated.

    >>> list(_of_authors("Jane Doe / Photos: John Roe"))
    ['Jane Doe / ']
    """
    at, wanted = 0, True
    for role in _ROLE.finditer(byline):
        if wanted:
            yield byline[at : role.start()]
        at, wanted = role.end(), bool(role["author"] or role["text"])
    if wanted:
        yield byline[at:]


def _without_lead(said: str) -> str:
    said = said.lstrip(" —–-|·•")
    said = said[len(signed(said)) :]
    if not said.isascii():
        led = _EASTERN_LEAD.match(said)
        said = said[led.end() :] if led else said
        if led and ("记者" in led[0] or "采写" in led[0]):
            said = _CHINESE_JOINT.sub("、", said)
    for _ in range(2):
        said = said if _PARTICLE.fullmatch(said.rstrip(_AROUND)) else _LEAD.sub("", said, count=1)
    return said


def _beside_people(names: list[str], joined: Collection[str] = ()) -> list[str]:
    """Names without what only goes with them: beside full names, places, sections and employers.

    :param joined: those that go with nobody
    """
    if any(" " in name for name in names):
        names = [name for name in names if " " in name or is_agency(name) or is_foreign(name)]
    elif any(map(is_desk, names)):  # "journal.de, Frankfurt, Germany"
        names = [name for name in names if is_desk(name) or is_agency(name) or is_person(name)]
    if any(map(is_person, names)):
        names = [name for name in names if name in joined or not _goes_with_people(name)]
    return names


def _goes_with_people(name: str) -> bool:
    """Is it an employer or a place: "The Post", "BBC News", "Florida Today", "de Lyon", "Staff Writers"?"""
    first, _, rest = name.partition(" ")
    return bool(
        (rest and first.lower() in ("the", "de", "da") and " " not in rest)
        or (rest and (first.lower() == "the" or EMPLOYER.match(name)))
        or (is_desk(name) and not is_agency(name))
    )


@lru_cache(maxsize=1024)  # metadata, byline and link to the author's page give the same name
def _cleaned(part: str) -> str:
    if _PICTURED.search(part):
        return ""
    part = part.strip(_AROUND)
    if not part.isascii():
        part = _EASTERN_TAIL.sub("", part)
    part = _SHORT_TITLE.sub("", _LATE_LEAD.sub("", part))
    for _ in range(2):
        whole, part = part, _TAIL.sub("", part)
        part = _without_ending(part, part != whole).strip(_AROUND)
    part = re.sub(r"^l['’](?=(?-i:[A-Z]{3}))", "", part)
    name, _, employer = part.partition(" The ")  # "Ann Lee The Morning Herald"
    if _PAPER.search(employer) and is_person(name):
        part = name
    if part.endswith(".") and not _INITIALS.search(part):
        part = part.rstrip(".")
    has_job = (JOB.search(part) and not ends_like_job(part)) or EMPLOYER.search(part)
    return _without_job(part) if has_job else part


def _without_job(part: str) -> str:
    """A name without the job or the employer that follows it.

    >>> _without_job("Jane Doe Senior Washington Correspondent"), _without_job("Jane Roe BBC Executive News Editor")
    ('Jane Doe', 'Jane Roe')
    >>> _without_job("JOHN PUBLIC AP Sports Writer"), _without_job("Chief Political Reporter")
    ('JOHN PUBLIC', 'Chief Political Reporter')
    """
    words = part.split()
    for at in range(2, min(len(words), 5)):
        rest = " ".join(words[at:])
        is_agency_s = _AGENCY_S.match(rest) and JOB.search(rest)
        if not (is_agency_s or JOB.match(rest) or re.match(TITLE, rest) or EMPLOYER.match(rest)):
            continue
        name = words[:at]
        if len(name) > 2 and name[-1].isupper() and len(name[-1]) > 2 and not name[0].isupper():
            name = name[:-1]  # "CNBC"
        if is_agency(name[0]) or EMPLOYER.match(name[0]):
            continue  # "AP Auto Writer"
        if is_person(" ".join(name)) and not any(
            JOB.fullmatch(word) or re.fullmatch(TITLE, word) for word in name
        ):
            return " ".join(name)
    return part


def _without_ending(part: str, cut: bool = False) -> str:
    """A part without a last word that only led to what was cut off: "Jeanne Martin le".

    >>> _without_ending("Jeanne Martin le"), _without_ending("JANE DOE ON", cut=True), _without_ending("Thanh Le")
    ('Jeanne Martin', 'JANE DOE', 'Thanh Le')
    """
    before, _, last = part.rpartition(" ")
    leads = last.lower() in _ENDINGS and (last.islower() or (cut and " " in before))
    return before.rstrip() if before and leads else part


def whole_name(name: str) -> list[str]:
    """The names in what is said to be one person's: it whole, though it has a word that bylines are cut at.

    >>> whole_name("Malcolm Chief"), whole_name("Mehr Tarar"), whole_name("Santiago Ramón y Cajal")
    (['Malcolm Chief'], ['Mehr Tarar'], ['Santiago Ramón y Cajal'])
    >>> whole_name("Von Anna Muster"), whole_name("Anna Muster, Redakteurin"), whole_name("Read More"), whole_name("Police Chief")
    (['Anna Muster'], ['Anna Muster'], [], [])
    """
    first = name.split(" ", 1)[0].lower()
    is_whole = ends_like_job(name, is_person_s=True) or first in _GIVEN
    return [name] if is_whole and _NAME.fullmatch(name) and is_person(name) else names_in(name)


def unique(names: Iterable[str]) -> list[str]:
    """Each name once, whatever its case; one that only adds words (a job) to another gives way.

    >>> unique(["Laurent Petit Coach", "Laurent Petit", "LAURENT PETIT"])
    ['Laurent Petit']
    """
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(" ".join(re.findall(r"\w+", name.casefold())), name)
    return [name for key, name in seen.items() if not any(start in seen for start in _starts(key))]


def _starts(words: str) -> Iterator[str]:
    """The first two words of several, the first three, and so on, without the whole.

    >>> list(_starts("laurent petit coach sportif"))
    ['laurent petit', 'laurent petit coach']
    """
    blanks = [blank.start() for blank in re.finditer(" ", words)]
    return (words[:end] for end in blanks[1:])
