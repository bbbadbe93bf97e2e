"""Dates told by the time since: "il y a 3 heures", "yesterday", "vor 2 Monaten", seen at a known time."""

import re
from datetime import date, datetime, timedelta

__all__ = ["ago"]

#: What comes before the number, and what after its unit. One of the two is there.
_BEFORE = "il y a|vor|hace|há|fa|fazem?|hai|duela|acum|fyrir|pirms|prieš|před|pred|prije|pre|пре|пред|преди|πριν(?: από)?|قبل|منذ|לפני"
_AFTER = (
    "ago|atrás|fa|geleden|siden|sedan|sitten|eest|temu|назад|тому(?: назад)?|таму|önce|ezelőtt|(?:yang )?lalu|trước"
    "|ที่ผ่านมา|ที่แล้ว|पहले|আগে|پیش"
)
_ABOUT = "environ |about |etwa |circa |cerca de |alrededor de |unos |unas |approx\\.? "
#: The words for each unit, in the languages of the words above: up to three letters a whole word, else its beginning.
_UNITS = {
    "minute": "min mín mins minut minuu minuut minú minút menit minit mínút minūt phút นาที मिनट মিনিট daki perc хвил хвіл λεπτ دقیقه دقائق دقيقة دقيقت דקות דקה минут мин 分 分钟 分鐘 분",
    "hour": "h hr hrs hour heure stund hora hore ora ore oră ordu ur ura uri uro ure urama urami uur uren time timer timm klukkustund tunti tunni valand godz hodin sat sata sati "
    "час часа часов сат сата сати години годин гадз ώρα ώρες saat óra órá óráv jam giờ ชั่วโมง घंटे घंटा ঘন্ট ঘণ্ট ساعت ساعة ساعات שעות שעה שעתיים 小时 小時 時間 시간",
    "day": "d j day days jour tag tage tagen día días dia dias dies giorn dag dage dagen dagar døgn degi dög dögu päiv päev dien dzień dni dnem dne dny dňom dňami dnev dan dana dani "
    "zi zile egun день дня дней дні днів дзень дзён ден дена дни дана ημέρ μέρα μέρες gün nap nappal hari ngày วัน दिन দিন روز يوم يومين أيام ימים יום יומיים 天 日 일",
    "week": "w wk wks week wek sem semain seman setman settiman woche weken veck vik viku vikum uge uger uke uker viik nädal nedēļ savait tydz tygod týdn týžd týždň tedn tjed sedmic aste "
    "săptăm недел недељ nedelj седмиц тижн тижд тыд тыдз тыдн εβδομάδ hafta hét héttel minggu tuần สัปดาห์ सप्ताह हफ्ते সপ্তাহ هفته أسبوع أسابيع שבוע שבועיים 周 週 週間 주",
    "month": "mo mos month mois monat mes mês mese mesi mesos maand måned månad mánuð kuukau kuu mēneš mėnes miesią měsíc mesiac mesec mjesec lună luni hilabe "
    "мес месец месяц місяц місяч μήνα μήνες ay hónap bulan tháng เดือน माह महीने মাস ماه شهر شهرين أشهر חודש 月 か月 ヶ月 个月 個月 개월",
}
_NUMBERS = {
    number: value
    for value, numbers in enumerate(
        (
            "un une a an one ein eine einer einem einen uno una um uma een en et ett",
            "deux two zwei dos dois duas due twee שתי שני",
            "trois three drei tres três tre drie",
        ),
        1,
    )
    for number in numbers.split()
}
_UNIT_OF = {start: unit for unit, starts in _UNITS.items() for start in starts.split()}
_BEGINNING = 4  # letters that the beginning of a word has at least, and one less what may follow
#: Arabic and Hebrew say one by no number at all, and two by the word's ending.
_WITHOUT_NUMBER = "(?<=قبل )|(?<=منذ )|(?<=לפני )"
_TWO = ("ين", "יים")
#: Marks of Indic and Thai writing, which are no letters to `re`.
_MARKS = r"\u0900-\u0dff\u0e31-\u0e4e"
_END = rf"(?![\w{_MARKS}])"
_SPAN = re.compile(
    rf"(?<!\w)(?:(?P<before>{_BEFORE})\s+(?:{_ABOUT})?)?(?P<number>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|{_WITHOUT_NUMBER})\s?"
    # The Chinese, Japanese and Koreans part no words.
    rf"(?:de\s)?(?P<unit>[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{{1,2}}?|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*?)"
    rf"(?:\s?(?P<after>(?:{_AFTER}){_END}|前|전)|{_END})",
    re.I,
)
_DAYS = {
    "aujourd'hui": 0, "aujourd’hui": 0, "today": 0, "heute": 0, "hoy": 0, "hoje": 0, "oggi": 0, "vandaag": 0, "dzisiaj": 0, "dziś": 0, "сегодня": 0, "今日": 0, "今天": 0,
    "hier": 1, "yesterday": 1, "gestern": 1, "ayer": 1, "ontem": 1, "ieri": 1, "gisteren": 1, "wczoraj": 1, "вчера": 1, "昨日": 1, "昨天": 1,
    "avant-hier": 2, "vorgestern": 2,
}  # fmt: skip
_NAMED_DAY = re.compile(r"(?<!\w)(" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")(?!\w)", re.I)


def ago(text: str, fetched: str) -> str | None:
    """The date of "il y a 3 heures", "yesterday", seen at a time; of "2 months ago" the month.

    >>> ago("Publié il y a 3 heures", "2021-08-03T18:30:00+00:00"), ago("gestern", "2021-08-01T08:00:00Z")
    ('2021-08-03', '2021-07-31')
    >>> ago("3時間前", "2021-08-03T18:30:00Z"), ago("vor einem Monat", "2021-08-03T18:30:00Z")
    ('2021-08-03', '2021-07')
    >>> ago("12 heures de débat", "2021-08-03T18:30:00+00:00") is None
    True
    """
    try:
        now = datetime.fromisoformat(fetched)
    except ValueError:
        return None
    for found in _SPAN.finditer(text):
        unit = _unit(found["unit"].lower()) if found["before"] or found["after"] else None
        if unit:
            return _before(now, _number(found["number"], found["unit"]), unit)
    if named := _NAMED_DAY.search(text):
        return (now - timedelta(days=_DAYS[named[1].lower()])).date().isoformat()
    return None


def _number(written: str, unit: str) -> int:
    if written.isdigit():
        return int(written)
    return _NUMBERS.get(written.lower(), 2 if unit.endswith(_TWO) else 1)


def _unit(word: str) -> str | None:
    """The unit that a word means, by its longest known beginning."""
    if word in _UNIT_OF:
        return _UNIT_OF[word]
    for length in range(len(word) - 1, max(_BEGINNING - 1, len(word) - _BEGINNING), -1):
        if unit := _UNIT_OF.get(word[:length]):
            return unit
    return None


def _before(now: datetime, number: int, unit: str) -> str:
    if unit == "month":
        months = now.year * 12 + now.month - 1 - number
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    return (now - timedelta(**{f"{unit}s": number})).date().isoformat()
