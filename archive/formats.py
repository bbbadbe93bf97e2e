"""Rows as files: CSV, CSV for Excel, JSON Lines, Parquet, BibTeX. Bytes come as rows go in.

Memory stays bounded whatever the number of rows; nothing is ever left out in silence.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from archive.citations import bibtex, cited

__all__ = ["BIBTEX_COLUMNS", "FORMATS", "JSON_COLUMNS", "bibtex_sql", "csv_line", "csv_of_lines", "encode"]

Row = Sequence[Any]

#: Columns that hold a JSON array of texts.
JSON_COLUMNS = frozenset({"authors", "tags", "changed"})
_INTEGERS = frozenset(
    """id words revisions copy_of article_id position target_id added removed capture_id status offset length
    requests bytes found new changed unchanged gone blocked failed tries""".split()
)
#: Columns that Parquet has as moments; `published_at` is `published` as one, which may be less precise than that.
_MOMENTS = frozenset({"first_seen", "last_seen", "last_changed", "gone", "published_at"})
#: What a BibTeX entry is made of; the last two are of a capture, see `bibtex_sql`.
BIBTEX_COLUMNS = ("id", "title", "url", "site", "authors", "published", "language", "fetched", "digest")

_BATCH = 200
_BATCH_CHARACTERS = 1_000_000
_EXCEL_CELL = 32_767  # Microsoft: Excel specifications and limits
_QUOTE = '"'
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def bibtex_sql(table: str) -> list[str]:
    """SQL expressions for `BIBTEX_COLUMNS`: the capture is the one that the article's text rests on.

    :param table: `articles` as the statement calls it
    """
    capture = (
        "(select c.{} from article_state s join captures c on c.id = s.capture_id"
        f" where s.article_id = {table}.id)"
    )
    own = [f"{table}.{column}" for column in BIBTEX_COLUMNS[:-2]]
    return [*own, capture.format("fetched"), capture.format("digest")]


def encode(kind: str, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Write rows in a format, in pieces.

    :param kind: one of `FORMATS`
    :param rows: values in the order of `columns`
    :raises KeyError: there is no such format
    """
    return FORMATS[kind][0](columns, rows)


def _batches(
    rows: Iterable[Row], most: int = _BATCH, characters: int = _BATCH_CHARACTERS
) -> Iterator[list[Row]]:
    """Rows in lists that stay small, however long the texts."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row if isinstance(value, str))
        if len(batch) >= most or size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """RFC 4180, UTF-8."""
    yield from _separated(columns, rows, ",")


def _excel(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """As a French Excel opens it: byte order mark, semicolons, no cell that runs as a formula."""
    yield "\ufeff".encode()
    yield from _separated(columns, ([excel_cell(value) for value in row] for row in rows), ";")


def excel_cell(value: Any) -> Any:
    """A value that Excel shows and does not run.

    >>> excel_cell("=1+1"), excel_cell(-3), excel_cell("ok")
    ("'=1+1", -3, 'ok')
    """
    if not isinstance(value, str):
        return value
    if len(value) >= _EXCEL_CELL:
        note = f" … [{len(value)} characters: more than an Excel cell holds; the CSV file has them all]"
        value = value[: _EXCEL_CELL - len(note) - 1] + note
    return f"'{value}" if value.lstrip(" \u00a0\u200b\ufeff").startswith(_FORMULA) else value


def _separated(columns: Sequence[str], rows: Iterable[Row], separator: str) -> Iterator[bytes]:
    """What `csv.writer` writes, at three times its speed on texts of some length."""
    special = re.compile(f'["\r\n{separator}]').search

    def cell(value: Any) -> str:
        text = "" if value is None else value if isinstance(value, str) else str(value)
        return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if special(text) else text

    def line(row: Row) -> str:
        # A row of one empty cell would be a blank line, which readers skip.
        return separator.join(map(cell, row)) or ('""' if len(row) == 1 else "")

    yield f"{line(columns)}\r\n".encode()
    for batch in _batches(rows):
        yield "".join(f"{line(row)}\r\n" for row in batch).encode("utf-8", "replace")


def csv_line(columns: Sequence[str]) -> str:
    """An SQL expression for a row as a line of CSV: the database writes it at four times our speed.

    >>> print(csv_line(["a", "b"]))
    cast(coalesce('"' || replace(a, '"', '""') || '"', '') || ',' || coalesce('"' || replace(b, '"', '""') || '"', '') as blob)
    """
    cells = [f"""coalesce('"' || replace({column}, '"', '""') || '"', '')""" for column in columns]
    # A row of one empty cell would be a blank line, which readers skip.
    line = " || ',' || ".join(cells) if len(cells) > 1 else cells[0].replace(", '')", """, '""')""")
    return f"cast({line} as blob)"


def csv_of_lines(columns: Sequence[str], lines: Iterable[tuple[bytes]]) -> Iterator[bytes]:
    """CSV (RFC 4180, UTF-8) of rows that are lines already, see `csv_line`."""
    yield (",".join(columns) + "\r\n").encode()
    some: list[bytes] = []
    size = 0
    for (line,) in lines:
        some.append(line)
        size += len(line)
        if size >= _BATCH_CHARACTERS:
            yield _whole_characters(some)
            some, size = [], 0
    if some:
        yield _whole_characters(some)


def _whole_characters(lines: list[bytes]) -> bytes:
    piece = b"\r\n".join(lines) + b"\r\n"
    try:
        piece.decode()
    except UnicodeDecodeError:
        return piece.decode("utf-8", "replace").encode()
    return piece


def _jsonl(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """One JSON object a line (jsonlines.org); JSON columns as arrays."""
    arrays = [index for index, column in enumerate(columns) if column in JSON_COLUMNS]
    for batch in _batches(rows):
        lines = []
        for row in batch:
            values = list(row)
            for index in arrays:
                values[index] = texts(values[index])
            lines.append(json.dumps(dict(zip(columns, values, strict=True)), ensure_ascii=False))
        yield ("\n".join(lines) + "\n").encode("utf-8", "replace")


def texts(value: str | None) -> list[str]:
    """A JSON array of texts; of anything else nothing."""
    try:
        listed = json.loads(value or "[]")
    except ValueError:
        return []
    return [str(text) for text in listed] if isinstance(listed, list) else []


def _parquet(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Apache Parquet, zstd; a file cut short has no footer and does not open."""
    import pyarrow as pa  # 40 MB of memory that only this format needs
    import pyarrow.parquet as pq

    schema = pa.schema([(column, _arrow_type(pa, column)) for column in columns])
    sink = _Drain()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in _batches(rows, 5_000, 8_000_000):
            arrays = [
                pa.array(_arrow_values(column, [row[index] for row in batch]), schema.field(index).type)
                for index, column in enumerate(columns)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.take()
    yield sink.take()


class _Drain(io.RawIOBase):
    """A file to write to, whose bytes are taken as they come; its positions go on counting."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._written += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._written

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _arrow_type(pa: Any, column: str) -> Any:
    if column in JSON_COLUMNS:
        return pa.list_(pa.string())
    if column in _MOMENTS:
        return pa.timestamp("ms", tz="UTC")
    return pa.int64() if column in _INTEGERS else pa.string()


def _arrow_values(column: str, values: list[Any]) -> list[Any]:
    if column in JSON_COLUMNS:
        return [texts(value) for value in values]
    if column in _MOMENTS:
        return [_moment(value) for value in values]
    if column in _INTEGERS:
        return [value if isinstance(value, int) else None for value in values]
    return [None if value is None else str(value).encode("utf-8", "replace").decode() for value in values]


def _moment(text: str | None) -> datetime | None:
    """A date as a moment: where no hour is known the day's beginning, where no zone is, UTC.

    >>> _moment("2020-10")
    datetime.datetime(2020, 10, 1, 0, 0, tzinfo=datetime.timezone.utc)
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _bib(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """BibTeX; needs `BIBTEX_COLUMNS`."""
    for batch in _batches(rows):
        entries = []
        for row in batch:
            values = dict(zip(columns, row, strict=True))
            capture = values if values["fetched"] else None
            entries.append(bibtex(cited(values, tuple(texts(values["authors"])), capture)) + "\n\n")
        yield "".join(entries).encode("utf-8", "replace")


Writer = Callable[[Sequence[str], Iterable[Row]], Iterator[bytes]]

#: name -> writer, ending of the file, media type
FORMATS: dict[str, tuple[Writer, str, str]] = {
    "csv": (_csv, "csv", "text/csv; charset=utf-8"),
    "excel": (_excel, "excel.csv", "text/csv; charset=utf-8"),
    "jsonl": (_jsonl, "jsonl", "application/x-ndjson; charset=utf-8"),
    "parquet": (_parquet, "parquet", "application/vnd.apache.parquet"),
    "bib": (_bib, "bib", "application/x-bibtex; charset=utf-8"),
}
