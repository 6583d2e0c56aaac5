"""The notes of both documents in one part, in the order in which the text refers to them."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from pipeline.docx.package import DOCUMENT
from pipeline.docx.redline.blocks import blocks
from pipeline.docx.redline.compare import Comparison, Step
from pipeline.docx.redline.side import FOOTNOTES_KIND, Element, Side, replace_blocks
from pipeline.docx.redline.write import Writer
from pipeline.docx.xml import w


def changed_notes(old: Side, new: Side, comparison: Comparison) -> dict[str, list[Step]]:
    """Return what became of each note whose reference is kept and whose text is not, by its id in the new document."""
    here, there = old.related(FOOTNOTES_KIND), new.related(FOOTNOTES_KIND)
    if here is None or there is None:
        return {}
    return {
        after: comparison.steps(blocks(old.footnotes[before], old, here), blocks(new.footnotes[after], new, there))
        for before, after in comparison.notes
        if before in old.footnotes and after in new.footnotes and old.note_keys[before] != new.note_keys[after]
    }


def write_notes(writer: Writer, changed: Mapping[str, list[Step]]) -> None:
    """Write changed, inserted and deleted notes, and put all in order with ids that ascend.

    LibreOffice pairs the n-th reference with the n-th note. A note without a reference is left out.
    """
    old, new = writer.carrier.old, writer.carrier.new
    there = new.related(FOOTNOTES_KIND)
    if there is None:
        return
    parts = (old.related(FOOTNOTES_KIND) or "", there)
    notes = dict(new.footnotes)
    for number, steps in changed.items():
        replace_blocks(notes[number], writer.blocks(steps, parts))
    for number in sorted(writer.carrier.inserted_notes & notes.keys() - changed.keys()):
        content = [Step(None, block) for block in blocks(notes[number], new, there)]
        replace_blocks(notes[number], writer.note(content, parts))
    for number, name in writer.carrier.notes.items():
        if number in old.footnotes:
            content = [Step(block, None) for block in blocks(old.footnotes[number], old, parts[0])]
            notes[name] = copy.copy(old.footnotes[number])
            replace_blocks(notes[name], writer.note(content, parts))
    _put_in_order(new, new.tree(there), notes)


def _put_in_order(side: Side, root: Element, notes: Mapping[str, Element]) -> None:
    lines = [note for note in root if note not in side.footnotes.values()]
    next_number = max((int(str(line.get(w("id")))) for line in lines), default=0) + 1
    numbers: dict[str, str] = {}
    for reference in side.tree(DOCUMENT).iter(w("footnoteReference")):
        name = str(reference.get(w("id")))
        if name in notes:
            numbers.setdefault(name, str(next_number + len(numbers)))
            reference.set(w("id"), numbers[name])
    root[:] = [*lines, *(notes[name] for name in numbers)]
    for name, number in numbers.items():
        notes[name].set(w("id"), number)
