import pytest

from crawler.extraction import extract
from crawler.extraction.page import Page

ANYTHING = {
    "empty": b"",
    "NULs": b"\0\0<p>a\0b",
    "binary": bytes(range(256)) * 100,
    "10,000 deep": b"<div>" * 10_000 + b"<p>text",
    "10,000 inline": b"<b>" * 10_000 + b"text",
    "one long attribute": b'<a href="' + b"x" * 100_000,
    "only brackets": b"<" * 100_000,
    "half a character": "<p>caf\u00e9".encode()[:-1],
    "a lone surrogate": b"<p>&#xD800;",
}


@pytest.mark.parametrize("html", ANYTHING.values(), ids=ANYTHING.keys())
def test_any_bytes_give_an_article(html):
    article = extract(html, "https://example.org/a")
    assert article.url == "https://example.org/a"


@pytest.mark.parametrize(
    ("html", "header", "text"),
    [
        ("é".encode(), None, "é"),
        ("é".encode("cp1252"), None, "é"),
        ("’".encode("cp1252"), "text/html; charset=iso-8859-1", "’"),
        ("é’".encode(), "text/html; charset=windows-1252", "é’"),
        ("é".encode("utf-16"), "text/html; charset=utf-8", "é"),
        ("b\ufefflé".encode("utf-8-sig"), None, "b\ufefflé"),
        ('<meta charset="euc-jp">東京の新聞'.encode("euc-jp"), None, '<meta charset="euc-jp">東京の新聞'),
        (
            "<p>" + "東京の新聞によると、".encode("shift_jis").decode("latin-1") * 9,
            None,
            "<p>" + "東京の新聞によると、" * 9,
        ),
    ],
)
def test_a_page_is_read_in_the_charset_of_its_bytes(html, header, text):
    assert (
        Page(html if isinstance(html, bytes) else html.encode("latin-1"), "http://a.fr", header).text == text
    )


def test_links_are_resolved_against_the_base_of_the_page():
    page = Page(b'<base href="/x/"><a href="y">', "https://example.org/a/b")
    assert page.absolute("y") == "https://example.org/x/y"
