"""Whose page it is: the names of the site and its publisher, to be told from titles and authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extraction import jsonld
from crawler.extraction.folding import folded

if TYPE_CHECKING:
    from crawler.extraction.metadata import Metadata

__all__ = ["site_names"]

_SECOND_LEVEL = frozenset("co com org net gov ac edu gouv asso gob".split())


def site_names(url: str, metadata: Metadata) -> frozenset[str]:
    """Every name the site gives itself, folded; its host's among them, also run together.

    >>> from crawler.extraction.page import Page
    >>> sorted(Page(b'<meta property="og:site_name" content="Le Monde">', "https://www.lemonde.fr/1").sites)
    ['le monde', 'lemonde', 'lemonde fr', 'www lemonde fr']
    """
    names = [
        *metadata.metas.get("og:site_name", ()),
        *metadata.metas.get("application-name", ()),
        *metadata.metas.get("apple-mobile-web-app-title", ()),
        *metadata.metas.get("publisher", ()),
        *metadata.metas.get("dc.publisher", ()),
        *metadata.metas.get("al:ios:app_name", ()),
    ]
    names += [re.split(r"\s[»|–-]\s", words)[0] for words in metadata.feeds]
    for thing in metadata.things:
        names.append(jsonld.text(thing.get("publisher")))
        if jsonld.types(thing) & {"website", "organization", "newsmediaorganization"}:
            names.append(jsonld.text(thing.get("name")))
            names.append(jsonld.text(thing.get("alternateName")))
    host = url.split("://", 1)[-1].partition("/")[0].partition(":")[0].lower()
    bare = host.removeprefix("www.")
    labels = [label for label in bare.split(".")[:-1] if label not in _SECOND_LEVEL]
    names += [host, bare, labels[-1] if labels else bare]
    known = {folded(name) for name in names if 1 < len(name) < 80}
    known |= {name.replace(" ", "") for name in known if " " in name and not re.search(r" [a-z]{2,3}$", name)}
    return frozenset(known - {""})
