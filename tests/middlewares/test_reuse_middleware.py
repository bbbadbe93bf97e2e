"""What a site and its pages say about reuse: kept with the site, and respected where that is set or the law asks for it."""

import json

import pytest

PAGE = (200, {"Content-Type": "text/html"}, "<title>A page</title>")
RESERVED = json.dumps(
    [{"location": "/news/*", "tdm-reservation": 1, "tdm-policy": "https://a.example/terms"}]
)
HOME = {"url": "http://a.example/", "meta": {"kind": "home"}}
NEWS, FREE = "http://a.example/news/1", "http://a.example/free/1"


@pytest.fixture
def reserved(site):
    site.answers.update({"/": PAGE, "/news/1": PAGE, "/free/1": PAGE})
    site.answers["/.well-known/tdmrep.json"] = (200, {"Content-Type": "application/json"}, RESERVED)
    return site


def asked(ask, *urls, knowledge=None, **settings):
    first = ask(HOME, settings=settings, knowledge=knowledge or {})
    return ask(*urls, settings=settings, knowledge=first["knowledge"])


def test_a_reservation_is_recorded_with_the_site_and_nothing_left_out(reserved, ask):
    result = asked(ask, NEWS, FREE, REUSE_SIGNALS="record")
    assert result["what"] == [200, 200]
    assert result["knowledge"]["site"]["reuse"] == {
        "reserved": "/.well-known/tdmrep.json",
        "policy": "https://a.example/terms",
    }


def test_a_reservation_is_respected_where_that_is_set(reserved, ask):
    assert asked(ask, NEWS, FREE, REUSE_SIGNALS="respect")["what"] == ["ReuseReserved", 200]
    assert "a.example/news/1" not in reserved.asked


@pytest.mark.parametrize(("country", "what"), [("FR", "ReuseReserved"), ("CH", 200), ("", 200)])
def test_it_is_respected_where_the_law_of_the_country_asks_for_it(reserved, ask, country, what, monkeypatch):
    assert asked(ask, NEWS, COUNTRY=country)["what"] == [what]


def test_the_file_is_asked_for_once_a_month(reserved, ask):
    first = ask(HOME, now="2026-11-01T08:00:00Z")
    second = ask(HOME, now="2026-11-20T08:00:00Z", knowledge=first["knowledge"])
    assert reserved.asked.count("a.example/.well-known/tdmrep.json") == 1
    ask(HOME, now="2026-12-03T08:00:00Z", knowledge=second["knowledge"])
    assert reserved.asked.count("a.example/.well-known/tdmrep.json") == 2


def test_what_a_page_says_goes_before_the_file(reserved, ask):
    reserved.answers["/free/1"] = (200, {"tdm-reservation": "1"}, "")
    assert asked(ask, FREE, REUSE_SIGNALS="respect")["what"] == ["ReuseReserved"]


@pytest.mark.parametrize("signal", ["noarchive", "noai"])
def test_words_of_robots_signals_are_kept_with_the_site(site, ask, signal):
    site.answers["/1"] = (200, {"X-Robots-Tag": signal}, "")
    result = ask("http://a.example/1", settings={"REUSE_SIGNALS": "record"})
    assert (result["what"], result["knowledge"]["site"]["reuse"]) == ([200], {signal: "robots"})


def test_nothing_is_asked_or_kept_where_it_is_ignored(reserved, ask):
    result = asked(ask, NEWS, REUSE_SIGNALS="ignore")
    assert result["what"] == [200]
    assert "reuse" not in result["knowledge"]["site"]
    assert "a.example/.well-known/tdmrep.json" not in reserved.asked
