"""Which blocks and rows became which others, where none is the same: by their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.docx.redline.blocks import Bag, Block, Contents, Paragraph, Row, Table
from pipeline.docx.redline.matching import Match, best_path, gaps, heaviest

Gap = tuple[int, int, int, int]
_ALIKE = 0.3  # of the letters: less, and a paragraph is another one
_OTHER_STYLE = 0.7  # what likeness is worth between a heading and a text
_ROW_ALIKE = 0.55  # rows share more words that say little: Löpande, Enhetschef
_WHOLE = 2500  # pairs: a gap of 50 by 50 is searched whole
_RARE = 3  # a word that stands in no more blocks of a gap than this tells where a block has gone


class Worded(Protocol):
    """What has words."""

    @property
    def bag(self) -> Bag:
        """Return them."""


def likely(
    old: Sequence[Worded], new: Sequence[Worded], found: Sequence[Match], worth: Callable[[int, int], float]
) -> list[Match]:
    """Return `found`, and in the gaps between them the pairs that are worth most; `worth` 0 means that two are not one.

    A large gap is first parted by blocks that share rare words, so that time grows with its length.
    """
    out = list(found)
    waiting = list(gaps(found, 0, len(old), 0, len(new)))
    while waiting:
        start, end, first, last = waiting.pop()
        if start == end or first == last:
            continue
        if (end - start) * (last - first) <= _WHOLE:
            out += _searched(worth, (start, end, first, last))
            continue
        anchors = heaviest(list(_candidates(old, new, (start, end, first, last), worth)))
        out += anchors
        if anchors:
            waiting += gaps(anchors, start, end, first, last)
    return sorted(out)


def _searched(worth: Callable[[int, int], float], gap: Gap) -> Iterator[Match]:
    start, end, first, last = gap
    return best_path(end - start, last - first, lambda i, j: worth(start + i, first + j), (start, first))


def _candidates(
    old: Sequence[Worded], new: Sequence[Worded], gap: Gap, worth: Callable[[int, int], float]
) -> Iterator[tuple[int, int, float]]:
    """Yield for each of the old the one of the new that shares most of the rare words with it, if it is like it."""
    start, end, first, last = gap
    here, there = _places(old, start, end), _places(new, first, last)
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for word, places in here.items():
        if len(places) <= _RARE >= len(there.get(word, ())):
            for i in places:
                votes[i].update(dict.fromkeys(there.get(word, ()), len(word)))
    taken: dict[int, tuple[int, float]] = {}
    for i, counted in votes.items():
        for j, _ in counted.most_common(1):
            value = worth(i, j)
            if value > taken.get(j, (0, 0.0))[1]:
                taken[j] = (i, value)
    yield from ((i, j, value) for j, (i, value) in taken.items())


def _places(things: Sequence[Worded], start: int, end: int) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number in range(start, end):
        for word in things[number].bag.words:
            places[word].append(number)
    return places


def rewritten(old: Sequence[Block], new: Sequence[Block], found: Sequence[Match]) -> list[Match]:
    """Return `found` with paragraphs that stand in the place of as many others of the same style, one for one."""
    out = list(found)
    for start, end, first, last in gaps(found, 0, len(old), 0, len(new)):
        if end - start == last - first and all(
            isinstance(a, Paragraph) and isinstance(b, Paragraph) and a.style == b.style
            for a, b in zip(old[start:end], new[first:last], strict=True)
        ):
            out += zip(range(start, end), range(first, last), strict=True)
    return sorted(out)


def block_likeness(old: Block, new: Block) -> float:
    """Return how sure it is that a block became another; 0 when it did not."""
    if isinstance(old, Contents) and isinstance(new, Contents):
        return 1.0
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        alike = old.bag.likeness(new.bag) * (1.0 if old.style == new.style else _OTHER_STYLE)
        return alike if alike >= _ALIKE else 0.0
    if isinstance(old, Table) and isinstance(new, Table) and _widths(old.rows) == _widths(new.rows):
        alike = 0.6 * old.bag.likeness(new.bag)
        if old.rows and new.rows and old.rows[0].key == new.rows[0].key:
            alike += 0.4
        return alike if alike >= _ALIKE else 0.0
    return 0.0


def likely_rows(old: Sequence[Row], new: Sequence[Row], found: Sequence[Match]) -> list[Match]:
    """Return `found` and the pairs of rows of which one became the other.

    A row that is called the same, such as F2, is the same row; it became none that is called something else.
    """
    here, there = ({row.name for row in rows} - {""} for rows in (old, new))

    def worth(i: int, j: int) -> float:
        if old[i].name != new[j].name and (old[i].name in there or new[j].name in here):
            return 0.0
        return _row_likeness(old[i], new[j])

    return likely(old, new, found, worth)


def _row_likeness(old: Row, new: Row) -> float:
    if len(old.cells) != len(new.cells) or old.is_head != new.is_head:
        return 0.0
    alike = old.bag.likeness(new.bag)
    if old.is_head or (old.name and old.name == new.name):
        return 0.5 + alike / 2
    return alike if alike >= _ROW_ALIKE else 0.0


def _widths(rows: Iterable[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)
