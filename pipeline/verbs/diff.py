"""Two revisions compared."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path as File

from pipeline.change import ChangeSet
from pipeline.changes import difference
from pipeline.diagnostics import Diagnostic
from pipeline.documents import CHANGE_DOCUMENTS
from pipeline.docx.package import read_parts
from pipeline.docx.properties import core_values
from pipeline.dossier import Dossier
from pipeline.errors import Refused, UsageFault
from pipeline.layout import TEMPLATES, shown, templates_of
from pipeline.report.changes import VIEWS, text
from pipeline.report.changes.json_ import as_json
from pipeline.verbs.definitions import compare_others, kind_of
from pipeline.verbs.jobs import digest_of, prepared, tool
from pipeline.verbs.outputs import put, refuse_to_overwrite
from pipeline.verbs.revisions import revision
from pipeline.words import joined

ENDINGS = {
    "markdown": (".md",),
    "json": (".json",),
    "html": (".html",),
    "docx": (".docx",),
    "text": (".txt",),
    "lista": (".md", ".txt"),
}


@dataclass(frozen=True)
class Comparison:
    """What a comparison gave: the changes, or the faults for which one of the plans cannot be read.

    `edited` names the Word files that a person has changed since they were built; their definition is compared.
    """

    changes: ChangeSet | None
    new: Dossier | None = None
    grave: Sequence[Diagnostic] = ()
    edited: Sequence[str] = field(default=())
    templates: File = TEMPLATES


def compare(old: str, new: str, place: File | None = None) -> Comparison:
    """Return what differs between the plans that two names speak of.

    Raises:
        Unreadable, UsageFault: a name speaks of nothing, or of several plans.
    """
    kinds = (kind_of(old, place), kind_of(new, place))
    if any(kinds):
        others, grave = compare_others(kinds, (old, new), place)
        return Comparison(others, grave=grave)
    with ExitStack() as opened:
        before, after = (opened.enter_context(revision(name, place)) for name in (old, new))
        grave = list(dict.fromkeys((*before.grave, *after.grave)))
        if grave or before.dossier is None or after.dossier is None:
            return Comparison(None, grave=grave)
        changes = difference(before.dossier, after.dossier, (old, new))
        edited = [side.name for side in (before, after) if side.edited]
        return Comparison(changes, after.dossier, edited=edited, templates=templates_of(after.plan.resolve().parent))


def rendered(comparison: Comparison, form: str, *, colour: bool = False) -> bytes:
    """Return the changes in a form, as the bytes of a file."""
    assert comparison.changes is not None, "the caller has told why there are none"
    if comparison.new is None and form in ("docx", "lista"):
        raise UsageFault(f"formen {form} görs bara av två planer; ange text, markdown, json eller html")
    if form == "text":
        return text(comparison.changes, colour=colour).encode()
    if form == "docx":
        return _document(comparison.changes, comparison)
    return VIEWS[form](comparison.changes).encode()


def _document(changes: ChangeSet, comparison: Comparison) -> bytes:
    """Return the changes as a Word document in the house's template.

    Raises:
        TemplateFault, LostText: the template cannot be used, or would lose a text.
    """
    from pipeline.documents.change_table import CHANGE_TABLE, Changed
    from pipeline.docx.fill import fill
    from pipeline.docx.provenance import Provenance, stamped

    assert comparison.new is not None, "there are no changes without a plan"
    changed = Changed(changes, comparison.new)
    template = comparison.templates / f"{CHANGE_DOCUMENTS[0].slug}.docx"
    made = CHANGE_TABLE.content(changed)
    digest = digest_of(template)
    parts = fill(prepared(template, digest), made, lambda _: None, CHANGE_TABLE.properties(changed), controls=False)
    told = hashlib.sha256(as_json(changes).encode()).hexdigest()
    return stamped(parts, Provenance(told, digest, tool()))


def form_of(target: File) -> str:
    """Return the form that a file's name speaks of.

    Raises:
        UsageFault: its ending is that of no form.
    """
    form = next((form for form, endings in ENDINGS.items() if target.suffix.lower() in endings), None)
    if form is None:
        known = joined(sorted({ending for endings in ENDINGS.values() for ending in endings}), "eller")
        raise UsageFault(f"{target}: ändelsen säger ingen form; skriv {known}, eller ange --format")
    return form


def written(target: File, data: bytes, form: str) -> None:
    """Write the file that was asked for in a form, whole or not at all.

    Raises:
        Refused: what is there is a definition, a file of another kind, or a Word file that is no untouched table.
        Unwritable: the folder cannot be written, or the disk is full.
    """
    if target.suffix.lower() in (".yaml", ".yml"):
        raise Refused(f"{target}: en definition skrivs inte över med ändringar; välj ett annat filnamn")
    if target.exists() and target.suffix.lower() not in ENDINGS[form]:
        raise Refused(f"{target}: där ligger en fil av ett annat slag; välj ett namn som slutar på {ENDINGS[form][0]}")
    if form == "docx":
        _refuse_other_documents(target)
    put(target, data)


def _refuse_other_documents(target: File) -> None:
    """Raise Refused unless `target` is free, or a table of changes that nobody has touched."""
    refuse_to_overwrite(target)
    if target.exists() and not core_values(read_parts(target)).get("title", "").startswith(CHANGE_DOCUMENTS[0].title):
        raise Refused(f"{shown(target)}: där ligger ett byggt dokument; välj ett annat namn")
