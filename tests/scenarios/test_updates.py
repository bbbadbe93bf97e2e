"""What a second run finds, and what it costs the site: ten new articles, five edited, two withdrawn."""

import itertools
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, START, Press

pytestmark = pytest.mark.slow

KINDS = ["sitemap", "feed", "listing", "lying"]


def lived_through(living, kind, stories, recheck, step):
    """(requests of the first run, of an unchanged second, of a changed one, of the later ones together)"""
    with Press(kind, START, stories, every=3 * DAY) as press:
        first = living.crawl(press, recheck=recheck)
        assert living.one("select count(*) from articles") == stories
        press.now += timedelta(hours=1)
        second = living.crawl(press, recheck=recheck)
        assert living.one("select count(*) from revisions") == stories

        press.publish(10)
        press.edit(*range(20, 25))
        press.withdraw(10, 11)
        press.now += timedelta(hours=5)
        changed = living.crawl(press, recheck=recheck)
        assert changed["counts"]["new"] == 10, "all that is new is found by the next run"
        if kind == "sitemap":
            assert changed["counts"]["changed"] == 5, "an honest lastmod shows edits at once"

        later, until = 0, press.now + (recheck + 8) * DAY
        while (
            press.now < until
        ):  # the sweep: each article once in `recheck`, and three looks at what is missing
            press.now += step
            later += living.crawl(press, recheck=recheck)["asked"]
        assert living.one("select count(*) from articles where revisions > 1") == 5
        assert living.one("select count(*) from revisions") == stories + 10 + 5, "and no change that was none"
        assert living.one("select count(*) from articles where gone is not null") == 2
        assert living.one("select count(*) from articles where body = ''") == 0
        return first["asked"], second["asked"], changed["asked"], later


@pytest.mark.parametrize("kind", ["listing", "lying"])
def test_a_small_site(living, kind):
    first, second, changed, _ = lived_through(living, kind, 30, 3, timedelta(hours=60))
    share = 12 * (kind == "lying")  # a lastmod that lies costs a sample of ten, once
    assert second <= max(0.05 * first, 4) + share
    assert changed <= max(0.05 * first, 4) + 2 * 17 + share


@pytest.mark.parametrize("kind", ["feed", "listing"])
def test_weeks_without_a_run_lose_nothing_that_a_list_still_shows(living, kind):
    """The feed shows 15 and the home page 10: what has gone from both is found in the archive's pages."""
    with Press(kind, START, 40, every=DAY) as press:

        def without_links_to_others(path):
            body, kind = press.document(path, {}) if path.startswith("/news/") else (None, "")
            return body and (200, {"Content-Type": kind}, body.partition('<section class="related">')[0])

        press.trouble = without_links_to_others
        living.crawl(press)
        press.now += 20 * DAY
        press.publish(60)
        assert living.crawl(press)["counts"]["new"] == 60
        press.now += timedelta(minutes=30)
        assert living.crawl(press)["asked"] < 8, "and only then are they read"


def test_what_no_list_shows_any_more_is_told_of(living):
    with Press("feed", START, 40, every=DAY) as press:

        def neither_archive_nor_links_to_others(path):
            if path.startswith("/archive"):
                return 404, {}, "<h1>Not found</h1>"
            body, kind = press.document(path, {}) if path.startswith("/news/") else (None, "")
            return body and (200, {"Content-Type": kind}, body.partition('<section class="related">')[0])

        press.trouble = neither_archive_nor_links_to_others
        living.crawl(press)
        press.now += DAY
        press.publish(2)
        assert "gap" not in living.crawl(press)["codes"]
        press.now += 20 * DAY
        press.publish(60)
        assert "gap" in living.crawl(press)["codes"]


@pytest.mark.parametrize("stories", [25, pytest.param(130, marks=pytest.mark.long)])
def test_wordpress_says_what_was_modified(living, stories):
    """`modified_after` on its posts: an edit of an old article is seen at once, without a look at any other."""
    with Press("wordpress", START, stories, every=3 * DAY) as press:
        living.crawl(press)
        assert living.one("select count(*) from articles") == stories
        press.now += timedelta(hours=5)
        press.edit(3, 20)
        press.publish(2)
        run = living.crawl(press)
        assert (run["counts"]["new"], run["counts"]["changed"]) == (2, 2)
        assert run["asked"] < 15
        assert any("modified_after=" in asked for asked in press.log)
        press.now += timedelta(hours=5)
        assert living.crawl(press)["asked"] < 8
        press.now += timedelta(hours=5)
        press.edit(*range(stories - 5))  # of 130 more than fit one page of its answers
        assert living.crawl(press)["counts"]["changed"] == stories - 5


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_articles(living, kind):
    """At most 2% for an unchanged run, and twice the changes more for a changed one."""
    first, second, changed, later = lived_through(living, kind, 1000, 30, timedelta(hours=36))
    print(f"{kind}: first {first}, unchanged {second}, changed {changed}, then {later} in 38 days")
    assert second <= 0.02 * first
    assert changed <= 0.02 * first + 2 * 17


def test_links_that_begin_to_carry_a_session_or_a_number_double_nothing(living):
    with Press("listing", START, 25, every=DAY) as press:
        living.crawl(press)
        assert living.one("select count(*) from articles") == 25
        for mark in ("session={n}", "zenid={n:08x}beef"):
            numbers = itertools.count(1000)

            def carried(path, mark=mark, numbers=numbers):
                body, kind = press.document(path, {})
                added = mark.format(n=next(numbers))
                body = body and re.sub(r'href="(/news/[^"?]+)"', rf'href="\1?{added}"', body)
                return (200, {"Content-Type": kind}, body) if body and path != "/archive" else None

            press.trouble = carried
            for _ in range(3):
                press.now += DAY
                press.publish()
                living.crawl(press)
            assert living.one("select count(*) from articles") == len(press.stories), mark
            assert living.one("select count(*) from revisions") == len(press.stories), mark
