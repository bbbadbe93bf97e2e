"""Sitemaps as they are: whole, cut, gzipped, plain, relative, hostile."""

import gzip
import time

from hypothesis import given
from hypothesis import strategies as st
from lxml.builder import E
from lxml.etree import tostring

from crawler.discovery.reading import read
from crawler.discovery.seeds import found_in, words_for
from crawler.discovery.sitemap import read_sitemap

article_urls = st.integers(1, 9999).map(lambda number: f"http://a.fr/actu/{number}")


@given(st.lists(article_urls, unique=True, max_size=20), st.data())
def test_a_sitemap_cut_anywhere_gives_its_whole_entries(urls, data):
    xml = tostring(E.urlset(*(E.url(E.loc(url)) for url in urls)))
    cut = xml[: data.draw(st.integers(0, len(xml)))]
    found = [entry.url for entry in read_sitemap(cut, "http://a.fr/sitemap.xml").pages]
    assert found == urls[: cut.count(b"</url>")]


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(junk):
    read_sitemap(junk, "http://a.fr/s.xml")
    read_sitemap(b"<urlset><url><loc>http://a.fr/1</loc>" + junk + b"</url>" + junk, "http://a.fr/s.xml")


def test_an_index_that_names_itself_names_only_others():
    index = (
        b"<sitemapindex><sitemap><loc>http://a.fr/s.xml</loc></sitemap>"
        b"<sitemap><loc>/posts.xml</loc><lastmod>2024-07-17T10:00:00+02:00</lastmod></sitemap></sitemapindex>"
    )
    [child] = read_sitemap(index, "http://a.fr/s.xml").children
    assert (child.url, child.lastmod) == ("http://a.fr/posts.xml", "2024-07-17T10:00:00+02:00")


def test_gzip_bom_and_bare_ampersands():
    xml = b"\xef\xbb\xbf<?xml version='1.0'?><urlset><url><loc>http://a.fr/?a=1&b=2</loc></url></urlset>"
    [entry] = read_sitemap(gzip.compress(gzip.compress(xml)), "http://a.fr/s.xml.gz").pages
    assert entry.url == "http://a.fr/?a=1&b=2"


def test_root_relative_addresses_and_namespaces():
    xml = b'<s:urlset xmlns:s="x"><s:url><s:loc><![CDATA[/2024/07/17/a/]]></s:loc></s:url></s:urlset>'
    assert [e.url for e in read_sitemap(xml, "http://a.fr/s.xml").pages] == ["http://a.fr/2024/07/17/a/"]


def test_a_news_sitemap_knows_title_and_date():
    xml = (
        b"<urlset><url><loc>http://a.fr/1</loc><news:news><news:publication_date>2024-07-17</news:publication_date>"
        b"<news:title>Caf&#233;</news:title></news:news></url></urlset>"
    )
    [entry] = read_sitemap(xml, "http://a.fr/s.xml").pages
    assert (entry.news, entry.published, entry.title) == (True, "2024-07-17", "Café")


def test_language_versions_are_kept_apart():
    xml = b'<urlset><url><loc>http://a.fr/en/1</loc><xhtml:link rel="alternate" hreflang="fr" href="/fr/1"/></url></urlset>'
    found = read_sitemap(xml, "http://a.fr/s.xml")
    assert ([e.url for e in found.pages], found.versions) == (["http://a.fr/en/1"], ("http://a.fr/fr/1",))


def test_an_html_page_in_its_place_lists_nothing():
    assert (
        read_sitemap(b"<!doctype html><title>404</title><a href='/1'>1</a>", "http://a.fr/s.xml").pages == ()
    )


def test_hostile_files_take_no_time():
    started = time.process_time()
    for junk in (
        b"<url>" * 200_000,
        b"<!--" * 200_000,
        b"<urlset>" + b"<url><loc>" * 100_000,
        b"</url>" * 200_000,
    ):
        read_sitemap(b"<urlset>" + junk, "http://a.fr/s.xml")
    assert time.process_time() - started < 2


def test_a_sitemap_made_for_readers_and_named_to_robots_is_read_by_its_links():
    plan = "".join(f"<li><a href='/le-recit-{n}'>Le récit numéro {n}</a></li>" for n in range(9))
    reading = read(
        f"<!doctype html><title>Plan du site</title><ul>{plan}</ul>".encode(),
        "http://a.fr/plan.html",
        kind="sitemap",
        content_type="text/html",
    )
    assert [item.url for item in found_in(reading, "http://a.fr/plan.html")] == [
        f"http://a.fr/le-recit-{n}" for n in range(9)
    ]
    assert words_for(reading) == "a sitemap: 9 pages, 0 further sitemaps"


def test_a_page_in_place_of_a_sitemap_is_none():
    page = b"<!doctype html><title>Le Jour</title><a href='/un-recit'>Le r\xc3\xa9cit d'un jour</a>"
    reading = read(page, "http://a.fr/sitemap.xml", kind="sitemap", content_type="text/html")
    assert (words_for(reading), list(found_in(reading, "http://a.fr/sitemap.xml"))) == (
        "it is no sitemap",
        [],
    )
