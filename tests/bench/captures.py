"""How small the captures are: bytes of `captures/` against the same records as .warc.gz, per site.

python tests/bench/captures.py ARCHIVE_FOLDER...      # folders that a crawl made
"""

import argparse
import statistics
import time
import zlib
from pathlib import Path

from archive.recovery import records_of


def gzipped(record: bytes) -> int:
    """Bytes of a record as a member of a .warc.gz, at gzip's best."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    return len(compressor.compress(record)) + len(compressor.flush())


def measure(folder: Path) -> tuple[int, int, int, float]:
    """(captures, bytes on disk, bytes as .warc.gz, seconds to read them all)."""
    files = sorted((folder / "captures").glob("*/*.warc.zst"))
    count = plain = 0
    seconds = 0.0
    for file in files:
        started = time.perf_counter()
        records = [place.record for place in records_of(file)]
        seconds += time.perf_counter() - started
        count += sum(record.kind in ("response", "revisit") for record in records)
        plain += sum(gzipped(record.raw) for record in records)
    return count, sum(file.stat().st_size for file in files), plain, seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    folders = [f for f in parser.parse_args().folders if (f / "captures").is_dir()]
    if not folders:
        print("captures: no archive to measure; name the folders of some crawls")
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
