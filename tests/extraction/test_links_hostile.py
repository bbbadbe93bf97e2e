"""Whatever the page, its links are sound: absolute, http, of a known kind, and the same each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import Article, extract
from crawler.extraction.article import Link, Parts
from crawler.extraction.link_targets import Here
from crawler.extraction.part_addresses import part_number, split_number
from crawler.extraction.parts import join

URL = "https://www.example.org/actu/221/la-greve-continue"
KINDS = {"related", "body", "previous", "next", "series"}
words = st.sampled_from(
    [
        "Lire aussi :",
        "Read more",
        "Les plus lus",
        "La grève continue au port",
        "2",
        "→",
        "",
        "Next",
        "Part 3 of the story",
        "関連記事",
        "\x00\ud800",
    ]
)
hrefs = st.one_of(
    st.sampled_from(
        [
            "/actu/5/un-accord-trouve-au-port",
            "#x",
            "mailto:a@b.c",
            "javascript:x()",
            "//[::1",
            "http://",
            "?page=2",
            "/2/",
            "https://other.example/a-b-c-d",
            "\\\\x",
            "http://[x]/y",
            "http://a:b@c:99999/d",
        ]
    ),
    st.text(max_size=30),
)
classes = st.sampled_from(
    ["", "related-posts", "nav-next", "most-read", "share", "article-body", "outbrain", "pagination"]
)


def element(children):
    tag = st.sampled_from(
        ["div", "p", "ul", "li", "section", "h2", "a", "noscript", "span", "nav", "td", "strong"]
    )
    return st.builds(
        lambda tag, name, href, inside: f'<{tag} class="{name}" href="{href}">{"".join(inside)}</{tag}>',
        tag,
        classes,
        hrefs.map(lambda href: href.replace('"', "")),
        st.lists(children, max_size=5),
    )


pages = st.recursive(st.one_of(words, st.text(max_size=40)), element, max_leaves=40).map(
    lambda html: (
        f"<html><body><article>{'<p>' + 'A strike goes on, and on. ' * 9 + '</p>'}{html}</article></body>".encode(
            "utf-8", "surrogatepass"
        )
    )
)


@settings(max_examples=150, deadline=None)
@given(pages)
def test_links_are_absolute_and_of_a_known_kind_and_once(html):
    article = extract(html, URL)
    assert all(link.url.startswith(("http://", "https://")) and "#" not in link.url for link in article.links)
    assert {link.kind for link in article.links} <= KINDS
    assert len({(link.url, link.kind) for link in article.links}) == len(article.links)
    assert all(Here(URL).is_same_site(link.url) for link in article.links if link.kind != "body")
    assert article == extract(html, URL)


@given(hrefs)
def test_what_a_link_leads_to_is_absolute_or_nothing(href):
    url = Here(URL).absolute(href)
    assert url is None or (
        url.startswith(("http://", "https://")) and not any(char.isspace() for char in url.strip()[:8])
    )


@given(
    st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8}){2,4}", fullmatch=True),
    st.integers(2, 60),
    st.sampled_from(["?page={}", "/{}/", "/page-{}", "?seite={}"]),
)
def test_a_numbered_address_is_a_part_of_the_plain_one_and_of_no_other(slug, number, form):
    base = f"https://www.example.org/actu/{slug}"
    part = base + form.format(number)
    assert split_number(part) == (base, number)
    assert part_number(part, base) == number
    assert part_number(part, base + "-x") is None


articles = st.builds(
    lambda blocks: Article(
        url=URL,
        body="\n\n".join(blocks),
        links=(Link(URL + "/2", "2", "body"),),
        parts=Parts(1, 2, URL, URL + "/2"),
    ),
    st.lists(
        st.sampled_from(
            ["The strike", "One.", "Two.", "Three.", "1 2 3", "Page suivante", "All rights reserved."]
        ),
        max_size=8,
    ),
)


@given(st.lists(articles, min_size=2, max_size=5))
def test_joined_parts_say_nothing_new_and_lose_no_sentence(parts):
    blocks = join(parts).body.split("\n\n")
    written = [block for part in parts for block in part.body.split("\n\n")]
    assert all(block in written for block in blocks if block)
    kept = {"One.", "Two.", "Three."} & set(written)
    assert kept <= set(blocks)
