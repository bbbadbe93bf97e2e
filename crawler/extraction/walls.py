"""Is a page a challenge, a consent, a paywall, a login or an error, and not the article it answers for?

A wall has next to no text of its own. So the first question is whether there is an article: a page
that has one, or declares its date of publication, is no wall, whatever it says about cookies,
captchas or subscriptions. Only then do marks in the source and words in six languages decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.link_words import fold
from crawler.extraction.page import Page
from crawler.extraction.title_words import is_site
from crawler.extraction.tree import strings_in
from crawler.extraction.wall_words import (
    ACCEPT,
    CHALLENGE_HINTS,
    CHALLENGE_MARKS,
    CHALLENGE_WORDS,
    CONSENT_WORDS,
    ERROR_TITLES,
    LOGIN_TITLES,
    MISSING_TITLES,
    MISSING_WORDS,
    PARKED_HINTS,
    PARKED_MARKS,
    PARKED_WORDS,
    PAYWALL_HINTS,
    PAYWALL_WORDS,
    SCRIPT_WORDS,
    SUBSCRIPTION,
    TO_READER,
    Phrases,
)

__all__ = ["CHALLENGE", "CONSENT", "ERROR", "LOGIN", "MISSING", "PARKED", "PAYWALL", "SCRIPT", "wall"]

CHALLENGE, CONSENT, PAYWALL, LOGIN = "challenge", "consent", "paywall", "login"
#: "No longer available" with status 200; a server's error; a domain for sale; an empty page that scripts would fill.
MISSING, ERROR, PARKED, SCRIPT = "missing", "error", "parked", "script"

_SHORT = 600  # characters of running text: fewer than any wall lacks, more than most walls have
_STUB = 450
_SPARSE = 2500  # characters a page shows in all
_EMPTY = 250
_LINKS = 3
#: Characters of a page's source in which marks of a wall are looked for, none is larger; five times as many
#: for those of an article.
_SOURCE = 300_000
_MANY = 401  # blocks that are read
_PARTS = re.compile(r"\s+[|–—·•»«/-]+\s+|\s*[|»]\s*")
_FREE_FALSE = re.compile(r'"isAccessibleForFree"\s*:\s*(?:"?false"?)', re.I)
_DECLARED = re.compile(
    r'"datePublished"\s*:\s*"|article:published_time|itemprop=["\']?datePublished|"articleBody"\s*:|parsely-pub-date',
    re.I,
)
_DECLARING = (b"datepublished", b"article:published_time", b"articlebody", b"parsely-pub-date")
_APP_ROOT = re.compile(
    r'<(?:div|app-root)\s[^<>]*id=["\']?(?:root|app|__next|__nuxt|main-app|gatsby|___gatsby)\b', re.I
)


def wall(page: Page, body: Body) -> Found[str] | None:
    """What stands in the article's place and the evidence for it; None for an article and for any other page.

    :return: one of this module's kinds, and as source the mark or the words that say so
    """
    text = len(body.text)
    if text > _SHORT:
        opening = fold(body.text[:400])
        if not (CONSENT_WORDS.may_be_in(opening) and CONSENT_WORDS.pattern.search(opening)):
            return None  # most pages end here, at no cost
    looks = _Look(page, body)
    if text <= _STUB and (found := looks.paywall()):
        return found
    if text > 4 * _SPARSE or _declares_date(page.text[: 5 * _SOURCE]):
        return None
    if found := looks.consent():
        return found
    if max(text, looks.prose) > _SHORT or looks.shown > _SPARSE:
        return looks.missing() if text <= _SHORT and looks.prose <= 2 * _SHORT else None
    return (
        looks.challenge()
        or looks.parked()
        or looks.error()
        or looks.missing()
        or looks.login()
        or looks.script()
    )


def _declares_date(source: str) -> bool:
    """Does a source declare when its article was published, or hold all of it?

    Bytes are lowered in a tenth of the time, and a word is sought in them in less.
    """
    lower = source.encode("utf-8", "ignore").lower()
    return any(map(lower.__contains__, _DECLARING)) and _DECLARED.search(source) is not None


class _Look:
    """One page, as the questions below need it."""

    def __init__(self, page: Page, body: Body) -> None:
        self.page, self.body = page, body
        self.shown = sum(map(len, page.tree.pieces))
        self.prose = _prose(page)
        self.titles = [part for title in _titles(page) for part in _parts(title, page) if part]

    def challenge(self) -> Found[str] | None:
        """Marks of a protection service, or a title or text that asks for a human."""
        if match := CHALLENGE_MARKS.pattern.search(self.page.text, 0, _SOURCE):
            weak = match[0].lower() in ("g-recaptcha", "h-captcha", "cf-turnstile") or "api.js" in match[0]
            if not weak or self._says(CHALLENGE_WORDS) or self._says(CHALLENGE_HINTS):
                return Found(CHALLENGE, match[0])
        if self.shown > _SPARSE / 2:
            return None
        words = self._says(CHALLENGE_WORDS) or self._hints(CHALLENGE, CHALLENGE_HINTS)
        return Found(CHALLENGE, words) if words else None

    def consent(self) -> Found[str] | None:
        """Most of the text speaks of cookies and partners, and a button accepts them."""
        text = fold(self.body.text)
        blocks = [fold(block) for block in self.body.text.split("\n\n")]
        about = sum(len(block) for block in blocks if CONSENT_WORDS.pattern.search(block))
        said = " ".join((text, *map(fold, self.titles)))  # "We value your privacy" stands above it
        if len(text) < 60 or 2 * about < len(text) or len(set(CONSENT_WORDS.pattern.findall(said))) < 3:
            return None
        if not TO_READER.may_be_in(said):
            return None  # an article about consent
        for control in _controls(self.page):
            if match := ACCEPT.pattern.match(control):
                return Found(CONSENT, f"{CONSENT_WORDS.pattern.search(text)[0]}, {match[0]}")  # type: ignore[index]
        return None

    def paywall(self) -> Found[str] | None:
        """A beginning of an article, and words that sell the rest."""
        if self.prose > 2 * _STUB or not (words := self._sells()):
            return None
        if _FREE_FALSE.search(self.page.text, 0, 5 * _SOURCE):
            return Found(PAYWALL, f"isAccessibleForFree: false, {words}")
        return Found(PAYWALL, words)

    def _sells(self) -> str | None:
        """Words that sell the rest of the article, in the blocks right after what there is of it.

        In the text itself what may be its own words counts only beside a word for subscribers.
        """
        own = self.body.blocks
        last = max(own, default=0)
        near = [(block, text) for block, text in _texts(self.page) if last <= block + 2 and block <= last + 8]
        sells = any(SUBSCRIPTION.search(text) for _, text in near)
        for block, text in near:
            match = PAYWALL_WORDS.pattern.search(text)
            if match is None and (sells or block not in own):
                match = PAYWALL_HINTS.pattern.search(text)
            if match:
                return match[0]
        return None

    def login(self) -> Found[str] | None:
        """A password is asked for, and the title says so."""
        if self.page.root.find(".//input[@type='password']") is None:
            return None
        return self._titled(LOGIN, LOGIN_TITLES)

    def missing(self) -> Found[str] | None:
        """A title that says "not found", alone or with a text that says it."""
        titled = self._titled(MISSING, MISSING_TITLES)
        if titled is None:
            return None
        if re.search(r"\b(404|410)\b|found|introuvable|gefunden|encontrad|trovat", fold(titled.source)):
            return titled
        said = next(
            (match for _, text in _texts(self.page) if (match := MISSING_WORDS.pattern.search(text))), None
        )
        return Found(MISSING, f"{titled.source}, {said[0]}") if said else None

    def error(self) -> Found[str] | None:
        """A title that names a server's error or maintenance."""
        return self._titled(ERROR, ERROR_TITLES)

    def parked(self) -> Found[str] | None:
        """Marks of a seller of domains, or words that offer one."""
        if match := PARKED_MARKS.pattern.search(self.page.text, 0, _SOURCE):
            return Found(PARKED, match[0])
        if self.shown > _SPARSE / 2:
            return None
        words = self._says(PARKED_WORDS) or self._hints(PARKED, PARKED_HINTS)
        return Found(PARKED, words) if words else None

    def script(self) -> Found[str] | None:
        """Nothing to read, and scripts that would draw it."""
        if (
            self.shown > _EMPTY
            or len(self.body.text) > _EMPTY / 2
            or self.page.root.find(".//script") is None
        ):
            return None
        for noscript in self.page.root.iter("noscript"):
            said = SCRIPT_WORDS.pattern.search(fold(" ".join(strings_in(noscript))[:2000]))
            if said:
                return Found(SCRIPT, said[0])
        if said := SCRIPT_WORDS.pattern.search(fold(" ".join(self.page.tree.pieces)[:2000])):
            return Found(SCRIPT, said[0])
        match = _APP_ROOT.search(self.page.text, 0, _SOURCE)
        return Found(SCRIPT, match[0]) if match and self.shown < _EMPTY / 2 else None

    def _titled(self, kind: str, phrases: Phrases) -> Found[str] | None:
        """A title of which these words are the most."""
        for title in self.titles:
            folded = fold(title)
            matches = phrases.pattern.findall(folded)
            if matches and 2 * sum(map(len, matches)) >= len(folded):
                return Found(kind, title)
        return None

    def _says(self, phrases: Phrases) -> str | None:
        """The words, where a title or the text of a sparse page has them."""
        for text in (*map(fold, self.titles), *(text for _, text in _texts(self.page))):
            if match := phrases.pattern.search(text):
                return match[0]
        return None

    def _hints(self, kind: str, phrases: Phrases) -> str | None:
        """The words, where they are most of a title or a block, or where two of them are said, or on a bare page."""
        if titled := self._titled(kind, phrases):
            return titled.source
        said: dict[str, None] = {}
        for text in (*map(fold, self.titles), *(text for _, text in _texts(self.page))):
            found: list[str] = phrases.pattern.findall(text)
            if found and 2 * sum(map(len, found)) >= len(text):
                return found[0]
            said.update(dict.fromkeys(found))
        return next(iter(said), None) if len(said) > 1 or self._is_bare() else None

    def _is_bare(self) -> bool:
        """Does the page show next to nothing, and no way on?"""
        return self.shown <= _EMPTY and len(list(islice(self.page.root.iter("a"), _LINKS))) < _LINKS


def _parts(title: str, page: Page) -> Iterator[str]:
    """A title, its parts, and what stands behind the site's name and a colon."""
    yield title
    yield from _PARTS.split(title)
    site, colon, rest = title.partition(":")
    if colon and is_site(site, page.sites):
        yield rest


def _prose(page: Page) -> int:
    """How many characters stand in paragraphs, wherever on the page: what an article cut wrongly still shows."""
    tree = page.tree
    lengths = [
        sum(
            [
                len(piece)
                for piece, linked in zip(tree.pieces[start:end], tree.piece_linked[start:end], strict=True)
                if not linked
            ]
        )
        for start, end in pairwise(tree.block_starts)
    ]
    return sum(length for length in lengths if length > 80)


def _titles(page: Page) -> Iterator[str]:
    """The page's title and headings of the first rank."""
    for tag in ("title", "h1"):
        for count, element in enumerate(page.root.iter(tag)):
            if count < 3 and (text := " ".join(" ".join(strings_in(element)).split())):
                yield text[:200]


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """The number and folded text of the page's first blocks."""
    tree = page.tree
    for block, (start, end) in enumerate(islice(pairwise(tree.block_starts), _MANY)):
        yield block, fold("".join(tree.pieces[start:end])[:1000])


def _controls(page: Page) -> Iterator[str]:
    """What the page's buttons say, folded."""
    for element in page.root.iter("button", "input", "a"):
        if element.tag == "input" and element.get("type") not in ("submit", "button"):
            continue
        if element.tag == "a" and not (
            element.get("role") == "button"
            or "btn" in (element.get("class") or "")
            or "button" in (element.get("class") or "")
        ):
            continue
        text = element.get("value") or " ".join(strings_in(element))
        if text and len(text) < 80:
            yield fold(text)
