"""What is read again from a capture is what the crawl read."""

from archive.captures import Response
from crawler.discovery.reading import read
from crawler.rereading import extracted

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
