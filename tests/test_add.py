"""`scrapy add URL`: what a first look says, and what it does to sites.toml."""

import pytest

from crawler.demo import serve
from crawler.sites import load_sites
from tests.conftest import command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def magazine():
    with serve(state=1) as served:
        yield served


def add(folder, magazine, *words):
    settings = ("-s", "DOWNLOAD_DELAY=0", "-s", "EXTRACT_PROCESSES=0")
    return command("scrapy", "add", *words, *settings, cwd=folder, http_proxy=magazine.proxy)


def test_a_home_page_is_looked_over_and_written(tmp_path, magazine):
    (tmp_path / "sites.toml").write_text(
        '# my sites\n[[site]]\nname = "x"\nurl = "http://x.example/"  # first\n'
    )
    code, out = add(tmp_path, magazine, magazine.url, "--yes")
    assert code == 0, out
    assert "sitemap" in out and "/actu/" in out and "articles; a first crawl takes" in out
    text = (tmp_path / "sites.toml").read_text()
    assert text.startswith('# my sites\n[[site]]\nname = "x"\nurl = "http://x.example/"  # first\n')
    assert [site.name for site in load_sites(tmp_path / "sites.toml")] == ["x", "echo-du-fournil"]
    code, out = add(tmp_path, magazine, magazine.url, "--yes")
    assert (code, "already" in out) == (0, True)


def test_an_address_without_scheme_or_of_an_article_will_do(tmp_path, magazine):
    code, out = add(tmp_path, magazine, magazine.url.partition("://")[2] + "actu/118", "--yes")
    assert code == 0, out
    [site] = load_sites(tmp_path / "sites.toml")
    assert site.url == magazine.url


def test_nothing_is_written_without_a_yes(tmp_path, magazine):
    code, out = add(tmp_path, magazine, magazine.url)
    assert (code, "--yes" in out, (tmp_path / "sites.toml").exists()) == (0, True, False)


def test_what_is_no_address_is_said_in_a_line(tmp_path, magazine):
    (tmp_path / "sites.toml").write_text("# my sites, the first of them to come\n")
    code, out = add(tmp_path, magazine, "mailto:me@example.org")
    assert (code, "Traceback" in out, "names no site" in out) == (2, False, False)


def test_a_site_that_does_not_answer_is_not_written(tmp_path, magazine):
    code, out = add(tmp_path, magazine, "http://nobody.example/")
    assert (code, (tmp_path / "sites.toml").exists(), "Traceback" in out) == (1, False, False)
