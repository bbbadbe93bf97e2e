"""Pages that are long and wrong: walls in words of their own, one page everywhere, halves. No good text is lost to them."""

import gzip
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from archive.store import Archive
from crawler.extraction import Article

sys.path.insert(0, str(Path(__file__).parent))
from press import DAY, HTML, START, Press, Story

pytestmark = pytest.mark.slow

OFFER = (
    "The Press asks its readers to choose. You may read us with advertising that is made for you, or pay two euros a"
    " month and see none. Journalism costs money, and our newsroom of forty people works day and night."
)


class Paper:
    """A press of which twelve articles are archived.

    `wrong(story)` is what an article's address answers with, in bytes or as HTML; None for the article itself.
    """

    def __init__(self, living, press):
        self.living, self.press = living, press
        self.wrong, self.headers = lambda story: None, HTML
        press.trouble = self._trouble

    def _trouble(self, path):
        for story in self.press.stories:
            if path == story.path and (body := self.wrong(story)) is not None:
                return 200, self.headers, body
        return None

    def look(self, days=1, mode="recheck"):
        self.press.now += days * DAY
        return self.living.crawl(self.press, mode=mode)

    def texts(self):
        return self.living.rows("select url, title, body, revisions from articles order by url")

    def reasons(self):
        return {reason for (reason,) in self.living.rows("select reason from held where decided is null")}

    def attention(self, run):
        return {code for code, level, _ in run["notices"] if level == "attention"}


@pytest.fixture
def paper(living):
    with Press("sitemap", START, 12) as press:
        paper = Paper(living, press)
        living.crawl(press)
        assert living.one("select count(*) from articles") == 12
        yield paper


def offer(press):
    text = "".join(f"<p>{OFFER}</p>" for _ in range(3))
    return lambda story: press.frame("The Press", f"<main><h1>How do you want to read us?</h1>{text}</main>")


def offer_under_its_title(press):
    return lambda story: press.frame(
        story.title, f"<main><article><h1>{story.title}</h1>{f'<p>{OFFER}</p>' * 4}</article></main>"
    )


def home(press):
    return lambda story: press.document("/", {})[0]


@pytest.mark.parametrize("wall", [offer, offer_under_its_title, home])
def test_one_page_at_every_address_replaces_no_article_and_is_told(paper, wall):
    before = paper.texts()
    paper.wrong = wall(paper.press)
    run = paper.look()
    assert paper.texts() == before
    assert paper.attention(run) == {"one-page"}
    assert paper.living.one("select count(*) from held where decided is null") == 12
    paper.look(days=9)
    paper.look(days=30)
    assert paper.texts() == before, "however long it stays"
    paper.wrong = lambda story: None
    run = paper.look()
    assert paper.texts() == before
    assert paper.reasons() == set(), "what has gone by itself waits for no one's decision"
    assert "one-page" not in run["codes"]


def test_some_addresses_that_answer_with_the_home_page_are_told_of(paper):
    before = paper.texts()
    page = home(paper.press)
    paper.wrong = lambda story: page(story) if story.number in (2, 5, 7) else None
    run = paper.look()
    assert (paper.texts(), paper.attention(run)) == (before, {"one-page"})


def test_a_first_walk_behind_an_unknown_wall_archives_nothing_and_comes_back(living):
    with Press("sitemap", START, 12) as press:
        paper = Paper(living, press)
        paper.wrong = offer(press)
        run = living.crawl(press)
        assert living.one("select count(*) from articles") == 0
        assert "one-page" in paper.attention(run)
        assert living.one("select count(*) from urls where state = 'blocked'") == 12
        paper.wrong = lambda story: None
        paper.look(mode="update")
        assert living.one("select count(*) from articles") == 12


def test_new_articles_behind_the_wall_are_none(paper):
    paper.wrong = offer(paper.press)
    paper.press.publish(2)
    paper.look()
    assert paper.living.one("select count(*) from articles") == 12
    paper.wrong = lambda story: None
    paper.look(mode="update")
    assert paper.living.one("select count(*) from articles") == 14


def rewritten(press, number):
    """What yet another story says, under the title that a test asks for."""
    story = Story(number, START)
    return lambda title: press.story(story).replace(story.title, title)


def test_an_article_written_anew_is_taken_at_once_or_once_it_has_lasted_a_week(paper):
    one, other = paper.press.stories[3:5]
    pages = {
        one.number: rewritten(paper.press, 100)(one.title),
        other.number: rewritten(paper.press, 101)("Something else entirely"),
    }
    paper.wrong = lambda story: pages.get(story.number)
    revisions = "select revisions from articles where url like ?"
    for days, expected in ((1, (2, 1)), (1, (2, 1)), (3, (2, 1)), (4, (2, 2)), (9, (2, 2))):
        paper.look(days)
        assert tuple(paper.living.one(revisions, f"%{s.path}") for s in (one, other)) == expected
    assert paper.reasons() == set()


def test_a_sentence_more_on_every_article_is_a_revision_of_each_and_told_of(paper):
    paper.press.edit(*range(12))
    run = paper.look()
    assert paper.living.one("select count(*) from articles where revisions = 2") == 12
    assert paper.attention(run) == {"all-changed"}
    assert "all-changed" not in paper.attention(paper.look())


def test_copies_of_one_text_are_articles_each_and_edited_together(living):
    with Press("sitemap", START, 12) as press:
        paper = Paper(living, press)
        for number in (100, 101):
            copy = rewritten(press, number)
            paper.wrong = lambda story, copy=copy: copy(story.title) if story.number in (3, 5, 7, 9) else None
            living.crawl(press, mode="recheck")
            assert living.one("select count(*) from articles") == 12
            assert living.one("select count(*) from articles where copy_of is not null") == 3
            press.now += DAY
        assert living.one("select count(*) from articles where revisions = 2") == 4


@pytest.mark.parametrize("how", ["close", "gzip"])
def test_a_page_cut_on_its_way_replaces_no_article(paper, how):
    before = paper.texts()

    def cut(story):
        page = paper.press.story(story).encode()
        return gzip.compress(page)[: -len(page) // 10] if how == "gzip" else page[: len(page) * 6 // 10]

    paper.headers = HTML | {"Connection": "close"} | ({"Content-Encoding": "gzip"} if how == "gzip" else {})
    paper.wrong = lambda story: cut(story) if story.number in (2, 5) else None
    run = paper.look()
    assert paper.texts() == before
    if how == "gzip":
        assert run["counts"]["failed"] == 2
    else:
        assert paper.reasons() == {"the page was cut short on its way"}


def test_a_first_look_at_a_page_cut_on_its_way_is_kept_and_looked_at_again_soon(living):
    with Press("sitemap", START, 12) as press:
        paper = Paper(living, press)
        paper.headers = HTML | {"Connection": "close"}
        paper.wrong = lambda story: press.story(story)[:1200] if story.number == 2 else None
        living.crawl(press)
        url = f"http://press.example{press.stories[2].path}"
        assert living.one("select due from urls where url = ?", url)[:16] == "2026-03-01T07:00"
        paper.wrong = lambda story: None
        press.now += timedelta(hours=2)
        living.crawl(press)
        assert press.stories[2].paragraphs[-1] in living.one("select body from articles where url = ?", url)


def test_a_page_of_an_article_that_cannot_be_had_is_no_edit(living):
    with Press("sitemap", START, 12) as press:
        paper, lost = Paper(living, press), {"status": 500}
        story = press.stories[2]

        def part(number, ahead):
            text = "".join(
                f"<p>{p}</p>" for p in (story.paragraphs[:3] if number == 1 else story.paragraphs[3:])
            )
            return press.frame(
                story.title,
                f"<main><article><h1>{story.title}</h1><time datetime='{story.published.isoformat()}'></time>{text}"
                f"<nav class='pages'>{ahead}</nav></article></main>",
            )

        first = part(1, f'<a rel="next" href="{story.path}/2">Next page</a> <a href="{story.path}/2">2</a>')
        paper.wrong = lambda one: first if one is story else None
        articles = press.trouble
        press.trouble = lambda path: (
            (200, HTML, part(2, f'<a href="{story.path}">1</a>'))
            if path == f"{story.path}/2"
            else articles(path)
        )
        whole = press.trouble
        living.crawl(press)
        before = paper.texts()
        assert (
            story.paragraphs[-1]
            in {url: body for url, _, body, _ in before}[f"http://press.example{story.path}"]
        )
        press.trouble = lambda path: (lost["status"], {}, "") if path == f"{story.path}/2" else whole(path)
        for lost["status"] in (500, 404):
            run = paper.look()
            assert paper.texts() == before
            assert run["counts"]["failed"] == 1
        reason = living.one("select reason from urls where url = ?", f"http://press.example{story.path}")
        assert reason.startswith("the last look failed: a page of it could not be had")
        press.trouble = whole
        assert paper.look()["counts"]["failed"] == 0
        assert paper.texts() == before


def test_an_archive_that_has_the_wall_in_place_of_its_articles_takes_them_at_once(paper):
    good = [row[:3] for row in paper.texts()]
    at, wall = "2026-03-01T08:00:00Z", {"title": "How do you want to read us?", "body": f"{OFFER} {OFFER}"}
    with Archive(paper.living.folder) as archive:
        for url, _, _ in good:
            capture = archive.add_capture(url, at, 200, {}, HTML, OFFER.encode())
            archive.store_article(
                Article(url, **wall), site="press", url=url, now=at, capture_id=capture, accepted=True
            )
    assert {row[1:3] for row in paper.texts()} == {tuple(wall.values())}
    paper.look()
    assert [row[:3] for row in paper.texts()] == good
