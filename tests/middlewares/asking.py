"""A spider that asks for URLs and says what became of each: a process that does one task a line, as long as it lives.

In: {"settings": {...}, "requests": [{"url": ..., "meta": {...}}], "knowledge": {...}, "home": url, "delay": seconds,
     "proxy": url or null, "now": ISO 8601 or null}
Out: {"outcomes": [[number, url, status or exception's name, words or body]], "knowledge": {...}}
"""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor

from crawler import clock
from crawler.sites import Site


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


async def serve():
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await run(json.loads(line))), flush=True)


def main():
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import defer, task

    configure_logging({"LOG_LEVEL": "ERROR"})
    task.react(lambda _: defer.Deferred.fromFuture(asyncio.ensure_future(serve())))


if __name__ == "__main__":
    main()
