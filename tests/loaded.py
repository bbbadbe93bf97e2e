"""What a command loads, loaded: the processes of `tests.forked` begin here.

Not the settings, which read the environment when they are imported, and no reactor.
"""

import importlib
import pkgutil
from pathlib import Path

_FOLDERS = ("archive", "crawler/commands", "crawler/discovery", "crawler/extraction", "crawler/middlewares")
_MODULES = """
    crawler.demo crawler.pipelines.extract crawler.pipelines.store crawler.spiders.articles encodings.idna tests.tasks
    scrapy.cmdline scrapy.core.downloader.handlers.http11 scrapy.core.engine scrapy.core.scheduler scrapy.core.scraper
    scrapy.downloadermiddlewares.cookies scrapy.downloadermiddlewares.httpcompression
    scrapy.downloadermiddlewares.httpproxy scrapy.downloadermiddlewares.redirect
    scrapy.downloadermiddlewares.retry scrapy.extensions.feedexport scrapy.extensions.logstats
    scrapy.extensions.memusage scrapy.spiderloader scrapy.spidermiddlewares.depth twisted.internet.asyncioreactor
    """.split()


def load():
    root = Path(__file__).parents[1]
    for folder in _FOLDERS:
        for module in pkgutil.iter_modules([str(root / folder)]):
            if not module.ispkg:
                importlib.import_module(f"{folder.replace('/', '.')}.{module.name}")
    for name in _MODULES:
        importlib.import_module(name)


load()
