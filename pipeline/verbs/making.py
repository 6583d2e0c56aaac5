"""What is made of one plan: its documents, written, and its row of the overview.

All that a process of a batch needs to read is read by importing this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import NamedTuple

from pipeline.board import Board
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
from pipeline.overview.summary import BoardSummary, board_summary, unread_summary
from pipeline.verbs.batch import BatchReport, Entry, Result
from pipeline.verbs.carried import files_of
from pipeline.verbs.jobs import Job, made_of, prepared
from pipeline.verbs.outputs import write
from pipeline.verbs.validate import exit_code, judged
from pipeline.words import counted


class Seen(NamedTuple):
    """A board that a year's overview has a row of: its id, its entry in the register if it has one, and the year."""

    id: str
    board: Board | None
    year: int


class Work(NamedTuple):
    """What is to be made of one plan: documents, and the row of a year's overview if `seen` says whose it is."""

    plan: File
    jobs: tuple[Job, ...] = ()
    seen: Seen | None = None


class Made(NamedTuple):
    """What became of the documents of a plan, and its row if one was wanted."""

    report: BatchReport
    row: BoardSummary | None = None


@dataclass(frozen=True)
class Making:
    """How a batch makes of plans what is wanted: over edited files too, and with warnings as errors."""

    force: bool = False
    strict: bool = False

    def __call__(self, work: Work) -> Made:
        """Return what became of a plan, which is read and judged once, whatever is made of it."""
        report = BatchReport(wanted=len(work.jobs))
        try:
            dossier, told = judged(work.plan)
        except PipelineError as error:
            if work.jobs:
                report.fault(error, shown(work.plan.parent), [job.document.slug for job in work.jobs])
            return Made(report, work.seen and unread_summary(*work.seen, str(error)))
        if work.jobs:
            self._write(work.jobs, dossier, told, report)
        return Made(report, work.seen and board_summary(*work.seen, dossier, told))

    def _write(
        self, jobs: tuple[Job, ...], dossier: Dossier | None, told: Sequence[Diagnostic], report: BatchReport
    ) -> None:
        able = sound(jobs, dossier, told, report, strict=self.strict)
        remark = remarked(report)
        for job in able:
            assert dossier is not None, "a plan without a dossier has no sound jobs"
            name = plan_name(job)
            try:
                document, text = made(job, dossier, prepared(job.template, job.provenance.template))
                write(job.target, document, force=self.force, text=text)
                report.enter(Entry(name, job.document.slug, Result.BUILT, shown(job.target), remark))
            except PipelineError as error:
                report.fault(error, name, [job.document.slug])


def plan_name(job: Job) -> str:
    """Return how a table names the plan of a job."""
    return shown(job.plan.parent)


def remarked(report: BatchReport) -> str:
    """Return what a table says of a plan that is built: how many warnings it has."""
    return counted(report.warnings, "varning", "varningar") if report.warnings else ""


def sound(
    jobs: tuple[Job, ...],
    dossier: Dossier | None,
    told: Sequence[Diagnostic],
    report: BatchReport,
    *,
    strict: bool,
) -> tuple[Job, ...]:
    """Return those jobs of one plan whose definitions have nothing that stops them; what stopped others is reported.

    `told` is all that is wrong in the plan, the shared files aside.
    """
    name = plan_name(jobs[0])
    found = [*surroundings(jobs[0].plan).faults, *told]
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
    return tuple(able)


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
