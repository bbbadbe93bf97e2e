"""Changes to how a page is built that change nothing of what its article says."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable

import lxml.html
from lxml import etree

from crawler.extraction.charset import decode
from tests.bench.pages import Sample

Element = etree._Element
Change = Callable[[Element, random.Random], None]

_SUBJECTS = "tag-cookies tag-share category-comments category-newsletter tag-advertising tag-related"
_PLAIN = frozenset("article main header footer nav aside section figure figcaption".split())
_LINE_TAGS = frozenset(
    "a abbr b bdi br cite code em i img kbd mark q s small span strong sub sup time u wbr".split()
)
_SENTENCE = "I read this twice and still think that the council should have asked the people who live there. "


def unchanged(root: Element, chance: random.Random) -> None:
    """Only parsed and written."""


def renamed(root: Element, chance: random.Random) -> None:
    """Every class and id is a hash, as CSS modules make them: the same name is the same everywhere."""
    for element in elements(root):
        for attribute in ("class", "id", "data-testid", "data-component"):
            if value := element.get(attribute):
                element.set(attribute, " ".join(map(hashed, value.split())))


def unnamed(root: Element, chance: random.Random) -> None:
    """No class and no id at all."""
    for element in elements(root):
        for attribute in ("class", "id", "data-testid", "data-component"):
            element.attrib.pop(attribute, None)


def unstructured(root: Element, chance: random.Random) -> None:
    """No element that says what it is for: articles, sections, asides, menus and figures are `div`s."""
    for element in elements(root):
        if element.tag in _PLAIN:
            element.tag = "div"


def unstated(root: Element, chance: random.Random) -> None:
    """No metadata but the title: no JSON-LD, no Open Graph, no microdata."""
    for element in elements(root):
        if element.tag == "meta" or (element.tag == "script" and "json" in (element.get("type") or "")):
            drop(element)
        for attribute in ("itemprop", "itemtype", "itemscope", "property", "typeof"):
            if element.tag != "meta":
                element.attrib.pop(attribute, None)


def only_shown(root: Element, chance: random.Random) -> None:
    """No metadata, and no `time`: of dates and authors there is what a reader sees."""
    unstated(root, chance)
    for element in root.iter("time"):
        element.tag = "span"
        element.attrib.pop("datetime", None)


def of_divs(root: Element, chance: random.Random) -> None:
    """Paragraphs are `div`s."""
    for element in root.iter("p"):
        element.tag = "div"


def of_breaks(root: Element, chance: random.Random) -> None:
    """Paragraphs in a row are one element, parted by two `br`."""
    for parent in {element.getparent() for element in root.iter("p")}:
        for element in [child for child in parent if child.tag == "p" and not held(child)]:
            for _ in "12":
                line_break = etree.Element("br")
                line_break.tail, element.tail = element.tail, None
                element.addnext(line_break)
            element.drop_tag()


def in_sections(root: Element, chance: random.Random) -> None:
    """Each paragraph stands in two elements of its own."""
    for element in list(root.iter("p")):
        if (parent := element.getparent()) is None:
            continue
        outer, inner = etree.Element("div"), etree.Element("div")
        outer.set("class", "w")
        outer.tail, element.tail = element.tail, None
        parent.replace(element, outer)
        outer.append(inner)
        inner.append(element)


def minified(root: Element, chance: random.Random) -> None:
    """No white space between elements."""
    for element in root.iter():
        if element.tail and element.tail.isspace() and element.tag not in _LINE_TAGS:
            element.tail = None
        if element.text and element.text.isspace() and element.tag not in _LINE_TAGS:
            element.text = None


def on_subjects(root: Element, chance: random.Random) -> None:
    """The article is called after what it is about: `tag-cookies`."""
    for headline in root.iter("h1"):
        for element in headline.iterancestors():
            if element.tag != "body" and len(list(element.iter("p"))) > 3:
                element.set("class", f"{element.get('class') or ''} {_SUBJECTS}")
                break


def with_comments(root: Element, chance: random.Random) -> None:
    """Thirty readers have commented below all else."""
    list_of = lxml.html.fromstring(
        '<div id="comments" class="comments"><h3>30 comments</h3><ol class="comment-list"></ol></div>'
    )
    for number in range(30):
        list_of[-1].append(
            lxml.html.fromstring(
                f'<li class="comment"><div class="comment-author">reader{number}</div><div class="comment-date">{1 + number % 28} May 2020, 10:{10 + number}</div>'
                f'<div class="comment-content"><p>{_SENTENCE * chance.randint(1, 4)}</p></div><a href="#reply">Reply</a></li>'
            )
        )
    body = root.find("body")
    if body is not None:
        body.append(list_of)


def with_consent(root: Element, chance: random.Random) -> None:
    """A box about cookies comes first, with all its purposes."""
    purposes = "".join(
        f"<div class=purpose><h4>{name}</h4><p>We and our partners store and access information on a device to {name.lower()}, and you may object at any time.</p></div>"
        for name in (
            "Measure audiences",
            "Select ads",
            "Create a profile",
            "Develop products",
            "Use precise places",
        )
    )
    box = lxml.html.fromstring(
        f'<div class="x1" role="dialog"><div><h2>We value your privacy</h2><p>We and our 812 partners use cookies to show you content that fits, and to count visits.</p>{purposes}<button>Accept all</button><button>Refuse</button></div></div>'
    )
    body = root.find("body")
    if body is not None:
        box.tail, body.text = body.text, None
        body.insert(0, box)


def with_inserts(root: Element, chance: random.Random) -> None:
    """Other articles and an advertisement interrupt the text."""
    paragraphs = [p for p in root.iter("p") if len("".join(p.itertext())) > 150]
    for number, paragraph in enumerate(paragraphs[2::4]):
        insert = lxml.html.fromstring(
            f'<div class="i{number}"><p><strong>Lire aussi :</strong> <a href="/actu/{number + 900}/une-autre-affaire-du-jour">Une autre affaire du jour, la numéro {number}</a></p></div>'
            if number % 2
            else '<div class="q"><div>Publicité</div><div><iframe src="https://ads.example/1"></iframe></div></div>'
        )
        insert.tail, paragraph.tail = paragraph.tail, None
        paragraph.addnext(insert)


#: Boxes about the author, the newsletter and the money: a heading and a paragraph each, as sites write them.
_BOXES = (
    ("About the author", "Ann Lee has been a reporter with us since 2011 and writes about trade, ports and the people who work there. She lives in Dover."),
    ("Get our best stories every morning", "Join 120,000 readers who start their day with our newsletter. You can unsubscribe at any time, and we never share your address."),
    ("Before you go", "Our journalism is free for everyone to read, but it is not free to make. If you can, please support us with a monthly gift."),
    ("À propos de l’auteur", "Jeanne Martin est journaliste à la rédaction depuis 2011. Elle suit le commerce, les ports et celles et ceux qui y travaillent."),
    ("Notre newsletter", "Chaque matin, recevez l’essentiel de l’actualité dans votre boîte mail. Vous pouvez vous désinscrire à tout moment."),
    ("Soutenez-nous", "Notre journalisme est gratuit, mais il a un coût. Faites un don, même modeste : il nous permet de rester indépendants."),
    ("Über die Autorin", "Anna Weber ist seit 2011 Redakteurin und schreibt über Handel, Häfen und die Menschen, die dort arbeiten. Sie lebt in Kiel."),
    ("Jeden Morgen im Postfach", "Abonnieren Sie unseren kostenlosen Newsletter mit den wichtigsten Nachrichten. Die Abmeldung ist jederzeit möglich."),
    ("In eigener Sache", "Unabhängiger Journalismus kostet Geld. Unterstützen Sie unsere Arbeit mit einem Beitrag, der zu Ihnen passt."),
    ("Sobre el autor", "Juan Pérez es redactor de este periódico desde 2011 y escribe sobre comercio, puertos y quienes trabajan en ellos."),
    ("Suscríbete a nuestro boletín", "Recibe cada mañana las noticias más importantes en tu correo. Puedes darte de baja en cualquier momento."),
    ("L’autore", "Marco Rossi è redattore dal 2011 e scrive di commercio, di porti e di chi ci lavora. Vive a Genova con la famiglia."),
    ("Iscriviti alla newsletter", "Ogni mattina le notizie più importanti nella tua casella di posta. Puoi cancellarti quando vuoi, con un clic."),
)  # fmt: skip


def with_boxes(root: Element, chance: random.Random) -> None:
    """Boxes whose names say nothing stand amid the text and after it."""
    paragraphs = [p for p in root.iter("p") if len("".join(p.itertext())) > 150]
    if len(paragraphs) < 3:
        return
    boxes = chance.sample(_BOXES, 3)
    for paragraph, (heading, said) in zip(
        (paragraphs[len(paragraphs) // 2], paragraphs[-1], paragraphs[-1]), boxes, strict=True
    ):
        box = lxml.html.fromstring(
            f'<div class="k1"><h3>{heading}</h3><p>{said}</p><p><a href="/more">OK</a></p></div>'
        )
        box.tail, paragraph.tail = paragraph.tail, None
        paragraph.addnext(box)


def with_next_article(root: Element, chance: random.Random) -> None:
    """The next article stands below this one, whole."""
    text = "".join(f"<p>{_SENTENCE * chance.randint(1, 4)}</p>" for _ in range(12))
    article = lxml.html.fromstring(
        '<div class="n1"><h1>The council asks nobody who lives there</h1><div>By Ann Lee</div>'
        f'<time datetime="2019-01-05">5 January 2019</time><div>{text}</div></div>'
    )
    for headline in root.iter("h1"):
        for element in headline.iterancestors():
            if element.tag not in ("body", "html") and len(list(element.iter("p"))) > 3:
                article.tail, element.tail = element.tail, None
                element.addnext(article)
                return
    body = root.find("body")
    if body is not None:
        body.append(article)


def rebuilt(root: Element, chance: random.Random) -> None:
    """Renamed, with a box about cookies and with comments: what the weights of the text are also learned from."""
    renamed(root, chance)
    with_consent(root, chance)
    with_comments(root, chance)


CHANGES: tuple[Change, ...] = (
    unchanged, renamed, unnamed, unstructured, unstated, only_shown, of_divs, of_breaks, in_sections, minified,
    on_subjects, with_comments, with_consent, with_inserts, with_boxes, with_next_article, rebuilt,
)  # fmt: skip


def elements(root: Element) -> list[Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def held(element: Element) -> bool:
    """Does a paragraph hold blocks, which a line cannot?"""
    return any(inner.tag not in _LINE_TAGS for inner in element.iterdescendants())


def hashed(name: str) -> str:
    return "c" + re.sub("[a-f]", "", hashlib.sha1(name.encode()).hexdigest())[:7]


def drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def changed(sample: Sample, change: Change) -> bytes:
    """A page after a change, in UTF-8."""
    root = lxml.html.document_fromstring(
        sample.html, parser=lxml.html.HTMLParser(encoding=decode(sample.html, None)[1])
    )
    change(root, random.Random(sample.id))
    return b"<!doctype html>" + etree.tostring(root, method="html", encoding="utf-8")
