"""The lines that make a machine crawl by itself: cron, systemd, launchd, Windows. Pure."""

import hashlib
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = [
    "EVERY",
    "Plan",
    "cron_line",
    "launchd_plist",
    "merged_crontab",
    "schtasks_command",
    "systemd_units",
]

EVERY = ("hour", "6hours", "day", "week")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run, where and how often.

    :param folder: the project's folder, where sites.toml is
    :param scrapy: the command of this environment, absolute
    :param options: such as `-s ARCHIVE_DIR=...`
    :param every: one of `EVERY`
    :param environment: variables that the crawl needs and that cron does not have, such as a proxy's
    """

    folder: Path
    scrapy: Path
    options: Sequence[str] = ()
    every: str = "hour"
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        return [str(self.scrapy), "crawl", "articles", *self.options]

    @property
    def minute(self) -> int:
        """The folder's own minute, so that not all the world's crawls begin at the full hour."""
        return hashlib.sha256(str(self.folder).encode()).digest()[0] % 58 + 1

    @property
    def name(self) -> str:
        """A name for units and tasks, different for every folder."""
        word = re.sub(r"[^A-Za-z0-9]+", "-", self.folder.name).strip("-") or "archive"
        return f"kiosque-{word}-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:6]}"

    @property
    def log(self) -> str:
        return str(self.folder / "crawl.log")


def cron_line(plan: Plan) -> str:
    """A line for crontab(5); its last words tell whose it is.

    >>> cron_line(Plan(Path("/home/me/press"), Path("/home/me/press/.venv/bin/scrapy")))
    '14 * * * * cd /home/me/press && /home/me/press/.venv/bin/scrapy crawl articles >> /home/me/press/crawl.log 2>&1 # kiosque /home/me/press'
    """
    when = {"hour": "* * * *", "6hours": "3,9,15,21 * * *", "day": "4 * * *", "week": "4 * * 1"}[plan.every]
    variables = "".join(f"{name}={shlex.quote(value)} " for name, value in plan.environment.items())
    command = f"cd {shlex.quote(str(plan.folder))} && {variables}{shlex.join(plan.words)} >> {shlex.quote(plan.log)} 2>&1"
    return f"{plan.minute} {when} {_cron_text(command)} {_mark(plan)}"


def _cron_text(text: str) -> str:
    """cron takes a bare % for the end of the line."""
    return text.replace("%", "\\%")


def _mark(plan: Plan) -> str:
    return _cron_text(f"# kiosque {plan.folder}")


def merged_crontab(crontab: str, plan: Plan) -> str:
    """A crontab with the plan's line in the place of an older one for the same folder, or at the end."""
    kept = [
        line for line in crontab.splitlines() if not line.endswith((_mark(plan), f"# kiosque {plan.folder}"))
    ]
    return "\n".join([*kept, cron_line(plan)]) + "\n"


def systemd_units(plan: Plan) -> dict[str, str]:
    """A service and its timer, for ~/.config/systemd/user (systemd.timer(5)): file name -> text."""
    when = {
        "hour": f"*-*-* *:{plan.minute:02}:00",
        "6hours": f"*-*-* 03,09,15,21:{plan.minute:02}:00",
        "day": f"*-*-* 04:{plan.minute:02}:00",
        "week": f"Mon *-*-* 04:{plan.minute:02}:00",
    }[plan.every]
    command = " ".join(_systemd_word(word) for word in plan.words)
    variables = "".join(
        f"Environment={_systemd_word(f'{name}={value}')}\n" for name, value in plan.environment.items()
    )
    folder = _systemd_path(plan.folder)
    service = (
        f"[Unit]\nDescription=Kiosque: archive what is new ({folder})\nWants=network-online.target\n"
        "After=network-online.target\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={folder}\n{variables}ExecStart={command}\n"
        "# 1: a site needs attention; 3: another crawl is at work. Neither is a failure of the service.\n"
        "SuccessExitStatus=1 3\nNice=10\nTimeoutStopSec=120\n"
    )
    timer = (
        f"[Unit]\nDescription=Kiosque: when to archive ({folder})\n\n"
        f"[Timer]\nOnCalendar={when}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return {f"{plan.name}.service": service, f"{plan.name}.timer": timer}


def _systemd_word(word: str) -> str:
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{word}"' if any(char in word for char in " '\";\t") else word


def _systemd_path(path: Path) -> str:
    return str(path).replace("%", "%%")


def launchd_plist(plan: Plan) -> str:
    """A launchd agent for macOS (launchd.plist(5)), for ~/Library/LaunchAgents."""
    hours: list[int | None] = {"hour": [None], "6hours": [3, 9, 15, 21], "day": [4], "week": [4]}[plan.every]  # type: ignore[assignment]
    day = "<key>Weekday</key><integer>1</integer>" if plan.every == "week" else ""
    times = "".join(
        f"<dict>{day}{'' if hour is None else f'<key>Hour</key><integer>{hour}</integer>'}"
        f"<key>Minute</key><integer>{plan.minute}</integer></dict>"
        for hour in hours
    )
    words = "".join(f"<string>{escape(word)}</string>" for word in plan.words)
    variables = "".join(
        f"<key>{escape(name)}</key><string>{escape(value)}</string>"
        for name, value in plan.environment.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        f'<plist version="1.0"><dict>\n<key>Label</key><string>{plan.name}</string>\n'
        f"<key>EnvironmentVariables</key><dict>{variables}</dict>\n"
        f"<key>ProgramArguments</key><array>{words}</array>\n"
        f"<key>WorkingDirectory</key><string>{escape(str(plan.folder))}</string>\n"
        f"<key>StandardOutPath</key><string>{escape(plan.log)}</string>\n"
        f"<key>StandardErrorPath</key><string>{escape(plan.log)}</string>\n"
        f"<key>StartCalendarInterval</key><array>{times}</array>\n</dict></plist>\n"
    )


def schtasks_command(plan: Plan) -> str:
    """The command that makes a Windows task."""
    when = {"hour": "HOURLY", "6hours": "HOURLY /MO 6", "day": "DAILY", "week": "WEEKLY /D MON"}[plan.every]
    words = " ".join(f'\\"{word}\\"' if " " in word else word for word in plan.words)
    return (
        f"schtasks /Create /TN {plan.name} /SC {when} /ST 04:{plan.minute:02}"
        f' /TR "cmd /c cd /d \\"{plan.folder}\\" && {words} >> crawl.log 2>&1"'
    )
