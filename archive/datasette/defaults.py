"""What the user need not configure: safe settings, hidden plumbing, tables newest first."""

from pathlib import Path
from typing import Any

import click

from archive.schema import HIDDEN_TABLES

__all__ = ["SETTINGS", "apply", "archives"]

SETTINGS = {
    "default_allow_sql": False,  # one query can take all memory
    "suggest_facets": False,  # 1.2 s on a million articles, 39 ms without
    "truncate_cells_html": 160,
}

_TABLES: dict[str, dict[str, Any]] = {
    **{table: {"hidden": True} for table in (*HIDDEN_TABLES, "sqlite_sequence")},
    "articles": {"label_column": "title", "sort_desc": "id", "size": 50},
    "revisions": {"sort_desc": "id", "size": 50},
    "captures": {"sort_desc": "id"},
    "crawls": {"sort_desc": "id"},
}


def apply(datasette: Any) -> None:
    """Fill in what the command line, settings.json and the metadata leave open."""
    chosen = _chosen(datasette)
    for name, value in SETTINGS.items():
        if name not in chosen:
            datasette._settings[name] = value
    # 0.65 keeps tables' options in its metadata, 1.0 in its configuration.
    options = datasette.config if hasattr(datasette, "config") else datasette._metadata_local
    for name in archives(datasette):
        tables = options.setdefault("databases", {}).setdefault(name, {}).setdefault("tables", {})
        for table, table_options in _TABLES.items():
            tables[table] = {**table_options, **(tables.get(table) or {})}


def _chosen(datasette: Any) -> set[str]:
    """Settings that the user set, on the command line or in settings.json."""
    context = click.get_current_context(silent=True)
    given = (context.params.get("settings") if context else None) or ()
    names = {str(setting[0]).removeprefix("settings.") for setting in given}
    folder = datasette.config_dir
    if folder and (Path(folder) / "settings.json").exists():
        names |= set(datasette._settings) - {
            name for name, value in _stock_settings().items() if datasette._settings.get(name) == value
        }
    return names


def _stock_settings() -> dict[str, Any]:
    from datasette.app import DEFAULT_SETTINGS

    return dict(DEFAULT_SETTINGS)


def archives(datasette: Any) -> list[str]:
    """Names of the databases that have a file: any of them may be, or become, an archive."""
    return [name for name, database in datasette.databases.items() if database.path]
