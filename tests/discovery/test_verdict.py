"""Which pages of a site are articles, from the evidence of all of them."""

import pytest

from crawler.discovery.evidence import Evidence
from crawler.discovery.known import Known
from crawler.discovery.verdict import verdicts
from crawler.extraction.nature import Signs

HOME = "http://a.fr/"
POST = ("html", "head", "menu", "post", "post-title", "post-body")
DOCS = ("html", "head", "menu", "side", "book", "book-body")
LIST = ("html", "head", "menu", "list", "teaser")


def page(url, look, *, words=300, dated="", sources=("link",), out=8, og="", text=None):
    signs = Signs(words=words, dated=dated, og=og, linked=0.1)
    evidence = Evidence(
        title=f"Titre de {url}",
        text=text or url,
        signs=signs,
        look=look,
        out=tuple(f"{n:08}" for n in range(out)),
    )
    return Known(url, sources=set(sources), state="other", round=1, evidence=evidence)


def posts(count, **what):
    return [page(f"{HOME}posts/le-titre-numero-{n}-ici/", POST, **what) for n in range(count)]


def lists(count):
    return [page(f"{HOME}tags/mot{n}/", LIST, words=60, out=30) for n in range(count)]


def articles(pages):
    return {url for url, verdict in verdicts(pages, HOME).items() if verdict.state == "article"}


def urls(pages):
    return {page.url for page in pages}


@pytest.mark.parametrize("dated", ["time", "meta article:published_time"])
def test_documentation_beside_dated_articles_is_none(dated):
    good = posts(40, dated=dated)
    docs = [page(f"{HOME}docs/comment-faire-{n}-bien/", DOCS, words=700) for n in range(60)]
    assert articles([*good, *docs, *lists(8)]) == urls(good)


def test_a_date_in_the_text_of_documentation_makes_it_none():
    good = posts(40, dated="time")
    docs = [
        page(f"{HOME}docs/comment-faire-{n}-bien/", DOCS, words=700, dated="text" if n % 3 else "")
        for n in range(60)
    ]
    assert articles([*good, *docs, *lists(8)]) == urls(good)


def test_short_undated_notices_with_the_look_of_articles_are_articles():
    good = [
        *posts(30, dated="time"),
        *(page(f"{HOME}posts/une-note-du-jour-{n}/", POST, words=25) for n in range(12)),
    ]
    assert articles([*good, *lists(8)]) == urls(good)


def test_a_site_that_states_nothing_has_articles_all_the_same():
    good = [page(f"{HOME}actu/{n}/le-mot-du-jour", POST, words=40 + n * 9) for n in range(60)]
    others = [page(f"{HOME}{name}", DOCS, words=200) for name in ("contact", "mentions-legales", "palmares")]
    assert articles([*good, *others, *lists(8)]) == urls(good)


def test_ten_of_a_feed_speak_for_the_hundred_that_it_no_longer_lists():
    good = [
        *posts(10, sources=("feed", "link")),
        *(page(f"{HOME}posts/un-autre-titre-{n}/", POST) for n in range(100)),
    ]
    static = [page(f"{HOME}page{n}", DOCS, words=100) for n in range(3)]
    assert articles([*good, *static, *lists(8)]) == urls(good)


def test_a_page_that_keeps_silent_where_all_articles_speak_is_none():
    good = posts(45, dated="json-ld datePublished", og="article")
    projects = [page(f"{HOME}posts/un-projet-de-longue-date-{n}/", POST[:-2], words=200) for n in range(4)]
    assert articles([*good, *projects, *lists(5)]) == urls(good)


def test_the_verdict_does_not_depend_on_the_order():
    pages = [*posts(20, dated="time"), *lists(6), page(f"{HOME}contact", DOCS)]
    assert verdicts(pages, HOME) == verdicts(reversed(pages), HOME)
