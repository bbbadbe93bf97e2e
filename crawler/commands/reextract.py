"""`scrapy reextract`: today's extraction over the stored captures; no network."""

from argparse import ArgumentParser, Namespace
from typing import Any

from archive.reextract import Report, reextract
from archive.store import Archive
from crawler import exits
from crawler.archive_command import ArchiveCommand, named_sites, progress_bar
from crawler.rereading import extracted, rules

_WIDTH = 70


class Command(ArchiveCommand):
    def syntax(self) -> str:
        return "[-a site=NAME] [--dry-run]"

    def short_desc(self) -> str:
        return "Extract again from the stored captures, with the rules of today; no network"

    def long_desc(self) -> str:
        return (
            "Read every article again from its capture, on all cores. Nothing of it is a revision: the pages did"
            " not change. A run that was stopped goes on where it was. --dry-run reports what would change, by"
            " field, and changes nothing."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="only report what would change")

    def act(self, args: list[str], opts: Namespace) -> int:
        if args:
            exits.stop(f"scrapy reextract takes no {args[0]!r}: for one site, write -a site=NAME")
        given, folder = self.given(opts), self.folder()
        with self.held(folder), Archive(folder) as archive, progress_bar("Reading again") as progress:
            known = [row[0] for row in archive.db.execute("select name from sites order by name")]
            report = reextract(
                archive,
                extracted,
                rules=rules(),
                now=self.now(),
                sites=named_sites(given.get("site"), known),
                dry_run=opts.dry_run,
                progress=progress,
            )
        print(in_words(report, opts.dry_run))
        return exits.ATTENTION if report.problems else exits.DONE


def in_words(report: Report, dry_run: bool) -> str:
    """The report as a person reads it."""
    verb = "would change" if dry_run else "changed"
    lines = [f"{report.articles} articles read again; {report.differing} {verb}."]
    for name, number in report.fields.most_common():
        lines.append(f"  {name}: {number}")
        if dry_run:
            for url, before, after in report.examples[name]:
                lines += [f"    {url}", f"      {_short(before)}", f"      -> {_short(after)}"]
    if report.held:
        lines.append(f"{report.held} kept as they were: their text would have lost most of its words.")
    if report.no_article:
        lines.append(
            f"{len(report.no_article)} no longer read as articles, and kept: {report.no_article[0]} ..."
        )
    lines += [f"cannot be read: {url}: {problem}" for url, problem in report.problems]
    if dry_run and report.differing:
        lines.append("Nothing was changed. To change it: scrapy reextract")
    return "\n".join(lines)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} links"
    text = " ".join(str(value or "(nothing)").split())
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}… ({len(text)} characters)"
