"""Fields selected by hand."""

import pytest

from crawler.extraction import extract

PAGE = """<html lang="fr"><head><title>Un site</title></head><body>
<div class="t">La meunerie se porte bien</div><span class="d">Paru le 3 août 2021 à 18h30</span>
<p class="a">Par Jeanne Martin et Luc Petit</p><div class="x"><p>Premier paragraphe.</p><p>Second paragraphe.</p></div>
<ul><li class="k">farine</li><li class="k">blé</li></ul><img class="i" src="/a.jpg"></body></html>"""


@pytest.mark.parametrize(
    ("field", "selector", "value"),
    [
        ("title", "div.t", "La meunerie se porte bien"),
        ("title", "//div[@class='t']/text()", "La meunerie se porte bien"),
        ("published", ".d", "2021-08-03T18:30"),
        ("authors", "p.a", ("Jeanne Martin", "Luc Petit")),
        ("body", "div.x", "Premier paragraphe.\n\nSecond paragraphe."),
        ("tags", "li.k::text", ("farine", "blé")),
        ("image", "img.i", "https://a.example/a.jpg"),
    ],
)
def test_a_selector_overrides_detection(field, selector, value):
    article = extract(PAGE.encode(), "https://a.example/1", select={field: selector})
    found = getattr(article, field)
    assert found[:16] == value if field == "published" else found == value
    assert article.sources[field] == f"selector {selector}"


def test_a_selector_that_finds_nothing_leaves_the_field_to_detection():
    plain = extract(PAGE.encode(), "https://a.example/1")
    assert extract(PAGE.encode(), "https://a.example/1", select={"title": "h6"}) == plain
