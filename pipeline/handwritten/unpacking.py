"""What people put in tables and controls only to place it, as what it is: the reader of a plan sees no frame.

A frame of one column is what stands in it. A table with the structure's headings to the left is chapters. A table, or
lines, with the names of the columns to the left of each activity is a table of activities. What a control asks for and
nobody has filled in is no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.docx.reading import Block, Cell, Inline, Paragraph, Place, Row, Table, Words, paragraphs_of
from pipeline.from_word.texts import part_of
from pipeline.handwritten.columns import ACTIVITY, FOUR, LEAST, activity_head, column_of, environments, filled, width
from pipeline.matching import Target, nearest_of

_HEADING = 93.0  # per cent of likeness from which a cell is one of the structure's headings
_FEWEST = 3  # headings, or labels, that make a table what it is
_LABELLED = re.compile(r"\s*([^:\t\n]{2,40})(?::\s*|\t+)")
Labelled = tuple[str, Paragraph, tuple[Block, ...]]  # the field, its label, and what stands beside it


def unpacked(blocks: Sequence[Block], targets: Sequence[Target]) -> list[Block]:
    """Return blocks without frames, and with tables and lines that only look otherwise as what they are."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            out += _unpacked(block, targets)
        else:
            out.append(block)
    return list(_without_lines(out))


def laid_out(blocks: Sequence[Block], targets: Sequence[Target]) -> Iterator[Table]:
    """Yield each table of several columns that is something else than the table that it looks like."""
    for block in blocks:
        if isinstance(block, Table) and width(block) > 1 and _unpacked(block, targets) != [block]:
            yield block


def _unpacked(table: Table, targets: Sequence[Target]) -> list[Block]:
    if width(table) == 1:
        return unpacked([block for row in table.rows for cell in row.cells for block in cell.blocks], targets)
    if lying := list(_lying(table)):
        return lying
    of_the_plan = activity_head(table) is not None or environments(table) is not None
    if not of_the_plan and width(table) == 2 and _is_chapters(table, targets):
        inside = [block for row in table.rows for cell in row.cells if not cell.merged for block in cell.blocks]
        return unpacked([block for block in inside if not _is_empty(block)], targets)
    return [table]


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not (block.inlines or block.boxes or block.pictures)


def _is_chapters(table: Table, targets: Sequence[Target]) -> bool:
    """Return whether at least half of a table's rows begin with a heading of the structure."""
    first = [row.cells[0].text.strip() for row in table.rows if row.cells and row.cells[0].text.strip()]
    headings = [text for text in first if any(nearest_of(text, target) >= _HEADING for target in targets)]
    return len(headings) >= max(_FEWEST, len(first) / 2)


def _lying(table: Table) -> Iterator[Block]:
    """Yield a table that has the names of its columns to the left as tables that have them at the top, or nothing."""
    rows = [cells for _, cells in filled(table, 0) if any(cell.text.strip() for cell in cells.values())]
    labelled = [_field(cells[0].text) if 0 in cells else "" for cells in rows]
    if "aktivitet" not in labelled or len(set(labelled) & set(FOUR)) < _FEWEST:
        return
    start = labelled.index("aktivitet")
    if any(not name for name in labelled[start:]):
        return
    for cells in rows[:start]:
        yield from (block for cell in cells.values() for block in cell.blocks)
    starts = [n for n in range(start, len(rows)) if labelled[n] == "aktivitet"]
    for begin, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        group = rows[begin:end]
        columns = sorted({column for cells in group for column in cells} - {0})
        head = [cells[0].blocks for cells in group]
        bodies = [[cells[c].blocks if c in cells else () for cells in group] for c in columns]
        yield _table(head, bodies, _place(group[0]), table)


def _field(text: str) -> str:
    """Return the field that a label names, or the empty string."""
    name, like = column_of(text.strip().rstrip(":"), ACTIVITY)
    return name if like >= LEAST else ""


def _place(cells: dict[int, Cell]) -> Place:
    return next((p.place for c, cell in sorted(cells.items()) if c for p in paragraphs_of(cell.blocks)), Place())


def _table(
    head: Sequence[tuple[Block, ...]], bodies: Sequence[Sequence[tuple[Block, ...]]], place: Place, like: Table
) -> Table:
    rows = [Row(tuple(Cell(blocks, n) for n, blocks in enumerate(row)), place=place) for row in (head, *bodies)]
    return replace(like, rows=(replace(rows[0], head=True), *rows[1:]))


def _without_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, with labelled lines that tell of an activity as tables."""
    number = 0
    while number < len(blocks):
        lines, end = _lines_from(blocks, number)
        if len({name for name, _, _ in lines} & set(FOUR)) >= _FEWEST and lines[0][0] == "aktivitet":
            first = blocks[number]
            table = Table((), place=first.place)
            yield _table([(label,) for _, label, _ in lines], [[told for _, _, told in lines]], first.place, table)
            number = end
        else:
            yield blocks[number]
            number += 1


def _lines_from(blocks: Sequence[Block], start: int) -> tuple[list[Labelled], int]:
    """Return the labelled lines that follow each other from a block, no label twice, and where they end."""
    found: list[Labelled] = []
    end = start
    for number in range(start, len(blocks)):
        block = blocks[number]
        if isinstance(block, Paragraph) and _is_empty(block) and found:
            continue
        match = _LABELLED.match(block.text) if isinstance(block, Paragraph) and block.level is None else None
        name = _field(match[1]) if match else ""
        if not isinstance(block, Paragraph) or not match or not name or name in [known for known, _, _ in found]:
            break
        told = part_of(block, match.end())
        found.append((name, replace(block, inlines=(Words(match[1]),), boxes=(), pictures=()), (told,)))
        end = number + 1
    return found, end


def filled_in(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without the words of controls that nobody has filled in."""
    if not any(_unfilled(paragraph) for paragraph in paragraphs_of(blocks)):
        return blocks
    return tuple(_mapped(block, _without_placeholders) for block in blocks)


def placeholders(blocks: tuple[Block, ...]) -> Iterator[tuple[Paragraph, str]]:
    """Yield each stretch of words that only asks for something, with its paragraph."""
    for paragraph in paragraphs_of(blocks):
        for start, end in _unfilled(paragraph):
            if paragraph.text[start:end].strip():
                yield paragraph, paragraph.text[start:end].strip()


def _unfilled(paragraph: Paragraph) -> list[tuple[int, int]]:
    if any(control.placeholder for control in paragraph.controls):
        return [(0, len(paragraph.text))]
    spans = sorted((span.start, span.end) for span in paragraph.spans if span.control.placeholder)
    return [next(group) for _, group in groupby(spans, key=lambda span: span[0])]


def _without_placeholders(paragraph: Paragraph) -> Paragraph:
    at = 0
    kept: list[Inline] = []
    for start, end in _unfilled(paragraph):
        kept += part_of(paragraph, at, start).inlines
        at = end
    return replace(paragraph, inlines=(*kept, *part_of(paragraph, at).inlines)) if at else paragraph


def _mapped(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    if isinstance(block, Paragraph):
        return replace(change(block), boxes=tuple(_mapped(inner, change) for inner in block.boxes))
    rows = tuple(
        replace(row, cells=tuple(replace(c, blocks=tuple(_mapped(b, change) for b in c.blocks)) for c in row.cells))
        for row in block.rows
    )
    return replace(block, rows=rows)
