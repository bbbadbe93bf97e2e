"""Dates as people and programs write them, to ISO 8601 as precise as written.

Words of months and days in the languages of `date_months` and `date_weekdays`, numerals of Chinese, Japanese and
Korean, RFC 2822, ISO 8601, seconds since 1970. The clock is never asked.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from crawler.extraction.date_months import DAY, MONTH, month_number

__all__ = ["HINT", "Mention", "day_of", "iso", "mentions", "stated"]

FIRST_YEAR, LAST_YEAR = 1600, 2199
BUDDHIST = 543  # years that a Thai year is ahead

# Offsets of the abbreviations that mean one zone only; others (IST, CST in China) stay unread.
ZONES = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00", "BST": "+01:00", "CET": "+01:00", "MEZ": "+01:00",
    "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "EST": "-05:00",
    "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00",
    "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
}  # fmt: skip
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
NUMERALS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


class Mention(NamedTuple):
    """A date in a text: ISO 8601 as precise as written, and where it stands."""

    iso: str
    start: int
    end: int


_ZONE = r"(?P<zone>Z\b|[+-]\d\d:?\d\d\b|[+-]\d\d\b|(?:UTC|GMT|WET|BST|CES?T|MES?Z|EES?T|MSK|[ECMP][SD]T|JST|KST|AE[SD]T)\b)?"
_CLOCK = re.compile(
    r"(?:\s?[(（][月火水木金土日][)）])?[\s,;|•·–—/-]{0,4}(?:T|à|at|um|a las|a la|às|as|alle ore|alle|ore|om|kl\.?|@|\(|- )?\s{0,2}"
    r"(?P<hour>[01]?\d|2[0-4])\s?(?:[:hH.]|(?<=ore \d\d),|\s?[hH]\s|時|时|시)\s?(?P<minute>[0-5]\d)?(?::(?P<second>[0-5]\d|60))?(?:[.,]\d{1,9})?"
    r"\s{0,2}(?P<half>[ap]\.?\s?m\b\.?)?\s{0,2}(?:Uhr|hrs|h\b)?\s{0,2}\(?" + _ZONE,
    re.I,
)
_HOUR_ONLY = re.compile(
    r"[\s,;|•·–—-]{0,4}(?:at|@)?\s{0,2}(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>[ap]\.?m\b\.?)\s{0,2}" + _ZONE,
    re.I,
)
_CLOCK_BEFORE = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:hH](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?\s{0,2}(?P<half>[ap]\.?\s?m\b\.?)?\s{0,2}"
    + _ZONE
    + r"[\s,•·|–-]{1,4}(?:on |le |am |den )?$",
    re.I,
)

_YEAR = r"(?P<year>1[6-9]\d\d|2[01]\d\d)"
_ANY_YEAR = r"(?P<year>1[6-9]\d\d|2[0145]\d\d)"  # also one since Buddha's death
#: Compiled by `re` when a text may have one: some are rare.
_FORMS = [
    # 2020-10-13, 2020/10/13, 2020.10.13, 2020年10月13日, 2020년 10월 13일
    rf"(?<!\d)(?<!\d[-/.]){_YEAR}(?:-|/|\.\s?|年\s?|년\s?)(?P<number>1[0-2]|0?[1-9])(?:-|/|\.\s?|月\s?|월\s?){DAY}(?!\d)(?:日|일)?",
    # 13 octobre 2020, 1er mai 2020, 13. Oktober 2020, 13 de octubre de 2020, 13-Oct-2020, 13th of October, 2020, 3 août '21
    (
        rf"(?i)(?<![\d:.,])(?<!\d/){DAY}(?:\s?(?:er|st|nd|rd|th|º|ª|°|\.|ème)(?![^\W\d_]))?[\s\-/.,_]{{0,3}}(?:(?:de|of|di|ta['’])\s+|d['’])?"
        rf"{MONTH}[\s\-/.,،_]{{0,3}}(?:(?:de|del|do|of|año|[คพ]\.ศ\.)\s{{1,2}})?(?:{_ANY_YEAR}(?!\d)|['’](?P<short>\d\d)(?!\d))"
    ),
    # October 13, 2020, Oct. 13th 2020, October 13 at 9:00 2020 is not read
    rf"(?i)(?<![^\W_]){MONTH}\.?[\s\-]{{1,2}}{DAY}(?:st|nd|rd|th)?[\s,\-]{{1,3}}(?:of )?{_YEAR}(?!\d)",
    # 2020. október 13., 2020-Oct-13, 2020 m. spalio 13 d., 2020(e)ko urriaren 13(a)
    (
        rf"(?i)(?<!\d){_YEAR}(?:[.,]|\s?(?:m|թ)\.|(?:\(e\))?ko)?[\s\-]{{1,2}}{MONTH}\.?[\s\-]{{1,2}}{DAY}"
        r"(?![\d:]|[.,]\d|,?\s(?:19|20)\d\d(?!\d))\.?"
    ),
    # 2020. gada 13. oktobris, 2020 ж. 13 қазан
    rf"(?i)(?<!\d){_YEAR}(?:\.\sgada|\s?ж\.)\s{{1,2}}{DAY}\.?\s{{1,2}}{MONTH}",
    # 13 tháng 10, 2020, 13 tháng 10 năm 2020
    rf"(?i)(?<!\d){DAY}\s(?:tháng|thg)\s(?P<number>1[0-2]|0?[1-9])(?:,|\snăm)?\s{_YEAR}(?!\d)",
    # 13/10/2020, 10/13/2020, 13.10.20, 13. 10. 2020
    r"(?<![\d.,/:-])(?P<first>3[01]|[12]\d|0?[1-9])\s?(?P<mark>[./|-])\s?(?P<second>3[01]|[12]\d|0?[1-9])\s?(?P=mark)\s?(?:(?P<year>(?:19|20)\d\d)|(?<![|])(?<![|]\s)(?P<short>\d\d))(?![\d%€$])(?![.,]\d)(?!-\d)",
    # Tue Oct 13 09:00:00 CEST 2020 (RFC 850's cousin: date(1), Java)
    rf"(?<![^\W_])(?:[A-Z][a-z]{{2}} )?{MONTH} {{1,2}}{DAY} \d\d:\d\d:\d\d (?:[A-Z]{{3,4}} )?{_YEAR}(?!\d)",
    # 二〇二〇年十月十三日, 令和2年10月13日
    r"(?P<han>[〇零○一二三四五六七八九]{4})年(?P<hanmonth>[一二三四五六七八九十]{1,2})月(?P<handay>[一二三四五六七八九十]{1,3})日",
    r"(?P<era>令和|平成|昭和)(?P<erayear>元|\d{1,2})年(?P<number>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d|[1-9])日",
]
#: For each form signs of which it never lacks one (where there are any): to look for those takes no time.
_SIGNS: tuple[tuple[str, ...], ...] = (
    tuple("-/.年년"), (), (), (), ("gada", "ж"), ("th",), tuple("./|-"), (":",), ("年",), ("年",),
)  # fmt: skip
#: What every full date has: a year, or three numbers.
HINT = re.compile(
    r"(?:1[6-9]|2[0145])\d\d|\d\s?[./|-]\s?\d{1,2}\s?[./|-]\s?\d\d|['’]\d\d|[〇零○一二三四五六七八九\d元]年|[２٢۲২२๒]"
)
_FOREIGN = re.compile(r"(?![0-9])\d|[：／．\u00a0\u202f\u2009\u200e\u200f]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_ISO = re.compile(
    rf"{_YEAR}-?(?P<number>1[0-2]|0[1-9])-?(?P<day>3[01]|[12]\d|0[1-9])(?:[T_ ]*(?P<hour>[01]\d|2[0-4]):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d|60))?(?:[.,]\d*)?\s*(?P<zone>Z|[+-]\d\d:?\d\d|[+-]\d\d|[A-Z]{{3,4}}\b)?)?",
    re.I,
)
_MONTH_ONLY = rf"{_YEAR}[-/](?P<number>1[0-2]|0[1-9])$"
_WORD_MONTH_ONLY = rf"(?i){MONTH}\.?,? (?:de |del )?{_YEAR}$"


def stated(value: str, *, month_first: bool = False) -> str | None:
    """The one date that an attribute or a meta element states, as precise as it does; else None.

    >>> stated("2020-10-13T07:00:00.123Z")
    '2020-10-13T07:00:00+00:00'
    >>> stated("Tue, 13 Oct 2020 09:00:00 +0200")
    '2020-10-13T09:00:00+02:00'
    >>> stated("1602572400"), stated("2020-10"), stated("soon")
    ('2020-10-13T07:00:00+00:00', '2020-10', None)
    """
    value = " ".join(value[:200].split())
    if found := _ISO.match(value):
        return _with_clock(found)
    if value.isdigit() and value.isascii() and len(value) in (10, 13):
        seconds = int(value[:10])
        if 300_000_000 < seconds < 4_000_000_000:  # 1979 to 2096
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    if mention := next(mentions(value, month_first=month_first), None):
        return mention.iso
    if found := re.match(_MONTH_ONLY, value):
        return f"{found['year']}-{found['number']}"
    if (found := re.match(_WORD_MONTH_ONLY, value)) and (month := month_number(found["month"])):
        return f"{found['year']}-{month:02}"
    return None


def mentions(text: str, *, month_first: bool = False) -> Iterator[Mention]:
    """Every full date that a text mentions, in the order of the text, its time of day when it follows.

    >>> [m.iso for m in mentions("Publié le mardi 3 août 2021 à 18h30, lu le 04/08/21")]
    ['2021-08-03T18:30:00', '2021-08-04']

    :param month_first: is 03/08/2021 the eighth of March, as in the United States?
    """
    if not any(map(str.isdigit, text)) and "月" not in text:
        return
    if not text.isascii():
        text = _in_ascii_digits(text)
    if not HINT.search(text):
        return
    found = [
        (match.start(), match.end(), day)
        for signs, form in zip(_SIGNS, _FORMS, strict=True)
        if not signs or any(map(text.__contains__, signs))
        for match in re.finditer(form, text)
        if (day := _day(match, month_first))
    ]
    last = -1
    for start, end, day in sorted(found, key=lambda row: (row[0], -row[1])):
        if start < last:
            continue
        written, last = _clock_near(text, start, end, day)
        yield Mention(written, start, last)


def without_mentions(text: str) -> str:
    """A text with a bar in place of every date that it mentions.

    >>> without_mentions("Ann Lee, July 19, 2013, updated July 19, 2013 3:55am")
    'Ann Lee,  | , updated  | '
    """
    for mention in reversed(list(mentions(text))):  # from the end, so that the places before stay
        text = f"{text[: mention.start]} | {text[mention.end :]}"
    return text


def _in_ascii_digits(text: str) -> str:
    """Digits and stops of other scripts to plain ones, no-break spaces to blanks; the length stays."""
    return _FOREIGN.sub(_plain_sign, text)


def _plain_sign(match: re.Match[str]) -> str:
    sign = match[0]
    value = unicodedata.decimal(sign, None)
    return str(value) if value is not None else {"：": ":", "／": "/", "．": "."}.get(sign, " ")


def _day(match: re.Match[str], month_first: bool) -> str | None:
    """The ISO date of one matched form, if there is such a day."""
    parts = match.groupdict()
    if parts.get("han"):
        year = int("".join(str(NUMERALS[sign]) for sign in parts["han"]))
        return iso(year, _han(parts["hanmonth"]), _han(parts["handay"]))
    if parts.get("era"):
        year = ERAS[parts["era"]] + (1 if parts["erayear"] == "元" else int(parts["erayear"]))
    elif parts.get("short"):
        year = 2000 + int(parts["short"]) if int(parts["short"]) < 70 else 1900 + int(parts["short"])
    else:
        year = int(parts["year"])
    if parts.get("first"):
        dotted = parts["mark"] == "."  # who writes dots puts the day first, in English too
        swaps = month_first or not (dotted and parts.get("short"))
        return _by_order(year, int(parts["first"]), int(parts["second"]), month_first and not dotted, swaps)
    if parts.get("month"):
        month = month_number(parts["month"], stop=match.string.startswith(".", match.end("day")))
        year -= BUDDHIST if _THAI.match(parts["month"]) and year > LAST_YEAR else 0
    else:
        month = int(parts["number"])
    return iso(year, month, int(parts["day"]))


def _by_order(year: int, first: int, second: int, month_first: bool, swaps: bool) -> str | None:
    """The day, in the other order where the usual one names no day; 3.14.15 is not turned, it is a version."""
    day, month = (second, first) if month_first else (first, second)
    return iso(year, month, day) or (iso(year, day, month) if swaps else None)


def _han(numeral: str) -> int:
    """A Chinese numeral up to 39: 二十三 is 23."""
    if "十" not in numeral:
        return NUMERALS.get(numeral, 0) if len(numeral) == 1 else 0
    tens, _, ones = numeral.partition("十")
    return (NUMERALS.get(tens, 0) if tens else 1) * 10 + (NUMERALS.get(ones, 0) if ones else 0)


def iso(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where the calendar has no such day.

    >>> iso(2021, 2, 29)
    """
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _clock_near(text: str, start: int, end: int, day: str) -> tuple[str, int]:
    """The day with the time of day written after it (or just before it), and where it ends."""
    for clock in (_CLOCK, _HOUR_ONLY):
        found = clock.match(text, end)
        if found and (time := _time(found)):
            return f"{day}T{time}", found.end()
    before = _CLOCK_BEFORE.search(text[max(0, start - 32) : start])
    if before and (time := _time(before)):
        return f"{day}T{time}", end
    return day, end


def _time(match: re.Match[str]) -> str | None:
    """hh:mm:ss and, where the offset is known, ±hh:mm."""
    parts = match.groupdict()
    hour, minute, second = (
        int(parts["hour"]),
        int(parts.get("minute") or 0),
        min(59, int(parts.get("second") or 0)),
    )
    if (
        not parts.get("minute")
        and "half" in parts
        and not parts["half"]
        and not re.search("[hH時时시]", match[0])
    ):
        return None
    if half := (parts.get("half") or "").lower():
        if hour > 12:
            half = ""
        else:
            hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 23:
        return None
    return f"{hour:02}:{minute:02}:{second:02}{_offset(parts.get('zone'))}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        return (
            f"{zone[0]}{digits[:2]}:{digits[2:4]}" if int(digits[:2]) < 15 and int(digits[2:4]) < 60 else ""
        )
    return ZONES.get(zone.upper(), "")


def _with_clock(match: re.Match[str]) -> str | None:
    day = iso(int(match["year"]), int(match["number"]), int(match["day"]))
    if day is None or match["hour"] is None or match["hour"] == "24":
        return day
    second = min(59, int(match["second"] or 0))
    return f"{day}T{match['hour']}:{match['minute']}:{second:02}{_offset(match['zone'])}"


def day_of(written: str) -> date | None:
    """The calendar day of an ISO date, where it is precise to the day.

    >>> day_of("2020-10-13T09:00:00+02:00"), day_of("2020-10")
    (datetime.date(2020, 10, 13), None)
    """
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
