"""The bundled magazine keeps its promises: a real site over HTTP, and a truth that agrees with its pages."""

import http.client
import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from crawler.demo import HOSTS, serve
from crawler.demo.magazine import articles
from crawler.demo.pages import MONTHS, WEEKDAYS
from crawler.demo.truth import rows, truth


@pytest.fixture(scope="module")
def magazine():
    with serve() as running:
        yield running


def ask(magazine, url, method="GET", **headers):
    connection = http.client.HTTPConnection(urlsplit(magazine.proxy).netloc, timeout=5)
    connection.request(
        method, url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    answer.text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer


def test_the_truth_file_is_what_the_magazine_says():
    assert truth() == [json.loads(json.dumps(row)) for row in rows()]


def test_every_page_of_the_truth_answers_on_both_hosts(magazine):
    for row in truth():
        for host in HOSTS:
            status = ask(magazine, row["url"].replace(HOSTS[0], host)).status
            assert status == {"redirect": 301, "dead link": 404}.get(row.get("what"), 200), row["url"]


def test_an_article_answers_under_any_slug(magazine):
    own = ask(
        magazine, "http://www.echo-du-fournil.example/actu/221/energie-une-facture-multipliee-par-quatre"
    )
    other = ask(magazine, "http://echo-du-fournil.example/actu/221/apple-touch-icon.png")
    assert own.text == other.text


def test_nothing_is_forwarded(magazine):
    assert ask(magazine, "http://example.org/").status == 502
    assert ask(magazine, "http://127.0.0.1/").status == 502


def test_a_page_seen_before_is_not_sent_again(magazine):
    first = ask(magazine, "http://www.echo-du-fournil.example/actu/388")
    again = ask(magazine, "http://www.echo-du-fournil.example/actu/388", If_None_Match=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    since = first.headers["Last-Modified"]
    assert ask(magazine, "http://www.echo-du-fournil.example/actu/388", If_Modified_Since=since).status == 304


def test_state_2_edits_one_article_and_withdraws_one(magazine):
    edited = [row["url"] for row in truth() if row.get("edited")]
    withdrawn = [row["url"] for row in truth() if row.get("withdrawn")]
    assert (len(edited), len(withdrawn)) == (1, 1)
    before = ask(magazine, edited[0])
    magazine.state = 2
    try:
        after = ask(magazine, edited[0], If_Modified_Since=before.headers["Last-Modified"])
        assert after.status == 200
        assert "Chiffre corrigé" in after.text
        assert ask(magazine, withdrawn[0]).status == 410
        assert withdrawn[0] not in ask(magazine, "http://www.echo-du-fournil.example/sitemap.xml").text
    finally:
        magazine.state = 1


def test_head_sends_no_body(magazine):
    answer = ask(magazine, "http://www.echo-du-fournil.example/", method="HEAD")
    assert (answer.status, answer.text) == (200, "")


def test_weekdays_in_the_texts_are_those_of_the_calendar():
    """A relative date is resolved by its weekday: a wrong one would make the truth unreachable."""
    named = re.compile(rf"le ({'|'.join(WEEKDAYS)}) (\d+) ({'|'.join(MONTHS)}) (?:dernier|\d{{4}})")
    checked = 0
    for article in articles().values():
        for weekday, day, month in named.findall(article.text):
            when = date(int(article.published[:4]), MONTHS.index(month) + 1, int(day))
            assert WEEKDAYS[when.weekday()] == weekday, article.title
            assert when.isoformat() == article.published
            checked += 1
    assert checked >= 4


def test_every_related_article_exists_and_is_another_one():
    for article in articles().values():
        assert article.id not in article.related
        assert set(article.related) <= set(articles())
