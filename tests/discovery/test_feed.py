"""Feeds as they are: RSS, Atom, RDF, JSON Feed, broken ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.feed import read_feed
from crawler.discovery.reading import NO_POSTS, read

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Blog</title>
<link rel="next" href="/feed?paged=2"/><link rel="alternate" href="/"/>
<entry><title>Un</title><id>tag:a.fr,2024:1</id><link href="/un"/><updated>2024-05-02T10:00:00+02:00</updated></entry>
<entry><title>Deux</title><id>http://a.fr/deux</id><published>2024-04-01T00:00:00Z</published></entry></feed>"""


def test_atom_with_a_next_page_and_an_entry_named_by_its_id():
    feed = read_feed(ATOM, "http://a.fr/feed")
    assert [(e.url, e.title) for e in feed.entries] == [
        ("http://a.fr/un", "Un"),
        ("http://a.fr/deux", "Deux"),
    ]
    assert feed.entries[0].modified == "2024-05-02T08:00:00Z"
    assert feed.entries[1].published == "2024-04-01T00:00:00Z"
    assert (feed.next, feed.home) == ("http://a.fr/feed?paged=2", "http://a.fr/")


def test_an_rss_item_without_link_is_named_by_its_guid():
    rss = b"<rss version='2.0'><channel><item><guid>http://a.fr/?p=7</guid></item></channel></rss>"
    assert [e.url for e in read_feed(rss, "http://a.fr/feed/").entries] == ["http://a.fr/?p=7"]


def test_json_feed():
    body = b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/a","title":"A","date_published":"2024-01-02"}, 3]}'
    [entry] = read_feed(body, "http://a.fr/feed.json").entries
    assert (entry.url, entry.title, entry.published) == ("http://a.fr/a", "A", "2024-01-02")


def test_a_feed_of_comments_is_told():
    rss = b"<rss version='2.0'><channel><title>Comments on: A</title><item><link>/a#c1</link></item></channel></rss>"
    assert read_feed(rss, "http://a.fr/a/feed/").comments


def test_pages_and_other_json_are_no_feeds():
    assert read_feed(b"<!doctype html><html><body><p>Bonjour</p></body></html>", "http://a.fr/feed") is None
    assert read_feed(b'{"items": [{"url": "/a"}]}', "http://a.fr/x.json") is None
    assert read_feed(b"", "http://a.fr/feed") is None


@given(st.data())
def test_a_feed_cut_anywhere_is_survived(data):
    cut = ATOM[: data.draw(st.integers(0, len(ATOM)))]
    feed = read_feed(cut, "http://a.fr/feed")
    assert feed is None or all(entry.url.startswith("http://a.fr/") for entry in feed.entries)


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(junk):
    read_feed(b"<rss><channel>" + junk, "http://a.fr/feed")
    read_feed(b"{" + junk, "http://a.fr/feed")


def test_a_feed_that_names_no_encoding_is_utf_8_and_one_that_does_is_believed():
    item = "<rss version='2.0'><channel><item><title>Été</title><link>/été</link></item></channel></rss>"
    latin = "<?xml version='1.0' encoding='iso-8859-1'?>" + item
    for body in (item.encode(), latin.encode("latin-1")):
        [entry] = read_feed(body, "http://a.fr/feed/").entries
        assert (entry.title, entry.url) == ("Été", "http://a.fr/%C3%A9t%C3%A9")


@pytest.mark.parametrize(
    "body",
    [b'{"code":"rest_disabled","message":"The REST API is disabled"}', b"<h1>Forbidden</h1>", b"[", b"null"],
)
def test_a_wordpress_that_keeps_its_posts_to_itself_lists_none(body):
    reading = read(body, "http://a.fr/wp-json/wp/v2/posts?page=1", kind="wordpress")
    assert (reading.kind, reading.reason) == ("other", NO_POSTS)
