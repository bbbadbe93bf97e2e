"""A site that breaks in each way it can: told in words after a real crawl, and no text that was good is lost."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, START, Press
from test_a_month import consent

pytestmark = pytest.mark.slow

LONG = pytest.mark.long


def page(title, main):
    html = f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{main}</body></html>"
    return 200, {"Content-Type": "text/html; charset=utf-8"}, html


def news_only(answer):
    """Trouble on article pages alone: what robots.txt, lists and the home page say stays."""
    return lambda path: answer if path.startswith("/news/") else None


CHALLENGE = page(
    "Just a moment...",
    "<h1>press.example</h1><p>Checking your browser before accessing the site.</p>"
    "<noscript>Enable JavaScript and cookies to continue</noscript><script src='/cdn-cgi/challenge-platform/x.js'></script>",
)
LOGIN = page(
    "Log in",
    "<h1>Log in</h1><form><p>Log in to go on reading.</p><input name=user><input type=password name=p><button>Log in</button></form>",
)
EMPTY = page("The Press", "<header><a href='/'>The Press</a></header><main></main><footer>The Press</footer>")


def run_of(living, press, days):
    """A story a day, and a run each; the last run."""
    for _ in range(days):
        press.now += DAY
        press.publish()
        run = living.crawl(press, recheck=4)
    return run


def messages(run):
    return [message for _, level, message in run["notices"] if level == "attention"]


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        pytest.param(news_only(EMPTY), "with much less text|have no article on them", id="empty"),
        pytest.param(
            news_only(CHALLENGE),
            "pages were a challenge for robots instead of the article",
            id="challenge",
            marks=LONG,
        ),
        pytest.param(consent, "the home page is a consent wall", id="consent", marks=LONG),
        pytest.param(
            news_only(LOGIN), "pages were a login page instead of the article", id="login", marks=LONG
        ),
    ],
)
def test_what_stands_in_the_articles_place_is_named_and_never_kept(living, trouble, words):
    with Press("listing", START, 25, every=DAY) as press:
        living.crawl(press, recheck=4)
        before = living.rows("select url, title, body from articles order by url")
        press.trouble = trouble
        run = run_of(living, press, 3)
        assert any(part in message for part in words.split("|") for message in messages(run)), run["notices"]
        assert living.rows("select url, title, body from articles order by url") == before
        assert living.one("select count(*) from revisions") == len(before)
        press.trouble = None
        run = run_of(living, press, 5)
        assert not messages(run), "well again"
        assert living.one("select count(*) from articles") == len(press.stories)


def test_a_wall_of_404_is_told_in_the_run_that_meets_it_and_takes_nothing_for_withdrawn(living):
    with Press("listing", START, 25, every=9 * DAY) as press:
        living.crawl(press, recheck=400)
        press.now += DAY
        press.publish()
        living.crawl(press, recheck=400)
        press.trouble = news_only((404, {"Content-Type": "text/html"}, "<h1>Not found</h1>"))
        press.now += timedelta(hours=2)  # the new story alone is due
        run = living.crawl(press, recheck=400)
        assert [told.partition("all 4 articles")[2][:30] for told in messages(run)] == [
            " that were looked at are missi"
        ]
        assert living.one("select count(*) from missed_looks") == 0
        press.now += timedelta(minutes=5)
        assert messages(living.crawl(press, recheck=400)), "told until one of them is there again"
        press.trouble = None
        press.now += 2 * DAY
        assert not messages(living.crawl(press, recheck=400))
        press.withdraw(25)  # and a withdrawal is one, though nothing else is due
        for _ in range(4):
            press.now += 4 * DAY
            assert not messages(living.crawl(press, recheck=400))
        assert living.one("select count(*) from articles where gone is not null") == 1


def test_a_home_page_behind_a_gate_on_another_site_has_not_moved(living):
    with Press("feed", START, 25, every=DAY) as press:
        living.crawl(press)
        gate = {"Location": f"http://consent.example/gate?return=http%3A%2F%2F{press.host}%2F"}
        press.trouble = lambda path: (302, gate, "") if path == "/" else LOGIN if "/gate" in path else None
        press.now += DAY
        press.publish()
        run = living.crawl(press)
        assert [told.partition(": ")[2][:50] for told in messages(run)] == [
            "blocked: the home page is behind a gate on another"
        ]
        assert run["counts"]["new"] == 1
        press.trouble = None
        press.now += DAY
        assert not messages(living.crawl(press))


@pytest.mark.parametrize(
    ("design", "words"),
    [
        ("undated", "the last 6 articles have no date, since 2 March; before, 100% had one"),
        pytest.param("one date", "the last 6 articles all have the date 2026-01-01", marks=LONG),
        pytest.param("site name", 'of the last 6 articles have the same title, "The Press"', marks=LONG),
        pytest.param("cut", "have 45 words where 225 were usual", marks=LONG),
    ],
)
def test_what_a_redesign_takes_from_articles_is_named(living, design, words):
    with Press("listing", START, 25, every=DAY) as press:
        living.crawl(press, recheck=40)
        press.design = design
        run = run_of(living, press, 6)
        assert any(words in message for message in messages(run)), run["notices"]
        assert living.one("select count(*) from revisions where title = 'The Press' and id <= 25") == 0


def test_a_list_that_does_not_move_is_told_by_its_own_rhythm(living):
    with Press("listing", START, 25, every=30 * DAY) as monthly:
        living.crawl(monthly)
        monthly.now += 20 * DAY
        assert messages(living.crawl(monthly)) == [], "a monthly paper is silent for twenty days"
    with Press("listing", START, 25, every=DAY) as daily:
        folder = {
            "folder": str(living.folder.parent / "daily"),
            "sites": [["daily", f"http://{daily.host}/"]],
        }
        living.crawl(daily, **folder)
        daily.now += DAY
        assert messages(living.crawl(daily, **folder)) == []
        daily.now += 3 * DAY
        [told] = messages(living.crawl(daily, **folder))
        assert told.startswith(
            "daily: no new article for 5 days; its longest silence in the year before was 1 day"
        )


def test_a_site_that_is_down_is_so_until_something_answers(living):
    """A failure of robots.txt is kept for fifty minutes: the runs until then are no good news."""
    with Press("listing", START, 12, every=DAY) as press:
        assert not messages(living.crawl(press))
        press.now += DAY + timedelta(hours=1)
        press.trouble = lambda path: (500, {}, "") if path == "/robots.txt" else None
        for minutes in (0, 10, 20, 60):
            press.now += timedelta(minutes=minutes)
            run = living.crawl(press)
            assert [told.partition(": ")[2] for told in messages(run)] == [
                "the site did not answer: robots.txt: the server answered 500"
            ]
        press.now += timedelta(minutes=5)
        hour = press.now.hour
        closed = f"{(hour + 2) % 24:02}-{(hour + 4) % 24:02}"
        assert messages(living.crawl(press, entry={"hours": closed})), "nobody has asked"
        press.trouble = None
        press.now += timedelta(hours=2)
        assert not messages(living.crawl(press)), "well again"


def elsewhere(press, root, but=()):
    """The press, whose documents (but for some) name another scheme or host."""

    def trouble(path):
        body, kind = press.document(path, {}) if path not in but else (None, "")
        named = body and body.replace(f"http://{press.host}", root).replace('href="/', f'href="{root}/')
        return (200, {"Content-Type": kind}, named) if named else None

    return trouble


def test_a_site_that_names_https_and_has_it_not_is_asked_as_its_home_page_is(living):
    with Press("sitemap", START, 30, every=DAY) as press:  # its proxy connects to no https
        press.trouble = elsewhere(press, f"https://{press.host}")
        run = living.crawl(press)
        assert not messages(run)
        assert living.one("select count(*) from articles where url like 'http://%'") == 30
        [left] = living.rows("select count(*) from urls where state = 'excluded'")
        assert left == (0,)
        why = living.one(
            "select reason from urls where url like 'https://%/news/%' and reason like '%answer%' limit 1"
        )
        assert why.startswith(f"https://{press.host} does not answer: asked for as http://{press.host}/")
        press.publish()
        press.now += DAY
        assert living.crawl(press)["counts"]["new"] == 1


def test_what_lies_where_robots_cannot_be_read_is_told_and_waits_for_it(living):
    with Press("sitemap", START, 30, every=DAY) as press:
        www = f"http://www.{press.host}"
        press.trouble = elsewhere(press, www, but=["/robots.txt"])
        press.at = {f"{www}/robots.txt": (500, {}, "")}
        told = messages(living.crawl(press))
        assert any(
            message.endswith(
                "pages that its sitemap names could not be asked for (robots.txt: the server answered 500);"
                " they are tried again later"
            )
            for message in told
        ), told
        assert living.one("select count(*) from urls where reason like '%led to no articles'") == 0
        press.at = {}
        for _ in range(3):
            press.now += 2 * DAY
            told = messages(living.crawl(press))
        assert not any("could not be asked" in message for message in told)
        assert living.one("select count(*) from articles") == 30


def test_a_host_whose_robots_cannot_be_read_is_no_loss_where_another_has_the_pages(living):
    with Press("sitemap", START, 30, every=DAY) as press:
        www = f"http://www.{press.host}"
        others = ["/", "/archive", "/robots.txt", *(story.path for story in press.stories)]
        press.trouble = elsewhere(press, www, but=others)
        press.at = {f"{www}/robots.txt": (500, {}, "")}
        assert not messages(living.crawl(press))
        assert living.one("select count(*) from articles") == 30
