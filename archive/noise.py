"""Paragraphs that a page's template puts among the article's: counters, ages, teasers, share lines. Pure.

Only short ones are noise. A figure in a sentence ("he has received 120 comments") is what the article says.
"""

import re
from collections.abc import Collection, Sequence

from archive.worddiff import fold, words

__all__ = ["is_noise"]

SHORT, TEASER = 12, 45

_UNIT = (
    r"(?:s|sec|secs?|secondes?|seconds?|segundos?|sekunden?|secondi|min|mins?|minutes?|minutos?|minuten?|minuti"
    r"|h|hrs?|heures?|hours?|horas?|stunden?|ore|j|jours?|days?|d[ií]as?|dias?|tage?n?|giorni?|semaines?|weeks?"
    r"|semanas?|wochen?|settimane|mois|months?|mes(?:es)?|m[eê]s|monate?n?|mesi|ans?|years?|a[nñ]os?|anos?|jahre?n?|anni)"
)
_COUNTED = (
    r"(?:vues?|views?|lectures?|reads?|lecteurs|readers|comments?|commentaires?|r[ée]actions?|r[ée]ponses?|replies"
    r"|likes?|j'aime|partages?|shares?|abonn[ée]s|followers|visitas?|vistas?|lecturas?|comentarios?|coment[áa]rios?"
    r"|visualiza[çc][õo]es|visualizaciones|curtidas|hits|clics|affichages?|zugriffe|visite|acessos|aufrufe|kommentare?|letture|commenti|visualizzazioni|claps?|votes?)"
)
_AGE = re.compile(
    rf"\b(?:il y a|hace|h[áa]|vor|depuis)\s+(?:environ\s+)?\d+\s*{_UNIT}\b|\b\d+\s*{_UNIT}\s+(?:ago|atr[áa]s|fa|zuvor)\b",
    re.I,
)
_COUNTER = re.compile(
    rf"\b\d[\d .,]*[kKmM]?\s*{_COUNTED}\b|\b{_COUNTED}\s*[:(]\s*\d|\b(?:no|aucun|pas de|sin|sem|keine)\s+{_COUNTED}\b",
    re.I,
)
_NUMBER = r"(?<![\w%])\d[\d .,']*[kKmM]?\s*"
_PEOPLE = (
    r"(?:people|persons?|readers?|users?|visitors?|others|personnes?|lecteurs?|internautes|visiteurs|personen|leute|menschen"
    r"|nutzer|leser(?:innen)?|besucher|personas?|lectores|usuarios|visitantes|persone|lettori|utenti|pessoas|leitores|usu[áa]rios)"
)
#: Who is reading the page at the moment ("1,003 people are reading this article now").
_READING_NOW = re.compile(
    rf"{_NUMBER}{_PEOPLE}\s+(?:are\s+|is\s+)?(?:now\s+|currently\s+|also\s+)?(?:(?:reading|viewing|watching|looking at)\s+(?:this|now|right now|it)"
    r"|online|(?:lisent|regardent|consultent)\s+(?:actuellement\s+|aussi\s+)?(?:cet?|cette|en ce moment)|en ligne"
    r"|lesen\s+(?:gerade|jetzt|aktuell|diesen)|sehen\s+sich\s+(?:gerade|diesen)|(?:est[áa]n|est[ãa]o)\s+(?:ahora\s+|agora\s+)?(?:leyendo|viendo|lendo|vendo|a\s+ler|a\s+ver)"
    r"|(?:leen|ven)\s+(?:ahora|este|esta)|stanno\s+(?:leggendo|guardando)|leem\s+(?:agora|este|esta))\b",
    re.I,
)
#: What a poll has come to, by itself or with its shares ("546 people have voted, 82% say yes").
_VOTED = re.compile(
    rf"^\W*(?:[^\W\d]+\s+)?{_NUMBER}(?:{_PEOPLE}\s+)?(?:have\s+|has\s+|ont\s+|haben\s+|han\s+|hanno\s+|j[áa]\s+|ya\s+)*"
    r"(?:d[ée]j[àa]\s+|already\s+|bereits\s+|schon\s+|gi[àa]\s+)?(?:voted|vot[ée]s?|votants?|voters|abgestimmt|teilgenommen|votado|votantes|votaram|votanti|votato|participants|teilnehmer"
    r"|participantes|partecipanti)(?:\s+(?:so far|in this poll|[àa] ce sondage|en esta encuesta|nesta enquete|in questo sondaggio))?(?:\W+|\W.*\d\s*%.*)?$",
    re.I,
)
#: How often it was read or passed on ("Shared 340 times").
_TIMES = re.compile(
    r"\b(?:read|viewed|seen|shared|lue?|vue?|partag[ée]e?|gelesen|geteilt|angesehen|le[íi]d[oa]|lid[oa]|vist[oa]|compartid[oa]|compartilhad[oa]|lett[oa]|condivis[oa])"
    rf"\s*:?\s*{_NUMBER}(?:times|fois|mal|veces|vezes|volte)\b|{_NUMBER}mal\s+(?:gelesen|geteilt|angesehen)\b"
    rf"|{_NUMBER}{_PEOPLE}\s+(?:like|love|aiment|gef[äa]llt|gusta|gostam)\b",
    re.I,
)
_READING_TIME = re.compile(
    rf"\b\d+\s*{_UNIT}\s*(?:de\s+)?(?:read|reading|lecture|lectura|leitura|lesezeit|lettura)\b"
    r"|\b(?:temps de lecture|reading time|tiempo de lectura|tempo de leitura|lesezeit|tempo di lettura)\b",
    re.I,
)
_UPDATED = re.compile(
    r"^\W*(?:last\s+)?(?:updated?|modified|mis[e]? à jour|derni[èe]re (?:mise à jour|modification)|modifi[ée]e?|publi[ée]e? le"
    r"|actualizad[oa]|[úu]ltima actualizaci[óo]n|atualizad[oa]|aktualisiert|zuletzt|aggiornat[oa]|published|posted)\b",
    re.I,
)
_TEASER = re.compile(
    r"^\W*(?:[àa] lire|lire (?:aussi|[ée]galement|la suite|plus)|voir aussi|[àa] d[ée]couvrir|sur le m[êe]me sujet|read (?:more|also|next)"
    r"|see also|related|lea tambi[ée]n|leer m[áa]s|le puede interesar|leia (?:tamb[ée]m|mais)|veja tamb[ée]m|lesen sie auch|mehr zum thema"
    r"|leggi anche|lees ook)\b",
    re.I,
)
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*(?:lire la suite|read more|leer m[áa]s|leia mais|weiterlesen|continua)?\W*$",
    re.I,
)
_SHARE = re.compile(
    r"^\W*(?:partage[rz]?|share|tweet(?:er)?|imprimer|print|compartir|comparte|compartilh|teilen|condividi"
    r"|(?:abonnez|inscrivez)-vous|s'abonner|subscribe|suscr[íi]b|inscreva|follow us|suivez)",
    re.I,
)
#: A mark of a counter, an age: noise where little else is said.
_FIGURES = (_AGE, _COUNTER, _READING_TIME, _READING_NOW, _VOTED, _TIMES)
_BESIDE = 4


def is_noise(block: str, about: Collection[str] = ()) -> bool:
    """Whether a paragraph is the template's and not the article's.

    :param about: words of the title and the authors' names, case folded; a line of these is a byline

    >>> [is_noise(b) for b in ("Il y a 3 heures", "1,204 views", "Read also: The mill", "The mill closed.")]
    [True, True, True, False]
    >>> is_noise("By Anne Martin, 13 October 2020", {"anne", "martin"})
    True
    """
    text = fold(block).strip()
    found = words(text)
    if not found:
        return True
    if len(found) <= TEASER and (_TEASER.search(text) or _CUT.search(text)):
        return True
    if len(found) > SHORT:
        return False
    if _UPDATED.search(text) or _SHARE.search(text) or all(word.casefold() in _BUTTONS for word in found):
        return True
    if any(mark.search(text) and len(words(mark.sub(" ", text))) <= _BESIDE for mark in _FIGURES):
        return True
    return _is_byline([word.casefold() for word in found], about)


def _is_byline(found: Sequence[str], about: Collection[str]) -> bool:
    """Names, months and a date, nothing else. (Figures alone may be a table's.)"""
    figures = [word for word in found if word[0].isdigit()]
    return (
        len(figures) <= 4
        and len(figures) < len(found)
        and all(word in about or word in _BYLINE for word in found if not word[0].isdigit())
    )


#: What stands on buttons beside a text and between its paragraphs, nothing else in the line.
_BUTTONS = frozenset(
    """facebook twitter x linkedin whatsapp telegram reddit mastodon bluesky threads pinterest tumblr pocket instagram
    tiktok youtube signal messenger viber xing vk line email e-mail mail courriel rss flipboard hackernews hacker news
    share this on partager sur partage compartir en compartilhar no teilen auf condividi su via
    print imprimer imprimir drucken stampa copy copied link copier copié le lien copiar enlace kopieren copia
    like likes loading comment comments reply respond follow subscribe save bookmark
    listen play pause toc top back menu close search tags tag tagged categories category""".split()
)

_BYLINE = frozenset(
    """by par por von di de da del le on el am il the at um à a and et y e und in en
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    januar februar märz juni juli oktober dezember
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
