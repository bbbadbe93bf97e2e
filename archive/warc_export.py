"""The captures of articles as WARC 1.1 for others: whole responses, never `revisit` records (importers break on those)."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from archive import warc
from archive.capture_files import SOFTWARE
from archive.captures import read_capture, read_record, records_of
from archive.errors import CaptureDamaged

__all__ = ["LeftOut", "Written", "captures_of", "write_warc"]

#: Called for each response that was written: capture id, offset, length, the HTTP block, its digest.
Written = Callable[[int, int, int, bytes, str], None]
#: Called for each capture that cannot be read, with why.
LeftOut = Callable[[str], None]


def write_warc(
    folder: Path,
    db: sqlite3.Connection,
    articles: Iterator[int],
    out: IO[bytes],
    *,
    now: str,
    name: str = "export.warc.gz",
    written: Written = lambda *_: None,
    left_out: LeftOut = lambda _: None,
) -> None:
    """Write the captures of articles, each record a gzip member of its own (WARC 1.1, annex D).

    One that is damaged costs none of the others.
    """
    position = _member(out, warc.warcinfo_record(name, now, SOFTWARE))
    done: set[int] = set()
    for article_id in articles:
        for capture_id in captures_of(db, article_id):
            if capture_id in done:
                continue
            done.add(capture_id)
            try:
                records = list(_records(folder, db, capture_id))
            except CaptureDamaged as error:
                left_out(str(error))
                continue
            for record, block, digest in records:
                length = _member(out, record)
                if block:
                    written(capture_id, position, length, block, digest)
                position += length
        position += _member(out, _statement(db, article_id, now))


def _statement(db: sqlite3.Connection, article_id: int, now: str) -> bytes:
    """A `metadata` record that says which address is the article's: what it took a whole site to know.

    And since when it has been gone, which took several looks.
    """
    url, site, gone = db.execute("select url, site, gone from articles where id = ?", [article_id]).fetchone()
    known = {"entry": "article", "site": site, **({"gone": gone} if gone else {})}
    return warc.metadata_record(url, now, None, known)


def captures_of(db: sqlite3.Connection, article_id: int) -> list[int]:
    """The captures that an article and its revisions rest on, and those of addresses that lead to it; in order."""
    rows = db.execute(
        "select capture_id from revisions where article_id = :id"
        " union select capture_id from article_state where article_id = :id"
        " union select value from article_state, json_each(article_state.pages) where article_id = :id"
        " union select c.id from urls u join captures c on c.url = u.url where u.article_id = :id"
        "     and (u.state = 'alias' or c.flag is not null) and c.revisit_of is null",
        {"id": article_id},
    )
    return sorted(row[0] for row in rows if row[0] is not None)


def _records(folder: Path, db: sqlite3.Connection, capture_id: int) -> Iterator[tuple[bytes, bytes, str]]:
    """The records of a capture: the response with its HTTP block, then what else was kept with it."""
    row = db.execute(
        "select file, offset, length, url, fetched, status, record from captures where id = ?", [capture_id]
    )
    file, offset, length, url, fetched, status, record_id = row.fetchone()
    first = read_record(folder / "captures", file, offset, length)
    if first.kind == "revisit":
        if status == 304:  # says nothing without the response it refers to, which goes out as well
            return
        head, body = first.block, read_capture(folder, db, capture_id).body
        digest = warc.digest(body)
        yield warc.response_record(url, fetched, record_id, head, body, digest, None), head + body, digest
    else:
        yield first.raw, first.block, first.headers.get("warc-payload-digest", "")
    for place in records_of(folder / "captures" / file, offset + length):
        record = place.record
        if record_id not in (record.headers.get("warc-concurrent-to"), record.headers.get("warc-refers-to")):
            break
        if record.kind != "metadata" or "entry" not in json.loads(record.block or b"{}"):
            yield record.raw, b"", ""


def _member(out: IO[bytes], record: bytes) -> int:
    record = warc.with_block_digest(record)
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = compressor.compress(record) + compressor.flush()
    out.write(data)
    return len(data)
