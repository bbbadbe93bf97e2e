"""Zstandard frames of a `.warc.zst` file and the dictionary at its head. Pure functions.

Zstandard Compression for WARC Files 1.0 (IIPC); RFC 8878. Each record is a frame of its own with content size
and checksum; the file begins with a skippable frame that holds the (compressed) dictionary, if it has one.
"""

import struct
import sys
from collections.abc import Iterator, Sequence

import zstandard

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDict, finalize_dict
else:
    from backports.zstd import ZstdDict, finalize_dict

__all__ = [
    "FRAME",
    "LEVEL",
    "LEVEL_OF_MANY",
    "MAX_DICTIONARY",
    "compressor",
    "dictionary_of",
    "frames",
    "has_dictionary",
    "head_frame",
    "make_dictionary",
]

FRAME_MAGIC = 0xFD2FB528
#: What every frame begins with.
FRAME = FRAME_MAGIC.to_bytes(4, "little")
DICTIONARY_MAGIC = 0x184D2A5D
#: 0.2 to 0.8 ms a page; 12 is 1% smaller and takes three times that.
LEVEL = 9
#: Where many sites are written at once: records a quarter larger, tables of 0.1 MB where level 9 has 10.
LEVEL_OF_MANY = 4
#: Whole pages of the site. The more the smaller: of .warc.gz, a blog took 0.47 with 128 kB, 0.42 with 1 MiB, 0.41 with 2.
MAX_DICTIONARY = 2 << 20


def make_dictionary(records: Sequence[bytes]) -> bytes | None:
    """A dictionary in zstd's own format whose content is the last records, whole; None if there are too few."""
    content = b"".join(records)[-MAX_DICTIONARY:]
    if len(records) < 4 or len(content) < 1024:
        return None
    raw = ZstdDict(content, is_raw=True)
    samples = list(records[-200:])
    return finalize_dict(raw, samples, len(content) + 8192, LEVEL).dict_content


def head_frame(dictionary: bytes) -> bytes:
    """The frame that a file with this dictionary begins with."""
    data = zstandard.ZstdCompressor(level=12, write_checksum=True, write_content_size=True).compress(
        dictionary
    )
    return struct.pack("<II", DICTIONARY_MAGIC, len(data)) + data


def has_dictionary(start: bytes) -> bool:
    """Whether a file that starts so has a dictionary at its head.

    :param start: its first eight bytes, or more
    """
    return len(start) >= 8 and struct.unpack_from("<I", start)[0] == DICTIONARY_MAGIC


def dictionary_of(head: bytes) -> bytes | None:
    """The dictionary that a file begins with; None if it has none.

    :param head: the file's first frame, or more
    :raises ValueError: there is one, cut short or damaged
    """
    if not has_dictionary(head):
        return None
    (size,) = struct.unpack_from("<I", head, 4)
    data = head[8 : 8 + size]
    if len(data) < size:
        raise ValueError("the dictionary at the head of the file is cut short")
    if data.startswith(FRAME):
        try:
            return zstandard.ZstdDecompressor().decompress(data, max_output_size=8 << 20)
        except zstandard.ZstdError as error:
            raise ValueError(f"the dictionary at the head of the file is damaged ({error})") from error
    return data


def compressor(dictionary: bytes | None, level: int = LEVEL) -> zstandard.ZstdCompressor:
    if dictionary is None:
        return zstandard.ZstdCompressor(level=level, write_checksum=True, write_content_size=True)
    data = zstandard.ZstdCompressionDict(dictionary)
    data.precompute_compress(level=level)
    return zstandard.ZstdCompressor(
        level=level, dict_data=data, write_checksum=True, write_content_size=True, write_dict_id=True
    )


def decompressor(dictionary: bytes | None) -> zstandard.ZstdDecompressor:
    if dictionary is None:
        return zstandard.ZstdDecompressor()
    return zstandard.ZstdDecompressor(dict_data=zstandard.ZstdCompressionDict(dictionary))


def frames(raw: bytes | memoryview, start: int = 0) -> Iterator[tuple[int, int]]:
    """(offset, length) of each whole data frame from `start`; ends at the first that is not whole.

    Skippable frames are passed over. A frame ends where its block headers say (RFC 8878, 3.1.1.2).
    """
    while start + 8 <= len(raw):
        (magic,) = struct.unpack_from("<I", raw, start)
        if magic & 0xFFFFFFF0 == 0x184D2A50:
            length = 8 + struct.unpack_from("<I", raw, start + 4)[0]
        elif magic == FRAME_MAGIC:
            length = _frame_length(raw, start)
        else:
            return
        if length <= 0 or start + length > len(raw):
            return
        if magic == FRAME_MAGIC:
            yield start, length
        start += length


def _frame_length(raw: bytes | memoryview, start: int) -> int:
    """Length of the data frame at `start`; 0 when cut or none."""
    try:
        position = start + zstandard.frame_header_size(bytes(raw[start : start + 18]))
    except zstandard.ZstdError:
        return 0
    checksum = 4 if raw[start + 4] & 0x04 else 0
    while position + 3 <= len(raw):
        block = int.from_bytes(raw[position : position + 3], "little")
        last, kind, size = block & 1, (block >> 1) & 3, block >> 3
        position += 3 + (1 if kind == 1 else size)
        if last:
            return position + checksum - start
    return 0
