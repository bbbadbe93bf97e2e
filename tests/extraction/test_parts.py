"""An article over several pages is one article."""

import pytest

from crawler.extraction import Article, Link, extract
from crawler.extraction.article import Parts
from crawler.extraction.parts import join

URL = "https://www.example.org/actu/la-greve-continue"
PROSE = "The strike at the harbour goes on for a third week, and nobody expects it to end before the spring. "
TEXT = f"<h1>The strike</h1><p>{PROSE * 3}</p><p>{PROSE * 2}</p>"


def parts(below="", url=URL, head="", aside=""):
    html = f"<html><head>{head}</head><body><article>{TEXT}{below}</article>{aside}</body></html>"
    return extract(html.encode(), url).parts


@pytest.mark.parametrize("second", ["?page=2", "/2/", "/page-2", "?seite=2"])
def test_numbers_below_the_text_lead_to_its_parts(second):
    below = f'<div>1 <a href="{URL}{second}">2</a></div>'
    assert parts(below) == Parts(number=1, total=2, first=URL, next=URL + second)


def test_the_second_of_three_parts_knows_both_others():
    below = f'<p>Page 2 sur 3</p><a href="{URL}">1</a> <a href="{URL}?page=3">page suivante</a>'
    assert parts(below, URL + "?page=2") == Parts(number=2, total=3, first=URL, next=URL + "?page=3")


def test_the_last_part_has_no_next():
    assert parts(f'<a href="{URL}">1</a> 2', URL + "/2/") == Parts(number=2, total=2, first=URL)


def test_the_head_may_name_the_next_part():
    assert parts(head=f'<link rel="next" href="{URL}/2/">') == Parts(
        number=1, total=2, first=URL, next=URL + "/2/"
    )


def test_a_page_with_all_parts_is_named():
    found = parts(f'<a href="{URL}?page=2">2</a> <a href="{URL}?page=all">Auf einer Seite lesen</a>')
    assert found.whole == URL + "?page=all"


@pytest.mark.parametrize(
    "below",
    [
        '<a rel="next" href="/actu/un-tout-autre-article-2">Article suivant</a>',
        f'<section class="comments"><a href="{URL}?page=2">2</a></section>',
        f'<a href="{URL}/comment-page-2/#comments">2</a>',
        '<a href="/actu?page=2">2</a> <a href="/actu?page=3">page suivante</a>',
        f'<div class="related"><h3>Lire aussi</h3><a href="{URL}?page=2">2</a></div>',
        '<a href="/2020/10/14/la-greve-finit">14</a>',
    ],
    ids=["the next article", "comments", "comments by address", "a list", "teasers", "another day"],
)
def test_other_pagers_are_not_parts(below):
    assert parts(below) is None


def test_a_part_is_not_the_next_article():
    html = f'<article>{TEXT}<nav class="pagination"><a rel="next" href="{URL}/2/">Page suivante</a></nav></article>'
    assert [link for link in extract(html.encode(), URL).links if link.kind == "next"] == []


def test_parts_become_one_article_without_what_they_repeat():
    first = Article(
        url=URL,
        title="The strike",
        body="The strike\n\nA lead.\n\nOne.\n\nTwo.\n\nPage suivante\n\nAll rights reserved.",
        links=(Link(URL + "?page=2", "2", "body"), Link("https://a.org/x", "x", "body")),
        modified="2020-10-13",
        sources={"body": "text"},
        parts=Parts(1, 2, URL, URL + "?page=2"),
    )
    second = Article(
        url=URL + "?page=2",
        title="The strike - page 2",
        body="The strike\n\nA lead.\n\nThree.\n\nOne.\n\n1 2\n\nAll rights reserved.",
        links=(Link("https://a.org/x", "x", "body"), Link("https://a.org/y", "y", "related")),
        modified="2020-10-14",
    )
    whole = join([first, second])
    assert whole.body == "The strike\n\nA lead.\n\nOne.\n\nTwo.\n\nThree.\n\nOne.\n\nAll rights reserved."
    assert [link.title for link in whole.links] == ["x", "y"]
    assert (whole.title, whole.modified, whole.parts) == ("The strike", "2020-10-14", None)
    assert whole.sources["body"] == "text (2 parts)"


def test_one_part_is_the_article_itself():
    article = Article(url=URL, body="One.")
    assert join([article]) is article
