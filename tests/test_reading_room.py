"""The crawled archive as its reader meets it: a real Datasette over HTTP, a real browser."""

import csv
import io
import re
from urllib.parse import quote, urljoin

import httpx
import pytest

from tests.browser import opened

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def room(reading_room):
    with httpx.Client(base_url=reading_room, follow_redirects=True, timeout=20) as client:
        yield client


def found(room, query, **more):
    answer = room.get("/api/search.json", params={"q": query, "limit": 100, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_home_shows_what_there_is(room):
    home = room.get("/")
    assert home.status_code == 200
    assert "Le Salon du levain s’offre une troisième journée" in home.text
    assert "echo-du-fournil" in home.text
    assert 'name="q"' in home.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("société", "societe"),
        ("énergie", "ENERGIE"),
        ("fédération", "Federation"),
        ("œuf", "oeuf"),
        ("Thévenard", "thevenard"),
        ("blé", "ble"),
    ],
)
def test_accents_make_no_difference(room, one, other):
    first, second = found(room, one), found(room, other)
    assert first["total"] > 0
    assert [hit["id"] for hit in first["articles"]] == [hit["id"] for hit in second["articles"]]
    pages = [room.get("/search", params={"q": query}).text for query in (one, other)]
    links = [re.findall(r'href="(/a/\d+/[^"?#]*)', page) for page in pages]
    assert links[0] == links[1] != []


@pytest.mark.parametrize("query", ["pain", "levain", "farine OR four", ""])
def test_a_csv_has_as_many_rows_as_the_list_says(room, query):
    total = found(room, query)["total"]
    answer = room.get("/search.csv", params={"q": query})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert len(rows) - 1 == total > 0
    assert len({len(row) for row in rows}) == 1
    assert str(total) in room.get("/search", params={"q": query}).text


@pytest.mark.parametrize(
    "query",
    [
        *'" "" "pain pain" C++ c# ( ) [ {pain ( pain) * + - ^ : title: site: NOT AND OR pain\\ %'.split(),
        "pain AND",
        "NEAR(pain",
        "pain OR OR",
        "'; drop table articles; --",
        "a" * 5000,
        "\x00",
        "😀",
        "  ",
        "l'",
        '"pain" "',
    ],
)
@pytest.mark.parametrize(
    "route", ["/search", "/search.csv", "/search.atom", "/search.jsonl", "/api/search.json"]
)
def test_no_query_is_an_error(room, route, query):
    answer = room.get(route, params={"q": query})
    assert answer.status_code == 200, answer.text[:500]
    assert "SQL" not in answer.text.replace("SQLite", "").replace("SQL query", "") or route != "/search"


def test_a_programming_language_is_found_by_its_name(room):
    titles = [hit["title"] for hit in found(room, "C++")["articles"]]
    assert "Un bras robotisé au façonnage : gadget ou renfort ?" in titles


def test_an_article_can_be_read_and_its_related_links_lead_inside(room):
    [hit] = [h for h in found(room, "appris à compter autrement")["articles"] if "/156/" in h["url"]]
    page = room.get(f"/a/{hit['id']}/x")
    assert page.status_code == 200
    assert "Nous avons appris à compter autrement" in page.text
    assert "Au printemps, nous craignions le double." in page.text
    assert hit["url"] in page.text
    inside = set(re.findall(r'href="(/a/\d+/[^"?#]*)', page.text))
    assert len(inside) >= 3
    for link in inside:
        assert room.get(urljoin(str(page.url), link)).status_code == 200


def test_a_site_has_its_page(room):
    page = room.get("/site/echo-du-fournil", headers={"accept-language": "fr"})
    assert page.status_code == 200
    assert "42" in page.text
    assert 'lang="en"' not in page.text.partition("<main")[2]  # why an address is no article, in French too
    listed = page.text.partition('class="ledger"')[2].partition("</table>")[0]
    counted = sum(int(number) for number in re.findall(r"<td>(\d+)</td>", listed))
    file = room.get(re.search(r'href="(/download/urls.csv[^"]*)"', page.text)[1])
    assert len(list(csv.DictReader(io.StringIO(file.text)))) == counted > 42


def test_datasettes_own_pages_stay_and_open_sql_does_not(room):
    assert room.get("/archive/articles").status_code == 200
    assert room.get("/archive/articles.json?_size=1").json()["rows"]
    for address in (
        "/archive?sql=select+1",
        "/archive.json?sql=select+1",
        "/archive/articles.json?_where=1=1",
    ):
        assert room.get(address).status_code == 403, address


def test_a_table_can_be_downloaded_whole(room):
    answer = room.get("/archive/articles.csv?_stream=1")
    assert len(list(csv.reader(io.StringIO(answer.text)))) == 43


def test_a_page_that_is_not_there_says_so(room):
    for address in ("/a/999999/x", "/site/none", "/nothing-here"):
        answer = room.get(address)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("width", [360, 1280])
def test_home_search_and_article_in_a_browser(browser, reading_room, width):
    with opened(browser, width) as page:
        page.goto(reading_room)
        page.get_by_role("searchbox").first.fill("l’été au fournil")
        page.get_by_role("searchbox").first.press("Enter")
        page.wait_for_url("**/search?**")
        assert_readable(page, width)
        page.goto(f"{reading_room}/search?q={quote('levain')}")
        assert page.locator("mark").count() > 0
        page.locator('a[href*="/a/"]').first.click()
        page.wait_for_url("**/a/**")
        assert page.locator("h1").first.inner_text().strip()
        assert page.locator("article p, main p").count() >= 2
        assert_readable(page, width)
        page.goto(reading_room)
        assert_readable(page, width)


def assert_readable(page, width):
    """Nothing hangs over the window's edge, and the text is neither tiny nor set too wide."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 14
