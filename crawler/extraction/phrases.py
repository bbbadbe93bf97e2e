"""What the words of a short block say it is: a date line, a share bar, a credit, a "read also"...

Plain vocabulary in the languages of the press, so that a table of words is all there is to extend.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from crawler.extraction.folding import without_typography
from crawler.extraction.tree import has_digit

__all__ = ["SUBJECTS", "subjects_among", "subjects_of", "words_of"]

_VOCABULARY = {
    "read": "lire_aussi à_lire a_lire voir_aussi lire_la lire_également read_more read_also see_also also_read"
    " more_from more_on related recommended mehr_zum mehr_dazu lesen_sie siehe_auch auch_interessant lea_también"
    " lea_además lee_también leia_também leia_mais veja_também saiba_mais leggi_anche sur_le_même don_t_miss"
    " you_may you_might most_read most_popular trending popular les_plus next_article previous_article"
    " article_précédent article_suivant suivant précédent recommandé recommandés pour_aller à_découvrir"
    " ver_más más_noticias mais_lidas más_leídas meistgelesen más_información zum_thema auch_lesen 関連記事 相关阅读"
    " top_stories latest_news up_next keep_reading continue_reading recent_posts articles_similaires en_relation",
    "newsletter": "newsletter newsletters subscribe subscribed subscriber subscribers subscription subscriptions"
    " signup sign_up inscrivez inscription abonnez abonner abonné abonnés abonnement suscríbete suscripción"
    " suscriptores assine assinante assinantes iscriviti abbonati anmelden abonnieren abo inbox donate donation"
    " membership member supporters registrieren registrez créez account compte konto cuenta",
    "copyright": "© copyright rights_reserved tous_droits droits_réservés alle_rechte derechos_reservados"
    " direitos_reservados reproduction reproduzido diritti_riservati mentions_légales impressum imprint",
    "credit": "photo photos photograph photographer image images crédit credit crédits credits foto fotos picture"
    " illustration getty afp reuters epa dpa ap shutterstock istock unsplash screenshot quelle source sources"
    " fuente bild imago alamy archivfoto symbolbild capture légende caption via pexels wikimedia flickr",
    "share": "share shares shared partager partagez partage teilen compartir comparte compartilhe compartilhar"
    " condividi facebook twitter whatsapp linkedin pinterest instagram tweet telegram follow_us suivez folgen"
    " síguenos siga print email_this copy_link imprimer envoyer drucken",
    "comment": "comment comments reply replies répondre commentaire commentaires kommentar kommentare comentario"
    " comentarios comentário comentários responder antworten commenti rispondi leave_a laissez_un commenter join_the",
    "date": "published publié publiée posted updated modified mis_à aktualisiert veröffentlicht actualizado atualizado"
    " publicado pubblicato aggiornato stand uhr ago edt est gmt pm min_read minutes_de lecture lesezeit il_y_a",
    "byline": "by par von por di written_by reporting_by editing_by autor autora author redaktion rédaction"
    " propos_recueillis texte text escrito redacción redazione correspondent",
    "contact": "@ http https www contact tel phone fax téléphone telefon",
    "policy": "cookie cookies javascript browser privacy terms_of terms datenschutz confidentialité agree"
    " preferences consent einverstanden personenbezogene politique_de adblock blocker",
    "act": "click tap download watch listen cliquez klicken clique check_out join order buy shop call visit"
    " télécharger regarder écouter hier_klicken haz_clic clic view_gallery enlarge zoom play loading",
    "about": "is_a ist_ein ist_eine est_un est_une es_un journalist journaliste reporter editor redakteur redakteurin"
    " correspondent columnist contributor professor fellow writer author_of auteur biography bio periodista"
    " jornalista giornalista redactor écrit covers freelance",
    "ad": "advertisement advertisements advertising publicité anzeige werbung publicidad publicidade sponsored"
    " pubblicità story_continues affiliate commission partner promoted sponsor",
    "correction": "correction corrected clarification erratum editor_s note disclaimer disclosure",
}

#: Every subject and its bit.
SUBJECTS = {name: 1 << position for position, name in enumerate(_VOCABULARY)}

_BY_WORD: dict[str, int] = {}
_BY_PAIR: dict[tuple[str, str], int] = {}
for _name, _words in _VOCABULARY.items():
    for _word in _words.split():
        match _word.split("_"):
            case [one]:
                _BY_WORD[one] = _BY_WORD.get(one, 0) | SUBJECTS[_name]
            case [one, two, *_]:
                _BY_PAIR[one, two] = _BY_PAIR.get((one, two), 0) | SUBJECTS[_name]
_PAIRS = frozenset(_BY_PAIR)
_STARTERS = frozenset(first for first, _ in _PAIRS)
_KNOWN = _STARTERS | _BY_WORD.keys()
_WORD = re.compile(r"[^\W\d_]+|[©@]")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalpha() and chr(code) != "@")
_TO_BLANKS = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))  # a table of `str` takes four times the time
_YEAR_OR_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:h.]\d\d\b")


@lru_cache(maxsize=8192)
def subjects_of(text: str) -> int:
    """The subjects that the words of a text name, as bits.

    >>> subjects_of("Partagez cet article sur :") == SUBJECTS["share"]
    True
    >>> subjects_of("Lire aussi : la grève") == SUBJECTS["read"]
    True
    """
    return subjects_among(words_of(text.lower()), text)


def words_of(lower: str) -> list[str]:
    """The words of a text in small letters.

    >>> words_of("l’été à 30°, © a@b"), words_of("9 €: cher")
    (['l', 'été', 'à', '©', 'a', '@', 'b'], ['cher'])
    """
    if not lower.isascii():
        lower = without_typography(lower)
    words = lower.replace("@", " @ ").encode("utf-8", "replace").translate(_TO_BLANKS).decode().split()
    if lower.isascii() or "".join(words).isalpha():  # the same in a tenth of the time
        return words
    return _WORD.findall(lower)


def subjects_among(words: list[str], text: str = "") -> int:
    """The subjects that the words of a text name, as bits.

    :param words: of the text, as `words_of` gives them
    :param text: where a year or a time of day is looked for
    """
    found = 0
    known = _KNOWN.intersection(words)
    for word in known:
        found |= _BY_WORD.get(word, 0)
    if not known.isdisjoint(_STARTERS):
        for pair in _PAIRS.intersection(pairwise(words)):
            found |= _BY_PAIR[pair]
    if has_digit(text) and _YEAR_OR_TIME.search(text):
        found |= SUBJECTS["date"]
    return found
