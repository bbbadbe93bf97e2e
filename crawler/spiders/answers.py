"""What the answers of a site say, written down one by one; no verdict is given here."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.incoming import Doubt
from archive.store import Stored
from crawler import clock
from crawler.discovery import seeds
from crawler.discovery.canonical import canonical
from crawler.discovery.evidence import Evidence
from crawler.discovery.gaps import GUESSES, SOURCE
from crawler.discovery.known import LISTED
from crawler.discovery.reading import NO_POSTS, Reading
from crawler.discovery.verdict import surely_no_article
from crawler.discovery.walk import BY_ROBOTS, WAITING, Found, Known
from crawler.extraction import Article
from crawler.middlewares.failures import in_words
from crawler.middlewares.limits import Refused
from crawler.middlewares.pace import PaceMiddleware, SiteResting
from crawler.middlewares.robots import RobotsMiddleware, RobotsUnavailable
from crawler.schedule import missing_again, retry_at
from crawler.spiders.absences import Absences
from crawler.spiders.doubts import lacks_its_end
from crawler.spiders.ledger import OUTAGE, digest, validators
from crawler.spiders.missed import Continuity
from crawler.spiders.redirects import Redirects
from crawler.spiders.watch import further_posts

if TYPE_CHECKING:
    from crawler.spiders.site_crawl import SiteCrawl

__all__ = ["Answers"]

IN_CIRCLES = "max redirections reached"  # Scrapy's words

REFUSALS = (401, 402, 403, 407, 451)
REFUSALS_TAKEN = 4

CLOSED = (400, 401, 403, 404, 405, 410, 501)  # what a WordPress says that keeps its interface to itself


class Answers:
    """Reads what a site answers, and hands it on to the walk and the ledger."""

    def __init__(self, crawl: "SiteCrawl") -> None:
        self.crawl = crawl
        self.read_lists: set[str] = set()
        self.further: set[str] = set()
        self.continuity = Continuity()
        self.absences = Absences()
        self.redirects = Redirects(self)

    async def answered(self, url: str, response: Response) -> None:
        """Read one answer, and write down what it says, all of it in one transaction."""
        known = self.crawl.walk.known[url]
        if known.article_id:
            self.absences.looked(known)
        if response.status == 304:
            self._unchanged(known, response)
        elif response.status != 200:
            self.refused(known, response.status, response)
        else:
            await self._answered_with_a_page(known, response)

    async def _answered_with_a_page(self, known: Known, response: Response) -> None:
        meta = response.request.meta if response.request is not None else {}
        redirected = meta.get("redirect_urls") or meta.get("elsewhere")
        final = (canonical(response.url) or known.url) if redirected else known.url
        if final != known.url:
            await self.redirects.led(known, final, response)
            return
        if known.kind == "home" and known.url == canonical(self.crawl.site.url) != self.crawl.walk.home:
            self.redirects.home_is(known.url)  # the user's own address, and it answers again
        await self.read(known.url, response, known.kind)

    async def read(self, url: str, response: Response, kind: str, *, at: str | None = None) -> None:
        """
        :param at: where the document of this URL lies, if elsewhere
        """
        await self.take(url, response, await self.reading(response, at or url, kind), at=at)

    async def reading(self, response: Response, url: str, kind: str) -> Reading:
        """What an answer holds; `url` is where it lies."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await self.crawl.pages.reading(response.body, url, kind=kind, content_type=content_type)

    async def take(self, url: str, response: Response, reading: Reading, *, at: str | None = None) -> None:
        """Write down what the answer for a URL holds.

        :param at: where the document of this URL lies, if elsewhere
        """
        known = self.crawl.walk.known.get(url)
        found = list(seeds.found_in(reading, at or url))
        self._listen(known, found, response)
        items = self.crawl.new(found)
        refresh = reading.links.refresh if reading.links else None
        if refresh:
            items += self.crawl.new([Found(refresh, "page", "link")])
            self._sends_on(url, refresh, items)
        elif reading.kind == "page" and reading.evidence and reading.article:
            await self._keep(url, response, reading, items, at)
        elif not (known and known.article_id and self.failed_again(known, seeds.words_for(reading))):
            words = seeds.words_for(reading)
            self.crawl.settle(url, "other", words, found=items, response=response)
            self.crawl.walk.settle(url, "other", words, reading.evidence)

    def _sends_on(self, url: str, to: str, items: list[Found]) -> None:
        """A page that is but a way to another one; an archived article is looked at again all the same."""
        known, due = self.crawl.walk.known.get(url), None
        state = known.state if known and known.article_id else "alias"
        if known and known.article_id:
            due = self.crawl.next_look(url, known.article_id)
        self.crawl.settle(url, state, f"sends readers on to {to}", found=items, target=to, due=due)

    def _listen(self, known: Known | None, found: list[Found], response: Response) -> None:
        """In a run that looks for news: what a list calls changed, and whether its next page is worth asking for."""
        if not self.crawl.walked or known is None or known.article_id:
            return
        self.read_lists.add(known.url)
        self.crawl.watch.hear(self.crawl.walk, found, clock.now())
        full = self.continuity.read(self.crawl.walk, known, found)
        if known.kind == "wordpress":
            self.further |= further_posts(found, self.crawl.posts_read)
            return
        changed = known.digest is not None and known.digest != digest(response)
        self.crawl.watch.saw_validators("front", known, changed=changed, validators=validators(response))
        news = [item for item in found if item.kind == "page" and not self.crawl.walk.spellings(item.url)]
        if news or full:
            self.further |= {item.url for item in found if item.kind == "listing"}

    async def _keep(
        self, url: str, response: Response, reading: Reading, items: list[Found], at: str | None
    ) -> None:
        """A page: of a known article a new look, else one that waits for its verdict."""
        evidence, article = reading.evidence, reading.article
        assert evidence is not None and article is not None
        known = self.crawl.walk.known[url]
        if known.article_id and known.state in ("article", "gone"):
            self.crawl.ledger.found(items)
            if article.wall:
                self.walled(known, response, article.wall)
                return
            await self._look(known, response, article, evidence, at)
            return
        self.crawl.pages.keep(url, article)
        if lacks_its_end(response):
            self.crawl.pages.cut.add(url)
        if known.kind == "home":
            self.crawl.doubts.home = article.body
        self.crawl.walk.settle(url, "other", WAITING, evidence)
        further = article.parts is not None and article.parts.number > 1
        keep = further or not surely_no_article(self.crawl.walk.known[url], self.crawl.walk.home)
        self.crawl.ledger.page(url, response, evidence, number=self.crawl.walk.round, found=items, keep=keep)

    async def _look(
        self, known: Known, response: Response, first: Article, evidence: Evidence, at: str | None
    ) -> None:
        """A new look at an archived article, all its pages together.

        :param at: where its page lies, if at another address by now
        """
        url, known.target = known.url, at
        self.absences.found(url)
        whole, parts = await self.crawl.pages.whole(first, self.crawl.pages.ask_for_part)
        if whole.missing and self.crawl.doubts.lost_parts(known, parts):
            self.crawl.count("failed", 1)
            self.failed_again(known, f"a page of it could not be had ({whole.missing})")
            return
        article = whole.article
        doubt = self.crawl.doubts.about(known, article, response)
        self.crawl.walk.settle(url, "article", _well_again(known.reason), None if doubt else evidence)
        before = replace(known)

        def look(doubt: Doubt | None) -> Callable[[], Stored]:
            return self.crawl.ledger.look(
                url,
                response,
                article,
                evidence,
                number=self.crawl.walk.round,
                target=at,
                reason=_well_again(known.reason),
                due=lambda stored, tries: self._after_look(before, response, stored, tries),
                parts=parts,
                doubt=doubt,
            )

        await self.crawl.doubts.hand_on(url, article, doubt, look)

    def _after_look(self, known: Known, response: Response, stored: Stored, tries: int) -> str:
        """Learn from a look at an archived article; when the next one is.

        :param tries: how many looks in a row were not taken
        """
        now, changed = clock.now(), stored.outcome == "changed"
        due = self.crawl.next_look(known.url, stored.article_id)
        if tries:  # a day, three days, a week: is it as it was, or does it stay so?
            return min(due, clock.stamp(retry_at(tries + 2, now)))
        self.crawl.watch.saw(known, changed=changed, validators=validators(response), now=now)
        return due

    def _unchanged(self, known: Known, response: Response) -> None:
        due = None
        if known.article_id:
            self.crawl.count("unchanged", 1)
            self.crawl.watch.saw(known, changed=False, validators=None, now=clock.now())
            due = self.crawl.next_look(known.url, known.article_id)
        self.crawl.walk.settle(known.url, known.state, _well_again(known.reason))
        kept = response if known.article_id else None
        self.crawl.ledger.seen_again(known.url, known.state, known.reason, due, kept, tries=0)

    def refused(self, known: Known, status: int, response: Response | None = None) -> None:
        if known.article_id and status in (404, 410):
            self.absences.missed(known, status, response)
            self.crawl.walk.settle(known.url, known.state, f"HTTP {status}")
            self.crawl.count("missing", 1)
            return
        if known.sources == {SOURCE} and not known.article_id and status in (404, 410):
            self.crawl.settle(known.url, "other", f"no article has this number (HTTP {status})")
            return
        if known.kind == "wordpress" and known.round is None and status in CLOSED:
            self.crawl.settle(known.url, "other", NO_POSTS)
            return
        blocked = status in REFUSALS or status == 429
        self.crawl.count("blocked" if blocked else _kind_of_failure(known, status), 1)
        if self.failed_again(known, f"HTTP {status}"):
            return
        due = self._asked_again(known, status)
        self.crawl.settle(known.url, "blocked" if blocked else "failed", f"HTTP {status}", due=due)

    def _asked_again(self, known: Known, status: int) -> str | None:
        """When to ask again for what failed, if ever: what a list names as new may be missing for a day."""
        news = self.crawl.walked is not None and status in (404, 410) and self.crawl.tries(known.url) < 3
        if news or status >= 500 or status in (408, 425, 429):
            return self.crawl.try_again(known.url)
        named = known.kind in ("feed", "sitemap") and not known.sources <= GUESSES
        if status in REFUSALS or known.kind == "home" or named:
            return self.again_after_refusal(known)
        return None

    def again_after_refusal(self, known: Known) -> str | None:
        """When to ask again for what the site kept to itself; what no list names is given up after a month."""
        if not self.is_promising(known) and self.crawl.tries(known.url) >= REFUSALS_TAKEN:
            return None
        return self.crawl.try_again(known.url, refused=True)

    def is_promising(self, known: Known) -> bool:
        """Whether there should be an article at an address, or the way to all of them."""
        listed = bool(known.sources & LISTED) or known.kind in ("home", "feed", "sitemap")
        return listed or known.article_id is not None or self.crawl.is_proven(known.url)

    def failed_again(self, known: Known, why: str) -> bool:
        """A page that was read before keeps its state and what was seen on it; whether this is one."""
        if known.state not in ("other", "article", "gone") or not (known.article_id or self.crawl.walked):
            return False
        self.absences.fronts_failed += known.article_id is None
        self.crawl.walk.settle(known.url, known.state, known.reason)
        due = self.crawl.try_again(known.url)
        self.crawl.ledger.seen_again(known.url, known.state, f"the last look failed: {why}", due)
        return True

    def settle_missing(self) -> None:
        """Articles that answered 404: withdrawn, if the rest of the site was there."""
        missing, outage = self.absences.missing, self.absences.are_an_outage
        for url in sorted(missing):
            status, response = missing[url]
            due = clock.stamp(missing_again(clock.now()))
            if outage:
                self.crawl.ledger.seen_again(
                    url, self.crawl.walk.known[url].state, OUTAGE, self.crawl.try_again(url)
                )
            else:
                self.crawl.ledger.missing(url, status, due, response)

    def failed(self, url: str, failure: Failure) -> None:
        """Write down why there was no answer."""
        error: Any = failure.value
        known = self.crawl.walk.known[url]
        if (isinstance(error, RobotsUnavailable) and self._is_at_home(url)) or self._is_resting(error):
            self.crawl.stopped = self.crawl.stopped or f"resting: {error.reason}"
        elif isinstance(error, RobotsUnavailable) and (there := self._instead(known)):
            self._ask_at_home(known, there)
        elif isinstance(error, RobotsUnavailable) and self.crawl.walk.belongs(_asked(failure)):
            self.crawl.walk.unavailable.add(urlsplit(url)[:2])
            if not self.failed_again(known, error.reason):
                self.crawl.settle(url, "failed", error.reason, due=self.crawl.try_again(url))
        elif isinstance(error, IgnoreRequest) and not self.crawl.walk.belongs(asked := _asked(failure)):
            self.redirects.led_away(known, asked)  # and what is there is none of ours to read
        elif (
            isinstance(error, IgnoreRequest)
            and not isinstance(error, SiteResting)
            and str(error) != IN_CIRCLES
        ):
            state = "failed" if isinstance(error, Refused) else "excluded"
            due = self.crawl.next_look(url, known.article_id) if known.article_id else None
            self.crawl.settle(
                url, state, str(getattr(error, "reason", None) or error) or "not asked", due=due
            )
        else:
            self.crawl.count("failed", 1)
            why = "it redirects in circles" if str(error) == IN_CIRCLES else f"no answer ({in_words(error)})"
            if not self.failed_again(known, why):
                self.crawl.settle(url, "failed", why, due=self.crawl.try_again(url))

    def _instead(self, known: Known) -> str | None:
        """Where to ask for a page whose own scheme or host does not answer at all: as the home page is asked for."""
        robots = self.crawl.spider.crawler.get_downloader_middleware(RobotsMiddleware)
        rules = robots.known(known.url) if robots else None
        answers = rules is None or rules.status is not None
        return None if answers or known.article_id else seeds.at_home_page(known.url, self.crawl.walk.home)

    def _ask_at_home(self, known: Known, there: str) -> None:
        """Go on at the home page's scheme and host; the address itself leads there."""
        items = self.crawl.new(
            Found(there, known.kind, name, known.lastmod) for name in sorted(known.sources)
        )
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(known.url))
        why = f"{origin} does not answer: asked for as {there}"
        self.crawl.settle(known.url, "alias", why, found=items, target=there)

    def _is_at_home(self, url: str) -> bool:
        """Whether a URL has the home page's scheme and host: https was a guess, where the home page is not there."""
        return urlsplit(url)[:2] == urlsplit(self.crawl.walk.home)[:2]

    def _is_resting(self, error: BaseException) -> bool:
        """Whether it is the site that wants to be left alone, and not some other host that it sends us to."""
        pace = self.crawl.spider.crawler.get_downloader_middleware(PaceMiddleware)
        if not isinstance(error, SiteResting):
            return False
        return error.why == "stopped" or pace is None or pace.resting(self.crawl.site.name) is not None

    def walled(self, known: Known, response: Response, wall: str) -> None:
        """A known article answered with a wall: its text stays, what came is kept as evidence."""
        if wall in ("missing", "parked"):
            self.refused(known, 404)
            return
        self.crawl.count("blocked", 1)
        self.crawl.walk.settle(known.url, known.state, f"blocked: {wall}")
        self.crawl.ledger.walled(known.url, response, wall, self.crawl.try_again(known.url))


def _asked(failure: Failure) -> str:
    """The address that was asked for last, after redirects."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request.url


def _well_again(reason: str | None) -> str | None:
    """The reason of an article that is there as ever, without what the last look may have met."""
    met = ("blocked: ", "the last look ", "HTTP ", "answered 4", "redirects to ", "sends readers on to ")
    hidden = (reason or "").startswith((*met, OUTAGE, IN_CIRCLES, *BY_ROBOTS))
    return "looks like the site's articles" if hidden else reason


def _kind_of_failure(known: Known, status: int) -> str:
    """What a failed request counts as: a page that is not there is no failure of ours.

    `missing`: a list, or an address that we only tried; `broken`: the site's own link leads nowhere.
    """
    if status not in (404, 410):
        return "failed"
    return "missing" if known.sources <= GUESSES else "broken"
