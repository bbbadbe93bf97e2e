"""What is known of one URL of a site, and what a document says about one."""

from dataclasses import dataclass, field

from crawler.discovery.evidence import Evidence

__all__ = ["KINDS", "LISTED", "LISTS", "WAITING", "Found", "Known"]

WAITING = "waits for the rest of the site"
KINDS = (
    "page",
    "listing",
    "wordpress",
    "feed",
    "sitemap",
    "home",
)  # a URL named as several things is the last of them
LISTS = ("sitemap", "feed", "wordpress")  # kinds of documents that list pages and are none
LISTED = frozenset({"feed", "sitemap", "wordpress", "user"})  # sources that list addresses on purpose


@dataclass(frozen=True, slots=True)
class Found:
    """A URL that something named: `source` is feed, sitemap, link, ..."""

    url: str
    kind: str
    source: str
    lastmod: str | None = None


@dataclass(slots=True)
class Known:
    """What is known of one URL; a row of the ledger."""

    url: str
    kind: str = "page"
    sources: set[str] = field(default_factory=set)
    state: str = "due"
    reason: str | None = None
    planned: bool = False
    round: int | None = None
    evidence: Evidence | None = None
    lastmod: str | None = None
    article_id: int | None = None
    target: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    digest: str | None = None

    @property
    def waits(self) -> bool:
        """Found, and not asked for."""
        return self.state == "due" and not self.planned
