"""What the class and id of an element say it is: an article's text, a share bar, a comment..."""

import re
from functools import lru_cache

__all__ = ["CAPTION", "CUT", "TEXT", "role"]

#: Roles of an element. TEXT holds the article; what is CUT never does.
TEXT, CUT, CAPTION = "text", "cut", "caption"

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_TEXT = re.compile(
    r"\b(article|post|entry|story|news|content|single|blog|page)-?(body|content|text|copy|main|detail)\b"
    r"|\b(body|article|story|main)-?(text|copy|content)\b|\bcontenu\b|\bcorps\b|\bcuerpo\b|\bartikel-?text\b"
    r"|\b(prose|markdown|rich-text|wysiwyg|texte|chapo|standfirst)\b"
)
_CUT = re.compile(
    r"\b(comments?|commentaires?|kommentare?|disqus|respond|share|shares|sharing|sharedaddy|social|socials"
    r"|addtoany|addthis|newsletter|newsletters|subscribe|subscription|signup|abonnement|related|relateds|recommended"
    r"|recommendations?|promo|promoted|sponsor|sponsored|outbrain|taboola|breadcrumbs?|breadcrumb|pagination"
    r"|pager|navbar|nav|navigation|menu|sidebar|widget|footer|cookie|cookies|consent|gdpr|banner|advert"
    r"|advertisement|ads|ad|advertising|publicite|werbung|byline|dateline|timestamp|tags|taglist|toolbar"
    r"|author-bio|author-box|bio|about-author|copyright|disclaimer|paywall|popup|modal|login|print|hidden"
    r"|sr-only|screen-reader-text|visually-hidden|skip|toc|rating|ratings|likes|trending|popular|most-read)\b"
)
_CAPTION = re.compile(r"\b(caption|captions|legende|credit|credits|figcaption|photo-credit|copyright)\b")


@lru_cache(maxsize=8192)
def role(names: str) -> str | None:
    """The role that a class attribute and an id give an element, if any.

    >>> role("article__body js-x"), role("shareBar"), role("col-md-8")
    ('text', 'cut', None)
    """
    words = "-".join(_WORD.findall(names)).lower()
    if _TEXT.search(words):
        return TEXT
    if _CAPTION.search(words):
        return CAPTION
    return CUT if _CUT.search(words) else None
