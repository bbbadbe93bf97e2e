"""The reading room as a reader's program meets it: Datasette's own client on the shelf."""

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET

import pyarrow.parquet as pq
import pytest

from archive.datasette.language import Language, language
from archive.store import Archive
from tests.reading.shelf import SHELF

ATOM = "{http://www.w3.org/2005/Atom}"


async def api(room, query, **more):
    answer = await room.get("/api/search.json", params={"q": query, **more})
    assert answer.status_code == 200
    return answer.json()


async def test_the_api_has_its_shape(room):
    found = await api(room, "élection", limit=1)
    assert set(found) == {"total", "articles", "next"}
    assert set(found["articles"][0]) == {"id", "url", "title", "published", "site", "snippet"}
    assert found["total"] == 2
    assert "<mark>" in found["articles"][0]["snippet"]
    following = (await room.get(found["next"].removeprefix("http://localhost"))).json()
    assert following["next"] is None
    assert following["articles"][0]["id"] != found["articles"][0]["id"]


async def test_home_says_what_there_is(room):
    page = (await room.get("/", headers={"accept-language": "fr"})).text
    assert f"{len(SHELF)} articles" in page
    assert "3 sites" in page
    assert "1998–2023" in page
    assert "Un gâteau" not in page
    for name in ("quotidien", "gazette", "herald"):
        assert f'href="/site/{name}"' in page
    assert "<svg" in page


async def test_facets_add_and_remove(room):
    page = (await room.get("/search?q=loi+OR+eau")).text
    add = re.search(r'href="(/search\?[^"]*site=gazette[^"]*)"', page)[1].replace("&amp;", "&")
    narrowed = (await room.get(add)).text
    assert "✓" in narrowed
    assert all("/site/quotidien" not in by for by in re.findall(r'class="by">.*?</p>', narrowed))
    remove = re.search(r'class="on" href="([^"]*)"', narrowed)[1].replace("&amp;", "&")
    back = (await room.get(remove)).text
    assert (
        re.search(r'<h1 id="found">(.*?)</h1>', back)[1] == re.search(r'<h1 id="found">(.*?)</h1>', page)[1]
    )


@pytest.mark.parametrize(
    ("typed", "meant"), [("vitrial", "vitrail"), ("elecion", "élection"), ("coquelicos", "coquelicots")]
)
async def test_did_you_mean(room, typed, meant):
    page = (await room.get("/search", params={"q": typed})).text
    assert f">{meant}</a>" in page


async def test_an_article_page(room, ids):
    page = (await room.get(f"/a/{ids['etat']}?q=retraites", headers={"accept-language": "fr"})).text
    assert "L’État face à la réforme" in page
    assert "<mark>retraites</mark>" in page
    assert "15 janvier 2020" in page
    assert "date indiquée par la page" in page
    assert 'name="citation_title"' in page
    assert "Cité par" in page
    assert "Une loi pour le climat" in page
    schema = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (schema["@type"], schema["datePublished"]) == ("NewsArticle", "2020-01-15")
    assert "date taken from the text" in (await room.get(f"/a/{ids['ete']}")).text


async def test_the_language_is_the_readers_and_can_be_switched(room):
    assert 'lang="fr"' in (await room.get("/", headers={"accept-language": "fr-CA,en;q=0.5"})).text[:200]
    assert 'lang="en"' in (await room.get("/", headers={"accept-language": "de"})).text[:200]
    switched = await room.get("/?lang=fr", headers={"accept-language": "en"})
    assert 'lang="fr"' in switched.text[:200]
    cookie = switched.headers["set-cookie"]
    assert "samesite=lax" in cookie.lower() and "httponly" in cookie.lower()
    kept = await room.get("/", headers={"accept-language": "en", "cookie": cookie.split(";")[0]})
    assert 'lang="fr"' in kept.text[:200]


def test_every_message_has_its_french():
    from pathlib import Path

    import archive.datasette

    folder = Path(archive.datasette.__file__).parent
    said = [path.read_text() for path in (*folder.glob("templates/kiosque/*.html"), *folder.glob("*.py"))]
    messages = set(re.findall(r'(?:\b_|\.text)\(\s*"((?:[^"\\]|\\.)+)"', "\n".join(said)))
    assert len(messages) > 100
    french = language("fr")
    known = set(french._messages._catalog)
    assert sorted(messages - known) == []


@pytest.mark.parametrize("query", ["", "presse", "loi OR eau", "site:herald", "introuvable"])
@pytest.mark.parametrize("ending", ["csv", "excel.csv", "jsonl", "parquet", "bib"])
async def test_a_download_has_as_many_rows_as_the_list_says(room, query, ending):
    total = (await api(room, query))["total"]
    answer = await room.get(f"/search.{ending}", params={"q": query})
    assert answer.status_code == 200
    assert f'.{ending}"' in answer.headers["content-disposition"]
    assert rows_of(ending, answer.content) == total


def rows_of(ending, content):
    if ending == "parquet":
        return pq.read_table(io.BytesIO(content)).num_rows
    text = content.decode("utf-8-sig")
    if ending.endswith("csv"):
        return len(list(csv.reader(io.StringIO(text), delimiter=";" if ending == "excel.csv" else ","))) - 1
    if ending == "jsonl":
        return len([json.loads(line) for line in text.splitlines()])
    return len(re.findall(r"^@online", text, re.MULTILINE))


async def test_columns_can_be_chosen_and_texts_come_back_equal(room, shelf):
    answer = await room.get("/search.csv?columns=id&columns=body&columns=nonsense")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert list(rows[0]) == ["id", "body"]
    db = sqlite3.connect(shelf / "archive.db")
    assert {int(row["id"]): row["body"] for row in rows} == dict(db.execute("select id, body from articles"))


@pytest.mark.parametrize("table", ["articles", "links", "revisions", "captures", "crawls", "sites", "urls"])
async def test_a_whole_table_can_be_downloaded(room, shelf, table):
    count = sqlite3.connect(shelf / "archive.db").execute(f"select count(*) from {table}").fetchone()[0]
    answer = await room.get(f"/download/{table}.csv")
    assert rows_of("csv", answer.content) == count


async def test_a_feed_has_stable_ids_and_says_304_when_nothing_is_new(room):
    first = await room.get("/search.atom?q=loi")
    feed = ET.fromstring(first.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == (await api(room, "loi"))["total"]
    assert all(entry.findtext(f"{ATOM}id").startswith("urn:uuid:") for entry in entries)
    again = await room.get("/search.atom?q=loi", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    since = await room.get(
        "/search.atom?q=loi", headers={"if-modified-since": first.headers["last-modified"]}
    )
    assert since.status_code == 304
    items = (await room.get("/search.json?q=loi")).json()
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert {i["id"] for i in items["items"]} == {e.findtext(f"{ATOM}id") for e in entries}


async def test_security_headers_are_everywhere(room, ids):
    for path in (
        "/",
        "/search?q=loi",
        f"/a/{ids['loi']}",
        "/archive",
        "/search.csv",
        "/nothing",
        "/api/search.json",
    ):
        headers = (await room.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff", path
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'self'" in policy
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    frame = await room.get(f"/a/{ids['loi']}/-/capture")
    address = re.search(r'<iframe[^>]* sandbox src="([^"]+)"', frame.text)[1]
    policy = (await room.get(address)).headers["content-security-policy"]
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy


async def test_open_sql_is_off_and_plumbing_hidden(room):
    assert (await room.get("/archive.json?sql=select+1")).status_code == 403
    tables = {table["name"]: table["hidden"] for table in (await room.get("/archive.json")).json()["tables"]}
    assert {name for name, hidden in tables.items() if not hidden} == {
        "articles", "captures", "crawls", "links", "revisions", "sites",
    }  # fmt: skip


async def test_a_value_cannot_be_giant(room):
    answer = await room.get("/_internal.json?sql=select+hex(zeroblob(1e7))")
    assert answer.status_code == 403


async def test_citations(room, ids):
    bib = (await room.get(f"/a/{ids['etat']}/-/cite.bib")).text
    assert bib.startswith("@online{muller2020-")
    assert "L’État face à la réforme" in bib
    assert (await room.get(f"/a/{ids['etat']}/-/cite.ris")).text.startswith("TY  - NEWS\r\n")
    [item] = (await room.get(f"/a/{ids['etat']}/-/cite.json")).json()
    assert item["issued"] == {"date-parts": [[2020, 1, 15]]}
    revision = (await room.get(f"/a/{ids['etat']}/-/cite.bib?revision=1")).text
    assert re.search(r"archived 2026-11-23T08:00:00Z, capture sha\d+:", revision)


@pytest.mark.parametrize("path", ["/search.bib", "/download/articles.bib"])
async def test_a_list_cites_each_article_as_its_page_does(room, ids, path):
    listed = (await room.get(path)).text
    languages = {"etat": "french", "tokyo": "japanese", "moskva": "russian", "cpp": "english"}
    for key, name in languages.items():
        one = (await room.get(f"/a/{ids[key]}/-/cite.bib")).text
        assert f"langid = {{{name}}}" in one
        assert "urldate = {2026-11-23}" in one and "note = {archived 2026-11-23T08:00:00Z, capture sha" in one
        assert one in listed


@pytest.mark.parametrize(
    "path", ["/a/99999", "/a/0", "/site/none", "/a/1/-/revision/77", "/a/1/-/capture/99999"]
)
async def test_what_is_not_there_says_so(room, path):
    answer = await room.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text and "Kiosque" in answer.text


def test_an_edit_makes_a_revision_to_compare_and_an_update_in_the_feed(tmp_path):
    import asyncio

    from datasette.app import Datasette

    from tests.reading.shelf import edit, fill

    ids = fill(tmp_path)
    with Archive(tmp_path) as archive:
        edit(archive)

    async def look():
        room = Datasette(config_dir=tmp_path).client
        page = (await room.get(f"/a/{ids['etat']}/-/revision/2")).text
        assert re.search(r"<del>[^<]*rouvrir", page) and re.search(r"<ins>[^<]*clore", page)
        assert "2 versions" in (await room.get(f"/a/{ids['etat']}/-/revisions")).text
        newest = (await room.get("/search.json")).json()["items"][0]
        assert newest["title"] == "L’État face à la rue"
        assert newest["date_modified"] == "2026-11-24T08:00:00Z"

    asyncio.run(look())


def test_what_is_imported_from_before_leaves_every_cited_address_as_it_was(tmp_path):
    """A citation names a text, when it was archived, and the capture that proves it: nothing found later changes these."""
    import asyncio

    from datasette.app import Datasette

    from tests.archive.test_verify import publish

    def answers(*paths):
        async def ask():
            room = Datasette(config_dir=tmp_path).client
            return [(await room.get(path)).text for path in paths]

        return asyncio.run(ask())

    with Archive(tmp_path) as archive:
        archive.put_site("example", "https://example.org/", now="2026-11-23T08:00:00Z")
        publish(archive, 1, "Ten million for the school.", "2026-11-20T08:00:00Z")
        publish(archive, 1, "Five million for the school.", "2026-11-23T08:00:00Z")
    addresses = (
        "/a/1/-/revision/20261120080000",
        "/a/1/-/revision/2",  # as the first version of Kiosque numbered them
        "/a/1/-/cite.txt",
        "/a/1/-/cite.bib?revision=20261120080000",
    )
    before = answers(*addresses)
    with Archive(tmp_path) as archive:
        publish(archive, 1, "Twelve million for the school.", "2025-01-10T08:00:00Z")
        publish(
            archive, 1, "", "2026-11-24T08:00:00Z"
        )  # a page without its text is held: the text does not rest on it
        [held] = archive.db.execute("select count(*) from held").fetchone()
    assert held == 1
    after = answers(*addresses)
    assert after[2:] == before[2:]
    assert "2026-11-23" in answers("/a/1/-/cite.bib")[0]
    for page, text in zip(after, ("Ten", "Five"), strict=False):
        assert re.search(rf">{text} million|<ins>{text}</ins> million", page)
    first, listed = answers("/a/1/-/revision/20250110080000", "/a/1/-/revisions")
    assert "Twelve million" in first and "<del>" not in first
    assert re.search(r"<del>Twelve</del>.*<ins>Ten</ins>|<ins>Ten</ins>.*<del>Twelve</del>", after[0])
    assert re.findall(r"/revision/(\d+)", listed) == ["20261123080000", "20261120080000", "20250110080000"]


def test_dates_and_numbers_are_as_in_the_language():
    assert Language("fr").number(12345.5) == "12\u202f345,5"
    assert Language("fr").day("2020-05-01") == "1 mai 2020"
    assert Language("en").day("2020-05-01") == "1 May 2020"
    assert Language("fr").day("2020-13-45") == "2020"


def test_notices_of_the_crawler_are_said_in_the_readers_language():
    from archive.datasette.health import Notice, in_words

    quiet = Notice(
        "escda", "quiet", "no new article for 21 days", "2026-11-01", True, {"days": 21, "usual": 5}
    )
    other = Notice("escda", "unheard-of", "something else", None, True, {"days": 21})
    broken = Notice("escda", "quiet", "no values kept", None, True, {})
    said = [notice["text"] for notice in in_words([quiet, other, broken], language("fr"))]
    assert said[0].startswith("aucun nouvel article depuis 21 jours")
    assert said[1:] == ["something else", "no values kept"]


async def test_without_an_archive_other_databases_stay_within_reach(tmp_path):
    from datasette.app import Datasette

    sqlite3.connect(tmp_path / "other.db").execute("create table t (a)")
    page = await Datasette(config_dir=tmp_path).client.get("/")
    assert page.status_code == 404
    assert 'href="/other"' in page.text


async def test_who_may_not_see_the_archive_sees_none_of_it(shelf):
    from datasette.app import Datasette

    room = Datasette(config_dir=shelf, metadata={"allow": {"id": "root"}}).client
    for path in (
        "/",
        "/search?q=loi",
        "/a/1",
        "/api/search.json?q=loi",
        "/search.csv",
        "/search.atom",
        "/download/articles.csv",
    ):
        answer = await room.get(path)
        assert answer.status_code == 403, path
        assert "climat" not in answer.text


async def test_an_unknown_address_of_an_article_is_a_page_that_says_so(room, ids):
    answer = await room.get(f"/a/{ids['etat']}/-/nothing", headers={"accept-language": "fr"})
    assert answer.status_code == 404
    assert "Pas dans cette archive" in answer.text


async def test_no_line_ends_before_a_colon(room, ids):
    page = (await room.get(f"/a/{ids['covid']}")).text
    assert "Covid-19\u00a0: les hôpitaux débordés</bdi></h1>" in page
    page = (await room.get("/search", params={"q": "covid"})).text
    assert "<mark>Covid-19</mark>\u00a0: les" in page or "<mark>Covid</mark>-19\u00a0: les" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("before:2020-13", "“2020-13” is no date"),
        ("après:2023-02-31 loi", "“2023-02-31” is no date"),
        ("year:20", "“20” is no date"),
        ("after:2025 before:2024", "Nothing is from 2025 on and before 2024."),
    ],
)
async def test_a_date_that_is_none_is_said_to_be_so(room, query, said):
    assert said in (await room.get("/search", params={"q": query})).text


async def test_no_other_words_are_offered_where_no_date_is_meant(room):
    page = (await room.get("/search", params={"q": "after:2025 before:2024 vitrial"})).text
    assert "Did you mean" not in page


@pytest.mark.parametrize("query", ["before: loi", "avant:loi", "after:2020-02 before:2021", "year:2021-2019"])
async def test_dates_and_words_are_left_alone(room, query):
    page = (await room.get("/search", params={"q": query})).text
    assert 'class="notice"' not in page
    assert "Nothing found" not in page
