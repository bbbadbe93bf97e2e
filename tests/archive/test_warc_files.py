"""Files of captures that are cut, damaged or forged: what is whole in them is read, and the rest is named."""

import gzip
import zipfile
from io import BytesIO

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from archive import warc
from archive.foreign import responses
from archive.warc_files import Damage, Unreadable, check

URLS = [f"https://example.org/{number}" for number in range(6)]
BODIES = {url: f"<h1>Article {url}</h1><p>{'Its text. ' * 40}{url}</p>".encode() for url in URLS}


def page(url, body=None, **other):
    """A record of a page; `other` replaces the digests that it states."""
    body, head = body or BODIES[url], b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    raw = warc.response_record(
        url, "2019-05-01T10:00:00Z", warc.new_record_id(), head, body, warc.digest(body), None
    )
    for name, value in other.items():
        name = name.replace("_", "-").encode()
        stated = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
        kept = [line for line in stated if not line.lower().startswith(name.lower() + b":")]
        kept += [name + b": " + value.encode()] if value else []
        raw = b"\r\n".join(kept) + raw[len(b"\r\n".join(stated)) :]
    return raw


def written(kind, pages):
    """The bytes of a file of each kind: a record is a piece of its own where it is compressed."""
    if kind == "warc":
        return b"".join(pages)
    if kind == "one piece":
        return gzip.compress(b"".join(pages), mtime=0)
    if kind == "warc.zst":
        return b"".join(zstandard.ZstdCompressor(write_checksum=True).compress(raw) for raw in pages)
    members = b"".join(gzip.compress(raw, mtime=0) for raw in pages)
    if kind == "warc.gz":
        return members
    with zipfile.ZipFile(out := BytesIO(), "w") as wacz:
        wacz.writestr("archive/data.warc.gz", members)
        wacz.writestr("pages/pages.jsonl", "{}")
    return out.getvalue()


KINDS = ("warc", "warc.gz", "one piece", "warc.zst", "wacz")
PAGES = [page(url) for url in URLS]
FILES = {kind: written(kind, PAGES) for kind in KINDS}


def read(folder, content):
    """URL and body of each page in a file with this content; and what is said to be damaged in it."""
    file = folder / "file"
    file.write_bytes(content)
    pages, damage = {}, []
    for found in responses(file):
        if isinstance(found, Damage):
            damage.append(f"{found.where}: {found.words}")
        else:
            pages[found.url] = found.body
    return pages, damage


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_gives_all_its_pages_and_no_damage(folder, kind):
    assert read(folder, FILES[kind]) == (BODIES, [])


@given(st.sampled_from(["warc", "warc.gz", "one piece", "warc.zst"]), st.data())
def test_a_file_cut_anywhere_gives_its_whole_pages_and_says_that_it_is_cut(folder, kind, data):
    whole = FILES[kind]
    cut = data.draw(st.integers(1, len(whole) - 1))
    pages, damage = read(folder, whole[:cut])
    assert pages.items() <= BODIES.items()
    assert list(pages) == URLS[: len(pages)]
    assert damage or ends_between_records(kind, cut)


def ends_between_records(kind, cut):
    """At the end of a record, or in the empty lines behind it, where these are not compressed."""
    ends = [len(written(kind, PAGES[:number])) for number in range(7)]
    return any(end - (4 if kind == "warc" else 0) <= cut <= end for end in ends)


@given(st.sampled_from(KINDS), st.data())
def test_one_bad_byte_anywhere_costs_one_page_at_most_and_never_gives_a_false_one(folder, kind, data):
    whole = FILES[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    bad = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    try:
        pages, damage = read(folder, bad)
    except Unreadable:
        assert kind == "wacz"  # its head or its table of files
        return
    # Its address may be false where nothing proves a record's head: /1 and /0 are a bit apart.
    assert not {url for url, body in pages.items() if body not in BODIES.values()}
    found = len(pages.keys() & BODIES.keys())
    if kind == "one piece":  # what is behind the byte is gone, and what is before it must prove itself
        assert damage or pages == BODIES
    elif kind != "wacz" or found:
        assert found >= 5, damage


@pytest.mark.parametrize("bit", [1, 4, 32])
def test_a_frame_of_a_false_length_costs_no_page_behind_it(folder, bit):
    """Byte 8 of a zstandard file is of the length of its first block: the reader lands within another record."""
    whole = FILES["warc.zst"]
    pages, damage = read(folder, whole[:8] + bytes([whole[8] ^ bit]) + whole[9:])
    assert pages.items() <= BODIES.items()
    assert len(pages) >= 5, damage


def test_what_stands_behind_the_last_record_is_named_and_costs_nothing(folder):
    for kind in ("warc", "warc.gz", "warc.zst"):
        pages, [damage] = read(folder, FILES[kind] + b"<html>502 Bad Gateway</html>")
        assert pages == BODIES
        assert f"byte {len(FILES[kind])}" in damage
    assert read(folder, FILES["warc.gz"] + b"\0" * 512) == (BODIES, []), "as a tape is filled up"


def test_a_page_that_holds_a_record_is_no_record(folder):
    """Not even where what follows it is damaged: a page could bring pages of other sites into the archive."""
    hostile = page(URLS[0], b"<p>\r\n\r\n" + page("https://bank.example/", b"<h1>Bankrupt</h1>"))
    pages, [_] = read(folder, hostile + b"WARX/1.1" + PAGES[1][8:] + PAGES[2])
    assert list(pages) == [URLS[0], URLS[2]]


WRONG = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        ({}, True),
        ({"WARC_Block_Digest": WRONG}, False),
        ({"WARC_Block_Digest": None, "WARC_Payload_Digest": WRONG}, False),
        ({"WARC_Block_Digest": None, "WARC_Payload_Digest": None}, True),
        ({"WARC_Block_Digest": None, "WARC_Payload_Digest": "crc9:1"}, True),  # of a kind nobody knows
        (
            {"WARC_Payload_Digest": WRONG},
            True,
        ),  # tools differ in what they call the payload; the block is proven
    ],
)
def test_a_page_that_is_not_what_its_digest_says_is_left_out(folder, stated, taken):
    pages, damage = read(folder, page(URLS[0], **stated) + PAGES[1])
    assert list(pages) == (URLS[:2] if taken else [URLS[1]])
    assert [URLS[0] in words and "digest" in words for words in damage] == ([] if taken else [True])


def test_a_payload_digest_may_be_taken_with_or_without_the_encodings_of_the_body(folder):
    plain = BODIES[URLS[0]]
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(plain), plain)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    for digest in (warc.digest(plain), warc.digest(chunked)):
        raw = warc.response_record(
            URLS[0], "2019-05-01T10:00:00Z", warc.new_record_id(), head, chunked, digest, None
        )
        raw = b"\r\n".join(line for line in raw.split(b"\r\n") if not line.startswith(b"WARC-Block"))
        assert read(folder, raw) == ({URLS[0]: chunked}, [])


def test_a_wacz_without_its_table_of_files_gives_what_is_found_in_it(folder):
    cut = FILES["wacz"][: len(FILES["wacz"]) * 2 // 3]
    pages, damage = read(folder, cut)
    assert 2 <= len(pages) < 6 and pages.items() <= BODIES.items()
    assert "cut short" in damage[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"hello", "no WARC"),
        (gzip.compress(b"hello"), "no WARC"),
        (PAGES[0][:60], "cut short"),
        (b"PK\x03\x04 and so on", "damaged or cut"),
    ],
    ids=["nothing", "words", "words in gzip", "half a record's head", "half a zip"],
)
def test_a_file_without_one_whole_record_is_refused(folder, content, words):
    (folder / "refused").write_bytes(content)
    with pytest.raises(Unreadable, match=words):
        check(folder / "refused")
