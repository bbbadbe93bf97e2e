"""Where a walk begins, and what each kind of document adds to it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from crawler.discovery.canonical import canonical
from crawler.discovery.listing import page_number
from crawler.discovery.reading import Reading
from crawler.discovery.walk import Found, Walk

__all__ = ["first", "found_in", "given", "guesses", "posts_since", "words_for"]

# Where sitemaps and feeds lie on sites that do not say (WordPress, Hugo, Jekyll, Ghost, Drupal, Docusaurus).
POSTS_A_PAGE = 100
POSTS = f"wp/v2/posts?_fields=link,date_gmt,modified_gmt,title&per_page={POSTS_A_PAGE}&page="
USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
USUAL_FEEDS = ("/feed/", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml")


def first(home: str, sitemaps: Iterable[str]) -> list[Found]:
    """The first round: the home page, and the sitemaps that robots.txt names, or the usual one."""
    found = [Found(canonical(home) or home, "home", "home")]
    named = [url for sitemap in sitemaps if (url := canonical(sitemap, home))]
    found += [Found(url, "sitemap", "robots") for url in named]
    if not named:
        found.append(Found(urljoin(home, USUAL_SITEMAPS[0]), "sitemap", "guess"))
    return found


def given(urls: Iterable[str], home: str) -> list[Found]:
    """Addresses that the user gave: another spelling of the home page, an article, a feed."""
    found = []
    for address in urls:
        url = canonical(address, home)
        if url:
            kind = "home" if urlsplit(url).path == "/" and not urlsplit(url).query else "page"
            found.append(Found(url, kind, "user"))
    return found


def guesses(walk: Walk) -> list[Found]:
    """Usual places of sitemaps and feeds, where the site itself has named none; once the home page is read."""
    if walk.round != 1:
        return []
    found = []
    kinds = {known.kind for known in walk.known.values() if known.state != "failed"}
    if "sitemap" not in kinds:
        found += [Found(urljoin(walk.home, path), "sitemap", "guess") for path in USUAL_SITEMAPS[1:]]
    if "feed" not in kinds:
        found += [Found(urljoin(walk.home, path), "feed", "guess") for path in USUAL_FEEDS]
    return found


def found_in(reading: Reading, url: str) -> Iterator[Found]:
    """Everything that a document names: pages with their source, further sitemaps, feeds, the next page."""
    if reading.sitemap:
        yield from (
            Found(entry.url, "sitemap", "sitemap", entry.lastmod) for entry in reading.sitemap.children
        )
        yield from (Found(entry.url, "page", "sitemap", entry.lastmod) for entry in reading.sitemap.pages)
        yield from (Found(url, "page", "hreflang") for url in reading.sitemap.versions)
    if reading.feed:
        source = "link" if reading.feed.comments else "feed"
        yield from (Found(entry.url, "page", source, entry.modified) for entry in reading.feed.entries)
        if reading.feed.next:
            yield Found(reading.feed.next, "feed", "feed")
    yield from (Found(post.url, "page", "wordpress", post.modified) for post in reading.posts)
    if len(reading.posts) == POSTS_A_PAGE and (page := page_number(url)):
        yield Found(page[0].replace("{n}", str(page[1] + 1)), "wordpress", "wordpress")
    if reading.links:
        yield from _found_on_page(reading)


def _found_on_page(reading: Reading) -> Iterator[Found]:
    links = reading.links
    assert links is not None
    yield from (Found(feed, "feed", "link") for feed in links.feeds)
    if links.wordpress:
        yield Found(_posts(links.wordpress), "wordpress", "link")
    if links.nofollow:
        return
    following = set(links.next)
    for link in links.links:
        yield Found(link.url, "listing" if link.url in following else "page", "link")
    yield from (Found(target, "listing", "link") for target in links.next)
    yield from (Found(target, "page", "hreflang") for target in links.versions)
    if links.canonical:
        yield Found(links.canonical, "page", "canonical")


def _posts(interface: str) -> str:
    """The first page of posts of a WordPress interface, which may itself be a parameter (`/?rest_route=/`)."""
    posts = POSTS.replace("?", "&") if "?" in interface else POSTS
    return canonical(f"{interface}{posts}1") or ""


def posts_since(url: str, since: datetime) -> str:
    """The address of a page of posts, of those alone that were modified since, the latest first.

    A day earlier, as WordPress has its own idea of the time zone; before version 5.7 it knows the order alone.

    >>> posts_since("http://a.fr/wp-json/wp/v2/posts?page=1", datetime(2026, 3, 2, 6))
    'http://a.fr/wp-json/wp/v2/posts?page=1&orderby=modified&order=desc&modified_after=2026-03-01T06:00:00'
    """
    after = f"{since - timedelta(days=1):%Y-%m-%dT%H:%M:%S}"
    return f"{url}&orderby=modified&order=desc&modified_after={after}"


def words_for(reading: Reading) -> str:
    """What a document was, for the ledger."""
    if reading.sitemap:
        return (
            f"a sitemap: {len(reading.sitemap.pages)} pages, {len(reading.sitemap.children)} further sitemaps"
        )
    if reading.feed:
        return f"a feed: {len(reading.feed.entries)} entries"
    if reading.posts:
        return f"WordPress: {len(reading.posts)} posts"
    return reading.reason
