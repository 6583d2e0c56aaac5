"""LibreOffice: found, asked for its version, and started once for many documents, in a profile of its own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path as File

from pipeline.errors import PipelineError

OLDEST = (7, 4)
_NAMES = ("soffice", "libreoffice")
_PLACES = (  # where installers put it without telling PATH
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_HOW = (
    "installera det (Debian och Ubuntu: `sudo apt install libreoffice-writer`; annars https://sv.libreoffice.org) "
    "och kör kommandot igen; Word-filerna är orörda"
)
_FILTER = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"2"},"ExportNotes":{"type":"boolean","value":"false"}}'
)
_PATIENCE = 120.0  # seconds in which no document has been made; a long one takes a few
_LOOK = 0.2  # seconds between two looks at what has been made


class NoOffice(PipelineError):
    """LibreOffice is not there, is too old, or does not answer."""


class OfficeFault(PipelineError):
    """LibreOffice could not lay a document out."""


def find_office(given: File | None = None, patience: float = _PATIENCE) -> File:
    """Return the program that starts LibreOffice, which is new enough; `given` is where the user says that it is.

    Raises:
        NoOffice: it is not there, is too old, or does not answer.
    """
    office = _given(given) if given else _found()
    if office is None:
        raise NoOffice(f"LibreOffice finns inte på den här datorn och behövs för att göra PDF; {_HOW}")
    with tempfile.TemporaryDirectory(prefix="handlingsplan-") as home:
        answer = _run([str(office), _profile(home), "--headless", "--version"], File(home), patience)
    version = re.search(r"LibreOffice\D*(\d+)\.(\d+)[.\d]*", answer or "")
    if version is None:
        raise NoOffice(f"{office}: programmet svarar inte som LibreOffice ska; {_HOW}")
    if (int(version[1]), int(version[2])) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise NoOffice(f"{office}: är {version[0]}, men {wanted} eller senare behövs; {_HOW}")
    return office


def _given(given: File) -> File:
    found = shutil.which(given.absolute()) or shutil.which(given)
    if found is None:
        raise NoOffice(f"{given}: där finns inget LibreOffice som går att starta; kontrollera sökvägen efter --soffice")
    return File(found)


def _found() -> File | None:
    for name in _NAMES:
        if at := shutil.which(name):
            return File(at)
    for place in _PLACES:
        for found in sorted(File("/").glob(place.lstrip("/")), reverse=True):
            if os.access(found, os.X_OK):
                return found
    return None


def laid_out(
    office: File,
    files: Sequence[File],
    folder: File,
    progress: Callable[[int], None] = lambda _: None,
    patience: float = _PATIENCE,
) -> dict[File, File]:
    """Return the PDF of each Word file, all made by one process; they lie in `folder`.

    A process that makes no document in `patience` seconds is ended. A file that it left undone, by that or by
    crashing, is tried once more alone; those that fail then, too, are not in what comes back. `progress` is told how
    many are done. The files must have different names.
    """
    assert len({file.stem for file in files}) == len(files), "two PDFs would have one name"
    pdfs = {file: folder / f"{file.stem}.pdf" for file in files}

    def done() -> int:
        number = sum(pdf.exists() for pdf in pdfs.values())
        progress(number)
        return number

    _convert(office, files, folder, patience, done)
    if len(files) > 1:
        for file in files:
            if not _whole(pdfs[file]):
                pdfs[file].unlink(missing_ok=True)
                _convert(office, [file], folder, patience, done)
    return {file: pdf for file, pdf in pdfs.items() if _whole(pdf)}


def _whole(pdf: File) -> bool:
    """Return whether a PDF is there to its end: one that was being written when patience ended is not."""
    return pdf.is_file() and b"%%EOF" in pdf.read_bytes()[-1024:]


def _convert(office: File, files: Sequence[File], folder: File, patience: float, done: Callable[[], int]) -> None:
    with tempfile.TemporaryDirectory(prefix="handlingsplan-", ignore_cleanup_errors=True) as home:
        flags = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        command = [str(office), _profile(home), *flags, "--convert-to", _FILTER, "--outdir", str(folder)]
        _run([*command, *map(str, files)], File(home), patience, done)


def _profile(home: str) -> str:
    """Return the switch that keeps an open LibreOffice, its settings and its user's name out of this."""
    return f"-env:UserInstallation={(File(home) / 'profil').as_uri()}"


def _run(command: Sequence[str], home: File, patience: float, done: Callable[[], int] = lambda: 0) -> str | None:
    """Return what a program prints; None if it fails, or if `done` does not grow in `patience` seconds.

    Nothing of it is left running. It has a process group of its own, because `soffice` starts others and all must go.
    """
    environment = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp"}
    with tempfile.TemporaryFile() as told:  # a pipe would hold us as long as anything of the program has it open
        # Ctrl-C waits until there is a process to end: between its start and our knowing of it, it would be left.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.DEVNULL,
                env=environment,
                cwd=home,
                start_new_session=True,
            )
        except OSError:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            return None
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            ended = _waited(process, patience, done)
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        told.seek(0)
        return told.read().decode("utf-8", "replace") if ended and process.returncode == 0 else None


def _waited(process: subprocess.Popen[bytes], patience: float, done: Callable[[], int]) -> bool:
    """Return whether a process ended by itself, before `patience` seconds passed in which nothing was done."""
    number, idle = done(), 0.0
    while idle < patience:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
            return True
        idle += _LOOK
        if done() > number:
            number, idle = done(), 0.0
    return False
