"""The first minute of a new user: the bundled magazine, crawled whole, again, and after it has changed."""

import json
import shutil
import statistics

import pytest

from crawler.demo import serve
from crawler.demo.truth import truth
from tests.compare import ARTICLES, assert_same, body_f1, content, number
from tests.conftest import command, crawl_words

pytestmark = pytest.mark.slow

TRUTH = {row["id"]: row for row in truth() if "id" in row}


def crawled_again(run, *options):
    """The same crawl again over the same folder: no sites.toml, the bundled magazine."""
    code, out = command(*crawl_words(run.folder), *options, cwd=run.folder.parent)
    return type(run)(code, out, run.folder)


@pytest.fixture(scope="module")
def articles(crawled):
    return {number(row["url"]): row for row in crawled.rows("select * from articles")}


def test_the_first_command_says_what_it_did(crawled):
    assert crawled.code == 0, crawled.out
    assert "bundled magazine" in crawled.out
    assert "42" in crawled.out
    assert "make serve" in crawled.out
    assert "Traceback" not in crawled.out


def test_every_article_is_there_once_and_nothing_else(crawled, articles):
    assert sorted(articles) == sorted(TRUTH)
    assert crawled.rows("select count(*) as n from articles") == [{"n": len(TRUTH)}]


def test_articles_go_by_their_own_address(articles):
    assert {n: row["url"] for n, row in articles.items()} == {n: row["url"] for n, row in TRUTH.items()}


def test_titles_are_the_truth(articles):
    assert {n: row["title"] for n, row in articles.items()} == {n: row["title"] for n, row in TRUTH.items()}


def test_dates_are_the_truth(articles):
    assert {n: row["published"] for n, row in articles.items()} == {
        n: row["published"] for n, row in TRUTH.items()
    }


def test_bodies_are_the_truth(articles):
    f1 = {n: body_f1(row["body"], articles[n]["body"]) for n, row in TRUTH.items()}
    assert min(f1.values()) >= 0.7, min(f1.items(), key=lambda item: item[1])
    assert statistics.mean(f1.values()) >= 0.98


def links_by_kind(rows, kind):
    """Which articles (or other addresses) an article links to, whatever spelling of theirs it used."""
    found = {n: [] for n in TRUTH}
    for row in rows:
        if row["kind"] == kind:
            found[number(row["source"])].append(number(row["url"]))
    return {n: sorted(map(str, targets)) for n, targets in found.items()}


@pytest.mark.parametrize("kind", ["related", "body", "previous", "next", "series"])
def test_links_are_the_truth(crawled, kind):
    rows = crawled.rows("select a.url as source, l.* from links l join articles a on a.id = l.article_id")
    true = [{"source": row["url"], **link} for row in TRUTH.values() for link in row["links"]]
    assert links_by_kind(rows, kind) == links_by_kind(true, kind)


def test_a_link_to_an_archived_article_leads_to_it_whatever_its_spelling(crawled):
    rows = crawled.rows(
        "select l.url, t.url as target from links l left join articles t on t.id = l.target_id"
        " where l.url like '%/actu/%' or l.url like '%/actualites/%'"
    )
    assert len(rows) > 80
    for row in rows:
        known = number(row["url"]) in TRUTH
        assert (row["target"] and number(row["target"])) == (number(row["url"]) if known else None), row


def test_other_facts_are_the_truth(articles):
    assert {row["language"] for row in articles.values()} == {"fr"}
    named = {n: row for n, row in TRUTH.items() if row["authors"] and n != 137}  # signed in the text alone
    assert {n: json.loads(articles[n]["authors"]) for n in named} == {
        n: row["authors"] for n, row in named.items()
    }
    anonymous = [n for n, row in TRUTH.items() if not row["authors"]]
    assert {n: articles[n]["authors"] for n in anonymous} == dict.fromkeys(anonymous, "[]")


def test_every_address_has_a_state_and_a_reason(crawled):
    states = crawled.rows("select state, count(*) as n from urls group by 1")
    assert "due" not in {row["state"] for row in states}
    assert crawled.rows("select url from urls where coalesce(reason, '') = ''") == []
    by_url = {row["url"]: row for row in crawled.rows("select url, state, reason from urls")}
    assert [row["state"] for url, row in by_url.items() if "/brouillons/" in url] == ["excluded"]
    assert not crawled.rows("select 1 from captures where url like '%/brouillons/%'")
    articles = crawled.rows("select count(*) as n from urls where state = 'article'")
    assert articles == crawled.rows("select count(*) as n from articles")


def test_the_same_crawl_again_adds_and_changes_nothing(copied):
    before = content(copied)
    again = crawled_again(copied)
    assert again.code == 0, again.out
    assert_same(before, content(again))
    full = crawled_again(copied, "-a", "mode=full")
    assert full.code == 0, full.out
    assert_same(before, content(full))


def test_an_edit_is_one_revision_and_a_withdrawal_keeps_the_text(copied):
    before = {row["url"]: row for row in copied.rows(ARTICLES)}
    [edited] = [row for row in TRUTH.values() if row["edited"]]
    [withdrawn] = [row for row in TRUTH.values() if row["withdrawn"]]
    with serve(state=2) as magazine:
        _, out = command(
            *crawl_words(copied.folder),
            *("-a", f"url={magazine.url}", "-a", "mode=recheck"),
            http_proxy=magazine.proxy,
        )
    assert "Traceback" not in out
    after = {row["url"]: row for row in copied.rows(ARTICLES)}
    assert after.keys() == before.keys()
    changed = [url for url in after if after[url] != before[url]]
    assert changed == [edited["url"]], out
    assert body_f1(edited["edited"], after[edited["url"]]["body"]) > 0.98
    [first, second] = copied.rows(
        "select r.* from revisions r join articles a on a.id = r.article_id where a.url = ? order by r.id",
        edited["url"],
    )
    assert ("186 000" in first["body"], "168 000" in second["body"]) == (True, True)
    assert second["changed"] == '["body"]'
    assert copied.rows("select count(*) as n from revisions") == [{"n": len(TRUTH) + 1}]
    looks = copied.rows(
        "select m.status from missed_looks m join articles a on a.id = m.article_id where a.url = ?",
        withdrawn["url"],
    )
    assert looks == [{"status": 410}]
    assert after[withdrawn["url"]]["body"] == before[withdrawn["url"]]["body"]


def test_a_first_taste_stops_at_its_limit_and_the_next_run_goes_on(crawled, tmp_path):
    run = type(crawled)(0, "", tmp_path / "data")
    taste = crawled_again(run, "-a", "limit=5")
    assert taste.code == 0, taste.out
    taken = taste.rows("select count(*) as n from articles")[0]["n"]
    assert 1 <= taken <= 5
    assert taste.rows("select new, outcome from crawls") == [{"new": taken, "outcome": "limit"}]
    rest = crawled_again(run)
    assert rest.code == 0, rest.out
    assert_same(content(crawled), content(rest))
    shutil.rmtree(tmp_path)
