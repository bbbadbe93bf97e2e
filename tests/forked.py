"""Programs that begin in a process where all is loaded: Scrapy takes most of a second to import, a fork does not.

Each is a process of its own all the same, with its own environment, folder, streams and end. That a command starts
from nothing is shown by the tests of the first minute and of the commands' help.
"""

import multiprocessing
import os
import random
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

__all__ = ["run", "start"]

ROOT = Path(__file__).parents[1]

_loaded = multiprocessing.get_context("forkserver")
_loaded.set_forkserver_preload(["tests.loaded"])


def start(words, *, env, cwd=None, read=os.devnull, out=os.devnull, errors=None, session=False, room=None):
    """Start `scrapy ...` or `python -m MODULE ...`; a `multiprocessing.Process`.

    :param read: the file (or named pipe) that is its standard input; `out` its output, `errors` where not the same
    :param session: in a process group of its own
    :param room: it may write no file beyond so many bytes: a disk that is full
    """
    streams = tuple(map(str, (read, out, errors or out)))
    given = ([*map(str, words)], cwd and str(cwd), env, streams, session, room)
    process = _loaded.Process(target=_begin, args=given)
    process.start()
    return process


def run(words, *, env, timeout=120, **how):
    """Run a program to its end: (exit code, output of both streams)."""
    with tempfile.NamedTemporaryFile() as out:
        process = start(words, env=env, out=out.name, **how)
        process.join(timeout)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(words, timeout, out.read())
        return process.exitcode, out.read().decode()


def _begin(words, cwd, env, streams, session, room):
    """In the new process: become the program."""
    if session:
        os.setsid()
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in enumerate(streams):
        stream = os.open(name, os.O_WRONLY | os.O_APPEND if number else os.O_RDONLY)
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  multiprocessing has put another in its place
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd or ROOT)
    time.tzset()
    random.seed()
    tempfile.tempdir = None
    try:
        _become(words)
    finally:
        threading._shutdown()  # as a program ends; multiprocessing waits for the children first, who wait for threads


def _become(words):
    sys.argv = words
    if words[0] == "scrapy":
        from scrapy.cmdline import execute

        execute(words)
    else:
        runpy.run_module(words[2], run_name="__main__", alter_sys=True)
