"""What a second run finds, and what it costs the site: ten new articles, five edited, two withdrawn."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import Press

pytestmark = [pytest.mark.slow, pytest.mark.long]

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
STORIES = int(os.environ.get("SCENARIO_STORIES", "40"))  # 1000 by hand
RECHECK = 3


@pytest.mark.parametrize("kind", ["sitemap", "feed", "listing", "lying"])
def test_news_edits_and_withdrawals_are_found_at_little_cost(living, kind):
    with Press(kind, START, STORIES, every=3 * DAY) as press:
        first = living.crawl(press, recheck=RECHECK)
        assert living.one("select count(*) from articles") == STORIES
        press.now += timedelta(hours=1)
        second = living.crawl(press, recheck=RECHECK)
        share = 12 if kind == "lying" else 2  # a lastmod that lies costs its sample of ten, once
        assert second["asked"] <= max(0.045 * first["asked"], 3) + share
        assert living.one("select count(*) from revisions") == STORIES

        press.publish(10)
        press.edit(*range(20, 25))
        press.withdraw(10, 11)
        press.now += timedelta(hours=5)
        changed = living.crawl(press, recheck=RECHECK)
        assert changed["counts"]["new"] == 10, "all that is new is found by the next run"
        assert changed["asked"] <= 0.045 * first["asked"] + 2 * 17 + 12 * (kind == "lying")
        if kind == "sitemap":
            assert changed["counts"]["changed"] == 5, "an honest lastmod shows edits at once"

        asked, runs = 0, 0
        until = press.now + (RECHECK + 8) * DAY
        while press.now < until:  # the sweep: each article once in `recheck`
            press.now += timedelta(hours=36)
            asked, runs = asked + living.crawl(press, recheck=RECHECK)["asked"], runs + 1
        edited = living.rows("select url from articles where revisions > 1 order by url")
        assert len(edited) == 5, edited
        assert living.one("select count(*) from revisions") == STORIES + 10 + 5, "and no change that was none"
        assert living.one("select count(*) from articles where gone is not null") == 2
        assert living.one("select count(*) from articles where body = ''") == 0
        print(
            f"{kind}: first {first['asked']}, unchanged {second['asked']}, changed {changed['asked']}, then {asked / runs:.0f} a run"
        )
