"""What became of each block of the old document: kept, changed, deleted; and what is new. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.docx.redline.blocks import Block, Paragraph, Row, Table
from pipeline.docx.redline.likeness import block_likeness, likely, likely_rows, rewritten
from pipeline.docx.redline.marking import Span, marked
from pipeline.docx.redline.matching import Match, matches


@dataclass
class Step:
    """A block that is in both documents, or in one of them.

    `spans` are a changed paragraph's stretches and `rows` a changed table's rows; None when nothing is changed.
    """

    old: Block | None
    new: Block | None
    spans: list[Span] | None = None
    rows: list[RowStep] | None = None


@dataclass
class RowStep:
    """A row that is in both tables, or in one; `cells` are a changed row's."""

    old: Row | None
    new: Row | None
    cells: list[list[Step]] | None = None


@dataclass
class Comparison:
    """What the blocks that belong together say of lists and notes, in the order in which they were met."""

    lists: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def steps(self, old: Sequence[Block], new: Sequence[Block]) -> list[Step]:
        """Return what leads from the blocks of one body, cell, note or header to those of another."""
        found = matches([b.key for b in old], [b.key for b in new], lambda i: 1.0 + old[i].bag.size)
        found = likely(old, new, found, lambda i, j: block_likeness(old[i], new[j]))
        pairs = rewritten(old, new, found)
        steps = with_ends(
            [
                Step(old[i] if i is not None else None, new[j] if j is not None else None)
                for i, j in _walked(pairs, len(old), len(new))
            ]
        )
        for step in steps:
            self._look_closer(step)
        return steps

    def _look_closer(self, step: Step) -> None:
        """Tell what is changed in a block that is in both documents."""
        old, new = step.old, step.new
        if isinstance(old, Paragraph) and isinstance(new, Paragraph):
            if old.list_id and new.list_id:
                self.lists.append((old.list_id, new.list_id))
            if old.line.key != new.line.key:
                step.spans = marked(old.line, new.line)
                for span in (span for span in step.spans if span.kept):
                    self.notes += [
                        (a.note, b.note) for a, b in zip(span.old, span.new, strict=True) if a.note and b.note
                    ]
        elif isinstance(old, Table) and isinstance(new, Table) and (old.key != new.key or old.has_lists):
            step.rows = self._rows(old.rows, new.rows)

    def _rows(self, old: Sequence[Row], new: Sequence[Row]) -> list[RowStep]:
        found = matches([r.key for r in old], [r.key for r in new], lambda i: 1.0 + old[i].bag.size)
        whole = likely_rows(old, new, found)
        out = []
        for i, j in _walked(whole, len(old), len(new)):
            step = RowStep(old[i] if i is not None else None, new[j] if j is not None else None)
            if step.old and step.new and (step.old.key != step.new.key or step.old.has_lists):
                step.cells = [self.steps(*cells) for cells in zip(step.old.cells, step.new.cells, strict=True)]
            out.append(step)
        return out


def with_ends(steps: list[Step]) -> list[Step]:
    """Return steps in which every paragraph mark that goes away has a paragraph after it.

    What stands alone before a table that stays, or at the end, takes the nearest paragraph of the other document from
    before it as its other half.
    """
    end = len(steps)
    while end > 0:
        start = end
        while start and _is_loose(steps[start - 1]):
            start -= 1
        missing = {"new" if step.new is None else "old" for step in steps[start:end]}
        if len(missing) == 1 and not (start and _is_paragraph(steps[start - 1])) and _stays(steps, end, missing):
            steps = _with_other_half(steps, end, next(iter(missing)))
        end = start if start < end else end - 1
    return steps


def _with_other_half(steps: list[Step], end: int, missing: str) -> list[Step]:
    """Return steps in which the paragraph before `end` is in both documents; as they were, when that cannot be."""
    at = next((n for n in range(end - 1, -1, -1) if getattr(steps[n], missing) is not None), None)
    if at is None or not isinstance(getattr(steps[at], missing), Paragraph):
        return steps
    last, other = steps[end - 1], steps[at]
    paired = Step(last.old, other.new) if missing == "new" else Step(other.old, last.new)
    left = Step(other.old, None) if missing == "new" else Step(None, other.new)
    return [*steps[:at], *([left] if left.old or left.new else []), *steps[at + 1 : end - 1], paired, *steps[end:]]


def _stays(steps: Sequence[Step], end: int, missing: set[str]) -> bool:
    """Return whether a table stands at `end`, or nothing, in the document that the paragraphs before are missing in."""
    side = next(iter(missing))
    following = next((block for step in steps[end:] if (block := getattr(step, side)) is not None), None)
    return following is None or isinstance(following, Table)


def _is_loose(step: Step) -> bool:
    return _is_paragraph(step) and (step.old is None or step.new is None)


def _is_paragraph(step: Step) -> bool:
    return isinstance(step.old or step.new, Paragraph)


def _walked(pairs: Sequence[Match], height: int, width: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs and what has none, in order: between two pairs first the old, then the new."""
    i = j = 0
    for old, new in (*pairs, (height, width)):
        yield from ((n, None) for n in range(i, old))
        yield from ((None, n) for n in range(j, new))
        if old < height and new < width:
            yield old, new
        i, j = old + 1, new + 1
