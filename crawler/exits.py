"""How our commands end: the exit codes, and a user's mistake told in one line."""

import sys
from typing import NoReturn

__all__ = ["ATTENTION", "DONE", "MISTAKE", "RUNNING", "stop"]

DONE = 0
"""Everything went well."""

ATTENTION = 1
"""The run ended, but a site needs attention (or `verify` found damage)."""

MISTAKE = 2
"""The user's mistake, said in words; nothing was done."""

RUNNING = 3
"""Another run is at work in the same folder; nothing was done."""


def stop(message: str, code: int = MISTAKE) -> NoReturn:
    """End the command: the message on standard error, no traceback, no usage text."""
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(code)
