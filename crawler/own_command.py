"""What all our commands have in common: how they end."""

from argparse import Namespace
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler import exits

__all__ = ["OwnCommand"]


class OwnCommand(ScrapyCommand):
    """A command of ours: `act` does the work; Ctrl-C and a reader that leaves (`| head`) end it without a traceback."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    stopped: ClassVar[str] = "stopped"  # what Ctrl-C is answered with

    def run(self, args: list[str], opts: Namespace) -> None:
        try:
            with exits.reader_may_leave():
                self.exitcode = self.act(args, opts)
        except KeyboardInterrupt:
            exits.stop(self.stopped, exits.ATTENTION)

    def act(self, args: list[str], opts: Namespace) -> int:
        """Do it; the exit code."""
        raise NotImplementedError
