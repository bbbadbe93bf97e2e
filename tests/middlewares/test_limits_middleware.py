"""What is never asked for, and what is not swallowed: tried with real servers."""

import gzip
import zlib

import pytest

from crawler.middlewares.limits import is_private

HTML = {"Content-Type": "text/html"}
PAGE = (200, HTML, "<p>Hello</p>")


def test_a_private_address_is_refused_unless_it_is_the_sites_own(site, ask):
    site.answers["/a"] = PAGE
    urls = [
        f"http://{host}:{site.port}/a" for host in ("127.0.0.1", "localhost", "127.0.0.2", "[::1]", "127.1")
    ]
    refused = ask(*urls, proxy=False)
    assert refused["what"] == ["Refused"] * 5
    assert refused["outcomes"][0][3] == "127.0.0.1 is a private address (127.0.0.1), and not the site's own"
    assert site.asked == []
    own = ask(*urls[:3], proxy=False, home=f"http://127.0.0.1:{site.port}/")
    assert own["what"] == [200, "Refused", "Refused"]


def test_a_redirect_to_a_private_address_is_refused(site, ask):
    site.answers["/out"] = (302, {"Location": f"http://127.0.0.2:{site.port}/secret"}, "")
    site.answers["/in"] = (302, {"Location": f"http://127.0.0.1:{site.port}/a"}, "")
    site.answers["/a"] = PAGE
    home = f"http://127.0.0.1:{site.port}/"
    result = ask(home + "out", home + "in", proxy=False, home=home)
    assert result["what"] == ["Refused", 200]
    assert "127.0.0.1/secret" not in site.asked and "127.0.0.2/secret" not in site.asked


def test_an_address_written_out_is_refused_behind_a_proxy_too(site, ask):
    result = ask("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://localhost/")
    assert result["what"] == ["Refused"] * 3
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("127.0.0.1", True),
        ("0.0.0.0", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.32.0.1", False),
        ("192.168.1.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("224.0.0.1", True),
        ("255.255.255.255", True),
        ("8.8.8.8", False),
        ("::1", True),
        ("::", True),
        ("fe80::1%eth0", True),
        ("fc00::1", True),
        ("::ffff:192.168.0.1", True),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::a00:1", True),
        ("2002:7f00:1::", True),
        ("2a00:1450:4007::1", False),
        ("www.example.org", False),
    ],
)
def test_which_addresses_are_private(address, private):
    assert is_private(address) == private


def bomb(kind):
    """A gigabyte of spaces, small on the wire."""
    if kind == "gzip":
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        block = b" " * 1_000_000
        return b"".join(packer.compress(block) for _ in range(200)) + packer.flush()
    return gzip.compress(gzip.compress(b" " * 100_000_000, 9), 9)


@pytest.mark.parametrize(("kind", "encoding"), [("gzip", "gzip"), ("twice", "gzip, gzip")])
def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused(site, ask, kind, encoding):
    site.answers["/bomb"] = (200, {**HTML, "Content-Encoding": encoding}, bomb(kind))
    site.answers["/a"] = PAGE
    result = ask("http://a.example/bomb", "http://a.example/a", settings={"ROBOTSTXT_OBEY": False})
    assert result["what"][1] == 200
    assert result["what"][0] in ("Refused", "IgnoreRequest")


def test_a_body_larger_than_allowed_is_not_taken_and_not_asked_for_again(site, ask):
    site.answers["/big"] = (200, HTML, b"x" * 3_000_000)
    result = ask("http://a.example/big", settings={"DOWNLOAD_MAXSIZE": 1_000_000, "ROBOTSTXT_OBEY": False})
    assert result["outcomes"][0][2:4] == ["Refused", "larger than 1 MB"]
    assert site.asked == ["a.example/big"]


def test_the_body_of_a_film_is_not_fetched(site, ask):
    site.answers["/film"] = (200, {"Content-Type": "video/mp4"}, b"x" * 5_000_000)
    result = ask("http://a.example/film", settings={"DOWNLOAD_MAXSIZE": 1_000_000, "ROBOTSTXT_OBEY": False})
    assert result["outcomes"][0][2:4] == [200, ""]


def test_there_is_no_way_to_a_file(site, ask):
    result = ask(
        "file:///etc/passwd", "data:text/html,x", "ftp://a.example/", settings={"ROBOTSTXT_OBEY": False}
    )
    assert not any(isinstance(what, int) for what in result["what"])


def test_when_a_certificate_ends_is_read_from_it():
    from datetime import UTC, datetime, timedelta
    from types import SimpleNamespace

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from OpenSSL.crypto import X509

    from crawler.middlewares.limits import certificate_end

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    ends = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=90))
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    assert certificate_end(SimpleNamespace(original=X509.from_cryptography(made))) == ends


def test_what_a_page_says_about_reuse_is_recorded_and_respected_where_that_is_set(site, ask):
    site.answers["/a"] = (200, {**HTML, "X-Robots-Tag": "noarchive", "tdm-reservation": "1"}, "<p>Hello</p>")
    recorded = ask("http://a.example/a", settings={"REUSE_SIGNALS": "record"})
    assert recorded["what"] == [200]
    assert recorded["knowledge"]["site"]["reuse"] == {
        "reserved": "tdm-reservation: 1",
        "noarchive": "robots",
    }
    respected = ask("http://a.example/a", settings={"REUSE_SIGNALS": "respect"})
    assert respected["outcomes"][0][2:4] == [
        "ReuseReserved",
        "the page asks not to be archived (noarchive, 1)",
    ]


def test_what_is_said_to_be_compressed_and_is_not_is_read(site, ask):
    for number, coding in enumerate(("gzip", "utf-8", "br", "none", "identity")):
        site.answers[f"/{number}"] = (200, {**HTML, "Content-Encoding": coding}, "<p>Hello</p>")
    result = ask(*(f"http://a.example/{number}" for number in range(5)))
    assert result["what"] == [200] * 5
    assert {outcome[3] for outcome in result["outcomes"]} == {"<p>Hello</p>"}
    assert "unsupported" not in result["stderr"]


def test_what_cannot_be_unpacked_is_told_in_plain_words(site, ask):
    site.answers["/unknown"] = (200, {**HTML, "Content-Encoding": "pack200"}, bytes(range(256)) * 9)
    site.answers["/wrong"] = (200, {**HTML, "Content-Encoding": "gzip"}, bytes(range(256)) * 9)
    site.answers["/cut"] = (200, {**HTML, "Content-Length": "900"}, "<p>Hello</p>")
    urls = [f"http://a.example/{path}" for path in ("unknown", "wrong", "cut")]
    result = ask(*urls, settings={"RETRY_TIMES": 0})
    assert result["outcomes"][0][3] == "it is packed in a way that cannot be read here (pack200)"
    assert "DATALOSS" not in result["stderr"]
