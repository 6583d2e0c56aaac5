"""Documents laid out by LibreOffice until the page numbers in their contents are those of their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path as File
from typing import NamedTuple

from pipeline.content import Properties
from pipeline.docx.package import Parts
from pipeline.docx.page_numbers import LayoutFault, has_contents, with_page_numbers
from pipeline.docx.provenance import Provenance, stamped
from pipeline.errors import PipelineError
from pipeline.office import OfficeFault, laid_out
from pipeline.pdf import BrokenPdf, Heading, headings, repaired, strangers
from pipeline.words import joined

_TURNS = 5  # two are enough, unless the numbers themselves move a heading over a page's end


class Sheet(NamedTuple):
    """A finished document without page numbers, and without anything that is only meant for those who write it."""

    parts: Parts
    properties: Properties
    provenance: Provenance

    @property
    def made_of(self) -> str:
        """Return a digest of what the document was made from."""
        return self.provenance.digest


class Printed(NamedTuple):
    """A Word file and its PDF, with the same pages."""

    word: bytes
    pdf: bytes


def typeset(
    office: File,
    sheets: Mapping[str, Sheet],
    folder: File,
    date: Callable[[Properties], str | None],
    progress: Callable[[int, int], None],
) -> dict[str, Printed | PipelineError]:
    """Return each sheet printed, or why it could not be, by its name, which becomes the name of a file in `folder`.

    One process of LibreOffice lays all of them out; a second one lays out those with contents, now with page numbers,
    and so on until the headings stand on the pages that the contents say. `progress` is told how many of how many
    are laid out.
    """
    words = {name: stamped(sheet.parts, sheet.provenance) for name, sheet in sheets.items()}
    numbers: dict[str, tuple[Heading, ...]] = {}
    results: dict[str, Printed | PipelineError] = {}
    for _ in range(_TURNS):
        waiting = [name for name in sheets if name not in results]
        if not waiting:
            break
        pdfs = _laid_out(office, {name: words[name] for name in waiting}, folder, progress)
        for name in waiting:
            sheet = sheets[name]
            try:
                found = _headings(pdfs, name)
                if not has_contents(sheet.parts) or numbers.get(name) == found:
                    results[name] = _printed(sheet, words[name], pdfs[name], date(sheet.properties))
                else:
                    numbers[name] = found
                    told = with_page_numbers(sheet.parts, [(heading.text, heading.page) for heading in found])
                    words[name] = stamped(told, sheet.provenance)
            except PipelineError as error:
                results[name] = error
    for name in sheets:
        results.setdefault(name, LayoutFault("sidnumren i innehållsförteckningen blir inte stadiga; ändra i texten"))
    return results


def _laid_out(
    office: File, words: Mapping[str, bytes], folder: File, progress: Callable[[int, int], None]
) -> dict[str, bytes]:
    files = {folder / f"{name}.docx": name for name in words}
    for file, name in files.items():
        file.write_bytes(words[name])
        file.with_suffix(".pdf").unlink(missing_ok=True)
    pdfs = laid_out(office, list(files), folder, lambda done: progress(done, len(files)))
    return {files[file]: pdf.read_bytes() for file, pdf in pdfs.items()}


def _headings(pdfs: Mapping[str, bytes], name: str) -> tuple[Heading, ...]:
    if name not in pdfs:
        raise OfficeFault("LibreOffice kunde inte göra PDF av dokumentet, inte heller ensamt; kör kommandot igen")
    return headings(pdfs[name])


def _printed(sheet: Sheet, word: bytes, pdf: bytes, date: str | None) -> Printed:
    finished = repaired(pdf, sheet.properties, sheet.made_of, date)
    if found := strangers(finished):
        raise BrokenPdf(f"PDF:en har {joined(found)}, som inte får publiceras; ta bort dem ur mallen")
    return Printed(word, finished)
