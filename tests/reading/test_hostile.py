"""Rows that mean harm, through every page and every download."""

import csv
import io
import json
import re
import sqlite3
import time
import xml.etree.ElementTree as ET

import lxml.html
import pyarrow.parquet as pq
import pytest
from datasette.app import Datasette
from lxml import etree

from archive.datasette.captured import decoded, harmless
from archive.store import Archive
from crawler.extraction.article import Article, Link

csv.field_size_limit(10_000_000)
SCRIPT = '<script>alert("1")</script>'
NOW = "2026-11-23T08:00:00Z"
EVIL = [
    f"{SCRIPT} harm",
    '"><img src=x onerror=alert(2)> harm',
    "=HYPERLINK(\"http://evil.example\") harm",
    "+1+1 harm", "-2+3 harm", "@SUM(A1) harm", "\t=1 harm",
    "\u202eharm gnitirw tfel ot thgir\u202c harm",
    "NUL\x00here harm", "bell\x07 and \x1b[31m escape harm", "\ufffe\uffff noncharacters harm",
    "</title></script><svg/onload=alert(3)> harm",
    "{{ 7*7 }} {% raw %} harm", "%s %(count)s %n harm",
    "line\u2028separator\r\nTY  - BOOK harm", "]]> <!-- harm --> &lt;b&gt; harm",
]  # fmt: skip


def fill(folder):
    with Archive(folder) as archive:
        archive.put_site("evil", 'javascript:alert("site")', now=NOW)
        archive.learn("evil", {"health": {"notices": [{"code": "x", "message": SCRIPT, "since": SCRIPT}]}})
        with archive.batch():
            for number, text in enumerate(EVIL):
                url = f"https://evil.example/{number}?{'%0a' if number else SCRIPT}"
                if number == 1:
                    url = "javascript:alert(document.domain)"
                page = f"{SCRIPT}<body onload=alert(4)><a href='javascript:alert(5)'>harm</a>{text}".encode(
                    "utf-8", "replace"
                )
                capture = archive.add_capture(
                    url,
                    NOW,
                    200,
                    {},
                    {"Content-Type": "text/html; charset=nonsense", "X-Evil": SCRIPT},
                    page,
                    site="evil",
                )
                article = Article(
                    url=url, title=text, body=f"{text}\n\n{text} text", published=[SCRIPT, "2020-99-99", "9999", None][number % 4],
                    published_source=SCRIPT, modified=SCRIPT, authors=(text, SCRIPT), language=['x"><b>', "fr", None][number % 3],
                    section=text, tags=(text, SCRIPT), description=SCRIPT + text, image="javascript:alert(6)",
                    links=(Link("javascript:alert(7)", SCRIPT, "related"), Link("data:text/html,x", text, "body"), Link("https://ok.example/\"onmouseover=x", text, "next")),
                    is_article=True,
                )  # fmt: skip
                archive.store_article(article, site="evil", url=url, now=NOW, capture_id=capture)
            big = "un très long texte harm. " * 200_000
            capture = archive.add_capture(
                "https://evil.example/big",
                NOW,
                200,
                {},
                {"Content-Type": "text/html"},
                b"x" * 1000,
                site="evil",
            )
            archive.store_article(
                Article(url="https://evil.example/big", title="Big " * 500, body=big, is_article=True),
                site="evil",
                url="https://evil.example/big",
                now=NOW,
                capture_id=capture,
            )
    db = sqlite3.connect(folder / "archive.db")
    with db:  # what no writer of ours would leave: bytes that are no UTF-8, JSON that is none
        db.execute("update articles set authors = '{not json', tags = '7' where id = 3")
        db.execute("update articles set description = cast(x'eda080ff' as text) where id = 4")
    db.close()


@pytest.fixture(scope="module")
def folder(once):
    return once("hostile", fill)


@pytest.fixture
def room(folder):
    return Datasette(config_dir=folder).client


ALL = range(1, len(EVIL) + 2)
PAGES = [
    "/",
    "/search?q=harm",
    "/search?sort=newest",
    "/site/evil",
    f"/search?q={SCRIPT}",
    "/search?q=%00%ED%A0%80&author=%ED%A0%80",
    "/help?lang=%3Cscript%3E",
]


OURS = {"/-/static-plugins/kiosque/kiosque.js", None}  # None: JSON-LD, which is data


def assert_harmless(html):
    """No element of theirs, no handler, no link but http(s)."""
    tree = lxml.html.document_fromstring(html.replace("\x00", " "))
    for element in tree.iter(etree.Element):
        assert element.tag not in (
            "img",
            "b",
            "object",
            "embed",
            "base",
            "form" if element.get("onsubmit") else "",
        )
        assert not [name for name in element.attrib if name.startswith("on")]
        if element.tag == "script":
            assert element.get("src") in OURS
            assert element.get("src") or element.get("type") == "application/ld+json"
            assert element.get("src") or json.loads(element.text)["@type"] == "NewsArticle"
        for name in ("href", "src", "action", "formaction"):
            assert re.match(r"(https?://|/|#|\?|$)", element.get(name, "")), element.get(name)
        assert element.tag != "svg" or element.get("class") == "chart"


@pytest.mark.parametrize("path", PAGES)
async def test_pages_show_it_and_do_not_run_it(room, path):
    answer = await room.get(path)
    assert answer.status_code == 200
    assert_harmless(answer.text)


@pytest.mark.parametrize("id", ALL)
async def test_every_article_page(room, id):
    for end in ("", "?q=harm", "/-/revisions", "/-/revision/1", "/-/capture"):
        answer = await room.get(f"/a/{id}{end}")
        assert answer.status_code == 200, end
        assert_harmless(answer.text)
    for end in ("text", "cite.bib", "cite.ris", "cite.json", "cite.txt"):
        answer = await room.get(f"/a/{id}/-/{end}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
    ris = (await room.get(f"/a/{id}/-/cite.ris")).text
    assert len(re.findall(r"^TY  - ", ris, re.MULTILINE)) == 1


@pytest.mark.parametrize("id", ALL)
async def test_every_captured_page_is_disarmed(room, id):
    frame = (await room.get(f"/a/{id}/-/capture")).text
    address = re.search(r'<iframe[^>]* src="([^"]+)"', frame)[1]
    page = (await room.get(address)).text
    assert "<script" not in page and "onload" not in page and "javascript:" not in page


async def test_the_api_and_the_feeds_are_well_formed(room):
    found = (await room.get("/api/search.json?q=harm&limit=100")).json()
    assert found["total"] == len(EVIL) + 1
    assert all("<script" not in hit["snippet"] and "<img" not in hit["snippet"] for hit in found["articles"])
    feed = ET.fromstring((await room.get("/search.atom?q=harm")).content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(EVIL) + 1
    assert len((await room.get("/search.json?q=harm")).json()["items"]) == len(EVIL) + 1


async def test_downloads_are_whole_and_no_formula_runs(room):
    rows = list(csv.DictReader(io.StringIO((await room.get("/search.csv?q=harm")).content.decode())))
    assert len(rows) == len(EVIL) + 1
    by_id = {int(row["id"]): row for row in rows}
    for number, text in enumerate(EVIL):
        assert by_id[number + 1]["title"] == text
    assert len(by_id[len(EVIL) + 1]["body"]) == 5_000_000
    excel = (await room.get("/search.excel.csv?q=harm")).content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(excel), delimiter=";"):
        assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in row)
        assert all(len(cell) <= 32_767 for cell in row)
    lines = (await room.get("/search.jsonl?q=harm")).content.decode().split("\n")
    assert [json.loads(line)["title"] for line in lines if line][-1] == EVIL[0]
    assert (
        pq.read_table(io.BytesIO((await room.get("/search.parquet?q=harm")).content)).num_rows
        == len(EVIL) + 1
    )
    bib = (await room.get("/search.bib?q=harm")).text
    assert len(re.findall(r"^@online\{", bib, re.MULTILINE)) == len(EVIL) + 1


async def test_a_giant_text_is_shown_in_good_time(room):
    started = time.monotonic()
    assert (await room.get(f"/a/{len(EVIL) + 1}?q=harm")).status_code == 200
    assert (await room.get("/search?q=harm+long+texte")).status_code == 200
    assert time.monotonic() - started < 10


def test_a_bomb_is_not_unpacked():
    import gzip

    bomb = gzip.compress(b"\0" * 100_000_000)
    assert len(decoded(bomb, "gzip")) <= 30_000_000


@pytest.mark.parametrize(
    "page",
    [
        b"", b"\x00" * 100, b"<" * 5000, b"<div>" * 3000, b"\xff\xfe\x00", b"<svg><script>x</script></svg>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"<meta http-equiv=refresh content='0;url=http://evil.example'>",
        b"<base href=http://evil.example><a href=x>y</a>", b"<a href='java\tscript:alert(1)'>x</a>",
        b"<style>@import 'http://evil.example'</style><form action=http://evil.example><input></form>",
        b"<link rel=dns-prefetch href=//evil.example><iframe srcdoc='<script>'></iframe>",
        b"<p style='background:url(http://evil.example)'>x", b"<a href='&#106;avascript:alert(1)'>x</a>",
        b"<template><script>1</script></template><noscript><img src=x></noscript><math><mi//xlink:href='data:x'>",
    ],
)  # fmt: skip
def test_whatever_was_captured_is_disarmed(page):
    html = harmless(page).lower()
    for word in (
        "<script",
        "http-equiv",
        "<base",
        "<iframe",
        "<link",
        "<form",
        "javascript:",
        "url(",
        "srcdoc",
        "<img",
    ):
        assert word not in html


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        ("<p>communauté – dev".encode(), None),
        ("<p>communauté – dev".encode("windows-1252"), None),
        (
            "<title>x</title><META content='text/html; charset=windows-1252'><p>communauté – dev".encode(
                "cp1252"
            ),
            None,
        ),
        ("<meta charset='utf-8'><p>communauté – dev".encode(), "nonsense"),
        ("\ufeff<p>communauté – dev".encode("utf-16"), None),
    ],
)
def test_a_captured_page_is_read_in_its_own_charset(page, charset):
    assert "communauté – dev" in harmless(page, charset)


BROKEN_FORMS = [
    ("multipart/form-data", b""),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n",
    ),
    ("application/x-www-form-urlencoded", b"a=\xff\xfe"),
    ("application/x-www-form-urlencoded", "csrftoken=é".encode()),
    ("application/json", b"{}"),
    ("text/html; charset=none", b"\x00"),
]


@pytest.mark.parametrize(
    "path", ["/", "/search", "/search.csv", "/a/1", "/saved", "/api/search.json", "/help"]
)
@pytest.mark.parametrize(("content_type", "body"), BROKEN_FORMS)
async def test_a_form_that_nobody_asked_for_is_refused_in_words(room, path, content_type, body):
    for cookie in ("kiosque_language=fr", "ds_csrftoken=x", ""):
        headers = {"content-type": content_type, **({"cookie": cookie} if cookie else {})}
        answer = await room.post(path, content=body, headers=headers)
        assert answer.status_code in (400, 403, 405)
        assert "Traceback" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
