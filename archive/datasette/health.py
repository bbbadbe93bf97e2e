"""What needs attention, as the crawler left it with each site. `scrapy status` says the same."""

import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from archive.datasette.language import Language
from archive.datasette.reading import loaded, rows

__all__ = ["Notice", "in_words", "notices", "run_message"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know about a site.

    :ivar message: in English, as the crawler says it
    :ivar values: the numbers and names in it
    """

    site: str
    code: str
    message: str
    since: str | None = None
    attention: bool = True
    values: dict[str, Any] = field(default_factory=dict)


def notices(db: sqlite3.Connection, site: str | None = None) -> list[Notice]:
    """What the last crawls left to say, by site; only what `scrapy status` says too."""
    where = " where name = ?" if site else ""
    found: list[Notice] = []
    for row in rows(db, f"select name, knowledge from sites{where} order by name", [site] if site else []):
        knowledge = loaded(row["knowledge"])
        kept = knowledge.get("health") if isinstance(knowledge, dict) else None
        listed = kept.get("notices") if isinstance(kept, dict) else None
        for notice in listed if isinstance(listed, list) else []:
            if isinstance(notice, dict) and notice.get("message"):
                found.append(_notice(row["name"], notice))
    return found


def _notice(site: str, kept: dict[str, Any]) -> Notice:
    values = kept.get("values")
    return Notice(
        site,
        str(kept.get("code") or ""),
        str(kept["message"]).removeprefix(f"{site}: "),
        str(kept["since"]) if kept.get("since") else None,
        kept.get("level") != "note",
        values if isinstance(values, dict) else {},
    )


def in_words(found: list[Notice], words: Language) -> list[dict[str, Any]]:
    """For a page, in the reader's language; what has no words there is said as the crawler said it."""
    return [
        {
            "site": notice.site,
            "text": _said(notice, words),
            "since": words.day(notice.since),
            "attention": notice.attention,
        }
        for notice in found
    ]


def _said(notice: Notice, words: Language) -> str:
    message = _sentences(words).get(notice.code)
    values = {
        name: words.number(value) if isinstance(value, (int, float)) else str(value)
        for name, value in notice.values.items()
    }
    if "field" in values:
        values["field"] = _fields(words).get(values["field"], values["field"])
    try:
        return message % values if message else notice.message
    except (KeyError, ValueError, TypeError):  # kept by another version
        return notice.message


# What the crawl says in a run's message -> the kind of notice. The message is the same sentence in English.
_RUN_MESSAGES = {
    "busy": r"the site wants to be left alone: .*",
    "down": r"the site did not answer: .*",
    "robots": r"nothing may be fetched: .*",
    "moved-away": r"its home page sends readers on to another site, (?P<to>\S+?): .*",
    "moved": r"the site has moved to (?P<to>\S+?): .*",
    "certificate": r"its TLS certificate ended on .*",
    "certificate-soon": r"its TLS certificate ends on .*",
    "blocked": r"blocked: (?P<pages>\d+) of \d+ pages .*",
    "wall": r"blocked: the home page is .*",
    "all-missing": r"all (?P<pages>\d+) articles that were looked at are missing .*",
    "failing": r"(?P<failed>\d+) of (?P<of>\d+) requests failed.*",
    "unasked": r"(?P<pages>\d+) of (?P<of>\d+) pages that its sitemap names could not be asked for .*",
    "empty": r"no article found among (?P<pages>\d+) pages?: .*",
    "quiet": r"no new article for (?P<days>\d+) days; .* was (?P<usual>\d+) days?",
    "short": r"the last \d+ articles have (?P<words>\d+) words where (?P<usual>\d+) were usual.*",
    "same-date": r"the last \d+ articles all have the date (?P<date>\S+).*",
    "poorer": r"(?P<articles>\d+) of (?P<of>\d+) articles came back with much less text; .*",
    "one-page": r"(?P<pages>\d+) addresses of articles answered with one and the same page.*",
    "other-texts": r"(?P<articles>\d+) of (?P<of>\d+) articles came back as wholly another text.*",
    "all-changed": r"(?P<articles>\d+) of (?P<of>\d+) articles have changed since the last look.*",
    "one-title": r'(?P<articles>\d+) articles now have the same title, "(?P<title>.*)": .*',
    "layout": r"the pages' layout changed: .*",
}


def run_message(message: str, site: str, words: Language) -> tuple[str, bool]:
    """What a run left to say, in the reader's language, and whether all of it is.

    >>> run_message("a: 3 of 4 requests failed; usually 0% do", "a", Language("fr"))
    ('3 requêtes sur 4 ont échoué à la dernière collecte', True)
    """
    said, whole = [], True
    for part in re.split(rf"; (?={re.escape(site)}: )", message):
        text = part.removeprefix(f"{site}: ")
        found = [
            (code, match)
            for code, like in _RUN_MESSAGES.items()
            if (match := re.fullmatch(like, text, re.DOTALL))
        ]
        if words.code == "en" or not found:
            said.append(text)
            whole = words.code == "en" and whole
            continue
        code, match = found[0]
        said.append(_said(Notice(site, code, text, values=match.groupdict()), words))
    return " ; ".join(said) if words.code == "fr" else "; ".join(said), whole


def _fields(words: Language) -> dict[str, str]:
    _ = words.text
    return {
        "published": _("date"),
        "authors": _("author"),
        "title": _("title"),
        "description": _("description"),
        "image": _("picture"),
    }


def _sentences(words: Language) -> dict[str, str]:
    """What each kind of notice means to a reader."""
    _ = words.text
    return {
        "busy": _("the site asks to be left alone for a while; it is asked again later"),
        "down": _("the site did not answer at the last crawl"),
        "robots": _("the site asks not to be archived"),
        "certificate": _("the site’s certificate has ended: browsers warn of it"),
        "certificate-soon": _("the site’s certificate is about to end"),
        "moved": _("the site has moved to %(to)s, where it is followed"),
        "moved-away": _("its home page sends readers on to another site, %(to)s: the paper may have moved"),
        "unbelieved": _("what the site says of its own changes is not all believed"),
        "wall": _("its home page was blocked at the last crawl; what was archived stays as it was"),
        "blocked": _("pages were blocked at the last crawl (%(pages)s); what was archived stays as it was"),
        "all-missing": _(
            "all %(pages)s articles looked at were missing: an outage or a move; none counts as withdrawn"
        ),
        "failing": _("%(failed)s of %(of)s requests failed at the last crawl"),
        "empty": _("no article was found among %(pages)s pages"),
        "quiet": _("no new article for %(days)s days; its longest silence in the year before was %(usual)s"),
        "fields": _("%(articles)s of the last %(of)s articles lack what most had before: %(field)s"),
        "short": _("the latest articles have %(words)s words where %(usual)s were usual"),
        "same-date": _("the latest articles all have the same date, %(date)s"),
        "same-title": _("the latest articles have the same title, “%(title)s”"),
        "poorer": _(
            "%(articles)s of %(of)s articles came back with much less text; the texts archived are kept"
        ),
        "one-page": _(
            "%(pages)s addresses of articles answered with one and the same page; the texts archived are kept"
        ),
        "other-texts": _(
            "%(articles)s of %(of)s articles came back as wholly another text; the texts archived are kept"
        ),
        "all-changed": _("%(articles)s of %(of)s articles had changed, far more than usual"),
        "one-title": _("%(articles)s articles now have the same title, “%(title)s”"),
        "gap": _("its lists showed new articles alone; some that appeared before them may be missing"),
        "layout": _("the layout of its pages has changed"),
        "reserved": _("the site reserves its rights against text and data mining"),
        "asks": _("its pages ask: %(word)s"),
        "left-out": _("pages left out, as they reserve their reuse: %(pages)s"),
        "unasked": _("%(pages)s of %(of)s pages that its sitemap names could not be asked for"),
        "unread": _("pages at addresses like its articles’ had no article on them: %(pages)s"),
    }
