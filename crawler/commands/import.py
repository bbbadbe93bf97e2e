"""`scrapy import FILE...`: captures that other tools made, extracted as if crawled then."""

from argparse import Namespace
from pathlib import Path

from archive.importing import Imported, import_files
from archive.store import Archive
from archive.warc_files import check
from crawler import exits
from crawler.archive_command import ArchiveCommand, progress_bar
from crawler.discovery.canonical import canonical
from crawler.rereading import extracted, judged, looked
from crawler.sites import Site, SitesError, find_site, site_from_url

_SHOWN = 50


class Command(ArchiveCommand):
    arguments = ()

    def syntax(self) -> str:
        return "FILE..."

    def short_desc(self) -> str:
        return "Take in captures that other tools made (.warc.gz, .warc, .warc.zst, .wacz)"

    def long_desc(self) -> str:
        return (
            "Keep the pages of WARC and WACZ files as captures of their time, and extract the articles as if they"
            " had been crawled then. Importing a file again adds nothing. A version of an article from before what the"
            " archive has goes into its history. What is damaged in a file, or is not what its digest says, is left"
            " out and named; exit 1 then."
        )

    def act(self, args: list[str], opts: Namespace) -> int:
        if not args:
            exits.stop("name the files to import: scrapy import FILE... (.warc.gz, .warc, .wacz)")
        files = [Path(name) for name in args]
        for file in files:
            if not file.is_file():
                exits.stop(f"{file} is not there" if not file.exists() else f"{file} is not a file")
            check(file)  # before there is an archive to put it in
        folder = self.folder(must_exist=False)
        folder.mkdir(parents=True, exist_ok=True)
        with self.held(folder), Archive(folder) as archive, progress_bar("Importing") as progress:
            place = Places(archive)
            report = import_files(
                archive, files, place, looked, judged, extracted, now=self.now(), progress=progress
            )
            archive.tidy(self.now())
        print(in_words(report))
        return exits.ATTENTION if report.problems else exits.DONE


class Places:
    """Which site a page belongs to: one that the archive has, or a new one named after its host."""

    def __init__(self, archive: Archive) -> None:
        rows = archive.db.execute("select name, url from sites").fetchall()
        self._sites = [Site(name, url) for name, url in rows]

    def __call__(self, url: str) -> tuple[str, str, str] | None:
        """Canonical URL, name and home of the site; None for what is no web page."""
        address = canonical(url)
        if address is None:
            return None
        site = find_site(self._sites, address)
        if site is None:
            scheme, _, rest = address.partition("://")
            try:
                site = site_from_url(f"{scheme}://{rest.partition('/')[0]}/")
            except SitesError:
                return None
            self._sites.append(site)
        return address, site.name, site.url


def in_words(report: Imported) -> str:
    """The report as a person reads it."""
    lines = [
        f"{report.pages} pages imported: {report.new} new articles, {report.changed} changed,"
        f" {report.unchanged} unchanged, {report.no_articles} no articles."
    ]
    if report.earlier:
        lines.append(
            f"{report.earlier} are earlier versions of articles that the archive has: they stand in their history,"
            " and what the articles say now stays."
        )
    if report.known:
        lines.append(f"{report.known} pages were imported before.")
    if report.skipped:
        lines.append(f"{report.skipped} other responses left out (images, scripts, errors).")
    if report.redirects:
        lines.append(f"{report.redirects} redirects to imported articles kept: their addresses lead there.")
    if report.gone:
        lines.append(f"{report.gone} of them are gone from their site, says the archive that they come from.")
    if report.unmatched:
        lines.append(
            f"{report.unmatched} revisit records say that a page was as before, and that page is in none of the files:"
            " import them together."
        )
    if report.held:
        lines.append(f"{report.held} had less text than what the archive has, and did not replace it.")
    if report.problems:
        lines.append("Not everything could be taken:")
        lines += [f"  {where}: {problem}" for where, problem in report.problems[:_SHOWN]]
    if len(report.problems) > _SHOWN:
        lines.append(f"  ... and {len(report.problems) - _SHOWN} more")
    return "\n".join(lines)
