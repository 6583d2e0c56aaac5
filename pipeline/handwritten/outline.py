"""The headings of a document found and held against the common structure, and the text that stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.docx.reading import Block, Paragraph, Table, looks_like_heading
from pipeline.handwritten.slots import Slot, slots
from pipeline.handwritten.texts import plain
from pipeline.matching import Candidate, Match, align, heading_words, likeness, nearest_of
from pipeline.plan import ActionPlan

_CONTENTS_LINE = re.compile(r"\S.*(?:\t|\.{3,}|…{2,}|(?:\. ){3,}|_{3,})\s*\d{1,3}\s*$")
_CONTENTS_HEADS = {"innehåll", "innehållsförteckning", "innehållsförteckning innehåll"}
_DEPTH = re.compile(r"\s*(\d+(?:\.\d+)+)[.)]?\s")
_EXACT = 93.0
_LONGEST = 110
_PLAIN = 0.5  # the weight of a line that is worded as a heading and looks like text


@dataclass
class Part:
    """A heading that was found, and the blocks under it. `slot` is None where the structure has no such heading."""

    heading: Paragraph | None
    words: str
    slot: Slot | None
    certainty: int = 0
    moved: bool = False
    level: int | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """What stands before the first heading that was found, the parts in the document's order, and contents lines."""

    structure: type[ActionPlan]
    before: tuple[Block, ...]
    parts: tuple[Part, ...]
    contents: tuple[Paragraph, ...]

    @property
    def worth(self) -> float:
        """Return how well the structure fits: the certainties of all its headings."""
        return sum(part.certainty for part in self.parts if part.slot)

    @property
    def missing(self) -> tuple[Slot, ...]:
        """Return the places whose heading was not found."""
        found = {part.slot.path for part in self.parts if part.slot}
        return tuple(slot for slot in slots(self.structure) if slot.path not in found)


def outline(blocks: Sequence[Block], structure: type[ActionPlan]) -> Outline:
    """Return the parts of a document as a structure has them."""
    kept, contents = without_contents(blocks)
    places = slots(structure)
    targets = [slot.target for slot in places]
    candidates = list(_candidates(kept, structure))
    matches = align([*candidates, *_joined(candidates, kept)], targets)
    before, lines = _without_contents_lines(kept, matches, contents)
    levels = {_look(kept[m.candidate.start]): places[m.target].level for m in matches}
    parts = _parts(kept, matches, places, levels)
    return Outline(structure, tuple(before), tuple(parts), (*contents, *lines))


def best_outline(blocks: Sequence[Block], structures: Sequence[type[ActionPlan]]) -> Outline:
    """Return the outline of the structure that fits best; of equals the first."""
    return max((outline(blocks, structure) for structure in structures), key=lambda found: found.worth)


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[Paragraph]]:
    """Return the blocks without a table of contents, Word's own or a typed one, and its lines."""
    kept: list[Block] = []
    lines: list[Paragraph] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            typed = _CONTENTS_LINE.fullmatch(block.text.strip()) is not None and block.level is None
            neighbours = [b for b in blocks[max(0, number - 2) : number + 3] if b is not block]
            among = any(isinstance(b, Paragraph) and _is_contents(b) for b in neighbours)
            if block.contents or (typed and among) or heading_words(block.text) in _CONTENTS_HEADS:
                lines.append(block)
                continue
        kept.append(block)
    return kept, lines


def _is_contents(block: Paragraph) -> bool:
    return (
        block.contents
        or _CONTENTS_LINE.fullmatch(block.text.strip()) is not None
        or heading_words(block.text) in _CONTENTS_HEADS
    )


def heading_weight(paragraph: Paragraph) -> float:
    """Return how much a paragraph looks like a heading, 0 to 1."""
    if not looks_like_heading(paragraph):
        return 0.0
    if paragraph.level is not None:
        return 1.0
    look = paragraph.look
    return min(0.95, 0.5 + 0.2 * look.bold + 0.2 * look.larger + 0.15 * look.capitals + 0.1 * look.underlined)


def _candidates(blocks: Sequence[Block], structure: type[ActionPlan]) -> Iterator[Candidate]:
    targets = [slot.target for slot in slots(structure)]
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        words = plain(block.text)
        weight = heading_weight(block)
        worded = 3 < len(words) < _LONGEST and not words.endswith((".", ";", ","))
        if not weight and worded and block.listed is None and any(nearest_of(words, t) >= _EXACT for t in targets):
            weight = _PLAIN
        if weight:
            yield Candidate(number, number + 1, words, weight, block.level)


def _joined(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Yield neighbours as one: a heading that somebody broke into two paragraphs."""
    for one, other in pairwise(candidates):
        between = blocks[one.end : other.start]
        empty = all(isinstance(b, Paragraph) and not b.text.strip() for b in between)
        if empty and one.level == other.level:
            words = f"{one.words} {other.words}"
            yield Candidate(one.start, other.end, words, min(one.weight, other.weight), one.level)


def _without_contents_lines(
    blocks: Sequence[Block], matches: Sequence[Match], contents: Sequence[Paragraph]
) -> tuple[list[Block], list[Paragraph]]:
    """Return what stands before the first heading, and lines there that only repeat the headings that follow."""
    first = matches[0].candidate.start if matches else len(blocks)
    words = [m.candidate.words for m in matches]
    before: list[Block] = []
    lines: list[Paragraph] = []
    repeated = [
        block
        for block in blocks[:first]
        if isinstance(block, Paragraph) and any(likeness(block.text, w) >= _EXACT for w in words)
    ]
    for block in blocks[:first]:
        if isinstance(block, Paragraph) and (len(repeated) > 2 or contents) and block in repeated:
            lines.append(block)
        else:
            before.append(block)
    return before, lines


def _look(block: Block) -> object:
    return (
        (block.look.bold, block.look.size, block.look.capitals, block.style) if isinstance(block, Paragraph) else None
    )


def _parts(
    blocks: Sequence[Block], matches: Sequence[Match], places: Sequence[Slot], levels: dict[object, int]
) -> list[Part]:
    by_start = {m.candidate.start: m for m in matches}
    parts: list[Part] = []
    number = matches[0].candidate.start if matches else len(blocks)
    while number < len(blocks):
        block = blocks[number]
        match = by_start.get(number)
        if match and isinstance(block, Paragraph):
            slot = places[match.target]
            words = match.candidate.words
            parts.append(Part(block, words, slot, match.certainty, match.moved, slot.level))
            number = match.candidate.end
            continue
        if isinstance(block, Paragraph) and heading_weight(block) >= 0.6:
            numbered = _DEPTH.match(block.text)
            level = block.level or (numbered[1].count(".") + 1 if numbered else levels.get(_look(block)))
            parts.append(Part(block, plain(block.text), None, level=level))
        elif parts:
            parts[-1].blocks.append(block)
        number += 1
    return parts


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    """Return the tables among blocks."""
    return [block for block in blocks if isinstance(block, Table)]
