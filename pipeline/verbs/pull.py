"""Edits that people have made in Word, brought home to the definition."""

from __future__ import annotations

import difflib
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File

from pipeline import markup_text
from pipeline.diagnostics import Diagnostic, Severity, has_errors
from pipeline.documents import BY_SLUG
from pipeline.documents.action_plan import only_rows_of
from pipeline.docx.definition import Definition, read_definition
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts, read_parts
from pipeline.docx.reading import Document, read_document
from pipeline.docx.template import Template, prepare
from pipeline.dossier import YEARS_BACK, Dossier, open_dossier
from pipeline.errors import Exit, Unreadable, UsageFault
from pipeline.layout import CITY_NAME, PLAN_NAME, PLANS, REGISTER_NAME, shown, templates_of
from pipeline.naming import names
from pipeline.pulling.comments import Remark, remarks
from pipeline.pulling.comparing import Reading, compared
from pipeline.pulling.laying import laid
from pipeline.pulling.merging import Coming, Merged, merged
from pipeline.source import SourceDoc, read_source
from pipeline.verbs.outputs import put
from pipeline.verbs.validate import judged

_SLUG = "handlingsplan"
_NAMES = re.compile(rf"(?:\d{{4}}/(?:[\w-]+/{re.escape(PLAN_NAME)}|{re.escape(CITY_NAME)})|{re.escape(REGISTER_NAME)})")
_LEAST_RECOGNISED = 0.5  # of the headings: of another document nothing is to be taken away
_HOME = re.compile(r"(\d{4})/([\w-]+)/[^/]+\.docx$")


@dataclass(frozen=True)
class FileReading:
    """One Word file: what it says against what it was made from, and people's comments in it.

    `carried` is false for a file that has lost its definition: it was held against the plan as it is now.
    """

    file: File
    dossier: Dossier
    reading: Reading
    remarks: tuple[Remark, ...]
    carried: bool
    same_template: bool
    controls: bool


@dataclass
class Pull:
    """What the files of one plan come to: the definition before and after, and what a person must look at."""

    plan: File
    before: SourceDoc
    files: list[FileReading]
    merged: Merged
    after: str
    findings: list[Diagnostic] = field(default_factory=list)
    written: bool = False

    @property
    def patch(self) -> str:
        """Return the change of the definition as a unified diff."""
        name = shown(self.plan)
        old, new = self.before.text.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"))

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
    """Return what each plan that `files` were made from becomes; with `write`, write it.

    A definition is not written when what comes in has errors, unless `force` says so.

    Raises:
        Unreadable: a file, or the plan that it belongs to, cannot be read.
        UsageFault: a file was made from another kind of document, or nothing says which plan it belongs to.
    """
    by_plan: dict[File, list[FileReading]] = {}
    for file in files:
        home, one = _read(file, plan, plans, only_accepted=only_accepted)
        by_plan.setdefault(home, []).append(one)
    return [_pulled(home, told, write=write, force=force) for home, told in by_plan.items()]


def _pulled(plan: File, files: list[FileReading], *, write: bool, force: bool) -> Pull:
    before = _source(plan)
    coming = [Coming(shown(one.file), one.dossier.source, one.reading.edits) for one in files]
    result = merged(before, shown(plan), coming)
    doc, refused = laid(before, [edit for edit, _ in result.edits])
    result.refused = [(edit, origin) for edit, origin in result.edits if edit in refused]
    result.edits = [(edit, origin) for edit, origin in result.edits if edit not in refused]
    pulled = Pull(plan, before, files, result, doc.text)
    if pulled.after != before.text:
        pulled.findings = list(_new_findings(plan, before, pulled.after))
        if write and (force or not has_errors(pulled.findings)):
            put(plan, pulled.after.encode())
            pulled.written = True
    return pulled


def _read(file: File, plan: File | None, plans: File, *, only_accepted: bool) -> tuple[File, FileReading]:
    """Return the plan that a Word file belongs to, and what the file says."""
    parts = read_parts(file)
    definition = read_definition(parts)
    if definition is not None and definition.document != _SLUG:
        known = BY_SLUG[definition.document].title if definition.document in BY_SLUG else definition.document
        raise UsageFault(
            f"{shown(file)}: är byggd som {known.lower()}, och bara handlingsplanens ändringar kan hämtas hem; "
            "skriv in de andra ändringarna för hand"
        )
    home = plan or _home(file, definition, plans)
    if not home.is_file():
        raise Unreadable(f"{shown(home)}: planen som {shown(file)} hör till finns inte här; ange den med --plan")
    edited = read_document(parts, "rejected" if only_accepted else "accepted")
    with tempfile.TemporaryDirectory() as folder:
        source = _unpacked(definition, File(folder)) if definition is not None else home
        dossier, faults = open_dossier(source)
        if dossier is None or dossier.board is None:
            why = faults[0].message if faults else "nämnden är okänd"
            raise Unreadable(f"{shown(file)}: det som filen byggdes av går inte att läsa ({why})")
    return home, _compared(file, definition, dossier, edited, home)


def _compared(file: File, definition: Definition | None, dossier: Dossier, edited: Document, home: File) -> FileReading:
    template = prepare(templates_of(home.resolve().parent) / f"{_SLUG}.docx")
    tags = definition.tags if definition is not None else {}
    selection = definition.selection if definition is not None else ""
    rendering = read_document(rendered(dossier, template, selection))
    reading = compared(dossier, rendering, edited, tags, markup_text.written)
    if reading.recognised < _LEAST_RECOGNISED:
        found = round(100 * reading.recognised)
        raise UsageFault(
            f"{shown(file)}: bara {found} % av planens rubriker finns i filen, så den ser inte "
            f"ut att höra till {shown(home)}; kontrollera filen och --plan, eller gör ett utkast med "
            "`handlingsplan import`"
        )
    controls = any(span.control.tag for p in edited.paragraphs() for span in p.spans)
    return FileReading(
        file=file,
        dossier=dossier,
        reading=reading,
        remarks=tuple(remarks(edited, tags, reading)),
        carried=definition is not None,
        same_template=definition is None or definition.template == template.digest,
        controls=controls,
    )


def rendered(dossier: Dossier, template: Template, selection: str = "") -> Parts:
    """Return the parts of a dossier's action plan, with its content controls; only the rows of `selection` if given."""
    maker = BY_SLUG[_SLUG].maker()
    content, properties = maker.content(dossier), maker.properties(dossier)
    content = only_rows_of(content, selection) if selection else content
    return fill(template, content, dossier.note, properties, label=names(type(dossier.plan)))


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


def _source(plan: File) -> SourceDoc:
    doc, faults = read_source(plan, shown(plan))
    if doc is None:
        raise Unreadable(f"{shown(plan)}: planen går inte att läsa ({faults[0].message}); rätta den först")
    return doc


def _new_findings(plan: File, before: SourceDoc, after: str) -> Iterator[Diagnostic]:
    """Yield what is wrong in the definition as it would be and is not in it now; information is left out."""
    known = {(d.code, d.path, d.message) for d in judged(plan)[1]}
    with tempfile.TemporaryDirectory() as folder:
        for found in _judged_as(plan, File(folder), after):
            if (found.code, found.path, found.message) not in known and found.severity is not Severity.INFO:
                yield Diagnostic(**{**vars(found), "file": before.file})


def _judged_as(plan: File, folder: File, text: str) -> list[Diagnostic]:
    """Return what is wrong in a plan if its text were `text`, among the files that it has round it."""
    home = plan.resolve().parent
    board = folder / home.parent.name / home.name
    board.mkdir(parents=True)
    for file in home.glob("*.yaml"):
        (board / file.name).write_bytes(file.read_bytes())
    for file in (home.parent / CITY_NAME, home.parent.parent / REGISTER_NAME):
        if file.is_file():
            (folder / file.relative_to(home.parent.parent)).write_bytes(file.read_bytes())
    year = home.parent.name
    for last in (str(int(year) - n) for n in range(1, YEARS_BACK + 1)) if year.isdigit() else ():
        (folder / last).symlink_to(home.parent.with_name(last))
    (board / plan.name).write_bytes(text.encode())
    return judged(board / plan.name)[1]
