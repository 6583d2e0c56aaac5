"""Lines that a person pasted: a sentence that goes on in the next paragraph, as when text is copied out of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.docx.reading import Block, Break, Inline, Paragraph, Words, looks_like_heading
from pipeline.from_word.texts import part_of

_LINE = 60  # signs of a line that was broken because the page ended
_ENDED = re.compile(r"[.:;!?…]\W*$")
_GOES_ON = re.compile(r"[a-zåäöé](?![.)]\s|[\t])")
_CUT = re.compile(r"(?<=[^\W\d_])-$")
_WHOLE_AFTER_HYPHEN = re.compile(r"(?:och|eller|samt|respektive|men)\b")  # `hot- och risknivåer`


def broken_lines(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield each paragraph that ends, or has a line break, in the middle of a sentence that goes on after it."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if _broken_inside(block) or (isinstance(after, Paragraph) and _goes_on(block, _last_line(block), after)):
            yield block


def mended(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with the paragraphs and lines joined that are one sentence; a word cut at a line's end is whole."""
    out: list[Block] = []
    line = ""  # the last line of the paragraph that stands last in `out`
    for block in blocks:
        last = out[-1] if out else None
        if not isinstance(block, Paragraph):
            out.append(block)
            continue
        whole = replace(block, inlines=_in_one_line(block)) if _broken_inside(block) else block
        if isinstance(last, Paragraph) and _goes_on(last, line, block):
            out[-1] = replace(last, inlines=_joined(last, whole), boxes=(*last.boxes, *block.boxes))
        else:
            out.append(whole)
        line = _last_line(block)
    return out


def _last_line(paragraph: Paragraph) -> str:
    return paragraph.text.rstrip().rpartition("\n")[2]


def _goes_on(paragraph: Paragraph, line: str, after: Paragraph) -> bool:
    """Return whether `after` goes on from the sentence in which `line`, the last of `paragraph`, ends."""
    like = paragraph.style == after.style and paragraph.contents == after.contents and after.listed is None
    heading = looks_like_heading(paragraph) or looks_like_heading(after)
    return like and not heading and not paragraph.pictures and _is_cut(line, after.text)


def _is_cut(line: str, after: str) -> bool:
    return len(line) >= _LINE and not _ENDED.search(line) and _GOES_ON.match(after.lstrip(" ")) is not None


def _broken_inside(paragraph: Paragraph) -> bool:
    lines = paragraph.text.split("\n")
    return any(_is_cut(line.rstrip(), after) for line, after in pairwise(lines))


def _in_one_line(paragraph: Paragraph) -> tuple[Inline, ...]:
    """Return a paragraph's inlines without the line breaks that stand in the middle of a sentence."""
    lines = paragraph.text.split("\n")
    at = 0
    done = Paragraph()
    for number, line in enumerate(lines):
        part = part_of(paragraph, at, at + len(line))
        cut = number and _is_cut(lines[number - 1].rstrip(), line)
        done = replace(
            done, inlines=_joined(done, part) if cut else (*done.inlines, *([Break()] * bool(number)), *part.inlines)
        )
        at += len(line) + 1
    return done.inlines


def _joined(paragraph: Paragraph, after: Paragraph) -> tuple[Inline, ...]:
    text, start = paragraph.text.rstrip(), after.text.lstrip()
    cut = _CUT.search(text) is not None and not _WHOLE_AFTER_HYPHEN.match(start)
    first = part_of(paragraph, 0, len(text) - 1) if cut else paragraph
    return (*first.inlines, *(() if cut else (Words(" "),)), *after.inlines)
