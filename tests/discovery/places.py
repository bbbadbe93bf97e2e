"""Websites made up for tests, each as real systems write them: what they answer to an address."""

import gzip
import json
import random
from html import escape
from urllib.parse import quote, unquote, urlsplit

WORDS = (
    "le pain de la maison se fait avec une farine que personne ne connaît encore et le four reste chaud toute la nuit"
    " pour les clients du matin qui attendent devant la porte depuis longtemps sans rien dire"
).split()
SIGNS = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
HOME = "http://a.fr"


class Place:
    """Pages by path and query; `truth`, the paths of articles."""

    missing = (404, "text/html", "<title>404</title><h1>404</h1>")

    def __init__(self, seed=1):
        self.random, self.pages, self.truth = random.Random(seed), {}, set()

    def __call__(self, url):
        parts = urlsplit(url)
        path = unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else "")
        if path not in self.pages and f"{path}/" in self.pages:
            return 301, quote(f"{path}/"), ""
        return self.pages.get(path) or self.missing

    def put(self, path, body, kind="text/html; charset=utf-8"):
        self.pages[path] = (200, kind, body)

    def words(self, count):
        return " ".join(self.random.choices(WORDS, k=count))

    def title(self, number, words=4):
        return f"{self.words(words).capitalize()} {'abcdefghij'[number % 10] * 3}{number}"

    def text(self, words):
        """Paragraphs of so many words together."""
        count = max(1, words // 60)
        return "".join(f"<p>{self.words(words // count).capitalize()}.</p>" for _ in range(count))

    def chinese(self, signs):
        return "".join(self.random.choices(SIGNS, k=signs))

    def length(self):
        """Words of an article: many short ones, a few long."""
        return max(20, int(self.random.lognormvariate(0, 0.8) * 180))


def rss(urls, more=""):
    items = "".join(f"<item><title>x</title><link>{HOME}{url}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>x</title><link>{HOME}/</link>{more}{items}</channel></rss>"


def sitemap(paths, host=HOME):
    return f"<urlset>{''.join(f'<url><loc>{escape(host + path)}</loc></url>' for path in paths)}</urlset>"


def newsroom(count=90, named=50, soft=True):
    """Home-made: numbers in its addresses, any words after them, no dates, the newest alone linked, soft 404s."""
    place = Place(3)
    numbers = [number for number in range(1, count * 5 // 4) if number % 5][:count]
    titles = {number: place.title(number) for number in numbers}
    texts = {number: place.text(place.length()) for number in numbers}

    def address(number):
        return f"/actu/{number}/{titles[number].lower().replace(' ', '-')}"

    def wrapped(title, inside):
        menu = "<ul class=nav><li><a href=/>Accueil</a><li><a href=/actualites>Actualités</a><li><a href=/contact>Contact</a></ul>"
        return f"<html><head><title>{title}</title></head><body>{menu}<div id=contenu>{inside}</div><div id=bas>12, rue Roger</div></body></html>"

    def teaser(number):
        return f"<div class=bloc><h3>{titles[number]}</h3><a href='{address(number)}'>Lire la suite</a></div>"

    newest = "".join(map(teaser, numbers[:-4:-1]))
    shown = numbers[: -named - 1 : -1]
    for start in range(0, len(shown), 12):
        more = (
            f"<a href='/actualites?offset={start + 12}'>Charger plus d’actualités</a>"
            if start + 12 < len(shown)
            else ""
        )
        inside = f"<h1>Actualités</h1>{''.join(map(teaser, shown[start : start + 12]))}{more}"
        place.put(f"/actualites?offset={start}" if start else "/actualites", wrapped("Actualités", inside))
    place.put("/", wrapped("Élection", f"<h1>Élection</h1>{place.text(60)}{newest}"))
    place.put("/contact", wrapped("Contact", f"<h1>Contact</h1>{place.text(150)}"))
    place.truth = {str(number) for number in numbers}
    static = Place.__call__

    def answer(url):
        parts = url.removeprefix(f"{HOME}/").split("/")
        if parts[0] != "actu" or not parts[1].isdigit():
            return static(place, url)
        if (number := int(parts[1])) in titles:
            inside = f"<p>Partagez cet article</p><h1>{titles[number]}</h1><div class=texte>{texts[number]}</div>{newest}"
            return 200, "text/html", wrapped(titles[number], inside)
        if not soft:
            return place.missing
        return (
            200,
            "text/html",
            wrapped("Élection", f"<h1>Oups</h1><p>Cette actualité n’est plus là.</p>{newest}"),
        )

    return place, answer


def wordpress(count=60, dates=False):
    """A theme of one's own that exports articles and pages side by side at the root; a feed of ten; no sitemap."""
    place = Place(4)
    posts = [f"/{place.title(number, 1 + number % 5).lower().replace(' ', '-')}/" for number in range(count)]
    static = [
        f"/{name}/"
        for name in ("nos-services", "contact", "qui-sommes-nous", "la-boutique", "l-equipe-du-fournil")
    ]
    tags = [f"/tag/mot{n}/" for n in range(8)]
    side = (
        "<aside class=widget-area>"
        + "".join(f"<a class=tag-cloud-link href='{tag}'>mot</a>" for tag in tags)
        + "</aside>"
    )
    menu = "".join(f"<li class=menu-item><a href='{page}'>{page}</a></li>" for page in static)

    def wrapped(title, inside):
        feed = "<link rel=alternate type=application/rss+xml href=/feed/>"
        return (
            f"<html><head><title>{title}</title>{feed}</head><body class=theme><header><ul>{menu}</ul></header>"
            f"<main class=site-main>{inside}</main>{side}</body></html>"
        )

    def teaser(path):
        return f"<article class='post-1 post hentry'><h2 class=entry-title><a href='{path}'>{path}</a></h2><div class=entry-summary><p>{place.words(30)}</p></div></article>"

    def listing(path, some):
        for start in range(0, len(some), 10):
            older = (
                f"<a class=next href='{path}page/{start // 10 + 2}/'>Articles plus anciens</a>"
                if start + 10 < len(some)
                else ""
            )
            place.put(
                f"{path}page/{start // 10 + 1}/" if start else path,
                wrapped(path, "".join(map(teaser, some[start : start + 10])) + older),
            )

    for number, path in enumerate(posts):
        day = f"<time class=entry-date datetime=2024-{number % 12 + 1:02}-03>3</time>" if dates else ""
        place.put(
            path,
            wrapped(
                path,
                f"<article class='post-{number} post type-post hentry'><header class=entry-header><h1 class=entry-title>{path}</h1>{day}<span class=author>Marie Dupont</span></header><div class=entry-content>{place.text(place.length())}</div><footer class=entry-footer><a rel=tag href='{tags[number % 8]}'>mot</a></footer></article>",
            ),
        )
    for path in static:
        place.put(
            path,
            wrapped(
                path,
                f"<article class='post-2 page type-page hentry'><h1 class=entry-title>{path}</h1><div class=entry-content>{place.text(250)}</div></article>",
            ),
        )
    listing("/", posts[::-1])
    for number, tag in enumerate(tags):
        listing(tag, posts[number::8])
    place.put("/feed/", rss(posts[:-11:-1]), "application/rss+xml")
    place.truth = set(posts)
    return place


def documentation(posts=30, docs=60):
    """Documentation with a blog, as Docusaurus writes them; the sitemap has both, the feed the newest twenty."""
    place = Place(5)
    blog = [f"/blog/{place.title(number).lower().replace(' ', '-')}" for number in range(posts)]
    books = [f"/docs/{place.title(number).lower().replace(' ', '-')}" for number in range(docs)]
    menu = (
        "<aside class=sidebar><ul>"
        + "".join(f"<li class=menu__item><a href='{path}'>{path}</a></li>" for path in books)
        + "</ul></aside>"
    )

    def wrapped(title, inside, kind):
        nav = f"<nav class=navbar><a href=/>x</a><a href='{books[0]}'>Docs</a><a href=/blog>Blog</a></nav>"
        feed = "<link rel=alternate type=application/rss+xml href=/blog/rss.xml>"
        return (
            f"<html class='{kind}'><head><title>{title}</title>{feed}</head><body>{nav}{inside}</body></html>"
        )

    for number, path in enumerate(books):
        stamp = (
            f"<footer class=doc-footer>Last updated on Feb {number % 27 + 1}, 2023</footer>"
            if number % 2
            else ""
        )
        place.put(
            path,
            wrapped(
                path,
                f"{menu}<main><article class=doc><h1>{path}</h1><h2>Étape</h2>{place.text(400)}{stamp}</article></main>",
                "docs",
            ),
        )
    for number, path in enumerate(blog):
        day = f"<time itemprop=datePublished datetime=2023-{number % 12 + 1:02}-{number % 27 + 1:02}T00:00:00Z>jour</time>"
        place.put(
            path,
            wrapped(
                path,
                f"<main><article itemprop=blogPost><header><h1 itemprop=headline>{path}</h1>{day}</header><div itemprop=articleBody>{place.text(place.length())}</div></article></main>",
                "blog",
            ),
        )
    items = "".join(
        f"<article><h2><a href='{path}'>{path}</a></h2><p>{place.words(30)}</p></article>" for path in blog
    )
    place.put("/blog", wrapped("Blog", f"<main><h1>Blog</h1>{items}</main>", "blog"))
    place.put("/", wrapped("x", f"<h1>Le four</h1>{place.text(50)}", "home"))
    place.put("/blog/rss.xml", rss(blog[:20]), "application/xml")
    place.put("/sitemap.xml", sitemap(["/", "/blog", *books, *blog]), "application/xml")
    place.truth = set(blog)
    return place


def hexo(count=60):
    """A Chinese blog: dates and titles in its addresses, archives by month, tags; an Atom-less feed of twenty."""
    place = Place(6)
    posts = {f"/20{10 + n % 13}/{n % 12 + 1:02}/{n % 27 + 1:02}/{place.chinese(7)}/": n for n in range(count)}
    newest = sorted(posts, reverse=True)
    menu = "<nav><a href=/>首页</a><a href=/archives/>归档</a><a href=/about/>关于</a></nav>"

    def wrapped(title, inside):
        return f"<html lang=zh><head><meta charset=utf-8><title>{title}</title></head><body>{menu}<main>{inside}</main></body></html>"

    def row(path):
        return f"<article class=row><time>{path[1:11]}</time><a class=post-link href='{quote(path)}'>{path[12:-1]}</a></article>"

    for path in posts:
        name = path[12:-1]
        body = "".join(
            f"<p>{place.chinese(place.random.randint(30, 300))}。</p>"
            for _ in range(place.random.randint(1, 5))
        )
        place.put(
            path,
            wrapped(
                name,
                f"<article class=post><header><h1 class=post-title>{name}</h1><time datetime={path[1:11].replace('/', '-')}>日</time></header><div class=post-body>{body}</div><a rel=tag href='/tags/{quote(name[0])}/'>#</a></article>",
            ),
        )
        place.put(
            f"/tags/{name[0]}/",
            wrapped(
                name[0],
                f"<h1>{name[0]}</h1>" + "".join(row(other) for other in newest if other[12] == name[0]),
            ),
        )
    for start in range(0, count, 10):
        following = f"/archives/page/{start // 10 + 2}/"
        more = f"<a class=next rel=next href='{following}'>下一页</a>" if start + 10 < count else ""
        place.put(
            f"/archives/page/{start // 10 + 1}/" if start else "/archives/",
            wrapped("归档", f"<h1>归档</h1>{''.join(map(row, newest[start : start + 10]))}{more}"),
        )
    place.put("/", wrapped("x", "".join(map(row, newest[:10]))))
    place.put("/about/", wrapped("关于", f"<h1>关于</h1><p>{place.chinese(200)}</p>"))
    place.put("/atom.xml", rss([quote(path) for path in newest[:20]]), "application/xml")
    place.truth = set(posts)
    return place


def odd_sources():
    """A site that names each few of its articles in one odd way, and no other."""
    place = Place(7)
    names = "home bom wrong-type broken gz txt relative self news hreflang atom-next json json-next guid paged offset month".split()
    groups = {
        name: [f"/journal/{place.title(k * 100 + n).lower().replace(' ', '-')}" for n in range(6)]
        for k, name in enumerate(names)
    }

    def wrapped(title, inside):
        head = "<link rel=alternate type=application/atom+xml href=/atom.xml><link rel=alternate type=application/feed+json href=/feed.json>"
        return f"<html><head><title>{title}</title>{head}</head><body><a href=/agenda/2024>Archives</a>{inside}</body></html>"

    def listed(paths):
        return "".join(f"<h2><a href='{path}'>{path}</a></h2>" for path in paths)

    for number, path in enumerate(path for group in groups.values() for path in group):
        place.put(
            path,
            wrapped(
                path,
                f"<article class=texte><h1>{path}</h1><time datetime=2024-{number % 12 + 1:02}-07>jour</time>{place.text(place.length())}</article>",
            ),
        )
    place.put(
        "/",
        wrapped(
            "Journal",
            f"<a href=/rss.xml>RSS</a><a href=/feed/>Flux</a><a href=/liste>Tout</a>{listed(groups['home'])}",
        ),
    )
    for start in range(0, 6, 2):
        more = f"<button data-url='/liste?offset={start + 2}'>Plus</button>" if start < 4 else ""
        place.put(
            f"/liste?offset={start}" if start else "/liste",
            wrapped("Liste", listed(groups["offset"][start : start + 2]) + more),
        )
    place.put(
        "/agenda/2024", wrapped("2024", "".join(f"<a href=/agenda/2024/{m:02}>{m}</a>" for m in range(1, 7)))
    )
    for month in range(1, 7):
        place.put(f"/agenda/2024/{month:02}", wrapped("mois", listed(groups["month"][month - 1 : month])))
    _sitemaps(place, groups)
    _feeds(place, groups)
    place.truth = {path for group in groups.values() for path in group}
    return place


def _sitemaps(place, groups):
    children = (
        "index.xml",
        "bom.xml",
        "wrong.php",
        "broken.xml",
        "dead.xml",
        "s.xml.gz",
        "s.txt",
        "relative.xml",
        "self.xml",
        "news.xml",
        "versions.xml",
    )
    index = "".join(f"<sitemap><loc>/sitemaps/{name}</loc></sitemap>" for name in children)
    place.put("/sitemaps/index.xml", f"<sitemapindex>{index}</sitemapindex>", "text/html")
    place.put("/sitemaps/bom.xml", "\ufeff" + sitemap(groups["bom"]), "application/xml")
    place.put("/sitemaps/wrong.php", sitemap(groups["wrong-type"]), "text/plain")
    place.put(
        "/sitemaps/broken.xml",
        sitemap(groups["broken"]).replace("</urlset>", "<url><loc>http://a&b</loc></url><url><loc>htt"),
        "text/xml",
    )
    place.put(
        "/sitemaps/s.xml.gz",
        gzip.compress(sitemap(groups["gz"]).encode(), mtime=0),
        "application/octet-stream",
    )
    place.put("/sitemaps/s.txt", "\n".join(HOME + path for path in groups["txt"]), "text/plain")
    place.put("/sitemaps/relative.xml", sitemap(groups["relative"], ""), "text/xml")
    place.put("/sitemaps/self.xml", sitemap(groups["self"], "http://localhost:4000"), "text/xml")
    news = "".join(
        f"<url><loc><![CDATA[{HOME}{path}]]></loc><news:news><news:title>x</news:title></news:news></url>"
        for path in groups["news"]
    )
    place.put("/sitemaps/news.xml", f"<urlset xmlns:news='n'>{news}</urlset>", "text/xml")
    versions = "".join(
        f"<url><loc>{HOME}/</loc><xhtml:link rel='alternate' hreflang='en' href='{HOME}{path}'/></url>"
        for path in groups["hreflang"]
    )
    place.put("/sitemaps/versions.xml", f"<urlset>{versions}</urlset>", "text/xml")


def _feeds(place, groups):
    def atom(paths, following):
        entries = "".join(
            f"<entry><title>x</title><id>urn:{path}</id><link href='{path}'/></entry>" for path in paths
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><link rel='next' href='{following}'/>{entries}</feed>"

    def json_feed(items, following=None):
        return json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "x",
                "items": items,
                "next_url": following,
            }
        )

    place.put("/atom.xml", atom(groups["home"], "/atom-2.xml"), "application/atom+xml")
    place.put("/atom-2.xml", atom(groups["atom-next"], "/atom.xml"), "application/atom+xml")
    place.put(
        "/feed.json",
        json_feed([{"id": HOME + path} for path in groups["json"]], "/feed-2.json"),
        "application/json",
    )
    place.put(
        "/feed-2.json",
        json_feed([{"id": "1", "url": path} for path in groups["json-next"]]),
        "application/json",
    )
    guids = "".join(f"<item><title>x</title><guid>{HOME}{path}</guid></item>" for path in groups["guid"])
    place.put("/rss.xml", f"<rss version='2.0'><channel><title>x</title>{guids}</channel></rss>", "text/xml")
    wordpress = "<generator>https://wordpress.org/?v=6.4</generator>"
    place.put("/feed/", rss(groups["paged"][:3], wordpress), "application/rss+xml")
    for page in (2, 3, 4, 5):  # it answers the same for every page beyond its second
        place.put(f"/feed/?paged={page}", rss(groups["paged"][3:], wordpress), "application/rss+xml")
