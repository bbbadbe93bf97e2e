"""Where a walk begins, and what each kind of document adds to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.discovery.canonical import canonical, registered_host, same_site
from crawler.discovery.feed import Feed
from crawler.discovery.listing import page_number
from crawler.discovery.reading import Reading
from crawler.discovery.walk import Found, Walk

__all__ = ["at_home_page", "first", "found_in", "given", "guesses", "posts_since", "words_for"]

# Where sitemaps and feeds lie on sites that do not say (WordPress, Hugo, Jekyll, Ghost, Drupal, Docusaurus).
POSTS_A_PAGE = 100
POSTS = f"wp/v2/posts?_fields=link,date_gmt,modified_gmt,title&per_page={POSTS_A_PAGE}&page="
USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
USUAL_FEEDS = ("/feed/", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml")


def first(home: str, sitemaps: Iterable[str]) -> list[Found]:
    """The first round: the home page, and the sitemaps that robots.txt names, or the usual one."""
    found = [Found(canonical(home) or home, "home", "home")]
    listed = [Found(url, "sitemap", "robots") for sitemap in sitemaps if (url := canonical(sitemap, home))]
    named = [item.url for item in at_home(listed, home)]
    found += [Found(url, "sitemap", "robots") for url in named]
    if not any(same_site(url, home) for url in named):
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
        yield from at_home(
            [
                *(
                    Found(entry.url, "sitemap", "sitemap", entry.lastmod)
                    for entry in reading.sitemap.children
                ),
                *(Found(entry.url, "page", "sitemap", entry.lastmod) for entry in reading.sitemap.pages),
            ],
            url,
        )
        yield from (Found(url, "page", "hreflang") for url in reading.sitemap.versions)
    if reading.feed:
        yield from _found_in_feed(reading.feed, url)
    yield from at_home([Found(post.url, "page", "wordpress", post.modified) for post in reading.posts], url)
    if len(reading.posts) == POSTS_A_PAGE and (page := page_number(url)):
        yield Found(page[0].replace("{n}", str(page[1] + 1)), "wordpress", "wordpress")
    if reading.links:
        yield from _found_on_page(reading)


def at_home(items: Sequence[Found], url: str) -> list[Found]:
    """What a list of the site names, on the site: an export names the host that it was made on, throughout.

    >>> [item.url for item in at_home([Found("http://localhost:8080/a/", "page", "sitemap")], "http://a.fr/s.xml")]
    ['http://a.fr/a/']

    :param url: the list's own address; where it names several hosts, or this one, it means what it says
    """
    hosts = {registered_host(item.url) for item in items}
    if len(hosts) != 1 or registered_host(url) in hosts:
        return list(items)
    here = urlsplit(url)
    return [
        replace(item, url=urlunsplit((here.scheme, here.netloc, *urlsplit(item.url)[2:]))) for item in items
    ]


def at_home_page(url: str, home: str) -> str | None:
    """A page of the site at the home page's scheme and host, which answer; None for one that is there already.

    >>> at_home_page("https://a.fr/x?id=1", "http://www.a.fr/"), at_home_page("http://a.fr/x", "http://a.fr/")
    ('http://www.a.fr/x?id=1', None)
    """
    here, there = urlsplit(url), urlsplit(home)
    if here[:2] == there[:2] or not same_site(url, home):
        return None
    return urlunsplit((*there[:2], *here[2:]))


def _found_in_feed(feed: Feed, url: str) -> Iterator[Found]:
    """Its entries, and its next page: as it says (RFC 5005), or as WordPress numbers them."""
    source = "link" if feed.comments else "feed"
    entries = [Found(entry.url, "page", source, entry.modified) for entry in feed.entries]
    elsewhere = feed.home and not same_site(feed.home, url)
    yield from at_home(entries, url) if elsewhere else entries
    if feed.next:
        yield Found(feed.next, "feed", "feed")
    elif entries and _is_of_a_whole_wordpress(feed):
        path, _, query = url.partition("?")
        kept = [part for part in query.split("&") if part and not part.startswith("paged=")]
        number = page_number(url)
        following = f"paged={number[1] + 1 if number else 2}"
        yield Found(canonical(f"{path}?{'&'.join([*kept, following])}") or url, "feed", "feed")


def _is_of_a_whole_wordpress(feed: Feed) -> bool:
    """Whether a feed is that of all articles of a WordPress site, and not of a category or of comments."""
    of_the_home_page = urlsplit(feed.home or "/").path in ("", "/")
    return "wordpress" in (feed.generator or "").lower() and of_the_home_page and not feed.comments


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
    if reading.kind == "sitemap" and reading.links:
        return f"a sitemap: {len(reading.links.links)} pages, 0 further sitemaps"
    if reading.feed:
        return f"a feed: {len(reading.feed.entries)} entries"
    if reading.posts:
        return f"WordPress: {len(reading.posts)} posts"
    if reading.kind == "list" and reading.links:
        return f"a list in JSON: {len(reading.links.links)} addresses"
    return reading.reason
