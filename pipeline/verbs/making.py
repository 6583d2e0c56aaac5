"""One plan's documents, made and written. All that a process of a batch needs to read is read by importing this."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as File

from pipeline.content import printed_texts
from pipeline.diagnostics import Diagnostic, Severity, stopping
from pipeline.documents import DOCUMENTS
from pipeline.docx.definition import with_definition
from pipeline.docx.fill import fill
from pipeline.docx.provenance import stamped
from pipeline.docx.template import Template
from pipeline.dossier import Dossier, surroundings
from pipeline.errors import PipelineError
from pipeline.layout import CASE_NAME, OUTCOMES_NAME, shown
from pipeline.naming import names
from pipeline.verbs.batch import BatchReport, Entry, Result
from pipeline.verbs.carried import files_of
from pipeline.verbs.jobs import Job, made_of, prepared
from pipeline.verbs.outputs import write
from pipeline.verbs.validate import exit_code, judged
from pipeline.words import counted


@dataclass(frozen=True)
class Making:
    """How the documents of a batch are made: over edited files too, and with warnings as errors."""

    force: bool = False
    strict: bool = False

    def __call__(self, jobs: tuple[Job, ...]) -> BatchReport:
        """Return what became of `jobs`, all of one plan."""
        report = BatchReport(wanted=len(jobs))
        dossier, able = sound(jobs, report, strict=self.strict)
        if dossier is None:
            return report
        remark = remarked(report)
        for job in able:
            name = plan_name(job)
            try:
                document, text = made(job, dossier, prepared(job.template, job.provenance.template))
                write(job.target, document, force=self.force, text=text)
                report.enter(Entry(name, job.document.slug, Result.BUILT, shown(job.target), remark))
            except PipelineError as error:
                report.fault(error, name, [job.document.slug])
        return report


def plan_name(job: Job) -> str:
    """Return how a table names the plan of a job."""
    return shown(job.plan.parent)


def remarked(report: BatchReport) -> str:
    """Return what a table says of a plan that is built: how many warnings it has."""
    return counted(report.warnings, "varning", "varningar") if report.warnings else ""


def sound(jobs: tuple[Job, ...], report: BatchReport, *, strict: bool) -> tuple[Dossier | None, tuple[Job, ...]]:
    """Return the dossier of the plan of `jobs`, and those jobs whose definitions have nothing that stops them.

    What stopped the others, or all, goes to the report. The dossier is None when there is nothing to make.
    """
    plan, name = jobs[0].plan, plan_name(jobs[0])
    try:
        dossier, faults = judged(plan)
        found = [*surroundings(plan).faults, *faults]
    except PipelineError as error:
        report.fault(error, name, [job.document.slug for job in jobs])
        return None, ()
    able = []
    for job in jobs:
        grave = [fault for fault in stopping(found, strict=strict) if _concerns(fault, job)]
        if grave or dossier is None:
            report.stopped_by(grave)
            report.worst(exit_code(grave, strict=strict))
            made_from = _FAULTY.get(File(grave[0].file).name, "planen") if grave else "planen"
            slug = "" if job.document.slug == DOCUMENTS[0].slug else f"{job.document.slug} "
            report.say(f"{name}: {slug}{report.unmade}, {made_from} har fel som måste rättas först", beside_table=False)
            report.entries.append(Entry(name, job.document.slug, Result.FAILED, why=f"{len(grave)} fel i {made_from}"))
        else:
            able.append(job)
    warnings = sum(d.severity is Severity.WARNING for d in found if any(_concerns(d, job) for job in able))
    if warnings:
        report.warnings += warnings
        report.say(f"{name}: {counted(warnings, 'varning', 'varningar')}", beside_table=False)
    return (dossier if able else None), tuple(able)


_FAULTY = {CASE_NAME: "ärendet", OUTCOMES_NAME: "uppföljningen"}


def _concerns(fault: Diagnostic, job: Job) -> bool:
    """Return whether a fault is in a file that a job's document is made of: a definition of its own or a shared one."""
    beside = {file.name for file in made_of(job.plan, job.document)}
    return File(fault.file).name not in ({CASE_NAME, OUTCOMES_NAME} - beside)


def made(job: Job, dossier: Dossier, template: Template) -> tuple[bytes, str | None]:
    """Return the bytes of a job's document, and the text to put beside it; what it is made of has no errors.

    Raises:
        TemplateFault, LostText: the template does not print the plan as it should.
    """
    maker = job.document.maker()
    content = maker.content(dossier)
    label = names(maker.named_after or type(dossier.plan))
    parts = fill(template, content, dossier.note, maker.properties(dossier), label=label)
    paths = [text.path for text in printed_texts(content)]
    parts = with_definition(parts, job.document.slug, template.digest, files_of(job.plan, job.document, dossier), paths)
    text = maker.text(content) if maker.text else None
    return stamped(parts, job.provenance, text), text
