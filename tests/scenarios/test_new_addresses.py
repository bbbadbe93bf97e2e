"""Articles that answer at a new address: stored once, and read there from then on."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, START, Press

pytestmark = pytest.mark.slow

CHANGED = "select count(*) from articles where revisions > 1"


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_an_article_is_read_on_where_it_has_moved_to(living, kind):
    """Whether its list names the new address first, or a look at the old one meets the redirect."""
    with Press(kind, START, 14, every=DAY) as press:
        living.crawl(press)
        press.now += DAY
        press.rename(11, 12, 13)
        living.crawl(press)
        assert living.one("select count(*) from articles") == 14, "no article is stored twice"
        press.edit(11, 12)
        press.now += DAY
        assert living.crawl(press, mode="recheck")["counts"]["changed"] == 2
        assert living.one(CHANGED) == 2
        assert (
            living.one("select count(*) from urls where state = 'article' and reason like 'redirects%'") == 0
        )
        press.withdraw(13)
        for _ in range(3):
            press.now += 4 * DAY
            living.crawl(press, mode="recheck")
        assert living.one("select count(*) from articles where gone is not null") == 1


def test_what_moves_and_is_edited_on_one_day_is_one_article_still(living):
    with Press("feed", START, 14, every=DAY) as press:
        living.crawl(press)
        press.now += DAY
        press.rename(11, 12)
        press.edit(11, 12)
        assert living.crawl(press, mode="recheck")["counts"]["changed"] == 2
        assert living.one("select count(*) from articles") == 14


def test_a_whole_site_under_new_addresses_is_watched_on(living):
    with Press("listing", START, 14, every=DAY) as press:
        living.crawl(press)
        press.now += DAY
        press.rename(*range(14))
        living.crawl(press)
        press.edit(2, 5)
        press.now += DAY
        assert living.crawl(press, mode="recheck")["counts"]["changed"] == 2
        assert living.one("select count(*) from articles where last_seen like '2026-03-03%'") == 14
        assert living.one("select count(*) from articles") == 14


@pytest.mark.parametrize("kind", ["sitemap", "listing"])
def test_a_site_whose_old_addresses_are_dead_has_its_articles_all_the_same(living, kind):
    """A relaunch without redirects: no article is called gone that is there under a new address, and edits are seen."""
    with Press(kind, START, 14, every=DAY) as press:
        living.crawl(press)
        press.now += DAY
        press.rename(*range(14))
        press.moved.clear()
        living.crawl(press)
        press.edit(2, 5)
        press.withdraw(9)
        changed = 0
        for _ in range(3):
            press.now += 4 * DAY
            changed += living.crawl(press, mode="recheck")["counts"]["changed"]
        assert living.one("select count(*) from articles") == 14
        assert living.rows("select title from articles where gone is not null") == [(press.stories[9].title,)]
        assert changed == 2


def test_a_few_articles_under_new_addresses_in_a_feed_are_not_taken_for_others(living):
    """A slug is corrected the day after, and the old address is dead: the feed named both, one after the other."""
    with Press("feed", START, 14, every=DAY) as press:
        living.crawl(press)
        press.now += DAY
        press.rename(12, 13)
        press.moved.clear()
        for _ in range(4):
            living.crawl(press)
            press.now += 4 * DAY
        assert living.one("select count(*) from articles") == 14
        assert living.one("select count(*) from articles where gone is not null") == 0
