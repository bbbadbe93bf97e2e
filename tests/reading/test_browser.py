"""The reading room in a real chromium: as a person uses it. Screenshots are left in `build/screenshots/`."""

import csv
import json
import re
from contextlib import contextmanager
from pathlib import Path

import axe_core_python
import pytest

from archive.store import Archive
from tests.browser import opened
from tests.conftest import datasette_on
from tests.reading.shelf import edit, fill

pytestmark = pytest.mark.slow

SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],  # what passes is not gone into
}


@pytest.fixture(scope="module")
def folder(once):
    def make(folder):
        ids = fill(folder)
        (folder / "ids.json").write_text(json.dumps(ids))
        with Archive(folder) as archive:
            page = b"<html><head><script>document.title='ran'</script></head><body><h1>Version deux</h1><img src='http://127.0.0.1:9/x.png'></body></html>"
            edit(archive, page)
            archive.learn(
                "gazette",
                {
                    "health": {
                        "notices": [
                            {"code": "quiet", "message": "nothing new for three weeks", "since": "2026-11-01"}
                        ]
                    }
                },
            )

    return once("shelf-in-browser", make)


@pytest.fixture(scope="module")
def address(folder):
    yield from datasette_on(folder)


@pytest.fixture(scope="module")
def ids(folder):
    return json.loads((folder / "ids.json").read_text())


@contextmanager
def reader(browser, address, **options):
    """A page; console errors, and so violations of the policy, fail at the end."""
    with opened(browser, base_url=address, **options) as page:
        yield page


def kinds(ids):
    """Every kind of page."""
    id = ids["etat"]
    return {
        "home": "/", "search": "/search?q=presse+OR+loi", "chosen": "/search?q=loi&site=quotidien&year=2021",
        "nothing": "/search?q=vitrial", "article": f"/a/{id}?q=retraites", "undated": f"/a/{ids['undated']}",
        "versions": f"/a/{id}/-/revisions", "compared": f"/a/{id}/-/revision/2", "captured": f"/a/{id}/-/capture",
        "site": "/site/gazette", "help": "/help",
    }  # fmt: skip


@pytest.mark.parametrize(("width", "scheme", "locale"), [(1280, "light", "fr-FR"), (360, "dark", "en-GB")])
def test_every_page_is_accessible_and_fits(browser, address, ids, width, scheme, locale):
    SHOTS.mkdir(parents=True, exist_ok=True)
    found = {}
    with reader(browser, address, width=width, color_scheme=scheme, locale=locale) as page:
        for name, path in kinds(ids).items():
            page.goto(path)
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
            page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.jpg", type="jpeg", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            page.evaluate(AXE)
            result = page.evaluate("rules => axe.run(document, rules)", {**RULES, "iframes": False})
            for violation in result["violations"]:
                found[f"{name}: {violation['id']}"] = [node["html"][:200] for node in violation["nodes"]][:3]
    assert found == {}


def test_search_as_a_person_types_then_read(browser, address):
    with reader(browser, address, locale="fr-FR") as page:
        page.goto("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("L’ETE a saint etienne", delay=5)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?**")
        assert page.locator("h1").inner_text() == "1 article trouvé"
        page.locator(".entry h2 a").click()
        assert page.locator("h1").inner_text() == "Un soir d’été à Saint-Étienne"
        assert page.locator("mark").count() >= 3
        page.go_back()
        page.locator("h1").click()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"


def test_facets_narrow_and_widen(browser, address):
    with reader(browser, address) as page:
        page.goto("/search?q=la")
        everything = page.locator("h1").inner_text()
        page.locator(".facets a", has_text="herald").or_(
            page.locator(".facets a", has_text="gazette")
        ).first.click()
        page.locator(".chosen li").wait_for()
        assert page.locator(".chosen li").count() == 1
        assert page.locator("h1").inner_text() != everything
        page.locator(".chosen a").click()
        page.locator(".chosen").wait_for(state="detached")
        assert page.locator("h1").inner_text() == everything


def test_compare_versions_and_look_at_the_capture(browser, address, ids):
    with reader(browser, address) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"/a/{ids['etat']}")
        page.get_by_role("link", name="2 versions").click()
        page.locator(".versions a").first.click()
        assert "clore" in " ".join(page.locator("ins").all_inner_texts())
        page.get_by_role("link", name="As captured").click()
        frame = page.frame_locator("iframe.capture")
        assert frame.locator("h1").inner_text() == "Version deux"
        assert page.title() != "ran"
        assert all(url.startswith((address, "data:")) for url in asked), asked


def test_download_and_check_the_file(browser, address, tmp_path):
    with reader(browser, address, accept_downloads=True) as page:
        page.goto("/search?q=presse")
        total = int(re.match(r"\d+", page.locator("h1").inner_text())[0])
        page.locator("details.take summary").click()
        with page.expect_download() as started:
            page.locator(".quick a").first.click()
        started.value.save_as(tmp_path / "list.csv")
        assert started.value.suggested_filename == "kiosque-presse.csv"
        with (tmp_path / "list.csv").open(newline="") as file:
            assert len(list(csv.reader(file))) - 1 == total


def test_switch_the_language(browser, address):
    with reader(browser, address, locale="en-GB") as page:
        page.goto("/search?q=loi")
        page.get_by_role("link", name="Français").click()
        assert page.locator("html").get_attribute("lang") == "fr"
        page.goto("/")
        assert page.locator("html").get_attribute("lang") == "fr"


def test_keyboard_only(browser, address):
    with reader(browser, address, locale="en-GB") as page:
        page.goto("/search?q=presse")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        reached = [page.evaluate("document.activeElement.getAttribute('href') || ''")]
        for _ in range(6):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.getAttribute('href') || ''"))
        assert any(link.startswith("/a/") for link in reached)
        page.evaluate("document.querySelector('.entry h2 a').focus()")
        page.keyboard.press("Enter")
        page.wait_for_url("**/a/**")


def test_without_javascript(browser, address, ids):
    with reader(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.locator("#q").fill("vitraux")
        page.get_by_role("button").first.click()
        page.locator(".entry h2 a").first.click()
        page.locator("details.cite summary").click()
        assert page.locator("details.cite pre").first.is_visible()
        assert page.locator("button.copy:visible").count() == 0


def test_print(browser, address, ids):
    with reader(browser, address) as page:
        page.goto(f"/a/{ids['etat']}")
        page.emulate_media(media="print")
        assert not page.locator("header.top").is_visible()
        assert not page.locator(".tools").is_visible()
        assert page.locator(".text").is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        page.screenshot(path=SHOTS / "article-print.png", full_page=True)


def test_datasettes_own_pages_keep_the_policy(browser, address):
    with reader(browser, address) as page:
        for path in ("/archive", "/archive/articles", "/archive/articles/1"):
            page.goto(path)
