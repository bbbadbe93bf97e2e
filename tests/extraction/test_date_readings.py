"""What a string says of a date: as people write it, as programs write it, in an address, and how long ago."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.date_address import date_in_url
from crawler.extraction.date_ago import ago
from crawler.extraction.date_words import mentions, stated

WRITTEN = {
    "mardi 3 août 2021": "2021-08-03",
    "Publié le 03/08/21 à 18h30": "2021-08-03T18:30:00",
    "le 1er mai 2020 à 9 h 05": "2020-05-01T09:05:00",
    "mer. 14 févr. 2018": "2018-02-14",
    "3. August 2021, 18.30 Uhr": "2021-08-03T18:30:00",
    "Stand: 03.08.2021 18:30 Uhr": "2021-08-03T18:30:00",
    "11. Jänner 2022": "2022-01-11",
    "August 3rd, 2021": "2021-08-03",
    "Aug. 3, 2021 5:30 p.m. ET": "2021-08-03T17:30:00",
    "Aug. 3, 2021 12:05 am EDT": "2021-08-03T00:05:00-04:00",
    "Wed 03 December 2014": "2014-12-03",
    "24. Dezember 2014": "2014-12-24",
    "3 diciembre 2014": "2014-12-03",
    "3 dicembre 2014": "2014-12-03",
    "3 Aug 2021 17:30 GMT": "2021-08-03T17:30:00+00:00",
    "3rd of August 2021": "2021-08-03",
    "martes, 3 de agosto de 2021 a las 18:30": "2021-08-03T18:30:00",
    "3 de agosto del 2021": "2021-08-03",
    "3 de março de 2021 às 18h30": "2021-03-03T18:30:00",
    "03/08/2021 18h30": "2021-08-03T18:30:00",
    "martedì 3 agosto 2021, ore 18:30": "2021-08-03T18:30:00",
    "1º settembre 2021": "2021-09-01",
    "dinsdag 3 augustus 2021": "2021-08-03",
    "3 августа 2021": "2021-08-03",
    "13. 10. 2020": "2020-10-13",
    "13-Oct-2020": "2020-10-13",
    "26 | 01 | 2022": "2022-01-26",
    "2021/8/3(火) 18:30配信": "2021-08-03T18:30:00",
    "2021年8月3日 18時30分": "2021-08-03T18:30:00",
    "二〇二一年八月二十三日": "2021-08-23",
    "令和3年8月3日": "2021-08-03",
    "２０２１年８月３日": "2021-08-03",
    "১৮ ফেব্রুয়ারি ২০২০": "2020-02-18",
    "2021년 8월 3일": "2021-08-03",
    "٣ أغسطس ٢٠٢١": "2021-08-03",
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items())
def test_dates_as_people_write_them(text, expected):
    assert [mention.iso for mention in mentions(text)] == [expected]


STATED = {
    "2020-10-13T09:00:00+02:00": "2020-10-13T09:00:00+02:00",
    "2020-10-13T09:00:00.123456Z": "2020-10-13T09:00:00+00:00",
    "2020-10-13 09:00:00 +0200": "2020-10-13T09:00:00+02:00",
    "20201013T090000": "2020-10-13T09:00:00",
    "20201013": "2020-10-13",
    "2020-10-13": "2020-10-13",
    "2020-10": "2020-10",
    "octobre 2020": "2020-10",
    "Tue, 13 Oct 2020 09:00:00 GMT": "2020-10-13T09:00:00+00:00",
    "Tue Oct 13 09:00:00 CEST 2020": "2020-10-13",
    "1602579600": "2020-10-13T09:00:00+00:00",
    "1602579600000": "2020-10-13T09:00:00+00:00",
    "2020-02-30": None,
    "0000-00-00 00:00:00": None,
    "": None,
    "yesterday": None,
    "12.5.3 release": None,
}


@pytest.mark.parametrize(("value", "expected"), STATED.items())
def test_dates_as_programs_write_them(value, expected):
    assert stated(value) == expected


NO_DATES = [
    "3.14.15 ist keine",
    "tél. 01 71 19 46 30",
    "le 31 février 2021",
    "12/2020",
    "1.299,99",
    "IP 10.12.20.21",
    "may 2020 election",
    "12 | 03 | 04 | 11",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text):
    assert list(mentions(text)) == []


URLS = {
    "https://a.fr/2020/10/13/une-greve": "2020-10-13",
    "https://a.fr/2020/10/une-greve": "2020-10",
    "https://a.com/world/2020/oct/13/strike": "2020-10-13",
    "https://a.it/esteri/20_ottobre_13/sciopero.shtml": None,
    "https://a.fr/une-greve-20201013": "2020-10-13",
    "https://a.fr/2020-10-13-une-greve.html": "2020-10-13",
    "https://a.fr/13-10-2020/une-greve": "2020-10-13",
    "https://a.fr/article/202010139912345": None,
    "https://web.archive.org/web/20160218174457/http://a.fr/greve": None,
    "https://a.fr/actu/221/top-100-des-salaires-2020": None,
    "https://2020-10-13.example/une-greve": None,
}


@pytest.mark.parametrize(("url", "expected"), URLS.items())
def test_dates_in_addresses(url, expected):
    assert date_in_url(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("il y a 2 jours", "2021-08-01"), ("vor 3 Stunden", "2021-08-03"), ("3 weeks ago", "2021-07-13"), ("hier à 18h30", "2021-08-02"),
     ("hace 5 horas", "2021-08-02"), ("ontem", "2021-08-02"), ("2 giorni fa", "2021-08-01"), ("3 heures de marche", None),
     ("3時間前", "2021-08-03"), ("2天前", "2021-08-01")],
)  # fmt: skip
def test_dates_relative_to_the_fetch(text, expected):
    assert ago(text, "2021-08-03T04:00:00+00:00") == expected


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(when):
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    texts = [
        when.isoformat(),
        f"{when.day} {months[when.month - 1]} {when.year}",
        f"{when:%B} {when.day}, {when.year}",
    ]
    assert [stated(text) for text in texts] == [when.isoformat()] * 3


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text):
    stated(text)
    list(mentions(text))
    ago(text, "2021-08-03T04:00:00+00:00")
    date_in_url(text)
