"""What a user is told when an archive of an older version is brought up to date, which can take minutes."""

import sys
from contextlib import suppress
from pathlib import Path

from archive.connection import to_bring_up_to_date
from archive.errors import ArchiveError

__all__ = ["tell_of_update", "update_in_words"]

#: Below, it is done before anybody has read a line.
FEW = 20_000
#: 145,000 were measured on a machine that had six other things to do.
ARTICLES_A_MINUTE = 100_000


def tell_of_update(folder: Path) -> None:
    """Say on standard error that the archive in a folder is about to be brought up to date, if that takes long."""
    with suppress(ArchiveError):  # whatever is wrong with it is told by what opens it
        if words := update_in_words(folder, to_bring_up_to_date(folder / "archive.db")):
            print(words, file=sys.stderr, flush=True)


def update_in_words(folder: Path, articles: int) -> str | None:
    """
    >>> update_in_words(Path("data"), 10)
    >>> print(update_in_words(Path("data"), 1_000_000))
    data/archive.db is of an older version and is brought up to date first: 1,000,000 articles, up to 10 minutes. It may be stopped: the next command does it then.
    """
    if articles < FEW:
        return None
    minutes = -(-articles // ARTICLES_A_MINUTE)
    return (
        f"{folder}/archive.db is of an older version and is brought up to date first: {articles:,} articles,"
        f" up to {minutes} minute{'s' if minutes > 1 else ''}. It may be stopped: the next command does it then."
    )
