"""Which links an article has, and of which kind: one small page a rule."""

import pytest

from crawler.extraction import extract
from tests.extraction.linked_page import TEXT, URL, found, page


def test_a_link_in_the_running_text_is_of_the_body():
    assert found(page(), "body") == {("body", "/actu/5/un-accord-trouve", "un accord")}


def test_a_lone_previous_is_a_pager_s_where_the_element_around_it_is_called_so():
    after = """<ul><li class="np-post prev"><a href="/actu/220/le-port-d-avant">Previous</a><h3><a href="/actu/220/le-port-d-avant">Le port d’avant les travaux</a></h3></li></ul>"""
    assert found(page(after), "previous", "next") == {
        ("previous", "/actu/220/le-port-d-avant", "Le port d’avant les travaux")
    }
    assert found(page(after.replace("np-post prev", "np-post")), "previous", "next") == set()


def test_jobs_terms_and_apps_of_the_publisher_are_no_articles():
    after = """<section><h3>À lire aussi</h3><ul>
    <li><a href="https://jobs.example.org/offres/12/chef-de-port-a-brest">Un chef de port est cherché à Brest</a></li>
    <li><a href="/taxonomy/term/10833">Toutes nos pages sur les ports</a></li></ul></section>"""
    app = '<p><a href="/apps-products?pid=AppArticleLink">CLICK HERE TO GET THE HARBOUR NEWS APP</a></p>'
    assert found(page(after, inside=app), "related") == set()


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


def test_pagers_are_previous_and_next_under_the_titles_they_show():
    after = """<nav class="post-navigation">
    <div class="nav-previous"><a href="/actu/220/avant" rel="prev"><span>Article précédent</span> Le port d’avant</a></div>
    <div class="nav-next"><a href="/actu/222/apres" rel="next"><span>Article suivant</span> Le port d’après</a></div></nav>"""
    assert found(page(after), "previous", "next") == {
        ("previous", "/actu/220/avant", "Le port d’avant"),
        ("next", "/actu/222/apres", "Le port d’après"),
    }


ARROWS = {
    "in the links": "<p class=n><a href='/actu/4/la-crue'>« La crue de mai</a> | <a href='/'>Accueil</a> | <a href='/actu/6/le-maire'>Le maire répond »</a></p>",
    "beside them": "<p class=n>&lt; <a href='/actu/4/la-crue'>La crue de mai</a> - <a href='/actu/6/le-maire'>Le maire répond</a> &gt;</p>",
}


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("pager", ARROWS.values(), ids=ARROWS.keys())
def test_arrows_that_point_apart_make_a_pager_wherever_it_stands(pager, before):
    html = page(before=pager) if before else page(after=pager)
    assert found(html, "previous", "next", "related") == {
        ("previous", "/actu/4/la-crue", "La crue de mai"),
        ("next", "/actu/6/le-maire", "Le maire répond"),
    }


def test_a_pager_at_the_end_of_the_text_is_none_of_it():
    turns = '<p><a href="/actu/220/la-mediation">« Avant</a> | <a href="/actu/">Tout</a> | <a href="/actu/222/le-port-rouvre">Après »</a></p>'
    html = page(inside=f"{TEXT}</p>{turns}").replace(f"{turns}{TEXT}</p>".encode(), turns.encode())
    assert {(kind, url) for kind, url, _ in found(html, "previous", "next")} == {
        ("previous", "/actu/220/la-mediation"),
        ("next", "/actu/222/le-port-rouvre"),
    }
    assert "Avant" not in extract(html, URL).body


def test_a_list_of_stories_that_are_each_called_next_is_no_pager():
    story = "<div class=next-story><a href='/actu/{n}/x'>Le palmarès complet de l’an {n}</a></div>"
    assert len(found(page(after=story.format(n=425)), "next")) == 1
    assert found(page(after="".join(story.format(n=n) for n in (425, 426, 427))), "next") == set()


def test_quotation_marks_are_no_arrows():
    quoted = "<p class=n><a href='/actu/4/la-crue'>« La crue de mai »</a> <a href='/actu/6/le-maire'>« Le maire répond »</a></p>"
    assert found(page(before=quoted), "previous", "next") == set()


HEAD = "<link rel=prev href='/actu/4/la-crue'><link rel=next href='/actu/6/le-maire'>"


def test_the_page_s_head_may_say_which_link_is_the_pager_s():
    html = page(
        after="<div><a href='/actu/4/la-crue'>La crue de mai</a> <a href='/actu/6/le-maire'>Le maire répond</a></div>"
    )
    assert {kind for kind, _, _ in found(HEAD.encode() + html, "previous", "next", "related")} == {
        "previous",
        "next",
    }


def test_what_the_reader_sees_goes_before_the_page_s_head():
    turned = "<div><a href='/actu/6/le-maire'>← Article précédent</a> <a href='/actu/4/la-crue'>Article suivant →</a></div>"
    kinds = {url: kind for kind, url, _ in found(HEAD.encode() + page(after=turned), "previous", "next")}
    assert kinds == {"/actu/6/le-maire": "previous", "/actu/4/la-crue": "next"}


def test_a_share_button_amid_the_text_is_no_link_of_it():
    shares = "".join(
        f"<li><a href='https://{address}'>Envoyer</a></li>"
        for address in (
            "twitter.com/intent/tweet?url=x",
            "www.facebook.com/sharer/sharer.php?u=x",
            "t.me/share/url?url=x",
        )
    )
    post = "<p>Il l'a dit <a href='https://twitter.com/maire/status/1'>sur le réseau</a> lundi matin, devant trois cents abonnés à peine.</p>"
    urls = {url for _, url, _ in found(page(inside=f"</p>{post}<ul>{shares}</ul><p>"), "body")}
    assert urls == {"/actu/5/un-accord-trouve", "https://twitter.com/maire/status/1"}


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
    <a href="/blog/archives">I have written 31 other posts for you</a> <a href="/tags-16.html">Salaires et conditions de travail (0)</a>
    <a href="#top">Back to the top of page</a> <a href="mailto:a@example.org">Write to us about this</a>
    <a href="javascript:void(0)">Show more of these stories</a></div>"""
    assert found(page(after), "related", "previous", "next", "series") == set()


def test_the_next_page_of_an_article_is_no_other_article():
    pager = "<div class='pager'><a class='next' href='/tv-09132011_page_2.html'>Next Page</a></div>"
    html = page(after=pager)
    assert not any(
        link.kind == "next" for link in extract(html, "https://www.example.org/tv-09132011.html").links
    )


def test_what_readers_wrote_leads_to_no_other_article():
    label = "<h3>Related news</h3><p><a href='/a/the-harbour-opens-again'>The harbour opens again</a></p>"
    comment = "<div id='comment_1{n}' class='comment_item'><p>Well said!</p><a href='/social/jo/the-strike-is-over_{n}.html'>Permalink of this comment</a></div>"
    comments = "".join(comment.format(n=n) for n in range(100, 120))
    html = page(after=f"<div>{label}<div class='comments'>{comments}</div></div>")
    assert {url for _, url, _ in found(html, "related")} <= {"/a/the-harbour-opens-again"}


def test_an_aside_before_the_headline_may_be_shown_beside_the_text():
    cards = "".join(f"<h5><a href='/a/the-harbour-{n}'>The harbour opens again, {n}</a></h5>" for n in "abc")
    box = "<{0} class='related-reads'><h1>Related Reads</h1>{1}</{0}>"
    assert len(found(page(before=box.format("aside", cards)), "related")) == 3
    assert not found(page(before=box.format("div", cards)), "related")


def test_a_note_s_link_into_the_page_itself_is_none():
    html = page(
        inside="<p>Les dockers ont repris le travail ce lundi, dit la direction.<a href='#n1'>1</a> <a href='https://www.example.org/actu/221/dockers#n2'>2</a></p>"
    )
    assert not any(
        link.title in "12" for link in extract(html, "https://www.example.org/actu/221/dockers").links
    )


def test_the_days_of_a_journey_are_articles():
    label = "<h3>À lire aussi</h3>"
    days = "".join(
        f"<p><a href='/norvege/tag-{n}'>Le jour {n} de la traversée du nord</a></p>" for n in (1, 2, 4)
    )
    assert len(found(page(after=f"<div>{label}{days}</div>"), "related")) == 3


def test_a_title_may_begin_with_a_pagers_word():
    after = """<div class="post-nav"><a rel="prev" href="/actu/220/next-6-4-2"><i class="icon"></i> NexT 6.4.2 Released</a>
    <a rel="next" href="/actu/222/next-6-6-0"><span>Next</span> <span>NexT 6.6.0 Released</span></a></div>"""
    assert found(page(after), "previous", "next") == {
        ("previous", "/actu/220/next-6-4-2", "NexT 6.4.2 Released"),
        ("next", "/actu/222/next-6-6-0", "NexT 6.6.0 Released"),
    }


def test_a_query_that_this_page_has_too_is_no_sign_of_a_list():
    pager = "<p><a href='/news/story.cfm?ID=10387&cat=people'>&lt; Previous story</a></p>"
    html = page(after=pager)
    kinds = {
        link.kind
        for link in extract(html, "https://www.example.org/news/story.cfm?ID=10388&cat=people").links
    }
    assert "previous" in kinds


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


def test_neither_wordpress_menus_nor_its_pages_are_related():
    menu = "<ul><li class=menu-item><a href=/recommended>Recommended</a></li><li class=menu-item><a href=/a-tour-of-our-town>A tour</a></li></ul>"
    other = '<div><h3>À lire aussi</h3><a href="/?page_id=58">Nos conseils pour le port</a></div>'
    assert found(page(menu + other), "related") == set()


def test_the_chapters_of_a_guide_are_a_series():
    after = "<div><p>Chapters in this guide</p><ol><li><a href='/guide/1-why-code-is-cheap'>Why code is cheap now</a></li>"
    after += "<li><a href='/guide/3-first-run-the-tests'>First run the tests</a></li></ol></div>"
    assert {url for _, url, _ in found(page(after), "series")} == {
        "/guide/1-why-code-is-cheap",
        "/guide/3-first-run-the-tests",
    }


def test_the_parts_of_what_an_article_says_it_is_part_of_are_a_series():
    inside = """</p><div><p><b>Cet article fait partie de notre dossier</b></p><ul>
    <li><a href="/actu/220/a">Les raisons de la colère</a></li><li><a href="/actu/222/b">La reprise</a></li></ul></div>"""
    assert {url for _, url, _ in found(page(inside=inside), "series")} == {"/actu/220/a", "/actu/222/b"}


def test_parts_that_count_how_many_there_are_are_a_series():
    after = """<ul><li><a href="/actu/220/a">La grève (1/3) : les raisons</a></li><li>La grève (2/3)</li>
    <li><a href="/actu/222/b">La grève (3/3) : la reprise</a></li></ul>"""
    assert {url for _, url, _ in found(page(after), "series")} == {"/actu/220/a", "/actu/222/b"}


def test_a_card_that_asks_for_money_or_an_address_is_no_article():
    after = """<div><h3>Lire aussi</h3><ul><li><a href="/aide/donate">Soutenez le journal, donnez ce que vous pouvez</a></li>
      <li><a href="/compte/email-preferences">Recevez nos titres chaque matin par courriel</a></li>
      <li><a href="/actu/66/les-quais">Les quais sont déserts depuis lundi</a></li></ul></div>"""
    assert {url for _, url, _ in found(page(after), "related")} == {"/actu/66/les-quais"}
