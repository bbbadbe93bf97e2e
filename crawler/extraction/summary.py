"""How the article presents itself: its description and its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crawler.extraction import jsonld
from crawler.extraction.folding import folded
from crawler.extraction.found import Found
from crawler.extraction.metadata import short_text

if TYPE_CHECKING:
    from crawler.extraction.page import Page

__all__ = ["description", "image"]

DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "sailthru.description",
    "dcterms.abstract",
    "citation_abstract",
)
IMAGES = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
    "thumbnail",
    "image",
)
SHORTEST, LONGEST = 15, 2000  # characters of a description

# A site's picture, a pixel, a placeholder: nothing of the article.
_NO_PICTURE = re.compile(
    r"(?:^|[/_-])(?:logos?|favicon|placeholder|default|blank|spacer|pixel|sprite|avatar|gravatar)(?:[/_.\d-]|$)|\.svg(?:$|\?)|^data:",
    re.I,
)


def description(page: Page) -> Found[str] | None:
    """What the page says it is about; a repetition of its title or the site's name says nothing."""
    title = {folded(page.metadata.head_title), folded(page.metadata.meta("og:title"))}
    for found in _descriptions(page):
        if SHORTEST <= len(found.value) <= LONGEST and folded(found.value) not in title:
            return found
    return None


def _descriptions(page: Page) -> Iterator[Found[str]]:
    metadata = page.metadata
    for name, value in metadata.meta_of(*DESCRIPTIONS[:2]):
        yield Found(jsonld.plain(value), f"meta {name}")
    for key, stated in metadata.articles_values("description", "abstract"):
        yield Found(jsonld.text(stated), f"json-ld {key}")
    for name, value in metadata.meta_of(*DESCRIPTIONS[2:]):
        yield Found(jsonld.plain(value), f"meta {name}")
    for item in metadata.article_items("description"):
        yield Found(jsonld.plain(item.value) or short_text(item.element, LONGEST), "microdata description")
    if "p-summary" in page.text:  # h-entry (microformats.org)
        tree = page.tree
        for element, names in zip(tree.elements, tree.names, strict=True):
            if "p-summary" in names.split():
                yield Found(short_text(element, LONGEST), "h-entry p-summary")


def image(page: Page) -> Found[str] | None:
    """The article's picture, absolute; a logo or a placeholder only where there is no other."""
    logo: Found[str] | None = None
    for found in _images(page):
        url = page.absolute(found.value) if found.value else None
        if not url or _NO_PICTURE.match(found.value):
            continue
        if not _NO_PICTURE.search(url.rpartition("/")[2]):
            return Found(url, found.source)
        logo = logo or Found(url, found.source)
    return logo


def _images(page: Page) -> Iterator[Found[str]]:
    metadata = page.metadata
    for name, value in metadata.meta_of("og:image:secure_url", "og:image", "og:image:url"):
        yield Found(value, f"meta {name}")
    for key, stated in metadata.articles_values("image", "thumbnailUrl"):
        yield Found(_address(stated, metadata.by_id), f"json-ld {key}")
    for name, value in metadata.meta_of(*IMAGES[3:]):
        yield Found(value, f"meta {name}")
    for href in metadata.relations.get("image_src", ()):
        yield Found(href, "link image_src")
    for item in metadata.item_values("image"):
        yield Found(item.element.get("src") or item.element.get("href") or item.value, "microdata image")
    if "u-photo" in page.text:  # h-entry
        for element in page.root.iter("img"):
            if "u-photo" in (element.get("class") or "").split():
                yield Found(element.get("src") or "", "h-entry u-photo")


def _address(value: Any, by_id: Mapping[str, jsonld.Thing]) -> str:
    """The URL of a JSON-LD image, whichever way it is wrapped."""
    for _ in range(4):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            if set(value) <= {"@id", "@type"}:
                value = by_id.get(str(value.get("@id")), value)
            value = value.get("url") or value.get("contentUrl") or value.get("@id") or ""
        else:
            break
    return value.strip() if isinstance(value, str) else ""
