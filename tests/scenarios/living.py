"""Crawls, one after the other in one process, each at its own time: a line in, a run, a line out.

In: {"now": ISO 8601, "proxy": url, "folder": path, "sites": [[name, url]], "settings": {...}, "mode": ..., "entry": {of sites.toml}}
Out: {"notices": [[code, level, message]], "counts": {...}, "outcome": ...}
"""

import os
from datetime import timedelta
from pathlib import Path

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from tests.tasks import serve


async def run(task):
    from archive.store import Archive
    from crawler import clock
    from crawler.checkup import check
    from crawler.progress import Figures, figures
    from crawler.sites import Site, Window
    from crawler.spiders.articles import ArticlesSpider

    clock.move_to(clock.parse(task["now"]))
    os.environ["http_proxy"] = os.environ["https_proxy"] = task["proxy"]
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    ours = {"DOWNLOAD_DELAY": 0, "ARCHIVE_DIR": task["folder"], "PROGRESS": False, "EXTRACT_PROCESSES": 0}
    settings.setdict({**ours, **task.get("settings", {})}, priority="cmdline")
    recheck = timedelta(days=task["recheck"]) if task.get("recheck") else None
    entry = dict(task.get("entry", {}))
    if "hours" in entry:
        entry["hours"] = Window(*(int(part) * 60 for part in entry["hours"].split("-")))
    sites = [Site(name, url, recheck=recheck, **entry) for name, url in task["sites"]]
    begun = clock.stamp(clock.now())
    crawler = AsyncCrawlerRunner(settings).create_crawler(ArticlesSpider)
    await AsyncCrawlerRunner(settings).crawl(crawler, sites=sites, mode=task.get("mode", "update"))
    with Archive(Path(task["folder"])) as archive:
        found = [
            notice
            for site in sites
            for notice in check(
                archive,
                site,
                started=begun,
                now=clock.now(),
                outcome=crawler.spider.outcomes.get(site.name, "?"),
            )
        ]
    counts = figures(crawler.stats.get_stats())
    return {
        "notices": [[notice.code, notice.level, notice.message] for notice in found],
        "counts": {
            name: getattr(counts.get(site.name, Figures()), name)
            for site in sites
            for name in ("requests", "new", "changed", "failed")
        },
        "outcomes": crawler.spider.outcomes,
    }


if __name__ == "__main__":
    serve(run)
