"""The lines that make a machine crawl by itself; where the machine's own checker is there, it checks them."""

import plistlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from crawler.timetable import (
    EVERY,
    Plan,
    cron_line,
    launchd_plist,
    merged_crontab,
    schtasks_command,
    systemd_units,
)

PLAN = Plan(Path("/home/me/la presse"), Path("/home/me/la presse/.venv/bin/scrapy"), ["-s", "CONTACT=100%"])


def test_cron_gets_one_line_with_what_it_takes_special_escaped():
    line = cron_line(PLAN)
    assert (
        "cd '/home/me/la presse' && '/home/me/la presse/.venv/bin/scrapy' crawl articles -s CONTACT=100\\%"
        in line
    )
    assert line.count("\n") == 0
    minute, *rest = line.split()[:5]
    assert 1 <= int(minute) <= 58
    assert rest == ["*"] * 4


def test_what_cron_would_run_is_what_is_meant(tmp_path):
    """The command of the line, as sh reads it after cron has taken its backslashes off the %."""
    folder = tmp_path / "la presse"
    folder.mkdir()
    scrapy = folder / "scrapy"
    scrapy.write_text('#!/bin/sh\necho "$PWD" "$@"\n')
    scrapy.chmod(0o755)
    line = cron_line(Plan(folder, scrapy, ["-s", "CONTACT=100% me"]))
    command = line.split(maxsplit=5)[5].replace("\\%", "%")
    subprocess.run(["sh", "-c", command], check=True, cwd="/")
    assert (folder / "crawl.log").read_text() == f"{folder} crawl articles -s CONTACT=100% me\n"


def test_a_second_install_replaces_the_line_and_leaves_the_others():
    crontab = "0 5 * * * backup\n"
    once = merged_crontab(crontab, PLAN)
    twice = merged_crontab(once, Plan(PLAN.folder, PLAN.scrapy, every="day"))
    assert twice.splitlines()[0] == "0 5 * * * backup"
    assert len(twice.splitlines()) == 2
    assert " 4 * * * cd" in twice
    assert len(merged_crontab(once, Plan(Path("/other"), PLAN.scrapy)).splitlines()) == 3


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("every", EVERY)
def test_systemd_understands_the_timer(every):
    units = systemd_units(Plan(PLAN.folder, PLAN.scrapy, every=every))
    [when] = [line for line in "".join(units.values()).splitlines() if line.startswith("OnCalendar=")]
    subprocess.run(["systemd-analyze", "calendar", when.removeprefix("OnCalendar=")], check=True)


def test_systemd_units_name_the_folder_and_escape_what_is_special():
    units = systemd_units(PLAN)
    [service] = [text for name, text in units.items() if name.endswith(".service")]
    assert "WorkingDirectory=/home/me/la presse\n" in service
    assert 'ExecStart="/home/me/la presse/.venv/bin/scrapy" crawl articles -s CONTACT=100%%\n' in service
    assert "SuccessExitStatus=1 3" in service


@pytest.mark.parametrize("every", EVERY)
def test_launchd_gets_a_property_list(every):
    plist = plistlib.loads(launchd_plist(Plan(PLAN.folder, PLAN.scrapy, ["-s", "A=<&>"], every)).encode())
    assert plist["ProgramArguments"][-1] == "A=<&>"
    assert plist["WorkingDirectory"] == "/home/me/la presse"
    assert all("Minute" in moment for moment in plist["StartCalendarInterval"])


@pytest.mark.parametrize("every", EVERY)
def test_windows_gets_a_command(every):
    assert schtasks_command(Plan(PLAN.folder, PLAN.scrapy, every=every)).startswith(
        "schtasks /Create /TN kiosque-la"
    )


def test_a_folder_with_a_difficult_name_is_scheduled(tmp_path):
    """A real crontab's rules for %, names that systemd takes, and the variables that cron does not have."""
    plan = Plan(
        tmp_path / "Ma presse; c'est 100%",
        Path("/env/bin/scrapy"),
        environment={"https_proxy": "http://p:1/a b"},
    )
    line = cron_line(plan)
    assert line.count("%") == line.count("\\%") == 3
    assert "&& https_proxy='http://p:1/a b' /env/bin/scrapy crawl" in line
    assert merged_crontab(merged_crontab("", plan), plan).count("\n") == 1
    units = systemd_units(plan)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+\.(service|timer)", name) for name in units)
    assert 'Environment="https_proxy=http://p:1/a b"\n' in "".join(units.values())
    assert "100%%)" in "".join(units.values())
    agent = plistlib.loads(launchd_plist(plan).encode())
    assert agent["EnvironmentVariables"] == {"https_proxy": "http://p:1/a b"}
