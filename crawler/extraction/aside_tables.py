"""Words of lines about an article, not in it, in some 34 languages; data, a line for languages that are akin.

Words are parted by blanks, phrases of `RIGHTS` by `|`; tables that begin with `r` hold patterns of `re`; `_` stands for a blank.
"""

__all__ = [
    "ADVERTISING",
    "APPEAL",
    "FOLLOW",
    "MINUTE",
    "MINUTES_OF",
    "NETWORK",
    "NEWSLETTER",
    "PICTURE",
    "READING",
    "RIGHTS",
    "SHARE",
    "SHARE_OR_PART",
    "SUBSCRIBE",
    "TAGS",
    "THIS",
    "THIS_FIRST",
    "THIS_TO_SHARE",
]

READING = r"""
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
MINUTES_OF = r"""
read\b reading_time de_lecture lesezeit lesedauer lesen\b de_lectura di_lettura de_leitura
leestijd lezen\b læsetid læsning lesetid lesing lästid läsning lukuaika lugemist lasīšan\w+ skaitym\w+
czytania čtení čítania branja čitanja читања olvasás de_(?:citit|citire|lectură) четене читање
чтения на_чтение читання на_читання ανάγνωση[ς]? okuma قراءة للقراءة مطالعه קריאה
baca\b membaca đọc\b で読め 阅读 閱讀 읽기
"""
MINUTE = r"(?:min\w*|['’′]|м[иі]н\w*|хв\w*|perc\w*|dk|dakika\w*|λεπτ\w*|דקות|دقائق|دقيقة|دقیقه|menit|phút|分鐘?|分钟|분)\.?"

SHARE = r"""
partage[rz]? share teilen comparte comparteix compartir compartí compartilhe compartilhar partilhe partilhar condividi(?:re)? tweet(?:er)?
dalies dalīties dalintis dalinkitės pasidalin\w+ udostępnij podziel_się sdílet sdílejte zdieľať zdieľajte zdieľaj
podijeli(?:te)? podeli(?:te)? подели(?:те)? megosztás\w* megosztom oszd_meg ossza_meg distribuie distribuiți сподели споделете
поделиться поделитесь поділитися поділіться поширити μοιραστείτε μοιράσου κοινοποίηση κοινοποιήστε paylaş\w*
شاركها? شارك_المقال مشاركة (?:به_)?اشتراک_(?:بگذارید|گذاری) שתפו? שיתוף
bagikan kongsi chia_sẻ แชร์ シェア(?:する)? 共有(?:する)? 分享(?:到|至)? 공유(?:하기)?
"""
#: Words that mean a part as well ("Deel 2", "del este"): they ask for a share only with what is to be shared, or a network.
SHARE_OR_PART = r"deel del dele dela deila jaa jaga deli deljte delite"
THIS_TO_SHARE = r"""
deel_dit del(?:e)?_(?:artiklen|artikkelen|denne|saken|historien) dela_(?:artikeln|den_här|inlägget) deila_(?:frétt|grein)\w*
jaa_artikkeli jaga_(?:artiklit|seda) del(?:i|ite|jte)_(?:članek|novico)
"""
NETWORK = (
    r"(?:facebook\w*|фейсбук\w*|twitter\w*|x|whats ?app\w*|(?:facebook )?messenger\w*|linked ?in\w*|pinterest\w*|telegram\w*|телеграм\w*"
    r"|instagram\w*|reddit|xing|flipboard|tumblr|bluesky|threads|mastodon|viber\w*|vkontakte|вконтакте|vk|line|weibo|微博|微信|sms"
    r"|e-?mail\w*|mail|courriel|correo)"
)
#: "This article", as it is said after a word for sharing, and before one.
THIS = r"""
-le _this _cet _cette _l['’] _est[ae] _quest[ao] _aquest _(?:sie_)?diesen? _(?:t[eyę]n?|tym|to)_artykuł _artykuł _(?:tento_)?člán[eo]k\w*
_(?:ov\w+_)?čland?ak _(?:ов\w+_)?чланак _(?:эт\w+_)?(?:стат|новост|материал) _(?:ц\w+_)?(?:статт|новин) _тази _acest _a_cikket _ezt_a
_rakstu _straipsn _αυτό _το_άρθρο _المقال _هذا _این _את_ה _artikel _berita _bài_viết
"""
THIS_FIRST = r"""
(?:diesen_)?(?:artikel|beitrag) (?:bu_)?(?:haberi|yazıyı|içeriği) cikk この記事を この記事 这篇文章 本文 이_기사(?:를)?
"""
#: What pictures are called, before a colon and who made them.
PICTURE = r"""
photos? fotos? images? pictures? bild(?:er)? im[aá]gen(?:es)? immagin[ei] illustrations? visuels? imagens? imatges?
foto(?:graaf|graf)? billeder? kuvat? kuvitus mynd zdjęci[ea] obrázek obrázky fotografie ilustrační_foto
fotó kép képek fotografija fotografije фото фотографи[яи] снимка снимки слика изображение світлина
gentileza cortes[ií]a courtesy
φωτο φωτογραφί(?:α|ες) fotoğraf(?:lar)? görsel صورة الصورة عکس תמונה צילום(?:ים)? ảnh hình_ảnh ภาพ 写真 图片? 사진
"""

#: How a text ends that says whose rights it is, and what nobody may do with it: phrases parted by `|`.
RIGHTS = """
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

#: What stands above an advertisement.
ADVERTISING = """
publicité advertisement advertisements sponsored anzeige werbung publicidad publicidade pubblicità publicitat advertentie annonce annonsørinnhold annonse annons
mainos reklaam reklāma reklama inzerce reklam reklamı hirdetés publicitate oglas реклама оголошення διαφήμιση ilan إعلان פרסומת تبلیغات quảng_cáo iklan 広告 广告 廣告 광고
article_sponsorisé artículo_patrocinado artykuł_sponsorowany advertisement_-_continue_reading_below story_continues_below story_continues_below_advertisement scroll_untuk_lanjut_membaca scroll_to_continue scroll_to_continue_reading continue_reading_below
"""
#: Before the tags of an article.
TAGS = """
tag tags mots_clés mots-clés étiquettes thèmes sur_les_thèmes schlagworte schlagwörter stichworte stichwörter themen filed_under topics keywords
etiquetas palabras_clave temas palavras_chave palavras-chave tópicos assuntos parole_chiave argomenti etichette etiquetes trefwoorden onderwerpen
emneord stikord emner taggar nyckelord ämnen avainsanat aiheet asiasanat märksõnad birkas žymos raktažodžiai tagi słowa_kluczowe tematy
štítky klíčová_slova témata kľúčové_slová címkék etichete oznake ključne_riječi ključne_besede ознаке клучни_зборови тагове етикети
теги метки ключевые_слова мітки ключові_слова ετικέτες etiketler الوسوم وسوم كلمات_مفتاحية תגיות برچسب_ها برچسبها từ_khóa タグ キーワード 关键词 標籤 标签 태그
"""
FOLLOW = r"""
follow_us follow_@?\w+_on suivez[_-] suis[_-]nous retrouvez[_-]nous rejoignez[_-] abonnez[_-]vous_à_notre_(?:chaîne|page|canal) síguenos sigue_toda sigue_a únete siga-?_?nos siga_o siga_a
acompanhe_o seguici segui_(?:il|la|le|i|su) iscriviti_al_(?:nostro_)?canale folgen_sie folge_uns folgt_uns volg_ons følg_(?:os|oss) följ_oss seuraa_meitä jälgi_meid
seko(?:jiet)?_mums sekite_mus obserwuj_nas śledź_nas sledujte_(?:nás|nas) spremljajte_nas pratite_nas пратете_ни пратите_нас последвайте_ни следвайте_ни kövess(?:en)?_minket kövesse
urmărește-ne urmăriți-ne подписывайтесь_на подпишитесь_на следите_за_нами читайте_нас підписуйтесь_на підпишіться_на стежте_за_нами
ακολουθ(?:ήστε|είστε|ήσετε) bizi_takip_edin takip_edin تابعونا تابعنا עקבו_אחרינו ما_را_در ikuti_(?:kami|berita)
"""
SUBSCRIBE = r"""
abonnez[_-]vous inscrivez[_-]vous subscribe sign_up abonnieren_sie melden_sie_sich jetzt_abonnieren suscríbete suscríbase assine inscreva-se iscriviti
schrijf_je_in meld_je_aan abonneer tilmeld_dig meld_deg_på anmäl_dig prenumerera tilaa zapisz_się přihlaste_se prihláste_sa iratkozz(?:on)?_fel abonează-te abonați-vă
prijavi(?:te)?_se абонирай(?:те)?_се подпишитесь підпишіться εγγραφείτε abone_ol
"""
#: What asks the reader to pay for the medium itself, not for what the article is about.
APPEAL = r"""
become_a_(?:paying_|sustaining_)?member support_(?:us|our_(?:journalism|work|reporting|newsroom)) devenez_membre soutenez[_-](?:nous|notre_(?:journal|rédaction|travail|média))
werden_sie_(?:mitglied|unterstützer(?:in)?) unterstützen_sie_(?:uns|unser(?:e_arbeit|en_journalismus)) hazte_soci[oa] apóyanos apoya_nuestro_(?:periodismo|trabajo)
apoie[_-](?:nos|o_nosso_(?:jornalismo|trabalho)) sostienici sostieni_il_nostro_(?:giornalismo|lavoro) steun_(?:ons|onze_journalistiek) word_(?:lid|vriend) støt_os støtt_oss stöd_oss wesprzyj_nas
"""
NEWSLETTER = r"newsletter|infolettre|lettre (?:hebdo|d['’]information|quotidienne)|bolet[ií]n|nieuwsbrief|nyhedsbrev|nyhetsbrev|uutiskir|biuletyn|zpravodaj|hírlev|бюлетин|рассылк|розсилк|bülten"
