"""Captures that other tools made."""

import gzip
import json
import zipfile
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import warc
from archive.choice import Choice
from archive.export import export
from archive.importing import Unreadable, import_files
from archive.rebuild import rebuild
from archive.store import Archive
from archive.verify import problems
from tests.archive.reading import extract, html
from tests.archive.test_store import LATER, NOW, row
from tests.archive.test_verify import publish

DATE = "2019-05-01T10:00:00Z"


def made_by_warcio(path, pages, compressed=True):
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=compressed)
        writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "warcio"}))
        for url, date, body, headers in pages:
            answer = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1"
            )
            asked = StatusAndHeaders("GET / HTTP/1.1", [("User-Agent", "other")], is_http_request=True)
            response = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=answer,
                warc_headers_dict={"WARC-Date": date},
            )
            request = writer.create_warc_record(url, "request", payload=BytesIO(), http_headers=asked)
            writer.write_request_response_pair(request, response)
    return path


def place(url):
    return url, "example", "https://example.org/"


def look(pages, settings):
    return {"article": b"Article" in pages[0].content}


def judge(home, rows, settings):
    return {
        r["url"]: ("article", "it says so", None)
        if (r["evidence"] or {}).get("article")
        else ("other", "a list", None)
        for r in rows
    }


def imported(archive, *files):
    return import_files(archive, files, place, look, judge, extract, now=NOW, processes=1)


PAGES = [
    ("https://example.org/1", DATE, html("Article 1", "As it was in May."), []),
    ("https://example.org/1", "2019-06-01T10:00:00Z", html("Article 1", "As it was in June."), []),
    ("https://example.org/2", DATE, gzip.compress(html("Article 2", "Zipped.")), [("Content-Encoding", "gzip")]),
    ("https://example.org/", DATE, html("Home", "A list."), []),
    ("https://example.org/3", DATE, b"7\r\n<h1>Art\r\n10\r\nicle 3</h1><p>C.\r\n4\r\n</p>\r\n0\r\n\r\n", [("Transfer-Encoding", "chunked")]),
]  # fmt: skip


def wacz(path, warc):
    with zipfile.ZipFile(path, "w") as out:
        out.write(warc, "archive/data.warc.gz")
        out.writestr("pages/pages.jsonl", "{}")
    return path


@pytest.mark.parametrize("kind", ["warc.gz", "warc", "wacz"])
def test_pages_become_articles_of_their_time(tmp_path, kind):
    file = made_by_warcio(tmp_path / "x.warc.gz", PAGES, compressed=kind != "warc")
    if kind == "wacz":
        file = wacz(tmp_path / "x.wacz", file)
    with Archive(tmp_path / "data") as archive:
        report = imported(archive, file)
        assert (report.new, report.changed, report.no_articles, report.problems) == (3, 1, 1, [])
        first = row(archive, "https://example.org/1")
        assert (first["body"], first["first_seen"], first["revisions"]) == ("As it was in June.", DATE, 2)
        assert row(archive, "https://example.org/2")["body"] == "Zipped."
        assert row(archive, "https://example.org/3")["title"] == "Article 3"
        assert archive.url_row("https://example.org/")["reason"] == "a list"
        [number] = archive.db.execute("select id from captures where url like '%/2'").fetchone()
        assert archive.read_capture(number).body == PAGES[2][2]
        again = imported(archive, file)
        assert (again.pages, again.known, again.new, again.changed) == (0, 5, 0, 0)


def test_what_is_no_warc_is_said_so(tmp_path):
    (tmp_path / "x.warc.gz").write_bytes(b"hello")
    (tmp_path / "empty.warc.gz").touch()
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as out:
        out.writestr("a", "b")
    (tmp_path / "cut.wacz").write_bytes((tmp_path / "x.wacz").read_bytes()[:40])
    with Archive(tmp_path / "data") as archive:
        for name, words in [
            ("x.warc.gz", "no WARC"),
            ("empty.warc.gz", "is empty"),
            ("x.wacz", "no WACZ"),
            ("cut.wacz", "cut short"),
            ("n", "not there"),
        ]:
            with pytest.raises(Unreadable, match=words):
                imported(archive, tmp_path / name)


def record(writer, kind, url, date, status, headers=(), body=b"", **fields):
    answer = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
    return writer.create_warc_record(
        url, kind, payload=BytesIO(body), http_headers=answer, warc_headers_dict={"WARC-Date": date, **fields}
    )


@pytest.mark.parametrize("named_by", ["date", "digest"])
def test_a_revisit_is_a_look_and_a_redirect_leads_to_its_article(tmp_path, named_by):
    later, body = "2020-05-01T10:00:00Z", html("Article 1", "As it was in May.")
    with (tmp_path / "in.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        said = {"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"}
        first = record(writer, "response", "https://example.org/1", DATE, "200 OK", body=body)
        revisit = {
            **said,
            "WARC-Refers-To-Target-URI": "https://example.org/1",
            "WARC-Refers-To-Date": DATE if named_by == "date" else "1999-01-01T00:00:00Z",
            "WARC-Payload-Digest": warc.digest(body),
        }
        moved = [("Location", "/1?from=old")]
        twice = [("Location", "https://example.org/1")]
        nowhere = {**revisit, "WARC-Refers-To-Target-URI": "https://example.org/404"}
        # The order of a file is nobody's promise: what refers comes before what it refers to.
        for each in (
            record(writer, "response", "https://example.org/old", DATE, "301 Moved Permanently", moved),
            record(writer, "response", "https://example.org/1?from=old", DATE, "302 Found", twice),
            record(writer, "response", "https://example.org/x", DATE, "301 Moved", [("Location", "/none")]),
            record(writer, "revisit", "https://example.org/1", later, "200 OK", **revisit),
            record(writer, "revisit", "https://example.org/404", later, "200 OK", **nowhere),
            first,
        ):
            writer.write_record(each)
    with Archive(tmp_path / "data") as archive:
        for times in range(2):
            report = imported(archive, tmp_path / "in.warc.gz")
            assert (report.new, report.unchanged, report.unmatched) == ((1, 1, 1) if not times else (0, 0, 1))
            assert report.redirects == (0 if times else 2)
        article = row(archive, "https://example.org/1")
        assert (article["first_seen"], article["last_seen"], article["revisions"]) == (DATE, later, 1)
        aliases = archive.db.execute("select url from urls where state = 'alias' order by url").fetchall()
        assert aliases == [("https://example.org/1?from=old",), ("https://example.org/old",)]
        kinds = archive.db.execute(
            "select status, revisit_of is not null from captures order by fetched, status, 2"
        )
        assert kinds.fetchall() == [(200, 0), (301, 0), (302, 0), (200, 1)]
        assert list(problems(archive)) == []


def test_an_article_that_is_gone_is_so_in_the_archive_that_takes_it_in(tmp_path):
    pages = [
        (url, DATE, html("Article", f"Text of {url}"), [])
        for url in ("https://example.org/1", "https://example.org/2")
    ]
    with Archive(tmp_path / "one") as one:
        imported(one, made_by_warcio(tmp_path / "in.warc.gz", pages))
        for looked in ("2019-06-01T10:00:00Z", "2019-06-05T10:00:00Z", "2019-06-09T10:00:00Z"):
            one.mark_missing("https://example.org/1", 404, looked)
    export(tmp_path / "one", tmp_path / "out.wacz", Choice(), now=NOW)
    for seen_later in (False, True):
        with Archive(tmp_path / f"other{seen_later}") as other:
            if seen_later:
                later = [("https://example.org/1", "2019-07-01T10:00:00Z", html("Article", "Back"), [])]
                imported(other, made_by_warcio(tmp_path / "later.warc.gz", later))
            assert [imported(other, tmp_path / "out.wacz").gone for _ in range(2)] == [not seen_later, False]
            gone = [article["gone"] for article in other.db["articles"].rows_where(order_by="url")]
            assert gone == [None if seen_later else "2019-06-01T10:00:00Z", None]
            assert list(problems(other)) == []


def test_an_import_that_was_killed_between_bytes_and_rows_reads_what_it_kept(tmp_path):
    """The next start finds the records in the file, and makes them captures that no row of `urls` knows."""
    url, date, body, _ = PAGES[0]
    file = made_by_warcio(tmp_path / "in.warc.gz", PAGES[:1])
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        archive.add_capture(url, date, 200, {}, {"Content-Type": "text/html"}, body, site="example")
        assert [imported(archive, file).new for _ in range(2)] == [1, 0]
        assert archive.db["captures"].count == 1
        assert list(problems(archive)) == []


# -- what was captured before what the archive has ---------------------------------------------------------


ONE = "https://example.org/1"


def at(month, body, url=ONE, title="Article 1"):
    return url, f"2026-{month:02}-01T10:00:00Z", html(title, body), []


def told(archive, url=ONE):
    """The revisions of an article, in the order of time: month, text, what changed."""
    return [
        (int(seen[5:7]), body, json.loads(changed), added, removed)
        for seen, body, changed, added, removed in archive.db.execute(
            "select seen, r.body, changed, added, removed from revisions r join articles a on a.id = article_id"
            " where a.url = ? order by seen, r.id",
            [url],
        )
    ]


#: (what a crawl found in which month, what is imported after that, the revisions that come of it)
HISTORIES = [
    pytest.param(
        [(5, "Five million for it."), (9, "Six million for it.")],
        [(2, "Twelve million for it.")],
        [
            (2, "Twelve million for it.", [], 0, 0),
            (5, "Five million for it.", ["body"], 1, 1),
            (9, "Six million for it.", ["body"], 1, 1),
        ],
        id="before the first",
    ),
    pytest.param(
        [(5, "Five million for it."), (9, "Six million for it.")],
        [(7, "Seven million for it.")],
        [
            (5, "Five million for it.", [], 0, 0),
            (7, "Seven million for it.", ["body"], 1, 1),
            (9, "Six million for it.", ["body"], 1, 1),
        ],
        id="between two",
    ),
    pytest.param(
        [(5, "Five million for it."), (9, "Five million for it.")],
        [(7, "Seven million for it.")],
        [
            (5, "Five million for it.", [], 0, 0),
            (7, "Seven million for it.", ["body"], 1, 1),
            (9, "Five million for it.", ["body"], 1, 1),
        ],
        id="between two looks that found the same",
    ),
    pytest.param(
        [(5, "Five million for it."), (9, "Six million for it.")],
        [(2, "Five million for it."), (6, "Five million for it."), (8, "Six million for it.")],
        [(5, "Five million for it.", [], 0, 0), (9, "Six million for it.", ["body"], 1, 1)],
        id="the same as before or after",
    ),
    pytest.param(
        [(5, "Five million for it.")],
        [(3, "Three million for it."), (2, "Two million for it."), (8, "Eight million for it.")],
        [
            (2, "Two million for it.", [], 0, 0),
            (3, "Three million for it.", ["body"], 1, 1),
            (5, "Five million for it.", ["body"], 1, 1),
            (8, "Eight million for it.", ["body"], 1, 1),
        ],
        id="before and after",
    ),
]


@pytest.mark.parametrize(("crawled", "taken_in", "revisions"), HISTORIES)
@pytest.mark.parametrize("together", [True, False])
def test_what_was_captured_before_goes_into_the_history_whatever_the_order(
    tmp_path, crawled, taken_in, revisions, together
):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        for month, body in crawled:
            publish(archive, 1, body, at(month, body)[1])
        batches = [taken_in] if together else [[each] for each in taken_in]
        for number, batch in enumerate(batches):
            pages = [at(*each) for each in batch]
            file = made_by_warcio(tmp_path / f"{number}.warc.gz", pages)
            assert imported(archive, file).problems == []
            assert imported(archive, file).known == len(pages)
        assert told(archive) == revisions
        article, looks = row(archive, ONE), sorted(month for month, _ in crawled + taken_in)
        assert article["body"] == revisions[-1][1]
        assert (article["first_seen"][5:7], article["last_seen"][5:7]) == (
            f"{looks[0]:02}",
            f"{looks[-1]:02}",
        )
        assert (article["revisions"], article["last_changed"][5:7]) == (
            len(revisions),
            f"{revisions[-1][0]:02}",
        )
        assert list(problems(archive)) == []
    rebuild(tmp_path / "data", extract, now=LATER, processes=1)
    with Archive(tmp_path / "data") as archive:
        assert told(archive) == revisions
        assert row(archive, ONE) == article
        assert list(problems(archive)) == []


def test_an_earlier_capture_changes_nothing_else_of_its_article(tmp_path):
    """Its links, where it stands in the plan of looks, that it is gone, and what its text rests on."""
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        publish(archive, 1, "Five million for it.", at(5, "")[1], links=["https://example.org/now"])
        archive.settle(
            ONE,
            state="article",
            reason="an article",
            now=at(5, "")[1],
            due=LATER,
            evidence={"article": False},
        )
        for day in (1, 5, 9):
            archive.mark_missing(ONE, 404, f"2026-06-{day:02}T10:00:00Z")
        kept = (
            "select * from links",
            "select * from article_state",
            "select * from urls",
            "select id, gone from articles",
        )
        before = [archive.db.execute(sql).fetchall() for sql in kept]
        seen = max(change.seq for change in archive.changes())
        old = [
            (ONE, at(2, "")[1], html("Article 1", "Two million for it.", ["https://example.org/then"]), [])
        ]
        report = imported(archive, made_by_warcio(tmp_path / "x.warc.gz", old))
        assert (report.earlier, report.changed, report.no_articles) == (1, 0, 0)
        assert [archive.db.execute(sql).fetchall() for sql in kept] == before
        assert [change.what for change in archive.changes(seen)] == ["changed"], (
            "who follows the changes is told"
        )
        assert list(problems(archive)) == []


def test_an_earlier_text_that_is_longer_does_not_make_the_one_of_now_a_poorer_one(tmp_path):
    """Not even for a rebuild, which takes the decisions in the order of time."""
    long = "A text of many words, which was cut down by its authors for good reasons later on. " * 20
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        publish(archive, 1, "It was cut down.", at(5, "")[1])
        assert imported(archive, made_by_warcio(tmp_path / "x.warc.gz", [at(2, long)])).earlier == 1
    rebuild(tmp_path / "data", extract, now=LATER, processes=1)
    with Archive(tmp_path / "data") as archive:
        assert [body.strip() for _, body, *_ in told(archive)] == [long.strip(), "It was cut down."]
        assert row(archive, ONE)["body"] == "It was cut down."


def test_an_address_that_leads_to_an_article_goes_on_leading_there(tmp_path):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        article = publish(archive, 1, "Five million for it.", at(5, "")[1]).article_id
        archive.add_alias("https://example.org/1?print", article, "redirects to it", NOW)
        old = at(2, "Two million for it.", "https://example.org/1?print")
        assert imported(archive, made_by_warcio(tmp_path / "x.warc.gz", [old])).earlier == 1
        assert [month for month, *_ in told(archive)] == [2, 5]
        assert archive.url_row("https://example.org/1?print")["state"] == "alias"
        assert archive.db["articles"].count == 1


def test_a_date_that_is_to_come_is_no_date_of_a_capture(tmp_path):
    """An article with a text of 2031 would show no edit until then."""
    pages = [
        (ONE, "2031-05-05T10:00:00Z", html("Article 1", "From the future."), []),
        at(5, "Five million for it."),
    ]
    with Archive(tmp_path / "data") as archive:
        report = imported(archive, made_by_warcio(tmp_path / "x.warc.gz", pages))
        assert [(url, "to come" in words) for url, words in report.problems] == [(ONE, True)]
        assert row(archive, ONE)["body"] == "Five million for it."


# -- files that are not whole ------------------------------------------------------------------------------


def test_a_file_that_is_no_warc_stops_the_import_before_anything_is_taken(tmp_path):
    good = made_by_warcio(tmp_path / "x.warc.gz", PAGES)
    (tmp_path / "junk.warc.gz").write_bytes(b"junk")
    with Archive(tmp_path / "data") as archive:
        with pytest.raises(Unreadable, match=r"junk.warc.gz.* no WARC"):
            imported(archive, good, tmp_path / "junk.warc.gz")
        assert archive.db["captures"].count == 0
        assert imported(archive, good).new == 3


@pytest.mark.parametrize("compressed", [True, False])
def test_what_a_cut_file_lacks_comes_with_the_whole_one(tmp_path, compressed):
    whole = made_by_warcio(tmp_path / "x.warc", PAGES, compressed=compressed)
    cut = tmp_path / "cut.warc"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with Archive(tmp_path / "data") as archive:
        first = imported(archive, cut)
        assert 0 < first.pages < 5
        assert [words for where, words in first.problems if "middle of a record" in words]
        second = imported(archive, whole)
        assert (second.known, second.pages, second.problems) == (first.pages, 5 - first.pages, [])
        assert archive.db["captures"].count == 5
        assert row(archive, ONE)["body"] == "As it was in June."
        assert list(problems(archive)) == []


def test_half_a_page_that_is_kept_already_is_put_right_by_the_whole_one(tmp_path):
    """Another body of the same moment is not the same capture."""
    half = [(ONE, DATE, html("Article 1", "The council decided on"), [])]
    whole = [(ONE, DATE, html("Article 1", "The council decided on Tuesday to go on."), [])]
    with Archive(tmp_path / "data") as archive:
        imported(archive, made_by_warcio(tmp_path / "half.warc.gz", half))
        for _ in range(2):
            imported(archive, made_by_warcio(tmp_path / "whole.warc.gz", whole))
        assert row(archive, ONE)["body"] == "The council decided on Tuesday to go on."
        assert (archive.db["captures"].count, row(archive, ONE)["revisions"]) == (2, 2)
        assert list(problems(archive)) == []


# -- built again from the captures -------------------------------------------------------------------------


def rebuilt(folder):
    """(number, address, revisions) of all articles, before and after; and the changes after those of before."""
    with Archive(folder) as archive:
        before = archive.db.execute("select id, url, revisions from articles order by id").fetchall()
        last = max(change.seq for change in archive.changes())
    rebuild(folder, extract, now=LATER, processes=1)
    with Archive(folder) as archive:
        after = archive.db.execute("select id, url, revisions from articles order by id").fetchall()
        assert list(problems(archive)) == []
        return before, after, {change.article_id for change in archive.changes(last)}


def test_a_rebuild_keeps_the_numbers_that_articles_are_cited_by(tmp_path):
    """Though an imported article is older; and who follows the changes sees all of them again."""
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        publish(archive, 1, "Five million for it.", at(5, "")[1])
        publish(archive, 2, "A list.", at(5, "")[1])
        archive.remove_article("https://example.org/2", "a listing", at(6, "")[1])
        imported(archive, made_by_warcio(tmp_path / "x.warc.gz", PAGES))
    before, after, followed = rebuilt(tmp_path / "data")
    assert [number for number, *_ in before] == [1, 3, 4]
    assert after == before
    assert followed >= {1, 3, 4}


def test_the_number_of_an_article_whose_capture_is_lost_goes_to_no_other(tmp_path):
    folder = tmp_path / "data"
    with Archive(folder) as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        for number in (1, 2, 3):
            publish(archive, number, f"Text of article number {number}.")
        places = archive.db.execute("select file, offset, length from captures where id in (1, 3)").fetchall()
    for file, offset, length in places:
        with (folder / "captures" / file).open("r+b") as handle:
            handle.seek(offset + length // 2)
            handle.write(b"????")
    assert len(rebuild(folder, extract, now=LATER, processes=1).problems) == 2
    with Archive(folder) as archive:
        assert row(archive, "https://example.org/2")["id"] == 2
        assert publish(archive, 4, now=LATER).article_id == 4


def test_an_old_capture_of_an_alias_is_its_articles_after_a_rebuild_too(tmp_path):
    """Though it was found later that the address leads there."""
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        article = publish(archive, 1, "Five million for it.", at(5, "")[1]).article_id
        archive.add_alias("https://example.org/1?print", article, "redirects to it", at(6, "")[1])
        old = at(2, "Two million for it.", "https://example.org/1?print")
        imported(archive, made_by_warcio(tmp_path / "x.warc.gz", [old]))
    before, after, _ = rebuilt(tmp_path / "data")
    assert after == before == [(1, ONE, 2)]


def test_an_article_that_was_taken_back_and_then_imported_is_there_after_a_rebuild_too(tmp_path):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        publish(archive, 1, "A list.", at(5, "")[1])
        archive.remove_article(ONE, "a listing", at(6, "")[1])
        imported(archive, made_by_warcio(tmp_path / "x.warc.gz", [at(2, "Two million for it.")]))
    before, after, _ = rebuilt(tmp_path / "data")
    assert after == before == [(2, ONE, 1)]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2019-05-01T10:00:00+02:00", "2019-05-01T08:00:00Z"),
        ("2019-05-01T10:00:00.123456789Z", "2019-05-01T10:00:00Z"),
        ("2019-05-01", "2019-05-01T00:00:00Z"),
    ],
)
def test_the_moment_of_a_capture_is_read_in_every_way_that_warc_writes_it(tmp_path, stated, moment):
    with Archive(tmp_path / "data") as archive:
        pages = [(ONE, stated, html("Article 1", "A text."), [])]
        assert imported(archive, made_by_warcio(tmp_path / "x.warc.gz", pages)).problems == []
        assert row(archive, ONE)["first_seen"] == moment


# -- what a crawl has planned, and what a kill left --------------------------------------------------------


def test_what_a_crawl_has_planned_stays_planned(tmp_path):
    """An old capture of a page says nothing of when the page of today is asked for, nor of what that one is."""
    planned = {
        "https://example.org/": "other",
        "https://example.org/9": "due",
        "https://example.org/1": "due",
    }
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        archive.found("example", [{"url": url, "kind": "page", "due": LATER} for url in planned], NOW)
        archive.settle("https://example.org/", state="other", reason="a list", now=NOW, due=LATER)
        old = [(url, DATE, html("Notice", "A list."), []) for url in list(planned)[:2]]
        report = imported(archive, made_by_warcio(tmp_path / "x.warc.gz", [*old, PAGES[0]]))
        assert (report.no_articles, report.new) == (2, 1)
        rows = {url: archive.url_row(url) for url in planned}
        assert {url: row["due"] for url, row in rows.items()} == dict.fromkeys(planned, LATER)
        assert {url: row["state"] for url, row in rows.items()} == {
            **planned,
            "https://example.org/1": "article",
        }


def test_an_article_that_only_an_import_knows_is_looked_at_by_the_next_crawl(tmp_path):
    with Archive(tmp_path / "data") as archive:
        imported(archive, made_by_warcio(tmp_path / "x.warc.gz", PAGES))
        assert {row["url"] for row in archive.due("example", LATER, 9)} == {PAGES[n][0] for n in (0, 2, 4)}


@pytest.mark.parametrize("stopped_before", ["_look", "_store"])
def test_an_import_that_was_stopped_reads_all_that_it_kept_when_it_is_run_again(
    tmp_path, monkeypatch, stopped_before
):
    """Also pages whose address the archive knew: of an article that is gone, of an alias, of what was no article."""
    old = [
        at(2, "Two million for it.", "https://example.org/1?print"),
        at(2, "Open.", "https://example.org/2", "Article 2"),
        at(2, "A text.", "https://example.org/3", "Article 3"),
    ]
    file = made_by_warcio(tmp_path / "x.warc.gz", old)
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        article = publish(archive, 1, "Five million for it.", at(5, "")[1]).article_id
        archive.add_alias("https://example.org/1?print", article, "redirects to it", NOW)
        publish(archive, 2, "Shut.", at(5, "")[1])
        for day in (1, 5, 9):
            archive.mark_missing("https://example.org/2", 404, f"2026-06-{day:02}T10:00:00Z")
        archive.settle("https://example.org/3", state="other", reason="a list", now=NOW, site="example")
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(f"archive.importing.{stopped_before}", stop)
            imported(archive, file)
        again = imported(archive, file)
        assert (again.known, again.earlier, again.new) == (0, 2, 1)
        assert imported(archive, file).known == 3
        assert [month for month, *_ in told(archive)] == [2, 5]
        assert list(problems(archive)) == []


def stop(*arguments):
    raise KeyboardInterrupt


# -- kinds of records --------------------------------------------------------------------------------------


def test_a_page_without_the_head_of_its_answer_is_a_page(tmp_path):
    """`resource` records: pages taken from a disk, and a browser's own notes, which are none."""
    with (tmp_path / "x.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for url, kind in (
            (ONE, "text/html"),
            ("https://example.org/a.css", "text/css"),
            (f"urn:text:{ONE}", "text/html"),
        ):
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "resource",
                    payload=BytesIO(html("Article 1", "From a disk.")),
                    warc_content_type=kind,
                    warc_headers_dict={"WARC-Date": DATE},
                )
            )
    with Archive(tmp_path / "data") as archive:
        report = imported(archive, tmp_path / "x.warc.gz")
        assert (report.new, report.skipped, report.problems) == (1, 1, [])
        assert row(archive, ONE)["body"] == "From a disk."
        assert archive.read_capture(1).content_type == "text/html"


def test_an_image_that_is_as_before_is_left_out_like_the_image(tmp_path):
    """It is no page that is missing."""
    png = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
    with (tmp_path / "x.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        writer.write_record(
            record(writer, "response", ONE, DATE, "200 OK", body=html("Article 1", "A text."))
        )
        for kind in ("response", "revisit"):
            writer.write_record(
                writer.create_warc_record(
                    "https://example.org/a.png",
                    kind,
                    payload=BytesIO(b"png" if kind == "response" else b""),
                    http_headers=png,
                    warc_headers_dict={"WARC-Date": DATE},
                )
            )
    with Archive(tmp_path / "data") as archive:
        report = imported(archive, tmp_path / "x.warc.gz")
        assert (report.new, report.skipped, report.unmatched) == (1, 2, 0)
