"""How small the captures are: bytes of `captures/` against the same records as .warc.gz, per site.

python -m tests.bench.captures DATA                   # the articles of each site in DATA/data/sites, stored as a crawl does
python -m tests.bench.captures ARCHIVE_FOLDER...      # folders that a crawl made
"""

import argparse
import json
import statistics
import tempfile
import time
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from archive.captures import files_in, records_of
from archive.store import Archive

NOW = "2026-11-23T08:00:00Z"


def gzipped(record: bytes) -> int:
    """Bytes of a record as a member of a .warc.gz, at gzip's best."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return len(compressor.compress(record)) + len(compressor.flush())


def measure(folder: Path) -> tuple[int, int, int, float]:
    """(captures, bytes on disk, bytes as .warc.gz, seconds to read them all)."""
    files = files_in(folder / "captures")
    count = plain = 0
    seconds = 0.0
    for file in files:
        started = time.perf_counter()
        records = [place.record for place in records_of(file)]
        seconds += time.perf_counter() - started
        count += sum(record.kind in ("response", "revisit") for record in records)
        plain += sum(gzipped(record.raw) for record in records)
    return count, sum(file.stat().st_size for file in files), plain, seconds


def stored(site: Path, folder: Path) -> None:
    """An archive in `folder` of the article pages of a site: its `site.json`, `truth.jsonl` and `www.zip`."""
    host = json.loads((site / "site.json").read_text())["host"]
    rows = [json.loads(line) for line in (site / "truth.jsonl").read_text().splitlines()]
    head = "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n"
    asked = {"User-Agent": "Kiosque", "Accept": "text/html", "Accept-Encoding": "identity"}
    with zipfile.ZipFile(site / "www.zip") as files, Archive(folder) as archive:
        names = set(files.namelist())
        archive.put_site(site.name, f"http://{host}/", now=NOW)
        with archive.batch():
            for row in rows:
                path = row["url"].partition("?")[0].strip("/")
                name = next((n for n in (path, f"{path}/index.html", f"{path}.html") if n in names), None)
                if name:
                    body = files.read(name)
                    answer = head.format(len(body)).encode()
                    archive.add_capture(
                        f"http://{host}/{path}", NOW, 200, asked, answer, body, site=site.name
                    )
        archive.tidy(NOW)


def folders_of(given: Sequence[Path], scratch: Path) -> list[Path]:
    """The archives to measure: those given, and one made of each site of a folder of evaluation data."""
    found = [folder for folder in given if (folder / "captures").is_dir()]
    for site in sorted(site for folder in given for site in folder.glob("data/sites/*/")):
        if (site / "www.zip").exists() and (site / "truth.jsonl").exists():
            stored(site, scratch / site.name)
            found.append(scratch / site.name)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("../shared")])
    with tempfile.TemporaryDirectory() as scratch:
        report(folders_of(parser.parse_args().folders, Path(scratch)))


def report(folders: Sequence[Path]) -> None:
    if not folders:
        print("captures: nothing to measure; name folders of crawls, or of evaluation data with real sites")
        return
    shares = []
    print(f"{'captures of':24} {'pages':>6} {'kB':>8} {'as .warc.gz':>12} {'share':>6} {'ms a page':>10}")
    for folder in folders:
        count, size, plain, seconds = measure(folder)
        shares.append(size / max(1, plain))
        line = f"{folder.name:24} {count:6} {size // 1024:8} {plain // 1024:12} {shares[-1]:6.3f}"
        print(f"{line} {seconds * 1000 / max(1, count):10.2f}")
    print(f"{'mean':24} {'':6} {'':8} {'':12} {statistics.mean(shares):6.3f}")


if __name__ == "__main__":
    main()
