"""Pages with their truth, for the benchmarks: a database beside the project, not part of it.

Its one table is `pages(dataset, id, url, html_gzip, truth)`; a truth is JSON with a `body`, a `date`, a
`title`, `authors`, or segments that the body must have (`with`) and must not have (`without`).
KIOSQUE_BENCH names the folder that holds `data/pages.db` (default `../shared`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import re
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SETS = ("aeb", "fundus80", "publishers", "dates", "segments", "mozilla", "mozilla-utf8")
"""`mozilla-utf8` is `mozilla` with its truths mended. Half of them are UTF-8 that was read as windows-1252, so
that whoever reads the pages rightly reaches .93 at most on the truths as they are."""

PARTS = ("look", "confirm")
"""The halves of each set, other domains in each: the pages rules are made from, those they are confirmed on."""


@dataclass(frozen=True)
class Sample:
    dataset: str
    id: str
    url: str
    html: bytes
    truth: dict[str, Any]

    @property
    def part(self) -> str:
        """The half its domain falls into, of PARTS."""
        return PARTS[hashlib.sha1(self.domain.encode()).digest()[0] % 2]

    @property
    def domain(self) -> str:
        host = urlsplit(self.url).hostname or ""
        short = (
            host.split(".")[-3:]
            if host.count(".") > 1 and len(host.split(".")[-2]) <= 3
            else host.split(".")[-2:]
        )
        if self.dataset == "mozilla":  # they all say fakehost
            return self.id
        return self.id.partition("/")[0] if self.dataset == "sites" else ".".join(short)


def database() -> Path:
    """Where the pages are; ends the program in words where they are not."""
    path = Path(os.environ.get("KIOSQUE_BENCH", "../shared")) / "data" / "pages.db"
    if not path.exists():
        print(f"There is no {path}: name the folder of the evaluation data, KIOSQUE_BENCH=FOLDER make bench.")
        sys.exit(2)
    return path


def site_samples(count: int = 20) -> Iterator[Sample]:
    """Some articles of each whole site in `data/sites`, with the text of their authors' own sources."""
    for folder in sorted((database().parent / "sites").iterdir()):
        truths = {}
        for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if len(row.get("body_text") or "") > 200:
                truths[_path_of(row["url"])] = row
        with zipfile.ZipFile(folder / "www.zip") as pages:
            names = {
                _path_of(f"http://site/{name}"): name for name in pages.namelist() if name.endswith("html")
            }
            paths = sorted(truths.keys() & names.keys())
            random.Random(1).shuffle(paths)
            for path in paths[:count]:
                html, row = pages.read(names[path]), truths[path]
                yield Sample("sites", f"{folder.name}{path}", row["url"], html, {"body": row["body_text"]})


def _path_of(url: str) -> str:
    path = unquote(urlsplit(url).path)
    return re.sub(r"\.html?$", "", re.sub(r"/index\.html?$", "/", path)).rstrip("/") or "/"


def samples(dataset: str) -> Iterator[Sample]:
    """The pages of one set."""
    stored, _, mended = dataset.partition("-")
    connection = sqlite3.connect(f"file:{database()}?mode=ro", uri=True)
    query = "select id, url, html_gzip, truth from pages where dataset = ? order by id"
    for name, url, html, text in connection.execute(query, [stored]):
        truth = json.loads(text)
        if mended:
            truth["body"] = as_utf8(truth["body"])
        yield Sample(stored, name, url, gzip.decompress(html), truth)


def as_utf8(text: str) -> str:
    """A text that was UTF-8 and was read as windows-1252, read as UTF-8; what cannot have been stays.

    >>> as_utf8("l\u00e2\u20ac\u2122\u00c3\u00a9t\u00c3\u00a9, \u00a9 Le Monde")
    'l\u2019\u00e9t\u00e9, \u00a9 Le Monde'
    """
    return re.sub(r"[^\x00-\x7f]+", _run_as_utf8, text)


def _run_as_utf8(run: re.Match[str]) -> str:
    codes = (ord(letter) for letter in run[0])
    try:
        return b"".join(
            bytes([code]) if code < 0x100 else chr(code).encode("cp1252") for code in codes
        ).decode("utf-8")
    except UnicodeError:
        return run[0]
