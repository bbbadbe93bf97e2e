"""How tables of words are read: data that a stranger can add a language to."""

__all__ = ["alternation", "numbered", "phrases"]


def alternation(*tables: str) -> str:
    """One pattern of `re` that any word of some tables fits; a longer one before what it begins with.

    >>> alternation("mis_à_jour maj", "updated? maj")
    'mis\\\\sà\\\\sjour|updated?|maj'

    :param tables: words, or patterns, parted by blanks; `_` stands for a blank inside
    """
    words = dict.fromkeys(word for table in tables for word in table.split())
    return "|".join(sorted(words, key=len, reverse=True)).replace("_", r"\s")


def phrases(table: str) -> frozenset[str]:
    """The words and phrases of a table as they are written.

    >>> sorted(phrases("par written_by"))
    ['par', 'written by']

    :param table: phrases parted by blanks; `_` stands for a blank inside
    """
    return frozenset(phrase.replace("_", " ") for phrase in table.split())


def numbered(table: str, first: int) -> dict[str, int]:
    """Each word of a table to its column's number; where two lines disagree, the first is right.

    >>> numbered("fr lundi,lun mardi", 0)
    {'lundi': 0, 'lun': 0, 'mardi': 1}

    :param table: a line a language: its code, then columns of words that mean the same, parted by commas
    :param first: the number of the first column
    """
    numbers: dict[str, int] = {}
    for line in table.strip().splitlines():
        for number, words in enumerate(line.split()[1:], first):
            for word in words.split(","):
                numbers.setdefault(word, number)
    return numbers
