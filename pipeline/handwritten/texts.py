"""Paragraphs of a Word file as texts of a plan: the small markdown, with notes as sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline import markup, markup_text
from pipeline.docx.reading import Block, Cell, Inline, ListItem, Note, NoteMark, Paragraph, Table, Words, paragraphs_of
from pipeline.from_word import texts
from pipeline.handwritten.columns import filled, head_rows, width
from pipeline.words import normalised

BULLET = re.compile(r"^\s*(?:[•·▪▫●○◦‣–—*]|-|o(?=\t| {2}))[\s\t]+(?=\S)")
TYPED = "skriven "  # begins the key of a note that stands as text
_BULLET = ListItem("bullet", 0, "skriven")
_EMPTY = "(tom)"
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"), "")


def plain(text: str) -> str:
    """Return `text` on one line, without what only a printer sees: soft hyphens, tabs, breaks."""
    return normalised(markup.FORBIDDEN.sub(" ", text.translate(_SOFT)))


@dataclass
class Notes:
    """The notes of a document, given labels as the texts come to them. `typed` are those that stand as text."""

    real: Mapping[str, Note]
    typed: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """Return the label of a note, a new one the first time."""
        return self.labels.setdefault(key, f"not-{len(self.labels) + 1}")

    def sources(self) -> dict[str, str]:
        """Return the text of each note that has one, by label; those that nothing refers to come last."""
        for key in self.real:
            self.label(key)
        for number in self.typed:
            self.label(TYPED + number)
        found = {}
        for key, label in self.labels.items():
            text = self._text(key)
            if text:
                found[label] = text
        return found

    def _text(self, key: str) -> str:
        note = self.real.get(key)
        typed = Paragraph(self.typed.get(key.removeprefix(TYPED), ()))
        blocks = blocks_of(note.blocks if note else (typed,), None)
        return markup_text.written(tuple(b._replace(inlines=tuple(_without_marks(b.inlines))) for b in blocks))


def _without_marks(inlines: Iterable[markup.Inline]) -> Iterator[markup.Inline]:
    return (inline for inline in inlines if not isinstance(inline, markup.NoteMark))


def tidied(inlines: Iterable[Inline], notes: Notes | None) -> Iterator[Inline]:
    """Yield inlines without what only a printer sees; the raised numbers of typed notes become marks of notes."""
    typed = notes.typed if notes else {}
    for inline in inlines:
        if not isinstance(inline, Words):
            yield inline
            continue
        text = re.sub(r"[\t\r\n]+", " ", markup.FORBIDDEN.sub(" ", inline.text.translate(_SOFT)))
        numbers = re.findall(r"\d+", text) if inline.raised and typed else []
        if numbers and all(n in typed for n in numbers):
            yield from (NoteMark(f"{TYPED}{n}") for n in numbers)
            continue
        for piece in re.split(r"(\[\d{1,2}\])", text) if typed else [text]:
            in_brackets = re.fullmatch(r"\[\d{1,2}\]", piece) and piece[1:-1] in typed
            yield NoteMark(f"{TYPED}{piece[1:-1]}") if in_brackets else inline._replace(text=piece)


def blocks_of(blocks: Iterable[Block], notes: Notes | None) -> markup.Blocks:
    """Return blocks as a text of the plan has them: typed bullets are bullets, and a table is a list of its rows."""
    label = notes.label if notes else lambda key: key.replace(" ", "-")
    return texts.blocks_of(_paragraphs(blocks, notes), label, instances=True)


def _paragraphs(blocks: Iterable[Block], notes: Notes | None) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _rows(block, notes)
            continue
        yield _paragraph(block, notes)
        yield from _paragraphs(block.boxes, notes)


def _paragraph(paragraph: Paragraph, notes: Notes | None) -> Paragraph:
    inlines, listed = paragraph.inlines, paragraph.listed if paragraph.level is None else None
    bullet = BULLET.match(paragraph.text) if listed is None else None
    if bullet:
        inlines, listed = without_start(inlines, bullet.end()), _BULLET
    return replace(paragraph, inlines=tuple(tidied(inlines, notes)), listed=listed)


def _rows(table: Table, notes: Notes | None) -> Iterator[Paragraph]:
    """Yield an item for each row of a table: `Kolumn: värde` where it has a head, else its cells in order."""
    heads = head_rows(table)
    if not any(cell.text.strip() for row in table.rows[heads:] for cell in row.cells):
        heads = 0  # nothing stands under it
    labels = _labels(table, heads)
    rows = [[cell for _, cell in sorted(cells.items())] for _, cells in filled(table, heads)]
    unsaid = labels.keys() - {column for cells in rows for cell in cells if cell.text.strip() for column in _over(cell)}
    for cells in rows:
        if not any(cell.text.strip() or note_marks(cell.blocks, notes) for cell in cells):
            continue
        pieces: list[list[Inline]] = []
        for cell in cells:
            inlines = [list(p.inlines) for p in _paragraphs(cell.blocks, notes) if p.inlines]
            label = _label(labels, _over(cell)) if cell.span < width(table) else []
            if inlines or not labels:
                pieces.append([*_labelled(label, notes), *(_between(inlines, " / ") or [Words(_EMPTY)])])
                # A note of the head is referred to once.
                labels |= {c: [i for i in labels[c] if isinstance(i, Words)] for c in _over(cell) if c in labels}
        pieces += [[*_labelled(labels[column], notes), Words(_EMPTY)] for column in sorted(unsaid)]
        unsaid = set()
        yield Paragraph(tuple(_between(pieces, " – ")), listed=_BULLET)


def _over(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.span)


def _label(labels: dict[int, list[Inline]], columns: range) -> list[Inline]:
    found: list[list[Inline]] = []
    for column in columns:
        if column in labels and labels[column] not in found:
            found.append(labels[column])
    return _between(found, ", ")


def _labelled(label: list[Inline], notes: Notes | None) -> list[Inline]:
    return [*tidied(label, notes), Words(": ")] if label else []


def _labels(table: Table, heads: int) -> dict[int, list[Inline]]:
    """Return what stands over each column, words of several rows after each other."""
    labels: dict[int, list[list[Inline]]] = {}
    for row in table.rows[:heads]:
        for cell in row.cells:
            inlines = [i for p in paragraphs_of(cell.blocks) for i in p.inlines]
            for column in range(cell.column, cell.column + cell.span):
                if inlines and not cell.merged:
                    labels.setdefault(column, []).append(inlines)
    return {column: _between(pieces, " ") for column, pieces in labels.items()}


def _between(pieces: Iterable[list[Inline]], sign: str) -> list[Inline]:
    out: list[Inline] = []
    for piece in pieces:
        out += [*([Words(sign)] if out else []), *piece]
    return out


def note_marks(blocks: Iterable[Block], notes: Notes | None) -> list[NoteMark]:
    """Return the marks of notes in blocks, of typed ones too."""
    paragraphs = paragraphs_of(tuple(blocks))
    return [i for p in paragraphs for i in tidied(p.inlines, notes) if isinstance(i, NoteMark)]


def without_start(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Return inlines without their first `count` signs."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Words) and count > 0:
            kept = inline.text[count:]
            count -= len(inline.text)
            if kept:
                out.append(inline._replace(text=kept))
        else:
            out.append(inline)
    return tuple(out)


def heading_as_text(paragraph: Paragraph) -> Paragraph:
    """Return a heading as a line in bold that goes with the text under it."""
    inlines = tuple(i._replace(bold=True, italic=False) if isinstance(i, Words) else i for i in paragraph.inlines)
    return replace(paragraph, inlines=inlines, level=None, listed=None)


def written(blocks: Iterable[Block], notes: Notes | None) -> str:
    """Return blocks as a text of the plan."""
    return markup_text.written(blocks_of(blocks, notes))
