"""Writing what was built: only inside the folder for it, whole or not at all, and never over a person's work."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path as File

from pipeline.docx.provenance import Built, Provenance, read_provenance
from pipeline.errors import Refused, Unreadable, Unwritable, unread, unwritten
from pipeline.verbs.page_provenance import read_page_provenance

_STALE = 3600  # seconds after which a temporary file belongs to a build that was killed


def target(out: File, board: File, slug: str) -> File:
    """Return where a document goes: under `out`, in folders named as the plan's own year and board.

    Raises:
        Refused: a link would lead the file out of `out`.
        Unwritable: the folder cannot be reached.
    """
    return inside(out, out / board.parent.name / board.name / f"{slug}.docx")


def inside(out: File, path: File) -> File:
    """Return `path`, which is under `out`.

    Raises:
        Refused: a link would lead the file out of `out`.
        Unwritable: the folder cannot be reached.
    """
    try:
        leads_out = path.is_symlink() or not path.parent.resolve().is_relative_to(out.resolve())
    except OSError as error:
        raise Unwritable(f"{path}: {unwritten(error)}") from error
    except RuntimeError as error:
        raise Unwritable(f"{out}: länken leder runt till sig själv; ta bort den") from error
    if leads_out:
        raise Refused(f"{path}: en länk leder ut ur {out}; ta bort länken, så läggs dokumentet där det ska vara")
    return path


def is_current(path: File, provenance: Provenance) -> bool:
    """Return whether `path` holds what a build would give, untouched, and so does the text beside it.

    Raises:
        Unreadable: it is there and cannot be read.
    """
    built = _built(path)
    sound = built is not None and not built.edited and built.provenance == provenance
    return sound and built is not None and (not built.text or _digest(text_beside(path)) == built.text)


def text_beside(path: File) -> File:
    """Return where the plain text of a document lies."""
    return path.with_suffix(".txt")


def write(path: File, data: bytes, *, force: bool, text: str | None = None) -> None:
    """Write a built document: to a temporary name beside `path`, then in one step in its place.

    Its `text`, if it has one, is written likewise, and replaced before it: a build that is killed between the two
    leaves a text that the next build knows as its own.

    Raises:
        Refused: a person has changed the file, it is not ours, or it is open in a word processor.
        Unwritable: the disk is full, the folder read-only, or the file locked.
    """
    if not force:
        refuse_to_overwrite(path)
        if text is not None:
            _refuse_to_overwrite_text(path, text)
    put_all(({} if text is None else {text_beside(path): text.encode()}) | {path: data})


def put(path: File, data: bytes) -> None:
    """Write a file: to a temporary name beside `path`, then in one step in its place.

    Raises:
        Unwritable: the disk is full, the folder read-only, or the file locked.
    """
    put_all({path: data})


def put_all(files: Mapping[File, bytes]) -> None:
    """Write files that belong together: all to temporary names, and when all are there, each in its place, in order.

    So a disk that is full leaves the old ones, all of them.

    Raises:
        Unwritable: the disk is full, the folder read-only, or a file locked.
    """
    temporaries = {path: path.with_name(f".{path.name}.{os.getpid()}.ny") for path in files}
    path = next(iter(files), File())
    try:
        try:
            for path, temporary in temporaries.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                _sweep(path)
                with temporary.open("xb") as stream:
                    stream.write(files[path])
            for path, temporary in temporaries.items():
                temporary.replace(path)
        except BaseException:  # Ctrl-C too: nothing half-written is left behind
            for temporary in temporaries.values():
                with contextlib.suppress(OSError):
                    temporary.unlink()
            raise
    except OSError as error:
        raise Unwritable(f"{path}: {unwritten(error)}; den gamla filen är orörd") from error


def refuse_to_overwrite(path: File) -> None:
    """Raise Refused if a person has changed a file, it is not ours, or it is open in a word processor."""
    built = _built(path)
    if built is None:
        return
    if built.provenance is None:
        raise Refused(
            f"{path}: filen är inte byggd härifrån och skrivs inte över; "
            "flytta den, eller bygg med --force om den inte behövs"
        )
    if built.edited:
        by = " i Word" if path.suffix == ".docx" else ""
        can_be_pulled = path.name == "handlingsplan.docx"
        home = (
            f"hämta hem ändringarna med `handlingsplan pull {path}`"
            if can_be_pulled
            else "för in ändringarna i planens YAML-fil"
        )
        raise Refused(
            f"{path}: någon har ändrat filen{by} sedan den byggdes, och den skrivs inte över; "
            f"{home} och bygg sedan med --force"
        )
    lock = next((lock for lock in _locks(path) if lock.exists()), None)
    if lock:
        raise Refused(f"{path}: filen ser ut att vara öppen ({lock.name} finns); stäng den och bygg igen")


def _refuse_to_overwrite_text(path: File, text: str) -> None:
    """Return if the text beside a document is the one that was written with it, or the one that would be."""
    beside, built = text_beside(path), _built(path)
    if beside.is_symlink():
        raise Refused(f"{beside}: en länk ligger där texten ska ligga; ta bort den")
    found = _digest(beside)
    if found not in ("", built.text if built else "", hashlib.sha256(text.encode()).hexdigest()):
        raise Refused(
            f"{beside}: någon har ändrat texten sedan den byggdes, eller lagt en egen fil där, och den skrivs inte "
            "över; för in ändringarna i YAML-filen, eller flytta filen, och bygg sedan med --force"
        )


def _digest(file: File) -> str:
    """Return a file's SHA-256; "" when it is not there."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Unreadable(f"{file}: går inte att läsa: {unread(error)}") from error


def _built(path: File) -> Built | None:
    try:
        return read_page_provenance(path) if path.suffix == ".html" else read_provenance(path)
    except OSError as error:
        raise Unreadable(f"{path}: går inte att läsa: {unread(error)}") from error


def _locks(path: File) -> tuple[File, ...]:
    """Return the files that Word and LibreOffice put beside a document that they have open."""
    return (path.with_name(f"~${path.name[2:]}"), path.with_name(f".~lock.{path.name}#"))


def _sweep(path: File) -> None:
    """Remove what a killed build left."""
    for left in path.parent.glob(f".{path.name}.*.ny"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()
