"""Processes of our own that read pages: started so that Ctrl-C is the parent's alone, ended with the parent."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["prepare", "starting"]


@contextmanager
def starting() -> Iterator[None]:
    """Around what starts processes (`ProcessPoolExecutor.submit` does)."""
    with _without_interrupts(), _without_main():
        yield


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started here never see Ctrl-C, from their first instruction on: it is the parent's."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """Processes started here do not import the program again that was started: 30 MB of Scrapy in each."""
    names = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: names.pop(name) for name in ("__file__", "__spec__") if name in names}
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update(hidden)


def prepare(parent: int) -> None:
    """In the new process: end when the parent is gone, however it went; what is loaded by now is no garbage."""
    gc.freeze()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)
