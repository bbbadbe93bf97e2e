"""A site full of traps over a real server: every article is found, at a bounded cost."""

import contextlib
import http.server
import json
import re
import sqlite3
import threading
from collections import Counter
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.conftest import command, crawl_words

pytestmark = pytest.mark.slow

ARTICLES = 60
NAMED = 9  # the first number that anything names; the ones before it are told by their numbers alone
WORDS = "pain farine levain four moulin semence froment épeautre seigle pétrin fournil croûte mie levure grenier".split()


def rows(folder, sql):
    database = sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    with contextlib.closing(database):
        return [dict(row) for row in database.execute(sql)]


def text(number):
    """Six paragraphs that no two articles share."""
    return "".join(
        f"<p>{' '.join(WORDS[(number * 7 + part * 3 + word * (1 + number % 5)) % len(WORDS)] for word in range(40))} numéro {number}-{part}.</p>"
        for part in range(6)
    )


def page(title, inside, head=""):
    menu = '<nav><a href="/">Accueil</a><a href="/actus">Actus</a><a href="/agenda/2024/1">Agenda</a><a href="/boutique">Boutique</a></nav>'
    return f"<!doctype html><html lang=fr><head><title>{title}</title>{head}</head><body>{menu}<main>{inside}</main><footer>Mentions</footer></body></html>"


def article(number):
    head = '<meta property="og:type" content="article">'
    near = "".join(
        f'<li><a href="/actu/{other}/titre-{other}">Encore</a></li>'
        for other in (NAMED + (number + k) % (ARTICLES - NAMED + 1) for k in (1, 7))
    )
    return page(
        f"Le titre de {number}",
        f"<article class=actu><h1>Le titre de {number}</h1><time datetime='2024-{1 + number % 12:02}-{1 + number % 28:02}'>le</time>"
        f"{text(number)}</article><ul>{near}</ul><a href='suite/lire'>Suite</a>",
        head,
    )


def teaser(number):
    return f"<h2><a href='/actu/{number}/titre-{number}'>Le titre de {number}</a></h2>"


class Traps(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter] = Counter()
    session = 0

    def log_message(self, *args):
        pass

    def do_GET(self):
        parts = urlsplit(self.path)
        Traps.asked[parts.path] += 1
        status, body = self.answer(parts.path, dict(parse_qsl(parts.query)))
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def answer(self, path, query):
        if path == "/robots.txt":
            return 404, ""
        if path == "/":
            return 200, page(
                "Le Journal", "".join(map(teaser, range(NAMED, NAMED + 5))) + "<p>Le journal du pain.</p>"
            )
        if match := re.fullmatch(r"/actu/(\d+)(?:/[\w-]*)?", path):
            number = int(match[1])
            return (200, article(number)) if 1 <= number <= ARTICLES else self.nothing()
        if path == "/actus":  # a listing without an end: after the last page it goes on, empty
            number = int(query.get("page", 1))
            shown = range((number - 1) * 6 + NAMED, min(number * 6 + NAMED - 1, ARTICLES) + 1)
            return 200, page(
                "Actus",
                "".join(map(teaser, shown))
                + f"<a rel=next href='/actus?page={number + 1}'>Page suivante</a>",
            )
        if match := re.fullmatch(r"/agenda/(\d+)/(\d+)(?:/(\d+))?", path):
            return 200, self.calendar(*(int(part or 0) for part in match.groups()))
        if path == "/boutique":  # every combination of filters links to every other one
            return 200, self.facets(query)
        if path.endswith("/lire"):  # a relative link that goes one deeper every time
            return 200, page("Suite", "<a href='suite/lire'>Suite</a><a href='../suite/lire'>Suite</a>")
        if path == "/recherche":
            return 200, page("Recherche", f"<a href='/recherche?q={query.get('q', '')}a'>Plus large</a>")
        return self.nothing()

    def nothing(self):
        """A soft 404, with a session id in every link."""
        Traps.session += 1
        links = "".join(f"<a href='/perdu/{k}?zid={Traps.session:08x}'>Voir</a>" for k in range(4))
        return 200, page(
            "Introuvable",
            f"<h1>Page introuvable</h1><p>Désolé.</p>{links}<a href='/recherche?q=a'>Chercher</a>",
        )

    def calendar(self, year, month, day):
        following = f"/agenda/{year + month // 12}/{month % 12 + 1}"
        days = "".join(f"<td><a href='/agenda/{year}/{month}/{d}'>{d}</a></td>" for d in range(1, 29))
        return page(
            "Agenda",
            f"<table><tr>{days}</tr></table><a href='{following}'>Mois suivant</a><p>Rien le {day}.</p>",
        )

    def facets(self, query):
        names = ("couleur", "taille", "prix", "tri", "vue")
        links = ""
        for name in names:
            for value in "abc":
                chosen = {**query, name: value}
                links += "<a href='/boutique?{}'>{}</a>".format(
                    "&".join(f"{k}={v}" for k, v in chosen.items()), value
                )
        return page("Boutique", f"{links}<p>Un fouet, une corne, un banneton.</p>")


@pytest.fixture
def server():
    Traps.asked = Counter()
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Traps)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_address[1]}/"
    served.shutdown()
    served.server_close()


def test_every_article_is_found_and_the_traps_are_left(server, tmp_path):
    words = crawl_words(tmp_path, "-a", f"url={server}")
    _, out = command(*words)
    assert "Traceback" not in out
    found = {row["url"] for row in rows(tmp_path, "select url from articles")}
    numbers = sorted(int(re.search(r"/actu/(\d+)", url)[1]) for url in found)
    assert numbers == list(range(1, ARTICLES + 1)), (sorted(found), out)
    real_pages = ARTICLES + 1 + ARTICLES // 6 + 1  # articles, home, the listing's pages, the shop
    assert sum(Traps.asked.values()) <= 3 * real_pages, json.dumps(Traps.asked.most_common(60))
    waiting = rows(
        tmp_path, "select count(*) as n from urls where state = 'due' or coalesce(reason, '') = ''"
    )
    assert waiting == [{"n": 0}]


@pytest.mark.long
def test_a_budget_ends_the_run_and_the_next_goes_on(server, tmp_path):
    words = crawl_words(tmp_path, "-a", f"url={server}")
    command(*words, "-s", "CRAWL_BUDGET=20")
    assert sum(Traps.asked.values()) <= 22  # and robots.txt
    for _ in range(12):
        command(*words, "-s", "CRAWL_BUDGET=40")
    found = rows(tmp_path, "select count(*) as n from articles")
    assert found == [{"n": ARTICLES}]
