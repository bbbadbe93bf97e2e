"""`scrapy verify`: is every capture readable and intact, is every row consistent; `--repair` mends."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.captures import files_in
from archive.errors import ArchiveUnwritable, DatabaseLost
from archive.rebuild import LOST, rebuild
from archive.reextract import reextract
from archive.store import Archive
from archive.verify import Problem, mend, problems
from crawler import exits
from crawler.archive_command import ArchiveCommand, progress_bar
from crawler.rereading import extracted, rules
from crawler.review import decided, listed

_SHOWN = 50


class Command(ArchiveCommand):
    arguments = ()

    def syntax(self) -> str:
        return "[--quick] [--repair] [--rebuild] | --held | --accept N | --reject N"

    def short_desc(self) -> str:
        return "Check every capture and every row; --repair mends what can be mended"

    def long_desc(self) -> str:
        return (
            "Read every capture and compare its digest, and every text with what its capture gives, every revision with"
            " the hash it was stored with, compare the rows with one another and with the captures, and check the"
            " search index and SQLite's own integrity. Exit 1 and a list where something is wrong."
            " --repair mends it from what is there; an archive.db that is lost or damaged is built again from the"
            " captures (also at will, with --rebuild). A text that came back poorer than what is kept, or as the"
            " same page as at other addresses, never replaces it by itself: --held lists those, --accept and --reject"
            " decide."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--quick", action="store_true", help="do not read the articles' texts again")
        parser.add_argument("--repair", action="store_true", help="mend what can be mended")
        parser.add_argument("--rebuild", action="store_true", help="build archive.db again from the captures")

        parser.add_argument("--held", action="store_true", help="list the texts that wait for a decision")
        parser.add_argument(
            "--accept", metavar="N", help="take held text N (3,5 or all) as the article's new text"
        )
        parser.add_argument(
            "--reject", metavar="N", help="keep the text that is there instead of held text N"
        )

    def act(self, args: list[str], opts: Namespace) -> int:
        if args:
            exits.stop(f"scrapy verify takes no {args[0]!r}")
        if opts.held or opts.accept or opts.reject:
            return self._review(opts)
        repair = opts.repair or opts.rebuild
        folder = self.folder(must_exist=not repair)  # a lost archive.db is what a repair builds again
        if not (folder / "archive.db").exists() and not files_in(folder / "captures"):
            self.folder()
        with self.held(folder):
            if opts.rebuild or not (folder / "archive.db").exists():
                self._rebuild(folder)
            try:
                found = self._check(folder)
            except (ArchiveUnwritable, DatabaseLost) as error:
                if not repair or not (isinstance(error, DatabaseLost) or "damaged" in str(error)):
                    print(error)
                    return exits.ATTENTION
                self._rebuild(folder)
                found = self._check(folder)
            if found and repair:
                found = self._mended(folder, found)
            elif found:
                print("Mend what can be mended from what is here: scrapy verify --repair")
            if not opts.quick and not any(problem.about == "database" for problem in found):
                self._read_again(folder)
        return exits.ATTENTION if found else exits.DONE

    def _review(self, opts: Namespace) -> int:
        folder = self.folder()
        for asked, accept in ((opts.accept, True), (opts.reject, False)):
            if asked:
                with self.held(folder), Archive(folder) as archive:
                    print("\n".join(decided(archive, asked, self.now(), accept=accept)))
        if opts.held:
            print("\n".join(listed(folder)))
        return exits.DONE

    def _check(self, folder: Path) -> list[Problem]:
        with Archive(folder) as archive, progress_bar("Checking captures") as progress:
            archive.put_right()  # what a kill or a full disk left half written is no damage
            found = list(problems(archive, progress))
            captures, articles = (
                archive.db.conn.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("captures", "articles")
            )
        for problem in found[:_SHOWN]:
            print(f"{problem.about}: {problem.words}")
        if len(found) > _SHOWN:
            print(f"... and {len(found) - _SHOWN} more")
        verdict = "all is well" if not found else f"{len(found)} problem{'s' if len(found) > 1 else ''}"
        print(f"{captures} captures and {articles} articles checked: {verdict}.")
        return found

    def _read_again(self, folder: Path) -> None:
        """Is every text what its capture gives? What the rules of today read differently is no damage."""
        with Archive(folder) as archive, progress_bar("Reading the texts again") as progress:
            report = reextract(
                archive, extracted, rules=rules(), now=self.now(), dry_run=True, progress=progress
            )
        unread = {url for url, _ in report.problems}
        if unread:
            url, why = report.problems[0]
            print(
                f"{len(unread)} of {report.articles} texts cannot be compared with their captures: {url}: {why} ..."
            )
        if report.differing:
            print(
                f"{report.differing} of {report.articles} articles would be read differently by the rules of today,"
                " or kept a text that a later look changed in its typography only: scrapy reextract --dry-run"
            )
        elif report.articles > len(unread):
            print(f"{report.articles - len(unread)} texts are what their captures give.")

    def _mended(self, folder: Path, found: list[Problem]) -> list[Problem]:
        if any(problem.about == "database" for problem in found):
            self._rebuild(folder)
        else:
            with Archive(folder) as archive:
                mend(archive, extracted, now=self.now())
        print("Checking again.")
        left = self._check(folder)
        print("\n".join(_after_mending(found, left)))
        return left

    def _rebuild(self, folder: Path) -> None:
        with progress_bar("Building archive.db from the captures") as progress:
            now = self.now()
            # Sites that were walked: the next crawl must not take back articles by what a first walk has seen so far.
            report = rebuild(folder, extracted, now=now, knowledge={"walked": now}, progress=progress)
        print(f"archive.db built again: {report.articles} articles from {report.captures} captures.")
        if report.kept:
            print(f"The old one is kept as {report.kept}.")
        print(f"Not in the captures, and so lost: {LOST}.")
        for url, why in report.problems:
            print(f"missing: {url}: {why}")
        if report.otherwise:
            print(
                f"{len(report.otherwise)} texts are as the rules of today read them: {report.otherwise[0]} ..."
            )


def _after_mending(before: Sequence[Problem], left: Sequence[Problem]) -> Iterator[str]:
    """What was mended, and what a person can do about the rest."""
    mended = len(set(before) - set(left))
    yield f"{mended} of {len(set(before))} mended." if left else "All of it is mended."
    captures = sum(problem.about == "captures" for problem in left)
    if captures:
        yield (
            f"{captures} are damage to the captures themselves, of which there is no second copy here:"
            " put the files named above back from a backup of this folder."
        )
    if len(left) > captures:
        yield (
            f"{len(left) - captures} more cannot be mended singly: scrapy verify --rebuild builds archive.db again"
            " from the captures, and keeps the old one."
        )
