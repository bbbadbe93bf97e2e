"""`scrapy crawl articles`: Scrapy's own command, with what a run from cron needs around it.

Before it: sites.toml is checked, the folder is opened and locked. After it: what is wrong with which site, a
summary that says what to do next, an exit code.
"""

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.settings import BaseSettings

from archive.errors import ArchiveError, ArchiveFull
from archive.store import Archive
from crawler import clock, exits
from crawler.arguments import Arguments, Mistake, choose, read_arguments
from crawler.checkup import check, kept_notices, tell
from crawler.lock import AlreadyRunning, locked
from crawler.own_command import refuse_options
from crawler.progress import Figures, figures
from crawler.renaming import follow_names
from crawler.sites import Site, SitesError, load_sites
from crawler.summary import Outcome, summary
from crawler.updating import tell_of_update

SPIDER = "articles"

NUMBERS = ("DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", "DOWNLOAD_MAXSIZE", "CRAWL_MINUTES", "CRAWL_BUDGET")
"""Settings that people change, and that Scrapy would answer a wrong number of with a traceback."""

MAIL = ("MAIL_HOST", "MAIL_PORT", "MAIL_FROM", "MAIL_USER", "MAIL_PASS", "MAIL_TLS", "MAIL_SSL")


class Command(CrawlCommand):
    def syntax(self) -> str:
        return "articles [-a site=NAME] [-a url=URL] [-a mode=update|full|recheck] [-a limit=N]"

    def short_desc(self) -> str:
        return "Archive what is new and changed on every site of sites.toml"

    def long_desc(self) -> str:
        return (
            "Archive what is new and changed on every site of sites.toml; without that file, on the bundled"
            " magazine. Safe to run at any time. -a site=NAME[,NAME]: these sites; -a url=URL: a site that is in"
            " no file; -a mode=full: walk everything again; -a mode=recheck: look at every known article;"
            " -a limit=N: at most N article pages. -o FILE also writes the articles as they are found; one that the"
            " whole site later shows to be none stays in that file (scrapy export has what was kept). Exit codes: 0 done, 1 a site needs attention, 2 a mistake"
            " in the command or in sites.toml, 3 another crawl of this archive is running."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        self._parser = parser

    def run(self, args: list[str], opts: Namespace) -> None:
        assert self.settings is not None and self.crawler_process is not None
        refuse_options(args, self, self._parser)
        if args and args[0] != SPIDER:
            if args[0] not in (known := self.crawler_process.spider_loader.list()):
                exits.stop(f'there is no spider "{args[0]}": scrapy crawl {" or ".join(known)}')
            super().run(args, opts)  # a spider of the user's own
            return
        if not args:
            exits.stop("say which spider: scrapy crawl articles")
        try:
            arguments = read_arguments(opts.spargs)
            _check_numbers(self.settings)
            folder = _folder(self.settings["ARCHIVE_DIR"])
            with locked(folder, now=clock.stamp(clock.now())) as killed:
                if killed:
                    print(
                        f"The crawl of {killed.since} was killed; this one goes on from there.",
                        file=sys.stderr,
                    )
                tell_of_update(folder)
                with _sites(self.settings, arguments, folder) as sites:
                    self.exitcode = self._crawl(folder, sites, arguments)
        except ArchiveFull as error:
            exits.stop(str(error), exits.ATTENTION)
        except (Mistake, SitesError, ArchiveError) as error:
            exits.stop(str(error))
        except AlreadyRunning as error:
            exits.stop(str(error), exits.RUNNING)
        except OSError as error:
            exits.stop(f"{self.settings['ARCHIVE_DIR']}/ cannot be used: {error.strerror or error}")

    def _crawl(self, folder: Path, sites: Sequence[Site], arguments: Arguments) -> int:
        """Run the spider over the sites; the exit code."""
        assert self.crawler_process is not None and self.settings is not None
        with Archive(folder):  # says in words what is wrong with it, before anything is asked of a site
            pass
        started, begun = time.monotonic(), clock.stamp(clock.now())
        crawler = self._create_crawler(SPIDER)
        self.crawler_process.crawl(crawler, sites=sites, mode=arguments.mode, limit=arguments.limit)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed or crawler.spider is None:
            return exits.ATTENTION
        writer = getattr(crawler.spider, "writer", None)
        if writer is not None and isinstance(writer.failure, ArchiveError):
            exits.stop(str(writer.failure), exits.ATTENTION)
        counts = figures(crawler.stats.get_stats())
        words = getattr(crawler.spider, "outcomes", {})
        reason = crawler.stats.get_value("finish_reason", "finished")
        ended = "done" if reason == "finished" else str(reason)
        with Archive(folder) as archive:
            outcomes = [
                _outcome(
                    archive, site, counts.get(site.name, Figures()), words.get(site.name) or ended, begun
                )
                for site in sites
            ]
            self._tell(archive, sites)
            known = archive.db.execute("select site, count(*) from articles group by site").fetchall()
        self._say(
            summary(
                outcomes,
                seconds=time.monotonic() - started,
                articles=dict(known),
                next_step=_next_step(self.settings),
            )
        )
        return exits.ATTENTION if any(outcome.alarms for outcome in outcomes) else exits.DONE

    def _tell(self, archive: Archive, sites: Sequence[Site]) -> None:
        """Send what has changed to where NOTIFY says; a message that does not arrive is no reason to fail."""
        assert self.settings is not None
        if target := str(self.settings.get("NOTIFY") or ""):
            found = {site.name: kept_notices(archive.knowledge(site.name)) for site in sites}
            mail = {name: self.settings.get(name) for name in MAIL}
            if problem := tell(archive, found, target, mail):
                print(problem, file=sys.stderr)

    def _say(self, words: str) -> None:
        """Print the summary; with `-o -` standard output is the items'."""
        assert self.settings is not None
        busy = any(str(uri).startswith("stdout") or str(uri) == "-" for uri in self.settings.getdict("FEEDS"))
        with exits.reader_may_leave():
            print(words, file=sys.stderr if busy else sys.stdout)


def _outcome(archive: Archive, site: Site, counts: Figures, ended: str, begun: str) -> Outcome:
    """A site's share of the summary, after its check-up."""
    found = check(archive, site, started=begun, now=clock.now(), outcome=ended)
    alarms = tuple(notice.message for notice in found if notice.level == "attention")
    notes = tuple(notice.message for notice in found if notice.level != "attention")
    waiting = "select count(*) from urls where site = ? and state = 'due'"
    [left] = archive.db.execute(waiting, [site.name]).fetchone()
    return Outcome(site.name, counts, ended, alarms, notes, left)


@contextmanager
def _sites(settings: BaseSettings, arguments: Arguments, folder: Path) -> Iterator[list[Site]]:
    """The sites to crawl: of the file; else of the archive; else the bundled magazine, which is served meanwhile."""
    path = Path(settings["SITES_FILE"])
    try:
        sites = load_sites(path)
        follow_names(folder, sites, clock.stamp(clock.now()))
    except FileNotFoundError:
        if not _is_default(settings, "SITES_FILE"):
            raise Mistake(
                f"{path} is not there: SITES_FILE must name a file with the sites to crawl"
            ) from None
        sites = None
    if sites is not None or arguments.url:
        yield choose(sites or [], arguments, str(path))
        return
    if known := _sites_of(folder):
        names = ", ".join(site.name for site in known)
        print(f"There is no {path}: crawling what {folder}/ has already ({names}).", file=sys.stderr)
        yield choose(known, arguments, f"{folder}/")
        return
    if arguments.sites:
        raise Mistake(
            f"-a site={','.join(arguments.sites)}: there is no {path} yet: write one with `scrapy add URL`"
        )
    with _magazine(settings.getint("DEMO_STATE", 1)) as magazine:
        print(
            f"There is no {path}: crawling the bundled magazine, {magazine.url}"
            " (for a site of your own: scrapy add URL).",
            file=sys.stderr,
        )
        settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
        yield [magazine]


@contextmanager
def _magazine(state: int) -> Iterator[Site]:
    """The bundled magazine, served on loopback; its hosts are reached through its own proxy."""
    from crawler import demo

    names = ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    with demo.serve(state=state) as magazine:
        os.environ["http_proxy"] = magazine.proxy
        try:
            yield Site(demo.NAME, demo.HOME)
        finally:
            del os.environ["http_proxy"]
            os.environ.update(before)


def _sites_of(folder: Path) -> list[Site]:
    """What the archive has been crawling, the bundled magazine left out."""
    from crawler import demo

    if not (folder / "archive.db").exists():
        return []
    with Archive(folder) as archive:
        rows = archive.db.execute("select name, url from sites order by name").fetchall()
    return [Site(name, url) for name, url in rows if url != demo.HOME]


def _folder(name: str) -> Path:
    """The archive's folder, made where there is none.

    :raises Mistake: it cannot be made or written
    """
    folder = Path(name or "data").expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Mistake(f"{folder} is a file, not a folder: name another with -s ARCHIVE_DIR=FOLDER") from None
    except OSError as error:
        raise Mistake(
            f"the folder {folder} cannot be made ({error.strerror}): name another with -s ARCHIVE_DIR=FOLDER"
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Mistake(f"the folder {folder} cannot be written: name another with -s ARCHIVE_DIR=FOLDER")
    return folder


def _check_numbers(settings: BaseSettings) -> None:
    for name in NUMBERS:
        try:
            wrong = settings.getfloat(name) < 0
        except (TypeError, ValueError):
            wrong = True
        if wrong:
            raise Mistake(f"-s {name}={settings[name]}: {name} must be a number, 0 or more")


def _is_default(settings: BaseSettings, name: str) -> bool:
    """Whether nobody has set it, neither on the command line nor in the environment."""
    from scrapy.settings import SETTINGS_PRIORITIES

    on_command_line = (settings.getpriority(name) or 0) > SETTINGS_PRIORITIES["project"]
    return not on_command_line and f"KIOSQUE_{name}" not in os.environ


def _next_step(settings: BaseSettings) -> str:
    """The command that shows the archive."""
    folder = str(settings["ARCHIVE_DIR"])
    if folder.rstrip("/") == "data":
        return "Read them: make serve (or: datasette data/), then http://127.0.0.1:8001"
    return f"Read them: datasette {folder}/ (make serve shows data/), then http://127.0.0.1:8001"
