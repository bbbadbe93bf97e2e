"""What a run was shown and did not believe, for the check-up after it. Reads the archive."""

import sqlite3
from typing import Any

from crawler.discovery.one_page import EVERYWHERE
from crawler.spiders.doubts import HOME, OTHER, SAME

__all__ = ["unbelieved"]

_HELD = (
    "select reason, count(*), min(h.title) from held h join articles a on a.id = h.article_id"
    " where a.site = ? and h.last_seen >= ? and h.decided is null group by reason"
)
_EVERYWHERE = (
    "select count(*), min(json_extract(evidence, '$.page.title')) from urls"
    " where site = ? and checked >= ? and state = 'blocked' and reason = ?"
)
_RETITLED = (
    "select r.title, count(*) from revisions r join articles a on a.id = r.article_id where a.site = ?"
    " and r.seen >= ? and instr(r.changed, '\"title\"') group by r.title order by 2 desc, 1 limit 1"
)


def unbelieved(db: sqlite3.Connection, site: str, started: str) -> dict[str, Any]:
    """The values of a `Run` that tell of texts held, of one page at many addresses and of titles grown alike."""
    held = {reason: (count, title) for reason, count, title in db.execute(_HELD, [site, started])}
    alike = [held.pop(reason, (0, None)) for reason in (SAME, HOME)]
    alike.append(db.execute(_EVERYWHERE, [site, started, EVERYWHERE]).fetchone())
    other, _ = held.pop(OTHER, (0, None))
    title, retitled = db.execute(_RETITLED, [site, started]).fetchone() or (None, 0)
    return {
        "held": sum(count for count, _ in held.values()),
        "same": sum(count for count, _ in alike),
        "same_title": next((name for count, name in alike if count and name), None),
        "other": other,
        "retitled": retitled,
        "new_title": title,
    }
