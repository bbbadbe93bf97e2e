"""A real browser for tests: Debian's chromium through playwright, skipped in words where there is none.

`browser` and `page` are fixtures of every test (tests/conftest.py): one browser a process.
"""

import os
import shutil
from contextlib import contextmanager

import pytest

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        reason = "no browser here: install Debian's chromium to run the browser tests"
        (pytest.fail if os.environ.get("KIOSQUE_BROWSER_REQUIRED") else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield running
        running.close()


@contextmanager
def opened(browser, width=1280, height=900, **options):
    """A page of a window so wide; at the end, whatever the console called an error fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page
        assert errors == []
    finally:
        context.close()


@pytest.fixture
def page(browser):
    with opened(browser) as page:
        yield page
