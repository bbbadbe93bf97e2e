"""A walk's rounds: what is asked for, in what order answers come, and where it ends."""

import random

import pytest

from crawler.discovery.evidence import Evidence, short_hash
from crawler.discovery.walk import Found, Walk

HOME = "http://a.fr/"


def walk_through(pages, seed, sitemap=()):
    """Answer every request from a dictionary url -> (is article, links), in an order of the seed's choice."""
    walk = Walk(HOME)
    walk.add([Found(HOME, "home", "home"), *(Found(url, "page", "sitemap") for url in sitemap)])
    asked = []
    while urls := walk.next_round():
        shuffled = random.Random(seed).sample(urls, len(urls))
        for url in shuffled:
            asked.append(url)
            is_article, links = pages(url)
            walk.add(Found(link, "page", "link") for link in links)
            seen = Evidence(
                title="x",
                own=is_article,
                score=1.0 if is_article else -1.0,
                out=tuple(map(short_hash, links)),
            )
            walk.settle(url, "other", None, seen)
    return walk, asked


def test_a_round_does_not_depend_on_the_order_of_answers():
    def pages(url):
        number = sum(map(ord, url))
        return number % 3 == 0, [f"http://a.fr/{number % 7}/{(number * k) % 50}" for k in range(4)]

    outcomes = {tuple(sorted(walk_through(pages, seed)[1])) for seed in range(6)}
    assert len(outcomes) == 1


def test_a_calendar_without_end_is_left_after_a_few_pages():
    def pages(url):
        if url == HOME:
            return False, ["http://a.fr/agenda/1/1", *(f"http://a.fr/actu/{n}" for n in range(30))]
        if "/agenda/" in url:
            month, _day = (int(part) for part in url.rsplit("/", 2)[1:])
            return False, [
                f"http://a.fr/agenda/{month + 1}/1",
                *(f"http://a.fr/agenda/{month}/{d}" for d in range(2, 29)),
            ]
        return True, []

    _, asked = walk_through(pages, 1)
    assert sum("/actu/" in url for url in asked) == 30
    assert sum("/agenda/" in url for url in asked) < 30


def test_pages_made_up_without_end_that_the_verdict_takes_for_no_articles_are_left():
    walk = Walk(HOME)
    walk.add([Found(f"http://a.fr/actu/{n}", "page", "link") for n in range(5)])
    walk.add([Found("http://a.fr/maze/1", "page", "link")])
    asked = []
    while (urls := walk.next_round()) and len(asked) < 500:
        asked += urls
        for url in urls:
            number = int(url.rpartition("/")[2])
            links = [f"http://a.fr/maze/{number * 5 + k}" for k in range(5)] if "maze" in url else []
            walk.add(Found(link, "page", "link") for link in links)
            seen = Evidence(title="x", own=True, score=1.0, out=tuple(map(short_hash, links)))
            walk.settle(url, "other", None, seen)
        walk.likely = frozenset(url for url in asked if "/actu/" in url)
    assert len(asked) < 300


@pytest.mark.parametrize(
    ("url", "kind", "source", "state"),
    [
        ("http://a.fr/actu/91", "page", "numbers", "other"),
        ("http://a.fr/actu/91", "page", "numbers", "alias"),  # it led home, as nothing was there
        ("http://a.fr/feed.xml", "feed", "guess", "failed"),
    ],
)
def test_what_was_guessed_in_vain_is_asked_for_once_the_site_names_it(url, kind, source, state):
    row = dict.fromkeys(("reason", "due", "evidence", "lastmod", "article_id", "etag", "last_modified"))
    row |= {"url": url, "kind": kind, "source": source, "state": state, "checked": "2026-01-01T00:00:00Z"}
    walk = Walk(HOME)
    walk.load([row], "2026-01-02T00:00:00Z")
    assert walk.next_round() == []
    walk.add([Found(url, kind, source)])
    assert walk.next_round() == []
    assert walk.add([Found(url, kind, "link")])
    assert walk.next_round() == [url]


def test_what_a_sitemap_lists_is_asked_for_though_nothing_links_to_it():
    listed = [f"http://a.fr/lost/{n}" for n in range(20)]
    _, asked = walk_through(lambda url: ("lost" in url, []), 1, sitemap=listed)
    assert set(listed) <= set(asked)


def test_two_spellings_are_asked_for_once():
    _, asked = walk_through(
        lambda url: (url != HOME, ["http://a.fr/x/", "http://a.fr/x", "http://www.a.fr/x"]), 1
    )
    assert sum("/x" in url for url in asked) == 1


def test_lists_come_first_then_what_a_feed_names_and_what_changed_last():
    days = {
        "http://a.fr/actu/1": "2026-03-01",
        "http://a.fr/actu/2": "2026-03-03T08:00:00Z",
        "http://a.fr/actu/3": None,
    }
    walk = Walk(HOME)
    walk.add(Found(url, "page", "sitemap", day) for url, day in days.items())
    walk.add([Found("http://a.fr/actu/9", "page", "feed"), Found("http://a.fr/feed.xml", "feed", "link")])
    order = ["http://a.fr/feed.xml", *(f"http://a.fr/actu/{number}" for number in (9, 2, 1, 3))]
    assert walk.next_round() == order
    assert walk.planned() == order


def test_what_has_never_been_read_comes_before_another_look_at_what_has():
    row = dict.fromkeys(("reason", "evidence", "article_id", "etag", "last_modified", "lastmod"))
    row |= {"kind": "page", "source": "sitemap", "state": "due", "due": "2026-03-02", "checked": None}
    archived = {"state": "article", "article_id": 1, "lastmod": "2026-03-01", "checked": "2026-03-01"}
    walk = Walk(HOME)
    walk.load([row | {"url": "http://a.fr/2"}, row | archived | {"url": "http://a.fr/1"}], "2026-03-03")
    assert walk.planned() == ["http://a.fr/2", "http://a.fr/1"]
