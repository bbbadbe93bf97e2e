"""What two archives, or an archive and the truth, are compared by: everything but ids and times."""

import re
from collections import Counter


def number(url):
    """The number of a magazine's article in any of its addresses; the address itself for other pages."""
    found = re.search(r"/actu/(\d+)", url) or re.search(r"/actualites/(\d+)", url)
    return int(found[1]) if found else url


def shingles(text, size=4):
    words = re.findall(r"\w+", text or "")
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def body_f1(true, found):
    """F1 over four-word shingles, the measure of article-extraction-benchmark."""
    wanted, got = shingles(true), shingles(found)
    right = sum((wanted & got).values())
    return 2 * right / (sum(wanted.values()) + sum(got.values()))


ARTICLES = """
    select url, site, title, published, published_source, modified, authors, language, section, tags, description,
        image, words, gone is not null as gone, revisions, body, (select url from articles c where c.id = a.copy_of) as copy_of
    from articles a order by url"""
LINKS = """
    select a.url as source, l.position, l.url, l.title, l.kind, t.url as target
    from links l join articles a on a.id = l.article_id left join articles t on t.id = l.target_id
    order by a.url, l.position"""
FRONTIER = """
    select u.url, u.site, u.kind, u.source, u.state, u.reason, a.url as article
    from urls u left join articles a on a.id = u.article_id order by u.url"""
REVISIONS = """
    select a.url, r.title, r.published, r.authors, r.body, r.changed, r.added, r.removed
    from revisions r join articles a on a.id = r.article_id order by a.url, r.id"""
FOUND = "select a.url from articles_fts f join articles a on a.id = f.rowid where articles_fts match 'pain' order by 1"


def content(run):
    """All that a crawl leaves, but for ids and times."""
    queries = {
        "articles": ARTICLES,
        "links": LINKS,
        "frontier": FRONTIER,
        "revisions": REVISIONS,
        "found": FOUND,
    }
    return {name: run.rows(sql) for name, sql in queries.items()}


def assert_same(one, other):
    """Compare table by table, so that a failure names the table and the first rows that differ."""
    for table in one:
        missing = [row for row in one[table] if row not in other[table]]
        extra = [row for row in other[table] if row not in one[table]]
        assert not missing and not extra, f"{table}: without {missing[:3]}, with {extra[:3]}"
        assert one[table] == other[table], f"{table}: the same rows in another order"
