"""Which paragraph marks are inserted or deleted.

A paragraph's end is a mark, and a mark that goes away joins its paragraph with the next; the mark that stays gives both
its look. So a mark can go only where a paragraph follows, in the text without it. At the end of a cell or the body,
and before a table that stays, the mark of the paragraph before goes instead. Where no paragraph stands before, as at
the beginning of a body, the table is written twice: in the new document's place inserted, in the old one's deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.docx.redline.blocks import Contents, Paragraph, Table
from pipeline.docx.redline.compare import Step
from pipeline.docx.redline.marking import Span

INSERTED, DELETED, KEPT = "ins", "del", ""


@dataclass
class Out:
    """A block on its way into the redline.

    `before` and `after` give the look that a paragraph's mark has in the old document and in the new; `mark` tells
    whether the mark itself is inserted or deleted.
    """

    step: Step
    kind: str
    mark: str
    spans: list[Span] = field(default_factory=list)
    before: Paragraph | None = None
    after: Paragraph | None = None

    @property
    def is_paragraph(self) -> bool:
        """Return whether marks can be moved to it."""
        return isinstance(self.step.old or self.step.new, Paragraph)

    @property
    def is_table(self) -> bool:
        """Return whether no mark can be joined with it."""
        return isinstance(self.step.old or self.step.new, Table)


def out(step: Step) -> Out:
    """Return what a step becomes when every mark goes with its paragraph."""
    old, new = step.old, step.new
    kind = KEPT if isinstance(old or new, Contents) or (old and new) else DELETED if old else INSERTED
    before = old if isinstance(old, Paragraph) else None
    after = new if isinstance(new, Paragraph) else None
    spans = step.spans
    if spans is None:
        here = before.line.atoms() if before and not after else []
        there = after.line.atoms() if after and not before else []
        if before and after:
            atoms = after.line.atoms()  # the same as the old ones
            spans = [Span(True, atoms, atoms)]
        else:
            spans = [Span(False, here, there)]
    return Out(step, kind, kind, spans, before, after)


def settled(steps: Sequence[Step], *, closed: bool = True) -> list[Out]:
    """Return what steps become. What is `closed` ends here; else it goes away whole, with its row."""
    outs = [out(step) for step in steps]
    if not closed:
        return outs
    end = len(outs)
    while end:
        start = end
        while start and outs[start - 1].is_paragraph:
            start -= 1
        if start < end:
            paragraphs, following = _segment(outs[start:end], outs[end:]), outs[end:]
            kind = paragraphs[-1].kind
            if paragraphs[-1].mark != KEPT and not _can_go(kind, following):
                outs[start:] = _past_tables(paragraphs, following, kind)
            else:
                outs[start:end] = _typed_on(paragraphs)
        end = start if start < end else end - 1
    return outs


def _segment(paragraphs: list[Out], following: Sequence[Out]) -> list[Out]:
    """Return paragraphs that follow each other, with their marks where they can stand."""
    first = next((n + 1 for n in range(len(paragraphs) - 1, -1, -1) if paragraphs[n].kind == KEPT), 0)
    tail = paragraphs[first:]
    kinds = {paragraph.kind for paragraph in tail}
    if all(_can_go(kind, following) for kind in kinds):
        return paragraphs
    if len(kinds) == 2:
        return _last_joined(paragraphs, tail)
    if first:
        _move_up(paragraphs[first - 1 :], next(iter(kinds)))
    return paragraphs


def _past_tables(paragraphs: Sequence[Out], following: Sequence[Out], kind: str) -> list[Out]:
    """Return paragraphs of one kind and what follows, with no table that stays between them and the next paragraph."""
    stop = next((n for n, block in enumerate(following) if block.kind != kind and not block.is_table), len(following))
    ahead: list[Out] = []
    behind: list[Out] = []
    for block in following[:stop]:
        if block.kind == kind:
            behind.append(block)
        elif block.kind == KEPT:
            old, new = out(Step(block.step.old, None)), out(Step(None, block.step.new))
            ahead.append(new if kind == DELETED else old)
            behind.append(old if kind == DELETED else new)
        else:
            ahead.append(block)
    return [*ahead, *paragraphs, *behind, *following[stop:]]


def _typed_on(paragraphs: list[Out]) -> list[Out]:
    """Return paragraphs in which new ones that go on where a paragraph was added to take over its mark; likewise old.

    So Word itself has it when a person writes on at the end of a paragraph. LibreOffice would else join what stands on
    both sides of the mark, and the mark with it.
    """
    for start, head in enumerate(paragraphs):
        last = head.spans[-1] if head.spans else None
        if head.kind != KEPT or head.mark != KEPT or last is None or last.kept:
            continue
        kind = INSERTED if last.new else DELETED
        end = start + 1
        while end < len(paragraphs) and paragraphs[end].mark == kind == paragraphs[end].kind:
            end += 1
        if end > start + 1:
            _move_up(paragraphs[start:end], kind)
    return paragraphs


def _can_go(kind: str, following: Sequence[Out]) -> bool:
    """Return whether a paragraph follows in the text without marks of this kind."""
    stays = next((block for block in following if block.kind != kind), None)
    return stays is not None and not stays.is_table


def _last_joined(paragraphs: list[Out], tail: Sequence[Out]) -> list[Out]:
    """Return paragraphs of which the last deleted and the last inserted one have become one, whose mark is kept."""
    old = next(p for p in reversed(tail) if p.kind == DELETED)
    new = next(p for p in reversed(tail) if p.kind == INSERTED)
    spans = [Span(False, old.spans[0].old, new.spans[0].new)]
    joined = Out(Step(old.step.old, new.step.new, spans), KEPT, KEPT, spans, old.before, new.after)
    return [*(p for p in paragraphs if p is not old and p is not new), joined]


def _move_up(paragraphs: Sequence[Out], kind: str) -> None:
    """Let the marks of `paragraphs[:-1]` go, and the last stay, in place of those of `paragraphs[1:]`."""
    head, last = paragraphs[0], paragraphs[-1]
    kept = (head.before, last.after) if kind == INSERTED else (last.before, head.after)
    for paragraph in paragraphs[:-1]:
        paragraph.mark = kind
    last.mark = KEPT
    last.before, last.after = kept
