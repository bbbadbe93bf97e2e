"""Links amid the text: which of them are of the text, and which interrupt it to offer another article."""

from crawler.extraction import extract
from crawler.extraction.body import body
from crawler.extraction.links import links
from crawler.extraction.page import Page
from tests.extraction.linked_page import TEXT, URL, found, page


def test_a_line_that_interrupts_the_text_is_related():
    inside = '</p><p><strong>Lire aussi :</strong> <a href="/actu/14/le-port-bloque">Le port bloqué</a></p>'
    assert found(page(inside=inside), "related") == {("related", "/actu/14/le-port-bloque", "Le port bloqué")}


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


def test_a_list_between_two_paragraphs_may_begin_with_what_it_is_about():
    entries = "".join(f'<li><a href="/actu/{n}/x">Un titre de six mots, {n}</a></li>' for n in (14, 15))
    html = page(inside=f"</p><ul><li><b>La grève</b></li>{entries}</ul>")
    assert {url for _, url, _ in found(html, "related", "body")} == {
        "/actu/5/un-accord-trouve",
        "/actu/14/x",
        "/actu/15/x",
    }
    assert len(found(html, "related")) == 2


def test_a_link_in_a_paragraph_that_the_text_leaves_out_is_of_the_body_all_the_same():
    left_out = '</p><p>The minister was <a href="/actu/7/x">sacked by the council</a> in May, after twenty years.</p>'
    parsed = Page(page(inside=left_out + TEXT), URL)
    text = body(parsed)
    blocks = tuple(block for block in text.blocks if "sacked" not in parsed.tree.texts[block])
    found_links = links(parsed, text._replace(blocks=blocks))
    assert found_links is not None
    assert ("body", URL[:24] + "actu/7/x") in {(x.kind, x.url) for x in found_links.value}


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


def test_an_insert_may_stand_between_the_text_and_a_heading_or_a_caption():
    inside = f"""{TEXT}</p><figure><img src="a.jpg"><figcaption>Les quais du port, vus de la digue du nord</figcaption></figure>
      <div><a href="/actu/69/les-pilotes">Les pilotes du port se joignent au mouvement</a></div><h2>Une semaine de plus</h2>"""
    assert {url for _, url, _ in found(page(inside=inside), "related")} == {"/actu/69/les-pilotes"}


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
