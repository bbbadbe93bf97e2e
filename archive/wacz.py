"""WACZ 1.1.1 (specs.webrecorder.net/wacz): the captures, an index and a list of pages in one zip, for replayweb.page."""

import gzip
import hashlib
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from archive import warc
from archive.warc_export import LeftOut, write_warc

__all__ = ["surt", "write_wacz"]

#: An empty extra field (0xCAFE, as Java's jar writes it) in the zip's directory. A member of unknown size has the sizes
#: of ZIP64 in its own header, and replayweb.page looks for a longer header only where the directory has such fields.
_LOCAL_HEADER_HAS_MORE = b"\xfe\xca\x00\x00"
_BLOCK = 3000  # lines of the index in one gzip member, as pywb's zipnum has it


class _Measured:
    """A member of the zip that counts and hashes what goes into it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._hash, self.size = out, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._out.write(data)

    @property
    def hash(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


def write_wacz(
    folder: Path,
    db: sqlite3.Connection,
    articles: Iterator[int],
    out: IO[bytes],
    *,
    now: str,
    name: str,
    left_out: LeftOut = lambda _: None,
) -> None:
    """Write a WACZ; memory stays constant, the index is sorted on the disk."""
    resources: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(out, "w", allowZip64=True) as wacz:
        index = _Index(Path(scratch) / "index.db")

        def add(path: str, deflated: bool = False) -> Any:
            return _Member(wacz, path, resources, now, deflated)

        def note(number: int, offset: int, length: int, block: bytes, digest: str) -> None:
            index.add(db, number, offset, length, block, digest)

        with add("archive/data.warc.gz") as member:
            write_warc(
                folder,
                db,
                index.articles(articles),
                member,
                now=now,
                name="data.warc.gz",
                written=note,
                left_out=left_out,
            )
        with add("indexes/index.cdx.gz") as member:
            blocks = list(index.write(member))
        with add("indexes/index.idx", deflated=True) as member:
            member.write(_idx(blocks))
        with add("pages/pages.jsonl", deflated=True) as member:
            for line in index.pages(db):
                member.write(line)
        index.close()
        package = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": name.removesuffix(".wacz"),
            "software": "Kiosque",
            "created": now,
            "resources": resources,
        }
        text = json.dumps(package, indent=2, ensure_ascii=False).encode()
        wacz.writestr(_info("datapackage.json", now), text, zipfile.ZIP_DEFLATED)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
        wacz.writestr(_info("datapackage-digest.json", now), json.dumps(digest), zipfile.ZIP_DEFLATED)


def _info(path: str, now: str) -> zipfile.ZipInfo:
    date = tuple(map(int, re.findall(r"\d+", now)[:6]))
    return zipfile.ZipInfo(path, max(date, (1980, 1, 1, 0, 0, 0)))  # type: ignore[arg-type]


class _Member:
    """Opens a member of the zip for writing and lists it as a resource when closed."""

    def __init__(
        self, wacz: zipfile.ZipFile, path: str, resources: list[dict[str, Any]], now: str, deflated: bool
    ) -> None:
        info = _info(path, now)
        info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
        self._path, self._resources, self._info = path, resources, info
        self._raw = wacz.open(info, "w", force_zip64=True)

    def __enter__(self) -> _Measured:
        self._measured = _Measured(self._raw)
        return self._measured

    def __exit__(self, *error: object) -> None:
        self._raw.close()
        self._info.extra = _LOCAL_HEADER_HAS_MORE
        name = self._path.rpartition("/")[2]
        measured = self._measured
        self._resources.append(
            {"name": name, "path": self._path, "hash": measured.hash, "bytes": measured.size}
        )


class _Index:
    """CDXJ lines and pages, gathered in a scratch database that sorts them."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("pragma synchronous = off")
        self._db.execute("create table lines (key text, ts text, line text)")
        self._db.execute("create table pages (article_id integer)")

    def articles(self, numbers: Iterator[int]) -> Iterator[int]:
        """Pass article ids on, and remember them."""
        for number in numbers:
            self._db.execute("insert into pages values (?)", [number])
            yield number

    def add(
        self, db: sqlite3.Connection, number: int, offset: int, length: int, block: bytes, digest: str
    ) -> None:
        url, fetched = db.execute("select url, fetched from captures where id = ?", [number]).fetchone()
        line, headers, _ = warc.parse_http(block)
        mime = next((v.decode("latin-1") for n, v in headers if n.lower() == b"content-type"), "unk")
        fields = {
            "url": url,
            "mime": mime.partition(";")[0].strip(),
            "status": (line.split(b" ")[1:2] or [b""])[0].decode("latin-1"),
            "digest": digest,
            "length": str(length),
            "offset": str(offset),
            "filename": "data.warc.gz",
        }
        self._db.execute(
            "insert into lines values (?, ?, ?)", [surt(url), _timestamp(fetched), json.dumps(fields)]
        )

    def write(self, member: _Measured) -> Iterator[tuple[str, int, int]]:
        """The lines in order, in gzip members; (first key and time, offset, length) of each."""
        block: list[str] = []
        for key, ts, line in self._db.execute("select key, ts, line from lines order by key, ts, rowid"):
            block.append(f"{key} {ts} {line}\n")
            if len(block) == _BLOCK:
                yield _written(member, block)
                block = []
        if block:
            yield _written(member, block)

    def pages(self, db: sqlite3.Connection) -> Iterator[bytes]:
        yield b'{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n'
        for (number,) in self._db.execute("select article_id from pages"):
            title, url, fetched = db.execute(
                "select a.title, c.url, c.fetched from articles a join article_state s on s.article_id = a.id"
                " join captures c on c.id = s.capture_id where a.id = ?",
                [number],
            ).fetchone() or (None, None, None)
            if url:
                page = {"id": str(number), "url": url, "ts": fetched, "title": title or url}
                yield json.dumps(page, ensure_ascii=False).encode() + b"\n"

    def close(self) -> None:
        self._db.close()


def _written(member: _Measured, block: list[str]) -> tuple[str, int, int]:
    start = member.size
    member.write(gzip.compress("".join(block).encode(), mtime=0))
    return block[0].partition(" {")[0], start, member.size - start


def _idx(blocks: list[tuple[str, int, int]]) -> bytes:
    """The secondary index: where in the compressed one each block begins (zipnum)."""
    lines = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for key, offset, length in blocks:
        lines.append(f"{key} {json.dumps({'offset': offset, 'length': length})}\n")
    return "".join(lines).encode()


def _timestamp(date: str) -> str:
    return re.sub(r"[^0-9]", "", date)[:14]


def surt(url: str) -> str:
    """A URL as the key of an index: sort-friendly, as pywb and py-wacz write it.

    >>> surt("https://www.Example.org:443/Actu/1?b=2&a=1")
    'org,example)/actu/1?a=1&b=2'
    """
    parts = urlsplit(url)
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").rstrip("."))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = parts.path.lower().rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&")))
    return ",".join(reversed(host.split("."))) + port + ")" + path + (f"?{query}" if query else "")
