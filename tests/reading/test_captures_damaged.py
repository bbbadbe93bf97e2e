"""A capture that is recorded and cannot be read is said to be so, and hides no other."""

import json
import sqlite3

import pytest
from datasette.app import Datasette

from archive.store import Archive
from tests.reading.shelf import edit, fill


@pytest.fixture
def folder(tmp_path):
    """The article "etat" with two captures, of which the newest is damaged in its file."""
    (tmp_path / "ids.json").write_text(json.dumps(fill(tmp_path)))
    with Archive(tmp_path) as archive:
        edit(archive, b"<h1>Version deux</h1>")
    damage(tmp_path, captures(tmp_path)[0])
    return tmp_path


def captures(folder):
    """(id, file, offset, length) of the captures of "etat", the newest first."""
    db = sqlite3.connect(folder / "archive.db")
    url = "https://www.quotidien.example/etat"
    columns = "id, file, offset, length"
    return db.execute(f"select {columns} from captures where url = ? order by fetched desc", [url]).fetchall()


def damage(folder, capture):
    _, file, offset, length = capture
    path = folder / "captures" / file
    whole = bytearray(path.read_bytes())
    whole[offset + 4 : offset + length] = b"\xff" * (length - 4)
    path.write_bytes(whole)


@pytest.fixture
def etat(folder):
    return json.loads((folder / "ids.json").read_text())["etat"]


@pytest.fixture
def room(folder):
    return Datasette(config_dir=folder).client


async def test_a_damaged_newest_capture_does_not_hide_the_one_before(room, etat, folder):
    page = await room.get(f"/a/{etat}/-/capture")
    assert page.status_code == 200
    assert f"/a/{etat}/-/capture/{captures(folder)[1][0]}/page" in page.text
    assert "A later capture is recorded but cannot be read" in page.text
    assert "24 Nov 2026" in page.text


async def test_a_damaged_capture_that_is_asked_for_is_named_and_the_others_listed(room, etat, folder):
    newest, before = captures(folder)
    for end in ("", "/page", "/page?raw=1"):
        answer = await room.get(f"/a/{etat}/-/capture/{newest[0]}{end}")
        assert answer.status_code == 500
        assert "This capture cannot be read" in answer.text and "scrapy verify" in answer.text
        assert f'href="/a/{etat}/-/capture/{before[0]}"' in answer.text
        assert f'href="/a/{etat}/-/capture/{newest[0]}"' not in answer.text


async def test_a_missing_file_is_said_too(room, etat, folder):
    for path in (folder / "captures").glob("*/*"):
        path.unlink()
    answer = await room.get(f"/a/{etat}/-/capture", headers={"accept-language": "fr"})
    assert answer.status_code == 500
    assert "Cette capture ne peut pas être lue" in answer.text
    assert "L’État face à la rue" in answer.text


async def test_what_was_never_captured_is_not_here(room, etat):
    assert (await room.get(f"/a/{etat}/-/capture/99999")).status_code == 404
