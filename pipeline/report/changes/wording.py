"""Texts of a change as words, and the words that differ marked: words, not letters, and no confetti."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pipeline.markup import Block, Blocks, NoteMark, Words
from pipeline.words import joined

BULLET = "•"  # stands before an item of a list
_TOKEN = re.compile(r"\n|[^\s]+")
_ISLAND = 2  # words in common between two changes that are too few to be read as kept
_SHARED = 0.3  # share of words in common below which a text is told as rewritten


class Mark(StrEnum):
    """What has happened to some words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Piece(NamedTuple):
    """Some words, and what has happened to them; a line end parts paragraphs."""

    mark: Mark
    words: tuple[str, ...]


def said(blocks: Blocks, *, emphasis: bool = False, links: bool = False) -> str:
    """Return `blocks` as lines of words: list signs and notes shown, signs of emphasis and addresses when asked for."""
    numbers: Counter[tuple[int, int]] = Counter()
    lines = []
    for block in blocks:
        sign = ""
        if block.kind != "paragraph":
            place = (block.list_number, block.level)
            numbers[place] += not block.continued
            number = block.start + numbers[place] - 1
            sign = "" if block.continued else f"{BULLET} " if block.kind == "bullet" else f"{number}. "
            sign = "  " * block.level + sign
        lines.append(sign + "".join(_inlines(block, emphasis, links)))
    return "\n".join(lines)


def _inlines(block: Block, emphasis: bool, links: bool) -> Iterator[str]:
    for inline in block.inlines:
        if isinstance(inline, NoteMark):
            yield f"[^{inline.label}]"
        elif isinstance(inline, Words):
            looked = inline if emphasis else inline._replace(bold=False, italic=False)
            yield _signed(looked if links else looked._replace(href=None))
        else:
            yield "\n"


def _signed(words: Words) -> str:
    sign = "*" * (words.italic + 2 * words.bold)
    core = words.text.strip()
    before, after = words.text[: len(words.text) - len(words.text.lstrip())], words.text[len(words.text.rstrip()) :]
    told = f"{sign}{core}{sign}" if core else ""
    return f"{before}[{told}]({words.href}){after}" if words.href else f"{before}{told}{after}" if core else words.text


def form_of(blocks: Blocks) -> dict[str, object]:
    """Return what a text has beside its words, by what a person calls it."""
    runs = [i for block in blocks for i in block.inlines if isinstance(i, Words)]
    return {
        "fetstil": [w for run in runs if run.bold for w in run.text.split()],
        "kursiv": [w for run in runs if run.italic for w in run.text.split()],
        "länkar": [run.href for run in runs if run.href],
        "noter": [i.label for block in blocks for i in block.inlines if isinstance(i, NoteMark)],
        "listor": [(block.kind, block.level, block.start) for block in blocks if block.kind != "paragraph"],
        "stycken": len(blocks),
    }


def differing_form(before: Blocks, after: Blocks) -> str:
    """Return what differs beside the words: `fetstil och noter`; the empty string if nothing does."""
    old, new = form_of(before), form_of(after)
    return joined([name for name in old if old[name] != new[name]])


def same_words(before: Blocks, after: Blocks) -> bool:
    """Return whether two texts have the same words, whatever their form."""
    return _bare(before) == _bare(after)


def _bare(blocks: Blocks) -> list[str]:
    return " ".join(block.text for block in blocks).split()


def links_differ(before: Blocks, after: Blocks) -> bool:
    """Return whether two texts link to different addresses."""
    return form_of(before)["länkar"] != form_of(after)["länkar"]


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of both texts in order, each marked; what is rewritten is one deletion and one insertion."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[tuple[list[str], list[str], bool]] = []  # deleted, inserted, or the same in both
    for step in Indel.opcodes(old, new):
        deleted, inserted = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        same = step.tag == "equal"
        if pieces and pieces[-1][2] is same:
            pieces[-1] = (pieces[-1][0] + deleted, pieces[-1][1] + inserted, same)
        else:
            pieces.append((deleted, inserted, same))
    kept = sum(len(piece[0]) for piece in pieces if piece[2])
    if old and new and kept < _SHARED * max(len(old), len(new)):
        pieces = [(old, new, False)]
    return tuple(_told(_without_islands(pieces)))


def _without_islands(pieces: Sequence[tuple[list[str], list[str], bool]]) -> list[tuple[list[str], list[str], bool]]:
    """Return the pieces with a few words in common between two changes told as changed."""
    out: list[tuple[list[str], list[str], bool]] = []
    for number, (deleted, inserted, same) in enumerate(pieces):
        island = same and 0 < number < len(pieces) - 1 and len(deleted) <= _ISLAND and "\n" not in deleted
        around = number and number + 1 < len(pieces) and len(pieces[number - 1][0]) + len(pieces[number + 1][0]) > 2
        is_same = same and not (island and around)
        if out and out[-1][2] is is_same:
            out[-1] = (out[-1][0] + deleted, out[-1][1] + inserted, is_same)
        else:
            out.append((deleted, inserted, is_same))
    return out


def _told(pieces: Sequence[tuple[list[str], list[str], bool]]) -> Iterator[Piece]:
    for deleted, inserted, same in pieces:
        if same:
            yield Piece(Mark.SAME, tuple(deleted))
            continue
        if deleted:
            yield Piece(Mark.DELETED, tuple(deleted))
        if inserted:
            yield Piece(Mark.INSERTED, tuple(inserted))
