"""Which rows of a list have moved: as few as can be, and the same ones whichever way one looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Spot(NamedTuple):
    """A thing's position in the old list and in the new, and a name that is the same from both sides."""

    old: int
    new: int
    name: tuple[str, ...]


def unmoved(spots: Sequence[Spot]) -> set[Spot]:
    """Return a longest chain of things that stand in the same order in both lists; the others have moved.

    Where several chains are as long, names decide, so that swapping old and new gives the same answer.
    """
    rest = sorted(spots)
    first, last = _ends(rest)
    kept = {*rest[:first], *rest[len(rest) - last :]}
    middle = rest[first : len(rest) - last]
    best: list[tuple[int, tuple[tuple[str, ...], ...], tuple[Spot, ...]]] = []
    for number, spot in enumerate(middle):
        before = [best[n] for n in range(number) if middle[n].new < spot.new]
        # The longest, and among those the one whose names come first.
        length, names, chain = min(before, key=lambda b: (-b[0], b[1]), default=(0, (), ()))
        best.append((length + 1, (*names, spot.name), (*chain, spot)))
    longest = min(best, key=lambda b: (-b[0], b[1]), default=(0, (), ()))
    return kept | set(longest[2])


def _ends(spots: Sequence[Spot]) -> tuple[int, int]:
    """Return how many things at the beginning and at the end are in the same order in both lists."""
    order = sorted(spots, key=lambda spot: spot.new)
    same = [a == b for a, b in zip(spots, order, strict=True)]
    if all(same):
        return len(same), 0
    return same.index(False), same[::-1].index(False)
