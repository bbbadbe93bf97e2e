"""A spider that asks for URLs and says what became of each: a process that does one task a line, as long as it lives.

In: {"settings": {...}, "requests": [{"url": ..., "meta": {...}}], "knowledge": {...}, "home": url, "delay": seconds,
     "proxy": url or null, "now": ISO 8601 or null}
Out: {"outcomes": [[number, url, status or exception's name, words or body]], "knowledge": {...}}
"""

import os
from datetime import UTC, datetime

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from crawler import clock
from crawler.sites import Site
from tests.tasks import serve


class Memory:
    """As much of an archive as the middlewares use."""

    def __init__(self, knowledge):
        self.all = knowledge

    def knowledge(self, site):
        return self.all.setdefault(site, {})

    def learn(self, site, facts):
        self.knowledge(site).update(facts)


class Asking(scrapy.Spider):
    name = "asking"

    def __init__(self, task):
        super().__init__()
        self.task, self.outcomes = task, []
        self.archive = Memory(task.get("knowledge", {}))
        self.sites = {"site": Site("site", task.get("home", "http://a.example/"), delay=task.get("delay"))}

    async def start(self):
        for number, ask in enumerate(self.task["requests"]):
            meta = {"site": "site", "number": number, **ask.get("meta", {})}
            yield scrapy.Request(ask["url"], meta=meta, callback=self.parse, errback=self.failed)

    def parse(self, response):
        self.note(response.request, response.status, getattr(response, "text", ""))

    def failed(self, failure):
        self.note(failure.request, type(failure.value).__name__, str(failure.value))

    def note(self, request, what, words):
        self.outcomes.append([request.meta["number"], request.url, what, words[:2000]])


async def run(task):
    clock.move_to(clock.parse(task["now"]) if task.get("now") else datetime.now(UTC))
    os.environ["http_proxy"] = task.get("proxy") or ""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(task.get("settings", {}), priority="cmdline")
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(Asking)
    await runner.crawl(crawler, task=task)
    return {"outcomes": sorted(crawler.spider.outcomes), "knowledge": crawler.spider.archive.all}


if __name__ == "__main__":
    serve(run)
