"""A whole city: sixteen boards and their three papers; then ten such years, and a hundred.

Measured in processor time, so that what else the machine does counts little, and against stock docxtpl given ready
plain strings: all in one process, and a process for each document. Memory is the peak that the system counted.
What several processes gain is measured on the clock, turn by turn with one process: it is true of a machine that has
nothing else to do, which the load that is printed beside it says.
"""

from __future__ import annotations

import os
import pickle
import statistics
import sys
import tempfile
from collections.abc import Sequence
from itertools import groupby, takewhile
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.documents import BY_SLUG, DOCUMENTS
from pipeline.documents.document import DocumentType
from pipeline.dossier import open_dossier
from pipeline.layout import PLAN_NAME
from pipeline.sample import sample_files
from pipeline.verbs.workers import processors
from tests.bench import PROJECT, Process, plain, process

FIRST_YEAR = 1991
BOARDS = 15  # in the sample's last year; the year before, which is over and has every paper, has one more
PAPERS = 16 * len(DOCUMENTS)
REPEATS = 3
# A whole program around stock docxtpl: reads each definition, renders, saves. Run as a process of its own.
STOCK_CITY = """
import pickle, sys
from docxtpl import DocxTemplate
import yaml
contents, out = sys.argv[1:3]
with open(contents, "rb") as stream:
    for number in range(pickle.load(stream)):
        source, template, values = pickle.load(stream)
        yaml.load(source, Loader=yaml.CSafeLoader)
        document = DocxTemplate(template)
        document.render(values, autoescape=True)
        document.save(f"{out}/{number}.docx")
"""


def years(folder: Path, count: int) -> list[Path]:
    """Write `count` cities, each a year with sixteen boards and every paper, and return the years' folders."""
    written = []
    for number in range(count):
        year, root = FIRST_YEAR + number, folder / f"stad{number}"
        files = sample_files(number, BOARDS, year + 1)
        for name, text in takewhile(lambda file, after=f"{year + 1}/": not file[0].startswith(after), files):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        written.append(root / str(year))
    return written


def papers(out: Path, of: Sequence[Path]) -> list[tuple[Path, DocumentType]]:
    """Return each document that a build of years made in `out`: the plan it is made of, and its type."""
    by_year = {year.name: year for year in of}
    made = sorted(out.glob("*/*/*.docx"))
    return [(by_year[f.parent.parent.name] / f.parent.name / PLAN_NAME, BY_SLUG[f.stem]) for f in made]


def ready(folder: Path, documents: Sequence[tuple[Path, DocumentType]]) -> Path:
    """Write what stock docxtpl is given: of each document a source to read, its template and plain strings."""
    file = folder / f"contents{len(documents)}.pickle"
    with file.open("wb") as stream:
        pickle.dump(len(documents), stream)
        for plan, of_plan in groupby(documents, key=itemgetter(0)):
            dossier, _ = open_dossier(plan)
            assert dossier is not None
            for _, document in of_plan:
                values: Any = plain(document.maker().content(dossier))
                template = PROJECT / "templates" / f"{document.slug}.docx"
                pickle.dump((plan.read_text("utf-8"), str(template), values), stream)
    return file


def stock(folder: Path, documents: Sequence[tuple[Path, DocumentType]]) -> Process:
    """Return what stock docxtpl takes for documents, all in one process."""
    out = folder / "stock"
    out.mkdir(exist_ok=True)
    return process([sys.executable, "-c", STOCK_CITY, str(ready(folder, documents)), str(out)])


def ours(out: Path, of: Sequence[Path], jobs: int = 1) -> Process:
    """Return what a build of whole years takes, every paper anew, rules and checks included."""
    types = [word for document in DOCUMENTS for word in ("--type", document.slug)]
    command = [sys.executable, "-m", "pipeline", "build", *map(str, of), *types]
    return process([*command, "--out", str(out), "--jobs", str(jobs), "--force"])


def whole_city() -> None:
    """Print the measurements."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        all_years = years(folder, 100)
        for count, repeats in ((1, REPEATS), (10, 1), (100, 1)):
            of = all_years[:count]
            mine = [ours(folder / f"out{count}", of) for _ in range(repeats)]
            documents = papers(folder / f"out{count}", of)
            built = len(documents)
            assert built == PAPERS * count, built
            theirs = [stock(folder, documents) for _ in range(repeats)]
            _told(f"{built} dokument, hela processen", mine, theirs)
            each = built * statistics.median(stock(folder, documents[:1]).processor for _ in range(REPEATS))
            print(f"{'':<4}{'mot docxtpl i en process per dokument':<40} {each / _processor(mine):5.1f} ×")
            print(f"{'':<4}{'största minne':<40} {mine[-1].peak:5.0f} MB mot {theirs[-1].peak:.0f} MB")
        _several(folder, all_years)
        overview = [sys.executable, "-m", "pipeline", "build", str(all_years[0]), "--type", "sammanstallning"]
        seen = [process([*overview, "--out", str(folder / "alla"), "--force"]) for _ in range(REPEATS)]
        print(f"{'sammanställningen av 16 nämnder':<44} {_processor(seen):5.2f} s, hela processen")


def _several(folder: Path, all_years: Sequence[Path]) -> None:
    """Print how many times faster several processes are than one, by the number of documents."""
    jobs = min(processors(), 4)
    print(f"{jobs} processer mot en, på klockan; belastningen när mätningen börjar är {os.getloadavg()[0]:.1f}")
    for count in (1, 2, 4, 8) if jobs > 1 else ():
        pairs = [
            (ours(folder / "out8", all_years[:count]).seconds, ours(folder / "out8", all_years[:count], jobs).seconds)
            for _ in range(REPEATS)
        ]
        alone, shared = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(f"{f'    {PAPERS * count} dokument':<44} {alone / shared:5.1f} ×  {alone:14.1f} s mot {shared:6.1f} s")


def _processor(runs: Sequence[Process]) -> float:
    return statistics.median(run.processor for run in runs)


def _told(name: str, mine: Sequence[Process], theirs: Sequence[Process]) -> None:
    ratio = _processor(theirs) / _processor(mine)
    print(f"{name:<44} {ratio:5.1f} ×  {_processor(mine):14.1f} s mot {_processor(theirs):6.1f} s processortid")


if __name__ == "__main__":
    whole_city()
