"""The store's promises, on real files."""

import json
import time
from dataclasses import dataclass, field, replace

import pytest

from archive.captures import files_in, records_of
from archive.connection import open_for_reading
from archive.errors import UnknownArticle
from archive.held import waiting
from archive.incoming import Doubt
from archive.journal import entry_of
from archive.store import Archive
from archive.verify import problems

NOW = "2026-11-23T08:00:00Z"
LATER = "2026-11-24T08:00:00Z"
URL = "https://example.org/actu/1"


@dataclass(frozen=True)
class Link:
    url: str
    title: str = "Read more"
    kind: str = "related"


@dataclass(frozen=True)
class Page:
    title: str | None = "Strike ends"
    body: str = "The strike at the mill ended on Friday."
    published: str | None = "2026-11-20"
    published_source: str | None = "json-ld"
    modified: str | None = None
    authors: tuple[str, ...] = ("A. Martin",)
    language: str | None = "en"
    section: str | None = None
    tags: tuple[str, ...] = ()
    description: str | None = None
    image: str | None = None
    links: tuple[Link, ...] = ()
    sources: dict = field(default_factory=dict)


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        yield archive


def capture(archive, url=URL, body=b"<h1>Strike ends</h1>", now=NOW, **how):
    return archive.add_capture(
        url, now, 200, {"User-Agent": "Kiosque"}, [("Content-Type", "text/html")], body, **how
    )


def store(archive, article=None, url=URL, now=NOW, body=None, **how):
    with archive.batch():
        page = article or Page()
        capture_id = capture(archive, url, body or repr(page).encode(), now)
        return archive.store_article(page, site="example", url=url, now=now, capture_id=capture_id, **how)


def dump(archive, *tables):
    return {
        t: archive.db.execute(f"select * from {t} order by 1, 2").fetchall()
        for t in tables or ("articles", "links", "revisions", "urls", "article_changes", "counts")
    }


def row(archive, url=URL):
    return next(archive.db.query("select * from articles where url = ?", [url]))


def test_an_article_is_stored_with_its_revision_and_its_frontier_row(archive):
    archive.found("example", [{"url": URL, "kind": "article", "source": "feed", "lastmod": None}], NOW)
    stored = store(archive)
    assert (stored.outcome, row(archive)["words"], row(archive)["revisions"]) == ("new", 8, 1)
    assert archive.url_row(URL)["state"] == "article"
    assert archive.url_row(URL)["article_id"] == stored.article_id
    [revision] = archive.db["revisions"].rows
    assert (revision["body"], revision["changed"]) == (Page().body, "[]")


def test_storing_the_same_again_changes_nothing_not_even_a_sequence_number(archive):
    store(archive, Page(links=(Link("https://example.org/actu/2"),)))
    before = dump(archive)
    stored = store(archive, Page(links=(Link("https://example.org/actu/2"),)))
    assert stored.outcome == "unchanged"
    assert dump(archive) == before


def test_an_edit_is_a_revision_that_names_its_fields_and_counts_its_words(archive):
    store(archive)
    stored = store(archive, Page(body="The strike at the mill ended on Saturday night."), now=LATER)
    assert (stored.outcome, stored.changed_fields) == ("changed", ("body",))
    last = list(archive.db["revisions"].rows_where(order_by="id"))[-1]
    assert (last["added"], last["removed"], last["seen"]) == (2, 1, LATER)
    assert row(archive)["last_changed"] == LATER
    assert row(archive)["revisions"] == 2


def test_the_same_bytes_read_by_newer_rules_are_not_a_revision(archive):
    store(archive, Page(authors=()), body=b"page")
    stored = store(archive, Page(), now=LATER, body=b"page")
    assert (stored.outcome, stored.changed_fields) == ("unchanged", ("authors",))
    assert row(archive)["authors"] == '["A. Martin"]'
    [revision] = archive.db["revisions"].rows
    assert revision["reextracted"] == LATER


def test_a_poorer_fetch_is_held_and_never_replaces_the_text(archive):
    long = " ".join(f"word{n}" for n in range(200))
    store(archive, Page(body=long))
    stored = store(archive, Page(body="Subscribe to read on."), now=LATER)
    assert stored.outcome == "held"
    assert row(archive)["body"] == long
    [held] = archive.db["held"].rows
    assert held["body"] == "Subscribe to read on."


def test_a_wall_never_replaces_a_text_however_long_it_is(archive):
    @dataclass(frozen=True)
    class Wall(Page):
        wall: str = "consent"

    store(archive)
    stored = store(archive, Wall(body="We value your privacy. " * 90), now=LATER)
    assert stored.outcome == "held"
    assert row(archive)["body"] == Page().body


@pytest.mark.parametrize("target_first", [True, False])
def test_a_links_target_is_right_whichever_arrives_first(archive, target_first):
    there = "https://example.org/actu/2"
    pages = [(URL, Page(links=(Link(there),))), (there, Page(title="Other"))]
    for url, page in reversed(pages) if target_first else pages:
        store(archive, page, url)
    [link] = archive.db["links"].rows
    assert link["target_id"] == row(archive, there)["id"]


@pytest.mark.parametrize("alias_first", [True, False])
def test_a_link_to_an_alias_has_the_article_as_its_target(archive, alias_first):
    stored = store(archive, url="https://example.org/actu/2")
    alias = "https://example.org/actu/2/slug"
    if alias_first:
        archive.add_alias(alias, stored.article_id, "canonical", NOW)
    store(archive, Page(links=(Link(alias),)))
    if not alias_first:
        archive.add_alias(alias, stored.article_id, "canonical", NOW)
    [link] = archive.db["links"].rows
    assert link["target_id"] == stored.article_id
    archive.remove_article("https://example.org/actu/2", "a listing")
    [link] = archive.db["links"].rows
    assert link["target_id"] is None


def test_nearly_equal_texts_point_at_the_first_published_whatever_the_order(archive):
    text = " ".join(f"word{n}" for n in range(120))
    store(archive, Page(body=text, published="2026-11-22"), "https://example.org/b")
    store(archive, Page(body=text + " and more", published="2026-11-21"), "https://example.org/a")
    store(archive, Page(body="quite another thing " * 40), "https://example.org/c")
    copies = {r["url"][-1]: r["copy_of"] for r in archive.db["articles"].rows}
    assert copies == {"a": None, "b": row(archive, "https://example.org/a")["id"], "c": None}
    archive.remove_article("https://example.org/a", "a listing")
    assert row(archive, "https://example.org/b")["copy_of"] is None


def test_a_thousand_copies_make_one_group_in_reasonable_time(archive):
    text = " ".join(f"word{n}" for n in range(120))
    started = time.process_time()
    with archive.batch():
        for number in range(300):
            store(
                archive,
                Page(body=f"{text} {number}", published=f"2026-11-{number % 28 + 1:02}"),
                f"{URL}/{number}",
            )
    assert time.process_time() - started < 10
    firsts = archive.db.execute("select distinct coalesce(copy_of, id) from articles").fetchall()
    assert len(firsts) == 1
    archive.remove_article(f"{URL}/0", "a listing", LATER)
    assert archive.db.execute("select count(distinct coalesce(copy_of, id)) from articles").fetchone() == (1,)


def test_an_article_is_gone_after_three_looks_over_seven_days_and_can_come_back(archive):
    store(archive)
    looks = ["2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z", "2026-12-03T00:00:00Z", "2026-12-08T00:00:00Z"]
    states = [archive.mark_missing(URL, 404, look) for look in looks]
    assert states == ["missing", "missing", "missing", "gone"]
    assert (row(archive)["gone"], row(archive)["title"]) == (looks[0], "Strike ends")
    assert archive.url_row(URL)["state"] == "gone"
    store(archive, now="2026-12-20T00:00:00Z")
    assert row(archive)["gone"] is None
    [absence] = archive.db["withdrawals"].rows
    assert (absence["gone"], absence["returned"]) == (looks[0], "2026-12-20T00:00:00Z")


def test_a_page_that_is_not_in_the_archive_cannot_be_missing(archive):
    with pytest.raises(UnknownArticle):
        archive.mark_missing("https://example.org/none", 404, NOW)


def test_changes_are_in_sequence_and_tell_of_removals(archive):
    store(archive)
    store(archive, url="https://example.org/2")
    mark = max(c.seq for c in archive.changes())
    store(archive, Page(title="Strike ends at last"))
    archive.remove_article("https://example.org/2", "a listing", NOW)
    assert [(c.url, c.what) for c in archive.changes(mark)] == [
        (URL, "changed"),
        ("https://example.org/2", "removed"),
    ]


def test_an_error_in_a_batch_undoes_rows_and_bytes(archive):
    store(archive)
    before, sizes = dump(archive), archive.captures.mark()
    with pytest.raises(RuntimeError), archive.batch():
        store(archive, Page(title="Never"), "https://example.org/never")
        raise RuntimeError
    assert dump(archive) == before
    assert archive.captures.mark() == sizes


def test_an_error_inside_a_batch_undoes_its_own_part_only(archive):
    with archive.batch():
        store(archive)
        with pytest.raises(RuntimeError), archive.batch():
            store(archive, url="https://example.org/never")
            raise RuntimeError
    assert [r["url"] for r in archive.db["articles"].rows] == [URL]
    assert archive.read_capture(1).body == repr(Page()).encode()


def test_a_capture_reads_back_byte_by_byte(archive):
    headers = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Type", "text/html; charset=latin-1")]
    body = "été".encode("latin-1") + bytes(range(256))
    number = archive.add_capture(URL, NOW, 200, {}, headers, body)
    back = archive.read_capture(number)
    assert (back.status, back.headers, back.body, back.url, back.fetched) == (
        200,
        tuple(headers),
        body,
        URL,
        NOW,
    )


def test_a_page_that_is_as_before_is_a_revisit_and_reads_back_whole(archive):
    first = capture(archive, body=b"x" * 5000)
    second = capture(archive, body=b"x" * 5000, now=LATER)
    third = archive.add_capture(URL, LATER, 304, {}, [("ETag", "1")], b"")
    rows = {r["id"]: r for r in archive.db["captures"].rows}
    assert [rows[n]["revisit_of"] for n in (first, second, third)] == [None, first, first]
    assert [archive.read_capture(n).body for n in (second, third)] == [b"x" * 5000] * 2


def test_counts_by_site_and_month_follow_the_articles(archive):
    store(archive)
    store(archive, Page(published=None), "https://example.org/2")
    store(archive, Page(published="2026-10"), "https://example.org/3")
    store(archive, Page(published="2026-10-02"))
    counts = {r["month"]: r["articles"] for r in archive.db["counts"].rows}
    assert counts == {"": 1, "2026-10": 2}


def test_search_finds_words_without_their_accents(archive):
    store(archive, Page(title="La société"))
    found = "select rowid from articles_fts where articles_fts match ?"
    assert len(archive.db.execute(found, ["societe"]).fetchall()) == 1
    store(archive, Page(title="Autre chose"))
    assert archive.db.execute(found, ["societe"]).fetchall() == []


def test_found_merges_sources_and_due_gives_each_once(archive):
    item = {"url": URL, "kind": "article", "source": "sitemap", "lastmod": None}
    assert archive.found("example", [item], NOW) == 1
    assert archive.found("example", [{**item, "source": "feed", "lastmod": "2026-11-20"}], LATER) == 0
    assert archive.due("example", NOW, 10) == []
    archive.plan("example", [URL], NOW)
    [due] = archive.due("example", NOW, 10)
    assert (due["source"], due["lastmod"]) == ("feed,sitemap", "2026-11-20")
    assert archive.due("example", NOW, 10, exclude={URL}) == []
    archive.settle(URL, state="other", reason="a listing", now=NOW, evidence={"shape": "/actu/#"})
    assert archive.due("example", LATER, 10) == []
    assert archive.url_row(URL)["evidence"] == {"shape": "/actu/#"}


def test_a_page_never_found_can_be_settled(archive):
    assert not archive.settle(URL, state="other", reason="not an article", now=NOW)
    assert archive.settle(
        URL, state="other", reason="not an article", now=NOW, site="example", source="redirect"
    )
    [page] = archive.pages("example")
    assert (page["url"], page["source"], page["evidence"]) == (URL, "redirect", None)


def test_a_failed_look_at_an_article_leaves_it_an_article(archive):
    stored = store(archive)
    archive.settle(URL, state="failed", reason="answered 500", now=LATER, due=LATER, tries=1)
    url = archive.url_row(URL)
    assert (url["state"], url["reason"], url["article_id"]) == ("article", "answered 500", stored.article_id)


def test_knowledge_of_a_site_is_merged_key_by_key(archive):
    archive.learn("example", {"shapes": ["/actu/#"], "pause": 2})
    archive.learn("example", {"pause": None})
    assert archive.knowledge("example") == {"shapes": ["/actu/#"]}


def test_a_crawl_is_counted(archive):
    number = archive.begin_crawl("example", "update", NOW)
    archive.end_crawl(number, now=LATER, outcome="done", message=None, requests=3, new=1)
    [crawl] = archive.db["crawls"].rows
    assert (crawl["requests"], crawl["new"], crawl["outcome"]) == (3, 1, "done")


def test_related_links_follow_the_page_without_a_revision(archive):
    store(archive, Page(links=(Link("https://example.org/2"),)))
    store(archive, replace(Page(), links=(Link("https://example.org/3"),)), now=LATER, body=b"rotated")
    assert [r["url"] for r in archive.db["links"].rows] == ["https://example.org/3"]
    assert row(archive)["revisions"] == 1


def crawl(archive, day, *, there=(), missing=()):
    """A crawl on a day of December 2026 that finds some articles and misses others."""
    number = archive.begin_crawl("example", "recheck", f"2026-12-{day:02}T00:00:00Z")
    for url in missing:
        archive.mark_missing(url, 404, f"2026-12-{day:02}T01:00:00Z")
    for url in there:
        archive.mark_seen(url, f"2026-12-{day:02}T01:00:00Z")
    archive.end_crawl(number, now=f"2026-12-{day:02}T02:00:00Z", outcome="done")


def test_when_all_of_a_site_is_missing_it_is_an_outage_and_nothing_is_gone(archive):
    urls = [f"https://example.org/{n}" for n in range(5)]
    for number, url in enumerate(urls):
        store(archive, Page(title=f"Title {number}"), url)
    for day in (1, 5, 9, 13):
        crawl(archive, day, missing=urls)
    assert archive.db.execute("select count(gone) from articles").fetchone() == (0,)
    for day in (15, 19, 23):
        crawl(archive, day, missing=urls[:1], there=urls[1:])
    assert [r["url"] for r in archive.db["articles"].rows_where("gone is not null")] == urls[:1]
    crawl(archive, 27, there=urls)
    assert row(archive, urls[0])["gone"] is None
    assert archive.url_row(urls[0])["state"] == "article"


def test_what_the_site_said_about_reuse_is_kept_with_the_capture(archive):
    archive.learn(
        "example", {"robots": {"https://example.org": {"status": 200, "fetched": NOW, "rules": ["-/x"]}}}
    )
    body = b"<meta name='tdm-reservation' content='1'><meta content=\"noai, noimageai\" name=robots>"
    number = archive.add_capture(URL, NOW, 200, {}, {"X-Robots-Tag": "noarchive"}, body, site="example")
    said = json.loads(archive.db.execute("select reuse from captures where id = ?", [number]).fetchone()[0])
    assert said["x-robots-tag"] == ["noarchive"]
    assert said["meta robots"] == ["noai, noimageai"]
    assert said["meta tdm-reservation"] == ["1"]
    assert said["robots.txt"]["rules"] == ["-/x"]


@pytest.fixture
def shrunk(archive):
    """An article of 200 words of which a later look gave 14."""
    store(archive, Page(body=" ".join(f"word{n}" for n in range(200))))
    short = Page(body="The mill withdrew its statement. What was said here before was wrong in every part.")
    store(archive, short, now=LATER)
    return short


def test_a_held_text_that_a_person_accepts_is_a_revision_with_its_capture(archive, shrunk):
    [text] = waiting(archive.db.conn)
    assert (text.said.body, text.kept) == (shrunk.body, 200)
    stored = archive.accept_held(text.number, "2026-12-01T08:00:00Z")
    assert (stored.outcome, stored.changed_fields) == ("changed", ("body",))
    assert row(archive)["body"] == shrunk.body
    last = list(archive.db["revisions"].rows)[-1]
    assert (last["seen"], last["capture_id"], last["removed"]) == (LATER, text.capture, 200)
    assert not list(waiting(archive.db.conn))
    assert list(problems(archive)) == []
    assert store(archive, shrunk, now="2026-12-02T08:00:00Z").outcome == "unchanged"
    assert archive.accept_held(text.number, "2026-12-03T08:00:00Z") is None


def test_a_held_text_that_a_person_rejects_is_not_asked_about_again(archive, shrunk):
    [text] = waiting(archive.db.conn)
    assert archive.reject_held(text.number, "2026-12-01T08:00:00Z")
    assert row(archive)["words"] == 200
    assert store(archive, shrunk, now="2026-12-02T08:00:00Z").outcome == "held"
    assert not list(waiting(archive.db.conn))


REWRITTEN = Page(
    title="Mill to be a museum", body="The old mill will be a museum from next spring, says the mayor."
)


def test_a_doubted_text_is_held_and_taken_once_it_has_been_there_for_a_week(archive):
    store(archive)
    doubt = Doubt("wholly another text came, under another title", may_last=True)
    for day in (24, 25, 29):
        at = f"2026-11-{day}T08:00:00Z"
        assert store(archive, REWRITTEN, now=at, doubt=doubt).outcome == "held"
        assert row(archive)["body"] == Page().body
    assert row(archive)["last_seen"] == NOW, "the article itself was not seen"
    assert [text.reason for text in waiting(archive.db.conn)] == [doubt.reason]
    assert store(archive, REWRITTEN, now="2026-12-01T08:00:00Z", doubt=doubt).outcome == "changed"
    assert (row(archive)["title"], row(archive)["revisions"]) == (REWRITTEN.title, 2)
    assert not list(waiting(archive.db.conn))
    assert list(problems(archive)) == []


@pytest.mark.parametrize(
    "between", [None, Page(), Page(title="Sold", body="Something else again, of ten words or so.")]
)
def test_a_doubted_text_that_goes_again_must_last_a_week_from_when_it_comes_back(archive, between):
    doubt = Doubt("wholly another text came, under another title", may_last=True)
    store(archive)
    store(archive, REWRITTEN, now="2026-11-24T08:00:00Z", doubt=doubt)
    store(archive, REWRITTEN, now="2026-11-25T08:00:00Z", doubt=doubt)
    if between is None:
        archive.mark_seen(URL, "2026-11-26T08:00:00Z")
    else:
        store(archive, between, now="2026-11-26T08:00:00Z")
    assert not list(waiting(archive.db.conn))
    assert store(archive, REWRITTEN, now="2026-12-02T08:00:00Z", doubt=doubt).outcome == "held"
    [text] = waiting(archive.db.conn)
    assert text.seen == "2026-12-02T08:00:00Z"


def test_a_doubted_text_that_is_poorer_as_well_is_never_taken_by_itself(archive):
    doubt = Doubt("wholly another text came, under another title", may_last=True)
    store(archive, Page(body=" ".join(f"word{n}" for n in range(200))))
    for month in (10, 11, 12):
        assert store(archive, REWRITTEN, now=f"2027-{month}-01T08:00:00Z", doubt=doubt).outcome == "held"
    assert [text.reason for text in waiting(archive.db.conn)] == ["the text shrank from 200 words to 13"]


@pytest.mark.parametrize("reason", ["the same text came at other articles' addresses too", "cut short"])
def test_a_wall_that_stays_for_months_is_never_taken_by_itself(archive, reason):
    store(archive)
    for month in (10, 11, 12):
        assert (
            store(archive, REWRITTEN, now=f"2027-{month}-01T08:00:00Z", doubt=Doubt(reason)).outcome == "held"
        )
    assert row(archive)["body"] == Page().body


def test_an_undone_batch_does_not_take_what_is_known_of_the_site_from_the_captures(archive):
    with pytest.raises(ZeroDivisionError), archive.batch():
        store(archive)
        raise ZeroDivisionError
    store(archive)
    records = [place.record for file in files_in(archive.captures.folder) for place in records_of(file)]
    kinds = [entry.kind for record in records if (entry := entry_of(record))]
    assert kinds == ["site", "article"]


def test_a_folder_that_nobody_can_write_to_is_read_and_left_as_it_is(tmp_path, monkeypatch):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
    monkeypatch.setattr("os.access", lambda *_: False)
    reader = open_for_reading(tmp_path / "data" / "archive.db")
    assert reader["sites"].count == 1
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["archive.db"]
    reader.conn.close()


CHINESE = "麦子涨价了。面包店关门，东京2021年。" * 5


def test_the_words_of_a_text_without_spaces_are_its_characters(archive):
    store(archive, Page(body=CHINESE, language="zh"))
    assert row(archive)["words"] == 14 * 5


def test_counting_words_in_another_way_is_no_revision(archive):
    stored = store(archive, Page(body=CHINESE, language="zh"))
    archive.db.execute("update articles set words = 15")
    archive.db.execute("delete from _sqlite_migrations where name = 'm006_words'")
    before = dump(archive, "revisions", "article_changes")
    with Archive(archive.path.parent) as again:
        assert row(again)["words"] == 70
        assert dump(again, "revisions", "article_changes") == before
        assert store(again, Page(body=CHINESE, language="zh"), now=LATER).outcome == "unchanged"
        assert stored.article_id == row(again)["id"]
