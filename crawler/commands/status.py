"""`scrapy status`: how the archive stands with each site; exit code 1 if one needs attention."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from scrapy.commands import ScrapyCommand

from archive.connection import open_for_reading
from archive.errors import ArchiveError
from crawler import clock, exits
from crawler.lock import holder
from crawler.sites import SitesError, closest, load_sites
from crawler.standing import Standing, standing, words


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  (Scrapy's own way)

    def syntax(self) -> str:
        return "[--json] [site ...]"

    def short_desc(self) -> str:
        return "Sites, coverage, last runs, what is due, what is broken"

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def run(self, args: list[str], opts: Namespace) -> None:
        assert self.settings is not None
        folder = Path(self.settings["ARCHIVE_DIR"])
        try:
            db = open_for_reading(folder / "archive.db").conn
        except ArchiveError as error:
            exits.stop(str(error))
        known = dict(db.execute("select name, url from sites order by name").fetchall())
        planned = self._planned()
        for name in args:
            if name not in {**known, **planned}:
                exits.stop(f'there is no site "{name}" in {folder}/.{closest(name, [*known, *planned])}')
        chosen = {name: url for name, url in {**planned, **known}.items() if not args or name in args}
        found = [standing(db, name, url, clock.now()) for name, url in chosen.items()]
        if opts.json:
            print(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))
        else:
            _show(folder, found)
        self.exitcode = exits.ATTENTION if any(one.needs_attention for one in found) else exits.DONE

    def _planned(self) -> dict[str, str]:
        """The sites of the file, which may not have been crawled yet."""
        assert self.settings is not None
        try:
            return {site.name: site.url for site in load_sites(self.settings["SITES_FILE"])}
        except FileNotFoundError:
            return {}
        except SitesError as error:
            exits.stop(str(error))


def _show(folder: Path, found: list[Standing]) -> None:
    for one in found:
        print("\n".join(words(one)), end="\n\n")
    if at_work := holder(folder):
        print(f"A {at_work.what} is running: process {at_work.pid}, since {at_work.since}.")
    broken = [one.site for one in found if one.needs_attention]
    print(f"Needs attention: {', '.join(broken)}." if broken else "All is well.")


def _as_json(one: Standing) -> dict[str, object]:
    return {**asdict(one), "notices": [notice.as_json() for notice in one.notices]}
