"""The documents that are out of date, built: one fault stops its own board, never the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, product
from pathlib import Path as File
from typing import TYPE_CHECKING

from pipeline.documents import DOCUMENTS, YEAR_DOCUMENTS
from pipeline.documents.document import DocumentType
from pipeline.errors import PipelineError
from pipeline.layout import shown
from pipeline.verbs.batch import BatchReport, Entry, Result
from pipeline.verbs.jobs import Job, digests, document_type, job_of, made_of
from pipeline.verbs.outputs import is_current
from pipeline.verbs.overview import SLUG, Year, write_overview, years_due
from pipeline.verbs.paths import plan_files
from pipeline.verbs.workers import processors, worked
from pipeline.words import joined

if TYPE_CHECKING:
    from pipeline.overview.summary import BoardSummary
    from pipeline.verbs.making import Work


def build(
    paths: Sequence[File],
    *,
    types: Sequence[str] = (),
    out: File,
    force: bool = False,
    strict: bool = False,
    jobs: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> BatchReport:
    """Build the documents of the plans that `paths` speak of, and tell what was done.

    Errors in a plan stop its documents; with `strict`, warnings too, also when the documents are current.
    `force` builds all anew, over files that a person has changed. `jobs` processes share the work; None means as
    many as pay. `progress` is told the name of each plan.

    Raises:
        Unreadable: a path does not exist, or a folder holds no plan.
        UsageFault: a type does not exist.
    """
    chosen = [document_type(slug) for slug in types] or [*DOCUMENTS, *YEAR_DOCUMENTS]
    documents = [document for document in chosen if document in DOCUMENTS]
    report = BatchReport()
    digest = digests()
    plans, asked = plan_files(paths), bool(types)
    waiting = _waiting(plans, documents, out, report, digest, anew=force or strict, asked=asked)
    of_years = len(chosen) > len(documents)
    years = list(years_due(paths, out, report, digest, force=force, asked=asked)) if of_years else []
    if waiting or years:
        _make(waiting, years, report, force=force, strict=strict, jobs=jobs, progress=progress)
    return report


def _make(
    waiting: Sequence[Job],
    years: Sequence[Year],
    report: BatchReport,
    *,
    force: bool,
    strict: bool,
    jobs: int | None,
    progress: Callable[[str], None],
) -> None:
    """Make documents and then overviews; each plan is read and judged once for both."""
    from pipeline.verbs.making import Making  # reads the models and Word, which a build with nothing to do need not

    works = _works(waiting, years)
    rows: dict[File, BoardSummary] = {}

    def begun(number: int) -> None:
        name = shown(works[number].plan.parent)
        progress(f"{name} ({number + 1} av {len(works)})" if len(works) > 1 else name)

    wanted = report.wanted + len(waiting)
    try:
        made = worked(Making(force, strict), works, jobs or paying(len(waiting)), begun)
        for work, (part, row) in zip(works, made, strict=True):
            report.add(part)
            if row:
                rows[work.plan] = row
    except PipelineError as error:
        report.fault(error)
        report.wanted = wanted
        return
    for year in years:
        progress(f"{shown(year.folder)}: {SLUG}")
        try:
            write_overview(year, rows, report, force=force)
        except PipelineError as error:
            report.fault(error, shown(year.folder), [job.document for job in year.jobs])


def _works(waiting: Sequence[Job], years: Sequence[Year]) -> list[Work]:
    """Return what is to be made of each plan."""
    from pipeline.verbs.making import Work

    works = {plan: Work(plan, tuple(jobs)) for plan, jobs in groupby(waiting, key=lambda job: job.plan)}
    for work in (work for year in years for work in year.works()):
        works[work.plan] = works.get(work.plan, work)._replace(seen=work.seen)
    return list(works.values())


def paying(documents: int) -> int:
    """Return how many processes pay for so many documents."""
    return min(processors(), 4) if documents >= _MANY else 1


_MANY = 200


def _waiting(
    plans: Sequence[File],
    documents: Sequence[DocumentType],
    out: File,
    report: BatchReport,
    digest: Callable[[File], str],
    *,
    anew: bool,
    asked: bool,
) -> list[Job]:
    """Return the jobs that are out of date, or all; the rest, and what cannot be known, goes to the report.

    Documents whose definitions are absent are passed over; with `asked`, for types that somebody named, it is said.
    """
    waiting: list[Job] = []
    for plan, document in product(plans, documents):
        name = shown(plan.parent)
        try:
            job = job_of(plan, document, out, digest)
            if job is None:
                if asked:
                    lacking = joined([file.name for file in made_of(plan, document) if not file.exists()])
                    report.say(f"{name}: {document.slug} byggs inte, {lacking} saknas", beside_table=True)
            elif anew or not is_current(job.target, job.provenance):
                waiting.append(job)
            else:
                report.wanted += 1
                report.enter(Entry(name, document.slug, Result.CURRENT, shown(job.target)))
        except PipelineError as error:
            report.wanted += 1
            report.fault(error, name, [document.slug])
    return waiting
