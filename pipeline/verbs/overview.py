"""The overview of a year: every board, with a plan or without, in a Word document and on a web page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
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
from pipeline.verbs.workers import worked

if TYPE_CHECKING:
    from pipeline.diagnostics import Diagnostic
    from pipeline.overview.city_year import CityYear

_SHARED = "årets stad.yaml eller namnder.yaml har fel som måste rättas först"
SLUG = YEAR_DOCUMENTS[0].slug
KINDS = (".docx", ".html")


@dataclass(frozen=True)
class Overviews:
    """How overviews are made: over edited files too; by name or with all else; in how many processes."""

    force: bool = False
    asked: bool = False
    jobs: int | None = None


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


def overviews(
    paths: Sequence[File],
    out: File,
    report: BatchReport,
    digest: Callable[[File], str],
    how: Overviews,
    progress: Callable[[str], None],
) -> None:
    """Make the overviews of the years that `paths` speak of as a whole, those that are out of date.

    Raises:
        UsageFault: they are asked for by name, and `paths` speak of no whole year.
    """
    years = year_folders(paths)
    if how.asked and not years:
        raise UsageFault("sammanställningen gäller ett helt år; ange årets mapp, till exempel plans/2023")
    for year in years:
        name = shown(year)
        waiting: list[YearJob] = []
        try:
            for job in year_jobs(year, out, digest, tool()):
                report.wanted += 1
                if how.force or not is_current(job.target, job.provenance):
                    waiting.append(job)
                else:
                    report.enter(Entry(name, job.document, Result.CURRENT, shown(job.target)))
            if waiting:
                progress(f"{name}: {SLUG}")
                _make(name, waiting, report, how)
        except PipelineError as error:
            report.fault(error, name, [job.document for job in waiting])


def _make(name: str, waiting: Sequence[YearJob], report: BatchReport, how: Overviews) -> None:
    from pipeline.diagnostics import stopping

    year, faults = survey(waiting[0].year, how.jobs)
    grave = stopping(faults)
    if grave:
        report.stopped_by(grave)
        report.worst(Exit.FINDINGS)
        report.entries += [Entry(name, job.document, Result.FAILED, why=_SHARED) for job in waiting]
        report.say(f"{name}: ingen sammanställning, {_SHARED}", beside_table=False)
        return
    for job in waiting:
        try:
            write(job.target, overview_bytes(job, year), force=how.force)
            report.enter(Entry(name, job.document, Result.BUILT, shown(job.target)))
        except PipelineError as error:
            report.fault(error, name, [job.document])


def survey(year: File, jobs: int | None = None) -> tuple[CityYear, list[Diagnostic]]:
    """Return what the overview shows of a year, and the faults of the files that its boards share.

    Plans are read one at a time, and only what the tables need is kept. What is wrong in a plan stops nothing:
    the plan's row tells it.

    Raises:
        Unreadable: the year's city file or the register cannot be read.
    """
    from pipeline.dossier import surroundings
    from pipeline.overview.city_year import CityYear
    from pipeline.rules import RULES
    from pipeline.verbs.seeing import Seen, summed_up

    around = surroundings(year / "nämnd" / PLAN_NAME)
    titles = {rule.code: rule.title for rule in RULES}
    plans = {plan.parent.name: plan for plan in _plans(year)}
    in_office = [key for key, board in around.boards.items() if board.was_in_office(around.city.ar)]
    keys = [*in_office, *(other for other in plans if other not in in_office)]
    seen = [Seen(key, around.boards.get(key), around.city.ar, plans.get(key)) for key in keys]
    boards = tuple(worked(summed_up, seen, jobs or 1, lambda _: None))
    return CityYear(around.city.ar, boards, titles), list(around.faults)


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
    return sorted(folder / PLAN_NAME for folder in year.iterdir() if (folder / PLAN_NAME).is_file())


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
