"""What is read again from a capture is what the crawl read."""

from archive.captures import Response
from crawler.discovery.reading import read
from crawler.rereading import extracted, judged, looked

PAGE = b"""<html><head><title>The mill closes</title></head><body><article><h1>The mill closes</h1>
<p>The mill at Olm closed on Friday after a strike of twelve days, its owner said in the evening, as
<a href="https://Example.org?utm_source=x">the paper</a> wrote.</p><p>About a hundred and twenty people worked there, and forty of
them are to be kept on in the other mill of the group, which stands thirty kilometres away.</p></article></body></html>"""


def test_a_page_read_again_has_the_links_that_the_crawl_gave_it():
    response = Response(
        1, "https://example.org/1", "2026-11-23T08:00:00Z", 200, (("Content-Type", "text/html"),), PAGE
    )
    again = extracted([response], {})
    assert again == read(PAGE, response.url, content_type="text/html").article
    assert [link.url for link in again.links] == ["https://example.org/"]


def test_a_site_s_own_selectors_hold_in_the_crawl_and_in_what_is_read_again():
    page = PAGE.replace(b"<article>", b'<p class="kicker">Mills</p><article>')
    settings = {"select": {"section": "p.kicker", "authors": "//p[@class='by']", "title": "h1::text"}}
    response = Response(
        1, "https://example.org/1", "2026-11-23T08:00:00Z", 200, (("Content-Type", "text/html"),), page
    )
    article = extracted([response], settings)
    assert (
        article
        == read(
            page, response.url, content_type="text/html", fetched=response.fetched, options=settings
        ).article
    )
    assert (article.section, article.sources["section"]) == ("Mills", "selector p.kicker")
    assert article.authors == ()  # a selector that finds nothing leaves the field to detection


def test_no_article_is_dated_later_than_its_capture():
    page = PAGE.replace(b"<head>", b'<head><meta property="article:published_time" content="2031-05-01">')
    fetched = "2026-11-23T08:00:00Z"
    assert (
        read(page, "https://example.org/1", content_type="text/html", fetched=fetched).article.published
        is None
    )


def test_what_the_site_s_entry_says_of_its_articles_holds_for_imported_pages_too():
    urls = [f"https://example.org/{path}" for path in ("actu/4/x", "actu/4/y?z=1", "dossier")]
    pages = [
        Response(n, url, "2026-11-23T08:00:00Z", 200, (("Content-Type", "text/html"),), PAGE)
        for n, url in enumerate(urls)
    ]
    rows = [
        {
            "url": page.url,
            "kind": "page",
            "source": "import",
            "state": "other",
            "reason": "",
            "due": None,
            "lastmod": None,
            "article_id": None,
            "etag": None,
            "last_modified": None,
            "checked": None,
            "evidence": looked([page], {}),
        }
        for page in pages
    ]
    found = judged("https://example.org/", rows, {"article": [r"^/actu/"], "key": r"^/actu/(\d+)"})
    assert [found[url][0] for url in urls] == ["article", "alias", "other"]
    assert found[urls[1]][2] == urls[0]
