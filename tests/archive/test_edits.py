"""What publishers do to their pages, as (edit, fields that changed) tables: read by our extraction, judged by the archive."""

import re
from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest

from archive.pagetext import page_text
from archive.revisions import Said, compare
from crawler.discovery.reading import read
from tests.archive.builds import TEMPLATES, Post, newspaper, papermod, plain, render

URL = "https://olm.example/{}/"
FETCHED = "2026-11-24T08:00:00Z"


def prose(number, language):
    """The text of an article: paragraphs, headings, a list, code, a figure, a quotation, a footnote, links."""
    n = number + 3
    if language == "fr":
        return (
            f"<p>La filature d'Olm a fermé vendredi après {n * 7} jours de grève, a annoncé son propriétaire lors d'une réunion publique à la salle des fêtes.</p>"
            f"<p>Environ {n * 40} personnes y travaillaient ; « nous n'avons pas eu le choix », a déclaré Anne Martin, qui menait les négociations depuis 20{n + 10}.</p>"
            f"<h2>Une reprise incertaine</h2><p>Le tribunal de commerce examinera l'offre du groupe Verdier n° {n}, qui promet de garder {n * 9} salariés et l'atelier de teinture.</p>"
            f"<ul><li>une offre partielle de {n},5 millions d'euros</li><li>un délai de {n} mois pour les fournisseurs de la vallée</li></ul>"
            f"<blockquote><p>« Rien n'est décidé », répète la préfecture, qui réunira les élus du canton le {n} décembre prochain.</p></blockquote>"
            f'<h2>Et les sous-traitants&nbsp;?</h2><p>Ils sont {n * 3} dans la vallée, selon la chambre de commerce<sup id="fnref:1"><a href="#fn:1">1</a></sup>, et la moitié n\'a pas été payée depuis l\'été.</p>'
            f'<img src="/img/{n}.jpg" alt="La filature">'
            "<p>La réunion suivante aura lieu à la mairie, à huis clos, en présence des avocats des deux parties.</p>"
        )
    return (
        f"<p>Release {n}.2 of the loom controller is out today, and it's the first that can be built without the vendor's own tools on any of the machines we keep.</p>"
        f'<p>It took {n * 7} people and {n * 31} changes; "we had no idea how long it would take", says Robert Hale, who has led the work since 20{n + 10}.</p>'
        f"<h2>What is new in {n}.2</h2><p>The shuttle now stops within {n * 4} milliseconds when a thread breaks, which is a third of what it took before, as the team measured on forty looms.</p>"
        f"<ul><li>A log of every stop, kept for {n} weeks</li><li>Warnings in place of errors for {n * 2} old settings</li></ul>"
        f"<pre><code>loom --speed {n * 10}\nloom --check all\n# prints what it would do</code></pre>"
        f"<h2>How to install it</h2><p>Download the archive and run the installer; the older settings are kept, and version {n}.1 can be had back with one command.</p>"
        f'<img src="/img/{n}.jpg" alt="A loom">'
        f'<p>The full notes<sup id="fnref:1"><a href="#fn:1">1</a></sup> list the {n * 5} defects that were mended, and thank everybody who sent a report over the winter.</p>'
        "<p>The next release is planned for the spring, when the dobby heads are ready for their first trials.</p>"
    )


def article(number):
    language = "fr" if number % 2 else "en"
    title = (
        f"La filature d'Olm ferme ses portes, {number}e partie"
        if number % 2
        else f"Loom controller {number + 3}.2 is out"
    )
    author = "Jean Dupont" if number % 2 else "Robert Hale"
    return Post(
        f"a{number}", title, datetime(2024, 3, number + 2, 9, 30), author, prose(number, language), language
    )


POSTS = [article(number) for number in range(10)]
PAPER = POSTS[1]


def looked(template, post):
    """(what the article is read to say, what its page says) of a post in a template."""
    posts = [post if other.slug == post.slug else other for other in POSTS]
    raw = render(template, post, posts)
    found = read(raw, URL.format(post.slug), content_type="text/html", fetched=FETCHED).article
    return Said(found.title, found.body, found.published, tuple(found.authors)), page_text(raw, "text/html")


def changed(before, after):
    return compare(before[0], after[0], (before[1], after[1])).fields


@pytest.mark.parametrize(
    ("one", "other"), list(permutations(TEMPLATES, 2)), ids=lambda template: template.__name__
)
def test_a_redesign_is_no_revision_and_two_edits_within_it_are(one, other):
    """Ten articles under two templates, every page different; two of the ten are edited as well."""
    edits = {
        "a2": lambda post: replace(
            post, body=post.body.replace("within 20 milliseconds", "within 25 milliseconds")
        ),
        "a5": lambda post: replace(post, body=re.sub(r"<p>La réunion suivante.*?</p>", "", post.body)),
    }
    revised = {}
    for post in POSTS:
        later = edits.get(post.slug, lambda post: post)(post)
        revised[post.slug] = changed(looked(one, post), looked(other, later))
    assert revised == {post.slug: ("body",) if post.slug in edits else () for post in POSTS}


def rewritten(pattern, text):
    return lambda raw: re.sub(pattern, text, raw, count=1, flags=re.S)


#: What a publisher does to the page of one article -> the fields that changed.
EDITS = [
    # counters, ages, what stands around
    ("views", rewritten("12,345 views", "13,000 views"), ()),
    ("age", rewritten("Updated 3 hours ago", "Updated 2 days ago"), ()),
    ("age in French", rewritten("Updated 3 hours ago", "Mis à jour il y a 3 heures"), ()),
    ("reading time", rewritten(r"\d+ minute read", "4 minute read"), ()),
    ("read also", rewritten(r"(<span>Read also</span><a [^>]*>)[^<]*", r"\1Another story of another day"), ()),
    ("read also in French", rewritten("<span>Read also</span>", "<span>À lire aussi</span>"), ()),
    ("newsletter box", rewritten("Get our newsletter every morning in your inbox", "1,200 readers get our newsletter"), ()),
    ("newsletter box gone", rewritten(r'<div class="newsletter-box">.*?</div>', ""), ()),
    ("most read", rewritten(r'<div class="most-read">.*?</article>', '<div class="most-read"><h2>Most read</h2><div class="card"><a href="/z/"><h3>The ferry is late once more this week</h3></a></div></div></article>'), ()),
    ("share bar", rewritten(r'<div class="share">Share this article</div>', '<div class="share">Partagez cet article sur : Facebook, WhatsApp</div>'), ()),
    ("comments", rewritten("</article>", '<section class="comments"><h2>3 comments</h2><p>Reader: I have worked there for years, and it was time.</p></section></article>'), ()),
    ("banner", rewritten("<main>", '<div class="banner">Elections: follow the results live from six in the evening</div><main>'), ()),
    ("footer", rewritten("All rights reserved", "© 2027, all rights reserved"), ()),
    ("menu", rewritten("Opinion</a>", 'Opinion</a> <a href="/podcasts/">Podcasts</a>'), ()),
    ("image elsewhere", rewritten('src="/img/', 'src="https://cdn.olm.example/w_800/img/'), ()),
    ("lazy image", rewritten('<img src="(/img/[^"]+)"', r'<img loading="lazy" src="data:," data-src="\1"'), ()),
    ("tracking", rewritten("</body>", '<img src="https://t.example/p.gif?n=8471"><script>n=8471</script></body>'), ()),
    ("ad between paragraphs", rewritten("</p><h2>", '</p><div class="ad"><span>Advertisement</span></div><h2>'), ()),
    ("minutes of the date", rewritten('datetime="2024-03-03"', 'datetime="2024-03-03T09:30:00+01:00"'), ()),
    ("date in UTC", rewritten('datetime="2024-03-03"', 'datetime="2024-03-02T23:30:00Z"'), ()),
    ("byline", rewritten('By <a rel="author" href="/team/x">Jean Dupont</a>', 'Par <a rel="author" href="/auteurs/jd">Jean Dupont</a>, à Olm'), ()),
    ("byline in capitals", rewritten(">Jean Dupont</a>", ">JEAN DUPONT</a>"), ()),
    ("byline lost", rewritten(r'<div class="byline">.*?</div>', ""), ()),
    ("title of the window", rewritten("<title>(.*?) - The Olm Gazette", r"<title>\1 | News from the valley | The Olm Gazette"), ()),
    # typography
    ("apostrophes", lambda raw: raw.replace("'", "’"), ()),
    ("quotation marks", lambda raw: raw.replace("« ", '"').replace(" »", '"'), ()),
    ("non-breaking spaces", lambda raw: raw.replace(" ;", "\u00a0;").replace(" »", "\u202f»"), ()),
    ("soft hyphens", lambda raw: raw.replace("propriétaire", "pro\u00adprié\u00adtaire"), ()),
    ("dashes", lambda raw: raw.replace("sous-traitants", "sous\u2011traitants"), ()),
    ("bold", rewritten("Anne Martin", "<strong>Anne Martin</strong>"), ()),
    ("a link", rewritten("groupe Verdier", '<a href="/verdier/">groupe Verdier</a>'), ()),
    ("entities", lambda raw: raw.replace("é", "&eacute;"), ()),
    ("line breaks", lambda raw: raw.replace(", ", ",\n   "), ()),
    ("anchors", lambda raw: re.sub(r"<h2>(.*?)</h2>", r'<h2 id="x">\1 <a class="anchor" href="#x">#</a></h2>', raw), ()),
    ("footnote", rewritten(r'<sup id="fnref:1"><a href="#fn:1">1</a></sup>', '<a class="footnote" href="#fn:1">[1]</a>'), ()),
    ("caption's place", rewritten(r'<img src="(/img/[^"]+)" alt="[^"]*">', r'<figure><img src="\1" alt=""></figure>'), ()),
    # what the article says
    ("figure", lambda raw: raw.replace("Environ 160", "Environ 140"), ("body",)),
    ("figure in a list", lambda raw: raw.replace("de 4,5 millions", "de 4,8 millions"), ("body",)),
    ("one letter of a name", lambda raw: raw.replace("Anne Martin", "Anne Martins"), ("body",)),
    ("name", lambda raw: raw.replace("Verdier", "Garnier"), ("body",)),
    ("a not", lambda raw: raw.replace("a fermé vendredi", "n'a pas fermé vendredi"), ("body",)),
    ("word", lambda raw: raw.replace("La réunion suivante aura lieu", "La réunion prévue aurait lieu"), ("body",)),
    ("paragraph removed", rewritten(r"<p>La réunion suivante.*?</p>", ""), ("body",)),
    ("paragraph added", rewritten("<h2>Et les", "<p>Le maire a démenti mardi toute pression sur les ouvriers de la filature.</p><h2>Et les"), ("body",)),
    ("correction added", rewritten("<p>La filature", "<p>Rectificatif : la grève a duré moins longtemps que nous ne l'écrivions.</p><p>La filature"), ("body",)),
    ("item removed", rewritten(r"<li>un délai.*?</li>", ""), ("body",)),
    ("heading", lambda raw: raw.replace("Une reprise incertaine", "Une reprise enfin certaine"), ("body",)),
    ("quotation", lambda raw: raw.replace("Rien n'est décidé", "Tout est décidé"), ("body",)),
    ("title", lambda raw: raw.replace("La filature d'Olm ferme ses portes, 1e partie", "La filature d'Olm rouvre, 1e partie"), ("title",)),
    ("date", lambda raw: raw.replace("2024-03-03", "2024-03-05").replace("mars 3, 2024", "mars 5, 2024"), ("published",)),
    ("author", lambda raw: raw.replace("Jean Dupont", "Claire Moreau"), ("authors",)),
    ("title and text", lambda raw: raw.replace("La filature d'Olm", "La scierie d'Olm"), ("title", "body")),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "fields"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_what_an_edit_of_a_page_is(edit, fields):
    raw = render(newspaper, PAPER, POSTS).decode()
    later = edit(raw)
    assert later != raw
    sides = []
    for text in (raw, later):
        found = read(
            text.encode(), URL.format(PAPER.slug), content_type="text/html; charset=utf-8", fetched=FETCHED
        )
        said = found.article
        page = page_text(text.encode(), "text/html; charset=utf-8")
        sides.append((Said(said.title, said.body, said.published, tuple(said.authors)), page))
    assert changed(*sides) == fields


def test_a_paragraph_that_the_page_says_elsewhere_was_not_removed():
    lead = "The mill at Olm closed on Friday after a strike of twelve days, its owner said at a meeting."
    old = Said("Mill", f"{lead}\n\nThe rest of it.", None)
    new = Said("Mill", "The rest of it.", None)
    page = page_text(f"<h1>Mill</h1><p class=lead>{lead}</p><p>The rest of it.</p>".encode(), None)
    assert compare(old, new, (page, page)).fields == ()
    assert compare(old, new).fields == ("body",)


def test_what_the_templates_have_around_the_text_is_not_in_it():
    """The pairs above would prove little if all the templates gave the very same body."""
    assert {looked(template, POSTS[2])[0].title for template in (plain, papermod)} == {POSTS[2].title}
