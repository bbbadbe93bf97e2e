"""Which characters a page's bytes are: BOM, HTTP header, meta, then detection.

A label is believed only where the bytes agree: pages that say windows-1252 and are UTF-8, and the
reverse, are common, and their bytes tell.
"""

import codecs
import re
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Decoded", "decode"]

#: A meta charset must stand in the first 1,024 bytes (HTML 13.2.3.2); scripts often push it further.
_META_BYTES = 8_192
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,30})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-z0-9_:.-]{2,30})", re.I)
_DETECTION_BYTES = 20_000
_NEARLY_BYTES = 500_000  # of which wrong and right sequences are counted
_BOM_BEGINNINGS = frozenset((b"\x00", b"\xef", b"\xfe", b"\xff"))


class Decoded(NamedTuple):
    """A page's text.

    :ivar encoding: what it was read in, as a Python codec's name
    :ivar utf8: the text in UTF-8; of a page that came so, its own bytes
    """

    text: str
    encoding: str
    utf8: bytes


def decode(html: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page and the encoding it was read in; bytes of no meaning become U+FFFD.

    Bytes that are valid UTF-8 are UTF-8 whatever their label: nothing else looks so by chance.

    >>> decode("<meta charset=iso-8859-1>café".encode())[:2]
    ('<meta charset=iso-8859-1>café', 'utf-8')
    >>> decode("<meta charset=utf-8>caf\\u00e9 \\u2019".encode("cp1252"))[:2]
    ('<meta charset=utf-8>café ’', 'cp1252')
    """
    if (plain := _as_utf8(html)) is not None:
        return Decoded(plain, "utf-8", html)
    text, encoding = _as_other(html, content_type)
    return Decoded(text, encoding, text.encode("utf-8", "ignore"))


def _as_utf8(html: bytes) -> str | None:
    """The text of bytes that are UTF-8 and nothing but: no byte order mark, no mojibake, no escape of another."""
    if html[:1] in _BOM_BEGINNINGS or html[1:2] == b"\0" or b"\x1b" in html or _may_be_mojibake(html):
        return None
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _may_be_mojibake(html: bytes) -> bool:
    """Does UTF-8 hold UTF-8 that was read as windows-1252? The rare bytes first: searching for one is cheap."""
    return (b"\x83" in html and b"\xc3\x83\xc2" in html) or (
        b"\xac" in html and b"\xc3\xa2\xe2\x82\xac" in html
    )


def _as_other(html: bytes, content_type: str | None) -> tuple[str, str]:
    """The text of bytes that are not plainly UTF-8, and its encoding."""
    if (html[:1] in _BOM_BEGINNINGS or html[1:2] == b"\0") and (marked := _as_marked(html)):
        return marked
    if b"\x1b$" not in html:  # an escape of ISO-2022-JP, whose bytes are ASCII's
        try:
            text = html.decode("utf-8")
            return (_repaired(text) if _may_be_mojibake(html) else text), "utf-8"
        except UnicodeDecodeError:
            pass
    declared = _declared(html, content_type)
    if declared and declared.startswith("utf-16"):
        declared = None  # a page whose label could be read byte by byte is not UTF-16 (HTML 13.2.3.2)
    return _as_nearly_utf8(html, declared) or _as_declared(html, declared) or _as_detected(html)


def _as_marked(html: bytes) -> tuple[str, str] | None:
    """The text after a byte order mark, if there is one; two bytes a character are UTF-16 without one too."""
    from w3lib.encoding import read_bom  # here, as below: most pages need none of it

    if unmarked := {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(html[:2]):
        return html.decode(unmarked, "replace"), unmarked

    encoding, bom = read_bom(html)
    return (html[len(bom) :].decode(encoding, "replace"), encoding) if encoding and bom else None


def _declared(html: bytes, content_type: str | None) -> str | None:
    """The label of the HTTP header, else of the page, as a Python codec's name.

    A header of Latin letters is many a server's, for whatever it sends: a page that says another has the word.
    """
    from w3lib.encoding import http_content_type_encoding, resolve_encoding

    labels = [http_content_type_encoding(content_type) if content_type else None]
    for pattern in (_META, _XML):
        if found := pattern.search(html[:_META_BYTES]):
            labels.append(resolve_encoding(found[1].decode("ascii")))
    known = [label for label in labels if label and _known(label)]
    if len(known) > 1 and known[0] in _OF_SERVERS and known[1] != "utf-8":
        return known[1]
    return known[0] if known else None


_OF_SERVERS = frozenset(("cp1252", "iso8859-1", "latin-1", "iso8859-15"))


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _as_nearly_utf8(html: bytes, declared: str | None) -> tuple[str, str] | None:
    """UTF-8 with a few wrong bytes (a cut sequence, a comment in windows-1252), read as windows-1252.

    Only while true UTF-8 sequences outnumber them, and for a page that says it is UTF-8, or nothing.
    """
    if declared not in (None, "utf-8"):
        return None
    some = html[:_NEARLY_BYTES]
    whole = some.decode("utf-8", "ignore")
    wrong = len(some.decode("utf-8", "surrogateescape")) - len(whole)
    right = len(whole) - len(whole.encode("ascii", "ignore"))
    if right <= 2 * wrong:
        return None
    return _ESCAPED.sub(_as_windows_1252, html.decode("utf-8", "surrogateescape")), "utf-8"


_ESCAPED = re.compile("[\udc80-\udcff]")


def _as_windows_1252(escaped: re.Match[str]) -> str:
    return bytes([ord(escaped[0]) - 0xDC00]).decode("cp1252", "replace")


def _as_declared(html: bytes, declared: str | None) -> tuple[str, str] | None:
    if declared in (None, "utf-8"):
        return None
    text = html.decode(declared, "replace")
    if text.count("\ufffd") > len(text) / 100 and declared not in ("cp1252", "iso8859-1"):
        return None
    return text, declared


def _as_detected(html: bytes) -> tuple[str, str]:
    """The likeliest encoding of unlabelled bytes; windows-1252 when nothing speaks for another."""
    from charset_normalizer import from_bytes  # here, because it is seldom needed and slow to load

    if b"\x1b$" in html:
        with suppress(UnicodeDecodeError):
            return html.decode("iso2022_jp"), "iso2022_jp"
    sample = _sample(html)
    if _is_japanese(sample.decode("euc_jp", "ignore")):
        return html.decode("euc_jp", "replace"), "euc_jp"
    best = from_bytes(sample, steps=3).best() if sample else None
    encoding = best.encoding if best and best.encoding in _LIKELY else "cp1252"
    if encoding in _NEAR_LATIN:
        encoding = _of_latin_letters(sample.decode("cp1252", "replace")) or encoding
    return html.decode(encoding, "replace"), encoding


def _is_japanese(read: str) -> bool:
    """Is a text one of kana and kanji? No other encoding's text looks so in EUC-JP."""
    letters = [letter for letter in read if not letter.isascii()]
    kana = sum("\u3041" <= letter <= "\u30ff" for letter in letters)
    return len(letters) > 20 and kana > 0.2 * len(letters)


def _sample(html: bytes) -> bytes:
    """Some of the runs of text that are not ASCII alone."""
    runs: list[bytes] = []
    at = size = 0
    while size < _DETECTION_BYTES and (found := _HIGH.search(html, at)):
        start = max(at, found.start() - 60)
        end = _RUN_END.search(html, found.start())
        at = end.start() if end else len(html)
        runs.append(html[start : min(at, start + _DETECTION_BYTES)])
        size += len(runs[-1])
    return b" ".join(runs)[:_DETECTION_BYTES]


_HIGH, _RUN_END = re.compile(rb"[\x80-\xff]"), re.compile(rb"[<>\x00-\x1f]")

# Encodings whose letters stand where windows-1252 has others: a detector of byte pairs takes one for the other.
_NEAR_LATIN = frozenset("cp1250 cp1254 cp1252 iso8859_2".split())
_WESTERN = frozenset("éèêëàâäçîïôöùûüœæñáíóúãõßåøìòÉÈÀÇÊÔÎÖÄÜÁÓÍ")


def _of_latin_letters(read: str) -> str | None:
    """What a text is written in whose letters are Latin; None where nothing tells.

    >>> _of_latin_letters("où l’été s’achève à la forêt"), _of_latin_letters("bakanýn görüþmelerin çoðu üç")
    ('cp1252', 'cp1254')

    :param read: the text as windows-1252 has it
    """
    letters = [letter for letter in read if "À" <= letter <= "ÿ" or letter in "œ¹³¿¼¾ºªšžŸ£¥"]
    kinds = set(letters)
    if kinds >= set("ýþð") and kinds & set("çü"):
        return "cp1254"  # Turkish, whose ı, ş and ğ stand there
    if "õ" in kinds and not kinds & set("ãçàèê"):
        return None  # Hungarian, whose ő stands there
    western = sum(letter in _WESTERN for letter in letters)
    return "cp1252" if letters and western >= 0.9 * len(letters) else None


#: What the unlabelled press is written in besides windows-1252; other guesses are chance.
_LIKELY = frozenset(
    "gb18030 gb2312 gbk big5 big5hkscs shift_jis cp932 euc_jp euc_kr cp949 cp1250 cp1251 koi8_r"
    " cp1253 cp1254 cp1255 cp1256 iso8859_2 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso2022_jp"
    " cp866 tis_620 cp874".split()
)


# One level of mojibake: UTF-8 that was read as windows-1252 and written as UTF-8 again.
_CONTINUATION = "\x80-\xbf" + "".join(
    bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)
).replace("-", "\\-")
_MOJIBAKE = re.compile(
    f"[\xc2-\xdf][{_CONTINUATION}]|[\xe0-\xef][{_CONTINUATION}]{{2}}|[\xf0-\xf4][{_CONTINUATION}]{{3}}"
)


def _repaired(text: str) -> str:
    """The text with mojibake of one level mended, where all that is not ASCII in it is mojibake.

    >>> _repaired("l’Ã©tÃ© dernier: Ã  bientÃ´t")
    'l’Ã©tÃ© dernier: Ã  bientÃ´t'
    >>> _repaired("lâ€™Ã©tÃ© dernier, bientÃ´t")
    'l’été dernier, bientôt'
    """
    spoilt = _MOJIBAKE.findall(text)
    if len(spoilt) < 3 or len(text) - len(text.encode("ascii", "ignore")) > sum(map(len, spoilt)):
        return text
    return _MOJIBAKE.sub(_unspoilt, text)


def _unspoilt(found: re.Match[str]) -> str:
    return _mended(found[0])


@lru_cache(maxsize=4096)  # a page has the same few letters again and again
def _mended(spoilt: str) -> str:
    as_bytes = b"".join(_byte(character) for character in spoilt)
    try:
        return as_bytes.decode("utf-8")
    except UnicodeDecodeError:
        return spoilt


def _byte(character: str) -> bytes:
    """The windows-1252 byte of a character; C1 controls stand for themselves, as in browsers."""
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")
