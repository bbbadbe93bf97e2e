"""Numbers that nothing names: which are asked about, how many, and when it ends."""

import random

import pytest

from crawler.discovery.evidence import Evidence
from crawler.discovery.gaps import SOURCE, gaps, no_such_number
from crawler.discovery.known import Known


class Newsroom:
    """A site that answers for the numbers it has, under any words; the walk's ledger beside it."""

    def __init__(self, have, named, *, words=True, minds=False, source="link"):
        self.have, self.words, self.minds, self.asked = set(have), words, minds, []
        self.pages = {}
        for number in named:
            self.settle(Known(self.url(number), sources={source}), number)

    def url(self, number):
        return f"http://a.fr/actu/{number}" + (f"/titre-{number}" if self.words else "")

    def settle(self, page, number):
        there = number in self.have and (not self.minds or page.url == self.url(number))
        page.state, page.round = ("other", 1)
        page.evidence = Evidence(title="x", text=f"text {number}") if there else None
        self.pages[page.url] = page

    @property
    def articles(self):
        return {page.url for page in self.pages.values() if page.evidence}

    def ask(self, again=False, rounds=200):
        """All rounds, as the walk goes through them; the numbers asked for in order."""
        for _ in range(rounds):
            found = [
                item
                for item in gaps(self.pages.values(), self.articles, again=again)
                if item.url not in self.asked
            ]
            if not found:
                return [int(url.split("/")[4]) for url in self.asked]
            for item in found:
                assert item.source == SOURCE
                self.asked.append(item.url)
                self.settle(Known(item.url, sources={SOURCE}), int(item.url.split("/")[4]))
        raise AssertionError("it does not end")


@pytest.mark.parametrize("words", [True, False])
def test_a_site_that_shows_its_newest_only_gives_all_it_has(words):
    site = Newsroom(set(range(3, 200)) - {40, 41, 90}, range(150, 200), words=words)
    asked = site.ask()
    assert set(range(3, 150)) - {40, 41, 90} <= set(asked)
    assert len(asked) < 147 + 30


def test_numbers_that_nothing_has_cost_little():
    linked = [number for number in range(300, 400) if number % 3]
    assert len(Newsroom(linked, linked).ask()) <= 12


def test_a_long_hole_ends_it():
    site = Newsroom([*range(1, 20), *range(5000, 5100)], range(5050, 5100))
    asked = site.ask()
    assert set(range(5000, 5050)) <= set(asked)
    assert len(asked) < 50 + 40


def test_words_that_the_site_heeds_cannot_be_made_up():
    site = Newsroom(range(1, 100), range(50, 100), minds=True)
    assert len(site.ask()) <= 4


@pytest.mark.parametrize("source", ["sitemap", "wordpress"])
def test_a_complete_list_makes_asking_needless(source):
    assert Newsroom(range(1, 100), range(50, 100), source=source).ask() == []


def test_sparse_numbers_are_left_alone():
    numbers = random.Random(1).sample(range(10_000), 60)
    assert Newsroom(numbers, numbers).ask() == []


def test_pages_that_are_no_articles_are_left_alone():
    site = Newsroom(range(1, 40), range(20, 40))
    assert gaps(site.pages.values(), set(), again=False) == []


def test_a_later_run_asks_for_the_next_two_where_that_ever_led_to_anything():
    site = Newsroom(range(1, 200), range(150, 200))
    assert site.ask(again=True) == []
    site.ask()
    before = set(site.asked)
    site.have |= {200, 201, 202}
    site.asked = []
    asked = site.ask(again=True)
    assert {200, 201, 202} <= set(asked)
    assert len(asked) <= 6
    assert before


def test_the_page_that_stands_for_all_missing_numbers_is_known_by_its_text():
    pages = [
        Known(f"http://a.fr/actu/{number}", sources={SOURCE}, evidence=Evidence(title="Oups", text=text))
        for number, text in ((1, "one"), (2, "nothing here"), (3, "nothing here"), (4, "four"))
    ]
    assert no_such_number(pages) == {"http://a.fr/actu/2", "http://a.fr/actu/3"}


def test_holes_as_long_as_those_between_known_numbers_do_not_end_it():
    have = [number for number in range(3, 300) if number % 5 > 1]
    site = Newsroom(have, [number for number in have if number > 200])
    assert set(have) <= {*site.ask(), *(number for number in have if number > 200)}
