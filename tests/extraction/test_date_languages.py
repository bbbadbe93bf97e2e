"""Dates in the languages of the world's press, written as the Unicode CLDR writes them."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date, format_timedelta

from crawler.extraction import extract
from crawler.extraction.date_ago import ago
from crawler.extraction.date_relative import yearless
from crawler.extraction.date_words import mentions, stated

LANGUAGES = (
    "fr en en_US de de_AT es pt pt_BR it nl ca gl eu ast oc lb ro da sv nb nn is fo fi et lv lt pl cs sk sl hr bs sr_Latn"
    " sr mk bg ru uk be el tr az kk ka hy sq hu mt cy af sw id fil vi th hi bn ta te mr gu kn ml ur fa ar ar_SY ar_MA ar_DZ he ja ko zh zh_TW"
).split()
#: Their abbreviations are words beside numbers in other languages, or two letters long: only whole months are read.
WHOLE_MONTHS_ONLY = "ca eu ast hr az sq mt cy sw fil".split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_of_a_language_is_read(language):
    for month in range(1, 13):
        day = date(2020, month, 13)
        for style in ("full", "long") if language in WHOLE_MONTHS_ONLY else ("full", "long", "medium"):
            written = format_date(day, style, locale=language)
            assert [mention.iso for mention in mentions(written)] == [day.isoformat()], written


WEEKDAYS = (
    "fr en de es pt it nl ca gl eu ro da sv nb is fi et lv lt pl cs sk sl hr sr_Latn sr mk bg ru uk be el tr kk ka hy id ms ar"
).split()


@pytest.mark.parametrize("language", WEEKDAYS)
def test_a_weekday_beside_a_day_is_read_in_every_language(language):
    for day in range(13, 20):
        when = date(2020, 1, day)
        written = format_date(when, "EEEE d MMMM", locale=language)
        assert [(said.day, said.month, said.weekday) for said in yearless(written)] == [
            (day, 1, when.weekday())
        ]


AGO = (
    "fr en de es pt pt_PT it nl ca gl eu ro da sv nb is fi et lv lt pl cs sk sl hr sr sr_Latn mk bg ru uk be el tr hu"
    " id ms vi th hi bn fa ar he ja ko zh zh_TW"
).split()


@pytest.mark.parametrize("language", AGO)
def test_the_time_since_is_read_in_every_language(language):
    now = datetime(2021, 8, 31, 18, 30, tzinfo=UTC)
    for unit in ("minute", "hour", "day", "week"):
        for number in (1, 2, 3, 5, 22) if unit != "week" else (1, 2, 3):
            since = timedelta(**{f"{unit}s": number})
            said = format_timedelta(-since, unit, add_direction=True, threshold=100, locale=language)
            assert ago(said, now.isoformat()) == (now - since).date().isoformat(), said
    months = format_timedelta(
        timedelta(days=-60), "month", add_direction=True, threshold=100, locale=language
    )
    assert ago(months, now.isoformat()) == "2021-06", months


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("13 listopada 2020", "2020-11-13"),  # Polish
        ("13. listopada 2020.", "2020-10-13"),  # Croatian
        ("13. listopadu 2020", "2020-11-13"),  # Czech
        ("13 كانون الأول 2020", "2020-12-13"), ("13 كانون الثاني 2020", "2020-01-13"),  # Beirut, Damascus
        ("13 تشرين الاول 2020", "2020-10-13"),
        ("๑๓ ส.ค. ๒๕๖๓", "2020-08-13"), ("13 สิงหาคม 2563", "2020-08-13"), ("13 สิงหาคม ค.ศ. 2020", "2020-08-13"),
        ("ngày 13 tháng 8 năm 2020", "2020-08-13"),
        ("2020-Aug-13", "2020-08-13"), ("2020. augusztus 13. 18:30", "2020-08-13T18:30:00"), ("2020. augusztus 13., csütörtök", "2020-08-13"),
        (unicodedata.normalize("NFD", "13 août 2020"), "2020-08-13"),
        ("13\u200f/08\u200f/2020", "2020-08-13"),
    ],
)  # fmt: skip
def test_what_languages_do_with_dates(written, expected):
    assert [mention.iso for mention in mentions(written)] == [expected]
    assert stated(written) == expected


@pytest.mark.parametrize(
    "written",
    ["iPad Pro 11, 2020", "Office 16 Mac 2019", "13 août 2563", "le 10 personnes 2020", "v. 2020 May 12:30"],
)
def test_words_beside_numbers_are_no_months(written):
    assert list(mentions(written)) == []


def test_a_year_before_a_date_is_not_the_dates():
    assert [mention.iso for mention in mentions("© 2019 March 13, 2020")] == ["2020-03-13"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vor einem Tag", "2021-08-30"), ("an hour ago", "2021-08-31"), ("Publié il y a 10 min", "2021-08-31"), ("5h ago", "2021-08-31"),
        ("3天前发布", "2021-08-28"), ("3시간 전에 입력", "2021-08-31"), ("há um mês", "2021-07"), ("il y a deux jours", "2021-08-29"),
        ("il y a 3 mesures", None), ("il y a 2 semestres", None), ("vor 3 Ministern", None), ("3 times", None), ("2 weekends ago", None), ("vor 14 Jahren", None),
    ],
)  # fmt: skip
def test_only_units_of_time_count_back(text, expected):
    assert ago(text, "2021-08-31T18:30:00+00:00") == expected


#: What is said of the first day of an article, and of its last change.
SAID = """
Publié le/Mis à jour le | Published/Updated | Veröffentlicht/Aktualisiert | Publicado/Actualizado | Pubblicato/Aggiornato | Gepubliceerd/Bijgewerkt
| Publiceret/Opdateret | Publisert/Oppdatert | Publicerad/Uppdaterad | Julkaistu/Päivitetty | Opublikowano/Aktualizacja | Publikováno/Aktualizováno
| Zverejnené/Aktualizované | Megjelent/Frissítve | Publicat/Actualizat | Objavljeno/Ažurirano | Публикувано/Обновено | Опубліковано/Оновлено
| Опубликовано/Обновлено | Δημοσιεύτηκε/Ενημερώθηκε | Yayınlanma/Güncelleme | نشر/تحديث | פורסם/עודכן | انتشار/بروزرسانی | 입력/수정 | Diterbitkan/Diperbarui
"""


@pytest.mark.parametrize("words", [pair.strip() for pair in SAID.split("|")])
def test_the_day_of_a_change_is_not_the_publications(words):
    first, last = words.split("/")
    text = "<p>" + "The workers went back to their machines after three weeks of negotiations. " * 4 + "</p>"
    line = f"<p>{last}: 05.09.2020 | {first}: 13.08.2020</p>"
    article = extract(
        f"<h1>A strike ends in the port</h1>{line}{text}".encode(), "https://journal.example/strike"
    )
    assert (article.published, article.modified) == ("2020-08-13", "2020-09-05")
