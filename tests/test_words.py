"""What has words in common: everything that must be compared, and little else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from pipeline.changes.matching import _ALIKE, _SHARED
from pipeline.words import sharing

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=9), max_size=6)


@given(TEXTS, TEXTS)
def test_all_that_is_alike_is_among_what_shares_words(ones, others):
    """Two texts of which six words in ten are the same, in order, are always compared, whatever their lengths."""
    found = sharing(ones, others, _SHARED)

    alike = [{n for n, other in enumerate(others) if Indel.normalized_similarity(one, other) >= _ALIKE} for one in ones]
    assert all(these <= set(numbers) for these, numbers in zip(alike, found, strict=True))


def test_what_only_shares_words_that_all_have_is_not_compared():
    """A thousand rows that begin alike and go on differently give no pair but each row with itself."""
    rows = [["enheten", "erbjuder", f"a{n}", f"b{n}", f"c{n}"] for n in range(1000)]

    assert sharing(rows, rows, 0.5) == [[n] for n in range(1000)]
