import pytest

from crawler.extraction import extract
from crawler.extraction.page import Page
from crawler.extraction.tree import collapsed

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


JAPANESE = "東京の新聞は十三日、首相が辞任すると報じた。国会では野党が説明を求めている。" * 2
TURKISH = (
    "Gazete, bakanın üç hafta süren görüşmelerin ardından istifa ettiğini yazdı, ne olacağı belirsiz. " * 2
)
POLISH = (
    "Gazeta z Łodzi pisze, że minister żąda wyjaśnień, a później złożył dymisję po trzech tygodniach. " * 2
)
RUSSIAN = "Московская газета сообщила, что министр уходит в отставку. Оппозиция требует объяснений. " * 2


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
        # a server that says Latin letters of whatever it sends
        (
            '<meta charset="koi8-r">газета'.encode("koi8-r"),
            "text/html; charset=ISO-8859-1",
            '<meta charset="koi8-r">газета',
        ),
        # no label at all, or one that the bytes belie
        ("<p>où l’été s’achève, à la forêt".encode("cp1252"), None, "<p>où l’été s’achève, à la forêt"),
        (
            "<p>où l’été s’achève, à la forêt".encode("cp1252"),
            "text/html; charset=utf-8",
            "<p>où l’été s’achève, à la forêt",
        ),
        ("<p>grève à Lyon".encode("utf-16-le"), None, "<p>grève à Lyon"),
        (JAPANESE.encode("euc-jp"), None, JAPANESE),
        (JAPANESE.encode("iso2022_jp"), None, JAPANESE),
        (TURKISH.encode("cp1254"), None, TURKISH),
        (POLISH.encode("cp1250"), None, POLISH),
        (RUSSIAN.encode("iso8859_5"), None, RUSSIAN),
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


def test_of_a_tag_of_ten_thousands_of_attributes_only_the_name_is_read():
    flood = b"<p " + b" ".join(b"a%d='>'" % number for number in range(20_000)) + b">Un mot.</p>"
    page = Page(b"<p class=a id=b>Un autre.</p>" + flood, "https://example.org/a")
    assert [dict(element.attrib) for element in page.root.iter("p")] == [{"class": "a", "id": "b"}, {}]


def test_a_script_that_looks_like_a_tag_of_many_attributes_is_read_whole():
    code = "for(i=0;i<a ;i++) " + "b = c ; " * 500
    page = Page(f"<script>{code}</script>{'<p>Un mot.' * 10_000}".encode(), "https://example.org/a")
    assert page.root.find(".//script").text == code


def test_the_white_space_of_a_long_text_is_collapsed_as_that_of_a_short_one():
    text = " \u2028a\xa0\n b\t" * 40_000 + " " * 250_000 + "c "
    assert collapsed(text) == " ".join(text.split())
