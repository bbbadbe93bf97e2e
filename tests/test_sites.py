"""sites.toml: every key read, every mistake one line that says where and how to mend it."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.sites import SitesError, Window, find_site, load_sites, site_from_url

GOOD = r"""# what I read
[[site]]
name = "escda"
url = "https://www.escda.fr"
article = '^/actu/\d+'
exclude = ['^/recherche', '^/tag/']
key = '^/actu/(\d+)'
language = "fr"
timezone = "Europe/Paris"
recheck = "30d"
delay = 2
hours = "22-06"
budget = 500
[site.select]
title = "h1::text"
published = "//time/@datetime"

[[site]]
name = "blog"
url = "https://example.org/blog/"
"""


def mistakes(tmp_path, text):
    file = tmp_path / "sites.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SitesError) as caught:
        load_sites(file)
    return [line.replace(str(file), "sites.toml") for line in caught.value.mistakes]


def entry(line, head='name = "a"\nurl = "https://a.example/"\n'):
    return f"[[site]]\n{head}{line}\n"


def test_every_key_is_read(tmp_path):
    (tmp_path / "sites.toml").write_text(GOOD)
    escda, blog = load_sites(tmp_path / "sites.toml")
    assert (escda.name, escda.url, escda.host) == ("escda", "https://www.escda.fr/", "escda.fr")
    assert escda.article[0].search("/actu/221/le-titre")
    assert [pattern.pattern for pattern in escda.exclude] == ["^/recherche", "^/tag/"]
    assert escda.key.search("/actu/221/x")[1] == "221"
    assert (escda.language, escda.timezone, escda.delay, escda.budget) == ("fr", "Europe/Paris", 2.0, 500)
    assert escda.recheck == timedelta(days=30)
    assert escda.hours == Window(22 * 60, 6 * 60)
    assert escda.select == {"title": "h1::text", "published": "//time/@datetime"}
    assert (blog.article, blog.key, blog.delay, blog.select) == ((), None, None, {})


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_read(tmp_path):
    (tmp_path / "sites.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert [site.name for site in load_sites(tmp_path / "sites.toml")] == ["escda", "blog"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            entry('artcle = "^/a"'),
            'sites.toml, line 4, site "a": unknown key "artcle". Did you mean "article"?',
        ),
        (
            entry("colour = 1"),
            'sites.toml, line 4, site "a": unknown key "colour". The keys are name, url, article,'
            " exclude, key, language, timezone, recheck, delay, hours, budget, select.",
        ),
        (
            entry("article = '^/(a'"),
            "sites.toml, line 4, site \"a\": article: '^/(a' is not a regular expression:"
            " missing ), unterminated subpattern at character 3",
        ),
        (
            entry("exclude = ['^/ok', '[']"),
            "sites.toml, line 4, site \"a\": exclude: '[' is not a regular expression:"
            " unterminated character set at character 1",
        ),
        (
            entry(r"key = '^/actu/\d+'"),
            "sites.toml, line 4, site \"a\": key: '^/actu/\\d+' has no group:"
            " put ( ) around the part that identifies an article",
        ),
        (
            entry('[site.select]\ntitle = "h1::"'),
            "sites.toml, line 5, site \"a\": select.title: 'h1::' is not a CSS selector:",
        ),
        (
            entry('[site.select]\ntitle = "//h1["'),
            "sites.toml, line 5, site \"a\": select.title: '//h1[' is not an XPath selector:",
        ),
        (
            entry('[site.select]\ntitel = "h1"'),
            'sites.toml, line 5, site "a": select: unknown field "titel". Did you mean "title"?',
        ),
        (
            entry('select = "h1"'),
            'sites.toml, line 4, site "a": select: must be a table: write [site.select]',
        ),
        (
            entry('recheck = "a month"'),
            'sites.toml, line 4, site "a": recheck: "a month" is not a duration: write "30d"',
        ),
        (entry("recheck = 30"), 'sites.toml, line 4, site "a": recheck: 30 is not a duration'),
        (
            entry('recheck = "0d"'),
            'sites.toml, line 4, site "a": recheck: "0d" is not a duration',
        ),
        (
            entry('timezone = "Paris"'),
            'sites.toml, line 4, site "a": timezone: "Paris" is not a time zone: did you mean "Europe/Paris"?',
        ),
        (
            entry('timezone = "Mars"'),
            'sites.toml, line 4, site "a": timezone: "Mars" is not a time zone:',
        ),
        (
            entry('language = "french"'),
            'sites.toml, line 4, site "a": language: "french" is not a language code: write a code such as "fr"',
        ),
        (entry('delay = "1s"'), 'sites.toml, line 4, site "a": delay: "1s" is not a pause: write seconds'),
        (entry("delay = -1"), 'sites.toml, line 4, site "a": delay: -1 is not a pause'),
        (entry("delay = true"), 'sites.toml, line 4, site "a": delay: true is not a pause'),
        (entry("delay = nan"), 'sites.toml, line 4, site "a": delay: nan is not a pause'),
        (
            entry('hours = "22h-6h"'),
            'sites.toml, line 4, site "a": hours: "22h-6h" is not a window of hours: write "22-06"',
        ),
        (entry('hours = "25-06"'), 'sites.toml, line 4, site "a": hours: "25-06" is not a window'),
        (entry('hours = "6-6"'), 'sites.toml, line 4, site "a": hours: "6-6" is not a window'),
        (entry("budget = 0"), 'sites.toml, line 4, site "a": budget: 0 is not a number of pages'),
        (
            entry("", 'url = "https://www.escda.fr/"\n'),
            'sites.toml, line 1, site number 1: has no name: add name = "escda"',
        ),
        (entry("", 'name = "a"\n'), 'sites.toml, line 1, site "a": has no url: add url = '),
        (
            entry("", 'name = "a b"\nurl = "https://a.example/"\n'),
            'sites.toml, line 2, site "a b": name: "a b" may have letters',
        ),
        (
            entry("", 'name = "a"\nurl = "www.escda.fr"\n'),
            'sites.toml, line 3, site "a": url: "www.escda.fr" is not the address of a site:'
            ' it has no scheme: write "https://www.escda.fr"',
        ),
        (
            entry("", 'name = "a"\nurl = "ftp://a.example/"\n'),
            'sites.toml, line 3, site "a": url: "ftp://a.example/" is not the address of a site: ftp:',
        ),
        (
            entry("", 'name = "a"\nurl = "https://me:pw@a.example/"\n'),
            'sites.toml, line 3, site "a": url: "https://me:pw@a.example/" is not',
        ),
        (
            entry("") + entry("", 'name = "A"\nurl = "https://b.example/"\n'),
            'sites.toml, line 6, site "A": name "A" is there twice: give one of them another name',
        ),
        (
            entry("") + entry("", 'name = "b"\nurl = "https://a.example"\n'),
            'sites.toml, line 7, site "b": url "https://a.example/" is there twice: it is the site "a"',
        ),
        (
            '[site]\nname = "a"\n',
            "sites.toml, line 1: a site begins with [[site]], with two brackets, not [site]",
        ),
        (
            '\n[[sites]]\nname = "a"\n',
            'sites.toml, line 2: unknown "sites" outside a site: each site begins with a line [[site]]',
        ),
        ("", "sites.toml names no site: add one with `scrapy add URL`"),
        ("site = 3", "sites.toml, line 1: a site begins with a line [[site]]"),
        (entry("language = fr"), "sites.toml, line 4: not TOML: Invalid value in `language = fr`: text goes"),
        (entry(r'article = "^/\d+"'), "sites.toml, line 4: not TOML: "),
        (entry("language: 'fr'"), "sites.toml, line 4: not TOML: "),
        (b"[[site]]\nname = '\xe9'\n", "sites.toml, line 2: not UTF-8 text: save the file as UTF-8"),
    ],
)
def test_a_mistake_is_one_line_with_file_line_entry_and_mend(tmp_path, text, line):
    [found] = mistakes(tmp_path, text)
    assert found.startswith(line)
    assert "\n" not in found


def test_a_regex_between_double_quotes_is_explained(tmp_path):
    [found] = mistakes(tmp_path, entry(r'article = "^/\d+"'))
    assert found.endswith(": a regular expression goes between single quotation marks, '...'")


def test_all_mistakes_are_told_at_once(tmp_path):
    found = mistakes(tmp_path, entry("delay = -1\nlanguge = 'fr'") + entry("", 'name = "b"\n'))
    assert [line.split(":")[0] for line in found] == [
        'sites.toml, line 4, site "a"',
        'sites.toml, line 5, site "a"',
        'sites.toml, line 6, site "b"',
    ]


def test_no_file_is_not_a_mistake_of_the_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_sites(tmp_path / "sites.toml")


@pytest.mark.parametrize(
    ("url", "name", "home"),
    [
        ("https://www.escda.fr/", "escda", "https://www.escda.fr/"),
        ("escda.fr", "escda", "https://escda.fr/"),
        ("http://blog.rust-lang.org/", "blog-rust-lang", "http://blog.rust-lang.org/"),
        ("https://www.lemonde.co.uk/a#b", "lemonde", "https://www.lemonde.co.uk/a"),
        ("http://127.0.0.1:8080/", "127.0.0.1-8080", "http://127.0.0.1:8080/"),
        ("http://localhost:8080", "localhost-8080", "http://localhost:8080/"),
        ("localhost:8080", "localhost-8080", "https://localhost:8080/"),
        ("http://magazine.example/", "magazine", "http://magazine.example/"),
    ],
)
def test_a_site_from_an_address_has_a_name(url, name, home):
    site = site_from_url(url)
    assert (site.name, site.url) == (name, home)


@pytest.mark.parametrize(
    "url", ["", "https://", "mailto:me@example.org", "file:///etc/passwd", "http://a b/"]
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(SitesError, match="is not the address of a site"):
        site_from_url(url)


def test_a_site_of_the_file_is_known_by_its_address(tmp_path):
    (tmp_path / "sites.toml").write_text(GOOD)
    sites = load_sites(tmp_path / "sites.toml")
    assert find_site(sites, "http://escda.fr/").name == "escda"
    assert find_site(sites, "https://example.org/blog").name == "blog"
    assert find_site(sites, "https://elsewhere.example/") is None


def test_a_window_over_midnight_is_in_the_time_zone_of_the_site(tmp_path):
    (tmp_path / "sites.toml").write_text(GOOD)
    [escda, _] = load_sites(tmp_path / "sites.toml")
    assert escda.is_open(datetime(2026, 7, 1, 20, 30, tzinfo=UTC))  # 22:30 in Paris
    assert not escda.is_open(datetime(2026, 7, 1, 19, 30, tzinfo=UTC))
    assert not escda.is_open(datetime(2026, 7, 1, 4, 0, tzinfo=UTC))
