"""Every page of the magazine: a path and the server's state in, a response out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crawler.demo.magazine import HOME, HOSTS, Entry, StaticPage, articles, series, slugified, static_pages
from crawler.demo.text import inline_html

__all__ = ["Answer", "answer"]

HTML = "text/html; charset=utf-8"
PAGE_SIZE = 10
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
UNLISTED = 3  # the sitemap's generator forgot the oldest articles; only listings reach them
STATE_2 = date(2026, 11, 2)
REDIRECTS = {"/actualites/207-four-electrique.html": 207}


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: `modified` is Last-Modified as an HTTP date, or empty."""

    status: int
    content_type: str
    body: bytes
    modified: str = ""
    location: str = ""


def in_words(day: str, weekday: bool = False) -> str:
    """
    >>> in_words("2021-06-03", weekday=True), in_words("2026-10-01")
    ('jeudi 3 juin 2021', '1er octobre 2026')
    """
    when = date.fromisoformat(day[:10])
    number = "1er" if when.day == 1 else str(when.day)
    words = f"{number} {MONTHS[when.month - 1]} {when.year}"
    return f"{WEEKDAYS[when.weekday()]} {words}" if weekday else words


def told_day(article: Entry) -> str:
    """The day that listings and sitemap print: none for the old articles, whose date the new system lost."""
    return article.day if article.dated in ("shown", "meta") and len(article.day) == 10 else ""


def http_date(day: str) -> str:
    """The HTTP date at which a day's page was last touched; empty for a month or nothing."""
    if len(day) < 10:
        return ""
    return format_datetime(datetime.combine(date.fromisoformat(day[:10]), time(7, 30), UTC), usegmt=True)


def teaser(article: Entry, length: int = 130) -> str:
    """The beginning of an article, cut as a content management system cuts it."""
    text = article.summary
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def markup(text: str) -> Markup:
    return Markup(inline_html(text, address))  # our own text


def address(target: str) -> str:
    """Where a link of the light markup leads: an article's number or a path.

    An article is linked by the slug it had on the day, and at times on the host without www.
    """
    if not target.isdigit():
        return target
    number = int(target)
    slug = articles()[number].slug
    if number % 3 == 0:
        return f"http://{HOSTS[1]}/actu/{number}/{slug}"
    return f"/actu/{number}/{slug[:24].rstrip('-') if number % 3 == 1 else slug}"


@lru_cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("crawler.demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "in_words": in_words,
        "teaser": teaser,
        "markup": markup,
        "slugified": slugified,
        "told_day": told_day,
    }
    made.globals |= {"home": HOME.rstrip("/"), "address": address, "structured": structured}
    return made


def newest_first(state: int) -> list[Entry]:
    return sorted(articles(state).values(), key=lambda article: (article.day, article.id), reverse=True)


def surroundings(state: int) -> dict[str, Any]:
    """What stands on every page whatever the page, and changes while no article does."""
    listed = newest_first(state)
    read = sorted(listed, key=lambda article: (article.id * (7 if state == 1 else 11)) % 101)
    return {
        "most_read": read[:5],
        "latest": listed[:4],
        "visitors": 37 if state == 1 else 52,
        "build": f"{state}c0ffee",
    }


def render(template: str, state: int, **values: Any) -> str:
    return environment().get_template(template).render(**surroundings(state), state=state, **values)


def structured(article: Entry) -> dict[str, Any]:
    """schema.org/NewsArticle, alone or in a graph with its site, as two plugins would write it."""
    publisher = {
        "@type": "Organization",
        "name": "L’Écho du fournil",
        "logo": {"@type": "ImageObject", "url": f"{HOME}assets/logo.svg"},
    }
    news = {
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "image": [f"{HOME}photos/{article.image}.svg"],
        "mainEntityOfPage": article.url,
        "publisher": publisher,
    }
    if article.id % 2:
        return {"@context": "https://schema.org", **news}
    site = {"@type": "WebSite", "name": "L’Écho du fournil", "url": HOME}
    return {"@context": "https://schema.org", "@graph": [site, news]}


def neighbours(article: Entry, state: int) -> tuple[Entry | None, Entry | None]:
    """The articles published before and after one."""
    listed = newest_first(state)
    place = listed.index(article)
    older = listed[place + 1] if place + 1 < len(listed) else None
    return older, listed[place - 1] if place else None


def article_page(article: Entry, state: int) -> Answer:
    older, newer = neighbours(article, state)
    html = render(
        f"article_{article.layout}.html",
        state,
        article=article,
        related=[articles()[number] for number in article.related],
        inserts=articles(),
        series=list(series(article, state)),
        older=older,
        newer=newer,
    )
    changed = STATE_2.isoformat() if state == 2 and article.edit else article.day
    if article.layout == 2018:  # that template was never converted to UTF-8, nor taught Last-Modified
        return Answer(200, "text/html", html.encode("cp1252", "xmlcharrefreplace"))
    return Answer(200, HTML, html.encode(), http_date(changed))


def listing(title: str, path: str, entries: list[Entry], number: int, state: int, intro: str = "") -> Answer:
    pages = max(1, -(-len(entries) // PAGE_SIZE))
    if not 1 <= number <= pages:
        return missing(state)
    shown = entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    html = render(
        "listing.html", state, title=title, path=path, entries=shown, number=number, pages=pages, intro=intro
    )
    return Answer(200, HTML, html.encode())


def missing(state: int) -> Answer:
    return Answer(404, HTML, render("missing.html", state, title="Page introuvable").encode())


def static_page(page: StaticPage, state: int) -> Answer:
    return Answer(200, HTML, render("static.html", state, title=page.title, page=page).encode())


def front_page(state: int) -> Answer:
    listed = newest_first(state)
    html = render(
        "home.html",
        state,
        title="L’Écho du fournil",
        lead=listed[0],
        entries=listed[1:7],
        older=listed[20:23],
    )
    return Answer(200, HTML, html.encode())


def feed(state: int) -> Answer:
    """RSS 2.0 with the newest ten."""
    entries = [(a, http_date(a.day).replace("GMT", "+0000")) for a in islice(newest_first(state), 10)]
    return Answer(
        200, "application/rss+xml; charset=utf-8", render("feed.xml", state, entries=entries).encode()
    )


def sitemap(state: int) -> Answer:
    """Articles, though not the oldest, and pages that are none."""
    entries = sorted(articles(state).values(), key=lambda article: article.id)[UNLISTED:]
    days = [(a, STATE_2.isoformat() if state == 2 and a.edit else told_day(a)) for a in entries]
    return Answer(
        200, "application/xml", render("sitemap.xml", state, entries=days, pages=static_pages()).encode()
    )


def robots(state: int) -> Answer:
    lines = [
        "User-agent: *",
        "Disallow: /recherche",
        "Disallow: /brouillons/",
        f"Sitemap: {HOME}sitemap.xml",
        "",
    ]
    return Answer(200, "text/plain", "\n".join(lines).encode())


def picture(name: str) -> Answer:
    shade = sum(name.encode()) % 60
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400">'
        f'<rect width="640" height="400" fill="hsl({shade} 45% 70%)"/><circle cx="320" cy="210" r="120" fill="hsl({shade} 60% 40%)"/></svg>'
    )
    return Answer(200, "image/svg+xml", svg.encode())


def document() -> Answer:
    """The smallest PDF that viewers open."""
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return Answer(200, "application/pdf", pdf)


def article_answer(number: int, state: int) -> Answer:
    """An article under any slug; 410 for the one withdrawn, 404 for a number that never was."""
    if article := articles(state).get(number):
        return article_page(article, state)
    if number in articles():
        return Answer(410, HTML, render("missing.html", state, title="Article retiré").encode())
    return missing(state)


def filed(
    entries: Iterable[Entry], name: Callable[[Entry], Iterable[str]]
) -> Mapping[str, tuple[str, list[Entry]]]:
    """Articles under the slug of each name they are filed under."""
    files: dict[str, tuple[str, list[Entry]]] = {}
    for article in entries:
        for words in name(article):
            files.setdefault(slugified(words), (words, []))[1].append(article)
    return files


SHELVES: dict[str, Callable[[Entry], Iterable[str]]] = {
    "rubrique": lambda article: [article.section],
    "tag": lambda article: article.tags,
    "auteur": lambda article: article.authors,
}


def shelf(kind: str, slug: str, number: int, state: int) -> Answer:
    title, entries = filed(newest_first(state), SHELVES[kind]).get(slug, ("", []))
    return listing(title, f"/{kind}/{slug}", entries, number, state) if entries else missing(state)


FIXED: dict[str, Callable[[int], Answer]] = {
    "/": front_page,
    "/feed.xml": feed,
    "/sitemap.xml": sitemap,
    "/robots.txt": robots,
}


@lru_cache(maxsize=512)
def answer(target: str, state: int) -> Answer:
    """The response to a path with its query.

    >>> answer("/actu/104/apple-touch-icon.png", 1).body == answer("/actu/104", 1).body
    True
    >>> answer("/actu/9999/rien", 1).status
    404
    """
    url = urlsplit(target)
    path = url.path.rstrip("/") or "/"
    number = parse_qs(url.query).get("page", ["1"])[0]
    page = int(number) if number.isdecimal() else 0
    if path in FIXED:
        return FIXED[path](state)
    if path in REDIRECTS:
        return Answer(301, HTML, b"", location=articles()[REDIRECTS[path]].url)
    if match := re.fullmatch(r"/actu/(\d{1,6})(/.*)?", path):
        return article_answer(int(match[1]), state)
    if path == "/actu":
        return listing("Toute l’actualité", "/actu", newest_first(state), page, state)
    if match := re.fullmatch(r"/(rubrique|tag|auteur)/([\w-]+)", path):
        return shelf(match[1], match[2], page, state)
    if match := re.fullmatch(r"/photos/([\w-]+)\.svg", path):
        return picture(match[1])
    if match := re.fullmatch(r"/brouillons/(\d{1,6})", path):  # robots.txt forbids it
        return article_answer(int(match[1]), state)
    if path == "/documents/charte.pdf":
        return document()
    if static := static_pages().get(path):
        return static_page(static, state)
    return missing(state)
