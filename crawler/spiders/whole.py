"""An article over several pages, put together: whoever can read a page is asked for one after the other."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from crawler.discovery.canonical import canonical
from crawler.extraction import Article
from crawler.extraction.parts import join

__all__ = ["MAX_PARTS", "Whole", "whole"]

MAX_PARTS = 60


@dataclass(frozen=True, slots=True)
class Whole:
    """:ivar missing: the address of a page of the article that could not be had; None where it is whole"""

    article: Article
    missing: str | None = None


async def whole(first: Article, read: Callable[[str], Awaitable[Article | None]]) -> Whole:
    """The article with the text of all its parts, as far as they can be had; itself where it has one page.

    :param read: reads the page at a canonical address; None where that fails
    """
    if first.parts is None or first.parts.number > 1:
        return Whole(first)
    pages, seen, missing = [first], {first.url}, None
    following = first.parts.next
    while following and len(pages) < MAX_PARTS:
        url = canonical(following, first.url)
        if url is None or url in seen:
            break
        page = await read(url)
        if page is None:
            missing = url
            break
        seen.add(url)
        pages.append(page)
        following = page.parts.next if page.parts else None
    joined = replace(join(pages), url=first.url) if len(pages) > 1 else first
    if first.parts.whole and (url := canonical(first.parts.whole, first.url)) and url not in seen:
        at_once = await read(url)
        if at_once and len(at_once.body) > len(joined.body):
            return Whole(replace(at_once, url=first.url, canonical_url=first.canonical_url, parts=None))
        if at_once is None and first.parts.next is None:
            missing = url
    return Whole(joined, missing)
