"""One plan's documents, made and written. All that a process of a batch needs to read is read by importing this."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.content import rich_texts
from pipeline.diagnostics import Severity, stopping
from pipeline.docx.definition import with_definition
from pipeline.docx.fill import fill
from pipeline.docx.provenance import stamped
from pipeline.docx.template import Template
from pipeline.dossier import Dossier, surroundings
from pipeline.errors import Exit, PipelineError
from pipeline.layout import shown
from pipeline.naming import names
from pipeline.verbs.batch import BatchReport, Entry, Result
from pipeline.verbs.carried import files_of
from pipeline.verbs.jobs import Job, prepared
from pipeline.verbs.outputs import write
from pipeline.verbs.validate import judged
from pipeline.words import counted


@dataclass(frozen=True)
class Making:
    """How the documents of a batch are made: over edited files too, and with warnings as errors."""

    force: bool = False
    strict: bool = False

    def __call__(self, jobs: tuple[Job, ...]) -> BatchReport:
        """Return what became of `jobs`, all of one plan."""
        report = BatchReport(wanted=len(jobs))
        dossier = sound(jobs, report, strict=self.strict)
        if dossier is None:
            return report
        remark = remarked(report)
        for job in jobs:
            name = plan_name(job)
            try:
                document = made(job, dossier, prepared(job.template, job.provenance.template))
                write(job.target, document, force=self.force)
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


def sound(jobs: tuple[Job, ...], report: BatchReport, *, strict: bool) -> Dossier | None:
    """Return the dossier of the plan of `jobs` without stopping findings; else None, and why in the report."""
    plan, name, slugs = jobs[0].plan, plan_name(jobs[0]), [job.document.slug for job in jobs]
    try:
        dossier, faults = judged(plan)
        found = [*surroundings(plan).faults, *faults]
    except PipelineError as error:
        report.fault(error, name, slugs)
        return None
    grave = stopping(found, strict=strict)
    if grave:
        report.stopped_by(grave)
        report.worst(Exit.FINDINGS)
        report.say(f"{name}: inte byggd, planen har fel som måste rättas först", beside_table=False)
        report.entries += [Entry(name, slug, Result.FAILED, why=f"{len(grave)} fel i planen") for slug in slugs]
        return None
    warnings = sum(d.severity is Severity.WARNING for d in found)
    if warnings:
        report.warnings += warnings
        report.say(f"{name}: {counted(warnings, 'varning', 'varningar')}", beside_table=False)
    return dossier


def made(job: Job, dossier: Dossier, template: Template) -> bytes:
    """Return the bytes of a job's document; `dossier` has no errors.

    Raises:
        TemplateFault, LostText: the template does not print the plan as it should.
    """
    maker = job.document.maker()
    content = maker.content(dossier)
    parts = fill(template, content, dossier.note, maker.properties(dossier), label=names(type(dossier.plan)))
    paths = [text.path for text in rich_texts(content)]
    parts = with_definition(parts, job.document.slug, template.digest, files_of(job.plan, dossier), paths)
    return stamped(parts, job.provenance)
