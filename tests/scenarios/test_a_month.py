"""A month of hourly runs on a site that fails in turn: nothing missed at the end, no false change, each breakage
named at once, and never more requests than allowed."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, START, Press

pytestmark = [pytest.mark.slow, pytest.mark.long]

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


def silent(_):
    return 0.6  # seconds; the crawl waits for half of one


DAY_OF = {"redesign": 12, "https": 25, "end": 30}
TROUBLE = {
    3: (down, "down"),
    5: (busy, "busy"),
    7: (too_many, "busy"),
    9: (silent, "down"),
    15: (gone, "all-missing"),
    20: (consent, "blocked"),
}
PAUSE = 0.02


def test_a_month_of_failures_hour_by_hour(living):
    with Press("listing", START, 60, every=DAY) as press:
        settings = {
            "DOWNLOAD_DELAY": PAUSE,
            "DOWNLOAD_TIMEOUT": 0.5,
            "RETRY_TIMES": 1,
            "PACE_ANSWER_TIMES": 0,
        }
        living.crawl(press, recheck=8, settings=settings)
        named, edited = {}, set()
        for hour in range(1, DAY_OF["end"] * 24 + 1):
            press.now = START + timedelta(hours=hour)
            day, first = hour // 24, hour % 24 == 0
            press.trouble, code = TROUBLE.get(day, (None, None))
            if hour % 17 == 0:
                press.publish()
            if hour % 100 == 50 and not press.trouble:
                press.edit(hour // 10)
                edited.add(hour // 10)
            if first and day == DAY_OF["redesign"]:
                press.design, code = 2, "layout"
            if first and day == DAY_OF["https"]:
                press.move_to_https()
                code = "moved"
            run = living.crawl(press, recheck=8, settings=settings)
            if code and (day not in named or code == "all-missing"):  # a few looks tell that, one does not
                told = named.get(day, (code, []))[1]
                named[day] = (code, [*told, *run["codes"]])
            if press.trouble and not first and code != "all-missing":
                assert run["asked"] < 12, "a site in trouble is left alone"
            if not press.trouble and day - 1 not in TROUBLE:
                alarms = {notice[0] for notice in run["notices"] if notice[1] == "attention"}
                assert not alarms - {"fields"}, (
                    hour,
                    run["notices"],
                )  # the redesign takes date and author away
        assert {day: told for day, told in named.items() if told[0] not in told[1]} == {}
        press.now += 9 * DAY  # the sweep of what was edited last
        living.crawl(press, recheck=8, settings=settings)
        assert lost(living, press) == []
        changed = {
            int(path.split("/")[-1].split("-")[0])
            for (path,) in living.rows("select url from articles where revisions > 1")
        }
        assert changed == edited
        assert living.one("select count(*) from articles where gone is not null") == 0
        assert living.one("select count(*) from articles where words < 100") == 0
        assert living.one("select count(*) from articles") == len(press.stories)
        # Never more requests in a time than allowed, whatever the site was like.
        fastest = min(after - before for before, after in zip(press.times, press.times[20:], strict=False))
        assert fastest > 20 * PAUSE * 0.9


def lost(living, press):
    found = {url.partition("://")[2] for (url,) in living.rows("select url from articles")}
    return [s.path for s in press.stories if f"{press.host}{s.path}" not in found]
