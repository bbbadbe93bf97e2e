"""An article with some of its values replaced."""

from typing import Any, cast

from archive.incoming import ArticleLike

__all__ = ["completed"]


class _Completed:
    def __init__(self, article: ArticleLike, values: dict[str, Any]) -> None:
        self._article, self._values = article, values

    def __getattr__(self, name: str) -> Any:
        return self._values[name] if name in self._values else getattr(self._article, name)


def completed(article: ArticleLike, **values: Any) -> ArticleLike:
    """The article, with these values in place of its own."""
    return cast(ArticleLike, _Completed(article, values)) if values else article
