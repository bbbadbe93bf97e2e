"""What a page states of itself: JSON-LD in its dialects, and the fields read from metas."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import jsonld
from crawler.extraction.body import body
from crawler.extraction.canonical import canonical_url
from crawler.extraction.language import language
from crawler.extraction.page import Page
from crawler.extraction.summary import description, image
from crawler.extraction.topics import section, tags

URL = "https://www.lejournal.example/actu/221/la-greve-est-finie?utm_source=rss"

DIALECTS = {
    "plain": '{"@type": "Article", "headline": "A"}',
    "an array": '[{"@type": "Article", "headline": "A"}]',
    "a graph": '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, {"@type": "Article", "headline": "A"}]}',
    "inside the page": '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "A"}}',
    "a full type": '{"@type": "http://schema.org/Article", "headline": "A"}',
    "two types": '{"@type": ["Article", "Thing"], "headline": "A"}',
    "a made-up type": '{"@type": "Story", "headline": "A"}',
    "an HTML comment around it": '<!-- {"@type": "Article", "headline": "A"} -->',
    "CDATA around it": '//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>',
    "trailing commas": '{"@type": "Article", "headline": "A", "keywords": ["a", "b",],}',
    "comments": '{"@type": "Article", /* what? */ "headline": "A" // so\n}',
    "a semicolon": '{"@type": "Article", "headline": "A"};',
    "raw line breaks": '{"@type": "Article", "headline": "A", "articleBody": "one\ntwo\tthree"}',
    "entities for quotation marks": "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;A&quot;}",
    "unknown escapes": r'{"@type": "Article", "headline": "A", "description": "l\'été"}',
    "two values in a row": '{"@type": "WebSite"} {"@type": "Article", "headline": "A"}',
    "single quotes": "{'@type': 'Article', 'headline': 'A', 'description': 'l\\'été'}",
    "bare keys": '{"@type": "Article", headline: "A"}',
    "a comma that lacks": '{"@type": "Article" "headline": "A"}',
    "an assignment": 'var article = {"@type": "Article", "headline": "A"};',
    "cut short": '{"@type": "Article", "headline": "A", "description": "Trois sem',
    "a no-break space": '{"@type": "Article",\xa0"headline": "A"}',
    "a prefix": '{"@type": "schema:Article", "schema:headline": "A"}',
    "a byte order mark": '\ufeff{"@type": "Article", "headline": "A"}',
    "an address in a string": '{"@type": "Article", "headline": "A", "url": "http://a.fr//x", }',
}


@pytest.mark.parametrize("source", DIALECTS.values(), ids=DIALECTS.keys())
def test_dialects_of_json_ld(source):
    [values] = jsonld.values([source])
    [article] = [thing for thing in jsonld.things(values) if jsonld.is_article(thing)]
    assert article["headline"] == "A"


NOT_ITS_OWN = {
    "the list of a section page": '{"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "A"}]}',
    "a comment": '{"@type": "WebPage", "comment": [{"@type": "Comment", "text": "A"}]}',
    "a collection": '{"@type": "CollectionPage", "hasPart": [{"@type": "Article", "headline": "A"}]}',
}


@pytest.mark.parametrize("source", NOT_ITS_OWN.values(), ids=NOT_ITS_OWN.keys())
def test_what_is_not_the_pages_article(source):
    [values] = jsonld.values([source])
    assert not [thing for thing in jsonld.things(values) if jsonld.is_article(thing)]


def articles(*things, head=""):
    html = head + f'<script type="application/ld+json">{json.dumps(things)}</script>'
    return [thing.get("headline") for thing in Page(html.encode(), URL).metadata.articles]


def test_of_several_articles_the_one_with_the_pages_address_or_headline():
    one = {"@type": "Article", "headline": "Un", "url": "https://www.lejournal.example/actu/1/un"}
    own = {
        "@type": "Article",
        "headline": "La grève",
        "url": "https://lejournal.example/actu/221/la-greve-est-finie/",
    }
    bare = {"@type": "Article", "headline": "La grève est finie"}
    assert articles(one, own) == ["La grève"]
    assert articles(one, bare, head="<h1>La grève est finie !</h1>") == ["La grève est finie"]
    assert articles(one, {**one, "url": "/actu/2"}, head="<h1>À la une</h1>") == []
    assert articles(bare, head="<h1>Un autre titre</h1>") == ["La grève est finie"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["@type", "@graph", "@id", "headline", "name", "author", "datePublished", "url", "mainEntityOfPage", "image", "keywords",
                         "articleSection", "publisher", "itemListElement", "inLanguage", "description", "item"]) | st.text(max_size=5),
        inner | st.sampled_from(["NewsArticle", "Article", "BreadcrumbList", "2020-10-13"]), max_size=6),
    max_leaves=25,
)  # fmt: skip


def everything(html):
    from crawler.extraction import extract

    article = extract(html, URL)
    for field in (
        article.title,
        article.published,
        article.language,
        article.section,
        article.description,
        article.image,
        article.canonical_url,
    ):
        assert field is None or (isinstance(field, str) and field)
    assert all(isinstance(name, str) and name for name in (*article.authors, *article.tags))


@given(json_values)
def test_json_ld_of_any_shape_and_type(value):
    everything(
        f'<h1>La grève est finie</h1><script type="application/ld+json">{json.dumps(value)}</script>'.encode()
    )


@given(st.text(alphabet='{}[]",:/*\\<!-->@typeheadlineArticle &quot;\n', max_size=200))
def test_json_ld_that_is_none(source):
    jsonld.read(source)


def test_json_ld_nested_beyond_reason():
    everything(
        b'<script type="application/ld+json">'
        + b'{"@graph":[' * 20_000
        + b"</script><h1>La greve est finie</h1>"
    )


def page(html):
    return Page(html.encode(), URL)


def value(found):
    return found and found.value


CANONICALS = {
    "its own": ('<link rel="canonical" href="https://www.lejournal.example/actu/221/la-greve-est-finie">', "https://www.lejournal.example/actu/221/la-greve-est-finie"),
    "relative": ('<link rel="canonical" href="/actu/221/la-greve-est-finie#top">', "https://www.lejournal.example/actu/221/la-greve-est-finie"),
    "the home page": ('<link rel="canonical" href="https://www.lejournal.example/">', None),
    "the home page by name": ('<link rel="canonical" href="/index.php">', None),
    "the section's front": ('<link rel="canonical" href="https://www.lejournal.example/actu/">', None),
    "the home page, while og:url is right": ('<link rel="canonical" href="/"><meta property="og:url" content="/actu/221/la-greve-est-finie">', "https://www.lejournal.example/actu/221/la-greve-est-finie"),
    "another site's, syndicated": ('<link rel="canonical" href="https://agence.example/depeche/9">', "https://agence.example/depeche/9"),
    "no address": ('<link rel="canonical" href="javascript:void(0)">', None),
    "broken": ('<link rel="canonical" href="http://[::1">', None),
    "the home page in a language": ('<link rel="canonical" href="/fr/">', None),
    "the home page, with where the reader came from": ('<link rel="canonical" href="/?utm_source=x">', None),
    "a page known by its number alone": ('<link rel="canonical" href="/?p=221">', "https://www.lejournal.example/?p=221"),
    "its maker's computer": ('<link rel="canonical" href="http://localhost:3000/actu/221">', None),
    "a template's hole": ('<link rel="canonical" href="{{ url }}">', None),
    "a script's nothing": ('<link rel="canonical" href="/actu/undefined">', None),
    "none": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CANONICALS.values(), ids=CANONICALS.keys())
def test_the_canonical_address(html, expected):
    assert value(canonical_url(page(html))) == expected


FR = "Les salariés ont repris le travail après trois semaines de négociations avec la direction, qui a cédé sur les salaires et sur les horaires. "
EN = "The workers are back at the plant after three weeks of talks with the owners, who gave in on wages and on hours, and that was the end of it. "
DE = "Die Beschäftigten sind nach drei Wochen wieder an der Arbeit, und die Leitung hat bei den Löhnen und auch bei den Zeiten nachgegeben, die nicht mit der Zeit waren. "
LANGUAGES = {
    "declared": ("fr-FR", FR, ("fr", "html lang")),
    "declared wrongly": ("en", FR, ("fr", "text")),
    "declared wrongly, the other way": ("fr", EN, ("en", "text")),
    "a template's hole": ("${lang}", DE, ("de", "text")),
    "not declared": ("", EN, ("en", "text")),
    "a neighbour": ("nb", "Arbeiderne er tilbake på jobb etter tre uker, og det er slik at ledelsen har gitt seg om lønn og tid for de som er med. " * 3, ("nb", "html lang")),
    "Japanese under English": ("en", "宮崎県で震度5弱を観測しました。津波の心配はありませんが、注意してください。", ("ja", "text")),
    "Ukrainian in Cyrillic": ("uk", "Робітники повернулися до праці після трьох тижнів перемовин із власниками заводу.", ("uk", "html lang")),
    "too short to tell": ("en", "Bonjour", ("en", "html lang")),
}  # fmt: skip


@pytest.mark.parametrize(("declared", "text", "expected"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_the_language_is_the_texts(declared, text, expected):
    here = page(f'<html lang="{declared}"><h1>221</h1><p>{text * 3}</p>')
    found = language(here, body(here))
    assert (found.value, found.source) == expected


def test_a_rarer_language_is_guessed_by_a_model():
    here = page(
        "<h1>221</h1><p>"
        + "Munkások ezrei tértek vissza a gyárba három hét sztrájk után, mert a tulajdonosok engedtek a béreknél. "
        * 3
    )
    assert language(here, body(here)).value == "hu"


FIELDS = {
    "section: meta": (section, '<meta property="article:section" content="Social">', "Social"),
    "section: JSON-LD": (section, '<script type="application/ld+json">{"@type":"Article","headline":"x","articleSection":["Social","Lyon"]}</script>', "Social"),
    "section: breadcrumb in JSON-LD": (section, '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"Accueil"},{"item":{"name":"Social"}},{"name":"La grève"}]}</script>', "Social"),
    "section: breadcrumb on the page": (section, '<nav class="breadcrumb"><a href="/">Accueil</a> <a href="/social">Social</a></nav>', "Social"),
    "section: never the site": (section, '<meta property="og:site_name" content="Le Journal"><meta property="article:section" content="Le Journal">', None),
    "section: never the home page": (section, '<meta property="article:section" content="Accueil">', None),
    "tags: metas": (tags, '<meta property="article:tag" content="grève"><meta property="article:tag" content="Lyon, salaires"><meta property="article:tag" content="Grève">', ("grève", "Lyon", "salaires")),
    "tags: JSON-LD": (tags, '<script type="application/ld+json">{"@type":"Article","headline":"x","keywords":"grève, Lyon"}</script>', ("grève", "Lyon")),
    "tags: links": (tags, '<a rel="tag" href="/t/g">#grève</a> <a rel="category tag" href="/t/l">Lyon</a>', ("grève", "Lyon")),
    "tags: links that say how many articles have each": (tags, '<a rel="tag" href="/t/g">grève <span>1888</span></a> <a rel="tag" href="/t/l">Lyon <span>12</span></a>', ("grève", "Lyon")),
    "tags: links whose names are numbered": (tags, '<a rel="tag" href="/t/g">Ligue 1</a> <a rel="tag" href="/t/l">Mondial 2022</a>', ("Ligue 1", "Mondial 2022")),
    "tags: not the whole site's": (tags, '<meta name="keywords" content="' + ",".join(f"mot {n}" for n in range(30)) + '">', None),
    "description": (description, '<meta name="description" content="Trois semaines de conflit s&#39;achèvent.">', "Trois semaines de conflit s'achèvent."),
    "description: not the title again": (description, '<title>La grève est finie à Lyon</title><meta name="description" content="La grève est finie à Lyon">', None),
    "tags: Parsely's older tag": (tags, """<meta name="parsely-page" content='{"title": "x", "tags": ["grève", "Lyon"]}'>""", ("grève", "Lyon")),
    "tags: microdata": (tags, '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="keywords" content="grève, Lyon"></div>', ("grève", "Lyon")),
    "tags: h-entry": (tags, '<article class="h-entry"><a class="p-category" href="/t/g">grève</a></article>', ("grève",)),
    "tags: Dublin Core": (tags, '<meta name="dc:subject" content="grève, Lyon">', ("grève", "Lyon")),
    "description: microdata": (description, '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="description" content="Trois semaines de conflit."></div>', "Trois semaines de conflit."),
    "description: not the publisher's": (description, '<div itemscope itemtype="https://schema.org/Organization"><meta itemprop="description" content="Le journal de Lyon."></div>', None),
    "description: RDFa": (description, '<div vocab="https://schema.org/" typeof="NewsArticle"><p property="description">Trois semaines de conflit.</p></div>', "Trois semaines de conflit."),
    "description: h-entry": (description, '<article class="h-entry"><p class="p-summary">Trois semaines de conflit.</p></article>', "Trois semaines de conflit."),
    "image: JSON-LD, by reference": (image, '<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"x","image":{"@id":"#i"}},{"@type":"ImageObject","@id":"#i","url":"/photos/1.jpg"}]}</script>', "https://www.lejournal.example/photos/1.jpg"),
    "image: absolute": (image, '<meta property="og:image" content="/photos/1.jpg">', "https://www.lejournal.example/photos/1.jpg"),
    "image: JSON-LD": (image, '<script type="application/ld+json">{"@type":"Article","headline":"x","image":[{"@type":"ImageObject","url":"https://a.example/1.jpg"}]}</script>', "https://a.example/1.jpg"),
    "image: RDFa": (image, '<div typeof="schema:NewsArticle"><img property="schema:image" src="/photos/1.jpg"></div>', "https://www.lejournal.example/photos/1.jpg"),
    "image: h-entry": (image, '<article class="h-entry"><img src="/pixel.gif"><img class="u-photo" src="/photos/1.jpg"></article>', "https://www.lejournal.example/photos/1.jpg"),
    "image: rather than a logo": (image, '<meta property="og:image" content="/img/logo.png"><meta name="twitter:image" content="/photos/1.jpg">', "https://www.lejournal.example/photos/1.jpg"),
    "image: no data": (image, '<meta property="og:image" content="data:image/png;base64,AAAA">', None),
}  # fmt: skip


@pytest.mark.parametrize(("ask", "html", "expected"), FIELDS.values(), ids=FIELDS.keys())
def test_fields_of_the_metadata(ask, html, expected):
    assert value(ask(page(html))) == expected


HOSTILE = {
    "headings in headings": b"<h1>" * 20_000 + b"x",
    "a headline a block": b"<h1>a headline of its own</h1>" * 20_000,
    "times without text": b"<h1>A headline</h1><div>" + b"<p></p><time datetime=2020-01-01></time>" * 20_000,
    "dates without end": b"<h1>A headline</h1>" + b"<p>13/10/2020</p>" * 20_000,
    "authors without end": b"<h1>A headline</h1>" + b"<p class=author>Jane Doe</p>" * 20_000,
    "properties in properties": b"<div itemprop=datePublished>" * 20_000 + b"x" * 100_000,
    "comments that never end": b'<script type="application/ld+json">{' + b"/*" * 200_000 + b"</script>",
    "blanks after a comment": b'<script type="application/ld+json">{-->' + b" " * 1_000_000 + b"x</script>",
    "a name without end": b'<meta name=author content="' + b"a@" * 500_000 + b'"><title>' + b" - x" * 500_000 + b"</title>",
    "a graph without end": b'<script type="application/ld+json">[' + b'{"@type":"Article","headline":"A"},' * 50_000 + b"{}]</script>",
}  # fmt: skip


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_takes_for_ever(html):
    from time import process_time

    from crawler.extraction import authors, dates, title, topics

    here = Page(html, URL)
    text = body(here)
    started = process_time()
    (
        title.title(here),
        dates.published(here, text),
        authors.authors(here, text),
        topics.section(here),
        topics.tags(here),
    )
    assert process_time() - started < 2.5


def test_a_table_of_names_is_read_by_the_words_around_it():
    menu = "".join(f"<li><a href=/{n}>Notícias da semana para os fãs, e mais</a></li>" for n in range(9))
    rows = "".join(f"<tr><td>{n}</td><td>Kyle Busch</td><td>{n * 7}</td></tr>" for n in range(40))
    html = f"<ul>{menu}</ul><h1>Classificação</h1><p>Resultados finais</p><table>{rows}</table>"
    here = page(html)
    assert language(here, body(here)).value == "pt"
