"""The new document with real tracked changes against the old: from definitions, or from two Word files."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path as File

from pipeline.diagnostics import Diagnostic
from pipeline.documents import DOCUMENTS
from pipeline.documents.document import DocumentType
from pipeline.docx.controls import without_controls
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts, packed, read_parts
from pipeline.docx.properties import APP, core_values
from pipeline.docx.provenance import Provenance, read_provenance, stamped
from pipeline.docx.redline import count, redline, tracked
from pipeline.errors import Exit, Refused, Unreadable, UsageFault, unread
from pipeline.layout import CASE_NAME, OUTCOMES_NAME, shown, templates_of
from pipeline.markup import FORBIDDEN
from pipeline.verbs.jobs import digest_of, document_type, prepared, tool
from pipeline.verbs.outputs import write
from pipeline.verbs.revisions import Revision, revision
from pipeline.words import counted

REDLINE = "redline"  # in the place of a template's digest: the file is a comparison


@dataclass
class RedlineReport:
    """What came of it: Swedish lines, what stopped it, and the exit code."""

    lines: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit_code: Exit = Exit.CLEAN


@dataclass(frozen=True)
class _Side:
    """One of the two: a Word file as it is, or a definition to be printed."""

    name: str
    word: Parts | None = None
    is_ours: bool = True
    plan: Revision | None = None


def write_redline(
    old: str,
    new: str,
    *,
    out: File,
    author: str | None = None,
    day: str | None = None,
    slug: str = "handlingsplan",
    force: bool = False,
) -> RedlineReport:
    """Write `new` with tracked changes against `old` to `out`.

    Each is what `revision` takes, or a Word file, which is then compared as it is. `author` and `day` (ISO) stand at
    each change; else the office that the new document is from, and SOURCE_DATE_EPOCH or the day of its decision.

    Raises:
        UsageFault: they cannot be compared, or an option is missing or wrong.
        Refused: `out` is one of them, or holds what may not be overwritten.
        Unreadable, TemplateFault, LostText, Unwritable: see there.
    """
    if out.suffix.lower() != ".docx":
        raise UsageFault(f"{shown(out)}: jämförelsen blir en Word-fil; ange ett namn som slutar på .docx")
    stamp = _stamp(day)
    if author is not None and (not author.strip() or FORBIDDEN.search(author)):
        raise UsageFault("--author: är tomt eller har tecken som inte går att skriva; ange förvaltningens namn")
    with ExitStack() as opened:
        sides = [_opened(name, opened) for name in (old, new)]
        _refuse(out, (old, new), force=force)
        document = _document(slug)
        unneeded = {CASE_NAME, OUTCOMES_NAME} - set(document.needs)
        found = [fault for side in sides if side.plan for fault in side.plan.grave]
        grave = [fault for fault in found if File(fault.file).name not in unneeded]
        if grave:
            return RedlineReport([f"{shown(out)}: inte skriven, planen har fel"], grave, Exit.FINDINGS)
        before, after = _printed(sides, document)
    about = core_values(after)
    told = author or (about.get("creator") if sides[1].is_ours else None)
    if not told:
        raise UsageFault(f"{new}: säger inte vem som har gjort ändringarna; ange det med --author ”…”")
    known = about.get("created", "") if sides[1].is_ours else ""
    stamp = stamp or (known if _STAMP.fullmatch(known) else None)
    parts = redline(before, after, told.strip(), stamp)
    definition = hashlib.sha256(packed(before) + packed(after)).hexdigest()
    write(out, stamped(parts, Provenance(definition, REDLINE, tool())), force=force)
    undated = ["ändringarna har inget datum; ange det med --date"] if stamp is None else []
    return RedlineReport([*_remarks(sides), *undated, _summary(out, parts)])


_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def _stamp(day: str | None) -> str | None:
    """Return the moment that changes are dated: the given day, or SOURCE_DATE_EPOCH, or None."""
    if day is not None:
        try:
            return f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
        except ValueError as error:
            raise UsageFault(f"--date {day}: är inget datum; skriv år-månad-dag, till exempel 2024-02-16") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if epoch.isdigit() else None


def _opened(name: str, opened: ExitStack) -> _Side:
    file = File(name)
    if file.suffix.lower() != ".docx" or not file.is_file():
        return _Side(name, plan=opened.enter_context(revision(name)))
    parts = read_parts(file)
    built = read_provenance(file)
    if tracked(parts):
        raise UsageFault(
            f"{name}: har redan spårade ändringar; godkänn eller avvisa dem i Word och spara, så går filen att jämföra"
        )
    return _Side(name, without_controls(parts), is_ours=built is not None and built.provenance is not None)


def _refuse(out: File, names: tuple[str, str], *, force: bool) -> None:
    """Raise Refused when `out` is what is compared, or a document that is no comparison."""
    if any(File(name).exists() and out.exists() and File(name).samefile(out) for name in names):
        raise Refused(f"{shown(out)}: är en av de två som jämförs; ange ett annat namn med -o")
    try:
        built = None if force else read_provenance(out)
    except OSError as error:
        raise Unreadable(f"{shown(out)}: går inte att läsa: {unread(error)}") from error
    if built and built.provenance and built.provenance.template != REDLINE:
        raise Refused(f"{shown(out)}: där ligger ett byggt dokument, ingen jämförelse; ange ett annat namn med -o")


def _document(slug: str) -> DocumentType:
    document = document_type(slug)
    if document not in DOCUMENTS:
        raise UsageFault(f"--type {slug}: görs av ett helt år; bygg de två dokumenten och jämför Word-filerna")
    return document


def _printed(sides: list[_Side], document: DocumentType) -> tuple[Parts, Parts]:
    """Return both documents; definitions are printed with one template, that of the newer."""
    plans = [side.plan for side in sides if side.plan]
    maker = document.maker()
    done: list[Parts] = []
    for side in sides:
        if side.word is not None:
            done.append(side.word)
            continue
        assert side.plan is not None and side.plan.dossier is not None, "what is not opened has grave faults"
        dossier = side.plan.dossier
        absent = [name for name in document.needs if name not in dossier.definitions]
        if absent:
            raise UsageFault(f"{side.name}: {absent[0]} saknas, och {document.title.lower()} görs av den")
        file = templates_of(plans[-1].plan.resolve().parent) / f"{document.slug}.docx"
        template = prepared(file, digest_of(file))
        done.append(fill(template, maker.content(dossier), dossier.note, maker.properties(dossier), controls=False))
    return done[0], done[1]


def _remarks(sides: list[_Side]) -> list[str]:
    """Return what a person needs to know of the two files to read the marks."""
    rewritten = [bool(side.word and b"LibreOffice" in side.word.get(APP, b"")) for side in sides]
    told = [
        f"{side.name}: är sparad i LibreOffice, som skriver om formatet; många markeringar gäller bara formen"
        for side, is_so in zip(sides, rewritten, strict=True)
        if is_so and not all(rewritten)
    ]
    return told + [
        f"{side.name}: är inte byggd härifrån; textrutor, slutnoter och det som skiljer i formatmallar jämförs inte"
        for side in sides
        if not side.is_ours
    ]


def _summary(out: File, parts: Mapping[str, bytes]) -> str:
    number = count(dict(parts))
    if not number:
        return f"{shown(out)}: skriven, men de två säger samma sak; ingenting är markerat."
    return f"{shown(out)}: skriven, {counted(number, 'markerad ändring', 'markerade ändringar')}."
