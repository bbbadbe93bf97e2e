"""An article over several pages becomes one."""

from crawler.extraction.article import Article, Parts
from crawler.spiders.whole import whole

PARTS = {
    "http://a.fr/x": Article(
        "http://a.fr/x",
        title="X",
        body="Un premier paragraphe assez long pour compter.",
        parts=Parts(1, 3, "http://a.fr/x", "http://a.fr/x?page=2"),
    ),
    "http://a.fr/x?page=2": Article(
        "http://a.fr/x?page=2",
        title="X",
        body="Un deuxième paragraphe, tout autre.",
        parts=Parts(2, 3, "http://a.fr/x", "http://a.fr/x?page=3"),
    ),
    "http://a.fr/x?page=3": Article(
        "http://a.fr/x?page=3",
        title="X",
        body="Un troisième, et la fin.",
        parts=Parts(3, 3, "http://a.fr/x", "http://a.fr/x?page=2"),
    ),
}


async def read(url):
    return PARTS.get(url)


async def test_all_parts_in_order_and_no_circle():
    found = await whole(PARTS["http://a.fr/x"], read)
    article = found.article
    assert found.missing is None
    assert article.url == "http://a.fr/x"
    assert [word in article.body for word in ("premier", "deuxième", "troisième")] == [True] * 3
    assert article.body.index("premier") < article.body.index("deuxième") < article.body.index("troisième")


async def test_a_part_that_fails_leaves_what_there_is_and_is_told():
    async def nothing(url):
        return None

    found = await whole(PARTS["http://a.fr/x"], nothing)
    assert (found.article, found.missing) == (PARTS["http://a.fr/x"], "http://a.fr/x?page=2")

    async def the_second(url):
        return PARTS[url] if url.endswith("2") else None

    found = await whole(PARTS["http://a.fr/x"], the_second)
    assert "deuxième" in found.article.body
    assert found.missing == "http://a.fr/x?page=3"


async def test_the_whole_on_one_page_is_preferred():
    first = Article(
        "http://a.fr/x", body="Court.", parts=Parts(1, 2, "http://a.fr/x", None, "http://a.fr/x?view=all")
    )

    async def view(url):
        return Article(url, body="Court. Et tout le reste, en une page.") if "view" in url else None

    article = (await whole(first, view)).article
    assert (article.url, article.body) == ("http://a.fr/x", "Court. Et tout le reste, en une page.")
