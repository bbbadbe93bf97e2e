"""The reading room on a million invented articles, through HTTP, beside stock Datasette on the same file.

    python tests/bench/serve.py [--articles 1000000] [--folder FOLDER] [--rounds 15]

Times are milliseconds, first ask and later ones apart: what was counted for a search is remembered until
the archive changes. Memory is the peak of the server process (VmHWM). Asking begins ten seconds after the
start: what the server reads at its start (the small columns of all articles, once) is not what is timed.
"""

import argparse
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import httpx

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.library import build

SHARES = (0.5, 0.25, 0.1, 0.03, 0.01, 0.001)


@dataclass(frozen=True)
class Server:
    """A running Datasette."""

    client: httpx.Client
    pid: int

    def peak(self) -> float:
        """Its memory at most so far, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1000

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(folder: Path, *, plugins: bool) -> Iterator[Server]:
    """Datasette on the folder, with the reading room or as it comes."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    if not plugins:
        env["DATASETTE_LOAD_PLUGINS"] = ""
    words = [str(Path(sys.executable).parent / "datasette"), f"{folder}/", "--port", str(port)]
    if not plugins:
        words += ["--setting", "sql_time_limit_ms", "20000"]  # else it gives up
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(words, env=env, stdout=log, stderr=log)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                for _ in range(200):
                    try:
                        client.get("/-/versions.json")
                        break
                    except httpx.TransportError:
                        time.sleep(0.1)
                yield Server(client, process.pid)
        finally:
            process.terminate()
            process.wait()


def words_of(folder: Path) -> dict[float, list[str]]:
    """Words that stand in about such a share of the articles, three each."""
    db = sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)
    articles = db.execute("select sum(articles) from counts").fetchone()[0]
    titles = " ".join(row[0] for row in db.execute("select title from articles where id <= 400"))
    count = "select count(*) from articles_fts where articles_fts match ?"
    known = [
        (db.execute(count, [f'"{word}"']).fetchone()[0] / articles, word)
        for word in dict.fromkeys(re.findall(r"\w{4,}", titles.lower()))
    ]
    return {
        share: [word for _, word in sorted(known, key=lambda k: abs(k[0] - share))[:3]] for share in SHARES
    }


def timed(server: Server, path: str) -> float:
    started = time.perf_counter()
    answer = server.client.get(path)
    answer.raise_for_status()
    return (time.perf_counter() - started) * 1000


def asked(server: Server, paths: list[str]) -> tuple[list[float], float]:
    """How long each took, and the server's processor milliseconds for one: those a busy machine does not change."""
    before = server.cpu()
    times = [timed(server, path) for path in paths]
    return times, (server.cpu() - before) * 1000 / len(paths)


def line(name: str, measured: tuple[list[float], float] | list[float], target: float | None = None) -> None:
    times, cpu = measured if isinstance(measured, tuple) else (measured, None)
    p50 = statistics.median(times)
    p95 = sorted(times)[max(0, int(len(times) * 0.95 + 0.5) - 1)]
    verdict = "" if target is None else f"   target {target:g}: {'met' if p95 <= target else 'MISSED'}"
    print(f"{name:<58}{p50:>9.1f}{p95:>9.1f}{'' if cpu is None else f'{cpu:.1f}':>9}{verdict}", flush=True)


def ours(folder: Path, words: dict[float, list[str]], rounds: int, articles: int) -> None:
    """The pages of the reading room."""
    with serving(folder, plugins=True) as server:
        timed(server, "/")
        time.sleep(10)
        line("home", asked(server, ["/"] * rounds), 20)
        ids = [1 + n * 7919 % articles for n in range(rounds * 2)]
        line("article", asked(server, [f"/a/{id}" for id in ids]), 20)
        for sort, target in (("newest", 50), ("best", 400)):
            first: list[float] = []
            later: list[float] = []
            for share, chosen in words.items():
                paths = [f"/search?sort={sort}&q={quote(word)}" for word in chosen]
                cold = asked(server, [path + "&lang=en" for path in paths])
                warm = asked(server, paths * (rounds // 3 + 1))
                line(f"search {sort}, words in {share:.1%} of all, first ask", cold)
                line(f"search {sort}, words in {share:.1%} of all, later", warm)
                first += cold[0]
                later += warm[0]
            line(f"search {sort}, all words, first ask", first, target)
            line(f"search {sort}, all words, first and later", first + later, target)
            if sort == "newest":
                forget(folder)
        half = words[0.5][0]
        line("search best, half of all, one site", asked(server, [f"/search?site=site03&q={half}"] * 3), 400)
        line(
            "search, two words of half of all", asked(server, [f"/search?q={half}+{words[0.25][0]}"] * 3), 400
        )
        tags = [row[0] for row in sqlite3.connect(folder / "archive.db").execute(
            "select distinct value from articles, json_each(tags) where articles.id <= 12"
        )]  # fmt: skip
        line("search by a tag", asked(server, [f"/search?tag={quote(tag)}" for tag in tags[:rounds]]), 400)
        clients(server, words, rounds)
        download(server, folder, articles)
        leaving(server)


def forget(folder: Path) -> None:
    """Change the archive, so that nothing counted is remembered."""
    db = sqlite3.connect(folder / "archive.db")
    with db:
        db.execute("delete from article_changes where article_id = 1")
        db.execute("insert into article_changes (article_id, url, what, at) values (1, 'x', 'about', '')")
    db.close()


def clients(server: Server, words: dict[float, list[str]], rounds: int) -> None:
    """Eight readers at once."""
    paths = [
        f"/search?q={quote(word)}&sort={sort}"
        for chosen in words.values()
        for word in chosen
        for sort in ("best", "newest")
    ]
    paths += ["/", "/a/5", "/site/site03"]

    def reader(number: int) -> list[float]:
        with httpx.Client(base_url=server.client.base_url, timeout=60) as client:
            own = Server(client, server.pid)
            return [timed(own, paths[(number * 7 + n) % len(paths)]) for n in range(rounds)]

    with ThreadPoolExecutor(8) as pool:
        line("eight readers at once, mixed", [t for times in pool.map(reader, range(8)) for t in times])
    print(
        f"{'memory of the server after eight readers, MB':<58}{server.peak():>9.0f}   target 300: {'met' if server.peak() <= 300 else 'MISSED'}"
    )


def download(server: Server, folder: Path, articles: int) -> None:
    """All articles as CSV, beside the sqlite3 program; the file has been read once before, so both find it in memory."""
    with (folder / "archive.db").open("rb", buffering=0) as file:
        while file.read(1 << 24):
            pass
    started, rows, end = time.perf_counter(), 0, b""
    # Not httpx: it would measure its own reading of chunks.
    with urlopen(f"{server.client.base_url}/search.csv?columns=id,title,published,body") as answer:
        while piece := answer.read(1 << 20):
            rows += (end + piece).count(b"\r\n")  # only a row ends so: the texts have \n alone
            end = piece[-1:] if piece.endswith(b"\r") else b""
    ours_rate = (rows - 1) / (time.perf_counter() - started)
    print(
        f"{'CSV of all articles, rows a second':<58}{ours_rate:>9.0f}   rows {rows - 1:,} of {articles:,}: {'whole' if rows - 1 == articles else 'WRONG'}"
    )
    print(
        f"{'memory of the server after it, MB':<58}{server.peak():>9.0f}   target 300 with eight readers before"
    )
    if not shutil.which("sqlite3"):
        print("no sqlite3 program here to compare with")
        return
    sql = "select id, title, published, body from articles order by id desc"
    started = time.perf_counter()
    subprocess.run(
        ["sqlite3", "-csv", f"file:{folder}/archive.db?mode=ro", sql], stdout=subprocess.DEVNULL, check=True
    )
    theirs = articles / (time.perf_counter() - started)
    verdict = "met" if ours_rate >= theirs / 4 else "MISSED"
    print(f"{'sqlite3 -csv, rows a second':<58}{theirs:>9.0f}   target a quarter: {verdict}")


def leaving(server: Server) -> None:
    """A reader who leaves in the middle of a download."""
    with server.client.stream("GET", "/search.csv") as answer:
        for _, _ in zip(range(20), answer.iter_bytes(), strict=False):
            pass
    time.sleep(1)
    before = server.cpu()
    time.sleep(2)
    used = server.cpu() - before
    print(
        f"{'processor seconds used 1 to 3 s after a reader left':<58}{used:>9.2f}   target 0: {'met' if used < 0.1 else 'MISSED'}"
    )


def stock(folder: Path, words: dict[float, list[str]], rounds: int) -> None:
    """The same questions to Datasette as it comes."""
    with serving(folder, plugins=False) as server:
        few = max(3, rounds // 5)
        line("stock: home", asked(server, ["/" for _ in range(few)]))
        line("stock: row page", asked(server, [f"/archive/articles/{n}" for n in range(1, few + 1)]))
        for share in (0.5, 0.1, 0.01):
            path = f"/archive/articles?_search={quote(words[share][0])}"
            line(f"stock: _search, word in {share:.0%}", asked(server, [path for _ in range(few)]))
        print(f"{'stock: memory, MB':<58}{server.peak():>9.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--articles", type=int, default=int(os.environ.get("KIOSQUE_BENCH_ARTICLES", "1000000"))
    )
    parser.add_argument("--folder", type=Path, help="where the archive is, or is built (8 GB for a million)")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.gettempdir()) / f"kiosque-bench-{options.articles}"
    build(folder, options.articles)
    words = words_of(folder)
    print(
        f"{options.articles:,} articles, {(folder / 'archive.db').stat().st_size / 1e9:.1f} GB, SQLite {sqlite3.sqlite_version}"
    )
    print(f"{'milliseconds':<58}{'p50':>9}{'p95':>9}{'cpu':>9}")
    parts: list[Callable[[], None]] = [
        lambda: ours(folder, words, options.rounds, options.articles),
        lambda: stock(folder, words, options.rounds),
    ]
    for part in parts:
        part()


if __name__ == "__main__":
    main()
