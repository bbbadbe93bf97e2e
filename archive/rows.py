"""Rows in and out of an open connection."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["as_json", "cursor", "insert", "one_row", "one_value"]


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    """Insert one row; its rowid. (sqlite-utils' own costs many times that, a row at a time.)"""
    marks = ", ".join("?" * len(row))
    cursor = db.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
    return int(cursor.lastrowid or 0)


def cursor(db: sqlite3.Connection, sql: str, params: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Rows as plain tuples, whatever the connection's own are."""
    made = db.cursor()
    made.row_factory = None
    return made.execute(sql, params)


def one_row(db: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> dict[str, Any] | None:
    """The first row by column name, if there is one."""
    cursor = db.execute(sql, values)
    row = cursor.fetchone()
    return dict(zip([c[0] for c in cursor.description], row, strict=True)) if row else None


def one_value(db: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> Any:
    """The first column of the first row; None where there is no row."""
    row = db.execute(sql, values).fetchone()
    return row[0] if row else None


def as_json(value: Any) -> str:
    """The one spelling of a JSON column."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
