"""Which pages of a site are articles: decided for all of them together.

A page alone shows whether it is an article when it says so, or is long and dated. The short notice, the undated
interview, the page that a template hides among teasers are told by what they share with those: the look of the
template and the shape of the address. Likewise documentation and static pages, which read like articles, by what
they share with nothing that is one. So a small model is fitted to each site by itself (`model`), on the pages that
say what they are (`label`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crawler.discovery.alias import aliases
from crawler.discovery.canonical import canonical, path_and_query
from crawler.discovery.gaps import no_such_number
from crawler.discovery.known import Known
from crawler.discovery.label import Label, labels, scores, surely_no_article
from crawler.discovery.model import points
from crawler.discovery.one_page import EVERYWHERE, one_page

__all__ = ["Verdict", "surely_no_article", "verdicts"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is. `state`: article, alias (of `target`) or other; `sure`: the rest of the site cannot change it."""

    state: str
    reason: str
    target: str | None = None
    sure: bool = False
    points: float = 0.0


def verdicts(
    pages: Iterable[Known],
    home: str = "",
    rules: Sequence[re.Pattern[str]] = (),
    key: re.Pattern[str] | None = None,
    proven: Callable[[str], bool] = lambda url: False,
    *,
    settled: bool = True,
    is_everywhere: Callable[[str], bool] = lambda text: False,
) -> dict[str, Verdict]:
    """Judge pages that were read, each with its evidence; pure, and independent of their order.

    :param home: the site's home page, which is never an article
    :param rules: the user's own; where there are any, they alone say which addresses are articles
    :param key: the user's own; addresses in which its groups match the same are one article
    :param proven: whether an address has the shape under which earlier runs found articles alone: what reads like
        one there is one, whatever a redesign has done to looks and dates
    :param settled: the site was walked to its end before: archived articles keep their addresses
    :param is_everywhere: whether archived articles' addresses answered with a text (`Evidence.text`) in this run
    """
    read = sorted((page for page in pages if page.evidence), key=lambda page: page.url)
    if not read:
        return {}
    own = scores(read)
    said = labels(read, own, home)
    odds = points(read, own, said)
    out: dict[str, Verdict] = {}
    for page, label, point in zip(read, said, odds, strict=True):
        out[page.url] = _ruled(page, rules) if rules else _verdict(page, label, float(point))
        if not rules and label >= 0 and point <= 0 and _reads_like_one(page) and proven(page.url):
            out[page.url] = Verdict("article", "reads like an article, at an address like theirs")
    linked = Counter(target for page in read if page.evidence for target in page.evidence.out)
    nothing = no_such_number(read)
    for page in read:
        if instead := _instead(page, out):
            out[page.url] = instead
        elif page.url in nothing:
            out[page.url] = Verdict("other", "no article has this number: other numbers show the same")
    articles = {page.url: page for page in read if out[page.url].state == "article"}
    at_home = next((page.evidence.text for page in read if page.evidence and page.url == home), "")
    nowhere = one_page(read, articles, settled=settled, home=at_home, is_everywhere=is_everywhere)
    for url in nowhere:
        out[url] = Verdict("blocked", EVERYWHERE)
        articles.pop(url, None)
    one_each = aliases(articles, linked, home, key, settled=settled)
    for url, (target, reason) in one_each.items():
        out[url] = Verdict("alias", reason, target)
    return out


def _reads_like_one(page: Known) -> bool:
    return page.evidence is not None and page.evidence.own and not page.evidence.wall


def _instead(page: Known, found: Mapping[str, Verdict]) -> Verdict | None:
    """What a page is that stands in an article's place, or that is but a part of one."""
    seen = page.evidence
    assert seen is not None
    if seen.wall and (found[page.url].state == "article" or seen.wall == "challenge"):
        missing = seen.wall in ("missing", "error", "parked")
        reason = f"answers 200 with a page that says: {seen.wall}" if missing else f"blocked: {seen.wall}"
        return Verdict("failed" if missing else "blocked", reason)
    first = canonical(seen.first, page.url) if seen.first and seen.part > 1 else None
    if (
        found[page.url].state == "article"
        and first
        and first != page.url
        and first in found
        and found[first].state == "article"
    ):
        return Verdict("alias", f"part {seen.part} of {first}", first)
    return None


def _ruled(page: Known, rules: Sequence[re.Pattern[str]]) -> Verdict:
    path = path_and_query(page.url)
    if any(rule.search(path) for rule in rules):
        return Verdict("article", "matches `article` of its entry in sites.toml", sure=True)
    return Verdict("other", "does not match `article` of its entry in sites.toml", sure=True)


def _verdict(page: Known, label: Label, points: float) -> Verdict:
    if label < 0:
        return Verdict("other", "a list, an archive or the home page by its address", points=points)
    if points > 0:
        sure = label > 0 and points > 2 and _goes_by_its_own_address(page)
        return Verdict("article", "looks like the site's articles", sure=sure, points=points)
    return Verdict("other", "does not look like the site's articles", points=points)


def _goes_by_its_own_address(page: Known) -> bool:
    """Whether no other address can turn out to be the better one."""
    assert page.evidence is not None
    if page.evidence.part:
        return False
    named = page.evidence.canonical
    return named == page.url or (named is None and bool(page.sources & {"sitemap", "feed", "wordpress"}))
