"""The comments that people have set in a Word file, by the path of what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.diagnostics import Path
from pipeline.docx.comments import AUTHOR
from pipeline.docx.reading import Comment, Document, Paragraph, Place, Table
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

    @property
    def said(self) -> tuple[object, ...]:
        """Return what makes two comments the same, though they stand in copies of one file."""
        return self.path, self.author, self.date, self.about, self.text


def remarks(document: Document, tags: Mapping[str, str], reading: Reading) -> Iterator[Remark]:
    """Yield people's comments in the document's order; the program's own are left out, answers to them are not."""
    spans = [span.key for paragraph in document.paragraphs() for span in paragraph.comments]
    order = {key: number for number, key in reversed(list(enumerate(spans)))}

    def position(comment: Comment) -> tuple[int, bool]:
        """Return where a thread stands, its first comment before the answers."""
        return order.get(comment.parent or comment.key, len(spans)), comment.parent is not None

    for comment in sorted(document.comments.values(), key=position):
        if comment.author == AUTHOR:
            continue
        parent = document.comments.get(comment.parent or "")
        about = comment if comment.about or parent is None else parent
        path = _path(document, about.key, tags, reading)
        yield Remark(
            path, about.place, comment.author, _day(comment.date), about.about, comment.text,
            parent.text.split("\n")[0] if parent else "", comment.done,
        )  # fmt: skip


def _day(date: str) -> str:
    """Return the day of a comment; LibreOffice writes `0-00-00` where it knows none."""
    return date[:10] if re.match(r"[12]\d{3}-\d\d-\d\d", date) else ""


def _path(document: Document, key: str, tags: Mapping[str, str], reading: Reading) -> Path:
    """Return the path of what a comment stands at: that of its control, its row, or its section."""
    for block in document.blocks:
        for paragraph, row in _paragraphs(block):
            if not any(span.key == key for span in paragraph.comments):
                continue
            own = [path_of(c.tag, tags) for c in (*paragraph.controls, *(s.control for s in paragraph.spans)) if c.tag]
            if own:
                return _whole(max(own, key=len))
            if row is not None:
                return next((p for p, place in reading.extracted.row_places() if place[1:3] == row[1:3]), ())
            return _whole(_by_place(paragraph.place, reading))
    return ()


def _by_place(place: Place, reading: Reading) -> Path:
    """Return the path of what stands at a place, or of the text under the same heading; () for none."""
    exact = next((path for path, there in reading.extracted.places.items() if there == place), None)
    if exact is not None:
        return exact
    under = [
        path for path, there in reading.extracted.places.items() if place.heading and there.heading == place.heading
    ]
    return next((path for path in under if path[-1] != "rubrik"), under[0] if under else ())


def _whole(path: Path) -> Path:
    """Return the path of the section when a comment stands at its heading."""
    return path[:-1] if path[-1:] == ("rubrik",) else path


def _paragraphs(block: Paragraph | Table) -> Iterator[tuple[Paragraph, Place | None]]:
    if isinstance(block, Paragraph):
        yield block, None
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from ((paragraph, row.place) for paragraph, _ in _paragraphs(inner))
