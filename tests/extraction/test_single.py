"""Which page is one article by itself: newspapers' small kinds are, their fronts and lists are none."""

import pytest

from crawler.extraction import extract

NAV = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{s}/'>{s}</a></li>" for s in ("politique", "sport", "culture"))
    + "</ul></nav>"
)
FOOTER = (
    "<footer><a href='/contact'>Contact</a> <a href='/mentions-legales'>Mentions légales</a> © 2024</footer>"
)
TEASERS = "".join(
    f"<div class='card'><h3><a href='/actu/{n}'>Le conseil municipal vote le budget numéro {n}</a></h3>"
    f"<p>Les élus de la ville ont adopté hier soir le texte présenté par l'adjointe…</p></div>"
    for n in range(20, 32)
)
SENTENCE = (
    "Les pompiers de la ville sont intervenus dans la nuit pour un feu de grange qui n'a pas fait de blessé. "
)


def is_article(main: str, url: str = "https://journal.example/actu/221/incendie", title: str = "") -> bool:
    html = f"<html lang=fr><head><title>{title}</title></head><body>{NAV}{main}{FOOTER}</body></html>"
    return extract(html.encode(), url).is_article


ARTICLES = {
    **{
        f"headed {headline}": f"<h1>{headline}</h1><p class=date>3 août 2021</p><p>{SENTENCE * 2}</p>"
        for headline in (
            "Le Vatican ouvre ses archives",
            "404 migrants rescued at sea",
            "Tag der offenen Tür im Zoo",
        )
    },
    "a notice of one sentence": f"<h1>Un feu de grange à Vienne</h1><p class=date>3 août 2021</p><p>{SENTENCE}</p>",
    "an undated notice": f"<h1>Un feu de grange à Vienne dans la nuit</h1><p>{SENTENCE * 2}</p>",
    "a notice among a newspaper's teasers": "<h1>Un feu de grange à Vienne</h1><p>Publié le 3 août 2021</p>"
    f"<p>{SENTENCE * 2}</p><section><h2>À lire aussi</h2>{TEASERS}</section>",
    "a story in pictures": "<h1>La fête du lac en images</h1><p>Publié le 3 août 2021 par Jeanne Martin</p>"
    "<p>Des milliers de personnes ont assisté samedi soir au feu d'artifice tiré depuis les barges.</p>"
    + "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>La baie, vue {n}</figcaption></figure>" for n in range(9)
    ),
    "a liveblog": "<h1>En direct : la finale, minute par minute</h1><p>Publié le 3 août 2021</p>"
    + "".join(f"<h3>{hour} h 05</h3><p>{SENTENCE}</p>" for hour in range(14, 22)),
    "a list": "<h1>Dix choses à savoir sur la rentrée</h1><p>Publié le 3 août 2021</p><ol>"
    + "".join(f"<li>La cantine change de prix pour les familles du quartier {n}.</li>" for n in range(10))
    + "</ol>",
    "an undated interview": "<h1>« Nous ne lâcherons rien », dit la présidente</h1>"
    + "".join(f"<p><strong>Et maintenant ?</strong></p><p>{SENTENCE * 3}</p>" for _ in range(4)),
    "headed as its teaser in the menu is": "<div class=menu><h3><a href=/x>Le pont rouvre à Vienne</a></h3></div>"
    f"<h2>Le pont rouvre à Vienne</h2><p>{SENTENCE * 3}</p>",
    "a review of a thing": "<div itemscope itemtype='http://schema.org/Review'><h1>Une bineuse à main à l'essai dans nos jardins</h1>"
    f"<span itemprop='itemReviewed' itemscope itemtype='http://schema.org/Product'></span><p>{SENTENCE * 3}</p></div>",
    "a note beside a shop's widget": f"<h1>Un feu de grange à Vienne dans la nuit</h1><p>{SENTENCE * 3}</p><aside><a class='button add_to_cart_button'>OK</a></aside>",
    "an article on passwords": f"<h1>Passwort vergessen: was die neue Regel ändert</h1><p>3 août 2021</p><p>{SENTENCE * 2}</p>",
    "a short note with an author": f"<h1>La mairie ferme à midi vendredi</h1><p>Par Jeanne Martin</p><p>{SENTENCE}</p>",
}
OTHERS = {
    "a section's front": ("https://journal.example/politique/", f"<h1>Politique</h1>{TEASERS}"),
    "a front with an introduction": (
        "https://journal.example/dossiers/ecologie/",
        "<h1>Écologie</h1><p>Toute l'actualité de l'écologie, du climat et de la biodiversité : enquêtes, reportages"
        f" et entretiens de la rédaction du Journal.</p>{TEASERS}",
    ),
    "a tag's page": ("https://journal.example/t/greve", f"<h1>Tag : grève</h1>{TEASERS}"),
    "an author's page": (
        "https://journal.example/signataires/jeanne-martin",
        f"<h1>Jeanne Martin</h1><p>Journaliste au service politique depuis 2012.</p>{TEASERS}",
    ),
    "search results": (
        "https://journal.example/?s=greve",
        f"<h1>Résultats de recherche pour grève</h1>{TEASERS}",
    ),
    "legal notes": (
        "https://journal.example/informations-editeur",
        "<h1>Mentions légales</h1>"
        + "<p>Le site est édité par la société Le Journal, au capital de 10 000 euros.</p>" * 9,
    ),
    "a contact form": (
        "https://journal.example/nous-ecrire",
        "<h1>Contactez-nous</h1><form><label>Nom<input></label><label>Message<textarea></textarea></label></form>",
    ),
    "a shop's page": (
        "https://journal.example/boutique/mug",
        "<h1>Mug du Journal</h1><p>12,90 €</p><button>Ajouter au panier</button><p>Tasse en céramique, 33 cl.</p>",
    ),
    "a job, told at length": (
        "https://journal.example/offres/technicien-de-maintenance-1187",
        '<meta property="og:type" content="article"><script type="application/ld+json">{"@type": "JobPosting", "title": "Technicien"}</script>'
        + f"<h1>Technicien de maintenance, région nord (H/F)</h1><p>3 août 2021</p>{'<p>' + SENTENCE * 2 + '</p>' + '<p>' + SENTENCE + '</p>'}",
    ),
    "an event's own page": (
        "https://salle.example/agenda/quatuor",
        '<script type="application/ld+json">{"@type": "Event", "name": "Quatuor"}</script>'
        + f"<h1>Quatuor à cordes : Schubert et Lekeu</h1><p>Mardi 3 août 2021, à 20 h 30, entrée 12 €</p><p>{SENTENCE}</p>",
    ),
    "who works there": (
        "https://journal.example/qui/lequipe",
        f'<meta property="og:type" content="article"><h1>Notre équipe</h1>{"<p>" + SENTENCE + "</p>"}' * 2,
    ),
    "a thing for sale, with what its buyers say": (
        "https://journal.example/boutique/2384-une-bineuse-a-main-forgee",
        '<script type="application/ld+json">{"@type": "Product", "offers": {"@type": "Offer"}, "review": {"@type": "Review"}}</script>'
        + f"<h1>Une bineuse à main, forgée</h1><p>{SENTENCE * 2}</p><p>{SENTENCE * 3}</p>",
    ),
    "a thing for sale in an old shop": (
        "https://magasin.example/12/une-bineuse-a-main-forgee.html",
        "<h1>Une bineuse à main, forgée à la demande</h1><form class='btn-add-to-cart'><button>OK</button></form>"
        + f"<p>{SENTENCE * 4}</p>",
    ),
    "a thing for sale, by what its elements say": (
        "https://magasin.example/12/une-bineuse-a-main-forgee.html",
        "<div itemscope itemtype='http://schema.org/Product'><h1>Une bineuse à main, forgée à la demande</h1>"
        + f"<p>{SENTENCE * 4}</p></div>",
    ),
    "a form to register with, at length": (
        "https://forum.example/index.php?page=Register&action=register",
        f"<h1>Registrieren im Forum der Gärtner</h1><p>{SENTENCE * 4}</p><form><input type=password></form>",
    ),
    "a lost password": (
        "https://journal.example/passwort+vergessen",
        f"<h1>Sie haben Ihr Passwort vergessen?</h1><p>{SENTENCE * 3}</p>",
    ),
    "a notice on privacy, dated": (
        "https://radio.example/politica-de-privacidad/",
        '<meta property="og:type" content="article"><h1>Política de privacidad</h1><p>1 de junio de 2023</p>'
        + f"<p>{SENTENCE * 3}</p>" * 3,
    ),
    "the home page": ("https://journal.example/", f"<h1>Le Journal</h1>{TEASERS}"),
    "a page that is not there, in a sentence": (
        "https://journal.example/news/bridge-to-be-rebuilt-in-spring",
        "<h1>Sorry, we can't find that page</h1><p>The page you are looking for may have been moved or deleted."
        " Try searching, or go back to our home page.</p>",
    ),
    "a question of consent": (
        "https://journal.example/actu/221/incendie-a-vienne-dans-la-nuit",
        "<h1>Votre vie privée nous importe</h1><p>Nous et nos partenaires stockons des cookies sur votre appareil"
        " pour mesurer l'audience et personnaliser les annonces. Vous pouvez accepter ou refuser.</p>",
    ),
    "a thread of a forum": (
        "https://forum.example/viewtopic.php?t=12",
        "<h1>Problème de chaîne à vélo</h1>"
        + "<p class=author>Jean</p><p>12/03/2021</p><p>Ma chaîne saute, avez-vous une idée ?</p>" * 9,
    ),
    "a page that is not there": (
        "https://journal.example/actu/9999/perdu",
        "<h1>Page introuvable</h1><p>La page que vous cherchez n'existe pas ou a été déplacée.</p>",
    ),
}


@pytest.mark.parametrize("main", ARTICLES.values(), ids=ARTICLES.keys())
def test_small_kinds_of_articles_are_articles(main):
    assert is_article(main)


@pytest.mark.parametrize(("url", "main"), OTHERS.values(), ids=OTHERS.keys())
def test_lists_forms_and_static_pages_are_not(url, main):
    assert not is_article(main, url)


def test_the_same_teasers_are_a_list_among_the_text_and_nothing_below_it():
    notice = f"<h1>Un feu de grange à Vienne</h1><p>3 août 2021</p><p>{SENTENCE * 2}</p>"
    assert is_article(f"{notice}<section><h2>À lire aussi</h2>{TEASERS}</section>")
    assert not is_article(f"<h1>Faits divers</h1>{TEASERS}", "https://journal.example/faits-divers/")


def test_a_headline_that_leads_to_its_own_page_is_its_own():
    text = f"<p>3 août 2021</p><p>{SENTENCE * 3}</p>"
    url = "https://journal.example/x"
    assert is_article(f"<h1><a href='/x'>Un feu de grange</a></h1>{text}", url)
    assert not is_article(f"<h2><a href='/y'>Un feu de grange</a></h2><p>{SENTENCE[:60]}</p>", url)


def test_a_base_for_links_does_not_make_a_headline_a_link():
    main = f"<base href='https://journal.example/'><h1>La grange de Vienne a brûlé</h1><p>{SENTENCE * 4}</p>"
    assert is_article(main, "https://journal.example/dossier/grange")


def test_a_section_s_name_before_the_title_leaves_the_heading_its_own():
    heading = "<h1>Actualités | Fiche</h1><h2>Des cartes de neige en haute résolution</h2>"
    text = f"<p>{SENTENCE * 4}</p><p>Dernière mise à jour le 3 août 2021</p>"
    title = "Actualités - Des cartes de neige en haute résolution"
    main = f"<meta property='og:title' content='{title}'>{heading}{text}"
    assert is_article(main, "https://journal.example/fiches/718", title)


def test_an_article_s_number_in_the_query_outweighs_the_page_of_the_list_it_was_reached_from():
    main = f"<h1>Le pont</h1><p>3 août 2021</p><p>{SENTENCE * 2}</p>"
    assert is_article(main, "https://journal.example/news_view.html?idx=8576&page=1")
    assert not is_article(main, "https://journal.example/news_list.html?cat_id=8&page=2")


def test_a_line_that_says_the_title_heads_a_text_as_a_heading_does():
    text, title = f"<p>3 août 2021</p><p>{SENTENCE * 4}</p>", "Le pont rouvre lundi à Vienne"
    assert is_article(f"<div class=title>{title}</div>{text}", "https://journal.example/x", title)
    assert not is_article(text, "https://journal.example/x", title)


def test_a_manual_says_when_it_last_changed():
    manual = f"<h1>Installation</h1><p>{SENTENCE * 4}</p><p>Dernière mise à jour le 3 août 2021</p>"
    assert not is_article(manual, "https://outil.example/docs/installation")
