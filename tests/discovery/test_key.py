"""Addresses that need not be asked for: only once samples have shown that they lead to what is there already."""

import random
import re

from crawler.discovery.evidence import Evidence
from crawler.discovery.key import keys
from crawler.discovery.known import Known


def read(url, text):
    return Known(url, state="other", round=1, evidence=Evidence(title="Le titre", text=text))


def waiting(*urls):
    return [Known(url) for url in urls]


def test_two_numbers_that_showed_the_same_text_twice_make_the_words_irrelevant():
    pages = [
        *(read(f"http://a.fr/actu/{n}/{w}", str(n)) for n in (1, 2) for w in ("titre", "title")),
        read("http://a.fr/actu/3/titre", "3"),
        *waiting("http://a.fr/actu/3/autre", "http://a.fr/actu/3", "http://a.fr/actu/4/titre"),
    ]
    found = keys(pages)
    assert set(found.known) == {"http://a.fr/actu/3/autre", "http://a.fr/actu/3"}
    assert found.known["http://a.fr/actu/3"][0] == "http://a.fr/actu/3/titre"
    assert not found.held


def test_one_number_with_two_texts_is_no_key_for_ever():
    pages = [
        *(read(f"http://a.fr/forum/{n}/{w}", str(n)) for n in (1, 2, 3) for w in ("x", "y")),
        read("http://a.fr/forum/9/un-sujet", "a"),
        read("http://a.fr/forum/9/autre-sujet", "b"),
        *waiting("http://a.fr/forum/9/encore", "http://a.fr/forum/1/z"),
    ]
    assert keys(pages) == type(keys(pages))()


def test_pages_without_text_prove_nothing():
    pages = [read(f"http://a.fr/actu/{n}/{w}", "") for n in (1, 2, 3) for w in ("x", "y")]
    assert not keys([*pages, *waiting("http://a.fr/actu/1/z")]).known


def test_only_a_few_are_asked_for_to_find_out():
    pages = [read(f"http://a.fr/actu/{n}/titre", str(n)) for n in range(50)]
    others = waiting(*(f"http://a.fr/actu/{n}/autre" for n in range(50)))
    assert len(keys([*pages, *others]).held) == 47


def test_a_redirect_is_a_sample_too():
    pages = []
    for n in (1, 2):
        pages.append(read(f"http://a.fr/actu/{n}/titre", str(n)))
        pages.append(
            Known(f"http://a.fr/actu/{n}", state="alias", round=1, target=f"http://a.fr/actu/{n}/titre")
        )
    found = keys([*pages, read("http://a.fr/actu/3/titre", "3"), *waiting("http://a.fr/actu/3")])
    assert set(found.known) == {"http://a.fr/actu/3"}


def test_the_owners_key_is_believed_at_once():
    pages = [
        read("http://a.fr/lire?id=4&l=fr", "4"),
        *waiting("http://a.fr/lire?id=4&l=en", "http://a.fr/lire?id=5"),
    ]
    assert set(keys(pages, re.compile(r"id=(\d+)")).known) == {"http://a.fr/lire?id=4&l=en"}


def test_the_address_that_has_the_whole_title_is_asked_for_though_its_number_is_known():
    pages = [read(f"http://a.fr/actu/{n}/{w}", str(n)) for n in (1, 2) for w in ("titre", "x")]
    found = keys(
        [
            *pages,
            read("http://a.fr/actu/3/le", "3"),
            *waiting("http://a.fr/actu/3/le-titre", "http://a.fr/actu/3/y"),
        ]
    )
    assert set(found.known) == {"http://a.fr/actu/3/y"}


def test_what_is_asked_for_does_not_depend_on_the_order_of_answers():
    pages = [read(f"http://a.fr/actu/{n}/titre", str(n)) for n in range(20)]
    pages += waiting(*(f"http://a.fr/actu/{n}/autre" for n in range(20)))
    assert keys(pages) == keys(pages[::-1]) == keys(random.Random(1).sample(pages, len(pages)))
