"""robots.txt read as RFC 9309 has it; the standard's own examples, then what is done to a parser."""

from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from crawler.discovery.robots import Rule, comparable, parse_robots

HERE = "http://a.example/robots.txt"


def test_crawl_delay_and_sitemaps_are_read_for_our_group_alone():
    body = b"""User-agent: other
Crawl-delay: 50

Sitemap: /map.xml
User-agent: Kiosque
Crawl-delay: 2,5
Disallow: /x
Sitemap: https://b.example/map.xml
sitemap: /map.xml
"""
    robots = parse_robots(body, HERE)
    assert robots.crawl_delay == 2.5
    assert robots.sitemaps == ("http://a.example/map.xml", "https://b.example/map.xml")


def test_a_crawl_delay_that_is_no_number_is_none():
    for value in (b"soon", b"-1", b"nan", b"inf", b""):
        assert parse_robots(b"User-agent: *\nCrawl-delay: " + value, HERE).crawl_delay is None


@given(st.binary(max_size=2000))
def test_any_bytes_give_rules(body):
    robots = parse_robots(body, HERE)
    assert robots.allows("http://a.example/robots.txt")
    robots.allows("http://a.example/x?y=z")


@given(st.text(st.sampled_from("ab*$/"), max_size=8), st.text(st.sampled_from("ab/"), max_size=10))
def test_a_pattern_matches_what_its_regular_expression_matches(pattern, path):
    import re

    anchored = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    expected = re.match(
        ".*".join(map(re.escape, (comparable(part) for part in parts))) + ("$" * anchored), "/" + path
    )
    assert Rule(comparable(pattern, pattern=True), True).matches(comparable("/" + path)) == bool(expected)


def test_a_pattern_full_of_stars_takes_no_time():
    assert not Rule("/" + "*a" * 500 + "$", False).matches("/" + "a" * 2000 + "b")


paths = st.lists(st.sampled_from(["a", "b", "c.html", "d"]), max_size=3).map(
    lambda parts: "/" + "/".join(parts)
)


@given(st.lists(st.tuples(st.sampled_from(["Allow", "Disallow"]), paths), max_size=8), paths)
def test_protego_agrees_on_plain_files(rules, path):
    text = "User-agent: *\n" + "\n".join(f"{kind}: {rule}" for kind, rule in rules)
    url = f"http://a.example{path}"
    assert parse_robots(text.encode(), HERE).allows(url) == Protego.parse(text).can_fetch(url, "Kiosque")
