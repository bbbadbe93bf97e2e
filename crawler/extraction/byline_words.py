"""The words by which lines name their author, in languages that say neither "par" nor "by"; data, a line for languages that are akin.

`names` knows those of French, English, German, Spanish, Portuguese, Italian, Dutch and Chinese with their grammar.
"""

import re

from crawler.extraction.word_tables import alternation

__all__ = ["signed"]

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
