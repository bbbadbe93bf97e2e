"""Tags: a link on an article leads to all articles with the tag, wherever else the word stands or does not."""

import csv
import io
import re
import sqlite3
import xml.etree.ElementTree as ET

import pytest
from datasette.app import Datasette

from archive.store import Archive
from crawler.extraction.article import Article
from tests.reading.shelf import found

NOW = "2026-11-23T08:00:00Z"
LATER = "2026-11-24T08:00:00Z"
# number -> tags, text
TAGGED = {
    1: (("Réglementation", "blé"), "Une loi pour le pain."),
    2: (("réglementation",), "Un décret, encore."),
    3: (("fin de série",), "La réglementation change."),
    4: (("Paris, Texas", "cinéma"), "Un film."),
    5: ((), "Rien."),
}


def store(archive, number, tags, text, now=NOW):
    url = f"https://s.example/{number}"
    article = Article(url=url, title=f"Titre {number}", body=text, tags=tags, is_article=True)
    archive.store_article(article, site="s", url=url, now=now, capture_id=None)


@pytest.fixture
def folder(tmp_path):
    with Archive(tmp_path) as archive:
        archive.put_site("s", "https://s.example/", language="fr", now=NOW)
        for number, (tags, text) in TAGGED.items():
            store(archive, number, tags, text)
    return tmp_path


@pytest.fixture
def room(folder):
    return Datasette(config_dir=folder).client


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("tag:réglementation", [1, 2]), ("tag:REGLEMENTATION", [1, 2]), ("mot-clé:réglementation", [1, 2]),
        ("tag:réglementation loi", [1]), ("tag:réglementation tag:blé", [1]), ("-tag:réglementation", [3, 4, 5]),
        ('tag:"fin de série"', [3]), ('tag:"paris, texas"', [4]), ("tag:blé,cinema", [1, 4]), ("tag:rien", []),
    ],
)  # fmt: skip
def test_a_field_of_the_query_finds_tags(folder, query, ids):
    assert sorted(found(folder, query)) == ids


def test_a_choice_finds_them_too_and_several_are_alternatives(folder):
    assert sorted(found(folder, tag=("réglementation",))) == [1, 2]
    assert sorted(found(folder, tag=("ble", "cinéma"))) == [1, 4]
    assert sorted(found(folder, "loi", tag=("réglementation",))) == [1]
    assert sorted(found(folder, tag=("unknown",))) == []


async def test_the_link_on_an_article_leads_to_all_that_have_the_tag(room):
    page = (await room.get("/a/2", headers={"accept-language": "fr"})).text
    link = re.search(r'<p class="tags"[^>]*><a href="([^"]+)"', page)[1].replace("&amp;", "&")
    listed = (await room.get(link, headers={"accept-language": "fr"})).text
    assert "2 articles trouvés" in listed
    chip = re.search(r'<ul class="chosen".*?</ul>', listed, re.DOTALL)[0]
    assert "Mot-clé" in chip and "réglementation" in chip
    without_it = re.search(r'href="([^"]+)"', chip)[1].replace("&amp;", "&")
    assert "tag" not in without_it
    assert "5 articles" in (await room.get(without_it, headers={"accept-language": "fr"})).text


@pytest.mark.parametrize("asked", ["tag=R%C3%A9glementation", "q=tag:r%C3%A9glementation"])
async def test_downloads_feeds_and_the_api_find_them(room, asked):
    rows = list(csv.DictReader(io.StringIO((await room.get(f"/search.csv?{asked}")).text)))
    assert {row["id"] for row in rows} == {"1", "2"}
    assert len((await room.get(f"/search.jsonl?{asked}")).text.splitlines()) == 2
    feed = ET.fromstring((await room.get(f"/search.atom?{asked}")).content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    assert (await room.get(f"/api/search.json?{asked}")).json()["total"] == 2


def test_what_is_found_follows_the_articles(folder):
    with Archive(folder) as archive:
        store(archive, 2, ("levain",), "Un décret, encore.", LATER)
        archive.remove_article("https://s.example/1", "no article")
    assert sorted(found(folder, "tag:réglementation")) == []
    assert sorted(found(folder, "tag:levain")) == [2]


def test_an_archive_from_before_is_read_and_brought_up_to_date(folder):
    db = sqlite3.connect(folder / "archive.db")
    with db:
        triggers = "drop trigger tagged_insert; drop trigger tagged_update; drop trigger tagged_delete;"
        db.executescript(f"{triggers} drop table tagged;")
        db.execute("delete from _sqlite_migrations where name = 'm005_tagged'")
        db.execute("update articles set tags = 'broken' where id = 5")
    db.close()
    assert sorted(found(folder, 'tag:"fin de série"')) == [3]
    Archive(folder).close()
    assert sorted(found(folder, "tag:reglementation")) == [1, 2]
