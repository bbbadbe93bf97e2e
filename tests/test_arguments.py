"""The -a arguments of a crawl: each mistake is one line that says what to write."""

import pytest

from crawler.arguments import Arguments, Mistake, choose, read_arguments
from crawler.sites import Site

SITES = [Site("escda", "https://www.escda.fr/"), Site("blog", "https://blog.example.org/", delay=3)]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"mod": "full"}, '-a mod=full: unknown argument "mod". Did you mean "mode"?'),
        ({"x": "1"}, '-a x=1: unknown argument "x". There are site, url, mode, limit.'),
        ({"mode": "ful"}, '-a mode=ful: unknown mode "ful". Did you mean "full"?'),
        ({"mode": "x"}, '-a mode=x: unknown mode "x". Write update, full or recheck.'),
        ({"limit": "0"}, "-a limit=0: the limit is a number of pages above 0, such as -a limit=20"),
        ({"limit": "ten"}, "-a limit=ten: the limit is a number of pages above 0, such as -a limit=20"),
        ({"limit": "-3"}, "-a limit=-3: the limit is a number of pages above 0, such as -a limit=20"),
        ({"site": ""}, "-a site= is empty: write -a site=NAME"),
        ({"site": "a", "url": "b"}, "-a site and -a url contradict each other: give one of them"),
    ],
)
def test_a_wrong_argument_is_explained(given, line):
    with pytest.raises(Mistake) as caught:
        read_arguments(given)
    assert str(caught.value) == line


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            Arguments(("ecsda",)),
            '-a site=ecsda: there is no site "ecsda" in sites.toml. Did you mean "escda"?',
        ),
        (Arguments(("z",)), '-a site=z: there is no site "z" in sites.toml. It has escda, blog.'),
        (
            Arguments(url="mailto:me@example.org"),
            "-a url=mailto:me@example.org: mailto: is not a web address: it must begin with https:// or http://",
        ),
    ],
)
def test_a_site_that_is_not_there_is_explained(arguments, line):
    with pytest.raises(Mistake) as caught:
        choose(SITES, arguments, "sites.toml")
    assert str(caught.value) == line


def test_sites_are_chosen_by_name_by_address_or_all():
    assert choose(SITES, Arguments(), "sites.toml") == SITES
    assert choose(SITES, Arguments(("blog", "escda")), "sites.toml") == SITES
    assert choose(SITES, Arguments(("blog",)), "sites.toml") == [SITES[1]]
    assert choose(SITES, Arguments(url="blog.example.org"), "sites.toml") == [SITES[1]]  # with its settings
    [other] = choose(SITES, Arguments(url="https://other.example.org/"), "sites.toml")
    assert other.name == "other-example"
