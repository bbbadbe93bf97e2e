"""An article: to read, to compare with what it said before, to cite, to take away."""

import json
import re
import sqlite3
from typing import Any

from datasette import Response

from archive.citations import Cited, bibtex, cited, csl_json, plain, ris
from archive.datasette import reading
from archive.datasette.room import NotHere, Room, web_url
from archive.datasette.typesetting import blocks
from archive.marks import marked, pattern
from archive.revisions import word_diff
from archive.search import read as read_words

__all__ = ["article_page", "as_file", "cite", "revision", "revisions", "text"]

COMPARED_CHARACTERS = 200_000  # of one text; longer ones are shown one above the other


def _id(room: Room) -> int:
    return int(room.request.url_vars["id"])


async def article_page(room: Room) -> Any:
    """Title, date and its certainty, text, related links, backlinks, neighbours, citations."""
    id = _id(room)

    def read(db: sqlite3.Connection) -> dict[str, Any] | None:
        article = reading.article(db, id)
        if article is None:
            return None
        before, after = reading.neighbours(db, article)
        return {
            "article": article,
            "words": pattern(read_words(db, room.arg("q")).terms),
            "links": reading.related(db, id),
            "backlinks": reading.backlinks(db, id),
            "before": before,
            "after": after,
            "copies": reading.copies(db, article),
            "capture": reading.cited_capture(db, id),
            "moved": reading.moved(db, article),
        }

    found = await room.read(read)
    if found is None:
        raise NotHere
    article = found["article"]
    words = found.pop("words")
    citation = cited(article, article["authors"], found["capture"])
    return await room.page(
        "article",
        title_pieces=marked(article["title"] or article["url"], words),
        blocks=blocks(article["body"], words),
        certainty=certainty(room, article),
        standfirst=standfirst(article),
        cite_plain=[(code, plain(citation, code)) for code in ("fr", "en")],
        cite_bibtex=bibtex(citation),
        cite_csl=csl_json(citation),
        cite_ris=ris(citation),
        schema=schema_org(room, article),
        canonical=room.absolute(room.article(id, article["title"])),
        q=room.arg("q"),
        **found,
    )


def standfirst(article: dict[str, Any]) -> str:
    """The description, where it says something that the text does not begin with."""
    said = " ".join((article["description"] or "").split())[:600]
    return "" if said[:60] in " ".join(article["body"][:5000].split()) else said


def certainty(room: Room, article: dict[str, Any]) -> str:
    """Where the date comes from, in the reader's words."""
    if not article["published"]:
        return room.words.text("date unknown")
    source = article["published_source"] or ""
    if "of a change" in source:
        return room.words.text("date of a change, as none of publication is known")
    if re.search(r"text|body|relative|prose", source):
        return room.words.text("date taken from the text")
    if source.startswith(("url", "path")):
        return room.words.text("date taken from the address")
    if re.search(r"lastmod|sitemap|feed|header|http", source):
        return room.words.text("date as the site lists it")
    return room.words.text("date stated by the page")


def schema_org(room: Room, article: dict[str, Any]) -> str:
    """schema.org `NewsArticle` as JSON-LD, safe inside a script element."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "datePublished": article["published"],
        "dateModified": article["modified"],
        "author": [{"@type": "Person", "name": name} for name in article["authors"]],
        "publisher": {"@type": "Organization", "name": article["site"]},
        "inLanguage": article["language"],
        "description": article["description"],
        "articleSection": article["section"],
        "keywords": list(article["tags"]) or None,
        "wordCount": article["words"],
        "isBasedOn": web_url(article["url"]),
        "url": room.absolute(room.article(article["id"], article["title"])),
    }
    said = {name: value for name, value in facts.items() if value}
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


async def text(room: Room) -> Any:
    """The text alone, with where it is from."""
    article = await room.read(lambda db: reading.article(db, _id(room)))
    if article is None:
        raise NotHere
    head = [
        article["title"],
        ", ".join(article["authors"]),
        room.words.day(article["published"]),
        article["url"],
    ]
    whole = "\n".join(line for line in head if line) + "\n\n" + article["body"] + "\n"
    return as_file(whole, f"{article['site']}-{article['id']}.txt", "text/plain; charset=utf-8")


def as_file(content: str | bytes, name: str, content_type: str) -> Any:
    """An answer that a browser keeps under this name."""
    safe = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)
    return Response(
        content.encode("utf-8", "replace") if isinstance(content, str) else content,
        headers={
            "content-disposition": f'attachment; filename="{safe}"',
            "cache-control": "private, no-cache",
        },
        content_type=content_type,
    )


# -- citations ---------------------------------------------------------------------------------------------

_CITATIONS = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}


async def cite(room: Room) -> Any:
    """A citation as a file: of the article, or of one of its revisions (`?revision=`)."""
    wanted = room.arg("revision")
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 16 else None

    def read(db: sqlite3.Connection) -> tuple[dict[str, Any] | None, ...]:
        id = _id(room)
        said = reading.revision(db, id, number) if number else None
        return reading.article(db, id), said, reading.cited_capture(db, id)

    article, said, capture = await room.read(read)
    if article is None or (wanted and said is None):
        raise NotHere
    citation = cited_revision(article, said) if said else cited(article, article["authors"], capture)
    kind = str(room.request.url_vars["format"])
    if kind == "txt":
        return as_file(
            plain(citation, room.words.code) + "\n", f"{citation.key}.txt", "text/plain; charset=utf-8"
        )
    write, content_type = _CITATIONS[kind]
    return as_file(write(citation), f"{citation.key}.{kind}", content_type)


def cited_revision(article: dict[str, Any], said: dict[str, Any]) -> Cited:
    """A revision as one cites it: what it said then, when that was archived, and the proof."""
    return Cited(
        id=article["id"],
        title=said["title"] or article["title"] or article["url"],
        url=article["url"],
        site=article["site"],
        authors=said["authors"],
        published=said["published"],
        language=article["language"],
        archived=said["fetched"] or said["seen"],
        digest=said["digest"],
        revision=said["number"],
    )


# -- revisions ---------------------------------------------------------------------------------------------


async def revisions(room: Room) -> Any:
    """Every text the article had, the newest first."""

    def read(db: sqlite3.Connection) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        return reading.article(db, _id(room)), reading.revisions(db, _id(room))

    article, found = await room.read(read)
    if article is None:
        raise NotHere
    return await room.page("revisions", article=article, revisions=found)


async def revision(room: Room) -> Any:
    """One text, word by word against the one before, or against another (`?against=`)."""
    id, number = _id(room), int(room.request.url_vars["revision"])
    against = room.arg("against")
    asked = int(against) if against.isascii() and against.isdecimal() and len(against) < 16 else None

    def read(db: sqlite3.Connection) -> dict[str, Any] | None:
        article, new = reading.article(db, id), reading.revision(db, id, number)
        if article is None or new is None:
            return None
        earlier, later = reading.beside(reading.revisions(db, id), new["number"])
        other = asked if asked is not None else earlier and earlier["number"]
        old = reading.revision(db, id, other) if other else None
        return {"article": article, "new": new, "old": old, "earlier": earlier, "later": later}

    found = await room.read(read)
    if found is None:
        raise NotHere
    new, old = found["new"], found["old"]
    citation = cited_revision(found["article"], new)
    return await room.page(
        "revision",
        title_diff=difference(old["title"] or "", new["title"] or "") if old else None,
        body_diff=difference(old["body"], new["body"]) if old else None,
        blocks=blocks(new["body"], None),
        fields=[
            (field, old[field], new[field])
            for field in ("published", "authors")
            if old and old[field] != new[field]
        ],
        cite_plain=[(code, plain(citation, code)) for code in ("fr", "en")],
        cite_bibtex=bibtex(citation),
        cite_csl=csl_json(citation),
        cite_ris=ris(citation),
        **found,
    )


def difference(old: str, new: str) -> list[tuple[str, str]] | None:
    """Pieces (`same`, `added` or `removed`, text); None for texts too long to compare while one waits."""
    if len(old) + len(new) > COMPARED_CHARACTERS * 2:
        return None
    return word_diff(old, new)
