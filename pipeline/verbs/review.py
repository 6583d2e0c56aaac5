"""A copy of a document to read and answer in: each finding as a comment in the margin."""

from __future__ import annotations

import hashlib
from pathlib import Path as File

from pipeline import __version__, words
from pipeline.content import printed_texts
from pipeline.diagnostics import Diagnostic
from pipeline.documents import DOCUMENTS
from pipeline.documents.action_plan import only_rows_of
from pipeline.documents.document import DocumentType
from pipeline.docx.comments import Comment, with_comments
from pipeline.docx.definition import with_definition
from pipeline.docx.fill import fill
from pipeline.docx.provenance import Provenance, stamped
from pipeline.docx.template import prepare
from pipeline.dossier import Dossier
from pipeline.errors import UsageFault
from pipeline.layout import PLAN_NAME, shown, templates_of
from pipeline.naming import names
from pipeline.source import SourceDoc
from pipeline.verbs.carried import files_of
from pipeline.verbs.outputs import write
from pipeline.verbs.paths import plan_files
from pipeline.verbs.validate import judged


def review(path: File, out: File, *, responsible: str = "", force: bool = False) -> int:
    """Write the review copy of the document that `path` speaks of to `out`; return how many comments it has.

    The case and the follow-up give the papers that are made of them, anything else the plan's. With `responsible`,
    a plan's holds only the activities that a function or unit of that name answers for.

    Raises:
        UsageFault: `path` is of several plans, or nobody of that name answers for anything.
        PipelineError: something cannot be read or written.
    """
    plans = plan_files([path])
    if len(plans) != 1:
        raise UsageFault(f"{shown(path)}: här finns {len(plans)} planer; en granskningskopia görs av en åt gången")
    plan = plans[0]
    document = next((d for d in DOCUMENTS if path.name != PLAN_NAME and path.name in d.needs), DOCUMENTS[0])
    name = document.needs[-1]
    dossier, findings = judged(plan)
    if dossier is None or dossier.board is None or not _can_be_made(dossier, document):
        raise UsageFault(
            f"{shown(plan.with_name(name))}: här finns fel som hindrar ett dokument; kör `handlingsplan validate` först"
        )
    if responsible and document is not DOCUMENTS[0]:
        raise UsageFault(
            f"{shown(path)}: --ansvarig väljer rader i planen; ange planen, eller hela ärendet utan --ansvarig"
        )
    maker = document.maker()
    template = prepare(templates_of(plan.resolve().parent) / f"{document.slug}.docx")
    content = maker.content(dossier)
    if responsible:
        content = only_rows_of(content, responsible)
        if not content.delar:
            known = sorted({who.label for _, activity in dossier.plan.activities() for who in activity.ansvarig})
            raise UsageFault(
                f"{shown(plan)}: ingen ansvarig heter något med ”{responsible}”; här finns {words.joined(known)}"
            )
    properties = maker.properties(dossier)
    parts = fill(template, content, dossier.note, properties, label=names(maker.named_after or type(dossier.plan)))
    paths = {text.path for text in printed_texts(content)}
    source = dossier.definitions[name]
    comments = [
        Comment(d.path, _lines(d), _words(source, d))
        for d in findings
        if d.file == source.file and (not responsible or _is_within(d.path, paths))
    ]
    date = properties.date or f"{dossier.plan.ar}-01-01"
    parts = with_comments(parts, comments, date)
    files = files_of(plan, document, dossier)
    parts = with_definition(parts, document.slug, template.digest, files, sorted(paths), selection=responsible)
    digest = hashlib.sha256("".join(files.values()).encode()).hexdigest()
    write(out, stamped(parts, Provenance(digest, template.digest, __version__)), force=force)
    return len(comments)


def _can_be_made(dossier: Dossier, document: DocumentType) -> bool:
    """Return whether the definitions beside the plan that a document is made of can be read."""
    beside = (name for name in document.needs if name != PLAN_NAME)
    return all(name in dossier.beside and dossier.beside[name].model is not None for name in beside)


def _lines(found: Diagnostic) -> list[str]:
    """Return what a comment says: the code first, the sentence, and the remedy."""
    return [f"{found.code} ({found.severity}): {words.capitalised(found.message)}.", f"Åtgärd: {found.remedy}."]


def _words(source: SourceDoc, found: Diagnostic) -> str:
    """Return the words that a finding points at; "" when it points at a value as a whole."""
    span = found.span
    if span is None or span == source.spans.get(found.path) or span in source.keys.values():
        return ""
    lines = source.lines[span.line - 1 : span.end_line]
    if not lines:
        return ""
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return words.normalised(" ".join(lines))


def _is_within(path: tuple[str, ...], paths: set[tuple[str, ...]]) -> bool:
    """Return whether a finding is about one of the rows that a copy holds."""
    row = next((path[: n + 1] for n, step in enumerate(path) if step.startswith("[") and "aktiviteter" in path), None)
    return row is not None and any(p[: len(row)] == row for p in paths)
