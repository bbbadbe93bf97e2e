"""Which articles carry the same text: agency copy, the same release on two sites. Pure functions.

Min-hashing of word shingles (Broder 1997), one hash per shingle spread over bins (one permutation hashing,
Li, Owen and Zhang 2012); articles that share a band of bins are candidates and are then compared exactly.
"""

import re
import zlib

__all__ = ["ALIKE", "MIN_WORDS", "bands", "resemblance"]

#: Share of three-word shingles in common from which two texts count as one.
ALIKE = 0.7
#: Shorter texts ("Photo of the day") resemble one another by chance.
MIN_WORDS = 30

_BANDS, _ROWS = 10, 4
_BINS = _BANDS * _ROWS
_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[int]:
    """Hashes (32 bits) of the three-word runs of a text, letters only, case folded."""
    words = _WORD.findall(text.casefold())
    if len(words) < MIN_WORDS:
        return set()
    return {zlib.crc32(f"{a} {b} {c}".encode()) for a, b, c in zip(words, words[1:], words[2:], strict=False)}


def bands(text: str) -> list[int]:
    """Ten numbers; texts that share most shingles share one at least. Empty for a text too short to tell.

    >>> text = " ".join(str(n) for n in range(100))
    >>> len(set(bands(text)) & set(bands(text + " more"))) >= 8
    True
    >>> bands("Photo of the day")
    []
    """
    hashes = shingles(text)
    if not hashes:
        return []
    bins = [0xFFFFFFFF] * _BINS
    for value in hashes:
        mixed = value * 0x9E3779B1 & 0xFFFFFFFF  # crc32 is linear: spread it before binning
        position, rest = mixed % _BINS, mixed // _BINS
        if rest < bins[position]:
            bins[position] = rest
    # An empty bin borrows its neighbour's value (densification).
    for position in range(_BINS * 2 - 1, -1, -1):
        if bins[position % _BINS] == 0xFFFFFFFF:
            bins[position % _BINS] = bins[(position + 1) % _BINS]
    return [
        band << 32 | zlib.crc32(repr(bins[band * _ROWS : (band + 1) * _ROWS]).encode())
        for band in range(_BANDS)
    ]


def resemblance(one: str, other: str) -> float:
    """Jaccard similarity of the three-word shingles of two texts, 0 to 1."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b) if a and b else 0.0
