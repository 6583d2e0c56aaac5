"""Two revisions compared."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path as File

from pipeline.change import ChangeSet
from pipeline.changes import difference
from pipeline.diagnostics import Diagnostic
from pipeline.documents import CHANGE_DOCUMENTS
from pipeline.dossier import Dossier
from pipeline.errors import Refused, Unwritable
from pipeline.layout import TEMPLATES, shown, templates_of
from pipeline.report.changes import VIEWS, text
from pipeline.report.changes.json_ import as_json
from pipeline.verbs.jobs import digest_of, prepared, tool
from pipeline.verbs.revisions import revision


@dataclass(frozen=True)
class Comparison:
    """What a comparison gave: the changes, or the faults for which one of the plans cannot be read.

    `edited` names the Word files that a person has changed since they were built; their definition is compared.
    """

    changes: ChangeSet | None
    new: Dossier | None = None
    grave: Sequence[Diagnostic] = ()
    edited: Sequence[str] = field(default=())
    templates: File = TEMPLATES


def compare(old: str, new: str, place: File | None = None) -> Comparison:
    """Return what differs between the plans that two names speak of.

    Raises:
        Unreadable, UsageFault: a name speaks of nothing, or of several plans.
    """
    with ExitStack() as opened:
        before, after = (opened.enter_context(revision(name, place)) for name in (old, new))
        grave = list(dict.fromkeys((*before.grave, *after.grave)))
        if grave or before.dossier is None or after.dossier is None:
            return Comparison(None, grave=grave)
        changes = difference(before.dossier, after.dossier, (old, new))
        edited = [side.name for side in (before, after) if side.edited]
        return Comparison(changes, after.dossier, edited=edited, templates=templates_of(after.plan.resolve().parent))


def rendered(comparison: Comparison, form: str, *, colour: bool = False) -> bytes:
    """Return the changes in a form, as the bytes of a file."""
    assert comparison.changes is not None, "the caller has told why there are none"
    if form == "text":
        return text(comparison.changes, colour=colour).encode()
    if form == "docx":
        return _document(comparison.changes, comparison)
    return VIEWS[form](comparison.changes).encode()


def _document(changes: ChangeSet, comparison: Comparison) -> bytes:
    """Return the changes as a Word document in the house's template.

    Raises:
        TemplateFault, LostText: the template cannot be used, or would lose a text.
    """
    from pipeline.documents.change_table import CHANGE_TABLE, Changed
    from pipeline.docx.fill import fill
    from pipeline.docx.provenance import Provenance, stamped

    assert comparison.new is not None, "there are no changes without a plan"
    changed = Changed(changes, comparison.new)
    template = comparison.templates / f"{CHANGE_DOCUMENTS[0].slug}.docx"
    made = CHANGE_TABLE.content(changed)
    digest = digest_of(template)
    parts = fill(prepared(template, digest), made, lambda _: None, CHANGE_TABLE.properties(changed), controls=False)
    told = hashlib.sha256(as_json(changes).encode()).hexdigest()
    return stamped(parts, Provenance(told, digest, tool()))


def written(target: File, data: bytes) -> None:
    """Write the file that was asked for, whole or not at all.

    Raises:
        Refused: it is a definition.
        Unwritable: the folder does not exist or cannot be written, or the disk is full.
    """
    if target.suffix.lower() in (".yaml", ".yml"):
        raise Refused(f"{target}: en definition skrivs inte över med ändringar; välj ett annat filnamn")
    temporary = target.with_name(f".{target.name}.{os.getpid()}.ny")
    try:
        temporary.write_bytes(data)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise Unwritable(f"{target}: går inte att skriva: {_why(target, error)}") from error


def _why(target: File, error: OSError) -> str:
    match error.errno:
        case errno.ENOENT:
            return f"mappen {shown(target.parent)} finns inte"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "du har inte rätt att skriva där"
        case errno.ENOSPC | errno.EDQUOT:
            return "disken är full"
        case _:
            return f"systemet svarar ”{error.strerror}”"
