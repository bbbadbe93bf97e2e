"""Pages made to be slow: what they repeat is read as far as any honest page goes, and their article is found.

Each took from ten seconds to an hour where every one of the things it repeats was compared with every other.
"""

import json

import pytest

from crawler.extraction import extract
from crawler.extraction.explanation import explained
from crawler.extraction.metadata import MAX_VALUES
from crawler.extraction.page import Page

URL = "https://www.example.org/2020/01/02/the-council-adopts-its-budget"
TITLE = "The council adopts its budget"
TEXT = (
    "<p>" + "The council adopted the budget on Tuesday night after a long debate of four hours. " * 3 + "</p>"
)


def page(head="", body="", before=""):
    return f"<html><head><title>{TITLE}</title>{head}</head><body>{before}<h1>{TITLE}</h1>{TEXT * 4}{body}</body></html>"


def json_ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


PAGES = {
    "addresses of its own beside articles of others": page(
        "".join(f'<link rel="canonical" href="/a{number}">' for number in range(27_000))
        + json_ld(
            [
                {"@type": "NewsArticle", "headline": f"Other {number}", "url": f"http://b.fr/x{number}"}
                for number in range(390)
            ]
        )
    ),
    "a shared title of one letter": page(
        f'<meta property="og:title" content="{"a" * 19_990}">',
        "".join(f"<p>{'a' * 200}c</p>" for _ in range(12_000)),
    ),
    "many shared titles over many headings": page(
        "".join(
            f'<meta property="og:title" content="{"a" * 100}{number}b{"a" * 100}">' for number in range(5_000)
        ),
        f"<h2>{'a' * 60}c{'a' * 60}</h2>" * 8_000,
    ),
    "a description of two letters": page(
        f'<meta name="description" content="{"ab" * 9_990}">',
        "".join(f"<p>{'ab' * 29}c{number}</p>" for number in range(12_000)),
    ),
    "a stated text of one letter": page(
        json_ld({"@type": "NewsArticle", "headline": TITLE, "articleBody": "a" * 100_000}),
        "".join(f"<p>{'a' * 49}c {number} {'b' * 20}</p>" for number in range(14_000)),
    ),
    "headings with ids around a long text": page(body='<h2 id="abc def"><div>' * 110 + "é à " * 500_000),
    "a heading whose id is a book": page(body=f"<h2 id='{'abc ' * 200_000}'>{'abc ' * 100_000}</h2>"),
    "hours in groups of three": page(body="<div><p>10:00</p><p>10:01</p><p>10:02</p></div>" * 9_000),
    "elements that no bracket ends": page(before="<script>" + "<div " * 60_000 + "</script>"),
    "labels in a heading": page(before="<h1>A line" + '<b class="label">x</b>' * 28_000 + "</h1>"),
    "links of one word to one page": page(
        body="<h3>Related</h3><div>" + '<p><a href="/2020/01/01/a-b-c-d">more</a></p>' * 13_000 + "</div>"
    ),
    "teasers over short lines": page(
        body="<div><p>"
        + "".join(f'<a href="/2020/01/01/a-b-c-d-{number}">w</a>' for number in range(9_000))
        + "</p>"
        + "<div><p>word</p></div>" * 9_000
    ),
    "leaves of a calendar": page(
        body="".join(f'<div class="ab{number}">' for number in range(200))
        + "<p>3</p><p>mai</p><p>2020</p>" * 9_000
    ),
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_a_page_that_repeats_one_thing_has_its_article_all_the_same(html):
    article = extract(html.encode(), URL)
    assert article.published == "2020-01-02"


def test_no_more_values_of_one_name_are_read_than_a_page_has():
    metas = "".join(f'<meta name="citation_author" content="Ann Lee {n}">' for n in range(2_000))
    links = "".join(f'<link rel="canonical" href="/{n}">' for n in range(2_000))
    metadata = Page(page(metas + links).encode(), URL).metadata
    assert len(metadata.metas["citation_author"]) == len(metadata.relations["canonical"]) == MAX_VALUES
    assert metadata.metas["citation_author"][0] == "Ann Lee 0"


def test_what_a_page_is_called_is_looked_for_once():
    asked = []

    class Counted(Page):
        def meta(self, *names):
            asked.append(names)
            return super().meta(*names)

    counted = Counted(page('<meta property="og:title" content="A name">').encode(), URL)
    explained(counted)
    titles = [names for names in asked if names == ("og:title",)]
    assert len(titles) <= 6


def test_a_second_article_is_none_of_the_explained_blocks():
    other = f'<article><h2><a href="/2020/01/01/another-story">Another story is told</a></h2>{TEXT.replace("council", "harbour") * 4}</article>'
    first = f"<article><h1>{TITLE}</h1>{TEXT * 4}</article>"
    html = f"<html><head><title>{TITLE}</title></head><body><main>{first}{other}</main></body></html>"
    texts = [block.text for block in explained(Page(html.encode(), URL)).blocks]
    assert any("council" in text for text in texts) and not any("harbour" in text for text in texts)
