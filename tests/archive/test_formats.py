"""Rows as files."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.formats import encode

values = st.one_of(
    st.none(),
    st.integers(),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(['"', ",", "\r", "\n", "a;b"]),
)


@settings(deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(values, min_size=width, max_size=width), max_size=5)
    )
)
def test_our_csv_is_what_the_standard_library_writes(rows):
    columns = [f"c{n}" for n in range(len(rows[0]) if rows else 2)]
    expected = io.StringIO(newline="")
    writer = csv.writer(expected)
    writer.writerow(columns)
    writer.writerows(rows)
    assert b"".join(encode("csv", columns, rows)).decode() == expected.getvalue()


def test_long_texts_come_in_small_pieces():
    rows = ((number, "x" * 3_000_000) for number in range(20))
    assert max(len(piece) for piece in encode("csv", ["id", "body"], rows)) < 4_000_000
