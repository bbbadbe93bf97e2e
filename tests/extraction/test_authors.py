"""Who wrote a page: people, and agencies where they are named, each once."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction import extract
from crawler.extraction.authors import authors
from crawler.extraction.body import body
from crawler.extraction.names import names_in
from crawler.extraction.page import Page

BYLINES = {
    "Par Jeanne Martin": ["Jeanne Martin"],
    "Par Jeanne Martin et Paul Durand": ["Jeanne Martin", "Paul Durand"],
    "Jeanne Martin, Paul Durand, Zoé Petit": ["Jeanne Martin", "Paul Durand", "Zoé Petit"],
    "By JANE DOE and John Q. Public": ["JANE DOE", "John Q. Public"],
    "By Jane Doe, Political Editor": ["Jane Doe"],
    "By Jane Doe in Washington": ["Jane Doe"],
    "Jane Doe | The Post": ["Jane Doe"],
    "Written by: Jane Doe (jane@post.example)": ["Jane Doe"],
    "Jane Doe @janedoe": ["Jane Doe"],
    "Von Anna Schmidt und Jörg Müller, Berlin": ["Anna Schmidt", "Jörg Müller"],
    "Von Anna Schmidt, dpa": ["Anna Schmidt", "dpa"],
    "Mathias Hagen / Journalist": ["Mathias Hagen"],
    "Por María José García y Luis Pérez": ["María José García", "Luis Pérez"],
    "di Viviana Mazza e Marco Rossi": ["Viviana Mazza", "Marco Rossi"],
    "Auteur : Jeanne Martin": ["Jeanne Martin"],
    "Texte : Jeanne Martin, photos : Paul Durand": ["Jeanne Martin"],
    "Jeanne Martin (avec AFP)": ["Jeanne Martin", "AFP"],
    "Jean-Marc de La Fontaine": ["Jean-Marc de La Fontaine"],
    "Dr. Karl Weber": ["Karl Weber"],
    "—By Jane Doe": ["Jane Doe"],
    "Jane Doe Senior Washington Correspondent": ["Jane Doe"],
    "Par JEANNE MARTIN, PAUL DURAND Envoyés spéciaux à Toulouse": ["JEANNE MARTIN", "PAUL DURAND"],
    "By JANE DOE Associated Press": ["JANE DOE"],
    "Jane Doe BBC News": ["Jane Doe"],
    "Jane Doe And John Public For The Post": ["Jane Doe", "John Public"],
    "Author Karl Weber": ["Karl Weber"],
    "Paul Durand Chefredakteur": ["Paul Durand"],
    "journal.example.de, Frankfurt, Germany": ["journal.example.de"],
    "Copyright Fachverlag GmbH & Co. KG": [],
    "Keine Kommentare": [],
    "Email Print": [],
    "Reuters": ["Reuters"],
    "By The Associated Press": ["The Associated Press"],
    "Jeanne Martin et l'AFP": ["Jeanne Martin", "AFP"],
    "Por Juan Pérez, Europa Press": ["Juan Pérez", "Europa Press"],
    "Jane Doe, BBC News, Washington": ["Jane Doe"],
    "JANE DOE, Ap Auto Writer": ["JANE DOE"],
    "By Jane Doe and John Roe, Staff Writers": ["Jane Doe", "John Roe"],
    "Por Ana Souza e João Lima, de Brasília": ["Ana Souza", "João Lima"],
    "JUAN PÉREZ. MADRID": ["JUAN PÉREZ"],
    "Texto: Lucía Gómez / Fotos: Pablo Ruiz": ["Lucía Gómez"],
    "Texte et photos : Jeanne Martin": ["Jeanne Martin"],
    "Von Anna Schmidt (Text) und Jan Beck (Fotos)": ["Anna Schmidt"],
    "Reporting by Jane Doe; Editing by John Roe": ["Jane Doe"],
    "Une enquête de Jeanne Martin": ["Jeanne Martin"],
    "A cura di Marco Rossi": ["Marco Rossi"],
    "About the Author - Jeanne Martin": ["Jeanne Martin"],
    "Interview : Jeanne Martin": ["Jeanne Martin"],
    "View Author Page": [],
    "→ Learn More": [],
    "Jane Doe, Florida Today": ["Jane Doe"],
    "MORE COMMENTARY »": [],
    "Right Click Here To Download": [],
    "John Q. Public >": ["John Q. Public"],
    "Author name": [],
    "版权声明": [],
    "Traduit par Jeanne Martin": [],
    "Developed by Jane Doe": [],
    "Von Prof. Dr. med. Anna Schmidt": ["Anna Schmidt"],
    "Martin Public, Jr.": ["Martin Public Jr."],
    "By Jane Doe • August 3, 2021": ["Jane Doe"],
    "Posted by Jane Doe on Aug 3rd, 2021": ["Jane Doe"],
    "Jane Doe and 2 others": ["Jane Doe"],
    "The Harbour Watcher": ["The Harbour Watcher"],
    "取材・文／山田太郎": ["山田太郎"],
    "山田太郎記者": ["山田太郎"],
    "新华社记者 张三": ["张三"],
    "이용민 기자 lee@news.example": ["이용민"],
    "来源：新华社": [],
    "Jennifer Senior": ["Jennifer Senior"],
    "By Ann Lee and Jennifer Senior": ["Ann Lee", "Jennifer Senior"],
    "Piers Paul Read": ["Piers Paul Read"],
    "Jane Doe, Senior Editor": ["Jane Doe"],
    "Jane Doe, Nieman Fellow": ["Jane Doe"],
    "The Long Read": [],
    "4 Min Read": [],
    "Editor Senior": [],
    "By Thanh Le": ["Thanh Le"],
    "Kim On": ["Kim On"],
    "Jeanne Martin le": ["Jeanne Martin"],
    "JANE DOE ON May 3": ["JANE DOE"],
    "Por Santiago Ramón y Cajal": ["Santiago Ramón y Cajal"],
    "Miguel Costa e Silva (Lusa)": ["Miguel Costa e Silva"],
    "Josep Puig i Cadafalch, Ana Souza e João Lima": ["Josep Puig i Cadafalch", "Ana Souza", "João Lima"],
    "Ana Ruiz y EFE": ["Ana Ruiz", "EFE"],
    "Ana Ruiz y Redacción": ["Ana Ruiz"],
    "Иван Петров и Анна": ["Иван Петров"],
    "M. John Harrison": ["M. John Harrison"],
    "Par M. Jean Dupont": ["Jean Dupont"],
    "By Di Webster": ["Di Webster"],
    "Di Marco Rossi": ["Marco Rossi"],
    "Di Redazione": ["Redazione"],
    "Ann Lee and Eyal Press": ["Ann Lee", "Eyal Press"],
    "Eyal Press and Ann Lee": ["Eyal Press", "Ann Lee"],
    "Ann Lee, Denver Post": ["Ann Lee"],
    "Leia Smith": ["Leia Smith"],
    "Leia Mais": [],
    "Leia a matéria": [],
    "朝日新聞デジタル": ["朝日新聞デジタル"],
    "bloodyowl": ["bloodyowl"],
    "admin": [],
    "Super Utilisateur": [],
    "https://www.facebook.com/journal": [],
    "13 octobre 2020": [],
    "": [],
}


@pytest.mark.parametrize(("byline", "expected"), BYLINES.items())
def test_names_in_bylines(byline, expected):
    assert names_in(byline)[:3] == expected


TEXT = "<p>" + "Les salariés ont repris le travail après trois semaines de négociations. " * 4 + "</p>"
SITE = '<meta property="og:site_name" content="Le Journal">'


def ld(author):
    thing = '{"@type":"NewsArticle","headline":"La grève est finie","author":' + author + "}"
    return f'<script type="application/ld+json">{thing}</script><h1>La grève est finie</h1>'


def found(html):
    page = Page((SITE + html).encode(), "https://www.lejournal.example/actu/221")
    answer = authors(page, body(page))
    return list(answer.value) if answer else []


PAGES = {
    "not a call under the text": (f"<h1>La grève est finie</h1>{TEXT}<p><a href=/suite>Toutes Les Chroniques »</a></p>", []),
    "not a law's last article, in Chinese": (f"<h1>监察法</h1>{TEXT}<p>第六十九条 本法自公布之日起施行。</p>", []),
    "in Spanish, with a place": (f"<h1>Termina la huelga</h1><p class=firma><em>Ángeles Ruiz</em> | <span>Madrid</span></p>{TEXT}", ["Ángeles Ruiz"]),
    "beside the medium's name": (ld('"Jeanne Martin"') + "<meta name=publisher content='Ouest Matin'><p>Par Jeanne Martin, Ouest Matin, le 3 mai 2020</p>" + TEXT, ["Jeanne Martin"]),
    "beside a department of the medium": ("<meta name=publisher content='Ouest Matin'><h1>La grève est finie</h1><p class=byline>Jeanne Martin, Ouest Matin Sports</p>" + TEXT, ["Jeanne Martin"]),
    "under the text": (f"<h1>La grève est finie</h1>{TEXT}<p>Propos recueillis par Sophie Lambert et Jean Roux</p>", ["Sophie Lambert", "Jean Roux"]),
    "beside a date and a reading time": (f"<h1>La grève est finie</h1><div>7 avril 2021 · 3 min read · Kim Doe</div>{TEXT}", ["Kim Doe"]),
    "by a user name": (f"<h1>La grève est finie</h1><p>by <span class='author vcard'><a class='url fn n' href='/author/k'>camille.garrigue</a></span></p>{TEXT}", ["camille.garrigue"]),
    "in Chinese": (f"<h1>港口恢复运营</h1><div>2023年4月7日 来源：海事新闻 作者：李明</div>{TEXT}", ["李明"]),
    "in a script's data": (f'<h1>La grève est finie</h1><script>window.state = {{"article": {{"author": {{"id": 3, "name": "Inès Colin"}}}}}}</script>{TEXT}', ["Inès Colin"]),
    "nobody, but share links under the text": (f"<h1>La grève est finie</h1>{TEXT}<ul><li>Twitter</li><li>Facebook</li></ul>", []),
    "above the text, far below the headline": ("<h1>La grève est finie</h1>" + "<ul><li><a href=/p>Photo suivante</a></li></ul>" * 20 + f"<div><p class=byline>Par Jeanne Martin</p>{TEXT}</div>", ["Jeanne Martin"]),
    "beside the employer's job for her": (f"<h1>La grève est finie</h1><p class=byline>Par Jeanne Martin, Le Journal Staff Writer</p>{TEXT}", ["Jeanne Martin"]),
    "only by a link to her page": (f"<h1>La grève est finie</h1>{TEXT}<div class=sidebar><b>L'auteur</b> <a rel=author href=/jm>Jeanne Martin</a></div>", ["Jeanne Martin"]),
    "no list under the text": (f"<h1>La grève est finie</h1>{TEXT}<ul><li>Histoire - Encyclopédie Nouvelle</li></ul>", []),
    "by a link to her page": (f"<h1>La grève est finie</h1><div><a href=/auteurs/jeanne-martin>Jeanne Martin</a>, <a href=/auteurs/paul-durand>Paul Durand</a></div>{TEXT}", ["Jeanne Martin", "Paul Durand"]),
    "under a line that only says Par": (f"<h1>La grève est finie</h1><div>Par</div><div>Jeanne Martin</div>{TEXT}", ["Jeanne Martin"]),
    "by one name": (f"<h1>La grève est finie</h1><div class=post-byline>von <a href=/>Heiner</a></div>{TEXT}", ["Heiner"]),
    "who wrote and who took the pictures": (f"<h1>La grève est finie</h1><p>Texto: Lucía Gómez / Fotos: Pablo Ruiz</p>{TEXT}", ["Lucía Gómez"]),
    "in a Japanese credit": (f"<h1>三週間の交渉を経て港が業務を再開</h1><p>取材・文/山田太郎</p>{TEXT}", ["山田太郎"]),
    "in Korean": (f"<h1>항구 업무가 삼 주 만에 재개되었다</h1><p>이용민 기자 | 2020-03-04</p>{TEXT}", ["이용민"]),
    "with an agency, under the text": (f"<h1>La grève est finie</h1>{TEXT}<p>(Jeanne Martin avec AFP)</p>", ["Jeanne Martin", "AFP"]),
    "in a box about her": (f"<h1>La grève est finie</h1>{TEXT}<div class=author-bio><h3>Jeanne Martin</h3><p>Elle est journaliste depuis dix ans.</p></div>", ["Jeanne Martin"]),
    "after a label under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<div><div>Auteur: Jeanne Martin</div></div>", ["Jeanne Martin"]),
    "of a book in the text": (f"<h1>La grève, un roman</h1>{TEXT * 9}<div>Autorin: Alys Arden</div>{TEXT * 9}", []),
    "out of the reader's sight": (f"<h1>La grève est finie</h1><span itemprop=author itemscope><meta itemprop=name content='Jeanne Martin'></span>{TEXT}", ["Jeanne Martin"]),
    "of a teaser under a heading": (f"<h1>La grève est finie</h1>{TEXT}<div><h2>À lire aussi</h2><h3><a href=/2>Autre chose</a></h3><p>Par Paul Durand</p></div>", []),
    "of a picture": (f"<h1>La grève est finie</h1><ul><li class=media-autor>Paul Durand</li></ul>{TEXT}", []),
    "under a heading that only says by whom": ("<h1>La grève est finie</h1>" + "<ul><li>Email</li></ul>" * 12 + f"<div class=byline><div class=byline-by><h6>Written by</h6><h5>The Associated Press</h5></div></div><ul><li>Filed Under</li><li>News</li><li>Port</li></ul>{TEXT}", ["The Associated Press"]),
    "beside the paper, of which nothing parts her": (f"<h1>La grève est finie</h1><div>By Jeanne Martin The Western Morning Herald</div>{TEXT}", ["Jeanne Martin"]),
    "in brackets, where an agency's text ends": (ld('{"@type":"Organization","name":"Le Journal"}') + TEXT + "<p>La reprise est prévue lundi. (By Jeanne Martin) Enditem/</p>", ["Jeanne Martin"]),
    "in Chinese, who reported": (f"<h1>港口恢复运营</h1>{TEXT}<p>采写：南都记者 李明 王强</p>", ["李明", "王强"]),
    "with their agency, between the page's dates": (f"<h1>La grève est finie</h1><p>By JEANNE MARTIN, Associated Press | July 19, 2013 | Updated: July 19, 2013 3:55am</p>{TEXT}", ["JEANNE MARTIN"]),
    "with a job at an agency, before a label": (f"<h1>La grève est finie</h1><p>JEANNE MARTIN AP Sports Writer Published: June 7, 2013 2:15AM</p>{TEXT}", ["JEANNE MARTIN"]),
    "a person by the headline rather than the agency": (ld('"AFP"') + "<p class=byline>Par Jeanne Martin</p>" + TEXT, ["Jeanne Martin"]),
    "the agency, though its text is signed": (ld('"AFP"') + TEXT * 3 + "<p>Jeanne Martin</p>", ["AFP"]),
    "by a name that begins like an agency's": (f"<h1>La grève est finie</h1><p class=byline>By AP Dhillon</p>{TEXT}", ["AP Dhillon"]),
    "not whom the text's last words name": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Elle a lu son roman préféré, Emma (par Jane Austen).</p>", []),
    "with a title, under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Prof. Dr. Anna Schmidt, Direktorin des Instituts</p>", ["Prof. Dr. Anna Schmidt"]),
    "whose name ends like a label": (f"<h1>La grève est finie</h1><p>Olga Tomaj | 13 October 2020</p>{TEXT}", ["Olga Tomaj"]),
    "no call to press": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Right Click Here To Download</p>", []),
    "by a network's account that is a name": (f"<meta name='twitter:creator' content='Jeanne Martin'><h1>La grève est finie</h1>{TEXT}", ["Jeanne Martin"]),
    "... and that is none": (f"<meta name='twitter:creator' content='@jmartin'><h1>La grève est finie</h1>{TEXT}", []),
    "not unknown, in Chinese": (f"<h1>港口恢复运营</h1><div>2023年4月7日 作者：未知</div>{TEXT}", []),
    "one person, whose name ends like a job": (ld('{"@type":"Person","name":"Malcolm Chief"}'), ["Malcolm Chief"]),
    "... and whose begins like a call": (ld('{"@type":"Person","name":"Mehr Tarar"}'), ["Mehr Tarar"]),
    "... and an office is no person": (ld('{"@type":"Person","name":"Police Chief"}') + TEXT, []),
    "three people, whose names end like papers' and jobs": (ld('[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Eyal Press"},{"@type":"Person","name":"Jennifer Senior"}]'), ["Ann Lee", "Eyal Press", "Jennifer Senior"]),
    "a person with more than the name": (ld('[{"@type":"Person","name":"Von Anna Muster"},{"@type":"Person","name":"Bob Beispiel, Redakteur"},{"@type":"Person","name":"admin"}]'), ["Anna Muster", "Bob Beispiel"]),
    "not a wish under the text": (f"<h1>Soupe d'hiver</h1>{TEXT * 3}<p>Guten Appetit</p>", []),
    "not greetings under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Joyeux Noël</p>", []),
    "not a cheer under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>God Bless America</p>", []),
    "no disclaimer under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>(Ohne Gewähr)</p>", []),
    "not a wish above a place": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Bonne Année</p><p>Lyon</p>", []),
    "but a name alone under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Anna Muster</p>", ["Anna Muster"]),
    "... a name that begins nearly like a wish": (f"<h1>La grève est finie</h1>{TEXT * 3}<p>Felice Romano</p>", ["Felice Romano"]),
    "... in a text that is all a quotation": (f"<h1>La grève est finie</h1><blockquote>{TEXT * 3}<p>Anna Muster</p></blockquote>", ["Anna Muster"]),
    "not who is quoted under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<blockquote><p>La vraie générosité envers l'avenir consiste à tout donner au présent.</p><p>Albert Camus</p></blockquote>", []),
    "not a heading under the text": (f"<h1>La grève est finie</h1>{TEXT * 3}<h3>Anna Muster</h3>", []),
    "not who is quoted, in an element for it": (f"<h1>La grève est finie</h1><div class=citation-auteur>Albert Camus</div>{TEXT}", []),
    "not who is quoted, in a quotation": (f"<h1>La grève est finie</h1><blockquote><p>Il faut tout donner.</p><p class=author>Albert Camus</p></blockquote>{TEXT}", []),
    "not who wrote the book": (f"<h1>Emma a deux cents ans</h1><div><i>Emma</i><div class=book-author>Jane Austen</div></div>{TEXT}", []),
    "but who books tables": (f"<h1>La grève est finie</h1><div class='booking author'>Jeanne Martin</div>{TEXT}", ["Jeanne Martin"]),
    "not whom data about a book name": (f"<h1>Emma a deux cents ans</h1><ul><li>Titre : Emma</li><li>Auteur : Jane Austen</li><li>Pages : 480</li></ul>{TEXT}", []),
    "... under the text": (f"<h1>Emma a deux cents ans</h1>{TEXT * 3}<ul><li>Titre : Emma</li><li>Auteur : Jane Austen</li><li>Pages : 480</li></ul>", []),
    "but who is named beside a book's data": (f"<h1>Emma a deux cents ans</h1><p>Par Jeanne Martin</p><p>Pages : 480</p>{TEXT}", ["Jeanne Martin"]),
    "not who wrote a play, amid the text": (f"<h1>Un roman sur scène</h1>{TEXT * 3}<p>Le Nom de la rose</p><p>Von Umberto Eco</p>{TEXT * 3}", []),
    "but who wrote it, under the lead": (f"<h1>La grève est finie</h1>{TEXT}<p>Par Jeanne Martin</p>{TEXT * 3}", ["Jeanne Martin"]),
    "not a saint, whose day it is": (f"<h1>Una cena en el puerto</h1><p>Por San Valentín</p>{TEXT}", []),
    "not a feast": (f"<h1>Las procesiones vuelven</h1><p class=subtitle>Por Semana Santa</p>{TEXT}", []),
    "not how it came about": (f"<h1>The hat makers of Dover</h1><p class=lead>By Royal Appointment</p>{TEXT}", []),
    "not a way": (f"<h1>Eine Nacht im Hafen</h1><p>Von Haus zu Haus</p>{TEXT}", []),
    "but who is called nearly so": (f"<h1>The hat makers of Dover</h1><p class=lead>By Santa Montefiore</p>{TEXT}", ["Santa Montefiore"]),
    "not a person whom a line speaks of": (f"<h1>La Roma cambia</h1><p>Di Francesco</p>{TEXT}", []),
    "beside how long it takes to read": (f"<h1>La grève est finie</h1><div>7 avril 2021 · 3 min · Kim Doe</div>{TEXT}", ["Kim Doe"]),
    "before the day, with a word that leads to it": (f"<h1>La grève est finie</h1><div class=byline>Par Jeanne Martin Le 3 mai 2020</div>{TEXT}", ["Jeanne Martin"]),
    "in Japanese, who asked": (f"<h1>港が業務を再開</h1><div>2023年4月7日 聞き手：山田太郎</div>{TEXT}", ["山田太郎"]),
    "microdata inside microdata, once": (f'<article itemscope itemtype="https://schema.org/BlogPosting"><h1>La grève est finie</h1><div itemprop=author><div itemprop=author itemscope><b itemprop=name>Jeanne Martin</b></div></div>{TEXT}</article>', ["Jeanne Martin"]),
    "one person": (ld('{"@type":"Person","name":"Jeanne Martin"}'), ["Jeanne Martin"]),
    "several": (ld('[{"name":"Jeanne Martin"},{"name":"Paul Durand"},{"name":"Zoé Petit"}]'), ["Jeanne Martin", "Paul Durand", "Zoé Petit"]),
    "several in one name": (ld('{"name":"Jeanne Martin, Paul Durand and Zoé Petit"}'), ["Jeanne Martin", "Paul Durand", "Zoé Petit"]),
    "names in a list": (ld('{"@type":"Person","name":["Jeanne Martin","Paul Durand"]}'), ["Jeanne Martin", "Paul Durand"]),
    "only words": (ld('"Jeanne Martin"'), ["Jeanne Martin"]),
    "given and family name": (ld('{"givenName":"Jeanne","familyName":"Martin"}'), ["Jeanne Martin"]),
    "each once": (ld('["Jeanne Martin","jeanne martin",{"name":"Jeanne Martin"}]'), ["Jeanne Martin"]),
    "with an agency": (ld('["Jeanne Martin","AFP"]'), ["Jeanne Martin", "AFP"]),
    "without the publisher": (ld('["Jeanne Martin","Le Journal"]'), ["Jeanne Martin"]),
    "the publisher, where nobody else is named": (ld('{"@type":"Organization","name":"Le Journal"}') + TEXT, ["Le Journal"]),
    "a person on the page rather than the publisher": (ld('{"@type":"Organization","name":"Le Journal"}') + '<p class="byline">Par Jeanne Martin</p>' + TEXT, ["Jeanne Martin"]),
    "a byline, which is whole": (f"<h1>La grève est finie</h1><p class=byline>Par Jeanne Martin</p><p>Jeanne Martin, Fondation Lyonnaise</p>{TEXT}", ["Jeanne Martin"]),
    "the first of three": (ld('"Jeanne Martin"') + "<p>Par Jeanne Martin, Paul Durand et Zoé Petit, le 3 mai 2020</p>" + TEXT, ["Jeanne Martin", "Paul Durand", "Zoé Petit"]),
    "the first of two, whom another meta names": (ld('{"name":"Jeanne Martin"}') + '<meta name="author" content="Jeanne Martin, Paul Durand">' + TEXT, ["Jeanne Martin", "Paul Durand"]),
    "by reference": ('<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"La grève","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Jeanne Martin"}]}</script>', ["Jeanne Martin"]),
    "the meta": ('<meta name="author" content="Jeanne Martin"><h1>La grève est finie</h1>', ["Jeanne Martin"]),
    "a profile's address is no name": ('<meta property="article:author" content="https://facebook.example/jeanne"><h1>La grève</h1>', []),
    "Dublin Core with a colon": ('<meta name="dc:creator" content="Martin, Jeanne">', ["Jeanne Martin"]),
    "a library's list": ('<meta name="citation_authors" content="Martin, Jeanne; Durand, Paul">', ["Jeanne Martin", "Paul Durand"]),
    "JSON-LD that cannot be read": ('<h1>La grève est finie</h1><script type="application/ld+json">{"@type":"NewsArticle", oops "author":{"name":"Jeanne Martin"}}</script>' + TEXT, ["Jeanne Martin"]),
    "the data of a script": ('<h1>La grève est finie</h1><script>window.x = {"author":{"name":"Jeanne Martin"}}</script>' + TEXT, ["Jeanne Martin"]),
    "another article's, in a list for machines": ('<h1>La grève est finie</h1><script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"item":{"@type":"NewsArticle","headline":"Un autre sujet","author":{"name":"Paul Durand"}}}]}</script>' + TEXT, []),
    "a library's": ('<meta name="citation_author" content="Martin, Jeanne"><meta name="citation_author" content="Durand, Paul">', ["Jeanne Martin", "Paul Durand"]),
    "rel=author": ('<h1>La grève est finie</h1><a rel="author" href="/j">Jeanne Martin</a>' + TEXT, ["Jeanne Martin"]),
    "h-card": ('<h1>La grève est finie</h1><span class="p-author h-card vcard">Jeanne Martin</span>' + TEXT, ["Jeanne Martin"]),
    "microdata": ('<h1>La grève est finie</h1><span itemprop="author" itemscope><span itemprop="name">Jeanne Martin</span></span>' + TEXT, ["Jeanne Martin"]),
    "a byline": ("<h1>La grève est finie</h1><p>Par Jeanne Martin, le 13 octobre 2020</p>" + TEXT, ["Jeanne Martin"]),
    "published by": ("<h1>La grève est finie</h1><p>Publié le 13 octobre 2020 par Jeanne Martin</p>" + TEXT, ["Jeanne Martin"]),
    "a date and a name": ("<h1>La grève est finie</h1><p>Oct. 13, 2020 · Jeanne Martin</p>" + TEXT, ["Jeanne Martin"]),
    "microdata with a job beside the name": ('<article itemscope itemtype="https://schema.org/BlogPosting"><h1>La grève est finie</h1><div itemprop="author" itemscope><span itemprop="name">Jeanne Martin</span> <small>Porte-parole</small></div>' + TEXT + '</article>', ["Jeanne Martin"]),
    "microdata of a thing that the headline is of, whatever it stands in": ('<article itemscope itemtype="https://schema.org/BlogPosting"><h1>La grève est finie</h1><div class="latest-toolbar"><p itemprop="author" itemscope>Publié par <b itemprop="name">Jeanne Martin</b></p></div>' + TEXT + '</article>', ["Jeanne Martin"]),
    "after other things in its line": (f"<h1>La grève est finie</h1><p>Politique | 13.10.2020 | 14:07 | Von Eva Kirchner-Roth</p>{TEXT}", ["Eva Kirchner-Roth"]),
    "in an element of their own after by": (f"<h1>La grève est finie</h1><p>13.10.2020 17:04 di <b>Davide Ongaro</b> letto 3412 volte</p>{TEXT}", ["Davide Ongaro"]),
    "in an element of their own, which touches the date's": (f"<h1>La grève est finie</h1><div><span>Mardi 13 octobre 2020, 17.35 uur</span><span>Door: Nienke Bakker</span></div>{TEXT}", ["Nienke Bakker"]),
    "between a date and how often it was read": (f"<title>La grève est finie</title><h3>La grève est finie</h3><p><i></i> 13/10/2020 <i></i> Renata Siqueira <i></i> 342</p>{TEXT}", ["Renata Siqueira"]),
    "... and a photographer": (f"<h1>La grève est finie</h1><p>Photo by <b>Davide Ongaro</b> on a site</p>{TEXT}", []),
    "in brackets, in Japanese": (f"<h1>三週間の交渉を経て港が業務を再開</h1><p class=byline>[山田太郎，モノづくり新聞]</p>{TEXT}", ["山田太郎"]),
    "who posted it, under the text": ("<h1>La grève est finie</h1>" + TEXT * 3 + "<p>Posté par ZazaMimi à 22:17 - Balades</p>", ["ZazaMimi"]),
    "... and who a comment under it": ("<h1>La grève est finie</h1>" + TEXT * 3 + "<div class=comments><p>Posté par ZazaMimi à 22:17</p></div>", []),
    "a signature": ("<h1>La grève est finie</h1>" + TEXT * 3 + "<p>Jeanne Martin, boulangère à Vienne, octobre 2019</p>", ["Jeanne Martin"]),
    "under the text, below its label": ("<h1>La grève est finie</h1>" + "".join(f"<p>Les salariés ont repris le travail au jour {n} d'un conflit que personne n'avait prévu si long.</p>" for n in range(8)) + "<ul><li>Von:</li><li>Jeanne Martin</li><li><a href=/a>Aide</a></li></ul>", ["Jeanne Martin"]),
    "under the text, as who made it": ("<h1>La grève est finie</h1>" + TEXT * 3 + "<p>Erstellt von Jeanne Martin</p>", ["Jeanne Martin"]),
    "below a label of text and pictures": ('<meta name="author" content="Le Journal"><h1>La grève est finie</h1><p>Texte & photos :</p><p>Jeanne Martin</p>' + TEXT, ["Jeanne Martin"]),
    "who took a picture": ("<h1>La grève est finie</h1><figure><figcaption>Le port <span class=author>Paul Durand</span></figcaption></figure>" + TEXT, []),
    "a label that leads to a date": ("<h1>La grève est finie</h1><p>13.10.2020 18:14 | Son Güncelleme: 13.10.2020 18:14</p>" + TEXT, []),
    "beside the desk in an element of its own": ("<h1>La grève est finie</h1><p><span class=author-name>Jeanne Martin</span> <span class=author-byline>Rédaction de Lyon</span></p>" + TEXT, ["Jeanne Martin"]),
    "nobody": ("<h1>La grève est finie</h1>" + TEXT, []),
    "a comment's author": ("<h1>La grève est finie</h1>" + TEXT + '<div class="comments"><span class="comment-author">Paul Durand</span></div>', []),
    "a teaser's author": ("<h1>La grève est finie</h1>" + TEXT * 9 + '<div class="related"><a href="/2">Autre</a><span class="author">Paul Durand</span></div>', []),
    "a sentence that begins with Par": ("<h1>La grève est finie</h1><p>Par Toutatis, quelle histoire que celle de ces salariés !</p>" + TEXT, []),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), PAGES.values(), ids=PAGES.keys())
def test_where_authors_are_named(html, expected):
    assert found(html) == expected


def word(number):
    """A word of small letters for each number below 17,576."""
    return "".join(chr(97 + number // place % 26) for place in (1, 26, 676))


#: What names authors so often, or so deep inside, that it may be looked at only once.
MANY = {
    "in a library's metas": "".join(f"<meta name=citation_author content='Ann L{word(n)}'>" for n in range(8000)),
    "in authors in authors": "<div itemprop=author class=x>" * 200 + "<i itemprop=name>Ann</i>" * 4000,
    "in links": "<div class=ab>" * 200 + "<a rel=author href=/x>A</a>" * 4000,
}  # fmt: skip


@pytest.mark.parametrize("html", MANY.values(), ids=MANY.keys())
def test_many_names_take_no_time(html):
    page = Page(f"<h1>La grève est finie</h1>{html}{TEXT}".encode(), "https://journal.example/actu/221")
    text = body(page)
    assert page.layout.name and page.metadata.headings  # read before, so that only the authors are timed
    start = process_time()
    authors(page, text)
    assert process_time() - start < 1


@given(st.text(max_size=200))
def test_no_byline_is_too_strange(text):
    for name in names_in(text):
        assert name == name.strip() and name


@given(st.binary(max_size=400))
def test_no_page_is_too_strange(html):
    found("<h1>A headline</h1><p class='author'>" + html.decode("latin-1"))


#: Lines under a headline in languages that say neither "par" nor "by", and whom they name.
FOREIGN_BYLINES = {
    "Geschreven door Jan Jansen": "Jan Jansen", "Skrevet af Jens Hansen": "Jens Hansen", "Skrevet av Kari Nordmann": "Kari Nordmann",
    "Skriven av Sven Berg": "Sven Berg", "Kirjoittaja: Matti Virtanen": "Matti Virtanen", "Opracował: Jan Kowalski": "Jan Kowalski",
    "Napsal Jan Novák": "Jan Novák", "Szerző: Kovács János": "Kovács János", "Scris de Ion Popescu": "Ion Popescu", "Piše: Ivan Horvat": "Ivan Horvat",
    "Пише: Иван Петровић": "Иван Петровић", "Автор: Иван Петров": "Иван Петров", "Авторка: Олена Коваль": "Олена Коваль",
    "Γράφει ο Γιώργος Παπάς": "Γιώργος Παπάς", "Yazar: Ali Yılmaz": "Ali Yılmaz", "بقلم: أحمد علي": "أحمد علي", "מאת דני כהן": "דני כהן",
    "نویسنده: علی رضایی": "علی رضایی", "著者：山田太郎": "山田太郎", "Tác giả: Nguyễn Văn An": "Nguyễn Văn An", "Oleh Budi Santoso": "Budi Santoso",
    "Redacción: María López": "María López", "Scritto da Marco Rossi": "Marco Rossi", "Ein Beitrag von Karl Weber": "Karl Weber",
}  # fmt: skip


@pytest.mark.parametrize("line", FOREIGN_BYLINES)
@pytest.mark.parametrize(
    "page",
    [
        "<h1>A strike ends in the port</h1><p>{}</p>",
        "<h1>A strike ends in the port</h1><div class=author>{}</div>",
    ],
)
def test_bylines_in_the_languages_of_the_world(line, page):
    text = "<p>" + "The workers went back to their machines after three weeks of negotiations. " * 4 + "</p>"
    article = extract((page.format(line) + text).encode(), "https://journal.example/actu/221/strike")
    assert article.authors == (FOREIGN_BYLINES[line],)


def test_a_byline_in_any_language_is_not_of_the_text():
    text = "<p>" + "The workers went back to their machines after three weeks of negotiations. " * 4 + "</p>"
    for line in ("Geschreven door Jan Jansen", "Szerző: Kovács János", "Автор: Иван Петров, 13 октября 2020"):
        page = f"<h1>A strike ends in the port</h1><p>{line}</p>{text}<p>13 October 2020</p>"
        assert extract(page.encode(), "https://journal.example/actu/221/strike").body.startswith(
            "The workers"
        )


@pytest.mark.parametrize(
    "line",
    ["Piše se o tome već dugo", "Oleh karena itu", "Tekst og musikk", "Автор не указан", "Przez cały dzień"],
)
def test_words_that_begin_sentences_too_name_nobody(line):
    page = (
        f"<h1>A strike ends in the port</h1><p>{line}</p><p>"
        + "The workers went back to their machines. " * 6
    )
    assert extract(page.encode(), "https://journal.example/actu/221/strike").authors == ()


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("本报记者 孟繁星 通讯员 赵立", ("孟繁星", "赵立")),
        ("（记者 李明）", ("李明",)),
        ("윤가람 기자 (garam@ilbo.example)", ("윤가람",)),
        ("（共同通信）", ("共同通信",)),
        ("Ann Lee</p><p>Glenmark, Ohio", ("Ann Lee",)),
        ("Ольга Дементьева<br>Фото автора", ("Ольга Дементьева",)),
        ("They will meet again in May. (Ann Lee) +++", ("Ann Lee",)),
        ("They will meet again in May. (Port Authority of Glenmark)", ()),
        ("FRAGEN AN DEN AUTOR", ()),
    ],
)
def test_who_signs_under_the_text_wrote_it(last, expected):
    text = "<p>" + "The workers went back to their machines after three weeks of negotiations. " * 4 + "</p>"
    page = f"<h1>A strike ends in the port</h1><article>{text}{text}<p>{last}</p></article>"
    assert extract(page.encode(), "https://journal.example/actu/221/strike").authors == expected


@pytest.mark.parametrize(
    ("paper", "reporter"),
    [("새한일보", "윤가람 기자"), ("河岳日报", "记者 李明"), ("みなと新報社", "文・山田太郎")],
)
def test_a_reporter_is_named_rather_than_the_paper(paper, reporter):
    text = "<p>" + "The workers went back to their machines after three weeks of negotiations. " * 4 + "</p>"
    page = f"<meta name=author content='{paper}'><h1>A strike ends in the port</h1><p class=byline>{reporter}</p>{text}"
    (author,) = extract(page.encode(), "https://journal.example/actu/221/strike").authors
    assert author in reporter
