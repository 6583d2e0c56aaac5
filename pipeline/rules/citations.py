"""Where a plan cites its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import markup
from pipeline.diagnostics import Path
from pipeline.dossier import Dossier
from pipeline.plan import Source


@dataclass(frozen=True)
class Citation:
    """A note mark: the source it names, with what `ur` fills in, and where it stands.

    `words` are the mark's offsets in the text at `path`; None when the text is the city's, whose words do not
    stand in the plan's file.
    """

    label: str
    source: Source
    path: Path
    words: tuple[int, int] | None


def citations(dossier: Dossier) -> Iterator[Citation]:
    """Yield every note of the plan that has a source, the city's texts included, in the document's order."""
    for path, text in dossier.texts():
        for label, start, end in () if path in dossier.literal else markup.labels(text):
            if label in dossier.sources:
                words = None if path in dossier.lent else (start, end)
                yield Citation(label, dossier.sources[label], path, words)


def of_each_work(dossier: Dossier) -> Iterator[Citation]:
    """Yield the first citation of each work: two notes to places in one book are one work."""
    seen: set[str] = set()
    for citation in citations(dossier):
        work = citation.source.ur or citation.label
        if work not in seen:
            seen.add(work)
            yield citation


def place(dossier: Dossier, citation: Citation, field: str) -> tuple[Path, tuple[int, int] | None]:
    """Return where `field` of a cited source is to be changed: in the plan's own source, else at the note."""
    for key in (citation.label, citation.source.ur):
        source = dossier.plan.kallor.get(key or "")
        if key and source and getattr(source, field) is not None:
            return ("kallor", key, field), None
    return citation.path, citation.words
