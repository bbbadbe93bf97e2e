"""Quality and speed of extraction on real pages, beside what other extractors reach: `make bench`.

    python -m tests.bench.extraction [FOLDER]      # FOLDER/data/pages.db; or KIOSQUE_BENCH; default ../shared
    python -m tests.bench.extraction --peers       # peers too, page by page in the same run, where installed

The pages and their truth come from public sets (article-extraction-benchmark, Fundus, htmldate, trafilatura,
Readability) and are not part of this repository: a SQLite table `pages(id, dataset, url, html_gzip, truth)`.
The bundled magazine is always measured.
"""

import argparse
import gzip
import json
import os
import re
import sqlite3
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crawler.demo.pages import answer
from crawler.demo.truth import truth as magazine_truth
from crawler.extraction import extract
from tests.compare import shingles

Answer = dict[str, Any]
Case = tuple[str, bytes, dict[str, Any]]

SETS = ("aeb", "fundus80", "publishers", "dates", "segments", "mozilla")

RECORDED = {
    "aeb": "body: trafilatura 2.3.1 .957, newspaper4k 0.9.6 .919, resiliparse 2.0.1 .918",
    "fundus80": "body: trafilatura .964, resiliparse .945, newspaper4k .939",
    "publishers": "body: trafilatura .951; title .703; date .978; authors .823",
    "dates": "date: htmldate 1.11 .902",
    "segments": "segments: trafilatura .925",
    "mozilla": "body: resiliparse .864, trafilatura .859",
    "magazine": "",
}
"""What the peers reach on the same pages, measured in November 2026."""


def ours(html: bytes, url: str) -> Answer:
    found = extract(html, url)
    day = found.published[:10] if found.published else None
    return {"title": found.title, "body": found.body, "date": day, "authors": list(found.authors)}


def trafilatura(html: bytes, url: str) -> Answer:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True)
    if found is None:
        return {}
    names = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "body": found.text, "date": found.date, "authors": names}


def resiliparse(html: bytes, url: str) -> Answer:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    text = bytes_to_str(html, detect_encoding(html))
    return {"body": extract_plain_text(text, main_content=True, alt_texts=False, links=False)}


def htmldate(html: bytes, url: str) -> Answer:
    from htmldate import find_date

    return {"date": find_date(html, original_date=True, extensive_search=True)}


PEERS: tuple[Callable[[bytes, str], Answer], ...] = (trafilatura, resiliparse, htmldate)


def cases(name: str, pages: Path) -> Iterator[Case]:
    """(url, html, truth) of a set."""
    if name == "magazine":
        for row in magazine_truth():
            if "id" in row:
                true = {"title": row["title"], "body": row["body"], "authors": row["authors"]}
                true |= {"date": row["published"][:10]} if row["published"] else {}
                yield row["url"], answer(f"/actu/{row['id']}", 1).body, true
        return
    db = sqlite3.connect(f"file:{pages}?mode=ro", uri=True)
    query = "select url, html_gzip, truth from pages where dataset = ? order by id"
    for url, html, true in db.execute(query, [name]):
        yield url, gzip.decompress(html), json.loads(true)


def overlap(true: str, found: str) -> tuple[float, float]:
    """Precision and recall over four-word shingles (article-extraction-benchmark)."""
    wanted, got = shingles(true), shingles(found)
    right = sum((wanted & got).values())
    return right / max(1, sum(got.values())), right / max(1, sum(wanted.values()))


def folded(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "")).strip().casefold()


def figures(rows: list[tuple[dict[str, Any], Answer]]) -> dict[str, float]:
    """The figures that the truth of a set allows, each between 0 and 1."""
    out = {}
    bodies = [overlap(true["body"], found.get("body") or "") for true, found in rows if "body" in true]
    if bodies:
        precision, recall = (statistics.mean(values) for values in zip(*bodies, strict=True))
        out["body F1"] = 2 * precision * recall / (precision + recall or 1)
    for name, same in (
        ("title", lambda a, b: folded(a) == folded(b)),
        ("date", lambda a, b: a == b),
    ):
        right = [same(true[name], found.get(name)) for true, found in rows if name in true]
        if right:
            out[name] = statistics.mean(right)
    named = [
        ({folded(x) for x in true["authors"]}, {folded(x) for x in found.get("authors") or []})
        for true, found in rows
        if "authors" in true
    ]
    if named:
        total = sum(len(true) + len(found) for true, found in named)
        out["authors F1"] = 2 * sum(len(true & found) for true, found in named) / max(1, total)
    if "with" in rows[0][0]:
        out["segments F1"] = segments_f1(rows)
    return out


def segments_f1(rows: list[tuple[dict[str, Any], Answer]]) -> float:
    """F1 of segments that must be in the text (`with`) and must not (`without`)."""
    right = wrong = missed = 0
    for true, found in rows:
        text = found.get("body") or ""
        right += sum(segment in text for segment in true["with"])
        missed += sum(segment not in text for segment in true["with"])
        wrong += sum(segment in text for segment in true["without"])
    return 2 * right / max(1, 2 * right + wrong + missed)


def measure(name: str, pages: Path, systems: list[Callable[[bytes, str], Answer]]) -> None:
    """Print a line a system: figures, and CPU milliseconds a page."""
    rows: dict[str, list[tuple[dict[str, Any], Answer]]] = {system.__name__: [] for system in systems}
    spent = dict.fromkeys(rows, 0.0)
    for url, html, true in cases(name, pages):
        for system in systems:
            start = time.process_time()
            try:
                found = system(html, url)
            except Exception as error:  # a crash is a wrong answer
                print(f"  {system.__name__} failed on {url}: {type(error).__name__}")
                found = {}
            spent[system.__name__] += time.process_time() - start
            rows[system.__name__].append((true, found))
    for system_name, answers in rows.items():
        values = "  ".join(f"{key} {value:.3f}" for key, value in figures(answers).items())
        pace = 1000 * spent[system_name] / max(1, len(answers))
        print(f"{name:11} {system_name:12} {len(answers):4} pages {pace:7.2f} ms/page  {values}", flush=True)
    if RECORDED[name]:
        print(f"{'':11} recorded     {RECORDED[name]}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Quality and speed of extraction on real pages.")
    parser.add_argument("folder", nargs="?", default=os.environ.get("KIOSQUE_BENCH", "../shared"))
    parser.add_argument("--peers", action="store_true", help="measure peers too, where installed")
    options = parser.parse_args()
    pages = Path(options.folder) / "data" / "pages.db"
    systems = [ours, *(PEERS if options.peers else ())]
    measure("magazine", pages, systems)
    if not pages.exists():
        print(f"There are no real pages at {pages}: give their folder (make bench DATA=FOLDER).")
        return
    for name in SETS:
        measure(name, pages, systems)


if __name__ == "__main__":
    main()
