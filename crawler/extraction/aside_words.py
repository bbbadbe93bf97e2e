"""Is a line about the article, not of it: a share, a reading time, a credit, whose rights it is, an invitation?"""

import re

from crawler.extraction.aside_tables import (
    ADVERTISING,
    APPEAL,
    FOLLOW,
    MINUTE,
    MINUTES_OF,
    NETWORK,
    NEWSLETTER,
    PICTURE,
    READING,
    RIGHTS,
    SHARE,
    SHARE_OR_PART,
    SUBSCRIBE,
    TAGS,
    THIS,
    THIS_FIRST,
    THIS_TO_SHARE,
)
from crawler.extraction.tree import has_digit
from crawler.extraction.word_tables import alternation, phrases

__all__ = [
    "READING_LABELS",
    "ends_in_credit",
    "is_advertising",
    "is_credit",
    "is_invitation",
    "is_of_page",
    "is_reading_time",
    "is_share",
    "lists_tags",
    "tells_reporter",
    "tells_rights",
]

#: Characters at the end of a text that are read for its rights.
LONGEST_END = 80
#: Characters that may stand before an invitation in a line that is nothing else; all of a line that has one.
LONGEST_LEAD, LONGEST_CALL = 60, 120
#: Words beside the time it takes to read.
MOST = 3
#: Characters of a caption, and of the credit at its end.
LONGEST_CAPTION, LONGEST_CREDIT = 240, 70


_RIGHTS_ENDS = tuple(phrase.strip() for phrase in RIGHTS.replace("\n", "|").split("|") if phrase.strip())
_FORBIDDEN = re.compile(
    r"may not be (?:published|reproduced), (?:broadcast|distributed)|for your personal,? non-?commercial use"
)

_OF_CREDIT = "(?: credits?| crédits?| by|nachweis|rechte)?"
_CHANNEL = rf"(?:{NETWORK}|google (?:news|nieuws|haberler|notícias|noticias|actualités)|google\b|youtube\w*|tiktok\w*|канал\w*|{NEWSLETTER})"


_SIGNS = " \t-–—:：…*#[]()"
_ADVERTISING_LABELS, _TAGS_LABELS = phrases(ADVERTISING), phrases(TAGS)
READING_LABELS = alternation(READING)
# Some patterns are of texts in small letters: to look for either case takes some times as long.
_READING_LABEL = re.compile(READING_LABELS)
_BETWEEN = re.compile(r"[|·•–—\n]")
_MINUTES = re.compile(rf"(?<!\d)\d+[\s-]?{MINUTE}\s*(?:{alternation(MINUTES_OF)})")
_WHERE = "on|via|with|sur|avec|par|auf|mit|en|con|por|su|tramite|em|com|op|med|på|na|w|на|в"
_SHARE_LINE = re.compile(
    rf"(?:{alternation(SHARE)})(?:(?=\s*[:：]|(?:{alternation(THIS)})|\s(?:{_WHERE})\b|[^.!?:：]{{0,30}}(?:\b{NETWORK}\b|[^\W\u0000-\u024f]))[^.!?]{{0,40}}[:：](?:\s*\w+){{0,6}}"
    rf"|(?:{alternation(THIS)})[ \w]{{0,20}})"
    rf"|(?:{alternation(THIS_TO_SHARE)})[ \w]{{0,20}}"
    rf"|(?:{alternation(SHARE, SHARE_OR_PART)})\s(?:\w{{1,4}}\s)?{NETWORK}"
    rf"|(?:(?:\w{{2,4}}\s)?{NETWORK}(?:['’]\w+)?\s|(?:{alternation(THIS_FIRST)})\s?)(?:{alternation(SHARE)})",
)
_INVITATION = re.compile(
    rf"(?<!\w)(?:(?:{alternation(FOLLOW)})[^!?]{{0,80}}?(?<!\w){_CHANNEL}(?!\w)|(?:{alternation(SUBSCRIBE)})[^!?]{{0,80}}?(?:{NEWSLETTER})|(?<!can )(?<!may )(?<!could )(?<!will )(?<!to )(?:{alternation(APPEAL)})(?!\w))",
    re.I,
)
_REACHED = r"(?:[\w.+-]+@[\w.-]+\w|@\w+|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4})"
_NAME = r"[^\W\d_a-z][\w.'’-]+ (?:[^\W\d_a-z]\.? )?[^\W\d_a-z][\w'’-]+"
_WHOM = rf"(?-i:{_NAME})|(?:[\w/-]+ )?(?:staff writer|writer|reporter|author|editor|columnist|journalist)s?\b|her\b|him\b|them\b|me\b"
_REPORTER = re.compile(
    rf"\W*(?:(?:you can )?(?:reach|contact|e-?mail|follow|call|write to|schreiben sie|contactez|écrivez à|escribe a|contacta con|scrivi a)\s(?:{_WHOM})|(?-i:{_NAME}) can be reached)"
    rf"[^.!?@\d]{{1,60}}{_REACHED}(?:[ ,;]+(?:or|and|at|on|via|by|twitter|x|bluesky|email|oder|ou|o|y|e|et|auf|sur|en|su|[:,])\b[:,]?)*(?:\s?{_REACHED}(?: (?:or|and|at|on|via|twitter|x)\b)*)*[.)\s]*",
    re.I,
)
#: Who made a picture: a name, or one or two words such as "privat"; not what it shows, nor a number of something.
_MAKER = r"(?-i:[^a-zß-öø-ÿ\d\s])[^!?]{1,80}|(?:courtesy|supplied|provided|via|by|d\.?\s?r|avec|mit)\b[^!?\d]{0,60}|[^\W\d][^\s!?]*(?:\s[^\W\d][^\s!?]*)?"
_CREDIT = re.compile(
    r"\W*(?:(?:cr[ée]dit(?:o|os|i)?s?)(?: (?:photos?|images?|vid[ée]os?|fotos?))?"
    rf"|(?:{alternation(PICTURE)}){_OF_CREDIT})\s*(?:\([^)]{{1,20}}\)\s*)?[:：|©]\s*(?:{_MAKER})"
    r"|fot\. [^!?]{2,60}|\(?©[^!?]{2,60}|via (?:giphy|tenor)",
    re.I,
)

_CREDITED = re.compile(
    rf"[^\n]{{8,}}?(?:(?:[.!?)»”\"/|(]|[—–])\s?(?:{alternation(PICTURE)}){_OF_CREDIT}\s*[:：|©]"
    rf"|©\s?(?:(?:{alternation(PICTURE)})\s*[:：])?\s*(?=(?-i:[^\W\d_a-zß-öø-ÿ])))\s*[^.!?:)\n]{{2,48}}(?:\)|\.)?",
    re.I,
)
#: Over a box about the author, and under a picture.
_OF_PAGE = re.compile(
    r"about the authors?|à propos de l['’]auteure?|(?:ü|ue)ber (?:den autor|die autor(?:in|en))|sobre (?:el|la|o|a) autora?|sull['’]autor[ei]|over de auteur|o autorze"
    r"|(?:view|see|open) (?:full[- ]size )?(?:image|picture|photo|gallery)|view full[- ]size|(?:click (?:here )?to )?enlarge(?: (?:this )?(?:image|picture|photo))?"
    r"|(?:cliquez pour )?agrandir(?: l['’]image| la photo)?|bild vergrößern|(?:clic para )?ampliar (?:la )?(?:imagen|foto)|ampliar a? ?imagem|ingrandisci(?: (?:l['’]immagine|la foto))?",
    re.I,
)
_MARKS_OF_CREDIT = frozenset(":：|©")


def is_reading_time(text: str) -> bool:
    """Does a line say how long the text takes to read: a number of minutes, or a label for one?

    >>> is_reading_time("3 min de lecture"), is_reading_time("Czas czytania: 2 min"), is_reading_time("In 3 minutes he read it")
    (True, True, False)
    >>> is_reading_time("Elle consacre 20 minutes de lecture par jour à sa fille"), is_reading_time("Reading time with the whole family")
    (False, False)
    """
    text = text.lower()
    if not has_digit(text):
        return _is_only(_READING_LABEL.match(text), text)
    parts = _BETWEEN.split(text)
    return any(_is_only(_MINUTES.search(part) or _READING_LABEL.search(part), part) for part in parts)


def _is_only(found: re.Match[str] | None, text: str) -> bool:
    """Is a match found, and what stands around it in a text next to nothing: MOST words at most that are no number?"""
    if found is None:
        return False
    around = f"{text[: found.start()]} {text[found.end() :]}"
    return sum(not has_digit(word) for word in re.findall(r"\w+", around)) <= MOST


def is_share(text: str) -> bool:
    """Does a line say "Partagez cet article sur :", with or without the names of the networks?

    >>> is_share("Partagez cet article sur : Facebook X"), is_share("Udostępnij na Facebooku"), is_share("Dela artikeln")
    (True, True, True)
    >>> is_share("Partager"), is_share("Share memory between cores"), is_share("Share price: 120 pence"), is_share("Partage des eaux : un conflit")
    (False, False, False, False)
    """
    return _SHARE_LINE.fullmatch(text.strip().lower()) is not None


def is_credit(text: str) -> bool:
    """Does a line say who took a picture, or whose rights a text is?

    >>> is_credit("Crédits photos : Bestimage"), is_credit("(Bild: dpa)"), is_credit("Images of a city at war")
    (True, True, False)
    >>> is_credit("Photo : 50 mégapixels"), is_credit("Image: a man alone on the quay"), is_credit("Crédit : 12 millions d'euros")
    (False, False, False)
    """
    return _CREDIT.fullmatch(text.strip()) is not None


def ends_in_credit(text: str) -> bool:
    """Is a line a picture's caption, by who took it at its end?

    >>> ends_in_credit("Der Minister drängt auf eine Entscheidung. (Foto: dpa)"), ends_in_credit("Бойко Борисов © снимка: БГНЕС")
    (True, True)
    >>> ends_in_credit("Auf dem Tisch lag noch ein Bild: das seiner Mutter."), ends_in_credit("(Foto: dpa)")
    (False, False)
    >>> ends_in_credit("Neuer Vorsitzender des Vereins ist Karl Weber (Foto: privat).")
    False
    """
    if len(text) > LONGEST_CAPTION or _MARKS_OF_CREDIT.isdisjoint(text[-LONGEST_CREDIT:]):
        return False
    return _CREDITED.fullmatch(text) is not None


def tells_rights(text: str) -> bool:
    """Does a text end in whose rights it is, or say what nobody may do with it?

    >>> tells_rights("© 2020 Le Quotidien. Tous droits réservés."), tells_rights("Все права защищены"), tells_rights("Les droits des femmes")
    (True, True, False)
    """
    lower = text.lower()
    end = lower[-LONGEST_END:].rstrip(" .!)]*©®")
    return end.endswith(_RIGHTS_ENDS) or _FORBIDDEN.search(lower) is not None


def is_of_page(text: str) -> bool:
    """Is a line only the title of a box about the author, or what to press to see a picture whole?

    >>> is_of_page("ABOUT THE AUTHOR"), is_of_page("Agrandir l'image"), is_of_page("About the authors of the bill")
    (True, True, False)
    """
    return _OF_PAGE.fullmatch(text.strip(_SIGNS)) is not None


def is_advertising(text: str) -> bool:
    """Is a line only the word above an advertisement?

    >>> is_advertising("- Publicité -"), is_advertising("REKLAMA"), is_advertising("La publicité en ligne")
    (True, True, False)
    """
    return text.strip(_SIGNS).lower() in _ADVERTISING_LABELS


def tells_reporter(text: str) -> bool:
    """Does a line only say how to reach who wrote the article?

    >>> tells_reporter("Reach Ann Lee at alee@post.example or on Twitter @annlee."), tells_reporter("Contact Ann Lee at 765-555-0143")
    (True, True)
    >>> tells_reporter("Contact Ann Lee at 765-555-0143 to register for the fair."), tells_reporter("Call the box office at 765-555-0143.")
    (False, False)
    """
    return _REPORTER.fullmatch(text.strip()) is not None


def lists_tags(before: str) -> bool:
    """Do the words before a line's first link say that its links are the article's tags?

    >>> lists_tags("Mots-clés :"), lists_tags("Теги:"), lists_tags("Thèmes d'hier :")
    (True, True, False)
    """
    return before.strip(_SIGNS).lower() in _TAGS_LABELS


def is_invitation(text: str) -> bool:
    """Does a line call on its reader to follow the medium on a network, to subscribe to its newsletter, to pay for it?

    >>> is_invitation("Suivez-nous sur Facebook !"), is_invitation("Urmărește-ne și pe Google News."), is_invitation("Sign up for our newsletter")
    (True, True, True)
    >>> is_invitation("We need your help. Become a member today."), is_invitation("Soutenez-nous"), is_invitation("Ils soutiennent le port")
    (True, True, False)
    >>> is_invitation("Anyone over sixteen can become a member of the union.")
    False
    >>> is_invitation("Folgen Sie dem Weg bis zum Fluss."), is_invitation("Facebook kauft einen Newsletter-Dienst.")
    (False, False)
    """
    found = _INVITATION.search(text)
    return found is not None and (found.start() <= LONGEST_LEAD or len(text) <= LONGEST_CALL)
