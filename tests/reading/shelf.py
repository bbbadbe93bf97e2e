"""A small archive of our own writing, in French and English, on which the golden queries are asked."""

import sqlite3
from contextlib import closing
from pathlib import Path

from archive.search import Filters, search
from archive.store import Archive
from crawler.extraction.article import Article, Link

NOW = "2026-11-23T08:00:00Z"

# key, site, date, language, section, authors, title, text
SHELF = [
    ("etat", "quotidien", "2020-01-15", "fr", "Politique", ["Jeanne Müller"], "L’État face à la réforme", "Le chef de l’État veut rouvrir le dossier des retraites. La société civile s’inquiète."),
    ("ete", "quotidien", "2019-07-02", "fr", "Société", ["Paul O’Brien"], "Un soir d’été à Saint-Étienne", "Les étés sont plus chauds. À l’ombre des tilleuls, on parle des élèves et de l’école."),
    ("election", "quotidien", "2020-03-15T20:00:00+01:00", "fr", "Politique", ["Jeanne Müller"], "Une élection sans électeurs", "L’élection municipale a eu lieu malgré tout. Peu de votants dans les écoles."),
    ("elections", "gazette", "2021-06-20", "fr", "Politique", ["Sophie Lefèvre"], "Élections régionales : le grand vide", "Les élections ont laissé des bureaux déserts. Les sociétés de sondage s’interrogent."),
    ("journal", "gazette", "2018-05", "fr", "Médias", ["Sophie Lefèvre"], "Le journal de quartier renaît", "Ce journal local paraît chaque semaine. Un animal en fait la une : un cheval de trait."),
    ("journaux", "quotidien", "2018", "fr", "Médias", [], "Les journaux cherchent des lecteurs", "Les journaux régionaux perdent des abonnés. Les animaux de compagnie y ont une rubrique, les chevaux aussi."),
    ("oeuvre", "gazette", "2022-02-01", "fr", "Culture", ["Anaïs Nuñez"], "Le chef-d’œuvre retrouvé", "Une œuvre oubliée, peinte avec du blanc d’œuf, réapparaît. Le cœur du tableau est une sœur en prière."),
    ("oeuvre2", "quotidien", "2022-02-03", "fr", "Culture", [], "Des oeuvres en vente", "Ces oeuvres de jeunesse, peintes au jaune d'oeuf, ont été vendues. La soeur du peintre, le coeur serré, assistait à la vente."),
    ("levain", "gazette", "2023-09-12", "fr", "Économie", ["Paul O’Brien"], "Le levain et le marché", "Le marché du pain bio progresse : 1 000 boulangeries de plus, soit 12 500 emplois. Les prix montent."),
    ("mille", "quotidien", "2023-09-13", "fr", "Économie", [], "Mille emplois annoncés", "L’usine créera 1000 emplois, puis 12500 à terme, pour 3,5 millions d’euros."),
    ("thousand", "herald", "2023-09-14", "en", "Business", ["Mary O'Neill"], "A thousand jobs promised", "The plant will create 1,000 jobs, and 12,500 in time. Companies in three countries have applied."),
    ("weekend", "herald", "2021-08-07", "en", "Travel", ["John D'Arcy"], "A weekend by the sea", "A weekend is enough for the children. The cities empty and the beaches fill."),
    ("week-end", "quotidien", "2021-08-08", "fr", "Voyage", [], "Un week-end à la mer", "Partir en week-end avec des enfants : nos conseils. Prévoir un porte-monnaie et un après-midi libre."),
    ("email", "herald", "2017-04-01", "en", "Tech", ["Mary O'Neill"], "The e-mail that never came", "An e-mail is only a message. Nobody reads emails at weekends."),
    ("courriel", "gazette", "2017-04-02", "fr", "Médias", [], "Le mail de trop", "Cet e-mail, ou courriel, a fait le tour des rédactions. Un email de plus."),
    ("golo", "gazette", "2018-07-15", "fr", "Sport", ["Karim N’Diaye"], "N’Golo, héros discret", "N’Golo Kanté a couru pour deux. Kylian Mbappé l’a remercié."),
    ("oreal", "quotidien", "2022-10-10", "fr", "Économie", [], "L’Oréal investit à Orléans", "Le groupe L’Oréal ouvre un atelier. D’Ornano aussi."),
    ("brien", "herald", "2016-01-05", "en", "Culture", ["Flann O’Brien"], "O’Brien at the Abbey", "A play by O’Brien returns. The people's theatre is full; the theatre’s roof leaks."),
    ("aujourdhui", "gazette", "2015-11-11", "fr", "Société", [], "Aujourd’hui comme hier", "Aujourd’hui encore, presqu’île et port vivent de la pêche. C’est-à-dire de peu."),
    ("covid", "quotidien", "2020-11-01", "fr", "Santé", ["Jeanne Müller"], "Covid-19 : les hôpitaux débordés", "Le Covid-19 sature les hôpitaux. L’hôpital local a rouvert un étage. La crise sanitaire dure."),
    ("covid en", "herald", "2020-11-02", "en", "Health", ["Mary O'Neill"], "Covid 19 and the nurses", "The Covid 19 wave hits every hospital. Nurses of both sexes speak of a health crisis."),
    ("crises", "gazette", "2021-01-04", "fr", "Santé", [], "Après les crises sanitaires", "Trois crises sanitaires en dix ans, et autant de leçons. Les lois ont changé."),
    ("loi", "quotidien", "2021-02-05", "fr", "Politique", ["Sophie Lefèvre"], "Une loi pour le climat", "La loi sur le climat passe. Le feu vert est donné ; le jeu politique continue, le lieu du débat change."),
    ("feux", "gazette", "2022-08-10", "fr", "Environnement", [], "Les feux de forêt en août", "Des feux partout, des lieux sinistrés, des jeux interdits. Les eaux manquent, les bateaux restent à quai."),
    ("eau", "quotidien", "2022-08-11", "fr", "Environnement", [], "L’eau, bien commun", "L’eau se fait rare ; un bateau échoué l’illustre. Le niveau baisse, le noyau du problème demeure."),
    ("noyaux", "gazette", "2014-06-01", "fr", "Cuisine", [], "Que faire des noyaux", "Les noyaux d’abricot parfument les gâteaux. Un gâteau, des bijoux de cerise, un genou de porc et des choux."),
    ("bijou", "quotidien", "2014-06-02", "fr", "Cuisine", [], "Un bijou de chou farci", "Le chou farci, ce bijou, mijote. On se met à genoux devant un tel travail."),
    ("travaux", "gazette", "2019-03-03", "fr", "Société", [], "Les travaux du tramway", "Les travaux durent. Les vitraux de l’église sont protégés, les baux commerciaux renégociés."),
    ("vitrail", "quotidien", "2019-03-04", "fr", "Culture", [], "Le vitrail brisé", "Un vitrail du XIIIe siècle, un long travail de restauration, un bail de trente ans."),
    ("mai", "gazette", "1998-05-02", "fr", "Histoire", ["Anaïs Nuñez"], "Mai 68 vu d’ici", "En mai, les usines s’arrêtent. Foi de témoin, personne n’avait prévu."),
    ("mais", "quotidien", "1998-06-02", "fr", "Agriculture", [], "Champs et récoltes", "Rien à dire, mais la récolte est bonne. Une fois par an, des mois durant, on attend."),
    ("paris", "quotidien", "2013-02-02", "fr", "Sport", [], "Paris gagne à Lyon", "Paris l’emporte. Le cours du match a basculé."),
    ("pari", "gazette", "2013-02-03", "fr", "Sport", [], "Un pari risqué", "Ce pari sur la cour d’appel a de quoi surprendre."),
    ("women", "herald", "2019-03-08", "en", "Society", ["Mary O'Neill"], "Women in the newsroom", "Women edit half of the pages. A woman leads the foreign desk; each child, each mouse has its story."),
    ("city", "herald", "2019-04-08", "en", "Society", ["John D'Arcy"], "The city and its party", "A city, a country, a company: three parties to a contract. The policy has changed, the boxes are empty."),
    ("box", "herald", "2019-05-08", "en", "Business", [], "A box of policies", "One box, one tax, one church, one bus. The taxes on the churches and the buses were dropped."),
    ("energie", "gazette", "2022-12-01", "fr", "Économie", [], "Le prix de l’énergie", "L’énergie coûte cher. Les économies aussi : l’industrie calcule."),
    ("energy", "herald", "2022-12-02", "en", "Business", [], "Energy and its price", "Energies old and new compete. Industry and economy wait."),
    ("facade", "quotidien", "2012-01-01", "fr", "Culture", ["François Garçon"], "La façade et le garçon de café", "Ça et là, une façade rénovée ; un maçon, un reçu, un café noisette. Noël approche."),
    ("naif", "gazette", "2012-12-24", "fr", "Culture", [], "Un Noël naïf", "Le maïs, l’ambiguïté, la naïveté d’un Noël en Haïti. Où aller ? Là où l’âme chante."),
    ("guillemets", "quotidien", "2011-03-03", "fr", "Médias", [], "« La liberté de la presse »", "La liberté de la presse n’est pas négociable, dit-elle. “Free press”, en anglais."),
    ("presse", "gazette", "2011-03-04", "fr", "Médias", [], "La presse et la liberté", "La presse a toujours cherché la liberté. De la rédaction au kiosque, la presse souffre."),
    ("usa", "herald", "2010-11-02", "en", "World", [], "The U.S.A. votes", "In the U.S.A. the vote is close. R&D budgets and C++ programmers wait for the news."),
    ("cpp", "herald", "2010-11-03", "en", "Tech", ["Mary O'Neill"], "Learning C++ at sixty", "C++ is not C. It takes time, and news travels fast."),
    ("anti", "gazette", "2023-03-03", "fr", "Politique", [], "Le plan anti-inflation", "Le trimestre anti-inflation commence. Le vice-président et la vice-présidente s’opposent. Le télétravail aussi."),
    ("antiinflation", "quotidien", "2023-03-04", "fr", "Politique", [], "Mesures antiinflation", "Ces mesures antiinflation et le télé-travail font débat. Des retraités manifestent pour leur retraite."),
    ("naples", "herald", "2009-01-01", "en", "Travel", [], "Naïve in Naples", "A naive traveller, a café, a façade, a résumé lost at the hotel. Rock 'n' roll all night."),
    ("strasse", "gazette", "2009-02-02", "fr", "Voyage", [], "La Hauptstraße de Łódź à pied", "De la Straße à la place, Bjørn marche. Ægidius et Curriculum vitæ."),
    ("undated", "gazette", None, "fr", None, [], "Un texte sans date", "Personne ne sait quand ce texte sur les coquelicots a paru. Étaient-ils rouges ?"),
    ("finance", "quotidien", "2008-09-15", "fr", "Économie", [], "La ﬁnance vacille", "Les proﬁts de la ﬁnance s’eﬀondrent, dit un rapport tiré d’un PDF. L’aﬄux de titres inquiète."),
    ("porte-parole", "quotidien", "2020-05-05", "fr", "Politique", [], "La porte-parole répond", "La porte-parole du ministère a parlé de la S.N.C.F. et de l’O.N.U. devant la presse étrangère."),
    ("porteparole", "gazette", "2020-05-06", "fr", "Politique", ["Anne d’Artagnan"], "Deux porteparoles", "Les porteparoles de la SNCF et de l’ONU se taisent. Le rendez-vous est pris en ligne."),
    ("hay", "quotidien", "2021-02-02", "fr", "Société", ["Zoé de L’Haÿ"], "L’Haÿ-les-Roses se réveille", "À L’Haÿ, la grand-mère de Søren et celle de Đorđe boivent un café crème à 1 000,50 € près."),
    ("lodz", "herald", "2021-02-03", "en", "World", [], "From Lodz to Lisbon", "Soren took the train from Lodz; a rendezvous, 1,000.50 in cash, and on-line tickets."),
    ("bleus", "gazette", "2018-07-16", "fr", "Sport", [], "Les Bleus et les pneus", "Les bleus gagnent, les vœux pleuvent, les rivaux saluent. Deux festivals, trois carnavals, des régals."),
    ("bleu", "quotidien", "2018-07-17", "fr", "Sport", [], "Un bleu, un pneu", "Un bleu au genou, un vœu, un rival déçu, un festival annulé, un carnaval, un régal."),
    ("vie", "gazette", "2010-10-10", "fr", "Société", [], "Des vies minuscules", "Leurs vies, leurs copies, leurs patries, leurs clés : tout est là. Deux époux, des noix, des voix."),
    ("vies", "quotidien", "2010-10-11", "fr", "Société", [], "La vie devant eux", "La vie, la copie, la patrie, la clef : rien n’y est. Un époux, une noix, une voix."),
    ("mail", "gazette", "2016-03-03", "fr", "Tech", [], "#Balance, hashtag et courriels", "Écrire à contact@exemple.fr ou suivre #MeToo sur la 5G ; 50 % des 24 h sont perdues. C# et .NET au menu."),
    ("tokyo", "herald", "2021-07-23", "ja", "World", [], "東京オリンピック開幕", "東京オリンピックが開幕した。ガールズ、がんばれ。"),
    ("seoul", "herald", "2021-07-24", "ko", "World", [], "서울의 여름", "서울특별시 시장이 말했다."),
    ("moskva", "herald", "2021-07-25", "ru", "World", [], "Ёлка в Москве", "Сергей и его ёлка. Мой адрес не дом."),
    ("athina", "herald", "2021-07-26", "el", "World", [], "Η Μακεδονία σήμερα", "Η Μακεδονία και η Αθήνα."),
    ("arab", "herald", "2021-07-27", "ar", "World", [], "أخبار القاهرة", "القاهرة مدينة كبيرة."),
    ("movie", "herald", "2014-04-04", "en", "Culture", [], "Movies and cookies", "Movies, cookies, ties, lies, quizzes, potatoes, wolves, analyses, skies, journeys, matches, glasses."),
    ("movies", "herald", "2014-04-05", "en", "Culture", [], "A movie, a cookie", "One movie, one cookie, one tie, one lie, one quiz, one potato, one wolf, one analysis, one sky, one journey, one match, one glass."),
    ("rennes", "gazette", "2017-09-09", "fr", "Voyage", [], "De St-Malo à Sainte-Anne", "St-Malo, Saint-Denis, Ste-Anne : trois arrêts. Entr’acte, presqu’île, chef-lieu, arc-en-ciel."),
    ("finance2", "herald", "2008-09-16", "en", "Business", [], "Finance on the brink", "Profits fall across finance. An office is empty."),
    ("djokovic", "gazette", "2019-12-31", "fr", "Sport", ["Øystein Sørensen"], "Novak Đoković gagne à Wimbledon", "Đoković bat Łukasz en finale."),
    ("djokovic en", "herald", "2020-01-02", "en", "Sport", [], "Djokovic wins", "Novak Djokovic beats Lukasz. Developers of C#, F# and .NET watched on Canal+."),
    ("canal", "quotidien", "2020-01-03", "fr", "Sport", [], "Le canal de Suez", "Un canal et ses bateaux. La gamme de C majeur, la touche F, un net avantage."),
    ("siecle", "quotidien", "2021-03-04", "fr", "Histoire", [], "Le XXIe siècle au 21e étage", "Rendez-vous à 20h30, au 3ème, pour le 1er tour : jusqu’à cent personnes, lorsqu’on compte bien."),
    ("siecle2", "gazette", "2021-03-05", "fr", "Histoire", [], "Un 21ème siècle", "Au XXI e siècle, à 20 h 30, au IIIe, le Ier tour."),
    ("kensaku", "herald", "2021-07-28", "ja", "World", [], "日本語の記事", "日本語の記事を検索する。"),
    ("istanbul", "herald", "2016-06-06", "en", "World", ["Ayşe Yıldız"], "İstanbul", "From İstanbul to DİYARBAKIR with Ayşe."),
    ("prefet", "quotidien", "2011-11-11", "fr", "Politique", [], "Le sous-préfet", "La préretraite, l’auto-école, le micro-ondes, le co-voiturage."),
    ("prefet2", "gazette", "2011-11-12", "fr", "Politique", [], "Un souspréfet", "La pré-retraite, l’autoécole, les microondes, le covoiturage."),
    ("nations", "herald", "2013-03-03", "en", "World", [], "Don’t stop", "They don’t stop; we’re open from 9 a.m. It’s Mother’s Day for Laetitia and Lætitia."),
    ("campus", "quotidien", "2022-03-03", "fr", "Éducation", [], "Les étudiant·e·s et le CO₂", "Des habitant(e)s sur 30 m² le 1ᵉʳ juin, en T-shirt, un 4×4 et un sans-abri de Brașov. M. Nguyễn."),
    ("campus2", "gazette", "2022-03-04", "fr", "Éducation", [], "Des étudiants et du CO2", "Un habitant sur 30 m2 le 1er juin, en tshirt, un 4x4 et des sans abris de Brasov. M. Nguyen."),
]  # fmt: skip

ADDRESSES = {
    "quotidien": "https://www.quotidien.example/",
    "gazette": "https://gazette.example/",
    "herald": "https://news.herald.example/",
}


def fill(folder: Path) -> dict[str, int]:
    """The archive, made by the only writer there is; key of an article -> its id."""
    ids = {}
    with Archive(folder) as archive:
        for name, address in ADDRESSES.items():
            archive.put_site(name, address, language="fr", now=NOW)
        with archive.batch():
            for key, site, published, language, section, authors, title, text in SHELF:
                url = f"{ADDRESSES[site]}{key.replace(' ', '-')}"
                page = f"<html><body><h1>{title}</h1><p>{text}</p></body></html>".encode()
                capture = archive.add_capture(
                    url, NOW, 200, {}, {"Content-Type": "text/html"}, page, site=site
                )
                article = Article(
                    url=url,
                    title=title,
                    body=text,
                    published=published,
                    published_source="text" if key == "ete" else "json-ld",
                    authors=tuple(authors),
                    language=language,
                    section=section,
                    links=(Link(f"{ADDRESSES['quotidien']}etat", "L’État", "related"),)
                    if key == "loi"
                    else (),
                    is_article=True,
                )
                stored = archive.store_article(article, site=site, url=url, now=NOW, capture_id=capture)
                ids[key] = stored.article_id
    return ids


def edit(archive: Archive, html: bytes = b"<p>2</p>") -> None:
    """A day later "etat" has another title, and "clore" where it said "rouvrir"; its page is `html`."""
    url, now = "https://www.quotidien.example/etat", "2026-11-24T08:00:00Z"
    headers = {"Content-Type": "text/html"}
    capture = archive.add_capture(url, now, 200, {}, headers, html, site="quotidien")
    edited = Article(
        url=url,
        title="L’État face à la rue",
        body="Le chef de l’État veut clore le dossier des retraites. La société civile s’inquiète.",
        published="2020-01-15",
        authors=("Jeanne Müller",),
        language="fr",
        section="Politique",
        is_article=True,
    )
    archive.store_article(edited, site="quotidien", url=url, now=now, capture_id=capture)


def found(folder, query="", **filters):
    """The articles of an archive that a search finds, in the order of its answer."""
    with closing(sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)) as db:
        return [hit.id for hit in search(db, query, Filters(**filters)).hits]
