"""A captured page made safe to look at. Pure.

The answer that carries it forbids everything (`guard.CAPTURE_POLICY`); what could run, load or lead away is
taken out as well.
"""

import re
import zlib
from collections.abc import Iterable, Iterator

import brotli
import lxml.html
import zstandard
from lxml import etree
from w3lib.encoding import resolve_encoding

__all__ = ["decoded", "harmless"]

MOST_BYTES = 30_000_000  # of a page, unpacked

# What runs, loads, frames, redirects or submits.
_GONE = (
    "script", "noscript", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "link",
    "audio", "video", "source", "track", "portal", "form", "input", "button", "select", "textarea", "dialog",
    "img", "picture", "image", "use", "foreignobject", "animate", "set", "handler", "math",
    "svg", "canvas",
)  # fmt: skip
#: Its own style sheets are not there: the text is set so that it can be read.
PLAIN_STYLE = "body{max-width:45em;margin:1em auto;padding:0 1em;font:1rem/1.5 Georgia,serif}"
_KEPT_CHILDREN = frozenset({"form", "noscript", "picture", "dialog"})


def decoded(body: bytes, encoding: str | None) -> bytes:
    """Without its Content-Encoding (RFC 9110, section 8.4); as it is where that cannot be undone."""
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",")]):
        try:
            body = _undone(body, name)
        except (OSError, EOFError, zlib.error, brotli.error, zstandard.ZstdError, ValueError):
            return body
    return body[:MOST_BYTES]


def _undone(body: bytes, name: str) -> bytes:
    if name in ("gzip", "x-gzip"):
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, MOST_BYTES)
    if name == "deflate":
        window = zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS
        return zlib.decompressobj(window).decompress(body, MOST_BYTES)
    if name == "br":
        return bytes(brotli.decompress(body))
    if name == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(body)
    return body


def harmless(page: bytes, charset: str | None = None) -> str:
    """The page's HTML with nothing in it that runs, loads, submits or leads away by itself.

    >>> page = harmless(b'<p onclick=x>Hi<script>1</script> <a href="javascript:x">y</a></p>')
    >>> page.replace(PLAIN_STYLE, "...")
    '<html><head><meta charset="utf-8"><style>...</style></head><body><p>Hi <a>y</a></p></body></html>'
    """
    tree = _parsed(page, charset)
    for name in ("head", "body"):
        if tree.find(name) is None:
            tree.insert(0 if name == "head" else len(tree), etree.SubElement(tree, name))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):  # a comment, a processing instruction
            _drop(element, keep=False)
        elif element.tag.lower().rpartition("}")[2] in _GONE or _redirects(element):
            _drop(element, keep=element.tag.lower() in _KEPT_CHILDREN)
        else:
            _disarm(element)
    head = tree.find("head")
    assert head is not None
    for meta in list(head.iter("meta")):
        head.remove(meta) if meta.getparent() is head else None
    head.insert(0, etree.Element("meta", charset="utf-8"))
    if not any(True for _ in tree.iter("style")):
        plain = etree.SubElement(head, "style")
        plain.text = PLAIN_STYLE
    return str(etree.tostring(tree, method="html", encoding="unicode", with_tail=False))


_META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def _parsed(page: bytes, charset: str | None) -> etree._Element:
    for encoding in _encodings(page, charset):
        try:
            parser = lxml.html.HTMLParser(encoding=encoding, huge_tree=False, remove_comments=True)
            root = lxml.html.document_fromstring(page, parser=parser)
            return root.getroottree().getroot()
        except (LookupError, ValueError, etree.LxmlError):
            continue
    return lxml.html.document_fromstring(b"<p></p>")


def _encodings(page: bytes, charset: str | None) -> Iterator[str | None]:
    """What the page may be in: as its mark, its headers or itself say, else as its bytes look.

    Labels mean what they mean to browsers (https://encoding.spec.whatwg.org/#names-and-labels).

    >>> next(_encodings(b"", "ISO-8859-1"))
    'cp1252'
    >>> next(_encodings("<p>é</p>".encode(), None)), next(_encodings("<p>é</p>".encode("latin-1"), None))
    ('utf-8', 'windows-1252')
    """
    if page.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        yield "utf-8" if page[0] == 0xEF else "utf-16"
    said = _META_CHARSET.search(page[:20_000])
    for label in (charset, said and said[1].decode("ascii", "replace")):
        if label:
            yield resolve_encoding(label) or label
    try:
        page.decode()
        yield "utf-8"
    except UnicodeDecodeError:
        yield "windows-1252"
    yield None


def _redirects(element: etree._Element) -> bool:
    return str(element.tag).lower() == "meta" and bool(element.get("http-equiv"))


def _drop(element: etree._Element, *, keep: bool) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if keep and isinstance(element, lxml.html.HtmlElement):
        element.drop_tag()
    elif isinstance(element, lxml.html.HtmlElement):
        element.drop_tree()
    else:
        parent.remove(element)


_PLAIN_SCHEMES = ("http://", "https://", "mailto:", "#", "/", "?")


def _disarm(element: etree._Element) -> None:
    for name, value in list(element.attrib.items()):
        key = str(name).lower()
        if (
            key.startswith("on")
            or key in ("srcdoc", "src", "srcset", "ping", "background", "action", "poster")
            or (key in ("href", "xlink:href") and not _leads_plainly(str(value)))
            or (key == "style" and _loads(str(value)))
        ):
            del element.attrib[name]


def _leads_plainly(url: str) -> bool:
    visible = "".join(c for c in url.lower() if c > " ")
    return visible.startswith(_PLAIN_SCHEMES) or ":" not in visible.split("/")[0]


def _loads(style: str) -> bool:
    return any(word in style.lower() for word in ("url(", "expression", "@import", "\\"))


def header_lines(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers as a page shows them: printable, of bounded length."""
    return [
        (
            "".join(c for c in name if c.isprintable())[:100],
            "".join(c for c in value if c.isprintable())[:1000],
        )
        for name, value in headers
    ]
