"""A whole city: sixteen boards and their three papers; then ten such years, and a hundred.

Measured in processor time, so that what else the machine does counts little, and against stock docxtpl given ready
plain strings: all in one process, and a process for each document. Memory is the peak that the system counted.
"""

from __future__ import annotations

import pickle
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.documents import BY_SLUG, DOCUMENTS
from pipeline.documents.document import DocumentType
from pipeline.dossier import open_dossier
from pipeline.layout import PLAN_NAME
from pipeline.sample import sample_files
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
        for name, text in sample_files(number, BOARDS, year + 1):
            if not name.startswith(f"{year + 1}/"):
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
        for plan, document in documents:
            dossier, _ = open_dossier(plan)
            assert dossier is not None
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
        for jobs in (2, 4):
            alone, shared = ours(folder / "out10", all_years[:10]), ours(folder / "out10", all_years[:10], jobs)
            print(
                f"{f'{PAPERS * 10} dokument i {jobs} processer mot i en':<44} {alone.seconds / shared.seconds:5.1f} ×"
            )
        overview = [sys.executable, "-m", "pipeline", "build", str(all_years[0]), "--type", "sammanstallning"]
        seen = [process([*overview, "--out", str(folder / "alla"), "--force"]) for _ in range(REPEATS)]
        print(f"{'sammanställningen av 16 nämnder':<44} {_processor(seen):5.2f} s, hela processen")


def _processor(runs: Sequence[Process]) -> float:
    return statistics.median(run.processor for run in runs)


def _told(name: str, mine: Sequence[Process], theirs: Sequence[Process]) -> None:
    ratio = _processor(theirs) / _processor(mine)
    print(f"{name:<44} {ratio:5.1f} ×  {_processor(mine):14.1f} s mot {_processor(theirs):6.1f} s processortid")


if __name__ == "__main__":
    whole_city()
