"""Which title is the article's headline: one small page a rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.page import Page
from crawler.extraction.title import title
from crawler.extraction.title_slug import slug_words

URL = "https://www.lejournal.example/actu/221/la-greve-est-finie"


def named(html, url=URL):
    found = title(Page(html.encode(), url))
    return found and found.value


def ld(headline):
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{headline}"}}</script>'


def og(words):
    return f'<meta property="og:title" content="{words}">'


H = "La grève est finie"
PAGES = {
    "the h1": "<h1>La grève est finie</h1>",
    "an element called so, where there is no h1": "<title>Le Journal - Actualités - La grève est finie</title><span class=storyhead>La grève est finie</span><br><br>12/10/2020"
    + "<p>Les salariés ont repris le travail lundi matin, au terme de longues négociations avec la direction du port.</p>",
    "large type, where there is no heading at all": "<title>Gemeinde - Aktuell</title><font size=2>Startseite</font><table><tr><td><font size=4><b>La grève est finie</b></font></td></tr><tr><td>"
    + "Les salariés ont repris le travail lundi matin, au terme de longues négociations avec la direction du port.</td></tr></table>",
    "<title> without the site's name": '<meta property="og:site_name" content="Le Journal"><title>La grève est finie - Le Journal</title>',
    "... in front": '<meta property="og:site_name" content="Le Journal"><title>Le Journal | La grève est finie</title>',
    "... known from the host": "<title>La grève est finie | LeJournal</title>",
    "... known from JSON-LD": '<script type="application/ld+json">{"@type":"WebSite","name":"JDF"}</script><title>La grève est finie - JDF</title>',
    "... known from the feed": '<link rel="alternate" type="application/rss+xml" title="Le JDF » Flux" href=/f><title>La grève est finie - Le JDF</title>',
    "<title> without a section, which no heading repeats": "<title>La grève est finie - Social - LeJournal</title><h2>La grève est finie</h2>",
    "og:title is the site's": og("Le Journal") + '<meta property="og:site_name" content="Le Journal"><h1>La grève est finie</h1>',
    "og:title is cut": og("La grève est finie après trois…") + "<h1>La grève est finie après trois semaines</h1>",
    "the h1 is the site's logo": '<h1><a href="/">LeJournal</a></h1><h2>La grève est finie</h2><title>La grève est finie - LeJournal</title>',
    "the h1 is the name of a blog below the root": '<h1><a href="/actu/">Le blog des ports</a></h1><h2><a href="/actu/221/la-greve-est-finie">La grève est finie</a></h2><title>Le blog des ports » La grève est finie</title>',
    "the h1 of a dialog comes first": '<div class="masthead"><h1>LeJournal</h1></div><h1>La grève est finie</h1>' + og(H),
    "an h1 below the article": "<h1>La grève est finie</h1><p>Texte</p><h1>Abonnez-vous au journal</h1>",
    "a heading in the text is called a headline, and so is none that <title> repeats": "<div class=sr-only><h1>La grève est finie</h1></div><h2>La grève est finie</h2><p>Texte</p><h2 class=headline>Une médiation qui a duré</h2><title>La grève est finie - LeJournal</title>",
    "a breaking label": "<h1>BREAKING: La grève est finie</h1>",
    "a label in brackets": "<h1>[URGENT] La grève est finie</h1>",
    "a label in capitals": "<h1>EXCLUSIF. La grève est finie</h1>",
    "a label behind it": "<h1>La grève est finie (VIDÉO)</h1>",
    "a label in Japanese brackets": "<h1>【速報】La grève est finie</h1>",
    "the site's name after an unusual sign": '<meta property="og:site_name" content="Le Journal"><title>La grève est finie ‹ Le Journal</title>',
    "... after a slash": '<meta property="og:site_name" content="Le Journal"><title>La grève est finie / Le Journal</title>',
    "... after an underscore": '<meta property="og:site_name" content="Le Journal"><title>La grève est finie_Le Journal</title>',
    "a section that the metadata name": '<meta property="article:section" content="Social"><title>La grève est finie - Social - LeJournal</title>',
    "the h1 is the section's, and the lesser heading stands in <title>": "<h1>Économie</h1><h2>La grève est finie</h2><title>La grève est finie - Le Bulletin</title>",
    "a dialog's h1": "<div role=dialog><h1>Chargement</h1></div><title>La grève est finie | LeJournal</title>",
    "a notice about cookies": "<div class=cookie-banner><h1>Votre vie privée</h1></div><h2>La grève est finie</h2><title>La grève est finie | LeJournal</title>",
    "entities written twice": og("La gr&amp;eacute;ve est finie").replace("eacute", "egrave") + "<title>x</title>",
    "soft hyphens": "<h1>La grè\u00adve est fi\u00adnie</h1>",
    "the breadcrumb's h1 is for search engines": '<ol class="breadcrumb"><li><h1>Fin de la grève : tout savoir</h1></li></ol>' + ld(H) + og("Fin de la grève : tout savoir"),
    "a kicker in the h1": "<h1><span>Transports</span> La grève est finie</h1>" + og(H),
    "a kicker in the heading, which other metadata repeat": "<h1><span>« Ça suffit »</span><span>La grève est finie</span></h1>" + og(H) + ld("« Ça suffit » : La grève est finie") + "<title>« Ça suffit » : La grève est finie - LeJournal</title>",
    "a subtitle in the h1": "<h1>La grève est finie<small>Retour sur un conflit</small></h1><title>La grève est finie - LeJournal</title>",
    "a kicker in the h1, called so": "<h1><span class=kicker>Transports</span> La grève est finie</h1>",
    "a subtitle in the h1, called so": "<h1>La grève est finie <span class=article-subtitle>Retour sur un conflit</span></h1>",
    "a heading called a kicker": "<div class=breadcrumb><h1>La grève est finie</h1></div><h2 class=article-headline-kicker>Un port au ralenti</h2>" + og(H),
    "a heading's link to itself": "<h1>La grève est finie<a href=#x>¶</a></h1>",
    "signs around it that call for attention": "<h1>+++ La grève est finie +++</h1>",
    "a word for subscribers in the h1": "<h1>La grève est finie <i>Abonnés</i></h1>" + og("La grève est finie | Chroniques") + "<title>La grève est finie</title>",
    "the h1 is in capitals": "<h1>LA GRÈVE EST FINIE</h1>" + og(H),
    "the h1s are for the menus": "<h1>Menu</h1><h1>Haupt-Navigation</h1><h1>Vous êtes ici</h1>" + og(H),
    "an h1 that has nothing to do with it": "<h1>Notre magazine</h1>" + og(H) + "<title>LeJournal - La grève est finie</title>",
    "the site gives every page's name for its own": '<meta property="og:site_name" content="La grève est finie"><h1>La grève est finie</h1>',
    "a banner holds the h1 and the breadcrumb": '<div class="breadcrumb-wrap"><div class="page-title"><h1>La grève est finie</h1></div></div>' + og("Grève : tout savoir"),
    "a search engine's title, written by a plug-in": "<h1>La grève est finie</h1>" + ld("Tout savoir sur la grève") + og("Tout savoir sur la grève") + "<title>Tout savoir sur la grève</title>",
    "no h1: the heading that heads text": f"<h2>Actualités</h2><ul><li>Un</li></ul><h2>La grève est finie</h2><p>{'Texte de cet article. ' * 8}</p><title>LeJournal</title>",
    "a section's name in the h1, called so": "<h1><span class=category>Social</span>La grève est finie</h1>",
    "of several h1s the one that shares words with <title>": "<h1>Ministère de la Justice</h1><h1>Espace presse</h1><h1>La grève est finie</h1><title>MJ | La grève au port</title>",
    "a heading that has one word of <title>": f"<h2>Téléchargement de l'article sur la grève</h2><p>{'Texte de cet article. ' * 8}</p><title>La grève est finie après trois semaines</title>",
    "a part of a word in an element of its own": "<h1>La <big>g</big>rève est fin<del>ie</del></h1>",
    "broken HTML in JSON-LD": ld("La <b>grève</b> est finie") + "<title>x</title>",
}  # fmt: skip


def test_a_heading_that_says_all_twice_is_heard_once():
    words = "La grève des cheminots est finie"
    assert named(f"<h1>{words}<span> {words}</span></h1>") == words


def test_a_publisher_that_is_called_as_the_article_is_no_site_s_name():
    words = "La grève est finie après deux longs mois"
    publisher = f'<script type="application/ld+json">{{"@type":"Organization","name":"{words}"}}</script>'
    assert named(f"{og(words)}{publisher}<h1>{words}</h1><h1>Restez informés</h1>") == words


def test_an_h1_that_has_a_part_of_what_title_and_address_both_say_gives_way():
    html = "<h1>Íñigo de la Ruiz</h1><title>Cesado Íñigo de la Ruiz - LeJournal</title>"
    assert (
        named(html, "https://www.lejournal.example/noticias/cesado-inigo-de-la-ruiz/")
        == "Cesado Íñigo de la Ruiz"
    )
    assert named(html, "https://www.lejournal.example/noticias/221/") == "Íñigo de la Ruiz"


def test_a_section_s_h1_of_one_word_gives_way_to_the_headline_s():
    title = "<title>LeJournal - Communiqués - La grève est finie</title>"
    heads = "<h1><a href=/>LeJournal</a></h1><h1>Communiqués</h1><h1>La grève est finie</h1>"
    assert named(title + heads, "https://www.lejournal.example/x/1") == H


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_the_headline(html):
    expected = "La grève est finie après trois semaines" if "trois" in html else H
    assert named(html) == expected


@pytest.mark.parametrize(
    "words", ["How the <dialog> element works", "La balise <b>", "If a < b and c > d", "3 < 5 > 2"]
)
def test_what_stands_between_less_and_greater_is_of_the_headline(words):
    shown = words.replace("<", "&lt;").replace(">", "&gt;")
    assert named(f"<title>{shown}</title><h1>{shown}</h1>{ld(shown)}") == words


def test_an_h1_called_a_logo_is_the_site_s_name_which_is_cut():
    names = "La grève est finie :: Portail du port ::"
    logo = '<div class="topbar__logo"><h1 class="topbar__logo__title">Portail du port</h1></div>'
    assert named(f"{logo}{og(names)}<title>{names}</title>") == H


def test_a_kicker_that_no_metadata_tell_apart_is_parted_from_the_headline():
    assert (
        named("<h1><span>Transports</span><span>La grève est finie</span></h1>")
        == "Transports La grève est finie"
    )
    assert named("<h1><b>L</b>a grève est finie</h1>") == "La grève est finie"


def test_the_places_vote():
    assert (
        named(
            "<h1>Joburg</h1>" + ld("Johannesburg has failed") + og("Johannesburg has failed"),
            "https://a.za/x",
        )
        == "Johannesburg has failed"
    )
    assert (
        named(
            "<h1>Starmer defiant</h1>" + ld("Starmer suggests more") + og("Starmer defiant"), "https://a.uk/x"
        )
        == "Starmer defiant"
    )


def test_the_address_breaks_a_tie():
    html = "<h1>Fernando Galindo</h1><title>Entrevista a Fernando Galindo en el diario - Estu</title>"
    assert (
        named(html, "https://estu.es/noticias/entrevista-galindo-diario/")
        == "Entrevista a Fernando Galindo en el diario"
    )


def test_a_dash_inside_a_headline_stays():
    assert (
        named("<h1>Django na prática - Hello World</h1><h2>Hello World</h2>")
        == "Django na prática - Hello World"
    )


def test_a_kicker_stays_where_every_place_has_it():
    html = "<h1><span>Transports</span> La grève est finie</h1>" + og("Transports : la grève est finie")
    assert named(html, "https://a.fr/1") == "Transports : la grève est finie"


@pytest.mark.parametrize("sign", [" | ", " - ", " : "])
def test_a_kicker_is_parted_from_the_headline_as_another_place_parts_it(sign):
    html = "<h1><span>Transports</span><br>« La grève est finie »</h1>" + og(
        f"Transports{sign}« La grève est finie »"
    )
    assert named(html, "https://a.fr/1") == f"Transports{sign}« La grève est finie »"


def test_quotation_marks_part_no_site_from_a_headline():
    words = "Port : « la grève est finie »"
    assert named(f"<h1>{words.upper()}</h1>{og(words)}") == words


def test_an_apostrophe_parts_words_of_an_address_or_joins_them():
    html = "<h1>L'or des Landes</h1><title>Reportage dans l'or noir des Landes - Estu</title>"
    for slug in ("reportage-dans-lor-noir-des-landes", "reportage-dans-l-or-noir-des-landes"):
        assert named(html, f"https://a.fr/{slug}/") == "Reportage dans l'or noir des Landes"


def test_a_page_without_a_name():
    assert named("<p>Texte</p>") is None


def test_an_address_of_two_words_does_not_speak_for_half_a_title():
    html = (
        "<h2 itemprop=headline>Congrès annuel : le programme</h2><title>Congrès annuel : le programme</title>"
    )
    assert named(html, "https://a.fr/12-congres-annuel") == "Congrès annuel : le programme"


def test_words_of_an_address():
    assert slug_words("https://a.fr/actu/221/") == frozenset()


@given(st.binary(max_size=400), st.text(max_size=80))
def test_no_page_is_too_strange(html, url):
    title(Page(b"<title>a | b - c</title><h1>" + html, "https://a.fr/" + url))
