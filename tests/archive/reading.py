"""An extraction for tests, in a module so that other processes find it: the page's own words."""

import re

from tests.archive.test_store import Link, Page


def html(title, body, links=()):
    anchors = "".join(f'<a href="{url}">there</a>' for url in links)
    return f"<h1>{title}</h1><p>{body}</p>{anchors}".encode()


def extract(pages, settings):
    text = b"".join(page.content for page in pages).decode()
    if "<h1>" not in text:
        return None
    if "KILL" in text:
        import os

        os._exit(9)
    title = re.search("<h1>(.*?)</h1>", text)[1]
    body = "\n\n".join(re.findall("<p>(.*?)</p>", text, re.S))
    links = tuple(Link(url, "there") for url in re.findall('href="(.*?)"', text))
    return Page(title=title, body=body + settings.get("suffix", ""), links=links)
