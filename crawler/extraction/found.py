"""A value and where on the page it came from."""

from typing import Generic, NamedTuple, TypeVar

__all__ = ["Found"]

Value = TypeVar("Value", covariant=True)


class Found(NamedTuple, Generic[Value]):
    """What a page states about one of an article's fields.

    >>> Found("2020-10-13", "json-ld")
    Found(value='2020-10-13', source='json-ld')

    :param source: a name a reader understands: `json-ld`, `meta og:title`, `h1`, `time`, `url`
    """

    value: Value
    source: str
