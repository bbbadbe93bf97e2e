"""Whole sites, walked and judged without a network: every article, only articles, at a bounded cost."""

import pytest

from tests.discovery import old_places, places
from tests.discovery.walking import crawl


@pytest.mark.parametrize("soft", [True, False])
def test_a_newsroom_that_numbers_its_articles_and_dates_none(soft):
    place, answer = places.newsroom(soft=soft)
    walked = crawl(answer)
    numbers = [path.split("/")[2] for path in walked.paths]
    assert sorted(numbers) == sorted(place.truth)
    assert all(path.startswith("/actu/") for path in walked.paths)
    assert len(walked.asked) < 1.6 * len(place.truth)


@pytest.mark.parametrize("dates", [True, False])
def test_an_exported_wordpress_whose_articles_and_pages_lie_side_by_side(dates):
    place = places.wordpress(dates=dates)
    walked = crawl(place)
    assert len(walked.paths & place.truth) >= 0.95 * len(place.truth)
    assert len(walked.paths - place.truth) <= (0 if dates else 1)  # a static page may read like an article
    assert len(walked.asked) <= 1.15 * len(place.pages) + 8


def test_documentation_with_a_blog():
    place = places.documentation()
    assert crawl(place).paths == place.truth


def test_a_chinese_blog():
    place = places.hexo()
    walked = crawl(place)
    assert walked.paths == place.truth


def test_every_odd_source_is_read():
    place = places.odd_sources()
    walked = crawl(place, sitemaps=("/sitemaps/index.xml",))
    assert place.truth - walked.paths == set()
    assert walked.paths == place.truth
    assert sum("paged=" in url for url in walked.asked) <= 4


@pytest.mark.parametrize("make", [old_places.frameset, old_places.town_hall, old_places.diary])
def test_systems_of_other_days(make):
    place = make()
    walked = crawl(place)
    assert place.truth - walked.paths == set()
    assert walked.paths == place.truth
    assert len(walked.asked) <= 1.15 * len(place.pages) + 8
