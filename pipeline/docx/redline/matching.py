"""Two sequences matched: what stands in both, in the same order. Time grows with their length, not with its square.

What occurs once on either side is an anchor. Between anchors that follow each other the search goes on; the small
gaps that have none are searched whole, and a large one is one change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

Match = tuple[int, int]
_WHOLE = 40_000  # cells: a gap of 200 by 200 is still searched whole


def matches(
    old: Sequence[Hashable], new: Sequence[Hashable], weight: Callable[[int], float] = lambda _: 1.0
) -> list[Match]:
    """Return the places in `old` and `new` that hold the same, in order.

    `weight` tells how much it is worth to keep the thing at a place in `old`: a word more than a space.
    """
    numbers: dict[Hashable, int] = {}  # a long key is hashed once
    old = [numbers.setdefault(thing, len(numbers)) for thing in old]
    new = [numbers.setdefault(thing, len(numbers)) for thing in new]
    found: list[Match] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        start, end, first, last = waiting.pop()
        while start < end and first < last and old[start] == new[first]:
            found.append((start, first))
            start, first = start + 1, first + 1
        while start < end and first < last and old[end - 1] == new[last - 1]:
            end, last = end - 1, last - 1
            found.append((end, last))
        if start == end or first == last:
            continue
        anchors = heaviest([(i, j, weight(i)) for i, j in _unique(old, new, start, end, first, last)])
        found += anchors
        if anchors:
            waiting += gaps(anchors, start, end, first, last)
        elif (end - start) * (last - first) <= _WHOLE:
            found += _common(old, new, weight, start, end, first, last)
    return sorted(found)


def gaps(found: Sequence[Match], start: int, end: int, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies before, between and after matches: from and to in the old, from and to in the new."""
    for i, j in (*found, (end, last)):
        if start < i or first < j:
            yield start, i, first, j
        start, first = i + 1, j + 1


def heaviest(candidates: Sequence[tuple[int, int, float]]) -> list[Match]:
    """Return the heaviest of the chains of candidates that ascend on both sides; each is used once.

    A place in the old has at most one candidate, and so has one in the new.
    """
    order = sorted(candidates)
    ends: list[int] = []  # the places in the new where a chain can end, ascending; heavier chains end later
    best: list[tuple[float, int]] = []  # a chain's weight and its last candidate, beside `ends`
    before: list[int] = []
    for number, (_, j, weight) in enumerate(order):
        at = bisect_left(ends, j)
        total = weight + (best[at - 1][0] if at else 0)
        before.append(best[at - 1][1] if at else -1)
        stop = at
        while stop < len(ends) and best[stop][0] <= total:
            stop += 1
        ends[at:stop] = [j]
        best[at:stop] = [(total, number)]
    chain = []
    number = best[-1][1] if best else -1
    while number >= 0:
        chain.append(order[number][:2])
        number = before[number]
    return chain[::-1]


def _unique(
    old: Sequence[Hashable], new: Sequence[Hashable], start: int, end: int, first: int, last: int
) -> Iterator[Match]:
    """Yield the places of what occurs once in this piece of the old and once in this piece of the new."""
    here, there = Counter(old[start:end]), Counter(new[first:last])
    place = {new[j]: j for j in range(first, last)}
    for i in range(start, end):
        if here[old[i]] == 1 and there.get(old[i]) == 1:
            yield i, place[old[i]]


def _common(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    weight: Callable[[int], float],
    start: int,
    end: int,
    first: int,
    last: int,
) -> Iterator[Match]:
    """Yield the heaviest common subsequence of a small piece."""
    weights = [weight(i) for i in range(start, end)]
    yield from best_path(
        end - start,
        last - first,
        lambda i, j: weights[i] if old[start + i] == new[first + j] else 0.0,
        (start, first),
    )


def best_path(height: int, width: int, worth: Callable[[int, int], float], origin: Match = (0, 0)) -> Iterator[Match]:
    """Yield the pairs, ascending on both sides, that are worth most together; a pair worth 0 is none."""
    values = [[worth(i, j) for j in range(width)] for i in range(height)]
    sums = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        row, below, value = sums[i], sums[i + 1], values[i]
        for j in range(width - 1, -1, -1):
            most = below[j] if below[j] >= row[j + 1] else row[j + 1]
            paired = below[j + 1] + value[j]
            row[j] = paired if value[j] and paired > most else most
    i = j = 0
    while i < height and j < width:
        here = sums[i][j]
        if values[i][j] and here == sums[i + 1][j + 1] + values[i][j]:
            yield origin[0] + i, origin[1] + j
            i, j = i + 1, j + 1
        elif here == sums[i + 1][j]:
            i += 1
        else:
            j += 1
