"""How our commands end: the exit codes, and a user's mistake told in one line."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

__all__ = ["ATTENTION", "DONE", "MISTAKE", "NO_READER", "RUNNING", "reader_may_leave", "stop"]

DONE = 0
"""Everything went well."""

ATTENTION = 1
"""The run ended, but a site needs attention (or `verify` found damage)."""

MISTAKE = 2
"""The user's mistake, said in words; nothing was done."""

RUNNING = 3
"""Another run is at work in the same folder; nothing was done."""


NO_READER = 141
"""Whoever read the output has left; the code that a shell gives to commands which SIGPIPE ended."""


def stop(message: str, code: int = MISTAKE) -> NoReturn:
    """End the command: the message on standard error, no traceback, no usage text."""
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(code)


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """End the command quietly where whoever reads its output has read enough (`scrapy status | head`)."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be written goes nowhere: Python flushes once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(NO_READER) from None
