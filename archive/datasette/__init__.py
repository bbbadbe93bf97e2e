"""The reading room: a plugin for stock Datasette 0.65.x, found through its entry point.

Every hook is here, a sentence each; all of them are kept by Datasette 1.0. What they call is beside them.
"""

import sqlite3
from typing import Any

from datasette import hookimpl

from archive.datasette import defaults, guard, remembered, routes

__all__ = [
    "asgi_wrapper",
    "extra_css_urls",
    "menu_links",
    "prepare_connection",
    "register_routes",
    "startup",
    "table_actions",
]

# Three GETs with hex(zeroblob(...)) took 16 GB of memory.
MAX_VALUE_BYTES = 16_000_000


@hookimpl
def startup(datasette: Any) -> None:
    """SQL is off and plumbing is hidden unless the user said otherwise; a large archive's columns are read."""
    defaults.apply(datasette)
    for name in defaults.archives(datasette):
        remembered.columns_of(datasette.databases[name])


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Cap one value at 16 MB."""
    if hasattr(conn, "setlimit"):
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The pages of the reading room; Datasette's own stay where they are."""
    return routes.ROUTES


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    """Security headers on every answer."""
    return guard.wrapper(datasette)


@hookimpl
def extra_css_urls() -> list[str]:
    """Datasette's own pages in the reading room's colours."""
    return ["/-/static-plugins/kiosque/tables.css"]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """From the tables back to the reading room."""
    return [{"href": datasette.urls.instance(), "label": "Reading room"}]


@hookimpl
def table_actions(datasette: Any, database: str, table: str) -> list[dict[str, str]]:
    """Whole tables, complete or visibly broken."""
    return routes.table_downloads(datasette, database, table)
