"""Which pages of a site are articles: decided for all of them together."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.discovery.walk import Known

__all__ = ["Verdict", "verdicts"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is. `state`: article, alias (of `target`) or other; `sure`: the rest of the site cannot change it."""

    state: str
    reason: str
    target: str | None = None
    sure: bool = False


def verdicts(pages: Iterable[Known]) -> dict[str, Verdict]:
    """Judge pages that were read, each with its evidence; pure, and independent of their order."""
    out: dict[str, Verdict] = {}
    by_text: dict[str, str] = {}
    for known in sorted((page for page in pages if page.evidence), key=lambda page: page.url):
        seen = known.evidence
        assert seen is not None
        if not seen.own:
            out[known.url] = Verdict("other", "not an article by its text and layout")
        elif seen.text in by_text:
            out[known.url] = Verdict("alias", f"the same text as {by_text[seen.text]}", by_text[seen.text])
        else:
            by_text[seen.text] = known.url
            out[known.url] = Verdict("article", "an article by its text and layout")
    return out
