"""What sites write over and in their links, a line a language: the words of their themes and of their desks."""

import pytest

from crawler.extraction.link_words import (
    LISTING,
    NEXT,
    PREVIOUS,
    RELATED,
    is_generic,
    kind_of_label,
    kind_of_pager,
)

#: Language: over related links | over a listing | to the article before | to the one after | in place of a headline.
WRITTEN = {
    "fr": "Actualités liées | Les + lus | Publication précédente | Publication suivante | Lire l’article complet",
    "en": "Further coverage | Editor’s picks | Previous post | Next post | Read the full story",
    "de": "Für Sie empfohlen | Meistgeklickt | Vorheriger Beitrag | Nächster Beitrag | Weiter lesen",
    "es": "Te puede interesar | Noticias recientes | Entrada anterior | Entrada siguiente | Leer nota completa",
    "pt": "Talvez lhe interesse | Mais populares | Notícia anterior | Notícia seguinte | Leia a matéria",
    "it": "Da leggere anche | Articoli più letti | Notizia precedente | Notizia successiva | Vai all’articolo",
    "nl": "Meer van deze auteur | Meest bekeken | Vorig bericht | Volgend bericht | Lees het artikel",
    "sv": "Läs även | Mest lästa | Föregående inlägg | Nästa inlägg | Läs hela artikeln",
    "da": "LÆS OGSÅ | Mest læste | Forrige indlæg | Næste indlæg | Læs artiklen",
    "nb": "Anbefalt for deg | Siste nytt | Forrige innlegg | Neste innlegg | Les hele saken",
    "fi": "Aiheeseen liittyvät | Luetuimmat | Edellinen artikkeli | Seuraava artikkeli | Lue artikkeli",
    "pl": "Może Ci się spodobać | Najczęściej czytane | Poprzedni wpis | Następny wpis | Czytaj dalej",
    "cs": "Doporučujeme | Nejčtenější | Předchozí příspěvek | Další příspěvek | Celý článek",
    "sk": "Viac k téme | Najnovšie články | Predchádzajúci článok | Ďalší článok | Čítať viac",
    "hu": "Olvasta már? | Friss hírek | Előző bejegyzés | Következő bejegyzés | Tovább olvasom",
    "ro": "S-ar putea să-ți placă | Cele mai citite | Postarea anterioară | Postarea următoare | Citește articolul",
    "hr": "Pogledajte još | Najnovije vijesti | Prethodni članak | Sljedeći članak | Pročitaj više",
    "sl": "Morda vas zanima | Najbolj brano | Prejšnji prispevek | Naslednji prispevek | Preberi več",
    "sr": "Можда ће вас занимати | Najnovije | Претходни чланак | Следећи чланак | Više",
    "bg": "Вижте също | Последни новини | Предишна публикация | Следваща публикация | Прочети повече",
    "ru": "Материалы по теме | Лента новостей | Предыдущая статья | Следующая статья | Читать полностью",
    "uk": "Вам може бути цікаво | Стрічка новин | Попередній запис | Наступний запис | Докладніше",
    "el": "Δείτε ακόμη | Τελευταίες ειδήσεις | Προηγούμενο άρθρο | Επόμενο άρθρο | Διαβάστε περισσότερα",
    "tr": "İlgili haberler | Çok okunanlar | Önceki haber | Sonraki haber | Haberi oku",
    "ar": "قد يهمك أيضا | الأكثر قراءة | المقالة السابقة | المقالة التالية | قراءة المزيد",
    "fa": "همچنین بخوانید | پربازدیدترین | مطلب قبلی | مطلب بعدی | ادامه مطلب",
    "he": "קרא גם | הנקראות ביותר | הפוסט הקודם | הפוסט הבא | המשך קריאה",
    "ja": "この記事を読んだ人は | 人気記事 | 前の投稿 | 次の投稿 | 詳細を見る",
    "ko": "이 기사와 함께 많이 본 | 많이 본 뉴스 | 이전 글 | 다음 글 | 자세히 보기",
    "zh": "推荐阅读 | 热门文章 | 上一篇 | 下一篇 | 查看更多",
    "zh-TW": "相關新聞 | 熱門文章 | 前一篇文章 | 下一篇文章 | 閱讀更多",
    "vi": "Đọc thêm | Đọc nhiều | Bài trước | Bài tiếp theo | Xem thêm",
    "id": "Anda mungkin juga suka | Berita terpopuler | Artikel sebelumnya | Artikel selanjutnya | Selengkapnya",
    "ca": "Et pot interessar | El més llegit | Article anterior | Article següent | Llegeix més",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_what_the_sites_of_a_language_write(language):
    related, listing, previous, following, more = WRITTEN[language].split(" | ")
    assert kind_of_label(related) == RELATED
    assert kind_of_label(listing) == LISTING
    assert kind_of_pager(previous) == (PREVIOUS, True)
    assert kind_of_pager(following) == (NEXT, True)
    assert is_generic(more)


@pytest.mark.parametrize(
    ("label", "kind"),
    [("推荐", LISTING), ("推荐阅读", RELATED), ("最新の関連記事", RELATED), ("おすすめランキング", LISTING)],
)
def test_where_words_are_not_parted_the_longest_phrase_tells(label, kind):
    assert kind_of_label(label) == kind
