"""Parameters that a site does not heed: learned from its articles; a crawl comes to an end whatever they are called."""

import itertools
import random
import re

import pytest

from crawler.discovery.copies import copies
from crawler.discovery.evidence import Evidence
from crawler.discovery.key import keys
from crawler.discovery.known import Known
from crawler.discovery.parameters import unheeded
from crawler.discovery.walk import Found, Walk
from crawler.extraction.nature import Signs
from tests.discovery.walking import crawl

HTML = "text/html; charset=utf-8"
ARTICLES = 30
PER_PAGE = 6
WORDS = "council harbour strike budget mayor railway school hospital vote market bridge river farmer court".split()


def read(url, text, **more):
    seen = Evidence(title="The mill", text=text, own=True, signs=Signs(words=90), **more)
    return Known(url, state="other", round=1, evidence=seen)


def waiting(*urls):
    return [Known(url) for url in urls]


def seen_under(name, values, articles=4):
    """Pages of a few articles, each under some values of a parameter, and of one text."""
    return [
        read(f"http://a.fr/n/{n}?{name}={value}", f"text {n}") for n in range(articles) for value in values
    ]


TOKENS = [f"{number:016x}" for number in range(0x5F00, 0x5F0C)]


def test_articles_that_were_the_same_under_ever_new_values_make_a_parameter_irrelevant():
    pages = seen_under("zid", TOKENS)
    new = waiting("http://a.fr/n/1?zid=ffff0000aaaa1111", "http://a.fr/n/9?zid=ffff0000aaaa1111")
    found = unheeded([*pages, *new])
    assert found.names == {"zid"}
    main, why = found.known["http://a.fr/n/1?zid=ffff0000aaaa1111"]
    assert main.startswith("http://a.fr/n/1?zid=")
    assert why == f"the same page as {main}, and on this site `zid` in an address does not matter"
    assert new[1].url not in found.known, "an article that was read under no value"
    assert unheeded(random.Random(1).sample([*pages, *new], len(pages) + 2)) == found


def test_one_parameter_under_which_articles_differ_is_heeded():
    pages = [
        *seen_under("id", TOKENS),
        read("http://a.fr/lire?id=1", "one"),
        read("http://a.fr/lire?id=2", "two"),
    ]
    assert not unheeded(pages).names


def test_languages_and_orders_of_a_list_are_few_and_prove_nothing():
    assert not unheeded(seen_under("lang", ["fr", "en", "de"])).names


def test_pages_of_a_list_prove_nothing():
    assert not unheeded(seen_under("page", map(str, range(1, 20)))).names


def test_one_text_for_all_that_is_missing_proves_nothing():
    pages = [read(f"http://a.fr/n/{n}?id={v}", "no such article") for n in range(9) for v in range(9)]
    assert not unheeded(pages).names


def test_a_list_of_months_is_read_though_articles_do_not_heed_the_month():
    months = [f"2024-{month:02}" for month in range(1, 13)]
    lists = [
        Known("http://a.fr/archive?month=2024-01", state="other", round=1, evidence=Evidence(title="Archive"))
    ]
    found = unheeded([*seen_under("month", months), *lists, *waiting("http://a.fr/archive?month=2024-02")])
    assert found.names == {"month"}
    assert "http://a.fr/archive?month=2024-02" not in {*found.known, *found.held}


def test_what_is_found_under_a_new_value_is_the_page_that_was_read():
    walk = Walk("http://a.fr/")
    for page in seen_under("zid", TOKENS):
        walk.known[page.url] = page
    walk.unheeded = unheeded(walk.known.values())
    before = len(walk.known)
    [item] = walk.add([Found("http://a.fr/n/1?zid=ffff0000aaaa1111", "page", "feed")])
    assert item.url in walk.known and len(walk.known) == before
    assert walk.spellings("http://a.fr/n/1?zid=ffff0000aaaa2222") == [item.url]


def test_many_pages_of_one_path_with_one_text_are_the_end_of_it():
    path = "http://a.fr/lire"
    same = [read(f"{path}?a={n}&b={n}", "one") for n in range(12)]
    more = waiting(f"{path}?a=77&b=77", "http://a.fr/autre?a=77")
    listed = Known(f"{path}?id=5", sources={"sitemap"})
    assert set(copies([*same, *more, listed])) == {f"{path}?a=77&b=77"}
    others = [read(f"{path}?id={n}", f"text {n}") for n in range(20)]
    assert copies([*same, *others, *more]) == {}, (
        "an error page that comes often is no reason to leave the articles"
    )
    assert "showed the text of" in keys([*same, *more]).known[more[0].url][1]


# --- whole sites


def frame(title, inside):
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body><a href='/'>Home</a>{inside}</body></html>"


class Site:
    """A site all of whose links carry parameters that are new at each answer.

    :param made: what they are, given the number of the answer
    :param remark: what the text of an article says besides, given the same
    """

    def __init__(self, made, remark=lambda number: ""):
        self.made, self.remark, self.answers = made, remark, itertools.count(1)

    def __call__(self, url):
        path, _, query = url.removeprefix("http://a.fr").partition("?")
        number = next(self.answers)
        assert number < 1000, "no end"
        if path == "/" or path == "/news/":
            page = int((re.search(r"(?:^|&)page=(\d+)", query) or ["", "1"])[1])
            return 200, HTML, self.links(self.listing(page), number)
        match = re.fullmatch(r"/news/(\d+)-story", path)
        if match and int(match[1]) < ARTICLES:
            return 200, HTML, self.links(self.article(int(match[1]), self.remark(number)), number)
        return 404, HTML, "<h1>Not found</h1>"

    def links(self, html, number):
        def carry(match):
            mark = "&" if "?" in match[1] else "?"
            return f"href='{match[1]}{mark}{self.made(number)}'"

        return re.sub(r"href='(/news/[^']*)'", carry, html)

    def listing(self, page):
        shown = range((page - 1) * PER_PAGE, min(page * PER_PAGE, ARTICLES))
        items = "".join(f"<li><a href='/news/{n}-story'>The story {n}</a></li>" for n in shown)
        following = (
            f"<a rel=next href='/news/?page={page + 1}'>Older</a>" if page * PER_PAGE < ARTICLES else ""
        )
        return frame(f"News {page}", f"<main><h1>News</h1><ul>{items}</ul>{following}</main>")

    def article(self, n, remark):
        rng = random.Random(n)
        text = "".join(f"<p>{' '.join(rng.choices(WORDS, k=45)).capitalize()}.</p>" for _ in range(5))
        near = "".join(f"<a href='/news/{(n + k) % ARTICLES}-story'>More</a>" for k in (1, 2, 3))
        when = f"<time datetime='2024-03-{1 + n % 28:02}'>then</time>"
        return frame(
            f"The story {n}",
            f"<main><article><h1>The story {n}</h1>{when}{text}{remark}</article></main><aside>{near}</aside>",
        )


RANDOM = random.Random(7)


@pytest.mark.parametrize(
    ("made", "most"),
    [
        (lambda number: f"zenid={RANDOM.getrandbits(64):016x}", 4),
        (lambda number: f"rnd={RANDOM.randrange(1000)}", 8),
        (lambda number: f"_={1764536777000 + number}", 4),
        (lambda number: f"t={1764536777000 + number}&zid={RANDOM.getrandbits(64):016x}", 15),
    ],
    ids=["session", "short", "time", "two at once"],
)
def test_a_site_whose_links_are_ever_new_is_crawled_to_its_end(made, most):
    found = crawl(Site(made))
    stories = {re.search(r"/news/(\d+)-", path)[1] for path in found.paths}
    assert len(stories) == len(found.articles) == ARTICLES
    pages = ARTICLES + 2 + ARTICLES // PER_PAGE
    assert len(found.asked) <= most * pages
    left = found.walk.left()
    assert all(state == "alias" for url, (state, _, _) in left.items() if "-story" in url)


def test_so_is_one_whose_texts_count_their_readers():
    remark = "<p>So far {} readers have read this piece of ours, says the counter below.</p>"
    found = crawl(Site(lambda number: f"zenid={RANDOM.getrandbits(64):016x}", remark.format))
    assert len(found.asked) <= 8 * (ARTICLES + 7)
