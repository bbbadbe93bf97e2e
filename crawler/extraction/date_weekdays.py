"""Names of the days of the week in the languages that the press is written in, as the Unicode CLDR and newspapers have them."""

from crawler.extraction.word_tables import numbered

__all__ = ["weekday_number"]

#: A line a language: for each day, from Monday on, how it is written, in the cases that dates take. Abbreviations
#: are those of the big languages alone: most are words of others ("vin", "per", "die", "qui").
_LANGUAGES = """
fr lundi,lun mardi,mar mercredi,mer jeudi,jeu vendredi,ven samedi,sam dimanche,dim
en monday,mon tuesday,tue,tues wednesday,wed thursday,thu,thur,thurs friday,fri saturday,sat sunday,sun
de montag,mo dienstag,di mittwoch,mi donnerstag,do freitag,fr samstag,sonnabend,sa sonntag,so
es lunes martes miércoles,miercoles,mié jueves,jue viernes,vie sábado,sabado,sáb,sab domingo,dom
pt segunda,segunda-feira terça,terca,terça-feira,terca-feira quarta,quarta-feira quinta,quinta-feira sexta,sexta-feira sábado domingo
it lunedì,lunedi martedì,martedi mercoledì,mercoledi giovedì,giovedi venerdì,venerdi sabato domenica
nl maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
ca dilluns dimarts dimecres dijous divendres dissabte diumenge
gl luns martes mércores xoves venres sábado domingo
eu astelehena asteartea asteazkena osteguna ostirala larunbata igandea
ro luni marți,marţi,marti miercuri joi vineri sâmbătă,sambata duminică,duminica
da mandag tirsdag onsdag torsdag fredag lørdag søndag
sv måndag,måndagen tisdag,tisdagen onsdag,onsdagen torsdag,torsdagen fredag,fredagen lördag,lördagen söndag,söndagen
is mánudagur,mánudaginn þriðjudagur,þriðjudaginn miðvikudagur,miðvikudaginn fimmtudagur,fimmtudaginn föstudagur,föstudaginn laugardagur,laugardaginn sunnudagur,sunnudaginn
fi maanantaina,maanantai tiistaina,tiistai keskiviikkona,keskiviikko torstaina,torstai perjantaina,perjantai lauantaina,lauantai sunnuntaina,sunnuntai
et esmaspäev,esmaspäeval teisipäev,teisipäeval kolmapäev,kolmapäeval neljapäev,neljapäeval reede,reedel laupäev,laupäeval pühapäev,pühapäeval
lv pirmdiena,pirmdien otrdiena,otrdien trešdiena,trešdien ceturtdiena,ceturtdien piektdiena,piektdien sestdiena,sestdien svētdiena,svētdien
lt pirmadienis,pirmadienį antradienis,antradienį trečiadienis,trečiadienį ketvirtadienis,ketvirtadienį penktadienis,penktadienį šeštadienis,šeštadienį sekmadienis,sekmadienį
pl poniedziałek wtorek środa,środę czwartek piątek sobota,sobotę niedziela,niedzielę
cs pondělí úterý středa,středu čtvrtek pátek sobota,sobotu neděle,neděli
sk pondelok utorok streda,stredu štvrtok piatok sobota,sobotu nedeľa,nedeľu
sl ponedeljek torek sreda,sredo četrtek petek sobota,soboto nedelja,nedeljo
hr ponedjeljak utorak srijeda,srijedu četvrtak petak subota,subotu nedjelja,nedjelju
sr_Latn ponedeljak utorak sreda,sredu četvrtak petak subota,subotu nedelja,nedelju
sr понедељак уторак среда,среду четвртак петак субота,суботу недеља,недељу
mk понеделник вторник среда четврток петок сабота недела
bg понеделник вторник сряда четвъртък петък събота неделя
ru понедельник вторник среда,среду четверг пятница,пятницу суббота,субботу воскресенье
uk понеділок вівторок середа,середу четвер п'ятниця,п'ятницю субота,суботу неділя,неділю
be панядзелак аўторак серада,сераду чацвер пятніца,пятніцу субота,суботу нядзеля,нядзелю
el δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
tr pazartesi salı çarşamba perşembe cuma cumartesi pazar
kk дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі
ka ორშაბათი,ორშაბათს სამშაბათი,სამშაბათს ოთხშაბათი,ოთხშაბათს ხუთშაბათი,ხუთშაბათს პარასკევი,პარასკევს შაბათი,შაბათს კვირა,კვირას
hy երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի
hu hétfő kedd szerda csütörtök péntek szombat vasárnap
id senin selasa rabu kamis jumat,jum'at sabtu minggu
ms isnin selasa rabu khamis jumaat sabtu ahad
fa دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه
ar الاثنين,الإثنين الثلاثاء الأربعاء,الاربعاء الخميس الجمعة السبت الأحد,الاحد
"""

_NUMBERS = numbered(_LANGUAGES, first=0)
_SAME = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u200c": None})


def weekday_number(word: str) -> int | None:
    """0 for Monday to 6 for Sunday; None for another word.

    >>> weekday_number("Mercredi"), weekday_number("Sat."), weekday_number("п’ятниця"), weekday_number("gestern")
    (2, 5, 4, None)
    """
    return _NUMBERS.get(word.lower().rstrip(".").translate(_SAME))
