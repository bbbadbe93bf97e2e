"""A site moves to https: its articles are watched on, none twice; the end of its certificate is told. Over real TLS."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import START, Press

pytestmark = pytest.mark.slow


def test_a_site_that_moves_to_https_is_watched_on(living):
    with Press("sitemap", START, 15, every=timedelta(days=9)) as press:
        living.crawl(press)
        press.now += timedelta(hours=5)
        press.move_to_https(ends=datetime(2026, 3, 4))
        press.publish(2)
        run = living.crawl(press)
        assert run["counts"]["new"] == 2
        assert run["codes"] == ["moved", "certificate-soon"]
        press.now += timedelta(days=3)
        press.edit(3, 4, 15)
        press.withdraw(5)
        run = living.crawl(press)
        assert ["certificate", "attention"] in [notice[:2] for notice in run["notices"]]
        press.now += timedelta(hours=1)
        living.crawl(press)  # a small site's lists are asked in turn
        edits = "select count(*) from articles where revisions > 1"
        assert living.one(edits) == 3, "a sitemap that names https addresses is heard"
        living.crawl(press, mode="recheck")
        for _ in range(2):
            press.now += timedelta(days=4)
            living.crawl(press)
        assert living.one("select count(*) from articles") == 17
        assert living.one("select count(*) from revisions") == 17 + 3
        assert living.one("select count(*) from articles where gone is not null") == 1
        assert living.one("select count(*) from urls where state = 'article' and due is null") == 0
