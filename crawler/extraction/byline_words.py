"""The words by which lines name their author, in languages that say neither "par" nor "by"; data, a line for languages that are akin.

`names` knows those of French, English, German, Spanish, Portuguese, Italian, Dutch and Chinese with their grammar.
"""

import re

from crawler.extraction.word_tables import alternation, phrases

__all__ = ["EASTERN_LEADS", "EASTERN_REPORTER", "EASTERN_TITLES", "is_closing", "is_saying", "signed"]

#: Before a name in Chinese, Japanese and Korean; the word for a reporter, whose paper may touch it; and after a name.
EASTERN_LEADS = alternation("取材・文 取材 文・写真 文 作者 著者 筆者 聞き手 撰文 撰稿 采写 執筆 글 기자")
EASTERN_REPORTER = r"[^\W\d_]{0,6}[记記]者"
EASTERN_TITLES = alternation("記者 기자")

#: Before a colon: "Szerző: Kovács János".
_LABELS = """
redacción redacció redactor redactora redação repórter autoria redazione redattore
tekst journalist verslaggever redacteur
tekst skribent forfatter journalist skrevet kirjoittaja teksti toimittaja toimittanut
autor autorka autorzy tekst opracował opracowała opracowanie rozmawiał rozmawiała autoři text připravil připravila napsal napsala autori napísal napísala
szerző írta szöveg autor text scris
autor piše tekst napisao napisala avtor besedilo аутор пише текст autorius autorė autors teksts tekst
автор автори авторы авторка текст пише пишет подготовил подготовила підготував підготувала автор
συντάκτης συντάκτρια γράφει κείμενο επιμέλεια yazar yazan haber muhabir
بقلم كتب كتبت الكاتب إعداد تحرير נכתב מאת כתב כתבה نویسنده گزارش
tác_giả oleh penulis reporter pewarta wartawan โดย
"""

#: Before a name: "Skrevet av Kari Nordmann".
_VERBS = """
geschreven_door tekst_door skrevet_af skrevet_av tekst_af tekst_av skriven_av kirjoittanut toimittaja
napsal napsala píše připravil připravila napísal napísala opracował opracowała rozmawiał rozmawiała scris_de írta
piše napisao napisala пише пишет автор авторка подготовил подготовила
γράφει_ο γράφει_η συντάκτης بقلم كتب كتبت מאת נכתב_על_ידי oleh scritto_da przez
"""

#: What begins the wishes and cheers that close a text, though each word of them is written large as names are.
_WISHES = """
guten gute gutes frohe frohen frohes fröhliche fröhlichen schöne schönen schönes viel vielen alles herzlichen mit ohne hopp
joyeux joyeuse joyeuses bonne bonnes bons vive vivent merci allez
happy god good kind warm yours thank thanks go
feliz felices buen buena buenas buenos viva vivan visca arriba aúpa hala muchas muchos gracias
bom boa boas obrigado obrigada buon buona buone buoni forza evviva grazie tanti
"""
#: And those that begin as names do.
_CLOSINGS = """
bon_appétit bon_appetit bon_voyage bon_week-end bon_weekend bon_courage bon_dimanche bon_anniversaire bon_noël bon_vent
merry_christmas merry_xmas best_wishes best_regards all_the_best long_live_the_king season's_greetings carpe_diem
the_end game_over to_be_continued next_page previous_page fortsetzung_folgt änderungen_vorbehalten à_suivre
beste_grüße liebe_grüße freundliche_grüße glück_auf petri_heil waidmanns_heil
saludos_cordiales un_saludo felice_anno felice_natale felice_pasqua sinceri_auguri slava_ukraini
"""

#: What follows "by", "por" or "von" and is no name: feasts and saints' days, and how a thing comes about.
_SAINTS = """
valent[ií]n valentino valentim juan jos[eé] jo[aã]o giovanni giuseppe isidro ferm[ií]n jorge jordi mart[ií]n martino martinho patricio patrick
silvestre silvestro sylvestre antonio ant[óô]nio ant[óo]n nicol[aá]s nicola nicolau nikolaus blas sebasti[aá]n sebasti[aã]o miguel mateo lorenzo roque
pedro pablo andr[eé]s gennaro ambrogio luc[ií]a catarina catalina caterina clara cruz fe b[aá]rbara rita ana anna tecla eulalia claus
"""
_SAYING = re.compile(
    rf"(?:san|santo|santa|são|sant|saint|sainte|sankt|st\.?)\s(?:{alternation(_SAINTS)})"
    r"|semana\s.+|(?:viernes|jueves|domingo|sexta-feira|settimana)\s(?:sant[oa]|de\s.+)|d[ií]a\sd[aeo]\w?\s.+|noche\s(?:buena|vieja|de\s.+)|año\snuevo|ano\snovo|fiestas?\s.+|fin\sde\s.+"
    r"|(?:\w+\s){1,2}(?:appointment|decree|demand|request|consent|invitation(?:\sonly)?|proclamation|warrant|accident|order)"
    r"|(?:tous|grand|gros|beau|mauvais)\s(?:les\s)?(?:temps|froid|vents?)|temps\sde\s.+"
    r"|(\w+)\s(?:zu|a|à|in|en|to|by)\s\1",  # "von Tür zu Tür"
    re.I,
)
_WISH, _CLOSING = phrases(_WISHES), phrases(_CLOSINGS)

_FIRST = frozenset(word.partition("_")[0] for word in f"{_LABELS} {_VERBS}".split())
_WORD = re.compile(r"[^\W\d_]{2,20}")
_SIGNED = re.compile(
    rf"(?:{alternation(_LABELS)})\s*[:：]\s*(?=[^\W\d_])|(?:بقلم|كتبت?|إعداد)\s*[/–-]\s*|(?:{alternation(_VERBS)})\s*:?\s+(?=(?-i:[^\W\d_a-zß-öø-ÿа-яё]))",
    re.I,
)


def signed(text: str) -> str:
    """How a line begins that names its author by one of these words; "" where it does not.

    >>> signed("Szerző:Kovács János"), signed("Skrevet av Kari Nordmann"), signed("كتب - منى عزت"), signed("Piše se o tome")
    ('Szerző:', 'Skrevet av ', 'كتب - ', '')
    """
    word = _WORD.match(text)
    found = _SIGNED.match(text) if word and word[0].lower() in _FIRST else None
    return found[0] if found else ""


def is_closing(line: str) -> bool:
    """Is a line a wish, a cheer or another phrase that closes a text, though it looks like a name?

    >>> is_closing("Guten Appetit"), is_closing("Joyeux Noël"), is_closing("God Bless America"), is_closing("Bon Voyage!")
    (True, True, True, True)
    >>> is_closing("Bon Scott"), is_closing("Felice Romano"), is_closing("Anna Muster")
    (False, False, False)
    """
    plain = " ".join(line.lower().replace("’", "'").strip(" .!…()[]").split())
    return plain.partition(" ")[0] in _WISH or plain in _CLOSING


def is_saying(words: str) -> bool:
    """Do words that may follow "by" or "por" name a feast, or how a thing comes about, rather than a person?

    >>> is_saying("San Valentín"), is_saying("Semana Santa"), is_saying("Royal Appointment"), is_saying("Haus zu Haus")
    (True, True, True, True)
    >>> is_saying("Santa Montefiore"), is_saying("Royal Robbins"), is_saying("Juan San Martín")
    (False, False, False)
    """
    return _SAYING.fullmatch(words) is not None
