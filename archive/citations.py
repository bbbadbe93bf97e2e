"""An article as one cites it: BibTeX, CSL-JSON, RIS, and a plain line in French or English. Pure.

A citation of a revision carries when it was archived and the digest of its capture, so that a reader can
prove what the page said then.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.words import fold

__all__ = ["Cited", "bibtex", "csl_json", "plain", "ris"]

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says.

    :param id: the article's number in its archive
    :param published: ISO 8601, as precise as known
    :param archived: when this text was captured, ISO 8601 UTC
    :param digest: of the capture, `sha256:...`
    """

    id: int
    title: str
    url: str
    site: str
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    archived: str | None = None
    digest: str | None = None
    revision: int | None = None

    @property
    def key(self) -> str:
        """A key that says whom and when: `martin2020-17`.

        >>> Cited(17, "T", "u", "escda", ("Jeanne Müller-Martin",), "2020-10").key
        'martin2020-17'
        """
        words = re.findall(r"[a-z0-9]+", fold(self.authors[0] if self.authors else self.site))
        year = (self.published or "")[:4]
        revision = f"-{self.revision}" if self.revision else ""
        return f"{words[-1] if words else 'article'}{year}-{self.id}{revision}"


def _date_parts(date: str | None) -> list[int]:
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date or "")
    return [int(part) for part in found.groups() if part] if found else []


# -- BibTeX ------------------------------------------------------------------------------------------------

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$",
        "_": r"\_", "^": r"\^{}", "~": r"\~{}",
    }
)  # fmt: skip


def bibtex(cited: Cited) -> str:
    """An `@online` entry (BibLaTeX 3.2), which BibTeX styles read as `@misc`.

    >>> print(bibtex(Cited(17, "Prix & {coûts}", "https://a.fr/1", "escda", ("Jeanne Martin",), "2020-10")))
    @online{martin2020-17,
      title = {{Prix \\& \\{coûts\\}}},
      author = {{Jeanne Martin}},
      date = {2020-10},
      year = {2020},
      organization = {escda},
      url = {https://a.fr/1},
    }
    """
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "date": "-".join(f"{part:02}" for part in _date_parts(cited.published)),
        "year": (cited.published or "")[:4],
        "organization": _tex(cited.site),
        "url": _url(cited.url),
        "urldate": (cited.archived or "")[:10],
        "langid": _langid(cited.language),
        "note": _tex(_evidence(cited)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{cited.key},\n{lines}}}"


# ISO 639 -> babel's name of the language, which biblatex takes; of those with a country of their own, both.
_LANGIDS = {
    "af": "afrikaans", "ar": "arabic", "be": "belarusian", "bg": "bulgarian", "bn": "bengali", "br": "breton",
    "bs": "bosnian", "ca": "catalan", "cs": "czech", "cy": "welsh", "da": "danish", "de": "ngerman", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "gl": "galician", "he": "hebrew", "hi": "hindi",
    "hr": "croatian", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "is": "icelandic", "it": "italian",
    "ja": "japanese", "ka": "georgian", "ko": "korean", "la": "latin", "lt": "lithuanian", "lv": "latvian",
    "mk": "macedonian", "mr": "marathi", "ms": "malay", "nb": "norsk", "nl": "dutch", "nn": "nynorsk",
    "no": "norsk", "oc": "occitan", "pl": "polish", "pt": "portuguese", "pt-br": "brazilian", "ro": "romanian",
    "ru": "russian", "sk": "slovak", "sl": "slovene", "sq": "albanian", "sr": "serbian", "sv": "swedish",
    "th": "thai", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip


def _langid(language: str | None) -> str:
    """
    >>> _langid("de-CH"), _langid("pt_BR"), _langid("pt"), _langid("xx"), _langid(None)
    ('ngerman', 'brazilian', 'portuguese', '', '')
    """
    code = (language or "").lower().replace("_", "-")
    return _LANGIDS.get(code) or _LANGIDS.get(code.split("-")[0], "")


def _tex(text: str) -> str:
    return one_line(text).translate(_TEX)


def _url(url: str) -> str:
    return re.sub(r"[{}\\%\s]", lambda found: f"\\%{ord(found[0]):02X}" if found[0] != "%" else r"\%", url)


def _evidence(cited: Cited) -> str:
    if not cited.archived:
        return ""
    return f"archived {cited.archived}" + (f", capture {cited.digest}" if cited.digest else "")


def one_line(text: str) -> str:
    """Without line breaks and control characters, which would end a field.

    >>> one_line("a\\r\\nTY  - b\\x00")
    'a TY - b'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


# -- CSL-JSON and RIS --------------------------------------------------------------------------------------


def csl_json(cited: Cited) -> str:
    """One item in an array (citeproc-js CSL-JSON 1.0)."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": one_line(cited.title),
        "container-title": cited.site,
        "URL": cited.url,
    }
    if cited.authors:
        item["author"] = [{"literal": one_line(name)} for name in cited.authors]
    if parts := _date_parts(cited.published):
        item["issued"] = {"date-parts": [parts]}
    if cited.archived:
        item["accessed"] = {"date-parts": [_date_parts(cited.archived)]}
        item["note"] = _evidence(cited)
    if cited.language:
        item["language"] = cited.language
    return json.dumps([item], ensure_ascii=False, indent=2)


def ris(cited: Cited) -> str:
    """A `NEWS` record (RIS, 2011), lines ended by CRLF."""
    year, month, day = (*_date_parts(cited.published), None, None, None)[:3]
    date = "/".join(f"{part:02}" if part else "" for part in (year, month, day)) + "/"
    fields: list[tuple[str, str]] = [("TY", "NEWS"), ("TI", cited.title)]
    fields += [("AU", name) for name in cited.authors]
    fields += [("T2", cited.site), ("UR", cited.url), ("ID", cited.key)]
    if year:
        fields += [("PY", str(year)), ("DA", date)]
    if cited.language:
        fields.append(("LA", cited.language))
    if cited.archived:
        fields += [("Y2", cited.archived[:10].replace("-", "/") + "/"), ("N1", _evidence(cited))]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in [*fields, ("ER", "")])


# -- a plain line ------------------------------------------------------------------------------------------


def plain(cited: Cited, language: str = "en") -> str:
    """One line, for a footnote.

    >>> plain(Cited(1, "La grève", "https://a.fr/1", "Le Mag", ("Jeanne Martin",), "2020-10-13"), "fr")
    'Jeanne Martin, « La grève », Le Mag, 13 octobre 2020, https://a.fr/1'
    """
    french = language.startswith("fr")
    quoted = f"« {one_line(cited.title)} »" if french else f"“{one_line(cited.title)}”"
    parts = [", ".join(one_line(name) for name in cited.authors), quoted, cited.site]
    parts += [_day(cited.published, language), cited.url]
    line = ", ".join(part for part in parts if part)
    if cited.archived:
        word = "archivé le" if french else "archived"
        line += f" ({word} {_day(cited.archived, language)}, {cited.archived[11:16]} UTC"
        line += f", {'empreinte' if french else 'digest'} {cited.digest})" if cited.digest else ")"
    return line


def _day(date: str | None, language: str) -> str:
    """As precise as known: `13 octobre 2020`, `octobre 2020`, `2020`."""
    parts = _date_parts(date)
    months = _MONTHS["fr" if language.startswith("fr") else "en"]
    words = [str(parts[0])] if parts else []
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        words.insert(0, months[parts[1] - 1])
    if len(parts) > 2 and len(words) > 1:
        words.insert(0, "1er" if french_first(parts[2], language) else str(parts[2]))
    return " ".join(words)


def french_first(day: int, language: str) -> bool:
    """French says *premier* of the first of a month only."""
    return day == 1 and language.startswith("fr")


def cited(
    row: Mapping[str, Any], authors: tuple[str, ...], capture: Mapping[str, Any] | None = None
) -> Cited:
    """From a row of `articles`.

    :param capture: the one that its text rests on, `fetched` and `digest`
    """
    return Cited(
        id=int(row["id"]),
        title=str(row.get("title") or row["url"]),
        url=str(row["url"]),
        site=str(row["site"]),
        authors=authors,
        published=row.get("published"),
        language=row.get("language"),
        archived=capture["fetched"] if capture else None,
        digest=capture["digest"] if capture else None,
    )
