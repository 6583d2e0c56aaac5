"""A paper that people have edited, held against a rendering of what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from pipeline.diagnostics import Path
from pipeline.docx.reading import Document, Place
from pipeline.dossier import Dossier
from pipeline.from_word.texts import words_of
from pipeline.markup import Blocks
from pipeline.pulling.comparing import Reading
from pipeline.pulling.edits import Found, ended
from pipeline.pulling.extract import Unplaced
from pipeline.pulling.notes import NoteNames
from pipeline.pulling.paper_edits import PaperComparison
from pipeline.pulling.paper_reading import PaperReader, running_words
from pipeline.pulling.papers import Paper, origin_of
from pipeline.pulling.slots import About, SlotReader
from pipeline.pulling.structure import path_of

Rendered = Callable[[Dossier], tuple[Document, Any]]


def compared_paper(
    paper: Paper,
    dossier: Dossier,
    rendered: Rendered,
    edited: Document,
    tags: Mapping[str, str],
    written: Callable[[Blocks], str],
) -> Reading:
    """Return what `edited` says otherwise than the paper of `dossier` as it is built.

    `rendered` gives a dossier's paper as a document, and the content that it was made of.
    """
    rendering, _ = rendered(dossier)
    whole, content = rendered(paper.full(dossier))
    kinds = (paper.own, paper.many, paper.lists, paper.flags)
    about = About(*kinds, origin_of(content), _paths(rendering, tags), paper.tail, tags)
    pieces = SlotReader(about).pieces(whole)
    running = running_words(rendering)
    sources = {label: source.blocks for label, source in dossier.sources.items()}
    before = PaperReader(rendering, pieces, about, NoteNames(rendering, sources), running)
    notes = NoteNames(edited, sources)
    after = PaperReader(edited, pieces, about, notes, running)
    before.run()
    after.run()
    # What the template writes where there is no text, a dash, is a text neither there nor in a row that was copied.
    nothing = {words_of(b) for path, b in before.found.texts.items() if path not in about.present and paper.many(path)}
    for reader in (before, after):
        reader.found.texts = {path: _said(paper, path, b, nothing) for path, b in reader.found.texts.items()}
    beside = dossier.beside[paper.name]
    comparison = PaperComparison(
        paper, beside.source, beside.borrowed, before, after, lambda blocks: ended(written(blocks))
    )
    found = comparison.run()
    _notes(notes, found)
    recognised = len(before.heads & after.heads) / max(len(before.heads), 1)
    return Reading(tuple(found.edits), found, after.found, recognised)


def _said(paper: Paper, path: Path, blocks: Blocks, nothing: Collection[str]) -> Blocks:
    return tuple(b for b in blocks if words_of((b,)) not in nothing) if paper.many(path) else blocks


def _paths(document: Document, tags: Mapping[str, str]) -> frozenset[Path]:
    return frozenset(
        path_of(span.control.tag, tags) for p in document.paragraphs() for span in p.spans if span.control.tag
    )


def _notes(notes: NoteNames, found: Found) -> None:
    """Leave new and changed notes: their sources are the plan's or the city's."""
    for label, blocks in notes.added.items():
        why = f"noten är ny; skriv dess källa i handlingsplanen, under `kallor` som `{label}`"
        found.unplaced.append(Unplaced(words_of(blocks), Place(story="fotnot"), why))
    for label, blocks in notes.changed.items():
        why = f"noten är källan `{label}`, som står i handlingsplanens eller stadens `kallor`; ändra där"
        found.unplaced.append(Unplaced(words_of(blocks), Place(story="fotnot"), why))
