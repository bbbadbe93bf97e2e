"""What a page links to: real links, in every way they are written, and nothing that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.discovery.canonical import canonical, same_site
from crawler.discovery.listing import is_plumbing, looks_binary, page_links, page_number
from crawler.extraction.page import Page

URL = "http://a.fr/actus/"


def links(inside, head="", url=URL):
    return page_links(html.document_fromstring(f"<html><head>{head}</head><body>{inside}</body></html>"), url)


def targets(inside, **more):
    return [link.url for link in links(inside, **more).links]


@pytest.mark.parametrize(
    "href",
    [
        "fast@beta.gouv.fr",
        "**contact@service.fr.**",
        "beta.gouv.fr",
        "transport.data.gouv.fr/jeux",
        "1.%20https:/beta.gouv.fr/x.html",
        "(https:/beta.gouv.fr/x.html",
        "mailto:a@b.fr",
        "javascript:void(0)",
        "tel:+33",
        "#top",
        "",
        "http://[::1",
        "https://other.org/x",
    ],
)
def test_what_leads_nowhere_on_the_site_is_no_link(href):
    assert targets(f'<a href="{href}">x</a>') == []


def test_doors_of_well_known_systems_and_articles_that_look_like_them():
    doors = ("/w/index.php?action=edit&title=X", "/forum?action=login", "/x?replytocom=5", "/wp-admin/x")
    articles = ("/index.php?action=article&id=5", "/lire.php?share=12", "/news?action=show&n=3")
    assert all(is_plumbing(f"http://a.fr{path}") for path in doors)
    assert not any(is_plumbing(f"http://a.fr{path}") for path in articles)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/post/vue.js", "http://a.fr/post/vue.js"),
        ("faq.md", "http://a.fr/actus/faq.md"),
        ("/@marie/billet", "http://a.fr/@marie/billet"),
        ("/aller?u=https://b.fr/", "http://a.fr/aller?u=https://b.fr/"),
        ("//www.a.fr/x", "http://www.a.fr/x"),
        ("?page=2", "http://a.fr/actus/?page=2"),
        ("/été", "http://a.fr/%C3%A9t%C3%A9"),
    ],
)
def test_odd_links_that_lead_somewhere(href, url):
    assert targets(f'<a href="{href}">x</a>') == [url]


@pytest.mark.parametrize(
    "inside",
    [
        '<a rel="next" href="/actus/page/2">2</a>',
        '<a href="/actus/page/2">Page suivante</a>',
        '<a href="/actus/page/2">Charger plus d’actualités</a>',
        '<a href="/actus/page/2">下一页</a>',
        '<a class=page-numbers href="/actus/page/2">2</a>',
        '<button data-url="/actus/page/2">Plus</button>',
        '<div hx-get="/actus/page/2"></div>',
    ],
)
def test_the_next_page_of_a_listing(inside):
    assert links(inside).next == ("http://a.fr/actus/page/2",)


def test_a_head_names_feeds_versions_and_its_address():
    found = links(
        "",
        '<link rel=alternate type="application/rss+xml" href="/feed/"><link rel=alternate hreflang=en href="/en/">'
        '<link rel=canonical href="http://a.fr/"><meta name=robots content="noindex, nofollow">',
    )
    assert (found.feeds, found.versions, found.canonical) == (
        ("http://a.fr/feed/",),
        ("http://a.fr/en/",),
        "http://a.fr/",
    )
    assert found.nofollow


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("http://a.fr/page/3/", 3),
        ("http://a.fr/actus?offset=20", 20),
        ("http://a.fr/spip.php?rubrique4&debut_articles=10", 10),
        ("http://a.fr/?p=12", None),
        ("http://a.fr/liste?p=12", 12),
        ("http://a.fr/actu/12", None),
    ],
)
def test_which_addresses_are_pages_of_a_listing(url, number):
    found = page_number(url)
    assert (found and found[1]) == number


hrefs = st.text(max_size=30) | st.sampled_from(
    ["/x", "?p=2", "//", "http://", "http://a.fr:99999/", "/%zz", "https:/x", "\x00/"]
)
attributes = st.sampled_from(
    ["href", "data-url", "hx-get", "content", "rel", "type", "hreflang", "http-equiv", "name"]
)
tags = st.sampled_from(["a", "link", "meta", "base", "button", "area", "div"])


@given(
    st.lists(
        st.tuples(tags, st.dictionaries(attributes, hrefs, max_size=4), st.text(max_size=12)), max_size=12
    )
)
def test_whatever_a_page_holds_its_links_are_canonical_and_on_the_site(elements):
    root = html.Element("html")
    for tag, names, text in elements:
        element = html.Element(tag)
        for name, value in names.items():
            element.set(name, "".join(c for c in value if c.isprintable()))
        element.text = "".join(c for c in text if c.isprintable())
        root.append(element)
    found = page_links(root, URL)
    for url in (*(link.url for link in found.links), *found.next, *found.feeds, *found.versions):
        assert same_site(url, URL)
        assert canonical(url) == url
    assert URL not in found.next


@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_with_links_or_without(body):
    page_links(Page(b"<a href='" + body + b"'>x</a>" + body, URL).root, URL)


@given(st.text(max_size=60))
def test_no_address_is_too_odd(path):
    looks_binary(f"http://a.fr/{path}")
    page_number(f"http://a.fr/{path}")


def test_a_query_is_written_in_the_encoding_of_its_page_as_browsers_do():
    body = "<meta charset=windows-1252><a href='/été?titre=été&n=1'>x</a><a href='?q=ж'>y</a>".encode(
        "cp1252", "xmlcharrefreplace"
    )
    page = Page(body, URL, "text/html; charset=windows-1252")
    found = [link.url for link in page_links(page.root, URL, page.encoding).links]
    assert found == ["http://a.fr/%C3%A9t%C3%A9?n=1&titre=%E9t%E9", "http://a.fr/actus/?q=%26%231078%3B"]
    page = Page("<meta charset=utf-8><a href='?q=é'>x</a>".encode(), URL)
    assert [link.url for link in page_links(page.root, URL, page.encoding).links] == [
        "http://a.fr/actus/?q=%C3%A9"
    ]
