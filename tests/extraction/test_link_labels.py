"""Links below the text: what a label, a class or their place says of them."""

from crawler.extraction import extract
from crawler.extraction.link_labels import labelled
from crawler.extraction.page import Page
from tests.extraction.linked_page import CARD, CUT, TEXT, URL, below, found, page


def test_cards_under_a_label_are_related_and_the_most_read_are_not():
    after = """
    <section><h3>Sur le même sujet</h3><ul>
      <li><a href="/actu/11/premier"><img src=a.jpg></a><h4><a href="/actu/11/premier">Le premier titre de la liste</a></h4></li>
      <li><a href="/actu/12/second">Le second titre de la liste</a></li></ul></section>
    <section><h3>Les plus lus</h3><ul><li><a href="/actu/13/autre">Un tout autre titre à succès</a></li></ul></section>"""
    assert found(page(after), "related") == {
        ("related", "/actu/11/premier", "Le premier titre de la liste"),
        ("related", "/actu/12/second", "Le second titre de la liste"),
    }


def test_a_label_beside_a_link_to_its_whole_list_governs_what_follows_both():
    cards = "".join(
        f'<article><a href="/actu/1{n}/le-titre"><h3>Le {n}e titre de la liste</h3></a></article>'
        for n in (1, 2)
    )
    after = '<section class="related-posts"><div><h2>{}</h2><a href="/blog">Voir tout</a></div><div>{}</div></section>'
    assert found(page(after.format("Derniers articles", cards)), "related") == set()
    assert len(found(page(after.format("Sur le même sujet", cards)), "related")) == 2


def test_the_linked_section_of_a_related_teaser_does_not_make_it_a_listing():
    card = '<div><a href="/top">Top News</a><h4><a href="/actu/1{n}/le-titre">Le {n}e titre de la liste</a></h4></div>'
    after = "<section><h3>Articles similaires</h3>" + "".join(card.format(n=n) for n in (1, 2)) + "</section>"
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/11/le-titre", "/actu/12/le-titre"}


def test_a_phrase_under_a_label_is_no_label_of_its_own():
    after = """<div><h4>Noticias relacionadas</h4><p>Selección de temas realizada automáticamente con un programa</p>
    <ul><li><a href="/actu/11/el-primer-titulo">El primer título de la lista</a></li></ul></div>"""
    assert found(page(after), "related") == {
        ("related", "/actu/11/el-primer-titulo", "El primer título de la lista")
    }


def test_the_link_in_the_heading_of_related_links_is_none_of_them():
    after = """<section><h3>Otras noticias de <a href="/tema/puertos-tid470">Puertos de mar</a></h3>
    <ul><li><a href="/actu/11/el-primer-titulo">El primer título de la lista</a></li></ul></section>"""
    assert found(page(after), "related") == {
        ("related", "/actu/11/el-primer-titulo", "El primer título de la lista")
    }


def test_a_tab_that_says_most_read_is_heard_before_the_class_of_its_panel():
    after = """<div class="related-tabs"><ul><li><a href="#most">Les plus lus</a></li></ul>
    <div><a href="/actu/13/autre">Un tout autre titre à succès</a></div></div>"""
    assert found(page(after), "related") == set()


def test_the_entries_of_a_menu_are_no_related_links_whatever_their_class_says():
    entries = "".join(
        f'<li><a href="/recommended/les-idees-de-la-semaine-{n}">Les idées de la semaine {n}</a></li>'
        for n in range(20)
    )
    html = page(inside=TEXT * 50, before=f'<nav><ul class="recommended">{entries}</ul></nav>')
    assert found(html, "related", "series") == set()


def test_sold_links_are_not_related_whatever_stands_over_them():
    after = """<div class="OUTBRAIN"><h3>You may also like</h3><a href="/actu/15/un-titre-vendu-ici">Un titre vendu ici même</a></div>"""
    assert found(page(after), "related") == set()


def test_headlines_right_after_the_last_paragraph_are_related_without_a_label():
    lines = """<ul><li><a href="/actu/42/le-port-en-dix-images">Le port en dix images prises du ciel</a></li>
    <li><a href="/actu/43/portrait-d-un-docker">Portrait d’un docker</a></li></ul>"""
    whole = page().decode()
    html = whole.replace("</p></div></article>", f"</p>{lines}</div></article>")
    assert {url for _, url, _ in found(html.encode(), "related")} == {
        "/actu/42/le-port-en-dix-images",
        "/actu/43/portrait-d-un-docker",
    }
    titled = html.replace("<ul>", "<h3>Le kiosque</h3><ul>")
    assert found(titled.encode(), "related") == set()


def test_a_way_back_after_the_last_paragraph_is_no_related_link():
    back = '</p><p><a href="/actu/politique">Retour à la page de la politique</a></p>'
    html = page().decode().replace("</p></div></article>", f"{back}</div></article>").encode()
    assert found(html, "related") == set()


def test_teasers_right_below_the_article_are_related_without_a_label():
    assert below(CUT) == below(CARD) == {"/actu/425/x", "/actu/426/x"}


def test_teasers_under_a_heading_that_says_nothing_of_the_article_are_not():
    assert below(CUT, "<h2>La vie du site</h2>") == below(CARD, "<h2>La vie du site</h2>") == set()


def test_more_from_the_site_itself_belongs_to_no_article():
    cards = "<h2>{label}</h2><ul>{links}</ul>"
    links = "".join(f"<li><a href='/actu/{n}/x'>Le palmarès complet de l’an {n}</a></li>" for n in (425, 426))
    head = b"<meta property='og:site_name' content='The Harbour Post'>"
    assert (
        found(head + page(after=cards.format(label="More from the Harbour Post", links=links)), "related")
        == set()
    )
    assert len(found(head + page(after=cards.format(label="More from Ann Lee", links=links)), "related")) == 2


def test_a_group_whose_heading_says_nothing_of_the_article_does_not_interrupt_it():
    links = "".join(
        f"<li><a href='/actu/{n}/x'><h3>Le palmarès complet de l’an {n}</h3></a></li>" for n in (425, 426)
    )
    group = f"<section><h2>Actualités à Douarnenez</h2><ul>{links}</ul></section>"
    assert (
        found(page(inside=f"{TEXT}{TEXT}").replace(b"</article>", f"{group}</article>".encode()), "related")
        == set()
    )


def test_more_articles_are_related_only_where_a_class_says_so_too():
    teaser = '<h2>Weitere Artikel</h2><a href="/actu/11/a">Ein erster Titel der Liste</a>'
    assert found(page(f'<section class="content related">{teaser}</section>'), "related") != set()
    assert found(page(f'<section class="content">{teaser}</section>'), "related") == set()


def test_a_section_over_a_related_teaser_does_not_end_the_related():
    after = """<section><h3>Noticias relacionadas</h3>
    <div><p>Opinión</p><h4><a href="/actu/11/a">El primer título de la lista</a></h4></div>
    <div><p>Las más leídas</p><h4><a href="/actu/12/b">El segundo título de la lista</a></h4></div></section>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/11/a"}


def test_a_heading_that_is_a_link_ends_the_related_above_it():
    after = """<aside><h2>Más información</h2><a href="/actu/11/a">El primer título de la lista</a>
    <div><h2><a href="/videos">Videos</a></h2><p>de hoy</p></div>
    <div><h3><a href="/actu/12/b">El segundo título de la lista</a></h3></div></aside>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/11/a"}


def test_a_label_may_begin_with_an_article():
    teasers = '<a href="/actu/11/a"><img src=a.jpg> Un premier titre de la liste</a><a href="/actu/12/b"><img src=b.jpg> Un second titre</a>'
    for label in ("Les derniers articles", "Nos articles les plus lus", "Die neuesten Beiträge"):
        assert found(page(f'<div class="related"><p>{label}</p>{teasers}</div>'), "related") == set()


def test_a_section_that_the_article_itself_lies_in_is_no_sign_against_others():
    html = page('<h3>Lesen Sie auch</h3><a href="/thema/golf/12">Ein Golf für alle Tage</a>')
    here = "https://www.example.org/thema/tesla/11"
    assert [x.url[23:] for x in extract(html, here).links if x.kind == "related"] == ["/thema/golf/12"]
    assert found(html, "related") == set()


def test_a_headline_under_a_section_named_like_a_sites_service_is_an_article():
    after = """<h3>Sur le même sujet</h3><ul>
    <li><a href="/privacy/comment-le-port-suit-ses-dockers">Comment le port suit ses dockers</a></li>
    <li><a href="/privacy/charte-2024">Notre charte de la vie privée</a></li></ul>"""
    assert {url for _, url, _ in found(page(after), "related")} == {
        "/privacy/comment-le-port-suit-ses-dockers"
    }


def test_a_label_may_end_in_saying_that_it_is_on_the_subject():
    entry = '<li><a href="/actu/51/le-port-vu-du-ciel">Le port vu du ciel</a></li>'
    for label in ("Новости по теме", "Aktuelle Videos zum Thema", "Latest on this topic"):
        assert len(found(page(f"<h3>{label}</h3><ul>{entry}</ul>"), "related")) == 1


def test_a_page_that_its_system_promotes_is_not_sold():
    after = """<h3>Sur le même sujet</h3>
    <article class="node node--promoted"><h4><a href="/actu/57/le-port-la-nuit">Le port, la nuit</a></h4></article>"""
    assert len(found(page(after), "related")) == 1


def test_more_stories_like_this_are_related():
    after = '<h3>More stories like this one</h3><a href="/actu/11/a">Another strike in another port</a>'
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/11/a"}


def test_a_label_beside_the_headline_does_not_reach_over_the_article():
    def two(n):
        return f"<p><a href=/actu/{n}/a>Un titre de la liste {n}</a></p><p><a href=/actu/{n}/b>Un autre titre {n}</a></p>"

    before = f"<div><p>À lire aussi</p>{two(11)}</div>"
    text = f"<div>{TEXT}</p>{TEXT}</p>{TEXT}</p>{two(12)}</div>"
    tree = Page(f"<html><body><h1>La grève</h1><div>{before}{text}</div></body></html>".encode(), URL).tree
    of_text = [block.startswith("The strike") for block in tree.texts]
    assert labelled(tree, of_text) == [None, None, "related", "related", None, None, None, None, None]


def test_what_is_suggested_above_the_headline_belongs_to_the_site():
    before = """<div class="recommended"><h4>Quelques suggestions pour vous</h4>
      <a href="/actu/63/les-jardins-de-la-ville">Les jardins de la ville rouvrent enfin</a></div>"""
    assert not found(page(before=before), "related")


def test_a_label_names_what_is_related_with_a_word_wherever_it_stands():
    after = """<div><h3>Nos articles similaires</h3><ul>
      <li><a href="/actu/64/les-grues">Les grues sont à l'arrêt depuis lundi</a></li></ul></div>
      <div><h3>Offres d'emploi similaires</h3><ul><li><a href="/actu/65/grutier">Grutier confirmé au port de la ville</a></li></ul></div>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/64/les-grues"}


def test_a_nav_that_a_label_and_its_class_call_related_is_no_menu():
    entries = "".join(
        f'<div class="a"><a class="b" href="/actu/{n}/une-histoire-du-port">Une histoire du port {n}</a></div>'
        for n in range(70, 80)
    )
    after = f'<nav class="similar-posts"><h3>Articles similaires</h3>{entries}</nav>'
    before = '<div class="c"></div>' * 50
    assert len(found(page(after, before=before), "related")) == 10
    assert not found(page(after.replace("Articles similaires", "Le port"), before=before), "related")


def test_beside_a_teaser_s_headline_its_section_and_author_are_no_related_links():
    card = """<div class="card"><div class="crumbs"><a href="/blog/donnees-et-bases-de-donnees">Données et bases de données</a></div>
      <h3><a href="/actu/{n}/la-grue-est-arrivee">La grue numéro {n} est arrivée</a></h3><a href="/anne-claire-martin">Anne-Claire Martin</a></div>"""
    after = f"<div><h2>À lire aussi</h2>{''.join(card.format(n=n) for n in (81, 82))}</div>"
    assert {url for _, url, _ in found(page(after), "related")} == {
        "/actu/81/la-grue-est-arrivee",
        "/actu/82/la-grue-est-arrivee",
    }


def test_of_related_links_of_few_words_those_in_headings_and_those_with_a_slug_are_articles():
    after = """<div><h3>Lire aussi</h3><h4><a href="/actu/8100/marees">Les marées</a></h4>
      <p><a href="/actu/8200/port">Le port</a></p>
      <div class="author-info"><ul><li><a href="/actu/8300/le-grand-large-encore">Grand large</a></li>
      <li><a href="/actu/8400/anne-martin">Anne Martin</a></li></ul></div></div>"""
    assert {url for _, url, _ in found(page(after), "related")} == {
        "/actu/8100/marees",
        "/actu/8300/le-grand-large-encore",
    }


def test_under_a_label_that_speaks_of_topics_only_headlines_are_articles():
    after = """<div><h3>Ähnliche Themen</h3><a href="/dossier/85-hafen-von-bremen">Hafen von Bremen</a>
      <a href="/actu/86/der-hafen">Der Hafen bleibt im Winter zu</a></div>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/86/der-hafen"}
