"""An archive of invented articles for measuring: French-like word frequencies, any number of articles.

python tests/bench/library.py FOLDER [--articles 1000000]
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

from archive.store import Archive

SEED = 20261123
NOW = "2026-11-23T08:00:00Z"
SITES = 40
FUNCTION_WORDS = """de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se il sont
avec ce mais on aux ont cette elle leur nous son sa ses tout comme ou si été fait peut aussi entre après même
bien sans deux ces très encore sous être avoir dont ils avant depuis lors où celui alors""".split()
STARTS = "b br c ch cl cr d dr f fl fr g gl gr j l m n p pl pr qu r s st t tr v".split()
VOWELS = "a e i o u é è ou oi an on in eau ai œu".split()
ENDS = " n r s t l que ge re tion ment ité eur age".split(" ")


def vocabulary(chance: random.Random, size: int = 60_000) -> list[str]:
    """Function words first, then invented ones."""
    words = list(FUNCTION_WORDS)
    known = set(words)
    while len(words) < size:
        syllables = chance.choice((1, 2, 2, 3))
        word = "".join(chance.choice(STARTS) + chance.choice(VOWELS) for _ in range(syllables))
        word += chance.choice(ENDS)
        if word not in known:
            known.add(word)
            words.append(word)
    return words


def sentences(chance: random.Random, words: list[str], count: int = 40_000) -> list[str]:
    """Sentences whose words follow Zipf's law, as in running text."""
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    made = []
    for _ in range(count):
        chosen = chance.choices(words, cum_weights=weights, k=chance.randint(8, 24))
        made.append(" ".join(chosen).capitalize() + ".")
    return made


def rows(articles: int) -> Iterator[tuple[object, ...]]:
    """Rows of `articles`, about 3 kB of text each, over twenty years."""
    chance = random.Random(SEED)
    words = vocabulary(chance)
    said = sentences(chance, words)
    authors = [
        f"{chance.choice(words[100:900]).capitalize()} {chance.choice(words[100:5000]).capitalize()}"
        for _ in range(2000)
    ]
    other = random.Random(SEED + 1)  # of its own, so that the texts stay what they were
    tags, often = (
        [word.capitalize() for word in words[1000:]],
        list(accumulate(1 / (n + 3) for n in range(59_000))),
    )
    sections = [word.capitalize() for word in words[300:330]]
    for id in range(1, articles + 1):
        paragraphs = [" ".join(chance.choices(said, k=5)) for _ in range(6)]
        body = "\n\n".join(paragraphs)
        year, month, day = 2006 + int(20 * id / (articles + 1)), chance.randint(1, 12), chance.randint(1, 28)
        title = " ".join(chance.choices(words[:20_000], k=8)).capitalize()
        site = f"site{min(int(chance.expovariate(0.12)), SITES - 1):02}"
        names = json.dumps(chance.sample(authors, chance.choice((0, 1, 1, 2))), ensure_ascii=False)
        yield (
            id, site, title, f"{year}-{month:02}-{day:02}", names, body, f"https://{site}.example/{id}",
            "json-ld", "fr" if chance.random() < 0.8 else "en", chance.choice(sections), len(body.split()),
            NOW, NOW, NOW, json.dumps(other.choices(tags, cum_weights=often, k=4), ensure_ascii=False),
        )  # fmt: skip


def build(folder: Path, articles: int) -> None:
    """Fill a new archive; the index is built at the end, at once."""
    if (folder / "archive.db").exists():
        return
    started = time.perf_counter()
    part = folder.with_name(folder.name + ".part")
    with Archive(part) as archive:
        for number in range(SITES):
            name = f"site{number:02}"
            archive.put_site(name, f"https://{name}.example/", language="fr", now=NOW)
        db = archive.db.conn
        triggers = db.execute(
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'articles'"
        ).fetchall()
        for name, _ in triggers:
            db.execute(f"drop trigger {name}")
        made = rows(articles)
        while batch := list(islice(made, 5_000)):
            db.execute("begin")
            db.executemany(
                "insert into articles (id, site, title, published, authors, body, url, published_source,"
                " language, section, words, first_seen, last_seen, last_changed, tags, revisions)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                batch,
            )
            db.executemany(
                "insert into links (article_id, position, url, title, kind, target_id) values (?, ?, ?, ?, ?, ?)",
                (
                    (row[0], n, f"https://{row[1]}.example/{other}", "Autre", "related", other)
                    for row in batch
                    for n, other in enumerate(
                        (int(str(row[0])) * 7 + n * 131) % articles + 1 for n in range(6)
                    )
                ),
            )
            db.execute("commit")
        db.execute("insert into articles_fts(articles_fts) values ('rebuild')")
        db.execute("insert into articles_fts(articles_fts) values ('optimize')")
        db.execute(
            "insert or ignore into tagged select t.value, a.id from articles a, json_each(a.tags) t order by 1, 2"
        )
        db.execute(
            "insert into counts select site, substr(published, 1, 7), count(*) from articles group by 1, 2"
        )
        db.execute(
            "insert into article_changes (article_id, url, what, at) select id, url, 'new', first_seen from articles order by id"
        )
        for _, sql in triggers:
            db.execute(sql)
        db.execute("pragma wal_checkpoint(truncate)")
    part.rename(folder)
    print(f"{articles:,} articles in {time.perf_counter() - started:.0f} s, {folder}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    options = parser.parse_args()
    build(options.folder, options.articles)
