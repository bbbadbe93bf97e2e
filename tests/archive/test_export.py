"""What leaves the archive: complete, as others' tools want it, and byte for byte what the servers sent."""

import csv
import gzip
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib

import pyarrow.parquet as pq
import pytest
from fastwarc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as Warcio

from archive.choice import Choice
from archive.errors import ArchiveUnwritable
from archive.export import UnknownFormat, export
from archive.foreign import responses
from archive.store import Archive
from archive.wacz import surt
from tests.archive.test_store import LATER, NOW, Page

BODY = b"<html><h1>Une gr\xe8ve</h1>" + bytes(range(256)) + b"</html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    with Archive(folder) as archive:
        for site, start in (("one", 0), ("two", 10)):
            archive.put_site(site, f"https://{site}.example/", now=NOW)
            for number in range(start, start + 10):
                _article(archive, site, number)
        url = "https://one.example/actu/3"
        again = archive.add_capture(
            url, LATER, 200, {}, {"Content-Type": "text/html"}, BODY + b"3", site="one"
        )
        page = Page(title="=Formula 3", body="Corrected text")
        archive.store_article(page, site="one", url=url, now=LATER, capture_id=again)
        archive.tidy(NOW)
    return folder


def _article(archive, site, number):
    url = f"https://{site}.example/actu/{number}"
    capture = archive.add_capture(
        url,
        NOW,
        200,
        {"User-Agent": "Kiosque"},
        {"Content-Type": "text/html"},
        BODY + str(number).encode(),
        site=site,
    )
    page = Page(title=f"Grève {number}", published=f"2026-{number % 10 + 1:02}-05", tags=("a", "b"))
    archive.store_article(page, site=site, url=url, now=NOW, capture_id=capture)


def written(folder, tmp_path, name, choice=None, **how):
    file = tmp_path / name
    total = export(folder, file, choice or Choice(), now=NOW, **how)
    assert [f.name for f in tmp_path.iterdir()] == [name]
    return total, file


def test_csv_has_every_article_and_column(folder, tmp_path):
    total, file = written(folder, tmp_path, "out.csv")
    rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
    assert total == len(rows) == 20
    assert rows[0]["title"] == "Grève 0"
    assert rows[0]["body"] == Page().body


def test_excel_gets_its_byte_order_mark_semicolons_and_no_formula(folder, tmp_path):
    _, file = written(folder, tmp_path, "out.csv", excel=True)
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid;site;url;")
    assert raw.count(b"\r\n") == 21
    assert b";'=Formula 3;" in raw


def test_jsonl_has_lists(folder, tmp_path):
    _, file = written(folder, tmp_path, "out.jsonl")
    first = json.loads(file.read_text().splitlines()[0])
    assert first["tags"] == ["a", "b"]


def test_parquet_is_typed(folder, tmp_path):
    _, file = written(folder, tmp_path, "out.parquet")
    table = pq.read_table(file)
    types = {
        name: str(table.schema.field(name).type)
        for name in ("authors", "words", "first_seen", "published_at")
    }
    assert types["authors"].startswith("list<")
    assert types["words"] == "int64"
    assert types["first_seen"] == types["published_at"] == "timestamp[ms, tz=UTC]"
    assert table.num_rows == 20
    assert table["first_seen"][0].as_py().isoformat() == "2026-11-23T08:00:00+00:00"


def test_bibtex_says_when_each_article_was_captured(folder, tmp_path):
    _, file = written(folder, tmp_path, "out.bib")
    text = file.read_text()
    with Archive(folder) as archive:
        known = archive.db.execute(
            "select c.fetched, c.digest from article_state s join captures c on c.id = s.capture_id"
        ).fetchall()
    assert text.count("@online{") == text.count("urldate = {") >= len(known) > 0
    for fetched, digest in known:
        assert f"note = {{archived {fetched}, capture {digest}}}" in text


def test_filters_narrow_what_is_written(folder, tmp_path):
    for choice, count in [
        (Choice(sites=("two",)), 10),
        (Choice(since="2026-03", until="2026-04"), 3),
        (Choice(query="corrected"), 1),
        (Choice(query="greve", sites=("one",), until="2026-02-05"), 2),
        (Choice(query="nothing like it"), 0),
    ]:
        total, file = written(folder, tmp_path, "out.jsonl", choice)
        assert total == len(file.read_text().splitlines()) == count, choice
        file.unlink()


def test_warc_is_read_by_warcio_and_fastwarc_byte_for_byte(folder, tmp_path):
    _, file = written(folder, tmp_path, "out.warc.gz", Choice(sites=("one",)))
    bodies = {}
    for record in Warcio(file.open("rb"), check_digests="raise"):
        if record.rec_type == "response":
            bodies[record.rec_headers["WARC-Target-URI"], record.rec_headers["WARC-Date"]] = (
                record.raw_stream.read()
            )
    assert bodies["https://one.example/actu/7", NOW] == BODY + b"7"
    assert len(bodies) == 11
    kinds = [r.record_type for r in ArchiveIterator(file.open("rb"))]
    assert kinds.count(WarcRecordType.response) == kinds.count(WarcRecordType.request) == 11
    assert WarcRecordType.revisit not in kinds
    intact = [r.record_type for r in ArchiveIterator(file.open("rb"), verify_digests=True)]
    assert intact == kinds


def test_a_revisit_goes_out_as_a_whole_response(tmp_path):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("one", "https://one.example/", now=NOW)
        _article(archive, "one", 1)
        url = "https://one.example/actu/1"
        again = archive.add_capture(url, LATER, 200, {}, {"X-Served": "2"}, BODY + b"1", site="one")
        archive.db.execute("update article_state set capture_id = ?", [again])
    export(tmp_path / "data", tmp_path / "out.warc.gz", Choice(), now=NOW)
    responses = {
        r.headers["WARC-Date"]: (r.http_headers.get("X-Served"), r.reader.read())
        for r in ArchiveIterator((tmp_path / "out.warc.gz").open("rb"), record_types=WarcRecordType.response)
    }
    assert responses[LATER] == ("2", BODY + b"1")


@pytest.mark.parametrize("ending", ["warc.gz", "wacz"])
def test_a_damaged_capture_costs_no_other_and_is_named(tmp_path, ending):
    pages = [f"https://example.org/{number}" for number in (1, 2, 3)]
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        for url in pages:
            number = archive.add_capture(url, NOW, 200, {}, {"Content-Type": "text/html"}, url.encode())
            archive.store_article(
                Page(body=f"Text of {url}"), site="example", url=url, now=NOW, capture_id=number
            )
        file, offset, length = archive.db.execute(
            "select file, offset, length from captures where id = 2"
        ).fetchone()
    with (tmp_path / "data" / "captures" / file).open("r+b") as handle:
        handle.seek(offset + length // 2)
        handle.write(b"????")
    damaged = []
    out = tmp_path / f"out.{ending}"
    assert export(tmp_path / "data", out, Choice(), now=NOW, left_out=damaged.append) == 3
    assert len(damaged) == 1 and f"byte {offset}" in damaged[0]
    assert [r.url for r in responses(out) if r.kind == "response"] == [pages[0], pages[2]]


def test_wacz_is_valid_and_its_index_leads_to_each_page(folder, tmp_path):
    _, file = written(folder, tmp_path, "out.wacz")
    program = "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, "validate", "-f", str(file)], capture_output=True, text=True
    )
    assert "the passed WACZ is valid" in done.stdout, done.stdout + done.stderr
    with zipfile.ZipFile(file) as wacz:
        warc = wacz.read("archive/data.warc.gz")
        lines = gzip.decompress(wacz.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = wacz.read("pages/pages.jsonl").decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 21
    assert len(pages) == 21
    for line in lines:
        fields = json.loads("{" + line.partition(" {")[2])
        start = int(fields["offset"])
        [record] = Warcio(io.BytesIO(warc[start : start + int(fields["length"])]))
        assert record.rec_headers["WARC-Target-URI"] == fields["url"]
        assert line.startswith(surt(fields["url"]) + " 202611")


def test_an_index_key_is_as_the_field_writes_it():
    from surt import surt as reference

    for url in (
        "https://www.escda.fr/actu/221/Un-Titre",
        "http://blog.example.org:8080/a/?b=2&a=1",
        "https://example.org/",
        "https://example.org/%C3%A9t%C3%A9/?q=Caf%C3%A9",
    ):
        assert surt(url) == reference(url)


def test_portions_lose_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("archive.choice._CHUNK", 3)
    for choice, count in [(Choice(), 20), (Choice(query="greve"), 19)]:
        _, file = written(folder, tmp_path, "out.jsonl", choice)
        assert len(file.read_text().splitlines()) == count
        file.unlink()


def test_an_unknown_ending_names_those_there_are(folder, tmp_path):
    with pytest.raises(UnknownFormat, match=r"\.parquet"):
        export(folder, tmp_path / "out.xlsx", Choice(), now=NOW)


def test_a_failed_export_leaves_the_old_file_and_no_other(folder, tmp_path, monkeypatch):
    file = tmp_path / "out.csv"
    file.write_text("before")
    (tmp_path / ".out.csv.4194999.part").write_text("of an export that was killed")
    monkeypatch.setattr(
        "archive.export.encode", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    with pytest.raises(Exception, match="no room"):
        export(folder, file, Choice(), now=NOW)
    assert [f.name for f in tmp_path.iterdir()] == ["out.csv"]
    assert file.read_text() == "before"


def test_a_folder_that_cannot_be_written_is_said_so(folder, tmp_path, monkeypatch):
    with pytest.raises((ArchiveUnwritable, FileNotFoundError)):
        export(folder, tmp_path / "none" / "out.csv", Choice(), now=NOW)


def test_replayweb_page_finds_the_members_of_a_wacz(folder, tmp_path):
    """It takes a member without extra fields in the directory to have none in its own header either (wabac.js)."""
    _, file = written(folder, tmp_path, "out.wacz", Choice())
    raw = file.read_bytes()
    for member in zipfile.ZipFile(file).infolist():
        name, extra = struct.unpack_from("<HH", raw, member.header_offset + 26)
        assert extra == 0 or member.extra, member.filename
        start = member.header_offset + 30 + name + extra
        packed = raw[start : start + member.compress_size]
        text = zlib.decompress(packed, -15) if member.compress_type == zipfile.ZIP_DEFLATED else packed
        assert zlib.crc32(text) == member.CRC
