"""Looks that are not to be believed though they are long: walls in unknown words, one page at every address, halves."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy.http import Response

from archive.errors import CaptureDamaged
from archive.incoming import Doubt
from archive.kept_texts import Kept, held_for, number_alike
from archive.kept_texts import kept as kept_of
from archive.likeness import Texts, alike, is_beginning, is_other_text, is_other_title
from archive.pagetext import letters
from archive.store import Stored
from crawler.discovery.evidence import text_hash
from crawler.discovery.known import Known
from crawler.extraction import Article

if TYPE_CHECKING:
    from crawler.spiders.site_crawl import SiteCrawl

__all__ = ["BEGINNING", "CUT", "HOME", "OTHER", "SAME", "Doubts", "lacks_its_end"]

SAME = "the same text came at other articles' addresses too"
HOME = "the home page came in its place"
OTHER = "wholly another text came, under another title"
BEGINNING = "only the beginning of the text came"
CUT = "the page was cut short on its way"

ANOTHER = Doubt(OTHER, may_last=True)
REWRITTEN = Doubt("wholly another text came, under the same title")
"""Believed, as today's weather is; both wait for the end of the run: other addresses may bring the same text."""

MOST_BACK = 200
"""Looks that wait in memory for the end of a run."""

FEW_ALIKE = 3
"""Articles of one title and text, which is then none's."""

#: Where a page's end tag is looked for: behind it stand only comments and counters.
_END = 65_536

Write = Callable[[], Stored]


def lacks_its_end(response: Response) -> bool:
    """Whether an HTML page of unknown length came without its end tag: it may have been cut on its way.

    Of an answer without Content-Length the end of the connection is the end, however early it comes.
    """
    return "partial" in response.flags and not _ends(response.body)


def _ends(page: bytes) -> bool:
    return b"</html" in page[-_END:].replace(b"\0", b"").lower()  # UTF-16 has a NUL beside each letter


@dataclass(frozen=True, slots=True)
class _Back:
    """A look that waits."""

    url: str
    article: Article
    doubt: Doubt | None
    look: Callable[[Doubt | None], Write]


class Doubts:
    """Holds the looks of one site's run against what is kept, against one another and against the home page."""

    def __init__(self, crawl: "SiteCrawl") -> None:
        self.crawl = crawl
        self._db = crawl.archive.db.conn
        self.home = ""  # the home page's text, as this run read it
        self._others = Texts()  # what came at articles' addresses and is wholly another text than theirs
        self._back: dict[int, list[_Back]] = defaultdict(list)  # by the article's group
        self._many: set[str] = set()  # hashes of pages that came at many addresses
        self._no_ones: set[str] = set()  # hashes of what several articles have, title and text
        self._recalled = False

    def about(self, known: Known, article: Article, response: Response) -> Doubt | None:
        """Why a look at a known article is not to be believed; None if it is.

        In the order of certainty: a page cut short, the home page, a beginning, one text at several addresses, a
        text that is wholly another one.

        :param article: with the text of all its pages; `response`: the first of them
        """
        kept = kept_of(self._db, known.article_id)
        if kept is None or not kept.body or letters(kept.body) == letters(article.body):
            return None
        if len(article.body) < len(kept.body) and lacks_its_end(response) and self._had_its_end(kept):
            return Doubt(CUT)
        other_text = is_other_text(kept.body, article.body)
        other_title = is_other_title(kept.title, article.title)
        if self.home and (other_text or other_title) and alike(article.body, self.home):
            return Doubt(HOME)
        if is_beginning(kept.body, article.body):
            return Doubt(BEGINNING)
        if not other_text or self._is_no_articles_own(kept):
            return None
        if self._came_elsewhere(kept, article):
            return Doubt(SAME)
        return ANOTHER if other_title else REWRITTEN

    def lost_parts(self, known: Known, parts: Sequence[str]) -> bool:
        """Whether the archive has a known article with more pages than the look could have."""
        kept = kept_of(self._db, known.article_id)
        return kept is not None and kept.pages > len(parts)

    def is_everywhere(self, text: str) -> bool:
        """Whether a page (`Evidence.text`) is the one that articles' addresses answered with."""
        self._recall()
        return text in self._many

    async def hand_on(
        self, url: str, article: Article, doubt: Doubt | None, look: Callable[[Doubt | None], Write]
    ) -> None:
        """Let a look be written, or wait; one like it that waits is doubted with it.

        :param doubt: what `about` said
        :param look: gives what does the writing
        """
        kept = kept_of(self._db, self.crawl.walk.known[url].article_id)
        back = _Back(url, article, doubt, look)
        if kept is not None and doubt in (ANOTHER, REWRITTEN, Doubt(SAME)):
            for group in self._others.owners(article.body, kept.group):
                for other in self._back.pop(group, ()):
                    await self._let_go(other, Doubt(SAME))
            self._others.add(article.body, kept.group)
            if doubt != Doubt(SAME) and sum(map(len, self._back.values())) < MOST_BACK:
                self._back[kept.group].append(back)
                return
        await self._let_go(back, doubt)

    async def release(self) -> None:
        """The run is at its end: what waits came at no other address."""
        waiting, self._back = self._back, defaultdict(list)
        for back in (one for some in waiting.values() for one in some):
            await self._let_go(back, back.doubt)

    async def _let_go(self, back: _Back, doubt: Doubt | None) -> None:
        if doubt == Doubt(SAME):
            self._many.add(text_hash(back.article.title, back.article.body))
        doubt = None if doubt == REWRITTEN else doubt
        await self.crawl.judging.hand_out(back.url, back.article, back.look(doubt))

    def _came_elsewhere(self, kept: Kept, article: Article) -> bool:
        """Whether the text came at the address of another article, or is that one's own; a copy of this is none."""
        self._recall()
        return bool(
            self._others.owners(article.body, kept.group)
            or self.crawl.archive.articles_with(article.body, self.crawl.site.name) - {kept.group}
        )

    def _is_no_articles_own(self, kept: Kept) -> bool:
        """Whether several articles have what is kept, title and text: a wall that was archived once. All is better."""
        text = text_hash(kept.title, kept.body)
        # Of the last of them too, when the others are mended.
        if number_alike(self._db, kept.group, kept.title) >= FEW_ALIKE:
            self._no_ones.add(text)
        return text in self._no_ones

    def _recall(self) -> None:
        """What earlier runs held for such a text."""
        if not self._recalled:
            self._recalled = True
            for held in held_for(self._db, self.crawl.site.name, (SAME, OTHER)):
                self._others.add(held.body, held.group)
                if held.reason == SAME:
                    self._many.add(text_hash(held.title, held.body))

    def _had_its_end(self, kept: Kept) -> bool:
        """Whether the capture before this look ends like a page."""
        with suppress(CaptureDamaged):
            return kept.capture is not None and _ends(self.crawl.archive.read_capture(kept.capture).content)
        return False
