"""`scrapy status`: how the archive stands with each site; exit code 1 if one needs attention."""

import json
import sqlite3
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from archive.connection import is_older, open_database, open_for_reading
from crawler import clock, exits
from crawler.archive_command import ArchiveCommand
from crawler.lock import holder
from crawler.sites import SitesError, closest, load_sites
from crawler.standing import Standing, standing, words
from crawler.updating import tell_of_update


class Command(ArchiveCommand):
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--json] [site ...]"

    def short_desc(self) -> str:
        return "Sites, coverage, last runs, what is due, what is broken"

    def long_desc(self) -> str:
        return (
            "How the archive stands with each site: what was found and by what, what was not archived and why, the"
            " last runs, what is due, what is broken. Exit codes: 0 all is well, 1 a site needs attention,"
            " 2 a mistake in the command or in sites.toml, or no archive."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def act(self, args: list[str], opts: Namespace) -> int:
        folder = self.folder(must_exist=False)
        db = _opened(folder / "archive.db")
        known = dict(db.execute("select name, url from sites order by name").fetchall())
        planned = self._planned()
        named = [
            name for text in (*args, self.given(opts).get("site", "")) for name in text.split(",") if name
        ]
        for name in named:
            if name not in {**known, **planned}:
                exits.stop(f'there is no site "{name}" in {folder}/.{closest(name, [*known, *planned])}')
        chosen = {name: url for name, url in {**planned, **known}.items() if not named or name in named}
        found = [standing(db, name, url, clock.now()) for name, url in chosen.items()]
        if opts.json:
            print(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))
        else:
            _show(folder, found)
        return exits.ATTENTION if any(one.needs_attention for one in found) else exits.DONE

    def _planned(self) -> dict[str, str]:
        """The sites of the file, which may not have been crawled yet."""
        assert self.settings is not None
        try:
            return {site.name: site.url for site in load_sites(self.settings["SITES_FILE"])}
        except FileNotFoundError:
            return {}
        except SitesError as error:
            exits.stop(str(error))


def _opened(path: Path) -> sqlite3.Connection:
    """The archive to read from; one that an older version made is brought up to date first."""
    db = open_for_reading(path)
    if is_older(db):
        db.conn.close()
        tell_of_update(path.parent)
        open_database(path).conn.close()
        db = open_for_reading(path)
    return db.conn


def _show(folder: Path, found: list[Standing]) -> None:
    for one in found:
        print("\n".join(words(one)), end="\n\n")
    if at_work := holder(folder):
        print(f"A {at_work.what} is running: process {at_work.pid}, since {at_work.since}.")
    broken = [one.site for one in found if one.needs_attention]
    print(f"Needs attention: {', '.join(broken)}." if broken else "All is well.")


def _as_json(one: Standing) -> dict[str, object]:
    return {**asdict(one), "notices": [notice.as_json() for notice in one.notices]}
