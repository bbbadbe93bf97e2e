"""The one way to write to an archive."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, Unpack

from sqlite_utils import Database

from archive import (
    answers,
    articles,
    copy_groups,
    crawls,
    dictionaries,
    frontier,
    held,
    journal,
    presence,
    recovery,
    renaming,
    tidying,
    withdrawals,
)
from archive.answers import Answer, Headers, host
from archive.capture_files import CaptureFiles
from archive.captures import Response, read_capture
from archive.connection import in_the_users_words, open_database
from archive.decisions import Decisions
from archive.errors import CaptureDamaged, UnknownArticle, UnknownSite
from archive.frontier import FoundUrl, Outcome
from archive.incoming import ArticleLike, Doubt, Look, Stored, said
from archive.pagetext import PageText, page_text
from archive.revisions import Said
from archive.rows import as_json, one_row, one_value

__all__ = ["Archive", "Change", "Stored"]


@dataclass(frozen=True, slots=True)
class Change:
    """:ivar what: `new`, `changed`, `unchanged` (read again by newer rules), `about`, `gone`, `removed`"""

    seq: int
    article_id: int
    url: str
    what: str
    at: str


class Archive:
    """An archive folder: `archive.db` and `captures/`. Made where there is none.

    Every method that writes is one transaction of its own, or part of the `batch()` around it. Times (`now`,
    `fetched`) are ISO 8601 UTC text (`2026-11-23T08:15:28Z`); URLs are canonical. One thread at a time.

    :ivar decisions: written beside the captures
    :ivar db: for reading, and for what this class does not offer
    :param rebuilding: archive.db is being built again from the captures
    :raises DatabaseLost: there are captures, and no archive.db
    :raises NewerArchive, ArchiveUnwritable, ArchiveFull: (here and in every method) in the user's words
    """

    def __init__(self, folder: Path | str, *, rebuilding: bool = False) -> None:
        self.folder = Path(folder)
        self.path = self.folder / "archive.db"
        self.db: Database = open_database(self.path, rebuilding=rebuilding)
        self.captures = CaptureFiles(self.folder / "captures")
        self.decisions = Decisions(self.db.conn, self.captures)
        self._depth = 0
        self._recovered = False
        self._knowledge: dict[str, tuple[str, dict[str, Any]]] = {}

    @property
    def uuid(self) -> str:
        """The archive's own name: an article's name outside is (uuid, id)."""
        return str(self._one("select value from archive_info where key = 'uuid'"))

    def tidy(self, now: str, site: str | None = None) -> None:
        """Make the files of captures small: pages kept before their site had a dictionary move behind one.

        :param site: of this one only
        """
        for owner, file in tidying.plain_files(self.db.conn, self.captures):
            if site not in (None, owner):
                continue
            with self.batch():
                moved = tidying.move_behind_dictionary(self.db.conn, self.captures, owner, file, now)
            if moved:
                (self.captures.folder / file).unlink()
        with self.batch():
            dictionaries.keep(self.db.conn, self.captures.folder)

    def close(self) -> None:
        self.captures.close()
        self.db.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- transactions

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction around many calls: all of them, or none.

        Begins immediate. The bytes of captures are on the disk before the rows that point at them are
        committed. Inside another batch it is a savepoint: an error undoes this part alone.
        """
        with in_the_users_words(self.path):
            conn, depth, mark = self.db.conn, self._depth, self.captures.mark()
            conn.execute(f"savepoint part{depth}" if depth else "begin immediate")
            self._depth += 1
            try:
                if not depth:
                    self._recover()
                yield
                if not depth:
                    self._commit_files()
                conn.execute(f"release part{depth}" if depth else "commit")
            except BaseException:
                self._undo(depth)
                self.captures.roll_back(mark)
                self.decisions.forget()
                raise
            finally:
                self._depth -= 1
            if not depth:
                self.captures.committed()

    def put_right(self) -> None:
        """Undo what a kill or a full disk left half written, as before any first write; files are known from then on."""
        with self.batch():
            pass

    def _recover(self) -> None:
        """Once, before the first write: put right what a kill may have left in the files of captures."""
        if not self._recovered:
            recovery.recover(self.db.conn, self.captures)
            self._recovered = True

    def _undo(self, depth: int) -> None:
        conn = self.db.conn
        if not conn.in_transaction:  # some errors (a full disk) end the transaction by themselves
            return
        if depth:
            conn.execute(f"rollback to part{depth}")
            conn.execute(f"release part{depth}")
        else:
            conn.execute("rollback")

    def _commit_files(self) -> None:
        self.captures.sync()
        self.db.conn.executemany(
            "insert into capture_files (file, site, bytes) values (?, ?, ?)"
            " on conflict (file) do update set bytes = excluded.bytes where bytes <> excluded.bytes",
            self.captures.written(),
        )

    def _one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return one_value(self.db.conn, sql, values)

    # --- sites and crawls

    def put_site(
        self,
        name: str,
        url: str,
        *,
        language: str | None = None,
        timezone: str | None = None,
        settings: Mapping[str, Any] | None = None,
        now: str,
    ) -> None:
        """Add a site, or renew what is known of it; its knowledge stays."""
        with self.batch():
            self.db.conn.execute(
                "insert into sites (name, url, language, timezone, settings, added) values (?, ?, ?, ?, ?, ?)"
                " on conflict (name) do update set url = excluded.url,"
                " language = coalesce(excluded.language, language),"
                " timezone = coalesce(excluded.timezone, timezone), settings = excluded.settings",
                [name, url, language, timezone, as_json(settings or {}), now],
            )

    def rename_site(self, old: str, new: str, now: str) -> None:
        """Let a site, and all that is kept of it, go by another name.

        :raises UnknownSite: there is none; nothing is written
        """
        if self._one("select 1 from sites where name = ?", [old]) is None:
            raise UnknownSite(f"there is no site {old!r} in {self.path}")
        self.put_right()
        self.captures.call(old, new)
        try:
            with self.batch():
                renaming.rename(self.db.conn, old, new, now)
                self.decisions.renamed(old, new, now)
        except BaseException:
            self.captures.call(new, old)
            raise

    def knowledge(self, site: str) -> dict[str, Any]:
        """What the crawler keeps about a site (JSON); empty for a site it does not know."""
        return dict(json.loads(self._one("select knowledge from sites where name = ?", [site]) or "{}"))

    def learn(self, site: str, knowledge: Mapping[str, Any]) -> None:
        """Merge into what is kept about a site, key by key; a value of None takes the key out."""
        with self.batch():
            merged = {k: v for k, v in {**self.knowledge(site), **knowledge}.items() if v is not None}
            self.db.conn.execute("update sites set knowledge = ? where name = ?", [as_json(merged), site])

    def begin_crawl(self, site: str | None, mode: str, now: str) -> int:
        """Open a row of `crawls`; its id."""
        with self.batch():
            return crawls.begin(self.db.conn, site, mode, now)

    def end_crawl(
        self, crawl_id: int, *, now: str, outcome: str, message: str | None = None, **counts: int
    ) -> None:
        """Close a crawl's row.

        :param counts: any of requests, bytes, found, new, changed, unchanged, gone, blocked, failed
        """
        with self.batch():
            site, gone = crawls.end(self.db.conn, crawl_id, now, outcome, message, **counts)
            for article_id in gone:
                self.decisions.gone(article_id, now)
        if not self._depth:
            self.tidy(now, site)
            if site is not None:
                self.captures.rest(site)

    # --- frontier

    def found(self, site: str, items: Iterable[FoundUrl | Mapping[str, Any]], now: str) -> int:
        """Add URLs that discovery found (url, kind, source, lastmod); how many were new.

        New ones have state `due`, but are looked at only once an item's own `due` or `plan` says when. Of known
        ones the sources are merged (sorted, comma-separated) and lastmod is renewed; their state and due stay.
        """
        with self.batch():
            return frontier.found(self.db.conn, site, items, now)

    def plan(self, site: str, urls: Iterable[str], now: str) -> None:
        """Let URLs of a site be looked at from `now` on."""
        with self.batch():
            frontier.plan(self.db.conn, site, urls, now)

    def pages(self, site: str) -> Iterator[dict[str, Any]]:
        """Every row of `urls` of a site, by URL; `evidence` as Python data."""
        return frontier.pages(self.db.conn, site)

    def due(
        self,
        site: str,
        now: str,
        limit: int,
        kinds: Collection[str] | None = None,
        exclude: Collection[str] = (),
    ) -> list[dict[str, Any]]:
        """Rows of `urls` to look at now, the longest due first; `evidence` as Python data.

        :param exclude: URLs that are on their way already
        """
        return frontier.due(self.db.conn, site, now, limit, kinds, exclude)

    def settle(self, url: str, **outcome: Unpack[Outcome]) -> bool:
        """Write down what became of a URL; see `archive.frontier.settle`."""
        with self.batch():
            return frontier.settle(self.db.conn, url, **outcome)

    def url_row(self, url: str) -> dict[str, Any] | None:
        """The row of `urls`, `evidence` as Python data; None for a URL never found."""
        return frontier.url_row(self.db.conn, url)

    # --- captures

    def add_capture(
        self,
        url: str,
        fetched: str,
        status: int,
        request_headers: Headers,
        response_headers: Headers | bytes,
        body: bytes,
        *,
        site: str | None = None,
        reason: str | None = None,
        ip: str | None = None,
        reuse: Mapping[str, Any] | None = None,
        flag: str | None = None,
    ) -> int:
        """Keep a response as it came; the id of its capture.

        A body that equals the last one kept of this URL, or a 304, becomes a `revisit`.

        :param response_headers: the status line and headers as the server sent them, byte for byte; or pairs (or a
            mapping to a value or a list of values), to which a status line is made
        :param body: as the server sent it, Content-Encoding still on
        :param site: whose file it goes into; by default the one that `urls` has for the URL, else its host
        :param reason: the reason phrase of the status line
        :param reuse: what the site said about reuse at the time, beside what `archive.reuse` reads from the
            response and the site's knowledge
        :param flag: why it was kept where it is no article: `redirect`, `missing`, `blocked`, ...
        """
        site = site or self._one("select site from urls where url = ?", [url]) or host(url)
        answer = Answer(url, fetched, status, request_headers, response_headers, body, reason, ip, flag)
        with self.batch():
            return answers.keep(self.db.conn, self.captures, site, answer, reuse or {}, self._known_of(site))

    def _known_of(self, site: str) -> dict[str, Any]:
        """A site's knowledge, read again when it changed."""
        text = self._one("select knowledge from sites where name = ?", [site]) or "{}"
        if self._knowledge.get(site, ("", {}))[0] != text:
            self._knowledge[site] = (text, json.loads(text))
        return self._knowledge[site][1]

    def read_capture(self, capture_id: int) -> Response:
        """A capture as the server sent it; see `archive.captures.read_capture`."""
        return read_capture(self.folder, self.db.conn, capture_id)

    # --- articles

    def store_article(
        self,
        article: ArticleLike,
        *,
        site: str,
        url: str,
        now: str,
        capture_id: int,
        pages: Sequence[int] = (),
        reextracted: bool = False,
        accepted: bool = False,
        taken: bool = False,
        number: int | None = None,
        doubt: Doubt | None = None,
    ) -> Stored:
        """Store what a page says: the article, its links, a revision where it says something else, its row in `urls`.

        Idempotent. A fetch that is poorer than the text we have never replaces it (`held`), nor does one that is
        doubted, unless the doubt passes with time (`archive.held.has_lasted`). What differs
        though the page's bytes are the same comes from newer rules: taken over, not a revision. A look from before
        what the archive knows becomes a revision at its place in time; what the article says now stays (`earlier`).

        :param url: the article's canonical URL; that of an alias stores to the article it is an alias of
        :param capture_id: the response it came from
        :param pages: the captures of the further pages, in order, where the article has several
        :param reextracted: from a stored capture, not from a new look at the site
        :param accepted: a person has decided that it replaces the text, however poor it looks
        :param taken: it was taken once, and is taken again by a rebuild
        :param number: the id to give to a new article, where it is free
        :param doubt: why a known article's look is not to be believed
        """
        with self.batch():
            accepted = accepted or self._has_lasted(article, url, doubt, now)
            look = Look(site, url, now, capture_id, tuple(pages), reextracted, accepted, taken, number, doubt)
            stored = articles.store(self.db.conn, article, look, self._page_text)
            if not reextracted and (stored.outcome in ("new", "changed") or stored.touched or stored.earlier):
                values = {name: getattr(article, name) for name in journal.FIELDS}
                self._journal(said(article), values, look, stored)
            if accepted:
                held.take_same(self.db.conn, stored.article_id, said(article), now)
            return stored

    def _journal(self, text: Said, values: Mapping[str, Any], look: Look, stored: Stored) -> None:
        outcome = "changed" if stored.earlier else stored.outcome
        number, again = stored.article_id, stored.again
        self.decisions.article(number, text, values, look, "accepted" if look.accepted else outcome)
        if again:
            self.decisions.article(number, again.said, again.values, again.look, "changed")

    def articles_with(self, text: str, site: str) -> set[int]:
        """The articles of a site that have nearly this text, of copies of one another the first of all sites."""
        return copy_groups.with_text(self.db.conn, text, site)

    def _has_lasted(self, article: ArticleLike, url: str, doubt: Doubt | None, now: str) -> bool:
        article_id = presence.resolve(self.db.conn, url) if doubt else None
        if doubt is None or article_id is None:
            return False
        return held.has_lasted(self.db.conn, article_id, said(article), doubt, now)

    def _page_text(self, numbers: tuple[int, ...]) -> PageText | None:
        """All that the pages of some captures say; None where one cannot be read."""
        try:
            pages = [self.read_capture(number) for number in numbers]
        except CaptureDamaged:
            return None
        texts = [page_text(page.content, page.content_type) for page in pages]
        return PageText("".join(t.letters for t in texts), "\n".join(t.source for t in texts))

    def accept_held(self, number: int, now: str) -> Stored | None:
        """A person decides that a held text is right: it becomes a revision of the time when it was seen.

        :returns: None where nothing of that number waits
        """
        with self.batch():
            for text in held.waiting(self.db.conn, number):
                look = Look(text.site, text.url, text.seen, text.capture, accepted=True)
                stored, values = articles.take_held(self.db.conn, text, look)
                held.decide(self.db.conn, number, f"accepted {now}")
                self._journal(text.said, values, look, stored)
                return stored
        return None

    def reject_held(self, number: int, now: str) -> bool:
        """A person decides that a held text is none of the article's; it is not asked about again."""
        with self.batch():
            known = next(held.waiting(self.db.conn, number), None)
            if known:
                held.decide(self.db.conn, number, f"rejected {now}")
            return known is not None

    def add_alias(self, url: str, article_id: int, reason: str, now: str) -> None:
        """A URL leads to an archived article; links to it get their target.

        :raises UnknownArticle: no article has this id
        """
        with self.batch():
            try:
                new = presence.lead_to(self.db.conn, url, article_id, reason, now)
            except LookupError as error:
                raise UnknownArticle(f"{error} in {self.path}") from None
            if new:
                self.decisions.alias(url, article_id, reason, now)

    def mark_seen(self, url: str, now: str) -> None:
        """The article at a URL is there as it was (304): it was seen, and is not missing."""
        with self.batch():
            article_id = presence.resolve(self.db.conn, url)
            if article_id is None:
                return
            held.pass_by(self.db.conn, article_id, now)
            if presence.seen(self.db.conn, article_id, now):
                self.decisions.back(url, article_id, now)

    def mark_missing(self, url: str, status: int, now: str) -> str:
        """The article at a URL answered 404, 410 or with a "no longer available" page; its text stays.

        :returns: `missing` until three looks over seven days agree, then `gone`. While a crawl of the site runs
            that is settled when it ends (`end_crawl`): where nothing of the site answered, it is an outage.
        :raises UnknownArticle: there is none; nothing is written
        """
        with self.batch():
            article_id = presence.resolve(self.db.conn, url)
            if article_id is None:
                raise UnknownArticle(f"{url} is not in {self.path}")
            was = self._one("select gone from articles where id = ?", [article_id])
            became = withdrawals.miss(self.db.conn, article_id, status, now)
            if became == "gone" and not was:
                self.decisions.gone(article_id, now)
            return became

    def mark_gone(self, url: str, since: str, now: str) -> bool:
        """Another archive has confirmed that an article is gone; whether it is news, and nobody saw it later here.

        :param since: when it was first missing, ISO 8601 UTC
        """
        with self.batch():
            row = one_row(self.db.conn, "select id, gone, last_seen from articles where url = ?", [url])
            if row is None or row["gone"] or row["last_seen"] > since:
                return False
            withdrawals.withdraw(self.db.conn, row["id"], since, 404, now)
            self.decisions.gone(row["id"], now)
            return True

    def remove_article(self, url: str, reason: str, now: str | None = None) -> bool:
        """Take back an article that turned out to be none; whether there was one. Its captures stay."""
        with self.batch():
            found = one_row(self.db.conn, "select id, last_seen from articles where url = ?", [url])
            if found is None:
                return False
            now = now or str(found["last_seen"])
            self.decisions.removed(found["id"], reason, now)
            presence.remove(self.db.conn, url, reason, now)
            return True

    def changes(self, since: int = 0) -> Iterator[Change]:
        """The articles that changed after a sequence number, removed ones included, each once, in order."""
        for row in self.db.conn.execute(
            "select seq, article_id, url, what, at from article_changes where seq > ? order by seq", [since]
        ):
            yield Change(*row)
