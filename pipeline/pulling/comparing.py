"""A file that people have edited, held against a rendering of what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipeline import words
from pipeline.diagnostics import Path
from pipeline.docx.reading import Document, Paragraph, Place
from pipeline.dossier import Dossier
from pipeline.from_word.texts import words_of
from pipeline.markup import Blocks
from pipeline.pulling.appendix import without_appendix
from pipeline.pulling.edits import Comparison, Edit, Found
from pipeline.pulling.extract import Extracted, Extraction, Known, Unplaced, fixed_words
from pipeline.pulling.headings import normal
from pipeline.pulling.notes import NoteNames
from pipeline.pulling.structure import path_of, sections

WHOLE = 0.5  # of the headings: a file with fewer is a part of the plan, or another document
Written = Callable[[Blocks], str]


@dataclass(frozen=True)
class Reading:
    """What one file gave: its edits, what was left, and what was seen of its headings and rows.

    `recognised` is the part of the plan's headings that were found, 0 to 1. A `partial` file is the plan's and lacks
    most of them: what it does not hold is not taken for removed.
    """

    edits: tuple[Edit, ...]
    found: Found
    extracted: Extracted
    recognised: float = 1.0
    partial: bool = False


def compared(
    dossier: Dossier,
    rendering: Document,
    edited: Document,
    tags: Mapping[str, str],
    written: Written,
    *,
    ours: bool = False,
) -> Reading:
    """Return what `edited` says otherwise than `rendering`, which is the document of `dossier` as it is built.

    `ours` when something else than its controls proves that it was made of that plan.
    """
    rendering, edited, in_appendix = without_appendix(rendering, edited)
    sources = {label: source.blocks for label, source in dossier.sources.items()}
    known = Known(
        sections=sections(dossier.plan),
        tags=tags,
        ids=_ids(dossier),
        cover=_cover(rendering, tags),
        fixed=fixed_words(rendering, tags),
        texts=dict.fromkeys((path_of(t, tags) for t in _tags(rendering)), ()),
    )
    before = Extraction(rendering, known, NoteNames(rendering, sources)).run()
    # What the template alone says is everything that the rendering has no place for.
    said = frozenset(normal(block.text) for blocks in before.texts.values() for block in blocks)
    known = replace(known, rows=before.rows, columns={}, said=said - {""})
    notes = NoteNames(edited, sources)
    after = Extraction(edited, known, notes).run()
    left_before = {u.words for u in before.unplaced}
    after.unplaced = [*(u for u in after.unplaced if u.words not in left_before), *in_appendix]
    seen = sum(section in after.sections for section in before.sections) / max(len(before.sections), 1)
    ours = ours or any(path_of(tag, tags) in known.texts for tag in _tags(edited))
    partial = seen < WHOLE and ours and bool(after.sections or after.rows or after.texts)
    comparison = Comparison(dossier, list(known.sections), before, after, written, partial=partial)
    found = comparison.run()
    found.edits += _sources(dossier, notes, found, written)
    return Reading(tuple(found.edits), found, after, seen, partial)


def _tags(document: Document) -> list[str]:
    controls = [c for p in document.paragraphs() for c in (*p.controls, *(s.control for s in p.spans))]
    return [control.tag for control in controls if control.tag]


def _ids(dossier: Dossier) -> dict[Path, tuple[str, ...]]:
    """Return the names of the entries of each list, by the list's path."""
    found: dict[Path, tuple[str, ...]] = {}
    for path, _ in dossier.plan.walked:
        if path and path[-1].startswith("["):
            found[path[:-1]] = (*found.get(path[:-1], ()), path[-1].strip("[]"))
    return found


def _cover(rendering: Document, tags: Mapping[str, str]) -> dict[str, tuple[Path, ...]]:
    """Return the paths of the facts of the first page by the word before them, in order."""
    found: dict[str, tuple[Path, ...]] = {}
    for block in rendering.blocks:
        if isinstance(block, Paragraph) and "\t" in block.text and block.spans:
            label = block.text.partition("\t")[0].strip()
            found[label] = (*found.get(label, ()), path_of(block.spans[0].control.tag, tags))
    return found


def _sources(dossier: Dossier, notes: NoteNames, found: Found, written: Written) -> list[Edit]:
    """Return the edits of the plan's sources that new and changed notes ask for."""
    edits = [
        Edit("set", ("kallor", label), {"text": written(blocks)}, remark="ny not")
        for label, blocks in notes.added.items()
    ]
    for label, blocks in notes.changed.items():
        path = ("kallor", label)
        if label in dossier.plan.kallor:
            edits += _changed(dossier, path, label, words_of(blocks), written(blocks))
        else:
            why = f"noten är stadens källa `{label}`, som ändras i stad.yaml"
            found.unplaced.append(Unplaced(words_of(blocks), Place(story="fotnot"), why))
    return edits


def _changed(dossier: Dossier, path: Path, label: str, text: str, markup: str) -> list[Edit]:
    """Return the edits of one field of a source when only that field's words differ; else of the source as words."""
    source = dossier.plan.kallor[label]
    old = words_of(dossier.sources[label].blocks)
    if source.text is not None:
        return [Edit("set", (*path, "text"), markup, old=source.text, remark="notens text")]
    for name in type(source).model_fields:
        value = getattr(source, name)
        if value is None:
            continue
        shown = next((form for form in (str(value), words.capitalised(str(value))) if form in old), None)
        if shown is None:
            continue
        head, tail = old[: old.index(shown)], old[old.index(shown) + len(shown) :]
        if text.startswith(head) and text.endswith(tail) and len(text) > len(head) + len(tail):
            new = text[len(head) : len(text) - len(tail)]
            new = new if shown == str(value) else new[:1].lower() + new[1:]
            tried = source.model_copy(update={name: new})
            if words_of(tried.within(dossier.sources[source.ur]).blocks if source.ur else tried.blocks) == text:
                return [Edit("set", (*path, name), new, old=str(value), remark="notens text")]
    return [Edit("set", path, {"text": markup}, remark="noten är inte längre delad i författare, titel och år")]
