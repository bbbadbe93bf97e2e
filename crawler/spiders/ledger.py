"""What one site's crawl writes down: each fact in one transaction with its row of the frontier."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from scrapy.http import Response

from archive.incoming import Doubt
from archive.store import Archive, Stored
from crawler import clock
from crawler.discovery.evidence import Evidence
from crawler.discovery.verdict import Verdict
from crawler.discovery.walk import WAITING, Found
from crawler.extraction import Article
from crawler.pipelines.store import Writer
from crawler.sites import Site

__all__ = ["AWAY", "OUTAGE", "Ledger", "digest", "validators"]

AWAY = "redirects to another site"
OUTAGE = "missing with all the others: an outage, not a withdrawal"


class Ledger:
    """Queues writes for one site; see `Writer` for when they reach the disk.

    :param count: told of what is found, new, changed, ...
    """

    def __init__(
        self, archive: Archive, writer: Writer, site: Site, count: Callable[[str, int], None]
    ) -> None:
        self.archive, self.writer, self.site, self._count = archive, writer, site, count
        self._parts: dict[str, int] = {}  # captures of further pages, by address

    def found(self, items: list[Found]) -> None:
        """URLs that something named."""
        if items:
            now = _now()
            self.writer.put(lambda: self.archive.found(self.site.name, _rows(items), now))

    def plan(self, urls: list[str], number: int) -> None:
        """A round begins: these are to be asked for, even if the run is killed now."""
        now = _now()

        def write() -> None:
            self.archive.plan(self.site.name, urls, now)
            self.archive.learn(self.site.name, {"round": number})

        self.writer.put(write)

    def settled(
        self,
        url: str,
        state: str,
        reason: str,
        *,
        number: int,
        found: list[Found] | None = None,
        target: str | None = None,
        response: Response | None = None,
        due: str | None = None,
        tries: int | None = None,
        seen: Evidence | None = None,
    ) -> None:
        """What became of a URL that is no page to judge.

        :param seen: what its page shows, or did when it was last there
        """
        now = _now()
        evidence: dict[str, Any] = {"round": number, **({"target": target} if target else {})}
        if seen is not None:
            evidence["page"] = seen.as_json()
        about: dict[str, Any] = validators(response) if response is not None else {}
        if response is not None:
            evidence["digest"] = digest(response)

        def write() -> None:
            self.archive.found(self.site.name, _rows(found or []), now)
            self.archive.settle(
                url,
                site=self.site.name,
                state=state,
                reason=reason,
                now=now,
                due=due,
                evidence=evidence,
                tries=tries,
                **about,
            )

        self.writer.put(write)

    def tried(self, url: str, tries: int) -> None:
        """How often in a row a URL could not be had. Called within a write."""
        self.archive.db.conn.execute("update urls set tries = ? where url = ?", [tries, url])

    def ask_again(self, url: str, due: str) -> None:
        """What is settled is to be asked for once more."""
        self.writer.put(lambda: self.archive.plan(self.site.name, [url], due))

    def seen_again(
        self,
        url: str,
        state: str,
        reason: str | None,
        due: str | None,
        response: Response | None = None,
        tries: int | None = None,
    ) -> None:
        """What was known of a URL stays: nothing has changed (304), or it could not be had.

        :param response: the 304 of an archived article, to be kept
        """
        now = _now()

        def write() -> None:
            if response is not None:
                self._capture(url, response, now)
                self.archive.mark_seen(url, now)
            self.archive.settle(url, state=state, reason=reason, now=now, due=due, tries=tries)

        self.writer.put(write)

    def page(
        self, url: str, response: Response, evidence: Evidence, *, number: int, found: list[Found], keep: bool
    ) -> None:
        """A page that was read, and what it links to; the verdict comes later.

        :param keep: whether its capture may be needed then
        """
        now = _now()

        def write() -> None:
            self.archive.found(self.site.name, _rows(found), now)
            capture = self._capture(url, response, now) if keep else None
            self.archive.settle(
                url,
                site=self.site.name,
                state="other",
                reason=WAITING,
                now=now,
                evidence={"round": number, "page": evidence.as_json(), "digest": digest(response)},
                capture_id=capture,
                **validators(response),
            )

        self.writer.put(write)

    def look(
        self,
        url: str,
        response: Response,
        article: Article,
        evidence: Evidence,
        *,
        number: int,
        target: str | None,
        reason: str | None,
        due: Callable[[Stored, int], str],
        parts: Sequence[str] = (),
        doubt: Doubt | None = None,
    ) -> Callable[[], Stored]:
        """A new look at an article that is archived already: what does the writing.

        :param target: where its page lies, if at another address by now
        :param due: when the next look is, given what became of this one and how many in a row were not taken
        :param doubt: why it is not to be believed
        """
        now = _now()

        def write() -> Stored:
            before = self.archive.url_row(url) or {}
            capture = self._capture(url, response, now)
            stored = self._store(url, article, capture, now, parts, doubt)
            held = stored.outcome == "held"
            doubted = held and doubt is not None and stored.held_for == doubt.reason
            tries = (before.get("tries") or 0) + 1 if held else 0
            there = {"target": target} if target else {}
            seen = None if doubted else {"round": number, "page": evidence.as_json(), **there}
            self.archive.settle(
                url,
                state=before.get("state", "article") if held and doubt else "article",
                reason=_why_held(doubt if doubted else None) if held else reason,
                now=now,
                due=due(stored, tries),
                evidence=seen,
                tries=tries,
                **({} if held else validators(response)),  # they tell of what is kept
            )
            return stored

        return write

    def article(
        self, url: str, article: Article, reason: str, due: str, parts: Sequence[str] = ()
    ) -> Callable[[], Stored]:
        """A page of which the verdict is that it is an article: what does the writing.

        :param parts: addresses of its further pages, in order
        """

        def write() -> Stored:
            now = _now()
            row = self.archive.url_row(url) or {}
            stored = self._store(url, article, row["capture_id"], now, parts)
            self.archive.settle(
                url, state="article", reason=reason, now=now, due=due, article_id=stored.article_id, tries=0
            )
            return stored

        return write

    def verdict(self, url: str, verdict: Verdict, *, taken_back: bool, due: str | None = None) -> None:
        """A page that is no article of its own."""
        now = _now()

        def write() -> None:
            if taken_back:
                self.archive.remove_article(url, verdict.reason, now)
            if verdict.state != "alias" or not self._alias(url, verdict.target, verdict.reason, now):
                self.archive.settle(url, state=verdict.state, reason=verdict.reason, now=now, due=due)

        self.writer.put(write)

    def alias(self, url: str, target: str, reason: str) -> None:
        """A URL that leads to an archived article, if it does."""
        now = _now()
        self.writer.put(lambda: self._alias(url, target, reason, now))

    def left(self, url: str, state: str, reason: str, target: str | None) -> None:
        """A URL that was found and is not asked for."""
        now = _now()

        def write() -> None:
            if not self._alias(url, target, reason, now):
                self.archive.settle(url, state=state, reason=reason, now=now)

        self.writer.put(write)

    def walled(self, url: str, response: Response, wall: str, due: str) -> None:
        """A known article answered with a challenge, a consent wall, a login: no revision, but evidence."""
        now = _now()

        def write() -> None:
            self._capture(url, response, now, flag=f"blocked: {wall}")
            self.archive.settle(url, state="article", reason=f"blocked: {wall}", now=now, due=due)

        self.writer.put(write)

    def missing(self, url: str, status: int, due: str, response: Response | None) -> asyncio.Future[Any]:
        """An archived article answered 404 or 410; its text stays."""
        now = _now()

        def write() -> str:
            if response is not None:
                self._capture(url, response, now, flag="missing")
            became = self.archive.mark_missing(url, status, now)
            state = "gone" if became == "gone" else "article"
            self.archive.settle(url, state=state, reason=f"HTTP {status}", now=now, due=due)
            return became

        return self.writer.put(write)

    def _alias(self, url: str, target: str | None, reason: str, now: str) -> bool:
        row = self.archive.url_row(target) if target else None
        if not row or not row["article_id"]:
            return False
        self.archive.add_alias(url, row["article_id"], reason, now)
        return True

    def part(self, url: str, response: Response) -> None:
        """A further page of an article, asked for by itself."""
        now = _now()

        def write() -> None:
            self._parts[url] = self._capture(url, response, now)

        self.writer.put(write)

    def _store(
        self,
        url: str,
        article: Article,
        capture: int,
        now: str,
        parts: Sequence[str],
        doubt: Doubt | None = None,
    ) -> Stored:
        numbers = [
            self._parts.get(part) or (self.archive.url_row(part) or {}).get("capture_id") for part in parts
        ]
        pages = [number for number in numbers if number is not None]
        stored = self.archive.store_article(
            article, site=self.site.name, url=url, now=now, capture_id=capture, pages=pages, doubt=doubt
        )
        self._count(stored.outcome, 1)
        return stored

    def _capture(self, url: str, response: Response, now: str, flag: str | None = None) -> int:
        """Keep a response as it came over the wire, and the redirects that led to it."""
        assert response.request is not None
        meta = response.request.meta
        asked = _headers(response.request.headers)
        for hop, status, head, body in meta.get("hops", []):
            self.archive.add_capture(
                hop, now, status, asked, head, body, site=self.site.name, flag="redirect"
            )
        head, body = meta.get("wire") or (_headers(response.headers), response.body)
        return self.archive.add_capture(
            url,
            now,
            response.status,
            asked,
            head,
            body,
            site=self.site.name,
            ip=str(response.ip_address) if response.ip_address else None,
            flag=flag,
            reuse=meta.get("reuse"),
        )


def _now() -> str:
    return clock.stamp(clock.now())


def _why_held(doubt: Doubt | None) -> str:
    what = f"is doubted: {doubt.reason}" if doubt else "was poorer than what is kept"
    return f"the last look {what}"


def _rows(items: Iterable[Found]) -> list[dict[str, Any]]:
    return [{"url": i.url, "kind": i.kind, "source": i.source, "lastmod": i.lastmod} for i in items]


def validators(response: Response) -> dict[str, Any]:
    return {"etag": _header(response, "ETag"), "last_modified": _header(response, "Last-Modified")}


def digest(response: Response) -> str:
    """What tells whether a document is the same as before."""
    return blake2b(response.body, digest_size=8).hexdigest()


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _headers(headers: Mapping[Any, Any]) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, values in headers.items() for value in values]
