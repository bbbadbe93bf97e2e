"""An article over several pages: which part a page is, where the others are, and the whole of them.

A part's address is the article's own with a number in it (`?page=2`, `/2/`, `-2.html`): never that of
another article, of a list, or of the comments' pages. So a link is one to a part only if, the number
taken out, both addresses are the same, and the page says that the number counts its parts:
`rel=next`, the number itself, "next page", "page 2 of 5".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from crawler.extraction.article import Article, Link, Parts
from crawler.extraction.body import Body
from crawler.extraction.found import Found
from crawler.extraction.link_places import OTHER, place
from crawler.extraction.link_targets import Here
from crawler.extraction.link_words import LISTING, RELATED, fold, kind_of_label
from crawler.extraction.page import Page
from crawler.extraction.part_addresses import COMMENTS, MOST, part_number, same_address, split_number
from crawler.extraction.tree import Anchor, shown

__all__ = ["join", "parts"]

MANY = 2_000  # links in and below the article, among which those of its parts are looked for

# Of patterns that few pages need the text alone: `re` compiles it when it is first used, and keeps it.
_WHOLE_URL = (
    r"(?i)([?&](page|seite|pagina|p|view|pagewanted|display)=(all|alle|full|single|tout|toutes|komplett|todo|tudo|tutto|0)\b"
    r"|[?&](single|singlepage|all|full|onepage|print)=(1|true|yes)\b|/(komplettansicht|full|all|view-all|single-?page|integral|onepage)/?$)"
)
_WHOLE = (
    r"^(view all|show all|all pages|view (as )?(a )?single page|single page|read (it )?(all )?on (a |one )?(single )?page|view full article|full article|view (on )?one page"
    r"|(tout |toutes les )?(afficher|lire|voir) (tout|toutes les pages|l article (entier|complet|en entier)|sur une (seule )?page|en une page|sur une page unique)"
    r"|article (complet|entier|integral)|(auf|in) einer seite( lesen| anzeigen)?|alles? auf einer seite|artikel auf einer seite( lesen)?|komplettansicht|gesamten artikel( lesen| anzeigen)?"
    r"|(ver|leer|mostrar) (todo|todas las paginas|en una (sola )?pagina|articulo completo|completo)|(ver|ler|mostrar) (tudo|todas as paginas|em uma (so )?pagina|artigo completo)"
    r"|(vedi|leggi|mostra) (tutto|tutte le pagine|in una (sola )?pagina|articolo (completo|intero))|tutto in una pagina|alles op een pagina)\b"
)
_NEXT = (
    r"^(next|next page|continue|continue to page \d+|go to page \d+|read page \d+|page suivante|suivant|suivante|la suite|lire la suite|suite|lire la page \d+|page \d+"
    r"|nachste seite|weiter|weiter auf seite \d+|weiterlesen( auf seite \d+)?|weiter lesen|seite \d+|zur nachsten seite|pagina siguiente|siguiente|siguiente pagina|ir a la pagina \d+"
    r"|proxima pagina|proxima|pagina seguinte|seguinte|pagina successiva|successiva|avanti|prossima pagina|pagina \d+|volgende|volgende pagina|nastepna|nastepna strona|dalej|czytaj dalej|nasta sida|neste side|naeste side|kovetkezo oldal|sonraki sayfa"
    r"|следующая страница|далее|下一页|次のページ(へ)?|次へ|다음 페이지)$"
)
_TOTAL = r"(?i)(?<!\w)(?:page|part|seite|teil|partie|pagina|parte|strona|сраница)?\s*(\d{1,2})\s*(?:/|of|sur|von|de|di|van|z)\s*(\d{1,2})(?!\w)"
_TURN = r"(?i)^(?:[\d\s|‹›«»<>…·.–—-]+|(?:page|part|seite|teil|partie|pagina)\s*\d+(?:\s*(?:/|of|sur|von|de|di)\s*\d+)?)$"


def parts(page: Page, body: Body) -> Found[Parts] | None:
    """Which part of one article a page is; None for the most pages, whose article is whole.

    Answers for a page that is an article; that of a list has parts of another kind.
    """
    here = Here(page.url, page.base_url)
    base, number = split_number(page.url)
    stem = re.sub(r"\.\w{2,5}$", "", base.partition("?")[0].rpartition("/")[2])
    known: dict[int, str] = {}
    following = whole = evidence = None
    total = 0
    if (url := _head_next(page, here)) and (other := part_number(url, base)):
        known[other] = url
        evidence = "link rel=next"
        if other == number + 1:
            following = url
    for anchor in islice(_near(page, body, stem), MANY):
        href = anchor.href
        text = fold(shown(anchor.element)) or fold(anchor.attributes.get("aria-label") or "")
        url = here.absolute(href) if len(text) < 60 else None
        if url is None or not here.is_same_site(url):
            continue
        if _is_whole(url, text, base):
            whole, evidence = url, evidence or text
            continue
        other = part_number(url, base)
        if other is None or other == number or not _counts(text, other, anchor):
            continue
        known.setdefault(other, url)
        evidence = evidence or text
        if other == number + 1:
            following = following or url
    known[number] = page.url
    if whole is None and following is None and not (number > 1 and len(known) > 1):
        return None
    total = max([*known, *_totals(page, body, number)])
    first = known.get(1, base)
    return Found(Parts(number, total, first, following, whole), evidence or "address")


def _head_next(page: Page, here: Here) -> str | None:
    """The page's `<link rel=next>` (HTML Standard 4.6.7)."""
    return next(map(here.absolute, page.metadata.relations.get("next", ())), None)


def _is_whole(url: str, text: str, base: str) -> bool:
    """Does a link lead to all of this article on one page?"""
    if not same_address(re.sub(r"[?#].*", "", url), re.sub(r"[?#].*", "", base)) and not url.startswith(
        base.rstrip("/") + "/"
    ):
        return False
    return bool(re.match(_WHOLE, text)) and (
        bool(re.search(_WHOLE_URL, url)) or "?" in url or url.startswith(base.rstrip("/") + "/")
    )


def _counts(text: str, number: int, anchor: Anchor) -> bool:
    """Does a link's text, or its rel, say that its number counts parts?"""
    rel = (anchor.attributes.get("rel") or "").lower().split()
    return (
        text == str(number) or bool(re.match(_NEXT, text)) or "next" in rel or text.startswith(f"{number} ")
    )


def _near(page: Page, body: Body, stem: str) -> Iterator[Anchor]:
    """The links in the article and right below it, but for those of comments, lists and teasers.

    :param stem: what every address of the article holds; most links are passed over by it, at no cost
    """
    if not body.blocks:
        return
    tree, last = page.tree, max(body.blocks)
    first = min(body.blocks)
    for anchor in page.tree.anchors:
        if not first - 3 <= anchor.block <= last + 12:
            continue
        href = anchor.href
        if stem not in href and not href.startswith("?"):
            continue
        node = anchor.node
        for _ in range(5):
            if node < 0 or node == body.root:
                yield anchor
                break
            if place(tree.names[node]) in (OTHER, RELATED, LISTING) or COMMENTS.search(tree.names[node]):
                break
            node = tree.parents[node]
        else:
            yield anchor


def _totals(page: Page, body: Body, number: int) -> Iterator[int]:
    """What the page says of how many parts there are ("Page 2 of 5"), in short blocks near the text."""
    if not body.blocks:
        return
    texts = page.tree.texts
    for block in range(max(0, min(body.blocks) - 3), min(len(texts), max(body.blocks) + 6)):
        if (
            len(texts[block]) < 40
            and (match := re.search(_TOTAL, texts[block]))
            and int(match[1]) == number <= int(match[2]) <= MOST
        ):
            yield int(match[2])


def join(pages: Sequence[Article]) -> Article:
    """The one article of its parts, in their order: the first's fields, the text and the links of all.

    What later parts begin with again (title, lead) or all of them end with is there once; so are links.
    """
    if len(pages) < 2:
        return pages[0]
    texts = [_without_turns([block for block in page.body.split("\n\n") if block.strip()]) for page in pages]
    shared = min(_common_end(earlier, later) for earlier, later in pairwise(texts))
    ends = len(texts[0]) - shared
    trunks = [_without_turns(text[: len(text) - shared]) for text in texts]
    body = "\n\n".join([*trunks[0], *_later(trunks), *texts[0][ends:]])
    own = {_bare_url(url) for page in pages for url in _addresses(page)}
    links: dict[tuple[str, str], Link] = {}
    for page in pages:
        for link in page.links:
            if _bare_url(link.url) not in own:
                links.setdefault((link.url, link.kind), link)
    first = pages[0]
    modified = max((page.modified for page in pages if page.modified), default=None)
    sources = {**first.sources, "body": f"{first.sources.get('body', 'text')} ({len(pages)} parts)"}
    return replace(
        first, body=body, links=tuple(links.values()), modified=modified, sources=sources, parts=None
    )


def _addresses(page: Article) -> Iterator[str]:
    yield page.url
    if page.parts:
        yield from (url for url in (page.parts.first, page.parts.next, page.parts.whole) if url)


def _bare_url(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _without_turns(blocks: list[str]) -> list[str]:
    """Blocks without those at both ends that only turn pages."""
    start, end = 0, len(blocks)
    while start < end and _turns(blocks[start]):
        start += 1
    while end > start and _turns(blocks[end - 1]):
        end -= 1
    return blocks[start:end]


def _turns(block: str) -> bool:
    if len(block) > 60:
        return False
    folded = fold(block)
    return bool(re.match(_TURN, block.strip()) or re.match(_NEXT, folded) or re.match(_WHOLE, folded))


def _common_end(one: list[str], other: list[str]) -> int:
    """How many blocks two parts end with alike."""
    count = 0
    while count < min(len(one), len(other)) and fold(one[-1 - count]) == fold(other[-1 - count]):
        count += 1
    return count


def _later(texts: list[list[str]]) -> Iterator[str]:
    """The blocks of the later parts, less those at their beginnings that the first part has: title, lead, labels."""
    known = {fold(block) for block in texts[0]}
    for text in texts[1:]:
        start = 0
        while start < len(text) and (fold(text[start]) in known or kind_of_label(text[start]) == RELATED):
            start += 1
        yield from text[start:]
