"""Alarms from a site's own history: each told when it should be, and not when the site is only as it always was."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.store import Archive
from crawler import clock
from crawler.checkup import check
from crawler.health import FIELDS, History, Notice, Run, Seen, notices, with_since
from crawler.sites import Site

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)
WALKED = NOW - 200 * DAY
ALL = frozenset(FIELDS)


def articles(number, every=DAY, last=NOW, **facts):
    """The newest last, one `every` so often, each well filled."""
    out = []
    for n in range(number):
        at = last - (number - 1 - n) * every
        seen = {"title": f"News {n}", "day": f"{at:%Y-%m-%d}", "words": 400, "filled": ALL}
        out.append(Seen(at, **{**seen, **facts}))
    return out


def site(seen=(), **facts):
    days = sorted({one.day for one in seen if one.day})
    known = {
        "walked": WALKED,
        "total": len(seen) or 10,
        "days": days,
        "runs": [Run(NOW, requests=5, looks=3)],
    }
    return History("escda", NOW, articles=list(seen), **{**known, **facts})


def codes(history):
    return [notice.code for notice in notices(history)]


HEALTHY = articles(100)


def test_a_site_as_it_always_was_has_nothing_to_tell():
    assert codes(site(HEALTHY)) == []
    assert codes(site(articles(30, every=30 * DAY, last=NOW - 20 * DAY), walked=NOW - 900 * DAY)) == []
    assert codes(site(articles(100, filled=frozenset({"title"})))) == []  # never had dates or authors
    assert codes(site(articles(100, words=20))) == []  # always was brief
    assert codes(site(articles(100, title="Weather"))) == []  # every article is called so


def test_lists_that_showed_news_alone_are_told_of_with_what_to_do():
    [notice] = notices(site(HEALTHY, gap=NOW - 2 * DAY))
    assert (notice.code, notice.level) == ("gap", "note")
    assert "crawl more often" in notice.message


def test_a_field_that_is_no_longer_filled_is_named_with_its_day():
    seen = articles(80, last=NOW - 12 * DAY) + articles(12, filled=ALL - {"published"}, day=None)
    [notice] = notices(site(seen, layout_changed=NOW))[:1]
    assert notice.message == (
        "escda: the last 12 articles have no date, since 12 November; before, 100% had one;"
        " the pages' layout changed"
    )
    assert notice.since == NOW - 11 * DAY


def test_a_field_that_is_filled_half_as_often_is_told_a_little_less_often_is_not():
    half = articles(80, last=NOW - 12 * DAY) + [
        one if n % 3 == 0 else Seen(one.first_seen, one.title, one.day, one.words, ALL - {"authors"})
        for n, one in enumerate(articles(12))
    ]
    assert "fields" in codes(site(half))
    most = [*half[:80], *articles(9, last=NOW - 3 * DAY), *half[-3:]]
    assert "fields" not in codes(site(most))


def test_texts_a_third_as_long_and_empty_ones():
    seen = articles(80, last=NOW - 12 * DAY)
    [notice] = notices(site(seen + articles(12, words=100)))
    assert notice.message == "escda: the last 12 articles have 100 words where 400 were usual"
    [notice] = notices(site(seen + articles(12, words=0)))
    assert notice.message == "escda: the last 12 articles have no text"
    assert codes(site(seen + articles(12, words=200))) == []


def test_dates_that_are_all_the_same():
    seen = articles(80, last=NOW - 12 * DAY)
    [notice] = notices(site(seen + articles(12, day="2026-11-12")))
    assert notice.message == "escda: the last 12 articles all have the date 2026-11-12"
    at_once = articles(12, every=timedelta(), day="2026-11-23")  # twelve found in one run: a busy day
    assert codes(site(seen + at_once)) == []


def test_a_title_that_is_the_name_of_the_site():
    seen = articles(80, last=NOW - 12 * DAY) + articles(12, title="ESCDA")
    [notice] = notices(site(seen))
    assert notice.message == 'escda: 12 of the last 12 articles have the same title, "ESCDA"'


def test_too_few_articles_prove_nothing():
    seen = articles(80, last=NOW - 4 * DAY) + articles(4, words=0, filled=frozenset(), day=None)
    assert codes(site(seen)) == []


def test_the_first_crawl_is_the_measure_and_not_measured():
    assert codes(site(articles(50, every=timedelta(), words=0, filled=frozenset()), walked=NOW)) == []


def test_a_daily_paper_that_is_silent_for_a_week():
    [notice] = notices(site(articles(100, last=NOW - 7 * DAY)))
    assert notice.message == (
        "escda: no new article for 7 days; its longest silence in the year before was 1 day"
    )


def test_a_monthly_blog_is_not_silent_after_twenty_days_nor_after_eighty():
    for days, told in ((20, []), (80, []), (100, ["quiet"])):
        seen = articles(30, every=30 * DAY, last=NOW - days * DAY)
        assert codes(site(seen, walked=NOW - 900 * DAY)) == told


def test_a_site_that_was_dead_when_we_came_is_not_told_as_silent():
    assert codes(site(articles(100, last=NOW - 2000 * DAY), walked=NOW - 10 * DAY)) == []


def test_a_site_that_cannot_be_reached():
    [notice] = notices(site(HEALTHY, out="its name is not known (DNS)", out_until=NOW + DAY / 24))
    assert notice.message == (
        "escda: the site did not answer: its name is not known (DNS); it is asked again after 2026-11-23 09:00 UTC"
    )
    asks = {"busy": "it answers 503", "out_until": NOW + DAY}
    assert [notice.level for notice in notices(site(HEALTHY, **asks, busy_times=1))] == ["note"]
    assert [notice.level for notice in notices(site(HEALTHY, **asks, busy_times=2))] == ["attention"]
    [notice] = notices(site(HEALTHY, robots="robots.txt forbids everything"))
    assert notice.message == "escda: nothing may be fetched: robots.txt forbids everything"


def test_a_wall_before_the_home_page():
    run = Run(NOW, requests=4, walls={"consent": 1}, home_wall="consent")
    [notice] = notices(site(HEALTHY, runs=[run]))
    assert notice.message == (
        "escda: blocked: the home page is a consent wall; what was archived stays as it was"
    )


def test_walls_are_compared_with_what_is_usual_for_the_site():
    usual = [
        Run(NOW - n * DAY, requests=20, looks=10, blocked=5, walls={"paywall": 5}) for n in range(9, 0, -1)
    ]
    assert codes(site(HEALTHY, runs=[*usual, Run(NOW, looks=10, blocked=6, walls={"paywall": 6})])) == []
    free = [Run(NOW - n * DAY, requests=20, looks=10) for n in range(9, 0, -1)]
    assert codes(site(HEALTHY, runs=[*free, Run(NOW, looks=10, blocked=6, walls={"paywall": 6})])) == [
        "blocked"
    ]
    assert codes(site(HEALTHY, runs=[*free, Run(NOW, looks=10, blocked=1, walls={"paywall": 1})])) == []


def test_everything_missing_at_once_is_an_outage():
    assert codes(site(HEALTHY, runs=[Run(NOW, looks=8, missing=8)])) == ["all-missing"]
    assert codes(site(HEALTHY, runs=[Run(NOW, looks=8, missing=2)])) == []


def test_failures_are_compared_with_what_is_usual_for_the_site():
    flaky = [Run(NOW - n * DAY, requests=20, failed=8) for n in range(9, 0, -1)]
    assert codes(site(HEALTHY, runs=[*flaky, Run(NOW, requests=20, failed=11)])) == []
    sound = [Run(NOW - n * DAY, requests=20) for n in range(9, 0, -1)]
    assert codes(site(HEALTHY, runs=[*sound, Run(NOW, requests=20, failed=11)])) == ["failing"]


def test_texts_that_come_back_poorer():
    run = Run(NOW, requests=12, looks=10, held=6)
    [notice] = [one for one in notices(site(HEALTHY, runs=[run], layout_changed=NOW)) if one.code == "poorer"]
    assert notice.message == (
        "escda: 6 of 10 articles came back with much less text; the texts we have are kept;"
        " the pages' layout changed"
    )


def test_one_page_at_the_addresses_of_several_articles():
    run = Run(NOW, requests=40, looks=30, same=3, same_title="How do you want to read us?")
    [notice] = notices(site(HEALTHY, runs=[run]))
    assert notice.level == "attention"
    assert notice.message.startswith(
        'escda: 3 addresses of articles answered with one and the same page, "How do you want to read us?":'
    )
    assert codes(site(HEALTHY, runs=[Run(NOW, requests=40, looks=30, same=2)])) == []


def test_many_articles_that_came_back_as_other_texts():
    assert codes(site(HEALTHY, runs=[Run(NOW, looks=10, other=4)])) == ["other-texts"]
    assert codes(site(HEALTHY, runs=[Run(NOW, looks=40, other=4)])) == []


def test_changes_are_compared_with_what_is_usual_for_the_site():
    calm = [Run(NOW - n * DAY, looks=10, changed=1) for n in range(9, 0, -1)]
    assert codes(site(HEALTHY, runs=[*calm, Run(NOW, looks=20, changed=15)])) == ["all-changed"]
    lively = [Run(NOW - n * DAY, looks=10, changed=4) for n in range(9, 0, -1)]
    assert codes(site(HEALTHY, runs=[*lively, Run(NOW, looks=20, changed=15)])) == []
    assert codes(site(HEALTHY, runs=[*calm, Run(NOW, looks=4, changed=4)])) == []


def test_where_no_habit_is_known_only_a_look_at_most_articles_tells():
    assert codes(site(HEALTHY, total=400, runs=[Run(NOW, looks=20, changed=15)])) == []
    assert codes(site(HEALTHY, total=24, runs=[Run(NOW, looks=20, changed=15)])) == ["all-changed"]


def test_articles_that_now_have_one_title():
    [notice] = notices(site(HEALTHY, runs=[Run(NOW, looks=40, changed=4, retitled=4, new_title="The Press")]))
    assert (notice.code, '4 articles now have the same title, "The Press"' in notice.message) == (
        "one-title",
        True,
    )


def test_no_article_at_all():
    history = site((), total=0, runs=[Run(NOW, requests=7)])
    [notice] = notices(history)
    assert notice.message.startswith("escda: no article found among 7 pages: try `scrapy preview`")


def test_a_certificate_that_ended_and_one_that_soon_will():
    [ended] = notices(site(HEALTHY, certificate_ends=NOW - 2 * DAY))
    assert (ended.code, ended.level) == ("certificate", "attention")
    assert "ended on 2026-11-21" in ended.message
    [soon] = notices(site(HEALTHY, certificate_ends=NOW + 3 * DAY))
    assert (soon.code, soon.level) == ("certificate-soon", "note")
    assert codes(site(HEALTHY, certificate_ends=NOW + 60 * DAY)) == []


def test_a_notice_keeps_the_day_it_began():
    first = with_since([Notice("down", "x")], [], NOW - 3 * DAY)
    [kept] = with_since([Notice("down", "x, still")], first, NOW)
    assert kept.since == NOW - 3 * DAY
    assert Notice.from_json(kept.as_json()) == kept
    [other] = with_since([Notice("quiet", "y")], [kept], NOW)
    assert other.since == NOW


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("resting: 10.0.0.1 is a private address, and not the site's own", ["down"]),
        ("resting: outside its hours (22:00-06:00)", []),
        ("budget", []),
    ],
)
def test_a_run_that_could_ask_nothing_needs_attention_unless_it_was_not_meant_to(tmp_path, outcome, told):
    site, start = Site("a", "http://a.example/"), clock.stamp(NOW)
    with Archive(tmp_path) as archive:
        archive.put_site("a", site.url, now=start)
        archive.end_crawl(archive.begin_crawl("a", "update", start), now=start, outcome=outcome)
        assert [
            notice.code for notice in check(archive, site, started=start, now=NOW, outcome=outcome)
        ] == told
