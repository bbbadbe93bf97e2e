"""`scrapy add URL`: look a site over, say what would be archived, write its entry into sites.toml."""

import argparse
import contextlib
import os
import sys
import tempfile
import tomllib
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from archive.errors import ArchiveError
from archive.store import Archive
from crawler import clock, exits
from crawler.discovery.canonical import canonical, same_site
from crawler.discovery.overview import Overview, ShapeSeen, overview
from crawler.discovery.verdict import verdicts
from crawler.discovery.walk import Walk
from crawler.own_command import OwnCommand
from crawler.sites import Site, SitesError, find_site, load_sites, site_from_url

REQUESTS = 30
BESIDE = 3  # of them: robots.txt on both schemes, a redirect
A_SHAPE = 3  # pages read of one shape
SHOWN = 12  # shapes shown


class Command(OwnCommand):
    default_settings: ClassVar[dict[str, str]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        return "URL [--yes]"

    def short_desc(self) -> str:
        return "Look a site over and add it to sites.toml"

    def long_desc(self) -> str:
        return (
            f"Look a site over in at most {REQUESTS} requests (robots.txt, sitemaps, feeds, listings, a few pages of"
            " each kind), show what would be archived, and write its entry into sites.toml. URL is the site's home"
            " page; any of its pages, or its feed, will do. Comments in sites.toml stay as they are."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--yes", action="store_true", help="write the entry without asking")

    def act(self, args: list[str], opts: Namespace) -> int:
        assert self.settings is not None
        if len(args) != 1:
            exits.stop("say which site: scrapy add https://www.example.org/")
        path = Path(self.settings["SITES_FILE"])
        try:
            known = load_sites(path) if path.exists() and not _names_nothing(path) else []
            asked = site_from_url(args[0])
        except (SitesError, UnicodeDecodeError) as error:
            exits.stop(str(error))
        if there := find_site(known, asked.url):
            print(
                f'{args[0]} is there already: site "{there.name}" of {path}. Crawl it: {_crawl_words(there)}'
            )
            return exits.DONE
        site, found = self._look_over(asked, args[0])
        if there := find_site(known, site.url):
            print(f'{args[0]} leads to {site.url}, which is there already: site "{there.name}" of {path}.')
            return exits.DONE
        print(_led(args[0], asked, site, found), end="")
        site = replace(site, name=_free_name(site.name, known))
        print(_report(site, found, self.settings.getfloat("DOWNLOAD_DELAY")))
        return _decided(path, site, found, yes=opts.yes)

    def _look_over(self, site: Site, typed: str) -> tuple[Site, Overview]:
        """Crawl a few pages into an archive that is thrown away."""
        assert self.settings is not None and self.crawler_process is not None
        home = urljoin(site.url, "/")
        starts = [site.url] if site.url != home else []
        if "://" not in typed and home.startswith("https://"):
            # Asked for where https does not answer.
            starts += [url.replace("https://", "http://", 1) for url in (home, *starts)]
        trial = replace(site, url=home, budget=REQUESTS - BESIDE)
        print(f"Looking {home} over, in at most {REQUESTS} requests ...", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="kiosque-add-") as folder:
            self.settings.set("ARCHIVE_DIR", folder, priority="cmdline")
            try:
                with Archive(folder):
                    pass
                self.crawler_process.crawl("articles", sites=[trial], sample=A_SHAPE, starts=starts)
                self.crawler_process.start()
                with Archive(folder) as archive:
                    walk = Walk(archive.knowledge(trial.name).get("home") or home)
                    walk.load(archive.pages(trial.name), clock.stamp(clock.now()))
                    [outcome] = archive.db.execute("select max(outcome) from crawls").fetchone()
            except ArchiveError as error:
                exits.stop(str(error))
        walk.home = _home_that_answers(walk, home, site.url)
        found = overview(walk, verdicts(walk.known.values(), walk.home))
        why = str(outcome or "").partition("resting: ")[2]
        if why and not any(known.round is not None for known in walk.known.values()):
            found = replace(found, problems=(f"it could not be asked: {why}", *found.problems))
        # An address that leads to nothing is not the site's, whoever sends readers there.
        return _at(site, walk.home if found.articles or same_site(walk.home, home) else home), found


def _names_nothing(path: Path) -> bool:
    """Whether the file is empty, or holds comments alone."""
    try:
        return not tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError:
        return False


def _home_that_answers(walk: Walk, home: str, typed: str) -> str:
    """The home page's address as the site has it: after redirects, over http where https does not answer.

    Where there is none, the page that the user named will do, if it leads anywhere.
    """
    if (known := walk.known.get(walk.home)) and known.evidence:
        return walk.home
    answered = [known.url for known in walk.known.values() if known.kind == "home" and known.evidence]
    named = walk.known.get(canonical(typed) or "")
    if not answered and named and named.evidence and named.evidence.out and not named.evidence.own:
        return named.url
    return min(answered, default=walk.home or home)


def _at(site: Site, home: str) -> Site:
    """The site at the address where its home page was found; one that has moved is called after that."""
    return replace(site, url=home, name=site.name if same_site(home, site.url) else site_from_url(home).name)


def _led(typed: str, asked: Site, site: Site, found: Overview) -> str:
    """Where the address that was typed has led."""
    if not same_site(found.home, site.url):
        return f"{typed} sends its readers on to {found.home}, where there is nothing to archive.\n"
    if not same_site(asked.url, site.url):
        return f"{typed} sends its readers on to {site.url}: that is the site's address now.\n"
    if urlsplit(asked.url).path != "/" and urlsplit(site.url).path == "/":
        return f"{typed} is a page of {site.url}: the whole site is added.\n"
    return ""


def _report(site: Site, found: Overview, delay: float) -> str:
    lines = [f"{site.url}" + (f"  (language: {found.language})" if found.language else ""), ""]
    lines += ["Where it lists its pages:"]
    lines += [f"  {source.url}  {source.words}" for source in found.sources] or [
        "  nowhere: by its links alone"
    ]
    lines += ["", "What its addresses look like:"]
    lines += [line for shape in found.shapes[:SHOWN] for line in _shape_lines(shape)]
    if len(found.shapes) > SHOWN:
        lines.append(f"  ... and {len(found.shapes) - SHOWN} more shapes, of few addresses each")
    lines += ["", _estimate(found, delay)] if found.articles else [""]
    lines += [f"! {problem}" for problem in found.problems]
    return "\n".join(lines) + "\n"


def _shape_lines(shape: ShapeSeen) -> list[str]:
    known = f"{shape.addresses} known"
    if not shape.read:
        return [f"  {shape.shape}  {known}, none read yet"]
    what = f"{shape.articles} of {shape.read} read are articles" if shape.articles else "no articles"
    lines = [f"  {shape.shape}  {known}, {what}"]
    return lines + [f'      "{title[:90]}"{f" ({date})" if date else ""}' for title, date in shape.examples]


def _estimate(found: Overview, delay: float) -> str:
    """
    >>> _estimate(Overview("http://a.fr/", (), (ShapeSeen("/{n}", 120, 3, 3),), None, True, ()), 1.0)
    'About 120 articles; a first crawl takes about 120 requests, 3 minutes at one in 1 s.'
    """
    about = "About" if found.complete else "At least"
    minutes = found.requests * (delay + 0.3) / 60
    time = (
        f"{max(1, round(minutes))} minute{'s' * (round(minutes) > 1)}"
        if minutes < 90
        else f"{minutes / 60:.0f} hours"
    )
    return (
        f"{about} {found.articles} articles; a first crawl takes about {found.requests} requests,"
        f" {time} at one in {delay:g} s."
    )


def _decided(path: Path, site: Site, found: Overview, *, yes: bool) -> int:
    """Write the entry if the user wants it; the exit code."""
    if not found.articles and not yes:
        print("Nothing was written: there seems to be nothing to archive. To add it all the same: --yes")
        return exits.ATTENTION
    if not (yes or _agreed(path)):
        print("Nothing was written.")
        return exits.DONE
    try:
        _write(path, site)
    except OSError as error:
        exits.stop(f"{path} cannot be written: {error.strerror or error}")
    print(f'Site "{site.name}" is in {path}. Crawl it: {_crawl_words(site)}')
    return exits.DONE


def _agreed(path: Path) -> bool:
    if not sys.stdin.isatty():
        print(f"To write it into {path}, say so: --yes")
        return False
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        return input(f"Add it to {path}? [y/N] ").strip().lower() in ("y", "yes", "o", "oui")
    return False


def _free_name(name: str, known: Sequence[Site]) -> str:
    taken = {site.name.lower() for site in known}
    names = [name, *(f"{name}-{number}" for number in range(2, 1000))]
    return next(one for one in names if one.lower() not in taken)


def _write(path: Path, site: Site) -> None:
    """Append the entry; what is in the file stays as it is, and a file that would not load is not written."""
    before = path.read_text("utf-8") if path.exists() else ""
    gap = "" if not before.strip() else "\n" if before.endswith("\n") else "\n\n"
    entry = f'[[site]]\nname = "{site.name}"\nurl = "{site.url}"\n'
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".sites-", suffix=".toml")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(before + gap + entry)
        load_sites(temporary)
        if path.exists():
            Path(temporary).chmod(path.stat().st_mode & 0o777)
        else:
            Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _crawl_words(site: Site) -> str:
    return f"scrapy crawl articles -a site={site.name}"


__all__ = ["Command"]
