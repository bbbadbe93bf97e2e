"""Quality and speed of extraction on real pages, beside what other extractors reach: `make bench`.

    python -m tests.bench.extraction [FOLDER]      # FOLDER/data/pages.db; or KIOSQUE_BENCH; default ../shared
    python -m tests.bench.extraction --peers       # the peers too, page by page in the same run
    python -m tests.bench.extraction --set aeb     # one set (may be given several times)

The pages and their truth come from public sets (article-extraction-benchmark, Fundus, htmldate, trafilatura,
Readability) and are not part of this repository (`pages.py`); the bundled magazine is always measured.
Beside each figure stand those of the pages that rules were made from and of those they are confirmed on:
`body F1 0.974 (.975 .973)`.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crawler.demo.pages import answer
from crawler.demo.truth import truth as magazine_truth
from tests.bench.measures import figures
from tests.bench.pages import PARTS, SETS, samples

Answer = dict[str, Any]
Extractor = Callable[[bytes, str], Answer]

MAGAZINE = "magazine"
RECORDED = {
    "aeb": "body: trafilatura 2.3.1 .957, newspaper4k 0.9.6 .919, resiliparse 2.0.1 .918",
    "fundus80": "body: trafilatura .964, resiliparse .945, newspaper4k .939",
    "publishers": "body: trafilatura .951; title .703; date .978; authors .823",
    "dates": "date: htmldate 1.11 .902",
    "segments": "segments: trafilatura .925",
    "mozilla": "body: resiliparse .864, trafilatura .859",
    "mozilla-utf8": "body: trafilatura .949, resiliparse .936",
}
"""What the peers reach on the same pages, measured in November 2026."""


def ours(html: bytes, url: str) -> Answer:
    from crawler.extraction import extract

    found = extract(html, url)
    day = found.published[:10] if found.published else None
    return {"title": found.title, "body": found.body, "date": day, "authors": list(found.authors)}


def trafilatura(html: bytes, url: str) -> Answer:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True)
    if found is None:
        return {"title": None, "body": "", "date": None, "authors": []}
    names = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "body": found.text or "", "date": found.date, "authors": names}


def resiliparse(html: bytes, url: str) -> Answer:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    text = bytes_to_str(html, detect_encoding(html))
    return {"body": extract_plain_text(text, main_content=True, alt_texts=False, links=False)}


def htmldate(html: bytes, url: str) -> Answer:
    from htmldate import find_date

    return {"date": find_date(html, original_date=True, extensive_search=True)}


def lxml_parse(html: bytes, url: str) -> Answer:
    """What parsing alone costs: the floor under all of them."""
    import lxml.html

    lxml.html.fromstring(html)
    return {}


PEERS: tuple[Extractor, ...] = (trafilatura, resiliparse, htmldate, lxml_parse)


@dataclass
class Run:
    """One extractor's answers to a set, each with its truth, and the CPU seconds they took."""

    extractor: Extractor
    rows: list[tuple[dict[str, Any], Answer]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    seconds: float = 0.0
    failures: int = 0

    def ask(self, html: bytes, url: str, truth: dict[str, Any], part: str) -> None:
        start = time.process_time()
        try:
            found = self.extractor(html, url)
        except Exception as error:  # a crash is a wrong answer, and counted
            print(f"  {self.extractor.__name__} failed on {url}: {type(error).__name__}: {error}"[:200])
            found, self.failures = {"title": None, "body": "", "date": None, "authors": []}, self.failures + 1
        self.seconds += time.process_time() - start
        self.rows.append((truth, found))
        self.parts.append(part)

    def of_part(self, part: str) -> list[tuple[dict[str, Any], Answer]]:
        return [row for row, its_part in zip(self.rows, self.parts, strict=True) if its_part == part]

    @property
    def pace(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.seconds / max(1, len(self.rows))


def cases(name: str) -> Iterator[tuple[str, bytes, dict[str, Any], str]]:
    """URL, HTML, truth and part (`look` or `confirm`, by the domain) of each page of a set."""
    if name != MAGAZINE:
        for sample in samples(name):
            yield sample.url, sample.html, sample.truth, sample.part
        return
    for row in magazine_truth():
        if "id" in row:
            true = {"title": row["title"], "body": row["body"], "authors": row["authors"]}
            true |= {"date": row["published"][:10]} if row["published"] else {}
            yield row["url"], answer(f"/actu/{row['id']}", 1).body, true, "look"


def measured(name: str, extractors: list[Extractor]) -> list[Run]:
    """Each extractor on each page of a set, in turn: whatever slows the machine slows all of them."""
    runs = [Run(extractor) for extractor in extractors]
    for url, html, truth, part in cases(name):
        for run in runs:
            run.ask(html, url, truth, part)
    return runs


def report(name: str, runs: list[Run]) -> None:
    """A line an extractor: figures, CPU a page, and ours as a share of it; each figure with its halves.

    Rules are made from the pages of the first half and confirmed on other domains, those of the second:
    a second figure that lags is a rule that fits the pages it was made from.
    """
    own = runs[0]
    for run in runs:
        halves = [figures(half) for part in PARTS if (half := run.of_part(part))]
        values = "  ".join(
            f"{key} {value:.3f}{beside_it(key, halves)}" for key, value in figures(run.rows).items()
        )
        beside = f"  ours: {own.pace / run.pace:.2f} of it" if run is not own and run.pace else ""
        failed = f"  {run.failures} FAILED" if run.failures else ""
        print(
            f"{name:11} {run.extractor.__name__:12} {len(run.rows):4} pages {run.pace:7.2f} ms/page"
            f"{beside:20} {values}{failed}",
            flush=True,
        )
    if recorded := RECORDED.get(name):
        print(f"{'':11} recorded     {recorded}")


def beside_it(figure: str, halves: list[dict[str, float]]) -> str:
    """A figure's value on the two halves: "` (.981 .972)`"; nothing for a set of one half.

    >>> beside_it("date", [{"date": 0.981}, {"date": 1.0}])
    ' (.981 1.000)'
    """
    if len(halves) < len(PARTS) or not all(figure in half for half in halves):
        return ""
    return f" ({' '.join(f'{half[figure]:.3f}'.removeprefix('0') for half in halves)})"


def load(extractors: list[Extractor]) -> None:
    """Load each extractor on a page of no set, and say what that took: a crawl pays it once."""
    for extractor in extractors:
        start = time.process_time()
        extractor(
            b"<title>A page</title><h1>A page</h1><p>" + b"It says this and that. " * 40, "http://a.example/1"
        )
        print(f"{'loading':11} {extractor.__name__:12} {1000 * (time.process_time() - start):18.0f} ms")
    gc.collect()


def main() -> None:
    parser = argparse.ArgumentParser(description="Quality and speed of extraction on real pages.")
    parser.add_argument("folder", nargs="?", default=os.environ.get("KIOSQUE_BENCH", "../shared"))
    parser.add_argument("--peers", action="store_true", help="measure the peers too (tests/bench/peers.txt)")
    parser.add_argument("--set", action="append", choices=(MAGAZINE, *SETS), help="one set; default: all")
    options = parser.parse_args()
    os.environ["KIOSQUE_BENCH"] = options.folder
    extractors: list[Extractor] = [ours]
    if options.peers:
        missing = [name for name in ("trafilatura", "resiliparse", "htmldate") if not find_spec(name)]
        if missing:
            sys.exit(
                f"{', '.join(missing)} not installed here: make bench PEERS=1 builds an environment for them."
            )
        extractors += PEERS
    there = (Path(options.folder) / "data" / "pages.db").exists()
    load(extractors)
    for name in options.set or (MAGAZINE, *SETS):
        if name == MAGAZINE or there:
            report(name, measured(name, extractors))
    if not there:
        print(
            f"There are no real pages in {options.folder}/data: give their folder (make bench DATA=FOLDER)."
        )


if __name__ == "__main__":
    main()
