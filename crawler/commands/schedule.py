"""`scrapy schedule`: how to make this machine crawl by itself, and doing it."""

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.utils.conf import closest_scrapy_cfg

from crawler import exits
from crawler.own_command import OwnCommand
from crawler.timetable import (
    EVERY,
    Plan,
    cron_line,
    launchd_plist,
    merged_crontab,
    schtasks_command,
    systemd_units,
)

OURS = (
    "ARCHIVE_DIR",
    "SITES_FILE",
    "CONTACT",
    "NOTIFY",
    "CRAWL_MINUTES",
    "CRAWL_BUDGET",
    "REUSE_SIGNALS",
    "COUNTRY",
)
"""Settings that a scheduled crawl is given if they are set now."""


NEEDED = ("PYTHONPATH", "SCRAPY_SETTINGS_MODULE", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE")
"""Environment variables that a scheduled crawl is given if they are set now."""


class Command(OwnCommand):
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--install] [--every hour|6hours|day|week] [--with cron|systemd]"

    def short_desc(self) -> str:
        return "Crawl on a schedule: a cron line or systemd timer for this folder"

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--install", action="store_true", help="write it, and not only show it")
        parser.add_argument("--every", choices=EVERY, default="hour", help="how often (default: hour)")
        parser.add_argument(
            "--with", dest="kind", choices=("cron", "systemd"), help="instead of what is found"
        )

    def act(self, args: list[str], opts: Namespace) -> int:
        if args:
            exits.stop(f'"{args[0]}" is not understood: scrapy schedule {self.syntax()}')
        plan = Plan(_project(), _scrapy(), self._options(), opts.every, _environment())
        if sys.platform == "win32":
            _show_windows(plan, opts.install)
        elif sys.platform == "darwin" and not opts.kind:
            _macos(plan, opts.install)
        elif (opts.kind or ("systemd" if _has_systemd() else "cron")) == "systemd":
            _systemd(plan, opts.install)
        else:
            _cron(plan, opts.install)
        return exits.DONE

    def _options(self) -> list[str]:
        """The settings given on this command line or in the environment, as the scheduled crawl needs them."""
        assert self.settings is not None
        options = []
        for name in OURS:
            given = (self.settings.getpriority(name) or 0) > SETTINGS_PRIORITIES["project"]
            if given or f"KIOSQUE_{name}" in os.environ:
                options += ["-s", f"{name}={self.settings[name]}"]
        return options


def _environment() -> dict[str, str]:
    """The variables of this shell without which a crawl would find neither its code nor its way out."""
    return {name: os.environ[name] for name in NEEDED if os.environ.get(name)}


def _project() -> Path:
    found = closest_scrapy_cfg()
    return Path(found).resolve().parent if found else Path.cwd()


def _scrapy() -> Path:
    """The scrapy of this environment, not of whatever PATH cron has."""
    beside = Path(sys.executable).parent / ("scrapy.exe" if sys.platform == "win32" else "scrapy")
    return beside if beside.exists() else Path(shutil.which("scrapy") or "scrapy").absolute()


def _has_systemd() -> bool:
    """Whether this user has a systemd of their own that runs."""
    running = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "systemd"
    return running.exists() and shutil.which("systemctl") is not None


def _cron(plan: Plan, install: bool) -> None:
    if not install:
        print("# A line for `crontab -e` (scrapy schedule --install adds it):")
        print(cron_line(plan))
        return
    if shutil.which("crontab") is None:
        exits.stop(
            "there is neither cron nor a systemd of your own on this machine: install cron, or let whatever starts"
            f" things here run, in {plan.folder}: {' '.join(plan.words)}"
        )
    listed = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    written = subprocess.run(
        ["crontab", "-"],
        input=merged_crontab(listed.stdout if listed.returncode == 0 else "", plan),
        capture_output=True,
        text=True,
        check=False,
    )
    if written.returncode:
        exits.stop(f"crontab refused the line: {written.stderr.strip()}")
    print(
        f"Written to your crontab:\n{cron_line(plan)}\nWhat it says goes to {plan.log}; to undo: crontab -e"
    )


def _systemd(plan: Plan, install: bool) -> None:
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    units = systemd_units(plan)
    timer = next(name for name in units if name.endswith(".timer"))
    if not install:
        for name, text in units.items():
            print(f"# {folder / name}\n{text}")
        print(f"# then: systemctl --user daemon-reload && systemctl --user enable --now {timer}")
        print("# (scrapy schedule --install does all this)")
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in units.items():
            (folder / name).write_text(text)
    except OSError as error:
        exits.stop(f"{folder} cannot be written: {error.strerror}")
    for words in (["daemon-reload"], ["enable", "--now", timer]):
        done = subprocess.run(["systemctl", "--user", *words], capture_output=True, text=True, check=False)
        if done.returncode:
            exits.stop(
                f"the units are written, but `systemctl --user {' '.join(words)}` failed: {done.stderr.strip()}\n"
                "Do that where you are logged in yourself, or use cron: scrapy schedule --install --with cron"
            )
    print(f"Installed {folder / timer}; its next run: systemctl --user list-timers {timer}")
    print("To let it run while you are not logged in: loginctl enable-linger")
    print(f"To undo: systemctl --user disable --now {timer}")


def _macos(plan: Plan, install: bool) -> None:
    file = Path.home() / "Library" / "LaunchAgents" / f"{plan.name}.plist"
    if install:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(launchd_plist(plan))
        print(f"Written: {file}\nNow start it: launchctl load {file}\nTo undo: launchctl unload {file}")
        return
    print(f"<!-- {file} (scrapy schedule --install writes it; then: launchctl load {file}) -->")
    print(launchd_plist(plan), end="")


def _show_windows(plan: Plan, install: bool) -> None:
    if install:
        exits.stop(f"on Windows, run this once in a command prompt:\n{schtasks_command(plan)}")
    print(schtasks_command(plan))
