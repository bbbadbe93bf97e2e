"""What comes between a crawl and its end loses nothing: a network that is gone for an hour, a window that closes."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, START, Press

pytestmark = pytest.mark.slow

HOUR = timedelta(hours=1)


def gone_after(press, number):
    """The network is there for so many requests more."""
    last = press.requests + number
    return lambda path: (502, {}, "") if press.requests > last else None


def test_a_network_that_is_gone_in_the_middle_of_the_first_walk(living):
    with Press("listing", START, 40, every=timedelta(days=1)) as press:
        press.trouble = gone_after(press, 15)
        settings = {"RETRY_TIMES": 0}
        first = living.crawl(press, settings=settings)
        assert "down" in first["codes"]
        assert first["asked"] < 30, "it is left alone"
        press.now += HOUR / 4
        assert living.crawl(press, settings=settings)["asked"] == 0, "the next run knows"
        press.trouble = None
        press.now += HOUR
        living.crawl(press, settings=settings)
        press.now += HOUR
        last = living.crawl(press, settings=settings)
        assert "down" not in last["codes"]
        assert living.one("select count(*) from articles") == 40
        assert (
            living.one("select count(*) from urls where state = 'failed' and reason not like 'HTTP 404'") == 0
        )


@pytest.mark.parametrize("header", ["5400", "Sun, 01 Mar 2026 07:30:00 GMT"], ids=["seconds", "date"])
def test_retry_after_is_obeyed_by_the_next_runs_too(living, header):
    with Press("listing", START, 10, every=timedelta(days=1)) as press:
        living.crawl(press)
        press.trouble = lambda path: (503, {"Retry-After": header}, "")
        assert living.crawl(press)["asked"] <= 2
        press.trouble = None
        press.now += HOUR
        assert living.crawl(press)["asked"] == 0
        press.now += HOUR
        assert living.crawl(press)["asked"] > 0


def test_a_budget_and_a_window_are_kept_and_the_rest_comes_later(living):
    with Press("listing", START, 20, every=timedelta(days=1)) as press:
        site = {"budget": 12, "hours": "22-06", "timezone": "UTC"}
        press.now = START.replace(hour=12)
        assert living.crawl(press, entry=site)["asked"] == 0, "outside its hours"
        press.now = START.replace(hour=23)
        runs = [living.crawl(press, entry=site) for _ in range(5)]
        assert max(run["asked"] for run in runs) <= 12 + 2, "and robots.txt and tdmrep.json"
        assert living.one("select count(*) from articles") == 20


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_news_comes_before_what_a_budget_has_left_of_the_first_walk(living, kind):
    with Press(kind, START, 90, every=DAY) as press:
        newest = "select title from articles where published > '2026-03-0'"
        living.crawl(press, entry={"budget": 12})
        for _ in range(3):
            press.now += DAY
            press.publish()
            living.crawl(press, entry={"budget": 12})
        assert {title for (title,) in living.rows(newest)} == {story.title for story in press.stories[-3:]}
        assert living.one("select count(*) from articles") < 60, "and the walk goes on"
        for _ in range(12):
            living.crawl(press, entry={"budget": 12})
        assert living.one("select count(*) from articles") == 93
