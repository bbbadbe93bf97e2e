"""Lines about an article that stand amid its paragraphs, in the languages of the world's press."""

from datetime import date

import pytest
from babel.dates import format_date

from crawler.extraction import extract

PARAGRAPHS = [
    "The workers of the port went back to their machines after three weeks of negotiations.",
    "Both sides agreed to shorter shifts, to a new rest room and to a rise in two steps.",
    "The first ships are expected at the quay tomorrow morning, the harbour master said.",
]


def body_with(line: str) -> str:
    """The text that is found where a line stands between its paragraphs."""
    first, second, third = (f"<p>{paragraph} {paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<h1>A strike ends</h1><article>{first}<p>{line}</p>{second}{third}</article>"
    return extract(page.encode(), "https://journal.example/strike").body or ""


READING_TIMES = """
Temps de lecture : 3 min | Lecture 3 min | 3 min de lecture | 3 min read | 5-minute read | Reading time: 3 minutes | Lesezeit: 3 Min. | 3 Min. Lesezeit
Tiempo de lectura: 3 min | 3 minutos de lectura | Tempo de leitura: 3 min | 3 min de leitura | Tempo di lettura: 3 min | 3 min di lettura
Leestijd: 3 min | 3 min. leestijd | Læsetid: 3 min. | 3 min lesetid | Lästid: 3 min | Lukuaika: 3 min | Czas czytania: 3 min | 3 min czytania
Doba čtení: 3 min | 3 min čtení | 3 min čítania | Vrijeme čitanja: 3 min | Čas branja: 3 min | Olvasási idő: 3 perc | 3 perc olvasás
Timp de citire: 3 min | 3 minute de citit | Време за четене: 3 мин. | Время чтения: 3 мин. | 3 минуты чтения | Час читання: 3 хв | 3 хв читання
Χρόνος ανάγνωσης: 3 λεπτά | 3 λεπτά ανάγνωση | Okuma süresi: 3 dakika | 3 dk okuma | زمان مطالعه: 3 دقیقه | 3 דקות קריאה | 3 menit baca
この記事は約3分で読めます | 阅读时间：3分钟 | 3분 읽기
"""
SHARES = """
Partagez cet article sur : Facebook | Partager sur Facebook | Share this article | Share on X | Artikel teilen | Auf Facebook teilen
Comparte este artículo | Compartir en WhatsApp | Compartilhe esta notícia | Partilhar no Facebook | Condividi questo articolo | Condividi su Facebook
Deel dit artikel | Deel via WhatsApp | Del artiklen | Del på Facebook | Del på X | Dela artikeln | Dela på Facebook | Jaa artikkeli | Jaa Facebookissa
Udostępnij artykuł | Udostępnij na Facebooku | Podziel się artykułem | Sdílet článek | Sdílet na Facebooku | Zdieľať na Facebooku
Podijeli članak | Podijeli na Facebooku | Podeli na Viberu | Deli na Facebooku | Megosztás Facebookon | Distribuie pe Facebook | Distribuie acest articol
Сподели във Facebook | Поделиться в Telegram | Поделиться статьей | Поделитесь новостью: | Поділитися у Facebook | Κοινοποίηση στο Facebook
Facebook'ta Paylaş | Bu haberi paylaş | שתפו בפייסבוק: | Bagikan artikel ini | Chia sẻ bài viết | この記事をシェア | 分享到： | 이 기사 공유하기
"""
CREDITS = """
Crédit photo : J. Martin | Photo: J. Martin | (Bild: dpa) | Foto: J. Martin | Imagen: J. Martin | Immagine: J. Martin | Kuva: J. Martin | Fot. J. Martin
Zdjęcie: J. Martin | Kép: J. Martin | Фото: РИА Новости | Φωτογραφία: Eurokinissi | Fotoğraf: AA | צילום: רויטרס | 写真：共同
"""
RIGHTS = """
Tous droits réservés. | © 2020 The Journal. All rights reserved. | Alle Rechte vorbehalten | Todos los derechos reservados | Tutti i diritti riservati
Alle rechten voorbehouden | Alle rettigheder forbeholdes. | Alla rättigheter förbehållna | Kaikki oikeudet pidätetään. | Wszelkie prawa zastrzeżone.
Všechna práva vyhrazena. | Minden jog fenntartva. | Toate drepturile rezervate. | Sva prava pridržana. | Все права защищены. | Усі права захищені.
Με επιφύλαξη παντός δικαιώματος | Her hakkı saklıdır. | جميع الحقوق محفوظة | כל הזכויות שמורות | 記事の無断転載を禁じます | [ⓒ 신문, 무단전재 및 재배포 금지] | 版权所有
"""
ADVERTISING = """
Publicité | - Publicité - | Anzeige | Werbung | Advertisement | Publicidad | Pubblicità | Advertentie | Annonce | Annonse | Annons | Mainos | REKLAMA
Inzerce | Hirdetés | Publicitate | Реклама | Διαφήμιση | REKLAM | إعلان | פרסומת | 広告 | 广告 | 광고
"""
INVITATIONS = """
Suivez-nous sur {Facebook} | Abonnez-vous à notre {newsletter} ! | Follow us on {Twitter} | Subscribe to our {newsletter}. | Folgen Sie uns auf {Instagram}
Jetzt abonnieren: unser {Newsletter} | Síguenos en {Facebook} | Siga-nos no {Instagram} | Seguici su {Facebook} | Volg ons op {Facebook} | Følg os på {Facebook}
Följ oss på {Facebook} | Seuraa meitä {Facebookissa} | Obserwuj nas na {Facebooku} | Zapisz się na {newsletter} | Sledujte nás na {Facebooku}
Kövess minket {Facebookon} | Urmărește-ne și pe {Google News}. | Pratite nas na {Facebooku} | Подписывайтесь на наш {Telegram} | Підписуйтесь на наш {Telegram-канал}
Ακολουθήστε μας στο {Facebook} | Bizi takip edin: {Instagram} | تابعونا على {Facebook}
"""
TAGS = """
Tags : {grève} | Mots-clés : {grève} | Schlagworte: {Streik} | Themen: {Streik} | Etiquetas: {huelga} | Palavras-chave: {greve} | Argomenti: {sciopero}
Trefwoorden: {staking} | Emneord: {streik} | Taggar: {strejk} | Avainsanat: {lakko} | Tagi: {strajk} | Słowa kluczowe: {strajk} | Štítky: {stávka}
Címkék: {sztrájk} | Etichete: {grevă} | Oznake: {štrajk} | Теги: {забастовка} | Ετικέτες: {απεργία} | Etiketler: {grev} | الوسوم: {إضراب} | タグ：{スト}
"""


def linked(lines: str) -> str:
    """Lines with what stands in braces as a link."""
    return lines.replace("{", "<a href='https://www.facebook.com/journal'>").replace("}", "</a>")


@pytest.mark.parametrize(
    "line",
    [line.strip() for lines in (INVITATIONS, TAGS) for line in lines.replace("\n", "|").split("|") if line.strip()],
)  # fmt: skip
def test_a_line_that_calls_to_follow_or_lists_tags_is_not_of_the_text(line):
    body = body_with(linked(line))
    assert line.replace("{", "").replace("}", "") not in body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    ["Follow the river to its {mouth}.", "Folgen Sie dem Weg bis zum {Fluss}.", "Der Newsletter-Dienst gehört nun {Facebook}.", "Le port, selon {Facebook}",
     "Themen des Abends waren {Schichten} und der Lohn."],
)  # fmt: skip
def test_a_line_with_a_link_that_tells_something_stays(line):
    assert line.replace("{", "").replace("}", "") in body_with(linked(line))


@pytest.mark.parametrize(
    "label", ["Lire aussi", "Διαβάστε επίσης", "Przeczytaj także", "Популярні статті", "Les plus lus"]
)
def test_links_under_a_label_amid_the_text_are_not_of_it(label):
    items = "".join(
        f"<p><a href='/2021/{number}/port'>Le port voisin ferme, épisode {number}</a></p>"
        for number in (1, 2)
    )
    body = body_with(f"{label}</p>{items}<p>")
    assert label not in body and "voisin" not in body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("label", ["Highlights", "Weitere Informationen:", "Pour en savoir plus :"])
def test_an_articles_own_list_of_links_stays(label):
    items = "".join(
        f"<li><a href='https://bugs.example/{number}'>The fix number {number} was made</a></li>"
        for number in (1, 2, 3)
    )
    assert "The fix number 1 was made" in body_with(f"{label}</p><ul>{items}</ul><p>")


@pytest.mark.parametrize(
    "line",
    [line.strip() for lines in (ADVERTISING, READING_TIMES, SHARES, CREDITS, RIGHTS) for line in lines.replace("\n", "|").split("|") if line.strip()],
)  # fmt: skip
def test_a_line_about_the_article_is_not_of_it(line):
    body = body_with(line)
    assert line not in body
    assert all(paragraph in body for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Lecture : un roman de rentrée", "Del este al oeste", "Deel 2: de opkomst van de haven", "Del 3 al 5 de mayo: fiesta en el puerto",
        "In 3 minutes he read all of it.", "Les droits des dockers", "Shared memories of the port", "Jaa oder nein", "Release date: 3 May 2021",
        "Photographers at work", "Partage des tâches", "Vendredi, le port reprend.", "Stand der Dinge",
    ],
)  # fmt: skip
def test_a_line_that_only_begins_so_stays(line):
    assert line in body_with(line)


WEEKDAYS = "fr en de es pt it nl ca gl ro da sv nb is fi et lv lt pl cs sk sl hr sr_Latn sr mk bg ru uk be el tr ka hu id".split()


@pytest.mark.parametrize("language", WEEKDAYS)
def test_a_line_with_the_day_alone_is_not_of_the_text(language):
    day = date(2020, 10, 13)
    words = ("EEEE", "d", "MMMM", "y")
    line = format_date(
        day, "full" if language in ("hu", "lv", "lt", "tr") else " ".join(words), locale=language
    )
    assert line not in body_with(line), line


@pytest.mark.parametrize(
    "label",
    "Publié le|Posted on|Veröffentlicht am|Publicado el|Pubblicato il|Gepubliceerd op|Publiceret|Publisert|Publicerad|Julkaistu"
    "|Opublikowano|Publikováno|Zverejnené|Megjelent|Publicat|Objavljeno|Публикувано|Опубліковано|Опубликовано|Δημοσιεύτηκε|Yayınlanma"
    "|Mis à jour le|Updated|Aktualisiert am|Actualizado|Aggiornato|Bijgewerkt|Opdateret|Uppdaterad|Päivitetty|Aktualizacja|Frissítve|Обновлено".split("|"),
)  # fmt: skip
def test_a_line_that_says_when_it_was_published_is_not_of_the_text(label):
    line = f"{label}: 13.10.2020"
    assert line not in body_with(line)
