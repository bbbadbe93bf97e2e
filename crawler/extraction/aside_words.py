"""The words of lines about an article, not in it: shares, reading times, credits, rights; data, a line for languages that are akin.

Words are parted by blanks, and patterns of `re` where a table begins with `r`; `_` stands for a blank inside.
"""

import re

from crawler.extraction.tree import has_digit
from crawler.extraction.word_tables import alternation

__all__ = [
    "READING_LABELS",
    "is_advertising",
    "is_credit",
    "is_invitation",
    "is_reading_time",
    "is_share",
    "lists_tags",
    "tells_rights",
]

#: Characters at the end of a text that are read for its rights.
LONGEST_END = 80
#: Characters that may stand before an invitation in a line that is nothing else; all of a line that has one.
LONGEST_LEAD, LONGEST_CALL = 60, 120

_READING = r"""
temps_de_lecture durée_de_lecture lecture(?=\s?:?\s?\d+_?min) reading_time read_time time_to_read lesezeit lesedauer
tiempo_de_lectura tempo_de_leitura tempo_di_lettura temps_de_lectura tempo_de_lectura irakurketa_denbora
leestijd læsetid lesetid lästid läsningstid lukuaika lestrartími lugemisaeg lasīšanas_laiks skaitymo_laikas
czas_czytania doba_čtení čas_čtení čas_čítania čas_branja vrijeme_čitanja vreme_čitanja време_читања
olvasási_idő timp_de_(?:citire|citit|lectură) време_за_четене време_за_читање
время_(?:на_)?(?:чтения|чтение|прочтения) час_(?:на_)?читання χρόνος_ανάγνωσης okuma_süresi
(?:وقت|مدة)_القراءة (?:مدت_)?زمان_(?:مطالعه|خواندن) זמן_קריאה
waktu_baca lama_membaca masa_membaca thời_gian_đọc เวลาอ่าน
読了時間 読了目安 (?:预计)?阅读(?:时间|时长) (?:預計)?閱讀時間 읽는_시간
"""
#: After a number of minutes, whose name or sign may come between.
_MINUTES_OF = r"""
read\b reading_time de_lecture lesezeit lesedauer lesen\b de_lectura di_lettura de_leitura
leestijd lezen\b læsetid læsning lesetid lesing lästid läsning lukuaika lugemist lasīšan\w+ skaitym\w+
czytania čtení čítania branja čitanja читања olvasás de_(?:citit|citire|lectură) четене читање
чтения на_чтение читання на_читання ανάγνωση[ς]? okuma قراءة للقراءة مطالعه קריאה
baca\b membaca đọc\b で読め 阅读 閱讀 읽기
"""
_MINUTE = r"(?:min\w*|['’′]|м[иі]н\w*|хв\w*|perc\w*|dk|dakika\w*|λεπτ\w*|דקות|دقائق|دقيقة|دقیقه|menit|phút|分鐘?|分钟|분)\.?"

_SHARE = r"""
partage[rz]? share teilen comparte comparteix compartir compartí compartilhe compartilhar partilhe partilhar condividi(?:re)? tweet(?:er)?
dalies dalīties dalintis dalinkitės pasidalin\w+ udostępnij podziel_się sdílet sdílejte zdieľať zdieľajte zdieľaj
podijeli(?:te)? podeli(?:te)? подели(?:те)? megosztás\w* megosztom oszd_meg ossza_meg distribuie distribuiți сподели споделете
поделиться поделитесь поділитися поділіться поширити μοιραστείτε μοιράσου κοινοποίηση κοινοποιήστε paylaş\w*
شاركها? شارك_المقال مشاركة (?:به_)?اشتراک_(?:بگذارید|گذاری) שתפו? שיתוף
bagikan kongsi chia_sẻ แชร์ シェア(?:する)? 共有(?:する)? 分享(?:到|至)? 공유(?:하기)?
"""
#: Words that mean a part as well ("Deel 2", "del este"): they ask for a share only with what is to be shared, or a network.
_SHARE_OR_PART = r"deel del dele dela deila jaa jaga deli deljte delite"
_THIS_TO_SHARE = r"""
deel_dit del(?:e)?_(?:artiklen|artikkelen|denne|saken|historien) dela_(?:artikeln|den_här|inlägget) deila_(?:frétt|grein)\w*
jaa_artikkeli jaga_(?:artiklit|seda) del(?:i|ite|jte)_(?:članek|novico)
"""
_NETWORK = (
    r"(?:facebook\w*|фейсбук\w*|twitter\w*|x|whats ?app\w*|(?:facebook )?messenger\w*|linked ?in\w*|pinterest\w*|telegram\w*|телеграм\w*"
    r"|instagram\w*|reddit|xing|flipboard|tumblr|bluesky|threads|mastodon|viber\w*|vkontakte|вконтакте|vk|line|weibo|微博|微信|sms"
    r"|e-?mail\w*|mail|courriel|correo)"
)
#: "This article", as it is said after a word for sharing, and before one.
_THIS = r"""
-le _this _cet _cette _l['’] _est[ae] _quest[ao] _aquest _(?:sie_)?diesen? _(?:t[eyę]n?|tym|to)_artykuł _artykuł _(?:tento_)?člán[eo]k\w*
_(?:ov\w+_)?čland?ak _(?:ов\w+_)?чланак _(?:эт\w+_)?(?:стат|новост|материал) _(?:ц\w+_)?(?:статт|новин) _тази _acest _a_cikket _ezt_a
_rakstu _straipsn _αυτό _το_άρθρο _المقال _هذا _این _את_ה _artikel _berita _bài_viết
"""
_THIS_FIRST = r"""
(?:diesen_)?(?:artikel|beitrag) (?:bu_)?(?:haberi|yazıyı|içeriği) cikk この記事を この記事 这篇文章 本文 이_기사(?:를)?
"""
#: What pictures are called, before a colon and who made them.
_PICTURE = r"""
photos? fotos? images? pictures? bild(?:er)? im[aá]gen(?:es)? immagin[ei] illustrations? visuels? imagens? imatges?
foto(?:graaf|graf)? billeder? kuvat? kuvitus mynd zdjęci[ea] obrázek obrázky fotografie ilustrační_foto
fotó kép képek fotografija fotografije фото фотографи[яи] снимка снимки слика изображение світлина
φωτο φωτογραφί(?:α|ες) fotoğraf(?:lar)? görsel صورة الصورة عکس תמונה צילום(?:ים)? ảnh hình_ảnh ภาพ 写真 图片? 사진
"""
_OF_CREDIT = "(?: credits?| crédits?| by|nachweis|rechte)?"

#: How a text ends that says whose rights it is, and what nobody may do with it: phrases parted by `|`.
_RIGHTS = """
all rights reserved | tous droits réservés | tous droits de reproduction réservés | reproduction interdite | reproduction totale ou partielle interdite
alle rechte vorbehalten | todos los derechos reservados | todos os direitos reservados | tots els drets reservats
tutti i diritti riservati | tutti i diritti sono riservati | riproduzione riservata | alle rechten voorbehouden
alle rettigheder forbeholdes | alle rettigheder forbeholdt | alle rettigheter forbeholdt | alle rettigheter reservert
alla rättigheter förbehållna | alla rättigheter förbehålles | alla rättigheter reserverade | kaikki oikeudet pidätetään | öll réttindi áskilin
kõik õigused kaitstud | kõik õigused reserveeritud | visas tiesības aizsargātas | visas tiesības paturētas | visos teisės saugomos
wszelkie prawa zastrzeżone | wszystkie prawa zastrzeżone | všechna práva vyhrazena | všetky práva vyhradené | minden jog fenntartva
toate drepturile rezervate | toate drepturile sunt rezervate | sva prava pridržana | sva prava zadržana | сва права задржана | vse pravice pridržane
всички права запазени | всички права са запазени | сите права задржани | сите права се задржани | все права защищены
всі права захищено | всі права захищені | усі права захищено | усі права захищені
με επιφύλαξη παντός δικαιώματος | με την επιφύλαξη παντός δικαιώματος | tüm hakları saklıdır | bütün hakları saklıdır | her hakkı saklıdır
جميع الحقوق محفوظة | كافة الحقوق محفوظة | כל הזכויות שמורות | تمامی حقوق محفوظ است | کلیه حقوق محفوظ است
hak cipta dilindungi | hak cipta dilindungi undang-undang | bảo lưu mọi quyền
版权所有 | 禁止转载 | 不得转载 | 严禁转载 | 無断転載禁止 | 無断転載を禁じます | 無断転載を禁ず | 無断複製・転載を禁じます
무단전재 및 재배포 금지 | 무단 전재 및 재배포 금지 | 무단전재-재배포 금지 | 무단 전재-재배포 금지
"""
_RIGHTS_ENDS = tuple(phrase.strip() for phrase in _RIGHTS.replace("\n", "|").split("|") if phrase.strip())
_FORBIDDEN = re.compile(
    r"may not be (?:published|reproduced), (?:broadcast|distributed)|for your personal,? non-?commercial use",
    re.I,
)

#: What stands above an advertisement.
_ADVERTISING = """
publicité advertisement advertisements sponsored anzeige werbung publicidad publicidade pubblicità publicitat advertentie annonce annonsørinnhold annonse annons
mainos reklaam reklāma reklama inzerce reklam reklamı hirdetés publicitate oglas реклама оголошення διαφήμιση ilan إعلان פרסומת تبلیغات quảng_cáo iklan 広告 广告 廣告 광고
article_sponsorisé artículo_patrocinado artykuł_sponsorowany advertisement_-_continue_reading_below story_continues_below story_continues_below_advertisement
"""
#: Before the tags of an article.
_TAGS = """
tag tags mots_clés mots-clés étiquettes thèmes sur_les_thèmes schlagworte schlagwörter stichworte stichwörter themen filed_under topics keywords
etiquetas palabras_clave temas palavras_chave palavras-chave tópicos assuntos parole_chiave argomenti etichette etiquetes trefwoorden onderwerpen
emneord stikord emner taggar nyckelord ämnen avainsanat aiheet asiasanat märksõnad birkas žymos raktažodžiai tagi słowa_kluczowe tematy
štítky klíčová_slova témata kľúčové_slová címkék etichete oznake ključne_riječi ključne_besede ознаке клучни_зборови тагове етикети
теги метки ключевые_слова мітки ключові_слова ετικέτες etiketler الوسوم وسوم كلمات_مفتاحية תגיות برچسب_ها برچسبها từ_khóa タグ キーワード 关键词 標籤 标签 태그
"""
_FOLLOW = r"""
follow_us follow_@?\w+_on suivez[_-] suis[_-]nous retrouvez[_-]nous rejoignez[_-] abonnez[_-]vous_à_notre_(?:chaîne|page|canal) síguenos sigue_toda sigue_a únete siga-?_?nos siga_o siga_a
acompanhe_o seguici segui_(?:il|la|le|i|su) iscriviti_al_(?:nostro_)?canale folgen_sie folge_uns folgt_uns volg_ons følg_(?:os|oss) följ_oss seuraa_meitä jälgi_meid
seko(?:jiet)?_mums sekite_mus obserwuj_nas śledź_nas sledujte_(?:nás|nas) spremljajte_nas pratite_nas пратете_ни пратите_нас последвайте_ни следвайте_ни kövess(?:en)?_minket kövesse
urmărește-ne urmăriți-ne подписывайтесь_на подпишитесь_на следите_за_нами читайте_нас підписуйтесь_на підпишіться_на стежте_за_нами
ακολουθ(?:ήστε|είστε|ήσετε) bizi_takip_edin takip_edin تابعونا تابعنا עקבו_אחרינו ما_را_در ikuti_(?:kami|berita)
"""
_SUBSCRIBE = r"""
abonnez[_-]vous inscrivez[_-]vous subscribe sign_up abonnieren_sie melden_sie_sich jetzt_abonnieren suscríbete suscríbase assine inscreva-se iscriviti
schrijf_je_in meld_je_aan abonneer tilmeld_dig meld_deg_på anmäl_dig prenumerera tilaa zapisz_się přihlaste_se prihláste_sa iratkozz(?:on)?_fel abonează-te abonați-vă
prijavi(?:te)?_se абонирай(?:те)?_се подпишитесь підпишіться εγγραφείτε abone_ol
"""
_NEWSLETTER = r"newsletter|infolettre|lettre (?:hebdo|d['’]information|quotidienne)|bolet[ií]n|nieuwsbrief|nyhedsbrev|nyhetsbrev|uutiskir|biuletyn|zpravodaj|hírlev|бюлетин|рассылк|розсилк|bülten"
_CHANNEL = rf"(?:{_NETWORK}|google (?:news|nieuws|haberler|notícias|noticias|actualités)|google\b|youtube\w*|tiktok\w*|канал\w*|{_NEWSLETTER})"


def _labels(table: str) -> frozenset[str]:
    return frozenset(label.replace("_", " ") for label in table.split())


_SIGNS = " \t-–—:：…*#[]()"
_ADVERTISING_LABELS, _TAGS_LABELS = _labels(_ADVERTISING), _labels(_TAGS)
READING_LABELS = alternation(_READING)
_READING_LABEL = re.compile(READING_LABELS, re.I)
_MINUTES = re.compile(rf"(?<!\d)\d+[\s-]?{_MINUTE}\s*(?:{alternation(_MINUTES_OF)})", re.I)
_SHARE_LINE = re.compile(
    rf"(?:{alternation(_SHARE)})(?:[^.!?]{{0,40}}[:：](?:\s*\w+){{0,6}}|(?:{alternation(_THIS)})[ \w]{{0,20}})"
    rf"|(?:{alternation(_THIS_TO_SHARE)})[ \w]{{0,20}}"
    rf"|(?:{alternation(_SHARE, _SHARE_OR_PART)})\s(?:\w{{1,4}}\s)?{_NETWORK}"
    rf"|(?:(?:\w{{2,4}}\s)?{_NETWORK}(?:['’]\w+)?\s|(?:{alternation(_THIS_FIRST)})\s?)(?:{alternation(_SHARE)})",
    re.I,
)
_INVITATION = re.compile(
    rf"(?<!\w)(?:(?:{alternation(_FOLLOW)})[^!?]{{0,80}}?(?<!\w){_CHANNEL}(?!\w)|(?:{alternation(_SUBSCRIBE)})[^!?]{{0,80}}?(?:{_NEWSLETTER}))",
    re.I,
)
_CREDIT = re.compile(
    r"\W*(?:(?:cr[ée]dit(?:o|os|i)?s?)(?: (?:photos?|images?|vid[ée]os?|fotos?))?"
    rf"|(?:{alternation(_PICTURE)}){_OF_CREDIT})\s*(?:\([^)]{{1,20}}\)\s*)?[:：|©][^!?]{{2,80}}"
    r"|fot\. [^!?]{2,60}|\(?©[^!?]{2,60}|via (?:giphy|tenor)",
    re.I,
)


def is_reading_time(text: str) -> bool:
    """Does a line say how long the text takes to read: a number of minutes, or a label for one?

    >>> is_reading_time("3 min de lecture"), is_reading_time("Czas czytania: 2 min"), is_reading_time("In 3 minutes he read it")
    (True, True, False)
    """
    return bool((has_digit(text) and _MINUTES.search(text)) or _READING_LABEL.match(text))


def is_share(text: str) -> bool:
    """Does a line say "Partagez cet article sur :", with or without the names of the networks?

    >>> is_share("Partagez cet article sur : Facebook X"), is_share("Udostępnij na Facebooku"), is_share("Dela artikeln")
    (True, True, True)
    >>> is_share("Partager"), is_share("Share memory between cores")
    (False, False)
    """
    return _SHARE_LINE.fullmatch(text.strip()) is not None


def is_credit(text: str) -> bool:
    """Does a line say who took a picture, or whose rights a text is?

    >>> is_credit("Crédits photos : Bestimage"), is_credit("(Bild: dpa)"), is_credit("Images of a city at war")
    (True, True, False)
    """
    return _CREDIT.fullmatch(text.strip()) is not None


def tells_rights(text: str) -> bool:
    """Does a text end in whose rights it is, or say what nobody may do with it?

    >>> tells_rights("© 2020 Le Quotidien. Tous droits réservés."), tells_rights("Все права защищены"), tells_rights("Les droits des femmes")
    (True, True, False)
    """
    end = text[-LONGEST_END:].lower().rstrip(" .!)]*©®")
    return end.endswith(_RIGHTS_ENDS) or _FORBIDDEN.search(text) is not None


def is_advertising(text: str) -> bool:
    """Is a line only the word above an advertisement?

    >>> is_advertising("- Publicité -"), is_advertising("REKLAMA"), is_advertising("La publicité en ligne")
    (True, True, False)
    """
    return text.strip(_SIGNS).lower() in _ADVERTISING_LABELS


def lists_tags(before: str) -> bool:
    """Do the words before a line's first link say that its links are the article's tags?

    >>> lists_tags("Mots-clés :"), lists_tags("Теги:"), lists_tags("Thèmes d'hier :")
    (True, True, False)
    """
    return before.strip(_SIGNS).lower() in _TAGS_LABELS


def is_invitation(text: str) -> bool:
    """Does a line call on its reader to follow the medium on a network, or to subscribe to its newsletter?

    >>> is_invitation("Suivez-nous sur Facebook !"), is_invitation("Urmărește-ne și pe Google News."), is_invitation("Sign up for our newsletter")
    (True, True, True)
    >>> is_invitation("Folgen Sie dem Weg bis zum Fluss."), is_invitation("Facebook kauft einen Newsletter-Dienst.")
    (False, False)
    """
    found = _INVITATION.search(text)
    return found is not None and (found.start() <= LONGEST_LEAD or len(text) <= LONGEST_CALL)
