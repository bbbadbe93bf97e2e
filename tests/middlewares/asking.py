"""A spider that asks for the URLs on its standard input and prints what became of each: run in a process of its own.

In: {"settings": {...}, "requests": [{"url": ..., "meta": {...}}], "knowledge": {...}, "home": url, "delay": seconds}
Out: {"outcomes": [[number, url, status or exception's name, words or body, time]], "knowledge": {...}}
"""

import json
import sys
import time

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

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
        self.outcomes.append([request.meta["number"], request.url, what, words[:2000], time.time()])


def main():
    task = json.load(sys.stdin)
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(task.get("settings", {}), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Asking)
    process.crawl(crawler, task=task)
    process.start()
    spider = crawler.spider
    print("\n" + json.dumps({"outcomes": sorted(spider.outcomes), "knowledge": spider.archive.all}))


if __name__ == "__main__":
    main()
