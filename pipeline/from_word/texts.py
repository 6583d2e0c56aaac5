"""Paragraphs of a Word file as texts of a plan, in one form whatever a word processor has done to their runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline import markup
from pipeline.docx.reading import Break, Inline, NoteMark, Paragraph, Words
from pipeline.markup import LINK, Block, Blocks

_CONTINUED = re.compile(r"(?:list continue|listfortsättning)(?: ([2-9]))?")
Label = Callable[[str], str]


def blocks_of(paragraphs: Iterable[Paragraph], label: Label, *, instances: bool = False) -> Blocks:
    """Return paragraphs as a text of the plan; empty ones are passed over. `label` names a note by its key.

    Numbered lists with nothing between them are one, unless `instances` of lists are to be told apart: LibreOffice
    makes two of one when it saves, and a person who begins again at 1 means two.
    """
    out: list[Block] = []
    lists = _Lists(instances)
    for paragraph in paragraphs:
        inlines = inlines_of(paragraph.inlines, label)
        if inlines:
            out.append(lists.placed(paragraph, inlines))
    return tuple(out)


def inlines_of(inlines: Sequence[Inline], label: Label) -> tuple[markup.Inline, ...]:
    """Return a paragraph's inside without white space at its ends, neighbours of one form joined."""
    out: list[markup.Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteMark):
            out.append(markup.NoteMark(label(inline.key)))
        elif isinstance(inline, Break):
            out.append(markup.Break())
        elif not (inline.raised and not inline.text.strip(", ")):  # the comma between two notes is the template's
            _add(out, inline)
    return _stripped(_spaced(out))


def _add(out: list[markup.Inline], words: Words) -> None:
    text = words.text.replace("\u00ad", "").replace("\t", " ")
    if not text:
        return
    href = words.href if words.href and LINK.fullmatch(words.href) else None
    made = markup.Words(text, words.bold, words.italic, href)
    last = out[-1] if out else None
    if isinstance(last, markup.Words) and (last[1:] == made[1:] or (not text.strip() and last.href is None)):
        out[-1] = last._replace(text=last.text + text)  # a space has no form that anyone sees
    elif isinstance(last, markup.Words) and not last.text.strip() and href is None:
        out[-1] = made._replace(text=last.text + text)
    else:
        out.append(made)


def _spaced(inlines: list[markup.Inline]) -> list[markup.Inline]:
    """Return inlines in which emphasis begins and ends with a letter: a space belongs to the plain words beside it."""
    out: list[markup.Inline] = []
    for inline in inlines:
        if not isinstance(inline, markup.Words) or not (inline.bold or inline.italic) or not inline.text.strip():
            _joined(out, inline)
            continue
        text = inline.text
        core = text.strip()
        before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
        for piece in (markup.Words(before), inline._replace(text=core), markup.Words(after)):
            if piece.text:
                _joined(out, piece)
    return out


def _joined(out: list[markup.Inline], inline: markup.Inline) -> None:
    last = out[-1] if out else None
    if isinstance(last, markup.Words) and isinstance(inline, markup.Words) and last[1:] == inline[1:]:
        out[-1] = last._replace(text=last.text + inline.text)
    else:
        out.append(inline)


def _stripped(inlines: list[markup.Inline]) -> tuple[markup.Inline, ...]:
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while inlines:
            edge = inlines[end]
            if isinstance(edge, markup.NoteMark):
                break
            text = strip(edge.text) if isinstance(edge, markup.Words) else ""
            if text:
                inlines[end] = edge._replace(text=text)  # type: ignore[union-attr]
                break
            inlines.pop(end)
    return tuple(inlines)


class _Lists:
    """Which list a paragraph is an item of, numbered as the markup numbers them."""

    def __init__(self, instances: bool) -> None:
        self.instances = instances
        self.seen = 0
        self.open: list[tuple[Block, str]] = []  # by level, each with the instance of its list in Word

    def placed(self, paragraph: Paragraph, inlines: tuple[markup.Inline, ...]) -> Block:
        """Return the block of a paragraph."""
        continued = _CONTINUED.fullmatch(paragraph.style)
        if continued and self.open:
            level = min(int(continued[1] or 1) - 1, len(self.open) - 1)
            self.open = self.open[: level + 1]
            return self.open[level][0]._replace(inlines=inlines, continued=True)
        listed = paragraph.listed
        if listed is None:
            self.open = []
            return Block(inlines)
        level = min(listed.level, len(self.open))
        self.open = self.open[: level + 1]
        if len(self.open) > level:
            block, instance = self.open[level]
            apart = self.instances and listed.kind == "number" and listed.instance != instance
            if block.kind == listed.kind and not apart:
                return block._replace(inlines=inlines)
        self.seen += 1
        start = listed.start if listed.kind == "number" else 1
        block = Block(inlines, listed.kind, level, self.seen, start)
        self.open = [*self.open[:level], (block, listed.instance)]
        return block


def part_of(paragraph: Paragraph, start: int, end: int | None = None) -> Paragraph:
    """Return a stretch of a paragraph by offsets in its text; a note at the stretch's end is in it."""
    out: list[Inline] = []
    at = 0
    for inline in paragraph.inlines:
        if isinstance(inline, NoteMark):
            if start <= at and (end is None or at <= end) and not (at == start and start > 0 and not out):
                out.append(inline)
            continue
        text = inline.text if isinstance(inline, Words) else "\n"
        low, high = max(start - at, 0), len(text) if end is None else min(end - at, len(text))
        if low < high:
            out.append(inline._replace(text=text[low:high]) if isinstance(inline, Words) else inline)
        at += len(text)
    return replace(paragraph, inlines=tuple(out))


def words_of(blocks: Blocks) -> str:
    """Return the words of a text alone on one line."""
    return " ".join(" ".join(block.text.split()) for block in blocks if block.text.strip())
