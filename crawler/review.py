"""Texts that wait for a person's decision, in words; see `archive.held`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.connection import open_for_reading
from archive.held import Held, waiting
from archive.store import Archive
from crawler import exits

__all__ = ["decided", "listed"]

_WIDTH = 100


def listed(folder: Path) -> Iterator[str]:
    """What waits, and how to decide."""
    db = open_for_reading(folder / "archive.db").conn
    texts = list(waiting(db))
    db.close()
    if not texts:
        yield "No text waits for a decision."
        return
    yield "These texts came back poorer than what is kept, or are doubted, and were not taken:"
    for text in texts:
        yield from _lines(text)
    example = texts[0].number
    yield ""
    yield f"Take one as the article's new text, a revision:  scrapy verify --accept {example}"
    yield f"Keep the text that is there, and ask no more:    scrapy verify --reject {example}"
    yield "Several: --accept 3,5 or --accept all"


def _lines(text: Held) -> Iterator[str]:
    seen = text.seen[:10] + (f" to {text.last_seen[:10]}" if text.last_seen[:10] != text.seen[:10] else "")
    start = " ".join(text.said.body.split())
    yield ""
    yield f"{text.number:4}  {text.url}"
    yield f"      seen {seen}: {text.reason} (capture {text.capture})"
    yield (
        f"      it says: {start[:_WIDTH]}{'…' if len(start) > _WIDTH else ''}"
        if start
        else "      it says nothing"
    )


def decided(archive: Archive, asked: str, now: str, *, accept: bool) -> Iterator[str]:
    """Accept or reject texts; a line for each. A number that nothing has ends the command before anything is done.

    :param asked: `3`, `3,5` or `all`
    """
    texts = {text.number: text for text in waiting(archive.db.conn)}
    numbers = list(texts) if asked.strip().lower() == "all" else _numbers(asked, list(texts), accept)
    with archive.batch():
        for number in numbers:
            url = texts[number].url
            if accept:
                archive.accept_held(number, now)
                yield f"{number}  {url}: taken, as a revision of {texts[number].seen[:10]}"
            else:
                archive.reject_held(number, now)
                yield f"{number}  {url}: the text that is there stays"
    if not numbers:
        yield "No text waits for a decision."


def _numbers(asked: str, known: Sequence[int], accept: bool) -> list[int]:
    option = "--accept" if accept else "--reject"
    numbers = []
    for part in asked.split(","):
        if not part.strip().isdecimal():
            exits.stop(f"{option} {asked}: write a number of the list (scrapy verify --held), 3,5 or all")
        if int(part) not in known:
            exits.stop(
                f"{option} {asked}: no text with the number {int(part)} waits: see scrapy verify --held"
            )
        numbers.append(int(part))
    return list(dict.fromkeys(numbers))
