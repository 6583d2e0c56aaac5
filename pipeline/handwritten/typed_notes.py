"""Notes that somebody typed: a raised number in the text, and the note as a line of its own at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.docx.reading import Block, Inline, Paragraph, Words, paragraphs_of
from pipeline.handwritten.texts import without_start
from pipeline.matching import heading_words

_NUMBERED = re.compile(r"^\s*(?:\[(\d{1,2})\]|(\d{1,2})[.)]?)[\s\t]+(?=\S)")
_LINE = re.compile(r"[\s_\-–—*]{5,}")
_HEADS = {"noter", "fotnoter", "slutnoter", "källor", "källförteckning", "referenser", "källhänvisningar"}
Typed = dict[str, tuple[Inline, ...]]


def typed_notes(blocks: Sequence[Block]) -> tuple[list[Block], Typed]:
    """Return the blocks without the notes that stand as text, and these by number.

    Only numbers that the text refers to, raised or in brackets, are taken for notes.
    """
    wanted = _referred(blocks)
    if not wanted:
        return list(blocks), {}
    found: Typed = {}
    kept: list[Block] = []
    head: Block | None = None  # the heading above the notes, or the line; gone if notes follow it
    counted = 0
    for block in blocks:
        if not isinstance(block, Paragraph):
            kept.append(block)
            head = None
            continue
        if heading_words(block.text) in _HEADS or (block.text.strip() and _LINE.fullmatch(block.text)):
            head, counted = block, 0
            kept.append(block)
            continue
        number, inlines = _note(block, under_head=head is not None, counted=counted)
        if number in wanted and number not in found and _comes_after(number, kept):
            found[number] = inlines
            counted = int(number)
            if head is not None and head in kept:
                kept.remove(head)
        else:
            kept.append(block)
            if block.text.strip():
                head = None if not found else head
    return kept, found


def _referred(blocks: Sequence[Block]) -> set[str]:
    """Return the numbers that stand raised or in brackets after other words."""
    found: set[str] = set()
    for paragraph in paragraphs_of(tuple(blocks)):
        before = False
        for inline in paragraph.inlines:
            if not isinstance(inline, Words):
                continue
            if inline.raised and before:
                found.update(re.findall(r"\d{1,2}", inline.text))
            found.update(re.findall(r"(?<=\S)\s?\[(\d{1,2})\]", inline.text if before else inline.text[1:]))
            before = before or bool(inline.text.strip())
    return found


def _note(paragraph: Paragraph, *, under_head: bool, counted: int) -> tuple[str, tuple[Inline, ...]]:
    """Return the number and the text of a paragraph that is a note, or nothing."""
    inlines = paragraph.inlines
    if paragraph.listed is not None and paragraph.listed.kind == "number" and under_head:
        return str(counted + 1), inlines
    first = next((i for i in inlines if isinstance(i, Words) and i.text.strip()), None)
    raised = re.match(r"\s*(\d{1,2})\s*$", first.text) if first is not None and first.raised else None
    if first is not None and raised:
        place = inlines.index(first) + 1
        return raised[1], _stripped(inlines[place:])
    match = _NUMBERED.match(paragraph.text)
    if match and (under_head or match[1]):
        return match[1] or match[2], _stripped(without_start(inlines, match.end()))
    return "", ()


def _stripped(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if inlines and isinstance(inlines[0], Words):
        return (inlines[0]._replace(text=inlines[0].text.lstrip(" .\t)")), *inlines[1:])
    return inlines


def _comes_after(number: str, blocks: Sequence[Block]) -> bool:
    """Return whether the text before a note refers to it."""
    return number in _referred(blocks)
