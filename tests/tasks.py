"""A process that does one task a line, as long as its input lasts: Scrapy takes a second to begin, a task does not."""

import asyncio
import json
import sys

from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor


def serve(run):
    """Answer each line of standard input, a task as JSON, with a line of what `await run(task)` gives."""
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import defer, task

    configure_logging({"LOG_LEVEL": "ERROR"})
    task.react(lambda _: defer.Deferred.fromFuture(asyncio.ensure_future(_answered(run))))


async def _answered(run):
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await run(json.loads(line))), flush=True)
