"""One and the same page at the addresses of many articles is none of theirs."""

from crawler.discovery.evidence import Evidence
from crawler.discovery.known import WAITING, Known
from crawler.discovery.one_page import one_page as judged


def page(url, text, **how):
    return Known(url, state="other", reason=WAITING, round=1, evidence=Evidence(text=text), **how)


def one_page(pages, **how):
    return judged(pages, urls(pages), **how)


def articles(count, text=None):
    return [page(f"http://a.fr/news/story-about-{chr(97 + n)}", text or f"text {n}") for n in range(count)]


def urls(pages):
    return {page.url for page in pages}


def test_a_first_walk_that_meets_one_page_everywhere_takes_it_for_no_article():
    walls = articles(12, "How do you want to read us?")
    assert one_page(walls, settled=False) == urls(walls)
    good = [page(f"http://a.fr/sport/match-{chr(97 + n)}", f"match {n}") for n in range(8)]
    assert one_page([*walls, *good], settled=False) == urls(walls)


def test_a_text_that_a_few_articles_share_is_theirs():
    twins = articles(4, "agency copy")
    others = [page(f"http://a.fr/sport/match-{chr(97 + n)}", f"match {n}") for n in range(20)]
    assert one_page([*twins, *others], settled=False) == set()
    assert one_page(articles(4, "agency copy"), settled=False) == set()


def test_the_spellings_of_one_articles_address_are_one_place():
    spellings = [
        "http://a.fr/news/the-mill-closes",
        "http://a.fr/news/the-mill-closes?s=1",
        "http://a.fr/news/the-mill-closes?s=2",
        "http://a.fr/print/the-mill-closes.html",
        "http://a.fr/amp/the-mill-closes",
        "http://a.fr/m/the-mill-closes/",
    ]
    numbers = [
        f"http://a.fr/actu/425/{word}" for word in ("le-titre", "autre", "x", "apple-touch-icon.png", "la")
    ]
    for group in (spellings, numbers):
        assert one_page([page(url, "the mill") for url in group], settled=False) == set()


def test_the_new_pages_of_a_later_run_are_judged_by_themselves():
    known = [page(f"http://a.fr/old/tale-{chr(97 + n)}", f"old {n}", article_id=n + 1) for n in range(20)]
    new = articles(3, "How do you want to read us?")
    assert one_page([*known, *new], settled=True) == urls(new)
    assert one_page([*known, *new[:2]], settled=True) == set()


def test_what_archived_articles_answered_with_and_the_home_page_are_known_by_their_text():
    [new] = articles(1, "wall")
    assert one_page([new], settled=True, is_everywhere="wall".__eq__) == {new.url}
    assert one_page([new], settled=True, home="wall") == {new.url}
    assert one_page([new], settled=True) == set()


def test_where_a_first_walk_met_no_article_what_the_site_lists_is_judged():
    walls = [page(f"http://a.fr/x/story-{chr(97 + n)}", "wall", sources={"sitemap"}) for n in range(6)]
    tags = [page(f"http://a.fr/tag/word-{chr(97 + n)}", "nothing here", sources={"link"}) for n in range(9)]
    assert judged([*walls, *tags], (), settled=False) == urls(walls)
    assert judged([*walls, *tags], (), settled=True) == set()
