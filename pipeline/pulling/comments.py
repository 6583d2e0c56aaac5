"""The comments that people have set in a Word file, by the path of what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.diagnostics import Path
from pipeline.docx.comments import AUTHOR
from pipeline.docx.reading import Document, Paragraph, Place, Table
from pipeline.pulling.comparing import Reading
from pipeline.pulling.structure import path_of


@dataclass(frozen=True)
class Remark:
    """A person's comment: about which path and which words, by whom and when; `answers` is what it replies to."""

    path: Path
    place: Place
    author: str
    date: str
    about: str
    text: str
    answers: str = ""
    done: bool = False


def remarks(document: Document, tags: Mapping[str, str], reading: Reading) -> Iterator[Remark]:
    """Yield people's comments in order; the program's own are left out, answers to them are not."""
    for comment in document.comments.values():
        if comment.author == AUTHOR:
            continue
        parent = document.comments.get(comment.parent or "")
        about = comment if comment.about or parent is None else parent
        path = _path(document, about.key, tags, reading)
        yield Remark(
            path, about.place, comment.author, comment.date[:10], about.about, comment.text,
            parent.text.split("\n")[0] if parent else "", comment.done,
        )  # fmt: skip


def _path(document: Document, key: str, tags: Mapping[str, str], reading: Reading) -> Path:
    """Return the path of what a comment stands at: that of its control, its row, or its section."""
    for block in document.blocks:
        for paragraph, row in _paragraphs(block):
            if not any(span.key == key for span in paragraph.comments):
                continue
            own = [path_of(c.tag, tags) for c in (*paragraph.controls, *(s.control for s in paragraph.spans)) if c.tag]
            if own:
                return max(own, key=len)
            if row is not None:
                return next((p for p, place in reading.extracted.row_places() if place[1:3] == row[1:3]), ())
            return next(
                (p for p, place in reading.extracted.places.items() if place.heading == paragraph.place.heading), ()
            )
    return ()


def _paragraphs(block: Paragraph | Table) -> Iterator[tuple[Paragraph, Place | None]]:
    if isinstance(block, Paragraph):
        yield block, None
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from ((paragraph, row.place) for paragraph, _ in _paragraphs(inner))
