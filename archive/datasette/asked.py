"""What a reader asked for, as it stands in the URL: words, choices, order, page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.datasette.room import Room
from archive.search import CHOICES, Filters

__all__ = ["Asked", "asked_in", "asked_of"]

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

    @property
    def in_words(self) -> str:
        """What it asks for, for a list: the words and the choices."""
        said = [self.words.strip(), *(f"{facet}: {value}" for facet, value in self.filters.pairs())]
        return " · ".join(part for part in said if part)

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
    return asked_in({name: list(room.request.args.getlist(name)) for name in room.request.args})


def asked_in(given: Mapping[str, Sequence[str]]) -> Asked:
    """The search that parameters say, each with its values."""

    def first(name: str) -> str:
        return str((given.get(name) or [""])[0] or "")

    offset = first("offset")
    values = {facet: tuple(dict.fromkeys(v for v in given.get(facet, ()) if v))[:20] for facet in CHOICES}
    return Asked(
        words=first("q")[:2000],
        filters=Filters(**values),
        sort="newest" if first("sort") == "newest" else "best",
        offset=min(int(offset), MAX_OFFSET)
        if offset.isascii() and offset.isdecimal() and len(offset) < 9
        else 0,
    )
