"""Paragraphs of a Word file as texts of a plan: the small markdown, with notes as sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline import markup, markup_text
from pipeline.docx.reading import Block, Inline, Note, NoteMark, Paragraph, Table, Words
from pipeline.words import normalised

BULLET = re.compile(r"^\s*(?:[•·▪▫●○◦‣–—*]|-|o(?=\t| {2}))[\s\t]+(?=\S)")
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
            self.label(f"skriven {number}")
        found = {}
        for key, label in self.labels.items():
            text = self._text(key)
            if text:
                found[label] = text
        return found

    def _text(self, key: str) -> str:
        if key.startswith("skriven "):
            inlines = self.typed.get(key.removeprefix("skriven "), ())
            return markup_text.written((markup.Block(tuple(_without_marks(cleaned(inlines, None)))),))
        note = self.real.get(key)
        blocks = blocks_of(note.blocks, None) if note else ()
        return markup_text.written(tuple(replace_inlines(b, tuple(_without_marks(b.inlines))) for b in blocks))


def replace_inlines(block: markup.Block, inlines: tuple[markup.Inline, ...]) -> markup.Block:
    """Return a block with other inlines."""
    return block._replace(inlines=inlines)


def _without_marks(inlines: Iterable[markup.Inline]) -> Iterator[markup.Inline]:
    return (inline for inline in inlines if not isinstance(inline, markup.NoteMark))


def cleaned(inlines: Iterable[Inline], notes: Notes | None) -> Iterator[markup.Inline]:
    """Yield inlines as a text of the plan has them; raised numbers of typed notes become notes."""
    for inline in inlines:
        if isinstance(inline, NoteMark):
            yield markup.NoteMark(notes.label(inline.key) if notes else inline.key.replace(" ", "-"))
        elif isinstance(inline, Words):
            yield from _words(inline, notes)
        else:
            yield markup.Break()


def _words(words: Words, notes: Notes | None) -> Iterator[markup.Inline]:
    text = re.sub(r"[\t\r\n]+", " ", markup.FORBIDDEN.sub(" ", words.text.translate(_SOFT)))
    typed = notes.typed if notes else {}
    href = words.href if words.href and markup.LINK.fullmatch(words.href) else None
    if words.raised and typed and (numbers := re.findall(r"\d+", text)) and all(n in typed for n in numbers):
        assert notes is not None
        yield from (markup.NoteMark(notes.label(f"skriven {number}")) for number in numbers)
        return
    for piece in re.split(r"(\[\d{1,2}\])", text) if typed else [text]:
        if typed and notes is not None and re.fullmatch(r"\[\d{1,2}\]", piece) and piece[1:-1] in typed:
            yield markup.NoteMark(notes.label(f"skriven {piece[1:-1]}"))
        else:
            yield from _spaced(piece, words, href)


def _spaced(text: str, words: Words, href: str | None) -> Iterator[markup.Inline]:
    """Yield words with the white space at their ends outside of their emphasis."""
    inner = text.strip(" ")
    if not inner or not (words.bold or words.italic or href):
        if text:
            yield markup.Words(text)
        return
    start = text.index(inner)
    for piece, formed in ((text[:start], False), (inner, True), (text[start + len(inner) :], False)):
        if piece:
            yield markup.Words(piece, words.bold, words.italic, href) if formed else markup.Words(piece)


def blocks_of(blocks: Iterable[Block], notes: Notes | None) -> markup.Blocks:
    """Return blocks as a text of the plan has them: typed bullets are bullets, and a table is a list of its rows."""
    out: list[markup.Block] = []
    lists: dict[tuple[str, str], int] = {}
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            out += _rows(block, notes, number)
            continue
        out += _block(block, notes, lists)
        for box in blocks_of(block.boxes, notes):
            out.append(box)
    return tuple(out)


def _block(paragraph: Paragraph, notes: Notes | None, lists: dict[tuple[str, str], int]) -> Iterator[markup.Block]:
    kind, level, instance, start = "paragraph", 0, "", 1
    inlines = paragraph.inlines
    if paragraph.listed is not None and paragraph.level is None:
        listed = paragraph.listed
        kind, level, instance, start = listed.kind, listed.level, listed.instance, listed.start
    elif bullet := BULLET.match(paragraph.text):
        inlines, kind, instance = without_start(inlines, bullet.end()), "bullet", "skriven"
    made = tuple(cleaned(inlines, notes))
    if not any(isinstance(i, markup.NoteMark) or (isinstance(i, markup.Words) and i.text.strip()) for i in made):
        return
    if kind == "paragraph":
        yield markup.Block(made)
        return
    number = lists.setdefault((kind, instance), len(lists) + 1)
    yield markup.Block(made, "bullet" if kind == "bullet" else "number", level, number, start)


def _rows(table: Table, notes: Notes | None, number: int) -> Iterator[markup.Block]:
    for row in table.rows:
        inlines: list[markup.Inline] = []
        for cell in row.cells:
            if cell.merged:
                continue
            for block in blocks_of(cell.blocks, notes):
                if inlines:
                    inlines.append(markup.Words(" – "))
                inlines += block.inlines
        if inlines:
            yield markup.Block(tuple(inlines), "bullet", 0, 1000 + number)


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
