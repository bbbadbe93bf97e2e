"""`scrapy schedule --install` with a real crontab command, and what cron would run in an environment as bare as its own."""

import os
import shutil
import stat
import subprocess

import pytest

from tests.conftest import BIN, command

pytestmark = pytest.mark.slow

CRONTAB = """#!/bin/sh
# As crontab(1) is called: -l lists, - reads a new one.
case "$1" in
-l) [ -f "$CRONTAB_FILE" ] && exec cat "$CRONTAB_FILE"; echo "no crontab for me" >&2; exit 1;;
-) exec cat > "$CRONTAB_FILE";;
esac
"""


@pytest.fixture
def crontab(tmp_path):
    """A crontab command on the PATH that keeps its lines in a file, so that no test writes the developer's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "crontab"
    program.write_text(CRONTAB)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return tmp_path / "crontab", folder


def test_what_is_installed_twice_is_there_once_and_works_as_cron_runs_it(tmp_path, crontab):
    file, bin = crontab
    file.write_text("5 5 * * * backup\n")
    folder = tmp_path / "Ma presse; 100%"
    folder.mkdir()
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    env = {"CRONTAB_FILE": str(file), "PATH": os.pathsep.join(map(str, (bin, BIN, os.environ["PATH"])))}
    for _ in range(2):
        code, out = command("scrapy", "schedule", "--install", "--with", "cron", cwd=folder, **env)
        assert code == 0, out
    first, line = file.read_text().splitlines()
    assert first == "5 5 * * * backup"
    run = line.split(maxsplit=5)[5].replace("\\%", "%")
    shell = shutil.which("sh")
    done = subprocess.run([shell, "-c", run], env={"SHELL": shell}, cwd="/", check=False, timeout=120)
    said = (folder / "crawl.log").read_text()
    assert done.returncode == 0, said
    assert "42 new" in said
    assert (folder / "data" / "archive.db").exists()


def test_systemd_units_are_written_and_a_machine_without_it_is_told_of_cron(tmp_path):
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": ""}
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    code, out = command("scrapy", "schedule", "--install", "--with", "systemd", cwd=tmp_path, **env)
    units = sorted(path.suffix for path in (tmp_path / "config" / "systemd" / "user").iterdir())
    assert units == [".service", ".timer"]
    assert code == 0 or "--with cron" in out
