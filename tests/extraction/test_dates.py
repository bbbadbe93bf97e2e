"""Which date a page was published on: one small page a rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import extract
from crawler.extraction.body import body
from crawler.extraction.dates import modified, published
from crawler.extraction.page import Page

URL = "https://journal.example/actu/221/une-greve"
TEXT = "<p>" + "Les salariés ont repris le travail après trois semaines de négociations. " * 4 + "</p>"


def found(html, url=URL, fetched=None):
    page = Page(html.encode(), url)
    answer = published(page, body(page), fetched)
    return (answer.value, answer.source) if answer else None


def day(html, url=URL, fetched=None):
    answer = found(html, url, fetched)
    return answer and answer[0]


def test_the_united_states_write_the_month_first():
    us, uk = (
        '<html lang="en-US"><h1>A strike</h1><p>03/08/2021</p>',
        '<html lang="en-GB"><h1>A strike</h1><p>03/08/2021</p>',
    )
    assert (day(us), day(uk)) == ("2021-03-08", "2021-08-03")
    assert day('<html lang="en-US"><h1>A strike</h1><p>03.08.2021</p>') == "2021-08-03"  # but not with dots


META = '<meta property="article:published_time" content="2020-10-13T09:00:00+02:00">'
LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"La grève est finie","datePublished":"%s"}</script><h1>La grève est finie</h1>'

PAGES = {
    "Open Graph": (META, "2020-10-13T09:00:00+02:00", "meta article:published_time"),
    "JSON-LD": (LD % "2020-10-13", "2020-10-13", "json-ld datePublished"),
    "microdata": ('<time itemprop="datePublished" datetime="2020-10-13">mardi</time>', "2020-10-13", "microdata datepublished"),
    "RDFa": ('<span property="schema:datePublished" content="2020-10-13">mardi</span>', "2020-10-13", "microdata datepublished"),
    "RDFa's meta in the body": ('<div typeof="schema:NewsArticle"><p>x</p><meta property="schema:datePublished" content="2020-10-13"></div>', "2020-10-13", "microdata datepublished"),
    "Dublin Core": ('<meta name="DC.date.issued" content="2020-10-13">', "2020-10-13", "meta dc.date.issued"),
    "Parsely": ('<meta name="parsely-pub-date" content="2020-10-13T07:00:00Z">', "2020-10-13T07:00:00+00:00", "meta parsely-pub-date"),
    "a library's": ('<meta name="citation_publication_date" content="2020/10/13">', "2020-10-13", "meta citation_publication_date"),
    "h-entry": ('<div class="h-entry"><h1>La grève est finie</h1><time class="dt-published" datetime="2020-10-13">mardi</time></div>', "2020-10-13", "time"),
    "a time element": ("<h1>La grève est finie</h1><time datetime=2020-10-13T09:00:00+02:00>mardi</time>", "2020-10-13T09:00:00+02:00", "time"),
    "a byline": ("<h1>La grève est finie</h1><p>Publié le 13 octobre 2020 à 9h00</p>" + TEXT, "2020-10-13T09:00:00", "text"),
    "a label in an element of its own": ("<h1>La grève est finie</h1><dl><dt>Publié le :</dt><dd>13.10.2020</dd></dl>" + TEXT, "2020-10-13", "text"),
    "under an h1 that the metadata do not repeat": (
        '<meta property="og:title" content="Tout sur la grève au port de commerce"><h1>La grève est finie</h1><p>13.10.2020</p>' + TEXT * 4
        + "<div><b>Tout sur la grève au port de commerce</b><br><br>12.03.2019</div>", "2020-10-13", "text"),
    "beside the number of comments": ("<h1>La grève est finie</h1><div class=date-comments-wrapper><p>13.10.2020</p><p>3</p></div>" + TEXT, "2020-10-13", "text"),
    "above the headline": ("<p class=date>13/10/2020</p><h1>La grève est finie</h1>" + TEXT, "2020-10-13", "text"),
    "a line under the text": ("<h1>La grève est finie</h1>" + TEXT + "<p>Cet article a été publié le 13 octobre 2020 dans Social.</p>", "2020-10-13", "text"),
    "the data of a script": ('<h1>La grève est finie</h1><script>window.x = {"publishedAt":"2020-10-13T09:00:00+02:00"}</script>' + TEXT, "2020-10-13T09:00:00+02:00", "script"),
    "broken JSON-LD": ('<script type="application/ld+json">{"@type":"NewsArticle", oops "datePublished":"2020-10-13"}</script><h1>La grève</h1>' + TEXT, "2020-10-13", "script"),
    "a leaf of a calendar": ("<h1>La grève est finie</h1><div class=d><div>13</div><div>octobre</div><div>2020</div></div>" + TEXT, "2020-10-13", "text"),
    "... as Americans have it": ("<h1>The strike is over</h1><div><div>OCT</div><div>13</div><div>2020</div></div>" + TEXT, "2020-10-13", "text"),
    "an edition": ("<h1>La grève est finie</h1>" + TEXT + "<p>Article paru dans l'édition du 13.10.20</p>", "2020-10-13", "text"),
    "an abbreviation of a day": ("<h1>La grève est finie</h1><p>Agence – <abbr title=2020-10-13T09:00:00+02:00>il y a 1 heure</abbr></p>" + TEXT, "2020-10-13T09:00:00+02:00", "time"),
    "a microformat": ("<h1>La grève est finie</h1><p><abbr class=published title=2020-10-13T09:00:00+02:00>mardi</abbr></p>" + TEXT, "2020-10-13T09:00:00+02:00", "time"),
    "what a script writes out": ("<h1>La grève est finie</h1><p class=date data-date=2020-10-13T09:00:00+02:00>mardi</p>" + TEXT, "2020-10-13T09:00:00+02:00", "attribute data-date"),
    "JSON-LD of the page, better than a date far below the headline": ('<script type="application/ld+json">{"@type":"WebPage","datePublished":"2020-10-13"}</script><h1>La grève est finie</h1>' + "".join(f"<p>Les salariés ont repris le travail au jour {n} d'un conflit que personne n'avait prévu si long.</p>" for n in range(24)) + "<ul><li>Haute mer<li>12/03/2019 : 4 m<li>13/03/2019 : 5 m</ul>", "2020-10-13", "json-ld WebPage"),
    "a month between bars": ("<h1>La grève est finie</h1><p>par Jeanne Martin | octobre 2020</p>" + TEXT, "2020-10", "text"),
    "a month, where that is all": ("<h1>La grève est finie</h1>" + TEXT + "<p>Jeanne Martin, Lyon, octobre 2020</p>", "2020-10", "running text"),
    "only a date of change": ("<h1>La grève est finie</h1><p>Mis à jour le 13 octobre 2020</p>" + TEXT, "2020-10-13", "text, of a change"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "value", "source"), PAGES.values(), ids=PAGES.keys())
def test_where_a_date_is_found(html, value, source):
    assert found(html) == (value, source)


def test_the_address_says_the_day():
    assert found("<h1>La grève est finie</h1>", "https://a.fr/2020/10/13/greve") == ("2020-10-13", "url")


def test_a_day_that_address_and_byline_share_goes_before_one_that_a_sentence_labels():
    page = (
        "<h1>The road to version two</h1><p>Feb. 13, 2015 · Ann Lee</p>"
        "<p><b>In short: version two will be released on May 15, 2015</b></p>" + TEXT
    )
    assert found(page, "https://a.fr/2015/02/13/road") == ("2015-02-13", "text")


def test_a_time_element_says_the_hour_of_the_address_s_day():
    page = "<h1>La grève est finie</h1><p><%s>13 octobre</p>" + TEXT
    for element in ("time class=dt-published datetime=2020-10-13T18:30:00+02:00", "abbr class=published title=2020-10-13T18:30:00+02:00"):  # fmt: skip
        assert found(page % element, "https://a.fr/2020/10/13/greve") == ("2020-10-13T18:30:00+02:00", "time")
    another_day = page % "time datetime=2020-10-15T18:30:00+02:00"
    assert found(another_day, "https://a.fr/2020/10/13/greve") == ("2020-10-13", "url")


def test_the_day_before_or_after_the_address_s_beside_the_headline_is_not_the_printed_issue_s():
    html = "<h1>La grève est finie</h1><p>{}</p>" + "<p>Les salariés ont repris le travail.</p>" * 3
    url = "https://a.fr/2020/10/13/greve"
    assert found(html.format("12 octobre 2020"), url) == ("2020-10-12", "text")
    for other in (
        "12 mars 2019",
        "Réunion publique : 14 octobre 2020, 20 h",
        "Le 12 octobre 2020, ils ont voté.",
    ):
        assert found(html.format(other), url) == ("2020-10-13", "url")
    assert found("<p>mercredi 14 octobre 2020</p>" + html.format("Par Jeanne Martin"), url)[0] == "2020-10-13"


def test_a_day_that_a_text_tells_of_years_before_the_month_in_the_address_is_not_its_own():
    text = "Tout a changé dans les aéroports le 11 septembre 2001, quand quatre avions ont été détournés, et rien n'y est plus comme avant. "
    html = f"<h1>Les aéroports</h1><p>{text}</p><p>{'On y attend plus longtemps. ' * 20}</p>"
    assert day(html, "https://www.example.org/2021/09/les-aeroports") == "2021-09"


def test_a_label_is_more_explicit_than_an_address():
    page = "<h1>La grève est finie</h1><p>Publié le 14 octobre 2020</p>" + TEXT
    assert found(page, "https://a.fr/2020/10/13/greve") == ("2020-10-14", "text")


def test_one_day_after_the_twelfth_month_shows_the_order_of_all():
    page = "<html lang=en><h1>Strike is over</h1><p>Published 03/08/2021, updated %s/2021</p>" + TEXT
    assert [day(page % other) for other in ("25/08", "08/25")] == ["2021-08-03", "2021-03-08"]


NOT_THE_ARTICLES = {
    "what is to come": "<h1>La grève est finie</h1><p>L'accord sera publié le 15 mai 2021</p>" + TEXT,
    "was kommt": "<h1>Der Streik ist vorbei</h1><p>Der Bericht wird veröffentlicht am 15. Mai 2021</p>" + TEXT,
    "what will be": "<h1>Strike is over</h1><p>The report will be published on May 15, 2021</p>" + TEXT,
    "a copyright year": "<h1>La grève est finie</h1>" + TEXT + "<footer>Copyright © 2007-2025 Le Journal</footer>",
    "a comment": "<h1>La grève est finie</h1>" + TEXT + '<ol class="comments"><li class="comment">Jean, le 15 octobre 2020 à 12h03 : bravo</li></ol>',
    "a teaser": "<h1>La grève est finie</h1>" + TEXT * 9 + '<div class="related"><h3>Ailleurs</h3><time datetime="2019-01-02">2 janvier 2019</time></div>',
    "a list of latest news": "<h1>La grève est finie</h1>" + TEXT + '<aside><ul class="latest"><li>12/10/2020 Un</li><li>11/10/2020 Deux</li><li>10/10/2020 Trois</li></ul></aside>',
    "the first of a grid of cards": "<h1>La grève est finie</h1>" + TEXT * 3 + '<div class="card"><a href="/2">Autre</a><time datetime="2019-01-01">1er janvier 2019</time></div>' * 4,
    "comments under a heading": "<h1>La grève est finie</h1>" + TEXT + "<h2>2 commentaires</h2><ul><li>Paul, <time datetime=2020-03-12>le 12 mars 2020</time> : bravo pour ce bel article.</li><li>Anne, <time datetime=2020-03-13>le 13 mars 2020</time> : merci.</li></ul>",
    "cards under a heading": "<h1>La grève est finie</h1>" + TEXT + "<section><h2>À lire aussi</h2><div><a href=/2><h3>Un autre article</h3></a><time datetime=2023-01-01>1 janv. 2023</time></div></section>",
    "a mandate's": "<h1>La grève est finie</h1><p>Jean Martin est maire depuis le 4 avril 2014.</p>" + TEXT,
    "a clock's zero": '<meta property="article:published_time" content="1970-01-01T00:00:00Z"><h1>La grève est finie</h1>' + TEXT,
    "a copyright line's, at the end of the text": "<h1>La grève est finie</h1>" + TEXT * 3 + "<p>Copyright 3 août 2021 Le Journal</p>",
    "a picture's": "<h1>La grève est finie</h1>" + TEXT + "<figure><figcaption>Photo : le port le 3 août 2021</figcaption></figure>" + TEXT,
    "an event's": "<h1>Le festival</h1><p>Du 3 mai 2022 au 5 mai 2022</p>" + TEXT,
    "a member's": '<h1>La grève est finie</h1><p class="author">Membre depuis 13/10/2010</p>' + TEXT,
    "a birth": "<h1>Jeanne Martin</h1><p>Née le 13 octobre 1950 à Lyon</p>" + TEXT,
    "a battle": "<h1>La bataille</h1><p>14 octobre 1806</p>" + TEXT,
    "today's, in the head of the page": '<div class="current-date">lundi 23 novembre 2026</div><h1>La grève est finie</h1>' + TEXT,
}  # fmt: skip


@pytest.mark.parametrize("html", NOT_THE_ARTICLES.values(), ids=NOT_THE_ARTICLES.keys())
def test_dates_of_something_else(html):
    assert found(html) is None


def test_a_teaser_s_date_is_not_the_article_s():
    teasers = "".join(
        f"<article><h3><a href='/actu/{n}'>La criée ferme</a></h3><time datetime='2025-01-0{n}'>{n} janvier 2025</time></article>"
        for n in (2, 3)
    )
    assert day(f"<h1>La grève est finie</h1>{TEXT}<section>{teasers}</section>", "https://a.fr/82") is None


def test_the_date_of_the_next_article_below_is_not_this_one_s():
    below = f"<div><h1>Le port rouvre</h1><p>Par Paul Durand</p><time datetime=2019-01-05>5 janvier 2019</time>{TEXT * 4}</div>"
    page = f"<div><h1>La grève est finie</h1>{TEXT * 4}</div>{below}"
    article = extract(page.encode(), "https://www.lejournal.example/actu/221")
    assert (article.published, article.authors) == (None, ())


def test_a_month_alone_by_the_headline_is_better_than_none():
    assert (
        day(f"<h1>La grève est finie</h1><p class='date'>Octobre 2019</p>{TEXT}", "https://a.fr/1")
        == "2019-10"
    )


def test_the_line_under_the_headline_outweighs_a_list_of_dated_notices():
    notices = "".join(f"<li>Nr. {n} vom {n:02}. November 2021</li>" for n in range(3, 9))
    html = f"<h1>Die Brücke ist gesperrt</h1><p>10.11.2021</p>{TEXT}<p>Dazu auch:</p><ul>{notices}</ul>"
    assert day(html, "https://polizei.example/meldung") == "2021-11-10"


def test_the_first_article_of_the_list_is_not_this_one():
    """A page that carries its teasers' JSON-LD: only the thing about this page counts."""
    html = """<script type="application/ld+json">[
      {"@type":"NewsArticle","headline":"Une autre affaire","url":"https://journal.example/actu/9/autre","datePublished":"2019-01-01"},
      {"@type":"NewsArticle","headline":"La grève est finie","url":"https://journal.example/actu/221/une-greve","datePublished":"2020-10-13"}
    ]</script><h1>La grève est finie</h1>"""
    assert day(html) == "2020-10-13"


def test_microdata_belongs_to_the_thing_around_it():
    """A comment's and a teaser's datePublished, and a film's, are not the article's."""

    def thing(kind, when, inside=""):
        return f'<div itemscope itemtype="https://schema.org/{kind}">{inside}<meta itemprop="datePublished" content="{when}"></div>'

    own = thing("NewsArticle", "2020-10-13", "<h1>La grève est finie</h1>")
    assert day(thing("Comment", "2020-10-15") + own) == "2020-10-13"
    assert day(thing("NewsArticle", "2019-01-01", "<h2>Une autre affaire</h2>") + own) == "2020-10-13"
    assert day(thing("VideoObject", "2019-01-01") + "<h1>La grève est finie</h1>") is None
    assert (
        day(
            '<h1>La grève est finie</h1><div class="comment-list"><time itemprop="datePublished" datetime="2020-10-15">15</time></div>'
        )
        is None
    )


def test_a_page_may_be_created_before_it_is_published():
    html = '<meta name="dateCreated" content="2020-10-01"><h1>La grève est finie</h1><p class="date">Publié le 13 octobre 2020</p>'
    assert day(html + TEXT) == "2020-10-13"
    assert day('<meta name="dateCreated" content="2020-10-01">') == "2020-10-01"


def test_a_section_page_lists_articles_and_is_none_of_them():
    html = """<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
      {"@type":"NewsArticle","headline":"Un","datePublished":"2019-01-01"}]}</script><h1>Social</h1>"""
    assert day(html) is None


def test_where_statements_differ_what_the_reader_sees_decides():
    html = (
        LD % "2020-10-20"
        + '<meta property="article:published_time" content="2020-10-13"><p class="date">Publié le 13 octobre 2020</p>'
    )
    assert day(html) == "2020-10-13"


@pytest.mark.parametrize(
    ("utc", "shown", "expected"),
    [
        ("2023-11-09T02:11:03Z", "Nov. 8, 2023 at 9:11 PM", "2023-11-08T21:11:03-05:00"),
        ("2021-11-04T23:00:00Z", "5 novembre 2021", "2021-11-05"),
        ("2021-11-04T12:00:00Z", "4 novembre 2021", "2021-11-04T12:00:00+00:00"),
    ],
)
def test_a_time_in_utc_becomes_the_day_that_readers_see(utc, shown, expected):
    assert day(LD % utc + f'<p class="date">Publié le {shown}</p>') == expected


def test_nothing_is_published_after_it_was_fetched():
    html = LD % "2031-01-01" + '<p class="date">Publié le 13 octobre 2020</p>'
    assert day(html, fetched="2026-11-23T08:00:00Z") == "2020-10-13"
    assert day(LD % "2031-01-01", fetched="2026-11-23T08:00:00Z") is None


RELATIVE = {
    "the text names the year": (
        "Le 13 octobre dernier, la fédération a présenté son baromètre annuel 2020.",
        "2020-10-13",
    ),
    "the weekday fixes the year": (
        "Réunis à Tours le mercredi 15 janvier dernier, les élus ont comparé 2020 à 2019.",
        "2020-01-15",
    ),
    "the weekday corrects the year by one": (
        "Le samedi 3 mars dernier, le salon de Roanne préparait déjà l’édition 2019.",
        "2018-03-03",
    ),
    "German": (
        "Am vergangenen Mittwoch, dem 15. Januar hat der Verband die Zahlen für 2020 vorgestellt, sagte er.",
        "2020-01-15",
    ),
    "no year anywhere": (
        "Le 13 octobre dernier, la fédération a présenté son baromètre annuel aux élus.",
        None,
    ),
    "a sum is no year": ("Le 13 octobre dernier, la fédération a remis 2020 euros à une association.", None),
}


@pytest.mark.parametrize(("sentence", "expected"), RELATIVE.values(), ids=RELATIVE.keys())
def test_dates_that_leave_out_the_year(sentence, expected):
    answer = found(f"<h1>Une fédération</h1><div class=texte><p>{sentence}</p>{TEXT}</div>")
    assert answer == ((expected, "relative") if expected else None)


def test_a_weekday_and_the_day_of_fetching_are_enough():
    html = f"<h1>Une disparition</h1><div class=texte><p>Il s’est éteint le jeudi 22 novembre dernier à Saugues.</p>{TEXT}</div>"
    assert day(html, fetched="2026-11-23T08:00:00Z") == "2018-11-22"


def test_a_line_under_the_headline_needs_no_name_to_be_believed():
    html = "<h1>La grève est finie</h1><p>Publié il y a 3 heures</p>" + TEXT
    assert found(html, fetched="2021-08-03T20:00:00Z") == ("2021-08-03", "relative")
    assert (
        day("<h1>La grève</h1><p>mardi 3 août, 18h30</p>" + TEXT, fetched="2021-09-01T20:00:00Z")
        == "2021-08-03"
    )


def test_an_agency_s_dateline_leaves_out_the_year():
    html = "<h1>A strike ends</h1><p>LONDON, Aug 3 (Reuters) - Workers went back to their posts. </p>" + TEXT
    assert day(html, fetched="2021-09-01T00:00:00Z") == "2021-08-03"
    assert day(html) is None


def test_the_address_that_a_page_calls_its_own_says_the_day():
    html = "<link rel=canonical href=https://a.fr/2020/10/13/greve><h1>La grève est finie</h1>" + TEXT
    assert found(html, "https://a.fr/?p=12") == ("2020-10-13", "url")


def test_a_byline_without_year_takes_it_from_the_address_or_the_last_change():
    html = '<h1>A strike ends</h1><p class="date">Posted on August 3</p>' + TEXT
    assert day(html) is None
    assert found(html, "https://a.com/2021/08/strike") == ("2021-08-03", "relative")
    assert day(html + '<meta property="article:modified_time" content="2021-09-01">') == "2021-08-03"
    assert day(html, fetched="2021-01-15T00:00:00Z") == "2020-08-03"


CHANGES = {
    "stated": (META.replace("published", "modified"), "2020-10-13T09:00:00+02:00"),
    "in JSON-LD": ((LD % "2020-10-13").replace("datePublished", "dateModified"), "2020-10-13"),
    "seen": ("<h1>La grève est finie</h1><p>Publié le 12/10/2020 à 9h, mis à jour le 13/10/2020 à 10h</p>" + TEXT, "2020-10-13T10:00:00"),
    "seen, in German": ("<h1>Streik zu Ende</h1><p>Aktualisiert am 13. Oktober 2020, 10:00 Uhr</p>" + TEXT, "2020-10-13T10:00:00"),
    "seen, as Joomla writes it": ("<h1>La grève est finie</h1><p>Publié le 12/10/2020</p>" + TEXT + "<p>Dernière modification le mardi, 13 octobre 2020 10:00</p>", "2020-10-13T10:00:00"),
    "an h-entry's": ('<h1>La grève est finie</h1><time class="dt-published" datetime="2020-10-12">12/10</time><time class="dt-updated" datetime="2020-10-13">13/10</time>' + TEXT, "2020-10-13"),
    "in a time element called so": ('<h1>La grève est finie</h1><time class="entry-date published" datetime="2020-10-12">12/10</time><time class="updated" datetime="2020-10-13">13/10</time>' + TEXT, "2020-10-13"),
    "none": ("<h1>La grève est finie</h1><p>Publié le 12/10/2020 à 9h</p>" + TEXT, None),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_the_date_of_the_last_change(html, expected):
    answer = modified(Page(html.encode(), URL))
    assert (answer and answer.value) == expected


def test_the_date_of_a_change_is_not_that_of_publication():
    assert (
        day(
            "<h1>La grève est finie</h1><p>Publié le 12/10/2020 à 9h, mis à jour le 13/10/2020 à 10h</p>"
            + TEXT
        )
        == "2020-10-12T09:00:00"
    )


def test_the_first_site():
    """An interview with a date only in its text, between teasers and a footer that name other years."""
    html = """<title>3 questions à… - Élection du Service Client</title><div id=page><h1>3 questions à la présidente</h1>
    <div>Partagez cet article sur :</div><div class="contenu"><p>Le 13 octobre dernier, le syndicat a présenté les résultats du baromètre
    annuel 2020 sur la relation client externalisée. Quels en sont les principaux enseignements ?</p>%s</div>
    <div class="autres"><p>Le fondateur s’est trouvé une nouvelle casquette depuis 2022 à travers la reprise d’un…</p><a href="/actu/3">Lire la suite</a>
    <p>Près de 150 convives ont pu découvrir le palmarès 2025 des Trophées…</p><a href="/actu/4">Lire la suite</a></div>
    <footer>Copyright © 2007-2025 Élection du Service Client de l'Année.</footer></div>""" % (TEXT * 3)
    article = extract(html.encode(), "https://www.escda.example/actu/221/trois-questions")
    assert (article.published, article.published_source, article.authors) == ("2020-10-13", "relative", ())


OF_ANOTHER = {
    "a teaser's leaf of a calendar": "<h2>À lire aussi</h2><div><div>13</div><div>octobre</div><div>2020</div>"
    "<a href='/b'>Le pont de la gare rouvrira en mars</a></div>",
    "a day of change in an attribute": "<p class=date data-updated='2020-10-13T10:00:00Z'>il y a deux jours</p>",
    "a time limit in an attribute": "<p class=date data-validate='2020-10-13'>il y a deux jours</p>",
}


@pytest.mark.parametrize("piece", OF_ANOTHER.values(), ids=OF_ANOTHER.keys())
def test_a_date_of_something_else_is_none(piece):
    html = f"<h1>La halle sera rénovée</h1><p>{TEXT * 3}</p>{piece}"
    assert extract(html.encode(), URL).published is None


def test_a_heading_that_begins_with_comment_is_the_texts_own():
    html = f"<h1>La halle</h1><h2>Comment en est-on arrivé là ?</h2><p class=date>13 octobre 2020</p><p>{TEXT * 3}</p>"
    assert extract(html.encode(), URL).published == "2020-10-13"


@settings(deadline=None)  # the first page of no known charset loads the detector
@given(st.binary(max_size=500))
def test_no_page_is_too_strange(html):
    page = Page(b"<h1>A headline here</h1><time datetime='" + html, URL)
    published(page, body(page), "2021-08-03T04:00:00+00:00")
    modified(page)


def test_a_plan_for_a_later_year_does_not_move_a_weekday_into_the_future():
    opening = "<p>La patinoire rouvre le vendredi 6 octobre, après trois mois de travaux et une longue attente des clubs.</p>"
    rest = "<p>Le quartier sera achevé en 2030.</p><div class=comments><p>Lucie, le 9 octobre 2017 : enfin !</p></div>"
    assert day(f"<h1>La patinoire rouvre</h1>{opening}{TEXT}{rest}") == "2017-10-06"
