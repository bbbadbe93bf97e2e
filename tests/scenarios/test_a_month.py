"""A month of a site that fails in turn: nothing missed at the end, no false change, each breakage named at once."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import Press

pytestmark = [pytest.mark.slow, pytest.mark.long]

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
CONSENT = (
    "<!doctype html><html><head><title>Before you continue</title></head><body><div id='consent-wall' class='cmp'>"
    "<h1>We value your privacy</h1><p>We and our 842 partners store and access information on your device, such as"
    " cookies, and process personal data. You must accept or reject before you can continue to the site.</p>"
    "<button>Accept all</button><button>Reject all</button><button>Manage options</button></div></body></html>"
)


def down(_):
    return 502, {}, "bad gateway"


def busy(_):
    return 503, {"Retry-After": "3600"}, ""


def too_many(_):
    return 429, {"Retry-After": "7200"}, ""


def consent(path):
    return None if path == "/robots.txt" else (200, {"Content-Type": "text/html; charset=utf-8"}, CONSENT)


def gone(path):
    return None if path in ("/robots.txt", "/") else (404, {}, "<h1>Not found</h1>")


TROUBLE = {
    3: (down, "down"),
    5: (busy, "busy"),
    7: (too_many, "busy"),
    11: (consent, "blocked"),
    13: (gone, "all-missing"),
}


def test_a_month_of_failures(living):
    with Press("listing", START, 40, every=2 * DAY) as press:
        living.crawl(press, recheck=4)
        begun, named = {}, {}
        for half_day in range(1, 32):
            day = half_day // 2
            press.now = START + half_day * DAY / 2
            if half_day % 2 == 0:
                press.publish()
            trouble, code = TROUBLE.get(day, (None, None))
            press.trouble = trouble
            press.design = 2 if day >= 9 else 1
            if day == 9:
                code = "layout"
            run = living.crawl(press, recheck=4)
            if code and day not in begun:
                begun[day] = code
                named[day] = run["codes"]
            if trouble:
                assert run["asked"] < 30, "a site in trouble is left alone"
        assert {day: code for day, code in begun.items() if code not in named[day]} == {}
        found = {url for (url,) in living.rows("select url from articles")}
        lost = [s.path for s in press.stories if f"http://{press.host}{s.path}" not in found]
        assert [
            living.rows(
                "select url, state, reason, due, checked, tries from urls where url like ?", f"%{path}"
            )
            for path in lost
        ] == []
        assert living.rows("select url, revisions from articles where revisions > 1") == []
        assert living.one("select count(*) from articles where gone is not null") == 0
        assert living.one("select count(*) from articles where words < 100") == 0
