"""When to look again: a year of a site's life is lived through in a moment, as nothing here reads a clock."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.schedule import (
    WATCH,
    Worth,
    asks_conditionally,
    born,
    claims_change,
    claims_to_follow,
    missing_again,
    next_look,
    retry_at,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
urls = st.integers(0, 10**6).map(lambda number: f"https://a.example/{number}")


def looks(url, since, until, every=HOUR, **history):
    """The looks that a run `every` so often takes."""
    due, now, taken = since, since, []
    while now < until:
        if due <= now:
            taken.append(now)
            due = next_look(url, now, **history)
        now += every
    return taken


def test_a_new_article_is_looked_at_after_an_hour_six_a_day_a_week_and_a_month():
    taken = looks("https://a.example/1", NOW, NOW + 31 * DAY, born=NOW, recheck=365 * DAY)
    ages = [look - NOW for look in taken[1:]]
    assert [age for age in ages if any(after <= age <= after + HOUR for after in WATCH)] == list(WATCH)


@given(urls, moments, moments, st.integers(1, 400).map(lambda days: timedelta(days=days)))
def test_the_next_look_is_later_than_now_and_within_recheck(url, now, birth, recheck):
    look = next_look(url, now, born=birth, recheck=recheck)
    assert now < look <= now + recheck


def test_the_sweep_sees_every_article_once_in_its_time_and_is_spread_over_it():
    pages = [f"https://a.example/{number}" for number in range(300)]
    taken = {page: looks(page, NOW, NOW + 60 * DAY, born=None, recheck=30 * DAY)[1:] for page in pages}
    days = Counter((look - NOW).days for found in taken.values() for look in found)
    assert all(found and found[0] <= NOW + 30 * DAY + HOUR for found in taken.values())
    assert max(len(found) for found in taken.values()) <= 3
    assert max(days.values()) < 300 / 30 * 2.5  # none of the days is a flood


def test_an_old_site_is_not_looked_at_again_at_once():
    pages = [f"https://a.example/{number}" for number in range(1000)]
    due = [page for page in pages if next_look(page, NOW, born=NOW - 800 * DAY) <= NOW + DAY]
    assert len(due) < 20  # 2% of a first crawl


def test_an_edited_article_is_watched_again():
    url, old = "https://a.example/1", NOW - 800 * DAY
    taken = looks(url, NOW, NOW + 31 * DAY, born=old, changed=NOW, recheck=365 * DAY)[1:]
    assert [look - NOW for look in taken][:2] == [DAY, 7 * DAY]


def test_from_when_an_article_is_counted():
    walked = NOW - 10 * DAY
    assert born("2026-11-23T07:30:00+01:00", NOW, walked=walked) == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert born("2026-11-23", NOW, walked=walked) == NOW  # it appeared since; the day alone says less
    assert born("2026-11-23", NOW, walked=None) == datetime(2026, 11, 23, tzinfo=UTC)
    assert born("2019-03", NOW, walked=walked) == datetime(2019, 3, 1, tzinfo=UTC)
    assert born(None, NOW, walked=walked) == NOW  # undated, but new
    assert born(None, NOW, walked=None) is None  # undated, and of the first walk: it may be old
    assert born("soon", NOW, walked=None) is None


def test_what_fails_is_asked_for_ever_less_often():
    waits = [retry_at(tries, NOW) - NOW for tries in range(1, 9)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (HOUR, 30 * DAY)


def test_three_looks_at_what_is_missing_take_a_week():
    assert missing_again(missing_again(NOW)) - NOW >= timedelta(days=7)


@pytest.mark.parametrize(
    ("lastmod", "checked", "claims"),
    [
        ("2026-11-23T07:00:00Z", NOW - 2 * HOUR, True),
        ("2026-11-23T07:00:00Z", NOW - HOUR / 2, False),
        ("2026-11-23T09:00:00+02:00", NOW - 2 * HOUR, True),
        ("2026-11-22", NOW - 2 * DAY, True),
        ("2026-11-22", NOW - HOUR, False),
        ("2026-11-23", NOW - DAY, True),  # today: once
        ("2026-11-23", NOW - HOUR, False),
        ("2026-11-22", NOW - DAY, True),  # looked at that day; now it is over
        ("2027-05-01", NOW - DAY, False),  # from the future
        ("yesterday", NOW - DAY, False),
        (None, NOW - DAY, False),
        ("2026-11-22", None, False),
    ],
)
def test_what_a_lastmod_claims(lastmod, checked, claims):
    assert claims_change(lastmod, checked, NOW) == claims


def after(*sights, source="sitemap"):
    worth = Worth()
    for claimed, changed, times in sights:
        for _ in range(times):
            worth.saw(source, claimed=claimed, changed=changed)
    return Worth.from_json(worth.as_json())


def test_a_sitemap_that_calls_everything_changed_costs_a_sample_and_is_not_believed_again():
    pages = [f"https://a.example/{number}" for number in range(1000)]
    sample = claims_to_follow(pages, Worth(), 1000)
    assert len(sample) == 10
    worth = after((True, False, 10))
    assert claims_to_follow(pages, worth, 1000) == []
    assert worth.in_words() == [
        "the sitemap's dates of change are not believed: of 10 pages that it called changed, 0 were"
    ]


def test_a_sitemap_that_was_right_is_followed_even_when_it_names_a_crowd():
    pages = [f"https://a.example/{number}" for number in range(1000)]
    assert claims_to_follow(pages, after((True, True, 6)), 1000) == pages


def test_a_few_claims_are_followed_whoever_makes_them():
    pages = ["https://a.example/1", "https://a.example/2"]
    assert claims_to_follow(pages, Worth(), 1000) == pages
    assert claims_to_follow(pages, after((True, False, 3), (True, True, 1)), 1000) == pages


def test_a_sitemap_that_mends_its_ways_is_believed_again():
    assert not after((True, False, 60)).believes("sitemap")
    assert after((True, False, 60), (True, True, 10)).believes("sitemap")


def test_an_etag_that_stays_when_the_page_changes_is_not_believed():
    worth = after((True, True, 1), (False, True, 1), source="etag")
    assert not worth.believes("etag")
    assert not asks_conditionally("https://a.example/1", worth, NOW)
    assert "ETags are not believed" in worth.in_words()[0]


def test_pages_are_asked_for_whole_until_an_etag_has_moved_with_one():
    assert not asks_conditionally("https://a.example/1", Worth(), NOW)


def test_some_looks_are_unconditional_so_that_a_lying_etag_is_found_out():
    worth = after((True, True, 3), source="etag")
    asked = [asks_conditionally("https://a.example/1", worth, NOW + n * HOUR) for n in range(400)]
    assert 0.8 < sum(asked) / len(asked) < 0.95


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=400))
def test_any_experience_can_be_kept(sights):
    worth = after(*((claimed, changed, 1) for claimed, changed in sights))
    assert Worth.from_json(worth.as_json()).as_json() == worth.as_json()
