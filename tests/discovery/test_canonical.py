"""One spelling of a URL, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.canonical import canonical, identity, same_site

SAME = [
    ("http://a.fr", "http://a.fr/"),
    ("HTTP://A.fr:80/x", "http://a.fr/x"),
    ("https://a.fr:443/x#y", "https://a.fr/x"),
    ("https://a.fr:8443/x", "https://a.fr:8443/x"),
    ("http://a.fr/a/./b/../c", "http://a.fr/a/c"),
    ("http://a.fr/../../x", "http://a.fr/x"),
    ("http://a.fr/x?utm_source=f&utm_medium=rss", "http://a.fr/x"),
    ("http://a.fr/x?b=2&a=1&fbclid=zzz", "http://a.fr/x?a=1&b=2"),
    ("http://a.fr/x?a=1&amp;b=2", "http://a.fr/x?a=1&b=2"),
    ("http://a.fr/x;jsessionid=AB12?id=3", "http://a.fr/x?id=3"),
    ("http://a.fr/x?PHPSESSID=ab12", "http://a.fr/x"),
    ("http://a.fr/é", "http://a.fr/%C3%A9"),
    ("http://a.fr/%7Euser/%e9", "http://a.fr/~user/%E9"),
    ("http://a.fr/100%", "http://a.fr/100%25"),
    ("http://élan.fr/", "http://xn--lan-9la.fr/"),
    ("http://a.fr./x", "http://a.fr/x"),
    ("//a.fr/x", "http://a.fr/x"),
    ("  http://a.fr/x\n", "http://a.fr/x"),
    ("?p=12", "http://a.fr/?p=12"),
]


@pytest.mark.parametrize(("url", "spelling"), SAME)
def test_one_spelling(url, spelling):
    assert canonical(url, "http://a.fr/") == spelling


@pytest.mark.parametrize(
    "query",
    [
        "sid=123",  # PHP-Nuke's articles
        "file=article&name=News&sid=123",
        "session=123",
        "session=opening-of-the-fair-2024-in-lyon",
        "session_id=20241013080000123",
        "nb=123",
        "ncid=12",
        "cmpid=12",
        "share=12",
        "pk_news=12",
        "cfid=12",
        "ns_id=12",
    ],
)
def test_a_number_or_a_name_under_a_session_s_name_is_the_article_s_own(query):
    assert canonical(f"/lire.php?{query}", "http://a.fr/") == f"http://a.fr/lire.php?{query}"


@pytest.mark.parametrize(
    "query",
    [
        "sid=9f86d081884c7d659a2feaa0c55ad015",
        "SID=0f86d081884c7d65",
        "session=q1w2e3r4t5y6u7i8o9p0",
        "nb=1&share=facebook",
        "CFID=123&CFTOKEN=456",
        "sid=",
        "ncid=txtlnkusaolp00000618",
        "pk_campaign=letter",
        "ns_source=letter",
        "utm%5Fsource=letter",
    ],
)
def test_what_tells_of_the_reader_alone_is_cut(query):
    assert canonical(f"/lire.php?id=4&{query}", "http://a.fr/") == "http://a.fr/lire.php?id=4"


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@b.fr",
        "javascript:void(0)",
        "http://",
        "http://[::1",
        "tel:+33",
        "http://a b.fr/",
        "ftp://a.fr/",
    ],
)
def test_what_cannot_be_asked_for(url):
    assert canonical(url) is None


@given(st.text(max_size=60))
def test_a_spelling_is_its_own_spelling(text):
    once = canonical(text, "http://a.fr/b/")
    assert once is None or canonical(once) == once


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.fr/x", "https://www.a.fr/x/", True),
        ("http://a.fr/x/index.html", "http://a.fr/x/", True),
        ("http://a.fr/index.php", "http://a.fr/", True),
        ("http://a.fr/x", "http://a.fr/X", False),
        ("http://a.fr/x?id=1", "http://a.fr/x?id=2", False),
        ("http://a.fr/x", "http://b.fr/x", False),
        ("http://a.fr/index.php?id=1", "http://a.fr/?id=1", True),
    ],
)
def test_usual_spellings_of_one_document(one, other, same):
    assert (identity(one) == identity(other)) is same


def test_a_site_is_its_host_with_and_without_www():
    assert same_site("https://www.a.fr/x", "http://a.fr/")
    assert not same_site("https://a.fr:8080/x", "http://a.fr/")
