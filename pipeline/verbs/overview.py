"""The overview of a year: every board, with a plan or without, in a Word document and on a web page."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import TYPE_CHECKING

from pipeline.documents import YEAR_DOCUMENTS
from pipeline.docx.provenance import Provenance
from pipeline.errors import Exit, PipelineError, Unreadable, UsageFault
from pipeline.layout import CITY_NAME, PLAN_NAME, PLANS, REGISTER_NAME, shown, templates_of
from pipeline.verbs.batch import BatchReport, Entry, Result
from pipeline.verbs.jobs import prepared, tool
from pipeline.verbs.outputs import inside, is_current, write

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic
    from pipeline.overview.city_year import CityYear
    from pipeline.overview.summary import BoardSummary
    from pipeline.verbs.making import Seen, Work

_SHARED = "årets stad.yaml eller namnder.yaml har fel som måste rättas först"
SLUG = YEAR_DOCUMENTS[0].slug
KINDS = (".docx", ".html")


@dataclass(frozen=True)
class YearJob:
    """One file of a year's overview: the year's folder, and where the file goes."""

    year: File
    template: File
    target: File
    provenance: Provenance

    @property
    def document(self) -> str:
        """Return how a table names the file: by its slug alone when it is the Word document."""
        return SLUG if self.target.suffix == ".docx" else self.target.name


def year_folders(paths: Sequence[File]) -> list[File]:
    """Return the years' folders that `paths` speak of as a whole, each once: a year's own folder, or the root's years.

    A board's folder or file speaks of no whole year. A folder is a year's when it holds the city's file.
    """
    found: dict[File, File] = {}
    for path in paths or [PLANS]:
        folder = path.parent if path.name in (CITY_NAME, REGISTER_NAME) else path
        candidates = [folder, *(sorted(folder.iterdir()) if (folder / REGISTER_NAME).is_file() else ())]
        for candidate in candidates:
            if (candidate / CITY_NAME).is_file() and _plans(candidate):
                found.setdefault(candidate.resolve(), candidate)
    return list(found.values())


def year_jobs(year: File, out: File, digest: Callable[[File], str], tool: str) -> Iterator[YearJob]:
    """Yield the files of a year's overview; `digest` gives a file's SHA-256, `tool` names this program.

    Raises:
        Unreadable: a definition or the template cannot be read.
        Refused, Unwritable: see `inside`.
    """
    template = templates_of(year.resolve() / "nämnd") / f"{SLUG}.docx"
    definition = hashlib.sha256()
    for name, file in _made_of(year):
        definition.update(f"{name}\0{_digest(file, digest)}\n".encode())
    for kind in KINDS:
        provenance = Provenance(definition.hexdigest(), digest(template) if kind == ".docx" else "", tool)
        yield YearJob(year, template, inside(out, out / year.resolve().name / f"{SLUG}{kind}"), provenance)


@dataclass(frozen=True)
class Year:
    """A year to be summed up: its folder, the files to make, the city's year, and its boards in the overview's order.

    `plans` has the file of each board that has one; `faults` are those of the files that the boards share.
    """

    folder: File
    jobs: tuple[YearJob, ...]
    city: int
    boards: tuple[Seen, ...]
    plans: Mapping[str, File]
    faults: tuple[Diagnostic, ...]

    def works(self) -> Iterator[Work]:
        """Yield the work of making each row that is made of a plan."""
        from pipeline.verbs.making import Work

        return (Work(self.plans[seen.id], seen=seen) for seen in self.boards if seen.id in self.plans)

    def summed_up(self, rows: Mapping[File, BoardSummary]) -> CityYear:
        """Return what the overview shows; `rows` has the row of each plan."""
        from pipeline.overview.city_year import CityYear
        from pipeline.overview.summary import without_plan
        from pipeline.rules import RULES

        titles = {rule.code: rule.title for rule in RULES}
        plans = [self.plans.get(seen.id) for seen in self.boards]
        boards = [rows[plan] if plan else without_plan(*seen) for seen, plan in zip(self.boards, plans, strict=True)]
        return CityYear(self.city, tuple(boards), titles)


def opened_year(folder: File, jobs: Sequence[YearJob] = ()) -> Year:
    """Return the year of a folder, with what its boards share read and none of their plans.

    Raises:
        Unreadable: the year's city file or the register cannot be read.
    """
    from pipeline.dossier import surroundings
    from pipeline.verbs.making import Seen

    around = surroundings(folder / "nämnd" / PLAN_NAME)
    plans = {plan.parent.name: plan for plan in _plans(folder)}
    in_office = [key for key, board in around.boards.items() if board.was_in_office(around.city.ar)]
    keys = [*in_office, *(other for other in plans if other not in in_office)]
    boards = tuple(Seen(key, around.boards.get(key), around.city.ar) for key in keys)
    return Year(folder, tuple(jobs), around.city.ar, boards, plans, around.faults)


def years_due(
    paths: Sequence[File], out: File, report: BatchReport, digest: Callable[[File], str], *, force: bool, asked: bool
) -> Iterator[Year]:
    """Yield the years that `paths` speak of as a whole and whose overview is out of date; the rest is reported.

    Raises:
        UsageFault: overviews are asked for by name, and `paths` speak of no whole year.
    """
    folders = year_folders(paths)
    if asked and not folders:
        raise UsageFault("sammanställningen gäller ett helt år; ange årets mapp, till exempel plans/2023")
    for folder in folders:
        name = shown(folder)
        waiting: list[YearJob] = []
        try:
            for job in year_jobs(folder, out, digest, tool()):
                report.wanted += 1
                if force or not is_current(job.target, job.provenance):
                    waiting.append(job)
                else:
                    report.enter(Entry(name, job.document, Result.CURRENT, shown(job.target)))
            if waiting:
                yield opened_year(folder, waiting)
        except PipelineError as error:
            report.fault(error, name, [job.document for job in waiting])


def write_overview(year: Year, rows: Mapping[File, BoardSummary], report: BatchReport, *, force: bool) -> None:
    """Write the files of a year's overview, unless what its boards share has errors; tell what was done."""
    from pipeline.diagnostics import stopping

    name = shown(year.folder)
    grave = stopping(year.faults)
    if grave:
        report.stopped_by(grave)
        report.worst(Exit.FINDINGS)
        report.entries += [Entry(name, job.document, Result.FAILED, why=_SHARED) for job in year.jobs]
        report.say(f"{name}: ingen sammanställning, {_SHARED}", beside_table=False)
        return
    shows = year.summed_up(rows)
    for job in year.jobs:
        try:
            write(job.target, overview_bytes(job, shows), force=force)
            report.enter(Entry(name, job.document, Result.BUILT, shown(job.target)))
        except PipelineError as error:
            report.fault(error, name, [job.document])


def survey(folder: File) -> tuple[CityYear, tuple[Diagnostic, ...]]:
    """Return what the overview shows of a year, and the faults of the files that its boards share.

    Plans are read one at a time, and only what the tables need is kept. What is wrong in a plan stops nothing:
    the plan's row tells it.

    Raises:
        Unreadable: the year's city file or the register cannot be read.
    """
    from pipeline.verbs.making import Making

    year = opened_year(folder)
    rows = {work.plan: Making()(work).row for work in year.works()}
    return year.summed_up({plan: row for plan, row in rows.items() if row}), year.faults


def overview_bytes(job: YearJob, year: CityYear) -> bytes:
    """Return the bytes of a year's Word document, or of its page.

    Raises:
        TemplateFault, LostText: the template does not print the overview as it should.
    """
    if job.target.suffix == ".html":
        from pipeline.overview.page import page
        from pipeline.verbs.page_provenance import stamp_of, stamped_page

        return stamped_page(page(year, stamp_of(job.provenance)), job.provenance)
    from pipeline.documents import BY_SLUG
    from pipeline.docx.fill import fill
    from pipeline.docx.provenance import stamped

    maker = BY_SLUG[SLUG].maker()
    template = prepared(job.template, job.provenance.template)
    parts = fill(template, maker.content(year), lambda _: None, maker.properties(year), controls=False)
    return stamped(parts, job.provenance)


def _plans(year: File) -> list[File]:
    return sorted(folder / PLAN_NAME for folder in year.iterdir() if _has_plan(folder))


def _has_plan(folder: File) -> bool:
    """Return whether a board's plan is there, or may be: a folder without rights is a row that says so."""
    return folder.is_dir() and (not os.access(folder, os.X_OK) or (folder / PLAN_NAME).is_file())


def _made_of(year: File) -> Iterator[tuple[str, File]]:
    """Yield all that the overview depends on: the year's definitions, and last year's, which rules compare with."""
    root, name = year.resolve().parent, year.resolve().name
    yield REGISTER_NAME, root / REGISTER_NAME
    before = root / str(int(name) - 1) if name.isdigit() else root / name
    for folder in dict.fromkeys((before, root / name)):
        for file in sorted(folder.glob("*.yaml")) + sorted(folder.glob("*/*.yaml")):
            yield file.relative_to(root).as_posix(), file


def _digest(file: File, digest: Callable[[File], str]) -> str:
    """Return a file's digest; one that cannot be read is told in its row, and is not current when it can be."""
    try:
        return digest(file)
    except Unreadable:
        return "oläslig"
