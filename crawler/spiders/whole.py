"""An article over several pages, put together: whoever can read a page is asked for one after the other."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from crawler.discovery.canonical import canonical
from crawler.extraction import Article
from crawler.extraction.parts import join

__all__ = ["MAX_PARTS", "whole"]

MAX_PARTS = 60


async def whole(first: Article, read: Callable[[str], Awaitable[Article | None]]) -> Article:
    """The article with the text of all its parts; itself where it has one page, or where a part cannot be had.

    :param read: reads the page at a canonical address; None where that fails
    """
    if first.parts is None or first.parts.number > 1:
        return first
    pages, seen = [first], {first.url}
    following = first.parts.next
    while following and len(pages) < MAX_PARTS:
        url = canonical(following, first.url)
        page = await read(url) if url and url not in seen else None
        if url is None or page is None:
            break
        seen.add(url)
        pages.append(page)
        following = page.parts.next if page.parts else None
    joined = replace(join(pages), url=first.url) if len(pages) > 1 else first
    if first.parts.whole and (url := canonical(first.parts.whole, first.url)) and url not in seen:
        at_once = await read(url)
        if at_once and len(at_once.body) > len(joined.body):
            return replace(at_once, url=first.url, canonical_url=first.canonical_url, parts=None)
    return joined
