"""Names of months in the languages that the press is written in, as the Unicode CLDR and newspapers have them."""

import unicodedata

from crawler.extraction.word_tables import numbered

__all__ = ["DAY", "MONTH", "month_number"]

#: A day of a month, in digits.
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
#: A word that may name a month: letters, and the marks of Indic, Thai and Hebrew writing, which are none to `re`.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u200c\u0900-\u0dff\u0e31-\u0e4e׳])"
MONTH = (
    r"(?P<month>(?:كانون|تشرين)\s(?:ال[أا]ول|الثاني)"  # December or January, October or November
    r"|[\u0e00-\u0e7f]{1,3}\.\s?[\u0e00-\u0e7f]\."  # Thai "ม.ค."
    rf"|[^\W\d_]{_LETTER}{{1,15}})"
)

#: A line a language: for each month, from January on, how it is written, without stops and blanks inside.
#: Where two languages mean different months by one word, the first has it. A stop before a word: the day
#: before it must have one, as in Croatian, where "listopada" is October ("13. listopada"; Polish "13 listopada").
#: Left out are abbreviations that are words beside numbers ("iPad Pro 11, 2020", "Office 16 Mac 2019").
_LANGUAGES = """
fr janvier,janv février,févr,fevrier,fevr,fév mars avril,avr mai juin juillet,juil août,aout septembre,sept octobre,oct novembre,nov décembre,déc,decembre
en january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sep,sept october,oct november,nov december,dec
de januar,jan,jänner,jän,janner februar,feb,feber märz,mär,maerz,mrz april,apr mai juni,jun juli,jul august,aug september,sept,sep oktober,okt november,nov dezember,dez
es enero,ene febrero,feb marzo,mar abril,abr mayo,may junio,jun julio,jul agosto,ago septiembre,sept,setiembre octubre,oct noviembre,nov diciembre,dic
pt janeiro,jan fevereiro,fev março,mar,marco abril,abr maio,mai junho,jun julho,jul agosto,ago setembro,set outubro,out novembro,nov dezembro,dez
it gennaio,gen febbraio,feb,febbr marzo,mar aprile,apr maggio,mag giugno,giu luglio,lug agosto,ago settembre,set,sett ottobre,ott novembre,nov dicembre,dic
nl januari,jan februari,feb maart,mrt april,apr mei juni,jun juli,jul augustus,aug september,sep oktober,okt november,nov december,dec
ca gener,gen febrer,febr març abril,abr maig juny juliol,jul agost setembre,set octubre,oct novembre,nov desembre,des
gl xaneiro,xan febreiro,feb marzo,mar abril,abr maio xuño xullo,xul agosto,ago setembro,set outubro,out novembro,nov decembro,dec
eu urtarrilaren,urtarrila otsailaren,otsaila martxoaren,martxoa,mar apirilaren,apirila maiatzaren,maiatza,mai ekainaren,ekaina uztailaren,uztaila abuztuaren,abuztua irailaren,iraila urriaren,urria azaroaren,azaroa abenduaren,abendua
oc genièr,gen febrièr,feb març abril,abr mai junh julhet,jul agost,ago setembre,set octòbre,oct novembre,nov decembre,dec
ast xineru febreru,feb marzu,mar abril,abr mayu,may xunu xunetu agostu,ago setiembre,set ochobre payares avientu
lb januar,jan februar,feb mäerz,mäe abrëll,abr mee juni,jun juli,jul august,aug september,sep oktober,okt november,nov dezember,dez
ro ianuarie,ian februarie,feb martie,mar aprilie,apr mai iunie,iun iulie,iul august,aug septembrie,sept octombrie,oct noiembrie,nov decembrie,dec
da januar,jan februar,feb marts,mar april,apr maj juni,jun juli,jul august,aug september,sep oktober,okt november,nov december,dec
sv januari,jan februari,feb mars april,apr maj juni juli augusti,aug september,sep oktober,okt november,nov december,dec
nb januar,jan februar,feb mars april,apr mai juni,jun juli,jul august,aug september,sep oktober,okt november,nov desember,des
is janúar,jan febrúar,feb mars,mar apríl,apr maí júní,jún júlí,júl ágúst,ágú september,sep október,okt nóvember,nóv desember,des
fi tammikuuta,tammi,tammikuu helmikuuta,helmi,helmikuu maaliskuuta,maalis,maaliskuu huhtikuuta,huhti,huhtikuu toukokuuta,touko,toukokuu kesäkuuta,kesä,kesäkuu heinäkuuta,heinä,heinäkuu elokuuta,elokuu syyskuuta,syys,syyskuu lokakuuta,loka,lokakuu marraskuuta,marras,marraskuu joulukuuta,joulu,joulukuu
et jaanuar,jaan veebruar,veebr märts aprill,apr mai juuni juuli august,aug september,sept oktoober,okt november,nov detsember,dets
lv janvāris,janv februāris,febr marts aprīlis,apr maijs jūnijs,jūn jūlijs,jūl augusts,aug septembris,sept oktobris,okt novembris,nov decembris,dec
lt sausio,saus,sausis vasario,vasaris kovo,kovas balandžio,balandis gegužės,gegužė birželio,birž,birželis liepos,liep,liepa rugpjūčio,rugp,rugpjūtis rugsėjo,rugs,rugsėjis spalio,spal,spalis lapkričio,lapkr,lapkritis gruodžio,gruod,gruodis
pl stycznia,sty,styczeń,styczen lutego,lut,luty marca,mar,marzec kwietnia,kwi,kwiecień maja,maj czerwca,cze,czerwiec lipca,lip,lipiec sierpnia,sie,sierpień września,wrz,wrzesień października,paź,październik listopada,lis,listopad grudnia,gru,grudzień
cs ledna,leden února,úno,únor března,bře,březen dubna,dub,duben května,kvě,květen června,čvn,červen července,čvc,červenec srpna,srp,srpen září,zář,zari října,říj,říjen listopadu,lis,listopad prosince,prosinec
sk januára,jan,január februára,feb,február marca,mar,marec apríla,apr,apríl mája,máj júna,jún júla,júl augusta,aug,august septembra,sep,september októbra,okt,október novembra,nov,november decembra,dec,december
sl januar,jan februar,feb marec,mar april,apr maj junij,jun julij,jul avgust,avg september,sep oktober,okt november,nov december,dec
hr siječnja,siječanj veljače,velj,veljača ožujka,ožu,ožujak travnja,travanj svibnja,svibanj lipnja,lipanj srpnja,srpanj kolovoza,kolovoz rujna,rujan .listopada studenoga,studeni prosinca,prosinac
sr_Latn januar,jan februar,feb mart,mar april,apr maj jun jul avgust septembar,sep oktobar,okt novembar,nov decembar,dec
sr јануар,јан фебруар,феб март,мар април,апр мај јун јул август,авг септембар,сеп октобар,окт новембар,нов децембар,дец
mk јануари,јан февруари,фев март,мар април,апр мај јуни,јун јули,јул август,авг септември,сеп октомври,окт ноември,ное декември,дек
bg януари,яну февруари,фев март април,апр май юни юли август,авг септември,сеп октомври,окт ноември,ное декември,дек
ru января,янв,январь февраля,февр,февраль марта,мар,март апреля,апр,апрель мая,май июня,июн,июнь июля,июл,июль августа,авг,август сентября,сент,сентябрь,сен октября,окт,октябрь ноября,нояб,ноябрь,ноя декабря,дек,декабрь
uk січня,січ,січень лютого,лют,лютий березня,бер,березень квітня,квіт,квітень травня,трав,травень червня,черв,червень липня,лип,липень серпня,серп,серпень вересня,вер,вересень жовтня,жовт,жовтень листопада,лист,листопад грудня,груд,грудень
be студзеня,сту,студзень лютага,лют,люты сакавіка,сак,сакавік красавіка,кра,красавік мая,май чэрвеня,чэр,чэрвень ліпеня,ліп,ліпень жніўня,жні,жнівень верасня,вер,верасень кастрычніка,кас,кастрычнік лістапада,ліс,лістапад снежня,сне,снежань
el ιανουαρίου,ιαν,ιανουάριος φεβρουαρίου,φεβ,φεβρουάριος μαρτίου,μαρ,μάρτιος,μάρ απριλίου,απρ,απρίλιος μαΐου,μαΐ,μάιος,μάι ιουνίου,ιουν,ιούνιος,ιούν ιουλίου,ιουλ,ιούλιος,ιούλ αυγούστου,αυγ,αύγουστος,αύγ σεπτεμβρίου,σεπ,σεπτέμβριος οκτωβρίου,οκτ,οκτώβριος νοεμβρίου,νοε,νοέμβριος,νοέ δεκεμβρίου,δεκ,δεκέμβριος
tr ocak,oca şubat,şub mart,mar nisan,nis mayıs,may haziran,haz temmuz,tem ağustos,ağu eylül,eyl ekim,eki kasım,kas aralık,ara
az yanvar fevral,fev mart,mar aprel,apr may iyun iyul avqust sentyabr oktyabr,okt noyabr dekabr
kk қаңтар,қаң ақпан,ақп наурыз,нау сәуір,сәу мамыр,мам маусым,мау шілде,шіл тамыз,там қыркүйек,қыр қазан,қаз қараша,қар желтоқсан,жел
ka იანვარი,იან თებერვალი,თებ მარტი,მარ აპრილი,აპრ მაისი,მაი ივნისი,ივნ ივლისი,ივლ აგვისტო,აგვ სექტემბერი,სექ ოქტომბერი,ოქტ ნოემბერი,ნოე დეკემბერი,დეკ
hy հունվարի,հնվ,հունվար փետրվարի,փտվ,փետրվար մարտի,մրտ,մարտ ապրիլի,ապր,ապրիլ մայիսի,մյս,մայիս հունիսի,հնս,հունիս հուլիսի,հլս,հուլիս օգոստոսի,օգս,օգոստոս սեպտեմբերի,սեպ,սեպտեմբեր հոկտեմբերի,հոկ,հոկտեմբեր նոյեմբերի,նոյ,նոյեմբեր դեկտեմբերի,դեկ,դեկտեմբեր
sq janar,jan shkurt mars,mar prill maj qershor korrik,korr gusht,gush shtator tetor nëntor,nën dhjetor
hu január,jan február,febr március,márc április,ápr május,máj június,jún július,júl augusztus,aug szeptember,szept október,okt november,nov december,dec
mt jannar,jan frar marzu,mar april,apr mejju ġunju,ġun lulju awwissu settembru,set ottubru,ott novembru,nov diċembru,diċ
ga eanáir feabhra,feabh márta aibreán bealtaine,beal meitheamh,meith iúil lúnasa,lún mfómh dfómh samhain,samh nollaig,noll
cy ionawr chwefror,chwef mawrth ebrill mai mehefin gorffennaf,gorff awst medi hydref tachwedd,tach rhagfyr,rhag
af januarie,jan februarie,feb maart,mrt april,apr mei junie,jun julie,jul augustus,aug september,sep oktober,okt november,nov desember,des
sw januari,jan februari,feb machi aprili,apr mei juni,jun julai,jul agosti,ago septemba,sep oktoba,okt novemba,nov desemba
id januari,jan februari,feb,pebruari maret,mar april,apr mei juni,jun juli,jul agustus,agu september,sep oktober,okt november,nov desember,des
ms januari,jan februari,feb - april,apr mei jun julai,jul ogos september,sep oktober,okt november,nov disember
fil enero,ene pebrero marso,mar abril,abr mayo,may hunyo hulyo agosto,ago setyembre,set oktubre,okt nobyembre disyembre
th มกราคม,มค กุมภาพันธ์,กพ มีนาคม,มีค เมษายน,เมย พฤษภาคม,พค มิถุนายน,มิย กรกฎาคม,กค สิงหาคม,สค กันยายน,กย ตุลาคม,ตค พฤศจิกายน,พย ธันวาคม,ธค
hi जनवरी,जन फ़रवरी,फ़र,फरवरी मार्च अप्रैल मई जून जुलाई,जुल अगस्त,अग सितंबर,सित अक्टूबर,अक्टू नवंबर,नव दिसंबर,दिस
bn জানুয়ারী,জানু,জানুয়ারি ফেব্রুয়ারী,ফেব,ফেব্রুয়ারি মার্চ এপ্রিল,এপ্রি মে জুন জুলাই,জুল আগস্ট,আগ সেপ্টেম্বর,সেপ অক্টোবর,অক্টো নভেম্বর,নভে ডিসেম্বর,ডিসে
ta ஜனவரி,ஜன பிப்ரவரி,பிப் மார்ச்,மார் ஏப்ரல்,ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்,ஆக செப்டம்பர்,செப் அக்டோபர்,அக் நவம்பர்,நவ டிசம்பர்,டிச
te జనవరి,జన ఫిబ్రవరి,ఫిబ్ర మార్చి ఏప్రిల్,ఏప్రి మే జూన్ జులై ఆగస్టు,ఆగ సెప్టెంబర్,సెప్టెం అక్టోబర్,అక్టో నవంబర్,నవం డిసెంబర్,డిసెం
mr जानेवारी,जाने फेब्रुवारी,फेब्रु मार्च एप्रिल,एप्रि मे जून जुलै ऑगस्ट,ऑग सप्टेंबर,सप्टें ऑक्टोबर,ऑक्टो नोव्हेंबर,नोव्हें डिसेंबर,डिसें
gu જાન્યુઆરી,જાન્યુ ફેબ્રુઆરી,ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર,સપ્ટે ઑક્ટોબર,ઑક્ટો નવેમ્બર,નવે ડિસેમ્બર,ડિસે
kn ಜನವರಿ,ಜನ ಫೆಬ್ರವರಿ,ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್,ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್,ಆಗ ಸೆಪ್ಟೆಂಬರ್,ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್,ಅಕ್ಟೋ ನವೆಂಬರ್,ನವೆಂ ಡಿಸೆಂಬರ್,ಡಿಸೆಂ
ml ജനുവരി,ജനു ഫെബ്രുവരി,ഫെബ്രു മാർച്ച്,മാർ ഏപ്രിൽ,ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്,ഓഗ സെപ്റ്റംബർ,സെപ്റ്റം ഒക്ടോബർ,ഒക്ടോ നവംബർ,നവം ഡിസംബർ,ഡിസം
ur جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
fa ژانویهٔ,ژانویه فوریهٔ,فوریه مارس آوریل مهٔ,مه ژوئن ژوئیهٔ,ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
ar يناير فبراير مارس أبريل,ابريل,إبريل مايو يونيو يوليو أغسطس,اغسطس سبتمبر أكتوبر,اكتوبر نوفمبر ديسمبر
ar_LB كانونالثاني,يناير شباط,فبراير آذار,مارس نيسان,أبريل أيار,مايو حزيران,يونيو تموز,يوليو آب,أغسطس أيلول,سبتمبر تشرينالأول,تشرينالاول,أكتوبر تشرينالثاني,نوفمبر كانونالأول,كانونالاول,ديسمبر
ar_MA يناير فبراير مارس أبريل ماي,مايو يونيو يوليوز,يوليو غشت,أغسطس شتنبر,سبتمبر أكتوبر نونبر,نوفمبر دجنبر,ديسمبر
ar_DZ جانفي,يناير فيفري,فبراير مارس أفريل,أبريل ماي,مايو جوان,يونيو جويلية,يوليو أوت,أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
he ינואר,ינו,בינואר,בינו פברואר,פבר,בפברואר,בפבר מרץ,במרץ אפריל,אפר,באפריל,באפר מאי,במאי יוני,ביוני יולי,ביולי אוגוסט,אוג,באוגוסט,באוג ספטמבר,ספט,בספטמבר,בספט אוקטובר,אוק,באוקטובר,באוק נובמבר,נוב,בנובמבר,בנוב דצמבר,דצמ,בדצמבר,בדצמ
"""


_NUMBERS = numbered(_LANGUAGES, first=1)
_CUT = str.maketrans("", "", ". \u200c॰׳")


def month_number(word: str, *, stop: bool = False) -> int:
    """1 to 12 for a month's name, abbreviated or whole, whatever its case; 0 for another word.

    >>> month_number("Août"), month_number("déc."), month_number("marts"), month_number("people")
    (8, 12, 3, 0)
    >>> month_number("listopada"), month_number("listopada", stop=True)
    (11, 10)

    :param stop: does the day before it have a stop, as an ordinal has in Croatian, Czech or German?
    """
    key = word.lower()
    if key not in _NUMBERS:
        key = unicodedata.normalize("NFC", key).translate(_CUT)
    return (stop and _NUMBERS.get(f".{key}")) or _NUMBERS.get(key, 0)
