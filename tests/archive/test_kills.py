"""A kill at any moment, a full disk, a newer version: nothing that was stored is lost, and it goes on."""

import gzip
import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from archive.errors import ArchiveUnwritable, NewerArchive
from archive.store import Archive
from archive.verify import problems
from tests.archive.reading import html
from tests.archive.test_store import NOW

ROOT = Path(__file__).parents[2]
PROGRAM = """
import shutil, sys
from pathlib import Path
from archive import capture_files, frames
from archive.choice import Choice
from archive.export import export
from archive.rebuild import rebuild
from archive.reextract import reextract
from archive.store import Archive
from tests.archive.reading import extract
from tests.archive.test_kills import published
from tests.archive.test_store import NOW

capture_files.ROLL_OVER_BYTES = 40_000
capture_files.MAX_DICTIONARY = 30_000
folder, what, start, opened = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), 0
if __name__ == "__main__":
    print("ready", flush=True)
    while True:
        with Archive(folder) as archive:
            archive.put_site("example", "https://example.org/", settings={"suffix": str(start)}, now=NOW)
            if what == "crawl":
                for number in range(start, start + 40, 4):
                    with archive.batch():
                        for n in range(number, number + 4):
                            published(archive, n)
                    print("stored", number + 3, flush=True)
                archive.tidy(NOW)
                start += 40
            if what == "recheck":
                for number in range(0, start):
                    published(archive, number, edition=number % 3)
            if what == "reextract":
                reextract(archive, extract, rules=str(start), now=NOW, processes=1)
                start += 1
        if what == "migrate":
            opened += 1
            shutil.copytree(folder.parent / "old", folder / str(opened))
            with Archive(folder / str(opened)) as archive:
                published(archive, 1)
        if what == "rebuild":
            rebuild(folder, extract, now=NOW, processes=1)
        if what == "export":
            export(folder, folder / "out.wacz", Choice(), now=NOW)
"""


def published(archive, number, edition=0):
    """A page stored as a crawl does it; each edition says something else at its end."""
    from tests.archive.reading import extract

    url = f"https://example.org/{number}"
    text = " ".join(str(random.Random(number * 1000 + i).randrange(100_000)) for i in range(300))
    text += f" edition{edition}" if edition else ""
    raw = html(f"Article {number}", text, [f"https://example.org/{number + 1}"])
    with archive.batch():
        capture = archive.add_capture(url, NOW, 200, {}, {"Content-Type": "text/html"}, raw, site="example")
        article = extract([archive.read_capture(capture)], {})
        archive.store_article(article, site="example", url=url, now=NOW, capture_id=capture)


def run_and_kill(folder, what, start, seconds, tmp_path, lines=0):
    """Run the program in a process of its own, kill it; the number of the last page that it said was stored.

    :param seconds: how long it runs, from when it is ready and has said so many `lines`
    """
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    words = [sys.executable, str(program), str(folder), what, str(start)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=env, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(lines)]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().splitlines()
    return max((int(line.split()[1]) for line in said if line.startswith("stored ")), default=start - 1)


def checked(folder):
    """The archive after its next write: what is wrong with it, and its articles."""
    with Archive(folder) as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        wrong = [problem.words for problem in problems(archive)]
        return wrong, {url for (url,) in archive.db.execute("select url from articles")}


def killed_again_and_again(tmp_path, kinds, moments):
    """Run and kill the program, once for each kind; after each nothing is wrong and nothing stored is lost."""
    folder, start = tmp_path / "data", 0
    for what in kinds:
        lines = moments.randrange(12) if what == "crawl" else 0  # as far on a busy machine as on an idle one
        last = run_and_kill(folder, what, start, moments.uniform(0, 0.05 if lines else 0.6), tmp_path, lines)
        wrong, articles = checked(folder)
        assert wrong == [], what
        start = max(start, last + 1)
        assert {f"https://example.org/{n}" for n in range(start)} <= articles, what
        if (folder / "out.wacz").exists():
            assert zipfile.ZipFile(folder / "out.wacz").testzip() is None
    return start


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing_that_was_stored(tmp_path):
    kinds = ("crawl", "crawl", "reextract", "crawl", "export", "recheck", "crawl", "reextract")
    assert killed_again_and_again(tmp_path, kinds, random.Random(5)) > 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_fifty_kills_lose_nothing_that_was_stored(tmp_path, seed):
    """Ten each. Files roll over at 40 kB in all of them; moves behind a dictionary end each forty pages."""
    kinds = ["crawl"] * 3 + ["recheck"] * 3 + ["reextract"] * 2 + ["export"] * 2
    random.Random(seed).shuffle(kinds)
    killed_again_and_again(tmp_path, ["crawl", *kinds], random.Random(seed))


def sizes(folder):
    return {
        str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_a_kill_while_an_old_archive_is_brought_up_to_date(tmp_path, seed):
    """Each step of a migration is there whole or not at all, and the next opening goes on from it."""
    old = tmp_path / "old"
    shutil.copytree(sorted((ROOT / "tests" / "archive" / "schemas").iterdir())[0], old)
    packed = old / "archive.db.gz"
    (old / "archive.db").write_bytes(gzip.decompress(packed.read_bytes()))
    packed.unlink()
    (tmp_path / "data").mkdir()
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
    run_and_kill(tmp_path / "data", "migrate", 0, random.Random(seed).uniform(0, 0.4), tmp_path)
    folders = [folder for folder in (tmp_path / "data").iterdir() if folder.name.isdigit()]
    for folder in folders:
        if sizes(folder / "captures") != sizes(old / "captures") or not (folder / "archive.db").exists():
            continue  # killed while it was copied
        wrong, articles = checked(folder)
        assert wrong == []
        assert len(articles) >= 3


def test_a_kill_while_the_archive_is_made_leaves_one_that_can_be_made(tmp_path):
    for number, seconds in enumerate((0.0, 0.01)):
        folder = tmp_path / f"data{number}"
        run_and_kill(folder, "none", 0, seconds, tmp_path)
        assert checked(folder) == ([], set())


FULL = """
import resource, sys
from archive.errors import ArchiveFull
from archive.store import Archive
from tests.archive.test_kills import published

archive = Archive(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
number = 0
try:
    while number < 500:
        with archive.batch():
            published(archive, number)
        number += 1
except ArchiveFull as error:
    print(number)
    print(error)
"""


@pytest.mark.parametrize("room", [30_000, 700_000])
def test_a_full_disk_is_said_so_and_the_archive_goes_on_when_there_is_room(tmp_path, room):
    folder = tmp_path / "data"
    with Archive(folder) as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", FULL, folder, str(room)], env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    number, message = done.stdout.strip().split("\n")
    assert "no room left" in message
    wrong, articles = checked(folder)
    assert wrong == []
    assert articles == {f"https://example.org/{n}" for n in range(int(number))}
    with Archive(folder) as archive:
        published(archive, 999)
    assert checked(folder)[0] == []


def test_an_archive_of_a_newer_version_is_refused_and_not_touched(tmp_path):
    folder = tmp_path / "data"
    with Archive(folder) as archive:
        archive.db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('kiosque', 'm999_future', '')"
        )
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    with pytest.raises(NewerArchive, match="newer Kiosque"):
        Archive(folder)
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveUnwritable, match="cannot be written"):
        Archive(tmp_path / "file" / "data")
    if os.geteuid() == 0:
        return
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(ArchiveUnwritable, match="cannot be written"):
        Archive(closed / "data")


def test_a_file_that_is_no_archive_is_said_so(tmp_path):
    (tmp_path / "archive.db").write_bytes(b"not a database" * 999)
    with pytest.raises(ArchiveUnwritable, match="verify --repair"):
        Archive(tmp_path)


def test_another_process_that_writes_is_waited_for(tmp_path):
    with Archive(tmp_path) as one, Archive(tmp_path) as other:
        with one.batch():
            one.put_site("one", "https://one.example/", now=NOW)
            reader = sqlite3.connect(tmp_path / "archive.db")
            assert reader.execute("select count(*) from sites").fetchone() == (0,)
            reader.close()
        other.put_site("two", "https://two.example/", now=NOW)
        assert one.db["sites"].count == 2


def test_a_copied_folder_is_the_whole_archive(tmp_path):
    with Archive(tmp_path / "data") as archive:
        archive.put_site("example", "https://example.org/", now=NOW)
        published(archive, 1)
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    assert checked(tmp_path / "copy") == ([], {"https://example.org/1"})
