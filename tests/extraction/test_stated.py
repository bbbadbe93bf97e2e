"""A text that a page has only as data: in the state of its scripts, whatever wrote it, or in its metadata."""

import json
from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crawler.extraction import extract, states
from crawler.extraction.literals import literal

TEXT = [
    "Les salariés de l'usine ont voté mardi la reprise du travail, après trois semaines de grève.",
    "Le syndicat majoritaire a salué un accord qui prévoit une hausse des salaires de quatre pour cent.",
    "La direction estime de son côté que le conflit a coûté près de deux millions d'euros au groupe.",
    "Les machines doivent redémarrer dès mercredi matin, selon un calendrier arrêté avec le préfet.",
    "Une prime de mille euros sera versée à tous avant la fin de l'année, intérimaires compris.",
]
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
#: What a state holds besides: none of it is the article's text.
REST = {
    "menu": [{"label": "Politique", "url": "/politique"}],
    "cookies": "Nous utilisons des cookies pour améliorer votre visite. En continuant, vous les acceptez.",
    "related": [{"summary": "Le résumé d'un autre article du journal, que l'on ne lit pas ici."}] * 2,
}


def js(value):
    return json.dumps(value, ensure_ascii=False)


def next_data(body):
    state = {"props": {"pageProps": {"article": {"title": "La grève", "body": body}, **REST}}}
    return f'<script id="__NEXT_DATA__" type="application/json">{js(state)}</script>'


def pushed(*rows):
    return "".join(f"<script>self.__next_f.push({js([1, row])})</script>" for row in rows)


def nuxt(*values):
    return f'<script type="application/json" id="__NUXT_DATA__">{js(values)}</script>'


def cut(words):
    return words[:20], words[20:40], words[40:]


def rich(key, leaf, **paragraph):
    return [{**paragraph, key: [leaf(part) for part in cut(words)]} for words in TEXT]


def linked(words):
    before, link, after = cut(words)
    return [before, ["$", "a", None, {"href": "/x", "children": link}], after]


ELEMENTS = "6:" + js(
    ["$", "article", None, {"children": [["$", "p", None, {"children": linked(words)}] for words in TEXT]}]
)
STATE = js({"article": {"body": HTML}, **REST})

PLACES = {
    "HTML": next_data(HTML),
    "HTML that is escaped": next_data(escape(HTML)),
    "a list of strings": next_data(TEXT),
    "lines": next_data("\n\n".join(TEXT)),
    "blocks": next_data([{"type": "paragraph", "text": words} for words in TEXT]),
    "blocks of Editor.js": next_data([{"type": "paragraph", "data": {"text": words}} for words in TEXT]),
    "JSON in a string": next_data(js([{"type": "paragraph", "text": words} for words in TEXT])),
    "Portable Text": next_data(rich("children", lambda part: {"_type": "span", "text": part}, _type="block")),
    "Slate": next_data(rich("children", lambda part: {"text": part}, type="paragraph")),
    "ProseMirror": next_data(rich("content", lambda part: {"type": "text", "text": part}, type="paragraph")),
    "Contentful": next_data(
        rich("content", lambda part: {"nodeType": "text", "value": part}, nodeType="paragraph")
    ),
    "a parsed tree": next_data(
        [{"type": "p", "children": [{"type": "text", "data": part} for part in cut(words)]} for words in TEXT]
    ),
    "the app router, with references": pushed("5:" + js({"children": [x for n, w in enumerate(TEXT) for x in (f"$4{n}", w)]})),
    "the app router, elements": pushed('1:"$Sreact.fragment"\n', ELEMENTS),
    "the app router, cut anywhere": pushed(ELEMENTS[:333], ELEMENTS[333:]),
    "the app router, a text's own row": pushed(
        f"7:T{len(HTML.encode()):x},{HTML}" + '8:["$","$L9",null,{"body":"$7"}]\n'
    ),
    "Nuxt 2, an object": f"<script>window.__NUXT__={{data:[{{article:{{title:'La grève',body:{js(HTML)}}}}}],error:null}};</script>",
    "Nuxt 2, a function": f"<script>window.__NUXT__=(function(a,b){{return {{data:[{{title:a,body:{js(HTML)}}}]}}}}('La grève',!0));</script>",
    "Nuxt 2, a function's argument": f"<script>window.__NUXT__=(function(a,b){{return {{data:[{{title:b,body:a}}]}}}}({js(HTML)},'La grève'));</script>",
    "Nuxt 3": nuxt(["Reactive", 1], {"article": 2}, {"blocks": 3}, [4, 5, 6, 7, 8], *[{"text": n} for n in range(9, 14)], *TEXT),
    "Fusion": f"<script>window.Fusion=window.Fusion||{{}};Fusion.arcSite='x';Fusion.globalContent={js({'content_elements': [{'type': 'text', 'content': words} for words in TEXT]})};Fusion.contentCache={{}}</script>",
    "Gatsby": f'<script>/*<![CDATA[*/window.pagePath="/x";window.pageData={STATE};/*]]>*/</script>',
    "Apollo": "<script>window.__APOLLO_STATE__="
    + js({f"Paragraph:{n}": {"text": words} for n, words in enumerate(TEXT)})
    + "</script>",
    "Redux, with undefined": f"<script>window.__PRELOADED_STATE__ = {STATE[:-1]}, user: undefined}}</script>",
    "a string that is parsed": f"<script>window.__INITIAL_STATE__ = JSON.parse({js(STATE)});</script>",
    "a function of its own": f"<script>(function(){{window.STATE={STATE}}})();</script>",
    "an attribute": f'<div data-page="{escape(STATE)}"></div>',
    "JSON-LD, a list": f'<script type="application/ld+json">{js({"@type": "NewsArticle", "headline": "La grève", "articleBody": TEXT})}</script>',
    "microdata": f'<div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="articleBody" content="{HTML}"></div>',
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_text_that_is_only_data_is_found(place):
    html = f"<html lang=fr><title>La grève est finie à l'usine</title><body><div id=app><a href=/>Accueil</a></div>{place}"
    assert extract(html.encode(), "https://journal.example/a/greve").body == "\n\n".join(TEXT)


def test_a_heading_among_paragraphs_is_text():
    blocks = [{"text": words} for words in (*TEXT[:2], "Un accord salué", *TEXT[2:])]
    html = f"<title>La grève est finie à l'usine</title><body>{next_data(blocks)}"
    assert "\n\nUn accord salué\n\n" in extract(html.encode(), "https://journal.example/a/greve").body


OTHER = [words.replace("l'usine", "la mairie") + " Ce fut le jour suivant." for words in TEXT]


@pytest.mark.parametrize(
    "several",
    [
        lambda one, other: [other, one, other],
        lambda one, other: {"Article:1": one, "Article:2": other},
        lambda one, other: {"edges": [{"node": other}, {"node": one}]},
        lambda one, other: {"posts": [{"id": 1, "attributes": other}, {"id": 2, "attributes": one}]},
    ],
    ids=["a list", "by number", "edges", "attributes"],
)
def test_of_several_whole_articles_the_one_with_the_pages_headline_is_read(several):
    one = {"title": {"rendered": "La grève est finie à l&#8217;usine"}, "body": TEXT}
    state = several(one, {"title": {"rendered": "La mairie est ouverte"}, "body": OTHER})
    html = f"<title>La grève est finie à l’usine | Le Journal</title><body><script>window.x = {js(state)}</script>"
    assert extract(html.encode(), "https://journal.example/a/greve").body == "\n\n".join(TEXT)


def test_a_part_with_a_title_of_its_own_is_part_of_the_article():
    parts = [{"title": "La grève est finie à l’usine", "text": TEXT[0]}] + [
        {"title": f"Un autre titre, {n}", "text": words} for n, words in enumerate(TEXT[1:])
    ]
    html = f"<title>La grève est finie à l’usine</title><body><script>window.x = {js(parts)}</script>"
    assert extract(html.encode(), "https://journal.example/a/greve").body == "\n\n".join(TEXT)


def test_what_speaks_of_the_article_is_read_rather_than_what_is_longer():
    weather = [
        f"Le vent soufflera fort sur la côte en fin de journée, jusqu'à {n} km/h en rafales."
        for n in range(20)
    ]
    state = {"weather": {"alert": weather}, "story": {"richText": HTML}}
    html = (
        "<title>La grève est finie à l’usine</title><meta name=description content='Les salariés de l’usine reprennent"
        f" le travail après trois semaines de grève.'><body><script>window.x = {js(state)}</script>"
    )
    assert extract(html.encode(), "https://journal.example/a/greve").body == "\n\n".join(TEXT)


def test_values_that_only_a_browser_can_read_share_one_budget_and_json_needs_none(monkeypatch):
    monkeypatch.setattr(states, "MAX_LITERALS", 1000)
    broken, bare = "{a: [" + "'x', " * 90 + "%" * 600, "{text: '" + "x" * 500 + "'}"
    plain = js({"text": "y" * 500})
    root = etree.HTML("".join(f"<script>s = {value}</script>" for value in (bare, broken, bare, plain)))
    assert [value["text"][0] for value in states.states(root)] == ["x", "y"]


@given(st.text(alphabet="{}[]:,'\"`\\/*!-. anul0$\n", max_size=100))
def test_a_literal_of_any_text_is_a_value_or_none(source):
    with suppress(ValueError):
        literal(source)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_all_json_is_read_as_javascript_too(value):
    assert literal(js(value)).value == value
