"""An article with links where a test wants them, and what is found in it."""

from crawler.extraction import extract

__all__ = ["CARD", "CUT", "TEXT", "URL", "below", "found", "page"]

URL = "https://www.example.org/actu/221/la-greve-continue"
TEXT = (
    "<p>"
    + "The strike at the harbour goes on for a third week, and nobody expects it to end before the spring. "
    * 3
)


def page(after="", inside="", before=""):
    return f"""<html><body><nav><a href="/politique">Politique</a></nav>{before}
    <article><h1>La grève continue</h1><div class="article-body">{TEXT} <a href="/actu/5/un-accord-trouve">un accord</a> en mai.</p>
    {inside}{TEXT}</p></div></article>{after}</body></html>""".encode()


def found(html, *kinds):
    return {
        (x.kind, x.url.removeprefix("https://www.example.org"), x.title)
        for x in extract(html, URL).links
        if x.kind in kinds
    }


CUT = '<div><img src=a.jpg><p>C’est un secret de polichinelle, {n} fois : le fondateur s’est trouvé une…</p><a href="/actu/{n}/x">Lire la suite</a></div>'
CARD = '<div><a href="/actu/{n}/x"><img src=a.jpg></a><h3><a href="/actu/{n}/x">Le palmarès de l’an {n}</a></h3></div>'


def below(card, heading=""):
    after = f"<div>{heading}{''.join(card.format(n=n) for n in (425, 426))}</div>"
    return {url for _, url, _ in found(page(after, inside=TEXT * 3), "related")}
