"""What could not be had on one bad day is asked for again, seldom and in the end with success."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, HTML, START, Press

pytestmark = pytest.mark.slow

CONSENT = (
    "<!doctype html><html lang=en><head><title>Consent</title></head><body><main><h1>We value your privacy</h1>"
    "<p>We and our 842 partners store and access personal data on your device.</p><button>Accept all</button>"
    "</main></body></html>"
)
ARTICLES = "select count(*) from articles"


def refusing(status):
    """Every article answers so."""
    return lambda path: (status, HTML, "<h1>No</h1>") if path.startswith("/news/") else None


def consent(path):
    """A consent page of the site's own stands before everything but what robots read."""
    if path == "/consent":
        return 200, HTML, CONSENT
    return (
        None
        if path.startswith(("/robots", "/sitemap"))
        else (302, {"Location": f"/consent?return={path}"}, "")
    )


def forbidden(path):
    return (
        (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /news/\n")
        if path == "/robots.txt"
        else None
    )


TROUBLES = [
    pytest.param("sitemap", refusing(403), id="refused"),
    pytest.param("listing", refusing(403), id="refused-unlisted"),
    pytest.param("sitemap", refusing(404), id="missing"),
    pytest.param("sitemap", consent, id="consent"),
    pytest.param("sitemap", forbidden, id="robots"),
]


@pytest.mark.parametrize(("kind", "trouble"), TROUBLES)
def test_a_first_walk_on_a_bad_day_is_made_good(living, kind, trouble):
    with Press(kind, START, 25, every=DAY) as press:
        press.trouble = trouble
        living.crawl(press)
        assert living.one(ARTICLES) == 0
        assert living.one("select count(*) from urls where state = 'due'") == 0, "each address has its reason"
        press.trouble = None
        press.now += DAY + timedelta(hours=1)
        living.crawl(press)
        assert living.one(ARTICLES) == 25, living.rows(
            "select state, reason, count(*) from urls group by 1, 2"
        )
        press.now += DAY
        assert living.crawl(press)["codes"] == []


@pytest.mark.parametrize(("kind", "trouble"), TROUBLES)
def test_news_of_a_bad_day_is_read_later(living, kind, trouble):
    with Press(kind, START, 25, every=DAY) as press:
        living.crawl(press)
        press.now += DAY + timedelta(hours=1)  # a robots.txt is good for a day
        press.publish(2)
        new = {story.path for story in press.stories[-2:]}
        press.trouble = lambda path: trouble(path) if path in {*new, "/consent", "/robots.txt"} else None
        living.crawl(press)
        press.trouble = None
        press.now += DAY + timedelta(hours=1)
        living.crawl(press)
        assert living.one(ARTICLES) == 27, living.rows(
            "select state, reason, count(*) from urls group by 1, 2"
        )


def test_a_full_run_asks_for_all_that_was_refused(living):
    with Press("sitemap", START, 25, every=DAY) as press:
        press.trouble = refusing(403)
        living.crawl(press)
        press.trouble = None
        press.now += timedelta(hours=1)
        living.crawl(press)
        assert living.one(ARTICLES) == 0, "nothing is due yet"
        living.crawl(press, mode="full")
        assert living.one(ARTICLES) == 25


def test_a_site_that_goes_on_refusing_is_asked_ever_more_seldom(living):
    with Press("sitemap", START, 10, every=DAY) as press:
        press.trouble = refusing(403)
        living.crawl(press)
        press.log.clear()
        for _ in range(60):
            press.now += DAY
            living.crawl(press)
        asked = [count for path, count in press.count().items() if path.startswith("/news/")]
        assert max(asked) <= 5


def test_articles_behind_a_login_of_their_own_site_are_looked_at_again_soon(living):
    with Press("sitemap", START, 12, every=DAY) as press:
        living.crawl(press)
        before = living.rows("select url, body from articles order by url")
        press.trouble = lambda path: (
            (200, HTML, "<title>Members</title><main><h1>Members</h1></main>")
            if path == "/members"
            else (302, {"Location": f"/members?next={path}"}, "")
            if path.startswith("/news/")
            else None
        )
        press.now += DAY
        living.crawl(press, mode="recheck")
        assert (
            living.one("select count(*) from urls where reason = 'blocked: login' and due is not null") == 12
        )
        press.trouble = None
        press.now += DAY
        living.crawl(press, mode="recheck")
        assert living.rows("select url, body from articles order by url") == before
        assert living.one("select count(*) from urls where reason like 'blocked%'") == 0


def test_an_article_that_leads_to_its_section_is_gone_in_the_end(living):
    with Press("sitemap", START, 25, every=DAY) as press:
        living.crawl(press)
        to = {press.stories[3].path: "/archive", press.stories[4].path: "/", press.stories[5].path: "/circle"}
        press.trouble = lambda path: (
            (302, {"Location": to.get(path, path)}, "") if path in {*to, "/circle"} else None
        )
        for _ in range(3):
            press.now += 4 * DAY
            living.crawl(press, mode="recheck")
        gone = living.rows("select id from articles where gone is not null")
        assert len(gone) == 2, "the one in circles is an accident"
        press.trouble = None
        press.now += DAY
        living.crawl(press, mode="recheck")
        assert living.one("select count(*) from articles where gone is not null") == 0
        reasons = living.rows("select distinct reason from urls where state = 'article'")
        assert reasons == [("looks like the site's articles",)]
