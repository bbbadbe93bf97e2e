"""How fast a host is asked, and when it is left alone: timed at a real server.

A busy machine notes a request late: a pause seems shorter then than it was, hence a margin of a third.
"""

from datetime import timedelta
from itertools import pairwise

import pytest

from crawler import clock
from crawler.middlewares.pace import pause, rest_after, retry_after

PAGE = (200, {"Content-Type": "text/html"}, "<p>Hello</p>")


def gaps(site, host="a.example"):
    times = [moment for name, moment in site.times if name == host]
    return [later - earlier for earlier, later in pairwise(times)]


def pages(number, host="a.example"):
    return [f"http://{host}/{n}" for n in range(number)]


def test_requests_to_a_host_are_a_pause_apart_and_hosts_do_not_wait_for_each_other(site, ask):
    site.answers.update({f"/{n}": PAGE for n in range(4)})
    ask(*pages(4), *pages(4, "b.example"), settings={"DOWNLOAD_DELAY": 0.4})
    assert min(gaps(site) + gaps(site, "b.example")) > 0.25
    first = dict(reversed(site.times))
    last = dict(site.times)
    assert first["b.example"] < last["a.example"] and first["a.example"] < last["b.example"]


def test_both_names_of_a_host_are_one_host(site, ask):
    site.answers.update({f"/{n}": PAGE for n in range(2)})
    ask(*pages(2), *pages(2, "www.a.example"), settings={"DOWNLOAD_DELAY": 0.4, "ROBOTSTXT_OBEY": False})
    times = sorted(time for _, time in site.times)
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.25


def test_robots_crawl_delay_is_kept(site, ask):
    site.answers["/robots.txt"] = (200, {}, "User-agent: *\nCrawl-delay: 0.8")
    ask(*pages(3), settings={"DOWNLOAD_DELAY": 0.1})
    assert min(gaps(site)[1:]) > 0.5


def test_a_site_has_its_own_delay(site, ask):
    ask(*pages(3), settings={"DOWNLOAD_DELAY": 0.1}, delay=0.6)
    assert min(gaps(site)[1:]) > 0.4


def test_no_delay_means_none_whatever_robots_says(site, ask):
    site.answers["/robots.txt"] = (200, {}, "User-agent: *\nCrawl-delay: 5")
    ask(*pages(10), settings={"DOWNLOAD_DELAY": 0})
    assert max(gaps(site)) < 5


def test_a_slow_host_is_asked_more_slowly(site, ask):
    def slow(_):
        import time

        time.sleep(0.5)
        return PAGE

    site.answers.update({f"/{n}": slow for n in range(4)})
    ask(*pages(4), settings={"DOWNLOAD_DELAY": 0.1, "ROBOTSTXT_OBEY": False})
    assert min(gaps(site)[1:]) > 0.7  # half a second to answer, and as long a pause


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_seconds_gets_them(site, ask, status):
    site.answers["/0"] = lambda number: (status, {"Retry-After": "1"}, "") if number == 1 else PAGE
    site.answers["/1"] = PAGE
    result = ask(*pages(2), settings={"ROBOTSTXT_OBEY": False})
    assert result["what"] == [200, 200]
    assert gaps(site)[0] > 0.7  # the other page waits as well
    assert site.asked.count("a.example/0") == 2


def test_a_host_that_asks_for_long_rests_also_in_the_next_runs(site, ask):
    site.answers["/0"] = lambda number: (503, {"Retry-After": "7200"}, "") if number == 1 else PAGE
    site.answers["/1"] = site.answers["b.example/0"] = PAGE
    settings = {"ROBOTSTXT_OBEY": False}
    first = ask(*pages(2), "http://b.example/0", now="2026-11-23T08:00:00Z", settings=settings)
    assert first["what"] == ["SiteResting", "SiteResting", 200]
    assert first["outcomes"][0][3] == "it answers 503 and asks for a pause"
    assert site.asked.count("a.example/1") == 0
    early = ask(*pages(2), now="2026-11-23T09:30:00Z", settings=settings, knowledge=first["knowledge"])
    assert early["what"] == ["SiteResting", "SiteResting"]
    assert site.asked.count("a.example/0") == 1
    later = ask(*pages(2), now="2026-11-23T10:01:00Z", settings=settings, knowledge=first["knowledge"])
    assert later["what"] == [200, 200]
    assert later["knowledge"]["site"]["rest"] == {}


def test_one_page_that_is_always_unavailable_does_not_stop_its_site(site, ask):
    site.answers.update({f"/{n}": PAGE for n in range(40)})
    site.answers["/0"] = (503, {"Retry-After": "0"}, "")
    result = ask(*pages(40), settings={"ROBOTSTXT_OBEY": False})
    assert result["what"] == [503] + [200] * 39


def test_a_host_that_never_answers_is_left_alone_and_named(site, ask):
    site.answers.update({f"/{n}": 0 for n in range(50)})
    result = ask(*pages(50), settings={"ROBOTSTXT_OBEY": False, "RETRY_TIMES": 1})
    assert len(site.asked) < 20
    assert set(result["what"][10:]) == {"SiteResting"}
    assert result["outcomes"][-1][3] == "the connection was cut"
    assert result["knowledge"]["site"]["rest"]["a.example"]["why"] == "down"


def test_a_network_that_is_gone_for_some_seconds_is_waited_for(site, ask):
    site.answers.update({f"/{n}": lambda number: PAGE if len(site.asked) > 7 else 0 for n in range(6)})
    settings = {"ROBOTSTXT_OBEY": False, "DOWNLOAD_DELAY": 0.01}
    # The waits take most of the patience, however long: what is left of six seconds is for a busy machine.
    result = ask(*pages(6), settings={**settings, "PACE_PATIENCE": 6})
    assert result["what"] == [200] * 6
    site.asked.clear()
    assert "SiteResting" in ask(*pages(6), settings={**settings, "PACE_PATIENCE": 0.1})["what"]


def test_a_host_that_only_fails_is_left_alone(site, ask):
    site.answers.update({f"/{n}": (500, {}, "") for n in range(50)})
    result = ask(*pages(50), settings={"ROBOTSTXT_OBEY": False, "RETRY_TIMES": 0})
    assert len(site.asked) < 20
    assert result["outcomes"][-1][2:4] == ["SiteResting", "it answers 500"]


def test_a_run_asks_no_more_than_its_budget(site, ask):
    result = ask(*pages(20), settings={"CRAWL_BUDGET": 5})
    assert result["what"].count("SiteResting") == 15
    assert len(site.asked) == 6  # and robots.txt


def test_retry_after_is_read_as_seconds_or_a_date():
    now = clock.parse("2026-11-23T08:00:00Z")
    assert retry_after(" 90 ", now) == timedelta(seconds=90)
    assert retry_after("Mon, 23 Nov 2026 08:05:00 GMT", now) == timedelta(minutes=5)
    assert retry_after("Monday, 23-Nov-26 08:05:00 GMT", now) == timedelta(minutes=5)  # RFC 850
    assert retry_after("Mon, 23 Nov 2026 07:00:00 GMT", now) == timedelta()
    for nonsense in ("", "soon", "-5", "1e9", "٣"):
        assert retry_after(nonsense, now) is None


def test_the_pause_is_the_longest_that_anyone_asks_for():
    usual = {"own": 1.0, "crawl_delay": None, "longest": 60.0, "answer_time": 0.0, "factor": 1.0}
    assert pause(**usual) == 1.0
    assert pause(**{**usual, "crawl_delay": 10}) == 10
    assert pause(**{**usual, "crawl_delay": 3600}) == 60  # not reasonable: a year for 9,000 pages
    assert pause(**{**usual, "answer_time": 4.0}) == 8.0
    assert pause(**{**usual, "own": 0.0, "crawl_delay": 10, "answer_time": 4.0}) == 0


def test_a_rest_grows_and_ends_within_a_quarter_of_a_day():
    assert [rest_after(times) / timedelta(minutes=30) for times in range(6)] == [1, 2, 4, 8, 12, 12]
