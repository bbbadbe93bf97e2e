"""Many sites at once: real sites under a hundred names, one crawl, its memory watched.

python tests/bench/many.py [--sites 100] [--only rust-blog,geotrek] [--keep FOLDER]

The sites are those of KIOSQUE_BENCH/data/sites (default `../shared`), served on loopback through a proxy. Printed are
the highest memory of the crawl and its reading processes together (resident, and with shared pages counted once),
how it grew, and which sites did not finish. One more site answers a page in five seconds: it must hold up nobody.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path
from typing import Any

SLOW = "slow.example"
SLOW_PAGES = 12


def names(originals: list[str], count: int) -> dict[str, str]:
    """Made-up host -> the host whose site it serves.

    >>> names(["a.fr", "b.fr"], 3)
    {'s000.example': 'a.fr', 's001.example': 'b.fr', 's002.example': 'a.fr'}
    """
    return {f"s{number:03}.example": originals[number % len(originals)] for number in range(count)}


def serve(replay: Any, root: Path, originals: dict[str, str], hosts: dict[str, str]) -> Any:
    """A forward proxy for the made-up hosts; `originals` is the host of each folder."""
    wheres = replay.load_sites(root, list(originals))
    texts = {host: re.compile(re.escape(host).encode(), re.I) for host in set(hosts.values())}

    class Proxy(replay.Proxy):  # type: ignore[misc]
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            url = urllib.parse.urlsplit(self.path)
            self.alias = url.hostname or ""
            if self.alias == SLOW:
                time.sleep(5)
                self.answer(200, slow_page(url.path), "text/html; charset=utf-8")
                return
            self.path = url._replace(netloc=hosts.get(self.alias, "unknown.invalid")).geturl()
            super().do_GET()

        def rewrite(self, text: bytes) -> bytes:
            text = plain(text)
            found: bytes = texts[hosts[self.alias]].sub(self.alias.encode(), text)
            return found

        def answer(self, code: int, body: bytes, content_type: str, **headers: str) -> None:
            if "Location" in headers:
                headers["Location"] = headers["Location"].replace(hosts[self.alias], self.alias)
            super().answer(code, body, content_type, **headers)

    plain = replay.rewriter(wheres)
    Proxy.hosts = wheres
    server = replay.Server(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def slow_page(path: str) -> bytes:
    links = "".join(f'<li><a href="/{n}">Slow news number {n}</a></li>' for n in range(1, SLOW_PAGES))
    text = (
        "<p>" + "Slowly the news comes in, word after word, and nobody else has to wait for it. " * 6 + "</p>"
    )
    head = (
        f"<title>Slow {path}</title><h1>Slow news {path}</h1><time datetime='2026-03-01'>1 March 2026</time>"
    )
    return f"<html lang=en>{head}<article>{text * 3}</article><ul>{links}</ul>".encode()


def tree(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def memory(pids: list[int]) -> tuple[int, int]:
    """kB resident, and with pages that they share counted once (PSS)."""
    resident = shared = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        values = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:] if line.endswith("kB")}
        resident, shared = resident + values["Rss"], shared + values["Pss"]
    return resident, shared


def crawl(folder: Path, hosts: dict[str, str], proxy: str) -> tuple[float, list[tuple[float, int, int]], int]:
    """(seconds, samples of (second, kB resident, kB shared once), exit code) of one crawl of all."""
    sites = [*hosts, SLOW]
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    (folder / "sites.toml").write_text(
        "".join(f'[[site]]\nname = "{host.split(".")[0]}"\nurl = "http://{host}/"\n' for host in sites)
    )
    env = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    words = ["scrapy", "crawl", "articles", "-s", "DOWNLOAD_DELAY=0", "-s", "LOGSTATS_INTERVAL=600"]
    begun, samples = time.monotonic(), []
    with (folder / "said.txt").open("w") as said:
        process = subprocess.Popen(
            words, cwd=folder, env={**env, "http_proxy": proxy}, stdout=said, stderr=subprocess.STDOUT
        )
        while process.poll() is None:
            samples.append((time.monotonic() - begun, *memory(tree(process.pid))))
            time.sleep(1)
    return time.monotonic() - begun, samples, process.returncode


def report(
    folder: Path, hosts: dict[str, str], seconds: float, samples: list[tuple[float, int, int]], code: int
) -> None:
    import sqlite3

    with sqlite3.connect(folder / "data" / "archive.db") as db:
        rows = db.execute("select site, outcome, started, finished, requests from crawls").fetchall()
        articles = db.execute("select count(*) from articles").fetchone()[0]
    unfinished = [row[:2] for row in rows if row[1] != "done"]
    print(
        f"{len(rows)} sites, {sum(row[4] for row in rows):,} requests, {articles:,} articles, {seconds:.0f} s, exit {code}"
    )
    print(
        f"highest memory: {max(s[1] for s in samples) / 1024:.0f} MB resident, {max(s[2] for s in samples) / 1024:.0f} MB with shared pages once"
    )
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        at = samples[min(int(share * len(samples)), len(samples) - 1)]
        print(f"  after {at[0]:5.0f} s: {at[1] / 1024:.0f} MB")
    print(f"not finished: {unfinished or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--only", type=lambda text: text.split(","), default=None)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    shared = Path(os.environ.get("KIOSQUE_BENCH", "../shared"))
    root = shared / "data" / "sites"
    if not root.is_dir():
        sys.exit(f"There is no {root}: name the folder of the evaluation data, KIOSQUE_BENCH=FOLDER.")
    spec = importlib.util.spec_from_file_location("replay", shared / "bench" / "replay.py")
    assert spec and spec.loader
    replay = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(replay)
    folders = options.only or sorted(f.name for f in root.iterdir() if (f / "site.json").is_file())
    originals = {name: json.loads((root / name / "site.json").read_text())["host"] for name in folders}
    hosts = names(list(originals.values()), options.sites)
    server = serve(replay, root, originals, hosts)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="kiosque-many-"))
    folder.mkdir(parents=True, exist_ok=True)
    seconds, samples, code = crawl(folder, hosts, f"http://127.0.0.1:{server.server_address[1]}")
    report(folder, hosts, seconds, samples, code)


if __name__ == "__main__":
    main()
