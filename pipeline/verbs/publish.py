"""Documents as they are published: page numbers in the contents, an accessible PDF, a package for the registrar.

They are made from the definitions, never from a file that somebody may have written in: no comment, no tracked
change and no name of a user can come along.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, product
from pathlib import Path as File
from typing import Any

from pipeline.content import Properties
from pipeline.diagnostics import stopping
from pipeline.documents import BY_SLUG, DOCUMENTS, YEAR_DOCUMENTS
from pipeline.docx.fill import fill
from pipeline.dossier import Dossier, open_dossier
from pipeline.errors import Exit, PipelineError, Unwritable, UsageFault
from pipeline.layout import shown
from pipeline.markup import Blocks
from pipeline.office import find_office
from pipeline.verbs.batch import BatchReport, Entry, Result
from pipeline.verbs.jobs import Job, digests, document_type, job_of, prepared, tool
from pipeline.verbs.making import remarked, sound
from pipeline.verbs.overview import YearJob, survey, year_folders, year_jobs
from pipeline.verbs.paths import plan_files
from pipeline.verbs.published import Paper
from pipeline.verbs.registrar import IN_PACKAGE, package
from pipeline.verbs.typesetting import Printed, Sheet, typeset
from pipeline.verbs.validate import judged

_AT_ONCE = 200  # documents that one LibreOffice lays out: more would take memory for nothing
_WORDS = (("publicerat", "publicerade"), "inte publicerad")


@dataclass(frozen=True)
class Publishing:
    """How a batch is published: over changed files too, with warnings as errors, by which LibreOffice."""

    force: bool = False
    strict: bool = False
    soffice: File | None = None
    progress: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class _Task:
    """A paper with the job that makes its content, and the names that a table gives it."""

    job: Job | YearJob
    plan: str
    slug: str
    paper: Paper


def publish(paths: Sequence[File], *, types: Sequence[str] = (), out: File, how: Publishing) -> BatchReport:
    """Publish the documents of the plans that `paths` speak of, and tell what was done.

    Errors in a plan stop its documents, as in a build. What a person has changed in a built Word file always stops
    that document; what is changed in a published file stops it unless forced.

    Raises:
        NoOffice: there is something to publish, and no LibreOffice for it.
        Unreadable: a path does not exist, or a folder holds no plan.
        UsageFault: a type does not exist, or `paths` do not speak of a year that an overview is asked of.
    """
    report = BatchReport(*_WORDS)
    plans = plan_files(paths)
    tasks = list(_tasks(paths, plans, types, out, report))
    waiting = [task for task in tasks if _is_due(task, report, how)]
    office = find_office(how.soffice) if waiting else None
    for start in range(0, len(waiting), _AT_ONCE):
        assert office is not None, "it was found, or that was told"
        _publish(waiting[start : start + _AT_ONCE], office, report, how)
    if not types:
        _package(plans, tasks, out, report, how)
    return report


def _tasks(
    paths: Sequence[File], plans: Sequence[File], types: Sequence[str], out: File, report: BatchReport
) -> Iterator[_Task]:
    chosen = [document_type(slug) for slug in types] or [*DOCUMENTS, *YEAR_DOCUMENTS]
    documents = [document for document in chosen if document in DOCUMENTS]
    digest = digests()
    for plan, document in product(plans, documents):
        name = shown(plan.parent)
        try:
            job = job_of(plan, document, out, digest)
        except PipelineError as error:
            report.wanted += 1
            report.fault(error, name, [document.slug])
            continue
        if job is not None:
            yield _Task(job, name, document.slug, Paper(job.target, job.provenance))
    years = year_folders(paths) if len(chosen) > len(documents) else []
    if types and len(chosen) > len(documents) and not years:
        raise UsageFault("sammanställningen gäller ett helt år; ange årets mapp, till exempel plans/2023")
    for year in years:
        try:
            found = [job for job in year_jobs(year, out, digest, tool()) if job.target.suffix == ".docx"]
            yield from (_Task(job, shown(year), job.document, Paper(job.target, job.provenance)) for job in found)
        except PipelineError as error:
            report.wanted += 1
            report.fault(error, shown(year), [YEAR_DOCUMENTS[0].slug])


def _is_due(task: _Task, report: BatchReport, how: Publishing) -> bool:
    """Return whether a document is to be published now; why not goes to the report."""
    report.wanted += 1
    try:
        task.paper.refuse_unpublished_edits()
        if how.force or how.strict or not task.paper.is_published():
            if not how.force:
                task.paper.refuse_to_overwrite()  # before anything is laid out, which takes its time
            return True
    except PipelineError as error:
        report.fault(error, task.plan, [task.slug])
    else:
        report.enter(Entry(task.plan, task.slug, Result.CURRENT, shown(task.paper.pdf)))
    return False


def _publish(tasks: Sequence[_Task], office: File, report: BatchReport, how: Publishing) -> None:
    """Publish tasks, all laid out together."""
    made = {f"{number:05d}": one for number, one in enumerate(_sheets(tasks, report, how))}
    printed = _typeset(office, {name: sheet for name, (_, sheet, _) in made.items()}, how)
    for name, (task, _, remark) in made.items():
        result = printed[name]
        try:
            if isinstance(result, PipelineError):
                raise type(result)(f"{shown(task.paper.pdf)}: {result}") from result
            task.paper.write(result, force=how.force)
            report.enter(Entry(task.plan, task.slug, Result.PUBLISHED, shown(task.paper.pdf), remark))
        except PipelineError as error:
            report.fault(error, task.plan, [task.slug])


def _sheets(tasks: Sequence[_Task], report: BatchReport, how: Publishing) -> Iterator[tuple[_Task, Sheet, str]]:
    """Yield the documents without page numbers, with a remark for the table; what could not be made is reported."""
    for plan, same in groupby(tasks, key=lambda task: task.plan):
        of_plan, part = tuple(same), BatchReport(*_WORDS)
        how.progress(plan)
        source, able = _source(of_plan, part, how)
        report.add(part)
        for task in able:
            try:
                yield task, _sheet(task, source), remarked(part)
            except PipelineError as error:
                report.fault(error, task.plan, [task.slug])


def _source(tasks: Sequence[_Task], report: BatchReport, how: Publishing) -> tuple[Any, Sequence[_Task]]:
    """Return what the content of tasks of one plan or year is made of, and those that nothing stops."""
    jobs = tuple(task.job for task in tasks if isinstance(task.job, Job))
    if jobs:
        try:
            dossier, told = judged(jobs[0].plan)
        except PipelineError as error:
            report.fault(error, tasks[0].plan, [task.slug for task in tasks])
            return None, []
        able = sound(jobs, dossier, told, report, strict=how.strict)
        return dossier, [task for task in tasks if task.job in able]
    job = tasks[0].job
    assert isinstance(job, YearJob), "a year has no other jobs"
    try:
        year, faults = survey(job.year)
    except PipelineError as error:
        report.fault(error, tasks[0].plan, [task.slug for task in tasks])
        return None, []
    grave = stopping(faults)
    if grave:
        report.stopped_by(grave)
        report.worst(Exit.FINDINGS)
        report.entries += [Entry(t.plan, t.slug, Result.FAILED, why="fel i årets gemensamma filer") for t in tasks]
        return None, []
    return year, tasks


def _sheet(task: _Task, source: Any) -> Sheet:
    """Return a document without page numbers, without content controls, and without its definition.

    Raises:
        TemplateFault, LostText: the template does not print the plan as it should.
    """
    maker = BY_SLUG[task.slug].maker()
    template = prepared(task.job.template, task.job.provenance.template)
    note: Callable[[str], Blocks | None] = source.note if isinstance(source, Dossier) else lambda _: None
    properties = maker.properties(source)
    return Sheet(
        fill(template, maker.content(source), note, properties, controls=False), properties, task.paper.provenance
    )


def _typeset(office: File, sheets: Mapping[str, Sheet], how: Publishing) -> dict[str, Printed | PipelineError]:
    def told(done: int, wanted: int) -> None:
        how.progress(f"LibreOffice lägger ut dokumenten ({done} av {wanted})")

    try:
        with tempfile.TemporaryDirectory(prefix="handlingsplan-", ignore_cleanup_errors=True) as folder:
            return typeset(office, sheets, File(folder), _date, told)
    except OSError as error:
        raise Unwritable(f"mappen för tillfälliga filer går inte att använda ({error.strerror})") from error


def _date(properties: Properties) -> str | None:
    """Return the day that a document says it is from: its last decision's, else the one that the environment gives."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if properties.date or not epoch.isdecimal():
        return properties.date
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()


def _package(plans: Sequence[File], tasks: Sequence[_Task], out: File, report: BatchReport, how: Publishing) -> None:
    """Make the registrar's package of each plan whose documents are all published."""
    made: list[File] = []
    well = {(e.plan, e.document) for e in report.entries if e.result in (Result.PUBLISHED, Result.CURRENT)}
    for plan in plans:
        name = shown(plan.parent)
        papers = {task.slug: task.paper for task in tasks if task.plan == name}
        if not papers or not {(name, slug) for slug in papers if slug in IN_PACKAGE} <= well:
            continue
        how.progress(f"{name}: registrators paket")
        try:
            dossier, _ = open_dossier(plan)
            assert dossier is not None, "it has just been published"
            pdfs = {slug: paper.pdf for slug, paper in papers.items()}
            archive = package(plan.resolve().parent, out, dossier, pdfs, _text(dossier, papers))
            made += [archive] if archive else []
        except PipelineError as error:
            report.fault(error, name, [])
    for archive in made:
        report.say(f"{shown(archive)}: paket till registrator", beside_table=False)
    if len(made) > 3:  # so many documents are told in a table, and their packages in a sentence
        report.say(f"{len(made)} paket till registrator, ett i varje nämnds mapp registrator/", beside_table=True)


def _text(dossier: Dossier, papers: Mapping[str, Paper]) -> str | None:
    """Return the plain text of a submission, for the meeting's web page."""
    if "tjansteutlatande" not in papers:
        return None
    maker = BY_SLUG["tjansteutlatande"].maker()
    return maker.text(maker.content(dossier)) if maker.text else None
