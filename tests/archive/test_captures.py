"""Captures: small, byte-exact, and never spoilt by a kill."""

import random
import subprocess

import pytest
from fastwarc import ArchiveIterator, WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.captures import read_dictionary
from archive.errors import CaptureDamaged
from archive.frames import frames
from archive.store import Archive

NOW = "2026-11-23T08:00:00Z"
TEMPLATE = "".join(
    f"<div class='box-{n}'><a href='/rubrique/{n * 7919}'>Rubrique {n}</a></div>\n" for n in range(300)
)


def page(number):
    words = random.Random(number)
    text = " ".join(str(words.randrange(100_000)) for _ in range(150))
    return f"<html>{TEMPLATE}<h1>Article {number}</h1><p>{text}</p></html>".encode()


def url(number):
    return f"https://example.org/actu/{number}"


def add(archive, number, now=NOW):
    headers = [("Content-Type", "text/html"), ("X-Count", str(number))]
    return archive.add_capture(url(number), now, 200, {}, headers, page(number), site="example")


def files(folder):
    return sorted((folder / "captures").rglob("*.warc.zst"))


def all_read_back(archive):
    rows = archive.db.execute("select id, url from captures").fetchall()
    return {u: archive.read_capture(i).body for i, u in rows}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


def test_pages_of_one_template_take_a_fraction_of_their_bytes_as_gzip(folder):
    import gzip

    with Archive(folder) as archive:
        for number in range(120):
            add(archive, number)
        archive.tidy(NOW)
        assert all_read_back(archive) == {url(n): page(n) for n in range(120)}
    zipped = sum(len(gzip.compress(page(n))) for n in range(120))
    assert sum(f.stat().st_size for f in files(folder)) < zipped / 3
    assert all(read_dictionary(f) is not None for f in files(folder))


def test_a_later_crawl_goes_on_in_the_same_file(folder):
    for start in (0, 10):
        with Archive(folder) as archive:
            for number in range(start, start + 10):
                add(archive, number)
            archive.tidy(NOW)
    assert len(files(folder)) == 1
    with Archive(folder) as archive:
        assert all_read_back(archive) == {url(n): page(n) for n in range(20)}


def test_files_roll_over(folder, monkeypatch):
    monkeypatch.setattr("archive.capture_files.ROLL_OVER_BYTES", 8000)
    with Archive(folder) as archive:
        with archive.batch():
            for number in range(12):
                add(archive, number)
        assert len(files(folder)) > 2
        assert all_read_back(archive) == {url(n): page(n) for n in range(12)}
        with pytest.raises(RuntimeError), archive.batch():  # what was begun in an undone batch goes
            before = files(folder)
            for number in range(40, 48):
                add(archive, number)
            raise RuntimeError
        assert files(folder) == before
        add(archive, 99)
        assert len(all_read_back(archive)) == 13


def test_the_file_is_as_the_specification_and_its_tools_want_it(folder, tmp_path):
    """Zstandard Compression for WARC Files 1.0: the dictionary first, a frame a record, `zstd` and fastwarc read it."""
    with Archive(folder) as archive:
        for number in range(30):
            add(archive, number)
        add(archive, 3, "2026-11-24T08:00:00Z")
        archive.tidy(NOW)
    [file] = files(folder)
    raw = file.read_bytes()
    assert raw[:4] == bytes.fromhex("5d2a4d18")
    assert len(list(frames(raw))) == 1 + 31 * 2
    dictionary = tmp_path / "dictionary"
    dictionary.write_bytes(read_dictionary(file))
    plain = tmp_path / "plain.warc"
    subprocess.run(["zstd", "-q", "-d", "-D", dictionary, file, "-o", plain], check=True)
    kinds = [r.record_type for r in ArchiveIterator(plain.open("rb"), parse_http=True)]
    intact = [r.record_type for r in ArchiveIterator(plain.open("rb"), verify_digests=True)]
    assert kinds.count(WarcRecordType.response) == intact.count(WarcRecordType.response) == 30
    assert kinds.count(WarcRecordType.request) == 31
    assert kinds.count(WarcRecordType.revisit) == 1
    assert kinds[0] == WarcRecordType.warcinfo


def test_a_damaged_byte_is_noticed(folder):
    with Archive(folder) as archive:
        number = add(archive, 1)
    [file] = files(folder)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    file.write_bytes(raw)
    with Archive(folder) as archive, pytest.raises(CaptureDamaged, match="byte"):
        archive.read_capture(number)


def torn(folder, cut):
    """An archive whose last file ends after `cut` bytes of what an unfinished batch had written."""
    with Archive(folder) as archive:
        for number in range(3):
            add(archive, number)
    [file] = files(folder)
    whole = file.read_bytes()
    with Archive(folder) as archive:
        for number in range(3, 6):
            add(archive, number)
    tail = file.read_bytes()[len(whole) :]
    return file, whole, tail[: int(cut * len(tail))]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), noise=st.binary(max_size=8))
def test_a_torn_last_record_is_cut_and_nothing_before_it_is_lost(tmp_path_factory, cut, noise):
    folder = tmp_path_factory.mktemp("torn")
    file, whole, tail = torn(folder, cut)
    with Archive(folder) as archive:  # the rows of the second batch were never committed
        archive.db.execute("delete from captures where id > 3")
        archive.db.execute("update capture_files set bytes = ?", [len(whole)])
    file.write_bytes(whole + tail + noise)
    with Archive(folder) as archive:
        add(archive, 9)
        read = all_read_back(archive)
        assert {url(n): page(n) for n in (0, 1, 2, 9)}.items() <= read.items()
        assert all(read[u] == page(int(u.rsplit("/", 1)[1])) for u in read)
    end = 0
    for offset, length in frames(file.read_bytes()):
        end = offset + length
    assert end == file.stat().st_size


def test_a_kill_while_records_move_leaves_each_in_one_place(folder):
    with Archive(folder) as archive:
        for number in range(12):
            add(archive, number)
    [plain] = files(folder)
    before = plain.read_bytes()
    with Archive(folder) as archive:
        archive.tidy(NOW)
    [moved] = files(folder)
    plain.write_bytes(before)  # killed before the old file was removed
    with Archive(folder) as archive:
        add(archive, 12)
        assert len(all_read_back(archive)) == 13
    assert files(folder) == [moved]


def test_a_file_that_another_process_writes_is_left_alone(folder):
    with Archive(folder) as writer:
        add(writer, 1)
        [file] = files(folder)
        with Archive(folder) as other, writer.batch():
            add(writer, 2)
            with pytest.raises(Exception, match="in use"):
                other.db.execute("pragma busy_timeout = 10")
                add(other, 3)
        with Archive(folder) as other:
            add(other, 3)
        add(writer, 4)
    assert len(files(folder)) == 2
    assert file in files(folder)
    with Archive(folder) as archive:
        assert all_read_back(archive) == {url(n): page(n) for n in (1, 2, 3, 4)}
