"""Searches that a reader keeps, where Datasette knows who reads (a root token, an authentication plugin).

They stand in `saved-searches.json` beside the archive, not in archive.db, which the crawl alone writes:
reader -> list of `{"name", "query", "saved"}`, the query as it stands in the URL of the search.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

__all__ = ["FILE", "MOST", "Saved", "Unwritable", "delete", "save", "saved_by"]

FILE = "saved-searches.json"
MOST = 200  # of one reader
_NAME = 200  # characters
_lock = Lock()


class Unwritable(Exception):
    """The archive's folder cannot be written to, or the file in it cannot be read."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that a reader keeps.

    :param query: the parameters of its URL
    :param saved: when, ISO 8601 UTC
    """

    name: str
    query: str
    saved: str


def saved_by(folder: Path, reader: str) -> list[Saved]:
    """A reader's searches, by name.

    :raises Unwritable: the file cannot be read
    """
    return sorted(_read(folder).get(reader, []), key=lambda one: (one.name.casefold(), one.query))


def save(folder: Path, reader: str, search: Saved) -> None:
    """Keep a search; the same search again is given another name.

    :raises Unwritable: it could not be kept
    """
    search = replace(search, name=" ".join(search.name.split())[:_NAME])

    def change(before: list[Saved]) -> list[Saved]:
        return [*(one for one in before if one.query != search.query), search][-MOST:]

    _change(folder, reader, change)


def delete(folder: Path, reader: str, query: str) -> None:
    """Keep a search no longer.

    :raises Unwritable: the file could not be written
    """
    _change(folder, reader, lambda before: [one for one in before if one.query != query])


def _change(folder: Path, reader: str, change: Callable[[list[Saved]], list[Saved]]) -> None:
    with _lock:
        every = _read(folder)
        every[reader] = change(every.get(reader, []))
        text = json.dumps(
            {name: [asdict(one) for one in searches] for name, searches in every.items() if searches},
            ensure_ascii=False,
            indent=1,
        )
        part = folder / f"{FILE}.part"
        try:
            part.write_text(text + "\n", "utf-8")
            part.replace(folder / FILE)
        except OSError as error:
            raise Unwritable(str(error)) from error


def _read(folder: Path) -> dict[str, list[Saved]]:
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
        return {str(reader): [_saved(one) for one in searches] for reader, searches in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise Unwritable(f"{folder / FILE}: {error}") from error


def _saved(one: dict[str, Any]) -> Saved:
    return Saved(str(one["name"]), str(one["query"]), str(one["saved"]))
