"""What is a revision and what is noise."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.noise import is_noise
from archive.revisions import Said, compare, is_poorer, settled
from archive.worddiff import word_diff, words

TEXT = (
    "The mill at Olm closed on Friday after a strike of twelve days, its owner said.\n\n"
    "About 120 people worked there; 40 of them are to be kept on, according to the union.\n\n"
    "« Nous n’avons pas eu le choix », said Anne Martin, who had led the talks since 2019."
)
SAID = Said("The mill closes", TEXT, "2026-11-20", ("Jean Dupont",))


def fields(**new):
    values = {"title": SAID.title, "body": SAID.body, "published": SAID.published, "authors": SAID.authors}
    return compare(SAID, Said(**{**values, **new})).fields


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace("« Nous n’avons pas eu le choix »", '"Nous n\'avons pas eu le choix"'),
        TEXT.replace(" ", "  ").replace("\n\n", "\n\n\n"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("closed", "clo\u00adsed"),
        "Il y a 3 heures\n\n" + TEXT,
        TEXT + "\n\n1,204 views",
        TEXT + "\n\nAffichages : 743",
        TEXT + "\n\nHits: 743",
        TEXT + "\n\nLire aussi : Une grève de plus dans le papier",
        TEXT + "\n\nAnother story that goes on and on until it is cut…",
        TEXT + "\n\nPartagez cet article sur :",
        "By Jean Dupont, 20 November 2026\n\n" + TEXT,
        "Updated 21 November 2026 at 10:31\n\n" + TEXT,
    ],
)
def test_noise_is_no_revision(body):
    assert fields(body=body) == ()


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace("120", "130"),
        TEXT.replace("Martin", "Martins"),
        TEXT.rpartition("\n\n")[0],
        TEXT + "\n\nThe prefect has announced an inquiry.",
        TEXT.replace("2019", "2018"),
        TEXT + "\n\nCorrection: the strike lasted ten days.",
    ],
)
def test_a_corrected_figure_a_changed_name_a_removed_paragraph_are(body):
    assert fields(body=body) == ("body",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("16 comments", "18 comments"),
        ("il y a 3 heures", "il y a 2 jours"),
        ("5 min read", "6 min read"),
        ("1,003 people are reading this article now", "998 people are reading this article now"),
        ("1 003 personnes lisent cet article en ce moment", "12 personnes lisent cet article en ce moment"),
        ("1.003 Personen lesen gerade diesen Artikel", "998 Personen lesen gerade diesen Artikel"),
        ("1.003 personas están leyendo este artículo", "9 personas están leyendo este artículo"),
        ("1.003 persone stanno leggendo questo articolo", "9 persone stanno leggendo questo articolo"),
        ("1.003 pessoas estão a ler este artigo", "9 pessoas estão lendo este artigo agora"),
        ("546 people have voted, 82% say yes", "577 people have voted, 80% say yes"),
        ("546 personnes ont voté, 82 % disent oui", "577 personnes ont voté, 80 % disent oui"),
        ("546 Personen haben abgestimmt, 82 % sagen Ja", "577 Personen haben abgestimmt, 80 % sagen Ja"),
        ("546 personas han votado, el 82 % dice que sí", "577 personas han votado, el 80 % dice que sí"),
        ("546 persone hanno votato, l'82% dice sì", "577 persone hanno votato, l'80% dice sì"),
        ("546 pessoas já votaram", "577 pessoas já votaram"),
        ("Shared 340 times", "Shared 341 times"),
    ],
)
def test_counters_and_ages_that_move_are_no_revision(one, other):
    old, new = (Said("T", f"{TEXT}\n\n{line}", None) for line in (one, other))
    assert compare(old, new).fields == ()


@pytest.mark.parametrize(
    "line",
    [
        "Facebook fined 390 million",
        "He has received 120 comments on his plan",
        "3 2 1 0 5",
        "300 people have voted in the village.",
        "The mayor said 1,003 people are reading his book.",
        "546 Personen haben gegen den Plan gestimmt.",
        "200 personnes ont manifesté samedi.",
    ],
)
def test_short_sentences_and_tables_are_the_articles(line):
    assert not is_noise(line, {"mill"})


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        ({"published": "2026-11-20T09:00:00+01:00"}, ()),
        ({"published": "2026-11-19T23:00:00Z"}, ()),
        ({"published": None}, ()),
        ({"published": "2026-11-21"}, ("published",)),
        ({"authors": ()}, ()),
        ({"authors": ("JEAN DUPONT",)}, ()),
        ({"authors": ("Jean Durand",)}, ("authors",)),
        ({"title": None}, ()),
        ({"title": "THE MILL CLOSES"}, ()),
        ({"title": "The mill is to close"}, ("title",)),
    ],
)
def test_title_date_and_authors(new, changed):
    assert fields(**new) == changed


def test_what_was_unknown_is_taken_over_and_what_is_gone_is_kept():
    old = Said("Title", TEXT, "2026-11-20", ())
    new = Said(None, TEXT.replace("’", "'"), "2026-11-20T09:00:00+01:00", ("Jean Dupont",))
    assert settled(old, new, compare(old, new)) == Said("Title", TEXT, new.published, new.authors)


def test_a_fetch_that_lost_most_of_the_text_is_poorer():
    long = Said("T", TEXT * 5, None)
    assert is_poorer(long, Said("T", "Subscribe to go on.", None))
    assert is_poorer(long, Said("T", "", None))
    assert not is_poorer(long, Said("T", TEXT * 3, None))


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_gives_the_new_text_and_the_old_words(old, new):
    parts = word_diff(old, new)
    assert "".join(text for kind, text in parts if kind != "removed") == new
    kept = "".join(text for kind, text in parts if kind != "added")
    assert words(kept) == words(old)


@pytest.mark.parametrize("step", [977, 60_000])
def test_a_rewritten_book_takes_no_minutes(step):
    old = [str(n % step) for n in range(60_000)]
    new = [str(n % (step + 6)) for n in range(60_000)]
    new[30_000:30_000] = ["changed", "here"]
    started = time.process_time()
    word_diff(" ".join(old), " ".join(new))
    assert time.process_time() - started < 5


def test_two_edits_far_apart_in_a_long_text_are_two_edits():
    old = [f"word{n}" for n in random.Random(1).choices(range(5000), k=30_000)]
    new = [*old[:9], "FIRST", *old[10:25_000], "SECOND", *old[25_000:]]
    parts = word_diff(" ".join(old), " ".join(new))
    assert [(kind, text.strip()) for kind, text in parts if kind != "same"] == [
        ("removed", old[9]),
        ("added", "FIRST"),
        ("added", "SECOND"),
    ]
