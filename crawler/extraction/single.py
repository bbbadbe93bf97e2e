"""Is this one page, by itself, one article?

An article is a headline and, under it, its text: whatever stands around the two says little, for a newspaper puts
fifty teasers beside a notice of three lines. A front, a list, a tag's or an author's page has other pages' headlines
among its text, or no text of its own. How a site's pages are told by what they share: `crawler.discovery.verdict`.
"""

import math
import re

from lxml import etree

from crawler.extraction.article import Article
from crawler.extraction.body import Body
from crawler.extraction.date_words import mentions
from crawler.extraction.folding import folded
from crawler.extraction.found import Found
from crawler.extraction.metadata import link_of, same_page
from crawler.extraction.nature import (
    ARTICLE_TYPES,
    Signs,
    count_words,
    of_address,
    of_statements,
    statements,
    states_date,
)
from crawler.extraction.page import Page
from crawler.extraction.word_tables import phrases

__all__ = ["is_article", "reasons"]

BIAS = -0.5
PRIOR = "before anything is known"
REASONS = 3  # that are named
OWN_HEADLINE, OF_WORDS, NO_HEADLINE, PLAIN_HEADLINE, LINKED_HEADLINE = 0.2, 0.2, -0.8, 0.2, -0.7
HEADLINE = 6  # words of a headline, from which on more of them say no more
STATED_DATE, SHOWN_DATE, SHOWN_CHANGE, DATE_IN_TEXT, NO_DATE, DATE_OF_CHANGE = 1.2, 0.9, 0.4, 0.3, -0.4, -1.2
AUTHOR, HIDDEN, NAMED_LIST, MANUAL, THREAD, GOODS = 0.6, -0.5, -3.5, -1.0, -2.0, -1.5
NOTICE = 70  # words of a text that speaks neither for nor against
SLOPE = 0.7
FAR = 25  # blocks from the headline to its text
BYLINE = 120  # characters that a line with a date under a headline may have
PARAGRAPH = 80  # characters from which a block is running text

#: Names of static pages and lists, in small letters and without signs; a blank is an underscore here.
_STATIC = phrases("""
    home homepage accueil startseite inicio início page_not_found page_introuvable page_non_trouvée page_non_trouvee
    seite_nicht_gefunden about about_us about_me à_propos a_propos qui_sommes_nous über_uns uber_uns quiénes_somos quienes_somos
    sobre_nós sobre_nos chi_siamo contact contacts contact_us contactez_nous kontakt contacto contato contatti impressum imprint
    aviso_legal note_legali we_value_your_privacy we_respect_your_privacy we_care_about_your_privacy
    wir_respektieren_ihre_privatsphäre wir_respektieren_ihre_privatsphare nos_importa_su_privacidad nos_importa_tu_privacidad
    privacy datenschutz datenschutzerklärung datenschutzerklarung politique_de_confidentialité politique_de_confidentialite
    política_de_privacidad política_de_privacidade politica_de_privacidad politica_de_privacidade
    cookie cookies cookie_policy terms terms_and_conditions agb cgu cgv plan_du_site sitemap newsletter newsletters login log_in sign_in
    connexion anmelden mon_compte my_account panier cart shopping_cart warenkorb faq subscribe s_abonner abonnement abonnements
    advertise job jobs career careers team our_team the_team notre_équipe notre_equipe l_équipe l_equipe unser_team das_team mitarbeiter medewerkers ons_team
    nuestro_equipo el_equipo il_team staff our_story our_history notre_histoire la_nostra_storia nuestra_historia nossa_história unsere_geschichte onze_geschiedenis
    register registration sign_up signup create_account create_an_account create_new_account forgot_password forgot_your_password
    forgotten_password lost_password reset_password password_reset customer_login member_login login_register registrieren registrierung
    passwort_vergessen konto_erstellen créer_un_compte creer_un_compte inscription mot_de_passe_oublié mot_de_passe_oublie
    mot_de_passe_perdu iniciar_sesión iniciar_sesion registrarse regístrate crear_cuenta crear_una_cuenta recuperar_contraseña
    accedi registrati registrazione password_dimenticata cadastro cadastre_se entrar recuperar_senha criar_conta inloggen
    wachtwoord_vergeten checkout feedback partners parceiros partenaires partner sponsors
    press_contacts contacts_presse pressekontakt pressekontakte contacto_de_prensa contatti_stampa""")
_NO_ARTICLE = re.compile(
    r"(?:(?:tag|category|cat[ée]gorie|rubrique|kategorie|etiqueta|categor[íi]a|categoria|schlagwort|mot cl[ée]|author|auteur|autor|archives?|archiv|archivos?|arquivos?|"
    r"recherche|search|suche)(?: \w+){0,2}"  # more words are a headline's: "Suche nach vermisstem Kind eingestellt"
    r"|(?:search results?|r[ée]sultats? d[eu] (?:la )?recherche|suchergebnisse?|resultados de (?:la )?b[úu]squeda)\b.{0,40}"
    r"|(?:\w+ ){0,2}archives?|.{0,40}\b(?:privacy policy|terms of (?:service|use)|legal notice|mentions l[ée]gales)"
    r"|(?:latest |all |toutes? (?:les? |l )?|alle |todas las )?(?:news|headlines|actualit[ée]s?|actus|nachrichten|noticias|articles|blog|stories|beitr[äa]ge)"
    r"|page \d+|(?:error |erreur )?(?:403|404|500)(?: (?:error|erreur|fehler|not found|forbidden|internal|page|seite|p[áa]gina)\b.{0,30})?"
    r"|(?:\w+ ){0,3}(?:can ?t|cannot|couldn t|could not|unable to) find (?:this|that|the|your) page.{0,30}|(?:this|the|cette|la) page (?:doesn t exist|does not exist|n existe (?:pas|plus)).{0,20}"
    r"|your privacy (?:matters|choices|settings|is important).{0,20}|(?:le respect de )?votre vie priv[ée]e (?:nous|est (?:importante|notre)).{0,20}"
    r"|(?:su|tu) privacidad (?:nos importa|es importante).{0,20}|conditions g[ée]n[ée]rales.{0,30})"
)
_TEASING = frozenset({"h1", "h2", "h3", "h4"})
_THREAD = re.compile(
    r"/(?:viewtopic|showthread|viewthread)\.php|/forums?/(?:threads?|topics?|t)/|/threads/", re.I
)
#: What a page that sells a thing is marked with, old shops' too.
_FOR_SALE = re.compile(r"add[-_]?to[-_]?(?:cart|bag|basket)|btn-cart")
_PRODUCT = re.compile(r"""itemtype=["']?https?://(?:www\.)?schema\.org/Product\b""")
_MANUAL = re.compile(r"/(?:[a-z]+-)?(?:docs?|documentation|manuals?|reference|handbook|wiki)/", re.I)


def is_article(page: Page, article: Article, body: Body) -> Found[bool]:
    """Whether a page looks like one article rather than anything else, and what most says so."""
    if not article.title:
        return Found(False, "no title")
    weights = reasons(page, article, body)
    verdict = sum(weights.values()) > 0
    saying_so = sorted(weights.items(), key=lambda item: -item[1] if verdict else item[1])
    named = [name for name, weight in saying_so if (weight > 0) == verdict and weight and name != PRIOR][
        :REASONS
    ]
    return Found(verdict, ", ".join(named))


def reasons(page: Page, article: Article, body: Body) -> dict[str, float]:
    """What speaks for a page's being one article, and against it: log odds in spirit, each part capped."""
    seen = statements(page, article)
    title = article.title or ""
    heading = _heading(page, title)
    dated = _of_date(page, seen)
    return {
        PRIOR: BIAS,
        "its address": of_address(page.url) + _of_kind(page.url),
        "what it states of itself": of_statements(seen)
        + (GOODS * (1 if states_date(seen) else 2) if _sells(page, seen, body) else 0.0),
        "its text": _of_text(page, seen.words, body),
        "its headline": _of_headline(page, title, heading, body),
        "a list's or a static page's name": NAMED_LIST if _names_list(folded(title)) else 0.0,
        "its date": dated,
        "its authors": AUTHOR if seen.authors else 0.0,
        "hidden from search engines": HIDDEN if seen.noindex else 0.0,
        "other pages' headlines": -_of_list(page, seen, body, heading, dated),
    }


def _names_list(title: str) -> bool:
    """Is a title, folded, a list's or a static page's name?

    >>> _names_list("mentions légales"), _names_list("à propos"), _names_list("search party finds child")
    (True, True, False)
    """
    return title in _STATIC or _NO_ARTICLE.fullmatch(title) is not None


def _sells(page: Page, seen: Signs, body: Body) -> bool:
    """Does a page sell one thing, by what it states or by a button between its headline and the end of its text?"""
    if seen.og.startswith("product"):
        return True
    if seen.og == "article" or not ARTICLE_TYPES.isdisjoint(seen.ld):
        return False  # an article may sell what it tells of
    if "schema.org/Product" in page.text and _PRODUCT.search(page.text) and "itemReviewed" not in page.text:
        return True
    if page.layout.headline < 0 or not body.blocks:
        return False
    nodes = page.tree.block_nodes
    around = page.tree.names[nodes[page.layout.headline] : nodes[body.blocks[-1]] + 1]
    return _FOR_SALE.search("\n".join(set(around)).lower()) is not None


def _of_kind(url: str) -> float:
    """What reads like articles, and is none by its address: a manual's page, many people's words in a forum."""
    return (MANUAL if _MANUAL.search(url) else 0.0) + (THREAD if _THREAD.search(url) else 0.0)


def _heading(page: Page, title: str) -> etree._Element | None:
    """The heading that is the title."""
    metadata = page.metadata
    named = [(element, folded(words)) for element, words in (*metadata.headings, *metadata.subheadings)]
    for name in (
        folded(title),
        page.layout.name,
    ):  # the second where a section's name stands before the first
        alike = [element for element, words in named if words and words == name]
        if alike:
            return next((element for element in alike if not _leads_away(page, element)), alike[0])
    return None


def _of_text(page: Page, words: int, body: Body) -> float:
    """Running text, and little of it links; of lines and list items, two count as much as one word in a paragraph."""
    tree = page.tree
    texts = [tree.texts[block] for block in body.blocks]
    prose = words - sum(count_words(text) for text in texts if len(text) < PARAGRAPH)
    linked = sum(tree.linked[block] for block in body.blocks) / max(1, sum(map(len, texts)))
    much = math.log2(((max(prose, 0) + words) / 2 + 4) / NOTICE)
    return max(-3.0, min(1.5, SLOPE * much)) - max(0.0, min(2.5, 5 * (linked - 0.35)))


def _of_headline(page: Page, title: str, heading: etree._Element | None, body: Body) -> float:
    """A heading of its own, which leads nowhere else, over its text; sections and manuals have names, articles headlines."""
    layout = page.layout
    if not body.blocks:
        return NO_HEADLINE
    if heading is None:
        return PLAIN_HEADLINE if _is_led_by_its_title(page, title, body) else NO_HEADLINE
    if _leads_away(page, heading):
        return NO_HEADLINE + LINKED_HEADLINE
    block = layout.headline if layout.name and layout.name in folded(title) else layout.block_of(heading)
    if block is None or not block - 2 <= body.blocks[0] <= block + FAR:
        return 0.0
    return OWN_HEADLINE + OF_WORDS * min(HEADLINE, count_words(title))


def _is_led_by_its_title(page: Page, title: str, body: Body) -> bool:
    """Does a line that is no heading, and no link, say the title over the text?"""
    layout = page.layout
    return (
        0 <= layout.headline < body.blocks[0] <= layout.headline + FAR
        and folded(layout.texts[layout.headline]) == folded(title)
        and not page.tree.linked[layout.headline]
    )


def _leads_away(page: Page, heading: etree._Element) -> bool:
    """Is a heading a link to another page?"""
    link = link_of(heading)
    if link is None:
        return False
    target = page.absolute(link)
    own = [page.url, *page.metadata.relations.get("canonical", ())]
    return target is not None and not any(same_page(target, address) for address in own)


def _of_date(page: Page, seen: Signs) -> float:
    """Articles say when they appeared, documentation when it last changed."""
    if not seen.dated:
        return NO_DATE if seen.og != "article" else NO_DATE / 2
    if "change" in seen.dated:
        return SHOWN_CHANGE if _is_dated(page) else DATE_OF_CHANGE
    if not seen.dated.endswith("text") and seen.dated != "relative":
        return STATED_DATE
    return SHOWN_DATE if _is_dated(page) else DATE_IN_TEXT


def _is_dated(page: Page) -> bool:
    """Does a short line by the headline name a day?"""
    layout = page.layout
    return layout.headline >= 0 and any(
        len(text) < BYLINE and next(mentions(text), None)
        for text in layout.texts[max(0, layout.headline - 3) : layout.headline + 6]
    )


def _of_list(page: Page, seen: Signs, body: Body, heading: etree._Element | None, dated: float) -> float:
    """Other pages' headlines: among the text they make it a list; around an undated one, of few words, more likely one."""
    inside = _teasers_inside(page, body, heading) if seen.teasers > 1 else 0
    points = min(3.0, max(60 * inside / (seen.words + 30), 0.4 * (inside - 3))) if inside > 1 else 0.0
    if dated < SHOWN_DATE and seen.teasers >= 4:
        points += min(2.0, 30 * seen.teasers / (seen.words + 30))
    return points


def _teasers_inside(page: Page, body: Body, heading: etree._Element | None) -> int:
    """How many headings between the text's first block and its last lead to other pages."""
    if len(body.blocks) < 2:
        return 0
    tree = page.tree
    first, last = tree.block_nodes[body.blocks[0]], tree.block_nodes[body.blocks[-1]]
    between = [tree.elements[node] for node in range(first, last + 1) if tree.tags[node] in _TEASING]
    return sum(element is not heading and link_of(element) is not None for element in between)
