"""What all our commands have in common: how they end."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler import exits
from crawler.sites import closest

__all__ = ["OwnCommand", "refuse_options"]


class OwnCommand(ScrapyCommand):
    """A command of ours: `act` does the work; Ctrl-C and a reader that leaves (`| head`) end it without a traceback."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    stopped: ClassVar[str] = "stopped"  # what Ctrl-C is answered with

    _parser: ArgumentParser | None = None

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        self._parser = parser

    def run(self, args: list[str], opts: Namespace) -> None:
        if self._parser:
            refuse_options(args, self, self._parser)
        try:
            with exits.reader_may_leave():
                self.exitcode = self.act(args, opts)
        except KeyboardInterrupt:
            exits.stop(self.stopped, exits.ATTENTION)

    def act(self, args: list[str], opts: Namespace) -> int:
        """Do it; the exit code."""
        raise NotImplementedError


def refuse_options(args: Iterable[str], command: ScrapyCommand, parser: ArgumentParser) -> None:
    """End the command where an option is none of its own: Scrapy hands those on as if they were names.

    :param parser: the command's own
    """
    itself = type(command).__module__.rpartition(".")[2]
    for word in args:
        if word.startswith("-") and len(word) > 1:
            name = word.partition("=")[0]
            near = closest(name, sorted(parser._option_string_actions))
            exits.stop(f"there is no option {name}.{near} All of them: scrapy {itself} --help")
