"""Which addresses are one article."""

import re

from crawler.discovery.alias import aliases, in_doubt, is_same_article
from crawler.discovery.evidence import Evidence
from crawler.discovery.walk import WAITING, Known
from crawler.extraction.nature import Signs

HOME = "http://a.fr/"


def known(url, text="", canonical=None):
    return Known(url, evidence=Evidence(title="The mill closes", text=text, canonical=canonical))


def test_a_site_s_own_key_joins_addresses_whatever_their_text():
    pages = {
        url: known(url, text=url)
        for url in ("http://a.fr/actu/4/x", "http://a.fr/actu/4/y?z=1", "http://a.fr/actu/5/x")
    }
    assert aliases(pages, {}, HOME) == {}
    found = aliases(pages, {}, HOME, re.compile(r"^/actu/(\d+)"))
    assert found == {
        "http://a.fr/actu/4/y?z=1": ("http://a.fr/actu/4/x", "the same article as http://a.fr/actu/4/x")
    }


def test_a_site_whose_pages_all_name_the_home_page_keeps_its_articles():
    urls = [f"http://a.fr/{n}" for n in range(3)]
    assert aliases({url: known(url, text=url, canonical=HOME) for url in urls}, {}, HOME) == {}


def published(url, sources, words=80, **more):
    evidence = Evidence(title="The mill closes", text="same", signs=Signs(words=words), **more)
    return Known(url, sources=set(sources), evidence=evidence)


def test_two_articles_of_one_text_that_the_feed_has_both_are_two():
    urls = ("http://a.fr/news/faq", "http://a.fr/news/faq-update")
    assert aliases({url: published(url, ["feed"]) for url in urls}, {}, HOME) == {}
    assert len(aliases({url: published(url, ["link"]) for url in urls}, {}, HOME)) == 1


def test_a_page_that_is_not_translated_yet_is_one_with_its_original():
    urls = ("http://a.fr/blog/mill", "http://a.fr/zh/blog/mill")
    assert len(aliases({url: published(url, ["feed"]) for url in urls}, {}, HOME)) == 1


def test_one_number_under_two_titles_is_one_article_though_the_feed_has_both():
    urls = ("http://a.fr/actu/4/mill", "http://a.fr/actu/4/mill-closes")
    assert len(aliases({url: published(url, ["feed"]) for url in urls}, {}, HOME)) == 1


def test_what_a_stopped_first_walk_has_archived_may_still_go_by_a_better_address():
    short, whole = "http://a.fr/actu/4/the-m", "http://a.fr/actu/4/the-mill-closes"
    pages = {url: published(url, ["link"]) for url in (short, whole)}
    pages[short].article_id = 7
    assert list(aliases(pages, {}, HOME)) == [whole], "a reader may have noted it"
    assert list(aliases(pages, {}, HOME, settled=False)) == [short]


def test_a_notice_that_is_kept_under_a_shorter_address_is_not_kept_twice():
    kept, linked = "http://a.fr/notice?id=5", "http://a.fr/notice?id=5&session=12"
    pages = {url: published(url, ["link"], words=9) for url in (kept, linked)}
    pages[kept].article_id = 7
    assert list(aliases(pages, {}, HOME)) == [linked]
    others = ("http://a.fr/notice?id=5", "http://a.fr/notice?id=6")
    assert aliases({url: published(url, ["link"], words=9) for url in others}, {}, HOME) == {}


def test_a_redirect_proves_that_two_addresses_in_the_feed_are_one_article():
    old, new = (published(f"http://a.fr/news/{name}", ["feed"]) for name in ("faq", "frequent-questions"))
    old.article_id, old.state = 7, "article"
    new.reason = WAITING
    assert in_doubt([old, new]) == [old.url], "a look at the old one tells"
    old.target = new.url
    assert list(aliases({page.url: page for page in (old, new)}, {}, HOME)) == [new.url]


def test_an_article_that_leads_to_a_different_one_is_not_merged_with_it():
    def page(title, text, own=True):
        return Known("http://a.fr/x", evidence=Evidence(title=title, text=text, own=own))

    old = page("The mill by the river closes", "a")
    assert is_same_article(old, page("The mill by the river closes", "b")), "edited on the way"
    assert not is_same_article(old, page("A strike at the harbour", "b"))
    assert not is_same_article(old, page("The mill by the river closes", "b", own=False)), "a section, say"
