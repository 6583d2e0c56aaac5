"""Edits that people have made in Word, brought home to the definition."""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path as File
from typing import Any

from pipeline import markup_text
from pipeline.diagnostics import Diagnostic, Path, Severity, has_errors
from pipeline.documents import BY_SLUG
from pipeline.documents.action_plan import only_rows_of
from pipeline.docx.definition import Definition, read_definition
from pipeline.docx.fill import fill
from pipeline.docx.package import read_parts
from pipeline.docx.provenance import tool_of
from pipeline.docx.reading import Document, read_document
from pipeline.docx.template import Template, prepare
from pipeline.dossier import YEARS_BACK, Dossier, open_dossier
from pipeline.errors import Exit, Unreadable, UsageFault
from pipeline.layout import CASE_NAME, CITY_NAME, OUTCOMES_NAME, PLAN_NAME, PLANS, REGISTER_NAME, shown, templates_of
from pipeline.naming import names
from pipeline.pulling.comments import Remark, remarks
from pipeline.pulling.comparing import WHOLE, Reading, compared
from pipeline.pulling.laying import laid
from pipeline.pulling.merging import Coming, Merged, merged
from pipeline.pulling.paper_comparing import compared_paper
from pipeline.pulling.papers import PAPERS
from pipeline.source import SourceDoc, read_source
from pipeline.verbs.outputs import put
from pipeline.verbs.validate import judged

_SLUG = "handlingsplan"
_OWN = "|".join(map(re.escape, (PLAN_NAME, CASE_NAME, OUTCOMES_NAME)))
_NAMES = re.compile(rf"(?:\d{{4}}/(?:[\w-]+/(?:{_OWN})|{re.escape(CITY_NAME)})|{re.escape(REGISTER_NAME)})")
_CALLED = {CASE_NAME: "ärendet", OUTCOMES_NAME: "uppföljningen"}
_HOME = re.compile(r"(\d{4})/([\w-]+)/[^/]+\.docx$")


@dataclass(frozen=True)
class FileReading:
    """One Word file: what it says against what it was made from, and people's comments in it.

    `carried` is false for a file that has lost its definition: it was held against the plan as it is now.
    """

    file: File
    base: SourceDoc
    reading: Reading
    remarks: tuple[Remark, ...]
    carried: bool
    same_template: bool
    controls: bool
    tool: str = ""  # the version of the program that built it, as far as the file knows


@dataclass
class Pull:
    """What the files of one definition come to: it before and after, and what a person must look at."""

    home: File
    before: SourceDoc
    files: list[FileReading]
    merged: Merged
    after: str
    findings: list[Diagnostic] = field(default_factory=list)
    written: bool = False

    @property
    def patch(self) -> str:
        """Return the change of the definition as a unified diff."""
        name = shown(self.home)
        old, new = self.before.text.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"))

    @property
    def called(self) -> str:
        """Return what the definition is called: `ärendet`."""
        return _CALLED.get(self.home.name, "planen")

    @property
    def exit_code(self) -> Exit:
        """Return what the command ends with: refused when two have changed one thing, findings when words are left."""
        if self.merged.conflicts or self.merged.refused:
            return Exit.REFUSED
        left = any(one.reading.found.unplaced for one in self.files)
        return Exit.FINDINGS if left or has_errors(self.findings) else Exit.CLEAN


def pull(
    files: Sequence[File],
    *,
    plan: File | None = None,
    plans: File = PLANS,
    write: bool = False,
    force: bool = False,
    only_accepted: bool = False,
) -> list[Pull]:
    """Return what each definition that `files` were made from becomes; with `write`, write it.

    A definition is not written when what comes in has errors, unless `force` says so.

    Raises:
        Unreadable: a file, or the definition that it belongs to, cannot be read.
        UsageFault: a file is of a kind that nobody edits, or nothing says which plan it belongs to.
    """
    by_home: dict[File, list[FileReading]] = {}
    for file in {file.resolve(): file for file in files}.values():
        home, one = _read(file, plan, plans, only_accepted=only_accepted)
        by_home.setdefault(home, []).append(one)
    return [_pulled(home, told, write=write, force=force) for home, told in by_home.items()]


def _pulled(home: File, files: list[FileReading], *, write: bool, force: bool) -> Pull:
    before = _source(home)
    coming = [Coming(shown(one.file), one.base, one.reading.edits) for one in files]
    result = merged(before, shown(home), coming, _citys_texts(home))
    doc, refused = laid(before, [edit for edit, _ in result.edits])
    result.refused = [(edit, origin) for edit, origin in result.edits if edit in refused]
    result.edits = [(edit, origin) for edit, origin in result.edits if edit not in refused]
    pulled = Pull(home, before, files, result, doc.text)
    if pulled.after != before.text:
        pulled.findings = list(_new_findings(home, pulled.after))
        if write and (force or not has_errors(pulled.findings)):
            put(home, pulled.after.encode())
            pulled.written = True
    return pulled


def _read(file: File, plan: File | None, plans: File, *, only_accepted: bool) -> tuple[File, FileReading]:
    """Return the definition that a Word file belongs to, and what the file says."""
    parts = read_parts(file)
    definition = read_definition(parts)
    slug = definition.document if definition is not None else _likely_slug(file, plan)
    if slug != _SLUG and slug not in PAPERS:
        known = BY_SLUG[slug].title if slug in BY_SLUG else slug
        raise UsageFault(
            f"{shown(file)}: är byggd som {known.lower()}, och den görs av andra dokument; ändra i dem, "
            "eller skriv in ändringarna för hand"
        )
    home = plan or _home(file, definition, plans)
    home = home.with_name(PAPERS[slug].name) if slug in PAPERS else home
    if not home.is_file():
        what = _CALLED.get(home.name, "planen")
        raise Unreadable(f"{shown(home)}: {what} som {shown(file)} hör till finns inte här; ange planen med --plan")
    edited = read_document(parts, "rejected" if only_accepted else "accepted")
    with tempfile.TemporaryDirectory() as folder:
        beside = home.with_name(PLAN_NAME) if slug in PAPERS else home
        source = _unpacked(definition, File(folder)) if definition is not None else beside
        dossier, faults = open_dossier(source)
        readable = dossier is not None and dossier.board is not None
        if dossier is None or not readable or (slug in PAPERS and not _has(dossier, home.name)):
            why = faults[0].message if faults else "nämnden är okänd" if not readable else f"{home.name} saknas"
            raise Unreadable(f"{shown(file)}: det som filen byggdes av går inte att läsa ({why})")
        if BY_SLUG[slug].looks_back and not dossier.history:
            now, _ = open_dossier(beside)  # a file built before last year's plan was carried along
            dossier = replace(dossier, history=now.history if now is not None else ())
    return home, replace(_compared(file, slug, definition, dossier, edited, home), tool=tool_of(parts))


def _has(dossier: Dossier, name: str) -> bool:
    return name in dossier.beside and dossier.beside[name].model is not None


def _likely_slug(file: File, plan: File | None) -> str:
    """Return what kind of document a file without a definition is taken for: as `plan` says, or as it is called."""
    named = plan.name if plan is not None else ""
    return next((slug for slug, paper in PAPERS.items() if paper.name == named or file.stem == slug), _SLUG)


def _compared(
    file: File, slug: str, definition: Definition | None, dossier: Dossier, edited: Document, home: File
) -> FileReading:
    template = prepare(templates_of(home.resolve().parent) / f"{slug}.docx")
    tags = definition.tags if definition is not None else {}
    reading = _reading(slug, definition, dossier, edited, template)
    if reading.recognised < WHOLE and not reading.partial:  # of another document nothing is to be taken away
        found = round(100 * reading.recognised)
        whose = "planens" if slug == _SLUG else "dokumentets"
        raise UsageFault(
            f"{shown(file)}: bara {found} % av {whose} rubriker finns i filen, så den ser inte "
            f"ut att höra till {shown(home)}; kontrollera filen och --plan"
            + (", eller gör ett utkast med `handlingsplan import`" if slug == _SLUG else "")
        )
    controls = any(span.control.tag for p in edited.paragraphs() for span in p.spans)
    return FileReading(
        file=file,
        base=dossier.definitions[PAPERS[slug].name if slug in PAPERS else PLAN_NAME],
        reading=reading,
        remarks=tuple(remarks(edited, tags, reading)),
        carried=definition is not None,
        same_template=definition is None or definition.template == template.digest,
        controls=controls,
    )


def _reading(
    slug: str, definition: Definition | None, dossier: Dossier, edited: Document, template: Template
) -> Reading:
    """Return what an edited document says against a fresh rendering of its dossier."""
    tags = definition.tags if definition is not None else {}
    if slug in PAPERS:
        return compared_paper(
            PAPERS[slug], dossier, partial(printed, slug, template), edited, tags, markup_text.written
        )
    selection = definition.selection if definition is not None else ""
    rendering, _ = printed(slug, template, dossier, selection)
    return compared(dossier, rendering, edited, tags, markup_text.written, ours=definition is not None)


def printed(slug: str, template: Template, dossier: Dossier, selection: str = "") -> tuple[Document, Any]:
    """Return a dossier's document with its controls, read, and its content; only the rows of `selection` if given."""
    maker = BY_SLUG[slug].maker()
    content, properties = maker.content(dossier), maker.properties(dossier)
    content = only_rows_of(content, selection) if selection else content
    label = names(maker.named_after or type(dossier.plan))
    return read_document(fill(template, content, dossier.note, properties, label=label)), content


def _home(file: File, definition: Definition | None, plans: File) -> File:
    """Return the plan that a file belongs to: what it says itself, or else where it lies."""
    if definition is not None:
        return plans / _plan_name(definition.files)
    where = _HOME.search(file.resolve().as_posix())
    if where is None:
        raise UsageFault(f"{shown(file)}: filen säger inte vilken plan den hör till; ange planen med --plan")
    return plans / where[1] / where[2] / PLAN_NAME


def _plan_name(files: Mapping[str, str]) -> str:
    return next((name for name in files if name.endswith(f"/{PLAN_NAME}")), PLAN_NAME)


def _unpacked(definition: Definition, folder: File) -> File:
    """Write the files that a document carries to a folder, and return the plan's."""
    for name, text in definition.files.items():
        if _NAMES.fullmatch(name):  # a name from outside never leads out of the folder
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
    return folder / _plan_name(definition.files)


def _source(home: File) -> SourceDoc:
    doc, faults = read_source(home, shown(home))
    if doc is None:
        what = _CALLED.get(home.name, "planen")
        raise Unreadable(f"{shown(home)}: {what} går inte att läsa ({faults[0].message}); rätta filen först")
    return doc


def _citys_texts(home: File) -> dict[Path, str]:
    """Return the city's texts that a plan borrows, by path; none when it cannot be opened as it is."""
    dossier, _ = open_dossier(home) if home.name == PLAN_NAME else (None, [])
    borrowed = dossier.borrowed.items() if dossier is not None else ()
    return {path: dossier.city.texter[name] for path, name in borrowed} if dossier is not None else {}


def _new_findings(home: File, after: str) -> Iterator[Diagnostic]:
    """Yield what is wrong in the definition as it would be and is not in it now; information is left out."""
    plan = home.with_name(PLAN_NAME) if home.name in _CALLED else home
    known = {(d.code, d.path, d.message) for d in judged(plan)[1]}
    with tempfile.TemporaryDirectory() as folder:
        for found in _judged_as(plan, home.name, File(folder), after):
            if (found.code, found.path, found.message) not in known and found.severity is not Severity.INFO:
                yield Diagnostic(**{**vars(found), "file": shown(home.with_name(File(found.file).name))})


def _judged_as(plan: File, changed: str, folder: File, text: str) -> list[Diagnostic]:
    """Return what is wrong in a plan if the text of its file `changed` were `text`, among the files round it."""
    home = plan.resolve().parent
    board = folder / home.parent.name / home.name
    board.mkdir(parents=True)
    for file in home.iterdir():
        if file.suffix == ".yaml":
            (board / file.name).write_bytes(file.read_bytes())
        elif file.is_file():
            (board / file.name).touch()  # a paper that the case sends along
    for file in (home.parent / CITY_NAME, home.parent.parent / REGISTER_NAME):
        if file.is_file():
            (folder / file.relative_to(home.parent.parent)).write_bytes(file.read_bytes())
    year = home.parent.name
    for last in (str(int(year) - n) for n in range(1, YEARS_BACK + 1)) if year.isdigit() else ():
        (folder / last).symlink_to(home.parent.with_name(last))
    (board / changed).write_bytes(text.encode())
    return judged(board / plan.name)[1]
