"""The words by which pages say what a date is: of the publication, of a change; data, a line for languages that are akin.

Each is a pattern of `re`, parted by blanks; `_` stands for a blank inside.
"""

import re

from crawler.extraction.word_tables import alternation

__all__ = ["CHANGED", "PUBLISHED", "of_change", "of_publication"]

_PUBLISHED = r"""
publi[ée]e?s? publication parue?s? mise?_en_ligne post[ée]e? [ée]crit r[ée]dig[ée]e?
publish(?:ed)? posted published_on first_published written
(?:artikel|beitrag|eintrag)_wurde ver[öo]ffentlicht(?:_am)? erschienen eingestellt publiziert verfasst geschrieben
publicad[oa] publicación publicacion escrito
publicação postado
pubblicat[oa] pubblicazione scritt[oa]
publicat gepubliceerd geplaatst
publiceret udgivet postet lagt_ut publisert publicera[dt] julkaistu birt avaldatud publicēt[sa] paskelbta publikuota
opublikowan\w+ dodano data_publikacji publikacja publikov[aá]n[oaé] vyd[aá]n[oé] zve[rř]ejn[eě]n[oaé]
megjelent közzétéve publikálva publicat[ăa]? data_publicării
objavljeno objavljen[ao]? objava објављено објавено публикуван\w* опубликован\w* опубліковано апублікавана
δημοσι[εέ][υύ]\w+ δημοσίευση yayın\w* yayım\w* giriş_tarihi
نشرت? نُشر تاريخ_النشر פורסם תאריך_פרסום تاریخ_انتشار انتشار منتشر_شده
입력 등록 승인 게시 ngày_đăng đăng_lúc diterbitkan dipublikasikan tayang เผยแพร่
发布时间 发表于 发布 發布 公開日 公開 投稿日 掲載 配信
"""

#: Of these, dates of other things are said as well: a film's, a law's, a person's.
_DATED = r"""
[ée]dition cr[ée]{2}e? date(?:line)? created issued released? filed on_air
ausgabe erstellt datum vom edici[óo]n criad[oa] fecha data edizione edi[çc][ãa]o
dato дата giriş تاريخ תאריך
"""

_CHANGED = r"""
mis(?:e)?_[àa]_jour maj modifi[ée]e?s? actualis[ée]e? derni[èe]re_(?:modification|r[ée]vision)
last_modification [úu]ltima_modifica[çc][ãa]o [úu]ltima_modificaci[óo]n ultima_modific(?:a|are|ato) laatste_wijziging
ostatnia_modyfikacja poslední_změna posledná_zmena utolsó_módosítás viimati_muudetud pēdējās_izmaiņas zadnja_sprememba zadnja_promjena
последнее_изменение изменен[оа]? останні_зміни змінено последна_промяна son_değişiklik
updated? modified edited revised (?:last|medically)_reviewed last_change
aktualisiert aktualisierung ge[äa]ndert [äa]nderung letztes_update stand bearbeitet zuletzt
actualizad[oa] actualización actualizacion modificad[oa]
atualizad[oa] atualização
aggiornat[oa] aggiornamento modificat[oa]
actualitzat bijgewerkt gewijzigd laatst_gewijzigd
opdateret oppdatert uppdatera[dt] ändrad endret redigert päivitetty muokattu uppfært uuendatud atjaunināts atnaujinta
aktualizacj[aię] zaktualizowan\w+ aktualizov[aá]n[oaé] aktualizace aktualizácia upraven[oé] změněno
frissítve frissült frissítés módosítva actualizat[ăa]? actualizare
ažurirano posodobljeno izmjena izmena ажурирано обновен[оа]? променен[оа]? обновлен\w* оновлено абноўлена
ενημερ[ωώ]\w+ τροποποι\w+ güncelle\w+
آخر_تحديث تحديث تم_التحديث עודכן עדכון ب(?:ه_?)?روز_?رسانی
수정 업데이트 cập_nhật diperbarui diubah dimutakhirkan อัปเดต 更新日? 更新时间 最終更新 修改
"""


PUBLISHED, CHANGED = alternation(_PUBLISHED), alternation(_CHANGED)
_NEAR = r"[^.\d]{0,24}$"  # what may stand between such a word and its date
_BEFORE_DATE = re.compile(rf"(?<!\w)(?:{alternation(_PUBLISHED, _DATED)}){_NEAR}", re.I)
_BEFORE_CHANGE = re.compile(rf"(?<!\w)(?:{CHANGED}){_NEAR}", re.I)


def of_publication(before: str) -> bool:
    """Do the words before a date say that it is that of the publication?

    >>> of_publication("Publié le "), of_publication("Opublikowano: "), of_publication("né le ")
    (True, True, False)
    """
    return _BEFORE_DATE.search(before) is not None


def of_change(before: str) -> bool:
    """Do the words before a date say that it is that of a change?

    >>> of_change("Mis à jour le "), of_change("Publié le ")
    (True, False)
    """
    return _BEFORE_CHANGE.search(before) is not None
