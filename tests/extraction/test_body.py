"""What is text of an article and what is not: a small page a rule."""

import pytest

from crawler.extraction import extract
from crawler.extraction.body import body
from crawler.extraction.page import Page

FIRST = (
    "Le conseil municipal a voté mardi soir, par vingt voix contre sept, la rénovation de la halle"
    " du marché, fermée depuis l'orage du printemps dernier."
)
SECOND = (
    "Les travaux commenceront en janvier et dureront dix mois. Les commerçants seront installés sous"
    " des tentes, place de la République, aux frais de la commune."
)
THIRD = (
    "« Nous attendions cette décision depuis deux ans », dit la présidente de l'association des"
    " commerçants, qui craignait que le chantier ne soit encore repoussé."
)


def page(inside, around=""):
    return (
        "<html><head><title>La halle sera rénovée - Le Courrier</title></head><body>"
        "<header><nav><a href='/'>Accueil</a> <a href='/sport'>Sport</a> <a href='/culture'>Culture</a></nav></header>"
        f"<main><article><h1>La halle sera rénovée</h1><div class='article-body'>{inside}</div></article></main>"
        f"{around}<footer><p>© Le Courrier 2026. Tous droits réservés. Mentions légales</p></footer></body></html>"
    ).encode()


def text(inside, around=""):
    return extract(page(inside, around), "https://courrier.example/a/halle").body


def paragraphs(*texts):
    return "".join(f"<p>{each}</p>" for each in texts)


def test_the_text_is_its_paragraphs_with_a_blank_line_between():
    assert text(paragraphs(FIRST, SECOND, THIRD)) == "\n\n".join([FIRST, SECOND, THIRD])


NOT_TEXT = {
    "a share bar": "<div class='share-bar'>Partagez cet article sur : <a href='#'>Facebook</a> <a href='#'>X</a></div>",
    "a read-also insert": "<p class='lire-aussi'>Lire aussi : <a href='/a/marche'>Le marché couvert fête ses cent ans</a></p>",
    "a newsletter box": "<div class='newsletter'><p>Recevez chaque matin notre newsletter, inscrivez-vous gratuitement !</p></div>",
    "a caption": "<figure><img src='h.jpg'><figcaption>La halle, en juin. Photo Le Courrier</figcaption></figure>",
    "an author's biography": "<div class='author-bio'><p>Jeanne Roux est journaliste au Courrier depuis 2012.</p></div>",
    "an advertisement": "<div class='ad-slot'>Publicité</div>",
    "a read-also line that no class tells": "<p><strong>Lire aussi : <a href='/a/marche'>Le marché couvert fête ses cent ans</a></strong></p>",
    "... in brackets": "<p>(Te puede interesar: <a href='/a/marche'>El mercado cumple cien años</a>)</p>",
    "... all of it a link": "<p><a href='/a/marche'>À lire également : Le marché couvert fête ses cent ans</a></p>",
    "... with where that appeared": "<p>Lire aussi Paul Roux, « <a href='/a/marche'>Le marché fête ses cent ans</a> », La Gazette, mai 2018.</p>",
    "... with the site's own address": "<p>LIRE AUSSI SUR COURRIER.FR<br>>> <a href='/a/marche'>Le marché fête ses cent ans</a></p>",
    "a label whose links stand below": "<p><b>À lire aussi :</b></p>",
    "a list of networks": "<ul><li>Partager sur Facebook</li><li>Partager sur X</li><li>Auf WhatsApp teilen</li></ul>",
    "who took a picture": "<p>Crédits photos : Agence du Port</p>",
    "... in brackets, in German": "<p>(Bild: Anna Roux/Agentur)</p>",
    "whose rights the text is": "<p>Copyright 2021 Agence du Port. Tous droits réservés.</p>",
    "... and what nobody may do with it": "<p>This copy is for your personal, non-commercial use only. To order reprints, call us.</p>",
    "the words above a share bar": "<p>Partagez cet article sur : Facebook Twitter</p>",
    "how long it takes to read": "<p>Publié dans Économie · 5 min de lecture · 3 août 2021</p>",
    "a caption that ends in who took the picture": "<p>La halle du marché, en juin dernier, sous la pluie. (Photo : Anna Roux)</p>",
    "the title of a box about who wrote it": "<p>À propos de l'auteure</p>",
    "what to press for the whole picture": "<p><a href='/h.jpg'>Agrandir l'image</a></p>",
    "how long ago": "<p>First published 4 hours ago • Updated 2 hours ago</p>",
    "who wrote it, with her account": "<p>Article by Ann Lee (@annlee).</p>",
    "who wrote it and when": "<p>Publié le 13 octobre 2020 à 9h00 par Jeanne Roux</p>",
    "who wrote it": "<p>Par Jeanne Roux et Paul Durand</p>",
    "a pager": "<p><a href='/a/1'>Indietro</a> | <a href='/a/3'>Avanti</a></p>",
    "a pager with titles": "<p><a href='/a/1'>Article précédent : Le pont</a> | <a href='/a/3'>Article suivant : La foire</a></p>",
    "when, in German": "<p>06.01.2026, 14:59 Uhr</p>",
    "... with a word that is a label only before a headline": "<p><strong>More:</strong> <a href='/a/marche'>The market is a hundred years old</a></p>",
    "... with others in one line": "<div><b>Related stories</b><br>• <a href='/a/marche'>The market is a hundred years old</a> (17 Nov 2008)</div>",
    "how to reach who wrote it": "<p><em>Reach Ann Lee at alee@courrier.example or on Twitter @annlee.</em></p>",
    "something to press": "<button>Ajouter à mes articles enregistrés</button>",
    "a script": "<script>var text = 'Ceci n est pas du texte, mais un programme assez long.';</script>",
    "what is hidden": "<div style='display: none'><p>Cookies : acceptez-vous ?</p></div>",
}


@pytest.mark.parametrize("insert", NOT_TEXT.values(), ids=NOT_TEXT.keys())
def test_what_interrupts_the_text_is_no_part_of_it(insert):
    assert text(paragraphs(FIRST) + insert + paragraphs(SECOND, THIRD)) == "\n\n".join([FIRST, SECOND, THIRD])


AROUND = {
    "comments": "<section class='comments'><h2>Commentaires</h2><div class='comment'><p>Enfin une bonne nouvelle pour"
    " notre ville, il était temps que cela se fasse !</p></div><div class='comment'><p>Et qui va payer, encore"
    " une fois ? Toujours les mêmes, comme d'habitude, évidemment.</p></div></section>",
    "teasers": "<aside class='related'><h2>À lire aussi</h2><div class='card'><h3><a href='/b'>Le pont fermé</a></h3><p>Le pont de"
    " la gare restera fermé jusqu'en mars, annonce la préfecture…</p></div></aside>",
    "a cookie notice": "<div id='cookie-consent'><p>Nous et nos partenaires utilisons des cookies pour mesurer l'audience et vous"
    " proposer des contenus personnalisés. Vous pouvez changer d'avis à tout moment.</p></div>",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND.keys())
def test_what_surrounds_the_text_is_no_part_of_it(around):
    assert text(paragraphs(FIRST, SECOND, THIRD), around) == "\n\n".join([FIRST, SECOND, THIRD])


KEPT = {
    "a sentence that ends in a picture": "<p>Il ne reste qu'une image : celle d'un enfant seul.</p>",
    "a newspaper called so": "<p>Er schreibt seit Jahren für die Bild/WELT-Gruppe in Berlin.</p>",
    "two links that begin as a pager's do": "<p><a href='/a/1'>Next year's budget</a> | <a href='/a/3'>Previous owners</a></p>",
    "where to read more": "<p>Pour en savoir plus : <a href='https://halle.example/'>le site de la halle</a></p>",
    "a sentence with a link": "<p>À lire ses notes, <a href='/a/roux'>Jeanne Roux</a> n'avait pas changé d'avis sur la halle du marché.</p>",
    "a sentence about rights": "<p>La commune a les droits de reproduction de l'affiche, selon un accord passé avec Anna Roux.</p>",
    "a sentence with a day": "<p>Le 13 octobre 2020, la grève prend fin.</p>",
    "a word that opens a byline": "<p>Par ici la sortie, dit Jeanne Roux</p>",
    "a saint's day": "<p>Por San Valentín</p>",
    "a feast": "<p>Por Semana Santa</p>",
    "how it came about": "<p>By Royal Appointment</p>",
    "a way": "<p>Von Haus zu Haus</p>",
    "whose words they are": "<p>— Jeanne Roux (@jroux) October 13, 2020</p>",
    "a sentence about pictures": "<p>Photos, plans et maquettes : tout sera montré au public en mai, à la mairie. Entrée libre !</p>",
    "a sentence that begins like a label": "<p>Similar laws apply in <a href='/2023/05/02/ohio-bans-cars'>Ohio and Utah</a>.</p>",
    "... with a comma": "<p>Dans la même semaine, <a href='/2023/05/02/deux-accidents'>deux accidents ont fait trois morts</a>.</p>",
    "what a share costs": "<p>Share price: 120 pence</p>",
    "what a picture has": "<li>Photo : 50 mégapixels</li>",
    "what a picture shows": "<p>Image: a man alone on the quay at dawn</p>",
    "a sum": "<p>Crédit : 12 millions d'euros</p>",
    "a sentence with a picture in it": "<p>Neuer Vorsitzender des Vereins ist Karl Weber (Foto: privat).</p>",
    "a sentence about reading": "<p>Elle consacre 20 minutes de lecture par jour à sa fille.</p>",
    "a heading over books": "<h2>Further reading</h2><p>Anna Roux, The Market Hall, 2019</p>",
    "an event's day": "<p>Datum: 8. Juni 2024, 18 Uhr</p>",
    "a heading that is a day": "<h2>13 octobre 2020</h2>",
    "whom to call": "<p>Call the box office at 765-555-0143.</p>",
    "the rights of a program": "<pre># Copyright 2020 Anna Roux. All rights reserved.</pre>",
    "a word that opens a share bar": "<p>Partager la halle en deux, c'est ce que demandait l'opposition depuis le mois de mai.</p>",
}


@pytest.mark.parametrize("line", KEPT.values(), ids=KEPT.keys())
def test_what_only_resembles_an_aside_is_text(line):
    blocks = 3 + line.count("<h2>") * line.count("<p>")
    assert text(paragraphs(FIRST, SECOND) + line + paragraphs(THIRD)).count("\n\n") == blocks


@pytest.mark.parametrize(
    "line",
    [
        "<h2>Le Nom de la rose</h2><p>Par Umberto Eco</p>",
        "<ul><li>Le Nom de la rose</li><li>Par Umberto Eco</li></ul>",
        "<blockquote><p>La rose d'hier n'est plus que par son nom.</p><p>Par Umberto Eco</p></blockquote>",
    ],
)
def test_whose_a_book_or_a_quotation_is_is_text(line):
    assert "Par Umberto Eco" in text(paragraphs(FIRST, SECOND) + line + paragraphs(THIRD))


def test_a_poem_begins_with_its_first_verse():
    verses = [
        "La halle dort sous la neige,",
        "les bancs sont mis par deux,",
        "et le long de la grève",
        "il n'est plus de feux.",
    ]
    poem = [f"{verse[:-1]} {number}" for number in range(4) for verse in verses]
    assert text(paragraphs(*poem)).startswith("\n\n".join(poem[:4]))


def test_days_head_the_parts_of_a_chronology():
    days = f"<h3>13 octobre 2020</h3>{paragraphs(SECOND)}<h3>12 octobre 2020</h3>{paragraphs(THIRD)}"
    assert "13 octobre 2020\n\n" in text(paragraphs(FIRST) + days)


def test_a_page_laid_out_in_a_table_is_read_without_its_margins():
    html = (
        "<title>Fédération</title><table><tr><td><b>Espace adhérents</b><br><a href='/login'>Connexion</a></td><td>"
        f"<h2>La halle sera rénovée</h2>{paragraphs(FIRST, SECOND, THIRD)}<h3>Autres actualités</h3>"
        "<div class='teaser'><b>Assemblée générale</b><br>Elle se tiendra en juin, à Lyon…<br><a href='/actu/301'>Lire la suite</a></div>"
        "</td></tr></table>"
    )
    found = extract(html.encode(), "https://federation.example/actu/221").body
    assert found == "\n\n".join([FIRST, SECOND, THIRD])


def test_a_paragraph_that_is_said_again_on_purpose_stays():
    inside = f"<div>{paragraphs(FIRST, SECOND)}</div><div>{paragraphs(THIRD, SECOND)}</div>"
    assert text(inside) == "\n\n".join([FIRST, SECOND, THIRD, SECOND])


def test_a_page_need_not_say_where_its_body_begins():
    bare = "<!doctype html><html lang=fr><title>La halle sera rénovée</title><main><h1>La halle sera rénovée</h1>"
    found = extract((bare + paragraphs(FIRST, SECOND)).encode(), "https://courrier.example/a/halle")
    assert (found.title, found.body) == ("La halle sera rénovée", f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("heading", ["Comment en est-on arrivé là ?", "Release Comment"])
def test_a_heading_of_the_text_may_begin_as_one_over_comments_does(heading):
    assert text(paragraphs(FIRST) + f"<h2>{heading}</h2>" + paragraphs(THIRD)).endswith(
        f"{heading}\n\n{THIRD}"
    )


def test_subheadings_and_quotations_are_text():
    inside = (
        paragraphs(FIRST, SECOND)
        + f"<h2>Un chantier attendu</h2><blockquote>{THIRD}</blockquote>"
        + paragraphs(SECOND[::-1])
    )
    assert "Un chantier attendu" in text(inside)
    assert THIRD in text(inside)


@pytest.mark.parametrize(
    "name", ["les-commentaires-du-maire", "h-les-commentaires-du-maire", "Les_commentaires_du_maire"]
)
def test_a_subheading_whose_id_is_its_own_words_is_text(name):
    heading = f"<h2 id='{name}'>Les commentaires du maire</h2>"
    assert "Les commentaires du maire" in text(paragraphs(FIRST) + heading + paragraphs(SECOND, THIRD))


@pytest.mark.parametrize("name", ["cmp-text", "cmp-text cmp-text--wide", "cmp-misc001"])
def test_a_component_is_not_taken_for_a_consent_platform(name):
    parts = [
        f"<div class='cmp-container'><div class='{name}'><p>{each}</p></div></div>"
        for each in (FIRST, SECOND, THIRD)
    ]
    assert text("".join(parts)) == "\n\n".join((FIRST, SECOND, THIRD))


def test_a_list_that_is_text_keeps_all_its_entries():
    points = [
        "La halle sera rénovée et agrandie",
        "Coût : 3,2 millions d'euros",
        "Les travaux commenceront en janvier, sous réserve de l'accord de l'État",
    ]
    items = "".join(f"<li>{point}</li>" for point in points)
    found = text(
        f"<div class='cmp-text'><ul>{items}</ul></div><div class='cmp-text'>{paragraphs(FIRST, SECOND, THIRD)}</div>"
    )
    assert all(point in found for point in points), found


def test_a_list_or_a_table_of_unseen_characters_is_no_text():
    hollow = "<ul><li>\u200b</li></ul><table>" + "<tr><td>\u200b</td><td>\u200b</td></tr>" * 3 + "</table>"
    assert text(paragraphs(FIRST, SECOND, THIRD) + hollow) == "\n\n".join((FIRST, SECOND, THIRD))


def test_a_list_has_a_line_an_item():
    items = (
        "<ul><li>dix mois de travaux pour la charpente</li><li>deux millions d'euros de la région</li></ul>"
    )
    assert "- dix mois de travaux pour la charpente\n- deux millions d'euros de la région" in text(
        paragraphs(FIRST, SECOND) + items + paragraphs(THIRD)
    )


def test_a_table_has_a_line_a_row():
    table = "<table><tr><th>Lot</th><th>Coût</th></tr><tr><td>Charpente</td><td>900 000 €</td></tr></table>"
    assert "Lot | Coût\nCharpente | 900 000 €" in text(paragraphs(FIRST, SECOND) + table + paragraphs(THIRD))


def test_code_keeps_its_lines():
    code = "<pre><code>def halle():\n    return True\n</code></pre>"
    assert "def halle():\n    return True" in text(paragraphs(FIRST, SECOND) + code + paragraphs(THIRD))


CODE = ["def halle(place):", "    return place", "", "halle(3)"]
AS_LINES = {
    "elements": "".join(f"<div class='line'>{line}</div>" for line in CODE),
    "elements and line breaks": "\n".join(f"<div class='line'>{line or '<br>'}</div>" for line in CODE),
    "spans that a style sheet breaks": "".join(f"<span class='line'>{line}</span>" for line in CODE),
    "spans that their style breaks": "".join(f"<span style='display: block'>{line}</span>" for line in CODE),
    "spans that end in a line break": "".join(f"<span class='line'>{line}\n</span>" for line in CODE),
    "items": f"<ol>{''.join(f'<li>{line}</li>' for line in CODE)}</ol>",
    "lines with their numbers": "\n".join(
        f"<i class='lineno'>{n}</i>{line}" for n, line in enumerate(CODE, 1)
    ),
}


@pytest.mark.parametrize("lines", AS_LINES.values(), ids=AS_LINES.keys())
def test_code_is_read_as_its_lines_however_they_are_marked(lines):
    found = text(f"{paragraphs(FIRST)}<pre><code>{lines}</code></pre>{paragraphs(SECOND)}")
    assert found == "\n\n".join([FIRST, "\n".join(CODE), SECOND])


def test_the_numbers_beside_code_are_none_of_it():
    code = f"<table><tr><td><pre>1\n2\n3\n4</pre></td><td><pre>{chr(10).join(CODE)}</pre></td></tr></table>"
    assert text(paragraphs(FIRST) + code + paragraphs(SECOND)) == "\n\n".join(
        [FIRST, "\n".join(CODE), SECOND]
    )


def test_the_numbers_beside_each_line_of_code_are_none_of_it():
    rows = "".join(
        f"<tr><td class='line-number'>{n}</td><td>{line}</td></tr>" for n, line in enumerate(CODE, 1)
    )
    assert "\n\ndef halle(place):\n" in text(f"{paragraphs(FIRST)}<table>{rows}</table>{paragraphs(SECOND)}")


CALL, NOTE = "<a href='#note-1' id='call-1'>1</a>", "Arrêté du 3 mai."
NOTES = {
    "as Substack": f"<div class='footnote'><a id='note-1' href='#call-1'>1</a><div><p>{NOTE}</p></div></div>",
    "as WordPress": f"<ol class='wp-block-footnotes'><li id='note-1'>{NOTE} <a href='#call-1'>↩</a></li></ol>",
    "as SPIP": f"<div class='notes'><h2>Notes</h2><div id='note-1'><p>[<a href='#call-1'>1</a>] {NOTE}</p></div></div>",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_a_note_that_the_text_calls_is_of_it_be_it_the_only_one(note):
    assert NOTE in text(f"{paragraphs(FIRST, SECOND)}<p>{THIRD}{CALL}</p>{note}")


def test_a_note_that_the_text_does_not_call_is_none_of_it():
    assert NOTE not in text(paragraphs(FIRST, SECOND, THIRD) + NOTES["as Substack"])


def test_a_notice_of_two_lines_is_text():
    lines = ["Le feu a pris lundi vers 4 heures rue du Port.", "Personne n'a été blessé."]
    assert text(paragraphs(*lines)) == "\n\n".join(lines)


@pytest.mark.parametrize("box", ["aside", "div class='box'"])
def test_the_short_sentences_of_a_box_are_text_where_its_first_is(box):
    facts = [
        "La halle a été bâtie en septembre 1923 par le conseil municipal de l'époque.",
        "Elle compte onze travées, dont quatre de pierre.",
        "Le marché compte 320 places, dont 190 couvertes.",
    ]
    inside = f"<{box}><h3>Repères</h3>{paragraphs(*facts)}</{box.split()[0]}>"
    assert text(paragraphs(FIRST, SECOND, THIRD) + inside).endswith("\n\n".join(facts))


def test_two_line_breaks_part_paragraphs_and_one_a_line():
    assert text(f"<div>{FIRST}<br><br>{SECOND}<br>{THIRD}</div>") == f"{FIRST}\n\n{SECOND}\n{THIRD}"


def test_a_text_held_twice_for_two_layouts_is_read_once():
    twice = f"<div class='for-phones'>{paragraphs(FIRST, SECOND)}</div><div>{paragraphs(FIRST, SECOND, THIRD)}</div>"
    assert text(twice) == "\n\n".join([FIRST, SECOND, THIRD])


def test_soft_hyphens_are_not_text():
    assert "rénovation" in text(paragraphs(FIRST.replace("rénovation", "réno\u00advation"), SECOND, THIRD))


@pytest.mark.parametrize("element", ["button", "nav", "footer"])
def test_an_element_left_open_does_not_swallow_the_page(element):
    assert SECOND in text(f"<{element}>Menu<div>{paragraphs(FIRST, SECOND, THIRD)}</div>")


def test_a_list_far_from_any_paragraph_is_text_on_a_page_that_has_no_more():
    steps = ["Farine, deux cents grammes", "Beurre, cent grammes", "Sucre, une cuillerée", "Sel, une pincée"]
    html = f"<h1>La pâte sablée</h1><ul>{''.join(f'<li>{step}</li>' for step in steps)}</ul>"
    assert steps[2] in extract(html.encode(), "https://cuisine.example/pate-sablee").body


SUBJECTS = "category-newsletter tag-cookies tag-partage tag-commentaires tag-publicite tag-social"


@pytest.mark.parametrize("around", ["article", "div id='social-newsletter'", "section role='region'"])
def test_what_an_article_is_about_says_nothing_of_what_its_element_is_for(around):
    html = f"<title>La halle - Le Courrier</title><{around} class='{SUBJECTS}'><h1>La halle</h1>{paragraphs(FIRST, SECOND, THIRD)}</{around.split()[0]}>"
    assert extract(html.encode(), "https://courrier.example/a/halle").body == "\n\n".join(
        [FIRST, SECOND, THIRD]
    )


QUESTIONS = ["Depuis quand saviez-vous ?", "Qui paiera ?", "Et les commerçants ?"]
MISNOMERS = {
    "the answers of an interview": "".join(
        f"<p class='question'>{question}</p><div class='reply'><p>{answer}</p></div>"
        for question, answer in zip(QUESTIONS, (FIRST, SECOND, THIRD), strict=True)
    ),
    "a section of a paper": "".join(
        f"<section id='{name}'><h2>{name}</h2><p>{said}</p></section>"
        for name, said in zip(("methods", "results", "discussion"), (FIRST, SECOND, THIRD), strict=True)
    ),
    "the rest of the text": f"<div class='chapo'><p>{FIRST}</p></div><div class='suite'><p>{SECOND}</p><p>{THIRD}</p></div>",
    "letters to the editor": "<p>Vous nous avez écrit, et nous vous en remercions tous.</p>"
    + "".join(
        f"<div class='lettre'><h3>Madame, Monsieur,</h3><p>{said}</p></div>"
        for said in (FIRST, SECOND, THIRD)
    ),
}


@pytest.mark.parametrize("inside", MISNOMERS.values(), ids=MISNOMERS.keys())
def test_a_part_of_the_text_may_be_called_as_comments_teasers_or_a_newsletter_are(inside):
    found = text(inside)
    assert [said in found for said in (FIRST, SECOND, THIRD)] == [True, True, True]


def test_a_post_of_wordpress_is_called_after_its_tags_wherever_its_headline_stands():
    names = f"post-7 post type-post status-publish hentry {SUBJECTS}"
    html = f"<title>La halle - Le Courrier</title><h1>La halle</h1><article class='{names}'>{paragraphs(FIRST, SECOND, THIRD)}</article>"
    assert extract(html.encode(), "https://courrier.example/a/halle").body == "\n\n".join(
        [FIRST, SECOND, THIRD]
    )


NEXT_TEXT = paragraphs(
    *(
        f"Le tribunal a entendu {n} témoins lundi, puis l'avocate de la commune, avant de lever l'audience à midi."
        for n in range(3, 12)
    )
)
BELOW = {
    "an h1 with a date": f"<h1>Le procès du pont s'ouvre</h1><p>Le 12 mars 2019</p>{NEXT_TEXT}",
    "an h1 in an article": f"<article><h1>Le procès du pont s'ouvre</h1>{NEXT_TEXT}</article>",
    "a heading that leads to its page": f"<h2><a href='/a/pont'>Le procès du pont s'ouvre</a></h2>{NEXT_TEXT}",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_the_next_article_on_the_page_is_another(below):
    assert text(paragraphs(FIRST, SECOND, THIRD), f"<div class='n1'>{below}</div>") == "\n\n".join(
        [FIRST, SECOND, THIRD]
    )


def test_an_entry_whose_heading_leads_to_itself_is_of_the_article():
    entry = f"<article><h2><a href='#e7'>Point de 18 heures</a></h2>{NEXT_TEXT}</article>"
    assert "Le tribunal a entendu 11 témoins" in text(f"<div>{paragraphs(FIRST, SECOND, THIRD)}</div>{entry}")


def test_an_h1_alone_heads_a_part_of_the_article():
    part = f"<div><h1>Ce que dit l'opposition</h1>{NEXT_TEXT}</div>"
    assert "Le tribunal a entendu 11 témoins" in text(f"<div>{paragraphs(FIRST, SECOND, THIRD)}</div>{part}")


def test_a_heading_of_a_box_that_is_no_text_is_none():
    box = "<div class='k1'><h3>La halle sur les réseaux</h3><p>Suivez-nous sur <a href='https://facebook.example/'>Facebook</a> !</p></div>"
    assert text(paragraphs(FIRST, SECOND) + box + paragraphs(THIRD)) == "\n\n".join([FIRST, SECOND, THIRD])


LEADS = {
    "a heading": "<h2 class='subtitle'>La commune paiera tous les travaux</h2>",
    "a paragraph in an element": "<div class='story-lead'><p>La commune paiera tous les travaux</p></div>",
}


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS.keys())
def test_what_is_called_a_lead_under_the_headline_begins_the_text_however_short(lead):
    html = f"<title>La halle - Le Courrier</title><article><h1>La halle</h1>{lead}{paragraphs(FIRST, SECOND, THIRD)}</article>"
    assert extract(html.encode(), "https://courrier.example/a/halle").body.startswith(
        "La commune paiera tous les travaux\n\n"
    )


@pytest.mark.parametrize("address", ["", "#p", "?post="])
def test_the_entries_of_a_ticker_are_text_all_together(address):
    told = {"18:30": "Le préfet a demandé aux habitants de ne plus circuler.", "16:05": "Les cours sont suspendus dans neuf communes.",
            "13:48": "Deux frères ont été secourus sur un toit par les pompiers.", "06:12": "L'orage a éclaté à 22 heures, puis l'eau est montée."}  # fmt: skip

    def heading(at):
        return f"<a href='{address}{at[:2]}'>Point de {at}</a>" if address else f"Point de {at}"

    entries = "".join(
        f"<div class='post' id='p{at}'><time>{at}</time><h2>{heading(at)}</h2><p>{said}</p><div class='share'><button>Partager</button></div></div>"
        for at, said in told.items()
    )
    found = text(f"<section class='live'>{entries}</section>")
    assert all(said in found and f"Point de {at}" in found for at, said in told.items())


def test_the_entries_of_a_ticker_are_text_with_their_hours_however_short():
    told = {"18:42": "But de Roux !", "18:40": "Corner pour Le Havre.", "18:37": "Carton jaune pour Durand, après une faute.",
            "18:30": "Coup d'envoi.", "18:12": "Les équipes entrent sur la pelouse, sous la pluie."}  # fmt: skip
    entries = "".join(
        f"<div class='post'><span class='hour'>{at}</span><div><p>{said}</p></div></div>"
        for at, said in told.items()
    )
    assert text(f"<div class='live'>{entries}</div>") == "\n\n".join(
        f"{at}\n\n{said}" for at, said in told.items()
    )


def test_the_question_of_an_accordion_may_be_pressed_and_is_text():
    answers = f"<h3><button aria-expanded='false'>Qui paiera le chantier ?</button></h3>{paragraphs(SECOND)}"
    assert "Qui paiera le chantier ?" in text(paragraphs(FIRST) + answers + paragraphs(THIRD))


def test_who_the_author_is_stands_under_the_text_and_is_none_of_it():
    byline, about = (
        "<p class='byline'>Par Jeanne Roux</p>",
        "Jeanne Roux, 34 ans, est journaliste au Courrier.",
    )
    told = "Jeanne Roux est en grève depuis lundi."
    assert text(byline + paragraphs(FIRST, SECOND, THIRD, about)).endswith(THIRD)
    assert about in text(paragraphs(FIRST, SECOND, THIRD, about))  # of whom an article tells
    assert about in text(byline + paragraphs(about, FIRST, SECOND, THIRD, SECOND[:80], FIRST[:80]))
    assert text(byline + paragraphs(FIRST, SECOND, THIRD, told)).endswith(told)


def test_the_answers_of_an_accordion_are_text_all_together_hidden_or_not():
    answers = {"Qui paiera ?": SECOND, "Est-ce bruyant ?": THIRD, "Et l'eau chaude ?": "Il vous faudra un ballon, et la place de le poser."}  # fmt: skip
    panels = "".join(
        f"<div class='accordion-item'><div class='tab-title' role='button' aria-expanded='false'><a>{asked}</a></div>"
        f"<div class='tab-content' role='region' style='display:none'><p>{answer}</p></div></div>"
        for asked, answer in answers.items()
    )
    found = text(f"{paragraphs(FIRST)}<div class='accordion'>{panels}</div>{paragraphs(FIRST[:80])}")
    assert all(asked in found and answer in found for asked, answer in answers.items())


def test_what_stands_under_the_pictures_of_a_photo_story_is_its_text():
    captions = [f"À bord du chalutier numéro {n}, le pêcheur trie les crevettes grises avant l'aube." for n in range(6)]  # fmt: skip
    figures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{caption}</figcaption></figure>"
        for n, caption in enumerate(captions)
    )
    assert text(paragraphs(FIRST) + figures) == "\n\n".join([FIRST, *captions])
    assert not any(caption in text(paragraphs(FIRST, SECOND, THIRD) * 3 + figures) for caption in captions)


def test_teasers_under_a_label_are_no_text_though_only_their_first_words_are_links():
    teasers = paragraphs(
        "<a href='/a/1'>Marché couvert</a> Les commerçants attendent leurs nouvelles places",
        "<a href='/a/2'>Halle du port</a> Un chantier qui n'en finit pas de commencer",
        "<a href='/a/3'>Budget</a> Ce que la commune a dépensé l'an dernier pour ses bâtiments",
    )
    around = f"{paragraphs(FIRST)}<div><h6>Sur le même sujet</h6>{teasers}</div>{paragraphs(SECOND, THIRD)}"
    assert text(around) == "\n\n".join([FIRST, SECOND, THIRD])


def test_a_text_only_in_json_ld_is_found():
    stated = " ".join([FIRST, SECOND, THIRD])
    html = (
        '<html><head><script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "La halle",'
        f'"articleBody": "{stated} {stated}"}}</script></head><body><h1>La halle</h1><p>{FIRST[:60]}…</p></body></html>'
    )
    article = extract(html.encode(), "https://courrier.example/a/halle")
    assert SECOND in article.body
    assert article.sources["body"] == "json-ld articleBody"


def test_a_text_only_in_a_script_s_state_is_found():
    html = (
        '<html><body><h1>La halle</h1><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">'
        f'{{"props": {{"article": {{"blocks": [{{"html": "<p>{FIRST}</p>"}}, {{"html": "<p>{SECOND}</p>"}},'
        f' {{"html": "<p>{THIRD}</p>"}}]}}}}}}</script></body></html>'
    )
    article = extract(html.encode(), "https://courrier.example/a/halle")
    assert article.body == "\n\n".join([FIRST, SECOND, THIRD])
    assert article.sources["body"] == "script state"


def test_chinese_text_is_found_without_spaces_or_full_stops_of_latin():
    sentences = [
        "气象厅十三日宣布，当天晚上九时十九分左右，日向滩发生了震度五弱的地震，震源深度约为三十公里。",
        "受此影响，气象厅对高知县和宫崎县发布了海啸注意报，要求居民立即离开海岸，前往高处避难。",
    ]
    assert text(paragraphs(*sentences)) == "\n\n".join(sentences)


def test_where_the_text_stands_is_told():
    parsed = Page(page(paragraphs(FIRST, SECOND, THIRD)), "https://courrier.example/a/halle")
    found = body(parsed)
    assert parsed.tree.names[found.root] == "article-body"
    assert [parsed.tree.texts[block] for block in found.blocks] == [FIRST, SECOND, THIRD]


def test_the_same_bytes_give_the_same_article():
    html = page(paragraphs(FIRST, SECOND, THIRD), AROUND["comments"])
    assert extract(html, "https://courrier.example/") == extract(html, "https://courrier.example/")
