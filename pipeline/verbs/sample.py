"""A city of sample definitions, written to a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as File

from pipeline.errors import Refused, Unwritable, UsageFault
from pipeline.layout import shown
from pipeline.sample import MOST, sample_files
from pipeline.sample.faults import with_faults

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

    The folder is made if it is not there. The same seed gives the same files. With `faults`, some plans have the
    faults that a real year has.

    Raises:
        UsageFault: no such city can be made.
        Refused: something lies in the folder already.
        Unwritable: it cannot be written.
    """
    if not 1 <= boards <= MOST:
        raise UsageFault(f"{boards} nämnder går inte att göra; skriv ett antal från 1 till {MOST}")
    if year not in _YEARS:
        raise UsageFault(f"året {year} går inte att använda; skriv ett år från {_YEARS[0]} till {_YEARS[-1]}")
    files = sample_files(seed, boards, year)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(f"{shown(folder)}: här ligger redan något, och exempel skrivs inte över det; ange en ny mapp")
        written = 0
        for path, text in with_faults(files, year) if faults else files:
            progress(path)
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            written += 1
    except OSError as error:
        raise Unwritable(f"{shown(folder)}: exemplen gick inte att skriva ({error.strerror})") from error
    return written
