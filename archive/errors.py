"""What can go wrong with an archive, each in a sentence that a user can act on."""

__all__ = [
    "ArchiveError",
    "ArchiveFull",
    "ArchiveUnwritable",
    "CaptureDamaged",
    "DatabaseLost",
    "NewerArchive",
    "NoArchive",
    "UnknownArticle",
    "UnknownSite",
]


class ArchiveError(Exception):
    """The root of this package's errors; `str(error)` is one line for the user."""


class NoArchive(ArchiveError):
    """There is no archive in the folder; nothing was made."""


class NewerArchive(ArchiveError):
    """A newer Kiosque wrote the archive; it was left untouched."""


class ArchiveUnwritable(ArchiveError):
    """The folder or its files cannot be written, or are not an archive."""


class DatabaseLost(ArchiveError):
    """There are captures, but archive.db is gone or half built again from them; nothing was made or changed."""


class ArchiveFull(ArchiveError):
    """The disk (or a quota) is full; what was stored before is intact, the open batch is not stored."""


class CaptureDamaged(ArchiveError):
    """The bytes of a capture are missing or not what was written."""


class UnknownArticle(ArchiveError):
    """No article with this URL or id; nothing was written."""


class UnknownSite(ArchiveError):
    """No site of this name; nothing was written."""
