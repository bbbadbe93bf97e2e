"""Numbers in addresses: which stand for an article, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.number import numbered


@pytest.mark.parametrize(
    ("url", "number", "tail"),
    [
        ("http://a.fr/actu/221", 221, ""),
        ("http://a.fr/actu/221/", 221, "/"),
        ("http://a.fr/actu/221/le-mot-du-president", 221, "/le-mot-du-president"),
        ("http://a.fr/actu/221-le-mot", 221, "-le-mot"),
        ("http://a.fr/actu/221,le-mot.html", 221, ",le-mot.html"),
        ("http://a.fr/news/221.html", 221, ".html"),
        ("http://a.fr/le-mot-du-president-20431.html", 20431, ".html"),
        ("http://a.fr/spip.php?article12", 12, ""),
        ("http://a.fr/lire.php?id=12", 12, ""),
        ("http://a.fr/?p=12", 12, ""),
        ("http://a.fr/2020/05/13/titre", None, None),
        ("http://a.fr/archives/2020", None, None),
        ("http://a.fr/actualites?offset=20", None, None),
        ("http://a.fr/page/3", None, None),
        ("http://a.fr/agenda/5/12", None, None),
        ("http://a.fr/12/commentaires/3", None, None),
        ("http://a.fr/rubrique", None, None),
        ("http://a.fr/lire?id=1&l=fr", None, None),
    ],
)
def test_which_number_an_address_carries(url, number, tail):
    found = numbered(url)
    assert (found and found.number, found and found.tail) == (number, tail)


def test_an_address_is_put_together_again_as_it_was():
    for url in (
        "http://a.fr/actu/221/x",
        "http://a.fr/actu/221",
        "http://a.fr/%C3%A9/7-x.html",
        "http://a.fr/s?article9",
    ):
        one = numbered(url)
        assert one.at(one.number) == url


@given(st.text(max_size=40))
def test_no_address_is_too_odd(path):
    numbered(f"http://a.fr/{path}")
