"""What the commands that work on an archive have in common: its folder, the lock, the arguments, a progress bar."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.connection import in_the_users_words, refuse_lost
from archive.errors import ArchiveError
from crawler import clock, exits
from crawler.lock import AlreadyRunning, locked
from crawler.own_command import OwnCommand
from crawler.sites import closest
from crawler.updating import tell_of_update

__all__ = ["ArchiveCommand", "progress_bar"]


class ArchiveCommand(OwnCommand):
    """A command on the archive in ARCHIVE_DIR.

    :cvar arguments: names that `-a NAME=VALUE` may have
    """

    arguments: ClassVar[tuple[str, ...]] = ("site",)
    stopped: ClassVar[str] = "stopped; run it again to go on"

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        words = " or ".join(f"{name}=..." for name in self.arguments)
        parser.add_argument("-a", dest="given", action="append", default=[], metavar="NAME=VALUE", help=words)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Run `act`, and tell what is wrong with the archive in one line."""
        assert self.settings is not None
        try:
            with in_the_users_words(Path(self.settings["ARCHIVE_DIR"]) / "archive.db"):
                super().run(args, opts)
        except ArchiveError as error:
            exits.stop(str(error), self.code_of(error))
        except AlreadyRunning as error:
            exits.stop(str(error), exits.RUNNING)

    def code_of(self, error: ArchiveError) -> int:
        from archive.errors import ArchiveFull, CaptureDamaged

        return exits.ATTENTION if isinstance(error, (ArchiveFull, CaptureDamaged)) else exits.MISTAKE

    def folder(self, *, must_exist: bool = True) -> Path:
        """The archive's folder; ends the command where there is no archive in it."""
        assert self.settings is not None
        folder = Path(self.settings["ARCHIVE_DIR"]).expanduser()
        if must_exist and not (folder / "archive.db").exists():
            refuse_lost(folder / "archive.db")
            exits.stop(
                f"no archive in {folder}/ yet: crawl first (scrapy crawl articles)"
                " or name its folder (-s ARCHIVE_DIR=FOLDER)"
            )
        return folder

    def given(self, opts: Namespace) -> dict[str, str]:
        """The `-a` arguments; a wrong one ends the command."""
        found = {}
        for text in opts.given:
            name, equals, value = text.partition("=")
            if not equals or not value:
                exits.stop(f"-a {text}: write -a {name or 'site'}=VALUE")
            if name not in self.arguments:
                known = closest(name, self.arguments) or f" There are {', '.join(self.arguments)}."
                exits.stop(f'-a {text}: unknown argument "{name}".{known}')
            found[name] = value
        return found

    @contextmanager
    def held(self, folder: Path) -> Iterator[None]:
        """Nobody else writes to the folder meanwhile."""
        with locked(folder, now=self.now(), what=f"scrapy {self.name}"):
            tell_of_update(folder)
            yield

    @property
    def name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    @staticmethod
    def now() -> str:
        return clock.stamp(clock.now())


def named_sites(value: str | None, known: Sequence[str]) -> tuple[str, ...]:
    """The sites of `-a site=a,b`; ends the command at one that the archive has not."""
    names = tuple(name.strip() for name in (value or "").split(",") if name.strip())
    for name in names:
        if name not in known:
            hint = closest(name, list(known)) or (f" It has {', '.join(known)}." if known else "")
            exits.stop(f'-a site={name}: there is no site "{name}" in the archive.{hint}')
    return names


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere; gives the function that moves it (done, total)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
