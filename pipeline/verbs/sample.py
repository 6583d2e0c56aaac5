"""A city of sample definitions, written to a folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path as File

from pipeline.errors import Refused, Unreadable, Unwritable, UsageFault, unread, unwritten
from pipeline.layout import shown
from pipeline.sample import MOST, sample_files
from pipeline.sample.faults import with_faults
from pipeline.verbs.outputs import put

SUMS = "exempel.sha256"  # in the city's folder: what `sample` left there, as `sha256sum -c` reads it
_YEARS = range(1990, 2100)


def sample(
    folder: File,
    *,
    boards: int,
    year: int,
    seed: int = 1,
    faults: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Write a city with `boards` boards in `year`, and in the year before, to `folder`; return how many files.

    The folder is made if it is not there. A city that lies there already, and that nobody has touched, gives way.
    The same seed gives the same files. With `faults`, some plans have the faults that a real year has.

    Raises:
        UsageFault: no such city can be made.
        Refused: something else lies in the folder, or somebody has changed the city.
        Unreadable: what lies there cannot be read.
        Unwritable: it cannot be written.
    """
    if not 1 <= boards <= MOST:
        raise UsageFault(f"{boards} nämnder går inte att göra; skriv ett antal från 1 till {MOST}")
    if year not in _YEARS:
        raise UsageFault(f"året {year} går inte att använda; skriv ett år från {_YEARS[0]} till {_YEARS[-1]}")
    files = sample_files(seed, boards, year)
    wanted: dict[File, bytes] = {}
    for path, text in with_faults(files, year) if faults else files:
        progress(path)
        wanted[folder / path] = text.encode()
    before = _before(folder)
    _refuse_to_lose(folder, before, wanted)
    written = [file for file, data in wanted.items() if before.get(file) != data]
    for file in written:
        put(file, wanted[file])
    put(folder / SUMS, "".join(f"{_line(folder, *entry)}\n" for entry in wanted.items()).encode())
    _take_away(folder, before.keys() - wanted.keys())
    return len(written)


def _before(folder: File) -> dict[File, bytes]:
    """Return the files in the folder, the list of checksums and hidden ones aside."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{shown(folder)}: här ligger en fil, och exempel skrivs inte över den; ange en ny mapp")
    try:
        found = [file for file in folder.rglob("*") if not file.is_dir() and file != folder / SUMS]
        return {file: file.read_bytes() for file in found if not _is_hidden(folder, file)}
    except OSError as error:
        raise Unreadable(f"{shown(folder)}: det som ligger i mappen går inte att läsa: {unread(error)}") from error


def _is_hidden(folder: File, file: File) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _refuse_to_lose(folder: File, before: Mapping[File, bytes], wanted: Mapping[File, bytes]) -> None:
    """Raise Refused if a file is neither as `sample` left it nor as it would be written now, or has been removed."""
    listed = folder / SUMS
    known = set(listed.read_text("utf-8", "replace").splitlines() if listed.is_file() else ())
    found = {_line(folder, file, data): file for file, data in before.items()}
    touched = {file for line, file in found.items() if line not in known and before[file] != wanted.get(file)}
    if touched and not known:
        raise Refused(f"{shown(folder)}: här ligger redan något, och exempel skrivs inte över det; ange en ny mapp")
    touched |= {folder / line.partition("  ")[2] for line in known - found.keys()}
    if touched:
        raise Refused(
            f"{shown(min(touched))}: filen är ändrad, borttagen eller ditlagd för hand, så staden behålls som den är; "
            f"ta bort mappen {shown(folder)} för att få en ny"
        )


def _line(folder: File, file: File, data: bytes) -> str:
    """Return a file's line in the list of checksums."""
    return f"{hashlib.sha256(data).hexdigest()}  {file.relative_to(folder).as_posix()}"


def _take_away(folder: File, files: set[File]) -> None:
    """Remove files of a former city, and the folders that they leave empty."""
    try:
        for file in files:
            file.unlink()
        for parent in sorted({file.parent for file in files} - {folder}, reverse=True):
            if not any(parent.iterdir()):
                parent.rmdir()
    except OSError as error:
        raise Unwritable(f"{shown(folder)}: en gammal fil går inte att ta bort: {unwritten(error)}") from error
