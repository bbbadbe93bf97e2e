"""A page to an `Article`: pure, no network, no database, no clock.

`assemble` puts an article together, from a `Page`: its parsed HTML, walked once (`tree`), and what is asked of it.

- What is the text? `body`: `blocks` of the page, the `evidence` for each, its `weights`, `asides` left out, `rendering`.
- Which date? `dates`, from what the page states and the `date_places` that a reader sees; `date_words` read them.
- Who wrote it? `authors`, in `author_places`, `bylines`, `signatures`; `names` takes them apart, `name_kinds` tells people from the rest.
- Which title? `title`: a vote of `headings`, `metadata` and the address's words (`title_slug`).
- Which links, of what kind? `links`: their labels, places, titles and targets in `link_*`; further pages in `parts`.
- What do the metadata say? `metadata`, with `jsonld` and `literals`; of the rest `topics`, `summary`, `publisher`.
- Is it an article at all? `single` and `nature`; what stands in one's place, `walls`.
- Why this and not another? `rivals` and `explanation`, for `scrapy preview --why`.
"""

from crawler.extraction.article import Article, Link
from crawler.extraction.assemble import extract

__all__ = ["Article", "Link", "extract"]
