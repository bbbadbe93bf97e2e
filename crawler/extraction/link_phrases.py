"""The phrases by which pages say what a group of links is; data, to be added to language by language.

A table holds phrases parted by `|`, without accents or punctuation where those make no difference; `*`
ends a stem. Order within a table means nothing. `link_words` reads them.
"""

__all__ = [
    "GENERIC_TITLES",
    "LISTING_LABELS",
    "MORE_LABELS",
    "NEXT_PAGERS",
    "PREVIOUS_PAGERS",
    "RELATED_LABELS",
    "RELATED_WORDS",
    "SEE_ALL_WORDS",
    "SERIES_LABELS",
    "SOLD_WORDS",
    "TIES",
    "TOPIC_WORDS",
]

#: What follows belongs to this article: the same subject, author or section, or chosen for its reader.
RELATED_LABELS = """
related | see also | see more on | read also | also read | also see | also in | read next | what to read next
read more | more on | more about | more like this | more from this author | more by | more in | you may | you might
might interest you | may interest you | we recommend | recommended* | further reading | similar*
suggested | up next | keep reading | continue reading | dig deeper | go deeper | on the same
in the same | same topic | same author | same section | read the related | additional reading | explore more
if you liked | linked articles | linked stories | story continues | background reading | learn more about
find out more | other articles on | people also read | readers also
more from | more to read | more to explore | more to discover | on this topic | on this story | explore further | discover more | next up | also of interest | of interest
go further | your next read | because you | if you enjoyed | enjoyed this | stories like this | articles like this | keep exploring
want to read more | by the same author | by this author | articles by | in this category
picked for you | selected for you | chosen for you | articles you | posts you | stories you might | stories you may like
further coverage | earlier coverage | previous coverage | more coverage | connected stories | check out these | check out also
other articles you | other stories you | here are more | you ll love | associated articles | associated stories | associated content
others also | people also | you ll also | you d also | other posts in | other posts by
lire aussi | a lire aussi | a lire egalement | lire egalement | lire la suite | lisez aussi | a lire | voir aussi
voir egalement | a voir aussi | aussi sur | sur le meme | sur la meme | sur les memes | dans la meme | du meme auteur
de la meme auteure | des memes auteurs | par le meme auteur | articles lies | article lie | articles associes
articles connexes | articles similaires | articles relies | contenus similaires | contenus lies | a decouvrir
decouvrez aussi | decouvrir aussi | vous aimerez | vous pourriez | vous allez aimer | vous serez | cela peut vous
cela pourrait vous | ca peut vous | ces articles | cet article peut | cet article pourrait | sur ce sujet | sur le sujet
sur ce theme | autour de ce sujet | autour du sujet | pour aller plus loin | aller plus loin | pour approfondir
articles correspondants | en relation | en rapport | plus par | plus dans | plus en | plus d'infos sur | plus d'articles sur | plus sur | tous nos articles sur | nos articles sur | en lien avec
recommande* | recommandes | recommandations | nous vous recommandons | a relire | relire | pour en savoir plus | en savoir plus
lire plus | dans le meme theme | dans le meme esprit | dans cette rubrique | de la meme | meme rubrique | meme sujet | au meme sujet
du meme theme | a ce sujet | a ce propos | pour prolonger | pour completer | pour continuer | poursuivez votre | poursuivre la lecture
poursuivre votre lecture | continuez votre lecture | continuer la lecture | prolongez | retrouvez aussi | decouvrez egalement
a consulter | consultez aussi | a voir egalement | et aussi | aussi a | autour de cet article | autour du meme | articles en lien
articles en relation | en lien | articles du meme | selectionne pour vous | selectionnes pour vous | selectionnees pour vous | choisi pour vous | choisis pour vous | sujets lies | pour en savoir | nous vous conseillons | on vous conseille
on vous suggere | on vous recommande | ne partez pas | envie d'en | voir tous nos articles sur | lisez egalement | relisez
vous avez aime | si vous avez aime | cela devrait vous | nos lecteurs ont | les lecteurs ont | ils ont aussi | contenu associe | suggere pour
les articles de la meme | articles de la meme | actualites liees | actualite liee | actus liees | dans l'actualite liee | a propos du meme
le meme sujet | les internautes ont | consulter egalement | consultez egalement | documents lies | lire ensuite | prochain article a lire
lesen sie auch | lesen sie mehr | lesen sie hier | lesen sie dazu | lies auch | lies mehr | lest auch | lesen mehr
mehr zum | mehr zu | mehr dazu | mehr uber | mehr infos | zum thema | zum gleichen thema | dazu auch | siehe auch
auch interessant | dich interessiert | sie interessiert | interessiert dich | interessiert sie | auch lesenswert | leseempfehlung* | lese empfehlung* | ebenfalls interessant | das konnte | das konnten | dies konnte | diese artikel
diese beitrage | konnte sie | konnte dich | ahnliche* | verwandte* | verwandter | passend dazu | passende artikel*
passend zum | weiterlesen | weiterfuhrend* | weitere artikel zum | weitere beitrage zum | weitere artikel zu diesem
aus der gleichen | vom selben autor | mehr vom autor | mehr von diesem autor | vom gleichen autor | empfohlen*
empfehlungen | empfehlung fur sie | wir empfehlen | interessante artikel* | sie interessieren sich | im zusammenhang | aus dem archiv | aus unserem archiv | from the archive | from our archive | dans nos archives | depuis nos archives
mehr aus | mehr von | aus dem ressort | aus der rubrik | aus dieser rubrik | aus dieser kategorie | aus diesem ressort | auch spannend
ebenfalls spannend | ebenfalls lesenswert | lesetipp* | lesen sie jetzt | lesen sie weiter | mehr lesen | links zum thema
links zum artikel | weitere infos | weitere informationen | weiteres zum | das interessiert | was andere | wurde auch
fur sie ausgewahlt | ausgewahlt fur | ausgesucht fur | themenverwandt* | das passt dazu | dazu passt | passende | zugehorige* | erfahre mehr | erfahren sie mehr
interessantes fur | in diesem zusammenhang | zum weiterlesen | noch mehr zum | noch mehr zu | noch mehr aus | gleiche kategorie
ihnen konnte | dir konnte | euch konnte | mehr in | andere leser | leser interessierten | andere lasen
fur sie empfohlen | fur dich empfohlen | dazu passend | unser lesetipp* | unsere lesetipp* | lese tipp* | als nachstes lesen | vielleicht interessier*
ausserdem interessant | ausserdem lesenswert | thematisch passend* | erganzende* | fruhere berichte | fruhere artikel | bereits erschienen
lea tambien | lea mas | lee tambien | lee mas | leer tambien | leer mas | lea ademas | lee ademas | leer ademas
le puede | te puede | te podria | le podria | puede interesar | podria interesar | quiza te | quiza le | quizas te
quizas le | tambien te | tambien le | tal vez te | relacionad* | noticias relacionad* | noticia relacionad*
articulos relacionad* | articulo relacionad* | contenido relacionad* | contenidos relacionad* | temas relacionad* | notas relacionad*
nota relacionada | informacion relacionada | entradas relacionad* | ver tambien | vea tambien | ve tambien
mira tambien | mire tambien | ademas lee | mas sobre | mas informacion | mas en esta | sobre este tema | sobre el tema
en la misma | del mismo autor | recomendad* | te recomendamos | le recomendamos | seleccionado para | seleccionados para | seleccionadas para | elegido para | elegidos para | sigue leyendo | seguir leyendo
para saber mas | sepa mas | sepa tambien | conoce mas | entradas similares | articulos similares
tambien en | otras notas | te sugerimos | le sugerimos | informate mas | enterate mas | mas de este | mas de esta | mas del autor
mas en | segui leyendo | siga leyendo | para profundizar | para ampliar | ampliar informacion | tambien lee | tambien lea
tambien puede* | puedes leer | puede leer | consulta tambien | consulte tambien | conoce tambien | conozca mas | articulos de interes
noticias de interes | sobre el mismo | del mismo tema | en el mismo tema | misma seccion | de la misma | misma categoria | si te gusto
vea ademas | ver ademas | escuche tambien | escucha tambien | no te vayas sin | descubre mas | descubra mas
leia tambem | leia mais | leia ainda | ler tambem | veja tambem | veja mais | veja ainda | saiba mais
materias relacionad* | materia relacionad* | conteudo relacionad* | conteudos relacionad* | artigos relacionad* | posts relacionad*
mais sobre | sobre este assunto | voce pode | voce tambem | talvez voce | pode interessar* | tambem pode
pode gostar | recomendamos | continue lendo | no mesmo | na mesma | do mesmo autor | confira tambem | assuntos relacionad*
pode te | para saber mais | sobre o assunto | mais em | mais do autor | mais deste | assista tambem | ouca tambem | ler mais
ver tambem | talvez te | talvez se | tambem lhe | isto pode | mesmo tema | mesma categoria | da mesma | continue a ler
continuar lendo | aprofunde | se gostou | descubra mais | conheca tambem | sugestao de
talvez lhe | selecionado para | selecionados para | selecionadas para | escolhido para | escolhidos para | sobre o mesmo | sobre a mesma
leggi anche | leggi pure | leggi di piu | leggi tutto | leggi inoltre | potrebbe interessar* | potrebbero interessar
ti potrebbe | ti potrebbero | vi potrebbe | vi potrebbero | ti puo | puo interessar* | forse ti | articoli correlat*
articolo correlat* | correlat* | notizie correlat* | contenuti correlat* | post correlat* | vedi anche | guarda anche
sullo stesso | dello stesso autore | nella stessa | per approfondire | approfondisci | ti consigliamo | consigliat*
articoli simili | su questo argomento | altri articoli su
leggi su | altro in | altro da | altro su | ascolta anche | per saperne | approfondiment* | leggi altro | leggi ancora
stessa categoria | dalla stessa | l'articolo continua | l'articolo prosegue | tutte le notizie su | notizie su | scopri di piu
scopri anche | sul tema | sull'argomento | vi consigliamo | in argomento | potresti | scelti per te | selezionati per te | selezionati per voi | scelto per te
da leggere anche | raccomandat*
lees ook | lees meer | lees verder | lees hier | gerelateerd* | meer over | meer lezen | verwante | bekijk ook
ook interessant | zie ook | aanbevolen* | dit vind je | misschien vind | over dit onderwerp | in dit dossier
vergelijkbare | geselecteerd voor | meer van deze | meer in deze | meer uit deze
czytaj tez | czytaj takze | czytaj rowniez | czytaj wiecej | przeczytaj | zobacz takze | zobacz tez | zobacz rowniez
powiazane | podobne | wiecej na ten | wiecej na temat | w tym temacie | na ten temat | moze cie
mogą cie | sprawdz tez | sprawdz takze | polecane artykuly
moze ci | inne artykuly tego | polecane dla
ctete take | ctete tez | ctete dale | prectete | souvisejici | podobne clanky | k tematu | mohlo by vas | precitajte
suvisiace | citajte aj | citajte tiez | k veci | viac o teme | vice k tematu | vice o
mohlo by | doporucujeme | odporucame | viac k | vice k
las ocksa | las mer | las vidare | lases ocksa | relaterat | relaterade | mer om | se ocksa | laes ogsa | laes mere
laes videre | relaterede | relateret | mere om | se ogsa | les ogsa | les mer | relatert | relaterte | saken
las aven | du kanske | rekommender* | liknande | fler artiklar om | maske er du | maske kan du | anbefalet til | kanskje du | udvalgt til dig | utvalt for dig | utvalda for dig | utvalgt for deg | anbefalt for | lignende
lue myos | lue lisaa | lue seuraavaksi | aiheesta | samasta aiheesta | liittyvat | katso myos
aiheeseen liittyv* | suositeltua | suosittelemme | sinua saattaa | sinua voisi
ezek is erdekelhetnek | ez is erdekelheti | kapcsolodo | olvassa el | olvasd el | hasonlo cikkek | a temaban
ajanlott | ajanljuk | olvasta mar | tovabbi cikkek a temaban
citeste si | cititi si | citeste mai mult | citeste mai departe | articole similare | articole asemanatoare | vezi si
ti ar putea | pe aceeasi tema | te-ar putea interesa | poate te intereseaza
s-ar putea sa | recomandari | recomandat* | stiri similare | stiri recomandate | articole recomandate
ilgili haber | buna da bakin | bunlara da bakin | bunu da oku | bunlari da oku | ilgili yazilar | ilgili konular | ilginizi cekebilir | bunlar da | ayrica okuyun | bunlari da | benzer
ilgili haber* | ilgili icerik* | ayrica bak* | ayrica oku | onerilen* | okumaya devam | bunu da oku
baca juga | baca selengkapnya | berita terkait | artikel terkait | lihat juga | simak juga | terkait | berkaitan
baca pula | anda mungkin | rekomendasi untuk | topik terkait
procitajte | pročitajte | vezane vijesti | povezane | povezani | slicne | mozda vas | vezano | preberite | sorodni | lexoni gjithashtu
procitaj jos | slicni | mozda ce | preporucujemo | pogledajte jos | pogledajte i | sorodne | morda vas | podobni | priporocamo
irakurri ere | lotutako | erlazionatutako | le tamen | novas relacionad* | loe ka | loe lisaks | seotud | lasi ari | lasiet ari | saistitie
taip pat skaitykite | skaitykite taip pat | susije
llegeix tambe | mes informacio | noticies relacionades | et pot interessar* | articles relacionats | relacionats
читайте также | читать также | читайте ещё | читайте еще | по теме | материалы по теме | похожие | смотрите также | см также
связанные | вам может | вам также | вас может | читайте по теме | рекомендуем | читайте також | читати також | по темі
дивіться також | схожі | пов'язані | вас може | прочетете още | свързани | още по темата | повезане
за темою | рекомендуємо | вам може | більше за темою | прочети още | прочети също | подобни | вижте също | още новини по | препоръчани | може да ви
прочитајте | можда ће | слично | сличне
διαβαστε επισης | διαβαστε ακομα | διαβαστε ακομη | διαβαστε περισσοτερα | σχετικα | δειτε επισης | μπορει να σας
σχετικες | δειτε ακομη | δειτε ακομα | προτεινομεν* | προτεινουμε
اقرأ أيضا | اقرا ايضا | اقرأ المزيد | مواضيع ذات صلة | أخبار ذات صلة | مقالات ذات صلة | ذات علاقة | مواضيع ذات علاقة | أخبار ذات علاقة | ذات صلة | قد يعجبك | شاهد أيضا
مواضيع متعلقة | אולי יעניין | כתבות נוספות בנושא | קראו גם | בנושא זה | مطالب مرتبط | بیشتر بخوانید | اخبار مرتبط
موضوعات ذات صلة | قد يهمك | اخترنا لك | المزيد عن | المزيد حول | طالع أيضا | همچنین بخوانید | مطالب مشابه | مطالب پیشنهادی
קרא גם | ראו גם | כתבות קשורות | כתבות נוספות שיעניינו | עוד בנושא | לקריאה נוספת
相关 | 相關 | 延伸阅读 | 延伸閱讀 | 推荐阅读 | 推薦閱讀 | 更多阅读 | 您可能 | 你可能 | 猜你喜欢 | 同主题 | 关联 | 相似文章 | 扩展阅读 | 擴展閱讀 | 参考阅读 | 參考閱讀
関連 | あわせて読みたい | 合わせて読みたい | こちらも | この記事に | おすすめ | オススメ
この記事を読んだ | こちらの記事も | 類似記事
관련기사 | 관련 기사 | 관련 글 | 관련 뉴스 | 연관 | 함께 읽 | 추천 기사 | 이 기사와
함께 보면 | 함께 본 | 관련글
xem them | tin lien quan | bai viet lien quan | doc them | co the ban | cung chu de
tin cung chuyen muc | bai lien quan
यह भी पढ़ें | ये भी पढ़ें | संबंधित | इसे भी | ข่าวที่เกี่ยวข้อง | เรื่องที่เกี่ยวข้อง | อ่านเพิ่มเติม
| और पढ़ें | บทความที่เกี่ยวข้อง | আরও পড়ুন | আরো পড়ুন | সম্পর্কিত খবর | সম্পর্কিত সংবাদ
"""

#: A short label with one of these words belongs to this article, wherever the word stands in it: "Nos articles similaires".
RELATED_WORDS = """
related similar recommended suggested similaires connexes recommandés recommandées recommandé suggérés suggestions associés
associées intéresser intéresserait conseille conseillés plaire ähnliche verwandte themenverwandte empfohlene interessieren relacionado
relacionada relacionados relacionadas similares recomendado recomendada recomendados recomendadas sugerencias sugeridos sugeridas
interesar interesarte interesarle interese gustarte semelhantes sugestões interessar correlato correlata correlati correlate
collegati collegate consigliati consigliate suggeriti suggerimenti interessare interessarti interessarvi piacerti
"""

#: Unless it has one of these too: "Jobs that may interest you".
SOLD_WORDS = """
job jobs karriere karrierechancen stellen stellenangebote offre offres emploi emplois oferta ofertas empleo empleos vagas offerte
lavoro deal deals angebot angebote produkte products produits productos produtos prodotti event events veranstaltungen
newsletter newsletters tag tags video videos topics themen temas
"""

#: After a label of `MORE_LABELS` these words tie it to the article: "Weitere Artikel aus dieser Kategorie".
TIES = """
from by in on about aus von zum zur zu dieser dieses sur dans du de des del sobre en do da di su sul sulla dello della qui que che
"""

#: A label with one of these leads to tags more often than to articles: "Ähnliche Themen".
TOPIC_WORDS = """
topics themen temas themes thematiques sujets argomenti topicos assuntos onderwerpen tematy tags
"""

#: What follows is the same whatever the article: most read, newest, the desk's picks, advertising.
LISTING_LABELS = """
most read | most popular | most viewed | most shared | most commented | most recent | most watched | most emailed
popular* | trending* | latest* | newest* | recent* | new posts | new on | top stories | top posts | top news | top read
top articles | breaking* | just in | just published | happening now | editor's pick | editors pick | editor pick
editor's choice | editors choice | editorial picks | staff picks | our picks | must read | must see | featured* | hot
editor's picks | editors picks | what's hot | live updates
more top | more must | top picks | more videos | headlines | news
today's | this week | in the news | in case you missed | don't miss | do not miss | highlights | best of | the latest
what's new | stories you missed | stories you may have | the most | on our radar | sponsored* | promoted* | paid | partner | advert | around the web
from the web | from our partners | from around | more from our | more from around | you missed | you may have missed | video | videos | podcast | podcasts | photos
galleries | topics | tags | categories | sections | comments | recent comments | follow us | share | newsletter | about
opinion | columns | archives | archive | events | jobs | quick links | useful links | trending now | live | current issue
advertiser content | advertiser | sponsored content | branded content | partner content | paid content | today on | today in | heute auf
heute in | aujourd'hui sur | aujourd'hui dans | hoy en | hoje no | oggi in | dzis w | dzis na | raporty specjalne | recommended by our | editor recommended | recommended by the editor | la redaction vous | la redaction recommande | recommande par la redaction
empfehlungen der redaktion | empfehlungen aus der redaktion | empfehlung der redaktion | unsere empfehlungen | recomendaciones del editor
recomendado por el editor | recomendados por el editor | los imperdibles | imperdibles | selezionati dalla redazione | consigliati dalla redazione
les plus lus | les plus | plus lus | le plus lu | plus populaires | articles les plus | derniers articles | derniere*
dernieres* | dernier* | a la une | la une | en ce moment | en direct | en continu | le fil | fil info | fil d'actu
tendances* | articles recents | recents | populaires* | nos derniers | nouveautes | l'actualite | actualite | actualites
toute l'actu | l'essentiel | a ne pas manquer | ne manquez pas | la selection | notre selection | selection de la
articles populaires | toute l'actualite | les lus | top lectures | actualites recentes | les immanquables
nos selections | le choix | coups de coeur | coup de coeur | sponsorise* | publicite | partenaire | nos partenaires
contenus sponsorises | le reste de l'actu | au sommaire | plus d'actu | tous les articles
toutes les | nos dossiers | commentaires | les commentaires | suivez-nous | partager | top 10 | top 5 | le top | le meilleur
meistgelesen* | meist gelesen | meistgelesene* | meistkommentiert* | meistgeteilt | meistgesehen | am meisten | am haufigsten
beliebt* | beliebte* | am beliebtesten | sehenswert | other people are | others are reading | neueste* | neuester* | neuste* | das neueste | neu auf | neue artikel | neue beitrage | neues aus
letzte* | aktuell* | aktuelle* | aktuelles | top-themen | top themen | topthemen | top-news | schlagzeilen | nachrichten
newsticker | eilmeldung | live-ticker | gerade gelesen | jetzt im
top artikel | meistgeklickt* | nachrichten des tages | eilmeldungen
weitere themen | die redaktion empfiehlt
unsere empfehlung | im fokus | anzeige | anzeigen | sponsored* | gesponsert* | partnerangebot | kommentare
bildergalerie | videos | unsere highlights | startseite | ressorts | themen | kategorien | schlagworte | schlagworter
lo mas | mas leid* | mas vist* | mas popular | mas comentad* | mas compartid* | los mas | las mas | ultimas* | ultimos* | ultima*
ultimo* | reciente* | recientes* | noticias | titulares* | portada | destacad* | en vivo | tendencia | tendencias | no te pierdas
no se pierda | patrocinad* | publicidad | contenido patrocinado
de interes | lo ultimo | entradas recientes | hoy en | comentarios | etiquetas | categorias | seleccion de
noticias recientes | articulos recientes
mais lid* | mais vist* | mais popular | mais comentad* | mais acessad* | as mais | os mais | recentes* | ultimas noticias
em alta | em destaque | destaque* | destaques* | mais do | nao perca
noticias recentes | mais populares | artigos recentes
publicidade | patrocinado | veja as ultimas | posts recentes | agora no | plantao
piu lett* | i piu | le piu | piu popolari | piu vist* | ultime* | ultimi* | ultima ora | recenti* | in evidenza | primo piano
tendenza | di tendenza | in primo piano | da non perdere | sponsorizzat* | pubblicita
articoli recenti | articoli piu letti | ultim'ora
rubriche | il meglio | oggi su | notizie | notizie del giorno | commenti | le notizie del giorno
meest gelezen | best gelezen | net binnen | laatste* | nieuwste* | populair | het laatste | nieuws | uitgelicht
advertentie | gesponsord | in het nieuws | trending*
meest bekeken
najczesciej* | najnowsze* | popularne* | ostatnie* | na czasie | najpopularniejsze* | najchetniej | polecamy | wiadomosci | reklama
nie przegap | warto przeczytac | aktualnosci | nejctenejsi* | nejnovejsi* | nejcitanejsie | najnovsie | najcitanejsie | aktualne
posledni clanky | najnovsie*
mest last | mest laest | mest lest | senaste* | seneste* | siste | nyheter | nyheder | nyaste* | popular* | populaer
mest lasta | mest laeste | populaere* | siste nytt | siste saker | siste nyheter
luetuimmat* | uusimmat* | tuoreimmat* | suosituimmat | viimeisimmat | legolvasottabb* | legfrissebb* | legnepszerubb | friss
friss hirek
cele mai | ultimele* | recente | stiri | en cok | son haberler | son dakika | gundem | terpopuler* | terkini* | terbaru*
cok okunan* | son yazilar | populer* | gunun haber* | berita terbaru | berita terpopuler | paling banyak
populer | najcitanije | najnovije | najčitanije | mes llegit | mes llegides | les mes | darreres | destacats
najnovij* | najbolj bran* | najnovejs* | mes llegits | el mes llegit
самое читаемое | самые читаемые | популярн* | последние* | свежие* | новости | главное | главные | лента | сейчас читают | топ
найпопулярніше* | останні* | новини | найчитаніше | читают сейчас | реклама | партнер | последни | най-чете | свежее
лента новостей | новости дня | головне | стрічка новин | свіжі* | най четени | най нови | последни новини
δημοφιλη* | τελευταια* | ροη ειδησεων | τα πιο | διαβαστηκαν | الأكثر* | آخر الأخبار | أحدث* | אחרונות | הנקראות | پربازدید | آخرین
πιο δημοφιλ* | τελευταιες* | הנקראות ביותר | כתבות אחרונות | پربازدیدترین* | پربیننده* | آخرین اخبار
编辑推荐 | 編集部 | 最新 | 热门 | 熱門 | 热点 | 热文 | 排行 | 最热 | 推荐 | 头条 | 今日 | 点击 | 新聞 | 新着 | 人気 | ランキング | 注目 | ピックアップ
最多 | 최신 | 인기 | 많이 본 | 주요 | 가장 많이 | 실시간 | 핫 | 추천 뉴스 | tin moi | moi nhat | doc nhieu | xem nhieu | noi bat
ताजा | लोकप्रिय | ट्रेंडिंग | ข่าวล่าสุด | ยอดนิยม
"""

#: What follows is more of the site, and of this article only where a class says so too.
MORE_LABELS = """
more news | more stories | more headlines | more posts | more articles | other news | other articles | other stories
weitere artikel | weitere beitrage | weitere meldungen | weitere nachrichten | weitere news | mehr artikel | mehr news
mehr nachrichten | lesenswert | weitere inhalte | d'autres lectures | autres lectures | plus d'articles | autres articles | autres actualites | d'autres articles | mas noticias | otras noticias
otros articulos | mas articulos | mais noticias | outras noticias | mais artigos | outros artigos | altre notizie
altri articoli | meer nieuws | meer artikelen | andere artikelen | wiecej artykulow
"""

#: What follows are the parts of one dossier or series.
SERIES_LABELS = """
in this series | this series | the series | series | part of the series | part of a series | all parts | other parts
parts of this | more in this series | all episodes | episodes | dans la meme serie | la serie | cette serie
les episodes | tous les episodes | episodes de | notre serie | le dossier | dans ce dossier | le sommaire du dossier
sommaire du dossier | articles du dossier | dossier | les autres articles du dossier | au sommaire du dossier | notre dossier
alle teile | teil der serie | die serie | serie | mehr aus der serie | alle folgen | in dieser serie | teile der serie
en esta serie | de la serie | la serie completa | capitulos | todos los capitulos | nesta serie | a serie
todos os episodios | della serie | tutte le puntate | le puntate | in deze serie | w tej serii | wszystkie czesci | cykl
this article is part | this story is part | also in this series | cet article fait partie | cet article appartient
article du dossier | dans le meme dossier | les autres volets | autres volets | les autres articles de la serie
dieser artikel ist teil | dieser text ist teil | dieser beitrag ist teil | weitere teile der serie | este articulo forma parte
esta nota forma parte | este artigo faz parte | esta reportagem faz parte | questo articolo fa parte | dit artikel is onderdeel
chapters in this | all chapters | in this guide | this post is part | this chapter is part | explore the series | read the series
read the full series | read the whole series | the full series | les chapitres | tous les chapitres | dans ce guide | lire toute la serie | retrouvez la serie
les autres episodes | zur serie | alle kapitel | todos los capitulos | todos os capitulos | tutti i capitoli | alle hoofdstukken | alle afleveringen
in diesem dossier | シリーズ | 連載 | 系列文章 | 本系列
"""

PREVIOUS_PAGERS = """
previous | prev | previous post | previous article | previous story | previous entry | previous news | prev post | prev article | indietro | prec
older | older post | older article | older entry | older story | earlier post
precedent | precedente | article precedent | billet precedent | actualite precedente | message precedent | publication precedente
lire l'article precedent | lire le precedent | voir l'article precedent
navigation precedente | post precedent | note precedente | article plus ancien | plus ancien | l'article precedent
zuruck | vorheriger | vorherige | vorheriges | vorheriger artikel | vorheriger beitrag | vorherige meldung
vorheriger eintrag | voriger beitrag | voriger artikel | vorangegangener artikel | alterer beitrag | altere beitrage
anterior | articulo anterior | entrada anterior | noticia anterior | publicacion anterior | nota anterior | post anterior
artigo anterior | materia anterior | mais antigo | mas antigua | precedente | articolo precedente | post precedente
vorige | vorig bericht | vorig artikel | poprzedni | poprzedni artykul | poprzedni wpis | poprzednia | predchozi
predchozi clanek | predchadzajuci | foregaende | tidligere | forrige | edellinen | elozo | elozo cikk | articolul precedent | onceki
onceki yazi | sebelumnya | предыдущая | предыдущий | предыдущая запись | назад | попередня | попередній | попередня стаття | προηγουμενο
السابق | المقال السابق | הקודם | قبلی | 上一篇 | 前一篇 | 前の記事 | 前へ | 이전 글 | 이전 기사 | 이전글 | bai truoc | entrada mas antigua
article anterior | prethodni | prethodna | prejsnji
publicacao anterior | noticia anterior | notizia precedente | foregaende inlagg | foregaende artikel | forrige artikel | forrige indlaeg | forrige innlegg
forrige sak | edellinen artikkeli | predchozi prispevek | predchadzajuci clanok | predchadzajuci prispevok | elozo bejegyzes | postarea anterioara
prethodni clanak | prethodna objava | prejsnji prispevek | prejsnji clanek | предыдущая статья | предыдущая новость | предыдущий пост
попередній запис | попередня новина | предишна | предишна статия | предишна публикация | προηγουμενο αρθρο | onceki haber | المقالة السابقة
الخبر السابق | הפוסט הקודם | הכתבה הקודמת | مطلب قبلی | 前の投稿 | 前一篇文章 | 上一篇文章 | artikel sebelumnya | pos sebelumnya | berita sebelumnya
eelmine | eelmine postitus | iepriekšejais raksts | ankstesnis įrašas | претходни чланак
"""

NEXT_PAGERS = """
next | next post | next article | next story | next entry | next news | newer | newer post | newer article | newer entry | succ
newer story | later post
suivant | suivante | article suivant | billet suivant | actualite suivante | message suivant | publication suivante
lire l'article suivant | lire le suivant | voir l'article suivant
post suivant | note suivante | article plus recent | plus recent | l'article suivant
weiter | nachster | nachste | nachstes | nachster artikel | nachster beitrag | nachste meldung | nachste news
| nachste nachricht | nachster eintrag | folgender artikel
neuerer beitrag | neuere beitrage | siguiente | articulo siguiente | siguiente articulo | entrada siguiente | siguiente entrada
siguiente noticia | noticia siguiente | proximo articulo | proxima nota | proxima noticia | publicacion siguiente | proxima entrada
seguinte | artigo seguinte | proximo | proximo artigo | proxima | proxima materia | post seguinte | proximo post | mais recente
successivo | prossimo | articolo successivo | prossimo articolo | post successivo | avanti
volgende | volgend bericht | volgend artikel | nastepny | nastepny artykul | nastepny wpis | nastepna | dalsi clanek | dalsi | nasledujuci
nasta | neste | naeste | seuraava | kovetkezo | kovetkezo cikk | articolul urmator | urmatorul | sonraki | sonraki yazi | selanjutnya | berikutnya
следующая | следующий | следующая запись | вперед | наступна | наступний | наступна стаття | επομενο | التالي | المقال التالي | הבא | بعدی
下一篇 | 后一篇 | 次の記事 | 次へ | 다음 글 | 다음 기사 | 다음글 | bai tiep | entrada mas reciente | article seguent | sljedeci | sledeci | naslednji
noticia seguinte | proxima noticia | notizia successiva | nasta inlagg | nasta artikel | naeste artikel | naeste indlaeg | neste innlegg | neste artikkel | neste sak
seuraava artikkeli | dalsi prispevek | nasledujuci clanok | dalsi clanok | nasledujuci prispevok | kovetkezo bejegyzes | postarea urmatoare | sljedeci clanak
sljedeca objava | sledeci clanak | naslednji prispevek | naslednji clanek | следующая статья | следующая новость | следующий пост | наступний запис
наступна новина | следваща | следваща статия | следваща публикация | επομενο αρθρο | sonraki haber | المقالة التالية | الخبر التالي | הפוסט הבא
הכתבה הבאה | مطلب بعدی | 次の投稿 | 后一篇文章 | 下一篇文章 | bai tiep theo | bai sau | artikel selanjutnya | pos berikutnya | berita berikutnya
jargmine | jargmine postitus | nakamais raksts | kitas įrašas | следећи чланак
"""

#: A link that says only "go there": the title is the teaser's headline, not these words.
GENERIC_TITLES = """
read more | more | read | read on | continue | continue reading | keep reading | learn more | find out more | see more
view more | full story | read full story | read full article | read article | read the article | read story | go | click here
details | view post | view article | watch | listen | here | permalink | link | more info | read now | full article | discover more
lire | lire la suite | la suite | lire plus | lire l'article | voir plus | en savoir plus | voir | voir l'article | suite | plus
lire la suite de l'article | decouvrir | plus d'infos | consulter | voir la suite | ouvrir | cliquez ici | ici | + d'infos | j'en profite
weiterlesen | mehr | mehr lesen | mehr erfahren | weiter | lesen | zum artikel | artikel lesen | mehr dazu | hier | jetzt lesen
ganzen artikel lesen | zum beitrag | beitrag lesen | mehr infos | details
leer mas | leer | seguir leyendo | ver mas | mas | mas informacion | leer articulo | leer nota | ver nota | continuar leyendo
ver | aqui | leer la nota | saber mas
leia mais | ler mais | ler | saiba mais | continue lendo | continuar lendo | veja mais | ver mais | mais | confira | leia
leggi | leggi tutto | leggi di piu | continua | continua a leggere | continua la lettura | scopri | scopri di piu | leggi l'articolo
approfondisci | di piu | qui
lees meer | lees verder | meer | verder lezen | bekijk | czytaj | czytaj wiecej | czytaj dalej | wiecej | zobacz | zobacz wiecej
las mer | laes mere | les mer | lue lisaa | mer | tovabb | reszletek | bovebben | citeste | citeste mai mult | mai mult | detalii | cist dal | cele | vice
devami | devamini oku | oku | baca selengkapnya | selengkapnya | подробнее | читать | читать далее | далее | читати далі | детальніше | περισσοτερα | διαβαστε
اقرأ المزيد | المزيد | קרא עוד | ادامه مطلب | 阅读更多 | 更多 | 阅读全文 | 查看更多 | 详情 | 続きを読む | もっと見る | 詳しく | 더 보기 | 자세히 | xem them | doc tiep
read the full story | read the full article | read full post | view full article | continue reading the article
lire l'article complet | lire l'article en entier | decouvrir l'article | consulter l'article | voir plus d'infos
weiter lesen | den ganzen artikel lesen | vollstandigen artikel lesen | zur meldung | zum bericht | meldung lesen
leer noticia | leer nota completa | leer articulo completo | leer la noticia | sigue leyendo | leia a materia | ler artigo | ler noticia | continuar a ler
vai all'articolo | leggi la notizia | leggi articolo | meer lezen | lees artikel | lees het artikel | las hela artikeln | laes artiklen | les hele saken
les saken | lue artikkeli | lue koko artikkeli | przeczytaj | czytaj artykul | cist vice | cely clanek | citat viac | viac | cely clanok | tovabb olvasom
citeste articolul | procitaj vise | opsirnije | vise | preberi vec | vec | прочети повече | още | читать полностью | докладніше | читати
διαβαστε περισσοτερα | haberi oku | detaylar | التفاصيل | قراءة المزيد | המשך קריאה | 詳細を見る | 記事を読む | 자세히 보기 | 閱讀更多 | 閱讀全文 | 详细
chi tiet | llegir mes | llegeix mes | loe edasi | lasit vairak | skaityti daugiau
"""

#: A word of a link to the whole of a list, beside its heading: "Voir tout", "See all".
SEE_ALL_WORDS = """
all tout tous toute toutes alle alles todo todos toda todas tutti tutte tutto tot tots totes alla allt alt kaikki wszystkie wszystko
vse vsechny vsechno vsetko vsetky sve osszes mind mindet tumu tumunu hepsi toate все всички всі усі сите ολα ολες كل الكل جميع הכל semua
一覧 すべて 一覧へ すべて見る 一覧を見る 全部 查看全部 전체 전체보기 모두보기
"""
