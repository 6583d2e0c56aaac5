"""Two documents in; out the new one with Word's own tracked changes against the old.

Accept all, and it is the new document; reject all, and it is the old one. The table of contents is the new document's
and is not tracked; neither are the page set-up and what the styles look like. Content controls are to be taken out
first.
"""

from __future__ import annotations

from pipeline.docx.notes import prepared
from pipeline.docx.package import DOCUMENT, Parts
from pipeline.docx.redline.blocks import Block, blocks
from pipeline.docx.redline.carry import Carrier
from pipeline.docx.redline.check import check, words
from pipeline.docx.redline.compare import Comparison
from pipeline.docx.redline.footnotes import changed_notes, write_notes
from pipeline.docx.redline.frame import changes, is_tracked, numbered, running_pairs, settled_frame
from pipeline.docx.redline.side import FOOTNOTES_KIND, Side, replace_blocks
from pipeline.docx.redline.write import Writer


def redline(old: Parts, new: Parts, author: str, date: str | None = None) -> Parts:
    """Return the parts of `new` with tracked changes against `old`, by `author` and, when it is known, of `date`.

    `date` is ISO with a time, such as `2024-02-16T00:00:00Z`. The same input gives the same parts.

    Raises:
        LostText: accepting would not give the new words, or rejecting not the old ones.
    """
    before, after = Side(old), Side(new)
    if before.related(FOOTNOTES_KIND) and not after.related(FOOTNOTES_KIND):
        after = Side(prepared(new))
    for side in (before, after):
        settled_frame(side.body)
    expected = words(before), words(after)
    comparison = Comparison()
    body = comparison.steps(blocks(before.body, before, DOCUMENT), blocks(after.body, after, DOCUMENT))
    running = [
        (here, there, comparison.steps(_blocks(before, here), _blocks(after, there)))
        for here, there in running_pairs(before, after)
    ]
    notes = changed_notes(before, after, comparison)
    writer = Writer(Carrier(before, after, comparison.lists), author, date)
    replace_blocks(after.body, writer.blocks(body, (DOCUMENT, DOCUMENT)))
    for here, there, steps in running:
        replace_blocks(after.tree(there), writer.blocks(steps, (here, there)))
    write_notes(writer, notes)
    numbered(after)
    parts = writer.carrier.finished()
    check(Side(parts), *expected)
    return parts


def tracked(parts: Parts) -> bool:
    """Return whether there are tracked changes in a document already; then it is two documents, not one."""
    return is_tracked(Side(parts))


def count(parts: Parts) -> int:
    """Return how many changes are marked in a redline."""
    return changes(Side(parts))


def _blocks(side: Side, part: str) -> tuple[Block, ...]:
    return blocks(side.tree(part), side, part)
