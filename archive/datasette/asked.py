"""What a reader asked for, as it stands in the URL: words, choices, order, page."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.datasette.room import Room
from archive.search import FACETS, Filters

__all__ = ["Asked", "asked_of"]

PAGE_SIZE = 20
MAX_OFFSET = 10_000  # further hits are for downloads


@dataclass(frozen=True, slots=True)
class Asked:
    """A search.

    :ivar sort: `best` or `newest`
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = "best"
    offset: int = 0

    @property
    def anything(self) -> bool:
        """Whether it asks for anything at all."""
        return bool(self.words.strip()) or any(self.filters.pairs())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """As the parameters of a URL; what is usual is left out."""
        if self.words:
            yield "q", self.words
        yield from self.filters.pairs()
        if self.sort != "best":
            yield "sort", self.sort
        if self.offset:
            yield "offset", str(self.offset)

    def changed(self, **changes: object) -> "Asked":
        """Another search, from its first page unless said otherwise."""
        return replace(self, **{"offset": 0, **changes})  # type: ignore[arg-type]


def asked_of(room: Room) -> Asked:
    """The search that a URL says; what is wrong in it counts as usual."""
    offset = room.arg("offset")
    return Asked(
        words=room.arg("q")[:2000],
        filters=Filters(**{facet: room.args(facet)[:20] for facet in FACETS}),
        sort="newest" if room.arg("sort") == "newest" else "best",
        offset=min(int(offset), MAX_OFFSET)
        if offset.isascii() and offset.isdecimal() and len(offset) < 9
        else 0,
    )
