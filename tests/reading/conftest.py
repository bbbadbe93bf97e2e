"""The shelf: one archive of our own writing for all reading tests, and a Datasette on it."""

import json
import sqlite3

import pytest
from datasette.app import Datasette

from tests.reading.shelf import fill


@pytest.fixture(scope="session")
def shelf(once):
    """The archive's folder; `shelf.ids` by key in `ids.json`."""
    return once("shelf", lambda folder: (folder / "ids.json").write_text(json.dumps(fill(folder))))


@pytest.fixture(scope="session")
def ids(shelf):
    return json.loads((shelf / "ids.json").read_text())


@pytest.fixture(scope="session")
def db(shelf):
    connection = sqlite3.connect(f"file:{shelf}/archive.db?mode=ro", uri=True, check_same_thread=False)
    yield connection
    connection.close()


@pytest.fixture
def room(shelf):
    """Datasette's own client on the shelf, in directory mode."""
    return Datasette(config_dir=shelf).client
