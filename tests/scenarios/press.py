"""A newspaper that lives: its clock and its content move, and it fails in whatever way a test wants."""

import email.utils
import hashlib
import http.server
import json
import random
import socketserver
import ssl
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "press.example"
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
HTML = {"Content-Type": "text/html; charset=utf-8"}
WORDS = (
    "council harbour strike budget mayor railway school hospital vote market bridge river farmer union court"
    " judge police theatre museum library garden factory engineer teacher student winter summer morning evening"
    " report figure decision meeting project minister region village street house family worker season price"
).split()


@dataclass
class Story:
    number: int
    published: datetime
    edited: datetime | None = None
    edits: int = 0
    withdrawn: bool = False
    slug: str | None = None

    @property
    def path(self):
        if self.slug:
            return f"/news/{self.slug}"
        return f"/news/{self.number}-{WORDS[self.number % len(WORDS)]}-{WORDS[self.number * 7 % len(WORDS)]}"

    @property
    def title(self):
        rng = random.Random(self.number)
        return f"The {rng.choice(WORDS)} and the {rng.choice(WORDS)} of {rng.choice(WORDS)} {self.number}"

    @property
    def paragraphs(self):
        rng = random.Random(self.number)
        made = [" ".join(rng.choice(WORDS) for _ in range(45)).capitalize() + "." for _ in range(5)]
        extra = random.Random(1_000_000 + self.number)  # not -number: the same seed
        more = (
            " ".join(extra.choice(WORDS) for _ in range(30)).capitalize() + "." for _ in range(self.edits)
        )
        return [*made, *more]


def tls_context(ends):
    """A server's TLS with a certificate of its own making that ends then."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    names = x509.SubjectAlternativeName([x509.DNSName(HOST)])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = (
        made.serial_number(1)
        .add_extension(names, critical=False)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(ends)
    )
    certificate = made.sign(key, hashes.SHA256())
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "both.pem"
        file.write_bytes(text + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(file)
    return context


class Press:
    """:param kind: `sitemap` (honest), `feed`, `listing`, `lying` (its sitemap and its ETags) or `wordpress`"""

    def __init__(self, kind, now, stories=0, every=timedelta(days=1)):
        self.kind, self.now, self.host = kind, now, HOST
        self.stories = [Story(n, now - (stories - n) * every) for n in range(stories)]
        self.requests, self.log = 0, []
        self.trouble = None  # (path) -> answer or None
        self.at = {}  # whole address -> answer
        self.moved = {}  # old path -> story
        self.design = 1
        self.tls = None  # once it has moved to https
        self.times = []  # of each request, as the wall clock has it
        self.seconds = 0.0  # how long it takes to answer

    def publish(self, number=1):
        for _ in range(number):
            self.stories.append(Story(len(self.stories), self.now))

    def edit(self, *numbers):
        for number in numbers:
            self.stories[number].edits += 1
            self.stories[number].edited = self.now

    def withdraw(self, *numbers):
        for number in numbers:
            self.stories[number].withdrawn = True

    def rename(self, *numbers):
        """Give stories another address, without a number; the old one leads there."""
        for story in (self.stories[number] for number in numbers):
            self.moved[story.path] = story
            story.slug = f"fresh-{WORDS[story.number % len(WORDS)]}-{WORDS[story.number * 11 % len(WORDS)]}"

    def move_to_https(self, ends=datetime(2030, 1, 1)):
        """From now on every http address leads to its https one."""
        self.tls = tls_context(ends)

    @property
    def root(self):
        return f"{'https' if self.tls else 'http'}://{HOST}"

    @property
    def newest_first(self):
        return [story for story in reversed(self.stories) if not story.withdrawn]

    # --- pages

    def answer(self, path, query, asked_etag, secure=False):
        self.requests += 1
        self.times.append(time.monotonic())
        self.log.append(path + "".join(f" {name}={value[0]}" for name, value in sorted(query.items())))
        if self.trouble and (answer := self.trouble(path)) is not None:
            if isinstance(answer, float):  # no answer in time
                time.sleep(answer)
                return 200, {}, ""
            return answer
        if path in self.moved:
            return 301, {"Location": self.root + self.moved[path].path}, ""
        if self.tls and not secure:
            return 301, {"Location": self.root + path}, ""
        body, kind = self.document(path, query)
        if body is None:
            return 404, {}, "<title>Not found</title><h1>Not found</h1>"
        etag = '"always"' if self.kind == "lying" else f'"{hashlib.md5(body.encode()).hexdigest()}"'
        headers = {"Content-Type": kind, "ETag": etag, "Date": email.utils.format_datetime(self.now)}
        return (304, headers, "") if asked_etag == etag else (200, headers, body)

    def document(self, path, query):
        page = int(query.get("page", ["1"])[0])
        if path == "/":
            return self.listing("The Press", 1, 10), "text/html; charset=utf-8"
        if path == "/archive" and self.kind != "wordpress":
            return self.listing(f"Archive {page}", page, 20), "text/html; charset=utf-8"
        if path == "/about":
            return self.frame("About us", "<p>We are a paper.</p>"), "text/html; charset=utf-8"
        if path == "/robots.txt":
            lines = "User-agent: *\nDisallow: /private\n"
            return lines + (f"Sitemap: {self.root}/sitemap.xml\n" if self.has_sitemap else ""), "text/plain"
        if path == "/sitemap.xml" and self.has_sitemap:
            return self.sitemap(), "application/xml"
        if path == "/feed.xml" and self.kind == "feed":
            return self.feed(), "application/rss+xml"
        if path == "/wp-json/wp/v2/posts" and self.kind == "wordpress":
            return self.posts(query), "application/json"
        story = next((s for s in self.stories if s.path == path and not s.withdrawn), None)
        return (self.story(story), "text/html; charset=utf-8") if story else (None, "")

    @property
    def has_sitemap(self):
        return self.kind in ("sitemap", "lying")

    def frame(self, title, main):
        feed = (
            '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
            if self.kind == "feed"
            else ""
        )
        if self.kind == "wordpress":
            feed = f'<link rel="https://api.w.org/" href="http://{HOST}/wp-json/">'
        nav = '<nav class="top"><a href="/">Home</a> <a href="/archive">Archive</a> <a href="/about">About us</a></nav>'
        if self.design == 2:
            nav = f'<aside id="menu"><ul class="entries"><li class="entry">{nav}</li></ul></aside>'
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(title)} | The Press</title>{feed}</head>'
            f'<body><header><a href="/">The Press</a></header>{nav}{main}'
            f"<footer>It is {self.now:%H:%M}. {self.requests} readers. Copyright {self.now:%Y} The Press.</footer></body></html>"
        )

    def listing(self, title, page, size):
        stories = self.newest_first[(page - 1) * size : page * size]
        rows = "".join(
            f'<li class="teaser"><h2><a href="{s.path}">{s.title}</a></h2><time datetime="{s.published:%Y-%m-%d}">'
            f"{s.published:%Y-%m-%d}</time></li>"
            for s in stories
        )
        last = -(-len(self.newest_first) // 20)
        following = (
            f'<a rel="next" href="/archive?page={page + 1}">Older</a>' if page < last and size == 20 else ""
        )
        return self.frame(title, f'<main><h1>{title}</h1><ul class="list">{rows}</ul>{following}</main>')

    def story(self, s):
        text = "".join(f"<p>{paragraph}</p>" for paragraph in s.paragraphs)
        related = "".join(
            f'<li><a href="{o.path}">{o.title}</a></li>'
            for o in self.stories[max(0, s.number - 3) : s.number]
            if not o.withdrawn
        )
        title = "The Press" if self.design == "site name" else s.title
        day = datetime(2026, 1, 1, 9) if self.design == "one date" else s.published
        if self.design == "cut":
            text = f"<p>{s.paragraphs[0]}</p>"
        when = f'<time datetime="{day.isoformat()}">{day:%d %B %Y}</time>'
        if self.design == "undated":
            when = ""
        if self.design != 2:
            main = (
                f'<main><article class="story"><h1>{title}</h1><p class="meta">{when} <span rel="author">Ann Reporter</span></p>'
                f'{text}</article><section class="related"><h3>Read more</h3><ul>{related}</ul></section></main>'
            )
        else:  # a redesign: other tags, other classes, no date and no author
            main = (
                f'<section id="body-2024" class="grid-x"><div class="cell large-8"><header class="hero"><h1 class="hero__t">{s.title}</h1></header>'
                f'<section class="prose prose--xl">{text}</section></div><div class="cell large-4 rail"><ol>{related}</ol></div></section>'
            )
        return self.frame(title, main)

    def sitemap(self):
        def changed(s):
            return self.now if self.kind == "lying" else s.edited or s.published

        rows = "".join(
            f"<url><loc>{self.root}{s.path}</loc><lastmod>{changed(s).isoformat()}</lastmod></url>"
            for s in self.newest_first
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{self.root}/</loc></url>{rows}</urlset>'

    def posts(self, query):
        """GET /wp/v2/posts, as WordPress 5.7 and later answer it."""
        after, order = query.get("modified_after", [""])[0], query.get("orderby", ["date"])[0]
        found = [s for s in self.newest_first if f"{s.edited or s.published:%Y-%m-%dT%H:%M:%S}" > after]
        if order == "modified":
            found.sort(key=lambda s: s.edited or s.published, reverse=True)
        size, page = int(query["per_page"][0]), int(query["page"][0])
        rows = [
            {
                "link": f"http://{HOST}{s.path}",
                "date_gmt": f"{s.published:%Y-%m-%dT%H:%M:%S}",
                "modified_gmt": f"{s.edited or s.published:%Y-%m-%dT%H:%M:%S}",
                "title": {"rendered": s.title},
            }
            for s in found[(page - 1) * size : page * size]
        ]
        return json.dumps(rows)

    def feed(self):
        items = "".join(
            f"<item><title>{escape(s.title)}</title><link>http://{HOST}{s.path}</link>"
            f"<pubDate>{email.utils.format_datetime(s.published)}</pubDate></item>"
            for s in self.newest_first[:15]
        )
        return f'<rss version="2.0"><channel><title>The Press</title><link>http://{HOST}/</link>{items}</channel></rss>'

    # --- the server

    def __enter__(self):
        press = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            secure = False

            def do_CONNECT(self):
                self.send_response(200)
                self.end_headers()
                if press.tls is None:
                    self.close_connection = True
                    return
                self.connection = press.tls.wrap_socket(self.connection, server_side=True)
                self.rfile = self.connection.makefile("rb")
                self.wfile = socketserver._SocketWriter(self.connection)
                self.secure = True

            def do_GET(self):
                url = urlsplit(self.path)
                time.sleep(press.seconds)
                status, headers, body = press.at.get(self.path) or press.answer(
                    url.path or "/", parse_qs(url.query), self.headers.get("If-None-Match"), self.secure
                )
                data = body if isinstance(body, bytes) else body.encode()
                self.send_response(status)
                sent = {"Content-Type": "text/html", **headers}
                if headers.get("Connection") == "close":  # where the answer ends, only its end says
                    self.close_connection = True
                else:
                    sent["Content-Length"] = str(len(data))
                for name, value in sent.items():
                    self.send_header(name, value)
                self.end_headers()
                if status != 304:
                    self.wfile.write(data)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.proxy = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def count(self):
        return Counter(self.log)
