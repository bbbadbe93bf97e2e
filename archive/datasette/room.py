"""What every page of the reading room shares: the archive it reads, the reader's language, its URLs."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import quote, urlencode
from weakref import WeakKeyDictionary

from datasette import Forbidden, Response
from jinja2 import Environment
from markupsafe import Markup, escape

from archive.datasette.guard import policy
from archive.datasette.language import LANGUAGES, Language, language, preferred
from archive.datasette.typesetting import spaced
from archive.marks import Pieces
from archive.words import fold

__all__ = ["NotHere", "Room", "TooSlow", "bounded", "marked_html", "open_room", "slug", "web_url"]

Value = TypeVar("Value")
Params = Iterable[tuple[str, object]]

#: Seconds that the reading for one page may take.
PAGE_SECONDS = 8.0
LANGUAGE_COOKIE = "kiosque_language"


class NotHere(Exception):
    """The archive has no such page. (Datasette would print a traceback for its own `NotFound`.)"""


class TooSlow(Exception):
    """A page would take longer than `PAGE_SECONDS` to read."""


@contextmanager
def bounded(db: sqlite3.Connection, seconds: float = PAGE_SECONDS) -> Iterator[None]:
    """Stop what is read within after so many seconds.

    :raises TooSlow: it took longer
    """
    end = time.monotonic() + seconds
    db.set_progress_handler(lambda: time.monotonic() > end, 20_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        raise TooSlow from error
    finally:
        db.set_progress_handler(None, 0)


def slug(title: str) -> str:
    """The readable end of an article's address.

    >>> slug("L'été à Œuilly : « grève » ?"), slug("???")
    ('l-ete-a-oeuilly-greve', '')
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(title))[:12])[:80].strip("-")


def web_url(url: str | None) -> str | None:
    """A URL that a link may lead to: http or https, without white space or control characters.

    >>> web_url("https://a.fr/1"), web_url("javascript:alert(1)"), web_url(None)
    ('https://a.fr/1', None, None)
    """
    return url if url and re.fullmatch(r"https?://[^\s\x00-\x1f\x7f]+", url, re.IGNORECASE) else None


def marked_html(pieces: Pieces) -> Markup:
    """Escaped first, marked after."""
    set_pieces = ((escape(spaced(text)), mark) for text, mark in pieces)
    return Markup("".join(f"<mark>{text}</mark>" if mark else text for text, mark in set_pieces))


class Room:
    """One request of a reader.

    :ivar words: the reader's language
    :ivar send: the ASGI channel, for what is streamed
    """

    def __init__(self, datasette: Any, request: Any, database: Any, send: Any = None) -> None:
        self.datasette = datasette
        self.send = send
        self.request = request
        self.database = database
        self.words: Language = language(self._language())

    @property
    def reader(self) -> str | None:
        """Who reads, where Datasette knows it."""
        actor = self.request.actor
        return str(actor["id"]) if isinstance(actor, dict) and actor.get("id") else None

    def csrftoken(self) -> str:
        """What a form must carry to be believed; Datasette 1.0 looks at where it came from instead."""
        made = self.request.scope.get("csrftoken")
        return str(made()) if callable(made) else ""

    def _language(self) -> str:
        asked = self.request.args.get("lang") or ""
        chosen = asked if asked in LANGUAGES else self.request.cookies.get(LANGUAGE_COOKIE, "")
        return chosen if chosen in LANGUAGES else preferred(self.request.headers.get("accept-language", ""))

    def arg(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return str(self.request.args.get(name) or "")

    def args(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that are not empty, each once."""
        return tuple(dict.fromkeys(value for value in self.request.args.getlist(name) if value))

    async def read(
        self, reading: Callable[[sqlite3.Connection], Value], seconds: float = PAGE_SECONDS
    ) -> Value:
        """Run a function on a read-only connection, in Datasette's threads, within bounds.

        :raises TooSlow: it took longer
        """

        def run(db: sqlite3.Connection) -> Value:
            with bounded(db, seconds):
                return reading(db)

        return await self.database.execute_fn(run)  # type: ignore[no-any-return]

    def path(self, path: str, params: Params = ()) -> str:
        """A path of ours, below Datasette's base URL."""
        query = urlencode([(name, str(value)) for name, value in params if value not in (None, "")])
        return str(self.datasette.urls.path(path)) + (f"?{query}" if query else "")

    def article(self, id: int, title: str | None = "", params: Params = ()) -> str:
        end = slug(title or "")
        return self.path(f"/a/{id}/{end}" if end else f"/a/{id}", params)

    def site(self, name: str) -> str:
        return self.path(f"/site/{quote(name, safe='')}")

    def absolute(self, path: str) -> str:
        return str(self.datasette.absolute_url(self.request, path))

    def in_language(self, code: str) -> str:
        """This page in another language."""
        kept = [
            (name, value)
            for name in self.request.args
            for value in self.request.args.getlist(name)
            if name != "lang"
        ]
        return f"{self.request.path}?{urlencode([*kept, ('lang', code)])}"

    async def page(self, template: str, status: int = 200, **context: object) -> Any:
        """A page from a template, with what all of them need."""
        words = self.words
        html = (
            _environment(self.datasette)
            .get_template(f"kiosque/{template}.html")
            .render(
                {
                    "_": words.text,
                    "n_": words.plural,
                    "number": words.number,
                    "day": words.day,
                    "moment": words.moment,
                    "language_name": words.name,
                    "lang": words.code,
                    "languages": LANGUAGES,
                    "in_language": self.in_language,
                    "language_in_itself": lambda code: language(code).name(code).capitalize(),
                    "path": self.path,
                    "article_path": self.article,
                    "site_path": self.site,
                    "absolute": self.absolute,
                    "web_url": web_url,
                    "marked": marked_html,
                    "spaced": lambda text: spaced(str(text)),
                    "reader": self.reader,
                    "csrftoken": self.csrftoken,
                    "static": lambda name: self.path(f"/-/static-plugins/kiosque/{name}"),
                    "database_path": str(self.datasette.urls.database(self.database.name))
                    if self.database
                    else None,
                    **context,
                }
            )
        )
        response = Response.html(html, status=status, headers=self.headers())
        if self.arg("lang") in LANGUAGES:
            response.set_cookie(
                LANGUAGE_COOKIE, self.arg("lang"), max_age=31_536_000, path=self.path("/"), httponly=True
            )
        return response

    def headers(self) -> dict[str, str]:
        return {
            "content-security-policy": policy(),
            "vary": "Accept-Language",
            "cache-control": "private, no-cache",
        }


_environments: WeakKeyDictionary[Any, Environment] = WeakKeyDictionary()


def _environment(datasette: Any) -> Environment:
    """Datasette's templates, rendered at once: its own asynchronous rendering takes three times as long."""
    if datasette not in _environments:
        # Without looking at the files at each page whether they have changed.
        public = hasattr(datasette, "get_jinja_environment")  # 1.0; 0.65 has an attribute
        environment = datasette.get_jinja_environment() if public else datasette.jinja_env
        _environments[datasette] = environment.overlay(enable_async=False, auto_reload=False)
    return _environments[datasette]


async def open_room(datasette: Any, request: Any, send: Any = None) -> Room:
    """The archive that this Datasette serves, for one reader.

    :raises Forbidden: the reader may not see it
    """
    database = await _archive(datasette)
    if database:
        await _check_permission(datasette, request.actor, database.name)
    return Room(datasette, request, database, send)


_archives: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


async def _archive(datasette: Any) -> Any:
    """The first database that is an archive; looked for until there is one, then known."""
    databases = list(datasette.databases.values())
    if _archives.get(datasette) in databases:
        return _archives[datasette]
    for database in databases:
        if database.path and await database.table_exists("articles_fts"):
            _archives[datasette] = database
            return database
    return None


async def _check_permission(datasette: Any, actor: Any, database: str) -> None:
    if hasattr(datasette, "ensure_permissions"):  # 0.65
        for resource in ((database, "articles"),):
            await datasette.ensure_permissions(
                actor, [("view-table", resource), ("view-database", database), "view-instance"]
            )
        return
    from datasette.resources import TableResource

    if not await datasette.allowed(
        action="view-table", resource=TableResource(database=database, table="articles"), actor=actor
    ):
        raise Forbidden("view-table")
