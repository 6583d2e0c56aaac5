"""The documents that are out of date, built: one fault stops its own board, never the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as File
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.documents import BY_SLUG, DOCUMENTS
from pipeline.documents.document import DocumentType
from pipeline.docx.provenance import Provenance
from pipeline.errors import Exit, PipelineError, TemplateFault, Unreadable, UsageFault, unread
from pipeline.layout import shared_files, shown, templates_of
from pipeline.verbs.outputs import is_current, target, write
from pipeline.verbs.paths import plan_files
from pipeline.words import counted, joined, meant

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic
    from pipeline.docx.template import Template
    from pipeline.dossier import Dossier


@dataclass(frozen=True)
class Job:
    """One document to build: what it is made of and where it goes."""

    plan: File
    document: DocumentType
    template: File
    target: File
    provenance: Provenance


@dataclass
class BuildReport:
    """What a build did: Swedish lines, what stopped documents, how many warnings did not, and the exit code."""

    lines: list[str] = field(default_factory=list)
    warnings: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit_code: Exit = Exit.CLEAN

    def fault(self, error: PipelineError) -> None:
        """Note a fault of the world, once."""
        if str(error) not in self.lines:
            self.lines.append(str(error))
        self.worst(error.code)

    def stopped_by(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note what stopped a plan; a fault of a shared file once."""
        self.diagnostics = list(dict.fromkeys((*self.diagnostics, *diagnostics)))

    def worst(self, code: Exit) -> None:
        """Keep the gravest exit code."""
        self.exit_code = max(self.exit_code, code)


def build(
    paths: Sequence[File],
    *,
    types: Sequence[str] = (),
    out: File,
    force: bool = False,
    strict: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Build the documents of the plans that `paths` speak of, and tell what was done.

    Errors in a plan stop its documents; with `strict`, warnings too, also when the documents are current.
    `force` builds all anew, over files that a person has changed. `progress` is told the name of each plan.

    Raises:
        Unreadable: a path does not exist, or a folder holds no plan.
        UsageFault: a type does not exist.
    """
    documents = [_document(slug) for slug in types] or list(DOCUMENTS)
    plans = plan_files(paths)
    report = BuildReport()
    jobs: list[Job] = []
    digest = cache(_digest)  # the city's files are the same for every board
    for plan in plans:
        try:
            jobs += _jobs(plan, documents, out, digest)
        except PipelineError as error:
            report.fault(error)
    waiting, current = [], 0
    for job in jobs:
        try:
            if force or strict or not is_current(job.target, job.provenance):
                waiting.append(job)
            else:
                current += 1
        except PipelineError as error:
            report.fault(error)
    built = _build_all(waiting, report, force=force, strict=strict, progress=progress)
    report.lines.append(_total(built, current, len(plans) * len(documents)))
    return report


def _document(slug: str) -> DocumentType:
    if slug not in BY_SLUG:
        known = joined(list(BY_SLUG), "eller")
        raise UsageFault(f"dokumenttypen {slug} finns inte{meant(slug, BY_SLUG)}; skriv {known}")
    return BY_SLUG[slug]


def _jobs(plan: File, documents: Sequence[DocumentType], out: File, digest: Callable[[File], str]) -> Iterator[Job]:
    definition, board = hashlib.sha256(), plan.resolve().parent
    for file in (plan, *shared_files(board)):
        definition.update(digest(file).encode())
    for document in documents:
        template = templates_of(board) / f"{document.slug}.docx"
        provenance = Provenance(definition.hexdigest(), digest(template), _tool())
        yield Job(plan, document, template, target(out, board, document.slug), provenance)


def _digest(file: File) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise Unreadable(f"{shown(file)}: filen går inte att läsa: {unread(error)}") from error


@cache
def _tool() -> str:
    """Return the version, and a digest of the program itself: a changed program makes other documents."""
    root = File(__file__).resolve().parent.parent
    whole = hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        whole.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{__version__} ({whole.hexdigest()[:12]})"


def _build_all(
    jobs: Sequence[Job], report: BuildReport, *, force: bool, strict: bool, progress: Callable[[str], None]
) -> int:
    """Build `jobs`, plan by plan; return how many documents were written."""
    built = 0
    templates: dict[File, Template] = {}
    for plan in dict.fromkeys(job.plan for job in jobs):
        progress(shown(plan.parent))
        try:
            dossier = _sound(plan, report, strict=strict)
        except PipelineError as error:
            report.fault(error)
            continue
        if dossier is None:
            continue
        for job in (job for job in jobs if job.plan == plan):
            try:
                if job.template not in templates:
                    templates[job.template] = _prepared(job.template)
                write(job.target, made(job, dossier, templates[job.template]), force=force)
                report.lines.append(f"{shown(job.target)}: byggd")
                built += 1
            except PipelineError as error:
                report.fault(error)
    return built


def _sound(plan: File, report: BuildReport, *, strict: bool) -> Dossier | None:
    """Return the dossier of a plan without stopping findings; else None, and the findings in the report."""
    from pipeline.diagnostics import Severity, stopping
    from pipeline.dossier import surroundings
    from pipeline.verbs.validate import judged

    dossier, faults = judged(plan)
    found = [*surroundings(plan).faults, *faults]
    grave = stopping(found, strict=strict)
    if grave:
        report.stopped_by(grave)
        report.worst(Exit.FINDINGS)
        report.lines.append(f"{shown(plan.parent)}: inte byggd, planen har fel som måste rättas först")
        return None
    warnings = sum(d.severity is Severity.WARNING for d in found)
    if warnings:
        report.warnings += warnings
        report.lines.append(f"{shown(plan.parent)}: {counted(warnings, 'varning', 'varningar')}")
    return dossier


def made(job: Job, dossier: Dossier, template: Template) -> bytes:
    """Return the bytes of a job's document; `dossier` has no errors.

    Raises:
        TemplateFault, LostText: the template does not print the plan as it should.
    """
    from pipeline.content import rich_texts
    from pipeline.docx.definition import with_definition
    from pipeline.docx.fill import fill
    from pipeline.docx.provenance import stamped
    from pipeline.naming import names
    from pipeline.verbs.carried import files_of

    maker = job.document.maker()
    content = maker.content(dossier)
    parts = fill(template, content, dossier.note, maker.properties(dossier), label=names(type(dossier.plan)))
    paths = [text.path for text in rich_texts(content)]
    parts = with_definition(parts, job.document.slug, template.digest, files_of(job.plan, dossier), paths)
    return stamped(parts, job.provenance)


def _prepared(template: File) -> Template:
    """Return a template that `template check` has nothing grave to say of.

    Raises:
        TemplateFault: it has.
    """
    from pipeline.diagnostics import stopping
    from pipeline.docx.template import prepare
    from pipeline.verbs.template_check import check_template

    grave = stopping(check_template(template))
    if grave:
        more = f" (och {len(grave) - 1} till; kör `handlingsplan template check {shown(template)}`)"
        sentence = f"{shown(template)}: {grave[0].message}; {grave[0].remedy}"
        raise TemplateFault(sentence + more * (len(grave) > 1))
    return prepare(template)


def _total(built: int, current: int, wanted: int) -> str:
    if current == wanted:
        return f"Inget att göra: {counted(current, 'dokument är aktuellt', 'dokument är aktuella')}."
    pieces = [counted(built, "dokument byggt", "dokument byggda")]
    if current:
        pieces.append(f"{current} redan {'aktuellt' if current == 1 else 'aktuella'}")
    if wanted - built - current:
        pieces.append(f"{wanted - built - current} inte {'byggt' if wanted - built - current == 1 else 'byggda'}")
    return joined(pieces).capitalize() + "."
