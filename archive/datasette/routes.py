"""Addresses of the reading room and the function that answers each."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from archive.datasette import (
    article_pages,
    capture_pages,
    downloads,
    feeds,
    front,
    saved_pages,
    search_pages,
    site_pages,
)
from archive.datasette.room import NotHere, Room, TooSlow, open_room

__all__ = ["ROUTES", "table_downloads"]

View = Callable[[Room], Awaitable[Any]]


def _view(
    answer: View, methods: Sequence[str] = ("GET", "HEAD")
) -> Callable[[Any, Any, Any], Awaitable[Any]]:
    """A Datasette view: opens the archive for the reader; slow reading becomes a page that says so."""

    async def view(request: Any, datasette: Any, send: Any) -> Any:
        room = await open_room(datasette, request, send)
        if request.method not in methods:
            return await room.page(
                "notice", 405, title="405", text=room.words.text("This page can only be read.")
            )
        if room.database is None:
            return await front.no_archive(room)
        try:
            return await answer(room)
        except NotHere:
            return await front.not_here(room)
        except TooSlow:
            return await front.too_slow(room)

    view.__name__ = answer.__name__  # not functools.wraps: Datasette reads the signature
    return view


_LISTS = r"csv|excel\.csv|jsonl|parquet|bib"

ROUTES: list[tuple[str, Any]] = [
    (r"^/$", _view(front.home)),
    (r"^/search$", _view(search_pages.search_page)),
    (rf"^/search\.(?P<format>{_LISTS})$", _view(downloads.search_download)),
    (r"^/search\.atom$", _view(feeds.atom)),
    (r"^/search\.json$", _view(feeds.json_feed)),
    (r"^/api/search\.json$", _view(search_pages.api)),
    (r"^/saved$", _view(saved_pages.saved_page, ("GET", "HEAD", "POST"))),
    (r"^/help$", _view(front.help_page)),
    (r"^/site/(?P<site>[^/]+)$", _view(site_pages.site_page)),
    (r"^/a/(?P<id>[0-9]{1,15})/-/text$", _view(article_pages.text)),
    (r"^/a/(?P<id>[0-9]{1,15})/-/cite\.(?P<format>bib|ris|json|txt)$", _view(article_pages.cite)),
    (r"^/a/(?P<id>[0-9]{1,15})/-/revisions$", _view(article_pages.revisions)),
    (r"^/a/(?P<id>[0-9]{1,15})/-/revision/(?P<revision>[0-9]{1,15})$", _view(article_pages.revision)),
    (r"^/a/(?P<id>[0-9]{1,15})/-/capture(?:/(?P<capture>[0-9]{1,15}))?$", _view(capture_pages.captured)),
    (r"^/a/(?P<id>[0-9]{1,15})/-/capture/(?P<capture>[0-9]{1,15})/page$", _view(capture_pages.captured_page)),
    (r"^/a/(?P<id>[0-9]{1,15})(?:/(?P<slug>[^/]*))?$", _view(article_pages.article_page)),
    (r"^/a/[0-9]{1,15}/-/.*$", _view(front.not_here)),  # else Datasette takes it for one of its tables
    (rf"^/download/(?P<table>[a-z]+)\.(?P<format>{_LISTS})$", _view(downloads.table_download)),
]


def table_downloads(datasette: Any, database: str, table: str) -> list[dict[str, str]]:
    """Links for the menu of a table: the whole of it as a file."""
    if table not in downloads.TABLES:
        return []
    return [
        {"href": str(datasette.urls.path(f"/download/{table}.{ending}")), "label": f"Download all as {label}"}
        for ending, label in (
            ("csv", "CSV"),
            ("excel.csv", "CSV for Excel"),
            ("jsonl", "JSON Lines"),
            ("parquet", "Parquet"),
        )
    ]
