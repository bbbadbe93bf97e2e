"""Which addresses are one article."""

import re

from crawler.discovery.alias import aliases
from crawler.discovery.evidence import Evidence
from crawler.discovery.walk import Known

HOME = "http://a.fr/"


def known(url, text="", canonical=None):
    return Known(url, evidence=Evidence(title="The mill closes", text=text, canonical=canonical))


def test_a_site_s_own_key_joins_addresses_whatever_their_text():
    pages = {
        url: known(url, text=url)
        for url in ("http://a.fr/actu/4/x", "http://a.fr/actu/4/y?z=1", "http://a.fr/actu/5/x")
    }
    assert aliases(pages, {}, HOME) == {}
    found = aliases(pages, {}, HOME, re.compile(r"^/actu/(\d+)"))
    assert found == {
        "http://a.fr/actu/4/y?z=1": ("http://a.fr/actu/4/x", "the same article as http://a.fr/actu/4/x")
    }


def test_a_site_whose_pages_all_name_the_home_page_keeps_its_articles():
    urls = [f"http://a.fr/{n}" for n in range(3)]
    assert aliases({url: known(url, text=url, canonical=HOME) for url in urls}, {}, HOME) == {}
