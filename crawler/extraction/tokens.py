"""What the class, id and tag of an element say it is for: text, a share bar, a comment...

The words are those that page authors of many countries use; each stands for one *role*, a bit.
Words join at their end (`article-body`) and inherit: whatever stands inside a share bar is of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extraction.tree import has_digit

__all__ = ["ROLES", "TAG_ROLES", "roles_of"]

_WORDS = {
    "text": "articlebody articletext articlecontent articlecopy postbody postcontent posttext entrycontent"
    " entrybody entrytext storybody storycontent storytext bodytext bodycopy maintext contenttext"
    " textcontent contentbody richtext prose wysiwyg articledetail articlemain newsbody newstext"
    " newscontent blogcontent pagecontent contenu corps cuerpo artikeltext texte texto testo fulltext"
    " singlecontent paragraph para postarticle articlepage markdownbody maincontent contentmain body text"
    " content copy brodtext brodtekst artikeltekst articletekst tekst tresc storycopy textblock copytext"
    " fliesstext admonition newsarticle articlecontents storycontents noticiacontent cuerponoticia cuerpoarticulo"
    " corpsarticle testoarticolo",
    "article": "article articles post story entry hentry news blog artikel articulo artigo articolo nota noticia",
    "lead": "lead lede chapo chapeau standfirst intro introduction deck dek summary excerpt subtitle subtitulo"
    " subhead subheading soustitre vorspann entradilla bajada abstract sapo einleitung teasertext sommario"
    " ingress manchet inleiding zajawka teaserlead introtext leadtext anlauf vorspanntext chapoarticle"
    " linhafina",
    "title": "title headline heading titre titel titulo titolo storyhead newshead arthead",
    "comment": "comment comments commentaire commentaires commentlist kommentar kommentare comentario comentarios"
    " commenti disqus respond reply replies livefyre viafoura coral discussion forum kommentarbereich"
    " kommentarformular kommentieren komentarze komentarz reacties reactie commentbox commentform"
    " commentarea commentsection commentbody usercomment usercomments"
    " kommentit kommentarer komentari komentare komentarai comentarii yorum yorumlar diskuze hozzaszolas hozzaszolasok commentaar",
    "share": "share sharing shares sharebar sharedaddy social socials partage partager partages teilen compartir"
    " compartilhar condividi addthis addtoany facebook twitter whatsapp linkedin pinterest follow"
    " sharethis socialbar jetpack sharetools socialmedia snsbox sns sharelinks sharebuttons sharebutton"
    " socialshare sharebox shariff socialbuttons socialicons sociallinks sharethisbar partagez compartilhe"
    " sharinglinks delen udostepnij",
    "related": "autres aussi voir dossier dossiers suite encore ampliar mais piu altri otras outras weitere related relate"
    " relateds relatedposts relatedarticles relatedcontent recommended recommendation recommendations"
    " recirculation recirc readmore lireaussi alire similar seealso readalso outbrain taboola mgid popular"
    " trending mostread mostpopular voiraussi upnext nextpost relacionado relacionados relacionadas"
    " verwandt correlati suggested suggestions keepreading morefrom morenews morestories moreon othernews"
    " latest yarpp linkbox crosslink teaser teasers teaserlist topstories associated relatedlinks"
    " interlink weiterlesen mehrzumthema lesenauch lesetipp lesetipps leia leiamais leiatambem saibamais"
    " veja vejatambem vejamais leetambien leggianche leggi inlineteaser linkliste alsoread gerelateerd"
    " leesook lesmer lasmer relaterade relaterte relaterede powiazane czytajtakze zobacztakze aanbevolen"
    " articlerecommendations contentrecommendation morestory articlesuivant autresarticles memesujet"
    " furtherreading"
    " luemyos laesogsa lesogsa lasaven leesmeer leesverder czytajwiecej polecane souvisejici suvisiace kapcsolodo cikkajanlo"
    " srodne povezano ilgili ilgilihaberler benzer benzerhaberler bunuoku loeka skaitykite lasivel citestesi",
    "newsletter": "lettre infolettre boletin newsletterbox newsletter newsletters subscribe signup optin mailchimp"
    " inscription mailinglist nl emailsignup subscription newsletterform newsletterteaser newslettersignup"
    " newsletterbanner subscribebox subscribeform nieuwsbrief nyhetsbrev nyhedsbrev abobox newspackpopup"
    " uutiskirje hirlevel bulten biuletyn",
    "author": "author authors byline bylines bio auteur autor autores autore contributor contributors writer"
    " signature authorbio aboutauthor authorbox biography profile vcard autorenbox autoreninfo autorbox"
    " authorinfo authordetails authordescription aboutautor sobreautor auteurs autoren redakteur redacteur"
    " giornalista periodista journaliste bylinebox"
    " szerzo kirjoittaja forfatter skribent muhabir",
    "meta": "meta date dates time timestamp dateline published publish pubdate posted postmeta entrymeta infos"
    " info kicker eyebrow category categories rubrique rubric readtime readingtime datetime metadata fecha"
    " datum data updated",
    "tags": "tag tags taglist keywords topics tagcloud topic motscles subjects schlagworte schlagwort stichworte"
    " etiquetas etiqueta motcle palavraschave"
    " etiketler etiketter stitky cimkek cimke tagi emneord nyckelord avainsanat oznake trefwoorden",
    "caption": "pie leyenda legenda didascalia caption captions legende figcaption wpcaption wpcaptiontext credit"
    " credits photographer imagecaption bildunterschrift photocredit imagecredit source sources legend"
    " mediacaption piefoto fotocredit copyright imagedescription imgcaption picturecaption picturetext"
    " photocaption photocredits bildtext bildtitel bilduntertitel bildbeschreibung bildlegende bildquelle"
    " bildrechte bildnachweis fotonachweis bildautor imagelegend imagelegende imagecopyright imagesource"
    " photocopyright bijschrift billedtekst bildetekst imagecredits mediacredit creditline creditos"
    " piedefoto legendephoto legendefoto fotolegenda didascalie slidecaption gallerycaption"
    " cutline cutlines imgdesc imgdescr imgdescription imagedesc picdesc picturedesc photodesc photodescription fotodesc imgtext imgcap"
    " piccaption kepalairas popisek popiska kuvateksti epigrafe bildbyline fotobyline resimalti doctitre docdescriptif doccredits",
    "ad": "ad ads advert adverts advertisement advertising advertorial pub publicite werbung anzeige sponsor"
    " sponsored sponsors dfp gpt banner banners commercial adsense affiliate adslot adsbygoogle promo"
    " promos promotion promobox publicidad publicidade pubblicita partner partners advertise cta anzeigen"
    " werbebox reklama annonce annonces annonser adbox adcontainer adwrapper adplaceholder werbebanner"
    " donate donation donations donatebox donationbox spendenbox spendenaufruf commercialcontent affiliatebox productbox produktbox shoppingbox kaufbox buybox"
    " reklam reklamy hirdetes mainos oglas oglasi advertentie advertenties publicitate inzerce inzerat",
    "nav": "retour back fildariane ariane volver voltar zuruck navigazione rubriques nav navbar navigation menu"
    " menus submenu breadcrumb breadcrumbs pagination pager paging toc topbar skip tableofcontents"
    " prevnext postnavigation postnav sitenav tabs tab skiplink jump langs brotkrumen kruimelpad"
    " brodsmulor menubar mainnav subnav topnav metanav",
    "footer": "pied pieddepage fuss fusszeile rodape piedepagina pie piede footer foot colophon bottom legal"
    " mentions footnotes sitefooter imprint disclaimer",
    "header": "bandeau entete cabecera cabecalho testata kopf kopfzeile baseline tagline slogan header masthead"
    " head toolbar siteheader",
    "sidebar": "droite colonne colonnedroite spalte seitenleiste marginalspalte lateral barralateral destra derecha"
    " direita sidebar aside side rail widget widgets complementary secondary rightcolumn sidebars"
    " leftcolumn tertiary",
    "cookie": "cookie cookies consent gdpr rgpd dsgvo lgpd cmpbox cmpwrapper cmpbanner cmpoverlay cookiebot onetrust didomi usercentrics sourcepoint"
    " borlabs complianz cookielaw cookienotice cookiebanner cookieconsent quantcast klaro tarteaucitron"
    " axeptio",
    "overlay": "overlay modal popup lightbox popover dialog tooltip notice alert",
    "paywall": "paywall premium subscriber subscribers piano regwall meter abonne abonnes login signin register"
    " metered paywallbox loginwall abowall piyawall plusbox aboteaser",
    "hidden": "sronly visuallyhidden screenreader screenreadertext offscreen displaynone ishidden uhidden dnone"
    " noprint printonly",
    "media": "gallery slideshow carousel slider swiper video player media image images photo photos picture"
    " thumbnail thumb img audio podcast diaporama galerie figure",
    "embed": "embed embeds tweet instagram embedded pullquote tweets twittertweet",
    "quote": "quote blockquote citation zitat pullquotes",
    "box": "encart bloc cadre recuadro caixa box infobox encadre factbox kasten callout panel",
    "tools": "tools print actions action button buttons btn rating ratings vote votes like likes bookmark listen"
    " icons icon icone toolbox fontsize favorite artikelfunktionen articletools articleactions readaloud"
    " vorlesen",
    "item": "list items item grid card cards tile tiles listing feed archive row rows",
}

#: Every role and its bit.
ROLES = {name: 1 << position for position, name in enumerate(_WORDS)}
_TAGS = "nav footer header aside article main figure figcaption form table ul blockquote details address button section"
TAG_ROLES = {f"<{tag}>": 1 << (len(ROLES) + position) for position, tag in enumerate(_TAGS.split())}
_BY_TAG = {tag[1:-1]: bit for tag, bit in TAG_ROLES.items()}
_BY_TAG |= {"ol": _BY_TAG["ul"], "dl": _BY_TAG["ul"], "menu": _BY_TAG["ul"], "amp-sidebar": _BY_TAG["aside"]}

_BY_WORD: dict[str, int] = {}
for _name, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | ROLES[_name]
#: Names that mean it only as a whole: `label-hidden` hides a label, not what it stands at.
_WHOLE = dict.fromkeys(("hidden", "hide", "invisible", "print", "vh"), ROLES["hidden"])
#: Pairs that are not what their first word says: a teaser's text, the text that a tab opens, whatever Elementor builds.
_NOT_AS = dict.fromkeys(("tabcontent", "tabpanel", "tabpane", "tabtitle"), ROLES["nav"])
_NOT_AS |= dict.fromkeys(("elementorwidget",), ROLES["sidebar"])
_NOT_AS |= dict.fromkeys(_WORDS["lead"].split(), ROLES["related"])
#: A post of WordPress, whose names are also those of its categories and tags: `tag-cookies`, `category-newsletter`.
_POSTS = frozenset(("hentry", "status-publish"))
_SUBJECTS = ("tag-", "category-")
#: What programs append to names, whose letters say nothing: `sc-4c6a6d4-0` is no ad, nor is `nav-...-ad04-...`.
_HASH = re.compile(
    r"(?i:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"
    r"|(?<![0-9A-Za-z])(?=[a-f]*+[0-9]++[a-f]++[0-9])[0-9a-f]{6,}+(?![0-9A-Za-z])"
    r"|(?<![0-9])(?:[0-9]++[A-Za-z]++){2}[0-9][0-9A-Za-z]*+"
)
_LOWER = re.compile(r"[a-z]+")
_SPLIT = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


@lru_cache(maxsize=16384)
def roles_of(tag: str, names: str) -> int:
    """The roles that an element's tag and the words of its class and id give it, as bits.

    >>> roles_of("div", "c-share-bar") == ROLES["share"]
    True
    >>> roles_of("p", "wp-caption-text") & ROLES["caption"] > 0
    True
    >>> roles_of("div", "elementor-widget-container"), roles_of("div", "tab-pane")
    (0, 0)
    >>> roles_of("div", "post-7 status-publish hentry tag-cookies") & ROLES["cookie"] > 0
    False
    >>> roles_of("div", "sc-4c6a6d4-0"), roles_of("div", "dm_ad300x140") == roles_of("div", "300x250ad") == ROLES["ad"]
    (0, True)
    """
    found = _BY_TAG.get(tag, 0)
    words = names.split()
    subjects = () if _POSTS.isdisjoint(words) else _SUBJECTS
    for name in words:
        if not name.startswith(subjects):
            found |= _of_name(name)
    return found


@lru_cache(maxsize=16384)
def _of_name(name: str) -> int:
    """The roles of one class or id, from its words and pairs of them."""
    found, before = _WHOLE.get(name, 0), ""
    name = _HASH.sub(" ", name) if has_digit(name) else name
    for word in _LOWER.findall(name) if name.islower() else map(str.lower, _SPLIT.findall(name)):
        found |= _BY_WORD.get(word, 0)
        if before:
            pair = before + word
            found = found & ~_NOT_AS.get(pair, 0) | _BY_WORD.get(pair, 0)
        before = word
    return found
