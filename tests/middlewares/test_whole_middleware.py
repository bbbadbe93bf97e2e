"""A compressed answer that was cut on its way is asked for again, and never read as a shorter page."""

import gzip
import zlib

import brotli
import pytest
import zstandard

PAGE = "".join(f"<p>Paragraph {n} says {n * n} things.</p>" for n in range(200)).encode()
NO_ROBOTS = {"ROBOTSTXT_OBEY": False}


def raw_deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
}


def answer(encoding, data):
    return 200, {"Content-Type": "text/html", "Content-Encoding": encoding}, data


@pytest.mark.parametrize("encoding", PACKED)
def test_an_answer_without_its_end_is_asked_for_again(site, ask, encoding):
    whole = PACKED[encoding](PAGE)
    cut = whole[: len(whole) * 2 // 3]
    site.answers["/once"] = lambda number: answer(encoding, cut if number == 1 else whole)
    site.answers["/always"] = answer(encoding, cut)
    result = ask("http://a.example/once", "http://a.example/always", settings=NO_ROBOTS)
    assert result["what"] == [200, "ResponseDataLossError"]
    assert result["outcomes"][0][3] == PAGE.decode()[:2000]
    assert site.asked.count("a.example/always") == 3


@pytest.mark.parametrize("encoding", PACKED)
def test_a_whole_answer_is_taken_at_once(site, ask, encoding):
    site.answers["/a"] = answer(encoding, PACKED[encoding](PAGE))
    assert ask("http://a.example/a", settings=NO_ROBOTS)["what"] == [200]
    assert site.asked == ["a.example/a"]


def test_a_server_that_never_sends_the_checksum_is_read(site, ask):
    site.answers["/a"] = answer("gzip", gzip.compress(PAGE)[:-8])
    assert ask("http://a.example/a", settings=NO_ROBOTS)["what"] == [200]
