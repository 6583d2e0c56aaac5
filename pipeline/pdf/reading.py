"""What a PDF holds, read: its outline, and what has no place in a published one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Dictionary

from pipeline.errors import PipelineError
from pipeline.words import joined

Node = Any  # a pikepdf object: its attributes are the PDF's keys


class BrokenPdf(PipelineError):
    """A PDF is not what a published one must be."""


class Heading(NamedTuple):
    """A heading in the PDF's outline: its words, its page from 1, and its level from 1."""

    text: str
    page: int
    level: int


def headings(data: bytes) -> tuple[Heading, ...]:
    """Return the headings of a PDF, in order.

    Raises:
        BrokenPdf: it cannot be read.
    """
    with opened(data) as pdf:
        return tuple(heading for heading, _ in outline_of(pdf))


def opened(data: bytes) -> pikepdf.Pdf:
    """Return a PDF to read and change.

    Raises:
        BrokenPdf: it cannot be read.
    """
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise BrokenPdf(f"LibreOffice gav en PDF som inte går att läsa ({error}); kör kommandot igen") from error


def outline_of(pdf: pikepdf.Pdf) -> Iterator[tuple[Heading, tuple[int, float]]]:
    """Yield each heading with its place: page from 1, and height on it."""
    numbers: dict[Node, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walked(items: Sequence[pikepdf.OutlineItem], level: int) -> Iterator[tuple[Heading, tuple[int, float]]]:
        for entry in items:
            to: Node = entry.destination if entry.destination is not None else entry.action.D  # type: ignore[union-attr]
            page = numbers[to[0].objgen]
            yield Heading(entry.title, page, level), (page, float(to[3]))
            yield from walked(entry.children, level + 1)

    with pdf.open_outline() as outline:
        yield from walked(outline.root, 1)


def strangers(data: bytes) -> list[str]:
    """Return what a published PDF must not hold, in Swedish: comments, attached files, programs.

    Raises:
        BrokenPdf: it cannot be read.
    """
    with opened(data) as pdf:
        kinds = {str(a.get("/Subtype")) for page in pdf.pages for a in page.get("/Annots", [])}
        found = [f"kommentarer ({joined(sorted(kind[1:] for kind in kinds - _HARMLESS))})"] * bool(kinds - _HARMLESS)
        names = pdf.Root.get("/Names", Dictionary())
        found += ["bifogade filer"] * ("/EmbeddedFiles" in names)
        found += ["program"] * ("/JavaScript" in names or "/AA" in pdf.Root)
    return found


_HARMLESS = frozenset(("/Link", "/Widget", "/Popup"))


def without_author(data: bytes) -> bytes:
    """Return a PDF that does not say who made it; untouched if it does not.

    Raises:
        BrokenPdf: it cannot be read.
    """
    with opened(data) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            named = "dc:creator" in xmp
            if named:
                del xmp["dc:creator"]
        if not named and "/Author" not in pdf.docinfo:
            return data
        if "/Author" in pdf.docinfo:
            del pdf.docinfo["/Author"]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
