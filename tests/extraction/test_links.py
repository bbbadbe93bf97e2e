"""Which links an article has: one small page a rule."""

from crawler.extraction import extract
from crawler.extraction.body import body
from crawler.extraction.link_labels import labelled
from crawler.extraction.links import links
from crawler.extraction.page import Page

URL = "https://www.example.org/actu/221/la-greve-continue"
TEXT = (
    "<p>"
    + "The strike at the harbour goes on for a third week, and nobody expects it to end before the spring. "
    * 3
)


def page(after="", inside="", before=""):
    return f"""<html><body><nav><a href="/politique">Politique</a></nav>{before}
    <article><h1>La grève continue</h1><div class="article-body">{TEXT} <a href="/actu/5/un-accord-trouve">un accord</a> en mai.</p>
    {inside}{TEXT}</p></div></article>{after}</body></html>""".encode()


def found(html, *kinds):
    return {
        (x.kind, x.url.removeprefix("https://www.example.org"), x.title)
        for x in extract(html, URL).links
        if x.kind in kinds
    }


def test_a_link_in_the_running_text_is_of_the_body():
    assert found(page(), "body") == {("body", "/actu/5/un-accord-trouve", "un accord")}


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


def test_a_lone_previous_is_a_pager_s_where_the_element_around_it_is_called_so():
    after = """<ul><li class="np-post prev"><a href="/actu/220/le-port-d-avant">Previous</a><h3><a href="/actu/220/le-port-d-avant">Le port d’avant les travaux</a></h3></li></ul>"""
    assert found(page(after), "previous", "next") == {
        ("previous", "/actu/220/le-port-d-avant", "Le port d’avant les travaux")
    }
    assert found(page(after.replace("np-post prev", "np-post")), "previous", "next") == set()


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


def test_jobs_terms_and_apps_of_the_publisher_are_no_articles():
    after = """<section><h3>À lire aussi</h3><ul>
    <li><a href="https://jobs.example.org/offres/12/chef-de-port-a-brest">Un chef de port est cherché à Brest</a></li>
    <li><a href="/taxonomy/term/10833">Toutes nos pages sur les ports</a></li></ul></section>"""
    app = '<p><a href="/apps-products?pid=AppArticleLink">CLICK HERE TO GET THE HARBOUR NEWS APP</a></p>'
    assert found(page(after, inside=app), "related") == set()


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


def test_a_link_that_says_only_read_on_has_its_teasers_title():
    after = """<div><h2>À lire aussi</h2>
    <div class=card><h3>Le palmarès 2025</h3><p>C’est avec une vue imprenable que…</p><a href="/actu/425/palmares">Lire la suite</a></div>
    <div class=card><p>C’est un secret de polichinelle : le fondateur s’est trouvé une nouvelle…</p><a href="/actu/426/secret">Lire la suite</a></div></div>"""
    assert found(page(after), "related") == {
        ("related", "/actu/425/palmares", "Le palmarès 2025"),
        (
            "related",
            "/actu/426/secret",
            "C’est un secret de polichinelle : le fondateur s’est trouvé une nouvelle…",
        ),
    }


def test_a_line_that_interrupts_the_text_is_related():
    inside = '</p><p><strong>Lire aussi :</strong> <a href="/actu/14/le-port-bloque">Le port bloqué</a></p>'
    assert found(page(inside=inside), "related") == {("related", "/actu/14/le-port-bloque", "Le port bloqué")}


def test_pagers_are_previous_and_next_under_the_titles_they_show():
    after = """<nav class="post-navigation">
    <div class="nav-previous"><a href="/actu/220/avant" rel="prev"><span>Article précédent</span> Le port d’avant</a></div>
    <div class="nav-next"><a href="/actu/222/apres" rel="next"><span>Article suivant</span> Le port d’après</a></div></nav>"""
    assert found(page(after), "previous", "next") == {
        ("previous", "/actu/220/avant", "Le port d’avant"),
        ("next", "/actu/222/apres", "Le port d’après"),
    }


def test_links_whose_titles_count_are_a_series():
    after = "<h3>Portraits</h3><ul>" + "".join(
        f'<li><a href="/actu/{n}/portrait">Portrait de docker #{n} : {name}</a></li>'
        for n, name in enumerate("ABC", 1)
    )
    assert {kind for kind, _, _ in found(page(inside=after), "series", "related", "body")} == {
        "series",
        "body",
    }
    assert len(found(page(inside=after), "series")) == 3


def test_tags_authors_sections_shares_and_other_publishers_are_no_related_links():
    after = """<div class="related"><h3>Related</h3>
    <a href="/tag/port-de-commerce-et-dockers">Port de commerce et dockers</a> <a href="/auteur/jeanne-de-la-mer-du-nord">Jeanne</a>
    <a href="/actu">Toute l’actualité du site en un clic</a> <a href="https://ads.example.net/a/great-deal-for-you">A great deal for you</a>
    <a href="#top">Back to the top of page</a> <a href="mailto:a@example.org">Write to us about this</a>
    <a href="javascript:void(0)">Show more of these stories</a></div>"""
    assert found(page(after), "related", "previous", "next", "series") == set()


def test_sold_links_are_not_related_whatever_stands_over_them():
    after = """<div class="OUTBRAIN"><h3>You may also like</h3><a href="/actu/15/un-titre-vendu-ici">Un titre vendu ici même</a></div>"""
    assert found(page(after), "related") == set()


def test_a_title_may_begin_with_a_pagers_word():
    after = """<div class="post-nav"><a rel="prev" href="/actu/220/next-6-4-2"><i class="icon"></i> NexT 6.4.2 Released</a>
    <a rel="next" href="/actu/222/next-6-6-0"><span>Next</span> <span>NexT 6.6.0 Released</span></a></div>"""
    assert found(page(after), "previous", "next") == {
        ("previous", "/actu/220/next-6-4-2", "NexT 6.4.2 Released"),
        ("next", "/actu/222/next-6-6-0", "NexT 6.6.0 Released"),
    }


def test_articles_may_differ_by_a_number_that_is_all_of_their_query():
    html = page('<h3>Dans la même rubrique</h3><a href="/spip.php?article12">La grève d’avant</a>')
    [link] = [
        x for x in extract(html, "https://www.example.org/spip.php?article21").links if x.kind == "related"
    ]
    assert link.url == "https://www.example.org/spip.php?article12"


def test_a_pagers_words_may_stand_before_its_links_or_under_a_heading_of_lists():
    after = """<div><p>Next: <a href="/actu/222/apres">Le port d’après</a></p><p>Previous: <a href="/actu/220/avant">Le port d’avant</a></p></div>
    <h3>More stories</h3><a href="/actu/219/hier"><span>Previous article</span> Le port d’hier</a>"""
    assert found(page(after), "previous", "next") == {
        ("next", "/actu/222/apres", "Le port d’après"),
        ("previous", "/actu/220/avant", "Le port d’avant"),
        ("previous", "/actu/219/hier", "Le port d’hier"),
    }


def test_a_list_of_headlines_between_two_paragraphs_is_related_unless_the_text_announces_it():
    entries = "".join(
        f'<li><b>Port :</b> <a href="/actu/{n}/un-titre">Un titre de six mots, {n}</a></li>' for n in (14, 15)
    )
    assert {url for _, url, _ in found(page(inside=f"</p><ul>{entries}</ul>"), "related")} == {
        "/actu/14/un-titre",
        "/actu/15/un-titre",
    }
    announced = f"</p><p>They are told of in these reports:</p><ul>{entries}</ul>"
    assert found(page(inside=announced), "related") == set()


def test_a_paragraph_that_is_nothing_but_a_link_is_related_and_found_once():
    link = '<a href="/actu/14/port">Toutes les nouvelles de la grève du port</a>'
    inside = f"</p><p>{link}</p>{TEXT}</p><p>Publicité</p><p>{link}</p>"
    title = "Toutes les nouvelles de la grève du port"
    assert found(page(inside=inside), "related") == {("related", "/actu/14/port", title)}
    assert [x.kind for x in extract(page(inside=inside), URL).links if x.url.endswith("/14/port")] == [
        "related"
    ]


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


def test_an_entry_of_a_list_may_end_in_a_link_that_the_text_is_about():
    inside = '</p><p>There are two ways:</p><ul><li>If you want to wait: <a href="/actu/14/port">the next ferry of the day</a></li></ul>'
    assert found(page(inside=inside), "related") == set()


def test_a_card_that_is_one_link_has_its_headline_alone_as_title():
    cards = (
        "<a href=/actu/11/a><div>Économie</div><div>Le premier titre de la liste</div><div>3 août 2021</div><div>3 min</div></a>"
        "<a href=/actu/12/b><span>Sport</span><span>Le second titre de la liste</span><span class=date>hier</span></a>"
        "<a href=/actu/13/c><p>Le dernier titre,<br>sur <i>deux</i> lignes</p><p>Un extrait de ce que dit son texte, coupé…</p></a>"
        "<h3><a href=/actu/14/d><span class=kicker>Port</span> Un titre sous un mot</a></h3>"
    )
    assert {title for _, _, title in found(page(f"<h3>À lire aussi</h3>{cards}"), "related")} == {
        "Le premier titre de la liste",
        "Le second titre de la liste",
        "Le dernier titre, sur deux lignes",
        "Un titre sous un mot",
    }


CUT = '<div><img src=a.jpg><p>C’est un secret de polichinelle, {n} fois : le fondateur s’est trouvé une…</p><a href="/actu/{n}/x">Lire la suite</a></div>'
CARD = '<div><a href="/actu/{n}/x"><img src=a.jpg></a><h3><a href="/actu/{n}/x">Le palmarès de l’an {n}</a></h3></div>'


def below(card, heading=""):
    after = f"<div>{heading}{''.join(card.format(n=n) for n in (425, 426))}</div>"
    return {url for _, url, _ in found(page(after, inside=TEXT * 3), "related")}


def test_teasers_right_below_the_article_are_related_without_a_label():
    assert below(CUT) == below(CARD) == {"/actu/425/x", "/actu/426/x"}


def test_teasers_under_a_heading_that_says_nothing_of_the_article_are_not():
    assert below(CUT, "<h2>La vie du site</h2>") == below(CARD, "<h2>La vie du site</h2>") == set()


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


def test_nothing_in_the_pages_header_or_footer_is_related():
    entries = "".join(
        f'<div class="x"><a href="/actu/{n}/titre">Un titre du menu, numéro {n}</a></div>' for n in range(20)
    )
    group = f"<div><h3>À lire aussi</h3>{entries}</div>"
    html = page(f"<footer>{group}</footer>", before=f"<header>{group}</header>")
    assert found(html, "related") == set()
    assert len(found(page(f"<div>{group}</div>"), "related")) == 20


def test_what_a_link_calls_itself_is_not_its_title():
    card = '<aside><a href="/actu/14/port"><div>Read more</div><div>The port is shut</div></a></aside>'
    assert found(page(inside=f"</p>{card}"), "related") == {("related", "/actu/14/port", "The port is shut")}


def test_a_list_between_two_paragraphs_may_begin_with_what_it_is_about():
    entries = "".join(f'<li><a href="/actu/{n}/x">Un titre de six mots, {n}</a></li>' for n in (14, 15))
    html = page(inside=f"</p><ul><li><b>La grève</b></li>{entries}</ul>")
    assert {url for _, url, _ in found(html, "related", "body")} == {
        "/actu/5/un-accord-trouve",
        "/actu/14/x",
        "/actu/15/x",
    }
    assert len(found(html, "related")) == 2


def test_neither_wordpress_menus_nor_its_pages_are_related():
    menu = "<ul><li class=menu-item><a href=/recommended>Recommended</a></li><li class=menu-item><a href=/a-tour-of-our-town>A tour</a></li></ul>"
    other = '<div><h3>À lire aussi</h3><a href="/?page_id=58">Nos conseils pour le port</a></div>'
    assert found(page(menu + other), "related") == set()


def test_a_link_in_a_paragraph_that_the_text_leaves_out_is_of_the_body_all_the_same():
    left_out = '</p><p>The minister was <a href="/actu/7/x">sacked by the council</a> in May, after twenty years.</p>'
    parsed = Page(page(inside=left_out + TEXT), URL)
    text = body(parsed)
    blocks = tuple(block for block in text.blocks if "sacked" not in parsed.tree.texts[block])
    found_links = links(parsed, text._replace(blocks=blocks))
    assert found_links is not None
    assert ("body", URL[:24] + "actu/7/x") in {(x.kind, x.url) for x in found_links.value}


def test_the_parts_of_what_an_article_says_it_is_part_of_are_a_series():
    inside = """</p><div><p><b>Cet article fait partie de notre dossier</b></p><ul>
    <li><a href="/actu/220/a">Les raisons de la colère</a></li><li><a href="/actu/222/b">La reprise</a></li></ul></div>"""
    assert {url for _, url, _ in found(page(inside=inside), "series")} == {"/actu/220/a", "/actu/222/b"}


def test_parts_that_count_how_many_there_are_are_a_series():
    after = """<ul><li><a href="/actu/220/a">La grève (1/3) : les raisons</a></li><li>La grève (2/3)</li>
    <li><a href="/actu/222/b">La grève (3/3) : la reprise</a></li></ul>"""
    assert {url for _, url, _ in found(page(after), "series")} == {"/actu/220/a", "/actu/222/b"}


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


def test_a_label_in_the_text_itself_is_one_where_links_follow():
    links = """<a href="/actu/51/le-port-vu-du-ciel">Le port vu du ciel</a>
    <a href="/actu/52/le-port-vu-de-la-mer">Le port vu de la mer par ceux qui y vivent</a>"""
    inside = f"</p><p>Sur le même sujet</p><p>{links}</p>"
    assert {url for _, url, _ in found(page(inside=inside), "related")} == {
        "/actu/51/le-port-vu-du-ciel",
        "/actu/52/le-port-vu-de-la-mer",
    }


def test_lists_for_search_engines_are_not_related_in_whatever_they_stand():
    entry = '<li><a href="/actu/53/maigrir-vite-et-bien">Maigrir vite</a></li>'
    after = f'<div class="recommendations"><h3>Forme</h3><ul class="box_seo">{entry}</ul></div>'
    assert found(page(after), "related") == set()


def test_a_line_amid_the_text_that_says_it_is_the_most_read_is_not_related():
    line = '<p><a href="/actu/54/le-port-des-annees-folles">[Most read] Le port des années folles</a></p>'
    assert found(page(inside=f"</p>{line}"), "related") == set()
    plain = line.replace("[Most read] ", "")
    assert len(found(page(inside=f"</p>{plain}"), "related")) == 1


def test_a_card_interrupts_paragraphs_that_have_each_an_element_of_their_own():
    card = '<div><ul><li><a href="/actu/55/le-port-en-chiffres-ronds">Le port en chiffres ronds et carrés</a></li></ul></div>'
    whole = page(inside=f"</p>{card}").decode().replace("<p>", "<div><p>").replace("</p>", "</p></div>")
    assert {url for _, url, _ in found(whole.encode(), "related")} == {"/actu/55/le-port-en-chiffres-ronds"}


def test_a_card_that_is_all_a_link_may_begin_with_a_label_on_its_subject():
    card = """<a href="/actu/56/le-port-demain"><div>Mehr zum Thema</div><h2>Le port de demain</h2></a>"""
    assert found(page(card), "related") == {("related", "/actu/56/le-port-demain", "Le port de demain")}


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


def test_a_row_of_cards_amid_the_text_is_related_though_each_begins_with_the_name_of_its_section():
    inside = f"""{TEXT}</p><div><div><a href="/actu/61/les-armateurs"><div>Ports</div><h3>Les armateurs ne veulent plus attendre la fin</h3></a></div>
      <div><a href="/actu/62/bilan"><div>Bilan</div><h3>Un bilan en demi-teinte</h3></a></div></div>"""
    assert {url for _, url, _ in found(page(inside=inside), "related")} == {
        "/actu/61/les-armateurs",
        "/actu/62/bilan",
    }


def test_lists_that_interrupt_the_text_are_as_many_as_the_lists_and_not_as_their_links():
    inside = "".join(
        f"""<ul><li><a href="/actu/{n}1/une-autre-histoire">Le port de la ville {n} attend encore</a></li>
        <li><a href="/actu/{n}2/une-suite-attendue">Les dockers du quai {n} reprennent</a></li></ul>{TEXT}</p>"""
        for n in (7, 8)
    )
    assert len(found(page(inside=f"{TEXT}</p>{inside}"), "related")) == 4


def test_what_is_suggested_above_the_headline_belongs_to_the_site():
    before = """<div class="recommended"><h4>Quelques suggestions pour vous</h4>
      <a href="/actu/63/les-jardins-de-la-ville">Les jardins de la ville rouvrent enfin</a></div>"""
    assert not found(page(before=before), "related")


def test_a_label_names_what_is_related_with_a_word_wherever_it_stands():
    after = """<div><h3>Nos articles similaires</h3><ul>
      <li><a href="/actu/64/les-grues">Les grues sont à l'arrêt depuis lundi</a></li></ul></div>
      <div><h3>Offres d'emploi similaires</h3><ul><li><a href="/actu/65/grutier">Grutier confirmé au port de la ville</a></li></ul></div>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/64/les-grues"}


def test_a_card_that_asks_for_money_or_an_address_is_no_article():
    after = """<div><h3>Lire aussi</h3><ul><li><a href="/aide/donate">Soutenez le journal, donnez ce que vous pouvez</a></li>
      <li><a href="/compte/email-preferences">Recevez nos titres chaque matin par courriel</a></li>
      <li><a href="/actu/66/les-quais">Les quais sont déserts depuis lundi</a></li></ul></div>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/66/les-quais"}


def test_an_insert_may_stand_between_the_text_and_a_heading_or_a_caption():
    inside = f"""{TEXT}</p><figure><img src="a.jpg"><figcaption>Les quais du port, vus de la digue du nord</figcaption></figure>
      <div><a href="/actu/69/les-pilotes">Les pilotes du port se joignent au mouvement</a></div><h2>Une semaine de plus</h2>"""
    assert {url for _, url, _ in found(page(inside=inside), "related")} == {"/actu/69/les-pilotes"}


def test_a_nav_that_a_label_and_its_class_call_related_is_no_menu():
    entries = "".join(
        f'<div class="a"><a class="b" href="/actu/{n}/une-histoire-du-port">Une histoire du port {n}</a></div>'
        for n in range(70, 80)
    )
    after = f'<nav class="similar-posts"><h3>Articles similaires</h3>{entries}</nav>'
    before = '<div class="c"></div>' * 50
    assert len(found(page(after, before=before), "related")) == 10
    assert not found(page(after.replace("Articles similaires", "Le port"), before=before), "related")


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


def test_an_offer_of_the_site_amid_the_text_is_no_insert():
    inside = f"""{TEXT}</p><div><a href="/briefe/energie">Der Newsletter für alle, die mehr wissen wollen</a></div>"""
    assert not found(page(inside=inside), "related")


def test_a_card_amid_the_text_may_show_more_than_its_headline_and_stand_in_a_list_of_its_own():
    card = """<div><a href="/actu/91/les-remorqueurs-du-port"><img src="a.jpg"></a><p><a href="/vie">Vie du port</a></p>
      <p>Réservé aux abonnés</p><h3><a href="/actu/91/les-remorqueurs-du-port">Les remorqueurs du port changent de main</a></h3>
      <p>26 février 2024</p></div>"""
    for inside in (card, f"<ul><li>{card}</li></ul>"):
        assert {url for _, url, _ in found(page(inside=f"{TEXT}</p>{inside}"), "related")} == {
            "/actu/91/les-remorqueurs-du-port"
        }
