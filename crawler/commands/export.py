"""`scrapy export FILE`: articles or captures out of the archive, in the format that the file's ending names."""

import re
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from datetime import date
from pathlib import Path

from archive.choice import Choice
from archive.connection import open_for_reading
from archive.export import ENDINGS, ending_of, export
from crawler import exits
from crawler.archive_command import ArchiveCommand, named_sites, progress_bar

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Command(ArchiveCommand):
    arguments = ("site", "since", "until", "query")

    def syntax(self) -> str:
        return "FILE [--site NAME] [--since DATE] [--until DATE] [--query WORDS] [--excel]"

    def short_desc(self) -> str:
        return "Write articles or captures to a file (.csv .jsonl .parquet .bib .warc.gz .wacz)"

    def long_desc(self) -> str:
        return (
            f"Write the articles, or their captures, to FILE; its ending says how: {', '.join(ENDINGS)}."
            " Filters may be given as options or as -a NAME=VALUE. A file that exists is complete, but for captures"
            " that are damaged: they are named, and the exit code is 1. A crawl may run meanwhile."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="of these sites only (a,b)")
        parser.add_argument(
            "--since", metavar="DATE", help="published on or after 2020, 2020-10 or 2020-10-13"
        )
        parser.add_argument("--until", metavar="DATE", help="published on or before")
        parser.add_argument("--query", metavar="WORDS", help="that a search for these words finds")
        parser.add_argument("--excel", action="store_true", help="a .csv as a French Excel opens it")

    def act(self, args: list[str], opts: Namespace) -> int:
        if len(args) != 1:
            exits.stop(f"name one file to write: scrapy export FILE ({', '.join(ENDINGS)})")
        file, folder = Path(args[0]), self.folder()
        ending = ending_of(file)
        if opts.excel and ending != ".csv":
            exits.stop(f"--excel is for a .csv file, not {file.name}")
        if not file.absolute().parent.is_dir():
            exits.stop(f"{file.absolute().parent}/ is not there: make the folder first, or name another")
        if file.is_dir():
            exits.stop(f"{file} is a folder: name a file to write")
        choice, damaged = self._choice(opts, folder), list[str]()
        with progress_bar(f"Writing {file.name}") as progress:
            total = export(
                folder,
                file,
                choice,
                now=self.now(),
                excel=opts.excel,
                progress=progress,
                left_out=damaged.append,
            )
        what = "article" if total == 1 else "articles"
        print(f"{file}: {total} {what}" + (" and their captures" if ENDINGS[ending] is None else ""))
        if damaged:
            print(f"Captures that cannot be read are left out, {len(damaged)} in all: {damaged[0]} ...")
            print("All of them: scrapy verify")
        return exits.ATTENTION if damaged else exits.DONE

    def _choice(self, opts: Namespace, folder: Path) -> Choice:
        given = self.given(opts)
        values: dict[str, str | None] = {
            name: getattr(opts, name) or given.get(name) for name in self.arguments
        }
        _check_dates(values["since"], values["until"])
        db = open_for_reading(folder / "archive.db").conn
        known = [row[0] for row in db.execute("select name from sites order by name")]
        db.close()
        sites = named_sites(values["site"], known)
        return Choice(sites, values["since"], values["until"], values["query"])


def _check_dates(since: str | None, until: str | None) -> None:
    """Ends the command at what is no date, and where no article can be between them."""
    for name, text in (("since", since), ("until", until)):
        if text and not _is_date(text):
            known = "there is no such day" if _DATE.fullmatch(text) else "that is no date"
            exits.stop(f"--{name} {text}: {known}; write a date as 2020, 2020-10 or 2020-10-13")
    precise = min(len(since or ""), len(until or ""))  # 2020 has all of 2020-10 in it
    if since and until and since[:precise] > until[:precise]:
        exits.stop(f"--since {since} is after --until {until}: there is nothing in between")


def _is_date(text: str) -> bool:
    """A year, a month or a day that the calendar has.

    >>> [_is_date(text) for text in ("2024", "2024-02", "2024-02-29", "2024-13", "2023-02-29", "2024-2", "0000")]
    [True, True, True, False, False, False, False]
    """
    if _DATE.fullmatch(text):
        with suppress(ValueError):
            return bool(date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
    return False
