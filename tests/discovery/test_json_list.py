"""Lists in JSON, as "load more" buttons fetch them: their addresses are read, and their next pages, to an end."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.json_list import json_links
from tests.discovery.test_parameters import ARTICLES, HTML, PER_PAGE, Site, frame
from tests.discovery.walking import crawl

URL = "http://a.fr/api/articles?page=2"


@pytest.mark.parametrize(
    ("document", "found", "following"),
    [
        (
            {"items": [{"url": "/a/1"}, {"link": "http://a.fr/a/2"}]},
            ["/a/1", "/a/2"],
            ["/api/articles?page=3"],
        ),
        ([["/a/1"], "/a/2"], ["/a/1", "/a/2"], ["/api/articles?page=3"]),
        ({"data": ["/a/1"], "next": None}, ["/a/1"], []),
        ({"data": ["/a/1", "/a/2"], "total": 4}, ["/a/1", "/a/2"], []),
        ({"html": "<li><a href='/a/1'>Un</a></li>", "next": "?page=3"}, ["/a/1"], ["/api/articles?page=3"]),
        ({"data": ["/a/1"], "links": {"next": {"href": "/api/x?page=3"}}}, ["/a/1"], ["/api/x?page=3"]),
        ({"data": ["/a/1"], "next_page_url": "/api/x?page=3"}, ["/a/1"], ["/api/x?page=3"]),
        ({"data": ["/a/1"], "has_more": True}, ["/a/1"], ["/api/articles?page=3"]),
        ({"data": ["/a/1"], "page": 2, "totalPages": 2}, ["/a/1"], []),
        ({"data": ["https://b.fr/x", "/a.png", "a sentence / with a slash", "/a b"], "n": 1}, None, []),
    ],
)
def test_what_a_list_names(document, found, following):
    links = json_links(json.dumps(document).encode(), URL)
    if found is None:
        assert links is None
        return
    assert list(links.next) == [f"http://a.fr{path}" for path in following]
    assert [link.url for link in links.links if link.url not in links.next] == [
        f"http://a.fr{p}" for p in found
    ]


@pytest.mark.parametrize(
    "counted", [lambda n, shown: shown, lambda n, shown: {"total": n, "items": shown}], ids=["bare", "total"]
)
def test_a_list_that_counts_items_is_read_on_by_as_many_as_it_shows(counted):
    stories = [{"title": f"The story {n}", "url": f"/news/{n}-story"} for n in range(ARTICLES)]
    url, found = "http://a.fr/api/articles?limit=7&offset=0", []
    for _ in range(ARTICLES):
        offset = int(url.rpartition("=")[2])
        shown = stories[offset : offset + 7]
        links = json_links(json.dumps(counted(ARTICLES, shown)).encode(), url)
        if links is None:
            break
        found += [link.url for link in links.links if link.url not in links.next]
        if not links.next:
            break
        [url] = links.next
    assert found == [f"http://a.fr{story['url']}" for story in stories]


@given(st.binary(max_size=200) | st.text(alphabet='{}[]":,/aA0\\<> ', max_size=80).map(str.encode))
def test_no_bytes_are_a_fault(body):
    json_links(body, URL)


@pytest.mark.parametrize("ends", [True, False])
def test_a_site_that_loads_more_by_a_button_is_read_to_its_end(ends):
    plain = Site(lambda number: "x=1")

    def answer(url):
        path, _, query = url.removeprefix("http://a.fr").partition("?")
        if path == "/":
            more = "<button class=more data-url='/api/articles?page=2'>Load more</button>"
            return 200, HTML, plain.listing(1).replace("</main>", f"{more}</main>").replace("rel=next", "")
        if path == "/api/articles":
            page = int(query.removeprefix("page="))
            assert page < 60, "no end"
            shown = range((page - 1) * PER_PAGE, min(page * PER_PAGE, ARTICLES))
            last = page * PER_PAGE >= ARTICLES and ends
            rows = [{"title": f"The story {n}", "url": f"/news/{n}-story"} for n in shown]
            answer = {"items": rows, "next": None if last else f"/api/articles?page={page + 1}"}
            return 200, "application/json", json.dumps(answer)
        if path.startswith("/news/") and path != "/news/":
            page = plain.article(int(path.split("/")[2].partition("-")[0]), "")
            return 200, HTML, page.partition("<aside>")[0] + "</body></html>"
        return 404, HTML, frame("Not found", "<h1>Not found</h1>")

    found = crawl(answer)
    assert len(found.articles) == ARTICLES
    assert sum("/api/" in url for url in found.asked) <= 40
